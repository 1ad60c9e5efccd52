"""From the bytes of a file to rows, or to a refusal that names line, row, column and cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from factcheck.cycles import uncollected
from factcheck.document import Problem
from factcheck.errors import DamagedTable
from factcheck.row import NAMES, Row
from factcheck.table.cells import clean, fast_row, unguard
from factcheck.table.damage import DOCTOR, missing_columns, no_header, place
from factcheck.table.dialect import DELIMITERS, Dialect, decode, sniff
from factcheck.table.records import Record, check_names, named_columns, of_one_width, records_of

GUARDED_ANYWHERE = re.compile(r"'[=+\-@\t\r']")
FEWEST_NAMES = 5
"""Column names that a row must hold to be the header, wherever it stands."""


class Grid(NamedTuple):
    """The cells of a file whatever its columns are called: a header as found, and records as wide as it.

    Cells are clean and without their guards. Records without any cell are left out. `header_row` is the spreadsheet's
    row in which the header stood, 0 where it was gone.
    """

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    dialect: Dialect
    problems: tuple[Problem, ...]
    header_row: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What the bytes held: the header in the file's order, and a row for each record that is not blank."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    dialect: Dialect
    problems: tuple[Problem, ...]


def parse_table(data: bytes, path: Path) -> Parsed:
    """The table the bytes hold.

    Raises: DamagedTable naming the file, its line, the spreadsheet's row and column, and the cell.
    """
    text, dialect, problems = _text(data, path)
    body, dialect = sniff(text, dialect, frozenset(NAMES))
    body_records = records_of(body, dialect, path)
    header = next(body_records, None)
    if header is None or not set(header.cells) & set(NAMES):
        raise no_header(path, header.cells if header else [])
    columns = [unguard(clean(cell)) for cell in header.cells]
    with uncollected():
        records = of_one_width(body_records, columns, dialect, path)
        columns, records = named_columns(columns, records, path, more=DOCTOR)
        _check_header(columns, path, header.line)
        _check_ids(columns, records, path)
        rows = _rows(columns, records, body)
    return Parsed(columns=tuple(columns), rows=rows, dialect=dialect, problems=problems)


def parse_grid(data: bytes, path: Path, known: Sequence[str] = ()) -> Grid:
    """The cells the bytes hold, the header taken as it is, for whoever mends it.

    A header that was sorted among the rows is looked for there. `known` are the columns that the file had when it was
    last written: where no row names them and their number fits, they are the header.

    Raises: DamagedTable as `parse_table`, where no grid can be made of them.
    """
    text, dialect, problems = _text(data, path)
    body, dialect = sniff(text, dialect, frozenset(NAMES))
    dialect = replace(dialect, delimiter=_delimiter(body, dialect, known))
    records = [record for record in records_of(body, dialect, path) if any(record.cells)]
    at = next((at for at, record in enumerate(records) if len(set(record.cells) & set(NAMES)) >= FEWEST_NAMES), -1)
    if at < 0 and not (records and known and len(records[0].cells) == len(known)):
        raise no_header(path, records[0].cells if records else [])
    header_row = records[at].number if at > 0 else at + 1
    columns = records.pop(at).cells if at >= 0 else list(known)
    columns = [unguard(clean(cell)) for cell in columns]
    squared = of_one_width(records, columns, dialect, path)
    cleaned = (record._replace(cells=[unguard(clean(cell)) for cell in record.cells]) for record in squared)
    return Grid(tuple(columns), tuple(cleaned), dialect, problems, header_row)


def _delimiter(body: str, dialect: Dialect, known: Sequence[str]) -> str:
    """The delimiter, where the first line need not be the header: some line holds column names, or as many cells."""
    if dialect.sep_line:
        return dialect.delimiter
    lines, names = body.split("\n"), set(NAMES)
    for delimiter in dict.fromkeys((dialect.delimiter, *DELIMITERS)):
        for line in lines:
            if len(names & {cell.strip(' "\r') for cell in line.split(delimiter)}) >= FEWEST_NAMES:
                return delimiter
    counts = {delimiter: lines[0].count(delimiter) for delimiter in DELIMITERS}
    return min(DELIMITERS, key=lambda delimiter: abs(counts[delimiter] + 1 - len(known)))


def _text(data: bytes, path: Path) -> tuple[str, Dialect, tuple[Problem, ...]]:
    text, dialect, problems = decode(data, path)
    if not text.strip():
        hint = "Write the last table from the journal beside it, if there is one: factcheck doctor --rebuild"
        raise DamagedTable(path, "the file is empty", hint)
    return text, dialect, problems


def _check_header(columns: list[str], path: Path, line: int) -> None:
    check_names(columns, path, line, more=DOCTOR)
    missing = [name for name in NAMES if name not in columns]
    if missing:
        raise missing_columns(path, missing, columns, line)


def _check_ids(columns: list[str], records: list[Record], path: Path) -> None:
    at = columns.index("claim_id")
    first: dict[str, Record] = {}
    for record in records:
        claim_id = record.cells[at].strip()
        if not claim_id:
            continue
        if claim_id in first:
            other = first[claim_id]
            reason = f"'{claim_id}' stands twice: first in row {other.number}, line {other.line}"
            hint = f"Delete one of the two rows, or blank this claim_id to have a new one given. {DOCTOR}"
            where = place(record.number, at, "claim_id")
            raise DamagedTable(path, reason, hint, line=record.line, cell=where)
        first[claim_id] = record


def _rows(columns: list[str], records: list[Record], body: str) -> tuple[Row, ...]:
    returns, guards = "\r" in body, GUARDED_ANYWHERE.search(body) is not None  # asked once: few files hold any
    own = itemgetter(*(columns.index(name) for name in NAMES))
    extra = [(at, name) for at, name in enumerate(columns) if name not in NAMES]
    rows = []
    for record in records:
        cells = record.cells
        if returns:
            cells = [clean(cell) for cell in cells]
        if guards:
            cells = [unguard(cell) for cell in cells]
        rows.append(fast_row(own(cells), tuple((name, cells[at]) for at, name in extra) if extra else ()))
    return tuple(rows)
