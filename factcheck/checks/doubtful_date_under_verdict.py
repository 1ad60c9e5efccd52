"""A verdict on a claim whose date can be read in two ways.

The claim is marked verified, and its event date ends in a question mark: two readings of the words remain, as of
"03/04/2005", or of "on Monday" where nobody knows when the article appeared. Evidence for one reading says nothing
about the other. Say which is meant: correct the cell, or give the day of publication and parse again.

Fires:
    The Senate met on 03/04/2005 in Astana.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3

Silent:
    The Senate met on 3 April 2005 in Astana.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level, Subject
from factcheck.verdicts import SourceStatus, Status, read_source_status, read_status

CODE = "doubtful-date-under-verdict"
LEVEL = Level.WARNING
_LEANS = frozenset({Status.VERIFIED, Status.WRONG, Status.NEEDS_CHANGE})


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    for row in subject.rows:
        status, unread = read_status(row.status)
        source, _ = read_source_status(row.source_status)
        if not unread and status in _LEANS and "?" in row.event_date:
            word = status.replace("_", " ")
            message = f"marked {word}, and its event date, {row.event_date}, can be read in two ways"
            yield Hit(message, "Write the date that is meant into event_date.", claim_id=row.claim_id)
        elif source is SourceStatus.VERIFIED and "?" in row.cited_date:
            message = f"source marked verified, and its date, {row.cited_date}, can be read in two ways"
            yield Hit(message, "Write the date of the source into cited_date.", claim_id=row.claim_id)
