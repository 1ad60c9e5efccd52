"""Lines to blocks: where a paragraph ends, goes on in the next column or page, and what is a heading or a list."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.document import BlockKind, Link, Span
from factcheck.readers.assembly import Mark, Piece
from factcheck.readers.headers import reads_as_header
from factcheck.readers.pdf.hyphens import Vocabulary, join
from factcheck.readers.pdf.lines import Line
from factcheck.readers.wrapping import ends_sentence, is_bullet

_LARGER = 1.1
"""Parts of the body's size from which on a line is a heading's; 12 points over 11 make 1.09."""
_ANOTHER = 0.07
_LOOSER = 1.25
"""Parts of the usual distance of two lines from which on a paragraph ends between them."""
_INDENT = 0.6
"""Ems by which the first line of a paragraph stands in."""
_PROVEN = 4
"""Lines of a column that show where it ends."""
_FOOT = 5.0
"""Ems above the lowest line of any page up to which a page is full."""
_LONGEST_HEADING = 200
_SHORT = 0.55
"""Part of the column's width under which a line that ends no sentence ends its block all the same, before a capital."""
_LEADERS = re.compile(r"(?:\s?[.·…_]){4,}\s*\d{1,4}$|^(?:[.·_]\s?){4,}$")
_BULLET = re.compile(r"(?:[•‣◦▪●○·⁃]\s*|\N{REPLACEMENT CHARACTER}\s+(?=\w))")
_CAPTION = re.compile(
    r"(?:figure|fig\.?|table|photo(?:graph)?|map|chart|image|exhibit)\s?[\dA-Z]{0,4}(?:\s?[.:—–-]|\s*$)", re.IGNORECASE
)
_LEVELS = 6


class Shape(NamedTuple):
    """What is usual in a file: the body's size, the distance of its lines, where columns end.

    `indented` says whether first lines of paragraphs stand in; `bottom` is the lowest baseline.
    """

    body: float
    leading: dict[int, float]
    edges: dict[int, float]
    indented: bool
    bottom: float

    @classmethod
    def of(cls, columns: Sequence[Sequence[Line]], body: float) -> "Shape":
        """The shape of all columns together."""
        distances: dict[int, Counter[float]] = defaultdict(Counter)
        edges: dict[int, float] = defaultdict(float)
        steps = starts = 0
        for column in columns:
            for line, after in pairwise(column):
                if abs(line.size - after.size) < 1 and line.page == after.page:
                    distances[round(after.size)][round((line.baseline - after.baseline) * 2) / 2] += 1
                    if ends_sentence(line.text) and abs(line.size - body) < 1 and not is_bullet(after.text):
                        starts += 1
                        steps += _INDENT * body < after.left - line.left < 4 * body
            own = [line.right for line in column if abs(line.size - body) <= _ANOTHER * body]
            if len(own) >= _PROVEN:
                left = round(min(line.left for line in column) / 6)
                edges[left] = max(edges[left], *own)
        leading = {size: _usual(found, size) for size, found in distances.items()}
        bottom = min((line.baseline for column in columns for line in column), default=0.0)
        return cls(body, leading, dict(edges), steps > max(1, starts / 8), bottom)

    def edge(self, column: Sequence[Line]) -> float:
        """Where the lines of a column end; of one with few lines, where those below and above it on other pages do."""
        own = [line.right for line in column if abs(line.size - self.body) <= _ANOTHER * self.body]
        if len(own) >= _PROVEN:
            return max(own)
        left = round(min(line.left for line in column) / 6)
        return max(*(line.right for line in column), *(self.edges.get(left + near, 0.0) for near in (-1, 0, 1)))

    def distance(self, size: float) -> float:
        """The usual distance of two lines of that size."""
        return self.leading.get(round(size), 1.25 * size)


def _usual(distances: Counter[float], size: int) -> float:
    """The smallest of the frequent distances: those between paragraphs may be as many."""
    most = max(distances.values())
    return min(
        (distance for distance, number in distances.items() if number >= most / 3 and distance >= 0.8 * size),
        default=1.25 * size,
    )


class Setting(NamedTuple):
    """The lines of one block, the ends of the last one's column, and how many lines of that stand above it."""

    lines: list[Line]
    left: float
    right: float
    row: int


