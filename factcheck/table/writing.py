"""From rows to the bytes of a file, and to a DataFrame and back; the same rows give the same bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from factcheck.row import NAMES, Row
from factcheck.table.cells import FIRST, cells_of, guard
from factcheck.table.dialect import Dialect
from factcheck.table.records import Rendered, body_of, file_of

if TYPE_CHECKING:
    from pandas import DataFrame


TO_GUARD = re.compile(r"\0['=+\-@\t\r]")


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


def respell(
    data: bytes, columns: tuple[str, ...], dialect: Dialect, changed: Iterable[tuple[Row, Row]]
) -> bytes | None:
    """`data`, which `render` gave, with some of its rows (was, now) written anew: what `render` gives for the new rows.

    None where that cannot be done: the dialect lacks a letter, or a row's text stands in another's cell, too.
    """
    spelled = replace(dialect, bom=False)
    for pair in changed:
        try:
            was, now = (spelled.encode(body_of(map(_guarded, _cells(columns, [row])), dialect)) for row in pair)
        except UnicodeEncodeError:
            return None
        at = data.find(was)
        if at < 0 or data.find(was, at + 1) >= 0:
            return None
        data = data[:at] + now + data[at + len(was) :]
    return data


def render(columns: tuple[str, ...], rows: Iterable[Row], dialect: Dialect) -> Rendered:
    """The bytes of a table. Cells must be clean (`cells.clean_rows`).

    Quotes stand only where a cell needs them. Where cp1252 lacks a letter the file becomes UTF-8 with a byte order
    mark, which is said.
    """
    return file_of((list(map(guard, columns)), *map(_guarded, _cells(columns, rows))), dialect)
