"""What an examination finds: where, what, and who may settle it."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What happened, in one word for programs; the order is the order of the report."""

    SORTED_ALONE = "sorted-alone"
    HEADER = "header"
    COLUMN_MISSING = "column-missing"
    COLUMN_RENAMED = "column-renamed"
    COLUMN_TWICE = "column-twice"
    COLUMN_GONE = "column-gone"
    ID_MANGLED = "id-mangled"
    ID_BLANK = "id-blank"
    ID_TWICE = "id-twice"
    ROW_TWICE = "row-twice"
    ROW_ADDED = "row-added"
    ROW_DELETED = "row-deleted"
    ROW_RESTORED = "row-restored"
    TOOL_CELL = "tool-cell"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    BOOLEAN = "boolean"
    MOJIBAKE = "mojibake"
    LETTERS_LOST = "letters-lost"
    CUT = "cut"
    TABS = "tabs"
    APOSTROPHE = "apostrophe"
    FORMULA = "formula"
    CELL_RESTORED = "cell-restored"
    CELL_KEPT = "cell-kept"
    BYTE_ORDER_MARK = "byte-order-mark"
    NO_JOURNAL = "no-journal"


class Kind(StrEnum):
    """Who settles it."""

    REPAIR = "repair"
    """Certain: `--write` does it."""
    ASK = "ask"
    """A person chooses, with `--restore` or `--keep`."""
    TELL = "tell"
    """Nothing is to be done; the user should know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found.

    `row` is the spreadsheet's row, 0 where none applies; `column` a column's name, "" for a whole row. `now` is the
    cell as it stands, `known` the journal's, `after` what it is to be. `settle` are words behind `factcheck doctor`;
    `chosen`: a person gave them.
    """

    code: Code
    kind: Kind
    why: str
    claim_id: str = ""
    ref: str = ""
    column: str = ""
    row: int = 0
    now: str = ""
    known: str = ""
    after: str = ""
    settle: tuple[str, ...] = ()
    chosen: bool = False
