"""The claim record, its kinds and its id."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.document import Span

CONSONANTS = "bcdfghjklmnpqrstvwxz"
"""Ids are spelled in consonants: no spreadsheet reads `c-kbmwzdfg` as a number, a date or a word."""


class Kind(StrEnum):
    """Whose words a claim is."""

    FACT = "fact"
    STATEMENT = "statement"
    """Somebody is reported to have said it."""
    OPINION = "opinion"
    """The author's own view or wish."""
    PREDICTION = "prediction"
    """The author's own forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One atomic assertion of the article.

    `spans` lie in sentence `sentence` (0-based), in order and disjoint. `text` reads alone; what was filled in from
    elsewhere in the article stands in [square brackets]. `source` is None for the article's own voice. `date` is EDTF
    of the event, "" where the text does not date it; `said_date` when it was said. `citations` are indices into
    the article's citations, nearest first; `attribution` an index into its attributions.
    """

    id: str
    spans: tuple[Span, ...]
    text: str
    kind: Kind
    checkable: bool
    sentence: int
    source: str | None = None
    source_role: str = ""
    cue: str = ""
    attribution: int | None = None
    citations: tuple[int, ...] = ()
    date: str = ""
    date_basis: str = ""
    said_date: str = ""
    look_for: tuple[str, ...] = ()

    def verbatim(self, text: str) -> str:
        """The article's own words, the pieces joined by an ellipsis in brackets."""
        return " [...] ".join(span.slice(text) for span in self.spans)


def span_words(text: str, spans: Iterable[Span]) -> str:
    """What an id is made of: the sliced words in NFC, casefolded, letters and digits only.

    >>> span_words("The SCO’s request", [Span(4, 9)])
    'scos'
    """
    sliced = " ".join(span.slice(text) for span in spans)
    folded = unicodedata.normalize("NFC", sliced).casefold()
    return re.sub(r"[\W_]+", "", folded)


def spell(words: str, count: int = 0) -> str:
    """The id for `words`: `c-` and eight consonants of their SHA-256; `count` gives the next one where it is taken."""
    digest = hashlib.sha256((words if not count else f"{words}#{count}").encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(8):
        number, at = divmod(number, len(CONSONANTS))
        letters.append(CONSONANTS[at])
    return "c-" + "".join(letters)


def name_all(words: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Ids for claims in text order, none of them twice nor among `taken`."""
    used = set(taken)
    counts: dict[str, int] = {}
    names = []
    for each in words:
        count = counts.get(each, 0)
        while (name := spell(each, count)) in used:
            count += 1
        counts[each] = count + 1
        used.add(name)
        names.append(name)
    return tuple(names)
