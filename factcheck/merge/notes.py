"""What a merge has to tell about a row."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

Base = Mapping[str, Mapping[str, str]]
"""Cells by claim id and column, blanks left out or not: what the tool last wrote, or what two copies came from."""


class NoteKind(StrEnum):
    """What happened to the row."""

    ADDED = "added"
    STALE = "stale"
    GONE = "gone"
    LEFT = "left"
    BACK = "back"
    DELETED = "deleted"
    KEPT = "kept"
    NAMED = "named"
    LINKED = "linked"
    """It was split from another claim, or took one in."""
    JOINED = "joined"
    """Both copies added to the note: it holds both."""
    FILLED = "filled"
    """Nothing tells what the copies came from: the cell that is filled was taken."""
    ALONE = "alone"
    """Nothing tells whether the row was added to one copy or deleted from the other: it stays."""
    VOIDED = "voided"
    """The second reading was of another verdict."""
    REPARSED = "reparsed"
    """Both copies hold a new parse: the newer one's words were taken."""
    COLUMN = "column"
    """A column of a person's own that one copy no longer has: it stays."""


class Note(NamedTuple):
    """One thing to tell; `before` and `after` are wordings or cells where the message is about a difference."""

    kind: NoteKind
    claim_id: str
    message: str
    before: str = ""
    after: str = ""
