"""A verdict other than verified that does not say who found it, or on what evidence.

"Wrong", "disputed" and "needs change" go to the writer, and the writer asks why. The reviewer's name belongs in the
row, and so does what was found: a link, a file, a document, or a note that says it. A source marked wrong needs the
same. For "cannot verify" and "not checkable" the name is enough, and for a claim that is cut nothing is needed. Of a
claim marked verified `verified-without-proof` asks more.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=wrong; reviewer=ana

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=wrong; reviewer=ana; note=the Senate's calendar has no session in Astana that year
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.row import Row
from factcheck.verdicts import SourceStatus, Status, read_source_status, read_status, says_how

CODE = "verdict-without-evidence"
LEVEL = Level.WARNING
FINDINGS = frozenset({Status.NEEDS_CHANGE, Status.WRONG, Status.DISPUTED})
"""What somebody found out."""
NAMED = FINDINGS | {Status.CANNOT_VERIFY, Status.NOT_CHECKABLE}
"""What somebody has to answer for."""


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    for row in subject.rows:
        if missing := _missing(row):
            yield Hit(missing, "Say who found it, and what.", claim_id=row.claim_id)


def _missing(row: Row) -> str:
    status, unread = read_status(row.status)
    source, _ = read_source_status(row.source_status)
    wrong_source = source is SourceStatus.WRONG and status not in {Status.VERIFIED, Status.CUT}
    if unread or not (status in NAMED or wrong_source):
        return ""
    word = status.replace("_", " ") if status in NAMED else "source wrong"
    if not row.reviewer.strip():
        return f"marked {word}: no reviewer"
    told = re.search(r"\w", row.evidence + row.suggested) or says_how(row.note)
    asked = status in FINDINGS or wrong_source
    return f"marked {word}: no evidence, and no note that says why" if asked and not told else ""
