"""The one way a command changes a table: guard, journal, write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from factcheck.journal.disorder import check_order
from factcheck.journal.records import (
    EDIT,
    OUTSIDE,
    SEEN,
    TOOL,
    Batch,
    Change,
    append,
    lines_of,
    read_journal,
    take_back,
    void_line,
)
from factcheck.journal.state import Difference, State, differences, expected_order, state_on_disk
from factcheck.row import Row
from factcheck.table import ClaimsTable, clean_rows, locked, row_cells, row_of, write_table
from factcheck.table.cells import with_cells
from factcheck.table.files import check_free, journal_path, read_bytes, real_path, sha256
from factcheck.table.naming import give_ids
from factcheck.table.writing import Rendered
from factcheck.verdicts import settle_typed, stamp

VERDICT = ("status", "source_status", "second_reader", "claim")
STAMPED = ("reviewed_at", "second_at", "flags")
"""The tool's cells that a verdict, or other words of the claim, typed in a spreadsheet move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Who does what, when (aware), and why; `undoes` are batch numbers.

    `repairs`: the rows are the file's as mended, and are written though they hold the same cells (a column's name, an
    id, a byte order mark came back); `columns` are those that stood in the file. `settled` are cells, by claim id and
    column, that a person says are right as they stand.
    """

    command: str
    who: str
    when: datetime
    why: str = ""
    undoes: tuple[int, ...] = ()
    repairs: bool = False
    columns: tuple[str, ...] | None = None
    settled: tuple[tuple[str, str], ...] = ()


def commit(
    table: ClaimsTable, rows: Iterable[Row], *, command: str, who: str, when: datetime, why: str = ""
) -> ClaimsTable:
    """Writes `rows` as the table's, journalled, and returns the table as it then stands.

    What changed on disk since the journal's last batch is journalled first as made outside, and a verdict typed there
    gets its time. Rows without an id are given one. Where no row differs from `table.rows` neither file is touched.
    `who` is `TOOL` for what the tool writes, a person's name for what they decide.

    The journal is synced before the table is replaced: after a kill between the two, the next command sees that
    the file is still the old one and forgets the batch.

    Raises: TableMoved where the file changed since it was read; DamagedTable where a column was sorted without the
    others since the last command; UnwritableOutput, both files as they were.
    """
    return carry_out(table, rows, Action(command=command, who=who, when=when, why=why))


def carry_out(table: ClaimsTable, rows: Iterable[Row], action: Action) -> ClaimsTable:
    """`commit`, with the action as a record."""
    with locked(table.path):
        check_free(table.path, table.sha256)
        journal = read_journal(table.path)
        known, lost = state_on_disk(journal, table, action.columns)
        found = give_ids(table.rows)
        rows = give_ids(clean_rows(rows))
        typed = rows if action.repairs else found  # a verdict that damage took away was never typed
        stamped = _stamped(known, typed, action.when)
        rows = _joined(rows, typed, stamped)
        wanted = table.replace_rows(rows)
        rendered = wanted.render() if rows != table.rows or not table.sha256 or action.repairs else None
        digest = sha256(rendered.data) if rendered else table.sha256
        if digest == table.sha256 and not action.settled:
            if lost:
                append(journal.path, [void_line(lost)])
            return table
        changed = differences(known.rows, found)
        if not (action.repairs or action.settled):
            check_order(table.path, changed, found)
        outside = _outside(known, replace(table, rows=found), changed, action, first=not journal.batches)
        batch = Batch(
            time=stamp(action.when),
            who=action.who,
            command=action.command,
            why=action.why,
            changes=(*_changes(found, rows, action, stamped), *_settled(found, action)),
            sha256=digest,
            before_sha256=table.sha256,
            columns=wanted.columns,
            dialect=rendered.dialect if rendered else table.dialect,
            order=_order(found, rows),
            undoes=action.undoes,
        )
        lines = [void_line(lost)] if lost else []
        lines += [line for each in (outside, batch) if each for line in lines_of(each)]
        return _journalled_write(wanted, lines, rendered) if rendered else _journalled(table, lines)


def _settled(found: Sequence[Row], action: Action) -> Iterator[Change]:
    """What a person says is right: a change from the cell to itself."""
    rows = {row.claim_id: row for row in found}
    head = _head(action) | {"why": "right as it stands"}
    for claim_id, column in action.settled:
        cell = rows[claim_id].cell(column)
        yield Change(**head, claim_id=claim_id, column=column, before=cell, after=cell)


def _journalled(table: ClaimsTable, lines: Sequence[str]) -> ClaimsTable:
    append(journal_path(table.path), lines)
    return table


def _journalled_write(wanted: ClaimsTable, lines: Sequence[str], rendered: Rendered) -> ClaimsTable:
    path = journal_path(wanted.path)
    size = append(path, lines)
    try:
        return write_table(wanted, rendered=rendered)
    except BaseException:
        if sha256(read_bytes(real_path(wanted.path))) != sha256(
            rendered.data
        ):  # an interrupt may come after the replace
            take_back(path, size)
        raise


def _head(action: Action) -> dict[str, str]:
    return {"time": stamp(action.when), "who": action.who, "command": action.command, "why": action.why}


Stamps = Mapping[str, Mapping[str, str]]
"""The tool's cells that a verdict typed outside moves, by claim id and column."""


