"""Plain text: what is a block, what is about the article, and that not a character of it is changed."""

import textwrap
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.document import Block, BlockKind, Document
from factcheck.readers import read_text

FIRST = (
    "The ministry in Bishkek said on Monday that the base at Manas would stay open until May, although the parliament had "
    "voted in June to close it. Nobody there would say who had asked for the delay."
)
SECOND = (
    "Two officials, who asked not to be named, said that Gen. Richard Myers had called the Kyrgyz president twice. He was "
    "told that 1,200 people work there."
)


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.slice(document.text)) for block in document.blocks]


def assert_blocks_hold_every_word(text: str, blocks: Iterable[Block]) -> None:
    end = 0
    for block in blocks:
        assert text[end : block.span.start].strip() == ""
        assert block.span.start < block.span.end
        words = block.span.slice(text)
        assert words == words.strip()
        end = block.span.end
    assert text[end:].strip() == ""


@given(st.text())
def test_any_text_is_kept_and_every_word_lies_in_one_block(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    assert_blocks_hold_every_word(text, document.blocks)


LINES = st.sampled_from(
    [
        "",
        " ",
        "By Jane Doe",
        "Date: 17 August 2005",
        "- item",
        "1. item",
        "> quoted",
        "***",
        "---",
        "A Heading",
        "the end.",
        FIRST,
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028"]))
def test_any_mixture_of_lines_lies_in_blocks(lines: list[str], end: str) -> None:
    text = end.join(lines)
    document = read_text(text)
    assert document.text == text
    assert_blocks_hold_every_word(text, document.blocks)


def test_empty_text_has_no_blocks() -> None:
    document = read_text("")
    assert (document.text, document.blocks, document.title, document.metadata) == ("", (), "", ())


def test_name_is_kept() -> None:
    assert read_text("Text.", name="draft.txt").name == "draft.txt"


def test_blank_lines_part_paragraphs() -> None:
    assert shape(read_text(f"{FIRST}\n\n{SECOND}\n")) == [("paragraph", FIRST), ("paragraph", SECOND)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_count_the_lines_of_the_file(end: str) -> None:
    text = f"{end}{FIRST}{end}{end}{SECOND}{end}"
    document = read_text(text)
    assert [block.line for block in document.blocks] == [2, 4]
    assert document.text == text


def test_single_line_ends_part_paragraphs_that_are_one_line_each() -> None:
    assert shape(read_text(f"{FIRST}\n{SECOND}")) == [("paragraph", FIRST), ("paragraph", SECOND)]


@pytest.mark.parametrize("width", [45, 60, 72, 90])
@pytest.mark.parametrize("between", ["\n\n", "\n    ", "\n"])
def test_hard_wrapped_paragraph_is_one_block(width: int, between: str) -> None:
    text = between.join(textwrap.fill(paragraph, width) for paragraph in (FIRST, SECOND))
    assert [" ".join(words.split()) for _, words in shape(read_text(text))] == [FIRST, SECOND]


def test_two_wrapped_lines_are_one_block() -> None:
    assert len(read_text("The sentence was\ncut off in the middle by the page.").blocks) == 1


def test_wrapped_line_that_begins_with_a_dash_is_no_list_item() -> None:
    text = (
        "The minister came late to the meeting, as he always did. He promised\n"
        "the people of the town three things on that evening in Osh, and then\n"
        "- as so often before - he kept none of them, as everybody in the room\n"
        "(1,200 people, he said) had known from the beginning of the campaign."
    )
    assert [kind for kind, _ in shape(read_text(text))] == ["paragraph"]


def test_short_lines_stay_apart() -> None:
    text = "Dead: 192\nInjured: 4,877\nHospitalised: 542"
    assert [words for _, words in shape(read_text(text))] == text.split("\n")


def test_list_items_are_blocks_of_their_own() -> None:
    text = "Three things were promised:\n- a road\n- a school\n  - with a roof\n1. water\n2) light\n• peace"
    assert shape(read_text(text)) == [
        ("paragraph", "Three things were promised:"),
        ("list_item", "- a road"),
        ("list_item", "- a school"),
        ("list_item", "- with a roof"),
        ("list_item", "1. water"),
        ("list_item", "2) light"),
        ("list_item", "• peace"),
    ]
    assert [block.level for block in read_text(text).blocks] == [0, 1, 1, 2, 1, 1, 1]


@pytest.mark.parametrize("line", ["J. Smith said so.", "1.2 million people live there.", "2005. That was the year."])
def test_initial_or_figure_at_the_beginning_is_no_list_item(line: str) -> None:
    assert shape(read_text(f"{line}\n\n{FIRST}"))[0] == ("paragraph", line)


def test_quoted_lines_are_a_quote() -> None:
    text = f"{FIRST}\n\n> We never\n> said that.\n\n{SECOND}"
    assert shape(read_text(text))[1] == ("quote", "> We never\n> said that.")


def test_short_line_without_full_stop_is_a_heading_and_the_title_when_first() -> None:
    document = read_text(f"The base stays open\n\n{FIRST}\n\nWhat comes next\n\n{SECOND}")
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert document.title == "The base stays open"


@pytest.mark.parametrize("line", ["He left.", "Who left?", "and then he left", "He said:"])
def test_sentence_is_no_heading(line: str) -> None:
    assert shape(read_text(f"{line}\n\n{FIRST}"))[0][0] == "paragraph"


def test_text_of_one_line_is_a_paragraph_whatever_it_looks_like() -> None:
    for line in ("Gone are the days", "By Jane Doe", "Date: 17 August 2005"):
        assert shape(read_text(line)) == [("paragraph", line)]


def test_date_at_the_top_is_no_title() -> None:
    assert read_text(f"Saturday, October 8, 2005\n\n{FIRST}").title == ""


def test_line_of_stars_is_no_prose() -> None:
    document = read_text(f"{FIRST}\n\n* * *\n\n{SECOND}")
    assert len(document.paragraphs) == 2
    assert len(document.blocks) == 3


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        (
            "Publication: Eurasia Daily Monitor Volume: 2 Issue: 160",
            [("publication", "Eurasia Daily Monitor"), ("volume", "2"), ("issue", "160")],
        ),
        (
            "Eurasia Daily Monitor -- Volume 2, Issue 160",
            [("publication", "Eurasia Daily Monitor"), ("volume", "2"), ("issue", "160")],
        ),
        ("Volume LXXIII, No. 33", [("volume", "LXXIII"), ("issue", "33")]),
        ("Title: The base: a history of 2001", [("title", "The base: a history of 2001")]),
        ("Headline: Base closes.", [("title", "Base closes.")]),
        ("By Jane Doe", [("author", "Jane Doe")]),
        ("By Jane Doe and Jan van der Berg", [("author", "Jane Doe and Jan van der Berg")]),
        ("By JANE DOE, The Daily", [("author", "JANE DOE")]),
        ("Author: Jane Doe", [("author", "Jane Doe")]),
        ("Date: Aug. 17, 2005", [("date", "Aug. 17, 2005")]),
        ("DATE: 2005-08-17", [("date", "2005-08-17")]),
        ("Published on August 17, 2005", [("date", "August 17, 2005")]),
        ("Last updated: 18 August 2005", [("updated", "18 August 2005")]),
        ("URL: https://example.org/a", [("url", "https://example.org/a")]),
        ("© 2005 The Daily", [("copyright", "© 2005 The Daily")]),
    ],
)
def test_header_line_is_metadata(line: str, pairs: list[tuple[str, str]]) -> None:
    document = read_text(f"{line}\n{FIRST}\n\n{SECOND}")
    assert shape(document) == [("metadata", line), ("paragraph", FIRST), ("paragraph", SECOND)]
    assert list(document.metadata) == pairs


@pytest.mark.parametrize(
    "line",
    [
        "Date: the sweet fruit of a palm that grows in Iraq.",
        "Source: officials say that the base will close and that nobody was asked about it.",
        "By Monday Morning",
        "By the end of the year the base was closed.",
        "From: here it was not far to the border, as all of the soldiers knew, and they went.",
        "Published reports say that the base will close.",
        "Volume 2 of the report says that the base will close.",
        "Copyright law changed in 2005 and the base closed, as far as anybody there can remember it now.",
        "The minister had one wish: peace.",
        "to: a friend",
        "Number: unknown",
        "Vol. 2 of the history of the base at Manas, as we know it",
        "Date:",
        "By Jane Doe, who has lived in the town for many years and knows it.",
        "Published in 2005 by the ministry",
    ],
)
def test_line_of_prose_is_no_metadata(line: str) -> None:
    document = read_text(f"{line}\n\n{FIRST}")
    assert document.metadata == ()
    assert BlockKind.METADATA not in {block.kind for block in document.blocks}


def test_headers_below_a_title_and_a_deck_are_found() -> None:
    document = read_text(f"Who closed the base?\nBy Jane Doe\nAugust 17, 2005\nSection: World\n\n{FIRST}\n\n{SECOND}")
    assert [kind for kind, _ in shape(document)][:2] == ["heading", "metadata"]
    assert document.title == "Who closed the base?"
    assert document.meta("author") == "Jane Doe"
    assert document.meta("section") == "World"


def test_key_we_do_not_know_counts_below_two_that_we_do() -> None:
    document = read_text(f"Title: The base\nDate: 2005\nDesk: Asia\n\n{FIRST}")
    assert document.meta("desk") == "Asia"
    assert document.title == "The base"


def test_header_like_line_amid_the_article_is_prose() -> None:
    document = read_text(f"{FIRST}\n\n{SECOND}\n\nDate: 17 August 2005\n\n{FIRST}")
    assert document.metadata == ()


def test_lines_at_the_very_bottom_may_be_metadata() -> None:
    document = read_text(f"{FIRST}\n\n{SECOND}\n\nSource: The Daily\n© 2005 The Daily")
    assert [kind for kind, _ in shape(document)] == ["paragraph", "paragraph", "metadata", "metadata"]
    assert document.meta("source") == "The Daily"


def test_front_matter_is_one_block_of_metadata() -> None:
    document = read_text(f'---\ntitle: "The base"\ndate: 2005-08-17\ntags:\n  - a\n  - b\n---\n{FIRST}')
    assert [kind for kind, _ in shape(document)] == ["metadata", "paragraph"]
    assert document.metadata == (("title", "The base"), ("date", "2005-08-17"), ("keywords", "a; b"))
    assert document.title == "The base"


def test_line_of_dashes_at_the_top_is_no_front_matter_without_an_end() -> None:
    document = read_text(f"---\n{FIRST}\n\n{SECOND}")
    assert len(document.paragraphs) == 2


@pytest.mark.parametrize("width", range(45, 96))
def test_wrapping_at_any_width_never_cuts_a_sentence(width: int) -> None:
    paragraphs = [FIRST, f"{FIRST} {SECOND}", SECOND]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    document = read_text(text)
    assert [" ".join(span.slice(text).split()) for span in document.paragraphs] == paragraphs
