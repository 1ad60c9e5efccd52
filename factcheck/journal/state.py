"""What the table held after each batch, and what differs between two tables."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.journal.records import OUTSIDE, REPAIR, TOOL, UNDO, Batch, Cells, Change, Journal
from factcheck.row import COLUMNS, NAMES, Owner, Row
from factcheck.table import Dialect, row_cells, row_of
from factcheck.table.claims_table import ClaimsTable

TOOLS_OWN = tuple(column.name for column in COLUMNS if column.owner is Owner.TOOL)

Difference = tuple[str, str, Cells, Cells]
"""Claim id, column, before, after; column "" for a row that came or went."""


@dataclass(slots=True, kw_only=True)
class State:
    """A table as the journal tells it; `rows` are cells that are not blank, by claim id and column."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    columns: tuple[str, ...] = NAMES
    dialect: Dialect = field(default_factory=Dialect)

    def table_rows(self) -> tuple[Row, ...]:
        """The rows, in the file's order."""
        return tuple(row_of(self.rows[each], self.columns) for each in self.order)

    def apply(self, batch: Batch) -> None:
        """Moves on by one batch."""
        for change in batch.changes:
            if change.column:
                _set(self.rows.setdefault(change.claim_id, {}), change.column, str(change.after or ""))
            elif isinstance(change.after, Mapping):
                self.rows[change.claim_id] = dict(change.after)
            else:
                self.rows.pop(change.claim_id, None)
        self.order = batch.order if batch.order is not None else expected_order(self.order, self.rows)
        self.columns, self.dialect = batch.columns, batch.dialect


def _set(cells: dict[str, str], column: str, cell: str) -> None:
    if cell:
        cells[column] = cell
    else:
        cells.pop(column, None)


def expected_order(before: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    """The order that needs no saying: what stood there, then what is new as it comes."""
    now = dict.fromkeys(now)
    kept = [each for each in before if each in now]
    seen = set(kept)
    return (*kept, *(each for each in now if each not in seen))


def replay(batches: Iterable[Batch]) -> State:
    """The state after the batches that reached the file."""
    state = State()
    for batch in batches:
        if not batch.void:
            state.apply(batch)
    return state


def never_written(journal: Journal, table: ClaimsTable, columns: Collection[str]) -> Batch | None:
    """The last batch, where the table on disk shows that its write never happened (a kill between the two).

    That is so where the file is still the one the batch found; and where it was edited since, if every cell the
    batch changed holds what it held before. `columns` are those that stand in the file: a cell that went with its
    column shows nothing, nor do rows whose ids nobody knows.
    """
    live = [batch for batch in journal.batches if not batch.void]
    last = live[-1] if live else None
    if last is None or not last.written or table.sha256 == last.sha256:
        return None
    if table.sha256 == last.before_sha256:
        return last
    if not all(change.column in columns for change in last.changes if change.column):
        return None
    rows = {row.claim_id: row for row in table.rows}
    known = {change.claim_id for batch in live[:-1] for change in batch.changes}
    if known.isdisjoint(rows):
        return None
    return last if last.changes and rows and all(_as_before(change, rows) for change in last.changes) else None


def _as_before(change: Change, rows: Mapping[str, Row]) -> bool:
    row = rows.get(change.claim_id)
    if not change.column:
        return (row is None) == (change.before is None)
    return row is not None and row.cell(change.column) == change.before != change.after


def state_on_disk(
    journal: Journal, table: ClaimsTable, columns: Collection[str] | None = None
) -> tuple[State, Batch | None]:
    """What the journal says the file holds, and the batch it must forget for that, if any.

    `columns` are those that stand in the file, where they are not the table's.
    """
    lost = never_written(journal, table, table.columns if columns is None else columns)
    return replay(without(journal, lost).batches), lost


def without(journal: Journal, lost: Batch | None) -> Journal:
    """The journal less a batch that never reached the file."""
    if lost is None:
        return journal
    return journal._replace(batches=tuple(batch for batch in journal.batches if batch.number != lost.number))


def differences(before: Mapping[str, Mapping[str, str]], after: Sequence[Row]) -> list[Difference]:
    """Every cell that differs, and every row that came or went."""
    found: list[Difference] = []
    ids = {row.claim_id for row in after}
    found.extend((each, "", dict(cells), None) for each, cells in before.items() if each not in ids)
    for row in after:
        now = row_cells(row)
        was = before.get(row.claim_id)
        if was is None:
            found.append((row.claim_id, "", None, now))
        elif was != now:
            columns = dict.fromkeys([*now, *was])
            changed = (column for column in columns if now.get(column, "") != was.get(column, ""))
            found.extend((row.claim_id, column, was.get(column, ""), now.get(column, "")) for column in changed)
    return found


def tool_base(journal: Journal) -> dict[str, dict[str, str]]:
    """The value the tool last wrote into each cell, by claim id and column; cells it never wrote are not there.

    A row that a person deleted is still there, one that the tool took out is not. What was undone counts for nothing,
    nor does a repair, which puts back a person's corrections too. Of a table that came without its journal the tool's
    own columns count as written by it, the correctable ones as nobody knows whose.
    """
    undone = {number for batch in journal.batches if not batch.void for number in batch.undoes}
    base: dict[str, dict[str, str]] = {}
    for batch in journal.batches:
        if batch.void or batch.number in undone or batch.command in (UNDO, REPAIR):
            continue
        if batch.number == 0 and batch.who == OUTSIDE:  # a table that came without its journal
            for change in batch.changes:
                cells = change.after if isinstance(change.after, Mapping) else {}
                base[change.claim_id] = {name: cells.get(name, "") for name in TOOLS_OWN}
        for change in batch.changes:
            if change.who != TOOL:
                continue
            if change.column:
                base.setdefault(change.claim_id, {})[change.column] = str(change.after or "")
            elif isinstance(change.after, Mapping):
                base[change.claim_id] = dict.fromkeys(NAMES, "") | dict(change.after)
            else:
                base.pop(change.claim_id, None)
    return base
