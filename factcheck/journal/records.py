"""The journal as lines: what is in them, how they are read, how they are added.

A batch is what one command did: a line for each change, then a closing line that says how many there were, what the
file was to be, and what all lines before it hash to. Lines that no closing line counts were torn by a kill, and count
for nothing.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.cycles import uncollected
from factcheck.document import Problem
from factcheck.table.dialect import Dialect
from factcheck.table.files import journal_path, read_bytes, sha256, sync_folder, unwritable, write_all

TOOL = "factcheck"
"""`who` of what the tool itself writes (parse, check): the base a person's correction is measured against."""
OUTSIDE = "outside"
"""`who` of what was changed without a command: in a spreadsheet, an editor, a program of the user's own."""
EDIT, SEEN, UNDO, REPAIR = "edit", "seen", "undo", "doctor"

CHANGE_KEYS = ("time", "who", "command", "claim_id", "column", "before", "after", "why")
CLOSING_KEYS = ("time", "who", "command", "why", "sha256", "before_sha256", "written")
SEAL = "journal_sha256"
"""The last key of a closing line; it holds the hash of every byte of the journal before it."""

_KNOWN = (frozenset(CHANGE_KEYS), frozenset({"closes", "columns", "dialect", *CLOSING_KEYS}), frozenset({"void"}))
"""The keys of a line of ours, the commonest first."""

Cells = str | Mapping[str, str] | None

Line = dict[str, Any]
"""A line of the journal as JSON has it."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "before": (str, dict, type(None)),
    "after": (str, dict, type(None)),
    "closes": int,
    "columns": list,
    "dialect": dict,
    "order": list,
    "undoes": list,
    "void": int,
    "written": bool,
}
"""What a key holds in a line of ours; text where nothing is said. A line that somebody edited may hold anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: a cell's text before and after, or (column "") a whole row that came or went.

    For a row, `before` or `after` holds its cells that are not blank, by column; the other is None.
    """

    time: str
    who: str
    command: str
    claim_id: str
    column: str
    before: Cells
    after: Cells
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one command did. `sha256` is the file it meant to leave, `before_sha256` the one it found ("" for none).

    `order` holds the claim ids in the file's order, None where that follows from the changes. `written` is False
    for what was found on disk, made outside. `undoes` are numbers of earlier batches. `void`: it never reached the
    file. `number` counts the journal's batches from 0.
    """

    time: str
    who: str
    command: str
    why: str = ""
    changes: tuple[Change, ...] = ()
    sha256: str
    before_sha256: str
    columns: tuple[str, ...]
    dialect: Dialect
    order: tuple[str, ...] | None = None
    written: bool = True
    undoes: tuple[int, ...] = ()
    void: bool = False
    number: int = 0


class Journal(NamedTuple):
    """A journal as read; `problems` tell of lines that could not be."""

    path: Path
    batches: tuple[Batch, ...]
    problems: tuple[Problem, ...] = ()


def read_journal(table: Path) -> Journal:
    """The journal of the table at `table`; no batches where there is none."""
    path = journal_path(table)
    try:
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return Journal(path, ())
    with uncollected():
        return _read(path, lines)


def _read(path: Path, lines: Sequence[str]) -> Journal:
    batches: list[Batch] = []
    pending: list[Change] = []
    problems = []
    for number, line in enumerate(lines, 1):
        record = _record(line)
        if record is None:
            if line.strip() and number < len(lines):
                message = "a line that a kill tore off, or somebody edited; left out"
                problems.append(Problem(code="journal-line", message=message, place=f"{path}, line {number}"))
        elif "void" in record:
            batches = [replace(b, void=True) if b.number == record["void"] else b for b in batches]
        elif "closes" in record:
            batches.append(_batch(record, pending, len(batches)))
            pending = []
        else:
            pending.append(Change(**{key: record[key] for key in CHANGE_KEYS}))
    return Journal(path, tuple(batches), tuple(problems))


