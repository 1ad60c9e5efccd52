"""Percent where percentage points are meant, or the other way round.

A rate that goes from 40 percent to 45 has risen by five percentage points, which is 12.5 percent. Readers, and sources,
mistake one for the other.

Fires:
    Support for the law rose from 40 percent to 45 percent, an increase of 5 percent.

Fires:
    The unemployment rate fell by 2 percent to 6 percent.

Fires:
    Turnout rose from 50 percent to 60 percent, or 20 percentage points.

Silent:
    Support for the law rose from 40 percent to 45 percent, an increase of 5 percentage points.

Silent:
    Prices rose by 5 percent, and unemployment fell to 6 percent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from factcheck.checks.figures import Figure, Unit, figures_of, within
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.document import Span

CODE = "percent-or-points"
LEVEL = Level.WARNING
_FROM = re.compile(r"\bfrom\s(?:(?:about|around|nearly|some|just|over|under|only|a)\s)*$")
_TO = re.compile(
    r",?(?:\s(?:in|of)\s[^,.;]{1,30})?,?\s(?:up\s|down\s)?to\s(?:(?:about|around|nearly|some|just|over|under|only|a)\s)*"
)
_CHANGE = re.compile(
    r"\b(?:an?|the|that)\s(?:\w+\s)?(?:increase|rise|gain|jump|drop|fall|decline|decrease|loss|change|swing|difference|improvement|growth)\sof\s(?:\w+\s)?$"
    r"|\b(?:by|up|down|or|grew|rose|fell|dropped|increased|declined|gained|lost|a|an)\s(?:(?:about|nearly|some|almost|more\sthan|over)\s)*$"
)
_CHANGED_BEHIND = re.compile(
    r"\s(?:increase|rise|gain|jump|drop|fall|decline|decrease|improvement|swing|higher|lower|more|less|up|down)\b"
)
_RATE = re.compile(
    r"(?:\b(?:rates?|unemployment|turnout|shares?|margin|ratings?|approval|support|percentage|proportion|literacy|"
    r"inflation|yields?|poverty|joblessness)\b(?!\s(?:price|holder))(?:\s(?!and\b|but\b|while\b)[\w’'-]+){0,8}?\s"
    r"(?:rose|fell|dropped|increased|declined|climbed|jumped|grew|decreased|was\scut|was\sraised|rises|falls|slipped|went\s(?:up|down)|"
    r"has\s(?:risen|fallen|dropped|increased|declined|grown))"
    r"|\b(?:raise[ds]?|cuts?|lower(?:s|ed)|lift(?:s|ed)|increased|reduced)\s(?:its|the|their)\s(?:[\w’'-]+\s){0,3}rates?)\s(?:by\s)?(?:(?:about|nearly|some|almost|more\sthan|over|another)\s)*$",
    re.IGNORECASE,
)
_THEN = re.compile(r",?\sto\s(?:(?:about|around|nearly|some|just|over|under|only|a(?:\s\w+){0,2})\s)*")
_UP = re.compile(
    r",?\s(?:was\s|is\s|or\s)?(?:up|down|an?\s(?:increase|rise|gain|drop|fall|decline)\sof)\s(?:by\s|about\s|nearly\s)?"
)
_OF_SO_MUCH = re.compile(
    r"\b(?:change|decline|decrease|difference|drop|fall|gain|gap|growth|improvement|increase|jump|loss|rise|swing)\sof\s(?:\w+\s)?$|\b(?:up|down|or)\s$"
)
_LEANS = re.compile(r"(?:That|This|It|The\s(?:change|decline|difference|drop|fall|gain|increase|jump|loss|rise))\b")
_REACH = 110
_ROUNDED = Decimal("0.11")
_FEWEST = 2


def find(subject: Subject) -> Iterator[Hit]:
    """The percentages, in order of the text."""
    if subject.article is None:
        return
    every = figures_of(subject)
    figures = tuple(
        replace(each, unit=Unit.PERCENT) if each.unit is Unit.COUNT else each
        for each, following in zip_longest(every, every[1:])
        if each.unit in {Unit.PERCENT, Unit.POINTS} or _shares_sign(subject.text, each, following)
    )
    for at, figure in enumerate(figures):
        own = figures[max(0, at - _FEWEST) : at + _FEWEST + 1]
        sentence = subject.article.sentences[subject.sentence_at(figure.span.start)]
        inside = within(own, sentence)
        message = _mistaken(subject.text, figure, inside) if len(inside) >= _FEWEST else ""
        if message or (message := _told_before(subject, figures, figure, sentence)):
            meant = "percentage points" if figure.unit is Unit.PERCENT else "percent"
            yield Hit(message, f"Write {meant}, or give the change that is meant.", figure.span)


def _shares_sign(text: str, figure: Figure, following: Figure | None) -> bool:
    """True for the 20 of "from 20 to 25 percent"."""
    if following is None or figure.unit is not Unit.COUNT or following.unit is not Unit.PERCENT:
        return False
    before = text[max(0, figure.span.start - _REACH) : figure.span.start]
    return text[figure.span.end : following.span.start].strip() == "to" and _FROM.search(before) is not None


def _mistaken(text: str, figure: Figure, others: Sequence[Figure]) -> str:
    """Why the figure is in the wrong unit, "" where nothing tells."""
    for one, two in pairwise(others):
        if figure in (one, two) or not (one.unit is two.unit is Unit.PERCENT):
            continue
        before = text[max(0, one.span.start - _REACH) : one.span.start]
        if not (_FROM.search(before) and _TO.fullmatch(text[one.span.end : two.span.start])):
            continue
        if not _is_change(text, figure):
            return ""
        points = abs(two.value - one.value)
        percent = points / one.value * 100 if one.value else points
        by_points, by_percent = _equal(figure, points), _equal(figure, percent)
        if figure.unit is Unit.PERCENT and by_points and not by_percent:
            return (
                f"from {one.value} to {two.value} percent is {points} percentage points, or {_rounded(percent)} percent"
            )
        if figure.unit is Unit.POINTS and by_percent and not by_points:
            told = f"{figure.value} is the change in percent"
            return f"from {one.value} to {two.value} percent is {points} percentage points; {told}"
    return _by_and_to(text, figure, others) or _up_from(text, figure, others)


def _told_before(subject: Subject, figures: tuple[Figure, ...], figure: Figure, sentence: Span) -> str:
    """ "Turnout was 50 percent in 2000 and 60 percent in 2004. That is a rise of 10 percent"."""
    article, text = subject.article, subject.text
    before = text[max(sentence.start, figure.span.start - 40) : figure.span.start]
    if (
        article is None
        or figure.unit is not Unit.PERCENT
        or not (_OF_SO_MUCH.search(before) or _CHANGED_BEHIND.match(text, figure.span.end))
    ):
        return ""
    start = sentence.start
    at = subject.sentence_at(start)
    if _LEANS.match(text, start) and at and subject.paragraph_of(at) == subject.paragraph_of(at - 1):
        start = article.sentences[at - 1].start
    rates = [each for each in within(figures, Span(start, figure.span.start)) if each.unit is Unit.PERCENT]
    if len(rates) != _FEWEST or not all(each.value for each in rates):
        return ""
    one, two = rates
    points = abs(two.value - one.value)
    if not points or not _equal(figure, points) or any(_equal(figure, points / each.value * 100) for each in rates):
        return ""
    return f"between {one.value} and {two.value} percent lie {points} percentage points"


def _by_and_to(text: str, figure: Figure, others: Sequence[Figure]) -> str:
    """ "The rate fell by 2 percent to 6 percent": two of what it was, or two of a hundred?"""
    following = next((each for each in others if each.span.start > figure.span.start), None)
    if following is None or not (figure.unit is following.unit is Unit.PERCENT):
        return ""
    before = text[max(0, figure.span.start - _REACH) : figure.span.start].rpartition(". ")[2]
    if _RATE.search(before) and _THEN.fullmatch(text[figure.span.end : following.span.start]):
        return (
            f"a rate that changes by {figure.value} percent to {following.value} percent: of what it was, or in points?"
        )
    return ""


def _up_from(text: str, figure: Figure, others: Sequence[Figure]) -> str:
    """ "60 percent, up 5 percent from 55 percent"."""
    at = others.index(figure)
    if not 0 < at < len(others) - 1 or figure.unit is not Unit.PERCENT:
        return ""
    now, then = others[at - 1], others[at + 1]
    up = _UP.fullmatch(text[now.span.end : figure.span.start])
    if not up or not re.fullmatch(r"\sfrom\s(?:the\s)?", text[figure.span.end : then.span.start]) or not then.value:
        return ""
    points = abs(now.value - then.value)
    if (
        now.unit is then.unit is Unit.PERCENT
        and _equal(figure, points)
        and not _equal(figure, points / then.value * 100)
    ):
        return f"from {then.value} to {now.value} percent is {points} percentage points"
    return ""


def _is_change(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.span.start - 40) : figure.span.start]
    return bool(_CHANGE.search(before) or _CHANGED_BEHIND.match(text, figure.span.end))


def _equal(figure: Figure, number: Decimal) -> bool:
    return abs(figure.value - number) <= max(figure.step, _ROUNDED)


def _rounded(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
