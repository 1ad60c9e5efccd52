"""A new parse, or another reviewer's copy, joined with a table, three-way by cell; no word of a person's is lost."""

from factcheck.merge.ancestor import Ancestor, ancestor_in, find_ancestor
from factcheck.merge.article import likely_same_article, rename_article, worked_on
from factcheck.merge.conflict import Choices, Conflict, Said, Side
from factcheck.merge.copies import Merged, merge_copies
from factcheck.merge.copy import Copy, copy_of
from factcheck.merge.notes import Note, NoteKind
from factcheck.merge.parse import Merge, merge_parse
from factcheck.merge.rewordings import Rewording, rewordings, said_before
from factcheck.merge.words import plain_words
from factcheck.merge.writing import tool_step

__all__ = [
    "Ancestor",
    "Choices",
    "Conflict",
    "Copy",
    "Merge",
    "Merged",
    "Note",
    "NoteKind",
    "Rewording",
    "Said",
    "Side",
    "ancestor_in",
    "copy_of",
    "find_ancestor",
    "likely_same_article",
    "merge_copies",
    "merge_parse",
    "plain_words",
    "rename_article",
    "rewordings",
    "said_before",
    "tool_step",
    "worked_on",
]
