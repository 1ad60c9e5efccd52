"""The citation record, and the view of an article that the finders of each form share."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from factcheck.document import Document, Span
from factcheck.outlets import OutletName, OutletRegistry


class CitationForm(StrEnum):
    """How an article points to its source."""

    PARENTHETICAL = "parenthetical"
    """(Interfax, August 11)"""
    NUMBERED = "numbered"
    """[7] or [^note]"""
    AUTHOR_YEAR = "author_year"
    """(Smith 2004), Smith (2004)"""
    LINKED = "linked"
    """A link whose words or host name an outlet."""
    NARRATED = "narrated"
    """a 15 February Interfax report"""


class Dated(Protocol):
    """What citations need of a date mention."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def edtf(self) -> str:
        """Its EDTF value, "" where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One source an article points to; a bracket that names two outlets, or two dates, gives two.

    `span` is the bracket with its parentheses, of a narrated citation its words. `outlet` is the outlet, or the
    authors, as the article names it, else the marker (`[7]`). `date` is EDTF of the date beside it, "" where there is
    none. `covers` are the sentences (0-based, ascending) it vouches for. `url` is "" unless the article gives one.
    """

    span: Span
    outlet: str
    date: str = ""
    covers: tuple[int, ...] = ()
    form: CitationForm
    url: str = ""


DAY = re.compile(r"-?\d{4}-\d{2}-\d{2}[?~%]?(?:/.*)?")


def is_day(edtf: str) -> bool:
    """True for a date known to the day, or a range that begins with one."""
    return DAY.fullmatch(edtf) is not None


@dataclass(frozen=True, slots=True)
class View:
    """An article with its sentences, dates and outlet names, each found by place in logarithmic time."""

    document: Document
    sentences: tuple[Span, ...]
    dates: tuple[Dated, ...]
    outlets: OutletRegistry
    names: tuple[OutletName, ...]
    """Outlets in running text."""
    _sentence_starts: tuple[int, ...] = field(repr=False)
    _date_starts: tuple[int, ...] = field(repr=False)
    _name_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(
        cls, document: Document, sentences: Sequence[Span], dates: Sequence[Dated], outlets: OutletRegistry
    ) -> "View":
        """The view of `document`; `sentences` and `dates` in any order."""
        tiled = tuple(sorted(sentences))
        ordered = tuple(sorted(dates, key=lambda mention: mention.span))
        names = tuple(name for sentence in tiled for name in outlets.names_in(document.text, sentence))
        return cls(
            document,
            tiled,
            ordered,
            outlets,
            names,
            tuple(sentence.start for sentence in tiled),
            tuple(mention.span.start for mention in ordered),
            tuple(name.span.start for name in names),
        )

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds the offset or ends there, as at a note's mark, -1 where none does."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return index if index >= 0 and offset <= self.sentences[index].end else -1

    def dates_in(self, span: Span) -> tuple[Dated, ...]:
        """The date mentions that begin inside, in order."""
        return self.dates[bisect_left(self._date_starts, span.start) : bisect_left(self._date_starts, span.end)]

    def names_in(self, span: Span) -> tuple[OutletName, ...]:
        """The outlet names of running text that begin inside, in order."""
        return self.names[bisect_left(self._name_starts, span.start) : bisect_left(self._name_starts, span.end)]
