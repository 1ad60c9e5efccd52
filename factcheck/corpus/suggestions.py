"""Verdicts that other claims of the same words were given: suggestions for a reviewer, never verdicts."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from factcheck.corpus.asking import Answer, Asking
from factcheck.corpus.likeness import LIKE, differs, traces_of
from factcheck.row import Row
from factcheck.verdicts import Pile, fold, standing

COLUMNS = ("article", "claim_id", "source", "claim", "suggestion", "evidence", "likeness", "differs", "earlier_claim")
SETTLED = frozenset([Pile.VERIFIED, Pile.DECIDE])
# The claims are gone through twice: for the few that may be meant, and for what these say.
_CANDIDATES = """
    CREATE OR REPLACE TABLE candidates AS
    SELECT DISTINCT given, folded
    FROM decided_bands JOIN (
        SELECT hash(shingles) AS folded, generate_subscripts(bands, 1) AS band, unnest(bands) AS hash
        FROM claims WHERE len(shingles) > 0
    ) USING (band, hash)
"""
_CLAIMS = """
    WITH decided AS (SELECT given, list(shingle) AS shingles FROM decided_shingles GROUP BY given)
    SELECT given, round(100 * shared / together)::INTEGER, article, claim_id, source, event_date, claim
    FROM (
        SELECT *, len(list_intersect(claims.shingles, decided.shingles)) AS shared,
        len(claims.shingles) + len(decided.shingles) - shared AS together
        FROM claims JOIN candidates ON hash(claims.shingles) = folded JOIN decided USING (given)
    )
    WHERE shared >= $like * together
    ORDER BY article, try_cast(sentence AS INTEGER), length(ref), ref, given
"""


class Verdict(NamedTuple):
    """A row that somebody decided, and what is said of it: "verified on 2026-03-02 by ana in article X"."""

    row: Row
    words: str


def verdicts_of(rows: Sequence[Row]) -> tuple[Verdict, ...]:
    """The rows whose verdict can be told again: verified with proof, or found wanting; not what has changed since."""
    found = []
    for row in rows:
        stands = standing(row)
        if stands.pile in SETTLED and not stands.stale and row.claim.strip():
            on = f" on {row.reviewed_at.strip()[:10]}" if row.reviewed_at.strip() else ""
            by = f" by {row.reviewer.strip()}" if row.reviewer.strip() else ""
            where = f" in article {row.article}" if row.article else ""
            found.append(Verdict(row, f"{stands.words}{on}{by}{where}"))
    return tuple(dict.fromkeys(found))  # a table may be given twice, or with its copy


def suggested(asking: Asking, verdicts: Sequence[Verdict]) -> Answer:
    """The claims of the dataset that say what a decided claim says, with what was decided.

    Where the figures or a "not" differ nothing is suggested; where the source or the date of the event does, `differs`
    says so. The decided claim itself is left out. `likeness` is in hundredths.
    """
    traces = tuple(traces_of(verdict.row.claim for verdict in verdicts))
    bands = ((given, *each) for given, found in enumerate(traces) for each in enumerate(found.bands, 1))
    asking.put("decided_bands", ("given", "band", "hash"), bands)
    shingles = ((given, each) for given, found in enumerate(traces) for each in found.shingles)
    asking.put("decided_shingles", ("given", "shingle"), shingles)
    return Answer(COLUMNS, _rows(asking, verdicts))


def _rows(asking: Asking, verdicts: Sequence[Verdict]) -> Iterator[tuple[Any, ...]]:
    asking.connection.execute(_CANDIDATES)
    asking.connection.execute(_CLAIMS, {"like": LIKE})
    for given, near, article, claim_id, source, date, claim in asking.fetched():
        row, words = verdicts[given]
        if (article, claim_id) != (row.article, row.claim_id) and not differs(row.claim, claim):
            apart = _apart(row, source, date)
            yield article, claim_id, source, claim, words, row.evidence, near, apart, row.claim


def _apart(row: Row, source: str, date: str) -> str:
    """What is not the same of two claims of the same words."""
    other_source = fold(row.source) != fold(source)
    other_date = bool(row.event_date and date) and row.event_date != date
    return " ".join([*(["source"] if other_source else []), *(["event_date"] if other_date else [])])
