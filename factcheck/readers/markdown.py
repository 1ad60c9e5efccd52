"""Markdown to a `Document`: the readable text after mark-up, blocks with their source lines, links as spans."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from factcheck.document import Block, BlockKind, Document, Link, Span
from factcheck.readers.assembly import Mark, Piece, assemble, heading_at_top, mark_metadata
from factcheck.readers.headers import Pairs, find_headers, front_matter
from factcheck.readers.references import link_mark, placed_notes, take_references, unplaced_problems
from factcheck.readers.struck import STRUCK, left_out

_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_NUMBERED = re.compile(r"\[\^(\d{1,6})\]")
_INLINE_NOTE = re.compile(r"(?<=\S)\^\[(?P<words>(?!\d)[^\[\]\n]+(?:\n[^\[\]\n]+){0,4})\]")
"""A power such as `2^[3]` is none."""
_LINKED_MARK = re.compile(r"\[?(\d{1,3})\]?")
_LONGEST_MARK = len("[999]")
_WORDS = frozenset(["text", "code_inline", "text_special"])
_STRUCK_TAG = re.compile(rf"<(?P<end>/?)(?:{'|'.join(sorted(STRUCK))})(?:\s[^>]*)?>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(text: str, *, name: str = "") -> Document:
    """The document of a Markdown text. Front matter becomes metadata and is no part of `Document.text`."""
    text = re.sub(r"\r\n?", "\n", text)
    matter, body, skipped = _split_front_matter(text)
    tokens = _parser().parse(_with_inline_notes_apart(body))
    referenced = take_references(tuple(_pieces(tokens, skipped)))
    whole, blocks, links, marks = assemble(referenced.pieces)
    headers = find_headers([block.span.slice(whole) for block in blocks])
    marked = mark_metadata(blocks, headers)
    metadata = matter + tuple(pair for at in sorted(headers) for pair in headers[at])
    return Document(
        text=whole,
        blocks=marked,
        name=name,
        title=_title(whole, marked, metadata),
        links=links,
        notes=placed_notes(marks, referenced.references),
        metadata=metadata,
        problems=(*left_out(_struck(tokens), name), *unplaced_problems(referenced.unplaced)),
    )


def _with_inline_notes_apart(body: str) -> str:
    """The text with the notes that Pandoc lets stand in a sentence, `^[Latvian Radio, 4 May 1994.]`, put at its end."""
    last = max((int(number) for number in _NUMBERED.findall(body)), default=0)
    notes: list[str] = []

    def sign(found: re.Match[str]) -> str:
        notes.append(" ".join(found["words"].split()))
        return f"[^{last + len(notes)}]" + "\n" * found[0].count("\n")

    text = _INLINE_NOTE.sub(sign, body)
    return text + "".join(f"\n\n[^{last + at}]: {words}\n" for at, words in enumerate(notes, start=1))


def _split_front_matter(text: str) -> tuple[Pairs, str, int]:
    """The pairs of the front matter, the rest of the text, and how many lines came before it."""
    found = _FRONT.match(text)
    pairs = front_matter(found["body"].split("\n")) if found else ()
    if found is None or not pairs:
        return (), text, 0
    return pairs, text[found.end() :], found[0].count("\n")


def _title(text: str, blocks: Sequence[Block], metadata: Pairs) -> str:
    return next((value for key, value in metadata if key == "title"), "") or heading_at_top(text, blocks)


def _parser() -> MarkdownIt:
    # Indented text is read as a paragraph, not as code: writers indent paragraphs, and code is never checked.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph"]})
    return parser


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    """A footnote's text `[^1]: ...` as a paragraph of its own; CommonMark would take its address for a link's."""
    if not _NOTE.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    if silent:
        return True
    line = last = start + 1
    while line < end and not _NOTE.match(state.src, state.bMarks[line] + state.tShift[line]):
        # Its further paragraphs stand indented by four columns (Pandoc, PHP Markdown Extra).
        if state.isEmpty(line - 1) and not state.isEmpty(line) and state.sCount[line] < state.blkIndent + 4:
            break
        last = line + 1 if not state.isEmpty(line) else last
        line += 1
    line = last
    state.line = line
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, line, state.blkIndent, False).strip()  # noqa: FBT003 - positional there
    inline.map = [start, line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _pieces(tokens: Sequence[Token], skipped: int) -> Iterator[Piece]:
    """The blocks of the token stream; `skipped` lines stood before it in the file."""
    lists = quotes = heading = cells = number = 0
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1 + skipped
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                lists += token.nesting
            case "list_item_open":
                number = int(token.info or 0)
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "heading_open" | "heading_close":
                heading = int(token.tag[1]) if token.nesting > 0 else 0
            case "th_open" | "td_open" | "th_close" | "td_close":
                cells += token.nesting
            case "fence" | "code_block":
                yield Piece(token.content, BlockKind.CODE, line)
            case "html_block":
                yield from _html_pieces(token.content, line)
            case "inline":
                for piece in _inline_pieces(
                    token, _kind(heading, cells, lists, quotes), line, heading or lists or quotes
                ):
                    yield piece._replace(number=number if piece.kind is BlockKind.LIST_ITEM else 0)


def _kind(heading: int, cells: int, lists: int, quotes: int) -> BlockKind:
    if heading:
        return BlockKind.HEADING
    if cells:
        return BlockKind.CELL
    if lists:
        return BlockKind.LIST_ITEM
    return BlockKind.QUOTE if quotes else BlockKind.PARAGRAPH


def _html_pieces(html: str, line: int) -> Iterator[Piece]:
    from factcheck.readers.webpage import fragment_pieces  # noqa: PLC0415 - BeautifulSoup, where there is HTML only

    for piece in fragment_pieces(html):
        yield piece._replace(line=line + piece.line - 1)


@dataclass(slots=True)
class _Inline:
    """The readable text of one inline token while it is put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Link] = field(default_factory=list)
    open: tuple[int, str] = (0, "")
    images: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def take(self, token: Token) -> None:
        match token.type:
            case "text" | "code_inline" | "text_special":
                self.add(token.content)
            case "softbreak":
                self.add(" ")
            case "hardbreak":
                self.add("\n")
            case "html_inline":
                self.add("\n" if _LINE_BREAK.fullmatch(token.content) else "")
            case "link_open":
                self.open = (self.length, str(token.attrGet("href") or ""))
            case "link_close":
                self.close(*self.open)
            case "image":
                self.images.append(_TAG.sub("", token.content))

    def close(self, start: int, url: str) -> None:
        """The end of a link; one whose words are a number is the mark of a note."""
        words = "".join(self.parts)[start:] if self.length - start <= _LONGEST_MARK else ""
        if url.startswith(("http://", "https://")) and (found := _LINKED_MARK.fullmatch(words)):
            self.parts = ["".join(self.parts)[:start]]
            self.length = start
            self.marks.append(link_mark(start, found[1], url))
        elif url and start < self.length:
            self.links.append(Link(span=Span(start, self.length), url=url))


