"""Ages of people in a text: beside a name, before it, and at death."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from factcheck.checks.figures import figure_at
from factcheck.document import Span

NAME = r"(?<![\w.’'-])(?:[A-Z][\w’'.-]{0,30}\s(?:(?:de|van|von|der|bin|al)\s)?){0,3}[A-Z][\w’'-]{1,30}"
OLDEST = 120
_YEARS = (
    r"\d{1,3}|(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_ANY_AGE = re.compile(
    rf"(?:,\s(?:now\s)?|\baged?\s(?:of\s)?|\b[Aa]t\s(?:the\sage\sof\s)?|\b[Nn]ow\s|\b(?:is|turned|turns)\s(?:now\s)?|\b(?:man|woman|widow|widower|bachelor)\sof\s)"
    rf"(?P<a>{_YEARS})(?=[,.;)](?!\d)|\syears\sold|\sand\sborn|\s(?:in|last|this)\s)(?!\s(?:percent|per|of)\b)"
    rf"|\b(?P<b>{_YEARS})[-\s]years?[-\s]old\b|\b(?P<c>thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|\d\dth)\sbirthday"
)
"""An age with or without a name, in a sentence that tells of a birth."""
_AGE = re.compile(
    rf"(?P<beside>{NAME})(?:\s\([^()]{{4,40}}\))?,\s(?:aged?\s)?(?P<a>\d{{1,3}})(?=[,.;)](?!\d))"
    rf"|(?P<is>{NAME}|\b[Hh]e|\b[Ss]he),?(?:\s\((?:born|b\.)\s[^()]{{4,30}}\))?(?:,\s(?:who|born)\s[^,.;]{{4,50}},|,\swho)?\s(?:is|turned)\s(?:now\s)?(?P<d>\d{{1,3}})(?=\s?[,.;]|\syears\sold|\sand\b|\sthis\b|\slast\b|\stoday)"
    rf"|\b(?P<b>\d{{1,3}})[- ]year[- ]old\s(?:[a-z]+\s){{0,3}}(?P<old>{NAME})"
    r"|\b(?:died|dies|killed|passed\saway|death)\b[^.;\n]{0,60}?\b(?:at\s(?:the\s)?age\s(?:of\s)?|aged\s|at\s)(?P<c>\d{1,3})"
    r"(?=[,.;)\s])(?!\s(?:[ap]\.?m|percent|per\s|Cl|o['’]))"
)


class Age(NamedTuple):
    """Somebody's age in years. `name` is as it stands beside the age, "" for an age at death."""

    name: str
    years: int
    span: Span

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]


def any_ages_in(text: str, within: Span) -> Iterator[Age]:
    """The ages in a stretch of the text, in digits or in words, with no name."""
    for match in _ANY_AGE.finditer(text, *within):
        group = next(each for each in ("a", "b", "c") if match[each])
        years = _number(match[group])
        if years <= OLDEST:
            yield Age("", years, Span(*match.span(group)))


def _number(words: str) -> int:
    if words[0].isdigit():
        return int(words.removesuffix("th"))
    if words.endswith("th"):
        return _BIRTHDAYS[words]
    figure = figure_at(words, 0)
    return int(figure.value) if figure else OLDEST + 1


_BIRTHDAYS = {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100,
}  # fmt: skip


@lru_cache(maxsize=8)
def ages_in(text: str) -> tuple[Age, ...]:
    """The ages, in order of the text."""
    return tuple(_ages(text))


def _ages(text: str) -> Iterator[Age]:
    for match in _AGE.finditer(text):
        group = next(each for each in ("a", "b", "c", "d") if match[each])
        name = match["beside"] or match["old"] or match["is"] or ""
        if int(match[group]) <= OLDEST and name.lower() not in {"he", "she"}:
            yield Age(" ".join(name.split()), int(match[group]), Span(*match.span(group)))
