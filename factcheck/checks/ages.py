"""Ages of people in a text: beside a name, before it, and at death."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.document import Span

NAME = r"(?<![\w.’'-])(?:[A-Z][\w’'.-]{0,30}\s(?:(?:de|van|von|der|bin|al)\s)?){0,3}[A-Z][\w’'-]{1,30}"
OLDEST = 120
_AGE = re.compile(
    rf"(?P<beside>{NAME})(?:\s\([^()]{{4,40}}\))?,\s(?:aged?\s)?(?P<a>\d{{1,3}})(?=[,.;)](?!\d))"
    rf"|(?P<is>{NAME}|\b[Hh]e|\b[Ss]he)(?:,\s(?:who|born)\s[^,.;]{{4,50}},|,\swho)?\s(?:is|turned)\s(?:now\s)?(?P<d>\d{{1,3}})(?=\s?[,.;]|\syears\sold|\sand\b|\sthis\b|\slast\b|\stoday)"
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


def ages_in(text: str) -> Iterator[Age]:
    """The ages, in order of the text."""
    for match in _AGE.finditer(text):
        group = next(each for each in ("a", "b", "c", "d") if match[each])
        name = match["beside"] or match["old"] or match["is"] or ""
        if int(match[group]) <= OLDEST and name.lower() not in {"he", "she"}:
            yield Age(" ".join(name.split()), int(match[group]), Span(*match.span(group)))
