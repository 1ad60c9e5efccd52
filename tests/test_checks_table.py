"""What the checks of the table say of rows as people leave them."""

import pytest
from check_examples import subject_of

from factcheck.checks import Subject, choose, run_checks
from factcheck.claims.article import parse
from factcheck.claims.rows import rows_of
from factcheck.readers import read_text
from factcheck.table.cells import with_cells

LAKE = "Lake Toma lost a third of its water."
PROOF = "evidence=River atlas, page 7"


def said(code: str, *lines: str, text: str = LAKE) -> list[str]:
    """What the check says of the article with these lines of an example behind it."""
    return [found.message for found in run_checks(subject_of("\n".join([text, *lines])), choose([code]))]


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("status=verified", ["marked verified: no reviewer"]),
        ("status=OK; reviewer=ana", ["marked verified: no evidence, and no note that says how"]),
        (
            "status=verified; reviewer=ana; note=ok, checked",
            ["marked verified: no evidence, and no note that says how"],
        ),
        ("status=verified; reviewer=ana; note=called the water board", []),
        (f"status=verified; reviewer=ana; {PROOF}", []),
        ("status=wrong", []),
        ("status=verfied", []),
        ("reviewer=ana", []),
    ],
)
def test_verified_asks_for_a_name_and_a_proof(cells: str, messages: list[str]) -> None:
    assert said("verified-without-proof", f"s1a: {cells}") == messages


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("status=wrong; reviewer=ana", ["marked wrong: no evidence, and no note that says why"]),
        ("status=needs change", ["marked needs change: no reviewer"]),
        ("status=disputed; reviewer=ana; suggested=Lake Toma lost half", []),
        ("status=wrong; reviewer=ana; note=the atlas has a half", []),
        ("status=cannot_verify; reviewer=ana", []),
        ("status=cannot_verify", ["marked cannot verify: no reviewer"]),
        ("status=not_checkable", ["marked not checkable: no reviewer"]),
        ("source_status=wrong; reviewer=ana", ["marked source wrong: no evidence, and no note that says why"]),
        ("source_status=verified", []),
        ("status=cut; source_status=wrong", []),
        ("status=cut", []),
        ("status=in_progress", []),
        ("status=verified", []),
    ],
)
def test_other_verdicts_ask_for_a_name_and_for_what_was_found(cells: str, messages: list[str]) -> None:
    assert said("verdict-without-evidence", f"s1a: {cells}") == messages


@pytest.mark.parametrize(
    ("reviewer", "fires"),
    [
        ("Ana Ruiz", True),
        ("ANA RUIZ ", True),
        ("ana", True),
        ("Ruiz", True),
        ("Ana Petrova", False),
        ("ar", False),
        ("ben", False),
        ("", False),
    ],
)
def test_writer_is_known_by_the_whole_name_or_a_part_of_it(reviewer: str, fires: bool) -> None:  # noqa: FBT001
    line = f"s1a: status=verified; reviewer={reviewer}; {PROOF}"
    assert bool(said("verified-by-writer", line, text=f"writer Ana Ruiz\n{LAKE}")) is fires


@pytest.mark.parametrize("byline", ["By Ana Ruiz", "By Ben Okoro and Ana Ruiz", "By Ana Ruiz, Toma Post"])
def test_byline_names_the_writers(byline: str) -> None:
    article = parse(read_text(f"{byline}\n\n{LAKE}\n"))
    rows = tuple(
        with_cells(row, {"status": "verified", "reviewer": "Ana Ruiz", "evidence": "atlas"})
        for row in rows_of(article, "lake.txt")
    )
    (found,) = run_checks(Subject(article=article, rows=rows), choose(["verified-by-writer"]))
    assert found.message == "Ana Ruiz marked it verified and wrote the article"
    assert run_checks(Subject(article=article, rows=rows, writer="Ben Okoro"), choose(["verified-by-writer"])) == ()


