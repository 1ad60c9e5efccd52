"""A quotation that the page it is taken from words differently.

A look-up found the page, and on it nearly the words that the article quotes, but not those. `evidence.csv` has
`near` under `quote_match`. Quoted words are the speaker's: every one of them, or an ellipsis. Nothing is said where
another page, or a file of yours, has the very words.

Fires:
    “We will not leave this base,” the general told reporters.
    s1a evidence: quote_match=near; title=Briefing; passage=[page: “not [abandon]”; article: “not [leave]”]

Silent:
    “We will not leave this base,” the general told reporters.
    s1a evidence: quote_match=near; title=Briefing; passage=[page: “not [abandon]”; article: “not [leave]”]
    s1a evidence: quote_match=yes; title=Transcript
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.evidence.record import FOUND, Evidence, Match
from factcheck.row import Row
from factcheck.verdicts import Status, read_status

CODE = "quote-differs-from-page"
LEVEL = Level.WARNING
_DIFFERENCE = re.compile(r"^\[(page: .*)\]$", re.MULTILINE)


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order; of several pages the first."""
    for row in subject.rows:
        if _settled(row):
            continue
        found = [each for each in subject.evidence_of(row.claim_id) if each.outcome in {"", FOUND}]
        matches = {each.quote_match: each for each in reversed(found)}
        if Match.NEAR in matches and Match.YES not in matches:
            yield _hit(row, matches[Match.NEAR])


def _settled(row: Row) -> bool:
    """True where somebody has decided about the words already."""
    status, unread = read_status(row.status)
    return not unread and status in {Status.CUT, Status.NEEDS_CHANGE, Status.WRONG}


def _hit(row: Row, page: Evidence) -> Hit:
    name = page.title.strip() or page.archive_url or page.original_url or page.file or "the page found"
    told = _DIFFERENCE.search(page.passage)
    message = f"the quotation is worded differently in {name}"
    if told:
        message = f"{message}; {' '.join(told[1].split())}"
    return Hit(message, "Quote the words as they were said, or say where they come from.", claim_id=row.claim_id)
