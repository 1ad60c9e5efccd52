"""Fact, statement, opinion or forecast, and whether it can be checked at all, each with its reason in one line.

What is reported, asked, merely named or forecast with a figure is plain by rule; the rest is weighed by its wording.
Nothing is set aside without a person: an opinion is listed and stays open until somebody confirms it.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.claim import Kind
from factcheck.claims.kinds.features import PHRASES, is_figure
from factcheck.claims.kinds.weighing import weigh
from factcheck.lexicon import word_list
from factcheck.mentions import FIRST
from factcheck.syntax import Token

__all__ = ["Bar", "Judged", "bar", "by_rule", "judge"]

FORECAST = word_list("forecast")
EXPECTED = re.compile(r"\bgoing to\b|\bexpected to\b")
OBLIGATION = word_list("obligation")
VIEWS = ("impression", "possible", "value")
PERSONAL = FIRST | {"you", "your", "let"}
PERSONAL_BAR = -0.1
"""Speakers' own words: what macro F1 of the speeches is best at, cross-validated; so for the next two."""
IMPERSONAL_BAR = -0.5
"""Lower than where the news is best (0): an article has more that can be checked than the sets trained on."""
FORECAST_BAR = 0.2
IN_PASSING_BAR = -1.0
"""What a relative clause, a participle or a noun tells beside its sentence's point is taken for granted there."""


class Judged(NamedTuple):
    """A claim's kind, whether it can be checked, and why, in words a checker understands."""

    kind: Kind
    checkable: bool
    reason: str


class Bar(NamedTuple):
    """The log odds above which a claim can be checked, and the reason where it never can."""

    odds: float
    reason: str = ""


def judge(words: Sequence[Token], *, reported: bool, quoted: bool, asked: bool = False) -> Judged:
    """The kind of a claim by its words.

    `reported` where somebody is said to have said it, `quoted` where it stands in quotation marks, `asked` where it is
    a question.
    """
    ruled = by_rule(words, reported=reported, quoted=quoted, asked=asked)
    return ruled if ruled is not None else _weighed(words)


def by_rule(words: Sequence[Token], *, reported: bool, quoted: bool, asked: bool = False) -> Judged | None:  # noqa: ARG001  the arguments of `judge`
    """The kind where it is plain without weighing the words, None elsewhere."""
    if reported:
        return Judged(kind=Kind.STATEMENT, checkable=True, reason="somebody is reported to have said it")
    if asked:
        return Judged(kind=Kind.OPINION, checkable=False, reason="a question")
    if not any(t.pos in {"VERB", "AUX"} for t in words):
        return Judged(kind=Kind.FACT, checkable=True, reason="a name with its description")
    if _forecasts(words) and any(is_figure(t) for t in words):
        return Judged(kind=Kind.PREDICTION, checkable=True, reason="a forecast with a figure")
    return None


def bar(words: Sequence[Token]) -> Bar:
    """The bar for a claim that no rule decides: out of reach for a view told without a figure and without a person."""
    lower = {t.lower for t in words}
    if lower & PERSONAL:
        return Bar(PERSONAL_BAR)
    if _forecasts(words):
        return Bar(FORECAST_BAR)
    if found := lower & OBLIGATION:
        return Bar(math.inf, _view("obligation", found))
    if not any(is_figure(t) for t in words):
        for name in VIEWS:
            if found := lower & word_list(name):
                return Bar(math.inf, _view(name, found))
    return Bar(IN_PASSING_BAR if _in_passing(words) else IMPERSONAL_BAR)


def _in_passing(words: Sequence[Token]) -> bool:
    """True where no clause holds the claim together: "the water, which can potentially cause it"."""
    within = {t.index for t in words}
    top = next((t for t in words if t.head == t.index or t.head not in within), words[0])
    below = {t.dep.split(":")[0] for t in words if t.head == top.index and t.index != top.index}
    return top.pos not in {"VERB", "AUX"} and not below & {"cop", "nsubj"}


def _view(name: str, found: set[str]) -> str:
    return f"{PHRASES[f'list:{name}']}: {', '.join(sorted(found))}"


def _forecasts(words: Sequence[Token]) -> bool:
    lower = [t.lower for t in words]
    return "would" not in lower and bool(FORECAST.intersection(lower) or EXPECTED.search(" ".join(lower)))


def _weighed(words: Sequence[Token]) -> Judged:
    least, view = bar(words)
    if view:
        return Judged(kind=Kind.OPINION, checkable=False, reason=view)
    odds, pro, contra = weigh(words)
    forecast = _forecasts(words)
    if odds > least:
        kind, reason = (Kind.PREDICTION, "a forecast to be held to") if forecast else (Kind.FACT, "asserted as fact")
        return Judged(kind=kind, checkable=True, reason="; ".join([reason, *pro]))
    kind, reason = (Kind.PREDICTION, "a bare forecast") if forecast else (Kind.OPINION, "worded as a view")
    return Judged(kind=kind, checkable=False, reason="; ".join([reason, *contra]))
