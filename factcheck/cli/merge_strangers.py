"""A copy that comes to a merge without its journal: what a spreadsheet did to it is no correction of its reviewer's."""

from collections.abc import Sequence
from datetime import datetime

import click

from factcheck.cli.options import printable, quoted
from factcheck.doctor import Finding, measure
from factcheck.errors import DamagedTable
from factcheck.journal import OUTSIDE, read_journal
from factcheck.merge.notes import Base
from factcheck.report.wording import count, one_line
from factcheck.table import ClaimsTable

SHOWN = 8
"""Cells that are listed of each kind."""
LONGEST = 40
"""Characters of a cell in one line."""


def read_as_it_was(table: ClaimsTable, base: Base, when: datetime) -> ClaimsTable:
    """The copy as it was before a spreadsheet re-dressed it, measured against what both copies came from.

    A copy whose own journal tells what it was is the doctor's business, and comes back as it is. What was put back,
    and what looks like a spreadsheet's doing without being certain, is said on stderr.

    Raises: DamagedTable where a column was sorted without the others.
    """
    batches = read_journal(table.path).batches
    if batches and batches[0].who != OUTSIDE:
        return table
    measured = measure(table, base, when)
    if measured.alone:
        names = ", ".join(each.column for each in measured.alone)
        hint = "Ask for the copy again, or for its journal, and mend it with factcheck doctor. Nothing was written."
        raise DamagedTable(table.path, f"{names}: {measured.alone[0].why}", hint)
    said = f"{table.path}: it came without its journal, and a spreadsheet re-dressed"
    _say(f"{said} {count(len(measured.mended), 'cell')}; taken as they were:", measured.mended)
    said = f"{table.path}: {count(len(measured.doubtful), 'cell')} may be a spreadsheet's doing; taken as typed:"
    _say(said, measured.doubtful)
    return measured.table


def _say(heading: str, found: Sequence[Finding]) -> None:
    if not found:
        return
    lines = [heading]
    for each in found[:SHOWN]:
        now, known = (quoted(one_line(cell), LONGEST) for cell in (each.now, each.known))
        lines.append(f"  {each.ref.removeprefix('s')} {each.claim_id}  {each.column}  {now}, was {known}: {each.why}")
    if len(found) > SHOWN:
        lines.append(f"  and {len(found) - SHOWN:,} more")
    click.echo(printable("\n".join(lines)), err=True)
