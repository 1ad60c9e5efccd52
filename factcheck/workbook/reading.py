"""A workbook as a review copy: its rows by the names of their columns, and the base it carries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import DamagedTable
from factcheck.row import NAMES
from factcheck.table.cells import letter
from factcheck.verdicts import fold
from factcheck.workbook.base import Base, unpacked
from factcheck.workbook.looks import BASE, CLAIMS
from factcheck.workbook.opening import Cell, Sheet, read_sheets
from factcheck.workbook.spelling import read

SEARCHED = 20
"""Rows in which the header is looked for: somebody may have put a title above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of the sheet of claims: `cells` that are not blank, by column; `number` as the spreadsheet shows it."""

    number: int
    claim_id: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCopy:
    """A workbook as it came back. `columns` are by the table's names, in the sheet's order, claim_id left out.

    `base` is what it went out as, None where its hidden sheet is lost; `hashes` are what it may name the table by.
    """

    path: Path
    sheet: str
    columns: tuple[str, ...]
    records: tuple[Record, ...]
    base: Base | None
    hashes: frozenset[str]
    letters: Mapping[str, str]

    def place(self, record: Record, column: str) -> str:
        """Where a cell is: "sheet 'Claims', cell J12"."""
        return f"sheet '{self.sheet}', cell {self.letters[column]}{record.number}"


def read_workbook(path: Path) -> ReviewCopy:
    """The review copy in a file.

    Raises: UnreadableInput where it is no workbook; DamagedTable where its sheet makes no table of claims: no claim_id
    column, a column or an id twice, naming sheet and cell.
    """
    sheets = read_sheets(path)
    sheet, at = _claims(path, sheets)
    columns, letters = _header(path, sheet, at)
    others = [each for each in sheets if each.title != sheet.title]
    return ReviewCopy(
        path=path,
        sheet=sheet.title,
        columns=tuple(name for name in columns.values() if name != "claim_id"),
        records=_records(path, sheet, at, columns),
        base=next((base for each in others if (base := unpacked(_first_column(each)))), None),
        hashes=frozenset(word for each in others for word in _words(each) if re.fullmatch("[0-9a-f]{64}", word)),
        letters=letters,
    )


def _words(sheet: Sheet) -> list[str]:
    return [cell.value for _, cells in sheet.rows for cell in cells if isinstance(cell.value, str)]


def _first_column(sheet: Sheet) -> list[str]:
    if sheet.title != BASE:
        return []
    return [str(cell.value) for _, cells in sheet.rows for cell in cells if cell.column == 0]


def _claims(path: Path, sheets: Sequence[Sheet]) -> tuple[Sheet, int]:
    """The sheet of the claims, and which of its rows is the header."""
    found = []
    for sheet in sheets:
        for at, (_, cells) in enumerate(sheet.rows[:SEARCHED]):
            names = [_named(cell) for cell in cells]
            if "claim_id" in names and sum(name in NAMES for name in names) > 1:
                found.append((sheet, at))
                break
    if len(found) > 1:
        found = [(sheet, at) for sheet, at in found if sheet.title == CLAIMS] or found
    if len(found) == 1:
        return found[0]
    titles = ", ".join(f"'{sheet.title}'" for sheet, _ in found) or ", ".join(f"'{sheet.title}'" for sheet in sheets)
    if found:
        hint = f"Name the one to take back '{CLAIMS}'."
        raise DamagedTable(path, f"several sheets have a column claim_id: {titles}", hint)
    hint = "The first row must hold the column names, claim_id among them. Was the column deleted?"
    raise DamagedTable(path, f"no sheet has a column claim_id with others beside it ({titles})", hint)


def _named(cell: Cell) -> str:
    """The table's own name for a header cell, however it is written; else the cell as it stands."""
    text = read(cell.value) if isinstance(cell.value, str) else str(cell.value)
    plain = fold(text).replace(" ", "_")
    return plain if plain in NAMES else text


def _header(path: Path, sheet: Sheet, at: int) -> tuple[dict[int, str], dict[str, str]]:
    """The columns by their number, and their letters by name."""
    number, cells = sheet.rows[at]
    exact = {cell.value for cell in cells if cell.value in NAMES}
    columns: dict[int, str] = {}
    letters: dict[str, str] = {}
    for cell in cells:
        where = f"sheet '{sheet.title}', cell {letter(cell.column)}{number}"
        if cell.kind == "f":
            raise DamagedTable(path, "the column's name is a formula", "Type a name.", cell=where)
        name = _named(cell)
        if name in exact and cell.value != name:  # a person's own "Status" beside the tool's
            name = str(cell.value)
        if not name.strip():
            continue
        if name in letters:
            reason = f"two columns are named '{name}' ({letters[name]} and {letter(cell.column)})"
            raise DamagedTable(path, reason, "Rename one of them; nothing is lost by that.", cell=where)
        columns[cell.column], letters[name] = name, letter(cell.column)
    return columns, letters


def _records(path: Path, sheet: Sheet, at: int, columns: Mapping[int, str]) -> tuple[Record, ...]:
    records = []
    first: dict[str, int] = {}
    at_id = letter(next(column for column, name in columns.items() if name == "claim_id"))
    for number, cells in sheet.rows[at + 1 :]:
        stray = next((cell for cell in cells if cell.column not in columns and str(cell.value).strip()), None)
        if stray:
            where = f"sheet '{sheet.title}', cell {letter(stray.column)}{number}"
            reason = f"its column has no name, and it holds '{str(stray.value)[:60]}'"
            raise DamagedTable(path, reason, "Give the column a name in the first row, or clear it.", cell=where)
        named = {columns[cell.column]: cell for cell in cells if cell.column in columns}
        where = f"sheet '{sheet.title}', cell {at_id}{number}"
        claim_id = _claim_id(path, named.pop("claim_id", None), where)
        if claim_id and claim_id in first:
            hint = "Delete one of the two rows, or blank this claim_id to add it as a new row."
            raise DamagedTable(path, f"'{claim_id}' stands twice: first in row {first[claim_id]}", hint, cell=where)
        first[claim_id] = number
        if claim_id or any(not isinstance(cell.value, str) or cell.value.strip() for cell in named.values()):
            records.append(Record(number=number, claim_id=claim_id, cells=named))
    return tuple(records)


def _claim_id(path: Path, cell: Cell | None, where: str) -> str:
    if cell is None:
        return ""
    if not isinstance(cell.value, str) or cell.kind != "s":
        raise DamagedTable(path, f"'{cell.value}' is no claim_id", "Copy the id from the table.", cell=where)
    return read(cell.value).strip()
