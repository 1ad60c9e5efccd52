"""The notes of a web page: a small linked mark in the text, and the note elsewhere on the page that it leads to.

Footnotes as word processors, Markdown converters and Wikipedia write them; marks without a link are
`factcheck.readers.references`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from factcheck.readers.maintext import walk
from factcheck.readers.pagemeta import attribute
from factcheck.readers.references import Reference

LONGEST = 3000
"""Characters of a note; what is longer is a part of the article that a table of contents leads to."""
LONGEST_MARK = 16
"""Characters of a mark with its brackets and the white space in it."""
_MARK = re.compile(
    r"[\[(]?\s*(?:(?:note|nb|fn|n)\.?\s?)?(?P<mark>\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶]{1,3})\s*[\])]?",
    re.IGNORECASE,
)
_CLASSES = re.compile(
    r"\b(?:footnote|endnote|noteref|sdfootnoteanc|sdendnoteanc|reference|fn-?ref|doc-noteref)\b", re.IGNORECASE
)
_BACK = re.compile(
    r"\b(?:mw-cite-backlink|reversefootnote|footnote-?back(?:ref|link)?|doc-backlink|sd(?:foot|end)notesym)\b"
)
_RETURNS = re.compile(
    r"[\s^↑↩︎⏎←\[\]().\d*†‡§¶]*|[a-z]{1,2}|\s*(?:back|return|jump up)(?: to (?:text|article))?\s*", re.IGNORECASE
)
_BODIES = frozenset(["li", "p", "div", "dd", "aside", "td", "section"])
_HOLDERS = frozenset(["li", "div", "aside", "dd"])
_INLINE = frozenset(["a", "sup", "span", "small", "b", "i", "em", "strong", "cite", "font", "bdi", "u"])
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_ABOUT_NOTES = re.compile(r"note|^fn|cite", re.IGNORECASE)


class WebNotes(NamedTuple):
    """The marks by the id of their element, the notes by mark, and the elements that are no part of the text."""

    marks: dict[int, str]
    references: dict[str, Reference]
    leave_out: frozenset[int]
    unplaced: tuple[Reference, ...]


def find_web_notes(soup: BeautifulSoup) -> WebNotes:
    """The notes that marks of the page lead to, in linear time. Keys begin with "#", which no written mark does."""
    targets, anchors = _targets(soup)
    marks: dict[int, str] = {}
    references: dict[str, Reference] = {}
    bodies: dict[int, str] = {}
    held: list[Tag] = []
    for anchor in anchors:
        target = targets.get(attribute(anchor, "href").partition("#")[2])
        mark = _mark(anchor)
        body = _body(target) if target is not None and mark else None
        if body is None or any(id(parent) in bodies or parent is body for parent in anchor.parents):
            continue
        key = bodies.get(id(body), f"#{len(bodies)}")
        if key not in references:
            note = _reference(mark, body)
            if len(note.text) > LONGEST:
                continue
            bodies[id(body)], references[key] = key, note
            held.append(body)
        marks[id(_whole(anchor))] = key
    others = [(number, each) for number, each in _siblings(held) if id(each) not in bodies]
    leave_out = frozenset((*bodies, *(id(each) for _, each in others)))
    return WebNotes(marks, references, leave_out, tuple(_reference(str(number), each) for number, each in others))


def _targets(soup: BeautifulSoup) -> tuple[dict[str, Tag], list[Tag]]:
    """The elements that an address within the page may lead to, and the links that may lead there, in order."""
    targets: dict[str, Tag] = {}
    anchors: list[Tag] = []
    for tag in soup.find_all(True):  # noqa: FBT003 - its own way to say "every element"
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                targets.setdefault(name, tag)
        if tag.name == "a" and "#" in attribute(tag, "href"):
            anchors.append(tag)
    return targets, anchors


def _mark(anchor: Tag) -> str:
    """The mark that a link shows, raised, in square brackets or named as one; "" for a link of another kind."""
    whole = _whole(anchor)
    words = _words(whole, LONGEST_MARK).strip()
    found = _MARK.fullmatch(words)
    if found is None:
        return ""
    near = (anchor, whole, *(parent for parent in anchor.parents if parent.name in _INLINE))
    raised = any(tag.name == "sup" for tag in (*near, *anchor.find_all("sup")))
    named = any(_CLASSES.search(f"{attribute(tag, 'class')} {attribute(tag, 'role')}") for tag in near)
    return found["mark"] if raised or named or words.startswith("[") else ""


def _whole(anchor: Tag) -> Tag:
    """The outermost element that holds the mark and nothing else: `<sup>[<a>1</a>]</sup>`."""
    tag = anchor
    while (
        tag.parent is not None
        and tag.parent.name in _INLINE
        and _MARK.fullmatch(_words(tag.parent, LONGEST_MARK).strip())
    ):
        tag = tag.parent
    return tag


def _words(tag: Tag, most: int) -> str:
    """The text of an element, as far as one string over `most` characters: a page may hold all it has in one span."""
    parts: list[str] = []
    length = 0
    for part in tag.strings:
        parts.append(part)
        length += len(part)
        if length > most:
            break
    return "".join(parts)


def _body(target: Tag) -> Tag | None:
    """The element of the whole note; None where the link leads to a heading, or to running text."""
    tag: Tag | None = target
    while tag is not None and tag.name in _INLINE:
        tag = tag.parent
    if tag is None or tag.name not in _BODIES or len(_words(tag, 2 * LONGEST)) > 2 * LONGEST or tag.find(_HEADINGS):
        return None
    holder = tag.parent
    if holder is not None and holder.name in _HOLDERS and _is_note(holder) and not _is_note(tag):
        # LibreOffice: <div id="sdfootnote1"><p><a name="sdfootnote1sym">1</a> ...</p><p>...</p></div>
        return holder
    return tag


def _is_note(tag: Tag) -> bool:
    return bool(_ABOUT_NOTES.search(attribute(tag, "id"))) and len(_words(tag, LONGEST)) <= LONGEST


def _reference(mark: str, body: Tag) -> Reference:
    """The note's words and links, without what leads back to the text."""
    back = {id(tag) for entering, tag in walk(body) if entering and isinstance(tag, Tag) and _leads_back(tag)}
    parts: list[str] = []
    links: list[str] = []
    for entering, node in walk(body, frozenset(back)):
        if not isinstance(node, Tag):
            parts.append(str(node))
        elif entering and node.name == "a" and attribute(node, "href"):
            links.append(attribute(node, "href"))
        elif node.name in {"p", "div", "br", "li"}:
            parts.append(" ")
    text = " ".join("".join(parts).split()).lstrip("^↑ ")
    return Reference(mark, re.sub(rf"\A\[?{re.escape(mark)}[\].)]?\s+", "", text), tuple(links))


def _leads_back(tag: Tag) -> bool:
    if _BACK.search(f"{attribute(tag, 'class')} {attribute(tag, 'role')}"):
        return True
    within = tag.name == "a" and "#" in attribute(tag, "href")
    return within and _RETURNS.fullmatch(tag.get_text()) is not None


def _siblings(bodies: Sequence[Tag]) -> Iterator[tuple[int, Tag]]:
    """The items, with their numbers, of the lists of which at least half the items are notes."""
    lists = Counter(id(body.parent) for body in bodies if body.name == "li" and body.parent is not None)
    seen: set[int] = set()
    for body in bodies:
        if body.parent is None or id(body.parent) not in lists or id(body.parent) in seen:
            continue
        seen.add(id(body.parent))
        items = [item for item in body.parent.children if isinstance(item, Tag) and item.name == "li"]
        if 2 * lists[id(body.parent)] >= len(items):
            yield from enumerate(items, start=1)
