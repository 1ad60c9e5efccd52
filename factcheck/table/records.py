"""The records of a CSV file, whatever its columns are called, both ways; read, all are of one width.

Refusals name line, row, column and cell; `more` is what their hint goes on to say.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from factcheck.document import Problem
from factcheck.errors import DamagedTable
from factcheck.table.cells import letter
from factcheck.table.damage import broken_quote, place, wrong_width
from factcheck.table.dialect import Dialect

LONGEST_CELL = 2**31 - 1
"""csv's own limit of 131,072 characters is shorter than a page somebody pastes as evidence."""


class Rendered(NamedTuple):
    """The bytes, the dialect they are in, and what had to be done differently from what was asked."""

    data: bytes
    dialect: Dialect
    problems: tuple[Problem, ...]


class Record(NamedTuple):
    """One record of the file: `line` is the 1-based physical line it begins on, `number` its row in a spreadsheet."""

    line: int
    number: int
    cells: list[str]


def records_of(body: str, dialect: Dialect, path: Path) -> Iterator[Record]:
    """The records of the text, cells as they stand. Raises: DamagedTable for a quote that is stray or never closed."""
    skipped = 1 if dialect.sep_line else 0
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=dialect.delimiter, strict=True)
    number = before = 0
    try:
        while (cells := _next(reader)) is not None:
            number += 1
            yield Record(before + 1 + skipped, number, cells)
            before = reader.line_num
    except csv.Error as error:
        raise broken_quote(path, body, dialect, before, row=number + 1) from error


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next record, None behind the last. The limit of a cell is the whole process's: lifted for this alone."""
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(limit)


def of_one_width(records: Iterable[Record], columns: Sequence[str], dialect: Dialect, path: Path) -> list[Record]:
    """The records that hold something. Raises: DamagedTable for one that is wider or narrower than the header."""
    kept = []
    for record in records:
        if not any(record.cells):
            continue
        if len(record.cells) != len(columns):
            raise wrong_width(path, list(columns), record.cells, dialect.delimiter, (record.line, record.number))
        kept.append(record)
    return kept


def named_columns(
    columns: Sequence[str], records: list[Record], path: Path, *, more: str = ""
) -> tuple[list[str], list[Record]]:
    """Without the columns that have neither a name nor a cell: spreadsheets leave them at the right edge.

    Raises: DamagedTable for a cell in a column without a name.
    """
    nameless = [at for at, name in enumerate(columns) if not name.strip()]
    if not nameless:
        return list(columns), records
    for record in records:
        for at in nameless:
            if record.cells[at].strip():
                reason = f"the column has no name, and holds '{record.cells[at][:60]}'"
                hint, where = f"Give it a name in the first row. {more}".rstrip(), place(record.number, at, "")
                raise DamagedTable(path, reason, hint, line=record.line, cell=where)
    keep = [at for at in range(len(columns)) if at not in nameless]
    narrowed = [record._replace(cells=[record.cells[at] for at in keep]) for record in records]
    return [columns[at] for at in keep], narrowed


def check_names(columns: Sequence[str], path: Path, line: int, *, more: str = "") -> None:
    """Nothing, where no two columns have one name; `line` is the header's. Raises: DamagedTable."""
    twice = next((name for name, count in Counter(columns).items() if count > 1), None)
    if twice is not None:
        where = " and ".join(letter(at) for at, name in enumerate(columns) if name == twice)
        hint = f"Rename one of them; nothing is lost by that. {more}".rstrip()
        raise DamagedTable(path, f"two columns are named '{twice}' ({where})", hint, line=line)


def body_of(records: Iterable[Sequence[str]], dialect: Dialect) -> str:
    """The text of these records, cells as they are to stand; quotes only where a cell needs them."""
    # With CR as record end csv.writer (3.11) leaves a cell that holds LF unquoted, and the file cannot be read back.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if dialect.newline == "\r" else csv.QUOTE_MINIMAL
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=dialect.delimiter, lineterminator=dialect.newline, quoting=quoting).writerows(records)
    return out.getvalue()


def file_of(records: Iterable[Sequence[str]], dialect: Dialect) -> Rendered:
    """The bytes of a whole file of these records, the header first.

    Where cp1252 lacks a letter the file becomes UTF-8 with a byte order mark, which is said.
    """
    body = body_of(records, dialect)
    text = f"sep={dialect.delimiter}{dialect.newline}{body}" if dialect.sep_line else body
    try:
        return Rendered(dialect.encode(text), dialect, ())
    except UnicodeEncodeError as error:
        lacking = text[error.start]
        wider = Dialect(delimiter=dialect.delimiter, newline=dialect.newline, sep_line=dialect.sep_line)
        message = f"written as UTF-8: {dialect.encoding} has no '{lacking}' (U+{ord(lacking):04X})"
        return Rendered(wider.encode(text), wider, (Problem(code="encoding-changed", message=message),))
