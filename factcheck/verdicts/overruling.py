"""Where one person's word overrules another's: it needs a name and a reason, and the note says both."""

import re
from datetime import UTC, datetime

from factcheck.errors import RefusedVerdict
from factcheck.row import Row
from factcheck.verdicts.proof import STET, says_how
from factcheck.verdicts.standing import PILES, STALE, Pile, flags_of
from factcheck.verdicts.vocabulary import SourceStatus, Status, fold, read_source_status, read_status

OBJECTIONS = frozenset({Status.WRONG, Status.NEEDS_CHANGE, Status.DISPUTED})
"""What clears such a claim overrules whoever said so; `cannot_verify` is overruled by any proof."""
CLEARING = frozenset({Status.VERIFIED, Status.NOT_CHECKABLE})


def objection(row: Row) -> str:
    """What a person holds against the claim as it stands, in words; "" where nothing is to be decided."""
    status, unread = read_status(row.status)
    if not unread and PILES[status] is Pile.DECIDE:
        return status.replace("_", " ")
    source, _ = read_source_status(row.source_status)
    return "source wrong" if source is SourceStatus.WRONG and status is not Status.CUT else ""


def overruled(before: Row, after: Row, by: str) -> str:
    """The objection of somebody else that a change clears, in words; "" for none.

    A verdict on words that have changed since, one without a name, and one's own are nobody's objection.
    """
    nobody = not before.reviewer.strip() or fold(before.reviewer) == fold(by)
    if nobody or STALE in flags_of(before):
        return ""
    was, now = read_status(before.status)[0], read_status(after.status)[0]
    if was in OBJECTIONS and now in CLEARING:
        return was.replace("_", " ")
    source, source_now = read_source_status(before.source_status)[0], read_source_status(after.source_status)[0]
    return "source wrong" if source is SourceStatus.WRONG and source_now is SourceStatus.VERIFIED else ""


def reason_told(before: Row, after: Row, *, stet: bool, by: str, note: str, when: datetime) -> str:
    """The note of a mark as it is kept: led by what it overrules, where it does.

    `before` is the row, `after` the row as marked; `stet`: the mark lets it stand; `when` is aware.

    Raises: RefusedVerdict where the mark overrules somebody and the note does not say why.
    """
    against = objection(after) if stet else ""
    if against:
        whose = f"{after.reviewer.strip()} found it {against}" if after.reviewer.strip() else f"it is {against}"
        _demand(after, f"to let it stand though {whose}", "--disposition stet", by=by, note=note)
        said = STET.sub("", note, count=1) if STET.match(note) else note
        return f"stet by {by.strip()}, {when.astimezone(UTC):%Y-%m-%d}: {said.strip()}"
    if cleared := overruled(before, after, by):
        theirs, status = before.reviewer.strip(), after.status
        _demand(after, f"to mark it {status} though {theirs} found it {cleared}", status, by=by, note=note)
        return f"overrules {theirs} ({cleared}): {note.strip()}"
    return note


def named(row: Row) -> str:
    """What a refusal calls the claim: its ref and its id.

    >>> named(Row(claim_id="c-bcdfghjk", ref="s16a"))
    's16a (c-bcdfghjk)'
    """
    return f"{row.ref} ({row.claim_id})" if row.ref else row.claim_id


def _demand(row: Row, what: str, how: str, *, by: str, note: str) -> None:
    name = named(row)
    who = re.sub(r"\s+", " ", by.strip())
    example = f"factcheck mark {row.ref.removeprefix('s') or row.claim_id} {how} --by {who or 'NAME'}"
    hint = f'For example: {example} --note "why it may stand"'
    if not who:
        raise RefusedVerdict(f"{name}: {what} needs the name of who decides it", hint)
    if not says_how(note):
        raise RefusedVerdict(f"{name}: {what} needs a reason, in a note", hint)