def blocks(columns: Iterable[Sequence[Line]], shape: Shape) -> tuple[tuple[Line, ...], ...]:
    """The lines of each block, in order."""
    found: list[Setting] = []
    for column in columns:
        if not column:
            continue
        left = min(line.left for line in column)
        right = shape.edge(column)
        for at, line in enumerate(column):
            if found and _goes_on(found[-1], line, shape, same_column=at > 0):
                found[-1] = Setting([*found[-1].lines, line], left, right, at)
            else:
                found.append(Setting([line], left, right, at))
    return tuple(tuple(setting.lines) for setting in found)


def _goes_on(before: Setting, line: Line, shape: Shape, *, same_column: bool) -> bool:
    """True where the line belongs to the block before it."""
    last, first = before.lines[-1], before.lines[0]
    if abs(line.size - last.size) > _ANOTHER * last.size or line.bold != last.bold:
        return False
    if line.cuts or last.cuts or _is_of_contents(last.text) or _is_of_contents(line.text):
        return False
    ended = ends_sentence(last.text)
    item = is_bullet(first.text) or bool(_BULLET.match(first.text))
    if _begins_item(line, ended=ended, in_list=item):
        return False
    if not same_column and not _is_headline(last, line, shape):
        return _goes_over(before, line, shape, ended=ended)
    em = line.size
    if last.baseline - line.baseline > _LOOSER * shape.distance(em):
        return False
    hangs = len(before.lines) > 1 and last.left > first.left + _INDENT * em
    if hangs and line.left <= first.left + _INDENT * em / 2:
        return not ended
    if line.left > last.left + _INDENT * em and ended and not (item and len(before.lines) == 1):
        return False
    room = before.right - last.right - line.head
    if ended and room > em:
        return False
    if last is first and not line.text[:1].islower() and reads_as_header(last.text):
        # A byline; what follows it would have to stand right below, and fill its line.
        return before.right - last.right <= em and line.left <= before.left + _INDENT * em
    short = last.right - before.left < _SHORT * (before.right - before.left)
    return ended or not (short and room > em and not line.text[:1].islower() and not last.text.endswith(("-", ",")))


def _is_headline(last: Line, line: Line, shape: Shape) -> bool:
    """True for a line right below another of a headline: a short one stops before the gutter that the first crosses."""
    below = last.baseline - line.baseline
    beside = abs(line.left - last.left) <= line.size and 0 < below <= _LOOSER * shape.distance(line.size)
    return line.page == last.page and beside and line.size >= _LARGER * shape.body


def _is_of_contents(text: str) -> bool:
    """True for a line of a table of contents: dots that lead to the number of a page."""
    return (text[-1:].isdigit() or not text[0].isalnum()) and _LEADERS.search(text) is not None


def _begins_item(line: Line, *, ended: bool, in_list: bool) -> bool:
    if _BULLET.match(line.text):
        return True
    return is_bullet(line.text) and (ended or in_list)


def _goes_over(before: Setting, line: Line, shape: Shape, *, ended: bool) -> bool:
    """True where a paragraph goes on in the next column or on the next page.

    After a full stop, where first lines stand in, an unindented one goes on; elsewhere a last line that the next word
    would not have fitted on. A heading never does.
    """
    last = before.lines[-1]
    if abs(line.size - shape.body) > _ANOTHER * shape.body and line.size > shape.body:
        return False
    if not ended:
        return True
    if before.row < _PROVEN or (last.page != line.page and last.baseline > shape.bottom + _FOOT * shape.body):
        # A page that ends above its foot was ended by hand.
        return False
    full = before.right - last.right - line.head <= line.size
    return full and not (shape.indented and _stands_in(before, shape))


def _stands_in(before: Setting, shape: Shape) -> bool:
    return len(before.lines) == 1 and before.lines[0].left > before.left + _INDENT * shape.body


