"""Markdown: the readable text after mark-up, its blocks with the lines they stand on, its links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.document import BlockKind, Document
from factcheck.readers import read_bytes
from factcheck.readers.markdown import read_markdown

ARTICLE = """\
---
title: "The base"
author: Jane Doe
date: 2005-08-17
---
# The base *stays* open

By Jane Doe

The ministry [in Bishkek](https://example.org/a "t") said **on
Monday** that `Manas` stays.[^1] ~~Not so.~~ Caf&eacute;\\
New line.

    An indented paragraph.

- a road
- a [school](school.html)
  1. with a roof

> We never
> said that.

| Year | Dead |
|------|------|
| 2004 | 12   |

![The gate at Manas](gate.png)

<div>Some <b>bold</b> words<br>here</div>

```python
x = 1
```

[^1]: https://example.org/note
[^2]: A second <i>note</i>.
"""


def shape(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.line, block.span.slice(document.text)) for block in document.blocks]


def test_note_written_in_the_sentence_is_a_note() -> None:
    document = read_markdown(
        "The port^[Latvian Radio,\n14 October 2024.] lost ships.[^4] Its area is 2^[3] km.\n\nIt closed.\n\n[^4]: Yearbook, p. 3.\n"
    )
    assert [block.span.slice(document.text) for block in document.blocks] == [
        "The port lost ships. Its area is 2^[3] km.",
        "It closed.",
    ]
    assert [block.line for block in document.blocks] == [1, 4]
    assert [(document.text[: note.span.start], note.text) for note in document.notes] == [
        ("The port", "Latvian Radio, 14 October 2024."),
        ("The port lost ships.", "Yearbook, p. 3."),
    ]


def test_struck_out_words_are_left_out_and_said() -> None:
    document = read_markdown("The port lost ~~52~~ 62 percent. <del>It closed.</del> It is open.\n")
    assert document.text == "The port lost  62 percent.  It is open."
    assert [problem.message for problem in document.problems] == ["struck-out text left out: 12 characters"]


def test_tag_for_struck_out_words_that_is_never_closed_hides_nothing() -> None:
    document = read_markdown("The port <del>lost 62 percent.\n")
    assert (document.text, document.problems) == ("The port lost 62 percent.", ())


def test_every_kind_of_block_is_read_with_its_line() -> None:
    assert shape(read_markdown(ARTICLE)) == [
        ("heading", 6, "The base stays open"),
        ("metadata", 8, "By Jane Doe"),
        ("paragraph", 10, "The ministry in Bishkek said on Monday that Manas stays.  Café\nNew line."),
        ("paragraph", 14, "An indented paragraph."),
        ("list_item", 16, "a road"),
        ("list_item", 17, "a school"),
        ("list_item", 18, "with a roof"),
        ("quote", 20, "We never said that."),
        ("cell", 23, "Year"),
        ("cell", 23, "Dead"),
        ("cell", 25, "2004"),
        ("cell", 25, "12"),
        ("caption", 27, "The gate at Manas"),
        ("paragraph", 29, "Some bold words\nhere"),
        ("code", 31, "x = 1"),
    ]


def test_blocks_are_parted_by_one_blank_line() -> None:
    document = read_markdown(ARTICLE)
    assert document.text == "\n\n".join(words for _, _, words in shape(document))


def test_levels_are_those_of_headings_lists_and_quotes() -> None:
    document = read_markdown("# One\n\n### Three\n\n- a\n  - b\n\n> c\n>\n> > d")
    assert [block.level for block in document.blocks] == [1, 3, 1, 2, 1, 2]


def test_links_are_spans_of_their_words() -> None:
    document = read_markdown(ARTICLE)
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [
        ("in Bishkek", "https://example.org/a"),
        ("school", "school.html"),
    ]


def test_reference_links_and_bare_addresses_are_links() -> None:
    document = read_markdown("See [the *note*][1] and <https://example.org/b>.\n\n[1]: https://example.org/a")
    assert document.text == "See the note and https://example.org/b."
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [
        ("the note", "https://example.org/a"),
        ("https://example.org/b", "https://example.org/b"),
    ]


def test_front_matter_is_metadata_and_no_text() -> None:
    document = read_markdown(ARTICLE)
    assert document.metadata == (
        ("title", "The base"),
        ("author", "Jane Doe"),
        ("date", "2005-08-17"),
        ("author", "Jane Doe"),
    )
    assert document.title == "The base"


def test_toml_front_matter_is_read() -> None:
    document = read_markdown('+++\ntitle = "The base"\ntags = ["a", "b"]\n+++\nText.')
    assert document.metadata == (("title", "The base"), ("keywords", "a; b"))
    assert shape(document) == [("paragraph", 5, "Text.")]


def test_rule_at_the_top_is_no_front_matter() -> None:
    document = read_markdown("---\n\nThe base closed on Monday.\n\n---\n\nThe end.")
    assert document.metadata == ()
    assert [words for _, _, words in shape(document)] == ["The base closed on Monday.", "The end."]


def test_title_is_the_heading_at_the_top() -> None:
    assert read_markdown("# The base\n\nText.").title == "The base"
    assert read_markdown("Text first.\n\n# The base").title == ""


def test_header_lines_are_metadata() -> None:
    document = read_markdown("Publication: Eurasia Daily Monitor\nVolume: 2 Issue: 160\n\nThe base closed on Monday.")
    assert document.blocks[0].kind is BlockKind.METADATA
    assert (document.meta("publication"), document.meta("volume"), document.meta("issue")) == (
        "Eurasia Daily Monitor",
        "2",
        "160",
    )


def test_image_inside_a_sentence_is_a_caption_after_it() -> None:
    document = read_markdown("The gate ![a *gate*](x.png) was shut.")
    assert [(kind, words) for kind, _, words in shape(document)] == [
        ("paragraph", "The gate  was shut."),
        ("caption", "a *gate*"),
    ]


def test_html_leaves_only_its_text() -> None:
    document = read_markdown("One <b>two</b><br>three <!-- four -->five.\n\n<script>six()</script>\n\n<!-- seven -->")
    assert document.text == "One two\nthree five."


def test_line_ends_of_windows_change_nothing() -> None:
    assert read_markdown(ARTICLE.replace("\n", "\r\n")) == read_markdown(ARTICLE)


@pytest.mark.parametrize("text", ["[" * 3000, "> " * 3000, "- " * 3000, "*a " * 3000, "<div>" * 3000 + "x"])
def test_deep_nesting_is_read(text: str) -> None:
    document = read_markdown(text)
    assert document.text == "\n\n".join(words for _, _, words in shape(document))


MARKS = st.text(alphabet="ab #*_`[]()<>!|-\n>1.~\\&;:^\"'", max_size=80)


@given(MARKS)
def test_any_markup_gives_disjoint_blocks_that_hold_every_word(text: str) -> None:
    document = read_markdown(text)
    assert "\n\n".join(words for _, _, words in shape(document)) == document.text
    for _, line, words in shape(document):
        assert words == words.strip() != ""
        assert 1 <= line <= text.count("\n") + 1
    for link in document.links:
        assert 0 <= link.span.start < link.span.end <= len(document.text)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=8), min_size=1, max_size=30))
def test_no_word_is_lost(words: list[str]) -> None:
    document = read_bytes(" ".join(words).encode(), media="markdown")
    assert document.text.split() == words
