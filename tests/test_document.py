"""The document: what it holds at a glance, and where its places stand in the source."""

import pickle
from dataclasses import replace

import pytest
from pdf_making import page
from word_desk import para, word_file

from factcheck.document import BlockKind, Document
from factcheck.readers import read_bytes, read_text

TEXT = "Publication: Lake News\n\nThe lake shrank.\n\nIt rained."


def test_paragraphs_are_the_blocks_with_sentences_and_made_once() -> None:
    document = read_text(TEXT)
    assert document.blocks[0].kind is BlockKind.METADATA
    assert [span.slice(TEXT) for span in document.paragraphs] == ["The lake shrank.", "It rained."]
    assert document.paragraphs is document.paragraphs


def test_document_is_the_same_after_a_journey_and_its_paragraphs_follow_its_blocks() -> None:
    document = read_text(TEXT)
    again = pickle.loads(pickle.dumps(document))  # noqa: S301 - made here
    assert (again, hash(again), again.paragraphs) == (document, hash(document), document.paragraphs)
    assert replace(document, blocks=document.blocks[:2]).paragraphs == document.paragraphs[:1]
    assert Document(text="", blocks=()).paragraphs == ()


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (b"The lake shrank.\n\nIt rained.", ["", ""]),
        (word_file(para("The lake shrank.") + para() + para("It rained.")), ["paragraph 1", "paragraph 2"]),
    ],
)
def test_place_in_the_source_is_told_where_it_has_no_lines_of_its_own(data: bytes, places: list[str]) -> None:
    document = read_bytes(data)
    assert [document.place(document.text.index(word)) for word in ("lake", "rained")] == places


def test_place_in_a_pdf_is_page_and_line() -> None:
    made = page().paragraph("The lake shrank.")
    made.add_page()
    document = made.paragraph("It rained.").read()
    assert [document.place(document.text.index(word)) for word in ("lake", "rained")] == [
        "page 1, line 1",
        "page 2, line 1",
    ]
    assert Document(text="", blocks=()).place(0) == ""
