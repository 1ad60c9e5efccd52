"""The one way a command changes a table: guard, journal, write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from factcheck.journal.disorder import check_order
from factcheck.journal.records import (
    EDIT,
    OUTSIDE,
    SEEN,
    TOOL,
    Batch,
    Change,
    Line,
    append,
    lines_of,
    read_journal,
    take_back,
    tells_of,
    void_line,
)
from factcheck.journal.state import State, differences, expected_order, state_on_disk
from factcheck.row import Row
from factcheck.table import ClaimsTable, clean_rows, locked, row_cells, row_of, write_table
from factcheck.table.cells import with_cells
from factcheck.table.files import check_free, journal_path, read_bytes, real_path, sha256
from factcheck.table.naming import give_ids
from factcheck.table.records import Rendered
from factcheck.table.writing import respell
from factcheck.verdicts import settle_typed, stamp

VERDICT = ("status", "source_status", "second_reader", "claim")
STAMPED = ("reviewed_at", "second_at", "flags")
"""The tool's cells that a verdict, or other words of the claim, typed in a spreadsheet move."""
FEW = 6
"""So many changed rows are put into the bytes one by one: each costs 2 to 3 ms in 2 MB, all of them 16."""


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


Stamps = Mapping[str, Mapping[str, str]]
"""The tool's cells that a verdict typed outside moves, by claim id and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What the journal knows of a file: its state after the last batch, None where the file is known to be just that.

    `lost` is the batch it must forget, `first`: there is none. `stamps` are for the verdicts typed outside.
    """

    known: State | None = None
    lost: Batch | None = None
    first: bool = False
    stamps: Stamps = field(default_factory=dict)


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
        data = check_free(table.path, table.sha256)
        found = give_ids(table.rows)
        rows = give_ids(clean_rows(rows, table.filed))
        typed = rows if action.repairs else found  # a verdict that damage took away was never typed
        meanwhile = _meanwhile(table, typed, action)
        rows = _joined(rows, typed, meanwhile.stamps)
        wanted = table.replace_rows(rows)
        rendered = None
        if rows != table.rows or not table.sha256 or action.repairs:
            ours = meanwhile.known is None and wanted.columns == table.columns
            rendered = _rendered(wanted, data if ours else None)
        digest = sha256(rendered.data) if rendered else table.sha256
        lines = [void_line(meanwhile.lost)] if meanwhile.lost else []
        if digest == table.sha256 and not action.settled:
            if lines:
                append(journal_path(table.path), lines)
            return table
        outside = _outside(meanwhile, replace(table, rows=found), action)
        batch = Batch(
            time=stamp(action.when),
            who=action.who,
            command=action.command,
            why=action.why,
            changes=(*_changes(found, rows, action, meanwhile.stamps), *_settled(found, action)),
            sha256=digest,
            before_sha256=table.sha256,
            columns=wanted.columns,
            dialect=rendered.dialect if rendered else table.dialect,
            order=_order(found, rows),
            undoes=action.undoes,
        )
        lines += [line for each in (outside, batch) if each for line in lines_of(each)]
        return _journalled_write(wanted, lines, rendered) if rendered else _journalled(table, lines)


def _meanwhile(table: ClaimsTable, typed: Sequence[Row], action: Action) -> Meanwhile:
    """What was done to the file since the last command: nothing, where the journal's last line tells of these rows.

    To read a whole journal and compare takes 60 ms of a mark's 90 in a table of 3,000 claims (2026-11-23).
    """
    if not (action.repairs or action.settled) and table.rows == table.filed:
        last = tells_of(journal_path(table.path), table.sha256)
        if last and (last.columns, last.dialect) == (table.columns, table.dialect):
            return Meanwhile()
    journal = read_journal(table.path)
    known, lost = state_on_disk(journal, table, action.columns)
    stamps = _stamped(known, typed, action.when)
    return Meanwhile(known=known, lost=lost, first=not journal.batches, stamps=stamps)


def _rendered(wanted: ClaimsTable, written: bytes | None) -> Rendered:
    """The bytes of the table; `written` are those that the tool rendered of `wanted.filed`, where they are known."""
    if written is None or len(wanted.filed) != len(wanted.rows):
        return wanted.render()
    changed = [pair for pair in zip(wanted.filed, wanted.rows, strict=True) if pair[0] is not pair[1]]
    data = respell(written, wanted.columns, wanted.dialect, changed) if len(changed) <= FEW else None
    return wanted.render() if data is None else Rendered(data, wanted.dialect, ())


def _settled(found: Sequence[Row], action: Action) -> Iterator[Change]:
    """What a person says is right: a change from the cell to itself."""
    rows = {row.claim_id: row for row in found}
    head = _head(action) | {"why": "right as it stands"}
    for claim_id, column in action.settled:
        cell = rows[claim_id].cell(column)
        yield Change(**head, claim_id=claim_id, column=column, before=cell, after=cell)


def _journalled(table: ClaimsTable, lines: Sequence[Line]) -> ClaimsTable:
    append(journal_path(table.path), lines)
    return table


def _journalled_write(wanted: ClaimsTable, lines: Sequence[Line], rendered: Rendered) -> ClaimsTable:
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


def _outside(meanwhile: Meanwhile, table: ClaimsTable, action: Action) -> Batch | None:
    """What was changed on disk meanwhile, as a batch of its own; None where nothing was."""
    known = meanwhile.known
    if known is None:
        return None
    found = differences(known.rows, table.rows)
    if not (action.repairs or action.settled):
        check_order(table.path, found, table.rows)
    why = "no journal before" if meanwhile.first else ""
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
    touched = [row for row in wanted if (was := kept.get(row.claim_id)) is not row and was != row]
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
