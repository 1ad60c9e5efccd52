"""What a paragraph of a Word file is to a reader, by its style and its own properties."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from factcheck.document import BlockKind
from factcheck.readers.package import W, is_on

_QUOTES = frozenset(
    {"quote", "intense quote", "block text", "quotations", "block quotation", "block quote", "blockquote"}
)
_CAPTIONS = frozenset({"caption", "illustration", "figure", "table"})
_LISTS = ("table of figures", "index ", "contents ", "toc ")
"""Beginnings of the names of styles for tables of contents and indexes; `toc heading` is a heading like any other."""
_DEEPEST_HEADING = 6
_UNSAID, _OFF = -2, -1
"""In no list, as far as is said; taken off the list of its style (numId 0, section 17.9.18)."""


class Shape(NamedTuple):
    """Kind and level of a paragraph, and whether its text is hidden."""

    kind: BlockKind
    level: int = 0
    hidden: bool = False


class _Style(NamedTuple):
    name: str
    base: str
    outline: int
    listed: int
    hidden: bool | None


class Styles:
    """The styles of a file by id. Built-in styles bear their English names, whatever the language (17.7.4.9)."""

    def __init__(self, root: Any | None) -> None:  # noqa: ANN401 - lxml ships no types
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            key = style.get(f"{W}styleId", "")
            self._styles[key] = _read(style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self._default = key

    def shape(self, properties: Any | None) -> Shape:  # noqa: ANN401 - a w:pPr or None
        """What a paragraph with these properties is."""
        style = _value(properties, "pStyle") or self._default
        chain = tuple(self._chain(style))
        hidden = next((each.hidden for each in chain if each.hidden is not None), False)
        outline = _number(properties, "outlineLvl")
        if outline < 0:
            outline = next((each.outline for each in chain if each.outline >= 0), -1)
        listed = _listed(properties)
        if listed == _UNSAID:
            by_name = 0 if any(each.name.startswith(("list bullet", "list number")) for each in chain) else _UNSAID
            listed = next((each.listed for each in chain if each.listed != _UNSAID), by_name)
        return _shape(tuple(each.name for each in chain), outline, listed)._replace(hidden=hidden)

    def hides(self, style: str) -> bool:
        """True where a character style hides its text."""
        return next((each.hidden for each in self._chain(style) if each.hidden is not None), False)

    def _chain(self, key: str) -> Iterator[_Style]:
        """The style and those it is based on, each once."""
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].base


def _shape(names: tuple[str, ...], outline: int, listed: int) -> Shape:
    for name in names:
        if name == "title":
            return Shape(BlockKind.HEADING, 1)
        if name == "subtitle":
            return Shape(BlockKind.HEADING, 2)
        if name.startswith("heading ") and name[8:].isdecimal():
            return Shape(BlockKind.HEADING, min(_DEEPEST_HEADING, int(name[8:])))
        if name in _QUOTES:
            return Shape(BlockKind.QUOTE, 1)
        if name in _CAPTIONS:
            return Shape(BlockKind.CAPTION)
        if name.startswith(_LISTS) and name != "toc heading":
            return Shape(BlockKind.METADATA)
    if 0 <= outline < 9:  # noqa: PLR2004 - the tenth level is body text (17.3.1.20)
        return Shape(BlockKind.HEADING, min(_DEEPEST_HEADING, outline + 1))
    if listed >= 0:
        return Shape(BlockKind.LIST_ITEM, listed + 1)
    return Shape(BlockKind.PARAGRAPH)


def _read(style: Any) -> _Style:  # noqa: ANN401 - a w:style
    properties, look = style.find(f"{W}pPr"), style.find(f"{W}rPr")
    vanish = look.find(f"{W}vanish") if look is not None else None
    return _Style(
        name=_value(style, "name").lower(),
        base=_value(style, "basedOn"),
        outline=_number(properties, "outlineLvl"),
        listed=_listed(properties),
        hidden=None if vanish is None else is_on(vanish),
    )


def _value(element: Any | None, name: str) -> str:  # noqa: ANN401 - an element or None
    found = element.find(f"{W}{name}") if element is not None else None
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _number(element: Any | None, name: str) -> int:  # noqa: ANN401 - an element or None
    value = _value(element, name)
    return int(value) if value.isdecimal() else -1


def _listed(properties: Any | None) -> int:  # noqa: ANN401 - a w:pPr or None
    """The level of the list a paragraph belongs to, from 0, `_OFF` or `_UNSAID`."""
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is None:
        return _UNSAID
    return _OFF if _value(numbering, "numId") == "0" else max(0, _number(numbering, "ilvl"))
