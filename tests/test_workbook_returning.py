"""A review copy that comes back: what was typed is taken, by id, against what went out."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_desk import (
    CLAIMS,
    DAMS,
    PLAN,
    ROWS,
    VILLAGE,
    WHEN,
    Change,
    Sheet,
    differing,
    fill_in,
    returned,
    sent,
    table_of,
)

from factcheck.errors import BadArgument
from factcheck.journal import TOOL, base_of, commit, history
from factcheck.merge.conflict import Side
from factcheck.row import HUMAN, NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims
from factcheck.table.cells import with_cells
from factcheck.workbook import Returned, make_workbook
from factcheck.workbook.base import packed, unpacked


def trip(folder: Path, change: Change, rows: tuple[Row, ...] = ROWS) -> tuple[ClaimsTable, Returned]:
    """The table, and what comes of its copy once somebody changed it."""
    table = table_of(folder, rows)
    return table, returned(table, fill_in(sent(table, folder), change))


def test_what_a_person_typed_comes_back(tmp_path: Path) -> None:
    typed = {column: f"typed in {column}" for column in HUMAN} | {"status": "ok", "source_status": "verified"}
    typed |= {"disposition": "stet", "evidence": "=HYPERLINK(1)", "note": "two\nlines"}
    table, back = trip(tmp_path, lambda sheet: sheet.put(DAMS, **typed))
    assert back.conflicts == ()
    found = differing(table.rows, back.rows)
    assert {column: cell for (_, column), cell in found.items() if column in typed} == typed
    assert {claim_id for claim_id, _ in found} == {DAMS}


def test_typed_verdict_gets_its_time_as_in_the_table(tmp_path: Path) -> None:
    rows = (with_cells(ROWS[0], {"flags": "stale", "status": "wrong", "reviewer": "ben"}), *ROWS[1:])
    table, back = trip(tmp_path, lambda sheet: sheet.put(DAMS, status="verified", reviewer="ana"), rows)
    assert differing(table.rows, back.rows) == {
        (DAMS, "status"): "verified",
        (DAMS, "reviewer"): "ana",
        (DAMS, "reviewed_at"): "2026-03-06T09:30:00Z",
        (DAMS, "flags"): "",
    }


def test_correction_of_a_tools_cell_is_the_persons(tmp_path: Path) -> None:
    table = open_table(tmp_path / "claims.csv")
    table = commit(table, ROWS, command="parse", who=TOOL, when=WHEN)
    path = fill_in(sent(table, tmp_path), lambda sheet: sheet.put(DAMS, claim="Engineers built 11 dams."))
    back = returned(table, path)
    written = commit(table, back.rows, command="import", who="ana", when=WHEN)
    assert written.rows[0].claim == "Engineers built 11 dams."
    assert base_of(written)[DAMS]["claim"] == "Engineers built 12 dams in 1975.", "what a later parse compares with"
    assert [entry.change.who for entry in history(table.path, DAMS)][-1] == "ana"


def test_tools_own_cell_is_left_and_the_cell_is_named(tmp_path: Path) -> None:
    table, back = trip(tmp_path, lambda sheet: sheet.put(DAMS, spans="1..2", verbatim="other words"))
    assert back.rows == table.rows
    (problem,) = back.problems
    assert problem.message == "cells of the tool's own were typed over, which is not taken: AB2, AH2"


def test_blanked_cell_is_blank(tmp_path: Path) -> None:
    rows = (with_cells(ROWS[0], {"note": "asked"}), *ROWS[1:])
    table, back = trip(tmp_path, lambda sheet: sheet.put(DAMS, note=None), rows)
    assert differing(table.rows, back.rows) == {(DAMS, "note"): ""}


def test_rows_may_be_sorted(tmp_path: Path) -> None:
    def sort(sheet: Sheet) -> None:
        sheet.put(PLAN, note="mine")
        sheet.swap_rows(DAMS, PLAN)

    table, back = trip(tmp_path, sort)
    assert differing(table.rows, back.rows) == {(PLAN, "note"): "mine"}
    assert [row.claim_id for row in back.rows] == [row.claim_id for row in ROWS]


def test_columns_may_be_moved_and_written_otherwise(tmp_path: Path) -> None:
    def move(sheet: Sheet) -> None:
        sheet.put(DAMS, note="mine")
        at = sheet.columns["note"]
        sheet.sheet.insert_cols(1)
        for n in range(1, 5):
            sheet.sheet.cell(n, 1).value = sheet.sheet.cell(n, at + 1).value
        sheet.sheet.delete_cols(at + 1)
        sheet.sheet.cell(1, 1).value = "Note "
        sheet.sheet.cell(1, sheet.columns["evidence_quote"]).value = "Evidence quote"

    table, back = trip(tmp_path, move)
    assert differing(table.rows, back.rows) == {(DAMS, "note"): "mine"}
    assert back.problems == ()


def test_deleted_column_stays_in_the_table(tmp_path: Path) -> None:
    rows = (with_cells(ROWS[0], {"note": "asked"}), *ROWS[1:])
    table, back = trip(tmp_path, lambda sheet: sheet.drop_column("note"), rows)
    assert back.rows == table.rows
    assert [problem.message for problem in back.problems] == [
        "columns that are no more in it stay as they are in the table: note"
    ]


def test_column_that_a_person_added_is_theirs(tmp_path: Path) -> None:
    def add(sheet: Sheet) -> None:
        sheet.new_column("desk")
        sheet.put(VILLAGE, desk="A 4")

    _, back = trip(tmp_path, add)
    assert [row.extra for row in back.rows] == [(("desk", ""),), (("desk", "A 4"),), (("desk", ""),)]


def test_row_that_a_person_added_gets_an_id_and_its_place(tmp_path: Path) -> None:
    def add(sheet: Sheet) -> None:
        sheet.sheet.insert_rows(3)
        sheet.write(3, "claim", "The dams leak.")
        sheet.write(3, "status", "wrong")

    table, back = trip(tmp_path, add)
    assert [row.claim for row in back.rows][:2] == [ROWS[0].claim, "The dams leak."]
    added = back.rows[1]
    assert added.claim_id.startswith("c-")
    assert (added.status, added.reviewed_at) == ("wrong", "2026-03-06T09:30:00Z")
    assert back.rows[:1] + back.rows[2:] == table.rows


def test_copy_taken_back_twice_adds_nothing(tmp_path: Path) -> None:
    def add(sheet: Sheet) -> None:
        sheet.put(DAMS, status="verified", reviewer="ana", note="called the ministry")
        sheet.add(claim="The dams leak.", note="seen there")

    table = table_of(tmp_path)
    path = fill_in(sent(table, tmp_path), add)
    written = commit(table, returned(table, path).rows, command="import", who="ana", when=WHEN)
    assert len(written.rows) == 4
    again = returned(written, path)
    assert again.rows == written.rows
    assert again.conflicts == ()


def test_added_row_taken_back_again_moves_on_and_never_over_somebody_elses_work(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = fill_in(sent(table, tmp_path), lambda sheet: sheet.add(claim="The dams leak.", suggested="seep"))
    written = commit(table, returned(table, path).rows, command="import", who="ana", when=WHEN)
    fill_in(path, lambda sheet: sheet.write(5, "note", "seen there"))
    back = returned(written, path)
    assert (len(back.rows), back.rows[3].note, back.conflicts) == (4, "seen there", ())
    rows = (*written.rows[:3], with_cells(written.rows[3], {"suggested": "leaked in 2004"}))
    worked_on = commit(written, rows, command="mark", who="ben", when=WHEN)
    assert [each.about for each in returned(worked_on, path).conflicts] == ["suggested"]


def test_remark_below_the_table_is_no_claim(tmp_path: Path) -> None:
    table, back = trip(tmp_path, lambda sheet: sheet.add(note="done until here, ana"))
    assert back.rows == table.rows
    assert "not taken: 5" in back.problems[0].message


def test_row_missing_in_the_copy_stays_unless_it_is_said(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = fill_in(sent(table, tmp_path), lambda sheet: sheet.sheet.delete_rows(sheet.number(VILLAGE)))
    back = returned(table, path)
    assert back.rows == table.rows
    assert VILLAGE in back.problems[0].message
    gone = returned(table, path, rows_deleted=True)
    assert [row.claim_id for row in gone.rows] == [DAMS, PLAN]
    assert gone.conflicts == ()


def test_row_deleted_in_the_copy_and_worked_on_in_the_table_is_a_conflict(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = fill_in(sent(table, tmp_path), lambda sheet: sheet.sheet.delete_rows(sheet.number(VILLAGE)))
    now = table_of(tmp_path, (ROWS[0], with_cells(ROWS[1], {"note": "asked"}), ROWS[2]))
    assert [each.about for each in returned(now, path, rows_deleted=True).conflicts] == ["row"]


def test_part_of_a_table_says_nothing_of_the_rest(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = tmp_path / "part.xlsx"
    path.write_bytes(make_workbook(table.columns, table.rows[:1], sha256=table.sha256, selection="open").data)
    fill_in(path, lambda sheet: sheet.put(DAMS, note="mine"))
    back = returned(table, path, rows_deleted=True)
    assert differing(table.rows, back.rows) == {(DAMS, "note"): "mine"}
    assert back.problems == ()


def test_table_and_copy_changed_in_different_cells_are_joined(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = fill_in(sent(table, tmp_path), lambda sheet: sheet.put(DAMS, suggested="eleven dams"))
    now = table_of(tmp_path, (with_cells(ROWS[0], {"waiting_on": "writer"}), *ROWS[1:]))
    back = returned(now, path)
    assert (back.rows[0].suggested, back.rows[0].waiting_on) == ("eleven dams", "writer")
    assert back.conflicts == ()


@pytest.mark.parametrize(("prefer", "kept"), [(Side.A, "the table's"), (Side.B, "the workbook's")])
def test_cell_that_both_changed_is_a_conflict_until_somebody_decides(tmp_path: Path, prefer: Side, kept: str) -> None:
    table = table_of(tmp_path)
    path = fill_in(sent(table, tmp_path), lambda sheet: sheet.put(DAMS, suggested="the workbook's"))
    now = table_of(tmp_path, (with_cells(ROWS[0], {"suggested": "the table's"}), *ROWS[1:]))
    (conflict,) = returned(now, path).conflicts
    assert (conflict.claim_id, conflict.about) == (DAMS, "suggested")
    assert (dict(conflict.a.cells), dict(conflict.b.cells)) == (
        {"suggested": "the table's"},
        {"suggested": "the workbook's"},
    )
    decided = returned(now, path, prefer)
    assert (decided.rows[0].suggested, decided.conflicts) == (kept, ())


def test_row_deleted_in_the_table_stays_deleted_unless_the_copy_worked_on_it(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = sent(table, tmp_path)
    now = table_of(tmp_path, ROWS[:2])
    assert returned(now, path).rows == now.rows
    fill_in(path, lambda sheet: sheet.put(PLAN, note="mine"))
    assert [each.about for each in returned(now, path).conflicts] == ["row"]
    assert [row.claim_id for row in returned(now, path, Side.B).rows] == [DAMS, VILLAGE, PLAN]


def test_column_sorted_without_the_others_stops(tmp_path: Path) -> None:
    rows = tuple(with_cells(ROWS[0], {"claim_id": f"c-{n}", "note": f"note {9 - n}"}) for n in range(6))

    def sort(sheet: Sheet) -> None:
        at = sheet.columns["note"]
        for n, note in enumerate(sorted(row.note for row in rows), 2):
            sheet.sheet.cell(n, at).value = note

    table = table_of(tmp_path, rows)
    path = fill_in(sent(table, tmp_path), sort)
    (problem,) = returned(table, path).sorted_alone
    assert "column L (note)" in problem.place
    assert "in 6 of 6 rows" in problem.message
    left = returned(table, path, Side.A)
    assert (left.rows, left.sorted_alone) == (table.rows, ())
    assert [row.note for row in returned(table, path, Side.B).rows] == sorted(row.note for row in rows)


# What went out, what the spreadsheet made of it, and what that is taken for.
REDRESSED = [
    ("2005-08-10", datetime(2005, 8, 10), "2005-08-10"),  # noqa: DTZ001 - a cell knows no zone
    ("August 10", datetime(2026, 8, 10), "August 10"),  # noqa: DTZ001
    ("2005-08", datetime(2005, 8, 1), "2005-08"),  # noqa: DTZ001
    ("2005-08-10", 38574, "2005-08-10"),
    ("10:30", time(10, 30), "10:30"),
    ("0007", 7, "0007"),
    ("1,234", 1234, "1,234"),
    ("1.50", 1.5, "1.50"),
    ("1e5", 100000, "1e5"),
    ("12345678901234567890", 1.2345678901234567e19, "12345678901234567890"),
    ("true", True, "true"),
]
GUESSED = [
    ("", datetime(2005, 8, 10), "2005-08-10"),  # noqa: DTZ001
    ("", datetime(2005, 8, 10, 14, 5), "2005-08-10 14:05:00"),  # noqa: DTZ001
    ("", date(2005, 8, 10), "2005-08-10"),
    ("", 12, "12"),
    ("", 1.5, "1.5"),
    ("", False, "FALSE"),
    ("", timedelta(hours=26, minutes=5), "26:05:00"),
    ("2005-08-10", datetime(2005, 8, 11), "2005-08-11"),  # noqa: DTZ001
]


@pytest.mark.parametrize(("before", "value", "after"), [*REDRESSED, *GUESSED])
def test_value_a_spreadsheet_dressed_is_the_text_again(tmp_path: Path, before: str, value: object, after: str) -> None:
    rows = (with_cells(ROWS[0], {"note": before}), *ROWS[1:])

    def dress(sheet: Sheet) -> None:
        cell = sheet.cell(DAMS, "note")
        cell.number_format = "General"
        cell.value = value

    _, back = trip(tmp_path, dress, rows)
    assert back.rows[0].note == after
    said = [problem for problem in back.problems if problem.code == "cell-redressed"]
    assert len(said) == (before != after)
    assert all("cell L2 (note)" in problem.place and after in problem.message for problem in said)


def test_share_is_taken_as_it_is_shown(tmp_path: Path) -> None:
    def dress(sheet: Sheet) -> None:
        cell = sheet.cell(DAMS, "note")
        cell.number_format = "0%"
        cell.value = 0.35

    assert trip(tmp_path, dress)[1].rows[0].note == "35%"


def without_base(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    del book["factcheck base"]
    book.save(path)
    return path


def test_copy_that_lost_its_hidden_sheet_is_measured_against_the_journal(tmp_path: Path) -> None:
    table = commit(open_table(tmp_path / "claims.csv"), ROWS, command="parse", who=TOOL, when=WHEN)
    path = without_base(fill_in(sent(table, tmp_path), lambda sheet: sheet.put(DAMS, suggested="eleven dams")))
    rows = (with_cells(ROWS[0], {"waiting_on": "writer"}), *ROWS[1:])
    now = commit(table, rows, command="mark", who="ben", when=WHEN)
    back = returned(now, path)
    assert differing(now.rows, back.rows) == {(DAMS, "suggested"): "eleven dams"}
    assert (back.conflicts, back.problems) == ((), ())
    with pytest.raises(BadArgument, match="hidden sheet is lost"):
        returned(now, path, rows_deleted=True)


def test_copy_that_nothing_tells_about_takes_what_is_filled_on_one_side_only(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = without_base(
        fill_in(sent(table, tmp_path), lambda sheet: sheet.put(DAMS, suggested="eleven", waiting_on="ana"))
    )
    now = table_of(tmp_path, (with_cells(ROWS[0], {"waiting_on": "writer"}), *ROWS[1:]))
    back = returned(now, path)
    assert [each.about for each in back.conflicts] == ["waiting_on"]
    assert back.rows[0].suggested == "eleven"
    assert any(problem.code == "no-base" for problem in back.problems)


def test_damaged_base_is_no_base() -> None:
    cells = packed(NAMES, ROWS)
    whole = unpacked(cells)
    assert whole is not None
    assert list(whole.rows) == [row.claim_id for row in ROWS]
    assert unpacked([*cells[:2], cells[2][:-4]]) is None
    assert unpacked(cells[:1]) is None
    assert unpacked([]) is None


EDITS = st.dictionaries(
    st.tuples(st.sampled_from([DAMS, VILLAGE, PLAN]), st.sampled_from(["note", "suggested", "waiting_on", "claim"])),
    st.sampled_from(["", "one", "=two", "2005-08-10", "'three", "four\nlines"]),
    max_size=4,
)


@settings(max_examples=20)
@given(EDITS, EDITS)
def test_no_cell_that_a_person_typed_is_lost(
    tmp_path_factory: pytest.TempPathFactory, mine: dict[tuple[str, str], str], theirs: dict[tuple[str, str], str]
) -> None:
    """Whatever was typed in table and workbook stands in the table afterwards, or is listed and nothing is written."""
    folder = tmp_path_factory.mktemp("trip")
    table = table_of(folder)

    def type_in(sheet: Sheet) -> None:
        for (claim_id, column), cell in theirs.items():
            sheet.put(claim_id, **{column: cell})

    path = fill_in(sent(table, folder), type_in)
    rows = tuple(
        with_cells(row, {column: cell for (each, column), cell in mine.items() if each == row.claim_id}) for row in ROWS
    )
    now = table_of(folder, rows)
    back = returned(now, path)
    if back.conflicts or back.sorted_alone:
        return
    after = {row.claim_id: row for row in back.rows}
    before = {row.claim_id: row for row in ROWS}
    for side in (mine, theirs):
        for (claim_id, column), cell in side.items():
            if cell != before[claim_id].cell(column):
                assert cell in after[claim_id].cell(column)


def test_reading_the_written_table_gives_the_same_rows(tmp_path: Path) -> None:
    table, back = trip(tmp_path, lambda sheet: sheet.put(DAMS, note="=1+1", evidence="'0007"))
    commit(table, back.rows, command="import", who="ana", when=WHEN)
    assert read_claims(table.path).rows == back.rows
    assert CLAIMS == "Claims"
