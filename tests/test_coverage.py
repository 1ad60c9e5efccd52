"""Coverage by word: what a checker would stop at, and what of it no claim holds."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mock_table import document, spans_of

from factcheck.coverage import uncovered, words_to_cover
from factcheck.document import Span
from factcheck.sentences import split_document

ROOT = Path(__file__).parent.parent
CASES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/golden/coverage.toml").read_text(encoding="utf-8"))["case"]
TEXTS = st.text(st.sampled_from("ab AB1\n.,:“”\"'’‘-$%“é東"), max_size=60)


def left_over(text: str, claims: tuple[Span, ...] = (), citations: tuple[Span, ...] = ()) -> list[str]:
    article = document(text.replace("\n", "\n\n"))
    return [span.slice(article.text) for span in uncovered(article, split_document(article), claims, citations)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_words_to_cover_are_those_of_the_table(case: dict[str, Any]) -> None:
    article = document(case["text"].replace("\n", "\n\n"))
    words = words_to_cover(article, split_document(article))
    assert [word.slice(article.text) for word in words] == case["words"]


def test_uncovered_leaves_out_what_a_claim_or_a_bracket_holds() -> None:
    text = "Petrova closed 12 dams on the Toma (River News, March 5)."
    claims = spans_of(text, "Petrova closed", "dams on the Toma")
    brackets = spans_of(text, "(River News, March 5)")
    assert left_over(text, claims, brackets) == ["12"]


def test_uncovered_asks_for_the_whole_word() -> None:
    text = "The Karshi road is long."
    assert left_over(text, spans_of(text, "Kar")) == ["Karshi"]


def test_uncovered_takes_touching_spans_as_one() -> None:
    text = "The Karshi road is long."
    assert left_over(text, spans_of(text, "Kar", "shi")) == []


def test_uncovered_makes_the_words_of_one_name_one() -> None:
    assert left_over("The ship of the Ministry of Water met Ana Petrova and Bo Lind on May 5.") == [
        "Ministry of Water",
        "Ana Petrova",
        "Bo Lind",
        "May 5",
    ]


def test_uncovered_makes_neighbours_of_two_sentences_two() -> None:
    assert left_over("It was in Toma. Norland knew Toma.") == ["Toma", "Norland", "Toma"]


def test_uncovered_does_not_ask_for_the_and_between_two_claims_of_a_quotation() -> None:
    text = "She wrote: “The dam is full and the town is dry.”"
    assert left_over(text, spans_of(text, "The dam is full", "the town is dry")) == []


def test_uncovered_keeps_a_quoted_not() -> None:
    text = "She wrote: “The dam is not full.”"
    assert left_over(text, spans_of(text, "The dam is", "full")) == ["not"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOTE: The mill was sold to Norbank.", ["Norbank"]),
        ("Mr. President, the mill was sold to Norbank.", ["Norbank"]),
        ("The Mr. President mill was sold.", ["Mr. President"]),
    ],
)
def test_a_label_or_an_address_that_opens_a_sentence_is_not_asked_for(text: str, expected: list[str]) -> None:
    assert left_over(text) == expected


def test_openers_of_the_sample_are_told_from_names() -> None:
    article = document((ROOT / "seeds/edm-2-160.txt").read_text(encoding="utf-8"))
    sentences = split_document(article)
    starts = {word.start for word in words_to_cover(article, sentences)}
    opening = {sentence.slice(article.text).split()[0]: sentence.start in starts for sentence in sentences}
    assert [word for word, counts in opening.items() if counts] == [
        *("Kazakhstan’s", "Kazakhstan", "General", "Bolat", "By", "Everywhere", "Look"),
        *("Sultanov’s", "Uzbekistan’s", "Armenia,", "Astana"),
    ], "By, Everywhere and Look open sentences of a quotation, whose every word counts"


@given(TEXTS)
def test_words_to_cover_lie_in_sentences_in_order_and_apart(text: str) -> None:
    article = document(text)
    sentences = split_document(article)
    words = words_to_cover(article, sentences)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert all(any(sentence.covers(word) for sentence in sentences) and word.start < word.end for word in words)


@given(TEXTS)
def test_uncovered_is_nothing_where_every_sentence_is_a_claim(text: str) -> None:
    article = document(text)
    sentences = split_document(article)
    assert uncovered(article, sentences, sentences, ()) == ()


@given(TEXTS)
def test_uncovered_without_claims_holds_every_word(text: str) -> None:
    article = document(text)
    sentences = split_document(article)
    loose = uncovered(article, sentences, (), ())
    joins = {"although", "and", "because", "but", "or", "that", "though", "whereas", "which", "while", "who"}
    words = [word for word in words_to_cover(article, sentences) if word.slice(article.text).lower() not in joins]
    assert all(any(span.covers(word) for span in loose) for word in words)
