"""factcheck undo"""

from pathlib import Path

import click

from factcheck.cli.options import by_option, claims_option, now, tell
from factcheck.journal import undo, undoable
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
        click.echo(f"undone: {batch.command} by {batch.who} at {batch.time} ({len(batch.changes)} cells)")
