"""A new parse joined with the reviewer's table, three-way by cell. Nothing a person typed is changed."""

from factcheck.merge.article import likely_same_article, rename_article
from factcheck.merge.parse import Merge, Note, NoteKind, merge_parse
from factcheck.merge.words import plain_words

__all__ = ["Merge", "Note", "NoteKind", "likely_same_article", "merge_parse", "plain_words", "rename_article"]
