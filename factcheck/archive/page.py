"""The text of an archived page: all that a browser shows of it, decoded by what it says and what its bytes allow."""

import codecs
import html
import re
from typing import NamedTuple

from factcheck.document import BlockKind
from factcheck.errors import UnreadableInput
from factcheck.readers.assembly import assemble
from factcheck.readers.decoding import decode, refuse_known_binaries
from factcheck.readers.webpage import fragment_pieces

MOST_TEXT = 5_000_000
"""Characters of HTML that are read, to bound the time."""
MOST_TAGS = 50_000
"""Tags of a page that are read as such, about a second's work; behind them only the words count."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WEAK = frozenset(["iso8859-1", "latin-1", "cp1252", "ascii"])
"""Names that servers send by habit, and that decode any bytes: the page's own word goes before theirs."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,2000})", re.IGNORECASE)
_TITLE_WITHIN = 200_000
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|title|p|div|table|br|meta)\b", re.IGNORECASE)
_SNIFFED = 2000
_TOOLBARS = (
    ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"),
    ("<!-- WB Insert -->", "<!-- End WB Insert -->"),
)
"""What archive.org and pywb write into a page that is not asked for as it was captured."""


class PageText(NamedTuple):
    """A page's title and full text, "" where it shows none; `problem` says what could not be read, "" if all could.

    The text holds one block a paragraph, with blank lines between; menus and footers are part of it.
    """

    title: str
    text: str
    problem: str = ""


def page_text(data: bytes, content_type: str) -> PageText:
    """The title and full text of a page's bytes; `content_type` is the HTTP header, "" where there was none.

    Never raises for what the bytes are.

    >>> page_text(b"<title>Talks</title><p>They met in Astana.", "text/html")
    PageText(title='Talks', text='They met in Astana.', problem='')
    """
    try:
        text = _decoded(data, content_type)
    except UnreadableInput as error:
        return PageText("", "", error.reason)
    kind = content_type.partition(";")[0].strip().lower()
    if "html" not in kind and not _MARKUP.search(text, 0, _SNIFFED):
        return PageText("", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    shown, problem = _bounded(_without_toolbars(text))
    body = assemble(fragment_pieces(shown))
    found = _TITLE.search(shown, 0, _TITLE_WITHIN)
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    if not title:
        heading = next((block for block in body.blocks if block.kind is BlockKind.HEADING), None)
        title = " ".join(heading.span.slice(body.text).split()) if heading else ""
    return PageText(title, body.text, problem)


def page_markup(data: bytes, content_type: str) -> str:
    """The HTML of a page's bytes without what archives write into it, "" where they are another kind of text.

    Raises:
        UnreadableInput: the bytes are no text.
    """
    text = _decoded(data, content_type)
    kind = content_type.partition(";")[0].strip().lower()
    if "html" not in kind and not _MARKUP.search(text, 0, _SNIFFED):
        return ""
    return _bounded(_without_toolbars(text))[0]


def _decoded(data: bytes, content_type: str) -> str:
    """The order: byte order mark, valid UTF-8, the HTTP charset, the page's own, then a guess; each decoded strictly.

    UTF-8 goes before what is declared: text of another encoding is hardly ever valid UTF-8 by chance, and servers of
    2005 declare one charset for pages of several.
    """
    refuse_known_binaries(data, "page")
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            declared = _by_header(data, content_type)
            if declared:
                return declared
    return decode(data, place="page", html=True).text


def _by_header(data: bytes, content_type: str) -> str:
    found = _CHARSET.search(content_type)
    if found is None:
        return ""
    try:
        name = codecs.lookup(found[1]).name
        text = "" if name in _WEAK else data.decode(name)
    except (LookupError, UnicodeError):
        return ""
    return text if isinstance(text, str) else ""


def _bounded(page: str) -> tuple[str, str]:
    """The page as far as it is read, and what to say of the rest."""
    shown = page[:MOST_TEXT]
    parts = shown.split("<", MOST_TAGS + 1)
    if len(parts) > MOST_TAGS + 1:
        shown = "<".join(parts[:-1]) + "\n" + _TAG.sub("\n", f"<{parts[-1]}")
    if len(page) > MOST_TEXT:
        return shown, f"only the first {MOST_TEXT:,} of {len(page):,} characters of the page were read"
    if len(parts) > MOST_TAGS + 1:
        return shown, f"the page has more than {MOST_TAGS:,} tags; behind them only its words were read"
    return page, ""


def _without_toolbars(page: str) -> str:
    for opening, closing in _TOOLBARS:
        start = page.find(opening)
        end = page.find(closing, start + 1)
        if 0 <= start < end:
            page = page[:start] + page[end + len(closing) :]
    return page
