"""A review copy as a person has it: sent out from a small table, filled in, handed back."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

from factcheck.merge.conflict import Side
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable
from factcheck.workbook import Returned, Wish, make_workbook, read_workbook, take_back

WHEN = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)
CLAIMS = "Claims"

ROWS = (
    Row(
        claim_id="c-bcdfghjk",
        ref="s1a",
        status="unverified",
        source_status="unverified",
        cited="River News",
        cited_date="2005-03-05",
        claim="Engineers built 12 dams in 1975.",
        event_date="1975",
        look_for="number date",
        kind="fact",
        checkable="yes",
        verbatim="Engineers built 12 dams in 1975",
        article="lake.txt",
        published="2005-03-07",
        paragraph="1",
        sentence="1",
        spans="0..31",
    ),
    Row(
        claim_id="c-lmnpqrst",
        ref="s2a",
        status="unverified",
        source_status="unverified",
        source="Ana Petrova",
        claim="“No village will be moved,” Ana Petrova said.",
        kind="statement",
        checkable="yes",
        verbatim="“No village will be moved,” Petrova said",
        article="lake.txt",
        published="2005-03-07",
        paragraph="2",
        sentence="2",
        spans="40..80",
    ),
    Row(
        claim_id="c-vwxzbcdf",
        ref="s3a",
        status="unverified",
        source_status="not_applicable",
        claim="The plan is reckless.",
        kind="opinion",
        checkable="no",
        verbatim="The plan is reckless",
        article="lake.txt",
        published="2005-03-07",
        paragraph="2",
        sentence="3",
        spans="82..102",
    ),
)
DAMS, VILLAGE, PLAN = (row.claim_id for row in ROWS)


class Sheet:
    """The sheet of claims by claim id and column."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet

    @property
    def columns(self) -> dict[str, int]:
        return {cell.value: cell.column for cell in self.sheet[1] if cell.value is not None}

    def number(self, claim_id: str) -> int:
        at = self.columns["claim_id"]
        return next(n for n in range(2, self.sheet.max_row + 1) if self.sheet.cell(n, at).value == claim_id)

    def cell(self, claim_id: str, column: str) -> Any:
        return self.sheet.cell(self.number(claim_id), self.columns[column])

    def put(self, claim_id: str, /, **cells: object) -> None:
        for column, value in cells.items():
            self.write(self.number(claim_id), column, value)

    def add(self, **cells: object) -> None:
        number = self.sheet.max_row + 1
        for column, value in cells.items():
            self.write(number, column, value)

    def write(self, number: int, column: str, value: object) -> None:
        """As a person types into a cell of text; anything but text as a spreadsheet keeps it."""
        cell = self.sheet.cell(number, self.columns[column])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    def new_column(self, name: str) -> None:
        self.sheet.cell(1, self.sheet.max_column + 1).value = name

    def drop_column(self, name: str) -> None:
        self.sheet.delete_cols(self.columns[name])

    def swap_rows(self, one: str, other: str) -> None:
        a, b = self.number(one), self.number(other)
        for at in range(1, self.sheet.max_column + 1):
            first, second = self.sheet.cell(a, at), self.sheet.cell(b, at)
            first.value, second.value = second.value, first.value


Change = Callable[[Sheet], object]


def table_of(folder: Path, rows: tuple[Row, ...] = ROWS) -> ClaimsTable:
    """A table that only its file knows: no journal."""
    path = folder / "claims.csv"
    table = ClaimsTable(path=path).replace_rows(rows)
    path.write_bytes(table.render().data)
    from factcheck.table import read_claims  # noqa: PLC0415

    return read_claims(path)


def sent(table: ClaimsTable, folder: Path, name: str = "review.xlsx") -> Path:
    """The review copy of the whole table."""
    path = folder / name
    path.write_bytes(make_workbook(table.columns, table.rows, sha256=table.sha256).data)
    return path


def fill_in(path: Path, change: Change) -> Path:
    """Changes the sheet of claims as a spreadsheet does: all of it read, altered and saved."""
    book = openpyxl.load_workbook(path)
    change(Sheet(book[CLAIMS]))
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


def returned(table: ClaimsTable, path: Path, prefer: Side | None = None, *, rows_deleted: bool = False) -> Returned:
    """What taking the copy back makes of the table; nothing is written."""
    return take_back(table, read_workbook(path), Wish(when=WHEN, prefer=prefer, rows_deleted=rows_deleted))


def differing(before: tuple[Row, ...], after: tuple[Row, ...]) -> dict[tuple[str, str], str]:
    """The cells that differ, by claim id and column, as they are after; "" for a row that came or went."""
    was, now = ({row.claim_id: row for row in rows} for rows in (before, after))
    found = {(claim_id, ""): "row" for claim_id in was.keys() ^ now.keys()}
    for claim_id in was.keys() & now.keys():
        columns = dict.fromkeys((*NAMES, *(name for row in (was[claim_id], now[claim_id]) for name, _ in row.extra)))
        for column in columns:
            if was[claim_id].cell(column) != now[claim_id].cell(column):
                found[claim_id, column] = now[claim_id].cell(column)
    return found
