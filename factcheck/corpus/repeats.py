"""The same claim in several articles, in the same words or nearly."""

from collections.abc import Iterator
from typing import Any

from factcheck.corpus.asking import Answer, Asking
from factcheck.corpus.likeness import BANDS, LIKE, differs

COLUMNS = ("same", "articles", "article", "published", "claim_id", "source", "claim", "likeness", "differs")
# Claims of the same shingles are one wording, those without words are none.
_WORDINGS = """
    CREATE OR REPLACE TABLE wordings AS
    SELECT row_number() OVER (ORDER BY claim) AS wording, claim, folded
    FROM (SELECT hash(shingles) AS folded, min(claim) AS claim FROM claims WHERE len(shingles) > 0 GROUP BY folded)
"""
_TRACES = """
    CREATE OR REPLACE TABLE traces AS
    SELECT wording, any_value(shingles) AS shingles, any_value(bands) AS bands
    FROM claims JOIN wordings ON hash(shingles) = folded GROUP BY wording
"""
# Of a bucket each wording is compared with the first and with the one before it: never all with all.
_PAIRS = """
    INSERT INTO pairs
    WITH placed AS (SELECT wording, bands[$band] AS hash FROM traces),
    shared AS (SELECT hash FROM placed GROUP BY hash HAVING count(*) > 1),
    buckets AS (
        SELECT wording, min(wording) OVER bucket AS home, lag(wording) OVER bucket AS neighbour
        FROM placed SEMI JOIN shared USING (hash)
        WINDOW bucket AS (PARTITION BY hash ORDER BY wording)
    )
    SELECT home, wording FROM buckets WHERE home <> wording
    UNION ALL SELECT neighbour, wording FROM buckets WHERE neighbour <> home
"""
_LIKE = """
    WITH compared AS (
        SELECT home, wording, len(list_intersect(one.shingles, other.shingles)) AS shared,
        len(one.shingles) + len(other.shingles) - shared AS together
        FROM (SELECT DISTINCT home, wording FROM pairs)
        JOIN traces AS other USING (wording) JOIN traces AS one ON one.wording = home
        WHERE least(len(one.shingles), len(other.shingles)) >= $like * greatest(len(one.shingles), len(other.shingles))
    )
    SELECT home, wording, round(100 * shared / together)::INTEGER FROM compared WHERE shared >= $like * together
    ORDER BY home, wording
"""
_REPEATED = """
    WITH placed AS (
        SELECT article, published, claim_id, source, claims.claim,
        coalesce(home, wording) AS home, coalesce(likeness, 100) AS near
        FROM claims JOIN wordings ON hash(shingles) = folded LEFT JOIN grouped USING (wording)
    ),
    spread AS (SELECT home, count(DISTINCT article) AS articles FROM placed GROUP BY home HAVING articles > 1)
    SELECT home, articles, one.claim, article, published, claim_id, source, placed.claim, near
    FROM placed JOIN spread USING (home) JOIN wordings AS one ON one.wording = home
    ORDER BY articles DESC, one.claim, article, placed.claim, claim_id
    LIMIT $most
"""
EVERY_ROW = 2**62
"""A limit that no dataset reaches."""


def repeated(asking: Asking, most: int = 0) -> Answer:
    """The claims that stand in several articles, those in most articles first: `most` rows, 0 for all.

    `same` numbers the groups. `likeness` is to the first wording of the group, in hundredths; `differs` says where its
    figures, or a "not", are others: nearly the same words can say the opposite.
    """
    asking.connection.execute(_WORDINGS)
    asking.connection.execute(_TRACES)
    asking.put("grouped", ("wording", "home", "likeness"), _grouped(asking))
    return Answer(COLUMNS, _rows(asking, most))


def _grouped(asking: Asking) -> Iterator[tuple[int, int, int]]:
    """Of a wording the first that it is like, and how much. That one is like no earlier one: it is not handed on."""
    asking.connection.execute("CREATE OR REPLACE TABLE pairs (home BIGINT, wording BIGINT)")
    for band in range(1, BANDS + 1):  # one at a time: memory holds a twenty-fourth
        asking.connection.execute(_PAIRS, {"band": band})
    asking.connection.execute(_LIKE, {"like": LIKE})
    placed: set[int] = set()
    for home, wording, near in asking.fetched():
        if home not in placed and wording not in placed:
            placed.add(wording)
            yield wording, home, near


def _rows(asking: Asking, most: int) -> Iterator[tuple[Any, ...]]:
    asking.connection.execute(_REPEATED, {"most": most or EVERY_ROW})
    same, last = 0, None
    for home, articles, first, article, published, claim_id, source, claim, near in asking.fetched():
        same, last = same + (home != last), home
        yield same, articles, article, published, claim_id, source, claim, near, differs(first, claim)
