"""Questions to the dataset, by DuckDB: the tables are Arrow's, the database itself reaches no file and no network."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.corpus.columns import DATASETS
from factcheck.corpus.extra import scale
from factcheck.corpus.store import Store, damaged
from factcheck.errors import BadArgument
from factcheck.publication import parse_given

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EDTF = re.compile(r"(?:\.\./)?(?:\d{2,3}X*|\d{4}(?:-\d\d){0,2}[~?%]?)(?:/.*)?")
"""Dates as they stand in event_date, or their beginnings."""
FETCHED = 1_000
"""Rows of an answer held at a time."""
MEMORY = "1GB"
"""What DuckDB may hold; what is more goes to a temporary folder."""
LOCKED = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""What makes free SQL harmless: no file, no address, no variable of Python can be named in it."""


COUNTING = frozenset(["claims-by-source", "claims-by-outlet", "claims-by-date", "who-cites-whom"])
"""Questions whose first columns say what is counted by."""
BLANK = {
    "source": "(no source named)",
    "event_date": "(not dated)",
    "citing": "(outlet not known)",
    "first_published": "(not known)",
    "last_published": "(not known)",
}
"""What is printed as text for a blank; CSV and JSON leave it blank, as the dataset does."""


class Answer(NamedTuple):
    """The columns and rows of an answer; the rows are fetched as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    def in_words(self, query: str) -> "Answer":
        """The answer to a question that counts, with words for a reader where what is counted by is blank."""
        words = {at: BLANK[name] for at, name in enumerate(self.columns) if name in BLANK}
        if not words or query not in COUNTING:
            return self
        rows = (tuple(words.get(at, cell) if cell == "" else cell for at, cell in enumerate(row)) for row in self.rows)
        return Answer(self.columns, rows)


class Filters(NamedTuple):
    """Which claims are meant; "" means all. Capitals do not matter, `date` is a beginning: 2005, 2005-08, May 2005."""

    source: str = ""
    cited: str = ""
    outlet: str = ""
    date: str = ""


ALL = Filters()


class Question(NamedTuple):
    """A question by name: what it answers, and its SQL over `chosen`, the claims that the filters leave."""

    what: str
    sql: str


_SEEN = """
    count(*) AS claims, count(DISTINCT article) AS articles,
    coalesce(min(nullif(published, '')), '') AS first_published, max(published) AS last_published
"""
_CITED = """
    cited_once AS (
        SELECT *, unnest(list_distinct(string_split(cited, '; '))) AS document FROM chosen WHERE cited <> ''
    )
