"""`factcheck export` and `factcheck import`, as a desk uses them."""

from pathlib import Path

import openpyxl
import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, RECKLESS, THIRD, TRAIN, VILLAGE, Desk, lake
from workbook_desk import CLAIMS, Change, Sheet, fill_in

from factcheck.journal import history


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


def change(desk: Desk, how: Change, name: str = "review.xlsx") -> None:
    fill_in(desk.folder / name, how)


def claim_id(desk: Desk, words: str) -> str:
    return desk.row(words)["claim_id"]


def test_review_copy_goes_out_and_comes_back(desk: Desk) -> None:
    said = desk.done("export")
    assert said.out == ""
    assert "Take it back with: factcheck import review.xlsx --by NAME" in said.err
    third, ref = claim_id(desk, THIRD), desk.ref(THIRD)
    change(desk, lambda sheet: sheet.put(third, status="wrong", reviewer="ben", note="the survey says a fifth"))
    said = desk.done("import", "review.xlsx", "--by", "ana")
    assert said.out == (
        f"{ref}  status 'unverified' -> 'wrong'; reviewer blank -> 'ben'; note blank -> 'the survey says a fifth'\n"
    )
    assert "review.xlsx: 1 claim changed" in said.err
    row = desk.row(THIRD)
    assert (row["status"], row["reviewer"], row["note"]) == ("wrong", "ben", "the survey says a fifth")
    assert row["reviewed_at"]
    last = history(desk.folder / "claims.csv", third)[-1].change
    assert (last.command, last.why) == ("import", "review.xlsx")
    assert "wrong" in desk.done("report", "--only", "decide").out


def test_copy_that_nobody_touched_writes_nothing(desk: Desk) -> None:
    desk.done("export")
    before = desk.files()
    said = desk.done("import", "review.xlsx", "--by", "ana")
    assert (said.out, said.err) == ("", "review.xlsx: nothing in it that the table does not have\n")
    assert desk.files() == before


def test_import_is_undone_as_any_command(desk: Desk) -> None:
    before, claims = desk.text(), len(desk.rows())
    desk.done("export")
    dams = claim_id(desk, DAMS)

    def fill(sheet: Sheet) -> None:
        sheet.put(dams, claim="Engineers built 11 dams.", note="counted")
        sheet.add(claim="The dams leak.")

    change(desk, fill)
    desk.done("import", "review.xlsx", "--by", "ana")
    assert len(desk.rows()) == claims + 1
    assert "undone: import by ana" in desk.done("undo", "--by", "ana").out
    assert desk.text() == before


def test_conflict_is_listed_and_nothing_is_written_until_somebody_decides(desk: Desk) -> None:
    desk.done("export")
    dams = claim_id(desk, DAMS)
    change(desk, lambda sheet: sheet.put(dams, suggested="eleven dams", note="mine"))
    desk.done("mark", desk.ref(DAMS), "needs_change", "--by", "ben", "--suggested", "ten dams")
    before = desk.files()
    said = desk.run("import", "review.xlsx", "--by", "ana")
    assert said.code == 1
    assert "table:    suggested 'ten dams'  (ben, 20" in said.out
    assert "workbook: suggested 'eleven dams'" in said.out
    assert "1 thing to decide; nothing was written." in said.err
    assert "--prefer table|workbook" in said.err
    assert desk.files() == before
    desk.done("import", "review.xlsx", "--by", "ana", "--prefer", "workbook")
    row = desk.row(DAMS)
    assert (row["suggested"], row["note"], row["status"]) == ("eleven dams", "mine", "needs_change")


def test_verdict_without_proof_is_said_at_once(desk: Desk) -> None:
    desk.done("export")
    third = claim_id(desk, THIRD)
    change(desk, lambda sheet: sheet.put(third, status="verified", reviewer="ben"))
    said = desk.done("import", "review.xlsx", "--by", "ana")
    assert f"{desk.ref(THIRD)} is verified, no proof, and counts as open: no evidence" in said.err