def pieces(groups: Sequence[Sequence[Line]], shape: Shape, vocabulary: Vocabulary) -> Iterator[Piece]:
    """The blocks as text; keys of marks are "PAGE:LABEL"."""
    bold = _is_bold(groups)
    headings = {at: _style(group) for at, group in enumerate(groups) if _is_heading(group, shape, bold_body=bold)}
    looks = sorted(set(headings.values()), reverse=True)
    for at, group in enumerate(groups):
        bare = _bare(group, vocabulary)
        kind, level = _kind(
            group, bare.text, shape, min(_LEVELS, looks.index(headings[at]) + 1) if at in headings else 0
        )
        table = (
            len(group) == 1
            and group[0].cuts
            and any(
                len(near) == 1 and near[0].cuts for near in (*groups[max(0, at - 1) : at], *groups[at + 1 : at + 2])
            )
        )
        if table:
            yield from _cells(group[0], bare)
        else:
            yield _unbulleted(bare._replace(kind=kind, level=level))


def _unbulleted(piece: Piece) -> Piece:
    """The piece without the sign it begins with: it is drawn, not written, in most programs."""
    found = _BULLET.match(piece.text) if piece.kind is BlockKind.LIST_ITEM else None
    if found is None or found.end() == len(piece.text):
        return piece
    gone = found.end()
    links = tuple(
        Link(span=Span(max(0, link.span.start - gone), link.span.end - gone), url=link.url)
        for link in piece.links
        if link.span.end > gone
    )
    marks = tuple(Mark(max(0, mark.offset - gone), mark.key) for mark in piece.marks)
    return piece._replace(text=piece.text[gone:], links=links, marks=marks)


def _style(group: Sequence[Line]) -> tuple[float, bool]:
    return round(group[0].size * 2) / 2, group[0].bold


def _bare(group: Sequence[Line], vocabulary: Vocabulary) -> Piece:
    """The block's text: its lines joined, hyphens at their ends taken out or kept; places moved along."""
    text = ""
    links: list[Link] = []
    marks: list[Mark] = []
    for line in group:
        if text:
            kept, between = join(text, line.text, vocabulary)
            text = kept + between
        shift = len(text)
        links += [Link(span=Span(link.span.start + shift, link.span.end + shift), url=link.url) for link in line.links]
        marks += [Mark(mark.at + shift, f"{line.page}:{mark.label}") for mark in line.marks]
        text += line.text
    first = group[0]
    return Piece(text, BlockKind.PARAGRAPH, first.number, 0, tuple(links), tuple(marks), first.page)


def _kind(group: Sequence[Line], text: str, shape: Shape, level: int) -> tuple[BlockKind, int]:
    if _is_of_contents(text):
        # A line of a table of contents is about the article.
        return BlockKind.METADATA, 0
    if level:
        return BlockKind.HEADING, level
    if _BULLET.match(text) or is_bullet(text):
        return BlockKind.LIST_ITEM, 1
    if group[0].size < shape.body and _CAPTION.match(text):
        return BlockKind.CAPTION, 0
    return BlockKind.PARAGRAPH, 0


def _is_heading(group: Sequence[Line], shape: Shape, *, bold_body: bool) -> bool:
    text = " ".join(line.text for line in group)
    if len(text) > _LONGEST_HEADING or not any(letter.isalpha() for letter in text) or group[0].cuts:
        return False
    sentence = text.rstrip("”\"’')").endswith((".", ":", ";", ","))
    if group[0].size >= _LARGER * shape.body:
        # A standfirst is larger than the body, too, and ends in a full stop.
        return not sentence or (len(group) == 1 and group[0].size >= 1.4 * shape.body)
    bold = group[0].bold and not bold_body and group[0].size > 0.9 * shape.body
    return bold and len(group) <= 3 and not sentence and not text[0].islower()  # noqa: PLR2004 - lines of a heading


def _is_bold(groups: Sequence[Sequence[Line]]) -> bool:
    """True where most of the text is bold."""
    weight: Counter[bool] = Counter()
    for group in groups:
        for line in group:
            weight[line.bold] += len(line.text)
    return weight[True] > weight[False]


def _cells(line: Line, bare: Piece) -> Iterator[Piece]:
    ends = (*(cut.at for cut in line.cuts), len(line.text))
    start = 0
    for end in ends:
        text = line.text[start:end]
        links = tuple(
            Link(span=Span(max(0, link.span.start - start), min(link.span.end, end) - start), url=link.url)
            for link in bare.links
            if link.span.start < end and link.span.end > start
        )
        marks = tuple(Mark(mark.offset - start, mark.key) for mark in bare.marks if start <= mark.offset <= end)
        yield Piece(text, BlockKind.CELL, line.number, 0, links, marks, line.page)
        start = end
