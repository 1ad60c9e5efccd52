"""One row of claims.csv as text, and whose each column is."""

import csv
import io
from dataclasses import dataclass, fields
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple


class Owner(StrEnum):
    """Who writes a column."""

    TOOL = "tool"
    HUMAN = "human"
    CORRECTABLE = "correctable"
    """The tool writes it, a person may correct it; a corrected cell is the person's from then on."""


class Column(NamedTuple):
    """A column of claims.csv; `what` is one line for the manual."""

    name: str
    owner: Owner
    what: str


def _read_columns() -> tuple[Column, ...]:
    text = files("factcheck").joinpath("data/columns.csv").read_text(encoding="utf-8")
    return tuple(Column(c["name"], Owner(c["owner"]), c["what"]) for c in csv.DictReader(io.StringIO(text)))


COLUMNS = _read_columns()
NAMES = tuple(column.name for column in COLUMNS)
HUMAN = tuple(column.name for column in COLUMNS if column.owner is Owner.HUMAN)
CORRECTABLE = tuple(column.name for column in COLUMNS if column.owner is Owner.CORRECTABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one claim, all text, blank = not said. Fields are the columns, in their order (a test compares)."""

    claim_id: str = ""
    ref: str = ""
    status: str = ""
    source_status: str = ""
    reviewer: str = ""
    source: str = ""
    cited: str = ""
    cited_date: str = ""
    claim: str = ""
    evidence: str = ""
    evidence_quote: str = ""
    note: str = ""
    waiting_on: str = ""
    suggested: str = ""
    disposition: str = ""
    second_reader: str = ""
    event_date: str = ""
    said_date: str = ""
    look_for: str = ""
    flags: str = ""
    reviewed_at: str = ""
    second_at: str = ""
    kind: str = ""
    checkable: str = ""
    source_role: str = ""
    cue: str = ""
    writer_note: str = ""
    verbatim: str = ""
    article: str = ""
    published: str = ""
    published_basis: str = ""
    paragraph: str = ""
    sentence: str = ""
    spans: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Cells of columns a person added: (column, cell) in the file's order."""

    def cell(self, column: str) -> str:
        """The cell under a column's name, a person's own columns included; "" where there is no such column."""
        if column in NAMES:
            return str(getattr(self, column))
        return dict(self.extra).get(column, "")


ROW_FIELDS = tuple(field.name for field in fields(Row) if field.name != "extra")
