"""The article of a table as it is at hand: its text, sentences and dates, or why it is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.document import Document, Problem, Span
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.readers import read
from factcheck.report.checklist import Checklist, make_checklist, read_spans
from factcheck.row import Row
from factcheck.sentences import split_document
from factcheck.verdicts import GONE, flags_of

if TYPE_CHECKING:
    from factcheck.dates import DateMention

LONG = 200_000
"""Characters, half a novel: beyond it dates are not looked for again, which would keep a reader waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """An article's file as it was read. `document` is None where it cannot be; `problem` then says why."""

    name: str = ""
    document: Document | None = None
    sentences: tuple[Span, ...] = ()
    dates: "tuple[DateMention, ...]" = ()
    problem: Problem | None = None


def told_against(rows: Iterable[Row]) -> str | None:
    """The day of publication that the rows' dates are told against; None where no row has a date to tell."""
    rows = tuple(rows)
    if not any(row.event_date for row in rows):
        return None
    return next((row.published for row in rows if row.published), "")


def read_manuscript(table: Path, name: str, published: str | None) -> Manuscript:
    """The article of that name beside the table, its dates told against its day of publication; without them for None.

    A name that is blank, or leads to nothing that can be read, gives no document.
    """
    path = table.parent / name
    if not name:
        return Manuscript()
    if not path.is_file():
        message = "not where the table says it is; its sentences are pieced together from the table"
        return Manuscript(name=name, problem=Problem(code="article-missing", message=message, place=name))
    try:
        document = read(path)
    except UnreadableInput as error:
        problem = Problem(code="article-unreadable", message=error.reason, hint=error.hint, place=name)
        return Manuscript(name=name, problem=problem)
    sentences, dates = split_document(document), _dates(document, published)
    return Manuscript(name=name, document=document, sentences=sentences, dates=dates)


def fitting(manuscript: Manuscript, rows: Sequence[Row], *, again: str = "`factcheck parse`") -> Manuscript:
    """The manuscript where the rows' spans still are their words; else one without a document, and why.

    `again` is the command that makes the rows anew.
    """
    document = manuscript.document
    if document is None:
        return manuscript
    changed = next((row for row in rows if not _holds(document, row)), None)
    if changed is None:
        return manuscript
    message = f"changed since its claims were made (see {changed.ref}); the sentences come from the table"
    hint, name = f"{again} brings the table up to date", manuscript.name
    return Manuscript(name=name, problem=Problem(code="article-changed", message=message, hint=hint, place=name))


def checklist_of(rows: Sequence[Row], manuscript: Manuscript) -> Checklist:
    """The checklist of an article's rows over its manuscript."""
    return make_checklist(
        rows,
        manuscript.document,
        manuscript.sentences,
        dates=manuscript.dates,
        problems=(manuscript.problem,) if manuscript.problem else (),
    )


def _dates(document: Document, published: str | None) -> "tuple[DateMention, ...]":
    if published is None or len(document.text) > LONG:
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
