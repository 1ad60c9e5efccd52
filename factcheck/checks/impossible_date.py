"""A date that cannot be: a day that is in no calendar, or a year that has not come.

No June has 31 days, and nothing has been so since a year that lies after the article. Most of these are slips of a
finger, but the right figure can only come from the source.

Fires:
    published 2005-08-17
    The Senate met on June 31 and rose the next day.

Fires:
    published 2005-08-17
    Oil has been pumped here since 2095.

Silent:
    published 2005-08-17
    The Senate met on June 30, and 31 members voted. The field will be empty by 2095.
"""

import calendar
import re
from collections.abc import Iterator
from re import Match

from factcheck.checks.calendar_names import MONTHS, month_in
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.dates import DateMention
from factcheck.document import Span
from factcheck.evidence.asking.windows import Days, days_of

CODE = "impossible-date"
LEVEL = Level.WARNING
HINT = "Look at the source for the date."
_DAY = r"(?P<day>29|3[0-9])"
_DAY_BEHIND = re.compile(rf"\s{_DAY}(?:st|nd|rd|th)?\b(?![%:/-]|[.,]\d)")
_DAY_BEFORE = re.compile(r"(?<![\d.,:/$£€-])(?P<day>29|3[0-9])(?:st|nd|rd|th)?\s(?:of\s)?$")
_A_YEAR = re.compile(r"\b([12]\d{3})\b")
_YEAR_BEHIND = re.compile(r",?\s([12]\d{3})\b")
_REACH = 10
"""Code points before a month in which its day stands."""
_LONGEST, _FEWEST = 31, 27
"""Days of the longest month; days from the first to the last of the shortest."""
_LEAP_DAY = (2, 29)
_COUNTED = re.compile(
    r"\s(?!(?:to|in|at|on|and|or|but|when|after|before|as|with|for|from|by|the|he|she|it|they|we|his|her|a|an|was|were|is|last|this|next)\b)[a-z]"
)
"""A figure that counts something: "In June 31 people died"."""
_SINCE = re.compile(
    r"\b(?:since|since\s(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:founded|born|died|built|established|created|signed|elected|opened|killed|happened|began|ended|back)\sin)\s$"
)
_AHEAD = re.compile(
    r"\b(?:will|would|be|if|people|children|those|anyone|everyone|babies|plan\w*|expect\w*|project\w*)\b", re.IGNORECASE
)
_FIVE_FIGURES = re.compile(r"(?<=\s)(?:19|20)\d{3}(?=[.,;:)]?(?:\s[a-z(]|\s?$))(?!\s[a-z]+s\b)", re.MULTILINE)
_OF_A_YEAR = re.compile(rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|early|late|mid|year|{'|'.join(MONTHS)})\s$")

_IN_WORDS = re.compile(
    r"\b(?P<day>thirty-first|thirtieth|31st|30th)\s(?:day\s)?of\s(?P<month>February|April|June|September|November)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<one>\d\d?)([./])(?P<two>\d\d?)\5(?P<year>[12]\d{3}))(?![\w/-]|\.\d)"
)


def find(subject: Subject) -> Iterator[Hit]:
    """The days and years, in order of the text; then days in figures, and years of five."""
    if subject.article is None:
        return
    text = subject.text
    published = days_of(subject.article.publication.date)
    for mention in subject.article.dates:
        if mention.start is None or mention.end is None:
            continue
        if mention.start.day == 1 and _FEWEST <= (mention.end - mention.start).days < _LONGEST:
            yield from _no_such_day(text, mention)
        elif published and mention.start > published.last and _is_over(text, mention, published):
            words = mention.span.slice(text)
            yield Hit(f"told as over and dated {words}: the article is of {published.last.year}", HINT, mention.span)
    for match in _IN_WORDS.finditer(text):
        if match["day"][0] != "3" and (match["day"][:9].lower() == "thirty-fi" or match["month"].lower() == "february"):
            yield Hit(f"{match['month'].capitalize()} has no day {match['day']}", HINT, Span(*match.span()))
    for match in _NUMERIC.finditer(text):
        if not _is_a_day(match):
            yield Hit(f"{match[0]} is no day of the calendar", HINT, Span(*match.span()))
    for match in _FIVE_FIGURES.finditer(text):
        told = _OF_A_YEAR.search(text, max(0, match.start() - _REACH), match.start())
        if told and not _COUNTED.match(text, match.end()):
            yield Hit(f"{match[0]}: a year of five figures", HINT, Span(*match.span()))


def _is_a_day(match: Match[str]) -> bool:
    """True where day and month, in either order, are in the calendar."""
    year, one, two = (int(part) for part in match.group(*(("y", "m", "d") if match["y"] else ("year", "one", "two"))))
    orders = ((one, two),) if match["y"] else ((one, two), (two, one))
    return any(1 <= month <= len(MONTHS) and 1 <= day <= calendar.monthrange(year, month)[1] for month, day in orders)


def _is_over(text: str, mention: DateMention, published: Days) -> bool:
    """True for a year still to come of something that "has been so since" then."""
    start, year = mention.span.start, mention.start.year if mention.start else 0
    if (
        year <= published.last.year
        or str(year) not in mention.span.slice(text)
        or not _SINCE.search(text, max(0, start - 2 * _REACH), start)
    ):
        return False
    return not _AHEAD.search(text[max(0, start - 60) : start].rpartition(".")[2])


def _no_such_day(text: str, mention: DateMention) -> Iterator[Hit]:
    """The day beside the name of a month that the month does not have."""
    month = month_in(mention.span.slice(text))
    found = _DAY_BEHIND.match(text, mention.span.end)
    behind = found is not None
    if found is None:
        found = _DAY_BEFORE.search(text, max(0, mention.span.start - _REACH), mention.span.start)
    if not month or found is None:
        return
    named = _A_YEAR.search(mention.span.slice(text)) or _YEAR_BEHIND.match(
        text, found.end() if behind else mention.span.end
    )
    year, day = (named[1] if named else ""), int(found["day"])
    longest = calendar.monthrange(int(year) if year else 2000, month)[1]
    if day <= longest or (behind and not year and _COUNTED.match(text, found.end())):
        return
    if day > _LONGEST and not year:
        return  # "In May 35 ..."
    span = Span(min(found.start(), mention.span.start), max(found.end(), mention.span.end))
    where = f"{MONTHS[month - 1]} {year}".strip() if (month, day) == _LEAP_DAY else MONTHS[month - 1]
    yield Hit(f"{where} has no day {day}", HINT, span)
