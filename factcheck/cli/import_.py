"""factcheck import"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from factcheck.cli.options import by_option, claims_option, claims_words, now, printable, quoted, shell_call, tell
from factcheck.document import Document, Problem
from factcheck.errors import FactcheckError
from factcheck.journal import commit
from factcheck.merge.conflict import Conflict, Said, Side
from factcheck.readers import read
from factcheck.report.wording import count, margin_ref, one_line
from factcheck.row import NAMES, Row
from factcheck.table import locked, read_claims
from factcheck.table.files import libreoffice_lock
from factcheck.verdicts import proof_missing, read_status, standing

LONGEST = 60
"""Characters of a cell in one line."""
SIDES = {"table": Side.A, "workbook": Side.B}
UNSAID = ("reviewed_at", "second_at", "flags")
"""Cells of the tool that move with a verdict: no change to tell of."""


@click.command()
@click.argument("workbook", type=click.Path(path_type=Path, dir_okay=False))
@by_option
@claims_option
@click.option("--prefer", type=click.Choice(list(SIDES)), help="Whose cells to take where both sides changed them.")
@click.option("--rows-deleted", is_flag=True, help="Rows that were deleted in the workbook go from the table, too.")
def command(workbook: Path, by: str, table_path: Path, *, prefer: str | None, rows_deleted: bool) -> None:
    """Take a review copy back: what was typed in it goes into the table, by claim_id.

    The table may have changed meanwhile. Where the same cell was changed in both, each its own way, both are listed,
    nothing is written and the exit code is 1. A claim that was worded or dated better is your correction; the tool's
    own cells are left as they are.

    \b
    factcheck import review.xlsx --by ana
    factcheck import review.xlsx --by ana --prefer workbook
    """  # noqa: D301  \b keeps click from joining the lines
    from factcheck.workbook import Wish, read_workbook, take_back  # noqa: PLC0415 - openpyxl takes 0.3 s to load

    copy = read_workbook(workbook)
    if holder := libreoffice_lock(workbook):
        message = f"it is open in LibreOffice ({holder}): what is not saved there is not taken"
        tell([Problem(code="open", message=message)], workbook)
    side = SIDES[prefer] if prefer else None
    wish = Wish(when=now(), prefer=side, rows_deleted=rows_deleted, articles=lambda name: _article(table_path, name))
    with locked(table_path):  # nobody else writes between the reading and the writing
        table = read_claims(table_path)
        returned = take_back(table, copy, wish)
        undecided = bool(returned.conflicts or returned.sorted_alone)
        written = table
        if not undecided:
            written = commit(table, returned.rows, command="import", who=by, when=wish.when, why=workbook.name)
    tell(returned.problems, workbook)
    for note in returned.notes:
        click.echo(printable(f"{note.claim_id}: {note.message}".lstrip(": ")), err=True)
    if undecided:
        _tell_conflicts(returned.conflicts, returned.sorted_alone, workbook, table_path)
        click.get_current_context().exit(1)
    tell(written.problems, table_path)
    _tell_changes(table.rows, written.rows, workbook)


def _article(table_path: Path, name: str) -> Document | None:
    try:
        return read(table_path.parent / name)
    except (FactcheckError, OSError):
        return None


def _tell_conflicts(conflicts: Sequence[Conflict], alone: Sequence[Problem], workbook: Path, table_path: Path) -> None:
    """What a person must decide, on stdout, and how."""
    tell(alone, workbook)
    for each in conflicts:
        name = f"{each.ref.removeprefix('s')} {each.claim_id}".strip()
        click.echo(printable(f"{name}  {each.about}  {one_line(each.claim)}"))
        click.echo(printable(f"  table:    {_side(each.a)}"))
        click.echo(printable(f"  workbook: {_side(each.b)}"))
    both = shell_call("factcheck", "import", workbook, "--by", "NAME", *claims_words(table_path), "--prefer")
    click.echo(f"{count(len(conflicts) + len(alone), 'thing')} to decide; nothing was written.", err=True)
    click.echo(printable(f"Make table and workbook agree, or: {both} table|workbook"), err=True)


def _side(said: Said) -> str:
    cells = "; ".join(f"{column} {_cell(cell)}" for column, cell in said.cells) or "blank, or not there"
    who = ", ".join(part for part in (said.who, said.when) if part)
    return f"{cells}  ({who})" if who else cells


def _tell_changes(before: Sequence[Row], after: Sequence[Row], workbook: Path) -> None:
    """One line a claim on stdout, and the sum on stderr."""
    was = {row.claim_id: row for row in before}
    added = [row for row in after if row.claim_id not in was]
    gone = [row for claim_id, row in was.items() if claim_id not in {row.claim_id for row in after}]
    changed = [row for row in after if row.claim_id in was and any(_changes(was[row.claim_id], row))]
    for row in changed:
        click.echo(printable(f"{margin_ref(row)}  {'; '.join(_changes(was[row.claim_id], row))}"))
    for row in added:
        click.echo(printable(f"{margin_ref(row)}  added: {one_line(row.claim or row.verbatim)}"))
    for row in gone:
        click.echo(printable(f"{margin_ref(row)}  deleted: {one_line(row.claim)}"))
    parts = [(changed, "changed"), (added, "added"), (gone, "deleted")]
    said = ", ".join(f"{count(len(rows), 'claim')} {what}" for rows, what in parts if rows)
    click.echo(printable(f"{workbook}: {said or 'nothing in it that the table does not have'}"), err=True)
    tell(_unproved([*changed, *added], was), workbook)


def _unproved(rows: Sequence[Row], was: Mapping[str, Row]) -> Iterator[Problem]:
    """Claims marked verified without proof: they count as open, and whoever marked them should hear it now."""
    for row in rows:
        before = was.get(row.claim_id)
        if (before is None or before.status != row.status) and read_status(row.status)[0] == "verified":
            missing = proof_missing(row)
            if missing:
                message = f"{margin_ref(row)} is {standing(row).words}, and counts as open: {missing}"
                yield Problem(code="no-proof", message=message)


def _changes(before: Row, after: Row) -> Iterator[str]:
    columns = dict.fromkeys((*NAMES, *(name for row in (before, after) for name, _ in row.extra)))
    for column in columns:
        if column not in UNSAID and before.cell(column) != after.cell(column):
            yield f"{column} {_cell(before.cell(column))} -> {_cell(after.cell(column))}"


def _cell(value: str) -> str:
    return quoted(one_line(value), LONGEST)
