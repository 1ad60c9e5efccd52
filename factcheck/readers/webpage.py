"""HTML to a `Document`: the article's readable text as a browser shows it, blocks with source lines, links as spans."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from factcheck.document import BlockKind, Document, Link, Span
from factcheck.readers.assembly import Mark, Piece, assemble, mark_metadata
from factcheck.readers.headers import find_headers, reads_as_header
from factcheck.readers.maintext import MainText, find_main_text, parse_page, walk, without_struck
from factcheck.readers.pagemeta import Pairs, attribute, page_metadata
from factcheck.readers.plain import find_structure
from factcheck.readers.raised import raised
from factcheck.readers.references import (
    note_mark,
    placed_notes,
    take_references,
    unplaced_problems,
    without_empty_lists,
)
from factcheck.readers.struck import left_out
from factcheck.readers.webnotes import find_web_notes

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.PARAGRAPH,
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")
"""Soft hyphen, zero-width space, byte order mark: a browser shows nothing for them, and they break words apart."""
_TITLES = ("json-ld:headline", "og:title", "citation_title", "dc.title", "title")


def read_html(html: str, *, name: str = "") -> Document:
    """The document of a web page: its main text only. Nothing is fetched. No blocks where the page shows no text."""
    soup = parse_page(html)
    notes = find_web_notes(soup)
    main = find_main_text(soup)
    shown, struck = without_struck(MainText(main.root, main.leave_out | notes.leave_out))
    pieces = tuple(_pieces(shown, notes.marks))
    referenced = take_references(tuple(without_empty_lists(pieces)) if notes.leave_out else pieces)
    text, blocks, links, marks = assemble(referenced.pieces)
    headers = find_headers([block.span.slice(text) for block in blocks])
    marked = mark_metadata(blocks, headers)
    metadata = page_metadata(soup, _times(soup, main)) + tuple(pair for at in sorted(headers) for pair in headers[at])
    heading = next((block for block in marked if block.kind is BlockKind.HEADING and block.level == 1), None)
    title = " ".join(heading.span.slice(text).split()) if heading else _titled(metadata)
    return Document(
        text=text,
        blocks=marked,
        name=name,
        title=title,
        links=links,
        notes=placed_notes(marks, {**referenced.references, **notes.references}),
        metadata=metadata,
        problems=(*left_out(struck, name), *unplaced_problems((*referenced.unplaced, *notes.unplaced))),
    )


def fragment_pieces(html: str) -> Iterator[Piece]:
    """The blocks of a piece of HTML that stands in another text; lines count from 1 at its beginning."""
    return _pieces(without_struck(MainText(parse_page(html), frozenset()))[0], {})


def _titled(metadata: Pairs) -> str:
    values = dict(reversed(metadata))
    return next((values[key] for key in _TITLES if key in values), "")


def _times(soup: BeautifulSoup, main: MainText) -> list[Tag]:
    """The dated `<time>` elements of the main text; those of the whole page where it has none."""
    for root in (main.root, soup):
        found = [
            node
            for entering, node in walk(root, main.leave_out)
            if entering and isinstance(node, Tag) and node.name == "time" and attribute(node, "datetime")
        ]
        if found:
            return found
    return []


class _Context(NamedTuple):
    """What the text at one place in the tree is."""

    kind: BlockKind
    level: int = 0
    lists: int = 0
    quotes: int = 0
    pre: bool = False
    number: int = 0


def _inner(tag: Tag, outer: _Context, numbers: dict[int, int]) -> _Context:
    """The context inside `tag`; `numbers` holds the last number of each numbered list, by id."""
    name = tag.name
    if name in {"ul", "ol"}:
        return outer._replace(lists=outer.lists + 1)
    if name in _HEADINGS:
        return outer._replace(kind=BlockKind.HEADING, level=_HEADINGS[name])
    if name == "p":
        # Old pages lay out whole articles in table cells: a paragraph there is a paragraph.
        return outer._replace(kind=BlockKind.PARAGRAPH) if outer.kind is BlockKind.CELL else outer
    if name not in _KINDS:
        return outer
    context = outer._replace(kind=_KINDS[name], level=0)
    if name == "li":
        return context._replace(level=max(1, outer.lists), number=_number(tag, numbers))
    if name == "blockquote":
        return context._replace(level=outer.quotes + 1, quotes=outer.quotes + 1)
    if name == "pre":
        code = any(isinstance(child, Tag) and child.name == "code" for child in tag.contents)
        return context._replace(pre=True, kind=BlockKind.CODE if code else BlockKind.PARAGRAPH)
    return context


def _number(item: Tag, last: dict[int, int]) -> int:
    """The number of an item of a numbered list, 0 of any other; `last` is that of the item before it, by list."""
    listed = item.parent
    if listed is None or listed.name != "ol":
        return 0
    given = attribute(item, "value") or ("" if id(listed) in last else attribute(listed, "start"))
    known = int(given) if given.isdecimal() and len(given) <= len("9999") else last.get(id(listed), 0) + 1
    last[id(listed)] = known
    return known


def _pieces(main: MainText, marks: Mapping[int, str]) -> Iterator[Piece]:
    """The blocks of the main text in document order; `marks` are the elements that point to a note, by id."""
    contexts = [_Context(BlockKind.PARAGRAPH)]
    block = _Flow()
    numbers: dict[int, int] = {}
    mark: Tag | None = None
    for entering, node in walk(main.root, main.leave_out):
        if mark is not None or id(node) in marks:
            mark = _through_mark(block, marks, node, mark)
            continue
        if not isinstance(node, Tag):
            block.add(str(node), contexts[-1])
            continue
        if entering:
            block.source_line = node.sourceline or block.source_line
        if node.name in _BLOCKS or (node.name == "br" and entering and block.broken):
            yield from block.close()
        if entering and node.name == "br":
            block.break_line()
        elif node.name == "q":
            block.add("“" if entering else "”", contexts[-1])
        elif node.name == "sup":
            block.raised += 1 if entering else -1
        elif node.name == "a":
            block.link(attribute(node, "href") if entering else "")
        if entering:
            contexts.append(_inner(node, contexts[-1], numbers))
        else:
            contexts.pop()
    yield from block.close()


def _through_mark(block: "_Flow", marks: Mapping[int, str], node: PageElement, mark: Tag | None) -> Tag | None:
    """Keeps the place of a mark that is entered, and none of its words; the mark that is still open, if one is."""
    if mark is None and isinstance(node, Tag):
        block.mark(marks[id(node)])
        return node
    return None if node is mark else mark


class _Flow:
    """The inline text of the block that is open, with white space collapsed as CSS Text 3, section 4.1.1, has it."""

    def __init__(self) -> None:
        self.source_line = 1
        self.broken = False
        self.raised = 0
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self._line = 1
        self._context: _Context | None = None
        self._links: list[Link] = []
        self._marks: list[Mark] = []
        self._open: tuple[int, str] | None = None

    def add(self, raw: str, context: _Context) -> None:
        """More text of the block; its kind is that of its first words."""
        text = _UNSEEN.sub("", raw)
        if not context.pre:
            text = _SPACE.sub(" ", text)
            if self._last in {"", " ", "\n"}:
                text = text.lstrip(" ")
        text = raised(self._last, text) if self.raised else text
        if text and not self._parts:
            self._line = self.source_line
        if self._context is None and text.strip():
            self._context = context
            if not context.pre:
                self._line = self.source_line + raw[: len(raw) - len(raw.lstrip())].count("\n")
        self.source_line += raw.count("\n")
        if text:
            self.broken = self.broken and not text.strip()
            self._put(text)

    def break_line(self) -> None:
        """A `<br>`; a second one right after it ends the block."""
        if self._length:
            self._put("\n")
            self.broken = True

    def link(self, url: str) -> None:
        """The beginning of a link to `url`, or with "" the end of the open one."""
        if self._open is not None:
            start, address = self._open
            self._links.append(Link(span=Span(start, self._length), url=address))
            self._open = None
        if url and not url.lower().startswith("javascript:"):
            self._open = (self._length, url)

    def mark(self, key: str) -> None:
        """The place of a mark that points to the note `key`."""
        self._marks.append(note_mark(self._length, key))

    def close(self) -> Iterator[Piece]:
        """The block, if it holds any text; the next one begins."""
        text = "".join(self._parts)
        if self._open is not None:
            start, url = self._open
            self._links.append(Link(span=Span(start, self._length), url=url))
            self._open = (0, url)
        if self._context is not None:
            kind, level, number = self._context.kind, self._context.level, self._context.number
            whole = Piece(text, kind, self._line, level, self._links_in(text), tuple(self._marks), number=number)
            yield from _cut(whole, self._context)
            self._marks = []
        self._parts, self._length, self._last, self._context = [], 0, "", None
        self._marks = [Mark(0, mark.key) for mark in self._marks]
        self._links, self.broken = [], False

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def _links_in(self, text: str) -> tuple[Link, ...]:
        return tuple(
            Link(span=Span(link.span.end - len(words.lstrip()), link.span.start + len(words.rstrip())), url=link.url)
            for link in self._links
            if (words := link.span.slice(text)).strip()
        )


def _cut(piece: Piece, context: _Context) -> Iterator[Piece]:
    """The piece itself; the paragraphs of preformatted text, whose line breaks and blank lines are the author's."""
    if not context.pre or piece.kind is BlockKind.CODE:
        # A space before a line break is not shown.
        yield piece if " \n" not in piece.text or context.pre else _without_trailing(piece)
        return
    for block in find_structure(piece.text, headers=False).blocks:
        links = tuple(
            Link(span=Span(max(0, link.span.start - block.span.start), link.span.end - block.span.start), url=link.url)
            for link in piece.links
            if block.span.overlaps(link.span)
        )
        marks = tuple(
            Mark(mark.offset - block.span.start, mark.key)
            for mark in piece.marks
            if block.span.start <= mark.offset <= block.span.end
        )
        text = block.span.slice(piece.text)
        # A heading of the page's own is never metadata; here only its shape makes the line one.
        about = block.kind is BlockKind.HEADING and reads_as_header(text)
        kind, level = (BlockKind.PARAGRAPH, 0) if about else (block.kind, block.level)
        yield Piece(text, kind, piece.line + block.line - 1, level, links, marks)


def _without_trailing(piece: Piece) -> Piece:
    """The piece without the spaces that stand before its line breaks, links moved along."""
    gone = [found.start() for found in re.finditer(r" (?=\n)", piece.text)]
    text = piece.text.replace(" \n", "\n")

    def moved(offset: int) -> int:
        return offset - sum(1 for at in gone if at < offset)

    links = tuple(Link(span=Span(moved(link.span.start), moved(link.span.end)), url=link.url) for link in piece.links)
    marks = tuple(Mark(moved(mark.offset), mark.key) for mark in piece.marks)
    return piece._replace(text=text, links=links, marks=marks)
