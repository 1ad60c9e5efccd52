"""Date expressions of a text, unresolved: ordered rules over the tokens of each paragraph, every word claimed once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck.dates.calendar_rules import DAY_RULES
from factcheck.dates.duration_rules import CLOCK_RULES, DURATION_RULES, REFERENCE_RULES, SET_RULES
from factcheck.dates.grammar import Expression, Found, Kind, Rule
from factcheck.dates.mention import TimexType
from factcheck.dates.period_rules import PERIOD_RULES
from factcheck.dates.point import Unit
from factcheck.dates.relative_rules import RELATIVE_RULES, WEEK_RULES
from factcheck.dates.tokens import Tokens, letters_of, tokenize, vocabulary
from factcheck.dates.year_rules import MONTH_RULES, YEAR_RULES
from factcheck.document import Span

RULES: tuple[Rule, ...] = (
    *WEEK_RULES,
    *DAY_RULES,
    *SET_RULES,
    *PERIOD_RULES,
    *MONTH_RULES,
    *CLOCK_RULES,
    *RELATIVE_RULES,
    *YEAR_RULES,
    *REFERENCE_RULES,
    *DURATION_RULES,
)
"""In the order in which they claim words: the longest and surest first."""

_CORES = (
    "ad", "already", "bc", "clock", "current", "decade", "decade_word", "deictic", "fiscallabel", "frequency",
    "future", "halflabel", "holiday", "isostamp", "long", "magnitude", "meridiem", "moment", "month",
    "month_foreign", "month_short", "noon", "now", "num", "numeric", "oclock", "ordday", "overnight", "part",
    "parts", "past", "period", "present", "quarter", "quarterlabel", "recent", "ref", "season", "shortdecade",
    "shortyear", "teen", "tonight", "unit", "units", "was", "weekday", "weekday_short", "weekdays",
    "weekend", "year", "yearspan",
)  # fmt: skip
"""Classes without one of which no rule matches: a phrase without them is passed over."""


class Candidate(NamedTuple):
    """An expression with its first and last token, and the paragraph it stands in."""

    expression: Expression
    tokens: Tokens
    first: int
    last: int
    paragraph: int


@cache
def _phrase() -> re.Pattern[str]:
    """A run of tokens that may hold a date: no unknown word in it, no end of a sentence."""
    letters = vocabulary().letters
    return re.compile(f"[^{letters['other']}{letters['semicolon']}]+")


@cache
def _cores() -> frozenset[str]:
    return frozenset(vocabulary().letters[name] for name in _CORES)


def find(text: str, paragraphs: Sequence[Span]) -> list[Candidate]:
    """The date expressions of each paragraph, in text order, disjoint."""
    out: list[Candidate] = []
    for number, paragraph in enumerate(paragraphs):
        out.extend(_in_paragraph(tokenize(text, paragraph), number))
    return out


_SHORT = 40
"""Tokens of a phrase whose rules are remembered: the same few thousand shapes make up nearly all phrases."""


@lru_cache(maxsize=8192)
def _applicable(phrase: str) -> tuple[Rule, ...]:
    """The rules that match somewhere in a phrase, in their order; nothing outside the phrase bears on that."""
    return tuple(rule for rule in RULES if rule.pattern.search(phrase))


def _in_paragraph(tokens: Tokens, number: int) -> list[Candidate]:
    cores = _cores()
    out: list[Candidate] = []
    for match in _phrase().finditer(tokens.codes):
        phrase = match[0]
        if cores.isdisjoint(phrase):
            continue
        for rule in _applicable(phrase) if len(phrase) <= _SHORT else RULES:
            found = list(_matches(rule, tokens, phrase, match.start()))
            if found:
                phrase = _masked(phrase, found, match.start())
                out.extend(Candidate(*each, number) for each in found)
    out.sort(key=lambda candidate: candidate.first)
    return _with_clocks(out)


class _Claim(NamedTuple):
    expression: Expression
    tokens: Tokens
    first: int
    last: int


def _matches(rule: Rule, tokens: Tokens, phrase: str, offset: int) -> Iterator[_Claim]:
    at = 0
    while match := rule.pattern.search(phrase, at):
        at = match.start() + 1
        for expression in rule.make(Found(tokens, match, offset)):
            first = bisect_right(tokens.starts, expression.span.start) - 1
            last = bisect_left(tokens.ends, expression.span.end)
            at = max(at, last + 1 - offset)
            yield _Claim(expression, tokens, first, last)


def _masked(phrase: str, found: list[_Claim], offset: int) -> str:
    """The phrase with the claimed tokens made unknown words, so that no later rule can match them."""
    letters = list(phrase)
    other = vocabulary().letters["other"]
    for _, _, first, last in found:
        letters[first - offset : last + 1 - offset] = other * (last + 1 - first)
    return "".join(letters)


def _with_clocks(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, a clock time and the day after it made one: `9 a.m. EST, Nov. 9`, `noon on Saturday`."""
    out: list[Candidate] = []
    for candidate in candidates:
        if out and _joins(out[-1], candidate):
            clock = out.pop()
            expression = replace(
                candidate.expression,
                span=Span(clock.expression.span.start, candidate.expression.span.end),
                type=TimexType.TIME,
                clock=clock.expression.clock,
            )
            out.append(candidate._replace(expression=expression, first=clock.first))
        else:
            out.append(candidate)
    return out


_BETWEEN_CLOCK_AND_DAY = letters_of("comma", "on", "zone")


def _joins(clock: Candidate, candidate: Candidate) -> bool:
    between = clock.tokens.codes[clock.last + 1 : candidate.first]
    return (
        clock.expression.kind is Kind.CLOCK
        and is_day(candidate.expression)
        and _BETWEEN_CLOCK_AND_DAY.issuperset(between)
    )


def is_day(expression: Expression) -> bool:
    """True for an expression that names a single day and no time of it."""
    if expression.kind is Kind.FIXED:
        return expression.point is not None and expression.point.unit is Unit.DAY and not expression.clock
    return expression.kind in _DAYS and expression.unit is Unit.DAY and not expression.clock


_DAYS = frozenset({Kind.WEEKDAY, Kind.YEARLESS, Kind.SHIFT})
