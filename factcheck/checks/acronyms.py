"""Acronyms where the text spells them out, and those that nobody needs spelled out."""

import csv
import io
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.document import Span

_BRACKET = re.compile(r"\((?:the\s+|or\s+)?([A-Z][A-Za-z&]{0,7}[A-Z])(?:s)?\)")
_BEHIND = re.compile(r"(?<![\w.])([A-Z][A-Za-z&]{0,7}[A-Z])\s+\((?:the\s+)?([A-Z][\w’'-]+(?:\s+[\w’'&-]+){1,8})\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_REACH = 150
"""Code points before a bracket in which the name may stand."""
_SMALL = frozenset({"&", "a", "an", "and", "at", "by", "de", "du", "for", "in", "la", "of", "on", "the", "to"})


class SpelledOut(NamedTuple):
    """An acronym where its name stands beside it."""

    short: str
    span: Span
    name: str


_OR = re.compile(
    r"(?<![\w’'-])((?:[A-Z][\w’'-]+\s(?:(?:and|for|of|on|the|de|&)\s)*){1,7}[A-Z][\w’'-]+),?\s(?:or\s|known\sas\s|called\s|abbreviated\sas\s|[—–]\s|in\sshort\s)?(?:the\s)?([A-Z][A-Za-z&]{0,7}[A-Z])\b(?=,|\s[—–]|\.)"
)
"""The name, then the letters between commas: "the Norland Harbour Authority, or NHA, met"."""
_THEN = re.compile(
    r"(?<![\w.])([A-Z][A-Z&]{1,7}),\s(?:short\sfor\s|or\s|i\.e\.\s)?(?:the\s)?((?:[A-Z][\w’'-]+\s(?:(?:and|for|of|on|the|de|&)\s)*){1,7}[A-Z][\w’'-]+)(?=[,.])"
)


@lru_cache(maxsize=8)
def spelled_out(text: str) -> tuple[SpelledOut, ...]:
    """The acronyms with the names beside them, in order: "Norland Harbour Authority (NHA)", "NHA (Norland ...)"."""
    found = [*_before(text), *_behind(text), *_beside(text)]
    return tuple(sorted(found, key=lambda each: each.span))


def _beside(text: str) -> Iterator[SpelledOut]:
    for pattern, name, short in ((_OR, 1, 2), (_THEN, 2, 1)):
        for match in pattern.finditer(text):
            words = [word[0] for word in _WORD.finditer(match[name])]
            letters = match[short].replace("&", "").lower()
            tail = next((words[at:] for at in range(len(words) - 1) if letters in _initials(words[at:])), None)
            if tail and tail[0][0].isupper():
                yield SpelledOut(match[short], Span(match.start(), match.end()), re.sub(r"\s+", " ", " ".join(tail)))


def _before(text: str) -> Iterator[SpelledOut]:
    for match in _BRACKET.finditer(text):
        begin = max(0, match.start() - _REACH)
        words = list(_WORD.finditer(text, begin, match.start()))
        letters = match[1].replace("&", "").lower()
        for count in range(2, min(len(letters) + 4, len(words)) + 1):
            tail = [word[0] for word in words[-count:]]
            if tail[0][0].isupper() and letters in _initials(tail):
                name = re.sub(r"\s+", " ", text[words[-count].start() : match.start()].rstrip())
                yield SpelledOut(match[1], Span(words[-count].start(), match.end()), name)
                break


def _behind(text: str) -> Iterator[SpelledOut]:
    for match in _BEHIND.finditer(text):
        if match[1].replace("&", "").lower() in _initials([word[0] for word in _WORD.finditer(match[2])]):
            yield SpelledOut(match[1], Span(match.start(), match.end()), re.sub(r"\s+", " ", match[2]))


def _initials(words: list[str]) -> set[str]:
    """The letters that words may be shortened to: of all, of those with capitals, of those that are no small word."""
    kinds = (words, [w for w in words if w[0].isupper()], [w for w in words if w.lower() not in _SMALL])
    return {"".join(word[0] for word in kind).lower() for kind in kinds}


@cache
def well_known() -> frozenset[str]:
    """The acronyms of `data/known_acronyms.csv`."""
    text = files("factcheck").joinpath("data/known_acronyms.csv").read_text(encoding="utf-8")
    return frozenset(row["acronym"] for row in csv.DictReader(io.StringIO(text)))
