"""How many of a thing somebody has: "the council has 15 members", "all 17 members of the council", "its 15 members"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.checks.figures import Figure, Unit, figures_of
from factcheck.checks.own_voice import SAYING
from factcheck.checks.subject import Subject

_HAS = re.compile(
    r"\b[Tt]he\s(?:[\w’'-]+\s){0,2}?(?P<who>[a-z][\w-]+)(?:\s(?:of|in|at)\s(?P<where>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*))?"
    r"\s(?:counts|employs|has|have|holds|houses|numbers)\s$"
)
_ALL = re.compile(r"\b(?:[Tt]he|[Aa]ll|[Aa]ll\sthe)\s$")
_OF = re.compile(r"\s(?:of|in|at)\sthe\s(?P<who>[a-z][\w-]+)\b(?:\s(?:of|in|at)\s(?P<where>[A-Z][\w’'-]*))?")
_OWNED = re.compile(r"\b(?P<who>[a-z][\w-]+)[’']s\s$(?P<where>)")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir|[Ii]t\s(?:has|employs))\s$")
_NOUN = re.compile(r"\s(?P<noun>[a-z][a-z’'-]+s|children|men|people|women)\b")
_LIKE = {
    "employees": "workers", "hands": "workers", "inhabitants": "people", "residents": "people", "students": "pupils",
    "volumes": "books", "seats": "members",
}  # fmt: skip
"""Nouns that count the same of one holder."""
_REACH = 80
"""Code points before a figure in which its holder stands."""


class Holding(NamedTuple):
    """A figure with the one who has so many, and what of: small letters, as they stand."""

    who: str
    noun: str
    figure: Figure
    where: str = ""
    """The name behind it, that tells it from another of its kind: "the base at Manas"."""


def holdings_of(subject: Subject) -> Iterator[Holding]:
    """The holdings that an article gives for now, in order; none of another year, a rough or a reported figure."""
    text, last, at = subject.text, ("", ""), -1
    for figure in figures_of(subject):
        sentence = subject.sentence_at(figure.span.start)
        noun = _NOUN.match(text, figure.span.end)
        if noun is None or figure.unit is not Unit.COUNT or figure.about or subject.article is None or sentence < 0:
            continue
        span = subject.article.sentences[sentence]
        before = text[max(span.start, figure.span.start - _REACH) : figure.span.start]
        holder = _holder(before, text, noun.end())
        if holder is None and _ITS.search(before) and sentence - at in {0, 1}:
            holder = last
        told = any(each.kind in SAYING for each in subject.attributions_of(sentence))
        if holder and not told and not subject.dates_in(span) and not subject.is_quoted(figure.span):
            last, at = holder, sentence
            employs = re.search(r"\bemploys\s$", before) and noun["noun"] in {"men", "people", "women"}
            what = "workers" if employs else _LIKE.get(noun["noun"], noun["noun"])
            yield Holding(holder[0], what, figure, holder[1])


def _holder(before: str, text: str, end: int) -> tuple[str, str] | None:
    """Who has it, and the name behind that; None where nobody is said to."""
    found = _HAS.search(before) or _OWNED.search(before)
    if found is None and _ALL.search(before):
        found = _OF.match(text, end)
    return (found["who"], found["where"] or "") if found else None
