"""What a stale claim said when its verdict was given, beside what it says now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from factcheck.report.checklist import Checklist, Entry


def with_rewordings(checklist: Checklist, before: Mapping[str, str]) -> Checklist:
    """The checklist with the words that verdicts of stale claims were given on, by claim id."""

    def told(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(
            replace(each, said_before=before[each.row.claim_id]) if each.row.claim_id in before else each
            for each in entries
        )

    passages = tuple(replace(passage, entries=told(passage.entries)) for passage in checklist.passages)
    return replace(checklist, passages=passages, placeless=told(checklist.placeless))
