"""A new draft meets a table that people have worked in: nothing they typed is lost, and what changed is said."""

import json
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, RECKLESS, THIRD, TRAIN, VILLAGE, Desk, lake

from factcheck.row import HUMAN

TYPED = {
    "status": "verified",
    "source_status": "verified",
    "reviewer": "ana",
    "evidence": "River News, March 5, p. 2",
    "evidence_quote": "12 dams since 1975",
    "note": "called Mr. O’Neil,\nhe “agreed”",
    "waiting_on": "nobody",
    "suggested": "a dozen; dams",
    "disposition": "stet",
    "second_reader": "ben",
}
"""Every human column."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


def human(row: dict[str, str]) -> dict[str, str]:
    return {column: row[column] for column in HUMAN}


def by_id(desk: Desk, claim_id: str) -> dict[str, str]:
    (found,) = [row for row in desk.rows() if row["claim_id"] == claim_id]
    return found


def test_typed_cells_fill_every_human_column() -> None:
    assert set(TYPED) == set(HUMAN)


@pytest.mark.parametrize("way", ["same name", "--replaces"])
@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("It rained all spring.\n\n" + LAKE, id="a paragraph before"),
        pytest.param(LAKE.replace("12 dams", "14 dams"), id="the claim itself"),
        pytest.param(LAKE.replace("Engineers built 12 dams in 1975 (River News, March 5).", ""), id="the claim gone"),
        pytest.param(LAKE.replace("“", '"').replace("”", '"').replace(" ", "  "), id="typography"),
        pytest.param("\n\n".join(reversed(LAKE.split("\n\n"))), id="paragraphs the other way round"),
        pytest.param(TRAIN, id="another article altogether"),
    ],
)
def test_every_human_cell_outlives_a_changed_draft(desk: Desk, draft: str, way: str) -> None:
    claim_id = desk.put(DAMS, **TYPED)
    if way == "same name":
        desk.done("parse", desk.write("lake.txt", draft))
    else:
        desk.done("parse", desk.write("lake2.txt", draft), "--replaces", "lake.txt")
        assert {row["article"] for row in desk.rows()} == {"lake2.txt"}
    assert human(by_id(desk, claim_id)) == TYPED


def test_reworded_claim_is_stale_with_its_verdict_beside(desk: Desk) -> None:
    claim_id = desk.put(DAMS, **TYPED)
    said = desk.done("parse", desk.write("lake.txt", LAKE.replace("12 dams", "14 dams")))
    row = by_id(desk, claim_id)
    assert "14 dams" in row["verbatim"]
    assert (row["flags"], row["status"]) == ("stale", "verified")
    assert "reworded after somebody worked on it" in said.err
    assert "'Engineers built 12 dams in 1975' to 'Engineers built 14 dams in 1975'" in said.err
    report = desk.done("report").out
    assert "stale, was verified" in report
    assert "0 verified" in report


def test_stale_stays_until_somebody_marks_it_again(desk: Desk) -> None:
    desk.put(DAMS, **TYPED)
    desk.done("parse", desk.write("lake.txt", LAKE.replace("12 dams", "14 dams")))
    desk.done("parse", "lake.txt")
    assert desk.row("14 dams")["flags"] == "stale"
    desk.done("mark", desk.ref("14 dams"), "verified", "--by", "ana", "--evidence", "River News, p. 3")
    assert desk.row("14 dams")["flags"] == ""


def test_typography_alone_is_no_new_wording(desk: Desk) -> None:
    claim_id = desk.put(VILLAGE, status="verified", reviewer="ana", evidence="Toma Post")
    desk.done("parse", desk.write("lake.txt", LAKE.replace("“", '"').replace("”", '"')))
    assert by_id(desk, claim_id)["flags"] == ""


def test_vanished_claim_is_gone_with_a_verdict_and_leaves_without(desk: Desk) -> None:
    kept = desk.put(DAMS, **TYPED)
    left = desk.row(THIRD)["claim_id"]
    said = desk.done("parse", desk.write("lake.txt", LAKE.split("\n\n")[1]))
    assert by_id(desk, kept)["flags"] == "gone"
    assert left not in desk.text()
    assert "1 no longer in the article, left the table:\n" in said.err
    assert f"  {left}  Toma lost a third of its water in 1994." in said.err
    assert f"  {kept}  Engineers built 12 dams in 1975." in said.err
    report = desk.done("report").out
    assert "1 no longer in the article" in report
    assert "Engineers built 12 dams in 1975." in report


def test_vanished_claim_that_comes_back_is_the_same_row(desk: Desk) -> None:
    claim_id = desk.put(DAMS, **TYPED)
    desk.done("parse", desk.write("lake.txt", LAKE.split("\n\n")[1]))
    said = desk.done("parse", desk.write("lake.txt", LAKE))
    assert "1 back in the article:" in said.err
    row = by_id(desk, claim_id)
    assert (row["flags"], human(row)) == ("", TYPED)
    assert row["spans"]


def test_draft_under_another_name_is_not_guessed_at(desk: Desk) -> None:
    desk.write("lake2.txt", LAKE.replace("12 dams", "14 dams"))
    said = desk.refused("parse", "lake2.txt", "--published", PUBLISHED)
    assert "lake2.txt: most of its sentences stand in the table already, as lake.txt" in said
    assert "factcheck parse lake2.txt --replaces lake.txt" in said
    assert "factcheck parse lake2.txt --new-article" in said


def test_calls_named_for_a_likely_draft_hold_what_was_typed(desk: Desk) -> None:
    desk.lay({f"desk/{name}": data for name, data in lake().items()})
    said = desk.refused("parse", "-", "--article", "lake2", "--claims", "desk/claims.csv", stdin=LAKE.encode())
    assert "factcheck parse - --article lake2 --claims desk/claims.csv --replaces lake.txt" in said


def test_likely_draft_taken_for_another_article_stands_beside_the_first(desk: Desk) -> None:
    before = desk.rows()
    desk.done("parse", desk.write("lake2.txt", LAKE), "--new-article")
    rows = desk.rows()
    assert rows[: len(before)] == before
    assert {row["article"] for row in rows[len(before) :]} == {"lake2.txt"}
    assert len({row["claim_id"] for row in rows}) == len(rows) == 8


def test_replaced_article_keeps_its_ids(desk: Desk) -> None:
    before = [row["claim_id"] for row in desk.rows()]
    desk.done("parse", desk.write("lake2.txt", LAKE), "--replaces", "lake.txt")
    assert [row["claim_id"] for row in desk.rows()] == before
    assert {row["published"] for row in desk.rows()} == {PUBLISHED}


def test_replacing_what_is_not_there_names_what_is(desk: Desk) -> None:
    desk.write("lake2.txt", LAKE)
    said = desk.refused("parse", "lake2.txt", "--replaces", "lakes.txt")
    assert "lakes.txt: no such article in the table" in said
    assert "lake.txt" in said.splitlines()[1]


def test_replaces_and_new_article_contradict_each_other(desk: Desk) -> None:
    assert "contradict" in desk.refused("parse", "lake.txt", "--replaces", "lake.txt", "--new-article")


def test_row_deleted_by_hand_stays_deleted_and_is_listed(desk: Desk) -> None:
    deleted = desk.row(RECKLESS)["claim_id"]
    desk.edit(lambda rows: rows.pop())
    for _ in range(2):
        said = desk.done("parse", "lake.txt")
        assert "1 deleted by hand, not put back:" in said.err
        assert f"  {deleted}  The plan is reckless." in said.err
        assert deleted not in desk.text()
    said = desk.done("parse", desk.write("lake.txt", LAKE + "\nA boat sank in 2004.\n"))
    assert deleted not in desk.text()
    assert desk.row("A boat sank")["claim_id"]


def test_row_added_by_hand_is_kept_and_given_an_id(desk: Desk) -> None:
    desk.edit(lambda rows: rows.append({"claim": "The dams are 40 m high.", "article": "lake.txt", "note": "ask"}))
    said = desk.done("parse", "lake.txt")
    (row,) = [row for row in desk.rows() if row["note"] == "ask"]
    assert row["claim_id"].startswith("c-")
    assert f"  {row['claim_id']}  " in said.err
    assert "1 added by hand, given an id:" in said.err
    before = desk.files()
    desk.done("parse", "lake.txt")
    assert desk.files() == before
    desk.done("parse", desk.write("lake.txt", TRAIN))
    assert by_id(desk, row["claim_id"]) == row


def test_row_added_by_hand_can_be_marked_by_its_id_at_once(desk: Desk) -> None:
    desk.edit(lambda rows: rows.append({"claim": "The dams are 40 m high.", "article": "lake.txt"}))
    desk.done("parse", "lake.txt")
    (row,) = [row for row in desk.rows() if row["claim"].startswith("The dams are")]
    said = desk.done("mark", row["claim_id"], "wrong", "--by", "ana", "--evidence", "survey, p. 3")
    assert said.out.startswith(f"{row['claim_id']}  wrong  The dams are 40 m high.")


def test_corrected_cell_is_the_persons_from_then_on(desk: Desk) -> None:
    claim_id = desk.put(DAMS, source="Ministry of Water", event_date="1976")
    said = desk.done("parse", desk.write("lake.txt", LAKE + "\nA boat sank in 2004.\n"))
    assert "corrected by hand" not in said.err, "the tool has nothing new to say about it"
    said = desk.done("parse", desk.write("lake.txt", LAKE.replace("1975", "1974")))
    row = by_id(desk, claim_id)
    assert (row["source"], row["event_date"]) == ("Ministry of Water", "1976")
    assert row["claim"] == "Engineers built 12 dams in 1974."
    assert "1 corrected by hand, kept:" in said.err
    assert f"  {claim_id}  event_date is kept as it stands; the tool would write '1974'" in said.err


def test_corrected_row_that_vanishes_stays(desk: Desk) -> None:
    claim_id = desk.put(DAMS, source="Ministry of Water")
    desk.done("parse", desk.write("lake.txt", LAKE.split("\n\n")[1]))
    assert by_id(desk, claim_id)["flags"] == "gone"


def test_added_column_keeps_its_place_and_its_cells(desk: Desk) -> None:
    desk.edit(lambda rows: rows[1].update({"Prio \U0001f525": "=1+1"}), extra="Prio \U0001f525")
    desk.done("parse", desk.write("lake.txt", "A boat sank in 2004. " + LAKE))
    assert desk.text().startswith("Prio \U0001f525,claim_id,ref,")
    assert desk.row(DAMS)["Prio \U0001f525"].endswith("=1+1")
    assert {row["Prio \U0001f525"] for row in desk.rows()} == {"", desk.row(DAMS)["Prio \U0001f525"]}


def test_added_column_moved_among_the_tools_own_is_left_there(desk: Desk) -> None:
    lines = desk.text().splitlines()
    assert "\n" not in "".join(lines)
    moved = [line.replace(",", f",{'mine' if number == 0 else 'x'},", 1) for number, line in enumerate(lines)]
    desk.lay({"claims.csv": ("\ufeff" + "\n".join(moved) + "\n").encode()})
    desk.done("mark", desk.ref(DAMS), "in_progress", "--by", "ana")
    assert desk.text().startswith("claim_id,mine,ref,")
    assert {row["mine"] for row in desk.rows()} == {"x"}


def test_sorted_table_stays_sorted(desk: Desk) -> None:
    desk.edit(lambda rows: rows.sort(key=lambda row: row["claim"], reverse=True))
    order = [row["claim_id"] for row in desk.rows()]
    before = desk.files()
    desk.done("parse", "lake.txt")
    assert desk.files() == before
    desk.done("parse", desk.write("lake.txt", LAKE + "\nA boat sank in 2004.\n"))
    assert [row["claim_id"] for row in desk.rows() if "boat" not in row["claim"]] == order


def test_semicolons_and_crlf_of_a_spreadsheet_are_written_back(desk: Desk) -> None:
    text = desk.text().replace(",", ";").replace("“No village will be moved;”", "“No village will be moved,”")
    desk.lay({"claims.csv": ("\ufeff" + text.replace("\n", "\r\n")).encode()})
    desk.done("parse", desk.write("lake.txt", LAKE + "\nA boat sank in 2004.\n"))
    data = (desk.folder / "claims.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfclaim_id;ref;status;")
    assert data.count(b"\r\n") == data.count(b"\n") == 6
    assert desk.row("A boat sank", delimiter=";")["event_date"] == "2004"


def test_cp1252_table_is_written_back_so_until_a_letter_is_missing(desk: Desk) -> None:
    ref = desk.ref(DAMS)
    desk.lay({"claims.csv": desk.text().encode("cp1252")})
    desk.done("parse", desk.write("lake.txt", LAKE + "\nA boat sank in 2004.\n"))
    data = (desk.folder / "claims.csv").read_bytes()
    assert "“No village".encode("cp1252") in data
    said = desk.done("mark", ref, "wrong", "--by", "ana", "--note", "says Şahin")
    assert "claims.csv: read as cp1252, and written back so" in said.err
    assert "written as UTF-8: cp1252 has no 'Ş'" in said.err
    assert desk.row(DAMS)["note"] == "says Şahin"


def test_parse_of_a_draft_can_be_taken_back(desk: Desk) -> None:
    before = desk.rows()
    desk.done("parse", desk.write("lake.txt", LAKE.split("\n\n")[1]))
    assert desk.rows() != before
    desk.done("undo", "--by", "ana")
    assert desk.rows() == before


def test_table_without_its_journal_loses_nothing(desk: Desk) -> None:
    claim_id = desk.put(DAMS, **TYPED, source="Ministry of Water")
    (desk.folder / "claims.journal.jsonl").unlink()
    desk.done("parse", desk.write("lake.txt", LAKE.replace("12 dams", "14 dams")))
    row = by_id(desk, claim_id)
    assert (human(row), row["source"], row["flags"]) == (TYPED, "Ministry of Water", "stale")


def test_journal_without_its_table_gives_a_new_table(desk: Desk) -> None:
    (desk.folder / "claims.csv").unlink()
    desk.done("parse", "lake.txt", "--published", PUBLISHED)
    assert len(desk.rows()) == 4


def test_report_shows_what_a_stale_claim_said_when_it_was_judged(desk: Desk) -> None:
    desk.done("mark", "2a", "verified", "--by", "ana", "--evidence", "survey of 1995, p. 3")
    assert "it said:" not in desk.done("report").out
    desk.done("parse", desk.write("lake.txt", LAKE.replace("12 dams", "14 dams")))
    assert "it said: “Engineers built 12 dams" in desk.done("report").out
    (claim,) = [
        claim
        for group in json.loads(desk.done("report", "--format", "json").out)["checklists"][0]["groups"]
        for passage in group["passages"]
        for claim in passage["claims"]
        if claim["stale"]
    ]
    assert claim["said_before"].startswith("Engineers built 12 dams")
