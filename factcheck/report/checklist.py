"""The checklist of one article: what every format prints, before any of them is chosen."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.coverage import uncovered
from factcheck.document import BlockKind, Document, Problem, Span
from factcheck.evidence.record import Evidence
from factcheck.row import Row
from factcheck.verdicts import Pile, Standing, standing, unconfirmed_view

if TYPE_CHECKING:
    from factcheck.dates import DateMention  # its patterns take 0.1 s to compile; a report may need none

_BRACKETS = re.compile(r"\([^()\n]{1,300}\)|\[[^\[\]\n]{1,300}\]")
AS_WRITTEN = "as written"
"""The basis of a date that needs no telling."""
_GAP = " [...] "
_SPAN = re.compile(r"(\d{1,12})\.\.(\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim with where it stands; `spans` as its cell says, () where the cell is blank or unreadable.

    `unconfirmed`: an opinion or forecast that waits only for a person to confirm that it is one. `date_basis`: how the
    event's date was resolved, "" where it stands in the article as it is or the article is not at hand. `found`: the
    rows of evidence.csv for the claim, None where there is no such file. `waiting_since`: when `waiting_on` was first
    seen as it is, as the journal has it (UTC), "" where that is not known. `said_before`: the words that the verdict of
    a stale claim was given on, "" where it is not stale or the journal does not know them.
    """

    row: Row
    standing: Standing
    spans: tuple[Span, ...]
    unconfirmed: bool
    date_basis: str = ""
    found: tuple[Evidence, ...] | None = None
    waiting_since: str = ""
    said_before: str = ""

    @property
    def pile(self) -> Pile:
        """Where it lies on the desk."""
        return self.standing.pile


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, once, with its claims in order. Numbers are 1-based.

    `text` is the sentence as the article has it, at `span`, in a block of that `kind`; where the article is not at hand
    it is the words its claims are made of, and `span` None.
    """

    paragraph: int
    sentence: int
    text: str
    entries: tuple[Entry, ...]
    span: Span | None = None
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Words that a checker would stop at and no claim holds, and where. Numbers are 1-based."""

    words: str
    span: Span
    paragraph: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many claims lie where. `to_check` is verified + open + decide; opinions and forecasts that nobody has
    confirmed are counted apart, and so are claims whose words the article no longer has (`gone`).
    """

    verified: int
    open: int
    decide: int
    set_aside: int
    unconfirmed: int
    gone: int

    @property
    def to_check(self) -> int:
        """All that is neither set aside nor an unconfirmed opinion."""
        return self.verified + self.open + self.decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Who can settle the open claims: so many `documents` (an outlet and its date) `settle` some, others name a
    source but no document, the rest name neither. The three and the checklist's `agreed` add up to the tally's `open`.
    """

    documents: int
    settle: int
    sourced: int
    unsourced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """All of one article's checklist.

    `marked_at` is the latest time in the table (UTC, as its cell has it) and `marked_by` whose it is, both "" where
    nothing is marked. `sentences` counts the article's, 0 where it is not at hand; then `at_hand` is False and
    `in_no_claim` empty because nothing could be counted. `placeless` are claims without a sentence: gone ones, and
    those a person added.
    """

    article: str
    published: str
    published_basis: str
    marked_at: str
    marked_by: str
    tally: Tally
    work: Work
    sentences: int
    claimed: int
    passages: tuple[Passage, ...]
    placeless: tuple[Entry, ...]
    in_no_claim: tuple[Loose, ...]
    at_hand: bool
    problems: tuple[Problem, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every claim, in the order of the article."""
        return tuple(entry for passage in self.passages for entry in passage.entries) + self.placeless

    @property
    def agreed(self) -> int:
        """How many are open only because the article does not have yet what was agreed."""
        return sum(entry.standing.agreed and not entry.standing.gone for entry in self.entries)

    @property
    def let_stand(self) -> int:
        """How many of those set aside stand against somebody's verdict (stet)."""
        return sum(entry.standing.let_stand and not entry.standing.gone for entry in self.entries)

    @property
    def cleared(self) -> bool:
        """True where there are claims, none of them is open and none waits for a decision."""
        tally = self.tally
        return bool(tally.verified or tally.set_aside) and not (tally.open or tally.decide or tally.unconfirmed)


def read_spans(cell: str) -> tuple[Span, ...]:
    """The spans of a cell such as "12..40 55..60", those that cannot be read left out."""
    return tuple(Span(int(start), int(end)) for start, end in _SPAN.findall(cell))


def make_entry(row: Row) -> Entry:
    """The row with its standing and spans read."""
    stands = standing(row)
    unconfirmed = stands.pile is Pile.OPEN and unconfirmed_view(row)
    return Entry(row=row, standing=stands, spans=read_spans(row.spans), unconfirmed=unconfirmed)


def cited_documents(row: Row) -> tuple[tuple[str, str], ...]:
    """(outlet, date) of each document the row cites, nearest first; the date "" where there is none.

    >>> cited_documents(Row(cited="Interfax; TASS", cited_date="2005-08-11"))
    (('Interfax', '2005-08-11'), ('TASS', ''))
    """
    return _documents(row.cited, row.cited_date)


@lru_cache(maxsize=4096)
def _documents(cited: str, cited_date: str) -> tuple[tuple[str, str], ...]:
    outlets = [outlet.strip() for outlet in cited.split(";")]
    dates = [date.strip() for date in cited_date.split(";")]
    dates += [""] * (len(outlets) - len(dates))
    return tuple((outlet, date) for outlet, date in zip(outlets, dates, strict=False) if outlet)


def make_checklist(
    rows: Iterable[Row],
    document: Document | None,
    sentences: Sequence[Span],
    *,
    citations: Iterable[Span] | None = None,
    dates: Sequence["DateMention"] = (),
    problems: Iterable[Problem] = (),
) -> Checklist:
    """The checklist of one article's rows.

    `document` is None where the article's file is not there, or is no longer the one the rows were made from: the
    sentences are then pieced together from the `verbatim` cells. `citations` are the brackets that need no claim;
    None: every bracket of the article that names a document which some row cites. `dates` are the article's, for
    saying how a claim's date was resolved.
    """
    entries = _with_bases((make_entry(row) for row in rows), dates)
    present = [entry for entry in entries if not entry.standing.gone]
    placed = _by_sentence(present, len(sentences) if document else None)
    if document:
        passages = _passages(document, sentences, placed)
        brackets = _brackets(document, entries) if citations is None else citations
        loose = _loose(document, sentences, (span for entry in present for span in entry.spans), brackets)
    else:
        passages, loose = _pieced(placed), ()
    held = {id(entry) for among in placed.values() for entry in among}
    first = next((entry.row for entry in entries), Row())
    marked_at, marked_by = _last_marked(entries)
    return Checklist(
        article=first.article or (document.name if document else ""),
        published=first.published,
        published_basis=first.published_basis,
        marked_at=marked_at,
        marked_by=marked_by,
        tally=_tally(entries),
        work=_work(present),
        sentences=len(sentences) if document else 0,
        claimed=len(placed),
        passages=passages,
        placeless=tuple(entry for entry in entries if id(entry) not in held),
        in_no_claim=loose,
        at_hand=document is not None,
        problems=tuple(problems),
    )


def _with_bases(entries: Iterable[Entry], dates: Sequence["DateMention"]) -> tuple[Entry, ...]:
    """The entries, each with how the date in its spans that its event has was resolved."""
    starts = [date.span.start for date in dates]

    def basis(entry: Entry) -> str:
        for span in entry.spans if entry.row.event_date and dates else ():
            for date in dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                if date.edtf and date.edtf in entry.row.event_date and date.basis != AS_WRITTEN:
                    return date.basis
        return ""

    return tuple(replace(entry, date_basis=found) if (found := basis(entry)) else entry for entry in entries)


def _by_sentence(entries: Iterable[Entry], sentences: int | None) -> dict[int, list[Entry]]:
    """The claims under the 1-based number of their sentence, in order of place; those without one left out."""
    placed: dict[int, list[Entry]] = {}
    for entry in entries:
        number = int(entry.row.sentence) if entry.row.sentence.isdecimal() else 0
        if number and (sentences is None or number <= sentences):
            placed.setdefault(number, []).append(entry)
    return dict(sorted(placed.items()))


def _passages(
    document: Document, sentences: Sequence[Span], placed: Mapping[int, Sequence[Entry]]
) -> tuple[Passage, ...]:
    paragraphs = [paragraph.start for paragraph in document.paragraphs]
    blocks = [block.span.start for block in document.blocks]
    return tuple(
        Passage(
            paragraph=bisect_right(paragraphs, span.start),
            sentence=number,
            text=span.slice(document.text),
            entries=tuple(placed.get(number, ())),
            span=span,
            kind=document.blocks[bisect_right(blocks, span.start) - 1].kind,
        )
        for number, span in enumerate(sentences, start=1)
    )


def _pieced(placed: Mapping[int, Sequence[Entry]]) -> tuple[Passage, ...]:
    out = []
    for number, entries in placed.items():
        cell = entries[0].row.paragraph
        paragraph = int(cell) if cell.isdecimal() else 0
        out.append(Passage(paragraph=paragraph, sentence=number, text=_rebuilt(entries), entries=tuple(entries)))
    return tuple(out)


def _rebuilt(entries: Sequence[Entry]) -> str:
    """A sentence out of its claims' words, each at its place; " [...] " where the article has more."""
    pieces = []
    for entry in entries:
        said = entry.row.verbatim.split(_GAP)
        if [len(each) for each in said] == [end - start for start, end in entry.spans]:
            pieces += [(span.start, each) for span, each in zip(entry.spans, said, strict=True)]
    text, reached = "", -1
    for start, words in sorted(pieces):
        if start > reached:
            text += words if reached < 0 else f"{' ' if start == reached + 1 else _GAP}{words}"
        else:
            text += words[reached - start :]
        reached = max(reached, start + len(words))
    return text or _GAP.join(dict.fromkeys(entry.row.verbatim for entry in entries if entry.row.verbatim))


def _brackets(document: Document, entries: Iterable[Entry]) -> list[Span]:
    outlets = {outlet for entry in entries if entry.row.cited for outlet, _ in cited_documents(entry.row)}
    if not outlets:
        return []
    named = re.compile("|".join(re.escape(outlet) for outlet in sorted(outlets, reverse=True)), re.IGNORECASE)
    return [Span(*found.span()) for found in _BRACKETS.finditer(document.text) if named.search(found.group())]


def _loose(
    document: Document, sentences: Sequence[Span], claims: Iterable[Span], citations: Iterable[Span]
) -> tuple[Loose, ...]:
    paragraphs = [paragraph.start for paragraph in document.paragraphs]
    starts = [sentence.start for sentence in sentences]
    return tuple(
        Loose(
            words=span.slice(document.text),
            span=span,
            paragraph=bisect_right(paragraphs, span.start),
            sentence=bisect_right(starts, span.start),
        )
        for span in uncovered(document, sentences, claims, citations)
    )


def _last_marked(entries: Iterable[Entry]) -> tuple[str, str]:
    marks = [(entry.row.reviewed_at, entry.row.reviewer) for entry in entries if entry.row.reviewed_at]
    marks += [(entry.row.second_at, entry.row.second_reader) for entry in entries if entry.row.second_at]
    return max(marks, default=("", ""))


def _tally(entries: Sequence[Entry]) -> Tally:
    present = [entry for entry in entries if not entry.standing.gone]
    unconfirmed = sum(entry.unconfirmed for entry in present)
    piles = [entry.pile for entry in present]
    return Tally(
        verified=piles.count(Pile.VERIFIED),
        open=piles.count(Pile.OPEN) - unconfirmed,
        decide=piles.count(Pile.DECIDE),
        set_aside=piles.count(Pile.SET_ASIDE),
        unconfirmed=unconfirmed,
        gone=len(entries) - len(present),
    )


def _work(present: Iterable[Entry]) -> Work:
    waiting = (entry for entry in present if entry.pile is Pile.OPEN and not entry.standing.agreed)
    rows = [entry.row for entry in waiting if not entry.unconfirmed]
    cited = [documents for row in rows if (documents := cited_documents(row))]
    sourced = sum(bool(row.source.strip()) and not cited_documents(row) for row in rows)
    return Work(
        documents=len({document for documents in cited for document in documents}),
        settle=len(cited),
        sourced=sourced,
        unsourced=len(rows) - len(cited) - sourced,
    )
