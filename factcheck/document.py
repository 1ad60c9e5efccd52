"""The article's text and places in it: the one thing every later module points into.

All offsets are half-open ranges of code points of `Document.text`, which is never altered after reading.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of one document's text."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The words the span stands for.

        >>> Span(0, 3).slice("Armenia")
        'Arm'
        """
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def stripped(span: Span, text: str) -> Span:
    """The span without white space at its ends; an empty span where it held nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one.

    >>> joined([Span(4, 6), Span(0, 2), Span(1, 3)])
    (Span(start=0, end=3), Span(start=4, end=6))
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


class BlockKind(StrEnum):
    """What a block of the article is to a reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    METADATA = "metadata"
    """A line about the article ("Publication: ... Issue: 160", a byline), not prose: no claims come from it."""
    CODE = "code"


PROSE = frozenset(BlockKind) - {BlockKind.METADATA, BlockKind.CODE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text between breaks. `line` is the 1-based line of the source it begins on: of its page, where
    the source has pages set for good; `Document.unit` says where paragraphs are counted instead.
    """

    span: Span
    kind: BlockKind
    line: int
    level: int = 0
    """Heading level 1..6, depth of a list item or quote; 0 for a paragraph."""
    page: int = 0
    """1-based page of the source it begins on; 0 where the source has no pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words of the text that carry an address."""

    span: Span
    url: str


class NotePlace(StrEnum):
    """Where in the draft the writer put a note."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterNote:
    """What the writer or a commenter set beside the text: never part of it, never a claim, never proof.

    `span` is what it hangs on: the commented words, or the empty place of a footnote's mark; `text` is the note in one
    line; `author` the commenter's name, "" where the draft does not say; `urls` the addresses in it, in order; `mark`
    what the draft points to it with ("7", "^note"), "" for a comment.
    """

    span: Span
    text: str
    place: NotePlace
    author: str = ""
    urls: tuple[str, ...] = ()
    mark: str = ""

    def sentences(self, sentences: Sequence[Span], text: str) -> range:
        """The indices of the sentences it hangs on; `sentences` are in order and disjoint, `text` is the document's.

        A comment hangs on those its words lie in; an empty place on the sentence that holds or ends at it, or the one
        before it in the same paragraph, else on the one that follows. Empty where there is no sentence.
        """
        first = bisect_left(sentences, self.span.start, key=lambda each: each.end)
        if self.span.start < self.span.end:
            first += first < len(sentences) and sentences[first].end == self.span.start
            return range(first, bisect_left(sentences, self.span.end, lo=first, key=lambda each: each.start))
        if first == len(sentences) or sentences[first].start >= self.span.start:
            between = text[sentences[first - 1].end : self.span.start] if first else "\n"
            first -= "\n" not in between or first == len(sentences)
        return range(first, first + 1) if 0 <= first < len(sentences) else range(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about the user's article or table that they should know; never an exception.

    `code` is a stable word (`encoding-guessed`), `place` a file, line and cell in words ("" where none applies),
    `message` one sentence, `hint` what to do next.
    """

    code: str
    message: str
    place: str = ""
    hint: str = ""


class Unit(StrEnum):
    """What `Block.line` counts: the lines of a text or of a page, or the paragraphs of a file whose lines move."""

    LINE = "line"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as it was read.

    `metadata` holds (key, value) pairs found outside the prose, in order, keys lower case ("publication",
    "volume", "article:published_time", ...); `name` is the file's name, "" for text given as a string;
    `encoding` the codec its bytes were decoded with, "" for text given as a string. `paragraphs` are the spans that
    hold sentences: every block but metadata and code, in order and disjoint.
    """

    text: str
    blocks: tuple[Block, ...]
    name: str = ""
    title: str = ""
    links: tuple[Link, ...] = ()
    notes: tuple[WriterNote, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    problems: tuple[Problem, ...] = ()
    unit: Unit = Unit.LINE
    paragraphs: tuple[Span, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for once a sentence: made once.
        object.__setattr__(self, "paragraphs", tuple(block.span for block in self.blocks if block.kind in PROSE))

    def place(self, offset: int) -> str:
        """Where a place of the text stands in a source of paragraphs or pages: "paragraph 12", "page 3, line 5".

        Paragraph, page and line are those on which its block begins. "" for a text, whose lines an editor shows.
        """
        at = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        block = self.blocks[max(0, at)] if self.blocks else None
        if block is not None and self.unit is Unit.PARAGRAPH:
            return f"paragraph {block.line}"
        return f"page {block.page}, line {block.line}" if block is not None and block.page else ""

    @property
    def sha256(self) -> str:
        """Hex digest of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def meta(self, key: str) -> str:
        """The first metadata value under `key`, "" where there is none."""
        return next((value for k, value in self.metadata if k == key), "")
