"""A reviewer's copy of a table, with what its journal tells about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from factcheck.journal import OUTSIDE, TOOL, Batch, base_of, read_journal
from factcheck.journal.parses import PARSE, noted
from factcheck.journal.state import differences, replay, state_on_disk, without
from factcheck.merge.notes import Base
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, clean_rows, row_of
from factcheck.table.naming import give_ids
from factcheck.verdicts import settle_typed


class Touch(NamedTuple):
    """Who last changed a cell and when (UTC as in the journal, "" where nobody has written it down)."""

    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One side of a merge.

    `name` is how it is called to a reader. `tool` is what the tool last wrote (`journal.base_of`), `left` the ids of
    rows that a parse took out, `parsed` the time of an article's last parse, `touched` who last changed a cell, by
    claim id and column ("" for a row that came or went). All are empty where there is no journal, and `known` False.
    """

    name: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = NAMES
    tool: Base = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    parsed: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[tuple[str, str], Touch] = field(default_factory=dict)
    known: bool = False

    def by_tool(self, claim_id: str, columns: Iterable[str], row: Row) -> bool:
        """True where the row's cells in these columns are as the tool last wrote them."""
        written = self.tool.get(claim_id)
        return written is not None and all(written.get(name) == row.cell(name) for name in columns)


def live_batches(table: ClaimsTable) -> tuple[Batch, ...]:
    """The batches of the journal beside the table that reached the file, oldest first."""
    journal = read_journal(table.path)
    _, lost = state_on_disk(journal, table)
    return tuple(each for each in without(journal, lost).batches if not each.void)


def copy_of(table: ClaimsTable, *, name: str, when: datetime, base: Base | None = None) -> Copy:
    """The table as a side of a merge; a verdict typed in a spreadsheet gets the time `when`, as any command gives it.

    `base` says what the table was before such edits where it has no journal.
    """
    batches = live_batches(table)
    known = replay(batches).rows if batches else base
    rows = give_ids(clean_rows(table.rows))
    touched = _touched(batches)
    if batches:
        touched |= {(i, column): Touch(OUTSIDE, "") for i, column, _, _ in differences(known or {}, rows)}
    return Copy(
        name=name,
        rows=tuple(_settled(row, known, when) for row in rows) if known is not None else rows,
        columns=table.columns,
        tool=base_of(table),
        left=_left(batches),
        parsed=_parsed(batches),
        touched=touched,
        known=bool(batches),
    )


def _settled(row: Row, known: Base, when: datetime) -> Row:
    was = known.get(row.claim_id)
    return settle_typed(row_of(dict(was), ()) if was is not None else None, row, when=when)


def _touched(batches: Iterable[Batch]) -> dict[tuple[str, str], Touch]:
    return {
        (change.claim_id, change.column): Touch(change.who, change.time)
        for batch in batches
        for change in batch.changes
    }


def _left(batches: Iterable[Batch]) -> frozenset[str]:
    left: set[str] = set()
    for batch in batches:
        for change in batch.changes:
            if change.column:
                continue
            if change.after is None and change.who == TOOL:
                left.add(change.claim_id)
            else:
                left.discard(change.claim_id)
    return frozenset(left)


def _parsed(batches: Iterable[Batch]) -> dict[str, str]:
    """When each article was last parsed."""
    return {noted(batch.why).article: batch.time for batch in batches if batch.command == PARSE and batch.who == TOOL}
