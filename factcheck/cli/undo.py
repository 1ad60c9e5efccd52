"""factcheck undo"""

from pathlib import Path

import click

from factcheck.cli.options import by_option, claims_option, now, tell
from factcheck.journal import Batch, undo, undoable
from factcheck.report.wording import count as count_of
from factcheck.table import locked, read_claims


@click.command()
@click.argument("count", type=click.IntRange(min=1), default=1, metavar="[N]")
@by_option
@claims_option
def command(count: int, by: str, table_path: Path) -> None:
    """Take the last command back, or the last N; edits made in a spreadsheet are never touched.

    The journal keeps both the change and that it was taken back.
    """
    with locked(table_path):
        taken = undoable(table_path, count)
        written = undo(read_claims(table_path), batches=count, who=by, when=now())
    tell(written.problems, table_path)
    for batch in taken:
        click.echo(f"undone: {batch.command} by {batch.who} at {batch.time} ({_extent(batch)})")
    if len(taken) < count:
        click.echo(f"That was all: there were {len(taken)} commands to undo, not {count}.", err=True)


def _extent(batch: Batch) -> str:
    """How much a command had changed: "2 claims", "1 claim added"."""
    claims = {change.claim_id for change in batch.changes}
    whole = {change.claim_id for change in batch.changes if not change.column}
    parts = [(len(claims - whole), "changed"), (len(whole), "added or taken out")]
    said = [f"{count_of(number, 'claim')} {what}" for number, what in parts if number]
    return ", ".join(said) or "the order of the rows"
