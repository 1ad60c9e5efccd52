"""Claim ids: made of the words alone."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.article import parse
from factcheck.claims.claim import CONSONANTS, name_all, span_words, spell
from factcheck.document import Span

ARTICLE = "The bridge opened in 1931. Maria Lopez, director of the museum, bought “The Storm.” It was cheap."


def ids(text: str) -> list[str]:
    return [claim.id for claim in parse(text, published="2005").claims]


def test_an_id_is_c_and_eight_consonants() -> None:
    assert all(re.fullmatch(rf"c-[{CONSONANTS}]{{8}}", each) for each in ids(ARTICLE))


def test_the_same_words_give_the_same_id_wherever_they_stand() -> None:
    assert set(ids(ARTICLE)) < set(ids(f"Nobody came to the harbour.\n\n{ARTICLE} Ships left."))


def test_a_paragraph_above_changes_no_id() -> None:
    assert ids(f"Nobody came to the harbour.\n\n{ARTICLE}")[1:] == ids(ARTICLE)


@pytest.mark.parametrize(
    "changed",
    [
        ARTICLE.replace(" ", "  "),
        ARTICLE.replace("“", '"').replace("”", '"'),
        ARTICLE.replace(" in ", "\u00a0in "),
    ],
    ids=["two spaces", "straight quotes", "no-break space"],
)
def test_typography_changes_no_id(changed: str) -> None:
    assert ids(changed) == ids(ARTICLE)


def test_other_words_change_the_id() -> None:
    assert ids("The bridge opened in 1931.") != ids("The bridge opened in 1932.")


def test_two_equal_claims_have_two_ids_and_the_first_keeps_its_own() -> None:
    twice = ids("The bridge opened in 1931.\n\nThe bridge opened in 1931.")
    assert len(set(twice)) == 2
    assert twice[0] == ids("The bridge opened in 1931.")[0]


def test_name_all_avoids_what_is_taken() -> None:
    (first,) = name_all(["bridge"])
    assert name_all(["bridge"], taken=[first]) == (spell("bridge", 1),)


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12), st.sets(st.sampled_from(["a", "b"])))
def test_name_all_never_gives_a_name_twice(words: list[str], before: set[str]) -> None:
    taken = {spell(each) for each in before}
    names = name_all(words, taken)
    assert len(set(names) | taken) == len(words) + len(taken)


@given(st.text(max_size=40))
def test_span_words_does_not_see_normal_form_case_and_marks(text: str) -> None:
    def words(each: str) -> str:
        return span_words(each, [Span(0, len(each))])

    assert words(unicodedata.normalize("NFD", text)) == words(text)
    assert words(f"“{text}”, ") == words(text)
    assert words(words(text)) == words(text)
