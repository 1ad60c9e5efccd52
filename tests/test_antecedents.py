"""What "it", "they" and "this agreement" point back to: found where one candidate is clear, else left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.document import Span
from factcheck.mending import mend
from factcheck.mentions import Mentions
from factcheck.sentences import split
from factcheck.syntax import parse_sentences


def antecedents(text: str, word: str) -> list[str]:
    """What each `word` of the text stands for."""
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 2
    sentences = [s for p in paragraphs for s in split(text, p)]
    trees = tuple(mend(tree) for tree in parse_sentences(text, sentences))
    mentions = Mentions(text, trees)
    return [mentions.antecedent(n, t.index) for n, tree in enumerate(trees) for t in tree.tokens if t.lower == word]


FOUND = [
    ("Such articles are old, as they often say.", "they", "such articles"),
    ("The American Action Network says it will pay.", "it", "the American Action Network"),
    ("The dam is old. It leaks every spring.", "it", "the dam"),
    ("Norbank closed in May, when it lost its licence.", "it", "Norbank"),
    ("Norbank lost its licence.", "its", "Norbank"),
    ("The company said it would pay.", "it", "the company"),
    ("The soldiers resisted. They fled at dawn.", "they", "the soldiers"),
    ("Norland and Sudland withdrew their troops.", "their", "Norland and Sudland"),
    ("Paul Mercer runs the port. He is old.", "he", "Paul Mercer"),
    ("The court is in Halden. It is the oldest in the country.", "it", "the court"),
    (
        "Norland signed the agreement with Sudland on fish. The agreement ends in May.",
        "agreement",
        "the agreement with Sudland on fish",
    ),
    ("Officials spoke of a policy of silence. This policy hurt the town.", "policy", "the policy of silence"),
    ("Many feared it. A fear of floods grew. Such fears are old.", "fears", "fears of floods"),
]


@pytest.mark.parametrize(("text", "word", "expected"), FOUND)
def test_one_clear_candidate_is_the_antecedent(text: str, word: str, expected: str) -> None:
    assert antecedents(text, word)[-1] == expected


LEFT = [
    ("The council approved the plan. It will cost two million.", "it"),
    ("It is clear that the dam leaks.", "it"),
    ("The dam is old. It seems that nobody cares.", "it"),
    ("The dam is old. It was reported that the wall broke.", "it"),
    ("The dam is old.\n\nIt leaks.", "it"),
    ("Anna Berg is mayor. It was late.", "it"),
    ("The president spoke. It was not simple.", "it"),
    ("The dam is old. They left at dawn.", "they"),
    ("The force behind the choice of the bank is its fear of change.", "its"),
    ("The court ruled that its publication was legal.", "its"),
    ("America must lead it.", "it"),
    ("“The dam is old,” said Berg. It leaks.", "it"),
    ("Nobody came. They were Norland and Sudland.", "they"),
    ("No bank paid. It closed.", "it"),
    ("They signed an agreement with Norland on fish. These agreements end in May.", "agreements"),
    ("An agreement with Norland and an agreement with Sudland exist. This agreement ends.", "agreement"),
    ("Tom Reed met Paul Mercer. He left.", "he"),
]


@pytest.mark.parametrize(("text", "word"), LEFT)
def test_where_one_cannot_be_sure_nothing_is_found(text: str, word: str) -> None:
    assert antecedents(text, word)[-1] == ""


POOL = ["The dam is old.", "It leaks.", "Its wall broke.", "They said it would hold.", "Norbank paid.", "This dam stands.",
        "“It stinks,” she said.", "Critics of the dam and the mill met.", "\n\n", "It was clear that it fell."]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=6))
def test_an_antecedent_is_made_of_words_that_stand_before_the_pronoun(parts: list[str]) -> None:
    text = " ".join(parts).replace(" \n\n ", "\n\n").strip()
    said = {"the", *text.lower().replace(".", " ").split()}
    for word in ("it", "its", "they"):
        for found in antecedents(text, word):
            assert set(found.lower().split()) <= said
