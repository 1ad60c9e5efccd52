"""factcheck doctor"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from factcheck.cli.options import claims_option, claims_words, now, printable, shell_call, tell
from factcheck.doctor import Code, Examination, Finding, Kind, Patient, admit, choose, rebuild_file, repair
from factcheck.document import Document
from factcheck.errors import BadArgument, FactcheckError
from factcheck.journal import journal_path, read_journal
from factcheck.readers import read
from factcheck.report.wording import count
from factcheck.row import HUMAN
from factcheck.table.claims_table import unread_verdicts

SHOWN = 8
"""Findings of one kind that are listed without --all; a person's own cells and questions are listed all."""
LONGEST = 60
"""Characters of a cell in one line."""
NEAR = 20
"""Characters before the first difference that are shown of a longer cell."""

NAMES = {
    Code.SORTED_ALONE: "a column sorted without the others",
    Code.HEADER: "column names away from the first row",
    Code.COLUMN_MISSING: "columns missing",
    Code.COLUMN_RENAMED: "columns under another name",
    Code.COLUMN_TWICE: "columns under one name",
    Code.COLUMN_GONE: "columns of your own that went",
    Code.ID_MANGLED: "ids mangled",
    Code.ID_BLANK: "ids gone",
    Code.ID_TWICE: "ids that stand twice",
    Code.ROW_TWICE: "rows doubled",
    Code.ROW_ADDED: "rows added by hand",
    Code.ROW_DELETED: "rows deleted",
    Code.ROW_RESTORED: "rows brought back",
    Code.TOOL_CELL: "the tool's own cells changed",
    Code.DATE: "dates re-dressed",
    Code.TIME: "times re-dressed",
    Code.NUMBER: "figures re-dressed",
    Code.BOOLEAN: "words taken for true or false",
    Code.MOJIBAKE: "letters read in the wrong encoding",
    Code.LETTERS_LOST: "letters lost",
    Code.CUT: "cells cut",
    Code.TABS: "tabs lost",
    Code.APOSTROPHE: "apostrophes added",
    Code.FORMULA: "formulas and error values",
    Code.CELL_RESTORED: "put back from the journal",
    Code.CELL_KEPT: "kept as they stand",
    Code.BYTE_ORDER_MARK: "the encoding",
    Code.NO_JOURNAL: "no journal",
}


@click.command()
@click.option("--write", is_flag=True, help="Do the repairs that are certain; the file as it was is kept beside it.")
@click.option("--restore", multiple=True, metavar="WHAT", help="Take it from the journal: ID, COLUMN or ID.COLUMN.")
@click.option("--keep", multiple=True, metavar="WHAT", help="It is right as it stands: ID.COLUMN or COLUMN.")
@click.option("--rebuild", is_flag=True, help="Write the last table again, from the journal alone, to the byte.")
@click.option("--all", "everything", is_flag=True, help="List every finding, not the first few of a kind.")
@claims_option
def command(
    table_path: Path, restore: Sequence[str], keep: Sequence[str], *, write: bool, rebuild: bool, everything: bool
) -> None:
    """Show what a spreadsheet did to the table and what would be repaired; with --write, repair it.

    A cell of yours is changed only where it is certain what it was: the same day, figure or time in other dress, or
    letters that read back. What is not certain is listed with the journal's text and the command that settles it.

    \b
    factcheck doctor
    factcheck doctor --write
    factcheck doctor --restore c-kbm            a deleted row
    factcheck doctor --restore c-kbm.note       one cell
    """  # noqa: D301  \b keeps click from joining the lines
    if rebuild and (write or restore or keep):
        raise BadArgument("--rebuild stands alone", "Give --rebuild first, then look again: factcheck doctor")
    if rebuild:
        _rebuild(table_path)
        return
    patient = admit(table_path)
    found = _examined(patient, table_path, restore, keep)
    tell((*patient.grid.problems, *unread_verdicts(found.found), *read_journal(table_path).problems), table_path)
    wanted = found if write else found.chosen() if restore or keep else None
    done = repair(patient, wanted, when=now()) if wanted and not found.stop else None
    if done is None:
        left = found
        click.echo(_heading(found, table_path))
    else:
        mended = wanted.of(Kind.REPAIR) if wanted else ()
        click.echo(f"{table_path}: {_count(mended)} repaired" if mended else f"{table_path}: nothing was written")
        _list("Repaired", mended, table_path, everything=everything)
        tell([each for each in done.table.problems if each not in patient.grid.problems], table_path)
        if done.copy:
            click.echo(f"The file as it was: {done.copy}", err=True)
        left = _examined(admit(table_path), table_path, (), ())
    _list(f"To repair: {_call(table_path, '--write')}", left.of(Kind.REPAIR), table_path, everything=everything)
    _list("To decide, by you", left.of(Kind.ASK), table_path, everything=True)
    if done is None or not write:
        _list("To know", left.of(Kind.TELL), table_path, everything=everything)
    if not left.healthy:
        click.get_current_context().exit(1)


