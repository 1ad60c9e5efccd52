"""Date expressions found and resolved in text order."""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.dates.anchors import Mode, Named, Publication, mode, publication
from factcheck.dates.clues import direction, in_citation
from factcheck.dates.finder import Candidate, find, is_day
from factcheck.dates.grammar import Kind
from factcheck.dates.mention import DateMention, TimexType
from factcheck.dates.point import Point, Unit
from factcheck.dates.reading import Reading, Setting
from factcheck.dates.resolve import resolve
from factcheck.dates.tokens import letters_of
from factcheck.document import Span

_WITH_TENSE = frozenset({Kind.YEARLESS, Kind.WEEKDAY, Kind.SHIFT, Kind.SAME})


def find_dates(text: str, paragraphs: Sequence[Span], published: str = "") -> tuple[DateMention, ...]:
    """The date expressions inside the paragraphs, resolved, in order, disjoint.

    `published` is when the article appeared, in EDTF: "2005-08-17", "2005-08", "2005", or "" where that is not
    known. Dates that need a publication day which is not known are doubtful, or left without a year; today's date is
    never used.

    Raises:
        BadArgument: `published` is no such date.
    """
    known = publication(published)
    candidates = find(text, paragraphs)
    told = mode((candidate.expression for candidate in candidates), known)
    named = Named()
    paragraph = -1
    out: list[DateMention] = []
    for at, candidate in enumerate(candidates):
        if candidate.paragraph != paragraph:
            paragraph = candidate.paragraph
            named = Named(quarter=named.quarter) if told is Mode.NEWS else replace(named, dated=False)
        setting = _setting(candidate, told, known, named)
        if at + 1 < len(candidates) and (
            _ended(candidate, candidates[at + 1]) or _before_day(candidate, candidates[at + 1])
        ):
            closing = resolve(candidates[at + 1].expression, _setting(candidates[at + 1], told, known, named))
            setting = replace(setting, closing=closing.point if closing else None)
        reading = resolve(candidate.expression, setting)
        if reading is None:
            continue
        if reading.point is not None and _kept(candidate, reading.point, known):
            named.note(reading.point, opens=_opens(candidate))
        out.append(_mention(candidate, reading))
    return tuple(out)


def _ended(candidate: Candidate, following: Candidate) -> bool:
    """True for "the quarter" of "the quarter ended Sept. 30"."""
    codes = candidate.tokens.codes
    return (
        candidate.expression.kind is Kind.SAME
        and following.tokens is candidate.tokens
        and following.first == candidate.last + 2
        and codes[candidate.last + 1] in letters_of("ended")
    )


_SAME_BREATH = 8
"""Tokens between a clock time and the day it belongs to: "10:35 a.m. (0735 GMT) Friday"."""


def _before_day(candidate: Candidate, following: Candidate) -> bool:
    """True for a clock time with its day close behind, in the same sentence."""
    between = candidate.tokens.codes[candidate.last + 1 : following.first]
    return (
        candidate.expression.kind is Kind.CLOCK
        and following.tokens is candidate.tokens
        and is_day(following.expression)
        and len(between) <= _SAME_BREATH
        and letters_of("stop").isdisjoint(between)
    )


def _kept(candidate: Candidate, point: Point, known: Publication | None) -> bool:
    """True for a date that later ones may be told from: not "a year ago", not a quarter still to come."""
    expression = candidate.expression
    if expression.kind is Kind.CLOCK or expression.years_back:
        return False
    return point.unit is not Unit.QUARTER or known is None or point.start is None or point.start <= known.last


def _opens(candidate: Candidate) -> bool:
    """True for the year of a sentence that begins "In 1991"."""
    expression, tokens, first, _, _ = candidate
    if expression.point is None or expression.point.unit is not Unit.YEAR or first < 1:
        return False
    codes = tokens.codes
    return codes[first - 1] in letters_of("in") and (first == 1 or codes[first - 2] in letters_of("stop"))


def _setting(candidate: Candidate, told: Mode, known: Publication | None, named: Named) -> Setting:
    expression, tokens, first, last, _ = candidate
    way = 0
    citation = False
    if expression.kind in _WITH_TENSE:
        citation = in_citation(tokens, first, last)
        if not citation:
            way = direction(tokens, first, last)
    return Setting(mode=told, published=known, named=named, citation=citation, direction=way)


def _mention(candidate: Candidate, reading: Reading) -> DateMention:
    expression, point = candidate.expression, reading.point
    value = reading.value or (point.value if point else "")
    if expression.clock:
        value = f"{'XXXX-XX-XX' if value.endswith('_REF') else value}{expression.clock}"
    dated = point is not None and expression.type in (TimexType.DATE, TimexType.TIME)
    edtf = ""
    if point is not None and dated:
        edtf = point.edtf_doubtful if reading.doubtful else point.edtf
    return DateMention(
        span=expression.span,
        type=expression.type,
        value=value,
        edtf=edtf,
        basis=reading.basis,
        doubtful=reading.doubtful,
        start=point.start if point is not None and dated else None,
        end=point.end if point is not None and dated else None,
    )
