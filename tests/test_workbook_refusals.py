"""What is no review copy is refused, with sheet and cell and what to do; nothing hostile is unpacked."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula
from workbook_desk import CLAIMS, DAMS, ROWS, VILLAGE, Change, Sheet, differing, fill_in, returned, sent, table_of

from factcheck.errors import DamagedTable, FactcheckError, UnreadableInput
from factcheck.workbook import opening, read_workbook

Parts = dict[str, bytes]


def refusal(path: Path) -> str:
    with pytest.raises(FactcheckError) as caught:
        read_workbook(path)
    assert caught.value.hint, "a refusal says what to do next"
    assert caught.value.exit_code == 2
    return str(caught.value)


def refused_copy(folder: Path, change: Change) -> str:
    """What is said where the copy cannot be taken back."""
    table = table_of(folder)
    path = fill_in(sent(table, folder), change)
    with pytest.raises(DamagedTable) as caught:
        returned(table, path)
    assert caught.value.hint
    return str(caught.value)


def repacked(folder: Path, change: Callable[[Parts], object]) -> Path:
    """The copy with other parts in it."""
    path = sent(table_of(folder), folder)
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def test_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "review.xlsx")


def test_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read_workbook(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("claims.csv", b"claim_id,ref\n", "factcheck merge"),
        ("review.xlsx", b"", "no workbook"),
        ("review.xlsx", b"PK\x03\x04 cut off", "no workbook"),
        ("review.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
    ],
)
def test_file_that_is_no_workbook(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("part", "said"),
    [("content.xml", "OpenDocument"), ("xl/workbook.bin", "binary workbook"), ("word/document.xml", "no workbook")],
)
def test_zip_of_another_kind(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "review.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(part, "<a/>")
    assert said in refusal(path)


def test_workbook_cut_short(tmp_path: Path) -> None:
    path = sent(table_of(tmp_path), tmp_path)
    path.write_bytes(path.read_bytes()[:-200])
    assert "no workbook" in refusal(path)


def test_part_that_is_damaged_is_named(tmp_path: Path) -> None:
    def spoil(parts: Parts) -> None:
        parts["xl/styles.xml"] = b"no xml"

    assert "xl/styles.xml is damaged" in refusal(repacked(tmp_path, spoil))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_part_that_breaks_off_is_no_traceback(tmp_path: Path, part: str) -> None:
    def spoil(parts: Parts) -> None:
        parts[part] = parts[part][: len(parts[part]) // 2]

    assert "no sound workbook" in refusal(repacked(tmp_path, spoil))


def test_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def swell(parts: Parts) -> None:
        parts["xl/media/image1.png"] = b"\0" * 5_000_000

    path = repacked(tmp_path, swell)
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(opening, "MOST_UNPACKED", 4_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert "it would unpack to 5," in refusal(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = repacked(tmp_path, lambda parts: parts.update({f"x/{n}": b"" for n in range(opening.MOST_PARTS)}))
    assert "parts" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_part_that_declares_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    """Ten lines of entities make a text of a billion letters."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><a>&a9;</a>'

    def arm(parts: Parts) -> None:
        parts["xl/worksheets/sheet1.xml"] = bomb.encode(encoding)

    assert "document type" in refusal(repacked(tmp_path, arm))


