"""The rows as the next command would see them; see `factcheck.journal.seen`, where this belongs to be imported from."""

from factcheck.journal.seen import as_seen

__all__ = ["as_seen"]
