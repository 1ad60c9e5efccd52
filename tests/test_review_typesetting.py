"""How the article is set: runs that join to the sentence, nested claims, claims of several pieces, letters."""

from pathlib import Path

from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from review_desk import LAKE, THIRD, Reviewer, lay, text

from factcheck.cli import group
from factcheck.document import Span
from factcheck.readers.plain import read_plain
from factcheck.report import make_checklist
from factcheck.report.typesetting import LANES, Paragraph, set_article
from factcheck.row import Row
from factcheck.sentences import split_document

DAM = "The dam, which Orlo Mill paid for, burst in 1994 and again in 2001, officials said."


def settle(claims: list[list[tuple[int, int]]], words: str = DAM) -> tuple[Paragraph, ...]:
    document = read_plain(words)
    sentences = split_document(document)
    rows = [
        Row(
            claim_id=f"c-{at}",
            ref=f"s1{chr(97 + at)}",
            sentence="1",
            paragraph="1",
            spans=" ".join(f"{start}..{end}" for start, end in spans),
        )
        for at, spans in enumerate(claims)
    ]
    return set_article(make_checklist(rows, document, sentences))


def lanes(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, list[tuple[int, str]]]]:
    return [
        (run.text, [(lane, entry.row.claim_id) for lane, entry in run.lanes])
        for paragraph in paragraphs
        for sentence in paragraph.sentences
        for run in sentence.runs
    ]


def test_claim_inside_another_has_a_line_of_its_own() -> None:
    inner = DAM.index("Orlo"), DAM.index(" paid for") + 9
    assert [each for each in lanes(settle([[(0, 42)], [inner]])) if each[1]] == [
        ("The dam, which ", [(0, "c-0")]),
        ("Orlo Mill paid for", [(0, "c-0"), (1, "c-1")]),
        (", burst i", [(0, "c-0")]),
    ]


def test_claim_of_several_pieces_keeps_its_line() -> None:
    again = DAM.index("again")
    pieces = [(0, 7), (again, again + 13)]
    found = lanes(settle([pieces, [(0, 44)]]))
    assert {lane for words, each in found for lane, claim in each if claim == "c-0"} == {0}
    assert {lane for words, each in found for lane, claim in each if claim == "c-1"} == {1}


SPANS = st.lists(
    st.lists(st.integers(0, len(DAM)), min_size=2, max_size=6, unique=True).map(
        lambda edges: [tuple(sorted(edges)[at : at + 2]) for at in range(0, len(edges) - 1, 2)]
    ),
    max_size=7,
)


@given(SPANS)
def test_runs_join_to_the_sentence_and_each_claim_holds_its_own_words(claims: list[list[tuple[int, int]]]) -> None:
    paragraphs = settle(claims)
    found = lanes(paragraphs)
    assert "".join(words for words, _ in found) == DAM
    for at, spans in enumerate(claims):
        held = [words for words, each in found if f"c-{at}" in (claim for _, claim in each)]
        assert "".join(held) == "".join(Span(*span).slice(DAM) for span in spans)
    begins = [e.row.claim_id for p in paragraphs for s in p.sentences for run in s.runs for e in run.begins]
    assert sorted(begins) == [f"c-{at}" for at in range(len(claims))]


@given(SPANS)
def test_claims_share_a_line_only_where_there_are_more_than_lines(claims: list[list[tuple[int, int]]]) -> None:
    for _, each in lanes(settle(claims)):
        places = [lane for lane, _ in each]
        assert len(set(places)) == len(places) or LANES - 1 in places


def test_page_shows_the_whole_article_with_a_letter_for_each_claim(tmp_path: Path) -> None:
    lay(tmp_path)
    page = Reviewer(tmp_path).page()
    assert [each.text.split()[0] for each in page.select("a.letter .ref")] == ["2a", "3a", "4a", "5a"]
    for each in page.select(".letter"):
        each.extract()
    shown = " ".join(" ".join(each.text.split()) for each in page.select("#article .block"))
    assert shown == " ".join(LAKE.split())


def test_sentence_without_a_claim_says_so_in_words(tmp_path: Path) -> None:
    lay(tmp_path)
    page = Reviewer(tmp_path).page()
    assert text(page, "#s6 .letter") == "– no claim:"
    assert [each["id"] for each in page.select(".sentence.bare")] == ["s1", "s6"]


def test_letter_says_where_its_claim_stands_in_words(tmp_path: Path) -> None:
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    ana.mark(THIRD, status="wrong")
    letters = [" ".join(each.text.split()) for each in ana.page().select("a.letter")]
    assert letters == ["2a ⚠, to decide", "3a ☐, open", "4a ☐, open", "5a ◇, to confirm"]


