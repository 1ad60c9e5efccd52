"""A review copy that a real LibreOffice opened and saved: what was typed is there, and so is what guides the typing."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbook_desk import CLAIMS, ROWS, Sheet, differing, fill_in, returned, sent, table_of

from factcheck.table import ClaimsTable
from factcheck.table.cells import with_cells
from factcheck.workbook import read_workbook

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")

# fmt: off
TYPED = (
    "0007", "1e5", "12345678901234567890", "1,234", "1.50", "+5", "=1+1", '=HYPERLINK("http://a.example")', "-5 percent",
    "@ana", "August 10", "July 2005", "10:30", "true", "3-2", "2005-08-10", "2005-07?", "08/10/2005", "50%", "'0007", "''x",
    "two\nlines", "three\n\nlines\n", "a\tb", "\tfirst", " spaces ", "“curly ‘quotes’”", "Нурсултан Назарбаев", "Şükür Bey", "😀 a — b",
    "bell\x07", "_x0041_", "x005F_", "#NAME?", "NA", "None", "<b>&amp;</b>", "␛0001;", "c\u0085d", "e\u2028f", "שלום",
)
# fmt: on
LONG = "A page that somebody pasted as evidence. " * 900
"""36,900 characters: an .xlsx cell holds 32,767."""


TYPEABLE = [text for text in TYPED if text not in ("bell\x07", "_x0041_", "x005F_", "␛0001;")]
"""What no key gives, and what openpyxl does not spell as Excel would, is not typed."""


def typed_for(ref: str) -> str:
    """What somebody types into that row."""
    return TYPEABLE[int(ref[1:-1]) * 7 % len(TYPEABLE)]


def office(profile: Path, file: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            folder,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / file.name


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[ClaimsTable, Path, Path]:
    """A table full of what spreadsheets change; its copy as LibreOffice saved it, untouched, and one filled in."""
    folder = tmp_path_factory.mktemp("desk")
    rows = tuple(
        with_cells(
            ROWS[n % 3], {"claim_id": f"c-{n:08}", "ref": f"s{n}a", "evidence": text, "evidence_quote": text * 2}
        )
        for n, text in enumerate(TYPED)
    )
    long = (with_cells(rows[0], {"note": LONG}), with_cells(rows[1], {"note": "A line.\n" + LONG[:20_000]}))
    table = table_of(folder, (*long, *rows[2:]))
    made = sent(table, folder)
    untouched = office(folder / "profile", made, folder / "untouched")

    def type_in(sheet: Sheet) -> None:
        for row in table.rows:
            text = typed_for(row.ref)
            sheet.put(row.claim_id, status="wrong", note=text, suggested=text, waiting_on=text, reviewer=text)

    filled = fill_in(Path(shutil.copy(made, folder / "filled.xlsx")), type_in)
    return table, untouched, office(folder / "profile", filled, folder / "out")


def test_copy_that_libreoffice_saved_untouched_changes_nothing(desk: tuple[ClaimsTable, Path, Path]) -> None:
    table, untouched, _ = desk
    back = returned(table, untouched)
    assert differing(table.rows, back.rows) == {}
    assert (back.conflicts, back.sorted_alone, back.problems) == ((), (), ())


def test_every_cell_comes_back_from_libreoffice_as_it_was_typed(desk: tuple[ClaimsTable, Path, Path]) -> None:
    table, _, filled = desk
    copy = read_workbook(filled)
    assert copy.base is not None
    back = returned(table, filled)
    assert back.conflicts == ()
    cells = {row.ref: (row.note, row.suggested, row.waiting_on, row.reviewer) for row in back.rows}
    assert cells == {row.ref: (typed_for(row.ref),) * 4 for row in table.rows}
    assert {row.status for row in back.rows} == {"wrong"}
    assert {row.reviewed_at for row in back.rows} == {"2026-03-06T09:30:00Z"}
    changed = {column for _, column in differing(table.rows, back.rows)}
    assert changed == {"status", "note", "suggested", "waiting_on", "reviewer", "reviewed_at"}


def test_drop_downs_protection_and_colours_are_still_there(desk: tuple[ClaimsTable, Path, Path]) -> None:
    _, _, filled = desk
    sheet: Any = openpyxl.load_workbook(filled)[CLAIMS]
    columns = Sheet(sheet).columns
    lists = {each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert '"accepted,stet,cut"' in lists
    assert len(lists) == 5
    assert sheet.protection.sheet
    assert not sheet.cell(2, columns["status"]).protection.locked
    assert sheet.cell(2, columns["spans"]).protection.locked
    assert sheet.cell(2, columns["note"]).number_format == "@"
    assert sheet.auto_filter.ref
    rules = [rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules]
    assert any('"verified"' in formula for formula in rules)
