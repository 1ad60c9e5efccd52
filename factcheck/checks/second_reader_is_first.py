"""A second reading by the person who gave the verdict, or of no verdict at all.

The second reader is another pair of eyes. Where the reviewer's own name stands there again, or nobody has given a
verdict that could be read again, the second reading counts for nothing.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=Ana; evidence=Record of the session; second_reader=ana

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=Ana; evidence=Record of the session; second_reader=Ben
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.verdicts import fold, has_verdict

CODE = "second-reader-is-first"
LEVEL = Level.WARNING


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    for row in subject.rows:
        reader = row.second_reader.strip()
        if reader and fold(reader) == fold(row.reviewer):
            yield Hit(f"{reader} gave the verdict and read it again", "Ask somebody else to.", claim_id=row.claim_id)
        elif reader and not has_verdict(row):
            message = f"{reader} read it again, and nobody has given a verdict"
            yield Hit(message, "Give the verdict first.", claim_id=row.claim_id)
