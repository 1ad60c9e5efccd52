"""Checks: what a desk editor would circle. Pure functions of what was parsed and what stands in the table.

A module of this package is one check: `CODE` (the word in reports and flags), `LEVEL`, `find(subject)`, and a
docstring that is its manual page, with an example that fires and one that does not; the tests run both.
"""

from bisect import bisect_right
from collections.abc import Iterable

from factcheck.checks import uncovered_words
from factcheck.checks.finding import Check, Finding, Hit, Level, Subject

__all__ = ["CHECKS", "Check", "Finding", "Hit", "Level", "Subject", "run_checks"]

CHECKS: tuple[Check, ...] = tuple(
    Check.of(module)
    for module in (
        uncovered_words,
    )
)  # fmt: skip
"""Every check, in the order of the manual."""


def run_checks(subject: Subject, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """What the checks find, in order of the text; findings about the table or the whole come last."""
    found = [_finding(subject, check, hit) for check in checks for hit in check.find(subject)]
    last = len(subject.article.text) + 1 if subject.article else 0
    return tuple(sorted(found, key=lambda each: (last if each.start is None else each.start, each.code, each.message)))


def _finding(subject: Subject, check: Check, hit: Hit) -> Finding:
    start, end = hit.span or (None, None)
    return Finding(
        code=check.code,
        level=check.level,
        message=hit.message,
        hint=hit.hint,
        claim_id=hit.claim_id or (subject.id_at(hit.span) if hit.span else ""),
        start=start,
        end=end,
        line=_line(subject, start),
    )


def _line(subject: Subject, start: int | None) -> int | None:
    if subject.article is None or start is None:
        return None
    blocks = subject.article.document.blocks
    at = bisect_right(blocks, start, key=lambda block: block.span.start) - 1
    return blocks[max(at, 0)].line if blocks else None
