"""A row of the table whose words the article does not have.

Either the article was changed after its claims were made (`factcheck parse` brings the table up to date), or the
claim has left the article and its row was kept for the work in it, or somebody typed a row whose `verbatim` is not the
article's. What is proved there is not what will be printed. A row marked cut is left alone.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record; verbatim=The Senate of Kazakhstan met in Almaty in 2005; spans=

Silent:
    The Senate of Kazakhstan met in “Astana” in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record; verbatim=The Senate of Kazakhstan met in "Astana" in 2005
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.row import Row
from factcheck.verdicts import GONE, STALE, Status, flags_of, fold, read_status

CODE = "claim-not-in-text"
LEVEL = Level.WARNING
LONGEST = 60
"""Code points of the words that are shown."""


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    if subject.article is None or not subject.rows:
        return
    text = _plain(subject.text)
    for row in subject.rows:
        if read_status(row.status)[0] is Status.CUT:
            continue
        pieces = (" ".join(piece.split()) for piece in row.verbatim.split("[...]"))
        missing = next((piece for piece in pieces if _plain(piece) not in text), "")
        if GONE in flags_of(row):
            yield Hit(_gone(row), "Mark it cut, or find the words that took its place.", claim_id=row.claim_id)
        elif missing:
            shown = missing if len(missing) <= LONGEST else f"{missing[: LONGEST - 1].rstrip()}…"
            message = f"the article does not have “{shown}”"
            yield Hit(message, "Parse the article again, or mend the row.", claim_id=row.claim_id)


def _gone(row: Row) -> str:
    kept = "an older wording" if STALE in flags_of(row) else "work"
    return f"no longer in the article, kept for the {kept} in it"


def _plain(words: str) -> str:
    """The words as they are compared: quotation marks, dashes, spaces and capitals do not count."""
    return re.sub(r"[\W_]+", " ", fold(words)).strip()
