"""From a file to plain cells: the only module that lets openpyxl read, and what is refused before it does.

A workbook comes from elsewhere: how much it unpacks to is known before anything is unpacked, and nothing in it may
declare entities of its own.
"""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from factcheck.errors import FactcheckError, UnreadableInput

MOST_PACKED, MOST_UNPACKED, MOST_PARTS = 100_000_000, 500_000_000, 5_000
"""Bytes of the file, bytes of all its parts, parts. A table of 20,000 claims unpacks to some 100 MB."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 2_000
PIECE = 1 << 16
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old .xls files begin with, and .xlsx files that have a password."""
ENCRYPTED = 0x1
AS_XLSX = "In the spreadsheet: Save As, Excel Workbook (.xlsx), without a password."

Value = str | int | float | bool | date | datetime | time | timedelta


class Cell(NamedTuple):
    """A cell that is not blank: its value, its kind, and the format it is shown in.

    `kind` is openpyxl's: s text, n number, b truth value, d date or time, f formula, e error. `column` is 0-based.
    """

    column: int
    kind: str
    value: Value
    form: str = "General"


class Sheet(NamedTuple):
    """A sheet's rows that hold something, each with its number as the spreadsheet shows it."""

    title: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in its order; macros, pictures and charts are not looked at.

    Raises: UnreadableInput for what is no .xlsx file, has a password, is damaged, or would unpack to too much.
    """
    try:
        _check(path)
        return tuple(_sheets(path))
    except FactcheckError:
        raise
    except FileNotFoundError:
        raise UnreadableInput(path, "no such file", "Make a review copy with: factcheck export") from None
    except OSError as error:
        raise UnreadableInput(path, error.strerror or str(error)) from error
    except Exception as error:  # openpyxl lets through whatever a damaged part makes Python raise
        raise UnreadableInput(path, f"it is no sound workbook ({type(error).__name__})", AS_XLSX) from error


def _check(path: Path) -> None:
    size = path.stat().st_size
    if size > MOST_PACKED:
        raise UnreadableInput(path, f"{size:,} bytes are more than a review copy has", "Is it the right file?")
    with path.open("rb") as file:
        start = file.read(len(OLD_OR_LOCKED))
    if start == OLD_OR_LOCKED:
        raise UnreadableInput(path, "it has a password, or is of the old kind .xls", AS_XLSX)
    try:
        with ZipFile(path) as packed:
            _check_parts(path, packed)
    except BadZipFile as error:
        raise _no_workbook(path) from error


def _no_workbook(path: Path) -> UnreadableInput:
    if path.suffix.casefold() in (".csv", ".tsv", ".txt"):
        hint = "A CSV copy needs no import: put it in the table's place, or join the two with factcheck merge."
        return UnreadableInput(path, "it is no workbook (.xlsx)", hint)
    return UnreadableInput(path, "it is no workbook (.xlsx), or not all of it", AS_XLSX)


def _check_parts(path: Path, packed: ZipFile) -> None:
    parts = packed.infolist()
    total = sum(part.file_size for part in parts)
    if total > MOST_UNPACKED or len(parts) > MOST_PARTS:
        reason = f"it would unpack to {total:,} bytes in {len(parts):,} parts: far more than a review copy has"
        raise UnreadableInput(path, reason, "Nothing of it was unpacked. Where does it come from?")
    names = {part.filename for part in parts}
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise UnreadableInput(path, "it has a password", AS_XLSX)
    if "content.xml" in names:
        raise UnreadableInput(path, "it is an OpenDocument file (.ods)", AS_XLSX)
    if "xl/workbook.bin" in names:
        raise UnreadableInput(path, "it is a binary workbook (.xlsb)", AS_XLSX)
    if "xl/workbook.xml" not in names:
        raise _no_workbook(path)
    for part in parts:
        if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            _check_prologue(path, packed, part.filename)


def _check_prologue(path: Path, packed: ZipFile, name: str) -> None:
    """Refuses a part with a document type: so a few bytes of XML become gigabytes. Source: ECMA-376 part 2, 9.1.1."""
    parser, seen = ParserCreate(), []
    parser.StartElementHandler = lambda tag, _: seen.append(tag)

    def refuse(*_: object) -> None:
        raise UnreadableInput(path, f"{name} declares a document type, which no spreadsheet writes", AS_XLSX)

    parser.StartDoctypeDeclHandler = refuse
    with packed.open(name) as part:
        while not seen and (piece := part.read(PIECE)):
            try:
                parser.Parse(piece)
            except ExpatError as error:
                raise UnreadableInput(path, f"{name} is damaged ({error})", AS_XLSX) from error


def _sheets(path: Path) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.2 s, which what is refused above need not wait for

    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # that pictures and extensions are left out
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a file may say anything
            yield Sheet(sheet.title, tuple(_rows(path, sheet)))


def _rows(path: Path, sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:  # noqa: ANN401 - openpyxl's own type
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            reason = f"sheet '{sheet.title}', row {number:,}: cells far away from any table"
            raise UnreadableInput(path, reason, "Delete the rows and columns that hold no claims.")
        found = tuple(
            Cell(at, cell.data_type, cell.value, cell.number_format)
            for at, cell in enumerate(cells)
            if cell.value is not None and cell.value != ""
        )
        if found:
            yield number, found
