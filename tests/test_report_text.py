"""The checklist as text: snapshots of the whole, and what holds at any width."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mock_table import ROWS, checklist, row

from factcheck.report import render
from factcheck.report.wrapping import columns, wrap

Snapshot = Callable[[str, str], None]


def under(text: str, ref: str) -> list[str]:
    """The lines of one claim, without what stands left of them."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if f"] {ref} " in line)
    out = [lines[start].partition("] ")[2]]
    for line in lines[start + 1 :]:
        if not line.startswith("    ") or re.match(r"\s*\[.\] ", line):
            break
        out.append(line.strip())
    return out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_of_the_whole_checklist(snapshot: Snapshot, width: int) -> None:
    snapshot(f"checklist-{width}.txt", render([checklist()], width=width))


def test_text_of_the_call_sheet(snapshot: Snapshot) -> None:
    snapshot("call-sheet.txt", render([checklist()], by="source"))


def test_text_of_an_article_that_is_not_at_hand(snapshot: Snapshot) -> None:
    snapshot("not-at-hand.txt", render([checklist(at_hand=False)], only="decide"))


def test_text_of_two_articles_has_two_heads() -> None:
    text = render([checklist(), checklist(row("s1a", "A", article="river.txt"))])
    assert [line.split(" · ")[0] for line in text.splitlines() if "published" in line and ".txt" in line] == [
        "lake.txt",
        "river.txt",
    ]


def test_head_of_a_cleared_article_says_so() -> None:
    done = {"status": "verified", "reviewer": "ana", "note": "called the ministry"}
    head = render([checklist(row("s1a", "A", **done), row("s2a", "B", status="cut"))]).splitlines()[:4]
    assert head[0] == "lake.txt · published 2005-03-07 (given) · nothing marked yet"
    assert head[1] == "CLEARED: 1 verified; 1 set aside"
    assert head[2].startswith("2 of 6 sentences · ")


def test_head_says_that_the_publication_date_is_not_known() -> None:
    assert "publication date not known" in render([checklist(row("s1a", "A", published=""))]).splitlines()[0]


@pytest.mark.parametrize(
    ("cells", "step"),
    [
        ({}, "ask the writer for a source"),
        ({"source": "unspecified"}, "ask the writer who said it"),
        ({"source": "Ana Petrova"}, "ask the writer where it was said"),
        ({"source": "Ana Petrova", "cited": "River News"}, "read the cited document"),
        ({"look_for": "name number"}, "ask the writer for a source; check name, number"),
        ({"kind": "prediction", "checkable": "no"}, "confirm that it is one"),
        ({"checkable": "no"}, "confirm that there is nothing to check"),
        ({"status": "verified", "reviewer": "ana"}, "no evidence, and no note that says how: add what is missing"),
        ({"status": "verfied"}, "'verfied' is no status; it counts as unverified: did you mean 'verified'?"),
        ({"status": "wrong"}, "settle the right wording with the writer"),
        ({"status": "wrong", "suggested": "x"}, "put the suggested wording to the writer"),
        ({"status": "wrong", "disposition": "accepted"}, "the new wording is accepted: put it into the article"),
        ({"status": "wrong", "disposition": "cut"}, "take it out of the article, then mark it cut"),
        ({"status": "disputed"}, "accounts differ: give both sides, or settle it with the writer"),
        ({"status": "cannot_verify"}, "no proof was found: ask the writer for it, reword it, or cut it"),
        ({"source_status": "wrong"}, "the source does not carry it: correct the words or the source"),
    ],
)
def test_next_step_is_what_one_would_do(cells: dict[str, str], step: str) -> None:
    text = render([checklist(row("s1a", "A", **cells))], width=200)
    assert next(line for line in under(text, "s1a") if "next: " in line).partition("next: ")[2] == step


def test_next_step_of_a_stale_claim_is_to_check_it_again() -> None:
    stale = row("s1a", "A", status="verified", reviewer="ana", evidence="River News", flags="stale")
    lines = under(render([checklist(stale)], width=200), "s1a")
    assert lines[2] == "stale, was verified by ana · evidence River News"
    assert lines[3] == "next: the words changed after it was marked verified: check it again"