def test_words_in_no_claim_are_marked(tmp_path: Path) -> None:
    lay(tmp_path, LAKE + "\nBen Orlov counted 14 boats.\n")
    assert "14" in " ".join(each.text for each in Reviewer(tmp_path).page().select(".loose"))


def test_article_that_changed_since_is_pieced_together_from_the_table(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "lake.txt").write_text("Something else.", encoding="utf-8")
    page = Reviewer(tmp_path).page()
    assert "changed since its claims were made (see s2a)" in text(page, "#head")
    assert "Engineers built 12 dams in 1975" in text(page, "#article")


def test_table_without_its_article_still_opens(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "lake.txt").unlink()
    assert "not where the table says it is" in text(Reviewer(tmp_path).page(), "#head")


def test_galley_holds_article_claims_call_sheet_corrections_and_room_to_sign(tmp_path: Path) -> None:
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    ana.mark(THIRD, status="needs_change", suggested="lost a quarter of its water")
    page = ana.page("/galley")
    headings = [each.text for each in page.select("main h2")]
    assert headings == ["Claims", "Call sheet", "Corrections asked for", "Signed"]
    assert len(page.select("ul.claims > li")) == 4
    assert "lost a quarter of its water" in page.select("table")[1].text
    assert [each.text for each in page.select(".signing tbody th")] == ["Reviewer", "Second reader"]


def test_galley_is_the_file_that_the_report_writes(tmp_path: Path) -> None:
    """Word for word, also where the journal knows since when a claim waits."""
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    ana.mark(THIRD, status="wrong", waiting_on="writer")
    table = str(tmp_path / "claims.csv")
    file = CliRunner().invoke(group, ["report", "--claims", table, "--format", "html"], catch_exceptions=False).stdout
    assert "waiting for:</span> writer, since 2026-11-23 12:01 UTC" in file
    printed = BeautifulSoup(file, "html.parser").select_one("article.galley")
    shown = ana.page("/galley").select_one("article.galley")
    assert printed is not None
    assert shown == printed
    assert ana.get("/galley.css").text in file


def test_filters_leave_out_letters_and_never_words(tmp_path: Path) -> None:
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    for query, letters in (
        ("only=opinions", ["5a"]),
        ("source=Toma+Post", ["4a"]),
        ("source=ana+petrova", ["4a"]),
        ("q=dams+1975", ["3a"]),
        ("only=verified", []),
    ):
        page = ana.page(f"/?{query}")
        assert [each.text for each in page.select("a.letter .ref")] == letters, query
        assert "Toma lost" in text(page, "#article")
    assert [each["id"] for each in ana.page("/?paragraph=3").select(".block")] == ["p3"]
    assert ana.get("/?only=nonsense").status_code == 422


def test_stale_claims_and_those_with_a_check_that_fired_are_found(tmp_path: Path) -> None:
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    ana.mark(THIRD, status="wrong")
    ana.type_in(THIRD, flags="stale")
    ana.type_in("12 dams", flags="uncovered-words from-c-bcdfghjk")
    ana.type_in("No village", flags="from-c-bcdfghjk")
    for query, letters in (("only=stale", ["2a"]), ("flag=any", ["3a"]), ("flag=uncovered-words", ["3a"])):
        page = ana.page(f"/?{query}")
        assert [each.text for each in page.select("a.letter .ref")] == letters, query
    assert [each["value"] for each in ana.page().select("select[name=flag] option")] == ["", "any", "uncovered-words"]


def test_progress_is_drawn_and_said_in_numbers(tmp_path: Path) -> None:
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    ana.mark(THIRD, status="wrong")
    for path in ("/", "/sources", "/galley", "/head"):
        page = ana.page(path)
        assert [" ".join(each.text.split()) for each in page.select(".shares li")] == [
            "⚠ 1 to decide",
            "☐ 2 open",
            "◇ 1 to confirm",
        ], path
        bar = page.select_one("svg.bar")
        assert bar is not None
        assert bar["aria-label"] == "1 to decide, 2 open, 1 to confirm"
        assert [each["width"] for each in bar.select("rect")] == ["25.0", "50.0", "25.0"]


def test_queue_goes_to_the_next_open_claim_and_round_again(tmp_path: Path) -> None:
    lay(tmp_path)
    ana = Reviewer(tmp_path)
    ana.mark("12 dams", status="wrong")
    rows = [row.claim_id for row in ana.rows()]
    ways = [ana.get(f"/go?to=open&from={at}").headers["Location"].partition("#at-")[2] for at in ("", *rows)]
    assert ways == [rows[0], rows[2], rows[2], rows[3], rows[0]]
