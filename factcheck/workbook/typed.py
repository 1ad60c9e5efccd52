"""What was typed in a review copy, cell by cell, against what it went out as."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from factcheck.document import Problem
from factcheck.errors import DamagedTable
from factcheck.row import NAMES, Row
from factcheck.table.cells import with_cells
from factcheck.workbook.dressing import UNKNOWN, said
from factcheck.workbook.looks import locked
from factcheck.workbook.reading import Record, ReviewCopy

LISTED = 8
"""Cells or rows that one line names."""


@dataclass(slots=True, kw_only=True)
class Typed:
    """The cells of a copy's rows that differ from what went out, by claim id, and of its added rows, by their number.

    `texts` are all cells of the rows with an id, for whoever looks at whole columns. The tool's own columns are never
    in `rows`: `ignored` says where somebody typed over them. `guessed` tell what a spreadsheet had made of a text.
    """

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    added: dict[int, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    guessed: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def typed_in(
    copy: ReviewCopy, went_out: Mapping[str, Mapping[str, str]], now: Mapping[str, Row], years: range
) -> Typed:
    """What was typed; `went_out` and, for a row that is not in it, `now` say what the cells were.

    Raises: DamagedTable for a formula or an error value in a person's cell, naming it.
    """
    typed = Typed()
    for record in copy.records:
        row = now.get(record.claim_id)
        was = went_out.get(record.claim_id)
        cells = dict(_texts(copy, record, was if was is not None else _cells(row), (years, typed.guessed)))
        if not record.claim_id:
            typed.added[record.number] = {name: cell for name, cell in cells.items() if cell and not locked(name)}
            continue
        typed.texts[record.claim_id] = cells
        before = was if was is not None else _cells(row)
        changed = {name: cell for name, cell in cells.items() if cell != before.get(name, "")}
        typed.rows[record.claim_id] = {name: cell for name, cell in changed.items() if not locked(name)}
        typed.ignored += [
            f"{copy.letters[name]}{record.number}"
            for name, cell in changed.items()
            if locked(name) and (row is None or cell != row.cell(name))
        ]
    return typed


def _cells(row: Row | None) -> Mapping[str, str]:
    return {} if row is None else {name: row.cell(name) for name in (*NAMES, *dict(row.extra))}


def _texts(
    copy: ReviewCopy, record: Record, before: Mapping[str, str], how: tuple[range, list[Problem]]
) -> Iterator[tuple[str, str]]:
    years, guessed = how
    for column in copy.columns:
        cell = record.cells.get(column)
        if cell is not None and cell.kind in UNKNOWN and not locked(column):
            reason = f"{UNKNOWN[cell.kind]}, '{str(cell.value)[:60]}': what it says is not known"
            hint = "Type the text itself, with an apostrophe in front of a sign like =. Nothing was written."
            raise DamagedTable(copy.path, reason, hint, cell=f"{copy.place(record, column)} ({column})")
        text, made_of = said(cell, before.get(column, ""), years)
        if made_of and not locked(column):
            place = f"{copy.path}, {copy.place(record, column)} ({column})"
            guessed.append(Problem(code="cell-redressed", message=f"{made_of}, taken as '{text}'", place=place))
        yield column, text


def with_cell(row: Row, column: str, cell: str) -> Row:
    """The row with one cell replaced, a person's own column added where it has none of that name."""
    if column in NAMES or column in dict(row.extra):
        return with_cells(row, {column: cell})
    return replace(row, extra=(*row.extra, (column, cell)))


def listed(names: list[str]) -> str:
    """The first few, and how many more."""
    return ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED:,} more" if len(names) > LISTED else "")
