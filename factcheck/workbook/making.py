"""The review copy: a table's claims as a workbook that people fill in."""

import io
import math
from collections.abc import Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from factcheck.document import Problem
from factcheck.row import Row
from factcheck.table import clean_rows
from factcheck.workbook.base import packed
from factcheck.workbook.how_to import lines
from factcheck.workbook.looks import (
    BASE,
    CLAIMS,
    HEADER,
    HIDDEN,
    HOW_TO,
    LOOKS,
    PLAIN,
    TOOLS,
    WORDS,
    Look,
    locked,
    width_of,
)
from factcheck.workbook.packing import timeless
from factcheck.workbook.spelling import MOST, shown, spell, units

LAST = 1_048_576
"""Rows of a sheet: drop-downs and colours reach rows that a person adds."""
LINE, TALLEST = 15, 20
"""Points of a line of text, and lines that a row shows at most."""
MEANING = 95
"""Characters in a line of the sheet that explains the words."""
WRAPPED = Alignment(wrap_text=True, vertical="top")
THIN = Side(style="thin", color="BFBFBF")


class Made(NamedTuple):
    """The bytes of a workbook, and what had to be done differently."""

    data: bytes
    problems: tuple[Problem, ...]


def make_workbook(columns: Sequence[str], rows: Sequence[Row], *, sha256: str, selection: str = "") -> Made:
    """The review copy of these rows, in the order of the columns; the same rows give the same bytes.

    `sha256` is that of the table the rows are from. `selection` says in words which of its rows they are, "" for all.
    A text longer than a cell is cut in the copy alone, and named in `problems`.
    """
    rows = clean_rows(rows)
    book = Workbook()
    book.properties.creator = "factcheck"
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = CLAIMS
    for style in (_style("header", HEADER, locked=True), _style("tool", TOOLS, locked=True), _style("yours", PLAIN)):
        book.add_named_style(style)
    _fill(sheet, columns, rows)
    _lay_out(sheet, columns, len(rows))
    _offer_words(sheet, columns)
    _colour(sheet, columns)
    _protect(sheet)
    _explain(book.create_sheet(HOW_TO), rows, sha256, selection)
    _keep_base(book.create_sheet(BASE), columns, rows)
    out = io.BytesIO()
    book.save(out)
    return Made(timeless(out.getvalue()), tuple(_cut(columns, rows)))


def _style(name: str, look: Look, *, locked: bool = False) -> NamedStyle:
    """Text in every cell: what looks like a number, a date or a formula stays what was typed."""
    return NamedStyle(
        name=f"factcheck {name}",
        font=Font(name="Calibri", size=11, color=look.ink, bold=look.bold),
        fill=_paper(look),
        border=Border(left=THIN, right=THIN, top=THIN, bottom=THIN),
        alignment=WRAPPED,
        number_format="@",
        protection=Protection(locked=locked),
    )


def _paper(look: Look) -> PatternFill:
    return PatternFill(fill_type="solid", start_color=look.paper, end_color=look.paper)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
    styles = ["factcheck tool" if locked(column) else "factcheck yours" for column in columns]
    _write(sheet, 1, [spell(column) for column in columns], ["factcheck header"] * len(columns))
    for number, row in enumerate(rows, 2):
        cells = [shown(row.cell(column)) for column in columns]
        _write(sheet, number, cells, styles)
        sheet.row_dimensions[number].height = LINE * _height(columns, cells)


def _write(sheet: Worksheet, number: int, cells: Sequence[str], styles: Sequence[str]) -> None:
    for at, (text, style) in enumerate(zip(cells, styles, strict=True), 1):
        cell = sheet.cell(number, at)
        cell.style = style
        cell.quotePrefix = True
        _put(cell, text)


def _put(cell: Cell | MergedCell, text: str) -> None:
    """The text as text, whatever it looks like."""
    if text and isinstance(cell, Cell):
        cell.value = text
        cell.data_type = "s"  # openpyxl has made a formula of "=1+1" and an error of "#NAME?"


