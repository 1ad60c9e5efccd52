"""Which checks run, in what order their findings come, where they are said to lie, and what goes into `flags`."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from check_examples import subject_of

from factcheck.checks import CHECKS, GROUPS, Check, Hit, Level, Subject, choose, flagged, run_checks
from factcheck.claims.article import parse
from factcheck.claims.rows import rows_of
from factcheck.document import Span
from factcheck.errors import BadArgument
from factcheck.readers import read_bytes

LAKE = "Lake Toma lost a third of its water.\nEngineers built 12 dams."


def check(code: str, *hits: Hit, level: Level = Level.WARNING) -> Check:
    """A check that always says this."""

    def find(subject: Subject) -> Iterator[Hit]:
        del subject
        yield from hits

    return Check(code, level, "", find, "table")


def test_findings_come_in_the_order_of_the_text_and_those_about_the_table_last() -> None:
    subject = subject_of(LAKE)
    found = run_checks(
        subject, [check("b", Hit("whole"), Hit("late", span=Span(50, 55))), check("a", Hit("early", span=Span(0, 4)))]
    )
    assert [each.message for each in found] == ["early", "late", "whole"]


def test_findings_about_rows_come_in_the_order_of_the_table() -> None:
    article = parse(LAKE)
    rows = rows_of(article, "lake.txt")
    hits = [Hit("second", claim_id=rows[1].claim_id), Hit("first", claim_id=rows[0].claim_id)]
    found = run_checks(Subject(article=article, rows=rows), [check("a", *hits)])
    assert [each.message for each in found] == ["first", "second"]


def test_one_finding_is_said_once() -> None:
    hit = Hit("said", span=Span(0, 4))
    assert len(run_checks(subject_of(LAKE), [check("a", hit, hit)])) == 1


def test_finding_names_the_claim_it_lies_in() -> None:
    subject = subject_of(LAKE)
    assert subject.article is not None
    dams = LAKE.index("12 dams")
    (found,) = run_checks(subject, [check("a", Hit("", span=Span(dams, dams + 7)))])
    assert found.claim_id == subject.article.claims[-1].id


@pytest.mark.parametrize(("words", "line"), [("Lake Toma", 1), ("12 dams", 2)])
def test_line_of_a_plain_text_is_that_of_the_words(words: str, line: int) -> None:
    at = LAKE.index(words)
    (found,) = run_checks(subject_of(LAKE), [check("a", Hit("", span=Span(at, at + 1)))])
    assert found.line == line


def test_line_of_a_page_is_the_one_its_paragraph_begins_on() -> None:
    page = b"<html>\n<body>\n<p>Lake Toma\nlost a third.</p>\n<p>Engineers built 12 dams.</p></body></html>"
    article = parse(read_bytes(page, name="lake.html"))
    at = article.text.index("12 dams")
    (found,) = run_checks(Subject(article=article), [check("a", Hit("", span=Span(at, at + 1)))])
    assert found.line == 5


def test_subject_without_an_article_is_checked_by_its_rows_alone() -> None:
    rows = tuple(replace(row, status="verfied") for row in rows_of(parse(LAKE), "lake.txt"))
    found = run_checks(Subject(rows=rows))
    assert {each.code for each in found} == {"unknown-status"}
    assert {(each.start, each.line) for each in found} == {(None, None)}


def test_same_article_gives_the_same_findings() -> None:
    text = "“Lake Toma lost a third of its water. Astana, 2005."
    assert run_checks(Subject(article=parse(text))) == run_checks(Subject(article=parse(text)))


# Which checks


def test_without_a_word_all_checks_are_chosen_in_the_order_of_the_manual() -> None:
    assert choose() == choose(["all"]) == CHECKS


@pytest.mark.parametrize("word", ["stale-verdict", " Stale-Verdict ", "stale_verdict", "stale verdict"])
def test_code_may_be_typed_in_any_letters(word: str) -> None:
    assert [each.code for each in choose([word])] == ["stale-verdict"]


def test_group_stands_for_its_checks() -> None:
    assert {each.group for each in choose(["quotations"])} == {"quotations"}
    assert len(choose(["quotations"])) > 1
    assert choose([*GROUPS]) == CHECKS


def test_what_is_ignored_is_left_out_even_where_it_was_selected() -> None:
    left = choose(["table"], ["stale-verdict"])
    assert {each.code for each in choose(["table"])} - {each.code for each in left} == {"stale-verdict"}


@pytest.mark.parametrize(
    ("word", "near"),
    [("stale-verdct", "stale-verdict"), ("quotation", "quotation-in-two-wordings or quotations"), ("stale", "stale-v")],
)
def test_unknown_code_is_refused_with_the_nearest(word: str, near: str) -> None:
    with pytest.raises(BadArgument, match=f"{word}: no check has this code; did you mean {near}"):
        choose([word])
    with pytest.raises(BadArgument, match="no check has this code"):
        choose(ignore=[word])


# Flags


def test_flags_hold_the_codes_of_errors_and_warnings_and_leave_out_notes() -> None:
    article = parse(LAKE)
    spans = [claim.spans[0] for claim in article.claims]
    found = run_checks(
        Subject(article=article),
        [
            check("worth-a-note", Hit("", span=spans[0]), level=Level.NOTE),
            check("to-look-at", Hit("", span=spans[0]), Hit("again", span=spans[0])),
            check("an-error", Hit("", span=spans[0]), level=Level.ERROR),
        ],
    )
    flags = [row.flags for row in flagged(rows_of(article, "lake.txt"), found)]
    assert flags == ["an-error to-look-at"] + [""] * (len(flags) - 1)


def test_what_lies_in_no_claim_flags_none() -> None:
    article = parse(LAKE)
    rows = rows_of(article, "lake.txt")
    assert flagged(rows, run_checks(Subject(article=article), [check("whole", Hit("said"))])) == rows
