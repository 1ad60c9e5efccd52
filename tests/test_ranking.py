"""Passages ranked by how much they bear on a claim."""

import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ranking import overlap, rank_passages, stems

SHARED = Path(__file__).parent.parent.parent / "shared" / "eval"

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a well-known mill", "a well known mill"),
        ("1,500 tons", "1500 tons"),
        ("two mills", "2 mills"),
        ("the mill’s owner", "the mill owner"),
        ("the U.S. army", "the US army"),
        ("the U.S.S.R. army", "the USSR army"),
        ("policies", "policy"),
        ("planned", "plan"),
    ],
)
def test_ways_to_write_a_word_are_the_same(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("3.5 tons", "35 tons"), ("in May", "it may"), ("the US", "us"), ("3,5", "35")]
)
def test_words_that_only_look_alike_differ(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_a_word_counts_once_however_often_it_stands() -> None:
    assert (
        rank_passages("The mill burned in Orlo.", ["Mill, mill, mill, mill.", "Rain.", "Fog.", "The mill at Orlo."])[0]
        == 3
    )


def test_of_equal_passages_the_one_beside_the_rest_of_the_claim_comes_first() -> None:
    passages = ["The mill was sold.", "Rain fell.", "Fog rose.", "The mill was sold.", "Its buyer came from Orlo."]
    assert rank_passages("The mill was sold to Orlo.", passages)[0] == 3


def test_a_passage_that_adds_something_goes_before_one_that_repeats() -> None:
    passages = [
        "Karimov sold the mill and the harbour.",
        "Fog.",
        "Karimov sold the mill and harbour.",
        "Snow.",
        "Sold: a weir at Orlo.",
    ]
    assert rank_passages("Karimov sold the mill, the harbour and a weir at Orlo.", passages)[:2] == (0, 4)


def test_names_are_found_in_cyrillic_and_in_other_spellings() -> None:
    passages = ["Назарбаева ждали в 2005 году", "N. Nazarbaev", "Akaev", "in 2004", "Nasa"]
    held = overlap("Nazarbayev met Akayev in 2005.", passages).held
    assert list(map(sorted, held)) == [[0, 3], [0], [2], [], []]
    held = overlap("Встреча в Бишкеке", ["The meeting in Bishkek", "Бишкек"]).held
    assert list(map(sorted, held)) == [[1], [1]]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Yevgeny", "Evgeny"),
        ("Iushchenko", "Yushchenko"),
        ("Jeenbekov", "Zheenbekov"),
        ("Hruscev", "Khruscev"),
        ("Dzhaksybekov", "Jaksybekov"),
        ("Tsarikov", "Carikov"),
        ("Schukin", "Shukin"),
    ],
)
def test_spelling_that_begins_with_another_letter_is_found(name: str, other: str) -> None:
    assert overlap(f"He met {name}.", [f"It was {other}."]).held == (frozenset({1}),)
    assert overlap(f"He met {other}.", [f"It was {name}."]).held == (frozenset({1}),)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=8))
def test_every_passage_is_ranked_once(claim: str, passages: list[str]) -> None:
    assert sorted(rank_passages(claim, passages)) == list(range(len(passages)))
    assert rank_passages(claim, passages) == rank_passages(claim, tuple(passages))


@given(st.lists(st.sampled_from(["dam", "port", "leaks", "in 1931", "and"]), max_size=6), st.integers(0, 2))
def test_a_passage_equal_to_the_claim_is_never_behind_an_unrelated_one(words: list[str], at: int) -> None:
    passages = ["Snow fell.", "Wind rose."]
    passages.insert(at, " ".join(words))
    ranked = rank_passages(" ".join(words), passages)
    assert ranked[0] == at or not stems(" ".join(words))


@given(st.lists(st.text(max_size=40), max_size=60))
def test_long_lists_of_passages_keep_each(passages: list[str]) -> None:
    passages = [f"The mill {passage}" for passage in passages]
    assert sorted(rank_passages("The mill burned.", passages)) == list(range(len(passages)))


def test_very_long_list_is_ranked_in_bounded_time() -> None:
    begin = time.process_time()
    rank_passages("The mill at Orlo burned in 2005.", [f"The mill in week {n} of 2005." for n in range(20_000)])
    assert time.process_time() - begin < 5  # a slow machine under coverage; a third of a second by itself


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the evaluation sets of ../shared beside the repository")
def test_ranking_keeps_its_accuracy_on_pages_that_others_annotated() -> None:
    """Mean reciprocal rank and recall at five, per cent, on the development half of WiCE."""
    run, score = loaded("run.py"), loaded("scorers/score_evidence.py")
    rows = run.load(str(SHARED / "data" / "evidence_wice.jsonl"))
    pages = {row["page"]: row["sents"] for row in rows if row["kind"] == "page"}
    queries = [row for row in rows if row["kind"] == "query" and row["gold"]]
    ranked = [{"id": row["id"], "ranking": rank_passages(row["text"], pages[row["page"]])} for row in queries]
    claims, parts = score.score(rows, ranked, "claim"), score.score(rows, ranked, "subclaim")
    assert claims["mrr"] >= 91.5
    assert claims["r@5"] >= 86
    assert parts["mrr"] >= 81.5


def loaded(name: str) -> Any:
    """A script of the evaluation as a module."""
    path = SHARED / name
    sys.path.insert(0, str(path.parent))
    try:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(path.parent))