def _record(line: str) -> Line | None:
    """The line's object where it is a whole line of ours, else None."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    if not isinstance(record, dict):
        return None
    fits = any(keys <= record.keys() for keys in _KNOWN)
    return record if fits and all(isinstance(record[key], _TYPES.get(key, str)) for key in record) else None


def _batch(record: Line, pending: Sequence[Change], number: int) -> Batch:
    count = record.pop("closes")
    order = record.pop("order", None)
    return Batch(
        **{key: record[key] for key in CLOSING_KEYS},
        changes=tuple(pending[len(pending) - count :]) if count else (),
        columns=tuple(record["columns"]),
        dialect=Dialect(**record["dialect"]),
        order=None if order is None else tuple(order),
        undoes=tuple(record.get("undoes", ())),
        number=number,
    )


def tells_of(path: Path, sha: str) -> Batch | None:
    """The batch that the last line of the journal at `path` closes, without its changes, where that wrote the file of
    hash `sha` and every line is as the tool wrote it; None where the whole journal must be read to know.
    """
    data = read_bytes(path)
    if not data or not data.endswith(_seal(sha256(memoryview(data)[:-SEAL_LENGTH]))):
        return None
    record = _record(data[data.rfind(b"\n", 0, -1) + 1 :].decode("utf-8", "replace"))
    if record is None or "closes" not in record:
        return None
    batch = _batch(record | {"closes": 0}, (), 0)
    return batch if batch.written and batch.before_sha256 != batch.sha256 == sha else None


def lines_of(batch: Batch) -> list[Line]:
    """The batch as objects of JSON, the closing one last."""
    closing: Line = {"closes": len(batch.changes)}
    for key in (*CLOSING_KEYS, "columns"):
        closing[key] = getattr(batch, key)
    closing["dialect"] = asdict(batch.dialect)
    if batch.order is not None:
        closing["order"] = batch.order
    if batch.undoes:
        closing["undoes"] = batch.undoes
    changes = ({key: getattr(change, key) for key in CHANGE_KEYS} for change in batch.changes)
    return [*changes, closing]


def void_line(batch: Batch) -> Line:
    """What says that a batch never reached the file."""
    return {"void": batch.number}


def _seal(digest: str) -> bytes:
    return f', "{SEAL}": "{digest}"}}\n'.encode()


SEAL_LENGTH = len(_seal(sha256(b"")))


def _spelled(lines: Iterable[Line], before: bytes) -> bytes:
    """The bytes of the lines behind `before`: on a fresh line where its last was torn, closing ones sealed."""
    pieces = [b"\n"] if before and not before.endswith(b"\n") else []
    digest = hashlib.sha256(b"".join([before, *pieces]))
    for line in lines:
        spelled = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace")
        closes = "closes" in line
        body = spelled.removesuffix(b"}") if closes else spelled
        digest.update(body)
        end = _seal(digest.hexdigest()) if closes else b"\n"
        digest.update(end)
        pieces += (body, end)
    return b"".join(pieces)


def append(path: Path, lines: Iterable[Line]) -> int:
    """Adds the lines, synced to disk, and returns the size before; to be called under the table's lock.

    Raises: UnwritableOutput, the journal as it was.
    """
    try:
        before = read_bytes(path)
        data = _spelled(lines, before or b"")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise unwritable(path, error) from error
    size = len(before or b"")
    try:
        write_all(handle, data)
        os.fsync(handle)
    except OSError as error:
        with suppress(OSError):
            os.ftruncate(handle, size)
            if before is None:
                path.unlink()
        raise unwritable(path, error) from error
    finally:
        os.close(handle)
    if before is None:
        sync_folder(path.parent)
    return size


def take_back(path: Path, size: int) -> None:
    """Cuts off what `append` just added, for a write that then failed; a journal that was new goes."""
    with suppress(OSError):
        if size:
            os.truncate(path, size)
        else:
            path.unlink()
