"""factcheck report"""

import os
import shutil
import sys
from pathlib import Path

import click

from factcheck.cli.options import article_option, claims_option, tell
from factcheck.document import Document, Problem
from factcheck.errors import UnreadableInput
from factcheck.readers import read
from factcheck.report import FORMATS, By, Checklist, gate, make_checklist, render
from factcheck.report.checklist import read_spans
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.sentences import split_document
from factcheck.table import ClaimsTable, read_claims

NARROWEST, WIDEST = 40, 120


@click.command()
@claims_option
@article_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option(
    "--by",
    type=click.Choice([each.value for each in By]),
    default="sentence",
    show_default=True,
    help="How to group; 'source' is the call sheet.",
)
@click.option(
    "--only",
    default="",
    metavar="WHAT",
    help="open, decide, stale, waiting, mine:NAME, or what to look for: number, quote, date, name ...",
)
@click.option("--require", type=click.Choice(["verified"]), help="Exit 1 while a claim is open or to be decided.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file in place of the screen.")
def command(  # noqa: PLR0913  one parameter an option
    *, table_path: Path, article: str | None, form: str, by: str, only: str, require: str | None, output: Path | None
) -> None:
    """Print the checklist: where things stand, then each sentence with its claims and what to do next."""
    table = read_claims(table_path)
    tell(table.problems, table_path)
    rows = of_article(table.rows, article) if article else table.rows
    names = dict.fromkeys(row.article for row in rows if row.article) or {"": None}
    home = next(iter(names))  # a row added by hand that names no article goes with the first
    checklists = [_checklist(table, [r for r in rows if (r.article or home) == name], name) for name in names]
    for checklist in checklists:
        tell(checklist.problems, table_path.parent / checklist.article)
    text = render(checklists, format=form, by=by, only=only, width=_width(), colour=_colour() and output is None)
    if output is None:
        click.echo(text, nl=False, color=True)
    else:
        _write(output, text)
    if require and not gate(checklists):
        sys.exit(1)


def _write(path: Path, text: str) -> None:
    from factcheck.table.files import replace_file  # noqa: PLC0415

    replace_file(path, text.encode("utf-8"))


def _checklist(table: ClaimsTable, rows: list[Row], name: str) -> Checklist:
    document, problem = _article(table.path.parent / name, rows)
    sentences = split_document(document) if document else ()
    return make_checklist(rows, document, sentences, problems=(problem,) if problem else ())


def _article(path: Path, rows: list[Row]) -> tuple[Document | None, Problem | None]:
    """The article as it was when the rows were made, or why it is not at hand."""
    if not path.is_file():
        return None, Problem(code="article-missing", message="not here; sentences are pieced together from the table.")
    try:
        document = read(path)
    except UnreadableInput as error:
        return None, Problem(code="article-unreadable", message=str(error))
    for row in rows:
        pieces = [span.slice(document.text) for span in read_spans(row.spans)]
        if (
            row.verbatim
            and pieces
            and "gone" not in row.flags
            and _plain(" [...] ".join(pieces)) != _plain(row.verbatim)
        ):
            return None, Problem(
                code="article-changed",
                message=f"changed since its claims were made (see {row.ref}); sentences come from the table",
                hint=f"Refresh the table: factcheck parse {path}",
            )
    return document, None


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _width() -> int:
    """Columns of the window, within reason; COLUMNS decides where output is piped."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def _colour() -> bool:
    """Colour only on a terminal, and not where NO_COLOR or TERM=dumb asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
