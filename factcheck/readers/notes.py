"""The notes a draft carries, footnotes, endnotes and comments, as values on their place in the text."""

import re
from collections.abc import Iterable

from factcheck.document import NotePlace, Span, WriterNote, stripped

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_ENDS = ".,;:!?’'"


def addresses_in(text: str) -> tuple[str, ...]:
    """The web addresses that stand in a note, in order, each once, without the punctuation that ends a sentence.

    >>> addresses_in("See www.dn.kz/a (and https://kz.example/b_(c)), p. 3.")
    ('http://www.dn.kz/a', 'https://kz.example/b_(c)')
    """
    found = []
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_ENDS)
        while _unopened(address):
            address = address[:-1].rstrip(_ENDS)
        found.append(address if "://" in address else f"http://{address}")
    return tuple(dict.fromkeys(found))


def _unopened(address: str) -> bool:
    """True where the bracket that closes the address was opened before it."""
    pair = {")": "(", "]": "["}.get(address[-1:], "")
    return bool(pair) and address.count(pair) < address.count(address[-1])


def make_note(
    span: Span, text: str, place: NotePlace, *, author: str = "", links: Iterable[str] = (), mark: str = ""
) -> WriterNote:
    """The note in one line; its addresses are those it links to and those written out in it, each once."""
    line = " ".join(text.split())
    linked = [url for url in links if url.startswith(("http://", "https://"))]
    urls = tuple(dict.fromkeys((*linked, *addresses_in(line))))
    return WriterNote(span=span, text=line, place=place, author=" ".join(author.split()), urls=urls, mark=mark)


def commented(start: int, end: int, text: str) -> Span:
    """The words between two marks without white space at their ends; where there are none, the place of the first."""
    if end <= start:
        return Span(start, start)
    found = stripped(Span(start, end), text)
    return found if found.start < found.end else Span(start, start)
