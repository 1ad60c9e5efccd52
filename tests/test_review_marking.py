"""The review page without script: forms, refusals, undo, and what happens where the table changes on disk meanwhile."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from review_desk import DAMS, RECKLESS, THIRD, Reviewer, lay, text

from factcheck.journal import rebuild

PROOF = "survey of 1995, p. 3"


@pytest.fixture
def ana(tmp_path: Path) -> Reviewer:
    return reviewer(tmp_path)


def reviewer(folder: Path, *, by: str = "ana", read_only: bool = False) -> Reviewer:
    lay(folder)
    return Reviewer(folder, by=by, read_only=read_only)


def test_mark_is_written_with_name_time_and_proof_and_journalled(ana: Reviewer) -> None:
    page = ana.after(ana.mark(THIRD, status="verified", evidence=PROOF, note="read on paper"))
    row = ana.row(THIRD)
    assert (row.status, row.reviewer, row.evidence, row.note) == ("verified", "ana", PROOF, "read on paper")
    assert row.reviewed_at == "2026-11-23T12:01:00Z"
    assert {(each["who"], each["command"], each["column"]) for each in ana.journal()} == {
        ("ana", "mark", column) for column in ("status", "reviewer", "evidence", "note", "reviewed_at")
    }
    assert text(page, "#notices") == "2a: verified, saved."


def test_after_a_mark_the_page_is_at_the_claim_in_its_place(ana: Reviewer) -> None:
    answer = ana.mark(THIRD, status="wrong")
    assert answer.headers["Location"].endswith(f"#at-{ana.row(THIRD).claim_id}")
    assert ana.after(answer).select_one(".letter.chosen.decide") is not None


def test_verified_without_proof_is_refused_and_what_was_typed_is_kept(ana: Reviewer) -> None:
    before = (ana.folder / "claims.csv").read_bytes()
    answer = ana.mark(THIRD, status="verified", suggested="Two thirds.", waiting_on="writer")
    assert answer.status_code == 422
    assert "no evidence, and no note that says how" in answer.text
    assert "Two thirds." in answer.text
    assert "Save as verified" in answer.text
    assert (ana.folder / "claims.csv").read_bytes() == before


def test_refused_card_is_saved_by_its_first_button_once_the_proof_is_typed(ana: Reviewer) -> None:
    page = BeautifulSoup(ana.mark(THIRD, status="verified").text, "html.parser")
    first = page.select_one("#marking button")
    assert first is not None
    ana.after(ana.send(page, "#marking", status=str(first["value"]), evidence=PROOF))
    assert ana.row(THIRD).status == "verified"


def test_card_saved_without_a_verdict_keeps_the_verdict(ana: Reviewer) -> None:
    ana.mark(THIRD, status="wrong")
    ana.after(ana.mark(THIRD, status="", waiting_on="writer, asked 14:05"))
    row = ana.row(THIRD)
    assert (row.status, row.waiting_on) == ("wrong", "writer, asked 14:05")


def test_emptied_waiting_cell_is_blanked_any_other_refused(ana: Reviewer) -> None:
    ana.mark(THIRD, status="wrong", waiting_on="writer", evidence=PROOF)
    ana.after(ana.mark(THIRD, status="", waiting_on=""))
    assert ana.row(THIRD).waiting_on == ""
    answer = ana.mark(THIRD, status="", evidence="")
    assert answer.status_code == 422
    assert ana.row(THIRD).evidence == PROOF


def test_card_sent_as_it_came_is_told_that_nothing_was_typed(ana: Reviewer) -> None:
    answer = ana.mark(THIRD, status="")
    assert answer.status_code == 422
    assert "nothing was typed" in answer.text


@pytest.mark.parametrize("name", ["", "  ", "factcheck", "Outside"])
def test_mark_needs_the_name_of_a_person(ana: Reviewer, name: str) -> None:
    assert ana.mark(THIRD, status="wrong", by=name).status_code == 422
    assert ana.row(THIRD).status == "unverified"


def test_cell_of_several_lines_comes_back_as_it_was(ana: Reviewer) -> None:
    ana.type_in(THIRD, evidence_quote="\nfirst\nsecond ", note="one\ntwo")
    ana.after(ana.mark(THIRD, status="wrong"))
    assert (ana.row(THIRD).evidence_quote, ana.row(THIRD).note) == ("\nfirst\nsecond ", "one\ntwo")


def test_name_is_remembered_in_the_browser_that_typed_it(ana: Reviewer) -> None:
    ana.after(ana.mark(THIRD, status="wrong", by="Ana Šimić"))
    field = ana.claim(DAMS).select_one("#marking [name=by]")
    assert field is not None
    assert field["value"] == "Ana Šimić"
    other = Reviewer(ana.folder, app=ana.app).claim(DAMS).select_one("#marking [name=by]")
    assert other is not None
    assert other["value"] == "ana"


# Undo.


def test_undo_takes_back_the_last_mark_and_says_so(ana: Reviewer) -> None:
    before = ana.rows()
    page = ana.after(ana.mark(THIRD, status="wrong"))
    page = ana.after(ana.send(page, "#undo"))
    assert ana.rows() == before
    assert text(page, "#notices") == "Undone: mark by ana, 2a."


def test_parse_is_not_undone_from_the_page(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    assert text(page, "#undo") == "No mark to undo."
    assert ana.send(page, "#undo").status_code == 303
    assert len(ana.rows()) == 4


def test_undo_of_a_change_that_is_not_the_last_any_more_is_refused(ana: Reviewer) -> None:
    page = ana.after(ana.mark(THIRD, status="wrong"))
    ana.mark(DAMS, status="wrong")
    told = ana.after(ana.send(page, "#undo"))
    assert "not undone: the last change is now: mark by ana" in text(told, "#notices")
    assert [row.status for row in ana.rows()] == ["wrong", "wrong", "unverified", "unverified"]


def test_change_of_somebody_else_is_undone_only_by_its_own_button(ana: Reviewer) -> None:
    ben = Reviewer(ana.folder, by="ben", app=ana.app)
    ben.after(ben.mark(THIRD, status="wrong", by="ben"))
    page = ana.claim(DAMS)
    assert "Undo ben’s change" in text(page, "#undo")
    told = ana.after(ana.send(page, "#undo"))
    assert "ben’s, not yours" in text(told, "#notices")
    assert ana.row(THIRD).status == "wrong"
    ana.after(ana.send(page, "#undo", others="yes"))
    assert ana.row(THIRD).status == "unverified"


# The table changes on disk while a card is open.


def test_cells_that_others_filled_meanwhile_stay_beside_what_was_typed(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    ana.type_in(THIRD, suggested="Two thirds.", note="rang the ministry")
    ana.type_in(DAMS, note="seen")
    told = ana.after(ana.send(page, "#marking", status="verified", evidence=PROOF, note="on paper"))
    row = ana.row(THIRD)
    assert (row.status, row.evidence, row.suggested) == ("verified", PROOF, "Two thirds.")
    assert row.note == "rang the ministry\non paper"
    assert ana.row(DAMS).note == "seen"
    assert "suggested wording: “” is now “Two thirds.”" in text(told, "#notices")


def test_same_cell_changed_on_both_sides_asks_and_writes_nothing(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    ana.type_in(THIRD, evidence="atlas")
    before = (ana.folder / "claims.csv").read_bytes()
    answer = ana.send(page, "#marking", status="verified", evidence=PROOF, note="on paper")
    assert answer.status_code == 409
    assert (ana.folder / "claims.csv").read_bytes() == before
    asked = _soup(answer.text)
    assert [each.text for each in asked.select(".clash legend")] == ["evidence"]
    assert [each.text for each in asked.select(".clash q")][:2] == [PROOF, "atlas"]
    assert "on paper" in answer.text


@pytest.mark.parametrize(("keep", "evidence"), [("mine", PROOF), ("theirs", "atlas")])
def test_clash_is_settled_by_the_choice_and_nothing_else_is_lost(ana: Reviewer, keep: str, evidence: str) -> None:
    page = ana.claim(THIRD)
    ana.type_in(THIRD, evidence="atlas")
    asked = _soup(ana.send(page, "#marking", status="verified", evidence=PROOF, note="on paper").text)
    ana.after(ana.send(asked, "#marking", status="verified", keep_evidence=keep))
    row = ana.row(THIRD)
    assert (row.status, row.evidence, row.note, row.reviewer) == ("verified", evidence, "on paper", "ana")


@pytest.mark.parametrize(("keep", "status", "reviewer"), [("mine", "verified", "ana"), ("theirs", "wrong", "ben")])
def test_verdict_that_somebody_gave_meanwhile_is_asked_about(
    ana: Reviewer, keep: str, status: str, reviewer: str
) -> None:
    page = ana.claim(THIRD)
    ben = Reviewer(ana.folder, by="ben", app=ana.app)
    ben.after(ben.mark(THIRD, status="wrong", by="ben"))
    answer = ana.send(page, "#marking", status="verified", evidence=PROOF, note="the survey itself says so")
    assert answer.status_code == 409
    assert "by ben" in answer.text
    ana.after(ana.send(_soup(answer.text), "#marking", status="verified", keep_status=keep))
    row = ana.row(THIRD)
    assert (row.status, row.reviewer) == (status, reviewer)
    assert row.evidence == PROOF


def test_table_that_changes_again_while_the_clash_is_open_asks_again(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    ana.type_in(THIRD, evidence="atlas")
    asked = _soup(ana.send(page, "#marking", status="", evidence=PROOF).text)
    ana.type_in(THIRD, evidence="letter")
    answer = ana.send(asked, "#marking", keep_evidence="mine")
    assert answer.status_code == 409
    assert [each.text for each in _soup(answer.text).select(".clash q")][:2] == [PROOF, "letter"]


def test_claim_that_was_taken_out_meanwhile_keeps_what_was_typed_on_the_page(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    ana.edit(lambda rows: rows.pop(0))
    answer = ana.send(page, "#marking", status="wrong", note="long thoughts")
    assert answer.status_code == 404
    assert "long thoughts" in answer.text
    assert len(ana.rows()) == 3


def test_damaged_table_is_told_with_its_place_and_what_was_typed_is_kept(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    path = ana.folder / "claims.csv"
    whole = path.read_bytes()
    path.write_bytes(whole + b'c-bcdfghjk,"open')
    answer = ana.send(page, "#marking", status="wrong", note="long thoughts")
    assert answer.status_code == 409
    assert "claims.csv, line" in answer.text
    assert "long thoughts" in answer.text
    assert path.read_bytes() == whole + b'c-bcdfghjk,"open'
    assert ana.get("/").status_code == 409
    path.write_bytes(whole)
    ana.after(ana.send(page, "#marking", status="wrong", note="long thoughts"))


def test_table_open_in_libreoffice_is_not_written_and_what_was_typed_is_kept(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    lock = ana.folder / ".~lock.claims.csv#"
    lock.write_text("Ben,ben,desk,23.11.2026 12:00,file:///x;", encoding="utf-8")
    answer = ana.send(page, "#marking", status="wrong", note="long thoughts")
    assert answer.status_code == 422
    assert "open in LibreOffice (Ben" in answer.text
    assert "long thoughts" in answer.text
    lock.unlink()


def test_edit_on_disk_is_told_cell_by_cell_to_whoever_asks(ana: Reviewer) -> None:
    first = json.loads(ana.get("/changes?since=").text)["version"]
    assert json.loads(ana.get(f"/changes?since={first}").text) == {"version": first}
    ana.type_in(DAMS, status="wrong", note="11")
    said = json.loads(ana.get(f"/changes?since={first}").text)
    assert said["text"] == "Changed on disk meanwhile: 2 cells of 1 claim."
    assert said["details"] == [
        "3a status: “unverified” is now “wrong”",
        "3a note: “” is now “11”",
    ]
    assert [(each["pile"], each["word"]) for each in said["marks"]] == [("decide", "to decide")]
    assert not said["reload"]


def test_verdict_typed_in_a_spreadsheet_is_journalled_as_made_outside(ana: Reviewer) -> None:
    page = ana.claim(THIRD)
    ana.type_in(DAMS, status="wrong", reviewer="ben")
    ana.after(ana.send(page, "#marking", status="wrong"))
    told = {(each["who"], each["claim_id"]) for each in ana.journal() if each["column"] == "status"}
    assert told == {("ana", ana.row(THIRD).claim_id), ("outside", ana.row(DAMS).claim_id)}


def test_people_who_mark_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    words = [f"mill {number} burned" for number in range(24)]
    lay(tmp_path, ". ".join(words) + ".\n", [(f"s{at}a", each, "1", {}) for at, each in enumerate(words, 1)])
    people = [Reviewer(tmp_path, by=name) for name in ("ana", "ben", "eva")]
    pages = [(people[at % 3], people[at % 3].claim(each), people[at % 3].who) for at, each in enumerate(words)]

    def mark(each: tuple[Reviewer, BeautifulSoup, str]) -> int:
        person, page, name = each
        browser = Reviewer(tmp_path, by=name, app=person.app)
        return browser.send(page, "#marking", status="wrong", note=name).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(mark, pages)) == {303}
    rows = Reviewer(tmp_path).rows()
    assert [(row.reviewer, row.note) for row in rows] == [(name, name) for _, _, name in pages]
    assert rebuild(tmp_path / "claims.csv") == (tmp_path / "claims.csv").read_bytes()


# Several at once, and what only reads.


def test_call_settles_the_claims_that_are_ticked(ana: Reviewer) -> None:
    page = ana.page("/sources")
    assert "River News" in text(page, "#call-1 h2")
    told = ana.after(ana.send(page, "#call-1 form", status="verified", evidence="read out by phone", by="ana"))
    assert ana.row(DAMS).status == "verified"
    assert "1 claim marked verified: 3a." in text(told, "#notices")


def test_marks_of_one_call_are_undone_together(ana: Reviewer) -> None:
    ana.type_in(THIRD, cited="River News", cited_date="2005-03-05")
    before = ana.rows()
    told = ana.after(ana.send(ana.page("/sources"), "#call-1 form", status="wrong", by="ana"))
    assert [row.status for row in ana.rows()][:2] == ["wrong", "wrong"]
    assert "2 claims marked wrong: 2a, 3a." in text(told, "#notices")
    ana.after(ana.send(told, "#undo"))
    assert ana.rows() == before


def test_call_touches_no_claim_that_has_a_verdict(ana: Reviewer) -> None:
    ana.mark(DAMS, status="wrong")
    assert ana.page("/sources").select(f"[name=claim][value={ana.row(DAMS).claim_id}]") == []


def test_call_whose_claims_changed_since_they_were_listed_is_shown_again(ana: Reviewer) -> None:
    page = ana.page("/sources")
    ana.type_in(DAMS, note="seen by ben")
    answer = ana.send(page, "#call-1 form", status="wrong", by="ana")
    assert answer.status_code == 409
    assert "3a note: “” is now “seen by ben”" in answer.text
    assert ana.row(DAMS).status == "unverified"


def test_call_without_a_ticked_claim_is_refused(ana: Reviewer) -> None:
    answer = ana.send(ana.page("/sources"), "#call-1 form", status="wrong", claim=[])
    assert answer.status_code == 422
    assert "no claim is chosen" in answer.text


def test_opinion_is_confirmed_from_its_card(ana: Reviewer) -> None:
    page = ana.claim(RECKLESS)
    assert "Confirm as opinion" in text(page, "#marking .verdicts")
    ana.after(ana.send(page, "#marking", status="not_checkable"))
    assert ana.row(RECKLESS).status == "not_checkable"


def test_read_only_page_has_no_form_and_refuses_one_all_the_same(tmp_path: Path) -> None:
    ana = reviewer(tmp_path, read_only=True)
    page = ana.claim(THIRD)
    assert page.select("form[method=post]") == []
    before = (ana.folder / "claims.csv").read_bytes()
    for path in ("/mark", "/mark-many", "/undo"):
        assert ana.post(path, {"claim": ana.row(THIRD).claim_id, "status": "wrong", "by": "ana"}).status_code == 403
    assert (ana.folder / "claims.csv").read_bytes() == before


def test_read_only_page_shows_the_card_with_what_was_found_and_no_undo(tmp_path: Path) -> None:
    lay(tmp_path)
    Reviewer(tmp_path).mark(THIRD, status="wrong", note="long thoughts")
    page = Reviewer(tmp_path, read_only=True).claim(THIRD)
    assert "note: long thoughts" in text(page, "#card .lines")
    assert page.select("#undo, #card button, #card input, #card textarea") == []
    assert "read only" in text(page, ".top")


def test_filters_stay_after_a_mark(ana: Reviewer) -> None:
    claim_id = ana.row(DAMS).claim_id
    answer = ana.send(ana.page(f"/?claim={claim_id}&only=open&q=dams"), "#marking", status="wrong")
    assert "only=open" in answer.headers["Location"]
    assert "q=dams" in answer.headers["Location"]


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")
