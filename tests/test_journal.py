import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from factcheck.errors import BadArgument, TableError, TableMoved, UnreadableInput, UnwritableOutput
from factcheck.journal import TOOL, base_of, commit, history, journal_path, read_journal, rebuild, undo, undoable
from factcheck.row import Row
from factcheck.table import ClaimsTable, open_table, read_claims

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
ROWS = (
    Row(claim_id="c-bbbbbbbb", ref="s1a", status="unverified", claim="Oil rose.", verbatim="Oil rose", article="a.txt"),
    Row(claim_id="c-dddddddd", ref="s2a", status="unverified", claim="Gas fell.", verbatim="Gas fell", article="a.txt"),
    Row(
        claim_id="c-ffffffff", ref="s3a", status="unverified", claim="Coal held.", verbatim="Coal held", article="a.txt"
    ),
)


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return commit(open_table(tmp_path / "claims.csv"), ROWS, command="parse", who=TOOL, when=NOON)


def set_cells(table: ClaimsTable, claim_id: str, *, who: str = "ana", **cells: str) -> ClaimsTable:
    rows = [replace(row, **cells) if row.claim_id == claim_id else row for row in table.rows]  # type: ignore[arg-type]
    return commit(table, rows, command="mark", who=who, when=NOON + timedelta(minutes=1))


def by_hand(table: ClaimsTable, change: Callable[[str], str]) -> ClaimsTable:
    table.path.write_text(change(table.path.read_text("utf-8-sig")), "utf-8-sig")
    return read_claims(table.path)


def said(table: ClaimsTable, start: int = 0) -> list[tuple[object, ...]]:
    changes = [entry.change for entry in history(table.path)][start:]
    return [
        (change.who, change.command, change.claim_id, change.column, change.before, change.after) for change in changes
    ]


def test_every_change_is_one_line_that_says_who_what_and_when(table: ClaimsTable) -> None:
    set_cells(table, "c-bbbbbbbb", status="verified", reviewer="ana")
    lines = [json.loads(line) for line in journal_path(table.path).read_text("utf-8").splitlines()]
    assert lines[4] == {
        "time": "2025-03-01T12:01:00Z",
        "who": "ana",
        "command": "mark",
        "claim_id": "c-bbbbbbbb",
        "column": "status",
        "before": "unverified",
        "after": "verified",
        "why": "",
    }
    assert lines[6]["closes"] == 2
    assert lines[0]["after"]["claim"] == "Oil rose."


def test_table_is_rebuilt_to_the_byte_from_the_journal_alone(table: ClaimsTable) -> None:
    def moved_and_typed(text: str) -> str:
        head, one, two, three = text.splitlines()
        return "\n".join([head + ",desk", three + ",=x", one.replace("unverified", "ok") + ',"a\nb"', two + ",", ""])

    table = set_cells(by_hand(table, moved_and_typed), "c-dddddddd", status="wrong", note="-5; 'quoted'")
    data = table.path.read_bytes()
    assert [row.claim_id for row in table.rows] == ["c-ffffffff", "c-bbbbbbbb", "c-dddddddd"]
    table.path.unlink()
    assert rebuild(table.path) == data


