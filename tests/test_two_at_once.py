"""Two people at one table at the same moment: every verdict of both is in the table, and in the journal."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from crash_stand import NOON
from filelock import FileLock, Timeout
from mock_table import row

from factcheck.errors import UnwritableOutput
from factcheck.journal import TOOL, commit, history, read_journal, rebuild
from factcheck.table import ClaimsTable, locked, open_table, read_claims
from factcheck.table import files as table_files
from factcheck.verdicts import stamp

ROOT = Path(__file__).parent.parent

MARKER = """
import sys
from datetime import UTC, datetime
from factcheck.journal import commit
from factcheck.table import locked, read_claims
from factcheck.verdicts import Mark, apply_mark

path, who, parity, at_a_time = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
when = datetime(2026, 3, 1, 12, tzinfo=UTC)
mine = [row.claim_id for row in read_claims(path).rows][parity::2]
print("ready", flush=True)
sys.stdin.readline()
while mine:
    now, mine = set(mine[:at_a_time]), mine[at_a_time:]
    with locked(path):
        table = read_claims(path)
        mark = Mark(by=who, status="verified", evidence=f"seen by {who}")
        rows = [apply_mark(row, mark, when=when) if row.claim_id in now else row for row in table.rows]
        commit(table, rows, command="mark", who=who, when=when)
"""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: what is tested is the order of things, not the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own in it
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


def letters(number: int) -> str:
    """The number in four of the letters that ids are made of."""
    return "".join("bcdfghjklm"[number // ten % 10] for ten in (1000, 100, 10, 1))


def lay(folder: Path, claims: int) -> ClaimsTable:
    """A table of so many claims, and its journal."""
    rows = [row(f"s{n}a", f"Claim {n}.", claim_id=f"c-{letters(n)}wxzt", paragraph="1") for n in range(1, claims + 1)]
    return commit(open_table(folder / "claims.csv"), rows, command="parse", who=TOOL, when=NOON)


def mark_all(table: ClaimsTable, *, at_a_time: int) -> None:
    """Ana marks every other claim, ben the rest, at the same moment."""
    call = [sys.executable, "-c", MARKER, str(table.path)]
    markers = [
        subprocess.Popen(
            [*call, who, str(parity), str(at_a_time)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )
        for parity, who in enumerate(("ana", "ben"))
    ]
    for marker in markers:
        assert marker.stdout is not None
        assert marker.stdout.readline() == "ready\n"
    for marker in markers:
        assert marker.stdin is not None
        marker.stdin.write("go\n")
        marker.stdin.flush()
    assert [marker.wait(600) for marker in markers] == [0, 0]
    for marker in markers:
        for pipe in (marker.stdin, marker.stdout):
            assert pipe is not None
            pipe.close()


def check_all(table: ClaimsTable, *, batches: int) -> None:
    """Every verdict in the table and in the journal, who gave it, and nothing besides."""
    now = read_claims(table.path).rows
    given = [(row.claim_id, "verified", ("ana", "ben")[at % 2]) for at, row in enumerate(table.rows)]
    assert [(row.claim_id, row.status, row.reviewer) for row in now] == given
    assert {row.reviewed_at for row in now} == {stamp(NOON)}
    said = [entry.change for entry in history(table.path)]
    statuses = [(each.claim_id, each.after, each.who) for each in said if each.column == "status"]
    assert sorted(statuses) == sorted(given)
    assert not any(each.who == "outside" for each in said)
    assert Counter(batch.who for batch in read_journal(table.path).batches) == {TOOL: 1, "ana": batches, "ben": batches}
    assert rebuild(table.path) == table.path.read_bytes()


def test_two_processes_marking_500_claims_each_lose_none(folder: Path) -> None:
    """Twenty claims at a time: fifty turns at the table."""
    table = lay(folder, 1000)
    mark_all(table, at_a_time=20)
    check_all(table, batches=25)


def test_two_processes_marking_claim_by_claim_lose_none(folder: Path) -> None:
    """A turn at the table for every claim."""
    table = lay(folder, 200)
    mark_all(table, at_a_time=1)
    check_all(table, batches=100)


def test_two_people_with_20_commands_each_lose_none(folder: Path) -> None:
    table = lay(folder, 40)

    def work(who: str, parity: int) -> list[int]:
        call = [sys.executable, "-m", "factcheck", "mark", "--by", who, "--evidence", "the bill"]
        ids = [each.claim_id for each in table.rows[parity::2]]
        done = (
            subprocess.run(
                [*call, each, "verified"], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False
            )
            for each in ids
        )
        return [each.returncode for each in done]

    with ThreadPoolExecutor(2) as people:
        codes = list(people.map(work, ("ana", "ben"), (0, 1)))
    assert codes == [[0] * 20, [0] * 20]
    now = read_claims(table.path).rows
    assert [(row.status, row.reviewer) for row in now] == [("verified", "ana"), ("verified", "ben")] * 20
    marks = [entry.change for entry in history(table.path) if entry.change.column == "status"]
    assert sorted((each.claim_id, each.who) for each in marks) == sorted((row.claim_id, row.reviewer) for row in now)
    assert rebuild(table.path) == table.path.read_bytes()


HOLDER = """
import sys, time
from pathlib import Path
from factcheck.table import locked

path, works = Path(sys.argv[1]), sys.argv[2] == "works"
with locked(path):
    print("held", flush=True)
    for _ in range(40):
        time.sleep(0.05)
        if works:
            path.touch()
"""


@pytest.mark.parametrize("works", [True, False])
def test_waiting_is_given_up_only_where_the_other_writes_nothing(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    works: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Two seconds of work in a row are no reason to refuse, though one would wait for a second at most."""
    table = lay(folder, 2)
    monkeypatch.setattr(table_files, "LOCK_TIMEOUT", 0.7)
    call = [sys.executable, "-c", HOLDER, str(table.path), "works" if works else "sleeps"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        if works:
            with locked(table.path):
                assert holder.wait(10) == 0
        else:
            with pytest.raises(UnwritableOutput, match="another command is writing it"), locked(table.path):
                pass


def test_waiting_ones_get_their_turn(folder: Path) -> None:
    """Neither has to wait until the other has done all of its work."""
    table = lay(folder, 60)
    mark_all(table, at_a_time=1)
    turns = [batch.who for batch in read_journal(table.path).batches if batch.who != TOOL]
    assert sum(now != before for before, now in pairwise(turns)) > 2


def test_who_waits_already_comes_before_who_let_go(folder: Path) -> None:
    path = lay(folder, 2).path
    queue = FileLock(folder / ".claims.csv.queue.lock", is_singleton=True)
    came = []

    def wait() -> None:
        with locked(path):
            came.append("who waited")

    def free() -> bool:
        with suppress(Timeout), queue.acquire(timeout=0):
            return True
        return False

    with ThreadPoolExecutor(1) as other:
        with locked(path):
            waiting = other.submit(wait)
            for _ in range(1000):
                if not free():
                    break
                time.sleep(0.01)
        with locked(path):
            came.append("who let go")
        waiting.result()
    assert came == ["who waited", "who let go"]


def test_nobody_queues_where_nobody_waits(folder: Path) -> None:
    path = lay(folder, 2).path
    for _ in range(2):
        with locked(path), locked(path):
            assert read_claims(path).rows
    assert sorted(each.name for each in folder.iterdir()) == [".claims.csv.lock", "claims.csv", "claims.journal.jsonl"]
