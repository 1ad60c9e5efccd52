"""The article as it is set on the page: paragraphs, sentences, runs of words, and the letters in the margin.

Claims may lie inside one another and may consist of several pieces: each claim of a sentence has a lane, a line of its
own under the words, so that every run shows all the claims it belongs to.
"""

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from factcheck.document import BlockKind, Span
from factcheck.report.checklist import Checklist, Entry, Passage
from factcheck.report.piles import pile_name, pile_of
from factcheck.report.wording import one_line, running
from factcheck.verdicts import STALE, flags_of

LANES = 4
"""Lines that can be drawn under a word; claims beyond them share the last."""
_NO_CLAIM = '<span class="letter none" title="no claim in this sentence">–<span class="aside"> no claim:</span></span>'
_TAGS = {BlockKind.HEADING: "h3", BlockKind.LIST_ITEM: "p", BlockKind.QUOTE: "p"}


class Run(NamedTuple):
    """Words that belong to the same claims. `lanes` holds (lane, entry) for each; `begins` are the claims that start
    here; `loose`: no claim holds them and a checker would stop at them.
    """

    text: str
    lanes: tuple[tuple[int, Entry], ...] = ()
    begins: tuple[Entry, ...] = ()
    loose: bool = False


class Sentence(NamedTuple):
    """A sentence of the article in runs that join to it. `missing` are its claims without a place in it."""

    number: int
    runs: tuple[Run, ...]
    missing: tuple[Entry, ...]
    bare: bool