def test_cell_far_away_costs_no_memory(tmp_path: Path) -> None:
    def far(parts: Parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        cell = b'<row r="5"><c r="XFD5" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", cell)

    assert "row 5: cells far away from any table" in refusal(repacked(tmp_path, far))


def test_row_number_that_no_sheet_has_is_refused(tmp_path: Path) -> None:
    def far(parts: Parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        row = b'<row r="99999999999"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", row)

    assert "far away" in refusal(repacked(tmp_path, far))


def test_macros_are_left_alone_and_the_cells_are_read(tmp_path: Path) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

    def arm(parts: Parts) -> None:
        parts["xl/vbaProject.bin"] = b"\0" * 100
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")

    path = repacked(tmp_path, arm).rename(tmp_path / "review.xlsm")
    table = table_of(tmp_path)
    assert returned(table, path).rows == table.rows


def test_sheet_without_claim_id(tmp_path: Path) -> None:
    path = fill_in(sent(table_of(tmp_path), tmp_path), lambda sheet: sheet.drop_column("claim_id"))
    said = refusal(path)
    assert "no sheet has a column claim_id" in said
    assert "'Claims'" in said


def test_id_that_stands_twice(tmp_path: Path) -> None:
    def double(sheet: Sheet) -> None:
        sheet.put(VILLAGE, claim_id=DAMS)

    assert f"sheet 'Claims', cell A3: '{DAMS}' stands twice: first in row 2" in refused_copy(tmp_path, double)


def test_id_that_nobody_knows(tmp_path: Path) -> None:
    said = refused_copy(tmp_path, lambda sheet: sheet.put(VILLAGE, claim_id="c-zzzzzzzz"))
    assert "sheet 'Claims', cell A3: no claim of the table has the id 'c-zzzzzzzz'" in said
    assert "--claims" in said


def test_id_that_is_a_number(tmp_path: Path) -> None:
    assert "cell A3: '17' is no claim_id" in refused_copy(tmp_path, lambda sheet: sheet.put(VILLAGE, claim_id=17))


def test_column_that_stands_twice(tmp_path: Path) -> None:
    assert "two columns are named 'note' (L and AI)" in refused_copy(tmp_path, lambda sheet: sheet.new_column("note"))


def test_column_without_a_name(tmp_path: Path) -> None:
    def scribble(sheet: Sheet) -> None:
        sheet.sheet.cell(3, 40).value = "call back"

    said = refused_copy(tmp_path, scribble)
    assert "sheet 'Claims', cell AN3: its column has no name, and it holds 'call back'" in said


@pytest.mark.parametrize("value", ["=1+1", ArrayFormula("L2:L2", "=SUM(A1:A2)")])
def test_formula_is_refused_where_a_person_types(tmp_path: Path, value: object) -> None:
    def calculate(sheet: Sheet) -> None:
        sheet.cell(DAMS, "note").value = value

    assert "sheet 'Claims', cell L2 (note): a formula" in refused_copy(tmp_path, calculate)


def test_error_value_is_refused_where_a_person_types(tmp_path: Path) -> None:
    def fail(sheet: Sheet) -> None:
        sheet.cell(DAMS, "note").value = "#NAME?"

    assert "cell L2 (note): an error value, '#NAME?'" in refused_copy(tmp_path, fail)


def test_formula_over_the_tools_own_cell_is_as_much_ignored_as_a_text(tmp_path: Path) -> None:
    def calculate(sheet: Sheet) -> None:
        sheet.cell(DAMS, "sentence").value = "=1+1"

    table = table_of(tmp_path)
    back = returned(table, fill_in(sent(table, tmp_path), calculate))
    assert differing(table.rows, back.rows) == {}
    assert back.problems[0].message.endswith("AG2")


def test_two_sheets_of_claims_are_not_guessed_between(tmp_path: Path) -> None:
    path = sent(table_of(tmp_path), tmp_path)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book[CLAIMS]).title = "ben"
    book[CLAIMS].title = "ana"
    book.save(path)
    assert "several sheets have a column claim_id: 'ana', 'ben'" in refusal(path)


def test_title_above_the_header_does_no_harm(tmp_path: Path) -> None:
    def head(sheet: Sheet) -> None:
        sheet.sheet.insert_rows(1, 2)
        sheet.sheet.cell(1, 1).value = "Our review"

    table = table_of(tmp_path)
    assert returned(table, fill_in(sent(table, tmp_path), head)).rows == table.rows


def test_file_that_changes_nothing_else_is_left_as_it_was(tmp_path: Path) -> None:
    path = sent(table_of(tmp_path, ROWS), tmp_path)
    before = path.read_bytes()
    read_workbook(path)
    assert path.read_bytes() == before
    assert zipfile.is_zipfile(io.BytesIO(before))


@settings(max_examples=40)
@given(st.data())
def test_damage_anywhere_is_a_refusal_or_no_damage_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp()
    table = table_of(folder)
    with zipfile.ZipFile(sent(table, folder)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    length, more = data.draw(st.integers(0, 40)), data.draw(st.sampled_from([b"", b"9", b"\xff", b"=", b"r", b"<c/>"]))
    parts[name] = parts[name][:at] + more + parts[name][at + length :]
    path = folder / "damaged.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for each, part in parts.items():
            packed.writestr(each, part)
    with suppress(FactcheckError):
        back = returned(table, path)
        assert {row.claim_id for row in back.rows} >= {row.claim_id for row in table.rows}
