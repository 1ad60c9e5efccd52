"""What a check finds at hand: places, claims, rows and evidence by offset or id."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks import Subject
from factcheck.claims.article import Article, parse
from factcheck.claims.rows import rows_of
from factcheck.document import Span
from factcheck.evidence.record import Evidence
from factcheck.readers import read_bytes

TEXT = """\
# not a heading in a plain text

Lake Toma lost a third of its water in 1994. Engineers built 12 dams on Monday (River News, March 5).

“No village will be moved,” minister Ana Petrova said (Toma Post, March 6).
"""
ARTICLE: Article = parse(TEXT)
SUBJECT = Subject(article=ARTICLE)


def place(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


@given(st.integers(min_value=-3, max_value=len(TEXT) + 3))
def test_sentence_at_an_offset_is_the_one_that_holds_it(offset: int) -> None:
    holding = [at for at, (start, end) in enumerate(ARTICLE.sentences) if start <= offset < end]
    assert SUBJECT.sentence_at(offset) == (holding[0] if holding else -1)


@given(st.integers(min_value=-3, max_value=len(TEXT) + 3))
def test_paragraph_at_an_offset_is_the_one_that_holds_it(offset: int) -> None:
    holding = [at for at, (start, end) in enumerate(ARTICLE.document.paragraphs) if start <= offset < end]
    assert SUBJECT.paragraph_at(offset) == (holding[0] if holding else -1)


@given(st.integers(min_value=0, max_value=len(TEXT)), st.integers(min_value=0, max_value=40))
def test_claim_at_a_span_is_the_first_that_holds_it_else_the_first_that_shares_it(start: int, length: int) -> None:
    span = Span(start, start + length)
    own = [claim for claim in ARTICLE.claims if claim.sentence == SUBJECT.sentence_at(start)]
    holding = [claim.id for claim in own if any(each.covers(span) for each in claim.spans)]
    sharing = [claim.id for claim in own if any(each.overlaps(span) for each in claim.spans)]
    assert SUBJECT.id_at(span) == next(iter([*holding, *sharing]), "")


def test_quoted_and_cited_words_are_told_from_the_rest() -> None:
    assert SUBJECT.is_quoted(place("No village"))
    assert not SUBJECT.is_quoted(place("minister"))
    assert SUBJECT.is_cited(place("River News"))
    assert not SUBJECT.is_cited(place("Engineers"))


def test_dates_citations_and_attributions_are_found_by_place() -> None:
    dams = SUBJECT.sentence_at(place("12 dams").start)
    said = SUBJECT.sentence_at(place("minister").start)
    assert [date.span.slice(TEXT) for date in SUBJECT.dates_in(ARTICLE.sentences[dams])] == ["Monday", "March 5"]
    assert [citation.outlet for citation in SUBJECT.citations_of(dams)] == ["River News"]
    assert [found.resolved_source for found in SUBJECT.attributions_of(said)] == ["Ana Petrova"]
    assert SUBJECT.attributions_of(dams) == ()


def test_doubtful_dates_are_those_that_need_a_day_nobody_gave() -> None:
    assert "Monday" in {date.span.slice(TEXT) for date in SUBJECT.doubtful_dates}
    assert "1994" not in {date.span.slice(TEXT) for date in SUBJECT.doubtful_dates}


def test_id_is_the_one_of_the_table_where_there_is_a_table() -> None:
    rows = tuple(replace(row, claim_id=f"c-{row.ref}") for row in rows_of(ARTICLE, "lake.txt"))
    subject = Subject(article=ARTICLE, rows=rows)
    assert [subject.id_of(claim) for claim in ARTICLE.claims] == [row.claim_id for row in rows]
    assert [subject.claim_of(row.claim_id) for row in rows] == list(ARTICLE.claims)


def test_claim_that_moved_has_the_id_of_the_row_with_its_words() -> None:
    rows = rows_of(ARTICLE, "lake.txt")
    moved = parse(f"The town of Ora has 12 schools.\n\n{TEXT}")
    subject = Subject(article=moved, rows=rows)
    dams = next(claim for claim in moved.claims if "12 dams" in claim.text)
    assert subject.id_of(dams) == next(row.claim_id for row in rows if "12 dams" in row.claim)
    assert subject.id_of(moved.claims[0]) == ""


def test_row_and_evidence_are_found_by_claim() -> None:
    rows = rows_of(ARTICLE, "lake.txt")
    own = Evidence(claim_id=rows[1].claim_id, evidence_id="e-1")
    subject = Subject(article=ARTICLE, rows=rows, evidence=(own, Evidence(claim_id="c-other")))
    assert subject.row_of(rows[1].claim_id) == rows[1]
    assert subject.row_of("c-none") is None
    assert subject.evidence_of(rows[1].claim_id) == (own,)
    assert subject.evidence_of(rows[0].claim_id) == ()


@pytest.mark.parametrize("subject", [Subject(), Subject(rows=rows_of(ARTICLE, "lake.txt"))])
def test_without_an_article_everything_of_it_is_blank(subject: Subject) -> None:
    span = Span(0, 4)
    assert subject.text == ""
    assert subject.sentence_at(0) == subject.paragraph_at(0) == -1
    assert not any((subject.quotations, subject.doubtful_dates, subject.dates_in(span), subject.claims_of(0)))
    assert not any((subject.citations_of(0), subject.attributions_of(0)))
    assert subject.id_at(span) == subject.id_of(ARTICLE.claims[0]) == ""
    assert subject.claim_of("c-none") is None
    assert not subject.is_quoted(span)
    assert not subject.is_cited(span)
    assert not subject.is_heading(0)


def test_sentences_of_headings_are_known() -> None:
    article = parse(read_bytes(b"# The lake\n\nIt lost water.\n", name="lake.md"))
    subject = Subject(article=article)
    assert [subject.is_heading(at) for at in range(len(article.sentences))] == [True, False]
