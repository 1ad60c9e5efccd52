"""Which claims a report shows, and in what order: by sentence, source, status, person; all, or only some."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from factcheck.errors import BadArgument
from factcheck.report.checklist import Checklist, Entry, Passage, cited_documents
from factcheck.report.waiting import by_name, is_waiting, who_has_it
from factcheck.report.wording import UNSPECIFIED, count, document_words, time_words
from factcheck.verdicts import Pile, fold

LOOK_FOR = ("name", "title", "number", "date", "place", "quote", "superlative", "cause")

_NO_DOCUMENT = ", no document cited"


class By(StrEnum):
    """The order of a report."""

    SENTENCE = "sentence"
    SOURCE = "source"
    """The call sheet: cited documents, named sources, then what the writer must be asked."""
    STATUS = "status"
    REVIEWER = "reviewer"
    WAITING = "waiting"
    """Who has the ball."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading and what stands under it. In all orders but `sentence` there is one passage, without a sentence.

    `told` is what the heading says of every claim under it: the document or the source to ask.
    """

    title: str
    lead: str = ""
    told: tuple[str, ...] = ()
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The claims to print, grouped in the order `by`. `shown` of `total` where `only` leaves some out."""

    by: By
    groups: tuple[Group, ...]
    shown: int
    total: int
    only: str


class _Choice(NamedTuple):
    sort: str
    word: str
    holds: Callable[[Entry], bool]


def _in_pile(pile: Pile) -> Callable[[Entry], bool]:
    return lambda entry: entry.pile is pile and not entry.standing.gone


def _asks_for(word: str) -> Callable[[Entry], bool]:
    return lambda entry: word in entry.row.look_for.replace(";", " ").replace(",", " ").split()


CHOICES = (
    *(_Choice("pile", pile.value, _in_pile(pile)) for pile in (Pile.OPEN, Pile.DECIDE, Pile.VERIFIED, Pile.SET_ASIDE)),
    _Choice("opinions", "opinions", lambda entry: entry.unconfirmed),
    _Choice("stale", "stale", lambda entry: entry.standing.stale),
    _Choice("gone", "gone", lambda entry: entry.standing.gone),
    _Choice("waiting", "waiting", is_waiting),
    _Choice("decision", "agreed", lambda entry: entry.standing.agreed),
    _Choice("decision", "stet", lambda entry: entry.standing.let_stand),
    *(_Choice("look_for", word, _asks_for(word)) for word in LOOK_FOR),
)


_NAMED: dict[str, tuple[str, Callable[[Entry], Iterable[str]]]] = {
    "mine": ("the reviewer's name: mine:ana", lambda entry: (entry.row.reviewer,)),
    "waiting": (
        "the name of who has the ball: waiting:writer",
        lambda entry: (who_has_it(entry.row.waiting_on), entry.row.waiting_on) if is_waiting(entry) else (),
    ),
    "source": (
        "the source's name, or the document's: source:Interfax",
        lambda entry: (*entry.row.source.split(";"), *(outlet for outlet, _ in cited_documents(entry.row))),
    ),
}
"""Choices that take a name behind a colon: what to type, and the names that an entry has."""


def make_view(checklist: Checklist, *, by: str = By.SENTENCE, only: str = "") -> View:
    """The checklist's claims in the order `by`, those that `only` names.

    `only` is one of the words of `CHOICES`, or `mine:NAME` (the claims NAME has marked), `waiting:NAME` (those that
    wait for NAME), `source:NAME` (those that NAME, a person or a document, can settle); or several joined by commas:
    words of one sort add up, different sorts narrow. `open,decide,number,date` are the numbers and dates, open or to
    decide.

    Raises: BadArgument for another word.
    """
    order = read_by(by)
    holds = read_only(only)
    kept = [entry for entry in checklist.entries if holds(entry)]
    if order is By.SENTENCE:
        groups = _by_sentence(checklist, holds, everything=not only)
    else:
        heaps = _SORTERS[order](entry for entry in kept if not entry.standing.gone)
        groups = (
            *(
                Group(title=title, lead=_lead(entries, order), told=_told(title, order), passages=(_heap(entries),))
                for title, entries in heaps
            ),
            *_gone(kept),
        )
    return View(by=order, groups=groups, shown=len(kept), total=len(checklist.entries), only=only)


def read_by(word: str) -> By:
    """The order that a word names. Raises: BadArgument."""
    try:
        return By(word)
    except ValueError:
        raise BadArgument(f"'{word}' is no order of a report", f"One of: {', '.join(By)}.", value=word) from None


def read_only(words: str) -> Callable[[Entry], bool]:
    """Whether a claim is among those that `words` name; every claim is where they are blank. Raises: BadArgument."""
    sorts: dict[str, list[Callable[[Entry], bool]]] = {}
    for word in words.split(",") if words.strip() else ():
        choice = _read_choice(word.strip())
        sorts.setdefault(choice.sort, []).append(choice.holds)
    return lambda entry: all(any(holds(entry) for holds in tests) for tests in sorts.values())


def _read_choice(word: str) -> _Choice:
    choice, colon, name = word.partition(":")
    if choice in _NAMED and (colon or choice not in {each.word for each in CHOICES}):
        hint, names_of = _NAMED[choice]
        if not name.strip():
            raise BadArgument(f"'{choice}' does not say whose", f"Give {hint}.", value=word)
        return _Choice(choice, word, lambda entry: fold(name) in map(fold, names_of(entry)))
    known = {each.word: each for each in CHOICES}
    try:
        return known[word.replace("-", "_")]
    except KeyError:
        named = ", ".join(f"{each}:NAME" for each in _NAMED)
        hint = f"One of: {', '.join(known)}, {named}; or several, joined by commas."
        raise BadArgument(f"'{word}' is nothing a report can be narrowed to", hint, value=word) from None


