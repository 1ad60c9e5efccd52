"""The words of the report, the same in every format: the head, a claim's facts and verdict, what to do next."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from factcheck.merge.links import PREFIX, is_link
from factcheck.report.checklist import Checklist, Entry, Loose, cited_documents
from factcheck.report.links import Part
from factcheck.row import Row
from factcheck.verdicts import (
    GONE,
    STALE,
    Disposition,
    Pile,
    SourceStatus,
    Status,
    changed_as_suggested,
    flags_of,
    fold,
    read_disposition,
    stet_reason,
)

UNSPECIFIED = "unspecified"
CHECKS = "checks:"
"""The label of the checks that fired."""
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00)")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]+\s*")
_VIEWS = {"opinion": "opinion", "prediction": "forecast"}

_SETTLED = {
    Disposition.ACCEPTED: "the new wording is accepted: put it into the article",
    Disposition.STET: 'it stands as worded (stet): say why, in a line of the note that begins "stet:"',
    Disposition.CUT: "take it out of the article, then mark it cut",
}
_UNDECIDED = {
    Status.CANNOT_VERIFY: "no proof was found: ask the writer for it, reword it, or cut it",
    Status.DISPUTED: "accounts differ: give both sides, or settle it with the writer",
}


class Shape(StrEnum):
    """How a fact's value wants to be set."""

    PLAIN = "plain"
    DATE = "date"
    QUOTE = "quote"
    EVIDENCE = "evidence"
    """May hold links."""


class Fact(NamedTuple):
    """A label and what it says, in that order; either may be ""."""

    label: str
    value: str
    shape: Shape = Shape.PLAIN
    link: Part | None = None
    """Where the value leads, whatever links it holds itself."""


class Line(NamedTuple):
    """Facts that stand on one line. `role` is one of origin, verdict, remark, `remark found`, next."""

    role: str
    facts: tuple[Fact, ...]


def one_line(text: str) -> str:
    r"""The text on one line: breaks as " / ", characters that cannot be seen or that turn the writing spelled out.

    >>> one_line("called him\nhe agreed\x1b[2J")
    'called him / he agreed\\u001b[2J'
    """
    if text.isprintable():
        return text.strip()
    text = " ".join(_LINE_BREAK.sub(" / ", text.strip()).split())
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def running(text: str) -> str:
    """A sentence of the article on one line, its own line breaks as spaces."""
    return one_line(" ".join(text.split()))


