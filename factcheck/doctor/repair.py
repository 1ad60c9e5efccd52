"""Doing what an examination found to be certain: a copy of the file first, then one journalled write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from factcheck.doctor.choices import NONE, Choices
from factcheck.doctor.examination import Articles, Examination, examine
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.identity import found_row
from factcheck.errors import UnreadableInput
from factcheck.journal import REPAIR, TOOL, rebuild
from factcheck.journal.commit import Action, carry_out
from factcheck.journal.memory import Memory, remember
from factcheck.table import ClaimsTable, locked
from factcheck.table.files import check_free, keep_copy, read_bytes, replace_file, sha256
from factcheck.table.reading import Grid, parse_grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A file as it was read for examination: its cells, its hash, and what the journal remembers of it."""

    path: Path
    grid: Grid
    memory: Memory
    sha256: str

    def examine(self, *, when: datetime, choices: Choices = NONE, articles: Articles = lambda _: None) -> Examination:
        """What is wrong with it."""
        return examine(self.grid, self.memory, when=when, choices=choices, articles=articles)


def admit(path: Path | str) -> Patient:
    """The file at `path` and what its journal knows.

    Raises: DamagedTable where a stray comma or quote makes it no grid of cells; UnreadableInput where it is not there.
    """
    path = Path(path)
    try:
        data = read_bytes(path)
    except OSError as error:
        raise UnreadableInput(path, error.strerror or str(error)) from error
    if data is None:
        hint = "Write the last table from the journal: factcheck doctor --rebuild"
        raise UnreadableInput(path, "no such file", hint)
    digest = sha256(data)
    memory = remember(ClaimsTable(path=path, sha256=digest))
    grid = parse_grid(data, path, memory.state.columns if memory.known else ())
    if memory.known and "claim_id" in grid.columns:  # the rows, too, show whether the last write happened
        rows = [dict(zip(grid.columns, record.cells, strict=True)) for record in grid.records]
        found = tuple(found_row(row, row["claim_id"], grid.columns) for row in rows)
        memory = remember(ClaimsTable(path=path, columns=grid.columns, sha256=digest, rows=found))
    return Patient(path=path, grid=grid, memory=memory, sha256=digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """The table as it then stands, and the copy of the file as it was, None where nothing was written."""

    table: ClaimsTable
    copy: Path | None


def repair(patient: Patient, examination: Examination, *, when: datetime) -> Repaired:
    """Writes everything that is certain, and what a person chose; nothing where nothing is.

    The file as it was is kept beside it. What was wrong is journalled as made outside, the repair as the doctor's.

    Raises: TableMoved where the file changed since it was read; UnwritableOutput.
    """
    table = ClaimsTable(
        path=patient.path,
        rows=examination.found,
        columns=examination.columns,
        dialect=examination.dialect,
        sha256=patient.sha256,
        problems=patient.grid.problems,
    )
    done = examination.of(Kind.REPAIR)
    if not done or examination.stop:
        return Repaired(table=table, copy=None)
    settled = [(each.claim_id, each.column) for each in done if each.code is Code.CELL_KEPT]
    action = Action(
        command=REPAIR,
        who=TOOL,
        when=when,
        why=_why(done),
        repairs=len(settled) < len(done),
        columns=patient.grid.columns,
        settled=tuple(settled),
    )
    with locked(patient.path):
        check_free(patient.path, patient.sha256)
        copy = keep_copy(patient.path, when) if action.repairs else None
        return Repaired(table=carry_out(table, examination.mended(), action), copy=copy)


def _why(done: Sequence[Finding]) -> str:
    """What was done, for the journal: every kind once, ids as they were and are."""
    kinds = dict.fromkeys(each.code.value for each in done)
    ids = [f"'{each.now}' is {each.after}" for each in done if each.code is Code.ID_MANGLED]
    return "; ".join([", ".join(kinds), *ids])


def rebuild_file(path: Path | str, *, when: datetime) -> Path | None:
    """Writes the last table that the journal tells of, to the byte, and returns the copy of what stood there.

    None where nothing stood there, or the same bytes.

    Raises: UnreadableInput where there is no journal; TableError where it is not whole; UnwritableOutput.
    """
    path = Path(path)
    with locked(path):
        data = rebuild(path)
        before = read_bytes(path)
        if before == data:
            return None
        check_free(path, sha256(before))
        copy = keep_copy(path, when) if before is not None else None
        replace_file(path, data)
        return copy
