"""From rows to the bytes of a file, and to a DataFrame and back; the same rows give the same bytes."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from factcheck.document import Problem
from factcheck.row import NAMES, Row
from factcheck.table.cells import FIRST, cells_of, guard
from factcheck.table.dialect import Dialect

if TYPE_CHECKING:
    from pandas import DataFrame


TO_GUARD = re.compile(r"\0['=+\-@\t\r]")


class Rendered(NamedTuple):
    """The bytes, the dialect they are in, and what had to be done differently from what was asked."""

    data: bytes
    dialect: Dialect
    problems: tuple[Problem, ...]


def frame_of(columns: tuple[str, ...], rows: Iterable[Row]) -> "DataFrame":
    """The rows as a DataFrame of text, blank cells as "", in the order of `columns`."""
    import pandas as pd  # noqa: PLC0415 - 0.5 s, which neither a report nor a mark needs

    return pd.DataFrame(list(_cells(columns, rows)), columns=list(columns), dtype=str)


def _cells(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[Sequence[str]]:
    """Every row's cells in the order of the columns."""
    if columns == NAMES:
        yield from map(cells_of, rows)
        return
    known = set(NAMES)
    extra = tuple(column for column in columns if column not in known)
    place = {column: at for at, column in enumerate((*NAMES, *extra))}
    in_order = itemgetter(*(place[column] for column in columns))
    for row in rows:
        own = tuple(cell for _, cell in row.extra)
        if tuple(column for column, _ in row.extra) != extra:
            by_name = dict(row.extra)
            own = tuple(by_name.get(column, "") for column in extra)
        yield in_order(cells_of(row) + own)


def _guarded(cells: Sequence[str]) -> Sequence[str]:
    """The cells as they are written; one look at the whole row shows that most rows need nothing."""
    joined = "\0".join(cells)  # NUL stands in no clean cell
    return list(map(guard, cells)) if joined[:1] in FIRST or TO_GUARD.search(joined) else cells


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
    # With CR as record end csv.writer (3.11) leaves a cell that holds LF unquoted, and the file cannot be read back.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if dialect.newline == "\r" else csv.QUOTE_MINIMAL
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator=dialect.newline, quoting=quoting)
    writer.writerow(list(map(guard, columns)))
    writer.writerows(map(_guarded, _cells(columns, rows)))
    body = out.getvalue()
    text = f"sep={dialect.delimiter}{dialect.newline}{body}" if dialect.sep_line else body
    try:
        return Rendered(dialect.encode(text), dialect, ())
    except UnicodeEncodeError as error:
        letter = text[error.start]
        wider = Dialect(delimiter=dialect.delimiter, newline=dialect.newline, sep_line=dialect.sep_line)
        message = f"written as UTF-8: {dialect.encoding} has no '{letter}' (U+{ord(letter):04X})"
        return Rendered(wider.encode(text), wider, (Problem(code="encoding-changed", message=message),))
