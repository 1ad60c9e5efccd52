"""The checklist's counts, its orders and what it can be narrowed to."""

from dataclasses import replace

import pytest
from mock_table import ARTICLE, ROWS, SENTENCES, checklist, document, row, spans_of

from factcheck.dates import find_dates
from factcheck.document import Problem, Span
from factcheck.errors import BadArgument
from factcheck.readers import read_text
from factcheck.report import By, gate, make_checklist, render
from factcheck.report.checklist import Tally, Work, cited_documents, read_spans
from factcheck.report.view import CHOICES, View, make_view
from factcheck.row import Row
from factcheck.sentences import split_document

VERIFIED = {"status": "verified", "reviewer": "ana", "note": "called the ministry"}


def refs(view: View) -> list[tuple[str, list[str]]]:
    return [(g.title, [e.row.ref for passage in g.passages for e in passage.entries]) for g in view.groups]


def only(words: str) -> list[str]:
    view = make_view(checklist(), only=words)
    return [ref for _, group in refs(view) for ref in group]


def test_tally_counts_opinions_and_gone_claims_apart() -> None:
    tally = checklist().tally
    assert tally == Tally(verified=1, open=2, decide=1, set_aside=1, unconfirmed=1, gone=1)
    assert tally.to_check == 4


def test_tally_counts_a_confirmed_opinion_as_set_aside_and_a_wrong_one_as_to_decide() -> None:
    confirmed = row("s4a", "It is a gamble.", kind="opinion", checkable="no", status="not_checkable", reviewer="ana")
    wrong = replace(confirmed, ref="s4b", status="wrong")
    assert checklist(confirmed, wrong).tally == Tally(verified=0, open=0, decide=1, set_aside=1, unconfirmed=0, gone=0)


def test_work_shares_the_open_claims_between_documents_sources_and_the_writer() -> None:
    cited = row("s1a", "A", source="Petrova", cited="River News; Toma Post", cited_date="2005-03-05; 2005-03-06")
    same = row("s1b", "B", cited="River News", cited_date="2005-03-05")
    issue = row("s1c", "C", cited="River News", cited_date="2005-03-06")
    sourced, unnamed, bare = row("s1d", "D", source="Petrova"), row("s1e", "E", source="unspecified"), row("s1f", "F")
    done = row("s1g", "G", cited="Third Paper", **VERIFIED)
    made = checklist(cited, same, issue, sourced, unnamed, bare, done)
    assert made.work == Work(documents=3, settle=3, sourced=2, unsourced=1)
    assert made.work.settle + made.work.sourced + made.work.unsourced == made.tally.open


def test_sentences_are_the_articles_own_words_once_with_their_claims() -> None:
    passages = checklist().passages
    assert tuple(passage.text for passage in passages) == SENTENCES
    assert [[entry.row.ref for entry in passage.entries] for passage in passages] == [
        ["s1a", "s1b"],
        ["s2a"],
        [],
        ["s4a"],
        ["s5a"],
        ["s6a"],
    ]
    assert [passage.paragraph for passage in passages] == [1, 1, 1, 2, 2, 2]


def test_sentences_of_an_article_that_is_not_at_hand_are_pieced_together() -> None:
    whole = "Lake Toma, which Norland shares, lost a third of its water in 1994"
    nested = row("s5a", "A", "Lake Toma", "lost a third of its water")
    later = row("s5b", "B", "of its water in 1994")
    made = checklist(later, nested, at_hand=False)
    assert not made.at_hand
    assert [passage.text for passage in made.passages] == ["Lake Toma [...] lost a third of its water in 1994"]
    assert whole in SENTENCES[4]
    assert (made.sentences, made.in_no_claim) == (0, ())


def test_pieces_without_readable_spans_are_set_side_by_side() -> None:
    made = checklist(row("s5a", "A", verbatim="Lake Toma"), row("s5b", "B", verbatim="in 1994"), at_hand=False)
    assert made.passages[0].text == "Lake Toma [...] in 1994"


def test_in_no_claim_holds_words_with_their_place() -> None:
    loose = checklist().in_no_claim
    assert [(each.words, each.paragraph, each.sentence) for each in loose] == [("Norland", 2, 5)]
    assert all(each.span.slice(ARTICLE) == each.words for each in loose)


