"""Cells that changed places: a column that was sorted without the others, every cell of it somebody else's.

A command that wrote over such a file would journal the disorder, and put the next verdict beside the wrong words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from factcheck.errors import DamagedTable
from factcheck.journal.state import Difference
from factcheck.row import Row

FEWEST = 3
"""Cells that must have changed places: two may be a person's exchange."""
SHARE = 0.9
"""How many of the changed cells must be other rows' cells: some may have been re-dressed at the same time."""
WORDS = ("verbatim", "claim", "spans")
"""Where all of these changed places, it is the ids that did."""


def changed_places(moved: Sequence[tuple[str, str]], column: Iterable[str]) -> bool:
    """Whether the cells that differ, (now, before), are each other's; `column` are all its cells from the top.

    Of few different cells (statuses) many rows hold the same: there the column must stand in order, too.
    """
    if len(moved) < FEWEST:
        return False
    now, was = Counter(now for now, _ in moved), Counter(was for _, was in moved)
    if (now & was).total() < SHARE * len(moved):
        return False
    return len(was) >= max(FEWEST, len(moved) // 2) or _in_order([cell.casefold() for cell in column if cell])


def _in_order(cells: Sequence[str]) -> bool:
    if len(set(cells)) < 2:  # noqa: PLR2004 - one value is in every order
        return False
    return all(a <= b for a, b in pairwise(cells)) or all(a >= b for a, b in pairwise(cells))


def check_order(path: Path, found: Sequence[Difference], rows: Sequence[Row]) -> None:
    """Nothing, where no column of the file was sorted without the others since the journal's last batch.

    `found` are the cells that were changed outside. Raises: DamagedTable naming the columns and how many rows.
    """
    moved: Mapping[str, list[tuple[str, str]]] = defaultdict(list)
    for _, column, before, after in found:
        if column:
            moved[column].append((str(after or ""), str(before or "")))
    alone = [name for name, cells in moved.items() if changed_places(cells, (row.cell(name) for row in rows))]
    if not alone:
        return
    names, count = ", ".join(sorted(alone)), max(len(moved[name]) for name in alone)
    names = "claim_id" if set(WORDS) <= set(alone) else names
    reason = f"in {count} of {len(rows)} rows {names} holds another row's cell: was it sorted without the others?"
    raise DamagedTable(path, reason, "Look, and take the journal's: factcheck doctor. Nothing was written.")
