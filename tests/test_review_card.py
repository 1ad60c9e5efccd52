"""A claim's card: what stands on it, and what was found for the claim taken as its evidence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from review_desk import DAMS, RECKLESS, THIRD, TOKEN, VILLAGE, Clock, Reviewer, lay, text

from factcheck.checks import CHECKS, Check, Hit, Level, Subject
from factcheck.cli import group
from factcheck.evidence.record import Evidence
from factcheck.evidence.table import evidence_path, read_evidence, save_evidence
from factcheck.review import Checking, make_app

CAPTURE = "https://web.archive.org/web/20050306120000/http://toma-post.example/a"


@pytest.fixture
def ana(tmp_path: Path) -> Reviewer:
    lay(tmp_path)
    return Reviewer(tmp_path)


def find(ana: Reviewer, words: str) -> None:
    """Puts two candidates and a vain search into evidence.csv for the claim of those words."""
    claim_id = ana.row(words).claim_id
    page = Evidence(
        claim_id=claim_id,
        rank="1",
        outcome="found",
        original_url="http://toma-post.example/a",
        archive_url=CAPTURE,
        captured_at="2005-03-06T12:00:00Z",
        timing="on the day",
        title="The lake | Toma Post",
        passage="“No village will be moved,” the minister told us.",
        quote_match="yes",
    )
    file = Evidence(
        claim_id=claim_id, rank="2", outcome="found", file="notes/petrova.txt", title="notes", passage="no village"
    )
    vain = Evidence(claim_id=claim_id, asked="river.example", outcome="not_archived")
    path = evidence_path(ana.folder / "claims.csv")
    save_evidence(read_evidence(path), [page, file, vain])


def test_card_says_what_the_report_says(ana: Reviewer) -> None:
    page = ana.claim(VILLAGE)
    assert text(page, "#card h2") == "4a ☐ unverified"
    lines = [" ".join(each.text.split()) for each in page.select("#card .lines p")]
    assert lines == [
        "source Ana Petrova · cited Toma Post, 2005-03-06 · as of publication 2005-03-07",
        "next: read the cited document",
    ]


@pytest.mark.parametrize(
    ("words", "label"), [(RECKLESS, "Confirm as opinion"), (THIRD, "Not checkable"), (DAMS, "Not checkable")]
)
def test_button_confirms_an_opinion_where_there_is_one(ana: Reviewer, words: str, label: str) -> None:
    assert text(ana.claim(words), "button[value=not_checkable]") == f"{label} o"


def test_every_verdict_has_its_key_on_its_button(ana: Reviewer) -> None:
    buttons = ana.claim(THIRD).select("#marking .verdicts button")
    assert [each["data-key"] for each in buttons] == [kbd.text for each in buttons for kbd in each.select("kbd")]
    assert len({str(each["data-key"]) for each in buttons}) == len(buttons)
    listed = [each.text for each in ana.page("/keys").select("th kbd")]
    assert {str(each["data-key"]) for each in buttons} <= set(listed)
    assert {"j", "k", "v", "u", "w", "d", "c", "o", "n", "e", "z", "/", "?"} <= set(listed)


def test_what_was_found_is_shown_with_its_passage_and_the_archived_copy(ana: Reviewer) -> None:
    find(ana, VILLAGE)
    page = ana.claim(VILLAGE)
    assert [" ".join(each.text.split()) for each in page.select(".found .soft")] == [
        "archived copy",
        "captured 2005-03-06 · on the day · quote: yes, word for word",
    ]
    link = page.select_one(".found a")
    assert link is not None
    assert link["href"] == CAPTURE
    assert link["data-originalurl"] == "http://toma-post.example/a"
    assert [each.text for each in page.select(".found li:first-child mark")] == ["village", "will", "moved", "minister"]
    assert "looked up: not archived" in text(page, ".evidence")


def test_candidate_that_is_chosen_becomes_the_evidence_with_its_passage(ana: Reviewer) -> None:
    find(ana, VILLAGE)
    ana.after(ana.mark(VILLAGE, status="verified", candidate="1"))
    row = ana.row(VILLAGE)
    assert (row.status, row.evidence) == ("verified", CAPTURE)
    assert row.evidence_quote.startswith("“No village will be moved,” the minister told us.")


def test_candidate_and_evidence_changed_meanwhile_clash(ana: Reviewer) -> None:
    find(ana, VILLAGE)
    page = ana.claim(VILLAGE)
    ana.type_in(VILLAGE, evidence="her letter")
    answer = ana.send(page, "#marking", status="verified", candidate="2")
    assert answer.status_code == 409
    asked = BeautifulSoup(answer.text, "html.parser")
    ana.after(ana.send(asked, "#marking", status="verified", keep_evidence="theirs"))
    assert ana.row(VILLAGE).evidence == "her letter"


def test_candidate_that_is_not_there_is_refused(ana: Reviewer) -> None:
    page = ana.claim(VILLAGE)
    fields = {"status": "verified"}
    find(ana, VILLAGE)
    answer = ana.send(ana.claim(VILLAGE), "#marking", **fields, candidate="7")
    assert answer.status_code == 422
    assert "has no evidence number 7" in answer.text
    assert text(page, ".evidence").startswith("Found for it Nothing was looked up yet")


def test_flag_of_a_check_is_told_in_words(ana: Reviewer) -> None:
    ana.type_in(THIRD, flags="uncovered-words")
    assert "uncovered-words: A name, number, date or quoted word" in text(ana.claim(THIRD), "#card .lines")
    assert [each.text for each in ana.page("/?flag=uncovered-words").select("a.letter .ref")] == ["2a"]


def test_card_says_what_the_checks_say_once_they_have_run(tmp_path: Path) -> None:
    table, article = tmp_path / "claims.csv", tmp_path / "dams.txt"
    article.write_text("Engineers built 12 dams on Friday, March 4, 1975. The lake lost water.\n", encoding="utf-8")
    CliRunner().invoke(group, ["parse", str(article), "--claims", str(table)], catch_exceptions=False)
    checking = Checking(table, lambda: (CHECKS, ""))
    ana = Reviewer(tmp_path, app=make_app(table, clock=Clock(), token=TOKEN, by="ana", checking=checking))
    dated = next(row.verbatim for row in ana.rows() if "March 4" in row.verbatim)
    ana.claim(dated)
    checking.wait()
    for _ in range(2):
        assert "warning weekday-and-date-disagree: 4 March 1975 was a Tuesday" in text(ana.claim(dated), "#card .check")
        assert "weekday-and-date-disagree" not in text(ana.claim("lost water"), "#card")
        ana.after(ana.mark(dated, status="wrong"))


def test_checks_of_the_card_know_outlets_of_ones_own(tmp_path: Path) -> None:
    def find(subject: Subject) -> Iterator[Hit]:
        if subject.outlets.find("Toma Post"):
            yield Hit("is an outlet", claim_id=subject.rows[0].claim_id)

    table, article = tmp_path / "claims.csv", tmp_path / "dams.txt"
    article.write_text("Engineers built 12 dams (Toma Post, March 6, 2005).\n", encoding="utf-8")
    columns = "name,aliases,kind,country,language,hosts,parent,source"
    (tmp_path / "outlets.csv").write_text(f"{columns}\nToma Post,,newspaper,KZ,en,,,masthead\n", encoding="utf-8")
    CliRunner().invoke(group, ["parse", str(article), "--claims", str(table)], catch_exceptions=False)
    checking = Checking(table, lambda: ([Check("known", Level.NOTE, "", find, "sources")], ""))
    ana = Reviewer(tmp_path, app=make_app(table, clock=Clock(), token=TOKEN, by="ana", checking=checking))
    ana.claim("12 dams")
    checking.wait()
    assert "note known: is an outlet" in text(ana.claim("12 dams"), "#card .check")


def test_card_says_since_when_a_claim_waits_and_what_it_said_before(ana: Reviewer) -> None:
    ana.after(ana.mark(THIRD, status="wrong", waiting_on="writer"))
    assert "waiting for: writer, since 2026-11-23 12:01 UTC" in text(ana.claim(THIRD), "#card .lines")


def test_row_that_a_person_added_has_a_card_and_is_marked(ana: Reviewer) -> None:
    ana.edit(
        lambda rows: rows.append(
            dict.fromkeys(rows[0], "") | {"claim": "The lake is 90 m deep.", "article": "lake.txt"}
        )
    )
    page = ana.page()
    link = page.select_one(".placeless a.letter")
    assert link is not None
    page = ana.page("/" + str(link["href"]).partition("#")[0])
    assert "The lake is 90 m deep." in text(page, "#card .wording")
    told = ana.after(ana.send(page, "#marking", status="wrong"))
    assert (ana.rows()[4].status, ana.rows()[4].claim) == ("wrong", "The lake is 90 m deep.")
    assert ana.rows()[4].claim_id == str(link["data-claim"])
    assert "saved" in text(told, "#notices")


def test_opening_the_page_writes_nothing(ana: Reviewer) -> None:
    ana.type_in(THIRD, status="ok", reviewer="ben")
    before = {path.name: path.read_bytes() for path in ana.folder.iterdir()}
    for path in ("/", "/sources", "/galley", "/changes?since=x", "/head", f"/?claim={ana.row(THIRD).claim_id}"):
        ana.get(path)
    after = {path.name: path.read_bytes() for path in ana.folder.iterdir()}
    assert after == before


def test_claim_that_is_not_in_the_table_says_so(ana: Reviewer) -> None:
    assert "not in the table any more" in text(ana.page("/?claim=c-bcdfghjk"), "#card")
    assert ana.get("/card/c-bcdfghjk").status_code == 404
    page = ana.claim(THIRD)
    assert ana.send(page, "#marking", claim="c-bcdfghjk", status="wrong").status_code == 404
    assert ana.send(page, "#marking", claim="c-bcdfghjk", by="").status_code == 404
