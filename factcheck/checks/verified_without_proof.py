"""A claim marked verified that nothing proves.

A verdict carries its proof: who gave it, and a link, a file or a document; a note will do where it says how it was
checked ("called the ministry", not "ok"). Until then the claim counts as open, whatever its status says.

`factcheck mark` refuses such a verdict. It gets into a table by way of a spreadsheet.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.verdicts import Status, proof_missing, read_status

CODE = "verified-without-proof"
LEVEL = Level.ERROR


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    for row in subject.rows:
        missing = proof_missing(row)
        if missing and read_status(row.status) == (Status.VERIFIED, None):
            yield Hit(
                f"marked verified: {missing}", "Say who verified it, and on what evidence.", claim_id=row.claim_id
            )
