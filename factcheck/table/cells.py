"""A cell on its way to the file and back.

A spreadsheet runs what begins with = + - @ or a tab as a formula. Such a cell, and one that has the guard already, is
written with a leading apostrophe; exactly one is taken off on reading, so the round trip is the identity.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from factcheck.row import NAMES, Row

GUARDED = re.compile(r"'*[=+\-@\t\r]")
UNGUARDED = re.compile(r"'+[=+\-@\t\r]")
FIRST = frozenset("'=+-@\t\r")
UNWRITABLE = re.compile("[\r\0\ud800-\udfff]")
"""A bare CR loses data in pandas, NUL ends the cell in LibreOffice, surrogates are no text."""

cells_of = attrgetter(*NAMES)


_OWN = frozenset(NAMES)
_SETTERS = tuple(getattr(Row, name).__set__ for name in (*NAMES, "extra"))


def fast_row(cells: Sequence[str], extra: tuple[tuple[str, str], ...]) -> Row:
    """The row of these cells, in the order of NAMES: `Row(...)` in a quarter of the time.

    A frozen record sets each of its 35 fields by name (15 µs, 2026-11-23); the slots' own setters take 4 µs.
    """
    row = Row.__new__(Row)
    for put, cell in zip(_SETTERS, (*cells, extra), strict=True):
        put(row, cell)
    return row


def guard(cell: str) -> str:
    """The cell as it is written."""
    return "'" + cell if cell and cell[0] in FIRST and GUARDED.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it is read."""
    return cell[1:] if cell and cell[0] == "'" and UNGUARDED.match(cell) else cell


def clean(cell: str) -> str:
    """The cell with CRLF and CR made LF, NUL and lone surrogates made U+FFFD."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
    return UNWRITABLE.sub("\ufffd", cell)


def clean_rows(rows: Iterable[Row], clean: Iterable[Row] = ()) -> tuple[Row, ...]:
    """The rows with every cell clean; a row that was clean comes back as the same object.

    `clean` are rows that are known to be: the same objects are not looked at again.
    """
    known = set(map(id, clean))
    return tuple(_clean_row(row) if id(row) not in known and UNWRITABLE.search(_all_text(row)) else row for row in rows)


def _all_text(row: Row) -> str:
    text = "".join(cells_of(row))
    return text + "".join(part for pair in row.extra for part in pair) if row.extra else text


def _clean_row(row: Row) -> Row:
    own = dict(zip(NAMES, map(clean, cells_of(row)), strict=True))
    return Row(**own, extra=tuple((clean(column), clean(cell)) for column, cell in row.extra))


def row_cells(row: Row) -> dict[str, str]:
    """The cells that are not blank, by column, a person's own columns after the contract's."""
    cells = {name: cell for name, cell in zip(NAMES, cells_of(row), strict=True) if cell}
    cells.update((column, cell) for column, cell in row.extra if cell)
    return cells


def row_of(cells: dict[str, str], columns: Iterable[str]) -> Row:
    """The row that holds these cells in a table of these columns; the inverse of `row_cells`."""
    get = cells.get
    extra = tuple((column, get(column, "")) for column in columns if column not in _OWN)
    return fast_row([get(name, "") for name in NAMES], extra)


def with_cells(row: Row, cells: Mapping[str, str]) -> Row:
    """The row with some of its cells replaced, a person's own columns included; the same object where nothing differs.

    Columns that it does not have are left out.
    """
    changed = {name: cell for name, cell in cells.items() if name in _OWN and getattr(row, name) != cell}
    extra = tuple((column, cells.get(column, cell)) for column, cell in row.extra)
    return replace(row, **changed, extra=extra) if changed or extra != row.extra else row


def letter(column: int) -> str:
    """A spreadsheet's name for a 0-based column.

    >>> letter(0), letter(25), letter(26), letter(33)
    ('A', 'Z', 'AA', 'AH')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
