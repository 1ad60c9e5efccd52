"""A column that was sorted without the others: every cell is somebody else's."""

from collections.abc import Mapping, Sequence

from factcheck.doctor.choices import Choices
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.journal.disorder import changed_places
from factcheck.journal.memory import Memory


def sorted_alone(
    rows: Sequence[tuple[str, Mapping[str, str]]], columns: Sequence[str], memory: Memory, choices: Choices
) -> list[Finding]:
    """A finding for each column that was; `rows` are (claim id, cells) in the file's order."""
    known = [(cells, memory.cells(claim_id)) for claim_id, cells in rows]
    pairs = [(cells, was) for cells, was in known if was is not None]
    findings = []
    for name in columns:
        if name == "claim_id" or choices.keeps("", name):
            continue
        moved = [
            (cells.get(name, ""), was.get(name, "")) for cells, was in pairs if cells.get(name, "") != was.get(name, "")
        ]
        if not changed_places(moved, (cells.get(name, "") for cells, _ in pairs)):
            continue
        findings.append(_finding(name, len(moved), len(pairs), chosen=("", name) in choices.restore))
    return findings


def _finding(name: str, moved: int, rows: int, *, chosen: bool) -> Finding:
    if chosen:
        return Finding(
            code=Code.SORTED_ALONE, kind=Kind.REPAIR, why="put back as the journal has it", column=name, chosen=True
        )
    why = f"in {moved} of {rows} rows it holds another row's cell: was it sorted alone?"
    return Finding(code=Code.SORTED_ALONE, kind=Kind.ASK, why=why, column=name, settle=("--restore", name))
