"""The same claim in several articles, in the same words or nearly."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factcheck.corpus.asking import Answer, Asking
from factcheck.corpus.extra import needed
from factcheck.corpus.likeness import LIKE, differs, likeness, shingles

AT_A_TIME = 10_000
"""Rows of an answer held at a time."""
COLUMNS = ("same", "articles", "article", "published", "claim_id", "source", "claim", "likeness", "differs")
# Of a bucket each wording is compared with the first and with the one before it: never all with all.
_PAIRS = """
    CREATE TABLE pairs AS
    WITH shared AS (SELECT band, hash FROM bands GROUP BY band, hash HAVING count(*) > 1),
    buckets AS (
        SELECT wording, min(wording) OVER bucket AS home, lag(wording) OVER bucket AS neighbour
        FROM bands SEMI JOIN shared USING (band, hash)
        WINDOW bucket AS (PARTITION BY band, hash ORDER BY wording)
    )
    SELECT home, wording FROM buckets WHERE home <> wording
    UNION SELECT neighbour, wording FROM buckets WHERE neighbour <> home
"""
_PAIRED = (
    "SELECT wording, claim FROM wordings WHERE wording IN (SELECT home FROM pairs UNION SELECT wording FROM pairs)"
)
_LIKE = """
    WITH compared AS (
        SELECT home, pairs.wording AS wording, len(one.shingles) + len(other.shingles) AS together,
        len(list_intersect(one.shingles, other.shingles)) AS shared
        FROM pairs JOIN shingled AS one ON one.wording = home JOIN shingled AS other ON other.wording = pairs.wording
    )
    SELECT home, wording FROM compared WHERE shared > 0 AND shared >= ? * (together - shared) ORDER BY home, wording
"""
_REPEATED = """
    WITH placed AS (
        SELECT article, published, claim_id, source, claim, coalesce(home, wording) AS home
        FROM claims JOIN wordings USING (claim) LEFT JOIN grouped USING (wording)
    ),
    spread AS (SELECT home, count(DISTINCT article) AS articles FROM placed GROUP BY home HAVING articles > 1)
    SELECT home, articles, one.claim, article, published, claim_id, source, placed.claim
    FROM placed JOIN spread USING (home) JOIN wordings AS one ON one.wording = home
    ORDER BY articles DESC, one.claim, article, placed.claim, claim_id
"""


def repeated(asking: Asking) -> Answer:
    """The claims that stand in several articles, those in most articles first.

    `same` numbers the groups. `likeness` is to the first wording of the group, in hundredths; `differs` says where its
    figures, or a "not", are others: nearly the same words can say the opposite.
    """
    number_wordings(asking)
    homes = _homes(asking)
    arrow = needed("pyarrow")
    columns = {"wording": list(homes), "home": list(homes.values())}
    put(asking, "grouped", {name: arrow.array(cells, arrow.int64()) for name, cells in columns.items()})
    return Answer(COLUMNS, _rows(asking))


def number_wordings(asking: Asking) -> None:
    """Tables of the different wordings, numbered in alphabetical order, and of their bands."""
    asking.connection.execute("""
        CREATE TABLE wordings AS SELECT row_number() OVER (ORDER BY claim) AS wording, claim, bands
        FROM (SELECT claim, any_value(bands) AS bands FROM claims GROUP BY claim)
    """)
    asking.connection.execute("""
        CREATE TABLE bands AS
        SELECT wording, generate_subscripts(bands, 1)::TINYINT AS band, unnest(bands) AS hash FROM wordings
    """)


def put(asking: Asking, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Makes a table of numbers, or of lists of them."""
    asking.connection.register(table, needed("pyarrow").table(dict(columns)))


def _homes(asking: Asking) -> dict[int, int]:
    """For a wording the first one that it is like. That one is like no earlier one: likeness is not handed on."""
    asking.connection.execute(_PAIRS)
    paired = list(_fetched(asking, _PAIRED))
    arrow = needed("pyarrow")
    columns = {
        "wording": arrow.array([wording for wording, _ in paired], arrow.int64()),
        "shingles": arrow.array((shingles(claim) for _, claim in paired), arrow.list_(arrow.uint32())),
    }
    put(asking, "shingled", columns)
    homes: dict[int, int] = {}
    for home, wording in _fetched(asking, _LIKE, LIKE):
        if home not in homes and wording not in homes:
            homes[wording] = home
    return homes


def _rows(asking: Asking) -> Iterator[tuple[Any, ...]]:
    same, last = 0, None
    for home, articles, first, article, published, claim_id, source, claim in _fetched(asking, _REPEATED):
        same, last = same + (home != last), home
        near = round(100 * likeness(first, claim))
        yield same, articles, article, published, claim_id, source, claim, near, differs(first, claim)


def _fetched(asking: Asking, sql: str, *values: float) -> Iterator[tuple[Any, ...]]:
    asking.connection.execute(sql, values)
    while some := asking.connection.fetchmany(AT_A_TIME):
        yield from some
