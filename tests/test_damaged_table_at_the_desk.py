"""What the commands do with a table that a spreadsheet damaged, one after another as a checker types them."""

from dataclasses import replace
from pathlib import Path

import pytest
from cli_desk import Desk
from damaged_table import ARTICLE, ASK, DAM, LAKE, OIL, Rows, damage, made, put, row

from factcheck.table import ClaimsTable, read_claims


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return made(tmp_path)


@pytest.fixture
def desk(table: ClaimsTable, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(table.path.parent, monkeypatch)


@pytest.mark.parametrize("name", ["claim_id", "ref", "claim", "verbatim", "evidence"])
def test_no_command_writes_over_a_column_sorted_alone(desk: Desk, table: ClaimsTable, name: str) -> None:
    """It would put the next verdict beside other words, and journal the disorder as typed."""

    def turn(rows: Rows) -> None:
        cells = [row[name] for row in rows]
        for each, cell in zip(rows, [*cells[1:], cells[0]], strict=True):
            each[name] = cell

    before = [row.cell("note") for row in table.rows]
    damage(table, turn)
    said = desk.refused("mark", "1a", "wrong", "--evidence", "p. 3", "--by", "ana")
    assert f"rows {name} holds another row's cell: was it sorted without the others?" in said
    assert "factcheck doctor" in said
    desk.refused("undo", "--by", "ana")
    desk.done("doctor", "--write", "--restore", name)
    desk.done("mark", "1a", "wrong", "--evidence", "p. 3", "--by", "ana")
    now = read_claims(table.path)
    assert row(now, OIL).status == "wrong"
    assert [row.cell("note") for row in now.rows] == before


def test_a_column_sorted_alone_may_be_kept(desk: Desk, table: ClaimsTable) -> None:
    typed = {OIL: "Анна said no", DAM: "August 10", ASK: "Şükür Bey — asked twice", LAKE: "10:30"}
    damage(table, lambda rows: [each.update(note=typed[each["claim_id"]]) for each in rows])
    desk.refused("mark", "1a", "wrong", "--by", "ana", "--evidence", "p. 3")
    desk.done("doctor", "--keep", "note")
    desk.done("mark", "1a", "wrong", "--by", "ana", "--evidence", "p. 3")
    assert [each.note for each in read_claims(table.path).rows] == [typed[each.claim_id] for each in table.rows]


def test_two_cells_that_a_person_exchanged_are_no_disorder(desk: Desk, table: ClaimsTable) -> None:
    put(table, OIL, note="10:30")
    put(table, ASK, note="August 10")
    desk.done("mark", "1a", "wrong", "--by", "ana", "--evidence", "p. 3")
    assert row(read_claims(table.path), ASK).note == "August 10"


def emptied(path: Path) -> None:
    """Every row deleted in a spreadsheet; the header stays."""
    path.write_bytes(path.read_bytes().split(b"\n", 1)[0] + b"\n")


def test_parse_makes_no_fresh_table_over_what_the_journal_still_holds(desk: Desk, table: ClaimsTable) -> None:
    desk.write("mill.txt", ARTICLE)
    for take_away in (emptied, Path.unlink):
        take_away(table.path)
        said = desk.refused("parse", "mill.txt", "--published", "2005-08-17")
        assert "claims.journal.jsonl holds what was typed for 4 claims" in said
        assert "factcheck doctor --rebuild" in said
        assert "factcheck parse mill.txt --new-article" in said
        desk.done("doctor", "--rebuild")
        assert read_claims(table.path).rows == table.rows


def test_parse_makes_the_table_anew_where_a_person_says_so(desk: Desk, table: ClaimsTable) -> None:
    desk.write("mill.txt", ARTICLE)
    emptied(table.path)
    desk.done("parse", "mill.txt", "--published", "2005-08-17", "--new-article")
    assert {each.note for each in read_claims(table.path).rows} == {""}


def test_article_whose_rows_all_went_names_those_to_bring_back(desk: Desk, table: ClaimsTable) -> None:
    desk.write("mill.txt", ARTICLE)
    desk.write("road.txt", "The road over Mount Ora opened in 2001.")
    desk.done("parse", "road.txt", "--published", "2005-08-17")

    def delete(rows: Rows) -> None:
        rows[:] = [each for each in rows if each["article"] != "mill.txt"]

    damage(table, delete)
    said = desk.refused("parse", "mill.txt")
    assert f"factcheck doctor --restore {OIL} --restore {DAM} --restore {ASK} --restore {LAKE}" in said
    desk.done("doctor", "--restore", DAM)
    assert row(read_claims(table.path), DAM).note == row(table, DAM).note


@pytest.mark.parametrize("command", ["report", "mark", "log", "doctor"])
def test_missing_table_with_its_journal_is_said_to_be_rebuilt(desk: Desk, table: ClaimsTable, command: str) -> None:
    table.path.unlink()
    words = {"mark": ("1a", "wrong", "--by", "ana")}.get(command, ())
    assert "factcheck doctor --rebuild" in desk.refused(command, *words)
    (desk.folder / "claims.journal.jsonl").unlink()
    if command != "doctor":
        assert "factcheck parse ARTICLE" in desk.refused(command, *words)


def by_mail(desk: Desk, table: ClaimsTable, **cells: dict[str, str]) -> Path:
    """Ben's copy of the table, come without its journal, with these cells by column and claim id."""
    folder = desk.folder / "ben"
    folder.mkdir()
    copy = folder / "claims.csv"
    copy.write_bytes(table.path.read_bytes())

    def change(rows: Rows) -> None:
        for each in rows:
            each.update({name: typed[each["claim_id"]] for name, typed in cells.items() if each["claim_id"] in typed})

    return damage(replace(table, path=copy), change)


MERGE = ("merge", "claims.csv", "ben/claims.csv", "-o", "claims.csv", "--by", "ana")


def test_dates_of_a_copy_without_its_journal_are_no_corrections_of_its_reviewer(desk: Desk, table: ClaimsTable) -> None:
    by_mail(
        desk,
        table,
        said_date={DAM: "08/05/2005"},
        event_date={OIL: "08/10/2005", ASK: "08/25/2005"},
        evidence={OIL: "7", ASK: "1000"},
        note={OIL: "10-Aug", LAKE: "Анна said yes"},
        waiting_on={OIL: "cy"},
    )
    said = desk.done(*MERGE)
    assert "ben/claims.csv: it came without its journal, and a spreadsheet re-dressed 6 cells" in said.err
    assert f"1a {OIL}  event_date  '08/10/2005', was '2005-08-10': the same day" in said.err
    now = read_claims(table.path)
    assert row(now, LAKE).note == "Анна said yes"
    assert row(now, OIL).waiting_on == "cy"
    spared = [replace(each, waiting_on="", note="", reviewed_at="") for each in now.rows]
    assert spared == [replace(each, waiting_on="", note="", reviewed_at="") for each in table.rows]
    assert row(now, OIL).note == row(table, OIL).note


def test_cell_of_a_copy_without_its_journal_that_may_be_damage_is_said(desk: Desk, table: ClaimsTable) -> None:
    by_mail(desk, table, event_date={OIL: "11/12/2005"})
    said = desk.done(*MERGE)
    assert "1 cell may be a spreadsheet's doing; taken as typed:" in said.err
    assert f"1a {OIL}  event_date  '11/12/2005', was '2005-08-10'" in said.err


def test_copy_without_its_journal_with_a_column_sorted_alone_is_refused(desk: Desk, table: ClaimsTable) -> None:
    notes = [each.note for each in table.rows]
    turned = dict(zip([each.claim_id for each in table.rows], [*notes[1:], notes[0]], strict=True))
    by_mail(desk, table, note=turned)
    assert "ben/claims.csv: note: in 4 of 4 rows it holds another row's cell" in desk.refused(*MERGE)


def test_words_of_commands_on_a_copy_whose_journal_stayed_behind_are_taken(desk: Desk, table: ClaimsTable) -> None:
    copy = by_mail(desk, table)
    desk.done("mark", "3a", "wrong", "--by", "ben", "--evidence", "p. 3", "--claims", str(copy))
    for name in ("ben/claims.journal.jsonl",):
        (desk.folder / name).unlink()
    said = desk.done(*MERGE)
    assert "re-dressed" not in said.err
    assert (row(read_claims(table.path), ASK).status, row(read_claims(table.path), ASK).reviewer) == ("wrong", "ben")


@pytest.mark.parametrize(("codec", "shown"), [("cp1251", "Àííà said no"), ("mac_roman", "ÒdamÓ")])
def test_table_saved_in_another_one_byte_encoding_is_read_back(
    desk: Desk, table: ClaimsTable, codec: str, shown: str
) -> None:
    """Excel of a Russian Windows, and of a Mac, save plain CSV in these; cp1252 reads them without an error."""
    table.path.write_bytes(table.path.read_text("utf-8-sig").encode(codec, "replace"))
    assert shown in table.path.read_bytes().decode("cp1252")
    said = desk.done("doctor", "--write")
    assert f"{codec} read as cp1252 and saved so" in said.out
    if codec == "cp1251":
        assert "claims.csv: written as UTF-8: cp1252 has no" in said.err
    assert [replace(each, reviewed_at="") for each in read_claims(table.path).rows] == [
        replace(each, reviewed_at="") for each in table.rows
    ]


def test_status_that_is_no_verdict_is_said_with_a_suggestion(desk: Desk, table: ClaimsTable) -> None:
    put(table, ASK, status="verfied")
    put(table, DAM, status="Verified ")
    said = desk.done("doctor").err
    assert f"s3a {ASK}, status: 'verfied' is no status; it counts as unverified: did you mean 'verified'?" in said
    assert DAM not in said


def test_rows_added_by_hand_are_counted_as_rows_and_looked_for_in_every_article(desk: Desk, table: ClaimsTable) -> None:
    desk.write("mill.txt", ARTICLE)
    desk.write("road.txt", "The road over Mount Ora opened in 2001. Nobody asked.")

    def add(rows: Rows) -> None:
        blank = dict.fromkeys(rows[0], "")
        rows += [blank | {"claim": "A road of another article", "article": "road.txt", "claim_id": "c-zzzzzzzz"}]
        rows += [blank | {"claim": words} for words in ("over Mount Ora", "Nobody asked", "The moon fell")]

    damage(table, add)
    said = desk.done("doctor", "--write").out
    assert "rows added by hand: 3" in said
    assert "stands in road.txt, sentence 1" in said
    assert "stands in mill.txt and road.txt: type into its article which one is meant" in said
    assert "does not stand in mill.txt or road.txt in these words" in said
    (placed,) = [each for each in read_claims(table.path).rows if each.claim == "over Mount Ora"]
    assert (placed.article, placed.verbatim, placed.sentence) == ("road.txt", "over Mount Ora", "1")


def test_journal_of_another_table_is_said_to_be(desk: Desk, table: ClaimsTable) -> None:
    rows = [replace(each, claim_id=f"c-zzzzzz{letter}z") for each, letter in zip(table.rows, "bcdf", strict=True)]
    journal = desk.files()["claims.journal.jsonl"]
    other = table.replace_rows(replace(each, verbatim="", claim="Another claim.", spans="") for each in rows)
    other.save()
    desk.lay({"claims.journal.jsonl": journal})
    assert "the journal beside the table knows none of its claims: is it another table's?" in desk.run("doctor").out


def test_line_of_the_journal_that_somebody_spoilt_is_said(desk: Desk) -> None:
    lines = desk.files()["claims.journal.jsonl"].split(b"\n")
    desk.lay({"claims.journal.jsonl": b"\n".join([*lines[:2], lines[2][:30], *lines[2:]])})
    assert "claims.journal.jsonl, line 3: a line that a kill tore off" in desk.done("doctor").err
