"""What the tool itself wrote into evidence.csv: how a row that a person added or edited is told from its own.

`evidence.journal.jsonl` beside evidence.csv gets a line for each row the tool writes, its id and a checksum of its
cells, and never loses one. A row is the tool's where its id and its cells stand there. Without that file every row
counts as a person's: it is kept as it is.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from factcheck.evidence.record import COLUMNS, Evidence
from factcheck.journal import journal_path
from factcheck.journal.records import append

_KEYS = ("evidence_id", "sha256")
_sealed = attrgetter(*(column for column in COLUMNS if column not in ("evidence_id", "rank")))
"""The cells that count: a number is given once, so that it tells nothing of who wrote the row."""


def seal(row: Evidence) -> tuple[str, str]:
    """The row's id, and the hex digest of its cells but for id and number; a person's own columns do not count."""
    cells = json.dumps(_sealed(row), ensure_ascii=True)
    return row.evidence_id, hashlib.sha256(cells.encode()).hexdigest()


def read_written(table: Path) -> frozenset[tuple[str, str]]:
    """The seals of all rows the tool ever wrote into the evidence at `table`; lines that cannot be read are none."""
    try:
        lines = journal_path(table).read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return frozenset()
    return frozenset(pair for line in lines if line and (pair := _pair(line)))


def _pair(line: str) -> tuple[str, str] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in _KEYS):
        return None
    return record["evidence_id"], record["sha256"]


def add_written(table: Path, rows: Iterable[Evidence]) -> None:
    """Adds the seals of the tool's own rows; to be called under the table's lock, before the rows are written.

    Raises: UnwritableOutput.
    """
    known = read_written(table)
    seals = dict.fromkeys(seal(row) for row in rows if not row.by_hand)
    records = [dict(zip(_KEYS, pair, strict=True)) for pair in seals if pair not in known]
    if records:
        append(journal_path(table), records)


def told_apart(rows: Sequence[Evidence], table: Path) -> tuple[Evidence, ...]:
    """The rows as read from the file, those that are not as the tool wrote them marked `by_hand`."""
    written = read_written(table)
    return tuple(row if seal(row) in written else replace(row, by_hand=True) for row in rows)
