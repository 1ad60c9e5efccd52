"""Where an article comes from: a path or bytes, within a size limit, and which of the readers takes it."""

import re
from dataclasses import replace
from pathlib import Path

from factcheck.document import Document
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.readers.decoding import decode
from factcheck.readers.plain import read_plain

MAX_BYTES = 5 * 1024 * 1024
"""Largest article read, in bytes; one byte more is refused."""

MEDIA = ("text", "markdown", "html")
_BY_EXTENSION = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
}

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = (
    re.compile(r"^ {0,3}#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\((?:https?://|/|#)[^)\s]+\)"),
    re.compile(r"(?<!\*)\*\*\S[^*\n]*\S\*\*(?!\*)"),
    re.compile(r"^ {0,3}```", re.MULTILINE),
    re.compile(r"\A---\n(?:[\w-]+:.*\n)+---$", re.MULTILINE),
)
_SNIFFED = 20_000


def read(path: str | Path) -> Document:
    """The article in the file at `path`; its kind is told by its extension, else by its content.

    Raises:
        UnreadableInput: missing, a folder, unreadable, empty, no text, or larger than `MAX_BYTES`.
    """
    place = str(path)
    return _document(_bytes(place), place=place, name=Path(place).name, media="")


def read_bytes(data: bytes, *, name: str = "", media: str = "") -> Document:
    """The article in `data`. `media` is "text", "markdown" or "html"; "" goes by the extension of `name`, then content.

    Raises:
        UnreadableInput: empty, no text, or larger than `MAX_BYTES`.
        BadArgument: `media` is none of the three.
    """
    if media and media not in MEDIA:
        raise BadArgument(f"media {media!r} is not known", f"Use one of: {', '.join(MEDIA)}.", value=media)
    return _document(data, place=name or "input", name=name, media=media)


def read_text(text: str, *, name: str = "") -> Document:
    """The article in a string, taken as plain text; never fails, and `Document.text` is `text` itself."""
    return read_plain(text, name=name)


def _bytes(place: str) -> bytes:
    """The file's bytes; one more than the limit is asked for, since a pipe or a device does not tell its size."""
    try:
        path = Path(place)
        if path.is_dir():
            raise UnreadableInput(place, "is a folder", "Give the path of one article in it.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(place, size)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableInput(place, "there is no such file", "Check the spelling and the folder.") from error
    except PermissionError as error:
        raise UnreadableInput(place, "you have no permission to read it", "Ask its owner, or copy it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput(place, f"cannot be read: {reason}") from error


def _too_large(place: str, size: int) -> UnreadableInput:
    limit = MAX_BYTES // (1024 * 1024)
    reason = f"is larger than the {limit} MB limit ({size:,} bytes, at most {MAX_BYTES:,} are read)"
    return UnreadableInput(place, reason, "Split it, or save only the text of the article.")


def _document(data: bytes, *, place: str, name: str, media: str) -> Document:
    if len(data) > MAX_BYTES:
        raise _too_large(place, len(data))
    if not data.strip():
        raise UnreadableInput(
            place, "is empty" if not data else "holds only white space", "Give a file with the article's text."
        )
    known = media or _BY_EXTENSION.get(Path(name).suffix.lower(), "")
    # A declared charset is looked for in anything that may turn out to be a page.
    text, encoding, problems = decode(data, place=place, html=known in {"", "html"})
    if not text.strip("\ufeff \t\r\n\f\v\0") or text.isspace():
        raise UnreadableInput(place, "holds only white space", "Give a file with the article's text.")
    document = _parse(text, name=name, media=known or sniff(text))
    if not document.blocks:
        hint = "If a browser shows text there, copy that into a text file: some pages are only filled in by scripts."
        raise UnreadableInput(place, "holds no readable text", hint)
    return replace(document, encoding=encoding, problems=problems + document.problems)


def _parse(text: str, *, name: str, media: str) -> Document:
    if media == "html":
        from factcheck.readers.webpage import read_html  # noqa: PLC0415 - BeautifulSoup is not needed for a text

        return read_html(text, name=name)
    if media == "markdown":
        from factcheck.readers.markdown import read_markdown  # noqa: PLC0415 - nor is the Markdown parser

        return read_markdown(text, name=name)
    return read_plain(text, name=name)


def sniff(text: str) -> str:
    """The kind of a text that has no telling name: "html", "markdown" (two different marks of it) or "text"."""
    head = text[:_SNIFFED]
    if _PAGE.match(head):
        return "html"
    return "markdown" if sum(1 for mark in _MARKS if mark.search(head)) > 1 else "text"
