"""Refusals: where exactly a file stops being a table, and what to do next."""

import re
from pathlib import Path

from factcheck.errors import DamagedTable
from factcheck.row import NAMES
from factcheck.table.cells import letter
from factcheck.table.dialect import Dialect

DOCTOR = "Or see what the tool would mend: factcheck doctor"

SHAPES = {
    "claim_id": r"c-\w+",
    "ref": r"(s\d+[a-z]+)?",
    "status": r"[\w ✓✔?/']{0,20}",
    "source_status": r"[\w ?/]{0,20}",
    "cited_date": r"[\dX~?%./; -]*",
    "event_date": r"[\dX~?%./-]*",
    "said_date": r"[\dX~?%./-]*",
    "flags": r"[a-z ;,_-]*",
    "disposition": r"(accepted|stet|cut)?",
    "reviewed_at": r"([\d-]{10}T[\d:]+Z)?",
    "second_at": r"([\d-]{10}T[\d:]+Z)?",
    "kind": r"(fact|statement|opinion|prediction)?",
    "checkable": r"(yes|no)?",
    "published": r"[\dX~?%./-]*",
    "paragraph": r"\d*",
    "sentence": r"\d*",
    "spans": r"(\d+\.\.\d+ ?)*",
}
"""What a cell of the column looks like: enough to see from where a row is shifted."""


def place(row: int, column: int, name: str) -> str:
    """Where a cell is, as a spreadsheet shows it: "row 12, column C (status)"."""
    return f"row {row}, column {letter(column)}" + (f" ({name})" if name else "")


def no_header(path: Path, cells: list[str]) -> DamagedTable:
    """The first line names none of the columns."""
    reason = f"this is no table of claims: its first row reads '{' | '.join(cells)[:80]}'"
    hint = f"The first row must hold the column names, claim_id first. Was the header deleted or sorted away? {DOCTOR}"
    return DamagedTable(path, reason, hint, line=1)


def missing_columns(path: Path, missing: list[str], columns: list[str], line: int) -> DamagedTable:
    """A column of the contract is not there; the nearest name that stands in the header instead is suggested."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - 35 ms that a sound table does not need

    own = [name for name in columns if name not in NAMES]
    near = process.extractOne(missing[0], own, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=60)
    reason = f"no column '{missing[0]}'" if len(missing) == 1 else f"no columns {', '.join(missing)}"
    hint = f"Put the column name '{missing[0]}' back into the first row; its cells may be blank."
    if near:
        hint = f"Rename column {letter(columns.index(near[0]))} from '{near[0]}' to '{missing[0]}'."
    return DamagedTable(path, reason, f"{hint} {DOCTOR}", line=line)


def wrong_width(
    path: Path, columns: list[str], cells: list[str], delimiter: str, where: tuple[int, int]
) -> DamagedTable:
    """A record that is wider or narrower than the header; `where` is its line and its row."""
    line, row = where
    reason = f"{len(cells)} cells where the header has {len(columns)}"
    if len(cells) < len(columns):
        last = max(len(cells) - 1, 0)
        hint = f"The row ends after '{cells[last][:60]}': put the missing cells back, blank where you do not know."
        return DamagedTable(path, reason, hint, line=line, cell=place(row, last, columns[last]))
    at, joined = _stray(columns, cells, delimiter)
    name = "tab" if delimiter == "\t" else {",": "comma", ";": "semicolon"}.get(delimiter, f"'{delimiter}'")
    reason += f": a stray {name}, probably in '{joined[:120]}'"
    hint = f'Put the cell in double quotes: "{joined[:120]}". Nothing was written.'
    return DamagedTable(path, reason, hint, line=line, cell=place(row, at, columns[at]))


def _stray(columns: list[str], cells: list[str], delimiter: str) -> tuple[int, str]:
    """The column whose cell was most probably cut, and the cell put together again.

    Each column is tried: where the cells before it and after it look as their columns should, and a piece begins with
    a space as words after a comma do, that is the one.
    """
    extra = len(cells) - len(columns)

    def fits(cell: str, column: str) -> bool:
        return re.fullmatch(SHAPES.get(column, r"[\s\S]*"), cell.strip().strip("'")) is not None

    def score(at: int) -> float:
        before = sum(fits(cell, column) for cell, column in zip(cells[: at + 1], columns, strict=False))
        after = sum(fits(cells[to + extra], columns[to]) for to in range(at + 1, len(columns)))
        pieces = cells[at : at + extra + 1]
        spaced = sum(piece.startswith(" ") for piece in pieces[1:]) / extra
        return before + after + spaced + (0.5 if all(pieces) else 0) - (2 if columns[at] in SHAPES else 0)

    best = max(range(len(columns)), key=lambda at: (score(at), -at))
    return best, delimiter.join(cells[best : best + extra + 1])


def broken_quote(path: Path, body: str, dialect: Dialect, lines_before: int, *, row: int) -> DamagedTable:
    """A quoted cell that is followed by more text, or never closed.

    The record begins after `lines_before` lines of the body; a quote left open there swallows the lines after it.
    """
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", body)
    column, cell, closed = _quoted_cell("".join(lines[lines_before:]), dialect.delimiter)
    header = next(iter(lines), "").strip().split(dialect.delimiter)
    name = header[column].strip('"') if column < len(header) else ""
    shown = cell[:80].split("\n")[0]
    reason = f"a stray double quote: '{shown}'" if closed else f"a double quote is never closed: '{shown}'"
    hint = 'Inside a quoted cell write each double quote twice (""), or take the stray one out. Nothing was written.'
    line = lines_before + 1 + (1 if dialect.sep_line else 0)
    return DamagedTable(path, reason, hint, line=line, cell=place(row, column, name))


def _quoted_cell(text: str, delimiter: str) -> tuple[int, str, bool]:
    """The column and raw text of the first quoted cell that breaks the record, and whether its quote was closed."""
    column, at = 0, 0
    while at < len(text):
        if text[at] != '"':
            end = re.compile(f"[{re.escape(delimiter)}\r\n]").search(text, at)
            if end is None:
                break
            at, column = end.end(), column + 1 if end.group() == delimiter else 0
            continue
        closing = re.compile(r'(?:[^"]|"")*"').match(text, at + 1)
        if closing is None:
            return column, text[at:], False
        after = text[closing.end() : closing.end() + 1]
        if after and after not in (delimiter, "\r", "\n"):
            return column, text[at : closing.end() + 40], True
        at, column = closing.end() + 1, column + 1 if after == delimiter else 0
    return column, text[:80], True
