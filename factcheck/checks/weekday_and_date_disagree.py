"""A weekday that does not fall on its date.

One of the two is wrong, and often it is the date. A date without a year is held against the year in which it comes
nearest to the day of publication.

Fires:
    The Senate met on Tuesday, August 10, 2005.

Fires:
    published 2005-08-17
    The Senate met on Tuesday, August 10.

Silent:
    The Senate met on Wednesday, August 10, 2005.

Silent:
    published 2005-08-17
    The Senate met on August 10 and again on Tuesday.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.checks.calendar_names import WEEKDAYS, weekday_called, written
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.dates import DateMention
from factcheck.document import Span
from factcheck.evidence.asking.windows import days_of

CODE = "weekday-and-date-disagree"
LEVEL = Level.WARNING
HINT = "Look the day up in a calendar, then find out which of the two the source gives."
NEAR = timedelta(days=150)
"""A day of the month without a year, told with its weekday, lies no further from the day of publication."""
_NAME = r"(Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day\b|\b\.?)"
_OPENS = re.compile(rf"{_NAME},?\s")
_BEFORE = re.compile(rf"(?<!and )(?<!to )(?<!or )\b{_NAME}(?:\s?\(|,?\s(?:on\s)?(?:the\s)?)$")
_AFTER = re.compile(rf",\s(?:which\s(?:is|was|fell\son)\s)?an?\s{_NAME}|\s?\({_NAME}\)|,\s{_NAME}(?=,)")
_REACH = 24
"""Code points beside a date in which its weekday is looked for."""
_DAY_OF_MONTH = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_LISTED = re.compile(r"\s?(?:-|–|—|to|and|or|,|/)\s?\d{1,2}\b(?!\d)")


def find(subject: Subject) -> Iterator[Hit]:
    """The dates, in order of the text."""
    if subject.article is None:
        return
    published = days_of(subject.article.publication.date)
    day_known = published.first if published and published.first == published.last else None
    for mention in subject.article.dates:
        if mention.start is None or mention.start != mention.end or "-W" in mention.value:
            continue
        span, weekday = _weekday(subject.text, mention)
        if weekday < 0:
            continue
        day = _meant(subject, mention, day_known)
        if day is not None and day.weekday() != weekday:
            yield Hit(f"{written(day)} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}", HINT, span)


def _weekday(text: str, mention: DateMention) -> tuple[Span, int]:
    """The weekday beside or in the words of a day, 0 for Monday, -1 where there is none; and the words of both."""
    start, end = mention.span
    words = mention.span.slice(text)
    if not _DAY_OF_MONTH.search(words) or _LISTED.match(text, end):
        return mention.span, -1
    if inside := _OPENS.match(words):
        alone = not re.search(r"(?:\b(?:and|to|or)|[-–/])\s?$", text[max(0, start - 5) : start])
        return mention.span, weekday_called(inside[1]) if alone else -1
    if before := _BEFORE.search(text, max(0, start - _REACH), start):
        return Span(before.start(), end), weekday_called(before[1])
    if after := _AFTER.match(text, end):
        return Span(start, after.end()), weekday_called(next(filter(None, after.groups())))
    return mention.span, -1


def _meant(subject: Subject, mention: DateMention, published: date | None) -> date | None:
    """The day: as written, else in the year that brings it nearest to publication; None where that is far."""
    day = mention.start
    if day is None or mention.doubtful:
        return None
    if _YEAR.search(mention.span.slice(subject.text)):
        return day
    if published is None or (day.month, day.day) == (2, 29) or not 1 < published.year < date.max.year:
        return None
    if abs(day - published) > NEAR and _YEAR.search(_paragraph_before(subject, mention)):
        return None  # told of another year
    nearest = min((day.replace(year=published.year + n) for n in (-1, 0, 1)), key=lambda each: abs(each - published))
    return nearest if abs(nearest - published) <= NEAR else None


def _paragraph_before(subject: Subject, mention: DateMention) -> str:
    at = subject.paragraph_at(mention.span.start)
    if subject.article is None or at < 0:
        return ""
    return subject.text[subject.paragraphs[at].start : mention.span.start]
