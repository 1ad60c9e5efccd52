"""A checklist whose claims know more: each entry of it replaced, wherever it stands."""

from collections.abc import Callable
from dataclasses import replace

from factcheck.report.checklist import Checklist, Entry


def with_entries(checklist: Checklist, told: Callable[[Entry], Entry]) -> Checklist:
    """The checklist with `told(entry)` in the place of each entry."""
    passages = tuple(replace(passage, entries=tuple(map(told, passage.entries))) for passage in checklist.passages)
    return replace(checklist, passages=passages, placeless=tuple(map(told, checklist.placeless)))
