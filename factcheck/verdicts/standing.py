"""What counts as proof, what is still open: the four piles."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.document import Problem
from factcheck.row import Row
from factcheck.verdicts.vocabulary import SourceStatus, Status, fold, is_verdict_word, read_source_status, read_status


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


def flags_of(row: Row) -> tuple[str, ...]:
    """The codes in the row's `flags`, in order; spaces, commas and semicolons part them."""
    return tuple(re.findall(r"[^\s,;]+", row.flags))


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


def says_how(note: str) -> bool:
    """True where a note says how something was checked: two words at least that are no mere verdict, or a link.

    >>> says_how("called the ministry"), says_how("ok, checked"), says_how("")
    (True, False, False)
    """
    if "://" in note:
        return True
    words = [word for word in re.findall(r"\w+", note.casefold()) if not is_verdict_word(word)]
    return len(words) > 1


def proof_missing(row: Row) -> str:
    """What a verified row lacks as proof, in words; "" where nothing is missing."""
    if not row.reviewer.strip():
        return "no reviewer"
    if not re.search(r"\w", row.evidence) and not says_how(row.note):
        return "no evidence, and no note that says how"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a claim stands: its pile, in `words` for a reader, and why where the words do not say.

    `second_read`: another person has read it again and nothing changed since.
    """

    pile: Pile
    words: str
    status: Status
    source_status: SourceStatus
    why: str = ""
    stale: bool = False
    gone: bool = False
    second_read: bool = False
    problems: tuple[Problem, ...] = ()


def standing(row: Row) -> Standing:
    """The row's pile by the contract, however its verdict was typed.

    Stale comes first: a verdict on other words closes nothing. A source found wrong asks for a decision even where
    the claim itself is verified; a claim that is cut needs none.
    """
    status, unread = read_status(row.status)
    source, source_unread = read_source_status(row.source_status)
    flags = flags_of(row)
    pile, words, why = _pile(row, status, source, unread=unread)
    if STALE in flags:
        pile = Pile.OPEN
        why = f"the words changed after it was marked {words}" if status is not Status.UNVERIFIED else why
        words = f"stale, was {words}" if status is not Status.UNVERIFIED else "stale"
    problems = tuple(problem for problem in (unread, source_unread) if problem)
    return Standing(
        pile=pile,
        words=words,
        status=status,
        source_status=source,
        why=why,
        stale=STALE in flags,
        gone=GONE in flags,
        second_read=bool(row.second_reader.strip() and row.second_at.strip()) and STALE not in flags,
        problems=problems,
    )


def _pile(row: Row, status: Status, source: SourceStatus, *, unread: Problem | None) -> tuple[Pile, str, str]:
    if unread:
        return _unless_source_wrong(source, Pile.OPEN, f"unread verdict '{row.status.strip()}'", unread.hint)
    words = status.replace("_", " ")
    missing = proof_missing(row) if status is Status.VERIFIED else ""
    if missing:
        return _unless_source_wrong(source, Pile.OPEN, "verified, no proof", missing)
    if status is Status.CUT:
        return Pile.SET_ASIDE, words, ""
    if status is Status.UNVERIFIED and unconfirmed_view(row):
        view = fold(row.kind) if fold(row.kind) in ("opinion", "prediction") else "not checkable"
        return _unless_source_wrong(source, Pile.OPEN, f"{view}, unconfirmed", "a person confirms it: not_checkable")
    return _unless_source_wrong(source, PILES[status], words, "")


def _unless_source_wrong(source: SourceStatus, pile: Pile, words: str, why: str) -> tuple[Pile, str, str]:
    if source is SourceStatus.WRONG:
        return Pile.DECIDE, f"{words}, source wrong", why or "the source does not carry it"
    return pile, words, why


def unconfirmed_view(row: Row) -> bool:
    """True for an opinion, a bare forecast or another uncheckable claim that nobody has given a verdict on.

    `checkable` decides (a forecast with a figure is to be checked); where it is blank, `kind` does.
    """
    checkable = fold(row.checkable)
    view = checkable in ("no", "false") if checkable else fold(row.kind) in ("opinion", "prediction")
    return view and read_status(row.status) == (Status.UNVERIFIED, None)
