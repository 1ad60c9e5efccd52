"""Plain text to a `Document`: the text stays exactly as it came, blocks are spans of it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.document import Block, BlockKind, Document, Span
from factcheck.readers.assembly import heading_at_top
from factcheck.readers.headers import Pairs, find_headers, front_matter
from factcheck.readers.wrapping import Line, chunks, continues, ends_sentence, is_bullet, split_lines, wrap_width

_RULE = re.compile(r"[-=_*~#]{3,}|(?:[*~#=_–—-]\s+){2,}[*~#=_–—-]")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
LONGEST_HEADING = 120
"""Characters a heading may have; the longest headline in the evaluation texts has 97."""


class Structure(NamedTuple):
    """What a plain text is made of: its blocks in order, and the pairs found in those that are metadata."""

    blocks: tuple[Block, ...]
    metadata: Pairs


def read_plain(text: str, *, name: str = "") -> Document:
    """The document of a plain text; never fails, never alters the text."""
    structure = find_structure(text)
    return Document(
        text=text, blocks=structure.blocks, name=name, title=find_title(text, structure), metadata=structure.metadata
    )


def find_structure(text: str, *, headers: bool = True) -> Structure:
    """The blocks of a plain text. They are disjoint, in order, and every character but white space lies in one.

    `headers` says whether lines at its top and bottom may be metadata.
    """
    lines = split_lines(text)
    matter = _front_matter_end(lines) if headers else 0
    blocks: list[Block] = []
    metadata: list[tuple[str, str]] = []
    if matter:
        blocks.append(_block((lines[0], lines[matter - 1]), BlockKind.METADATA))
        metadata.extend(
            front_matter(line.text if not line.indent else f"  {line.text}" for line in lines[1 : matter - 1])
        )
    body = lines[matter:]
    found = find_headers([line.text for line in body]) if headers else {}
    about = {body[at].number for at in found}
    for group in _groups(body, about):
        if group[0].number in about:
            blocks.append(_block(group, BlockKind.METADATA))
        else:
            last = group[-1] is body[-1]
            blocks.append(
                _block(
                    group, _kind(group, alone=len(body) == len(about) + len(group), last=last), first=not _prose(blocks)
                )
            )
    for at in sorted(found):
        metadata.extend(found[at])
    return Structure(_with_title(blocks, about), tuple(metadata))


def _with_title(blocks: Sequence[Block], about: set[int]) -> tuple[Block, ...]:
    """The blocks; a short first one right above a header line ("Who closed it?", then "By Jane Doe") is the title."""
    if len(blocks) < 3 or blocks[1].line not in about:  # noqa: PLR2004 - title, header, text
        return tuple(blocks)
    first = blocks[0]
    if first.kind is not BlockKind.PARAGRAPH or first.span.end - first.span.start > LONGEST_HEADING:
        return tuple(blocks)
    return (Block(span=first.span, kind=BlockKind.HEADING, line=first.line, level=1), *blocks[1:])


def find_title(text: str, structure: Structure) -> str:
    """The title the metadata give, else the heading the article begins with, else ""."""
    for key, value in structure.metadata:
        if key == "title":
            return value
    return heading_at_top(text, structure.blocks)


def _prose(blocks: Sequence[Block]) -> bool:
    return any(block.kind is not BlockKind.METADATA for block in blocks)


def _front_matter_end(lines: Sequence[Line]) -> int:
    """How many lines a front matter takes, its two fences counted; 0 where there is none."""
    if not lines or lines[0].text not in _FENCES or lines[0].number != 1:
        return 0
    closing = _FENCES[lines[0].text]
    for at, line in enumerate(lines[1:60], start=1):
        if line.text in closing:
            return at + 1 if at > 1 and front_matter([lines[1].text]) else 0
    return 0


def _groups(lines: Sequence[Line], about: set[int]) -> Iterator[Sequence[Line]]:
    """The lines of each block."""
    whole = wrap_width(lines)
    for chunk in chunks(lines):
        width = (wrap_width(chunk) if len(chunk) > 3 else 0) or whole  # noqa: PLR2004 - fewer lines prove nothing
        start = 0
        for at in range(1, len(chunk)):
            if not _joined(chunk[at - 1], chunk[at], width, about):
                yield chunk[start:at]
                start = at
        yield chunk[start:]


def _joined(line: Line, after: Line, width: int, about: set[int]) -> bool:
    if line.number in about or after.number in about or _is_rule(line) or _is_rule(after):
        return False
    if line.text[0] == ">" or after.text[0] == ">":
        return line.text[0] == after.text[0]
    return continues(line, after, width)


def _is_rule(line: Line) -> bool:
    return _RULE.fullmatch(line.text) is not None


def _kind(group: Sequence[Line], *, alone: bool, last: bool) -> BlockKind:
    first = group[0]
    if _is_rule(first):
        # A line of dashes is no prose, and no kind of its own is worth having for it.
        return BlockKind.METADATA
    if first.text[0] == ">":
        return BlockKind.QUOTE
    if is_bullet(first.text):
        return BlockKind.LIST_ITEM
    if len(group) == 1 and not alone and not last and is_heading(first.text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def is_heading(line: str) -> bool:
    """True where a line that stands alone reads like a heading: short, and without the mark that ends a sentence."""
    if len(line) > LONGEST_HEADING or not any(char.isalnum() for char in line):
        return False
    if line.isupper() and len(line.split()) <= 10:  # noqa: PLR2004 - "FULL TEXT." stands over a text, a sentence is longer
        return True
    return not ends_sentence(line) and not line.endswith((",", "-", "–", "—", "_")) and not line[0].islower()


def _block(group: Sequence[Line], kind: BlockKind, *, first: bool = False) -> Block:
    level = 0
    if kind is BlockKind.HEADING:
        level = 1 if first else 2
    elif kind is BlockKind.LIST_ITEM:
        level = 1 + min(group[0].indent // 2, 5)
    elif kind is BlockKind.QUOTE:
        level = 1
    return Block(span=Span(group[0].start, group[-1].end), kind=kind, line=group[0].number, level=level)