def _by_sentence(checklist: Checklist, holds: Callable[[Entry], bool], *, everything: bool) -> tuple[Group, ...]:
    paragraphs: dict[int, list[Passage]] = {}
    for passage in checklist.passages:
        kept = tuple(entry for entry in passage.entries if holds(entry))
        if kept or everything:
            paragraphs.setdefault(passage.paragraph, []).append(replace(passage, entries=kept))
    groups = [
        Group(title=f"Paragraph {number}" if number else "Paragraph not known", passages=tuple(passages))
        for number, passages in paragraphs.items()
    ]
    loose = [entry for entry in checklist.placeless if not entry.standing.gone and holds(entry)]
    if loose:
        title = "Added by hand, without a place in the article"
        groups.append(Group(title=title, lead=_lead(loose, By.SENTENCE), passages=(_heap(loose),)))
    return (*groups, *_gone(entry for entry in checklist.placeless if holds(entry)))


def _gone(entries: Iterable[Entry]) -> tuple[Group, ...]:
    gone = [entry for entry in entries if entry.standing.gone]
    lead = f"{count(len(gone), 'claim')}, kept for what was marked"
    return (Group(title="No longer in the article", lead=lead, passages=(_heap(gone),)),) if gone else ()


def _heap(entries: Sequence[Entry]) -> Passage:
    return Passage(paragraph=0, sentence=0, text="", entries=tuple(entries))


def _told(title: str, order: By) -> tuple[str, ...]:
    return (title.removesuffix(_NO_DOCUMENT),) if order is By.SOURCE else ()


def _lead(entries: Sequence[Entry], order: By) -> str:
    """How many lie where: "12 claims: 10 open, 2 verified", "12 claims, open"; by status the count alone."""
    words = {Pile.DECIDE: "to decide", Pile.OPEN: "open", Pile.VERIFIED: "verified", Pile.SET_ASIDE: "set aside"}
    piles = [entry.pile for entry in entries]
    parts = [(piles.count(pile), name) for pile, name in words.items() if pile in piles]
    whole = count(len(entries), "claim")
    if order is By.STATUS:
        return whole
    if len(parts) == 1:
        return f"{whole}, {parts[0][1]}{_ball(entries, order)}"
    return f"{whole}: " + ", ".join(f"{n} {name}" for n, name in parts) + _ball(entries, order)


def _ball(entries: Sequence[Entry], order: By) -> str:
    """Whom a reviewer's claims wait for, or since when those under a name wait; "" in other orders."""
    if order is By.REVIEWER:
        waiting, _ = by_name(entries)
        return "; waiting for " + ", ".join(f"{name} ({len(heap)})" for name, heap in waiting) if waiting else ""
    since = [entry.waiting_since for entry in entries if entry.waiting_since and is_waiting(entry)]
    return f"; since {time_words(min(since))}" if since and order is By.WAITING else ""


_Heaps = list[tuple[str, list[Entry]]]


def _by_source(entries: Iterable[Entry]) -> _Heaps:
    """The call sheet: each claim once, under its nearest document, else its source, else the writer."""
    documents: dict[str, list[Entry]] = {}
    sources: dict[str, list[Entry]] = {}
    unnamed: list[Entry] = []
    unsourced: list[Entry] = []
    views: list[Entry] = []
    for entry in entries:
        source = entry.row.source.strip()
        if cited := cited_documents(entry.row):
            documents.setdefault(document_words(cited[0]), []).append(entry)
        elif source.lower() == UNSPECIFIED:
            unnamed.append(entry)
        elif source:
            sources.setdefault(f"{source}{_NO_DOCUMENT}", []).append(entry)
        elif entry.unconfirmed or entry.pile is Pile.SET_ASIDE:
            views.append(entry)
        else:
            unsourced.append(entry)
    last = (
        ("Somebody unnamed: ask the writer who said it", unnamed),
        ("No source given: ask the writer", unsourced),
        ("Opinions and forecasts, and what is set aside: nothing to look up", views),
    )
    return [*documents.items(), *sources.items(), *((title, heap) for title, heap in last if heap)]


def _by_status(entries: Iterable[Entry]) -> _Heaps:
    views, agreed = "Opinions and forecasts to confirm", "Agreed, not in the article yet"
    heaps: dict[str, list[Entry]] = {
        title: [] for title in ("To decide", agreed, "Open", views, "Verified", "Set aside")
    }
    titles = {Pile.DECIDE: "To decide", Pile.OPEN: "Open", Pile.VERIFIED: "Verified", Pile.SET_ASIDE: "Set aside"}
    for entry in entries:
        title = views if entry.unconfirmed else agreed if entry.standing.agreed else titles[entry.pile]
        heaps[title].append(entry)
    return [(title, heap) for title, heap in heaps.items() if heap]


def _by_reviewer(entries: Iterable[Entry]) -> _Heaps:
    heaps: dict[str, list[Entry]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        key = fold(entry.row.reviewer)
        names.setdefault(key, entry.row.reviewer.strip() or "Nobody yet")
        heaps.setdefault(key, []).append(entry)
    return [(names[key], heaps[key]) for key in sorted(heaps, key=lambda key: (not key, key))]


def _by_waiting(entries: Iterable[Entry]) -> _Heaps:
    waiting, rest = by_name(entries)
    heaps = [(f"Waiting for {name}", heap) for name, heap in waiting]
    return [*heaps, ("Waiting for nobody", rest)] if rest else heaps


_SORTERS: dict[By, Callable[[Iterable[Entry]], _Heaps]] = {
    By.SOURCE: _by_source,
    By.STATUS: _by_status,
    By.REVIEWER: _by_reviewer,
    By.WAITING: _by_waiting,
}
