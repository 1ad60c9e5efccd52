"""What the journal adds to a table that is only read: edits no command has seen yet, and since when claims wait."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from factcheck.journal.history import history
from factcheck.journal.records import read_journal
from factcheck.journal.state import state_on_disk
from factcheck.row import Row
from factcheck.table import ClaimsTable, row_of
from factcheck.verdicts import STALE, flags_of, settle_typed


def as_seen(table: ClaimsTable, *, when: datetime) -> tuple[Row, ...]:
    """The table's rows as the next command would see them: what was typed since voids a second reading, or settles a
    claim that was stale. Times of verdicts stay as they are: nothing is written, so nothing is dated.
    """
    if not any(map(_may_change, table.rows)):
        return table.rows
    known, _ = state_on_disk(read_journal(table.path), table)

    def seen(row: Row) -> Row:
        before = known.rows.get(row.claim_id)
        if before is None or not _may_change(row):
            return row
        settled = settle_typed(row_of(before, known.columns), row, when=when)
        voided = "" if not settled.second_at else row.second_at
        return replace(row, flags=settled.flags, second_at=voided)

    return tuple(map(seen, table.rows))


def _may_change(row: Row) -> bool:
    return bool(row.second_at) or STALE in flags_of(row)


def waiting_since(table: ClaimsTable) -> dict[str, str]:
    """When `waiting_on` of each claim that has one was first seen as it is (UTC, as the journal has it)."""
    waiting = {row.claim_id: row.waiting_on for row in table.rows if row.waiting_on.strip()}
    since: dict[str, str] = {}
    for change, _, void in history(table.path) if waiting else ():
        if void or change.claim_id not in waiting or change.column not in ("", "waiting_on"):
            continue
        now = change.after.get("waiting_on", "") if isinstance(change.after, Mapping) else change.after
        if now == waiting[change.claim_id]:
            since[change.claim_id] = change.time
    return since