def test_brackets_that_name_a_cited_document_need_no_claim() -> None:
    uncited = [replace(each, cited="") for each in ROWS]
    assert {each.words for each in checklist(*uncited).in_no_claim} >= {"River News", "March 5"}


def test_brackets_given_are_those_that_need_no_claim() -> None:
    sentences = [span for words in SENTENCES for span in spans_of(ARTICLE, words)]
    made = make_checklist(ROWS, document(), sentences, citations=spans_of(ARTICLE, "which Norland shares"))
    assert [each.words for each in made.in_no_claim] == ["River News", "March 5"]


def test_claims_that_are_gone_hold_no_words() -> None:
    rows = [replace(each, flags="gone") if each.ref == "s1b" else each for each in ROWS]
    assert "Ana Petrova" in [each.words for each in checklist(*rows).in_no_claim]


def test_claims_without_a_sentence_are_kept_apart() -> None:
    added = row("s1a", "Petrova resigned.", sentence="", spans="")
    beyond = row("s1b", "Petrova stayed.", sentence="99")
    made = checklist(added, beyond)
    assert [entry.row.ref for entry in made.placeless] == ["s1a", "s1b"]
    assert refs(make_view(made))[-1] == ("Added by hand, without a place in the article", ["s1a", "s1b"])


def test_last_marked_is_the_latest_of_first_and_second_readings() -> None:
    assert (checklist().marked_at, checklist().marked_by) == ("2026-11-23T14:20:00Z", "ben")
    assert (checklist(row("s1a", "A")).marked_at, checklist(row("s1a", "A")).marked_by) == ("", "")


def test_cleared_needs_every_claim_closed() -> None:
    closed = row("s1a", "A", **VERIFIED)
    assert checklist(closed).cleared
    assert not checklist(closed, row("s1b", "B")).cleared
    assert not checklist(closed, row("s1b", "B", status="wrong")).cleared
    assert not checklist(closed, row("s4a", "C", kind="opinion", checkable="no")).cleared
    assert not checklist(closed, row("s1b", "B", **VERIFIED, flags="stale")).cleared
    assert checklist(closed, row("s7a", "C", status="wrong", flags="gone")).cleared


def test_gate_passes_only_where_every_article_is_cleared() -> None:
    closed, still_open = checklist(row("s1a", "A", **VERIFIED)), checklist(row("s1a", "A"))
    assert gate([closed, closed])
    assert not gate([closed, still_open])
    assert not gate([])


def test_order_by_source_is_documents_then_sources_then_the_writer() -> None:
    assert refs(make_view(checklist(), by="source")) == [
        ("River News, 2005-03-05", ["s2a"]),
        ("Ana Petrova, no document cited", ["s1a"]),
        ("Somebody unnamed: ask the writer who said it", ["s6a"]),
        ("No source given: ask the writer", ["s1b", "s5a"]),
        ("Opinions and forecasts, and what is set aside: nothing to look up", ["s4a"]),
        ("No longer in the article", ["s7a"]),
    ]


def test_order_by_status_begins_with_what_is_to_decide() -> None:
    assert refs(make_view(checklist(), by="status")) == [
        ("To decide", ["s5a"]),
        ("Open", ["s1a", "s2a"]),
        ("Opinions and forecasts to confirm", ["s4a"]),
        ("Verified", ["s1b"]),
        ("Set aside", ["s6a"]),
        ("No longer in the article", ["s7a"]),
    ]


def test_order_by_reviewer_ends_with_what_nobody_has_looked_at() -> None:
    rows = [replace(each, reviewer="Ána ") if each.ref == "s5a" else each for each in ROWS]
    assert refs(make_view(checklist(*rows), by="reviewer")) == [
        ("ana", ["s1b", "s5a"]),
        ("ben", ["s1a", "s6a"]),
        ("Nobody yet", ["s2a", "s4a"]),
        ("No longer in the article", ["s7a"]),
    ]


