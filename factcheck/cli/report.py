"""factcheck report"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli import discard_output
from factcheck.cli.journalled import as_seen, said_before, waiting_since
from factcheck.cli.options import article_option, claims_option, claims_words, now, printable, shell_call, tell
from factcheck.document import Document, Problem
from factcheck.errors import BadArgument, FactcheckError, UnreadableInput
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.journal import journal_path
from factcheck.readers import read
from factcheck.report import (
    FORMATS,
    By,
    Checklist,
    gate,
    make_checklist,
    render,
    with_evidence,
    with_rewordings,
    with_waiting,
)
from factcheck.report.checklist import read_spans
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.sentences import split_document
from factcheck.table import ClaimsTable, read_claims
from factcheck.verdicts import GONE, flags_of

if TYPE_CHECKING:
    from factcheck.dates import DateMention  # its patterns take 0.1 s to compile; a report may need none

LONG = 200_000
"""Characters, half a novel: beyond it the report does not look for dates again."""
NARROWEST, WIDEST = 40, 120


@click.command()
@claims_option
@article_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option(
    "--by",
    type=click.Choice([each.value for each in By]),
    help="How to group: by sentence; 'source' is the call sheet, 'waiting' is who has the ball "
    "(and the order where --only asks who waits).",
)
@click.option(
    "--only",
    default="",
    metavar="WHAT",
    help="open, decide, stale, waiting, agreed, stet, mine:NAME, waiting:NAME, source:NAME, or what to look for: "
    "number, quote, date, name ...",
)
@click.option("--require", type=click.Choice(["verified"]), help="Exit 1 while a claim is open or to be decided.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file, whole, in place of printing it.",
)
def command(  # noqa: PLR0913  one parameter an option
    *,
    table_path: Path,
    article: str | None,
    form: str,
    by: str | None,
    only: str,
    require: str | None,
    output: Path | None,
) -> None:
    """Print the checklist: where things stand, then each sentence with its claims and what to do next."""
    table = read_claims(table_path)
    tell(table.problems, table_path)
    if not table.rows:
        again = shell_call("factcheck", "parse", "ARTICLE", *claims_words(table_path))
        click.echo(f"{table_path}: holds no claims yet. Make them with: {again}", err=True)
    seen = as_seen(table, when=now())
    rows = of_article(seen, article) if article else seen
    names = dict.fromkeys(row.article for row in rows if row.article) or {"": None}
    home = next(iter(names))  # a row added by hand that names no article goes with the first
    checklists = [_checklist(table, [r for r in rows if (r.article or home) == name], name) for name in names]
    since, before = waiting_since(table), said_before(table)
    checklists = [with_rewordings(with_waiting(each, since), before) for each in _with_evidence(checklists, table_path)]
    by = by or (By.WAITING if re.match(r"\s*waiting\b", only) else By.SENTENCE)
    text = render(checklists, format=form, by=by, only=only, width=_width(), colour=_colour() and output is None)
    if output is None:
        _print(text)
    else:
        _write(output, text, table_path, names)
    if require and not gate(checklists):
        sys.exit(1)


def _print(text: str) -> None:
    """The report on stdout; a reader who stops early (`| head`) changes nothing about the gate."""
    try:
        click.echo(text, nl=False, color=True)
    except BrokenPipeError:
        discard_output()


def _write(path: Path, text: str, table_path: Path, articles: Iterable[str]) -> None:
    from factcheck.table.files import replace_file  # noqa: PLC0415

    tables = (table_path, evidence_path(table_path))
    drafts = (table_path.parent / name for name in articles if name)
    kept = [*tables, *map(journal_path, tables), *drafts]
    if path.exists() and any(each.exists() and path.samefile(each) for each in kept):
        hint = "Give another name to -o. Nothing was written."
        raise BadArgument(f"-o {path}: the report would take the place of your article or table", hint, value=str(path))
    replace_file(path, text.encode("utf-8"))
    click.echo(f"{path}: written", err=True)


def _with_evidence(checklists: list[Checklist], table_path: Path) -> list[Checklist]:
    """The checklists with what look-ups found; as they are where nothing was looked up, or it cannot be read."""
    try:
        found = read_evidence(evidence_path(table_path))
    except FactcheckError as error:
        click.echo(printable(f"{error.message}. The report is without what was found. {error.hint}".strip()), err=True)
        return checklists
    tell(found.problems, found.path)
    return [with_evidence(checklist, found.rows) for checklist in checklists] if found.sha256 else checklists


def _checklist(table: ClaimsTable, rows: list[Row], name: str) -> Checklist:
    document, problem = _article(table.path, rows, name)
    sentences = split_document(document) if document else ()
    return make_checklist(
        rows, document, sentences, dates=_dates(document, rows), problems=(problem,) if problem else ()
    )


def _dates(document: Document | None, rows: list[Row]) -> "tuple[DateMention, ...]":
    """The article's dates, to say how those of the claims were resolved; () where that would keep a reader waiting."""
    if document is None or len(document.text) > LONG or not any(row.event_date for row in rows):
        return ()
    from factcheck.dates import find_dates  # noqa: PLC0415 - its patterns take 0.1 s to compile

    published = next((row.published for row in rows if row.published), "")
    try:
        return find_dates(document.text, document.paragraphs, published)
    except BadArgument:  # somebody typed over the tool's date of publication
        return ()


def _article(table_path: Path, rows: list[Row], name: str) -> tuple[Document | None, Problem | None]:
    """The article as it was when the rows were made, or why it is not at hand."""
    path = table_path.parent / name
    if not name:  # rows that a person added to an empty table
        return None, None
    if not path.is_file():
        message = "not where the table says it is; its sentences are pieced together from the table"
        return None, Problem(code="article-missing", message=message, place=name)
    try:
        document = read(path)
    except UnreadableInput as error:
        return None, Problem(code="article-unreadable", message=error.reason, hint=error.hint, place=name)
    changed = next((row for row in rows if not _holds(document, row)), None)
    if changed is None:
        return document, None
    return None, Problem(
        code="article-changed",
        message=f"changed since its claims were made (see {changed.ref}); the sentences come from the table",
        hint=f"{shell_call('factcheck', 'parse', path, *claims_words(table_path))} brings the table up to date",
        place=name,
    )


def _holds(document: Document, row: Row) -> bool:
    """True where the row's spans still are its words, or it has none to compare."""
    pieces = [span.slice(document.text) for span in read_spans(row.spans)]
    if not row.verbatim or not pieces or GONE in flags_of(row):
        return True
    return _plain(" [...] ".join(pieces)) == _plain(row.verbatim)


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _width() -> int:
    """Columns of the window, within reason; COLUMNS decides where output is piped."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def _colour() -> bool:
    """Colour only on a terminal, and not where NO_COLOR or TERM=dumb asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
