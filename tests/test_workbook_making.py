"""What the review copy looks like: text cells, drop-downs, protection, colours with their words."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbook_desk import CLAIMS, DAMS, ROWS, Sheet, sent, table_of

from factcheck.row import COLUMNS, CORRECTABLE, HUMAN, NAMES, Owner, Row
from factcheck.table.cells import with_cells
from factcheck.verdicts import Disposition, SourceStatus, Status
from factcheck.workbook import make_workbook
from factcheck.workbook.how_to import DISPOSITION_MEANINGS, MEANINGS, SOURCE_MEANINGS
from factcheck.workbook.looks import HEADER, LOOKS, PLAIN, TOOLS, WORDS, Look
from factcheck.workbook.packing import EARLIEST


@pytest.fixture
def book(tmp_path: Path) -> Any:
    return openpyxl.load_workbook(sent(table_of(tmp_path), tmp_path))


@pytest.fixture
def sheet(book: Any) -> Sheet:
    return Sheet(book[CLAIMS])


def test_columns_and_rows_stand_as_in_the_table(sheet: Sheet) -> None:
    assert tuple(sheet.columns) == NAMES
    assert [sheet.sheet.cell(n, 1).value for n in range(2, 5)] == [row.claim_id for row in ROWS]


def test_every_cell_is_text_and_none_a_formula(tmp_path: Path) -> None:
    row = with_cells(ROWS[0], {"note": "=1+1", "evidence": "0007", "suggested": "@ana", "evidence_quote": "#NAME?"})
    sheet = Sheet(openpyxl.load_workbook(sent(table_of(tmp_path, (row,)), tmp_path))[CLAIMS])
    cells = {column: sheet.cell(DAMS, column) for column in NAMES}
    assert {cell.number_format for cell in cells.values()} == {"@"}
    assert {cell.quotePrefix for cell in cells.values()} == {True}
    assert [cells[name].value for name in ("note", "evidence", "suggested", "evidence_quote")] == [
        "=1+1",
        "0007",
        "@ana",
        "#NAME?",
    ]
    with zipfile.ZipFile(tmp_path / "review.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_drop_downs_offer_the_vocabularies_down_to_the_last_row(sheet: Sheet) -> None:
    offered = {str(each.sqref): each.formula1 for each in sheet.sheet.data_validations.dataValidation}
    assert offered["C2:C1048576"] == f'"{",".join(Status)}"'
    assert offered["D2:D1048576"] == f'"{",".join(SourceStatus)}"'
    assert '"accepted,stet,cut"' in offered.values()
    assert '"yes,no"' in offered.values()
    assert '"fact,statement,opinion,prediction"' in offered.values()
    assert max(map(len, offered.values())) <= 255, "Excel takes no longer list"


def test_only_the_tools_own_cells_are_locked(sheet: Sheet) -> None:
    assert sheet.sheet.protection.sheet
    assert sheet.sheet.protection.password is None
    assert (sheet.sheet.protection.sort, sheet.sheet.protection.autoFilter) == (False, False), "False: allowed"
    locked = {column for column in NAMES if sheet.cell(DAMS, column).protection.locked}
    assert locked == {column.name for column in COLUMNS if column.owner is Owner.TOOL}
    assert locked.isdisjoint({*HUMAN, *CORRECTABLE})


def test_header_stays_in_sight_and_filters(sheet: Sheet) -> None:
    assert sheet.sheet.freeze_panes == "C2"
    assert sheet.sheet.auto_filter.ref == "A1:AH4"
    assert sheet.sheet.print_title_rows == "$1:$1"


def test_bookkeeping_is_folded_away_and_what_people_need_is_not(sheet: Sheet) -> None:
    dimensions = sheet.sheet.column_dimensions
    hidden = {name for name, at in sheet.columns.items() if dimensions[openpyxl.utils.get_column_letter(at)].hidden}
    assert {"spans", "paragraph", "sentence", "published_basis"} <= hidden
    assert hidden.isdisjoint({*HUMAN, "claim_id", "ref", "claim", "verbatim", "kind", "checkable"})


def test_row_is_tall_enough_for_its_longest_cell(tmp_path: Path) -> None:
    rows = (with_cells(ROWS[0], {"note": "word " * 30}), with_cells(ROWS[1], {"note": "line\n" * 900}), ROWS[2])
    sheet = Sheet(openpyxl.load_workbook(sent(table_of(tmp_path, rows), tmp_path))[CLAIMS])
    heights = [sheet.sheet.row_dimensions[n].height for n in (2, 3, 4)]
    assert heights[0] >= 5 * 15
    assert heights[1] == 300, "Excel shows no row taller than 409 points"
    assert heights[2] < heights[0]


def test_columns_a_person_added_travel_in_their_place_and_are_theirs(tmp_path: Path) -> None:
    table = table_of(tmp_path, tuple(Row(**{n: r.cell(n) for n in NAMES}, extra=(("=desk", "A 1"),)) for r in ROWS))
    sheet = Sheet(openpyxl.load_workbook(sent(table, tmp_path))[CLAIMS])
    assert list(sheet.columns)[-1] == "=desk"
    assert sheet.cell(DAMS, "=desk").value == "A 1"
    assert not sheet.cell(DAMS, "=desk").protection.locked


def test_how_to_tells_the_words_the_article_and_the_table(book: Any, tmp_path: Path) -> None:
    lines = [(row[0].value, row[1].value) for row in book["How to"].iter_rows() if row[0].value]
    told = dict(reversed(lines))  # of two lines for a word the first
    assert told["article"] == "lake.txt"
    assert told["claims"] == "3"
    assert told["sha256 of the table"] == table_of(tmp_path).sha256
    assert told["needs_change"] == MEANINGS[Status.NEEDS_CHANGE]
    assert told["stet"] == "the wording stays as it is"
    assert set(NAMES) <= set(told)


def test_every_word_that_is_offered_is_explained() -> None:
    assert (set(MEANINGS), set(SOURCE_MEANINGS), set(DISPOSITION_MEANINGS)) == (
        set(Status),
        set(SourceStatus),
        set(Disposition),
    )
    assert all(words for words in WORDS.values())


def test_same_claims_give_the_same_bytes_whatever_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_of(tmp_path)
    once = make_workbook(table.columns, table.rows, sha256=table.sha256).data

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            return cls(2031, 5, 6, 7, 8, 9, tzinfo=tz or UTC)

    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    assert make_workbook(table.columns, table.rows, sha256=table.sha256).data == once
    path = tmp_path / "review.xlsx"
    path.write_bytes(once)
    with zipfile.ZipFile(path) as packed:
        assert {part.date_time for part in packed.infolist()} == {EARLIEST}
        assert b"2031" not in packed.read("docProps/core.xml")


def test_cut_cell_is_told(tmp_path: Path) -> None:
    table = table_of(tmp_path, (with_cells(ROWS[0], {"note": "x" * 40_000}),))
    (problem,) = make_workbook(table.columns, table.rows, sha256=table.sha256).problems
    assert problem.place == "s1a c-bcdfghjk, note"
    assert "40,000 characters" in problem.message


def contrast(look: Look) -> float:
    """WCAG 2.2, contrast ratio."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((light(look.ink), light(look.paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [HEADER, TOOLS, PLAIN, *LOOKS.values()])
def test_ink_can_be_read_on_its_paper(look: Look) -> None:
    assert contrast(look) >= 7, "WCAG 2.2, level AAA"


def test_colour_goes_with_the_word_in_the_same_cell(sheet: Sheet) -> None:
    rules = {
        rule.formula[0]: (str(each.sqref), rule.dxf.font.color.rgb[2:])
        for each in sheet.sheet.conditional_formatting
        for rule in each.rules
    }
    assert rules['$C2="wrong"'] == ("C2:C1048576", LOOKS[Status.WRONG].ink)
    assert rules['$D2="verified"'] == ("D2:D1048576", LOOKS[Status.VERIFIED].ink)
    assert set(LOOKS) == set(Status) - {Status.UNVERIFIED}
