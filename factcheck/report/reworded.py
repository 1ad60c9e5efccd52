"""What a stale claim said when its verdict was given, beside what it says now."""

from collections.abc import Mapping
from dataclasses import replace

from factcheck.report.checklist import Checklist
from factcheck.report.entries import with_entries


def with_rewordings(checklist: Checklist, before: Mapping[str, str]) -> Checklist:
    """The checklist with the words that verdicts of stale claims were given on, by claim id."""
    return with_entries(checklist, lambda each: replace(each, said_before=before.get(each.row.claim_id, "")))
