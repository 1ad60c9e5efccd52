"""Statuses, what counts as proof, and what is still open: one place for command, table and page.

A verdict is what a person put in `status` and `source_status`, however it was typed. Nothing here gives one.
"""

from factcheck.verdicts.marking import Mark, apply_mark, names_cited, settle_typed, stamp, verdicts_differ
from factcheck.verdicts.proof import proof_missing, says_how, stet_reason
from factcheck.verdicts.standing import (
    GONE,
    STALE,
    Pile,
    Standing,
    changed_as_suggested,
    default_source_status,
    flags_of,
    has_human,
    has_verdict,
    standing,
    unconfirmed_view,
    with_flags,
)
from factcheck.verdicts.vocabulary import (
    Disposition,
    SourceStatus,
    Status,
    fold,
    read_disposition,
    read_source_status,
    read_status,
)

__all__ = [
    "GONE",
    "STALE",
    "Disposition",
    "Mark",
    "Pile",
    "SourceStatus",
    "Standing",
    "Status",
    "apply_mark",
    "changed_as_suggested",
    "default_source_status",
    "flags_of",
    "fold",
    "has_human",
    "has_verdict",
    "names_cited",
    "proof_missing",
    "read_disposition",
    "read_source_status",
    "read_status",
    "says_how",
    "settle_typed",
    "stamp",
    "standing",
    "stet_reason",
    "unconfirmed_view",
    "verdicts_differ",
    "with_flags",
]
