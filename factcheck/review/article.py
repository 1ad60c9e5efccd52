"""The article of a table as it is at hand: its text, sentences and dates, or why it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.document import Document, Problem, Span
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.readers import read
from factcheck.report.checklist import read_spans
from factcheck.row import Row
from factcheck.sentences import split_document
from factcheck.verdicts import GONE, flags_of

if TYPE_CHECKING:
    from factcheck.dates import DateMention

LONG = 200_000
"""Characters; beyond it dates are not looked for again, as in the report."""

Stamp = tuple[int, int, int]
"""What tells a file from an edited one without reading it: time in ns, size, inode; zeros where there is none."""


def stamp_of(path: Path) -> Stamp:
    """The file's stamp; zeros where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """An article's file as it was read. `document` is None where it cannot be; `problem` then says why."""

    document: Document | None = None
    sentences: tuple[Span, ...] = ()
    dates: "tuple[DateMention, ...]" = ()
    problem: Problem | None = None


def read_manuscript(table: Path, name: str, published: str) -> Manuscript:
    """The article of that name beside the table, its dates told against its day of publication."""
    path = table.parent / name
    if not name:
        return Manuscript()
    if not path.is_file():
        message = "not where the table says it is; its sentences are pieced together from the table"
        return Manuscript(problem=Problem(code="article-missing", message=message, place=name))
    try:
        document = read(path)
    except UnreadableInput as error:
        problem = Problem(code="article-unreadable", message=error.reason, hint=error.hint, place=name)
        return Manuscript(problem=problem)
    return Manuscript(document=document, sentences=split_document(document), dates=_dates(document, published))


def fitting(manuscript: Manuscript, rows: Sequence[Row]) -> Manuscript:
    """The manuscript where the rows' spans still are their words; else one without a document, and why."""
    document = manuscript.document
    if document is None:
        return manuscript
    changed = next((row for row in rows if not _holds(document, row)), None)
    if changed is None:
        return manuscript
    message = f"changed since its claims were made (see {changed.ref}); the sentences come from the table"
    hint = "`factcheck parse` brings the table up to date"
    return Manuscript(problem=Problem(code="article-changed", message=message, hint=hint, place=changed.article))


def _dates(document: Document, published: str) -> "tuple[DateMention, ...]":
    if len(document.text) > LONG:
        return ()
    from factcheck.dates import find_dates  # noqa: PLC0415 - its patterns take 0.1 s to compile

    try:
        return find_dates(document.text, document.paragraphs, published)
    except BadArgument:  # somebody typed over the tool's date of publication
        return ()


def _holds(document: Document, row: Row) -> bool:
    """True where the row's spans still are its words, or it has none to compare."""
    pieces = [span.slice(document.text) for span in read_spans(row.spans)]
    if not row.verbatim or not pieces or GONE in flags_of(row):
        return True
    return _plain(" [...] ".join(pieces)) == _plain(row.verbatim)


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
