"""What stands around a date expression: its clause's tense, words of the future, a citation bracket."""

import tomllib
from functools import cache
from importlib.resources import files

from factcheck.dates.tokens import Tokens, vocabulary

_WINDOW_BEFORE = 14
"""Tokens of the clause before the expression that are read for tense."""
_WINDOW_AFTER = 12
_BRACKET_REACH = 40
"""Tokens back to the bracket that opens a citation."""
_PAST_ENDING = "ed"
_SHORTEST_PAST = 4


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("factcheck").joinpath("data/date_clues.toml").read_text(encoding="utf-8"))
    return {name: frozenset(section["words"]) for name, section in table.items()}


@cache
def _letters(*names: str) -> frozenset[str]:
    return frozenset(vocabulary().letters[name] for name in names)


def _clause(tokens: Tokens, first: int, last: int) -> tuple[list[str], list[str]]:
    """The words before and after the expression, up to the edges of its clause."""
    edges = _letters("stop", "semicolon", "open", "close")
    before: list[str] = []
    for at in range(first - 1, max(-1, first - 1 - _WINDOW_BEFORE), -1):
        if tokens.codes[at] in edges:
            break
        before.append(tokens.word(at).lower())
    after: list[str] = []
    for at in range(last + 1, min(len(tokens.codes), last + 1 + _WINDOW_AFTER)):
        if tokens.codes[at] in edges:
            break
        after.append(tokens.word(at).lower())
    before.reverse()
    return before, after


def direction(tokens: Tokens, first: int, last: int) -> int:
    """1 where the clause speaks of the future, -1 where of the past, 0 where nothing tells.

    The cue nearest before the date decides; where there is none, the first one after it. "Announced Monday that it
    will" is past, "will be announced Monday" future.
    """
    words = _words()
    if tokens.codes[last + 1 : last + 2] == vocabulary().letters["genitive"]:
        return 0  # "Wednesday's ruling" is an event that has a date, whatever the clause does with it
    before, after = _clause(tokens, first, last)
    if before and before[-1] in words["open_ended"]:
        return 1 if any(_points_ahead(before, at) for at in range(len(before))) else 0
    for at in range(len(before) - 1, -1, -1):
        if _points_ahead(before, at):
            return 1
        if _is_past(before[at]):
            return 1 if any(word in words["auxiliary"] for word in before[max(0, at - 3) : at]) else -1
    for word in after:
        if word in words["modal"]:
            return 1
        if _is_past(word):
            return -1
    return 0


def _points_ahead(words: list[str], at: int) -> bool:
    return words[at] in _words()["future"] or " ".join(words[at : at + 2]) in _words()["future_pairs"]


def _is_past(word: str) -> bool:
    if word in _words()["past"]:
        return True
    return word.endswith(_PAST_ENDING) and len(word) >= _SHORTEST_PAST and word not in _words()["not_past"]


def in_citation(tokens: Tokens, first: int, last: int) -> bool:
    """True inside `(Interfax, August 10)`: in a bracket, not led in by a preposition, and the bracket tells no event.

    Read leftwards only, so that nothing after the bracket can change it.
    """
    opening = _opening(tokens, first)
    if opening < 0 or not _closes(tokens, last):
        return False
    words = _words()
    if opening + 1 == first and tokens.codes[first] in _letters("year"):
        return False
    before = tokens.word(first - 1).lower()
    if first - 1 > opening and before in words["leads"]:
        return False
    inside = [tokens.word(at).lower() for at in range(opening + 1, first)]
    return not any(word in words["future"] or word in words["modal"] or word in words["past"] for word in inside)


def _opening(tokens: Tokens, first: int) -> int:
    for at in range(first - 1, max(-1, first - 1 - _BRACKET_REACH), -1):
        if tokens.codes[at] in _letters("close"):
            return -1
        if tokens.codes[at] in _letters("open"):
            return at
    return -1


def _closes(tokens: Tokens, last: int) -> bool:
    """True where the expression ends the bracket, or a part of it."""
    after = tokens.codes[last + 1 : last + 2]
    return bool(after) and after in _letters(
        "close", "semicolon", "comma", "hyphen", "dash", "and", "day", "year", "slash", "ampersand"
    )
