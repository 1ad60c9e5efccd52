"""Figures of an article that are of one thing by their wording: a vote, a length of time, a founding, children."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.checks.ages import NAME
from factcheck.checks.figures import figure_at
from factcheck.document import Span

_COUNT = r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)"
_VOTE = re.compile(
    rf"\bvote[ds]?\s(?:[a-z]+\s){{0,2}}?(?P<ayes>{_COUNT})(?:\sto\s|[-–])(?P<noes>{_COUNT})\b|\b(?P<a>\d+)(?:\sto\s|[-–])(?P<b>\d+)\svote\b"
)
_UNITS = r"(?:minute|hour|day|night|week|month|year)"
_LASTING = re.compile(
    rf"\b[Tt]he\s(?:[a-z]+\s)?(?P<what>[a-z]{{4,}})\s(?:lasted|took|went\son\sfor)\s(?P<long>{_COUNT})\s(?P<unit>{_UNITS})s?\b"
    rf"|\b(?:[Aa]|[Tt]he|[Tt]hat|[Tt]his)\s(?P<of>[a-z]{{4,}})\sof\s(?P<so>{_COUNT})\s(?P<in>{_UNITS})s?\b"
    rf"|\b[Tt]he\s(?P<n>{_COUNT}?)-(?P<u>{_UNITS})\s(?P<noun>[a-z]{{4,}})\b"
)
_EVENTS = frozenset({
    "ban", "blockade", "closure", "drought", "exhibition", "festival", "hearing", "hunt", "inquiry", "journey",
    "meeting", "occupation", "siege", "sentence", "strike", "talks", "tour", "trial", "voyage", "walkout", "work",
})  # fmt: skip
"""What an article tells the length of; there is one of each in most."""
_FOUNDED = re.compile(
    r"\b[Tt]he\s(?P<what>(?:airport|brewery|bridge|chapel|cinema|clinic|club|college|factory|firm|hospital|hotel|library|lighthouse|"
    r"mill|mine|mosque|museum|newspaper|orchestra|palace|park|prison|school|shipyard|stadium|theat(?:re|er)|tower|town\shall|university))"
    r"(?:,|,?\swhich)?\s(?:was\s|had\sbeen\s)?(?:first\s)?(?P<how>built|established|founded|opened)\sin\s(?P<year>1\d{3}|20\d\d)\b"
)
_CHILDREN = re.compile(
    rf"(?P<who>{NAME})\shas\s(?P<n>{_COUNT})\s(?:grown\s|small\s|young\s)?children\b|(?P<of>{NAME}),\s(?:an?|the)\s(?:[a-z]+\s)?(?:father|mother)\sof\s(?P<so>{_COUNT})\b"
)

_CHILD_WORDS = re.compile(r"\bchildren\b|\b(?:father|mother)\sof\b")
_REACH = 80
"""Code points before the word in which the parent is named."""


class Told(NamedTuple):
    """What a figure is of, by a word that two places share, and how much it is there."""

    of: str
    value: int
    span: Span


def told_in(text: str) -> Iterator[Told]:
    """The lengths of time, the years of founding and the children that a text gives, in order of each kind."""
    for match in _LASTING.finditer(text):
        what, long, unit = (match["what"], match["long"], match["unit"]) if match["what"] else (
            (match["of"], match["so"], match["in"]) if match["of"] else (match["noun"], match["n"], match["u"])
        )  # fmt: skip
        if what in _EVENTS and (value := _value(long)):
            yield Told(f"{unit}s of the {what}", value, Span(*match.span()))
    for match in _FOUNDED.finditer(text):
        yield Told(f"{match['how']}: the {match['what']}", int(match["year"]), Span(*match.span("year")))
    for cue in _CHILD_WORDS.finditer(text):
        start, end = max(0, cue.start() - _REACH), min(len(text), cue.end() + len(" of seventeen "))
        found = next((each for each in _CHILDREN.finditer(text, start, end) if each.end() >= cue.end()), None)
        if found is None:
            continue
        name, count = (found["who"], found["n"]) if found["who"] else (found["of"], found["so"])
        if value := _value(count):
            yield Told(f"children of {name.split()[-1]}", value, Span(*found.span()))


def votes_in(text: str) -> Iterator[tuple[int, int, Span]]:
    """The votes, "9 to 4", in order of the text."""
    for match in _VOTE.finditer(text):
        one, other = (
            _value(each) for each in ((match["ayes"], match["noes"]) if match["ayes"] else match.group("a", "b"))
        )
        if one and other:
            yield one, other, Span(*match.span())


def _value(words: str) -> int:
    figure = figure_at(words, 0)
    return int(figure.value) if figure and figure.span.end == len(words) else 0
