"""A change that was decided and that the article does not show.

The reviewer suggested other words and the suggestion was accepted, or the claim was cut; the article still has the
old words. Between the decision and the page many a correction was lost.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=needs_change; reviewer=ana; note=record: 2004; suggested=The Senate met in 2004; disposition=accepted

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=needs_change; reviewer=ana; note=record: 2004; suggested=The Senate met in 2004; disposition=stet
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.verdicts import GONE, Disposition, Status, flags_of, read_disposition, read_status

CODE = "change-not-made"
LEVEL = Level.WARNING


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    for row in subject.rows:
        claim = subject.claim_of(row.claim_id)
        if claim is None or GONE in flags_of(row) or row.verbatim != claim.verbatim(subject.text):
            continue
        decided, _ = read_disposition(row.disposition)
        if decided is Disposition.CUT or read_status(row.status) == (Status.CUT, None):
            yield Hit("cut, and still in the article", "Take it out, or mark it again.", claim_id=row.claim_id)
        elif decided is Disposition.ACCEPTED and row.suggested.strip() not in ("", row.claim.strip(), row.verbatim):
            message = "other words were accepted, and the article still has the old ones"
            yield Hit(message, "Change the article, then parse it again.", claim_id=row.claim_id)
