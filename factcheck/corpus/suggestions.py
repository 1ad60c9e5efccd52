"""Verdicts that other claims of the same words were given: suggestions for a reviewer, never verdicts."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from factcheck.corpus.asking import Answer, Asking
from factcheck.corpus.extra import needed
from factcheck.corpus.likeness import LIKE, bands_of, differs, likeness
from factcheck.corpus.repeats import number_wordings, put
from factcheck.row import Row
from factcheck.verdicts import Pile, fold, standing

COLUMNS = ("article", "claim_id", "source", "claim", "suggestion", "evidence", "likeness", "differs", "earlier_claim")
SETTLED = frozenset([Pile.VERIFIED, Pile.DECIDE])
_CANDIDATES = """
    SELECT DISTINCT decided.wording AS given, wordings.wording, claim
    FROM decided JOIN bands USING (band, hash) JOIN wordings ON wordings.wording = bands.wording
    ORDER BY given, wordings.wording
"""
_CLAIMS = """
    SELECT given, likeness, article, claim_id, source, event_date, claim
    FROM claims JOIN wordings USING (claim) JOIN matched USING (wording)
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
    return tuple(found)


def suggested(asking: Asking, verdicts: Sequence[Verdict]) -> Answer:
    """The claims of the dataset that say what a decided claim says, with what was decided.

    Where the figures or a "not" differ nothing is suggested; where the source or the date of the event does, `differs`
    says so. The decided claim itself is left out. `likeness` is in hundredths.
    """
    number_wordings(asking)
    arrow = needed("pyarrow")
    placed = [
        (number, band, value)
        for number, bands in enumerate(bands_of(verdict.row.claim for verdict in verdicts))
        for band, value in enumerate(bands, 1)
    ]
    numbers = zip(*placed, strict=True) if placed else ((), (), ())
    named = zip(("wording", "band", "hash"), numbers, strict=True)
    put(asking, "decided", {name: arrow.array(cells, arrow.int64()) for name, cells in named})
    matched: dict[str, list[int]] = {"given": [], "wording": [], "likeness": []}
    for given, wording, claim in asking.connection.execute(_CANDIDATES).fetchall():
        near = likeness(verdicts[given].row.claim, claim)
        if near >= LIKE and not differs(verdicts[given].row.claim, claim):
            for column, cell in zip(matched, (given, wording, round(100 * near)), strict=True):
                matched[column].append(cell)
    put(asking, "matched", {name: arrow.array(cells, arrow.int64()) for name, cells in matched.items()})
    return Answer(COLUMNS, _rows(asking, verdicts))


def _rows(asking: Asking, verdicts: Sequence[Verdict]) -> Iterator[tuple[Any, ...]]:
    for given, near, article, claim_id, source, date, claim in asking.connection.execute(_CLAIMS).fetchall():
        row, words = verdicts[given]
        if (article, claim_id) != (row.article, row.claim_id):
            apart = _apart(row, source, date)
            yield article, claim_id, source, claim, words, row.evidence, near, apart, row.claim


def _apart(row: Row, source: str, date: str) -> str:
    """What is not the same of two claims of the same words."""
    other_source = fold(row.source) != fold(source)
    other_date = bool(row.event_date and date) and row.event_date != date
    return " ".join([*(["source"] if other_source else []), *(["event_date"] if other_date else [])])
