"""Ids for rows a person added."""

import re
from collections.abc import Iterable
from dataclasses import replace

from factcheck.claims.claim import name_all, span_words
from factcheck.document import Span
from factcheck.row import Row


def id_words(row: Row) -> str:
    """What the row's id is made of: the words of `verbatim`, of `claim` where a person left that blank."""
    words = row.verbatim.strip() or row.claim
    words = words.replace(" [...] ", " ")
    return span_words(words, [Span(0, len(words))])


def give_ids(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, those without a claim_id given one from their words; the others as they are."""
    rows = tuple(rows)
    blank = [row for row in rows if not row.claim_id.strip()]
    if not blank:
        return rows
    taken = {row.claim_id for row in rows}
    names = iter(name_all([id_words(row) for row in blank], taken))
    return tuple(row if row.claim_id.strip() else replace(row, claim_id=next(names)) for row in rows)


def well_formed(claim_id: str) -> bool:
    """True for an id as the tool spells it."""
    return re.fullmatch(r"c-[b-df-hj-np-tv-xz]{8}", claim_id) is not None
