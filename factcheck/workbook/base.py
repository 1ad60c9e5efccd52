"""What the table held when the workbook was made, carried in the workbook itself: the base of the three-way merge.

It travels as one text, compressed and in base64, on a hidden sheet: no spreadsheet re-dresses that, and a checksum
tells whether it is whole. Where the sheet is gone, the journal is asked for the table whose sha256 the workbook names.
"""

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.journal import read_journal
from factcheck.journal.state import State
from factcheck.row import Row
from factcheck.table import row_cells

PIECE = 30_000
"""Characters in one cell of the hidden sheet."""
MOST = 300_000_000
"""Bytes of a base when it is unpacked: a table of a million claims; more is no table of ours."""
SIGN = "factcheck base 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The exported rows: cells that are not blank, by claim id and column, in the order of the table.

    `whole`: it tells which rows were exported, too; False where it comes from the journal, which knows the table only.
    """

    columns: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]
    whole: bool = True


def packed(columns: Sequence[str], rows: Iterable[Row]) -> list[str]:
    """The base as cells of a sheet, one below the other: a sign, a checksum, then the pieces."""
    told = {"columns": list(columns), "rows": [[row.claim_id, row_cells(row)] for row in rows]}
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(data, 9)).decode("ascii")
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return [SIGN, hashlib.sha256(text.encode()).hexdigest(), *pieces]


def unpacked(cells: Sequence[str]) -> Base | None:
    """The base that the cells hold; None where they are not as `packed` made them."""
    if len(cells) <= len((SIGN, "checksum")) or cells[0] != SIGN:
        return None
    text = "".join(cells[2:])
    if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != cells[1]:
        return None
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(text, validate=True), MOST)
        told = json.loads(data) if unpacker.eof else None
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return _read(told)


def _read(told: Any) -> Base | None:  # noqa: ANN401 - JSON that anybody may have written
    columns, rows = (told.get("columns"), told.get("rows")) if isinstance(told, dict) else (None, None)
    if not isinstance(columns, list) or not isinstance(rows, list):
        return None
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if not (isinstance(row, list) and len(row) == len(("id", "cells")) and isinstance(row[1], dict)):
            return None
        found[str(row[0])] = {str(column): str(cell) for column, cell in row[1].items()}
    return Base(columns=tuple(map(str, columns)), rows=found)


def base_in_journal(table: Path, hashes: Collection[str]) -> Base | None:
    """The table as the journal beside it had it when its sha256 was one of `hashes`; None where it never was."""
    state, found = State(), None
    for batch in read_journal(table).batches:
        if batch.void:
            continue
        state.apply(batch)
        if batch.sha256 in hashes:
            rows = {each: dict(state.rows[each]) for each in state.order}
            found = Base(columns=state.columns, rows=rows, whole=False)
    return found
