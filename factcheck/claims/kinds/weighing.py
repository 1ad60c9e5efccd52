"""How likely a claim of this wording can be checked: a logistic regression over its features.

Source: the weights of `data/checkable_weights.csv`, trained by `tools/train_kinds.py`; `data/CHECKABLE_CARD.md` tells
on what, and with what figures.
"""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.claims.kinds.features import LISTS, PHRASES, features
from factcheck.lexicon import word_list
from factcheck.mentions import FIRST
from factcheck.syntax import Token

BIAS = "(bias)"
OWN = 0.4
"""Share of the claim's own words in the odds; the rest is its sentence's: a view is seldom half of a sentence."""
TELLING = 0.05
"""Weight (log odds) under which a feature is not named as a reason."""
NAMED = 2


class Weighed(NamedTuple):
    """Log odds that a claim can be checked, and what spoke most for and most against it, in words."""

    odds: float
    pro: tuple[str, ...]
    contra: tuple[str, ...]


@cache
def _weights() -> dict[str, float]:
    text = files("factcheck").joinpath("data/checkable_weights.csv").read_text(encoding="utf-8")
    return {entry["feature"]: float(entry["weight"]) for entry in csv.DictReader(io.StringIO(text))}


def weigh(words: Sequence[Token], sentence: tuple[Token, ...] = ()) -> Weighed:
    """The odds of a claim's words among those of its sentence, and what of its own words they rest on."""
    weights = _weights()
    found = sorted((weights[name], name) for name in features(words) if name in weights)
    odds = _total(weights[BIAS], (weight for weight, _ in found))
    if sentence:
        odds = OWN * odds + (1 - OWN) * _odds(sentence)
    return Weighed(
        odds,
        _phrases([name for weight, name in reversed(found) if weight > TELLING]),
        _phrases([name for weight, name in found if weight < -TELLING]),
    )


_LAST: list[tuple[tuple[Token, ...], float]] = [((), 0.0)]
"""The sentence weighed last, with its odds: its claims follow one another."""


def _odds(sentence: tuple[Token, ...]) -> float:
    last, odds = _LAST[0]
    if last is not sentence:
        weights = _weights()
        odds = _total(weights[BIAS], (weights[name] for name in features(sentence) if name in weights))
        _LAST[0] = (sentence, odds)
    return odds


def _total(bias: float, weights: Iterable[float]) -> float:
    return math.fsum([bias, *weights])  # exact: the same in any order


def _phrases(names: Sequence[str]) -> tuple[str, ...]:
    """The strongest few, each kind of feature once with its words: "first person: we, our"."""
    said: dict[str, list[str]] = {}
    for name in names:
        phrase, word = _phrase(name)
        if phrase and (phrase in said or len(said) < NAMED):
            said.setdefault(phrase, []).extend([word] if word else [])
    return tuple(f"{phrase}: {', '.join(words)}" if words else phrase for phrase, words in said.items())


@cache
def _phrase(name: str) -> tuple[str, str]:
    if not name.startswith("word:"):
        return PHRASES.get(name, ""), ""
    word = name.removeprefix("word:")
    if word in FIRST:
        return "first person", word
    return next(((PHRASES[f"list:{one}"], word) for one in LISTS if word in word_list(one)), ("", ""))
