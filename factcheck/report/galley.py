"""The galley: one article's checklist for paper, the same in the report's HTML file and on the review page.

The article with its claims underlined and lettered in the margin, the list of claims, whom to call for which of them,
the corrections asked for, what lies in no claim, and room to sign. In another order than the article's it is a list.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.report.checklist import Checklist, Entry, cited_documents
from factcheck.report.findings import lines
from factcheck.report.links import Part, split_links
from factcheck.report.piles import Share, pile_name, pile_of, shares
from factcheck.report.typesetting import Setting, anchor_of, paragraph_html, set_article
from factcheck.report.view import By, Group, View, make_view
from factcheck.report.wording import (
    UNSPECIFIED,
    Line,
    Shape,
    count,
    document_words,
    head,
    margin_ref,
    next_step,
    one_line,
    place_words,
    running,
    time_words,
)
from factcheck.verdicts import Pile, fold, has_verdict

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
"""What `<time datetime>` may hold of the dates in the table; EDTF beyond it is shown without one."""


class PrintedFact(NamedTuple):
    """A fact with its value in pieces where it holds links, its day where a machine can read it."""

    label: str
    value: str
    quote: bool
    datetime: str
    parts: tuple[Part, ...]


class PrintedLine(NamedTuple):
    """A line under a claim; `role` as in `wording.Line`."""

    role: str
    facts: tuple[PrintedFact, ...]


class PrintedClaim(NamedTuple):
    """A claim of the list. `anchor` is "" where its id can be no address; `called` is what the commands call it."""

    anchor: str
    ref: str
    called: str
    pile: str
    sign: str
    word: str
    text: str
    lines: tuple[PrintedLine, ...]


class PrintedGroup(NamedTuple):
    """Claims under a heading; `anchor` is for the contents."""

    anchor: str
    title: str
    lead: str
    claims: tuple[PrintedClaim, ...]


class Called(NamedTuple):
    """A claim on the call sheet, with the sign of its pile."""

    anchor: str
    ref: str
    sign: str
    word: str


class Source(NamedTuple):
    """A row of the call sheet: a document, or whoever has to be asked; `sayers` are those it is said to report.

    `claims` stand by what is told of them: their dates, and further documents.
    """

    title: str
    lead: str
    sayers: str
    claims: tuple[tuple[str, tuple[Called, ...]], ...]


class Correction(NamedTuple):
    """What the article has, what it should have ("" where no wording is suggested), what is decided or to be done."""

    anchor: str
    ref: str
    now: str
    wanted: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """All that the template sets for one article. `whole`: in the article's order, with the article itself.

    `contents`: whether the groups are listed at the head. `signers` are who gave verdicts and who read again.
    """

    article: str
    subtitle: str
    cleared: bool
    state: str
    rest: tuple[str, ...]
    shares: tuple[Share, ...]
    showing: str
    whole: bool
    contents: bool
    paragraphs: tuple[str, ...]
    groups: tuple[PrintedGroup, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    loose: tuple[tuple[str, str], ...]
    signers: tuple[tuple[str, str], ...]


def make_galley(checklist: Checklist, view: View, *, number: int = 1) -> Galley:
    """The galley of a checklist, the claims as `view` has them; `number` keeps the anchors of several apart."""
    title, state, *rest = head(checklist)
    whole = view.by is By.SENTENCE
    kept = {entry.row.claim_id for group in view.groups for each in group.passages for entry in each.entries}
    setting = Setting(kept=kept if view.only else None)
    entries = [entry for entry in checklist.entries if not view.only or entry.row.claim_id in kept]
    return Galley(
        article=one_line(checklist.article),
        subtitle=title.removeprefix(one_line(checklist.article)).removeprefix(" · "),
        cleared=checklist.cleared,
        state=state,
        rest=tuple(rest),
        shares=shares(checklist),
        showing=f"showing {view.shown:,} of {view.total:,}: {one_line(view.only)}" if view.only else "",
        whole=whole,
        contents=not whole and bool(view.groups),
        paragraphs=tuple(paragraph_html(each, setting) for each in set_article(checklist)) if whole else (),
        groups=tuple(_group(group, f"group-{number}-{place}") for place, group in enumerate(view.groups, 1)),
        sources=tuple(_sources(checklist, kept)) if whole else (),
        corrections=tuple(map(_correction, filter(_is_to_change, entries))),
        loose=() if view.only else tuple((running(each.words), place_words(each)) for each in checklist.in_no_claim),
        signers=() if view.only else tuple(_signers(entries)),
    )


def _group(group: Group, anchor: str) -> PrintedGroup:
    claims = [claim for passage in group.passages for claim in _claims(passage.entries, group.told)]
    return PrintedGroup(anchor, one_line(group.title), group.lead, tuple(claims))


def _claims(entries: Iterable[Entry], told: tuple[str, ...]) -> Iterator[PrintedClaim]:
    named: set[str] = set()
    for entry in entries:
        row = entry.row
        sign, word = pile_name(entry)
        under = lines(entry, with_role=row.source not in named, told=told)
        yield PrintedClaim(
            anchor=anchor_of(row.claim_id),
            ref=margin_ref(row),
            called=one_line(row.ref or row.claim_id),
            pile=pile_of(entry),
            sign=sign,
            word=word,
            text=one_line(row.claim),
            lines=tuple(printed(line, row.reviewed_at) for line in under),
        )
        named.add(row.source)


def printed(line: Line, marked_at: str) -> PrintedLine:
    """The line with its links and days found.

    A link to a page that is no capture carries the day it was put down as evidence, from `marked_at`, a stored time.
    """
    return PrintedLine(line.role, tuple(_facts(line, marked_at)))


def _facts(line: Line, marked_at: str) -> Iterator[PrintedFact]:
    day = marked_at[:10] if _DAY.fullmatch(marked_at[:10]) else ""
    for fact in line.facts:
        dated = fact.value if fact.shape is Shape.DATE and _DAY.fullmatch(fact.value) else ""
        parts = (fact.link,) if fact.link else split_links(fact.value) if fact.shape is Shape.EVIDENCE else ()
        known = tuple(part._replace(date=part.date or day) if part.href else part for part in parts)
        quote = fact.shape is Shape.QUOTE and not fact.value.startswith(("“", '"'))
        yield PrintedFact(fact.label, fact.value, quote, dated, known)


def _sources(checklist: Checklist, kept: Collection[str]) -> Iterator[Source]:
    for group in make_view(checklist, by=By.SOURCE).groups:
        entries = [entry for each in group.passages for entry in each.entries if entry.row.claim_id in kept]
        if not entries:
            continue
        sayers = dict.fromkeys(one_line(entry.row.source) for entry in entries if entry.row.source.strip())
        named = [name for name in sayers if name.lower() != UNSPECIFIED and name not in group.title]
        told: dict[str, list[Called]] = {}
        for entry in entries:
            called = Called(anchor_of(entry.row.claim_id), margin_ref(entry.row), *pile_name(entry))
            told.setdefault(_dates(entry), []).append(called)
        claims = tuple((words, tuple(each)) for words, each in told.items())
        yield Source(one_line(group.title), group.lead, ", ".join(named), claims)


def _dates(entry: Entry) -> str:
    row = entry.row
    facts = [f"event {one_line(row.event_date)}"] if row.event_date else []
    facts += [f"said {one_line(row.said_date)}"] if row.said_date else []
    facts += [f"also {one_line(document_words(each))}" for each in cited_documents(row)[1:]]
    return ", ".join(facts)


def _is_to_change(entry: Entry) -> bool:
    """True where the article's words are asked to be changed, or have to be decided about."""
    return not entry.standing.gone and (
        bool(entry.row.suggested.strip()) or entry.pile is Pile.DECIDE or entry.standing.agreed
    )


