"""How the review copy looks: widths, colours, what is hidden, which words a cell offers."""

from enum import StrEnum
from typing import NamedTuple

from factcheck.row import COLUMNS, Owner
from factcheck.verdicts import Disposition, SourceStatus, Status

CLAIMS, HOW_TO, BASE = "Claims", "How to", "factcheck base"
"""The names of the sheets."""

WIDTHS = {
    "claim_id": 12,
    "ref": 7,
    "status": 14,
    "source_status": 15,
    "reviewer": 10,
    "source": 20,
    "cited": 20,
    "cited_date": 11,
    "claim": 50,
    "evidence": 30,
    "evidence_quote": 34,
    "note": 28,
    "waiting_on": 14,
    "suggested": 28,
    "disposition": 12,
    "second_reader": 15,
    "look_for": 16,
    "verbatim": 40,
    "writer_note": 24,
}
"""Characters; a column that is not named here is as wide as OTHER_WIDTH."""
OTHER_WIDTH = 14

HIDDEN = frozenset(
    {"reviewed_at", "second_at", "cue", "published", "published_basis", "paragraph", "sentence", "spans"}
)
"""The tool's bookkeeping: there, so that it can be looked up, but folded away."""

LOCKED = frozenset(column.name for column in COLUMNS if column.owner is Owner.TOOL)
"""Columns that only the tool writes: a person fills in or corrects the others, and their own."""

WORDS = {
    "status": tuple(Status),
    "source_status": tuple(SourceStatus),
    "disposition": tuple(Disposition),
    "checkable": ("yes", "no"),
    "kind": ("fact", "statement", "opinion", "prediction"),
}
"""What the drop-down of a column offers."""


class Look(NamedTuple):
    """Ink and paper, RRGGBB, and whether the word stands out in bold: a black and white print shows that much."""

    ink: str
    paper: str
    bold: bool = False


PLAIN = Look("1A1A1A", "FFFFFF")
HEADER = Look("FFFFFF", "33415C", bold=True)
TOOLS = Look("3D3D3D", "F2F2F2")
"""Cells that the tool writes."""

LOOKS: dict[StrEnum, Look] = {
    Status.IN_PROGRESS: Look("4A3A00", "FFF4CC"),
    Status.VERIFIED: Look("0B4A1E", "DDF3E1"),
    Status.NEEDS_CHANGE: Look("6B3100", "FFE5CC", bold=True),
    Status.WRONG: Look("7A0C0C", "FBDADA", bold=True),
    Status.DISPUTED: Look("5B1A6B", "F1DDF6", bold=True),
    Status.CANNOT_VERIFY: Look("5A2A4A", "F3E0EA", bold=True),
    Status.NOT_CHECKABLE: Look("3A4256", "E4E8F0"),
    Status.CUT: Look("444444", "E3E3E3"),
}
"""The cell of a verdict by its word; `unverified` is plain. The same words of source_status look the same."""


def width_of(column: str) -> int:
    """The column's width in characters."""
    return WIDTHS.get(column, OTHER_WIDTH)


def locked(column: str) -> bool:
    """True for a column that only the tool writes."""
    return column in LOCKED
