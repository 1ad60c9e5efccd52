"""What a stale claim said when its verdict was given, told by the journal."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from factcheck.journal import Batch, read_journal
from factcheck.merge.words import plain_words
from factcheck.row import Row
from factcheck.table import ClaimsTable
from factcheck.verdicts import STALE, flags_of

WORDINGS = ("verbatim", "claim", "source")
"""Where the difference may lie: the article's words, what the claim takes from its neighbours, who says it."""


class Rewording(NamedTuple):
    """The words that the verdict was given on, and those the article has now."""

    before: str
    after: str


def rewordings(batches: Iterable[Batch]) -> dict[str, Rewording]:
    """For each claim that stands as stale, by its id, what its words were before and are now.

    `batches` are those of `read_journal`. A claim whose words changed several times shows those its verdict was given
    on. One of which the journal does not tell how it became stale is left out.
    """
    rows: dict[str, dict[str, str]] = {}
    judged: dict[str, dict[str, str]] = {}
    for batch in batches:
        if batch.void:
            continue
        before = {change.claim_id: dict(rows.get(change.claim_id, {})) for change in batch.changes}
        for change in batch.changes:
            if change.column:
                rows.setdefault(change.claim_id, {})[change.column] = str(change.after or "")
            elif isinstance(change.after, Mapping):
                rows[change.claim_id] = dict(change.after)
            else:
                rows.pop(change.claim_id, None)
        for claim_id, was in before.items():
            if not _stale(rows.get(claim_id, {})):
                judged.pop(claim_id, None)
            elif was and not _stale(was):
                judged[claim_id] = was
    found = {claim_id: _difference(was, rows[claim_id]) for claim_id, was in judged.items()}
    return {claim_id: change for claim_id, change in found.items() if change is not None}


def said_before(table: ClaimsTable) -> dict[str, str]:
    """The words that the verdict of each stale claim was given on, by its id, where the journal knows them."""
    if not any(STALE in flags_of(row) for row in table.rows):
        return {}
    return {claim_id: each.before for claim_id, each in rewordings(read_journal(table.path).batches).items()}


def _stale(cells: Mapping[str, str]) -> bool:
    return STALE in flags_of(Row(flags=cells.get("flags", "")))


def _difference(was: Mapping[str, str], now: Mapping[str, str]) -> Rewording | None:
    for column in WORDINGS:
        before, after = was.get(column, ""), now.get(column, "")
        if plain_words(before) != plain_words(after):
            return Rewording(before, after)
    return None
