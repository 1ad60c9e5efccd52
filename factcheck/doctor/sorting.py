"""A column that was sorted without the others: every cell is somebody else's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcheck.doctor.choices import Choices
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.journal.memory import Memory

FEWEST = 3
"""Cells that must have changed places: two may be a person's exchange."""
SHARE = 0.9
"""How many of the changed cells must be other rows' cells: some may have been re-dressed at the same time."""


def sorted_alone(
    rows: Sequence[tuple[str, Mapping[str, str]]], columns: Sequence[str], memory: Memory, choices: Choices
) -> list[Finding]:
    """A finding for each column that was; `rows` are (claim id, cells) in the file's order."""
    known = [(cells, memory.cells(claim_id), claim_id) for claim_id, cells in rows]
    pairs = [(cells, was, claim_id) for cells, was, claim_id in known if was is not None]
    findings = []
    for name in columns:
        if name == "claim_id" or choices.keeps("", name):
            continue
        moved = [
            (cells.get(name, ""), was.get(name, ""), claim_id)
            for cells, was, claim_id in pairs
            if cells.get(name, "") != was.get(name, "")
        ]
        if not _exchanged([(now, was) for now, was, _ in moved]):
            continue
        column = [cells.get(name, "") for cells, _, _ in pairs]
        values = {was for _, was, _ in moved}
        if len(values) < max(FEWEST, len(moved) // 2) and not _in_order(column):
            continue
        findings.append(_finding(name, len(moved), len(pairs), chosen=("", name) in choices.restore))
    return findings


def _exchanged(moved: Sequence[tuple[str, str]]) -> bool:
    if len(moved) < FEWEST:
        return False
    now, was = Counter(now for now, _ in moved), Counter(was for _, was in moved)
    return (now & was).total() >= SHARE * len(moved)


def _in_order(column: Sequence[str]) -> bool:
    cells = [cell.casefold() for cell in column if cell]
    if len(set(cells)) < 2:  # noqa: PLR2004 - one value is in every order
        return False
    return all(a <= b for a, b in pairwise(cells)) or all(a >= b for a, b in pairwise(cells))


def _finding(name: str, moved: int, rows: int, *, chosen: bool) -> Finding:
    if chosen:
        return Finding(
            code=Code.SORTED_ALONE, kind=Kind.REPAIR, why="put back as the journal has it", column=name, chosen=True
        )
    why = f"in {moved} of {rows} rows it holds another row's cell: was it sorted alone?"
    return Finding(code=Code.SORTED_ALONE, kind=Kind.ASK, why=why, column=name, settle=("--restore", name))