def _shown(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the words that are struck out; all of them where a tag for it is never closed."""
    steps = [_step(token) for token in tokens]
    depth = 0
    for token, step in zip(tokens, steps, strict=True):
        depth += step
        if not (depth > 0 and sum(steps) == 0 and token.type in _WORDS):
            yield token


def _step(token: Token) -> int:
    """1 where struck-out words begin, -1 where they end, else 0."""
    tag = _STRUCK_TAG.fullmatch(token.content) if token.type == "html_inline" else None
    if tag:
        return -1 if tag["end"] else 1
    return token.nesting if token.type in {"s_open", "s_close"} else 0


def _struck(tokens: Sequence[Token]) -> int:
    """How many characters are struck out."""
    counts = (_letters(token.children or ()) - _letters(tuple(_shown(token.children or ()))) for token in tokens)
    return sum(counts)


def _letters(tokens: Sequence[Token]) -> int:
    return sum(len(token.content) for token in tokens if token.type in _WORDS)


def _inline_pieces(token: Token, kind: BlockKind, line: int, level: int) -> Iterator[Piece]:
    inline = _Inline()
    for child in _shown(token.children or ()):
        inline.take(child)
    yield Piece(
        "".join(inline.parts),
        kind,
        line,
        level if kind is not BlockKind.CELL else 0,
        tuple(inline.links),
        tuple(inline.marks),
    )
    for alternative in inline.images:
        yield Piece(" ".join(alternative.split()), BlockKind.CAPTION, line)
