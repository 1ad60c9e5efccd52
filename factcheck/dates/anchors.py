"""What dates are told from: the publication day, as far as it is known, and the dates named before in the text."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from factcheck.dates.grammar import Expression, Kind
from factcheck.dates.point import Point, Unit
from factcheck.errors import BadArgument

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The days on which the article may have appeared, first and last; the same one twice where the day is known."""

    first: dt.date
    last: dt.date
    unit: Unit

    @property
    def known(self) -> bool:
        """True where the day is known."""
        return self.first == self.last


def publication(text: str) -> Publication | None:
    """The publication date in EDTF (a year, month or day), None for "".

    Raises:
        BadArgument: `text` is none of these, or names no day of the calendar.
    """
    if not text:
        return None
    match = _EDTF.fullmatch(text)
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    try:
        first = dt.date(year, month or 1, day or 1)
        last = dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError as error:
        hint = "Give a year, a month or a day: 2005, 2005-08 or 2005-08-17."
        raise BadArgument(f"{text!r} is no publication date.", hint, value=text) from error
    unit = Unit.DAY if day else Unit.MONTH if month else Unit.YEAR
    return Publication(first=first, last=last, unit=unit)


class Mode(Enum):
    """How a text tells time."""

    NEWS = auto()
    """From the day it appeared."""
    NARRATIVE = auto()
    """From the date it named last: history, biography, chronicle."""


_ENOUGH = 5
"""Past years that a narrative writes out at least."""
_WRITTEN_TO_TOLD = 6
"""How many of them stand against one date told from the day of writing ("yesterday", "Monday"). Among the articles of
256 that write out so many the ratio is at most 4, in 11 histories of wars at least 9."""


def mode(expressions: Iterable[Expression], published: Publication | None) -> Mode:
    """News or narrative, by the document's own evidence: past years written out against days told from publication."""
    if published is None:
        return Mode.NARRATIVE
    written = told = 0
    for expression in expressions:
        year = expression.point.year if expression.point else expression.year
        if year is not None:
            written += year < published.first.year
        elif expression.kind in (Kind.SHIFT, Kind.WEEKDAY):
            told += 1
    return Mode.NARRATIVE if written >= _ENOUGH and written >= _WRITTEN_TO_TOLD * told else Mode.NEWS


@dataclass(slots=True, kw_only=True)
class Named:
    """The dates named so far, which later expressions are told from.

    `last` the last date of any kind, `day` the last day, `month` the last month or the month of the last day, `quarter`
    the quarter the text speaks of, `frame` the year that opened a sentence ("In 1991 ..."); None where the paragraph
    (in a narrative: the text) has named none.
    """

    last: Point | None = None
    day: Point | None = None
    month: Point | None = None
    quarter: Point | None = None
    frame: int | None = None
    dated: bool = False
    """True where the paragraph has named a day or month."""

    def note(self, point: Point, *, opens: bool) -> None:
        """Keep a date for what follows; `opens` where it is a year that opens its sentence.

        A year inside a sentence, after days or months of the same paragraph, is background ("he had been elected in
        1976"), and the story goes on where it was.
        """
        if not (self.dated and point.unit is Unit.YEAR and not opens):
            self.last = point
        if point.unit is Unit.DAY:
            self.day = point
        if point.unit in (Unit.DAY, Unit.MONTH):
            self.month = point.within(Unit.MONTH)
            self.dated = True
        if point.unit is Unit.QUARTER and (self.quarter is None or point.first_month >= self.quarter.first_month):
            self.quarter = point
        if opens:
            self.frame = point.year
        elif point.unit is Unit.YEAR or self.frame != point.year:
            self.frame = None