"""
QUESTIONS = {
    "claims": Question(
        "the claims themselves",
        """
        SELECT article, ref, claim_id, published, outlet, source, cited, event_date, claim FROM chosen
        ORDER BY article, try_cast(sentence AS INTEGER), length(ref), ref
        """,
    ),
    "claims-by-source": Question(
        "how much each source is cited for; where none is named, the article says it itself",
        f"SELECT source, {_SEEN} FROM chosen GROUP BY source ORDER BY claims DESC, source",  # noqa: S608  our words
    ),
    "claims-by-outlet": Question(
        "how many claims rest on each outlet that is cited",
        f"""
        WITH {_CITED} SELECT document AS cited, {_SEEN} FROM cited_once
        GROUP BY document ORDER BY claims DESC, document
        """,  # noqa: S608  the same
    ),
    "claims-by-date": Question(
        "how many claims are of events of each date (EDTF)",
        f"SELECT event_date, {_SEEN} FROM chosen GROUP BY event_date ORDER BY event_date",  # noqa: S608  the same
    ),
    "who-cites-whom": Question(
        "which outlet cites which",
        f"""
        WITH {_CITED} SELECT outlet AS citing, document AS cited, {_SEEN} FROM cited_once
        GROUP BY outlet, document ORDER BY claims DESC, outlet, document
        """,  # noqa: S608  the same
    ),
    "problems": Question(
        "what was found wrong in the articles, by code",
        """
        SELECT code, level, origin, count(*) AS problems, count(DISTINCT article) AS articles FROM problems
        GROUP BY ALL ORDER BY problems DESC, code, level, origin
        """,
    ),
}
"""Those of one statement; `repeated` and `verdicts` have modules of their own."""


class Asking:
    """An open dataset."""

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self.connection = connection

    def question(self, name: str, filters: Filters = ALL) -> Answer:
        """The answer to one of QUESTIONS."""
        where, values = _where(filters)
        sql = QUESTIONS[name].sql.strip()
        chosen = f"WITH chosen AS (SELECT * FROM claims {where})"  # noqa: S608  the tests of `_where`
        return self.sql(f"{chosen}, {sql[4:]}" if sql.startswith("WITH") else f"{chosen} {sql}", values)

    def sql(self, statement: str, values: Sequence[str] = ()) -> Answer:
        """What a statement of the user's own gives, over the tables `claims`, `problems` and `articles`.

        Raises: BadArgument for what DuckDB refuses, in its words.
        """
        import duckdb  # noqa: PLC0415  of the extra `scale`

        try:
            if not self.connection.extract_statements(statement):
                hint = "Such as: SELECT count(*) FROM claims"
                raise BadArgument("--sql: there is no statement", hint, value=statement)
            result = self.connection.execute(statement, values)
            columns = tuple(str(column[0]) for column in result.description or ())
            return Answer(columns, self.fetched())
        except duckdb.Error as error:
            hint = f"The tables are {', '.join(DATASETS)}; DESCRIBE claims lists the columns of one."
            raise BadArgument(str(error).strip(), hint, value=statement) from error

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[int]]) -> None:
        """Makes a table of numbers."""
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`

        cells = [array("q") for _ in columns]
        for row in rows:
            for column, cell in zip(cells, row, strict=True):
                column.append(cell)
        arrays = [pa.array(column, pa.int64()) for column in cells]
        self.connection.register(table, pa.table(arrays, names=list(columns)))

    def fetched(self) -> Iterator[tuple[Any, ...]]:
        """The rows of what was executed last."""
        while rows := self.connection.fetchmany(FETCHED):
            yield from rows


def _beginning(date: str) -> str:
    """What the event_date of the claims that are meant begins with.

    Raises: BadArgument for what is no date.
    """
    return date if not date or _EDTF.fullmatch(date) else parse_given(date)


def _where(filters: Filters) -> tuple[str, list[str]]:
    tests = {
        "lower(source) = lower(?)": filters.source,
        "list_contains(string_split(lower(cited), '; '), lower(?))": filters.cited,
        "lower(outlet) = lower(?)": filters.outlet,
        "starts_with(event_date, ?)": _beginning(filters.date.strip()),
    }
    given = {test: value for test, value in tests.items() if value}
    return ("WHERE " + " AND ".join(given) if given else ""), list(given.values())


@contextmanager
def opened(store: Store) -> Iterator[Asking]:
    """The dataset, open for questions. Nothing is written to it, whatever is asked.

    Raises: BadArgument where there is no dataset; UnreadableInput where a part of it is damaged or lost.
    """
    with scale():
        import duckdb  # noqa: PLC0415  of the extra `scale`

        if not store.exists:
            hint = "Make it first: factcheck corpus FOLDER -o OUT"
            raise BadArgument(f"{store.place}: here is no dataset of claims", hint, value=store.place)
        with TemporaryDirectory() as spill, duckdb.connect(":memory:") as connection:
            connection.execute(f"SET temp_directory = '{spill}'")
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            for name in DATASETS:
                connection.register(name, store.dataset(name))
            for setting in LOCKED:
                connection.execute(setting)
            try:
                yield Asking(connection)
            except (duckdb.Error, FileNotFoundError) as error:
                raise damaged(store.place, error) from error
