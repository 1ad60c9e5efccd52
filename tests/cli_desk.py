"""A desk: a folder with an article and a table, and the command line run in it as a person would."""

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from factcheck.cli import group

LAKE = """\
Toma lost a third of its water in 1994. Engineers built 12 dams in 1975 (River News, March 5).

“No village will be moved,” Ana Petrova said (Toma Post, March 6). The plan is reckless.
"""
"""Four sentences: an event, a cited number, a quotation, an opinion."""
PUBLISHED = "2005-03-07"
THIRD, DAMS, VILLAGE, RECKLESS = "a third of its water", "12 dams", "No village", "The plan is reckless"
"""Words that stand in one claim of each sentence."""

TRAIN = """\
The tunnel under Mount Ora opened in 2001. Trains run through it every hour.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _printed(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


class Desk:
    """Commands run in-process in `folder`; nothing of the surrounding environment reaches them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        for name in ("FACTCHECK_BY", "NO_COLOR", "COLUMNS", "TERM"):
            monkeypatch.delenv(name, raising=False)

    def run(self, *words: str, stdin: bytes = b"", terminal: bool = False) -> Said:
        """What `factcheck WORDS` says; `terminal`: its streams are one."""
        stream = Terminal if terminal else io.TextIOWrapper
        out, err = (stream(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", stream(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as left:
                group(list(words), prog_name="factcheck")
            code = left.value.code
        return Said(code=code if isinstance(code, int) else 0, out=_printed(out), err=_printed(err))

    def done(self, *words: str, stdin: bytes = b"", terminal: bool = False) -> Said:
        """The same for a command that must succeed."""
        said = self.run(*words, stdin=stdin, terminal=terminal)
        assert said.code == 0, said
        return said

    def refused(self, *words: str, stdin: bytes = b"", terminal: bool = False) -> str:
        """What a refused command says; it must exit 2, print no data, leave every file as it was and none behind."""
        before = self.files()
        said = self.run(*words, stdin=stdin, terminal=terminal)
        assert said.code == 2, said
        assert said.out == ""
        assert "Traceback" not in said.err
        assert self.files() == before
        return said.err

    def lay(self, files: dict[str, bytes]) -> "Desk":
        """Puts files on the desk."""
        for name, data in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return self

    def write(self, name: str, text: str) -> str:
        """Writes an article, in UTF-8, and returns its name."""
        self.lay({name: text.encode()})
        return name

    def files(self) -> dict[str, bytes]:
        """Every file on the desk but the empty lock files, by name."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in found
            if not (path.name.startswith(".") and path.name.endswith(".lock"))
        }

    def text(self, name: str = "claims.csv") -> str:
        """A file as text, without its byte order mark."""
        return (self.folder / name).read_bytes().decode("utf-8-sig")

    def rows(self, table: str = "claims.csv", delimiter: str = ",") -> list[dict[str, str]]:
        """The table's rows as any CSV program reads them."""
        return list(csv.DictReader(io.StringIO(self.text(table), newline=""), delimiter=delimiter))

    def row(self, words: str, table: str = "claims.csv", delimiter: str = ",") -> dict[str, str]:
        """The one row whose words of the article hold `words`."""
        (found,) = [row for row in self.rows(table, delimiter) if words in row["verbatim"]]
        return found

    def edit(self, change: Callable[[list[dict[str, str]]], object], delimiter: str = ",", extra: str = "") -> None:
        """Changes the table as a spreadsheet does: read, alter, write all of it; `extra` is a column added in front."""
        data = as_saved(self.rows(delimiter=delimiter), change, delimiter=delimiter, extra=extra)
        (self.folder / "claims.csv").write_bytes(data)

    def put(self, words: str, **cells: str) -> str:
        """Types into the row of those words, and returns its claim_id."""
        wanted = self.row(words)["claim_id"]

        def type_in(rows: list[dict[str, str]]) -> None:
            next(row for row in rows if row["claim_id"] == wanted).update(cells)

        self.edit(type_in)
        return wanted

    def ref(self, words: str) -> str:
        """The ref of the row of those words, as commands take it."""
        return self.row(words)["ref"].removeprefix("s")


def as_saved(
    rows: list[dict[str, str]],
    change: Callable[[list[dict[str, str]]], object],
    *,
    delimiter: str = ",",
    newline: str = "\n",
    extra: str = "",
) -> bytes:
    """The rows as a spreadsheet saves them after a change; `extra` is a column added in front."""
    columns = ([extra] if extra else []) + list(rows[0])
    change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def refusing(number: int) -> Callable[..., NoReturn]:
    """A system call that fails with this errno, whatever it is asked."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return refuse


@cache
def lake() -> dict[str, bytes]:
    """The files after LAKE was parsed as lake.txt, published on PUBLISHED."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        desk = Desk(Path(folder), patch)
        desk.write("lake.txt", LAKE)
        desk.done("parse", "lake.txt", "--published", PUBLISHED)
        return desk.files()