@pytest.mark.parametrize("by", list(By))
def test_every_order_shows_every_claim_once(by: By) -> None:
    shown = [ref for _, group in refs(make_view(checklist(), by=by)) for ref in group]
    assert sorted(shown) == sorted(each.ref for each in ROWS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("open", ["s1a", "s2a", "s4a"]),
        ("decide", ["s5a"]),
        ("verified", ["s1b"]),
        ("set-aside", ["s6a"]),
        ("opinions", ["s4a"]),
        ("gone", ["s7a"]),
        ("waiting", ["s1a"]),
        ("stale", []),
        ("number", ["s1a", "s5a"]),
        ("title", ["s1b"]),
        ("mine:Ana", ["s1b", "s5a"]),
        ("title,quote", ["s1b", "s2a"]),
        ("open,decide,date", ["s1a", "s5a"]),
        ("open, quote", ["s2a"]),
    ],
)
def test_only_leaves(words: str, expected: list[str]) -> None:
    assert only(words) == expected


def test_only_stale_is_by_the_flag() -> None:
    made = checklist(row("s1a", "A", **VERIFIED, flags="stale number-differs"), row("s1b", "B", **VERIFIED))
    assert refs(make_view(made, only="stale")) == [("Paragraph 1", ["s1a"])]


def test_only_leaves_the_counts_at_the_head_alone() -> None:
    whole, part = render([checklist()]).splitlines(), render([checklist()], only="decide").splitlines()
    assert part[:6] == whole[:6]
    assert part[6] == "showing 1 of 7: decide"


def test_only_refuses_another_word_and_lists_the_choices() -> None:
    with pytest.raises(BadArgument, match="'opne' is nothing a report can be narrowed to") as refused:
        only("opne")
    assert all(choice.word in refused.value.hint for choice in CHOICES)
    assert refused.value.value == "opne"


def test_only_mine_asks_whose() -> None:
    with pytest.raises(BadArgument, match="'mine' does not say whose"):
        only("mine")


def test_render_refuses_another_format_or_order() -> None:
    with pytest.raises(BadArgument, match="'pdf' is no format of a report"):
        render([checklist()], format="pdf")
    with pytest.raises(BadArgument, match="'date' is no order of a report"):
        render([checklist()], by="date")


def test_read_spans_leaves_out_what_it_cannot_read() -> None:
    assert read_spans("12..40 55..60") == (Span(12, 40), Span(55, 60))
    assert read_spans("") == read_spans("twelve to forty") == ()


def test_cited_documents_go_with_their_dates() -> None:
    assert cited_documents(Row(cited="A; B;", cited_date="; 2005")) == (("A", ""), ("B", "2005"))


def test_problems_are_told_at_the_head() -> None:
    problem = Problem(code="encoding-guessed", message="read as cp1252.", place="lake.txt", hint="Save it as UTF-8.")
    text = render([make_checklist(ROWS, None, (), problems=[problem])], width=200)
    assert "Note: lake.txt: read as cp1252. Save it as UTF-8." in text.splitlines()


def test_problems_without_a_place_are_told_of_the_article() -> None:
    problem = Problem(code="article-missing", message="not here; sentences are pieced together from the table.")
    head = render([make_checklist(ROWS, None, (), problems=[problem])], width=200).splitlines()[:6]
    assert head[4:] == ["Note: lake.txt: not here; sentences are pieced together from the table.", ""]


def test_checklist_says_how_an_events_date_was_resolved() -> None:
    """The year stands nowhere in the sentence: the reader is told where it came from."""
    article = read_text("The dam broke on August 11. It was mended on May 3, 2006.")
    dates = find_dates(article.text, article.paragraphs, "2006-08-17")
    rows = [
        Row(claim="The dam broke.", event_date="2006-08-11", sentence="1", spans="0..26"),
        Row(claim="It was mended.", event_date="2006-05-03", sentence="2", spans="28..56"),
    ]
    entries = make_checklist(rows, article, split_document(article), dates=dates).entries
    assert entries[0].date_basis == next(d.basis for d in dates if d.edtf == "2006-08-11") != ""
    assert entries[1].date_basis == "", "as written: nothing to tell"
    told = render([make_checklist(rows, article, split_document(article), dates=dates)], width=80)
    assert f"event 2006-08-11 · dated: {entries[0].date_basis}" in told
