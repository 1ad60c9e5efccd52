"""Where an article comes from: a path or bytes, within a size limit, and which of the readers takes it.

Word and PDF files are told by their first bytes, whatever they are called; texts by their extension, else by content.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from factcheck.document import Document, Problem
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.readers.decoding import ZIPPED, decode, is_word, refuse_known_binaries
from factcheck.readers.plain import read_plain

MAX_BYTES = 5 * 1024 * 1024
"""Largest text read, in bytes; one byte more is refused."""
MAX_PACKED_BYTES = 50 * 1024 * 1024
"""Largest Word or PDF file read, in bytes: pictures take most of it."""

MEDIA = ("text", "markdown", "html", "wikitext", "docx", "pdf")
_PACKED = {"docx": "a Word file", "pdf": "a PDF file"}
_PDF_WITHIN = 1024
"""Bytes at the top in which a PDF begins (ISO 32000-1, annex H, note 13)."""
_SHELL_PIPES = ("/dev/", "/proc/")
"""Where a shell puts the pipes that it has opened itself: `factcheck parse <(pandoc ...)`."""
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
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
}

ENDINGS = frozenset(_BY_EXTENSION)
"""The endings of the names of files that are read, lower case, with the dot."""

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
_REFERENCE = re.compile(r"<ref(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
"""What no other kind of text has: the reference of a wiki."""
_SNIFFED = 20_000


def read(path: str | Path) -> Document:
    """The article in the file at `path`; its kind is told by its first bytes, its extension, else by its content.

    Raises:
        UnreadableInput: missing, a folder, unreadable, empty, no text, or larger than the limit for its kind.
    """
    place = str(path)
    return _document(_bytes(place), place=place, name=Path(place).name, media="")


def read_bytes(data: bytes, *, name: str = "", media: str = "") -> Document:
    """The article in `data`. `media` is one of `MEDIA`; "" goes by first bytes, extension of `name`, then content.

    Raises:
        UnreadableInput: empty, no text, not what `media` or `name` says, or larger than the limit for its kind.
        BadArgument: `media` is none of those.
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
        if path.is_fifo() and not place.startswith(_SHELL_PIPES):
            # Opening it waits for a writer, who may never come.
            hint = "Save what comes through it to a file, or give it as standard input: - < PIPE."
            raise UnreadableInput(place, "is a named pipe, not a file", hint)
        with path.open("rb") as file:
            data, size = bytes_of(file), path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableInput(place, "there is no such file", "Check the spelling and the folder.") from error
    except PermissionError as error:
        raise UnreadableInput(place, "you have no permission to read it", "Ask its owner, or copy it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "Check the path; if it is right, copy the file to another place and give that."
        raise UnreadableInput(place, f"cannot be read: {reason}", hint) from error
    if size > _limit_of(data):
        raise _too_large(place, size, _limit_of(data))
    return data


def bytes_of(file: BinaryIO) -> bytes:
    """What an open file or pipe holds; of one that is too large for its kind, enough for `read_bytes` to refuse it."""
    head = file.read(_PDF_WITHIN)
    return head + file.read(_limit_of(head) + 1 - len(head))


def _limit_of(head: bytes) -> int:
    """How many bytes are read of a file that begins so."""
    return MAX_PACKED_BYTES if head.startswith(ZIPPED) or b"%PDF-" in head[:_PDF_WITHIN] else MAX_BYTES


def _too_large(place: str, size: int, limit: int) -> UnreadableInput:
    reason = f"is larger than the {limit // (1024 * 1024)} MB limit ({size:,} bytes, at most {limit:,} are read)"
    return UnreadableInput(place, reason, "Split it, or save only the text of the article.")


def _document(data: bytes, *, place: str, name: str, media: str) -> Document:
    if len(data) > _limit_of(data):
        raise _too_large(place, len(data), _limit_of(data))
    if not data.strip():
        raise UnreadableInput(
            place, "is empty" if not data else "holds only white space", "Give a file with the article's text."
        )
    named = _BY_EXTENSION.get(Path(name).suffix.lower(), "")
    packed = _packed(data, media or named)
    if packed and (not media or media == packed):
        document = _unpacked(data, packed, place=place, name=name)
        other = (_other_kind(packed, place),) if named not in {"", packed} else ()
        return replace(document, problems=other + document.problems)
    known = media or named
    if known in _PACKED:
        # A damaged Word or PDF file is refused under the name of what its bytes are.
        refuse_known_binaries(data, place)
        reason = f"is {'given as' if media else 'named like'} {_PACKED[known]}, and is none"
        hint = "If it is a text, give it the ending .txt, .md or .html; else save it again from the program it is from."
        raise UnreadableInput(place, reason, hint)
    # A declared charset is looked for in anything that may turn out to be a page.
    text, encoding, problems = decode(data, place=place, html=known in {"", "html"})
    if not text.strip("\ufeff \t\r\n\f\v\0") or text.isspace():
        raise UnreadableInput(place, "holds only white space", "Give a file with the article's text.")
    if not media and known == "text" and _REFERENCE.search(text[:_SNIFFED]):
        known = "wikitext"
    document = _parse(text, name=name, media=known or sniff(text))
    if not document.blocks:
        hint = "If a browser shows text there, copy that into a text file: some pages are only filled in by scripts."
        raise UnreadableInput(place, "holds no readable text", hint)
    return replace(document, encoding=encoding, problems=problems + document.problems)


def _packed(data: bytes, said: str) -> str:
    """`docx` or `pdf` where the bytes are one, else blank."""
    if data.startswith(b"%PDF-") or (said == "pdf" and b"%PDF-" in data[:_PDF_WITHIN]):
        return "pdf"
    return "docx" if is_word(data) else ""


def _unpacked(data: bytes, kind: str, *, place: str, name: str) -> Document:
    """The document of a Word or PDF file; errors call it by `place`."""
    if kind == "pdf":
        from factcheck.readers.pdf import read_pdf  # noqa: PLC0415 - pypdfium2 is not needed for a text

        return replace(read_pdf(data, name=place), name=name)
    from factcheck.readers.docx import read_docx  # noqa: PLC0415 - nor is lxml

    return replace(read_docx(data, name=place), name=name)


def _other_kind(kind: str, place: str) -> Problem:
    return Problem(code="other-kind", message=f"read as {_PACKED[kind]}, which its name does not say", place=place)


def _parse(text: str, *, name: str, media: str) -> Document:
    if media == "html":
        from factcheck.readers.webpage import read_html  # noqa: PLC0415 - BeautifulSoup is not needed for a text

        return read_html(text, name=name)
    if media == "markdown":
        from factcheck.readers.markdown import read_markdown  # noqa: PLC0415 - nor is the Markdown parser

        return read_markdown(text, name=name)
    if media == "wikitext":
        from factcheck.readers.wikitext import read_wikitext  # noqa: PLC0415 - nor is this

        return read_wikitext(text, name=name)
    return read_plain(text, name=name)


def sniff(text: str) -> str:
    """The kind of a text without a telling name: "html", "wikitext", "markdown" (two different marks of it), "text"."""
    head = text[:_SNIFFED]
    if _PAGE.match(head):
        return "html"
    if _REFERENCE.search(head):
        return "wikitext"
    return "markdown" if sum(1 for mark in _MARKS if mark.search(head)) > 1 else "text"
