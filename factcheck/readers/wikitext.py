"""An article's wikitext, as an editor copies it: readable text, `<ref>` notes on their place.

Templates and tables of data are not expanded: what stands in the middle of a sentence is shown where it is plain what
it shows, the rest is left out and counted.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.document import BlockKind, Document, Link, Problem, Span
from factcheck.readers.assembly import Mark, Piece, assemble, heading_at_top, mark_metadata
from factcheck.readers.headers import find_headers
from factcheck.readers.references import Reference, note_mark, placed_notes, without_empty_lists

_REF = re.compile(
    r"<ref(?P<named>[^<>/]{0,200}(?:/(?!>)[^<>/]{0,200})*)(?:/>|>(?P<body>[^<]*+(?:<(?!/?ref\b)[^<]*+)*+)</ref\s*>)",
    re.IGNORECASE,
)
_NAME = re.compile(r"name\s*=\s*[\"']?(?P<name>[^\"'>/]+)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{([^{}]{0,20000})\}\}")
_PICTURE = re.compile(r"\[\[(?:File|Image|Category):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]", re.IGNORECASE)
_INNER = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_OUTER = re.compile(r"\[(?P<url>https?://[^\s\]]+)(?:\s+(?P<words>[^\]]*))?\]")
_BOLD = re.compile(r"'{2,5}")
_TAG = re.compile(r"<[^<>]{0,500}>")
_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*")
_SIGN = re.compile("\ue000(\\d+)\ue001")
"""A note's mark while the markup around it is read: characters of the private use area, which no article holds."""
_LINE = "\ue002"
"""A line end of something that was taken out: the lines after it keep their numbers."""
_DEEPEST = 40
_CITED = (
    "work",
    "newspaper",
    "website",
    "journal",
    "agency",
    "publisher",
    "date",
    "year",
)
_FIRST = frozenset(
    ["nowrap", "nobr", "small", "big", "em", "strong", "abbr", "circa", "c.", "ill", "interlanguage link", "val"]
)
"""Templates that show the first of their words."""
_DAYS = frozenset(["start date", "start date and age", "end date", "birth date", "birth date and age", "as of"])
"""Templates that show a day given as year, month, day."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = frozenset(f"{number:0{width}}" for number in range(1, 13) for width in (1, 2))


class _Noted(NamedTuple):
    text: str
    references: dict[str, Reference]


def read_wikitext(text: str, *, name: str = "") -> Document:
    """The document of a text in MediaWiki's markup; lists of references and templates are no part of it."""
    source = re.sub("[\ue000-\ue002]", "", text.replace("\r\n", "\n"))
    noted = _take_refs(_COMMENT.sub(_line_ends, source))
    plain, templates = _without_templates(noted.text)
    prose, tables = _without_tables(plain)
    whole, blocks, links, marks = assemble(without_empty_lists(tuple(_pieces(_PICTURE.sub(_line_ends, prose)))))
    headers = find_headers([block.span.slice(whole) for block in blocks])
    marked = mark_metadata(blocks, headers)
    return Document(
        text=whole,
        blocks=marked,
        name=name,
        title=heading_at_top(whole, marked),
        links=links,
        notes=placed_notes(marks, noted.references),
        metadata=tuple(pair for at in sorted(headers) for pair in headers[at]),
        problems=tuple(_left_out(templates, tables)),
    )


def _line_ends(found: re.Match[str]) -> str:
    return _LINE * found[0].count("\n")


def _left_out(templates: int, tables: int) -> Iterator[Problem]:
    said = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in ((templates, "template"), (tables, "table")) if n]
    if said:
        hint = "To have them read, save the page from the browser as HTML and give that file."
        yield Problem(code="left-out", message=f"left out: {' and '.join(said)}", hint=hint)


def _take_refs(text: str) -> _Noted:
    """The text with a sign in the place of each `<ref>`, and the notes by the sign's number."""
    numbers: dict[str, str] = {}
    references: dict[str, Reference] = {}

    def sign(found: re.Match[str]) -> str:
        named = _NAME.search(found["named"] or "")
        name = named["name"].strip() if named else ""
        number = numbers.setdefault(name, str(len(numbers) + 1)) if name else str(len(numbers) + 1)
        numbers.setdefault(name or f"\n{number}", number)
        if found["body"] and number not in references:
            references[number] = _reference(number, found["body"])
        return f"\ue000{number}\ue001{_line_ends(found)}"

    return _Noted(_REF.sub(sign, text), references)


def _reference(number: str, body: str) -> Reference:
    """The words of a note; of a citation template the author, title, work, date and address."""
    text = _TEMPLATE.sub(lambda found: _citation(found[1]), body)
    links = tuple(found["url"] for found in _OUTER.finditer(text))
    return Reference(number, _words(_OUTER.sub(lambda found: found["words"] or found["url"], text)), links)


