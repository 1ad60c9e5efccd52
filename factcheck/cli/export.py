"""factcheck export"""

from pathlib import Path

import click

from factcheck.cli.options import article_option, claims_option, claims_words, printable, shell_call, tell
from factcheck.errors import BadArgument, UnwritableOutput
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.report import with_evidence
from factcheck.report.checklist import make_checklist
from factcheck.report.manuscript import checklist_of, fitting, read_manuscript, told_against
from factcheck.report.view import make_view
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.table import ClaimsTable, read_claims
from factcheck.table.files import check_free, journal_path, read_bytes, replace_file, sha256

FORMS = {"xlsx": Path("review.xlsx"), "docx": Path("review.docx")}
"""What can be made, and the name it gets where none is given."""


@click.command()
@click.option("--to", "form", type=click.Choice(list(FORMS)), default="xlsx", show_default=True, help="What to make.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to make.  [default: review.xlsx or review.docx]",
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
def command(
    *, table_path: Path, article: str | None, form: str, output: Path | None, only: str, overwrite: bool
) -> None:
    """Make a review copy: a workbook to fill in, or the marked-up article for Word.

    The workbook has drop-downs, and every cell stays the text it is. Send it to whoever checks the claims, then take it
    back: factcheck import review.xlsx --by NAME. The table may be worked on meanwhile.

    The Word file has the article with a comment on the words of each claim (its letter, where it stands, who, the
    evidence), and the checklist. It is for reading: nothing of it is taken back.

    \b
    factcheck export
    factcheck export --only open --article lake.txt -o for-ben.xlsx
    factcheck export --to docx
    """  # noqa: D301  \b keeps click from joining the lines
    output = output or FORMS[form]
    table = read_claims(table_path)
    tell(table.problems, table_path)
    rows = _only(of_article(table.rows, article) if article else table.rows, only)
    if not rows:
        hint = "Leave --only out to export all." if only else "Make them with: factcheck parse ARTICLE"
        raise BadArgument(f"{table_path}: there is no claim to export", hint, value=only)
    make = _workbook if form == "xlsx" else _word_file
    _write(output, make(table, rows, only), _kept(table), form=form, overwrite=overwrite)
    click.echo(printable(f"{output}: {count(len(rows), 'claim')} of {len(table.rows):,}"), err=True)
    if form == "xlsx":
        back = shell_call("factcheck", "import", output, "--by", "NAME", *claims_words(table_path))
        click.echo(printable(f"Take it back with: {back}"), err=True)


def _workbook(table: ClaimsTable, rows: tuple[Row, ...], only: str) -> bytes:
    from factcheck.workbook import make_workbook  # noqa: PLC0415 - openpyxl takes 0.3 s to load

    if any(not row.claim_id.strip() for row in rows):
        again = shell_call("factcheck", "doctor", "--write", *claims_words(table.path))
        raise BadArgument(f"{table.path}: rows without a claim_id cannot come back", f"Give them one: {again}")
    made = make_workbook(table.columns, rows, sha256=table.sha256, selection=only)
    tell(made.problems, table.path)
    return made.data


def _word_file(table: ClaimsTable, rows: tuple[Row, ...], only: str) -> bytes:
    """All of each article that the rows belong to is shown, with the counts of all its claims."""
    from factcheck.report.to_docx import Sheet, render  # noqa: PLC0415 - python-docx takes 0.2 s to load

    shown = dict.fromkeys(row.article for row in rows)
    found = read_evidence(evidence_path(table.path))
    sheets = []
    for name in shown:
        own = [row for row in table.rows if row.article == name]
        again = shell_call("factcheck", "parse", table.path.parent / name, *claims_words(table.path))
        manuscript = fitting(read_manuscript(table.path, name, told_against(own)), own, again=again)
        checklist = checklist_of(own, manuscript)
        checklist = with_evidence(checklist, found.rows) if found.sha256 else checklist
        sheets.append(Sheet(checklist, make_view(checklist, only=only), manuscript.document))
    return render(sheets)


def _kept(table: ClaimsTable) -> tuple[Path, ...]:
    """The files that no export may take the place of: the table, what stands beside it, the articles."""
    tables = (table.path, evidence_path(table.path))
    articles = (table.path.parent / name for name in dict.fromkeys(row.article for row in table.rows) if name)
    return (*tables, *map(journal_path, tables), *articles)


def _only(rows: tuple[Row, ...], words: str) -> tuple[Row, ...]:
    """The rows that the words name, in the table's order."""
    if not words.strip():
        return rows
    view = make_view(make_checklist(rows, None, ()), only=words)
    kept = {entry.row.claim_id for group in view.groups for passage in group.passages for entry in passage.entries}
    return tuple(row for row in rows if row.claim_id in kept)


def _write(path: Path, data: bytes, kept: tuple[Path, ...], *, form: str, overwrite: bool) -> None:
    """Puts the file where nothing stands that it could take away."""
    if path.suffix.casefold() != f".{form}":
        what = "a review copy" if form == "xlsx" else "the marked-up article"
        raise BadArgument(f"-o {path}: {what} is an .{form} file", "Give it a name that ends so.", value=str(path))
    if path.exists() and any(each.exists() and path.samefile(each) for each in kept):
        hint = "Give another name to -o. Nothing was written."
        raise BadArgument(f"-o {path}: that would take the place of your article or table", hint, value=str(path))
    there = read_bytes(path)
    if there is not None and there != data and not overwrite:
        first = "Take it back first (factcheck import), give" if form == "xlsx" else "Give"
        hint = f"{first} another name with -o, or give --overwrite."
        raise UnwritableOutput(path, "a file of that name is there, and somebody may have filled it in", hint)
    check_free(path, sha256(there))
    replace_file(path, data)
