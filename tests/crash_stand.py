"""Commands that write, run call by call: killed at one of their system calls, or told there that the disk is full.

As a script it is a server of such runs: a line of JSON in (folder, command, step, how), a line out (did the kill come,
and how many calls there were), each run in a fork of its own, so that Python starts once.
"""

import errno
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from factcheck.doctor import admit, repair
from factcheck.evidence.record import Evidence
from factcheck.evidence.table import add_evidence, evidence_path
from factcheck.journal import TOOL, base_of, commit, undo
from factcheck.merge import merge_parse
from factcheck.row import Row
from factcheck.table import locked, open_table, read_claims

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WRITING = ("write", "fsync", "replace", "rename", "unlink", "truncate", "ftruncate", "chmod", "link", "mkdir")
CALLS = ("open", "close", *WRITING)
"""What `os` is asked by anything that changes a folder."""

WORDS = ("The mill sold 7 tons", "The dam cost 1,000 roubles", "Nobody asked", "The lake froze in 1994")


def fresh(*words: str) -> tuple[Row, ...]:
    """The rows of a parse, ids as computed from words."""
    return tuple(_row(number, each) for number, each in enumerate(words, 1))


def _row(number: int, words: str) -> Row:
    return Row(
        ref=f"s{number}a",
        claim=f"{words}.",
        event_date="2005-08-10",
        kind="fact",
        checkable="yes",
        verbatim=words,
        article="mill.txt",
        paragraph="1",
        sentence=str(number),
        spans=f"{number * 100}..{number * 100 + len(words)}",
    )


def parse(path: Path, *words: str) -> None:
    """What `factcheck parse` does once it has the rows."""
    with locked(path):
        table = open_table(path)
        merged = merge_parse(table.rows, base_of(table), fresh(*words), article="mill.txt")
        commit(table, merged.rows, command="parse", who=TOOL, when=NOON)


def mark(path: Path, at: int, who: str, **cells: str) -> None:
    """What `factcheck mark` does: read, change, commit under one lock."""
    with locked(path):
        table = read_claims(path)
        rows = list(table.rows)
        rows[at] = replace(rows[at], reviewer=who, **cells)  # type: ignore[arg-type]
        commit(table, rows, command="mark", who=who, when=NOON)


def save(path: Path) -> None:
    """What a program does with `table.save()`."""
    table = read_claims(path)
    table.replace_rows([replace(row, note="saved") for row in table.rows]).save()


def mend(path: Path) -> None:
    """What `factcheck doctor --write` does."""
    patient = admit(path)
    repair(patient, patient.examine(when=NOON), when=NOON)


def look_up(path: Path) -> None:
    """What `factcheck lookup` does with what it found."""
    claim_id = read_claims(path).rows[0].claim_id
    found = Evidence(claim_id=claim_id, rank="1", outcome="found", original_url="http://n.example/1", passage="7 tons")
    add_evidence(evidence_path(path), [found, replace(found, original_url="http://n.example/2")])


def take_back(path: Path) -> None:
    """What `factcheck undo` does."""
    with locked(path):
        undo(read_claims(path), who="ben", when=NOON)


COMMANDS: dict[str, Callable[[Path], None]] = {
    "first parse": lambda path: parse(path, *WORDS),
    "parse of a new draft": lambda path: parse(path, WORDS[0], "The dam cost 2,000 roubles", "It rained", WORDS[3]),
    "mark": lambda path: mark(path, 0, "ben", status="wrong", note="no: 8"),
    "undo": take_back,
    "save": save,
    "doctor": mend,
    "lookup": look_up,
    "second lookup": look_up,
}


def lay(path: Path, command: str) -> None:
    """The files that a command finds: a parsed table that ana has worked on, damaged where the doctor is called."""
    if command == "first parse":
        return
    parse(path, *WORDS)
    mark(path, 1, "ana", status="verified", evidence="the bill", note="two pages")
    mark(path, 0, "ana", status="in_progress", waiting_on="writer")
    if command == "doctor":
        path.write_bytes(path.read_bytes().replace(b"2005-08-10", b"08/10/2005"))
    if command == "second lookup":
        claim_id = read_claims(path).rows[1].claim_id
        add_evidence(evidence_path(path), [Evidence(claim_id=claim_id, rank="1", outcome="found", passage="roubles")])


@dataclass(slots=True)
class Trouble:
    """What happens at the calls: `at` (the call's number) says when and `how` what; `names` are the calls made.

    `before`, `half`, `after`: the process is killed before the call, in the middle of what it writes, after it. `full`:
    from that call on nothing more can be written; `once`: only that call fails.
    """

    at: int = 0
    how: str = "before"
    names: list[str] = field(default_factory=list)
    struck: bool = False

    def watch(self, name: str) -> Callable[..., Any]:
        """The call of `os` by that name, with the trouble in it."""
        real: Callable[..., Any] = getattr(os, name)

        def call(*args: Any, **options: Any) -> Any:
            self.names.append(f"{name} {_needs_room(name, args)}".strip())
            now = len(self.names) == self.at
            if self.how in ("full", "once"):
                self._refuse(name, real, args, now=now)
            elif now and self.how == "before":
                _die()
            elif now and self.how == "half" and name == "write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
                _die()
            try:
                return real(*args, **options)
            finally:
                if now and self.how == "after":
                    _die()

        return call

    def _refuse(self, name: str, real: Callable[..., Any], args: tuple[Any, ...], *, now: bool) -> None:
        full = now or (self.how == "full" and len(self.names) >= self.at > 0)
        if full and _needs_room(name, args):
            self.struck = True
            if name == "write" and now:
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _needs_room(name: str, args: tuple[Any, ...]) -> str:
    """ "room" for a call that a full disk may refuse."""
    makes = name == "open" and bool(args[1] & os.O_CREAT) and not Path(args[0]).exists()
    return "room" if makes or name in ("write", "fsync", "replace", "rename", "link", "mkdir") else ""


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def troubled(at: int, how: str) -> Iterator[Trouble]:
    """The calls of `os` with the trouble in them, for as long as it lasts."""
    trouble = Trouble(at, how)
    real = {name: getattr(os, name) for name in CALLS}
    for name in CALLS:
        setattr(os, name, trouble.watch(name))
    try:
        yield trouble
    finally:
        for name, call in real.items():
            setattr(os, name, call)


def _serve() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            code = 1
            try:
                with troubled(order["step"], order["how"]):
                    COMMANDS[order["command"]](Path(order["table"]))
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
