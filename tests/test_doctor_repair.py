"""How a repair is written, chosen and journalled, and what is done without a journal."""

from pathlib import Path

import pytest
from damaged_table import ASK, DAM, LAKE, LATER, OIL, damage, look, made, mend, put, row, told

from factcheck.doctor import Choices, Code, Kind, admit, choose, repair
from factcheck.errors import BadArgument, DamagedTable, TableMoved, UnknownReference, UnreadableInput, UnwritableOutput
from factcheck.journal import TOOL, history, journal_path, undo
from factcheck.row import NAMES
from factcheck.table import ClaimsTable, read_claims


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return made(tmp_path)


# ---------------------------------------------------------------- writing
def test_copy_of_the_file_stands_beside_it_and_an_older_copy_is_kept(table: ClaimsTable) -> None:
    path = put(table, OIL, evidence="7")
    before = path.read_bytes()
    mend(path)
    put(table, OIL, evidence="07")
    put(table, ASK, note="10:30:00")
    mend(path)
    copies = sorted(each.name for each in path.parent.glob("claims.before-doctor-*"))
    assert copies == ["claims.before-doctor-20260302-120000-2.csv", "claims.before-doctor-20260302-120000.csv"]
    assert (path.parent / copies[1]).read_bytes() == before


def test_repair_is_journalled_with_the_damage_it_found_and_can_be_undone(table: ClaimsTable) -> None:
    path = put(table, OIL, evidence="7")
    mended = mend(path)
    last = [entry.change for entry in history(path, OIL)][-2:]
    assert [(each.who, each.command, each.before, each.after) for each in last] == [
        ("outside", "edit", "0007", "7"),
        (TOOL, "doctor", "7", "0007"),
    ]
    undone = undo(mended, who="ana", when=LATER)
    assert row(undone, OIL).evidence == "7"
    assert look(path).findings == ()  # a person took it back: it is theirs


def test_verdict_typed_in_a_damaged_file_gets_its_time_and_a_lost_one_none(table: ClaimsTable) -> None:
    put(table, ASK, status="wrong", reviewer="ben")
    path = damage(table, lambda rows: [each.pop("evidence") for each in rows])
    mended = mend(path)
    assert (row(mended, ASK).reviewed_at, row(mended, OIL).reviewed_at) == ("2026-03-02T12:00:00Z", "")
    path = damage(mended, lambda rows: [each.pop("status") for each in rows])
    assert row(mend(path), ASK) == row(mended, ASK)


def test_nothing_is_written_where_the_file_moved_or_stands_open(table: ClaimsTable) -> None:
    path = put(table, OIL, evidence="7")
    patient = admit(path)
    examination = patient.examine(when=LATER)
    lock = path.with_name(".~lock.claims.csv#")
    lock.write_text(",ana,desk-4,01.03.2026 14:02,file:///x;")
    with pytest.raises(UnwritableOutput, match="open in LibreOffice"):
        repair(patient, examination, when=LATER)
    lock.unlink()
    put(table, OIL, evidence="8")
    with pytest.raises(TableMoved):
        repair(patient, examination, when=LATER)
    assert list(path.parent.glob("*before-doctor*")) == []


@pytest.mark.parametrize("bad", ['x,"y"z', "x,y"])
def test_stray_comma_or_quote_is_refused_with_its_place(table: ClaimsTable, bad: str) -> None:
    text = table.path.read_text("utf-8-sig")
    table.path.write_text(text.replace("August 10", bad), "utf-8-sig")
    with pytest.raises(DamagedTable, match=r"line 2, row 2, column .* \(\w+\)"):
        admit(table.path)


def test_file_that_is_gone_is_refused_with_the_way_back(table: ClaimsTable) -> None:
    table.path.unlink()
    with pytest.raises(UnreadableInput, match="--rebuild"):
        admit(table.path)


# ---------------------------------------------------------------- choices
def test_choice_may_be_a_ref_the_beginning_of_an_id_a_column_or_a_cell(table: ClaimsTable) -> None:
    memory = admit(table.path).memory
    assert choose(memory, NAMES, ["2a", "c-fff", "note", "1a.note"], ["c-gg.evidence"]) == Choices(
        restore=frozenset({(DAM, ""), (ASK, ""), ("", "note"), (OIL, "note")}),
        keep=frozenset({(LAKE, "evidence")}),
    )


@pytest.mark.parametrize("word", ["9z", "c-zzz", "1a.nothing", "c"])
def test_choice_that_names_nothing_is_refused(table: ClaimsTable, word: str) -> None:
    with pytest.raises(UnknownReference):
        choose(admit(table.path).memory, NAMES, [word], [])


def test_choice_alone_leaves_the_other_repairs_and_needs_a_file_that_can_be_written(table: ClaimsTable) -> None:
    put(table, OIL, evidence="7")
    path = damage(table, lambda rows: rows.pop(1))
    patient = admit(path)
    choices = choose(patient.memory, NAMES, [DAM], [])
    repair(patient, patient.examine(when=LATER, choices=choices).chosen(), when=LATER)
    after = read_claims(path)
    assert (row(after, DAM), row(after, OIL).evidence) == (row(table, DAM), "7")
    path = damage(table, lambda rows: [each.pop("note") for each in rows])
    patient = admit(path)
    with pytest.raises(BadArgument, match="cannot be written as it is"):
        patient.examine(when=LATER, choices=choose(patient.memory, NAMES, [f"{OIL}.evidence"], [])).chosen()


# ---------------------------------------------------------------- without a journal
def test_without_a_journal_what_shows_by_itself_is_mended_and_the_rest_is_said(table: ClaimsTable) -> None:
    path = put(table, OIL, note="Ğul".encode().decode("latin-1"), event_date="08/10/2005", evidence="7", spans="#REF!")
    journal_path(path).unlink()
    examination = look(path)
    assert told(examination, Kind.REPAIR) == [(Code.MOJIBAKE, OIL, "note")]
    assert (Code.NO_JOURNAL, "", "") in told(examination, Kind.TELL)
    assert (Code.TOOL_CELL, OIL, "spans") in told(examination, Kind.TELL)
    assert (Code.DATE, OIL, "event_date") in told(examination, Kind.ASK)
    assert row(mend(path), OIL).note == "Ğul"


def test_missing_column_without_a_journal_comes_back_blank(table: ClaimsTable) -> None:
    path = damage(table, lambda rows: [each.pop("note") for each in rows])
    journal_path(path).unlink()
    assert "comes back blank" in look(path).of(Kind.REPAIR)[0].why
    mended = mend(path)
    assert mended.columns == NAMES
    assert {each.note for each in mended.rows} == {""}
