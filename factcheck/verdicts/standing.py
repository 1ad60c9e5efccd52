"""What is still open, what is settled and how: the four piles."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from factcheck.document import Problem
from factcheck.row import Row
from factcheck.verdicts.proof import proof_missing, stet_reason
from factcheck.verdicts.vocabulary import (
    Disposition,
    SourceStatus,
    Status,
    fold,
    read_disposition,
    read_source_status,
    read_status,
)


class Pile(StrEnum):
    """Where a claim lies on the desk."""

    VERIFIED = "verified"
    OPEN = "open"
    DECIDE = "decide"
    SET_ASIDE = "set_aside"


PILES = {
    Status.UNVERIFIED: Pile.OPEN,
    Status.IN_PROGRESS: Pile.OPEN,
    Status.VERIFIED: Pile.VERIFIED,
    Status.NEEDS_CHANGE: Pile.DECIDE,
    Status.WRONG: Pile.DECIDE,
    Status.DISPUTED: Pile.DECIDE,
    Status.CANNOT_VERIFY: Pile.DECIDE,
    Status.NOT_CHECKABLE: Pile.SET_ASIDE,
    Status.CUT: Pile.SET_ASIDE,
}
STALE, GONE = "stale", "gone"

CHANGE_AGREED, TO_BE_CUT, LET_STAND, NO_REASON = "change agreed", "to be cut", "stet", "stet without a reason"
DECIDED = {
    CHANGE_AGREED: Pile.OPEN,
    TO_BE_CUT: Pile.OPEN,
    LET_STAND: Pile.SET_ASIDE,
    NO_REASON: Pile.DECIDE,
}
"""What became of an objection, and where the claim lies then: agreed is not done until the article has it."""
_WHY = {
    CHANGE_AGREED: "the article does not have it yet",
    TO_BE_CUT: "the article still has it",
    NO_REASON: 'no line of the note says why: "stet: ..."',
}


def flags_of(row: Row) -> tuple[str, ...]:
    """The codes in the row's `flags`, in order; spaces, commas and semicolons part them."""
    return tuple(re.findall(r"[^\s,;]+", row.flags)) if row.flags else ()


def with_flags(row: Row, *, add: tuple[str, ...] = (), drop: tuple[str, ...] = ()) -> Row:
    """The row with codes added (at the end, once) and dropped."""
    kept = [flag for flag in flags_of(row) if flag not in drop]
    wanted = kept + [flag for flag in add if flag not in kept]
    return row if tuple(wanted) == flags_of(row) else replace(row, flags=" ".join(wanted))


def default_source_status(row: Row) -> SourceStatus:
    """What the tool writes for a new row: `not_applicable` where neither source nor cited document is named."""
    return SourceStatus.UNVERIFIED if row.source.strip() or row.cited.strip() else SourceStatus.NOT_APPLICABLE


def has_verdict(row: Row) -> bool:
    """True where a person has put a word in `status` or `source_status`, readable or not."""
    status, unread = read_status(row.status)
    source, source_unread = read_source_status(row.source_status)
    untouched = (SourceStatus.UNVERIFIED, SourceStatus.NOT_APPLICABLE)
    return bool(unread or source_unread) or status is not Status.UNVERIFIED or source not in untouched


