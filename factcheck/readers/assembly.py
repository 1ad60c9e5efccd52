"""The text of an article with mark-up, put together from its blocks: one blank line between any two."""

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from factcheck.document import Block, BlockKind, Link, Span
from factcheck.readers.printed_dates import any_date

BREAK = "\n\n"


class Mark(NamedTuple):
    """A place in a piece that something outside the text hangs on: code points of its text, and whose mark it is."""

    offset: int
    key: str


class Piece(NamedTuple):
    """One block before it has a place: `links` and `marks` lie in its own `text`, `line` is 1-based in the source.

    `number` is that of an item of a numbered list, 0 elsewhere.
    """

    text: str
    kind: BlockKind
    line: int
    level: int = 0
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    page: int = 0
    number: int = 0


class Assembled(NamedTuple):
    """The readable text, with its blocks, links and marks as places in it; marks are in the order of the pieces."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    marks: tuple[Mark, ...] = ()


def assemble(pieces: Iterable[Piece]) -> Assembled:
    """The pieces stripped of white space and joined by blank lines; those without any text are left out.

    The marks of a piece without text stand at the end of the one before it.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    marks: list[Mark] = []
    at = 0
    for piece in pieces:
        text = piece.text.strip()
        if not text:
            marks.extend(Mark(at, mark.key) for mark in piece.marks)
            continue
        if texts:
            texts.append(BREAK)
            at += len(BREAK)
        span = Span(at, at + len(text))
        texts.append(text)
        blocks.append(Block(span=span, kind=piece.kind, line=piece.line, level=piece.level, page=piece.page))
        shift = at - (len(piece.text) - len(piece.text.lstrip()))
        for link in piece.links:
            placed = Span(max(span.start, link.span.start + shift), min(span.end, link.span.end + shift))
            if placed.start < placed.end:
                links.append(Link(span=placed, url=link.url))
        marks.extend(Mark(min(span.end, max(span.start, mark.offset + shift)), mark.key) for mark in piece.marks)
        at = span.end
    return Assembled("".join(texts), tuple(blocks), tuple(links), tuple(marks))


def mark_metadata(blocks: Sequence[Block], headers: Container[int]) -> tuple[Block, ...]:
    """The blocks, those whose index is in `headers` turned to metadata; a heading stays one."""
    return tuple(
        Block(span=block.span, kind=BlockKind.METADATA, line=block.line, page=block.page)
        if at in headers and block.kind is BlockKind.PARAGRAPH
        else block
        for at, block in enumerate(blocks)
    )


def heading_at_top(text: str, blocks: Sequence[Block]) -> str:
    """The words of the heading the article begins with, "" where it begins with something else; a date is no title."""
    for block in blocks:
        words = " ".join(block.span.slice(text).split())
        if block.kind is BlockKind.HEADING and not any_date(words):
            return words
        if block.kind not in {BlockKind.METADATA, BlockKind.HEADING}:
            return ""
    return ""
