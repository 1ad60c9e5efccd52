"""A parsed web page, and which part of it is the article.

Every walk over the tree is a loop with its own stack, never a recursion, and takes time in proportion to the page.
"""

import re
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.builder import ParserRejectedMarkup
from bs4.element import PageElement

from factcheck.readers.pagemeta import attribute
from factcheck.readers.struck import STRUCK

DEEPEST = 256
"""Open elements kept; deeper ones become siblings. Chromium does the same at 512 (kMaximumHTMLParserDOMTreeDepth)."""

_NEVER = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "datalist",
        "select",
        "textarea",
        "button",
        "input",
        "progress",
        "meter",
        "noembed",
        "noframes",
    ]
)
_FURNITURE = frozenset(["nav", "aside", "footer", "header", "form", "dialog", "menu", "search"])
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alert", "toolbar"]
)
_CLASSES = frozenset(
    [
        "ad-slot",
        "advertisement",
        "breadcrumb",
        "breadcrumbs",
        "cookie-banner",
        "cookie-notice",
        "mw-editsection",
        "navbox",
        "newsletter-signup",
        "noprint",
        "related-articles",
        "screen-reader-text",
        "share-buttons",
        "social-share",
        "sr-only",
        "visually-hidden",
    ]
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PROSE = frozenset(["p", "blockquote", "pre"])
_CONTAINERS = frozenset(
    ["body", "div", "section", "td", "tr", "tbody", "table", "center", "form", "span", "font", "main", "article"]
)
_MOST, _SHARE = 0.9, 0.4
_LIST_OF_LINKS = 3
_MOST_STRUCK = 0.5
"""Share of a text that is struck out from which on it is taken for markup that was never closed."""


class _Tree(BeautifulSoup):
    """The tree, kept shallow, with paragraphs and list items closed where the next one opens, as a browser does."""

    def handle_starttag(self, name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - passed on as they come
        if name in {"p", "li"} and self.tagStack[-1].name == name:
            self.handle_endtag(name)
        while len(self.tagStack) > DEEPEST:
            self.handle_endtag(self.tagStack[-1].name, self.tagStack[-1].prefix)
        return super().handle_starttag(name, *rest, **more)


def parse_page(html: str) -> BeautifulSoup:
    """The tree of a page; nothing is ever fetched."""
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    # After the last ">" no tag can end, yet html.parser (Python 3.11) searches from each "<" there to the page's end.
    head, end, tail = html.rpartition(">")
    html = head + end + tail.replace("<", "&lt;")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            return _Tree(html, "html.parser")
        except ParserRejectedMarkup:
            # "<![" opens a marked section html.parser may refuse; no article needs one.
            return _Tree(html.replace("<![", "&lt;!["), "html.parser")


def walk(root: Tag, leave_out: frozenset[int] = frozenset()) -> Iterator[tuple[bool, PageElement]]:
    """(entering, node) in document order, without the elements of `leave_out` (by id) and what never holds text."""
    stack: list[tuple[bool, PageElement]] = [(True, root)]
    while stack:
        entering, node = stack.pop()
        if isinstance(node, Tag):
            if entering and (node.name in _NEVER or id(node) in leave_out):
                continue
            yield entering, node
            if entering:
                stack.append((False, node))
                stack.extend((True, child) for child in reversed(node.contents))
        elif type(node) is NavigableString:  # comments, doctypes and the like are subclasses
            yield True, node


class Weight(NamedTuple):
    """Characters of text inside an element: in paragraphs, in all outside links, in links; and how many links."""

    prose: int = 0
    free: int = 0
    linked: int = 0
    links: int = 0


class MainText(NamedTuple):
    """The element that holds the article, and the ids of the elements in it that are no part of the article."""

    root: Tag
    leave_out: frozenset[int]


def find_main_text(soup: BeautifulSoup) -> MainText:
    """The `<article>`, `<main>` or element with most paragraph text, and what to leave out of it."""
    body = soup.body if isinstance(soup.body, Tag) else soup
    weights, tags = _weigh(body)
    whole = weights[id(body)]
    prose = whole.prose * 5 >= whole.free

    def size(tag: Tag) -> int:
        weight = weights.get(id(tag), Weight())
        return weight.prose if prose else weight.free

    root = _marked_root(tags, size(body), {id(tag): size(tag) for tag in tags})
    named = root is not None
    root = root or _heaviest(body, {id(tag): size(tag) for tag in tags})
    leave_out = frozenset(
        id(tag)
        for tag in tags
        if tag is not root
        and (_is_furniture(tag, inside=named) or (not named and _is_link_list(tag, weights[id(tag)])))
        and (size(tag) * 2 < size(root) or not size(root))
    )
    return MainText(root, leave_out)


def without_struck(main: MainText) -> tuple[MainText, int]:
    """The main text of a page without what is struck out in it, and how many characters that are."""
    found: list[Tag] = []
    whole = gone = inside = 0
    for entering, node in walk(main.root, main.leave_out):
        if not isinstance(node, Tag):
            count = len(str(node).strip())
            whole += count
            gone += count if inside else 0
        elif node.name in STRUCK and node is not main.root:
            inside += 1 if entering else -1
            if entering:
                found.append(node)
    if not gone or gone > _MOST_STRUCK * whole:
        return main, 0
    return MainText(main.root, main.leave_out | {id(each) for each in found}), gone


def _weigh(body: Tag) -> tuple[dict[int, Weight], list[Tag]]:
    """Each element's weight by id, and the elements in document order."""
    weights: dict[int, Weight] = {}
    tags: list[Tag] = []
    sums: list[list[int]] = [[0, 0, 0, 0]]
    prose = links = 0
    for entering, node in walk(body):
        if not isinstance(node, Tag):
            count = len(str(node).strip())
            sums[-1][2 if links else 1] += count
            sums[-1][0] += count if prose and not links else 0
            continue
        step = 1 if entering else -1
        prose += step if node.name in _PROSE else 0
        links += step if node.name == "a" else 0
        if entering:
            tags.append(node)
            sums.append([0, 0, 0, int(node.name == "a")])
        else:
            own = sums.pop()
            weights[id(node)] = Weight(*own)
            sums[-1] = [mine + theirs for mine, theirs in zip(sums[-1], own, strict=True)]
    return weights, tags


def _marked_root(tags: list[Tag], whole: int, sizes: dict[int, int]) -> Tag | None:
    marked = [
        tag
        for tag in tags
        if tag.name in {"article", "main"}
        or attribute(tag, "role") in {"main", "article"}
        or attribute(tag, "itemprop") == "articleBody"
    ]
    best = max(marked, key=lambda tag: sizes[id(tag)], default=None)
    return best if best is not None and sizes[id(best)] > 0 and sizes[id(best)] >= _SHARE * whole else None


def _heaviest(body: Tag, sizes: dict[int, int]) -> Tag:
    """The innermost container that still holds nearly all of the text."""
    node = body
    while True:
        inside = [
            child
            for child in node.contents
            if isinstance(child, Tag) and child.name in _CONTAINERS and id(child) in sizes
        ]
        best = max(inside, key=lambda tag: sizes[id(tag)], default=None)
        if best is None or not sizes[id(best)] or sizes[id(best)] < _MOST * sizes[id(node)]:
            return node
        node = best


def _is_furniture(tag: Tag, *, inside: bool) -> bool:
    """True for what surrounds an article. `inside` an `<article>` the header is its own: title, deck, byline."""
    if tag.name == "div" and attribute(tag, "title") in {"header", "footer"}:
        # So LibreOffice saves what it prints at the head and foot of each page.
        return True
    if tag.name == "header":
        return not inside
    if tag.name == "footer":
        return tag.parent is None or tag.parent.name != "blockquote"
    if tag.name in _FURNITURE or "hidden" in tag.attrs or attribute(tag, "aria-hidden").lower() == "true":
        return True
    if attribute(tag, "role").lower() in _ROLES or _HIDDEN.search(attribute(tag, "style")):
        return True
    return not _CLASSES.isdisjoint(attribute(tag, "class").lower().split())


def _is_link_list(tag: Tag, weight: Weight) -> bool:
    """True for a menu: a list or table of links with hardly any other words."""
    return (
        tag.name in {"ul", "ol", "div", "table"} and weight.links >= _LIST_OF_LINKS and weight.linked > 4 * weight.free
    )