def _height(columns: Sequence[str], cells: Sequence[str]) -> int:
    """Lines that the row's fullest visible cell takes."""
    tallest = 1
    for column, cell in zip(columns, cells, strict=True):
        if cell and column not in HIDDEN:
            width = width_of(column)
            tallest = max(tallest, sum(max(1, math.ceil(len(line) / width)) for line in cell.split("\n")))
    return min(tallest, TALLEST)


def _lay_out(sheet: Worksheet, columns: Sequence[str], count: int) -> None:
    for at, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = width_of(column)
        dimension.hidden = column in HIDDEN
        dimension.number_format = "@"  # this and what follows: for rows that a person adds
        dimension.protection = Protection(locked=locked(column))
        dimension.alignment = WRAPPED
    last = get_column_letter(len(columns))
    frozen = next((at for at, column in enumerate(columns, 1) if column not in ("claim_id", "ref")), 1)
    sheet.freeze_panes = f"{get_column_letter(frozen)}2"
    sheet.auto_filter.ref = f"A1:{last}{count + 1}"
    sheet.row_dimensions[1].height = 2 * LINE
    _lay_out_pages(sheet, columns, count)


def _lay_out_pages(sheet: Worksheet, columns: Sequence[str], count: int) -> None:
    """On paper two landscape pages side by side: the claims, and what was found; ids and header on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.scale = 60  # both pages fit A4 and Letter
    sheet.page_margins = PageMargins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    if "second_reader" in columns:
        sheet.print_area = f"A1:{get_column_letter(columns.index('second_reader') + 1)}{count + 1}"
    if "evidence" in columns:
        sheet.col_breaks.append(Break(id=columns.index("evidence")))
    if sheet.oddFooter and sheet.oddFooter.center:
        sheet.oddFooter.center.text = "&P / &N"


def _offer_words(sheet: Worksheet, columns: Sequence[str]) -> None:
    for column, words in WORDS.items():
        if column not in columns:
            continue
        letter = get_column_letter(columns.index(column) + 1)
        offer = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        offer.errorTitle = column
        offer.error = f"Pick one of the list, or leave it blank: {', '.join(words)}"[:255]
        offer.add(f"{letter}2:{letter}{LAST}")
        sheet.add_data_validation(offer)


def _colour(sheet: Worksheet, columns: Sequence[str]) -> None:
    for column in ("status", "source_status"):
        if column not in columns:
            continue
        letter = get_column_letter(columns.index(column) + 1)
        for word, look in LOOKS.items():
            if word.value in WORDS[column]:
                shown_as = DifferentialStyle(font=Font(color=look.ink, bold=look.bold), fill=_paper(look))
                rule = Rule(type="expression", dxf=shown_as, formula=[f'${letter}2="{word.value}"'])
                sheet.conditional_formatting.add(f"{letter}2:{letter}{LAST}", rule)


def _protect(sheet: Worksheet) -> None:
    """The tool's cells locked, without a password; what does no harm stays allowed."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _explain(sheet: Worksheet, rows: Sequence[Row], sha256: str, selection: str) -> None:
    for number, line in enumerate(lines(rows, sha256, selection), 1):
        for at, text in enumerate((line.word, line.meaning), 1):
            cell = sheet.cell(number, at)
            cell.number_format = "@"
            cell.font = Font(name="Calibri", size=11, bold=line.heading)
            cell.alignment = Alignment(wrap_text=not line.heading, vertical="top")
            _put(cell, text[:MOST])
        sheet.row_dimensions[number].height = LINE * max(1, math.ceil(len(line.meaning) / MEANING))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, MEANING
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _keep_base(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
    sheet.sheet_state = "veryHidden"
    for number, text in enumerate(packed(columns, rows), 1):
        _put(sheet.cell(number, 1), text)


def _cut(columns: Sequence[str], rows: Sequence[Row]) -> list[Problem]:
    found = []
    for row in rows:
        for column in columns:
            text = row.cell(column)
            if len(text) > MOST // 7 and units(spell(text)) > MOST:
                message = f"{len(text):,} characters, of which a workbook's cell shows the first part; the rest is kept"
                name = " ".join(part for part in (row.ref, row.claim_id) if part)
                found.append(Problem(code="cell-cut", message=message, place=f"{name}, {column}"))
    return found
