"""What a hyphen at the end of a line was: the writer's own, or the mark of a divided word."""

import pytest

from factcheck.readers.pdf.hyphens import Vocabulary, join

NOTHING = Vocabulary.of([])


@pytest.mark.parametrize(
    ("line", "after", "together"),
    [
        ("the deployment at Karshi-", "Khanabad was", "the deployment at Karshi-Khanabad was"),
        ("the newspapers of the re-", "gion said", "the newspapers of the region said"),
        ("senior and well-", "placed analysts", "senior and well-placed analysts"),
        ("the long-", "term role", "the long-term role"),
        ("the U.S.-", "led invasion", "the U.S.-led invasion"),
        ("between 1990-", "1995 it", "between 1990-1995 it"),
        ("such articles are not anti-", "American", "such articles are not anti-American"),
        ("a state-of-", "the-art dam", "a state-of-the-art dam"),
        ("he was re-", "elected in", "he was re-elected in"),
        ("sent by e-", "mail to", "sent by e-mail to"),
        ("both pre-", "and post-war", "both pre- and post-war"),
        ("the minister -", "she had", "the minister - she had"),
        ("the minister —", "she had", "the minister — she had"),
        ("the minister—", "she had", "the minister—she had"),
        ("THE GOVERN-", "MENT SAID", "THE GOVERNMENT SAID"),
        ("the gov\u00ad", "ernment", "the government"),
        ("see https://toma.example/year-", "book for", "see https://toma.example/year-book for"),
        ("see https://toma.example/", "yearbook for", "see https://toma.example/yearbook for"),
        ("twenty-", "five dams", "twenty-five dams"),
        ("the word ends", "here", "the word ends here"),
    ],
)
def test_two_lines_are_joined(line: str, after: str, together: str) -> None:
    kept, between = join(line, after, NOTHING)
    assert kept + between + after == together


@pytest.mark.parametrize(
    ("elsewhere", "together"),
    [
        ("Every hydro-electric plant was sold.", "the hydro-electric plant"),
        ("Every hydroelectric plant was sold.", "the hydroelectric plant"),
    ],
)
def test_spelling_of_the_same_document_decides(elsewhere: str, together: str) -> None:
    kept, between = join("the hydro-", "electric plant", Vocabulary.of([elsewhere]))
    assert kept + between + "electric plant" == together


def test_parts_of_divided_words_are_no_words() -> None:
    vocabulary = Vocabulary.of(["the waters of the Zaravshan were diminish-", "ing in the spring"])
    assert vocabulary.words["ing"] == vocabulary.words["diminish"] == 0
    assert vocabulary.words["spring"] == 1
