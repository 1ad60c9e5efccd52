"""Two reviewers who do not agree about a claim.

What one found verified and another wrong, disputed or in need of a change is not settled by who came last. It is
known in two ways: the journal holds a verdict that somebody else gave before (one that was taken back does not
count), or two rows of the table state the same words. A second reader who has confirmed the verdict settles it.

Fires:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3
    s1a earlier: ben wrong

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3
    s1a earlier: ben cannot_verify
    s1a earlier: ana wrong
"""

from collections import defaultdict
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.row import Row
from factcheck.verdicts import STALE, Status, flags_of, fold, read_status

CODE = "reviewers-disagree"
LEVEL = Level.WARNING
AGAINST = frozenset({Status.NEEDS_CHANGE, Status.WRONG, Status.DISPUTED})
HINT = "Settle it between them; a second reader who confirms it closes the matter."


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    last: dict[tuple[str, str], Status] = {}
    for claim_id, reviewer, status in subject.earlier:
        last[claim_id, fold(reviewer)] = read_status(status)[0]
    names = {fold(reviewer): reviewer for _, reviewer, _ in subject.earlier}
    before: defaultdict[str, list[tuple[str, Status]]] = defaultdict(list)
    for (claim_id, reviewer), status in last.items():
        before[claim_id].append((names[reviewer], status))
    seen: dict[str, Row] = {}
    for row in subject.rows:
        status, unread = read_status(row.status)
        if unread or not row.reviewer.strip() or row.second_at.strip() or STALE in flags_of(row):
            continue
        others = [each for each in before[row.claim_id] if fold(each[0]) != fold(row.reviewer)]
        twin = seen.setdefault(fold(row.verbatim), row) if row.verbatim.strip() else row
        if fold(twin.reviewer) != fold(row.reviewer):
            others.append((twin.reviewer.strip(), read_status(twin.status)[0]))
        other = next((each for each in others if _contradict(status, each[1])), None)
        if other:
            message = f"{other[0]} marked it {_said(other[1])}, {row.reviewer.strip()} {_said(status)}"
            yield Hit(message, HINT, claim_id=row.claim_id)


def _contradict(one: Status, other: Status) -> bool:
    return (one is Status.VERIFIED and other in AGAINST) or (other is Status.VERIFIED and one in AGAINST)


def _said(status: Status) -> str:
    return status.replace("_", " ")