def test_closed_claims_have_no_next_step_and_say_word_who_when_and_evidence() -> None:
    lines = under(render([checklist()], width=200), "s1b")
    assert lines[2].startswith("verified by ana, 2026-11-23 14:02 UTC · evidence https://web.archive.org/")
    assert not any("next:" in line for line in lines)


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"reviewer": "ana"}, "looked at, not settled, by ana"),
        ({"source_status": "verified"}, "the source carries it"),
        ({"source_status": "cannot_verify"}, "the source could not be checked"),
        ({"status": "wrong", "source_status": "wrong"}, "wrong, source wrong"),
        ({"status": "unsure?"}, "unread verdict 'unsure?'"),
        ({"writer_note": "see my notebook"}, "writer’s note: see my notebook"),
        ({"second_reader": "ben"}, "read again by ben, before it was changed"),
        ({"reviewer": "ana", "reviewed_at": "23/11/26"}, "looked at, not settled, by ana, 23/11/26"),
        ({"suggested": "“as quoted”"}, "suggested: “as quoted”"),
    ],
)
def test_what_a_person_wrote_is_told_under_the_claim(cells: dict[str, str], line: str) -> None:
    assert line in under(render([checklist(row("s1a", "A", **cells))], width=200), "s1a")


def test_dates_are_labelled() -> None:
    text = render([checklist()], width=200)
    assert under(text, "s5a")[1] == "event 1994"
    assert "said 2005-03-05" in under(text, "s2a")[1].split(" · ")
    assert under(text, "s1b")[1] == "as of publication 2005-03-07"
    assert "publication" not in " ".join(under(text, "s4a")), "an opinion is not dated"


def test_role_of_a_source_is_told_once_a_sentence() -> None:
    rows = [row(ref, "A", source="Ana Petrova", source_role="minister") for ref in ("s1a", "s1b", "s2a")]
    text = render([checklist(*rows)], width=200)
    assert [" minister" in under(text, ref)[1] for ref in ("s1a", "s1b", "s2a")] == [True, False, True]


def test_call_sheet_says_once_whom_to_ask() -> None:
    rows = [row(ref, "A", cited="River News", cited_date="2005", look_for="name") for ref in ("s1a", "s1b")]
    text = render([checklist(*rows)], by="source", width=200)
    assert text.count("River News") == 1
    assert under(text, "s1b") == ["s1b  A", "as of publication 2005-03-07 · next: check name"]


def test_marks_differ_without_colour() -> None:
    text = render([checklist()])
    marks = {ref: text[text.index(f"] {ref}") - 2 :][:3] for ref in ("s1a", "s1b", "s5a", "s6a", "s7a")}
    assert marks == {"s1a": "[ ]", "s1b": "[x]", "s5a": "[!]", "s6a": "[-]", "s7a": "[-]"}


def test_colour_changes_no_character() -> None:
    plain, coloured = render([checklist()]), render([checklist()], colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert coloured.count("\x1b[0m") == len(re.findall(r"\x1b\[[1-9]\d*m", coloured))


def test_control_characters_of_an_article_reach_no_terminal() -> None:
    hostile = row("s1a", "wiped\x1b[2J\u202eout", note="a\x07b", source="\x9b31m")
    text = render([checklist(hostile)])
    assert not set("\x1b\u202e\x07\x9b") & set(text)
    assert "wiped\\u001b[2J\\u202eout" in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_to_the_width(width: int) -> None:
    rows = [replace(each, evidence="p. 3", claim=each.claim * 4) for each in ROWS if "script" not in each.claim]
    text = render([checklist(*rows)], width=width)
    assert max(map(len, text.splitlines())) <= width


def test_long_link_stays_whole() -> None:
    link = "https://example.org/" + "a" * 100
    assert link in render([checklist(row("s1a", "A", evidence=link))], width=40)


WORDS = st.lists(st.text(st.sampled_from("abcé東京\u0301-’"), min_size=1, max_size=12), min_size=1, max_size=30)


@given(WORDS, st.integers(1, 40))
def test_wrapped_lines_join_to_the_text_and_are_no_wider_than_asked(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = list(wrap(text, width))
    assert " ".join(lines) == text
    assert all(columns(line) <= width or " " not in line for line in lines)


@given(WORDS, st.integers(1, 40))
def test_wrapped_lines_are_full(words: list[str], width: int) -> None:
    lines = list(wrap(" ".join(words), width))
    for line, after in pairwise(lines):
        assert columns(f"{line} {after.split(' ')[0]}") > width


def test_wrap_counts_wide_characters_as_two() -> None:
    assert list(wrap("東京 大阪 abc", 9)) == ["東京 大阪", "abc"]
