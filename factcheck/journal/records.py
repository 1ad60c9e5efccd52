"""The journal as lines: what is in them, how they are read, how they are added.

A batch is what one command did: a line for each change, then a closing line that says how many there were and what the
file was to be. Lines that no closing line counts were torn by a kill, and count for nothing.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.document import Problem
from factcheck.table.collecting import uncollected
from factcheck.table.dialect import Dialect
from factcheck.table.files import journal_path, sync_folder, unwritable, write_all

TOOL = "factcheck"
"""`who` of what the tool itself writes (parse, check): the base a person's correction is measured against."""
OUTSIDE = "outside"
"""`who` of what was changed without a command: in a spreadsheet, an editor, a program of the user's own."""
EDIT, SEEN, UNDO, REPAIR = "edit", "seen", "undo", "doctor"

CHANGE_KEYS = ("time", "who", "command", "claim_id", "column", "before", "after", "why")
CLOSING_KEYS = ("time", "who", "command", "why", "sha256", "before_sha256", "written")

_KNOWN = (frozenset(CHANGE_KEYS), frozenset({"closes", "columns", "dialect", *CLOSING_KEYS}), frozenset({"void"}))
"""The keys of a line of ours, the commonest first."""

Cells = str | Mapping[str, str] | None

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


def _record(line: str) -> dict[str, Any] | None:
    """The line's object where it is a whole line of ours, else None."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    if not isinstance(record, dict):
        return None
    fits = any(keys <= record.keys() for keys in _KNOWN)
    return record if fits and all(isinstance(record[key], _TYPES.get(key, str)) for key in record) else None


def _batch(record: dict[str, Any], pending: Sequence[Change], number: int) -> Batch:
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


def lines_of(batch: Batch) -> list[str]:
    """The batch as lines of JSON, the closing one last."""
    closing: dict[str, Any] = {"closes": len(batch.changes)}
    for key in (*CLOSING_KEYS, "columns"):
        closing[key] = getattr(batch, key)
    closing["dialect"] = asdict(batch.dialect)
    if batch.order is not None:
        closing["order"] = batch.order
    if batch.undoes:
        closing["undoes"] = batch.undoes
    changes = ({key: getattr(change, key) for key in CHANGE_KEYS} for change in batch.changes)
    return [json.dumps(record, ensure_ascii=False) for record in (*changes, closing)]


def void_line(batch: Batch) -> str:
    """The line that says that a batch never reached the file."""
    return json.dumps({"void": batch.number})


def append(path: Path, lines: Iterable[str]) -> int:
    """Adds whole lines, synced to disk, and returns the size before; to be called under the table's lock.

    Where the last line was torn, the new ones begin on a fresh line. Raises: UnwritableOutput, the journal as it was.
    """
    data = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
    new = not path.exists()
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        size = os.fstat(handle).st_size
        try:
            write_all(handle, b"\n" + data if _torn(handle, size) else data)
            os.fsync(handle)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(handle, size)
                if new:
                    path.unlink()
            raise unwritable(path, error) from error
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)
    return size


def _torn(handle: int, size: int) -> bool:
    if not size:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def take_back(path: Path, size: int) -> None:
    """Cuts off what `append` just added, for a write that then failed; a journal that was new goes."""
    with suppress(OSError):
        if size:
            os.truncate(path, size)
        else:
            path.unlink()
