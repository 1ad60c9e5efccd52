"""The append-only record of every change beside the table: base of merge, undo and repair.

`commit` is how a command writes; `history`, `undo` and `rebuild` read the record back.
"""

from factcheck.journal.commit import commit
from factcheck.journal.history import Entry, base_of, history, rebuild, undo, undoable
from factcheck.journal.memory import Memory, remember
from factcheck.journal.records import OUTSIDE, REPAIR, TOOL, Batch, Change, Journal, read_journal
from factcheck.table.files import journal_path

__all__ = [
    "OUTSIDE",
    "REPAIR",
    "TOOL",
    "Batch",
    "Change",
    "Entry",
    "Journal",
    "Memory",
    "base_of",
    "commit",
    "history",
    "journal_path",
    "read_journal",
    "rebuild",
    "remember",
    "undo",
    "undoable",
]
