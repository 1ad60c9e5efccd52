"""Fact, statement, opinion or forecast, and whether it can be checked at all, each with its reason in one line.

What is reported, asked, merely named or forecast with a figure is plain by rule; the rest is weighed by its wording.
Nothing is set aside without a person: an opinion is listed and stays open until somebody confirms it.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factcheck.claims.claim import Kind
from factcheck.claims.kinds.features import PHRASES, is_figure
from factcheck.claims.kinds.weighing import weigh
from factcheck.lexicon import word_list
from factcheck.mentions import FIRST
from factcheck.syntax import Token

__all__ = ["Bar", "Judged", "bar", "by_rule", "judge"]

FORECAST = word_list("forecast")
TELLING = frozenset({"acl", "appos"})
"""What a claim of a noun says of it: "its delicate policy, which rests on ..." says where it rests."""
EXPECTED = re.compile(r"\bgoing to\b|\bexpected to\b")
ODDS = frozenset({"likely", "unlikely"})
"""Words of a forecast that of the past only hedge: "were most likely aware of it"."""
OBLIGATION = word_list("obligation")
VIEWS = ("impression", "value")
PERSONAL = FIRST | {"you", "your", "let"}
PERSONAL_BAR = -0.1
"""Speakers' own words. The bars were chosen by the cross-validated macro F1 of speeches and news and by six articles
broken into claims by hand; where these pull apart, an article wrongly called opinion costs a checker more."""
IMPERSONAL_BAR = -0.2
FORECAST_BAR = 0.4
POSSIBLE_BAR = 0.6
"""A possibility: "may", "perhaps"."""
IN_PASSING_BAR = -0.5
"""What a relative clause, a participle or a noun tells beside its sentence's point is taken for granted there."""
EXISTENCE_BAR = -0.5
"""That there is something; that there is nothing of the kind can always be checked, for one found refutes it."""
NEGATIVE = frozenset({"no", "not", "n't", "never"})
PRESSED = frozenset({"alternative", "choice", "doubt", "excuse", "point", "question", "reason", "sense", "way"})
"""What there is no doubt of, no point in, no way to do is no finding."""


class Judged(NamedTuple):
    """A claim's kind, whether it can be checked, and why, in words a checker understands."""

    kind: Kind
    checkable: bool
    reason: str


class Bar(NamedTuple):
    """The log odds above which a claim can be checked, and the reason where it never can."""

    odds: float
    reason: str = ""


def judge(
    words: Sequence[Token], *, reported: bool, quoted: bool, asked: bool = False, sentence: tuple[Token, ...] = ()
) -> Judged:
    """The kind of a claim by its words and by the whole sentence they stand in (blank: by its words alone).

    `reported` where somebody is said to have said it, `quoted` where it stands in quotation marks, `asked` where it is
    a question.
    """
    ruled = by_rule(words, reported=reported, quoted=quoted, asked=asked)
    return ruled if ruled is not None else _weighed(words, sentence)


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
            if found := _asserted(words, word_list(name)):
                return Bar(math.inf, _view(name, found))
        if lower & word_list("possible"):
            return Bar(POSSIBLE_BAR)
    if thing := _existing(words):
        denied = lower & NEGATIVE and thing.lower not in PRESSED
        return Bar(-math.inf if denied else EXISTENCE_BAR)
    return Bar(IN_PASSING_BAR if _in_passing(words) else IMPERSONAL_BAR)


def _top(words: Sequence[Token]) -> Token:
    within = {t.index for t in words}
    return next((t for t in words if t.head == t.index or t.head not in within), words[0])


def _in_passing(words: Sequence[Token]) -> bool:
    """True where no clause holds the claim together: "the water, which can potentially cause it"."""
    top = _top(words)
    below = {t.relation for t in words if t.head == top.index and t.index != top.index}
    return top.pos not in {"VERB", "AUX"} and not below & {"cop", "nsubj"}


def _existing(words: Sequence[Token]) -> Token | None:
    """ "signs" of "there are signs of it" and "there are no signs of it"; None where there is no such clause."""
    top = _top(words)
    if not any(t.head == top.index and t.dep == "expl" and t.lower == "there" for t in words):
        return None
    return next((t for t in words if t.head == top.index and t.relation == "nsubj"), top)


def _asserted(words: Sequence[Token], view: frozenset[str]) -> set[str]:
    """The words of a view that the claim itself asserts: not "delicate" in "Its delicate policy rests on ..."."""
    found = [t for t in words if t.lower in view]
    if not found:
        return set()
    top, at = _top(words).index, {t.index: t for t in words}
    branches = [_branch(token, top, at) for token in found]
    if _in_passing(words) and any(t.head == top and t.relation in TELLING for t in words):
        return {t.lower for t, branch in zip(found, branches, strict=True) if branch in TELLING}
    subject = "" if _existing(words) else "nsubj"  # what there is is what is asserted
    return {t.lower for t, branch in zip(found, branches, strict=True) if branch != subject}


def _branch(token: Token, top: int, at: Mapping[int, Token]) -> str:
    """The relation under which the token's branch hangs on the top word."""
    while token.head not in {top, token.index} and token.head in at:
        token = at[token.head]
    return token.relation


def _view(name: str, found: set[str]) -> str:
    return f"{PHRASES[f'list:{name}']}: {', '.join(sorted(found))}"


def _forecasts(words: Sequence[Token]) -> bool:
    lower = [t.lower for t in words]
    if "would" in lower:
        return False
    found = FORECAST.intersection(lower)
    if found and found <= ODDS and _past(words):
        return False
    return bool(found or EXPECTED.search(" ".join(lower)))


def _past(words: Sequence[Token]) -> bool:
    top = _top(words).index
    return any(t.tag == "VBD" and (t.index == top or (t.head == top and t.relation in {"aux", "cop"})) for t in words)


def _weighed(words: Sequence[Token], sentence: tuple[Token, ...]) -> Judged:
    least, view = bar(words)
    if view:
        return Judged(kind=Kind.OPINION, checkable=False, reason=view)
    odds, pro, contra = weigh(words, sentence)
    forecast = _forecasts(words)
    if odds > least:
        kind, reason = (Kind.PREDICTION, "a forecast to be held to") if forecast else (Kind.FACT, "asserted as fact")
        return Judged(kind=kind, checkable=True, reason="; ".join([reason, *pro]))
    kind, reason = (Kind.PREDICTION, "a bare forecast") if forecast else (Kind.OPINION, "worded as a view")
    return Judged(kind=kind, checkable=False, reason="; ".join([reason, *contra]))
