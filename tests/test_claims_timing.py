"""Dates of a claim where its sentence holds hundreds of them."""

import sys
from collections.abc import Callable
from itertools import accumulate
from types import FrameType

import pytest

from factcheck.claims.looking import look_for
from factcheck.claims.timing import event_and_said
from factcheck.dates import find_dates
from factcheck.document import Span
from factcheck.propositions import Form, Proposition
from factcheck.syntax import Token, Tree, tree_of


def closed_in(years: int) -> tuple[str, Tree]:
    """ "It closed 1901 1902 1903", each year hanging on the verb."""
    words = ["It", "closed", *(str(1901 + n % 99) for n in range(years))]
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    tags = [("PRON", "PRP", "nsubj"), ("VERB", "VBD", "root"), *[("NUM", "CD", "obl")] * years]
    tokens = [
        Token(at, Span(starts[at], starts[at] + len(word)), word, *told, 1)
        for at, (word, told) in enumerate(zip(words, tags, strict=True))
    ]
    text = " ".join(words)
    return text, tree_of(Span(0, len(text)), tokens)


def calls(work: Callable[[], object]) -> int:
    """How many functions, Python's and C's, the work calls: its cost, whatever else the machine does."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def cost(years: int) -> tuple[int, int]:
    """Calls of `event_and_said` and of `look_for` on a claim with so many dates."""
    text, tree = closed_in(years)
    dates = find_dates(text, [tree.span])
    assert len(dates) == years
    claim = Proposition(tree=tree, tokens=tuple(range(len(tree.tokens))), head=1, form=Form.CLAUSE)
    spans = [date.span for date in dates]
    return (
        calls(lambda: event_and_said(text, claim, dates, None)),
        calls(lambda: look_for(tree.tokens, text, spans)),
    )


@pytest.mark.parametrize("at", [0, 1], ids=["event_and_said", "look_for"])
def test_four_times_the_dates_take_about_four_times_the_work(at: int) -> None:
    assert cost(400)[at] < 6 * cost(100)[at]


def test_of_hundreds_of_dates_the_first_is_the_claims() -> None:
    text, tree = closed_in(300)
    claim = Proposition(tree=tree, tokens=tuple(range(len(tree.tokens))), head=1, form=Form.CLAUSE)
    event, said = event_and_said(text, claim, find_dates(text, [tree.span]), None)
    assert (event.edtf, said.edtf) == ("1901", "")
    assert look_for(tree.tokens, text, [date.span for date in find_dates(text, [tree.span])]) == ("date",)