def test_word_that_is_no_verdict_is_taken_and_reported(desk: Desk) -> None:
    desk.done("export")
    third = claim_id(desk, THIRD)
    change(desk, lambda sheet: sheet.put(third, status="verfied"))
    assert "did you mean 'verified'?" in desk.done("import", "review.xlsx", "--by", "ana").err
    assert desk.row(THIRD)["status"] == "verfied"


def test_correction_survives_a_new_draft(desk: Desk) -> None:
    desk.done("export")
    dams = claim_id(desk, DAMS)
    change(desk, lambda sheet: sheet.put(dams, cited="River News Weekly"))
    desk.done("import", "review.xlsx", "--by", "ana")
    desk.write("lake.txt", LAKE + "\nThe lake has shrunk since.\n")
    desk.done("parse", "lake.txt")
    assert desk.row(DAMS)["cited"] == "River News Weekly"


def test_part_goes_out_and_the_rest_stays(desk: Desk) -> None:
    desk.done("mark", desk.ref(THIRD), "wrong", "--by", "ben")
    said = desk.done("export", "--only", "decide", "-o", "part.xlsx")
    assert f"part.xlsx: 1 claim of {len(desk.rows())}" in said.err
    sheet = openpyxl.load_workbook(desk.folder / "part.xlsx")[CLAIMS]
    assert [cell.value for cell in sheet["A"]][1:] == [claim_id(desk, THIRD)]
    before = desk.text()
    desk.done("import", "part.xlsx", "--by", "ana", "--rows-deleted")
    assert desk.text() == before


def test_one_article_of_several(desk: Desk) -> None:
    desk.write("train.txt", TRAIN)
    desk.done("parse", "train.txt", "--published", PUBLISHED)
    desk.done("export", "--article", "train.txt")
    sheet = Sheet(openpyxl.load_workbook(desk.folder / "review.xlsx")[CLAIMS])
    assert {sheet.sheet.cell(n, sheet.columns["article"]).value for n in range(2, sheet.sheet.max_row + 1)} == {
        "train.txt"
    }


def test_rows_deleted_go_when_asked(desk: Desk) -> None:
    desk.done("export")
    change(desk, lambda sheet: sheet.sheet.delete_rows(sheet.number(claim_id(desk, RECKLESS))))
    claims = len(desk.rows())
    said = desk.done("import", "review.xlsx", "--by", "ana")
    assert "stay in the table" in said.err
    ref = desk.ref(RECKLESS)
    said = desk.done("import", "review.xlsx", "--by", "ana", "--rows-deleted")
    assert said.out == f"{ref}  deleted: The plan is reckless.\n"
    assert len(desk.rows()) == claims - 1


def test_filled_in_copy_is_not_overwritten(desk: Desk) -> None:
    desk.done("export")
    desk.done("export")
    village = claim_id(desk, VILLAGE)
    change(desk, lambda sheet: sheet.put(village, note="mine"))
    assert "somebody may have filled it in" in desk.refused("export")
    desk.done("export", "--overwrite")
    sheet = Sheet(openpyxl.load_workbook(desk.folder / "review.xlsx")[CLAIMS])
    assert sheet.cell(village, "note").value is None


def test_table_is_never_overwritten_by_its_copy(desk: Desk) -> None:
    assert "is an .xlsx file" in desk.refused("export", "-o", "claims.csv", "--overwrite")


def test_workbook_open_in_libreoffice_is_said(desk: Desk) -> None:
    desk.done("export")
    desk.lay({".~lock.review.xlsx#": b",ben,desk,23.11.2026 14:02,file:///home/ben;"})
    assert "open in LibreOffice (ben on desk" in desk.done("import", "review.xlsx", "--by", "ana").err
    change(desk, lambda sheet: sheet.add(claim="The dams leak."))
    assert "open in LibreOffice" in desk.refused("export", "--overwrite")