def test_other_dialect_is_rebuilt_too(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    open_table(path).replace_rows(ROWS).save()
    path.write_bytes(
        path.read_text("utf-8-sig").replace(",", ";").replace("\n", "\r\n").replace("Oil", "Öl").encode("cp1252")
    )
    table = set_cells(read_claims(path), "c-bbbbbbbb", note="café")
    assert b"caf\xe9;" in path.read_bytes()
    assert rebuild(path) == path.read_bytes()
    assert table.dialect.delimiter == ";"


def test_nothing_is_written_where_nothing_changes(table: ClaimsTable) -> None:
    before = (table.path.stat().st_mtime_ns, journal_path(table.path).read_bytes())
    again = commit(table, table.rows, command="parse", who=TOOL, when=NOON)
    assert again is table
    assert (table.path.stat().st_mtime_ns, journal_path(table.path).read_bytes()) == before


def test_edit_made_outside_is_journalled_cell_by_cell_and_its_verdict_gets_a_time(table: ClaimsTable) -> None:
    table = by_hand(table, lambda text: text.replace("s1a,unverified", "s1a,Verified "))
    table = commit(table, table.rows, command="parse", who=TOOL, when=NOON + timedelta(hours=1))
    assert said(table, 3) == [
        ("outside", "edit", "c-bbbbbbbb", "status", "unverified", "Verified "),
        (TOOL, "seen", "c-bbbbbbbb", "reviewed_at", "", "2025-03-01T13:00:00Z"),
    ]
    assert table.rows[0].reviewed_at == "2025-03-01T13:00:00Z"
    again = commit(table, table.rows, command="parse", who=TOOL, when=NOON + timedelta(hours=2))
    assert again.rows[0].reviewed_at == "2025-03-01T13:00:00Z"


def test_rows_deleted_and_added_outside_are_journalled(table: ClaimsTable) -> None:
    def edit(text: str) -> str:
        lines = text.splitlines()
        mine = "," * 8 + "Tin doubled." + "," * 25
        return "\n".join([lines[0], lines[1], mine, lines[3], ""])

    table = by_hand(table, edit)
    table = commit(table, table.rows, command="mark", who="ana", when=NOON)
    assert table.rows[1].claim == "Tin doubled."
    assert table.rows[1].claim_id.startswith("c-")
    assert [(who, column, bool(after)) for who, _, _, column, _, after in said(table, 3)] == [
        ("outside", "", False),
        ("outside", "", True),
    ]
    assert rebuild(table.path) == table.path.read_bytes()


def test_table_without_journal_is_taken_in_whole(table: ClaimsTable) -> None:
    journal_path(table.path).unlink()
    table = set_cells(table, "c-bbbbbbbb", note="mine")
    assert [(who, column) for who, _, _, column, _, _ in said(table)] == [("outside", "")] * 3 + [("ana", "note")]
    assert rebuild(table.path) == table.path.read_bytes()


def test_torn_last_line_is_ignored_and_the_next_batch_begins_on_a_fresh_line(table: ClaimsTable) -> None:
    path = journal_path(table.path)
    whole = read_journal(table.path).batches
    torn = '{"time": "2025-03-01T12:01:00Z", "who": "ana", "command": "mark", "claim_id": "c-b'
    path.write_bytes(path.read_bytes() + torn.encode())
    assert read_journal(table.path).batches == whole
    table = set_cells(table, "c-bbbbbbbb", note="mine")
    assert said(table, 3) == [("ana", "mark", "c-bbbbbbbb", "note", "", "mine")]
    assert rebuild(table.path) == table.path.read_bytes()
    assert [problem.code for problem in read_journal(table.path).problems] == ["journal-line"]


def test_changes_without_their_closing_line_count_for_nothing(table: ClaimsTable) -> None:
    path, before = journal_path(table.path), journal_path(table.path).read_bytes()
    set_cells(table, "c-bbbbbbbb", note="mine")
    lines = path.read_bytes()[len(before) :].splitlines(keepends=True)
    table.path.write_bytes(rebuild_from(path, before))
    path.write_bytes(before + lines[0])
    table = set_cells(read_claims(table.path), "c-dddddddd", note="yours")
    assert said(table, 3) == [("ana", "mark", "c-dddddddd", "note", "", "yours")]


def rebuild_from(path: Path, journal: bytes) -> bytes:
    path.write_bytes(journal)
    return rebuild(path.with_name("claims.csv"))


def test_write_that_never_happened_is_forgotten(table: ClaimsTable) -> None:
    old = table.path.read_bytes()
    set_cells(table, "c-bbbbbbbb", note="lost by a kill", claim="Oil rose fast.")
    table.path.write_bytes(old)  # killed between journal and replace
    assert base_of(read_claims(table.path))["c-bbbbbbbb"]["claim"] == "Oil rose."
    table = set_cells(read_claims(table.path), "c-dddddddd", note="after")
    assert said(table, 5) == [("ana", "mark", "c-dddddddd", "note", "", "after")]
    assert [entry.void for entry in history(table.path)] == [False] * 3 + [True] * 2 + [False]
    assert rebuild(table.path) == table.path.read_bytes()


def test_write_that_never_happened_is_forgotten_though_the_file_was_edited_since(table: ClaimsTable) -> None:
    old = table.path.read_text("utf-8")
    set_cells(table, "c-bbbbbbbb", who=TOOL, claim="Oil rose fast.")
    table.path.write_text(old.replace("s2a,unverified", "s2a,ok"), "utf-8")
    table = set_cells(read_claims(table.path), "c-ffffffff", note="after")
    assert ("outside", "edit", "c-bbbbbbbb", "claim", "Oil rose fast.", "Oil rose.") not in said(table)
    assert base_of(table)["c-bbbbbbbb"]["claim"] == "Oil rose."
    assert rebuild(table.path) == table.path.read_bytes()


def test_commit_is_refused_where_the_file_moved(table: ClaimsTable) -> None:
    set_cells(table, "c-bbbbbbbb", note="first")
    journal = journal_path(table.path).read_bytes()
    with pytest.raises(TableMoved):
        set_cells(table, "c-dddddddd", note="second")
    assert journal_path(table.path).read_bytes() == journal


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_full_disk_at_any_call_leaves_table_and_journal_as_they_were(
    table: ClaimsTable, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    before = (table.path.read_bytes(), journal_path(table.path).read_bytes())
    count = [0]
    real: Callable[..., object] = getattr(os, call)

    def full(*args: object) -> object:
        count[0] += 1
        if count[0] >= nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args)

    monkeypatch.setattr(os, call, full)
    try:
        written = set_cells(table, "c-bbbbbbbb", note="mine")
    except UnwritableOutput as error:
        assert "disk is full" in str(error)  # noqa: PT017 - with a later call than any the write succeeds
        monkeypatch.undo()
        assert (table.path.read_bytes(), journal_path(table.path).read_bytes()) == before
    else:
        monkeypatch.undo()
        assert rebuild(table.path) == table.path.read_bytes()
        assert written.rows[0].note == "mine"
    assert [path.name for path in table.path.parent.glob(".*.tmp")] == []


def test_history_of_one_claim(table: ClaimsTable) -> None:
    table = set_cells(set_cells(table, "c-bbbbbbbb", note="one"), "c-dddddddd", note="two")
    assert [entry.change.column for entry in history(table.path, "c-dddddddd")] == ["", "note"]


def test_undo_takes_the_last_command_back_as_a_new_batch(table: ClaimsTable) -> None:
    table = set_cells(set_cells(table, "c-bbbbbbbb", note="one"), "c-dddddddd", status="wrong", reviewer="ana")
    table = undo(table, who="ben", when=NOON)
    assert [row.note for row in table.rows] == ["one", "", ""]
    assert table.rows[1] == ROWS[1]
    assert [entry.undone for entry in history(table.path)] == [False] * 4 + [True, True, False, False]
    assert [batch.command for batch in undoable(table.path, 9)] == ["mark", "parse"]
    table = undo(table, who="ben", when=NOON)
    assert table.rows == ROWS
    assert rebuild(table.path) == table.path.read_bytes()
    assert read_claims(table.path).rows == table.rows


def test_undo_of_several_and_of_rows_that_came_went_and_moved(table: ClaimsTable) -> None:
    new = Row(claim_id="c-hhhhhhhh", claim="Zinc.", article="a.txt")
    table = commit(table, [ROWS[2], new, ROWS[0]], command="parse", who=TOOL, when=NOON)
    table = set_cells(table, "c-hhhhhhhh", note="x")
    assert undo(table, batches=2, who="ana", when=NOON).rows == ROWS


def test_undo_is_refused_where_a_cell_was_changed_since(table: ClaimsTable) -> None:
    table = set_cells(table, "c-bbbbbbbb", status="wrong", reviewer="ana")
    table = by_hand(table, lambda text: text.replace("s1a,wrong", "s1a,disputed"))
    before = table.path.read_bytes()
    with pytest.raises(TableError, match=r"c-bbbbbbbb: its status was changed since \(now 'disputed'\)"):
        undo(table, who="ben", when=NOON)
    assert table.path.read_bytes() == before


def test_undo_of_a_parse_is_refused_where_its_row_was_marked_outside(table: ClaimsTable) -> None:
    table = by_hand(table, lambda text: text.replace("s1a,unverified", "s1a,ok"))
    with pytest.raises(TableError, match="status was changed since"):
        undo(table, who="ben", when=NOON)


def test_undo_keeps_the_time_a_typed_verdict_was_seen(table: ClaimsTable) -> None:
    table = by_hand(table, lambda text: text.replace("s1a,unverified", "s1a,ok"))
    table = set_cells(table, "c-dddddddd", note="x")
    table = undo(table, who="ben", when=NOON)
    assert (table.rows[0].status, bool(table.rows[0].reviewed_at), table.rows[1].note) == ("ok", True, "")


def test_nothing_to_undo(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no command to undo"):
        undo(open_table(tmp_path / "claims.csv"), who="ana", when=NOON)
    with pytest.raises(UnreadableInput, match="no journal"):
        rebuild(tmp_path / "claims.csv")


def test_journal_that_lost_lines_does_not_pass_for_the_table(table: ClaimsTable) -> None:
    lines = journal_path(table.path).read_text("utf-8").splitlines(keepends=True)
    journal_path(table.path).write_text("".join(lines[1:]), "utf-8")
    with pytest.raises(TableError, match="lines are missing"):
        rebuild(table.path)


def test_base_is_what_the_tool_wrote_not_what_people_made_of_it(table: ClaimsTable) -> None:
    table = by_hand(table, lambda text: text.replace("Oil rose.", "Oil prices rose."))
    table = set_cells(table, "c-dddddddd", who=TOOL, claim="Gas prices fell.")
    base = base_of(table)
    assert (base["c-bbbbbbbb"]["claim"], base["c-dddddddd"]["claim"]) == ("Oil rose.", "Gas prices fell.")
    assert base["c-bbbbbbbb"]["cited"] == ""
    assert base_of(undo(table, who="ana", when=NOON))["c-dddddddd"]["claim"] == "Gas fell."


def test_base_keeps_rows_a_person_deleted_and_not_those_the_tool_took_out(table: ClaimsTable) -> None:
    table = commit(table, ROWS[:2], command="parse", who=TOOL, when=NOON)
    table = by_hand(table, lambda text: "\n".join(text.splitlines()[:2]) + "\n")
    table = set_cells(table, "c-bbbbbbbb", note="x")
    assert set(base_of(table)) == {"c-bbbbbbbb", "c-dddddddd"}
    table.path.unlink()
    assert base_of(open_table(table.path)) == {}


def test_undo_of_a_column_the_person_added_themself(table: ClaimsTable) -> None:
    table.frame["desk"] = ["foreign", "", ""]
    table = table.save()
    rows = [replace(row, extra=(("desk", "home"),)) for row in table.rows]
    table = commit(table, rows, command="mark", who="ana", when=NOON)
    assert [row.cell("desk") for row in undo(table, who="ana", when=NOON).rows] == ["foreign", "", ""]


def test_undo_is_refused_where_the_row_was_deleted_since(table: ClaimsTable) -> None:
    table = set_cells(table, "c-bbbbbbbb", note="x")
    table = table.replace_rows(table.rows[1:]).save()
    with pytest.raises(TableError, match="the row was deleted since"):
        undo(table, who="ana", when=NOON)


MARKER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from factcheck.journal import commit
from factcheck.table import locked, read_claims
path, who = sys.argv[1:]
for n in range(15):
    with locked(path):
        table = read_claims(path)
        rows = [replace(row, note=row.note + f" {who}{n}") for row in table.rows]
        commit(table, rows, command="mark", who=who, when=datetime(2025, 3, 1, tzinfo=UTC))
"""


def test_two_writers_at_once_lose_nothing(table: ClaimsTable) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", MARKER, str(table.path), who]) for who in ("ana", "ben")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    note = read_claims(table.path).rows[0].note.split()
    assert sorted(note) == sorted(f"{who}{n}" for who in ("ana", "ben") for n in range(15))
    assert len(undoable(table.path, 99)) == 31
    assert rebuild(table.path) == table.path.read_bytes()


WRITER = """
import itertools, os, sys
from dataclasses import replace
from datetime import UTC, datetime
import pandas
from factcheck.journal import commit
from factcheck.table import read_claims

def write_for_ever(path):
    for n in itertools.count():
        table = read_claims(path)
        rows = [replace(row, note=f"{n} {i}") for i, row in enumerate(table.rows)]
        commit(table, rows, command="mark", who="ana", when=datetime(2025, 3, 1, tzinfo=UTC))

for _ in sys.stdin:  # a fresh writer for each line: pandas is imported once
    child = os.fork()
    if not child:
        write_for_ever(sys.argv[1])
    print(child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process the POSIX way")
def test_kill_at_any_moment_leaves_old_or_new_table_and_a_journal_that_goes_on(table: ClaimsTable) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to kill at
    command = [sys.executable, "-c", WRITER, str(table.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writers:
        assert writers.stdin is not None
        assert writers.stdout is not None
        for turn in range(25):
            writers.stdin.write("go\n")
            writers.stdin.flush()
            pid = int(writers.stdout.readline())
            time.sleep(chance.uniform(0.0, 0.06))
            os.kill(pid, signal.SIGKILL)
            assert writers.stdout.readline() == "dead\n"
            now = read_claims(table.path)
            assert len({row.note.split(" ")[0] for row in now.rows}) == 1
            marked = [replace(row, waiting_on=f"{turn}") for row in now.rows]
            after = commit(now, marked, command="mark", who="b", when=NOON)
            assert rebuild(table.path) == table.path.read_bytes()
            assert [row.note for row in after.rows] == [row.note for row in now.rows]
        writers.stdin.close()
    left = sorted(path.name for path in table.path.parent.iterdir())
    assert left == [".claims.csv.lock", "claims.csv", "claims.journal.jsonl"]
    assert all(entry.change.who != "outside" for entry in history(table.path))


def test_undo_that_never_reached_the_file_is_forgotten_and_can_be_done_again(table: ClaimsTable) -> None:
    set_cells(table, "c-bbbbbbbb", note="first")
    before = table.path.read_bytes()
    undo(read_claims(table.path), who="ana", when=NOON)
    table.path.write_bytes(before)  # killed between the journal and the table
    again = undo(read_claims(table.path), who="ana", when=NOON)
    assert [row.note for row in again.rows] == ["", "", ""]
    assert rebuild(table.path) == table.path.read_bytes()