def count(number: int, noun: str) -> str:
    """Number and noun: "1 claim", "2 claims", "1,200 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def document_words(document: tuple[str, str]) -> str:
    """Outlet and date: "Interfax, 2005-08-11"; the outlet alone where there is no date."""
    outlet, date = document
    return f"{outlet}, {date}" if date else outlet


def time_words(cell: str) -> str:
    """A stored time for a reader, to the minute and with its zone; another form as it stands.

    >>> time_words("2026-11-23T14:02:11Z")
    '2026-11-23 14:02 UTC'
    """
    found = _STAMP.fullmatch(cell.strip())
    return f"{found[1]} {found[2]} UTC" if found else one_line(cell)


def margin_ref(row: Row) -> str:
    """What a claim is called in the margin; its id where it has no place in the article.

    >>> margin_ref(Row(claim_id="c-bcdfghjk", ref="s16a"))
    '16a'
    """
    return one_line(row.ref).removeprefix("s") or one_line(row.claim_id)


def head(checklist: Checklist) -> tuple[str, ...]:
    """Where things stand, in four lines or five: the article, the verdict on all of it, who can settle what is open
    (left out where nothing is), how much of the article is in claims; then notes, one a line.
    """
    lines = (_title(checklist), _state(checklist), _work(checklist), _cover(checklist))
    notes = []
    if not checklist.at_hand and not checklist.problems:
        notes.append("The article itself is not at hand: sentences are pieced together from the table.")
    for problem in checklist.problems:
        place = problem.place or checklist.article
        said = ". ".join(part.rstrip(".") for part in (problem.message, problem.hint) if part)
        notes.append(f"Note: {place}: {said}." if place else f"Note: {said}.")
    return tuple(one_line(line) for line in (*lines, *notes) if line)


def _title(checklist: Checklist) -> str:
    basis = f" ({checklist.published_basis})" if checklist.published_basis else ""
    published = f"published {checklist.published}{basis}" if checklist.published else "publication date not known"
    marked = "nothing marked yet"
    if checklist.marked_at:
        by = f" by {checklist.marked_by}" if checklist.marked_by else ""
        marked = f"last marked {time_words(checklist.marked_at)}{by}"
    return " · ".join(part for part in (checklist.article, published, marked) if part)


def _state(checklist: Checklist) -> str:
    tally = checklist.tally
    aside = f"; {tally.set_aside:,} set aside" if tally.set_aside else ""
    aside += f", {checklist.let_stand:,} of them against a verdict (stet)" if checklist.let_stand else ""
    gone = f"; {tally.gone:,} no longer in the article" if tally.gone else ""
    if checklist.cleared:
        return f"CLEARED: {tally.verified:,} verified{aside}{gone}"
    views = f"; {count(tally.unconfirmed, 'opinion')} or forecasts unconfirmed" if tally.unconfirmed else ""
    if tally.unconfirmed == 1:
        views = "; 1 opinion or forecast unconfirmed"
    parts = f"{tally.verified:,} verified, {tally.open:,} open, {tally.decide:,} to decide"
    return f"NOT CLEARED: {tally.to_check:,} to check: {parts}{views}{aside}{gone}"


def _work(checklist: Checklist) -> str:
    work = checklist.work
    parts = []
    if work.settle:
        settle = "settles" if work.documents == 1 else "settle"
        parts.append(f"{count(work.documents, 'document')} {settle} {work.settle:,}")
    if work.sourced:
        parts.append(f"{work.sourced:,} sourced, uncited")
    if work.unsourced:
        parts.append(f"{work.unsourced:,} without source: ask the writer")
    if checklist.agreed:
        parts.append(f"{checklist.agreed:,} agreed, not in the article yet")
    return " · ".join(parts)


def _cover(checklist: Checklist) -> str:
    if not checklist.at_hand:
        return f"claims in {count(checklist.claimed, 'sentence')} · names and numbers in no claim: not counted"
    loose = len(checklist.in_no_claim)
    return (
        f"{checklist.claimed:,} of {count(checklist.sentences, 'sentence')} · names and numbers in no claim: {loose:,}"
    )


def place_words(loose: Loose) -> str:
    """Where the words are: "paragraph 3, s12"."""
    return f"paragraph {loose.paragraph}, s{loose.sentence}"


def lines(entry: Entry, *, with_role: bool, told: Collection[str] = ()) -> tuple[Line, ...]:
    """What stands under a claim, in the same order each time, nothing empty: where it comes from and when it holds,
    the verdict with who, when and evidence, remarks, and for what is not closed the next step.

    `with_role`: the source's post or description is said too (once a paragraph is enough). `told`: what the heading
    above has said already, a document or a source; then whom to ask is not said again either.
    """
    origin = (fact for fact in _origin(entry, with_role=with_role) if fact.value not in told)
    out = [Line("origin", tuple(origin)), Line("verdict", tuple(_verdict(entry)))]
    out += [Line("remark", (fact,)) for fact in _remarks(entry)]
    if entry.pile in (Pile.OPEN, Pile.DECIDE) and not entry.standing.gone:
        step = next_step(entry)
        if told and step.startswith(asked := _lookup(entry.row)):
            step = step[len(asked) :].removeprefix("; ")
        out.append(Line("next", (Fact("next:", step),) if step else ()))
    return tuple(line for line in out if line.facts)


def _origin(entry: Entry, *, with_role: bool) -> list[Fact]:
    facts, row = [], entry.row
    view = _view(row)
    if view:
        facts.append(Fact("", view))
    if source := one_line(row.source):
        said = "somebody unnamed" if source.lower() == UNSPECIFIED else source
        role = one_line(row.source_role) if with_role else ""
        facts.append(Fact("source", f"{said}, {role}" if role and role != source else said))
    if row.cited:
        cited = "; ".join(document_words(document) for document in cited_documents(row))
        facts.append(Fact("cited", one_line(cited)))
    if row.event_date:
        facts.append(Fact("event", one_line(row.event_date), Shape.DATE))
        if entry.date_basis:
            facts.append(Fact("dated:", one_line(entry.date_basis)))
    if row.said_date:
        facts.append(Fact("said", one_line(row.said_date), Shape.DATE))
    if row.published and not view and not row.event_date and not row.said_date:
        facts.append(Fact("as of publication", one_line(row.published), Shape.DATE))
    return facts


def _view(row: Row) -> str:
    return _VIEWS.get(row.kind.strip().lower(), "")


def _verdict(entry: Entry) -> list[Fact]:
    """The verdict's word, who and when; whether the source carries it; the evidence."""
    row, stands = entry.row, entry.standing
    facts = []
    who = f"by {one_line(row.reviewer)}" if row.reviewer.strip() else ""
    when = time_words(row.reviewed_at) if row.reviewed_at else ""
    if (
        stands.status is not Status.UNVERIFIED
        or stands.stale
        or stands.problems
        or SourceStatus.WRONG is stands.source_status
    ):
        word = stands.words.removesuffix(f", {stands.decision}") if stands.decision else stands.words
        facts.append(Fact(one_line(word), ", ".join(part for part in (who, when) if part)))
    elif who:
        facts.append(Fact("looked at, not settled,", ", ".join(part for part in (who, when) if part)))
    if stands.let_stand:
        facts.append(Fact("", one_line(stet_reason(row.note))))
    elif stands.decision:
        facts.append(Fact("", stands.decision))
    if stands.source_status is SourceStatus.VERIFIED:
        facts.append(Fact("", "the source carries it"))
    elif stands.source_status is SourceStatus.CANNOT_VERIFY:
        facts.append(Fact("", "the source could not be checked"))
    if row.evidence:
        facts.append(Fact("evidence", one_line(row.evidence), Shape.EVIDENCE))
    return facts