class Paragraph(NamedTuple):
    """A block of the article: its 1-based number, its kind, and its sentences."""

    number: int
    kind: BlockKind
    sentences: tuple[Sentence, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its claims, in order."""
        found: dict[str, Entry] = {}
        for sentence in self.sentences:
            for entry in (*sentence.missing, *(each for run in sentence.runs for _, each in run.lanes)):
                found.setdefault(entry.row.claim_id, entry)
        return tuple(found.values())


def set_article(checklist: Checklist) -> tuple[Paragraph, ...]:
    """The article's paragraphs. Where it is not at hand the sentences are the checklist's own, without runs."""
    loose: dict[int, list[Span]] = {}
    for each in checklist.in_no_claim:
        loose.setdefault(each.sentence, []).append(each.span)
    paragraphs: dict[int, list[Sentence]] = {}
    kinds: dict[int, BlockKind] = {}
    for passage in checklist.passages:
        kinds.setdefault(passage.paragraph, passage.kind)
        sentence = _sentence(passage, loose.get(passage.sentence, ()))
        paragraphs.setdefault(passage.paragraph, []).append(sentence)
    return tuple(Paragraph(number, kinds[number], tuple(each)) for number, each in paragraphs.items())


def _sentence(passage: Passage, loose: Sequence[Span]) -> Sentence:
    span = passage.span
    if span is None:
        return Sentence(passage.sentence, (Run(passage.text),), passage.entries, bare=not passage.entries)
    pieces = {
        entry.row.claim_id: [
            Span(max(s, span.start), min(e, span.end)) for s, e in entry.spans if span.overlaps(Span(s, e))
        ]
        for entry in passage.entries
    }
    placed = [(entry, own) for entry in passage.entries if (own := pieces[entry.row.claim_id])]
    missing = tuple(entry for entry in passage.entries if not pieces[entry.row.claim_id])
    return Sentence(
        passage.sentence, tuple(_runs(passage.text, span, placed, loose)), missing, bare=not passage.entries
    )


def _runs(
    text: str, sentence: Span, claims: Sequence[tuple[Entry, list[Span]]], loose: Sequence[Span]
) -> Iterator[Run]:
    edges = {sentence.start, sentence.end}
    for _, spans in claims:
        edges.update(edge for span in spans for edge in span)
    edges.update(edge for span in loose for edge in span if sentence.start < edge < sentence.end)
    lanes = _lanes(claims)
    cuts = sorted(edges)
    for start, end in itertools.pairwise(cuts):
        here = Span(start, end)
        holding = [(lanes[at], entry) for at, (entry, spans) in enumerate(claims) if any(s.covers(here) for s in spans)]
        yield Run(
            text[start - sentence.start : end - sentence.start],
            tuple(sorted(holding, key=lambda each: each[0])),
            tuple(entry for entry, spans in claims if spans[0].start == start),
            any(span.covers(here) for span in loose),
        )


def _lanes(claims: Sequence[tuple[Entry, list[Span]]]) -> list[int]:
    """A lane for each claim, so that no two whose stretches overlap share one while there are enough."""
    stretches = [Span(spans[0].start, spans[-1].end) for _, spans in claims]
    lanes = [0] * len(claims)
    done: list[int] = []
    for at in sorted(range(len(claims)), key=lambda at: (-(stretches[at].end - stretches[at].start), at)):
        taken = {lanes[other] for other in done if stretches[other].overlaps(stretches[at])}
        lanes[at] = next((lane for lane in range(LANES) if lane not in taken), LANES - 1)
        done.append(at)
    return lanes


class Setting(NamedTuple):
    """How paragraphs are to be shown: which claims (None: all), and which of them is chosen.

    `tail` is the rest of a link to a claim's card; None on paper, where letters lead to the list of claims.
    """

    kept: Collection[str] | None = None
    chosen: str = ""
    tail: str | None = None


def paragraph_html(paragraph: Paragraph, setting: Setting) -> str:
    """The paragraph as HTML, every word of the article escaped."""
    tag = _TAGS.get(paragraph.kind, "p")
    inside = " ".join(_sentence_html(sentence, setting) for sentence in paragraph.sentences)
    return f'<{tag} class="block {paragraph.kind.value}"{_id("p", paragraph.number, setting)}>{inside}</{tag}>'


# Built from strings: a template takes seven times as long, 0.27 s more for 3,000 claims (2026-11-23).
# Every value that is not the page's own goes through `escape`.


def _id(letter: str, number: int, setting: Setting) -> str:
    """An anchor, where the page holds one article alone."""
    return "" if setting.tail is None else f' id="{letter}{number}"'


def _sentence_html(sentence: Sentence, setting: Setting) -> str:
    parts = [_letter(entry, setting) for entry in sentence.missing if _is_kept(entry, setting)]
    if sentence.bare and sentence.number:
        parts.append(_NO_CLAIM)
    parts += [_run_html(run, setting) for run in sentence.runs]
    bare = " bare" if sentence.bare else ""
    return f'<span class="sentence{bare}"{_id("s", sentence.number, setting)}>{"".join(parts)}</span>'


def _run_html(run: Run, setting: Setting) -> str:
    lanes = [(lane, entry) for lane, entry in run.lanes if _is_kept(entry, setting)]
    letters = "".join(_letter(entry, setting) for entry in run.begins if _is_kept(entry, setting))
    words = escape(_shown(run.text))
    if run.loose:
        words = f'<span class="loose" title="in no claim">{words}</span>'
    if not lanes:
        return letters + words
    classes = " ".join(f"l{lane}-{pile_of(entry)}" for lane, entry in lanes)
    chosen = " chosen" if any(entry.row.claim_id == setting.chosen for _, entry in lanes) else ""
    depth = max(lane for lane, _ in lanes) + 1
    ids = escape(" ".join(entry.row.claim_id for _, entry in lanes))
    held = "" if setting.tail is None else f' data-claims="{ids}"'
    return f'{letters}<span class="run d{depth} {classes}{chosen}"{held}>{words}</span>'


def _letter(entry: Entry, setting: Setting) -> str:
    row, pile = entry.row, pile_of(entry)
    mark, word = pile_name(entry)
    ref = escape(one_line(row.ref).removeprefix("s") or "+")
    stale = '<span class="aside">, stale</span><span aria-hidden="true">!</span>' if STALE in flags_of(row) else ""
    inside = f'<span class="ref">{ref}</span> <span class="mark" aria-hidden="true">{mark}</span>{stale}'
    inside += f'<span class="aside">, {word}</span>'
    if setting.tail is None:
        anchor = anchor_of(row.claim_id)
        if not anchor:
            return f'<span class="letter {pile}">{inside}</span>'
        return f'<a class="letter {pile}" href="#{anchor}">{inside}</a>'
    chosen = row.claim_id == setting.chosen
    now = ' aria-current="true"' if chosen else ""
    name, title = escape(row.claim_id), escape(f"{word}: {running(row.claim)}")
    return (
        f'<a class="letter {pile}{" chosen" if chosen else ""}" id="at-{name}" data-claim="{name}" title="{title}"'
        f' href="?claim={escape(quote(row.claim_id))}{escape(setting.tail)}#at-{name}"'
        f"{now}>{inside}</a>"
    )


def anchor_of(claim_id: str) -> str:
    """The claim's id as an anchor in the list of claims, "" for one that a person typed and no address can hold."""
    return claim_id if re.fullmatch(r"[\w.-]+", claim_id) else ""


def _is_kept(entry: Entry, setting: Setting) -> bool:
    return setting.kept is None or entry.row.claim_id in setting.kept


def _shown(text: str) -> str:
    """The words with what turns the writing or cannot be seen spelled out; white space as it is."""
    return (
        text
        if text.isprintable()
        else "".join(one_line(c) if not (c.isprintable() or c.isspace()) else c for c in text)
    )


def by_claim(paragraphs: Sequence[Paragraph]) -> Mapping[str, Paragraph]:
    """The paragraph that each claim lies in, by its id."""
    return {entry.row.claim_id: paragraph for paragraph in paragraphs for entry in paragraph.entries}