def _stamped(known: State, found: Sequence[Row], when: datetime) -> Stamps:
    moved: dict[str, dict[str, str]] = {}
    for row in found:
        before = known.rows.get(row.claim_id)
        if before is not None and all(before.get(column, "") == getattr(row, column) for column in VERDICT):
            continue
        settled = settle_typed(row_of(before, known.columns) if before is not None else None, row, when=when)
        cells = {name: settled.cell(name) for name in STAMPED if settled.cell(name) != row.cell(name)}
        if cells:
            moved[row.claim_id] = cells
    return moved


def _joined(wanted: Sequence[Row], found: Sequence[Row], stamps: Stamps) -> tuple[Row, ...]:
    """The wanted rows with the stamps in them, where the command itself left the cell alone."""
    as_found = {row.claim_id: row for row in found if row.claim_id in stamps}

    def settle(row: Row) -> Row:
        cells, was = stamps[row.claim_id], as_found[row.claim_id]
        return with_cells(row, {name: cell for name, cell in cells.items() if row.cell(name) == was.cell(name)})

    return tuple(settle(row) if row.claim_id in stamps else row for row in wanted)


def _outside(
    known: State, table: ClaimsTable, found: Sequence[Difference], action: Action, *, first: bool
) -> Batch | None:
    """What was changed on disk meanwhile, as a batch of its own; None where nothing was."""
    why = "no journal before" if first else ""
    head = {"time": stamp(action.when), "who": OUTSIDE, "command": EDIT, "why": why}
    now = tuple(row.claim_id for row in table.rows)
    order = None if now == expected_order(known.order, now) else now
    same_form = (known.columns, known.dialect) == (table.columns, table.dialect)
    if not found and (not table.sha256 or (order is None and same_form)):
        return None
    return Batch(
        time=stamp(action.when),
        who=OUTSIDE,
        command=EDIT,
        why=why,
        changes=tuple(Change(**head, claim_id=i, column=c, before=b, after=a) for i, c, b, a in found),
        sha256=table.sha256,
        before_sha256="",
        columns=table.columns,
        dialect=table.dialect,
        order=order,
        written=False,
    )


def _changes(found: Sequence[Row], wanted: Sequence[Row], action: Action, stamps: Stamps) -> tuple[Change, ...]:
    kept = {row.claim_id: row for row in found}
    touched = [row for row in wanted if kept.get(row.claim_id) != row]
    gone = kept.keys() - {row.claim_id for row in wanted}
    leaving = {row.claim_id: row_cells(row) for row in found if row.claim_id in gone}
    before = leaving | {row.claim_id: row_cells(kept[row.claim_id]) for row in touched if row.claim_id in kept}
    seen = _head(action) | {"who": TOOL, "command": SEEN, "why": "typed outside; the time is when it was first seen"}
    head = _head(action)
    return tuple(
        Change(**(seen if c and stamps.get(i, {}).get(c) == a else head), claim_id=i, column=c, before=b, after=a)
        for i, c, b, a in differences(before, touched)
    )


def _order(found: Sequence[Row], wanted: Sequence[Row]) -> tuple[str, ...] | None:
    now = tuple(row.claim_id for row in wanted)
    return None if now == expected_order((row.claim_id for row in found), now) else now
