"""factcheck log"""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import click

from factcheck.cli.history_words import story
from factcheck.cli.options import article_option, claims_option, printable, quoted, tell
from factcheck.journal import Entry, history, read_journal
from factcheck.report.wording import one_line
from factcheck.row import Row
from factcheck.selection import of_article, select
from factcheck.table import read_claims

LONGEST = 70
"""Characters of a cell in one line."""
BOOKKEEPING = frozenset({"reviewer", "reviewed_at", "second_at"})
"""Who and when stand at the head of the line already."""


@click.command()
@click.argument("references", nargs=-1, metavar="[REF|ID...]")
@claims_option
@article_option
@click.option("--all", "everything", is_flag=True, help="Also the rows that parsing added or took out.")
def command(references: tuple[str, ...], table_path: Path, article: str | None, *, everything: bool) -> None:
    """Show what was changed, when and by whom: all of it, a line a change; of the claims named, their history.

    What was changed in a spreadsheet is listed as made 'outside', at the time it was first seen.
    """
    table = read_claims(table_path)
    rows = of_article(table.rows, article) if article else table.rows
    wanted = {row.claim_id for row in (select(rows, references) if references else rows)}
    named = {row.claim_id: row for row in table.rows}
    journal = read_journal(table_path)
    entries = [e for e in history(table_path) if e.change.claim_id in wanted or not (references or article)]
    lines = list(_histories(entries, wanted, named) if references else _lines(entries, named, whole_rows=everything))
    tell(journal.problems, table_path)
    for line in lines:
        click.echo(printable(line))
    if not journal.batches:
        said = f"{table_path} has no journal: what was changed so far is not known. The next change begins one."
        click.echo(printable(said), err=True)
    elif not lines:
        click.echo("Nothing was changed since the claims were made.", err=True)


def _histories(entries: list[Entry], wanted: Collection[str], named: Mapping[str, Row]) -> Iterator[str]:
    """The history of each claim, under its ref, id and words."""
    for number, claim_id in enumerate(each for each in named if each in wanted):
        row = named[claim_id]
        if number:
            yield ""
        yield f"{_name(claim_id, row)}  {one_line(row.claim)}"
        own = (entry for entry in entries if entry.change.claim_id == claim_id)
        for told in story(own, _name(claim_id, row)):
            yield f"  {told.head}"
            yield from (f"      {line}" for line in told.below)


def _name(claim_id: str, row: Row | None) -> str:
    return f"{row.ref.removeprefix('s')} {claim_id}" if row and row.ref else claim_id


def _lines(entries: list[Entry], named: Mapping[str, Row], *, whole_rows: bool) -> Iterator[str]:
    """One line for what one command did to one claim."""
    for (time, who, command, claim_id), group in groupby(entries, key=_who_and_what):
        changes = list(group)
        said = [what for entry in changes if (what := _what(entry, whole_rows=whole_rows))]
        if not said:
            continue
        name = _name(claim_id, named.get(claim_id))
        mark = " (undone)" if changes[0].undone else " (never written)" if changes[0].void else ""
        yield f"{time}  {who}  {command}  {name}  {'; '.join(said)}{mark}"


def _who_and_what(entry: Entry) -> tuple[str, str, str, str]:
    change = entry.change
    return change.time, change.who, change.command, change.claim_id


def _what(entry: Entry, *, whole_rows: bool) -> str:
    change = entry.change
    if not change.column:
        if not whole_rows:
            return ""
        return "row added" if change.before is None else "row taken out"
    if change.column in BOOKKEEPING:
        return ""
    return f"{change.column} {_cell(change.before)} -> {_cell(change.after)}"


def _cell(value: str | Mapping[str, str] | None) -> str:
    return quoted(" ".join(str(value or "").split()), LONGEST)
