"""factcheck report"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from factcheck.cli import discard_output
from factcheck.cli.options import article_option, claims_option, claims_words, now, printable, shell_call, tell
from factcheck.errors import BadArgument, FactcheckError
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.journal import journal_path
from factcheck.journal.seen import as_seen, waiting_since
from factcheck.merge import said_before
from factcheck.report import (
    FORMATS,
    By,
    Checklist,
    gate,
    render,
    with_evidence,
    with_rewordings,
    with_waiting,
)
from factcheck.report.manuscript import checklist_of, fitting, read_manuscript, told_against
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.table import ClaimsTable, read_claims

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
    manuscript = read_manuscript(table.path, name, told_against(rows))
    again = shell_call("factcheck", "parse", table.path.parent / name, *claims_words(table.path))
    return checklist_of(rows, fitting(manuscript, rows, again=again))


def _width() -> int:
    """Columns of the window, within reason; COLUMNS decides where output is piped."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def _colour() -> bool:
    """Colour only on a terminal, and not where NO_COLOR or TERM=dumb asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
