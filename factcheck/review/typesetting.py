"""The article as it is set on the page: paragraphs, sentences, runs of words, and the letters in the margin.

Claims may lie inside one another and may consist of several pieces: each claim of a sentence has a lane, a line of its
own under the words, so that every run shows all the claims it belongs to.
"""

import itertools
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from factcheck.document import Block, BlockKind, Document, Span
from factcheck.report import Checklist
from factcheck.report.checklist import Entry, Passage
from factcheck.report.wording import one_line, running
from factcheck.review.piles import pile_name, pile_of
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


def set_article(checklist: Checklist, document: Document | None, sentences: Sequence[Span]) -> tuple[Paragraph, ...]:
    """The article's paragraphs. Without the document the sentences are the checklist's own, without runs."""
    loose: dict[int, list[Span]] = {}
    for each in checklist.in_no_claim:
        loose.setdefault(each.sentence, []).append(each.span)
    blocks = _blocks(document)
    paragraphs: dict[int, list[Sentence]] = {}
    for passage in checklist.passages:
        span = sentences[passage.sentence - 1] if document else None
        text = document.text if document else ""
        setting = _sentence(passage, text, span, loose.get(passage.sentence, ()))
        paragraphs.setdefault(passage.paragraph, []).append(setting)
    return tuple(
        Paragraph(number, blocks[number - 1].kind if 0 < number <= len(blocks) else BlockKind.PARAGRAPH, tuple(each))
        for number, each in paragraphs.items()
    )


def _blocks(document: Document | None) -> tuple[Block, ...]:
    if document is None:
        return ()
    starts = [block.span.start for block in document.blocks]
    return tuple(document.blocks[bisect_right(starts, span.start) - 1] for span in document.paragraphs)


def _sentence(passage: Passage, text: str, span: Span | None, loose: Sequence[Span]) -> Sentence:
    if span is None:
        return Sentence(passage.sentence, (Run(passage.text),), passage.entries, bare=not passage.entries)
    pieces = {
        entry.row.claim_id: [
            Span(max(s, span.start), min(e, span.end)) for s, e in entry.spans if span.overlaps(Span(s, e))
        ]
        for entry in passage.entries
    }
    placed = [entry for entry in passage.entries if pieces[entry.row.claim_id]]
    runs = tuple(_runs(text, span, [(entry, pieces[entry.row.claim_id]) for entry in placed], loose))
    missing = tuple(entry for entry in passage.entries if not pieces[entry.row.claim_id])
    return Sentence(passage.sentence, runs, missing, bare=not passage.entries)


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
            text[start:end],
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
    """How paragraphs are to be shown: which claims (None: all), which of them is chosen, and the rest of a link."""

    kept: Collection[str] | None = None
    chosen: str = ""
    tail: str = ""
    links: bool = True


def paragraph_html(paragraph: Paragraph, setting: Setting) -> Markup:
    """The paragraph as HTML, every word of the article escaped."""
    tag = _TAGS.get(paragraph.kind, "p")
    inside = " ".join(_sentence_html(sentence, setting) for sentence in paragraph.sentences)
    return Markup(f'<{tag} class="block {paragraph.kind.value}" id="p{paragraph.number}">{inside}</{tag}>')  # noqa: S704  escaped below


# Built from strings, not with Markup.format, which takes seven times as long: 0.27 s for 3,000 claims (2026-11-23).
# Every value that is not the page's own goes through `escape`.


def _sentence_html(sentence: Sentence, setting: Setting) -> str:
    parts = [_letter(entry, setting) for entry in sentence.missing if _is_kept(entry, setting)]
    if sentence.bare and sentence.number:
        parts.append(_NO_CLAIM)
    parts += [_run_html(run, setting) for run in sentence.runs]
    bare = " bare" if sentence.bare else ""
    return f'<span class="sentence{bare}" id="s{sentence.number}">{"".join(parts)}</span>'


def _run_html(run: Run, setting: Setting) -> str:
    lanes = [(lane, entry) for lane, entry in run.lanes if _is_kept(entry, setting)]
    letters = "".join(_letter(entry, setting) for entry in run.begins if _is_kept(entry, setting))
    words = str(escape(_shown(run.text)))
    if run.loose:
        words = f'<span class="loose" title="in no claim">{words}</span>'
    if not lanes:
        return letters + words
    classes = " ".join(f"l{lane}-{pile_of(entry)}" for lane, entry in lanes)
    chosen = " chosen" if any(entry.row.claim_id == setting.chosen for _, entry in lanes) else ""
    ids = escape(" ".join(entry.row.claim_id for _, entry in lanes))
    depth = max(lane for lane, _ in lanes) + 1
    return f'{letters}<span class="run d{depth} {classes}{chosen}" data-claims="{ids}">{words}</span>'


def _letter(entry: Entry, setting: Setting) -> str:
    row, pile = entry.row, pile_of(entry)
    mark, word = pile_name(entry)
    ref = escape(one_line(row.ref).removeprefix("s") or "+")
    stale = '<span class="aside">, stale</span><span aria-hidden="true">!</span>' if STALE in flags_of(row) else ""
    inside = f'<span class="ref">{ref}</span> <span class="mark" aria-hidden="true">{mark}</span>{stale}'
    inside += f'<span class="aside">, {word}</span>'
    if not setting.links:
        return f'<span class="letter {pile}">{inside}</span>'
    chosen = row.claim_id == setting.chosen
    now = ' aria-current="true"' if chosen else ""
    name, title = escape(row.claim_id), escape(f"{word}: {running(row.claim)}")
    return (
        f'<a class="letter {pile}{" chosen" if chosen else ""}" id="at-{name}" data-claim="{name}" title="{title}"'
        f' href="?claim={escape(quote(row.claim_id))}{escape(setting.tail)}#at-{name}"'
        f"{now}>{inside}</a>"
    )


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
