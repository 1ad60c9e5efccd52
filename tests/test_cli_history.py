"""`factcheck log` and `factcheck undo`: what was done, by whom, and how it is taken back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, RECKLESS, THIRD, Desk, lake

ROOT = Path(__file__).parent.parent


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


def test_log_of_a_new_table_says_that_nothing_was_changed(desk: Desk) -> None:
    said = desk.done("log")
    assert (said.out, said.err) == ("", "Nothing was changed since the claims were made.\n")


@pytest.mark.parametrize("words", [(), ("1a",), ("--all",)])
def test_log_without_a_journal_says_that_nothing_is_known(desk: Desk, words: tuple[str, ...]) -> None:
    (desk.folder / "claims.journal.jsonl").unlink()
    said = desk.done("log", *words).err
    assert said == ("claims.csv has no journal: what was changed so far is not known. The next change begins one.\n")


def test_log_says_when_who_what(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--evidence", "survey, p. 3")
    desk.done("mark", "2a", "in_progress", "--by", "ben", "--waiting-on", "writer")
    first, second = desk.done("log").out.splitlines()
    claim_id = desk.row(THIRD)["claim_id"]
    assert first[:4].isdigit()
    assert f"  ana  mark  1a {claim_id}  status 'unverified' -> 'wrong'; evidence blank -> 'survey, p. 3'" in first
    assert "  ben  mark  2a " in second
    assert "waiting_on blank -> 'writer'" in second


def test_log_of_one_claim_is_of_that_claim(desk: Desk) -> None:
    desk.done("mark", "1a", "2a", "wrong", "--by", "ana")
    for name in ("2a", desk.row(DAMS)["claim_id"]):
        out = desk.done("log", name).out
        assert desk.row(DAMS)["claim_id"] in out
        assert desk.row(THIRD)["claim_id"] not in out
        assert "row added" in out


def told(desk: Desk, words: str) -> list[str]:
    """The history of a claim, without the times."""
    return [
        line[22:] if line.startswith("  2") else line for line in desk.done("log", desk.ref(words)).out.splitlines()
    ]


def test_log_of_one_claim_reads_as_its_history(desk: Desk) -> None:
    claim_id = desk.row(DAMS)["claim_id"]
    desk.done("mark", "2a", "needs_change", "--by", "ana", "--evidence", "survey, p. 3", "--suggested", "11 dams")
    desk.done("mark", "2a", "--second-reader", "ben", "--by", "ben")
    desk.done("parse", desk.write("lake.txt", "It rained.\n\n" + LAKE.replace("12 dams", "11 dams")))
    desk.put("11 dams", note="asked the survey")
    desk.done("mark", "3a", "verified", "--by", "carl")
    name = f"3a {claim_id}"
    assert told(desk, "11 dams") == [
        f"{name}  Engineers built 11 dams in 1975.",
        f"  factcheck  parse  {name}  row added, “Engineers built 12 dams in 1975.”",
        f"  ana  mark  {name}  needs change (was unverified); evidence “survey, p. 3”; suggested “11 dams”",
        f"  ben  mark  {name}  second reader “ben”",
        f"  factcheck  parse  {name}  moved from s2a to s3a; flagged stale; the second reading counts no more",
        "      the claim before: “Engineers built 12 dams in 1975.”",
        "                 after: “Engineers built 11 dams in 1975.”",
        f"  outside  edit  {name}  note “asked the survey”",
        f"  carl  mark  {name}  verified (was needs change); second reader blank (was “ben”); no longer flagged stale",
    ]


def test_log_of_an_unknown_claim_is_refused(desk: Desk) -> None:
    assert "9a: no claim has this ref" in desk.refused("log", "9a")


def test_log_shows_an_edit_made_outside_once_a_command_saw_it(desk: Desk) -> None:
    desk.put(DAMS, status="wrong", reviewer="ana")
    desk.done("mark", "1a", "cut", "--by", "ben")
    out = desk.done("log", "2a").out
    assert "  outside  edit  2a " in out
    assert "wrong (was unverified)" in out
    assert "reviewer “ana” (was blank)" in out


def test_log_writes_nothing(desk: Desk) -> None:
    desk.put(DAMS, status="wrong", reviewer="ana")
    before = desk.files()
    desk.done("log")
    assert desk.files() == before


def test_log_cannot_steer_the_terminal(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana\x1b[2J", "--note", "\x1b]0;title\x07")
    assert "\x1b" not in desk.done("log", "--all").out


def test_undo_takes_the_last_command_back_and_says_which(desk: Desk) -> None:
    before = desk.text()
    desk.done("mark", "1a", "2a", "wrong", "--by", "ana")
    said = desk.done("undo", "--by", "ben")
    assert said.out.startswith("undone: mark by ana at ")
    assert said.out.endswith("(2 claims changed)\n")
    assert desk.text() == before
    assert "(undone)" in desk.done("log").out
    assert "  ben  undo  1a " in desk.done("log").out


def test_undo_of_several_takes_them_back_newest_first(desk: Desk) -> None:
    before = desk.text()
    for status in ("in_progress", "wrong", "cut"):
        desk.done("mark", "1a", status, "--by", "ana")
    desk.done("undo", "2", "--by", "ana")
    assert desk.row(THIRD)["status"] == "in_progress"
    desk.done("undo", "--by", "ana")
    assert desk.text() == before


def test_undo_of_more_than_there_are_says_how_many_there_were(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    said = desk.done("undo", "9", "--by", "ana")
    assert said.err == "That was all: there were 2 commands to undo, not 9.\n"
    assert desk.rows() == []
    assert "there is no command to undo" in desk.refused("undo", "--by", "ana")


def test_claims_that_were_undone_away_come_back_with_the_next_parse(desk: Desk) -> None:
    desk.done("undo", "--by", "ana")
    assert desk.rows() == []
    desk.done("parse", "lake.txt", "--published", PUBLISHED)
    assert len(desk.rows()) == 4


@pytest.mark.parametrize("count", ["0", "-1", "all", "1.5"])
def test_undo_of_a_number_that_is_none_is_refused(desk: Desk, count: str) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    desk.refused("undo", "--by", "ana", "--", count)


def test_undo_needs_a_name(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    assert "say who you are: --by NAME" in desk.refused("undo")


def test_undo_is_refused_where_the_same_cell_was_changed_since(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--note", "first")
    desk.put(THIRD, note="no: second")
    said = desk.refused("undo", "--by", "ben")
    claim_id = desk.row(THIRD)["claim_id"]
    assert f"mark by ana at {desk.row(THIRD)['reviewed_at']} cannot be undone" in said
    assert f"{claim_id}: its note was changed since (now 'no: second')" in said
    assert f"factcheck log {claim_id}" in said


def test_undo_leaves_what_was_typed_in_other_cells(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    desk.put(DAMS, note="typed outside")
    desk.put(THIRD, suggested="typed outside too")
    desk.done("undo", "--by", "ben")
    assert (desk.row(THIRD)["status"], desk.row(THIRD)["suggested"]) == ("unverified", "typed outside too")
    assert desk.row(DAMS)["note"] == "typed outside"


def test_edit_made_outside_is_no_command_to_undo(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    desk.put(DAMS, note="typed outside")
    desk.done("mark", "4a", "cut", "--by", "ben")
    desk.done("undo", "2", "--by", "ben")
    assert desk.row(DAMS)["note"] == "typed outside"
    assert (desk.row(THIRD)["status"], desk.row(RECKLESS)["status"]) == ("unverified", "unverified")


def test_undo_of_a_mark_after_a_new_draft_is_still_that_marks(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    desk.done("parse", desk.write("lake.txt", LAKE + "\nA boat sank in 2004.\n"))
    desk.done("undo", "2", "--by", "ana")
    assert [row["status"] for row in desk.rows()] == ["unverified"] * 4
    assert "boat" not in desk.text()


def test_undo_says_that_the_journal_is_gone(desk: Desk) -> None:
    (desk.folder / "claims.journal.jsonl").unlink()
    assert "there is no command to undo" in desk.refused("undo", "--by", "ana")


def test_torn_line_of_the_journal_costs_nothing_else(desk: Desk) -> None:
    """A kill in the middle of writing: the line before the tear counts, the torn one does not."""
    desk.done("mark", "1a", "wrong", "--by", "ana")
    journal = desk.folder / "claims.journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"time": "2026-')
    desk.done("mark", "2a", "cut", "--by", "ana")
    out = desk.done("log").out
    assert "-> 'wrong'" in out
    assert "-> 'cut'" in out


def test_two_people_at_once_lose_nothing(desk: Desk) -> None:
    """Four processes mark four claims at the same moment."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "factcheck", "mark"]
    running = [
        subprocess.Popen(
            [*call, f"{n}a", "cut", "--by", f"reader{n}"], cwd=desk.folder, env=environment, stdout=subprocess.DEVNULL
        )
        for n in (1, 2, 3, 4)
    ]
    assert [each.wait(60) for each in running] == [0, 0, 0, 0]
    assert [row["reviewer"] for row in desk.rows()] == ["reader1", "reader2", "reader3", "reader4"]
    assert len(desk.done("log").out.splitlines()) == 4


@pytest.mark.skipif(os.name == "nt", reason="a signal that cannot be caught")
def test_killed_command_leaves_the_old_table_or_the_new_one(desk: Desk) -> None:
    before = desk.text()
    script = "import os, signal\nreal = os.replace\n"
    script += "os.replace = lambda *names: os.kill(os.getpid(), signal.SIGKILL)\n"
    script += "from factcheck.cli import main\nimport sys\nsys.argv = ['factcheck', 'mark', '1a', 'cut', '--by', 'ana']\nmain()"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", script], cwd=desk.folder, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert desk.text() == before
    desk.done("mark", "2a", "cut", "--by", "ben")
    assert [row["status"] for row in desk.rows()] == ["unverified", "cut", "unverified", "unverified"]
    assert "(never written)" in desk.done("log").out
    assert sorted(desk.files()) == ["claims.csv", "claims.journal.jsonl", "lake.txt"]