def _remarks(entry: Entry) -> list[Fact]:
    row = entry.row
    facts = []
    if entry.said_before:
        facts.append(Fact("it said:", one_line(entry.said_before), Shape.QUOTE))
    if row.evidence_quote:
        facts.append(Fact("passage:", one_line(row.evidence_quote), Shape.QUOTE))
    if note := _note(entry):
        facts.append(Fact("note:", one_line(note)))
    if row.waiting_on:
        untimed = entry.waiting_since and not re.search(r"\d", row.waiting_on)
        since = f", since {time_words(entry.waiting_since)}" if untimed else ""
        facts.append(Fact("waiting for:", one_line(row.waiting_on) + since))
    if row.suggested:
        facts.append(Fact("suggested:", one_line(row.suggested), Shape.QUOTE))
    if row.second_reader:
        when = f", {time_words(row.second_at)}" if row.second_at else ""
        facts.append(Fact("read again", f"by {one_line(row.second_reader)}{when}{_voided(entry)}"))
    if row.writer_note:
        facts.append(Fact("writer’s note:", one_line(row.writer_note)))
    facts += [Fact("comes from", one_line(flag.removeprefix(PREFIX))) for flag in flags_of(row) if is_link(flag)]
    if codes := checks_of(row):
        facts.append(Fact(CHECKS, one_line(", ".join(codes))))
    return facts


def checks_of(row: Row) -> tuple[str, ...]:
    """The codes of the checks that fired, as the flags have them."""
    return tuple(flag for flag in flags_of(row) if flag not in (STALE, GONE) and not is_link(flag))


def _note(entry: Entry) -> str:
    """The note, without the line that the verdict has told already."""
    note = entry.row.note
    if not entry.standing.let_stand:
        return note
    told = stet_reason(note)
    return "\n".join(line for line in note.split("\n") if line.strip() != told)


def _voided(entry: Entry) -> str:
    """Why a second reading does not count, "" where it does."""
    if entry.standing.second_read:
        return ""
    same = fold(entry.row.second_reader) == fold(entry.row.reviewer)
    return ", who gave the verdict: that is no second reading" if same else ", before it was changed"


def next_step(entry: Entry) -> str:
    """What to do about a claim that is open or to decide, as one would say it; what to look at comes last."""
    row, stands = entry.row, entry.standing
    if stands.agreed:
        return _settled(row)
    if entry.pile is Pile.DECIDE and not any(each.code == "unreadable-disposition" for each in stands.problems):
        return _decision(row, stands.status, stands.source_status)
    if stands.problems:
        return one_line(f"{stands.problems[0].message}: {stands.problems[0].hint}")
    if stands.words.startswith("verified, no proof"):
        return f"{stands.why}: add what is missing"
    if entry.unconfirmed:
        return "confirm that it is one" if _view(row) else "confirm that there is nothing to check"
    if stands.stale and changed_as_suggested(row):
        return f"{stands.why}: mark it verified"
    step = f"{stands.why}: check it again" if stands.stale and stands.why else _lookup(row)
    wanted = ", ".join(re.findall(r"[^\s,;]+", row.look_for))
    return f"{step}; check {wanted}" if wanted else step


def _lookup(row: Row) -> str:
    documents = len(cited_documents(row))
    if documents:
        return "read the cited document" if documents == 1 else "read the cited documents, in that order"
    if row.source.strip().lower() == UNSPECIFIED:
        return "ask the writer who said it"
    return "ask the writer where it was said" if row.source.strip() else "ask the writer for a source"


def _settled(row: Row) -> str:
    settled, _ = read_disposition(row.disposition)
    return _SETTLED[settled] if settled else ""


def _decision(row: Row, status: Status, source: SourceStatus) -> str:
    if settled := _settled(row):
        return settled
    if source is SourceStatus.WRONG and status not in (Status.WRONG, Status.NEEDS_CHANGE, *_UNDECIDED):
        return "the source does not carry it: correct the words or the source"
    words = "put the suggested wording to the writer" if row.suggested else "settle the right wording with the writer"
    return _UNDECIDED.get(status, words)
