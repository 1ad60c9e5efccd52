"""A page's text cut into passages: sentences, short ones together; lines where the page is a list."""

import re
from collections.abc import Iterator, Sequence

from factcheck.document import Span, stripped
from factcheck.sentences import split

SHORT = 25
"""Code points. A shorter sentence goes with the one before it in its paragraph: "He agreed." bears on nothing alone."""
LONG = 600
"""Code points of the longest passage; text without full stops, such as a menu, is cut where a word ends."""
SHORT_LINE = 0.6
"""A line shorter than this share of the longest of its block ends a paragraph: the block was not wrapped there."""
LIST_LINE = 45
"""Code points. A block whose lines are all shorter is a list, but for lines that go on with a small letter."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?=\n)")
_LINE = re.compile(r"[^\n]+")
_FIRST = re.compile(r"\s*(\S)")
_ITEM = re.compile(r"[^\S\n]*(?:[-*•–—#>|]|\d{1,3}[.)])\s")


def split_passages(page: str) -> tuple[Span, ...]:
    r"""The passages of a page's text in order: disjoint, not empty, no white space at their ends; no word is left out.

    >>> page = "Talks held\n\nMinisters met in Astana. They signed\na treaty of forty pages. No one asked."
    >>> [span.slice(page) for span in split_passages(page)][1:]
    ['Ministers met in Astana. They signed\na treaty of forty pages. No one asked.']
    """
    return tuple(
        part
        for paragraph in _paragraphs(page)
        for passage in _together(split(page, paragraph))
        for part in _bounded(passage, page)
    )


def _paragraphs(page: str) -> Iterator[Span]:
    ends = [blank.start() for blank in _BLANK_LINES.finditer(page)]
    for block in map(Span, [0, *ends], [*ends, len(page)]):
        lines = [Span(*line.span()) for line in _LINE.finditer(page, *block) if line[0].strip()]
        if not lines:
            continue
        longest = max(line.end - line.start for line in lines)
        start = lines[0].start
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            wrapped = longest >= LIST_LINE and line.end - line.start >= SHORT_LINE * longest
            goes_on = after is not None and (wrapped or _begins_small(page, after))
            if after is None or not goes_on or _ITEM.match(page, after.start):
                yield stripped(Span(start, line.end), page)
                start = after.start if after else line.end


def _begins_small(page: str, line: Span) -> bool:
    first = _FIRST.match(page, line.start)
    return first is not None and first[1].islower()


def _together(sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences of a paragraph, each short one joined to its neighbour."""
    waiting: Span | None = None
    for sentence in sentences:
        short = sentence.end - sentence.start < SHORT
        if waiting is not None and (short or waiting.end - waiting.start < SHORT):
            waiting = Span(waiting.start, sentence.end)
        else:
            if waiting is not None:
                yield waiting
            waiting = sentence
    if waiting is not None:
        yield waiting


def _bounded(passage: Span, page: str) -> Iterator[Span]:
    """The passage in parts no longer than LONG, cut at white space where there is any."""
    start = passage.start
    while passage.end - start > LONG:
        limit = start + LONG
        cut = max(page.rfind(" ", start + 1, limit), page.rfind("\n", start + 1, limit))
        cut = cut if cut > start else limit
        yield stripped(Span(start, cut), page)
        start = cut
        while page[start].isspace():
            start += 1
    yield Span(start, passage.end)