def _citation(inside: str) -> str:
    kind, *rest = (part.strip() for part in inside.split("|"))
    given = {key.strip().lower(): value.strip() for key, sign, value in (part.partition("=") for part in rest) if sign}
    if not kind.lower().startswith(("cite", "citation")):
        return ", ".join(part for part in rest if "=" not in part)
    last = given.get("last") or given.get("last1", "")
    first = given.get("first") or given.get("first1", "")
    told = [
        f"{first} {last}".strip() or given.get("author", ""),
        f"“{given['title']}”" if given.get("title") else "",
        *(given.get(key, "") for key in _CITED),
    ]
    return ". ".join(part for part in (", ".join(part for part in told if part), given.get("url", "")) if part)


def _without_templates(text: str) -> tuple[str, int]:
    """The text with its templates shown or left out, the innermost first, and how many were left out in sentences."""
    left = 0

    def show(found: re.Match[str]) -> str:
        nonlocal left
        kind, *rest = (part.strip() for part in found[1].split("|"))
        shown_words = _shown(kind.lower(), [part for part in rest if "=" not in part])
        left += not shown_words and not kind.lower().startswith(
            ("reflist", "refbegin", "infobox", "short description", "use ")
        )
        ends = found[0].count("\n") + found[0].count(_LINE) - shown_words.count("\n") - shown_words.count(_LINE)
        return shown_words + _LINE * ends

    for _ in range(_DEEPEST):
        text, found = _TEMPLATE.subn(show, text)
        if not found:
            break
    return text, left


def _shown(kind: str, words: list[str]) -> str:
    """What a template shows of its words, "" where that is not plain."""
    number = kind.removeprefix("formatnum:").strip()
    if number != kind:
        whole, point, rest = number.partition(".")
        return f"{int(whole):,}{point}{rest}" if whole.isdecimal() and len(whole) <= len("999,999,999,999") else number
    if kind in {"convert", "cvt"}:
        return " ".join(words[:2])
    if kind == "lang":
        return " ".join(words[1:2])
    if kind in {"frac", "fraction"}:
        return "/".join(words) if len(words) == 2 else ""  # noqa: PLR2004 - above and below the line
    if kind in _DAYS:
        return f"{'As of ' if kind == 'as of' else ''}{_day(words)}"
    return words[0] if kind in _FIRST and words else ""


def _day(words: list[str]) -> str:
    """The day that a year, a month and a day in figures make."""
    year, month, day = (*words[:3], "", "", "")[:3]
    name = _MONTHS[int(month) - 1] if month in _NUMBERS else month
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)


def _without_tables(text: str) -> tuple[str, int]:
    """The text without its tables, one that is never closed left as it is; and how many there were."""
    lines = text.split("\n")
    last = max((at for at, line in enumerate(lines) if line.lstrip().startswith("|}")), default=-1)
    kept: list[str] = []
    tables = depth = 0
    for at, line in enumerate(lines):
        opens = line.lstrip().startswith("{|") and at < last
        tables += opens and not depth
        depth += opens
        kept.append(_LINE * line.count(_LINE) if depth else line)
        if depth and line.lstrip().startswith("|}"):
            depth -= 1
    return "\n".join(kept), tables


def _pieces(text: str) -> Iterator[Piece]:
    """The paragraphs, headings and list items."""
    lines: list[str] = []
    began = number = 1
    for raw in [*text.split("\n"), ""]:
        line = raw.replace(_LINE, "")
        heading = _HEADING.fullmatch(line.strip())
        item = line[:1] in {"*", "#", ":", ";"}
        if lines and (not line.strip() or heading or item):
            yield _piece(" ".join(lines), BlockKind.PARAGRAPH, began)
            lines = []
        if heading:
            yield _piece(heading[2], BlockKind.HEADING, number, len(heading[1]))
        elif item:
            depth = len(line) - len(line.lstrip("*#:;"))
            yield _piece(line.lstrip("*#:; "), BlockKind.LIST_ITEM, number, depth)
        elif line.strip():
            began = began if lines else number
            lines.append(line.strip())
        number += 1 + raw.count(_LINE)


def _piece(raw: str, kind: BlockKind, line: int, level: int = 0) -> Piece:
    """A block's readable words, with the places of its notes and the links out of the wiki."""
    parts: list[str] = []
    marks: list[Mark] = []
    links: list[Link] = []
    length = at = 0

    def add(words: str) -> None:
        nonlocal length
        for piece in re.split("(\ue000\\d+\ue001)", words):
            sign = _SIGN.fullmatch(piece)
            if sign:
                marks.append(note_mark(length, sign[1]))
            else:
                parts.append(piece)
                length += len(piece)

    text = _plain(raw)
    for found in _OUTER.finditer(text):
        add(text[at : found.start()])
        start = length
        add(found["words"] or "")
        if length > start:
            links.append(Link(span=Span(start, length), url=found["url"]))
        at = found.end()
    add(text[at:])
    return Piece("".join(parts), kind, line, level, tuple(links), tuple(marks))


def _plain(raw: str) -> str:
    return html.unescape(_TAG.sub("", _BOLD.sub("", _INNER.sub(r"\1", raw.replace(_LINE, " ")))))


def _words(raw: str) -> str:
    return " ".join(_plain(raw).split())
