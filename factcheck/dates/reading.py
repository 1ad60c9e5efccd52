"""Where an expression stands, and what it was read as."""

from dataclasses import dataclass

from factcheck.dates.anchors import Mode, Named, Publication
from factcheck.dates.point import Point

NO_YEAR = "the year is not given and nothing tells it"
"""Basis of a date that stays without a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where an expression stands: how the text tells time, the dates named before, the clause around it."""

    mode: Mode
    published: Publication | None
    named: Named
    citation: bool = False
    direction: int = 0
    """1 where the clause speaks of the future, -1 of the past, 0 where nothing tells."""
    closing: Point | None = None
    """The date right after it that tells it: of "the quarter ended Sept. 30", of "10:35 a.m. (0735 GMT) Friday"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means: a point of the calendar, or a bare TIMEX3 value."""

    point: Point | None
    basis: str
    value: str = ""
    """The value where it is not the point's own: a literal, or one with unknown digits."""
    doubtful: bool = False
