"""`factcheck doctor` as a person meets it: what is shown, what --write does, what settles the rest, the exit codes."""

import csv
import io
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, RECKLESS, THIRD, VILLAGE, Desk, lake

JOURNAL = "claims.journal.jsonl"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """LAKE parsed, two claims marked."""
    made = Desk(tmp_path, monkeypatch).lay(lake())
    made.done("mark", made.ref(THIRD), "wrong", "--by", "ana", "--note", "August 10")
    made.done("mark", made.ref(DAMS), "in_progress", "--by", "ana", "--note", "10:30")
    return made


def copies(desk: Desk) -> list[str]:
    return [name for name in desk.files() if "before-doctor" in name]


def test_healthy_table_is_said_to_be_and_nothing_is_written(desk: Desk) -> None:
    before = desk.files()
    for words in (("doctor",), ("doctor", "--write")):
        said = desk.done(*words)
        assert said.err == ""
        assert desk.files() == before
    assert desk.done("doctor").out == f"claims.csv: nothing to repair (measured against {JOURNAL})\n"


def test_repair_is_shown_first_then_done_and_the_file_is_as_it_was(desk: Desk) -> None:
    whole = desk.files()["claims.csv"]
    first = desk.put(THIRD, note="08/10/26", ref="s9z")
    desk.put(DAMS, note="10:30:00 AM")
    spoilt = desk.files()
    shown = desk.run("doctor")
    assert (shown.code, desk.files()) == (1, spoilt)
    assert shown.out.startswith(f"claims.csv: 3 things to repair (measured against {JOURNAL})\n")
    assert "To repair: factcheck doctor --write\n  the tool's own cells changed: 1\n" in shown.out
    assert f"row 2  1a  {first}  note  '08/10/26' -> 'August 10'  the same day" in shown.out
    done = desk.done("doctor", "--write")
    assert done.out.startswith("claims.csv: 3 things repaired\n")
    assert desk.files()["claims.csv"] == whole
    (copy,) = copies(desk)
    assert f"The file as it was: {copy}" in done.err
    assert desk.files()[copy] == spoilt["claims.csv"]
    assert desk.done("doctor").out.startswith("claims.csv: nothing to repair")
    assert "doctor" in desk.done("log", first).out


def test_what_cannot_be_decided_is_listed_with_both_texts_and_the_commands_that_settle_it(desk: Desk) -> None:
    claim_id = desk.put(THIRD, note="#NAME?")
    desk.put(DAMS, note="10:30:00 AM")
    shown = desk.run("doctor", "--write")
    assert shown.code == 1
    assert desk.row(DAMS)["note"] == "10:30"
    assert f"row 2  1a  {claim_id}  note  '#NAME?'; the journal has 'August 10'" in shown.out
    assert f"to take the journal's: factcheck doctor --restore {claim_id}.note" in shown.out
    assert f"to leave it as it is:  factcheck doctor --keep {claim_id}.note" in shown.out
    desk.done("doctor", "--restore", f"{claim_id}.note")
    assert desk.row(THIRD)["note"] == "August 10"
    desk.put(THIRD, note="#REF!")
    desk.done("doctor", "--keep", f"{claim_id}.note")
    assert desk.row(THIRD)["note"] == "#REF!"
    assert desk.done("doctor").out.startswith("claims.csv: nothing to repair")


def test_deleted_row_is_listed_without_failing_and_brought_back(desk: Desk) -> None:
    whole = desk.rows()
    gone = desk.row(RECKLESS)["claim_id"]
    desk.edit(lambda rows: rows.remove(next(row for row in rows if row["claim_id"] == gone)))
    said = desk.done("doctor")
    assert f"{gone}  'The plan is reckless.'" in said.out
    assert f"to bring it back: factcheck doctor --restore {gone}" in said.out
    desk.done("doctor", "--restore", gone)
    assert desk.rows() == whole


def test_added_row_is_anchored_in_the_article_beside_the_table(desk: Desk) -> None:
    desk.edit(
        lambda rows: rows.append(dict.fromkeys(rows[0], "") | {"claim": "Engineers built 12 dams", "note": "mine"})
    )
    said = desk.done("doctor", "--write")
    assert "it is given an id, and stands in lake.txt, sentence 2" in said.out
    added = desk.rows()[-1]
    start, end = map(int, added["spans"].split(".."))
    assert LAKE[start:end] == added["verbatim"] == "Engineers built 12 dams"
    assert added["note"] == "mine"
    desk.done("parse", "lake.txt")
    assert desk.rows()[-1] == added


