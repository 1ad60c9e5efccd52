"""An interval whose end comes before its beginning.

"From 2003 to 1999" or "between August 15 and 10": the two are in the wrong order, or one of them is wrong. So it is
where something was opened in one year and closed in an earlier one, and where somebody died before the birth. The end
of a winter or of a school year that carries no year of its own is read as of the next year, and no reversal.

Fires:
    He led the party from 2003 to 1999.

Fires:
    Ana Ruiz was born in 1950 in Quito and died in 1941.

Fires:
    The mill opened in 1988 and closed in 1961.

Fires:
    published 2005-08-17
    The talks ran from August 15 to August 10.

Silent:
    He led the party from 1999 to 2003, and the talks ran from November to February.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from factcheck.checks.calendar_names import month_in
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.dates import DateMention, TimexType
from factcheck.document import Span

CODE = "interval-reversed"
LEVEL = Level.WARNING
HINT = "Put the earlier date first, or correct the one that is wrong."
_OPENS = re.compile(
    r"(?:\b(?P<from>from)|\b(?P<between>between))\s(?:\w+\s){0,2}$|(?P<bare>[(\[]|\b(?:in|of|the|for)\s|\b(?:days|decades|months|reign|term|tenure|years),?\s|,\s|\b(?:chairman|director|governor|king|leader|mayor|minister|president|queen)\s)$",
    re.IGNORECASE,
)
_TO = re.compile(r",?\s(?:up\s)?(?:to|until|till|through)\s(?:the\s)?")
_AND = re.compile(r"\sand\s(?:the\s)?")
_DASH = re.compile(r"\s?[-–—]\s?")
_BACK = re.compile(
    r"\b(?:back|down|rewind\w*|count\w*|revers\w*|compar\w*|revis\w*|cut|moved?|brought|advanced|accelerat\w*|mistook|chang\w*|shift\w*|forward)\b"
)
_YEAR = re.compile(r"(?<![\d,.$£€])(?:1\d|20)\d\d(?!\d)")
_BEGAN = re.compile(
    r"\b(?:began|begun|started|opened|founded|joined|took\soffice|took\sover|moved\sin|came|elected|broke\sout|launched|set\sup)\b[^.;\n]{0,40}\b(?:in|on)\s(?:\w+\s)?$"
)
_ENDED = re.compile(
    r"(?:,|,?\sand|,?\sbut)?\s(?:(?!(?:had|since|was\sfollowed)\b)[\w’'-]+\s){0,3}?(?:ended|finished|completed|closed|left(?:\s(?:it|office|him|them|her|the\s\w+))?|resigned|stepped\sdown|abandoned|retired)\s(?:\w+\s){0,3}?(?:in|on)\s(?:\w+\s)?"
)
_BORN = re.compile(r"\bborn\s(?:\w+\s){0,4}$")
_DIED = re.compile(r"[^.;\n]{0,60}\b(?:died|killed|death)\b[^.;\n]{0,20}")
_REACH = 30
"""Code points before the first date in which its preposition stands."""
_FURTHEST = 90
"""Code points between the two dates."""


def find(subject: Subject) -> Iterator[Hit]:
    """The pairs, in order of the text."""
    if subject.article is None:
        return
    text, dates = subject.text, subject.article.dates
    for first, second in pairwise(dates):
        if second.span.start - first.span.end > _FURTHEST:
            continue
        if _is_pair(text, first, second) and _reversed(text, first, second):
            span = Span(first.span.start, second.span.end)
            yield Hit(f"{span.slice(text)}: ends before it begins".replace("\n", " "), HINT, span)


def _is_pair(text: str, first: DateMention, second: DateMention) -> bool:
    """True where the words make the two dates the ends of one interval."""
    if first.type is not TimexType.DATE or second.type is not TimexType.DATE:
        return False
    start = max(text.rfind("\n", 0, first.span.start) + 1, first.span.start - _REACH)
    opened = _OPENS.search(text[start : first.span.start])
    between = text[first.span.end : second.span.start]
    if _ENDED.fullmatch(between) and _BEGAN.search(text[max(start, first.span.start - 2 * _REACH) : first.span.start]):
        return True
    if _DIED.fullmatch(between) and _BORN.search(text[start : first.span.start]):
        return True
    if opened is None or _BACK.search(text, max(0, start - _REACH), first.span.start):
        return False
    if opened["between"]:
        return bool(_AND.fullmatch(between) or _DASH.fullmatch(between))
    if re.search(r"\b(?:years|decades)\s$", opened[0]):
        return bool(_TO.fullmatch(between) or _DASH.fullmatch(between))
    if opened["from"]:
        return bool(_TO.fullmatch(between) or _DASH.fullmatch(between))
    return _DASH.fullmatch(between) is not None


def _reversed(text: str, first: DateMention, second: DateMention) -> bool:
    """True where the second ends before the first begins, whatever year is meant."""
    one, two = first.span.slice(text), second.span.slice(text)
    if _YEAR.search(one) and _YEAR.search(two):
        return bool(first.start and second.end and second.end < first.start)
    if _YEAR.search(one):
        return False
    # Days of one month are in one year: "August 15 to 10", "15 to 10 August 2005".
    months = [month_in(each) for each in (one, two)]
    days = [re.search(r"\d{1,2}", each) for each in (one, two)]
    same = months[0] == months[1] or 0 in months
    if not (same and any(months) and days[0] and days[1]):
        return False
    return first.type is second.type is TimexType.DATE and int(days[1][0]) < int(days[0][0])
