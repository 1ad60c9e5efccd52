"""One row of evidence.csv: what was asked for one claim, and what one capture or file holds of it."""

from dataclasses import dataclass, field, fields
from enum import StrEnum


class Match(StrEnum):
    """Whether a page holds the words that the article quotes; blank where the claim quotes none."""

    YES = "yes"
    NEAR = "near"
    """The words, but for a difference that the row shows."""
    NO = "no"


FOUND = "found"
"""The outcome of a candidate: a capture or a file that holds something on the claim. As `archive.Outcome.FOUND`."""
NOT_ASKED = "not_asked"
"""The outcome where nothing could be asked; `timing` then says why. Others are those of `archive.Outcome`."""
NO_PASSAGE = "no_passage"
"""The outcome where pages or files were read and nothing in them bears on the claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The cells of one row, all text, blank = does not apply. Fields are the columns, in their order.

    `rank` is the number of a candidate, given once and never changed: from 1 in the order of the look-up that found it,
    further ones after those there are; blank for a search that found none. `asked` is the address, host
    and dates, or the file, that was asked. `captured_at` and `looked_up_at` are UTC (`2005-08-11T06:20:00Z`),
    `wanted_date` EDTF, `gap_days` a whole number, negative where the capture is earlier than wanted. `timing` says the
    gap in words, and "captured after the article" where so; without a capture it says what happened, of a file of
    pages or paragraphs where the best passage stands. `passage` holds the passages that bear on the claim, the best
    first, one a line; `passage_start` and `passage_end` their code points in the page's text, joined by `; ` in the
    same order. `restates` is `yes` where a passage merely repeats the claim. `file` is the WARC
    that holds the page, or the file that was searched, relative to the table.
    """

    evidence_id: str = ""
    claim_id: str = ""
    rank: str = ""
    asked: str = ""
    outcome: str = ""
    original_url: str = ""
    archive_url: str = ""
    captured_at: str = ""
    wanted_date: str = ""
    gap_days: str = ""
    timing: str = ""
    sha256: str = ""
    title: str = ""
    passage: str = ""
    passage_start: str = ""
    passage_end: str = ""
    quote_match: str = ""
    restates: str = ""
    file: str = ""
    looked_up_at: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Cells of columns a person added: (column, cell) in the file's order."""
    by_hand: bool = field(default=False, compare=False)
    """No cell: True for a row of the file that is not as the tool wrote it, so that a person added or edited it."""

    @property
    def is_theirs(self) -> bool:
        """True where a person added or edited the row, or filled a cell in a column of their own."""
        return self.by_hand or any(cell.strip() for _, cell in self.extra)


COLUMNS = tuple(each.name for each in fields(Evidence) if each.name not in {"extra", "by_hand"})