def has_human(row: Row) -> bool:
    """True where any cell of the row is a person's: a verdict, any other human column, or a column of their own."""
    typed = (row.reviewer, row.evidence, row.evidence_quote, row.note, row.waiting_on, row.suggested)
    more = (row.disposition, row.second_reader, *(cell for _, cell in row.extra))
    return has_verdict(row) or any(cell.strip() for cell in typed + more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a claim stands: its pile, in `words` for a reader, and why where the words do not say.

    `decision`, the last of the words, is what became of an objection, "" where nothing did. `second_read`: another
    person has read it again and nothing changed since.
    """

    pile: Pile
    words: str
    status: Status
    source_status: SourceStatus
    why: str = ""
    stale: bool = False
    gone: bool = False
    decision: str = ""
    second_read: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def agreed(self) -> bool:
        """True where it is decided what is to happen to the words, and the article does not have it yet."""
        return self.decision in (CHANGE_AGREED, TO_BE_CUT)

    @property
    def let_stand(self) -> bool:
        """True where it stands against the verdict, and a reason is given."""
        return self.decision == LET_STAND


def standing(row: Row) -> Standing:
    """The row's pile by the contract, however its verdict was typed.

    Stale comes first: a verdict on other words closes nothing. A source found wrong asks for a decision even where
    the claim itself is verified; a claim that is cut needs none. What is to decide is decided by its disposition:
    `accepted` and `cut` leave it open until the article has it, `stet` with a reason in the note sets it aside.
    """
    status, unread = read_status(row.status)
    source, source_unread = read_source_status(row.source_status)
    disposition, disposition_unread = read_disposition(row.disposition)
    place = _pile(row, status, source, unread=unread)
    stale = STALE in flags_of(row)
    decided = disposition if place.pile is Pile.DECIDE and not stale else None
    if stale:
        place = _stale(row, place, status)
    decision = _decision(row, decided) if decided else ""
    if decision:
        place = _Place(DECIDED[decision], f"{place.words}, {decision}", _WHY.get(decision, ""))
    return Standing(
        pile=place.pile,
        words=place.words,
        status=status,
        source_status=source,
        why=place.why,
        stale=stale,
        gone=GONE in flags_of(row),
        decision=decision,
        second_read=_second_read(row) and not stale,
        problems=tuple(problem for problem in (unread, source_unread, disposition_unread) if problem),
    )


def _second_read(row: Row) -> bool:
    """True where a time stands beside the second reader, and that is not who gave the verdict."""
    reader = row.second_reader.strip()
    return bool(reader and row.second_at.strip()) and fold(reader) != fold(row.reviewer)


def changed_as_suggested(row: Row) -> bool:
    """True where a claim that was to be changed has the suggested wording: its words, or the claim's, hold it.

    Compared word by word, capitals and punctuation left out; a fragment ("11 dams") will do, and so will a longer
    sentence that holds all of the claim's own words.
    """
    status, _ = read_status(row.status)
    suggested = _words(row.suggested)
    if not suggested or PILES[status] is not Pile.DECIDE:
        return False
    return any(_holds(words, suggested) for words in map(_words, (row.verbatim, row.claim))) or (
        len(_words(row.verbatim)) > 1 and _holds(suggested, _words(row.verbatim))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _holds(whole: list[str], part: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


class _Place(NamedTuple):
    pile: Pile
    words: str
    why: str


def _stale(row: Row, place: _Place, status: Status) -> _Place:
    if status is Status.UNVERIFIED:
        return _Place(Pile.OPEN, "stale", place.why)
    why = f"the words changed after it was marked {place.words}"
    if row.suggested.strip() and PILES[status] is Pile.DECIDE:
        suggested = "the article now has the suggested wording"
        why = suggested if changed_as_suggested(row) else f"{why}, and not as suggested"
    return _Place(Pile.OPEN, f"stale, was {place.words}", why)


def _decision(row: Row, disposition: Disposition) -> str:
    if disposition is Disposition.STET:
        return LET_STAND if stet_reason(row.note) else NO_REASON
    return CHANGE_AGREED if disposition is Disposition.ACCEPTED else TO_BE_CUT


def _pile(row: Row, status: Status, source: SourceStatus, *, unread: Problem | None) -> _Place:
    if unread:
        return _unless_source_wrong(source, Pile.OPEN, f"unread verdict '{row.status.strip()}'", unread.hint)
    words = status.replace("_", " ")
    missing = proof_missing(row) if status is Status.VERIFIED else ""
    if missing:
        return _unless_source_wrong(source, Pile.OPEN, "verified, no proof", missing)
    if status is Status.CUT:
        return _Place(Pile.SET_ASIDE, words, "")
    if status is Status.UNVERIFIED and unconfirmed_view(row):
        view = fold(row.kind) if fold(row.kind) in ("opinion", "prediction") else "not checkable"
        return _unless_source_wrong(source, Pile.OPEN, f"{view}, unconfirmed", "a person confirms it: not_checkable")
    return _unless_source_wrong(source, PILES[status], words, "")


def _unless_source_wrong(source: SourceStatus, pile: Pile, words: str, why: str) -> _Place:
    if source is SourceStatus.WRONG:
        return _Place(Pile.DECIDE, f"{words}, source wrong", why or "the source does not carry it")
    return _Place(pile, words, why)


def unconfirmed_view(row: Row) -> bool:
    """True for an opinion, a bare forecast or another uncheckable claim that nobody has given a verdict on.

    `checkable` decides (a forecast with a figure is to be checked); where it is blank, `kind` does.
    """
    checkable = fold(row.checkable)
    view = checkable in ("no", "false") if checkable else fold(row.kind) in ("opinion", "prediction")
    return view and read_status(row.status) == (Status.UNVERIFIED, None)
