"""From the bytes of a file to rows, or to a refusal that names line, row, column and cell."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from factcheck.document import Problem
from factcheck.errors import DamagedTable
from factcheck.row import NAMES, Row
from factcheck.table.cells import clean, fast_row, letter, unguard
from factcheck.table.collecting import uncollected
from factcheck.table.damage import DOCTOR, broken_quote, missing_columns, no_header, place, wrong_width
from factcheck.table.dialect import DELIMITERS, Dialect, decode, sniff

GUARDED_ANYWHERE = re.compile(r"'[=+\-@\t\r']")
LONGEST_CELL = 2**31 - 1
"""csv's own limit of 131,072 characters is shorter than a page somebody pastes as evidence."""
FEWEST_NAMES = 5
"""Column names that a row must hold to be the header, wherever it stands."""


class Record(NamedTuple):
    """One record of the file: `line` is the 1-based physical line it begins on, `number` its row in a spreadsheet."""

    line: int
    number: int
    cells: list[str]


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
    body_records = _records(body, dialect, path)
    header = next(body_records, None)
    if header is None or not set(header.cells) & set(NAMES):
        raise no_header(path, header.cells if header else [])
    columns = [unguard(clean(cell)) for cell in header.cells]
    with uncollected():
        records = _of_one_width(body_records, columns, dialect, path)
        columns, records = _named_columns(columns, records, path)
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
    records = [record for record in _records(body, dialect, path) if any(record.cells)]
    at = next((at for at, record in enumerate(records) if len(set(record.cells) & set(NAMES)) >= FEWEST_NAMES), -1)
    if at < 0 and not (records and known and len(records[0].cells) == len(known)):
        raise no_header(path, records[0].cells if records else [])
    header_row = records[at].number if at > 0 else at + 1
    columns = records.pop(at).cells if at >= 0 else list(known)
    columns = [unguard(clean(cell)) for cell in columns]
    squared = _of_one_width(iter(records), columns, dialect, path)
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


@contextmanager
def _any_length() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _records(body: str, dialect: Dialect, path: Path) -> Iterator[Record]:
    skipped = 1 if dialect.sep_line else 0
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=dialect.delimiter, strict=True)
    number, before = 0, 0
    with _any_length():
        try:
            for cells in reader:
                number += 1
                yield Record(before + 1 + skipped, number, cells)
                before = reader.line_num
        except csv.Error as error:
            raise broken_quote(path, body, dialect, before, row=number + 1) from error


def _of_one_width(records: Iterator[Record], columns: list[str], dialect: Dialect, path: Path) -> list[Record]:
    """The records that hold something, each as wide as the header."""
    width, kept = len(columns), []
    for record in records:
        if not any(record.cells):
            continue
        if len(record.cells) != width:
            raise wrong_width(path, columns, record.cells, dialect.delimiter, (record.line, record.number))
        kept.append(record)
    return kept


def _named_columns(columns: list[str], records: list[Record], path: Path) -> tuple[list[str], list[Record]]:
    """Without the columns that have neither a name nor a cell: spreadsheets leave them at the right edge."""
    nameless = [at for at, name in enumerate(columns) if not name.strip()]
    if not nameless:
        return columns, records
    for record in records:
        for at in nameless:
            if record.cells[at].strip():
                reason = f"the column has no name, and holds '{record.cells[at][:60]}'"
                where = place(record.number, at, "")
                raise DamagedTable(
                    path, reason, f"Give it a name in the first row. {DOCTOR}", line=record.line, cell=where
                )
    keep = [at for at in range(len(columns)) if at not in nameless]
    narrowed = [record._replace(cells=[record.cells[at] for at in keep]) for record in records]
    return [columns[at] for at in keep], narrowed


def _check_header(columns: list[str], path: Path, line: int) -> None:
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        at = [place_ for place_, name in enumerate(columns) if name == twice[0]]
        where = " and ".join(letter(each) for each in at)
        hint = f"Rename one of them; nothing is lost by that. {DOCTOR}"
        raise DamagedTable(path, f"two columns are named '{twice[0]}' ({where})", hint, line=line)
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