def test_table_that_other_commands_refuse_is_mended(desk: Desk) -> None:
    whole = desk.files()["claims.csv"]
    lines = list(csv.reader(io.StringIO(desk.text(), newline="")))
    at = lines[0].index("note")
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([line[:at] + line[at + 1 :] for line in lines])
    desk.lay({"claims.csv": out.getvalue().encode("utf-8-sig")})
    assert "no column 'note'" in desk.refused("report")
    said = desk.done("doctor", "--write")
    assert "note  yours; comes back from the journal" in said.out
    assert desk.files()["claims.csv"] == whole
    desk.done("report")


def test_column_sorted_alone_stops_the_repair_and_says_how_many(desk: Desk) -> None:
    whole = desk.rows()
    words = sorted(row["verbatim"] for row in whole)

    def sort(rows: list[dict[str, str]]) -> None:
        for row, cell in zip(rows, words, strict=True):
            row["verbatim"] = cell

    desk.edit(sort)
    desk.put("No village", note="typed since")
    before = desk.files()
    said = desk.run("doctor", "--write")
    assert said.code == 1
    assert "nothing is written until that is settled" in said.out
    assert "was it sorted alone?" in said.out
    assert desk.files() == before
    assert "--restore verbatim" in said.out
    desk.done("doctor", "--write", "--restore", "verbatim")
    assert [row["verbatim"] for row in desk.rows()] == [row["verbatim"] for row in whole]
    assert "typed since" in [row["note"] for row in desk.rows()]


def test_rebuild_writes_the_last_table_to_the_byte_and_keeps_the_present_one(desk: Desk) -> None:
    whole = desk.files()["claims.csv"]
    desk.lay({"claims.csv": b'claim_id,"torn'})
    said = desk.done("doctor", "--rebuild")
    assert said.out == "claims.csv: written from the journal, to the byte\n"
    assert desk.files()["claims.csv"] == whole
    (copy,) = copies(desk)
    assert desk.files()[copy] == b'claim_id,"torn'
    assert "to the byte" in desk.done("doctor", "--rebuild").out
    assert len(copies(desk)) == 1


def test_rebuild_needs_no_table_and_survives_a_torn_last_line(desk: Desk) -> None:
    whole = desk.files()
    (desk.folder / "claims.csv").unlink()
    desk.lay({JOURNAL: whole[JOURNAL] + b'{"time": "2026-11-2'})
    desk.done("doctor", "--rebuild")
    assert desk.files()["claims.csv"] == whole["claims.csv"]


def test_rebuild_without_a_journal_and_with_other_options_is_refused(desk: Desk) -> None:
    assert "--rebuild stands alone" in desk.refused("doctor", "--rebuild", "--write")
    (desk.folder / JOURNAL).unlink()
    assert "no journal" in desk.refused("doctor", "--rebuild")


def test_stray_comma_is_refused_with_its_cell(desk: Desk) -> None:
    text = desk.text().replace("August 10", "August 10, I think", 1)
    desk.lay({"claims.csv": text.encode("utf-8-sig")})
    said = desk.refused("doctor", "--write")
    assert "claims.csv, line 2, row 2, column L (note): 35 cells where the header has 34" in said


def test_table_that_is_not_there_is_refused_with_the_way_back(desk: Desk) -> None:
    (desk.folder / "claims.csv").unlink()
    assert "factcheck doctor --rebuild" in desk.refused("doctor")


def test_word_that_names_nothing_is_refused(desk: Desk) -> None:
    assert "nosuch" in desk.refused("doctor", "--restore", "nosuch")


def test_without_a_journal_it_says_what_it_cannot_know(desk: Desk) -> None:
    (desk.folder / JOURNAL).unlink()
    said = desk.done("doctor")
    assert said.out.startswith("claims.csv: nothing to repair (without a journal)\n")
    assert "rows that went, and cells that were changed, cannot be known" in said.out


def test_other_table_is_named_in_every_call(desk: Desk) -> None:
    desk.done("parse", "lake.txt", "--published", PUBLISHED, "--claims", "other.csv")
    text = desk.text("other.csv").replace("Engineers built 12 dams in 1975.", "#NAME?", 1)
    desk.lay({"other.csv": text.encode("utf-8-sig")})
    said = desk.run("doctor", "--claims", "other.csv")
    assert said.code == 1
    assert "--claims other.csv" in said.out


def test_long_lists_are_cut_and_all_shows_them(desk: Desk) -> None:
    def spoil(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row.update(
                spans="x", paragraph="x", sentence="x", kind="fact", look_for="x", verbatim=row["verbatim"] + "x"
            )

    desk.edit(spoil)
    cut = desk.run("doctor").out
    assert " more: factcheck doctor --all" in cut
    full = desk.run("doctor", "--all").out
    assert " more: " not in full
    assert full.count("'x' ->") > cut.count("'x' ->")
    desk.done("doctor", "--write")
    assert VILLAGE in desk.text()
