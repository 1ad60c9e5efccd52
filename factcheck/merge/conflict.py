"""Where two copies say different things, and how a person chooses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """One of the two copies, as a person names it."""

    A = "A"
    B = "B"

    @property
    def other(self) -> "Side":
        """The copy that this one is joined with."""
        return Side.B if self is Side.A else Side.A


ROW, VERDICT, WORDS = "row", "verdict", "words"
"""What a conflict may be about besides a column: whether the row stays, the whole verdict, the article's own words."""


class Said(NamedTuple):
    """What one copy has: its cells that matter, by column; who typed them and when, "" where nobody knows."""

    cells: tuple[tuple[str, str], ...]
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What both copies changed, each in its own way.

    `about` is the word to choose by: a column, `verdict`, `row` or `words`. `chosen` is None until somebody chose.
    """

    claim_id: str
    ref: str
    claim: str
    about: str
    a: Said
    b: Said
    chosen: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person chose, by claim id and the word of the conflict; `prefer` is for all the rest."""

    by_conflict: Mapping[tuple[str, str], Side] = field(default_factory=dict)
    prefer: Side | None = None

    def of(self, claim_id: str, about: str) -> Side | None:
        """The side chosen for this conflict, None where none was."""
        return self.by_conflict.get((claim_id, about), self.prefer)
