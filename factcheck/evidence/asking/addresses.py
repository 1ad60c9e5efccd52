"""The web addresses that a claim's own words, its citations and its row name, each with the date it is wanted for."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from factcheck.archive.addresses import is_local_host
from factcheck.archive.addressing import original, replay
from factcheck.citations import Citation, find_citations
from factcheck.dates import find_dates
from factcheck.document import Document, Span
from factcheck.errors import BadArgument
from factcheck.outlets import OutletRegistry
from factcheck.readers import notes
from factcheck.row import Row
from factcheck.sentences import split_document

_SPAN = re.compile(r"(\d+)\.\.(\d+)")
_CANONICAL = ("canonical", "og:url")
"""Metadata keys under which a page names its own address, the more telling first."""


class Named(NamedTuple):
    """An address that the article or the row names; `date` is EDTF of the citation it stands in, "" where none."""

    url: str
    date: str = ""


def addresses_in(text: str) -> tuple[str, ...]:
    """The web addresses that stand in a text with their scheme, in order, each once, without closing punctuation.

    >>> addresses_in("See http://dn.kz/a (and https://kz.example/b_(c)), p. 3; or www.kz.example.")
    ('http://dn.kz/a', 'https://kz.example/b_(c)')
    """
    return tuple(address for address in notes.addresses_in(text) if address in text)


def public_address(url: str) -> str:
    """The address as archives file it, "" for one of no web page or of a private network: that is never sent.

    Of an archived address the original counts: the archive may be this desk's own.

    >>> public_address("http://www.dn.kz:80/a#b"), public_address("http://10.0.0.7/draft")
    ('http://www.dn.kz/a', '')
    """
    page = original(url)
    archived = replay(page)
    host = urlsplit(original(archived.url) if archived else page).hostname
    return "" if not host or is_local_host(host) else page


class ArticleAddresses:
    """Where the article names addresses: its links, its citations, addresses written out in a sentence, and notes.

    The article is read again; `published` is EDTF. A row whose spans are no longer its words gets no address from it.
    """

    def __init__(self, document: Document, outlets: OutletRegistry, published: str = "") -> None:
        self.document = document
        self._sentences = split_document(document)
        self._citations = tuple(each for each in _citations(document, self._sentences, outlets, published) if each.url)

    def of(self, row: Row) -> tuple[Named, ...]:
        """The addresses that stand for the row's sentence, those of citations first, those of notes last; each once."""
        at = int(row.sentence) - 1 if row.sentence.isdecimal() else -1
        if not 0 <= at < len(self._sentences) or not self._holds(row):
            return ()
        return tuple(_once([*self._cited(at), *self._written(self._sentences[at]), *self._noted(at)]))

    @property
    def own(self) -> str:
        """The address under which the page says that it was published, "" where it says none."""
        named = (self.document.meta(key) for key in _CANONICAL)
        return next((address for url in named if url and (address := public_address(url))), "")

    def _cited(self, sentence: int) -> Iterator[Named]:
        for citation in self._citations:
            if sentence in citation.covers:
                yield Named(citation.url, citation.date)

    def _written(self, sentence: Span) -> Iterator[Named]:
        for link in self.document.links:
            if sentence.overlaps(link.span) and link.url.startswith(("http://", "https://")):
                yield Named(link.url)
        for url in addresses_in(sentence.slice(self.document.text)):
            yield Named(url)

    def _noted(self, sentence: int) -> Iterator[Named]:
        for note in self.document.notes:
            if sentence in note.sentences(self._sentences, self.document.text):
                yield from map(Named, note.urls)

    def _holds(self, row: Row) -> bool:
        spans = [Span(int(start), int(end)) for start, end in _SPAN.findall(row.spans)]
        pieces = " ".join(span.slice(self.document.text) for span in spans)
        return bool(spans) and _letters(pieces) == _letters(row.verbatim)


def _citations(
    document: Document, sentences: tuple[Span, ...], outlets: OutletRegistry, published: str
) -> tuple[Citation, ...]:
    try:
        dates = find_dates(document.text, document.paragraphs, published)
    except BadArgument:  # somebody typed over the tool's date of publication
        published = ""
        dates = find_dates(document.text, document.paragraphs)
    return find_citations(document, sentences, dates, outlets, published=published)


def _once(named: Iterable[Named]) -> Iterator[Named]:
    seen: set[str] = set()
    for each in named:
        page = public_address(each.url)
        if page and page not in seen:
            seen.add(page)
            yield Named(page, each.date)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
