"""A verdict on words that have changed since.

A new draft worded the claim differently after somebody gave a verdict on it; the row is flagged `stale`. The verdict
stands in the table, and closes nothing until somebody has looked at the words as they are now. Marking the claim
again takes the flag off.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3; flags=stale

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.verdicts import STALE, Status, flags_of, read_status

CODE = "stale-verdict"
LEVEL = Level.ERROR


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    for row in subject.rows:
        status, unread = read_status(row.status)
        if STALE in flags_of(row) and status not in {Status.UNVERIFIED, Status.CUT} and not unread:
            word = status.replace("_", " ")
            by = f" by {row.reviewer.strip()}" if row.reviewer.strip() else ""
            message = f"marked {word}{by}, and its words have changed since"
            yield Hit(message, "Read it again and mark it again.", claim_id=row.claim_id)
