"""A process killed at any system call of a write, and a disk that fills there: the old table or the new one, whole."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from crash_stand import COMMANDS, WRITING, lay, mark, troubled

from factcheck.errors import UnwritableOutput
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.journal import history, read_journal, rebuild
from factcheck.table import read_claims

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process the POSIX way")
Files = dict[str, bytes]


class Course(NamedTuple):
    """A command undisturbed: the files before and after it, and its system calls."""

    before: Files
    after: Files
    calls: tuple[str, ...]


def files(folder: Path) -> Files:
    """Every file of a folder but the empty lock files."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert not any(data for name, data in found.items() if name.endswith(".lock"))
    return {name: data for name, data in found.items() if not name.endswith(".lock")}


@cache
def course(command: str) -> Course:
    with TemporaryDirectory() as folder:
        table = Path(folder) / "claims.csv"
        lay(table, command)
        before = files(table.parent)
        for lock in table.parent.glob(".*.lock"):
            lock.unlink()  # what stands in `lay_out` is what the command finds
        with troubled(0, "none") as trouble:
            COMMANDS[command](table)
        return Course(before, files(table.parent), tuple(trouble.names))


def test_every_command_writes_and_asks_the_system_for_it() -> None:
    """What follows would prove nothing of a command that writes nothing."""
    for command in COMMANDS:
        before, after, calls = course(command)
        assert before != after, command
        assert {"write room", "fsync room", "replace room", "open", "close"} <= set(calls), command


def lay_out(folder: Path, command: str) -> Path:
    """A fresh folder as the command finds it; returns the table's place."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in course(command).before.items():
        (folder / name).write_bytes(data)
    return folder / "claims.csv"


def check_aftermath(table: Path, command: str) -> str:
    """Old or new, whole; the journal goes on; the next command clears up. Returns which of the two it was."""
    before, after, _ = course(command)
    left = files(table.parent)
    for name in ("claims.csv", "evidence.csv"):
        assert left.get(name) in (before.get(name), after.get(name)), name
    was = tuple(batch.who for batch in read_journal(table).batches)
    assert read_journal(table).problems == ()
    old = left.get("claims.csv") == before.get("claims.csv") and left.get("evidence.csv") == before.get("evidence.csv")
    clear_up(table, command)
    assert read_journal(table).batches[: len(was)] != () or not was
    assert rebuild(table) == table.read_bytes()
    assert read_evidence(evidence_path(table)).problems == ()
    if command not in ("doctor", "save"):  # there something was changed outside, and is said to be
        assert all(entry.change.who != "outside" for entry in history(table))
    return "old" if old else "new"


def clear_up(table: Path, command: str) -> None:
    """The next command, of the same kind and a mark: nothing but the files that belong there is left."""
    if command in ("first parse", "lookup", "second lookup", "doctor"):
        COMMANDS[command](table)
    rows = read_claims(table).rows
    mark(table, 2, "carl", note="the next command")
    now = read_claims(table).rows
    assert [row.note for row in now] == [
        *(row.note for row in rows[:2]),
        "the next command",
        *(r.note for r in rows[3:]),
    ]
    assert now[1].note == {"save": now[1].note, "first parse": ""}.get(command, "two pages")
    expected = set(course(command).after) | {"claims.csv", "claims.journal.jsonl"}
    left = files(table.parent)
    assert set(left) == expected, "nothing else is left behind"
    for name in expected:
        if name.startswith("claims.before-doctor"):
            assert left[name] == course(command).before["claims.csv"], "the copy is whole"


@pytest.fixture
def desk() -> Iterator[Path]:
    """A folder in memory where there is one: two hundred commands sync a thousand times."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own in it
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder) / "desk"


class Stand:
    """The server of `crash_stand`: runs a command in a process of its own that dies at one of its calls."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def order(self, table: Path, command: str, step: int, how: str) -> None:
        order = {"table": str(table), "command": command, "step": step, "how": how}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def answer(self) -> int:
        """The exit code, negative for a signal."""
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def stand() -> Iterator[Stand]:
    script = Path(__file__).with_name("crash_stand.py")
    environment = os.environ | {"PYTHONPATH": str(script.parent.parent)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Stand(process)
        assert process.stdin is not None
        process.stdin.close()


def moments(command: str) -> list[tuple[int, str]]:
    """Before every call, in the middle of every write, after every call that changes something."""
    calls = course(command).calls
    before = [(number, "before") for number in range(1, len(calls) + 1)]
    half = [(number, "half") for number, call in enumerate(calls, 1) if call.startswith("write")]
    changing = [(number, "after") for number, call in enumerate(calls, 1) if call.split()[0] in WRITING]
    return [*before, *half, *changing]


@FORKS
@pytest.mark.parametrize("command", list(COMMANDS))
def test_kill_at_any_call_leaves_old_or_new(stand: Stand, desk: Path, command: str) -> None:
    outcomes = set()
    for step, how in moments(command):
        table = lay_out(desk, command)
        stand.order(table, command, step, how)
        assert stand.answer() == -signal.SIGKILL, (step, how)
        outcomes.add(check_aftermath(table, command))
    assert outcomes == {"old", "new"}


def test_kills_are_two_hundred_at_least() -> None:
    assert sum(len(moments(command)) for command in COMMANDS) >= 200


@FORKS
def test_kill_at_any_time_leaves_old_or_new(stand: Stand, desk: Path) -> None:
    """By the clock, not by the call."""
    chance = random.Random(6)  # noqa: S311 - moments to kill at
    commands = [chance.choice(["parse of a new draft", "mark", "undo"]) for _ in range(20)]
    for command in commands:
        table = lay_out(desk, command)
        stand.order(table, command, 0, "none")
        time.sleep(chance.uniform(0, 0.03))
        for child in children(stand.process.pid):
            os.kill(child, signal.SIGKILL)
        assert stand.answer() in (0, -signal.SIGKILL)
        check_aftermath(table, command)


def children(pid: int) -> list[int]:
    """The processes that a process started, as Linux lists them; none elsewhere."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


@pytest.mark.parametrize("how", ["full", "once"])
@pytest.mark.parametrize("command", list(COMMANDS))
def test_full_disk_at_any_call_leaves_everything_as_it_was(desk: Path, command: str, how: str) -> None:
    before, after, calls = course(command)
    refusals = 0
    for step in [number for number, call in enumerate(calls, 1) if call.endswith(" room")]:
        table = lay_out(desk, command)
        with troubled(step, how) as trouble:
            refused = says_full(COMMANDS[command], table)
        assert trouble.struck
        left = files(table.parent)
        kept = left.pop("evidence.journal.jsonl", b"")  # seals of rows that were never written are no harm
        wanted = dict(before if refused else after)
        assert kept.startswith(wanted.pop("evidence.journal.jsonl", b""))
        for name in left.keys() - wanted.keys():
            assert name.startswith("claims.before-doctor-")  # made before the repair, and taken for the next one
            assert left.pop(name) == before["claims.csv"]
        assert left == wanted, (step, calls[step - 1])
        refusals += refused
        check_aftermath(table, command)
    assert refusals > 3


def says_full(command: Callable[[Path], None], table: Path) -> bool:
    """True where the command says that the disk is full; False where it could do its work all the same."""
    try:
        command(table)
    except UnwritableOutput as error:
        assert "the disk is full" in str(error)  # noqa: PT017 - the calls after the replace may fail for all it matters
        return True
    return False