@pytest.mark.parametrize("status", ["wrong", "needs_change", "in_progress", "cut", ""])
def test_writer_may_answer_that_something_is_wrong(status: str) -> None:
    assert said("verified-by-writer", f"s1a: status={status}; reviewer=Ana", text=f"writer Ana Ruiz\n{LAKE}") == []


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("status=verified; reviewer=ana; flags=stale", ["marked verified by ana, and its words have changed since"]),
        ("status=wrong; flags=name stale", ["marked wrong, and its words have changed since"]),
        ("flags=stale; note=asked the board", []),
        ("status=cut; flags=stale", []),
        ("status=verified; reviewer=ana", []),
    ],
)
def test_verdict_on_other_words_is_told(cells: str, messages: list[str]) -> None:
    assert said("stale-verdict", f"s1a: {cells}") == messages


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("status=yes?", ["'yes?' is no status; it counts as unverified"]),
        ("source_status=perhaps", ["'perhaps' is no source_status; it counts as unverified"]),
        ("disposition=done", ["'done' is no disposition; it counts as blank"]),
        ("status=Verified ; source_status=OK; disposition=stet", []),
        ("status=", []),
    ],
)
def test_word_that_is_no_verdict_is_told_with_its_column(cells: str, messages: list[str]) -> None:
    assert said("unknown-status", f"s1a: {cells}") == messages


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        (["s1a: status=verified; reviewer=ana", "s1a earlier: ben wrong"], ["ben marked it wrong, ana verified"]),
        (
            ["s1a: status=needs_change; reviewer=ana", "s1a earlier: ben ok"],
            ["ben marked it verified, ana needs change"],
        ),
        (["s1a: status=verified; reviewer=ana", "s1a earlier: ben wrong", "s1a earlier: ben verified"], []),
        (["s1a: status=verified; reviewer=ana", "s1a earlier: Ana wrong"], []),
        (["s1a: status=verified; reviewer=ana", "s1a earlier: ben cannot_verify"], []),
        (["s1a: status=cut; reviewer=ana", "s1a earlier: ben verified"], []),
        (["s1a: status=verified; reviewer=ana; second_at=2026-01-02T10:00:00Z", "s1a earlier: ben wrong"], []),
        (["s1a: status=verified; reviewer=ana; flags=stale", "s1a earlier: ben wrong"], []),
    ],
)
def test_verdict_that_another_gave_before_is_told(lines: list[str], messages: list[str]) -> None:
    assert said("reviewers-disagree", *lines) == messages


def test_two_rows_of_the_same_words_with_opposite_verdicts_are_told() -> None:
    article = parse(LAKE)
    (row,) = rows_of(article, "lake.txt")
    one = with_cells(row, {"status": "verified", "reviewer": "ana", "evidence": "atlas"})
    other = with_cells(row, {"claim_id": "c-other", "status": "wrong", "reviewer": "ben", "note": "it was half"})
    (found,) = run_checks(Subject(article=article, rows=(one, other)), choose(["reviewers-disagree"]))
    assert (found.claim_id, found.message) == ("c-other", "ana marked it verified, ben wrong")


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("status=verified; reviewer=Ana; second_reader=ana ", ["ana gave the verdict and read it again"]),
        ("second_reader=ben", ["ben read it again, and nobody has given a verdict"]),
        ("status=verified; reviewer=Ana; second_reader=ben", []),
        ("status=verified; reviewer=Ana", []),
    ],
)
def test_second_reader_is_another_person_and_reads_a_verdict(cells: str, messages: list[str]) -> None:
    assert said("second-reader-is-first", f"s1a: {cells}") == messages


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("verbatim=Lake Toma lost a quarter", ["the article does not have “Lake Toma lost a quarter”"]),
        ("verbatim=Lake Toma [...] of its rivers", ["the article does not have “of its rivers”"]),
        ("verbatim=Lake Toma [...] its water", []),
        ("verbatim=LAKE “TOMA” lost — a third", []),
        ("verbatim=", []),
        ("status=cut; verbatim=Lake Toma lost a quarter", []),
        ("flags=gone; note=asked the board", ["no longer in the article, kept for the work in it"]),
        ("flags=gone; status=cut", []),
    ],
)
def test_row_whose_words_the_article_lacks_is_told(cells: str, messages: list[str]) -> None:
    assert said("claim-not-in-text", f"s1a: {cells}") == messages


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("status=cut; reviewer=ana", ["cut, and still in the article"]),
        ("disposition=cut", ["cut, and still in the article"]),
        (
            "suggested=Lake Toma lost half of its water.; disposition=accepted",
            ["other words were accepted, and the article still has the old ones"],
        ),
        ("suggested=Lake Toma lost half of its water.; disposition=stet", []),
        ("suggested=Lake Toma lost half of its water.", []),
        ("disposition=accepted", []),
        (f"suggested={LAKE}; disposition=accepted", []),
        ("status=cut; flags=gone; spans=; verbatim=Lake Toma lost a quarter", []),
    ],
)
def test_change_that_the_article_does_not_show_is_told(cells: str, messages: list[str]) -> None:
    assert said("change-not-made", f"s1a: {cells}") == messages


QUOTED = "“We will not leave this base,” the general told reporters."


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        (
            ["s1a evidence: quote_match=near; title=Briefing; passage=[page: “not [go]”; article: “not [leave]”]"],
            ["the quotation is worded differently in Briefing; page: “not [go]”; article: “not [leave]”"],
        ),
        (["s1a evidence: quote_match=near"], ["the quotation is worded differently in the page found"]),
        (["s1a evidence: quote_match=near", "s1a evidence: quote_match=yes"], []),
        (["s1a evidence: quote_match=no"], []),
        (["s1a: status=needs_change; reviewer=ana", "s1a evidence: quote_match=near"], []),
    ],
)
def test_quotation_that_a_page_words_differently_is_told(lines: list[str], messages: list[str]) -> None:
    assert said("quote-differs-from-page", *lines, text=QUOTED) == messages
