"""When two wordings are the same words: what typography alone never changes."""

import re
import unicodedata

from factcheck.row import Row

JOIN = " [...] "
"""What parts the pieces of a claim's own words in `verbatim` (`Claim.verbatim`)."""
SIGN = re.compile(r"(?<!\S)[-−–](?=\d)")
"""A minus before a figure is no hyphen: "-5 percent" is not "5 percent"."""
GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
TYPOGRAPHY = re.compile("[\\s,‐‑‒–—―−\u00ad\u200b\u2060\"'“”„‟‘’‚‛«»‹›`´ʼ-]")
EDGES = ".:;!?…()"


def plain_words(text: str) -> str:
    """The text as words are compared: quotation marks, dashes, hyphens, spaces, commas and capitals do not count.

    Nor does the full stop at an end, which a span may or may not take in. A sign or decimal point of a figure counts.

    >>> plain_words("The “25–30 percent” rise,") == plain_words('the "25-30 percent" rise.')
    True
    >>> plain_words("1.5 percent") == plain_words("15 percent"), plain_words("1,000") == plain_words("1000")
    (False, True)
    """
    folded = unicodedata.normalize("NFKC", text.replace(JOIN, " ")).casefold()
    folded = SIGN.sub("±", folded)
    folded = DECIMAL_COMMA.sub("·", GROUPED.sub("", folded))
    return TYPOGRAPHY.sub("", folded).strip(EDGES)


def same_words(one: str, other: str) -> bool:
    """True where both are the same words, but for what typography changes."""
    return one == other or plain_words(one) == plain_words(other)


def row_words(row: Row) -> str:
    """The words of the article that the row states."""
    return plain_words(row.verbatim)


def number(cell: str, default: int = 0) -> int:
    """A cell of digits as a number, `default` for any other."""
    return int(cell) if cell.isascii() and cell.isdigit() else default


def ref_key(ref: str) -> tuple[int, int, str] | None:
    """Where a ref stands in the article: `s16a` before `s16b` before `s17a`; None for what is no ref.

    >>> ref_key("s9z") < ref_key("s9aa") < ref_key("s10a")
    True
    """
    found = re.fullmatch(r"s?(\d+)([a-z]+)", ref.strip().casefold())
    return (int(found[1]), len(found[2]), found[2]) if found else None
