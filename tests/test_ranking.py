"""Passages ranked by how much they bear on a claim."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.ranking import rank_passages, stems

PAGE = [
    "The harbour closed in May.",
    "Bishkek ratified the agreement on August 11.",
    "Rain fell on the harbour.",
]


def test_the_passage_that_shares_the_rare_words_comes_first() -> None:
    assert rank_passages("Parliament in Bishkek has ratified the agreement.", PAGE)[0] == 1


def test_another_ending_is_the_same_word() -> None:
    assert rank_passages("Bishkek ratifies agreements.", PAGE)[0] == 1
    assert stems("agreements agreement") == ["agreement", "agreement"]


def test_passages_that_share_nothing_keep_their_order() -> None:
    assert rank_passages("Nobody voted.", PAGE) == (0, 1, 2)


def test_words_of_grammar_weigh_nothing() -> None:
    assert stems("it was in the of and") == []
    assert rank_passages("It was in the and of.", PAGE) == (0, 1, 2)


def test_no_passages_give_no_ranks() -> None:
    assert rank_passages("Anything.", []) == ()


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=8))
def test_every_passage_is_ranked_once(claim: str, passages: list[str]) -> None:
    assert sorted(rank_passages(claim, passages)) == list(range(len(passages)))


@given(st.lists(st.sampled_from(["dam", "port", "leaks", "in 1931", "and"]), max_size=6), st.integers(0, 2))
def test_a_passage_equal_to_the_claim_is_never_behind_an_unrelated_one(words: list[str], at: int) -> None:
    passages = ["Snow fell.", "Wind rose."]
    passages.insert(at, " ".join(words))
    ranked = rank_passages(" ".join(words), passages)
    assert ranked[0] == at or not stems(" ".join(words))
