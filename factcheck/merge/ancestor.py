"""What two copies of a table came from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from factcheck.journal import Batch
from factcheck.journal.state import State
from factcheck.merge.copy import live_batches
from factcheck.merge.notes import Base
from factcheck.row import Row
from factcheck.table import ClaimsTable, row_cells
from factcheck.table.naming import give_ids


class Ancestor(NamedTuple):
    """The cells of the table both came from, by claim id in the file's order, and how that is known, for a reader."""

    cells: Base
    how: str


class _Near(NamedTuple):
    """How far a journal's state is from a table: cells that differ, and the digest of the file it was."""

    differ: int
    sha256: str
    at: int
    common: int


def ancestor_in(table: ClaimsTable) -> Ancestor:
    """A table given as what both copies came from."""
    return Ancestor({row.claim_id: row_cells(row) for row in give_ids(table.rows)}, f"given: {table.path}")


def find_ancestor(one: ClaimsTable, other: ClaimsTable) -> Ancestor | None:
    """What the journals beside the two tell; None where they tell nothing.

    - The last state of the file that both journals hold, by the sha256 of its bytes.
    - Else the newest state of one journal from which the other table can have come: the one that differs from it in
      the fewest cells, if it shares any claim with it.
    """
    mine, theirs = live_batches(one), live_batches(other)
    shared = _last_shared(mine, theirs)
    if shared:
        batches = mine[: 1 + _last_at(mine)[shared]]
        return Ancestor(_cells(batches), f"the last state that both journals hold, of {batches[-1].time}")
    found = [
        (_nearest(batches, table.rows), batches)
        for batches, table in ((mine, other), (theirs, one))
        if batches and table.rows
    ]
    near = [(state, batches) for state, batches in found if state.common]
    if not near:
        return None
    state, batches = min(near, key=lambda pair: (pair[0].differ, pair[0].sha256))
    batches = batches[: state.at + 1]
    return Ancestor(_cells(batches), f"the nearest state in the journal, of {batches[-1].time}")


def _last_at(batches: Sequence[Batch]) -> dict[str, int]:
    return {batch.sha256: at for at, batch in enumerate(batches)}


def _last_shared(mine: Sequence[Batch], theirs: Sequence[Batch]) -> str:
    """The digest of the last file that both journals hold, "" for none."""
    one, other = _last_at(mine), _last_at(theirs)
    return max(one.keys() & other.keys(), key=lambda sha256: (one[sha256] + other[sha256], sha256), default="")


def _cells(batches: Iterable[Batch]) -> Base:
    state = State()
    for batch in batches:
        state.apply(batch)
    return {claim_id: state.rows[claim_id] for claim_id in state.order if claim_id in state.rows}


def _nearest(batches: Sequence[Batch], rows: Iterable[Row]) -> _Near:
    """The newest of the states that differ least from the rows."""
    wanted = {row.claim_id: row_cells(row) for row in rows}
    state = State()
    differ = {claim_id: _distance({}, cells) for claim_id, cells in wanted.items()}
    total = sum(differ.values())
    best: _Near | None = None
    for at, batch in enumerate(batches):
        state.apply(batch)
        for claim_id in {change.claim_id for change in batch.changes}:
            now = _distance(state.rows.get(claim_id, {}), wanted.get(claim_id, {}))
            total += now - differ.get(claim_id, 0)
            differ[claim_id] = now
        if best is None or total <= best.differ:
            best = _Near(total, batch.sha256, at, len(state.rows.keys() & wanted.keys()))
    assert best is not None  # noqa: S101 - there is a batch at least
    return best


def _distance(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    return sum(one.get(column, "") != other.get(column, "") for column in one.keys() | other.keys())
