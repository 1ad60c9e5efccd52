"""From rows to the bytes of a file, through pandas; the same rows give the same bytes."""

import csv
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from factcheck.document import Problem
from factcheck.row import NAMES, Row
from factcheck.table.cells import cells_of, guard
from factcheck.table.dialect import Dialect

if TYPE_CHECKING:
    from pandas import DataFrame


class Rendered(NamedTuple):
    """The bytes, the dialect they are in, and what had to be done differently from what was asked."""

    data: bytes
    dialect: Dialect
    problems: tuple[Problem, ...]


def frame_of(columns: tuple[str, ...], rows: Iterable[Row], *, spell: Callable[[str], str] = str) -> "DataFrame":
    """The rows as a DataFrame of text, blank cells as "", in the order of `columns`; `spell` is done to every cell."""
    import pandas as pd  # noqa: PLC0415 - 0.5 s, which reading a table for a report does not need

    cells: list[list[str]] = []
    if columns == NAMES:
        cells = [list(map(spell, cells_of(row))) for row in rows]
    else:
        for row in rows:
            by_name = dict(zip(NAMES, cells_of(row), strict=True))
            by_name.update(row.extra)
            cells.append([spell(by_name.get(column, "")) for column in columns])
    return pd.DataFrame(cells, columns=[spell(column) for column in columns], dtype=str)


def rows_of(frame: "DataFrame") -> tuple[Row, ...]:
    """The rows of a DataFrame; missing values are blank cells, numbers are written as Python writes them."""
    import pandas as pd  # noqa: PLC0415 - see above

    columns = [str(name) for name in frame.columns]
    rows = []
    for values in frame.itertuples(index=False, name=None):
        cells = {name: "" if pd.isna(value) else str(value) for name, value in zip(columns, values, strict=True)}
        own = {name: cells.pop(name) for name in NAMES if name in cells}
        rows.append(Row(**own, extra=tuple(cells.items())))
    return tuple(rows)


def render(columns: tuple[str, ...], rows: Iterable[Row], dialect: Dialect) -> Rendered:
    """The bytes of a table. Cells must be clean (`cells.clean_rows`).

    Quotes stand only where a cell needs them. Where cp1252 lacks a letter the file becomes UTF-8 with a byte order
    mark, which is said.
    """
    frame = frame_of(columns, rows, spell=guard)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if dialect.newline == "\r" else csv.QUOTE_MINIMAL
    # With CR as record end csv.writer (3.11) leaves a cell that holds LF unquoted, and the file cannot be read back.
    body = frame.to_csv(index=False, sep=dialect.delimiter, lineterminator=dialect.newline, quoting=quoting)
    text = f"sep={dialect.delimiter}{dialect.newline}{body}" if dialect.sep_line else body
    try:
        return Rendered(dialect.encode(text), dialect, ())
    except UnicodeEncodeError as error:
        letter = text[error.start]
        wider = Dialect(delimiter=dialect.delimiter, newline=dialect.newline, sep_line=dialect.sep_line)
        message = f"written as UTF-8: {dialect.encoding} has no '{letter}' (U+{ord(letter):04X})"
        return Rendered(wider.encode(text), wider, (Problem(code="encoding-changed", message=message),))
