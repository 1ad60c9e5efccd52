"""From the bytes of evidence.csv to rows, or to a refusal that names line, row, column and cell."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from factcheck.document import Problem
from factcheck.errors import DamagedTable
from factcheck.evidence.record import COLUMNS, Evidence
from factcheck.table.cells import clean, letter, unguard
from factcheck.table.damage import broken_quote, place, wrong_width
from factcheck.table.dialect import Dialect, decode, sniff

LONGEST_CELL = 2**31 - 1
"""csv's own limit of 131,072 characters is shorter than a page somebody pastes in."""


class _Record(NamedTuple):
    line: int
    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What the bytes held: the header in the file's order, and a row for each record that is not blank."""

    columns: tuple[str, ...]
    rows: tuple[Evidence, ...]
    dialect: Dialect
    problems: tuple[Problem, ...]


def parse_evidence(data: bytes, path: Path) -> Parsed:
    """The rows the bytes hold, in the file's order.

    An id that stands twice, and a row that names no claim, are told and kept. Raises: DamagedTable.
    """
    text, dialect, problems = decode(data, path)
    if not text.strip():
        raise DamagedTable(path, "the file is empty", "Delete it: the next look-up makes a new one.")
    body, dialect = sniff(text, dialect, frozenset(COLUMNS))
    records = _records(body, dialect, path)
    header = next(records, _Record(1, 1, []))
    if not set(header.cells) & set(COLUMNS):
        reason = f"this is no table of evidence: its first row reads '{dialect.delimiter.join(header.cells)[:80]}'"
        hint = "The first row must hold the column names, evidence_id first. Was the header deleted or sorted away?"
        raise DamagedTable(path, reason, hint, line=header.line)
    columns = [unguard(clean(cell)) for cell in header.cells]
    kept = [record for record in records if any(record.cells)]
    for record in kept:
        if len(record.cells) != len(columns):
            raise wrong_width(path, columns, record.cells, dialect.delimiter, (record.line, record.number))
    columns, kept = _named_columns(columns, kept, path)
    _check_header(columns, path, header.line)
    rows = tuple(_row(columns, [unguard(clean(cell)) for cell in record.cells]) for record in kept)
    return Parsed(columns=tuple(columns), rows=rows, dialect=dialect, problems=problems + _problems(rows, path))


def _records(body: str, dialect: Dialect, path: Path) -> Iterator[_Record]:
    """The records with the physical line each begins on and its row in a spreadsheet, both from 1."""
    skipped = 1 if dialect.sep_line else 0
    number, before, limit = 0, 0, csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=dialect.delimiter, strict=True)
    try:
        for cells in reader:
            number += 1
            yield _Record(before + 1 + skipped, number, cells)
            before = reader.line_num
    except csv.Error as error:
        raise broken_quote(path, body, dialect, before, row=number + 1) from error
    finally:
        csv.field_size_limit(limit)


def _named_columns(columns: list[str], records: list[_Record], path: Path) -> tuple[list[str], list[_Record]]:
    """Without the columns that have neither a name nor a cell: spreadsheets leave them at the right edge."""
    nameless = [at for at, name in enumerate(columns) if not name.strip()]
    for record in records if nameless else ():
        for at in nameless:
            if record.cells[at].strip():
                reason = f"the column has no name, and holds '{record.cells[at][:60]}'"
                where = place(record.number, at, "")
                raise DamagedTable(path, reason, "Give it a name in the first row.", line=record.line, cell=where)
    keep = [at for at in range(len(columns)) if at not in nameless]
    narrowed = [record._replace(cells=[record.cells[at] for at in keep]) for record in records]
    return [columns[at] for at in keep], narrowed


def _check_header(columns: list[str], path: Path, line: int) -> None:
    twice = next((name for name, count in Counter(columns).items() if count > 1), None)
    if twice is not None:
        where = " and ".join(letter(at) for at, name in enumerate(columns) if name == twice)
        hint = "Rename one of them; nothing is lost by that."
        raise DamagedTable(path, f"two columns are named '{twice}' ({where})", hint, line=line)
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        what = f"no column '{missing[0]}'" if len(missing) == 1 else f"no columns {', '.join(missing)}"
        hint = f"Put the column name '{missing[0]}' back into the first row; its cells may be blank."
        raise DamagedTable(path, what, hint, line=line)


def _row(columns: list[str], cells: list[str]) -> Evidence:
    known = dict(zip(columns, cells, strict=True))
    extra = tuple((name, known.pop(name)) for name in columns if name not in COLUMNS)
    return Evidence(**known, extra=extra)  # type: ignore[arg-type]  # every cell is text


def _problems(rows: tuple[Evidence, ...], path: Path) -> tuple[Problem, ...]:
    counts = Counter(row.evidence_id for row in rows if row.evidence_id)
    problems = [
        Problem(
            code="evidence-id-twice",
            message=f"evidence_id '{name}' stands {count} times; all rows are kept",
            place=str(path),
            hint="Blank it in the row you copied: the next look-up gives that one its own.",
        )
        for name, count in counts.items()
        if count > 1
    ]
    nobodys = sum(not (row.claim_id.strip() or row.evidence_id.strip()) for row in rows)
    if nobodys:  # those of the tool are about the article as a whole
        message = f"{nobodys} row{'s' if nobodys > 1 else ''} without a claim_id: evidence of no claim, kept as it is"
        problems.append(Problem(code="evidence-of-no-claim", message=message, place=str(path)))
    return tuple(problems)
