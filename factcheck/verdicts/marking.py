"""A mark, and what it does to a row: the rules of proof."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from factcheck.document import Problem
from factcheck.errors import BadArgument, RefusedVerdict
from factcheck.row import Row
from factcheck.verdicts.overruling import named, objection, reason_told
from factcheck.verdicts.proof import proof_missing
from factcheck.verdicts.standing import STALE, flags_of, has_verdict, standing, with_flags
from factcheck.verdicts.vocabulary import (
    Disposition,
    SourceStatus,
    Status,
    fold,
    read_disposition,
    read_source_status,
    read_status,
)

NOBODY = frozenset({"nobody", "no one", "none", "-"})
"""Who has the ball where nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person says about a claim; a blank leaves the cell as it is.

    `status` and `source_status` are taken as typed. `by` gives the verdict. `cited_document`: whether the evidence is
    the document the article cites, whatever its text names; None: it is where the text names that outlet.
    `waiting_on` takes "nobody" to blank the cell. `second_reader` has read it again.
    """

    by: str = ""
    status: str = ""
    source_status: str = ""
    evidence: str = ""
    quote: str = ""
    note: str = ""
    waiting_on: str = ""
    suggested: str = ""
    disposition: str = ""
    second_reader: str = ""
    cited_document: bool | None = None


def apply_mark(row: Row, mark: Mark, *, when: datetime) -> Row:
    """The row as marked; `when` is an aware time, written in UTC.

    A note is added below the one that stands there; every other cell given replaces what stood (the journal keeps
    it). A verdict takes `stale` off: the person has looked at the words as they are now. A new verdict or a new
    suggestion is not yet decided: the disposition of the old one goes. `stet` on what was found wrong, and a verdict
    that clears somebody else's objection, need a note that says why; it is kept with who and what it overrules.

    Raises: RefusedVerdict where the rules of proof do not allow it; BadArgument for a word that is no verdict.
    """
    verdict = bool(mark.status or mark.source_status)
    if verdict and not mark.by.strip():
        raise RefusedVerdict(f"{named(row)}: a verdict needs the name of who gives it", _example(row, mark))
    changed = _filled(row, mark)
    if verdict:
        changed = replace(with_flags(changed, drop=(STALE,)), reviewer=mark.by.strip(), reviewed_at=stamp(when))
    stet = bool(mark.disposition) and changed.disposition == Disposition.STET
    stet = stet and (verdict or not standing(row).let_stand)
    told = reason_told(row, changed, stet=stet, by=mark.by, note=mark.note, when=when)
    changed = replace(changed, note=_added(row.note, told))
    if changed.status == Status.VERIFIED and mark.status:
        changed = _proven(row, changed, mark)
    if verdicts_differ(row, changed) or fold(changed.second_reader) == fold(changed.reviewer):
        changed = replace(changed, second_reader="", second_at="")
    return _second(changed, mark, when)


def _filled(row: Row, mark: Mark) -> Row:
    """The row with the cells that the mark gives; a decision on other words or another verdict goes."""
    filled = replace(
        row,
        status=_typed(mark.status, read_status) or row.status,
        source_status=_typed(mark.source_status, read_source_status) or row.source_status,
        evidence=mark.evidence or row.evidence,
        evidence_quote=mark.quote or row.evidence_quote,
        waiting_on="" if fold(mark.waiting_on) in NOBODY else mark.waiting_on or row.waiting_on,
        suggested=mark.suggested or row.suggested,
    )
    anew = (mark.status or mark.source_status) and (STALE in flags_of(row) or verdicts_differ(row, filled))
    reworded = row.suggested.strip() and fold(filled.suggested) != fold(row.suggested)
    keeps = "" if (anew and objection(filled)) or reworded else row.disposition
    return replace(filled, disposition=_typed(mark.disposition, read_disposition) or keeps)


def _proven(row: Row, changed: Row, mark: Mark) -> Row:
    """The row marked verified; with the cited document as evidence its source is settled too."""
    if missing := proof_missing(changed):
        raise RefusedVerdict(f"{named(row)}: cannot be marked verified: {missing}", _example(row, mark))
    cited = names_cited(changed) if mark.cited_document is None else mark.cited_document
    return replace(changed, source_status=SourceStatus.VERIFIED.value) if cited and not mark.source_status else changed


def _second(row: Row, mark: Mark, when: datetime) -> Row:
    reader = mark.second_reader.strip()
    if not reader:
        return row
    if not row.reviewer.strip() or not has_verdict(row):
        hint = "The second reader reads what a first one has given a verdict on."
        raise RefusedVerdict(f"{named(row)}: nobody has given a verdict yet", hint)
    if STALE in flags_of(row):
        hint = "Give the verdict on the words as they are now first."
        raise RefusedVerdict(f"{named(row)}: its words changed after the verdict", hint)
    if fold(reader) == fold(row.reviewer):
        hint = "Ask somebody else, or leave the second reading out."
        raise RefusedVerdict(f"{named(row)}: {reader} gave the verdict; the second reader is another person", hint)
    return replace(row, second_reader=reader, second_at=stamp(when))


def settle_typed(before: Row | None, after: Row, *, when: datetime) -> Row:
    """A row as it was typed outside the tool, given what a mark would have: times, and a second reading voided.

    `before` is the row as the journal knows it, None where it does not. `reviewed_at` then says when the verdict was
    first seen, not when it was made. No human cell is changed: a second reading that another verdict or other words
    of the claim void loses its time only.
    """
    was = before or Row(claim_id=after.claim_id)
    row = after
    differs = verdicts_differ(was, after)
    if differs and was.reviewed_at == after.reviewed_at:
        row = replace(with_flags(row, drop=(STALE,)), reviewed_at=stamp(when) if has_verdict(after) else "")
    if was.second_at != after.second_at:
        return row
    if was.second_reader == after.second_reader:
        reworded = before is not None and fold(was.claim) != fold(after.claim)
        return replace(row, second_at="") if differs or reworded else row
    another = after.second_reader.strip() and fold(after.second_reader) != fold(after.reviewer)
    counts = another and after.reviewer.strip() and has_verdict(after)
    return replace(row, second_at=stamp(when) if counts else "")


def _typed(word: str, read: Callable[[str], tuple[StrEnum | None, Problem | None]]) -> str:
    if not word.strip():
        return ""
    meant, problem = read(word)
    if problem:
        raise BadArgument(problem.message.partition(";")[0], problem.hint, value=word)
    return str(meant)


def _added(note: str, more: str) -> str:
    if not more.strip() or more in note.split("\n"):
        return note
    return f"{note}\n{more}" if note.strip() else more


def _example(row: Row, mark: Mark) -> str:
    word = mark.status or f"--source-status {mark.source_status}"
    evidence = next((outlet.strip() for outlet in row.cited.split(";") if outlet.strip()), "link, file or document")
    command = f"factcheck mark {row.ref.removeprefix('s') or row.claim_id} {word} --by {mark.by.strip() or 'NAME'}"
    return f'For example: {command} --evidence "{evidence}"   (or --note "how it was checked")'


def verdicts_differ(one: Row, other: Row) -> bool:
    """True where `status` or `source_status` say different things, not merely the same in other letters."""
    if (one.status, one.source_status) == (other.status, other.source_status):
        return False
    return _verdict(one) != _verdict(other)


def _verdict(row: Row) -> tuple[str, ...]:
    status, unread = read_status(row.status)
    source, source_unread = read_source_status(row.source_status)
    said = source if source is not SourceStatus.NOT_APPLICABLE else SourceStatus.UNVERIFIED
    return (status, row.status if unread else "", said, row.source_status if source_unread else "")


def names_cited(row: Row) -> bool:
    """True where the row's evidence names an outlet the article cites for it."""
    evidence = fold(row.evidence)
    outlets = (fold(outlet) for outlet in row.cited.split(";"))
    return any(outlet and re.search(rf"\b{re.escape(outlet)}\b", evidence) for outlet in outlets)


def stamp(when: datetime) -> str:
    """The time as the table writes it: UTC, whole seconds.

    Raises: BadArgument for a time without a zone.

    >>> stamp(datetime(2025, 3, 1, 14, 2, tzinfo=UTC))
    '2025-03-01T14:02:00Z'
    """
    if when.tzinfo is None:
        raise BadArgument(f"{when} says no time zone", "Give an aware datetime.", value=str(when))
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