def _correction(entry: Entry) -> Correction:
    row = entry.row
    todo = next_step(entry) if entry.pile in (Pile.OPEN, Pile.DECIDE) else ""
    decision = entry.standing.decision or one_line(row.disposition)
    return Correction(
        anchor_of(row.claim_id),
        margin_ref(row),
        running(row.verbatim),
        one_line(row.suggested),
        ": ".join(part for part in (decision, todo) if part) or entry.standing.words,
    )


def _signers(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Of reviewer and second reader, who stands for how many claims, and since when."""
    entries = tuple(entries)
    verdicts = [(entry.row.reviewer, entry.row.reviewed_at) for entry in entries if has_verdict(entry.row)]
    again = [(entry.row.second_reader, entry.row.second_at) for entry in entries if entry.standing.second_read]
    for role, signed in (("Reviewer", verdicts), ("Second reader", again)):
        people: dict[str, list[tuple[str, str]]] = {}
        for name, time in signed:
            people.setdefault(fold(name), []).append((one_line(name), time))
        told = [_stands_for(each) for key, each in people.items() if key]
        yield role, "; ".join(told)


def _stands_for(signed: list[tuple[str, str]]) -> str:
    last = max(time for _, time in signed)
    when = f", the last {time_words(last)}" if last else ""
    return f"{signed[0][0]}: {count(len(signed), 'claim')}{when}"
