"""Fact, statement, opinion or forecast, and whether it can be checked at all, each with its reason in one line.

Rules over the words of the claim. Nothing is set aside without a person: an opinion is listed and stays open until
somebody confirms it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.claim import Kind
from factcheck.lexicon import word_list
from factcheck.mentions import FIRST
from factcheck.syntax import Token

FORECAST = word_list("forecast")
OBLIGATION = word_list("obligation")
POSSIBLE = word_list("possible")
IMPRESSION = word_list("impression")
VALUE = word_list("value")
STANCE = word_list("stance")
EXPECTED = re.compile(r"\bgoing to\b|\bexpected to\b")


class Judged(NamedTuple):
    """A claim's kind, whether it can be checked, and why, in words a checker understands."""

    kind: Kind
    checkable: bool
    reason: str


def judge(words: Sequence[Token], *, reported: bool, quoted: bool, asked: bool = False) -> Judged:
    """The kind of a claim by its words.

    `reported` where somebody is said to have said it, `quoted` where it stands in quotation marks, `asked` where it is
    a question.
    """
    if reported:
        return _checkable(Kind.STATEMENT, "somebody is reported to have said it")
    if asked:
        return _view(Kind.OPINION, "a question")
    if not any(t.pos in {"VERB", "AUX"} for t in words):
        return _checkable(Kind.FACT, "a name with its description")
    lower = {t.lower for t in words}
    figure = any(t.tag == "CD" and t.lower != "one" for t in words)
    if "would" not in lower and (lower & FORECAST or EXPECTED.search(" ".join(t.lower for t in words))):
        if figure:
            return _checkable(Kind.PREDICTION, "a forecast with a figure")
        return _view(Kind.PREDICTION, "a bare forecast")
    if lower & OBLIGATION:
        return _view(Kind.OPINION, "what ought to be")
    if lower & FIRST and lower & (STANCE | VALUE) and not quoted:
        return _view(Kind.OPINION, "the author's own stance")
    if not figure:
        for found, reason in ((lower & IMPRESSION, "an impression"), (lower & POSSIBLE, "a possibility")):
            if found:
                return _view(Kind.OPINION, f"{reason}: {', '.join(sorted(found))}")
        if lower & VALUE and not quoted:
            return _view(Kind.OPINION, f"a valuation: {', '.join(sorted(lower & VALUE))}")
    return _checkable(Kind.FACT, "asserted as fact")


def _checkable(kind: Kind, reason: str) -> Judged:
    return Judged(kind=kind, checkable=True, reason=reason)


def _view(kind: Kind, reason: str) -> Judged:
    return Judged(kind=kind, checkable=False, reason=reason)
