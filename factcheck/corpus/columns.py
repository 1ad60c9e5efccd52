"""The columns of the three datasets: articles, claims, problems. `docs/corpus.md` shows the same (a test looks)."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.row import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa


class Field(NamedTuple):
    """A column: its name, its Arrow type, and what stands in it."""

    name: str
    type: str
    what: str


ORIGIN = (
    Field("sha256", "string", "of the article's bytes as `sha256sum` gives it; of a text from a table, in UTF-8"),
    Field("title", "string", "the article's title"),
    Field("author", "string", "as the article names them, joined by '; '"),
    Field("outlet", "string", "where the article appeared, as given or as it says itself"),
    Field("url", "string", "the address the article gives as its own"),
)
"""What is known of an article, in each of its claims too."""

ARTICLES = (
    Field("article", "string", "its name: path from the folder or list, or the cell of the table"),
    *ORIGIN,
    Field("published", "string", "EDTF"),
    Field("published_basis", "string", "how the publication date is known"),
    Field("bytes", "int64", "length of what was read"),
    Field("sentences", "int64", "number of sentences"),
    Field("claims", "int64", "number of its rows in claims"),
    Field("problems", "int64", "number of its rows in problems"),
    Field("outcome", "string", "parsed, unreadable, or failed (tried again by the next run)"),
    Field("version", "string", "of factcheck, of its code, and of outlets of your own: what made the rows"),
    Field("fingerprint", "string", "of name, bytes, given date, given outlet and version: what is done is known by it"),
)
TRACES = (
    Field(
        "shingles",
        "list<uint32>",
        "CRC-32 of the claim's words and pairs of neighbours, by which wordings are compared",
    ),
    Field("bands", "list<uint32>", "of its MinHash, by which like wordings are found; of no other use"),
)
CLAIMS = (*(Field(column.name, "string", column.what) for column in COLUMNS), *ORIGIN, *TRACES)
PROBLEMS = (
    Field("article", "string", "name of the article"),
    Field("sha256", "string", "as above"),
    Field("origin", "string", "reading, check or failure"),
    Field("code", "string", "a stable word"),
    Field("level", "string", "error, warning or note"),
    Field("message", "string", "one sentence"),
    Field("hint", "string", "what to do"),
    Field("claim_id", "string", "the claim it is about, blank where none is meant"),
    Field("start", "int64", "code point of the article's text, half-open; null where none applies"),
    Field("end", "int64", "the same"),
    Field("line", "int64", "1-based line of the article's file, or null"),
)
DATASETS = {"claims": CLAIMS, "problems": PROBLEMS, "articles": ARTICLES}
"""By name, in the order a part is written: the articles last, for with them the part counts as done."""


@cache
def schema(dataset: str) -> "pa.Schema":
    """The Arrow schema of a dataset."""
    import pyarrow as pa  # noqa: PLC0415  of the extra `scale`

    types = {"string": pa.string(), "int64": pa.int64(), "list<uint32>": pa.list_(pa.uint32())}
    return pa.schema([pa.field(field.name, types[field.type]) for field in DATASETS[dataset]])