def test_formula_is_refused_by_sheet_and_cell(desk: Desk) -> None:
    desk.done("export")

    def calculate(sheet: Sheet) -> None:
        sheet.cell(claim_id(desk, THIRD), "note").value = "=1+1"

    change(desk, calculate)
    said = desk.refused("import", "review.xlsx", "--by", "ana")
    assert "review.xlsx, sheet 'Claims', cell L2 (note): a formula, '=1+1'" in said


@pytest.mark.parametrize("name", ["claims.csv", "lake.txt", "nothing.xlsx"])
def test_what_is_no_workbook_is_refused(desk: Desk, name: str) -> None:
    assert name in desk.refused("import", name, "--by", "ana")


def test_import_needs_a_name(desk: Desk) -> None:
    desk.done("export")
    assert "say who you are" in desk.refused("import", "review.xlsx")


def test_nothing_to_export(desk: Desk) -> None:
    assert "there is no claim to export" in desk.refused("export", "--only", "stale")
    assert "narrowed to" in desk.refused("export", "--only", "nonsense")


def test_rows_without_an_id_do_not_go_out(desk: Desk) -> None:
    desk.edit(lambda rows: rows.append({**dict.fromkeys(rows[0], ""), "claim": "The dams leak."}))
    assert "doctor --write" in desk.refused("export")


def test_edits_made_in_the_table_meanwhile_are_kept_and_journalled(desk: Desk) -> None:
    desk.done("export")
    third = claim_id(desk, THIRD)
    change(desk, lambda sheet: sheet.put(third, suggested="a fifth"))
    desk.put(THIRD, status="wrong", reviewer="ben")
    said = desk.done("import", "review.xlsx", "--by", "ana")
    assert said.out == f"{desk.ref(THIRD)}  suggested blank -> 'a fifth'\n"
    row = desk.row(THIRD)
    assert (row["status"], row["reviewer"], row["suggested"]) == ("wrong", "ben", "a fifth")
    who = [entry.change.who for entry in history(desk.folder / "claims.csv", third)]
    assert ("outside" in who, "ana" in who) == (True, True)


def test_cell_cut_in_the_copy_keeps_its_text(desk: Desk) -> None:
    page = "A page that somebody pasted. " * 2000
    desk.put(THIRD, evidence_quote=page)
    third = claim_id(desk, THIRD)
    assert "58,000 characters" in desk.done("export").err
    change(desk, lambda sheet: sheet.put(third, note="see the page"))
    desk.done("import", "review.xlsx", "--by", "ana")
    assert (desk.row(THIRD)["evidence_quote"], desk.row(THIRD)["note"]) == (page, "see the page")


def test_verdict_given_on_words_that_changed_meanwhile_is_stale(desk: Desk) -> None:
    desk.done("export")
    dams = claim_id(desk, DAMS)
    change(desk, lambda sheet: sheet.put(dams, status="verified", reviewer="ben", note="counted on the map"))
    desk.write("lake.txt", LAKE.replace("12 dams", "14 dams"))
    desk.done("parse", "lake.txt")
    said = desk.done("import", "review.xlsx", "--by", "ana")
    row = desk.row("14 dams")
    assert (row["claim_id"], row["status"], row["note"]) == (dams, "verified", "counted on the map")
    assert "stale" in row["flags"]
    assert "14 dams" in said.err


def test_added_claim_is_placed_in_the_article(desk: Desk) -> None:
    desk.done("export")
    change(desk, lambda sheet: sheet.add(claim="Engineers built 12 dams", status="in_progress"))
    said = desk.done("import", "review.xlsx", "--by", "ana")
    assert "added: Engineers built 12 dams" in said.out
    row = next(row for row in desk.rows() if row["claim"] == "Engineers built 12 dams")
    start = LAKE.index("Engineers built 12 dams")
    assert (row["spans"], row["sentence"]) == (f"{start}..{start + 23}", "2")
    assert row["article"] == "lake.txt"
    before = desk.text()
    desk.done("import", "review.xlsx", "--by", "ana")
    assert desk.text() == before
