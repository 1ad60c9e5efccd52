"""What the journal is asked: what happened to a claim, take it back, rebuild the file."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from factcheck.cycles import uncollected
from factcheck.errors import BadArgument, TableError, UnreadableInput
from factcheck.journal.commit import Action, carry_out
from factcheck.journal.records import SEEN, UNDO, Batch, Change, Journal, read_journal
from factcheck.journal.state import replay, state_on_disk, tool_base, without
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, clean_rows, locked, row_of
from factcheck.table.cells import with_cells
from factcheck.table.files import journal_path, sha256
from factcheck.table.naming import give_ids
from factcheck.table.writing import render


class Entry(NamedTuple):
    """A change and what became of it: `undone` since, or `void` (its write never reached the file)."""

    change: Change
    undone: bool
    void: bool


def history(path: Path | str, claim_id: str = "") -> tuple[Entry, ...]:
    """The changes of one claim, or of all, oldest first."""
    journal = read_journal(Path(path))
    undone = _undone(journal)
    return tuple(
        Entry(change, batch.number in undone and change.command != SEEN, batch.void)
        for batch in journal.batches
        for change in batch.changes
        if not claim_id or change.claim_id == claim_id
    )


def base_of(table: ClaimsTable) -> dict[str, dict[str, str]]:
    """What the tool last wrote, for a merge: claim id -> column -> value; {} where there is no journal.

    {} too where the file itself is gone: its rows are not taken for deleted one by one.
    """
    if not table.sha256:
        return {}
    journal = read_journal(table.path)
    _, lost = state_on_disk(journal, table)
    return tool_base(without(journal, lost))


def undoable(path: Path | str, batches: int = 1) -> tuple[Batch, ...]:
    """The last `batches` commands that can be taken back, newest first; fewer where there are fewer.

    Edits made outside are nobody's command; a command that was undone is not undone twice.
    """
    return _commands(read_journal(Path(path)))[:batches]


def _commands(journal: Journal) -> tuple[Batch, ...]:
    """Every command that can be taken back, newest first."""
    undone = _undone(journal)
    live = [batch for batch in journal.batches if batch.written and not batch.void and batch.number not in undone]
    return tuple(batch for batch in reversed(live) if batch.command != UNDO and _does_something(batch))


def _does_something(batch: Batch) -> bool:
    """False for a batch that only wrote down when a verdict typed outside was first seen."""
    return batch.order is not None or not batch.changes or any(change.command != SEEN for change in batch.changes)


def undo(table: ClaimsTable, *, batches: int = 1, who: str, when: datetime) -> ClaimsTable:
    """The table with the last commands' changes taken back, written and journalled as a new batch.

    All or nothing. Raises: BadArgument where there is nothing to undo; TableError where a cell was changed since by
    somebody else, naming it; and as `commit`.
    """
    with locked(table.path):
        journal = read_journal(table.path)
        _, lost = state_on_disk(journal, table)
        last = _commands(without(journal, lost))[:batches]
        if not last or batches < 1:
            raise BadArgument("there is no command to undo", value=str(batches))
        rows = give_ids(table.rows)
        for batch in last:
            rows = _taken_back(table.path, rows, batch, _order_before(journal, batch))
        why = "undoes " + ", ".join(f"{batch.command} by {batch.who} at {batch.time}" for batch in last)
        action = Action(command=UNDO, who=who, when=when, why=why, undoes=tuple(batch.number for batch in last))
        return carry_out(table, rows, action)


def rebuild(path: Path | str) -> bytes:
    """The bytes of the last written table at `path`, from its journal alone; nothing is written.

    Raises: UnreadableInput where there is no journal; TableError where the journal is not whole any more.
    """
    path = Path(path)
    journal = read_journal(path)
    live = [batch for batch in journal.batches if not batch.void]
    if not live:
        raise UnreadableInput(journal_path(path), "no journal, or none that tells of a written table")
    with uncollected():
        state = replay(live)
        data = render(state.columns, clean_rows(state.table_rows()), state.dialect).data
    if live[-1].written and sha256(data) != live[-1].sha256:
        raise TableError(journal.path, "does not give the bytes it promises: lines are missing, or were edited")
    return data


def _undone(journal: Journal) -> frozenset[int]:
    return frozenset(number for batch in journal.batches if not batch.void for number in batch.undoes)


def _order_before(journal: Journal, batch: Batch) -> tuple[str, ...]:
    return replay(each for each in journal.batches if each.number < batch.number).order


def _taken_back(path: Path, rows: tuple[Row, ...], batch: Batch, order: tuple[str, ...]) -> tuple[Row, ...]:
    by_id = {row.claim_id: row for row in rows}
    for change in reversed(batch.changes):
        if change.command == SEEN:  # when a verdict was first seen stays true
            continue
        row = by_id.get(change.claim_id)
        if not change.column and change.before is None:
            _check_row(path, change, row)
            by_id.pop(change.claim_id, None)
        elif not change.column:
            if row is not None:
                raise _conflict(path, change, "the row is back already")
            assert isinstance(change.before, Mapping)  # noqa: S101 - a row that went: `before` holds its cells
            by_id[change.claim_id] = row_of(dict(change.before), batch.columns)
        else:
            by_id[change.claim_id] = _cell_back(path, change, row)
    return tuple(by_id[each] for each in _places(rows, by_id, order, moved=batch.order is not None))


def _check_row(path: Path, change: Change, row: Row | None) -> None:
    """A row that the batch added may go where nobody has touched it since."""
    if row is None:
        return
    assert isinstance(change.after, Mapping)  # noqa: S101 - a row that came: `after` holds its cells
    for name in (*NAMES, *(column for column, _ in row.extra)):
        if row.cell(name) != change.after.get(name, ""):
            raise _conflict(path, change, f"its {name} was changed since", name, row.cell(name))


def _cell_back(path: Path, change: Change, row: Row | None) -> Row:
    before, after = str(change.before or ""), str(change.after or "")
    if row is None:
        raise _conflict(path, change, "the row was deleted since")
    if row.cell(change.column) != after:
        raise _conflict(path, change, f"its {change.column} was changed since", change.column, row.cell(change.column))
    return with_cells(row, {change.column: before})


def _conflict(path: Path, change: Change, what: str, column: str = "", now: str = "") -> TableError:
    reason = f"{change.command} by {change.who} at {change.time} cannot be undone: {change.claim_id}: {what}"
    if column:
        reason += f" (now '{now[:60]}')"
    hint = f"See who and when: factcheck log {change.claim_id}. Set the cell by hand instead; nothing was written."
    return TableError(path, reason, hint)


def _places(rows: tuple[Row, ...], now: Mapping[str, Row], order: tuple[str, ...], *, moved: bool) -> tuple[str, ...]:
    """The ids of `now` in the file's order: a row that comes back stands behind the row it stood behind before.

    Where the batch moved rows, those that stood in the table before it stand as they stood.
    """
    standing = [row.claim_id for row in rows if row.claim_id in now]
    before = [each for each in order if each in now]
    if moved:
        known, there = set(before), set(standing)
        slots = iter([each for each in before if each in there])
        standing = [next(slots) if each in known else each for each in standing]
    there = set(standing)
    for at, each in enumerate(before):
        if each not in there:
            standing.insert(standing.index(before[at - 1]) + 1 if at else 0, each)
            there.add(each)
    return (*standing, *(each for each in now if each not in there))
