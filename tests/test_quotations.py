"""Quotations: where quoted words begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.document import Span
from factcheck.quotations import find_quotations


def quotations(*paragraphs: str) -> list[tuple[tuple[str, ...], bool]]:
    """The quoted words of the paragraphs, one piece a paragraph, and whether the mark was closed."""
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return [(tuple(s.slice(text) for s in q.spans), q.closed) for q in find_quotations(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam leaks,” said Cole.", "“The dam leaks,”"),
        ('"The dam leaks," said Cole.', '"The dam leaks,"'),
        ("«The dam leaks», said Cole.", "«The dam leaks»"),
        ("„The dam leaks“, said Cole.", "„The dam leaks“"),
        ("``The dam leaks,'' said Cole.", "``The dam leaks,''"),
        ("Cole said: ‘The dam leaks.’", "‘The dam leaks.’"),
    ],
)
def test_a_quotation_runs_from_mark_to_mark(text: str, expected: str) -> None:
    assert quotations(text) == [((expected,), True)]


def test_a_quotation_inside_another_is_part_of_it() -> None:
    assert quotations("“Cole called it ‘a leak’ twice,” she said.") == [(("“Cole called it ‘a leak’ twice,”",), True)]


def test_straight_marks_pair_up_one_after_the_other() -> None:
    assert quotations('"It leaks," he said, "and it stinks."') == [
        (('"It leaks,"',), True),
        (('"and it stinks."',), True),
    ]


@pytest.mark.parametrize("text", ["The workers’ dam.", "It’s Cole’s dam.", "a 6' 2\" man", "rock ’n’ roll"])
def test_an_apostrophe_or_an_inch_opens_nothing(text: str) -> None:
    assert quotations(text) == []


def test_a_mark_left_open_runs_to_the_end_of_its_paragraph() -> None:
    assert quotations("“The dam leaks, said Cole.", "Nobody else spoke.") == [(("“The dam leaks, said Cole.",), False)]


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    found = quotations("“The dam leaks.", "“We saw it,” said Cole.")
    assert found == [(("“The dam leaks.", "“We saw it,”"), True)]


def test_a_quotation_that_was_closed_does_not_go_on() -> None:
    found = quotations("“The dam leaks.”", "“We saw it,” said Cole.")
    assert found == [(("“The dam leaks.”",), True), (("“We saw it,”",), True)]


def test_a_closing_mark_alone_is_no_quotation() -> None:
    assert quotations("The dam leaks,” said Cole.") == []


def test_a_quoted_term_is_no_speech() -> None:
    text = "The “leaking dam” holds, yet “we all saw it leak.”"
    term, speech = find_quotations(text, [Span(0, len(text))])
    assert (term.is_speech, speech.is_speech) == (False, True)


PIECES = ["“", "”", '"', "‘", "’", "``", "''", "«", "»", "„", " ", "dam", "It’s", ". ", "\n\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_quotations_are_in_order_and_disjoint_and_inside_their_paragraphs(text: str) -> None:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        if part:
            paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 2
    spans = [s for q in find_quotations(text, paragraphs) for s in q.spans]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(p.covers(s) for p in paragraphs) and s.start < s.end for s in spans)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: ‘The workers’ union left the talks,’ and went.", "‘The workers’ union left the talks,’"),
        ("The ‘boys’ met at the mill.", "‘boys’"),
        ("‘The boys’ club is closed’ was the headline.", "‘The boys’ club is closed’"),
    ],
)
def test_a_plural_possessive_closes_no_single_quotation(text: str, quoted: str) -> None:
    (found,) = find_quotations(text, [Span(0, len(text))])
    assert [span.slice(text) for span in found.spans] == [quoted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“The dam leaks," said Cole. Nobody else spoke.', '“The dam leaks,"'),
        ("“The dam leaks,“ said Cole. Nobody else spoke.", "“The dam leaks,“"),
        ('"The dam leaks,” said Cole. Nobody else spoke.', '"The dam leaks,”'),
        ('“It is 12" wide and leaks," said Cole.', '“It is 12" wide and leaks,"'),
    ],
)
def test_the_mark_of_another_kind_closes_where_the_right_one_does_not_come(text: str, expected: str) -> None:
    assert quotations(text) == [((expected,), True)]


@pytest.mark.parametrize(
    "text",
    [
        '“Cole said "it leaks" twice,” she said.',
        '“Cole called it "a leak",” she said.',
        '"Cole called it “a leak” twice," she said.',
        "“It is 6'2\" and leaks,” she said.",
    ],
)
def test_a_mark_of_another_kind_inside_is_part_of_it(text: str) -> None:
    end = max(text.rfind(",”"), text.rfind(',"')) + 2
    assert quotations(text) == [((text[:end],), True)]


def test_two_quotations_with_a_wrong_mark_are_two() -> None:
    text = '“The dam leaks," said Cole. “We saw it,” said Ruiz.'
    assert quotations(text) == [(('“The dam leaks,"',), True), (("“We saw it,”",), True)]
