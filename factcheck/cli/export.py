"""factcheck export"""

from pathlib import Path

import click

from factcheck.cli.options import article_option, claims_option, claims_words, printable, shell_call, tell
from factcheck.errors import BadArgument, UnwritableOutput
from factcheck.report.checklist import make_checklist
from factcheck.report.view import make_view
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.table import read_claims
from factcheck.table.files import check_free, read_bytes, replace_file, sha256

REVIEW = Path("review.xlsx")


@click.command()
@click.option("--to", "form", type=click.Choice(["xlsx"]), default="xlsx", show_default=True, help="What to make.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    default=REVIEW,
    show_default=True,
    help="The file to make.",
)
@click.option(
    "--only",
    default="",
    metavar="WHAT",
    help="A part of the claims, as in the report: open, decide, stale, waiting, mine:NAME, number, quote ...",
)
@click.option("--overwrite", is_flag=True, help="Take the place of a file of that name, and of what was typed in it.")
@claims_option
@article_option
def command(*, table_path: Path, article: str | None, form: str, output: Path, only: str, overwrite: bool) -> None:
    """Make a review copy: a workbook to fill in, with drop-downs, in which every cell stays the text it is.

    Send it to whoever checks the claims, then take it back: factcheck import review.xlsx --by NAME. The table may be
    worked on meanwhile.

    \b
    factcheck export
    factcheck export --only open --article lake.txt -o for-ben.xlsx
    """  # noqa: D301  \b keeps click from joining the lines
    from factcheck.workbook import make_workbook  # noqa: PLC0415 - openpyxl takes 0.3 s to load

    del form  # there is one
    table = read_claims(table_path)
    tell(table.problems, table_path)
    rows = _only(of_article(table.rows, article) if article else table.rows, only)
    if not rows:
        hint = "Leave --only out to export all." if only else "Make them with: factcheck parse ARTICLE"
        raise BadArgument(f"{table_path}: there is no claim to export", hint, value=only)
    if any(not row.claim_id.strip() for row in rows):
        again = shell_call("factcheck", "doctor", "--write", *claims_words(table_path))
        raise BadArgument(f"{table_path}: rows without a claim_id cannot come back", f"Give them one: {again}")
    made = make_workbook(table.columns, rows, sha256=table.sha256, selection=only)
    tell(made.problems, table_path)
    _write(output, made.data, overwrite=overwrite)
    click.echo(printable(f"{output}: {count(len(rows), 'claim')} of {len(table.rows):,}"), err=True)
    back = shell_call("factcheck", "import", output, "--by", "NAME", *claims_words(table_path))
    click.echo(printable(f"Take it back with: {back}"), err=True)


def _only(rows: tuple[Row, ...], words: str) -> tuple[Row, ...]:
    """The rows that the words name, in the table's order."""
    if not words.strip():
        return rows
    view = make_view(make_checklist(rows, None, ()), only=words)
    kept = {entry.row.claim_id for group in view.groups for passage in group.passages for entry in passage.entries}
    return tuple(row for row in rows if row.claim_id in kept)


def _write(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Puts the workbook where nothing stands that it could take away."""
    if path.suffix.casefold() != ".xlsx":
        raise BadArgument(f"-o {path}: a review copy is an .xlsx file", "Give it a name that ends so.", value=str(path))
    there = read_bytes(path)
    if there is not None and there != data and not overwrite:
        hint = "Take it back first (factcheck import), give another name with -o, or give --overwrite."
        raise UnwritableOutput(path, "a file of that name is there, and somebody may have filled it in", hint)
    check_free(path, sha256(there))
    replace_file(path, data)
