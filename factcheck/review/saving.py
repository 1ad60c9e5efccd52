"""A mark from the page, joined with what happened to the table since the page was made.

Cells are compared three ways: as seen, as typed, as they stand now. Where only one side moved there is nothing to ask;
where both moved to different words the person decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from factcheck.errors import BadArgument, UnknownReference
from factcheck.evidence.taking import Taken, marked_with, take
from factcheck.journal import commit, undo, undoable
from factcheck.outlets import outlets_beside
from factcheck.review.desk import MARK, Desk
from factcheck.review.typed import SEEN, Typed, check_name
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable
from factcheck.verdicts import Mark, apply_mark, stamp

VERDICT = ("status", "source_status", "reviewer", "claim", "verbatim", "flags")
"""Cells that a verdict was given in sight of."""
_UNSHOWN = frozenset({"reviewed_at", "second_at"})


class Clash(NamedTuple):
    """A cell that is now something else than what was seen and what was typed."""

    column: str
    seen: str
    mine: str
    theirs: str


class Moved(NamedTuple):
    """A cell that changed on disk since the page was made; `column` is "" for a row that came or went."""

    claim_id: str
    ref: str
    column: str
    before: str
    after: str


class Saved(NamedTuple):
    """What became of a mark: the rows as they stand now, what moved meanwhile, and the clashes, if any: then nothing
    was written.
    """

    table: ClaimsTable
    rows: tuple[Row, ...]
    moved: tuple[Moved, ...] = ()
    clashes: tuple[Clash, ...] = ()


def save(desk: Desk, typed: Typed, *, when: datetime) -> Saved:
    """The claim marked as typed, written and journalled; or nothing written, and what clashes.

    Raises: RefusedVerdict, BadArgument as `apply_mark`; UnknownReference where the claim is gone; and as `commit`.
    """
    check_name(typed.by)
    with desk.writing() as table:
        row = _row(table, typed.claim_id)
        moved = tuple(_moved(row, typed.seen))
        clashes = tuple(_clashes(row, typed))
        if clashes:
            return Saved(table, (row,), moved, clashes)
        if typed.says_nothing:
            raise BadArgument("nothing was typed and no verdict was given", "Choose a verdict, or type something.")
        mark = typed.mark()
        if typed.candidate:
            mark = marked_with(mark, _taken(desk, [row], typed.candidate)[row.claim_id])
        marked = apply_mark(row, mark, when=when)
        written = _write(desk, table, {row.claim_id: marked}, who=typed.by, when=when)
        return Saved(written, (_row(written, row.claim_id),), moved)


def save_many(desk: Desk, ids: Sequence[str], mark: Mark, *, version: str, when: datetime) -> Saved:
    """Several claims marked alike, as they were listed at `version`.

    Where one of them changed since, nothing is written and `moved` says what did. Raises as `save`.
    """
    check_name(mark.by)
    if not ids:
        raise BadArgument("no claim is chosen", "Tick the claims that this settles.")
    with desk.writing() as table:
        rows = [_row(table, claim_id) for claim_id in dict.fromkeys(ids)]
        before = {row.claim_id: row for row in desk.rows_at(version) or ()}
        now = {row.claim_id: row for row in rows}
        moved = differing({each: before[each] for each in now if each in before}, now)
        if moved or not before.keys() >= now.keys():
            return Saved(table, (), moved or tuple(Moved(row.claim_id, row.ref, "", "", "") for row in rows))
        marked = {row.claim_id: apply_mark(row, mark, when=when) for row in rows}
        written = _write(desk, table, marked, who=mark.by, when=when)
        return Saved(written, tuple(row for row in written.rows if row.claim_id in marked))


def take_back(desk: Desk, *, left: str, who: str, when: datetime) -> Saved:
    """The last mark taken back, where it still is the one that left the table of sha256 `left`.

    Raises: BadArgument where another command came after it, or there is none; and as `undo`.
    """
    check_name(who)
    with desk.writing() as table:
        last = next(iter(undoable(desk.claims)), None)
        if last is None or last.command != MARK or last.sha256 != left:
            now = f"the last change is now: {last.command} by {last.who} at {last.time}" if last else "there is none"
            raise BadArgument(f"not undone: {now}", "Look at it, then undo that.")
        before = {row.claim_id: row for row in table.rows}
        written = undo(table, who=who, when=when)
        desk.written(written)
        back = tuple(row for row in written.rows if before.get(row.claim_id) != row)
        return Saved(written, back)


def differing(before: dict[str, Row], now: dict[str, Row]) -> tuple[Moved, ...]:
    """Every cell that differs between two versions of the rows, by claim id."""
    out = []
    for claim_id in dict.fromkeys([*now, *before]):
        was, row = before.get(claim_id), now.get(claim_id)
        if was is row:
            continue
        if was is None or row is None:
            ref = (row or was or Row()).ref
            out.append(Moved(claim_id, ref, "", "" if was is None else was.claim, "" if row is None else row.claim))
            continue
        out += [
            Moved(claim_id, row.ref, name, was.cell(name), row.cell(name))
            for name in (*NAMES, *(column for column, _ in row.extra))
            if name not in _UNSHOWN and was.cell(name) != row.cell(name)
        ]
    return tuple(out)


def _row(table: ClaimsTable, claim_id: str) -> Row:
    found = next((row for row in table.rows if row.claim_id == claim_id), None)
    if found is None:
        hint = "It was taken out of the table meanwhile; `factcheck log` and `factcheck doctor` know of it."
        raise UnknownReference(claim_id or "no id", "no claim of the table has this id", hint)
    return found


def _moved(row: Row, seen: Mapping[str, str]) -> Iterable[Moved]:
    for name in SEEN:
        if row.cell(name) != seen.get(name, ""):
            yield Moved(row.claim_id, row.ref, name, seen.get(name, ""), row.cell(name))


def _clashes(row: Row, typed: Typed) -> Iterable[Clash]:
    moved = {name for name in SEEN if row.cell(name) != typed.seen.get(name, "")}
    for name, mine in typed.changed.items():
        if name in moved and row.cell(name) != mine:
            yield Clash(name, typed.seen.get(name, ""), mine, row.cell(name))
    if typed.status and not moved.isdisjoint(VERDICT):
        yield Clash("status", typed.seen.get("status", ""), typed.status, row.status)
    if typed.candidate and "evidence" in moved:
        yield Clash(
            "evidence", typed.seen.get("evidence", ""), f"number {typed.candidate} of what was found", row.evidence
        )


def _taken(desk: Desk, rows: Sequence[Row], number: int) -> dict[str, Taken]:
    return take(rows, number, desk.evidence()[0], outlets_beside(desk.claims))


def _write(desk: Desk, table: ClaimsTable, marked: dict[str, Row], *, who: str, when: datetime) -> ClaimsTable:
    rows = [marked.get(row.claim_id, row) for row in table.rows]
    written = commit(table, rows, command=MARK, who=who, when=when)
    desk.written(written, (who, stamp(when)) if written.sha256 != table.sha256 else None)
    return written
