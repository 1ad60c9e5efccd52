"""What the journal remembers of each cell: the base that damage is measured against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from factcheck.journal.records import OUTSIDE, Batch, Change, read_journal
from factcheck.journal.state import State, state_on_disk, tool_base, without
from factcheck.table.claims_table import ClaimsTable

Place = tuple[str, str]
"""Claim id and column."""


class Deleted(NamedTuple):
    """A row that went in a spreadsheet: its cells that were not blank, and the id it stood behind ("" for none)."""

    cells: Mapping[str, str]
    behind: str


@dataclass(slots=True, kw_only=True)
class Memory:
    """What is known of a table from its journal; empty, `known` False, where there is none.

    `state` is what the file should hold. `earlier` are the values that a cell held before it was edited outside,
    newest first, back to the last that a command wrote. `vouched` says which cells came from a command. `deleted`
    are rows that went outside and did not come back. `tool` is what the tool last wrote (`base_of`).
    """

    known: bool = False
    state: State = field(default_factory=State)
    earlier: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    deleted: dict[str, Deleted] = field(default_factory=dict)
    tool: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    year: int = 0
    _outside_rows: set[str] = field(default_factory=set)
    _vouched: set[Place] = field(default_factory=set)

    def vouched(self, claim_id: str, column: str) -> bool:
        """True where the cell is as a command left it."""
        place = claim_id, column
        return place in self._vouched or (claim_id not in self._outside_rows and place not in self.earlier)

    def cells(self, claim_id: str) -> Mapping[str, str] | None:
        """The last known cells of a row that stands, or that went outside; None for one never seen."""
        if claim_id in self.state.rows:
            return self.state.rows[claim_id]
        return self.deleted[claim_id].cells if claim_id in self.deleted else None

    def values(self, claim_id: str, column: str) -> tuple[str, ...]:
        """The values the cell is known to have held, the last first, back to the last that a command wrote."""
        cells = self.cells(claim_id)
        if cells is None:
            return ()
        return (cells.get(column, ""), *self.earlier.get((claim_id, column), ()))

    def move_on(self, batch: Batch) -> None:
        """Takes in one batch."""
        outside = batch.who == OUTSIDE
        before = self.state.order
        for change in batch.changes:
            if change.column:
                self._cell(change, outside=outside)
            elif change.after is None:
                self._row_went(change, before, outside=outside)
            else:
                self._row_came(change, outside=outside)
        self.state.apply(batch)

    def _cell(self, change: Change, *, outside: bool) -> None:
        place = change.claim_id, change.column
        if outside:
            self.earlier[place] = (str(change.before or ""), *self.earlier.get(place, ()))
            self._vouched.discard(place)
        else:
            self.earlier.pop(place, None)
            self._vouched.add(place)

    def _row_went(self, change: Change, order: tuple[str, ...], *, outside: bool) -> None:
        self.deleted.pop(change.claim_id, None)
        if outside and isinstance(change.before, Mapping):
            at = order.index(change.claim_id) if change.claim_id in order else 0
            self.deleted[change.claim_id] = Deleted(change.before, order[at - 1] if at else "")

    def _row_came(self, change: Change, *, outside: bool) -> None:
        claim_id = change.claim_id
        gone = self.deleted.pop(claim_id, None)
        if not outside:
            self._forget(claim_id)
            return
        self._outside_rows.add(claim_id)
        now = change.after if isinstance(change.after, Mapping) else {}
        for column in dict.fromkeys([*(gone.cells if gone else ()), *now]) if gone else ():
            was = gone.cells.get(column, "") if gone else ""
            if was != now.get(column, ""):
                place = claim_id, column
                self.earlier[place] = (was, *self.earlier.get(place, ()))

    def _forget(self, claim_id: str) -> None:
        self._outside_rows.discard(claim_id)
        for place in [place for place in self.earlier if place[0] == claim_id]:
            del self.earlier[place]


def remember(table: ClaimsTable) -> Memory:
    """What the journal beside the table knows; `table` tells by its hash and rows whether the last write happened.

    Rows may be left out of `table` where the file cannot be read as one.
    """
    journal = read_journal(table.path)
    _, lost = state_on_disk(journal, table)
    kept = without(journal, lost)
    return remembered((batch for batch in kept.batches if not batch.void), tool_base(kept))


def remembered(batches: Iterable[Batch], tool: Mapping[str, Mapping[str, str]]) -> Memory:
    """What these batches, oldest first, tell."""
    memory = Memory(tool=tool)
    for batch in batches:
        memory.known = True
        memory.year = memory.year or int(batch.time[:4]) if batch.time[:4].isdigit() else memory.year
        memory.move_on(batch)
    return memory
