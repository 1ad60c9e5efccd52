"""The paragraphs of a part of a Word file in order, tracked changes read as accepted.

Section numbers are those of ECMA-376, part 1.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.document import BlockKind, Link, Span
from factcheck.readers.assembly import Mark, Piece
from factcheck.readers.docx_styles import Shape, Styles
from factcheck.readers.package import R, Relation, W, children, field_address, is_on
from factcheck.readers.raised import raised

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_APART = re.compile(r"\n[ \t]*\n\s*")
"""Two line breaks one after the other: writers make paragraphs of them, as in a web page."""
_PRIVATE = range(0xF000, 0xF100)
"""Where symbol fonts keep their signs (17.3.3.30); in a font of letters the same number without F000 is meant."""
_SIGNS = ("symbol", "wingdings", "webdings", "dingbats")
_TRANSPARENT = ("smartTag", "sdtContent", "sdt", "customXml", "dir", "bdo", "tc", "rubyBase", "ruby")
_EVEN_HIDDEN = (f"{W}fldChar", f"{W}instrText", f"{W}footnoteReference", f"{W}endnoteReference", f"{W}commentReference")
"""What is read of a hidden run: a field begun there goes on after it, and notes keep their place."""


@dataclass(slots=True)
class _Field:
    """An open field (17.16.18): its instruction is read first, then its result is shown."""

    instruction: list[str] = field(default_factory=list)
    shown: bool = False
    start: int = 0
    url: str = ""


class Body:
    """The pieces of a part, and what was counted on the way.

    Marks in the pieces are named `start:ID` and `end:ID` for comments, `comment:ID`, `footnote:ID` and `endnote:ID` for
    the signs themselves.
    """

    def __init__(self, styles: Styles, relations: Mapping[str, Relation]) -> None:
        self.pieces: list[Piece] = []
        self.counts: Counter[str] = Counter()
        """How many of `inserted`, `deleted`, `moved`, `hidden` (characters), `embedded`."""
        self._styles = styles
        self._relations = relations
        self._page = 1
        self._paged = False
        self._line = 0
        self._cells = 0
        self._boxes: list[Any] = []
        self._fields: list[_Field] = []
        self._begin()
        self._raised = False
        self._on: dict[Any, Callable[[Any], None]] = self._dispatch()

    def read(self, element: Any) -> tuple[Piece, ...]:  # noqa: ANN401 - lxml ships no types
        """The pieces of everything in `element`, in order; page numbers only where the file says where pages end."""
        self._walk(element)
        if self._text or self._marks:
            self._flush()
        return tuple(piece if self._paged else piece._replace(page=0) for piece in self.pieces)

    def _dispatch(self) -> dict[Any, Callable[[Any], None]]:
        on: dict[Any, Callable[[Any], None]] = {f"{W}{name}": self._walk for name in _TRANSPARENT}
        on |= {
            f"{W}p": self._paragraph,
            f"{W}tbl": self._table,
            f"{W}tr": self._row,
            f"{W}r": self._run,
            f"{W}hyperlink": self._hyperlink,
            f"{W}ins": lambda e: self._kept(e, "inserted"),
            f"{W}moveTo": lambda e: self._kept(e, "moved"),
            f"{W}del": lambda e: self._left_out(e, "deleted"),
            f"{W}moveFrom": lambda e: self._left_out(e, "moved from"),
            f"{W}fldSimple": self._simple_field,
            f"{W}commentRangeStart": lambda e: self._mark(f"start:{e.get(f'{W}id')}"),
            f"{W}commentRangeEnd": lambda e: self._mark(f"end:{e.get(f'{W}id')}"),
            f"{W}altChunk": lambda _: self.counts.update(["embedded"]),
            f"{MC}AlternateContent": self._alternatives,
            f"{M}oMath": self._formula,
            f"{M}oMathPara": self._formula,
        }
        return on | {
            f"{W}t": lambda e: self._add(e.text or ""),
            f"{W}tab": lambda _: self._add("\t"),
            f"{W}ptab": lambda _: self._add("\t"),
            f"{W}br": lambda _: self._add("\n"),
            f"{W}cr": lambda _: self._add("\n"),
            f"{W}noBreakHyphen": lambda _: self._add("-"),
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field_sign,
            f"{W}instrText": self._instruction,
            f"{W}footnoteReference": lambda e: self._mark(f"footnote:{e.get(f'{W}id')}"),
            f"{W}endnoteReference": lambda e: self._mark(f"endnote:{e.get(f'{W}id')}"),
            f"{W}commentReference": lambda e: self._mark(f"comment:{e.get(f'{W}id')}"),
            f"{W}drawing": self._box,
            f"{W}pict": self._box,
            f"{W}object": self._box,
            f"{W}lastRenderedPageBreak": self._page_break,
        }

    def _walk(self, element: Any) -> None:  # noqa: ANN401
        for child in element:
            act = self._on.get(child.tag)
            if act is not None:
                act(child)

    def _begin(self) -> None:
        """An empty paragraph buffer; what is open over its end goes on in the next."""
        self._text: list[str] = []
        self._length = 0
        self._links: list[Link] = []
        self._marks: list[Mark] = []
        self._shape = Shape(BlockKind.PARAGRAPH)
        self._started = self._page
        for each in self._fields:
            each.start = 0

    def _paragraph(self, paragraph: Any) -> None:  # noqa: ANN401
        properties = paragraph.find(f"{W}pPr")
        if not self._text:
            self._started = self._page
        self._shape = self._styles.shape(properties)
        self._walk(paragraph)
        if not _mark_deleted(properties):
            self._flush()

    def _flush(self) -> None:
        # The instruction of a field never runs over a paragraph's end; one that is never closed must not hide the rest.
        self._fields = [each for each in self._fields if each.shown]
        for each in self._fields:
            self._link(each.start, each.url)
        text = "".join(self._text)
        kind, level, _ = self._shape
        if self._cells and kind is not BlockKind.METADATA:
            kind, level = BlockKind.CELL, 0
        self._line += bool(text.strip())
        whole = Piece(text, kind, self._line, level, tuple(self._links), tuple(self._marks), self._started)
        self.pieces.extend(_cut(whole))
        boxes, self._boxes = self._boxes, []
        self._begin()
        for box in boxes:
            self._walk(box)

    def _table(self, table: Any) -> None:  # noqa: ANN401
        # A table of one cell is a frame around text.
        cells = sum(1 for _ in children(table, "tr", "tc"))
        self._cells += cells > 1
        self._walk(table)
        self._cells -= cells > 1

    def _row(self, row: Any) -> None:  # noqa: ANN401
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            self.counts["deleted"] += 1
        else:
            self._walk(row)

    def _kept(self, element: Any, what: str) -> None:  # noqa: ANN401
        self.counts[what] += 1
        self._walk(element)

    def _left_out(self, element: Any, what: str) -> None:  # noqa: ANN401
        """A deletion: nothing of it is read, but for the ends of comments that lie in it."""
        self.counts[what] += 1
        for each in element.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            self._on[each.tag](each)

    def _alternatives(self, element: Any) -> None:  # noqa: ANN401
        """The first of several ways of writing the same thing (part 3, section 9.3): the others repeat it."""
        found = element.find(f"{MC}Choice")
        found = found if found is not None else element.find(f"{MC}Fallback")
        if found is not None:
            self._walk(found)

    def _formula(self, element: Any) -> None:  # noqa: ANN401
        self._add("".join(each.text or "" for each in element.iter(f"{M}t")))

    def _run(self, run: Any) -> None:  # noqa: ANN401
        look = run.find(f"{W}rPr")
        vanish = style = None
        if look is not None:
            vanish, style = look.find(f"{W}vanish"), look.find(f"{W}rStyle")
        if vanish is not None:
            hidden = is_on(vanish)
        elif style is not None and self._styles.hides(style.get(f"{W}val", "")):
            hidden = True
        else:
            hidden = self._shape.hidden
        if hidden:
            self.counts["hidden"] += sum(len(each.text or "") for each in run.iterchildren(f"{W}t"))
        struck = look is not None and any(is_on(each) for each in look.iterchildren(f"{W}strike", f"{W}dstrike"))
        if struck and not hidden:
            self.counts["struck"] += sum(len(each.text or "") for each in run.iterchildren(f"{W}t"))
        if hidden or struck:
            for child in run.iterchildren(*_EVEN_HIDDEN):
                self._on[child.tag](child)
            return
        # A note with a sign of its own: what follows in the run is that sign (17.11.7).
        custom = any(
            is_on(each) and each.get(f"{W}customMarkFollows", "0") not in {"0", "false", "off"}
            for each in run.iterchildren(f"{W}footnoteReference", f"{W}endnoteReference")
        )
        stands = look.find(f"{W}vertAlign") if look is not None else None
        self._raised = stands is not None and stands.get(f"{W}val") == "superscript"
        for child in run:
            act = self._on.get(child.tag)
            if act is not None and not (custom and child.tag in {f"{W}t", f"{W}sym"}):
                act(child)
        self._raised = False

    def _hyperlink(self, element: Any) -> None:  # noqa: ANN401
        start = self._length
        relation = self._relations.get(element.get(f"{R}id", ""))
        self._walk(element)
        self._link(start, relation.target if relation and relation.outside else "")

    def _simple_field(self, element: Any) -> None:  # noqa: ANN401
        start = self._length
        self._walk(element)
        self._link(start, field_address(element.get(f"{W}instr", "")))

    def _link(self, start: int, url: str) -> None:
        if url and start < self._length:
            self._links.append(Link(span=Span(start, self._length), url=url))

    def _field_sign(self, sign: Any) -> None:  # noqa: ANN401
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            open_ = self._fields[-1]
            open_.shown, open_.start, open_.url = True, self._length, field_address("".join(open_.instruction))
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            self._link(closed.start, closed.url if closed.shown else "")

    def _instruction(self, element: Any) -> None:  # noqa: ANN401
        if self._fields and not self._fields[-1].shown:
            self._fields[-1].instruction.append(element.text or "")

    def _symbol(self, element: Any) -> None:  # noqa: ANN401
        code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "").lower()
        if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
            return
        number = int(code, 16)
        if number in _PRIVATE and not any(sign in font for sign in _SIGNS):
            number -= _PRIVATE.start
        if number not in _PRIVATE and (char := chr(number) if number < 0x110000 else "").isprintable():  # noqa: PLR2004
            self._add(char)

    def _box(self, element: Any) -> None:  # noqa: ANN401
        """The text boxes in a drawing: they are read after the paragraph they are anchored in."""
        box = f"{W}txbxContent"
        within = {id(each) for outer in element.iter(box) for each in outer.iterdescendants(box)}
        self._boxes.extend(each for each in element.iter(box) if id(each) not in within)

    def _page_break(self, _: Any) -> None:  # noqa: ANN401
        self._page += 1
        self._paged = True
        if not self._text:
            self._started = self._page

    def _mark(self, key: str) -> None:
        self._marks.append(Mark(self._length, key))

    def _add(self, text: str) -> None:
        if text and all(each.shown for each in self._fields):
            text = raised(self._text[-1] if self._text else "", text) if self._raised else text
            self._text.append(text)
            self._length += len(text)


def _mark_deleted(properties: Any) -> bool:  # noqa: ANN401 - a w:pPr or None
    """True where the end of the paragraph is deleted or moved away: it runs on into the next (17.13.5.15)."""
    look = properties.find(f"{W}rPr") if properties is not None else None
    return look is not None and (look.find(f"{W}del") is not None or look.find(f"{W}moveFrom") is not None)


def _cut(piece: Piece) -> Iterator[Piece]:
    """The piece itself, or the paragraphs in it that two line breaks make."""
    start = 0
    for end, after in (*(found.span() for found in _APART.finditer(piece.text)), (len(piece.text), len(piece.text))):
        span = Span(start, end)
        yield piece._replace(
            text=span.slice(piece.text),
            links=tuple(_within(link, span) for link in piece.links if link.span.overlaps(span)),
            marks=tuple(
                Mark(min(mark.offset, end) - start, mark.key)
                for mark in piece.marks
                if start <= mark.offset and (mark.offset < after or after == len(piece.text))
            ),
        )
        start = after
        if after == len(piece.text):
            return


def _within(link: Link, span: Span) -> Link:
    return Link(
        span=Span(max(link.span.start, span.start) - span.start, min(link.span.end, span.end) - span.start),
        url=link.url,
    )
