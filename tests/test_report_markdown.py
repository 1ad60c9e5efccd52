"""The checklist as Markdown: a snapshot, and that nothing an article or a person wrote becomes markup."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mock_table import checklist, row

from factcheck.report import render
from factcheck.report.to_markdown import escape


def shown(markdown: str) -> str:
    """What a reader sees of one paragraph; fails where there is more than text and empty comments."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    pieces = tokens[1].children or []
    assert all(piece.type == "text" or piece.content == "<!-- -->" for piece in pieces)
    return "".join(piece.content for piece in pieces if piece.type == "text")


def test_markdown_of_the_whole_checklist(snapshot: Callable[[str, str], None]) -> None:
    snapshot("checklist.md", render([checklist()], format="md"))


@given(st.text(st.sampled_from("a1 \\`*_{}[]()#+-.!|<>~=&;:@$/é“\"'xGHtpsw"), min_size=1, max_size=40))
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    words = " ".join(text.split()) or "-"
    assert shown(escape(words)) == words


@pytest.mark.parametrize(
    "text",
    ["# a", "- a", "+ a", "1. a", "12) a", "> a", "---", "===", "~~~", "| a | b |", "    a", "&amp;", "![a](b)", "<b>"],
)
def test_escaped_text_begins_no_block(text: str) -> None:
    assert shown(escape(text.strip())) == text.strip()


def test_escaped_text_calls_nobody() -> None:
    assert escape("@ana and #12, GH-3, a@b") == "@<!-- -->ana and \\#<!-- -->12, GH-<!-- -->3, a@b"
    assert "https:" not in escape("https://example.org www.example.org")


def test_boxes_are_checked_for_what_is_closed_and_words_say_the_rest() -> None:
    lines = render([checklist()], format="md").splitlines()
    boxes = [line.split(" The ")[0].split(" A")[0].split(" L")[0] for line in lines if line.startswith("- [")]
    assert boxes[0] == "- [ ] **s1a**"
    assert boxes[1] == "- [x] **s1b**"
    assert [line.split("** ")[1].strip("*") for line in lines if line.startswith("- [") and line.count("**") > 2] == [
        "to decide",
        "set aside",
        "gone",
    ]


def test_evidence_is_a_link_and_other_words_are_not() -> None:
    made = checklist(row("s1a", "See https://a.example", evidence="https://b.example/x_y_z (page 3)"))
    text = render([made], format="md")
    assert "evidence <https://b.example/x_y_z> (page 3)" in text
    assert "See https\\://a.example" in text


def test_markdown_narrowed_says_how_many_are_shown() -> None:
    text = render([checklist()], format="md", only="decide")
    assert "\nshowing 1 of 7: decide\n" in text
    assert "In no claim" not in text
