"""Cells of evidence.csv read back: the passages, where they stand, and how a near quotation differs."""

import re
from typing import NamedTuple

from factcheck.evidence.record import Evidence, Match

_OFFSET = re.compile(r"[0-9]{1,12}")
_DIFFERENCE = re.compile(r"\[.*\]", re.DOTALL)


class Passage(NamedTuple):
    """Words of a page, and their half-open code points in its text; None where the cells do not say."""

    text: str
    start: int | None
    end: int | None


def passages(row: Evidence) -> tuple[Passage, ...]:
    """The passages that bear on the claim, the best first."""
    lines = row.passage.split("\n") if row.passage.strip() else []
    if difference(row):
        lines.pop()
    starts, ends = _offsets(row.passage_start), _offsets(row.passage_end)
    return tuple(
        Passage(line, *(offsets[at] if at < len(offsets) else None for offsets in (starts, ends)))
        for at, line in enumerate(lines)
    )


def difference(row: Evidence) -> str:
    r"""What a near match says of the words that differ: the last line of the cell, in square brackets; "" for none.

    >>> difference(Evidence(passage="He said yes.\n[said no: said yes]", quote_match="near"))
    'said no: said yes'
    """
    last = row.passage.rstrip().rpartition("\n")[2].strip()
    told = quote_match(row) is Match.NEAR and _DIFFERENCE.fullmatch(last)
    return last[1:-1] if told else ""


def quote_match(row: Evidence) -> Match | None:
    """Whether the page holds the quoted words; None where the cell is blank or says something else."""
    word = row.quote_match.strip().casefold()
    return Match(word) if word in set(Match) else None


def restates(row: Evidence) -> bool:
    """True where the passages merely repeat the claim."""
    return row.restates.strip().casefold() in ("yes", "true", "1")


def _offsets(cell: str) -> list[int | None]:
    return [int(part) if _OFFSET.fullmatch(part := each.strip()) else None for each in cell.split(";")]