def _rebuild(table_path: Path) -> None:
    before = table_path.read_bytes() if table_path.exists() else None
    copy = rebuild_file(table_path, when=now())
    same = before is not None and copy is None
    said = "is as the journal has it, to the byte" if same else "written from the journal, to the byte"
    click.echo(f"{table_path}: {said}")
    if copy:
        click.echo(f"The file as it was: {copy}", err=True)


def _examined(patient: Patient, table_path: Path, restore: Sequence[str], keep: Sequence[str]) -> Examination:
    choices = choose(patient.memory, patient.grid.columns, restore, keep)

    def article(name: str) -> Document | None:
        try:
            return read(table_path.parent / name)
        except (FactcheckError, OSError):
            return None

    return patient.examine(when=now(), choices=choices, articles=article)


def _call(table_path: Path, *words: str) -> str:
    return shell_call("factcheck", "doctor", *words, *claims_words(table_path))


def _count(findings: Sequence[Finding]) -> str:
    """How many things: a column that is back is one, not one a cell, and so is a row that was added."""
    whole = {finding.column for finding in findings if finding.code is Code.COLUMN_MISSING and not finding.claim_id}
    parts = [
        f
        for f in findings
        if (f.code is Code.COLUMN_MISSING and f.claim_id and f.column in whole)
        or (f.code is Code.ROW_ADDED and f.column)
    ]
    return count(len(findings) - len(parts), "thing")


def _heading(found: Examination, table_path: Path) -> str:
    against = f"measured against {journal_path(table_path).name}" if found.known else "without a journal"
    if found.healthy:
        return f"{table_path}: nothing to repair ({against})"
    repairs, asked = found.of(Kind.REPAIR), found.of(Kind.ASK)
    parts = [f"{_count(repairs)} to repair" if repairs else "", f"{len(asked):,} to decide" if asked else ""]
    said = f"{table_path}: {', '.join(filter(None, parts))} ({against})"
    if found.stop:
        said += "\nRows and cells do not belong together: nothing is written until that is settled."
    return said


def _list(title: str, findings: Sequence[Finding], table_path: Path, *, everything: bool) -> None:
    if not findings:
        return
    lines = ["", title]
    for code, group in groupby(findings, key=lambda finding: finding.code):
        members = list(group)
        lines.append(f"  {NAMES[code]}: {_count(members).partition(' ')[0]}")
        lines += _members(members, table_path, everything=everything)
    click.echo(printable("\n".join(lines)))


def _members(members: Sequence[Finding], table_path: Path, *, everything: bool) -> Iterator[str]:
    hidden = 0
    shown = 0
    for finding in members:
        theirs = finding.column in HUMAN and finding.claim_id and finding.code is not Code.COLUMN_MISSING
        if shown >= SHOWN and not everything and not theirs:
            hidden += 1
            continue
        shown += 1
        yield f"    {_line(finding)}"
        yield from (f"      {line}" for line in _settling(finding, table_path))
    if hidden:
        yield f"    and {hidden:,} more: {_call(table_path, '--all')}"


def _line(finding: Finding) -> str:
    place = [f"row {finding.row}" if finding.row else "", finding.ref.removeprefix("s"), finding.claim_id]
    where = "  ".join(part for part in (*place, finding.column) if part)
    if finding.code is Code.ROW_ADDED and not finding.column:
        return f"{where}  {_cell(finding.now)}  {finding.why}"
    if finding.code in (Code.ROW_DELETED, Code.ROW_RESTORED):
        return f"{where}  {_cell(finding.known)}"
    if finding.kind is Kind.ASK and finding.claim_id:
        known = f"the journal has {_cell(finding.known, finding.now)}" if finding.known else "the journal has nothing"
        return f"{where}  {_cell(finding.now, finding.known)}; {known}: {finding.why}"
    cells = ""
    if finding.claim_id and (finding.now or finding.after) and finding.now != finding.after:
        cells = f"  {_cell(finding.now, finding.after)} -> {_cell(finding.after, finding.now)}"
    return f"{where}{cells}  {finding.why}".strip()


def _cell(value: str, other: str = "") -> str:
    """The cell in one line, cut to where it differs from `other`."""
    if not value:
        return "blank"
    differs = next(
        (at for at, (a, b) in enumerate(zip(value, other, strict=False)) if a != b), min(len(value), len(other))
    )
    start = max(0, differs - NEAR) if other and len(value) > LONGEST else 0
    words = ("…" if start else "") + " ".join(value[start:].split())
    return f"'{words}'" if len(words) <= LONGEST else f"'{words[: LONGEST - 1]}…'"


def _settling(finding: Finding, table_path: Path) -> Iterator[str]:
    if not finding.settle or finding.kind is Kind.REPAIR:
        return
    take, keep = _call(table_path, *finding.settle), _call(table_path, "--keep", *finding.settle[1:])
    if finding.kind is Kind.TELL:
        yield f"to bring it back: {take}"
        return
    if finding.known or finding.code is Code.SORTED_ALONE:
        yield f"to take the journal's: {take}"
    if finding.column != "claim_id":
        yield f"to leave it as it is:  {keep}"
