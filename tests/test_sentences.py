"""Sentences: the golden table, and that they tile the paragraph whatever the text."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.document import Block, BlockKind, Document, Span
from factcheck.sentences import Abbreviation, abbreviations, split, split_document

GOLDEN = Path(__file__).parent / "golden" / "sentences.toml"
TABLE = Path(factcheck.__file__).parent / "data" / "abbreviations.csv"
PIECES = [
    "Mr",
    "U.S",
    ".",
    ". ",
    "? ",
    "!” ",
    "(",
    ") ",
    "“",
    " [2]",
    "\n",
    " ",
    "a. ",
    "2) ",
    "The ",
    "it",
    "é",
    "...",
    "• ",
]


def cases() -> list[Any]:
    rows = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]
    return [
        pytest.param(
            row.get("text", " ".join(row["sentences"])),
            row["sentences"],
            id=row["what"],
            marks=[pytest.mark.xfail(reason=row["known_failure"], strict=True)] if "known_failure" in row else [],
        )
        for row in rows
    ]


def sentences(text: str) -> list[str]:
    return [span.slice(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_split_cuts_as_punctuated(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)), st.integers(0, 5), st.integers(0, 5))
def test_sentences_tile_the_paragraph(text: str, before: int, after: int) -> None:
    paragraph = Span(min(before, len(text)), max(min(before, len(text)), len(text) - after))
    found = split(text, paragraph)
    assert list(found) == sorted(found)
    at = paragraph.start
    for span in found:
        assert text[at : span.start].strip() == ""
        assert span.slice(text) == span.slice(text).strip() != ""
        at = span.end
    assert text[at : paragraph.end].strip() == ""
    assert at <= paragraph.end


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_split_does_not_look_outside_the_paragraph(text: str) -> None:
    framed = "Before. " + text + " After. The"
    inside = split(framed, Span(8, 8 + len(text)))
    assert [span.slice(framed) for span in inside] == sentences(text)


def test_split_of_white_space_gives_nothing() -> None:
    assert sentences(" \n\t ") == []


def test_split_document_follows_the_paragraphs_and_leaves_metadata_out() -> None:
    text = "By Ana Lind\n\nIt rained. It\n\nstopped."
    blocks = (
        Block(span=Span(0, 11), kind=BlockKind.METADATA, line=1),
        Block(span=Span(13, 26), kind=BlockKind.PARAGRAPH, line=3),
        Block(span=Span(28, 36), kind=BlockKind.LIST_ITEM, line=5),
    )
    found = split_document(Document(text=text, blocks=blocks))
    assert [span.slice(text) for span in found] == ["It rained.", "It", "stopped."]


@pytest.mark.parametrize("unit", [".", ". ", "(", ".)", '."', "a.[1]", ". .)x", "1) a ", "(a. B) ", "A. (b 1)"])
def test_split_looks_at_each_character_a_bounded_number_of_times(unit: str) -> None:
    # 200,000 characters of a hard pattern: a quadratic rule would take minutes, far above any test's patience
    text = "x " + unit * (200_000 // len(unit)) + " y"
    found = split(text, Span(0, len(text)))
    assert found[0].start == 0
    assert found[-1].end == len(text)


def test_the_sample_has_34_sentences() -> None:
    sample = Path(__file__).parents[1] / "seeds" / "edm-2-160.txt"
    if not sample.exists():
        pytest.skip("seeds/ is not beside this installation")
    paragraphs = sample.read_text(encoding="utf-8").split("\n\n")
    assert [len(sentences(paragraph)) for paragraph in paragraphs[1:]] == [3, 5, 5, 8, 6, 7]


def test_abbreviation_table_is_sorted_without_duplicates() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [row["abbreviation"] for row in rows]
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
    assert all(word[-1] in ".!" and row["source"] and row["language"] for word, row in zip(words, rows, strict=True))
    assert {row["kind"] for row in rows} == {str(kind) for kind in Abbreviation}


def test_abbreviations_know_the_capitalised_form() -> None:
    assert abbreviations()["P."] is Abbreviation.FIGURE
    assert abbreviations()["GEN."] is Abbreviation.TITLE
