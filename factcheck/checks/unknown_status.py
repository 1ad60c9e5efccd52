"""A word in the status columns that is no verdict.

`status`, `source_status` and `disposition` hold a word out of a list; `ok` and `Verified ` are read as what they mean.
"yes?" and "verfied" are not guessed at: the claim counts as open until somebody says what is meant.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verfied; reviewer=ana; evidence=Record of the session, page 3

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=OK; reviewer=ana; evidence=Record of the session, page 3
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.verdicts import read_disposition, read_source_status, read_status

CODE = "unknown-status"
LEVEL = Level.ERROR


def find(subject: Subject) -> Iterator[Hit]:
    """The cells, row by row in the table's order."""
    for row in subject.rows:
        read = (read_status(row.status)[1], read_source_status(row.source_status)[1])
        for problem in (*read, read_disposition(row.disposition)[1]):
            if problem:
                hint = problem.hint[:1].upper() + problem.hint[1:]
                yield Hit(problem.message, hint if hint.endswith("?") else f"{hint}.", claim_id=row.claim_id)
