"""evidence.csv both ways: what look-ups found for the claims of one table, and what people made of it.

It is written as claims.csv is: in the dialect it came with, under a lock, whole or not at all, and only where nobody
else wrote meanwhile. Rows a person added or edited, and a person's own columns, stay (`factcheck.evidence.written`
tells them apart, `factcheck.evidence.numbers` says what a later look-up may replace).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from factcheck.document import Problem
from factcheck.errors import UnreadableInput
from factcheck.evidence.numbers import candidates, lost_letters, merged, searches, with_ids
from factcheck.evidence.reading import parse_evidence
from factcheck.evidence.record import COLUMNS, Evidence
from factcheck.evidence.written import add_written, told_apart
from factcheck.table.cells import UNWRITABLE, clean, guard
from factcheck.table.dialect import Dialect
from factcheck.table.files import check_free, locked, read_bytes, real_path, replace_file, sha256
from factcheck.table.records import file_of

__all__ = [
    "EvidenceTable",
    "add_evidence",
    "candidates",
    "evidence_path",
    "merged",
    "pages_folder",
    "read_evidence",
    "save_evidence",
    "searches",
]

_ALONE = "claims"
"""The table whose evidence is plain `evidence.csv`, as its journal is plain `claims.journal.jsonl`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTable:
    """A file of evidence as it was read.

    `rows` are in the file's order, `columns` the header in the file's order. `sha256` is the digest of the bytes read,
    "" where there was no file yet. `problems` are what the user should know; none of them stopped the reading.
    """

    path: Path
    rows: tuple[Evidence, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    dialect: Dialect = field(default_factory=Dialect)
    sha256: str = ""
    problems: tuple[Problem, ...] = ()


def evidence_path(claims: Path) -> Path:
    """`evidence.csv` beside claims.csv, `X.evidence.csv` beside X.csv, so that two tables in one folder never mix.

    Beside the file itself where `claims` is a symbolic link to it, as the journal is.
    """
    real = real_path(claims)
    return real.with_name("evidence.csv" if real.stem == _ALONE else f"{real.stem}.evidence.csv")


def pages_folder(claims: Path) -> Path:
    """Where the pages of that evidence are kept as WARC: `evidence/` beside claims.csv, `X.evidence/` beside X.csv."""
    return evidence_path(claims).with_suffix("")


def read_evidence(path: Path) -> EvidenceTable:
    """The evidence in a file; no rows where there is no such file.

    Raises: DamagedTable where its bytes make no table, naming line, row, column and cell; UnreadableInput where it may
    not be read.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        raise UnreadableInput(path, error.strerror or str(error)) from error
    if data is None:
        return EvidenceTable(path=path)
    parsed = parse_evidence(data, path)
    return EvidenceTable(
        path=path,
        rows=told_apart(parsed.rows, path),
        columns=parsed.columns,
        dialect=parsed.dialect,
        sha256=sha256(data),
        problems=parsed.problems,
    )


def save_evidence(table: EvidenceTable, rows: Sequence[Evidence]) -> EvidenceTable:
    """Writes `rows` as the table's, in its dialect, and returns it as it then stands.

    Rows without an id are given one. A row of the table that a person added or edited, or that holds a cell in a column
    of theirs, is written even where `rows` lacks it. Nothing is written where nothing changed.

    Raises: TableMoved where the file changed since it was read; UnwritableOutput, the file as it was.
    """
    rows = with_ids(_clean(row) for row in rows)
    rows += tuple(row for row in table.rows if row.is_theirs and not any(_holds(each, row) for each in rows))
    known = dict.fromkeys(table.columns)
    known.update(dict.fromkeys(column for row in rows for column, _ in row.extra))
    columns = tuple(known)
    if not rows and not table.sha256:
        return table
    records = ([guard(column) for column in columns], *(_cells(row, columns) for row in rows))
    data, dialect, problems = file_of(records, table.dialect)
    digest = sha256(data)
    with locked(table.path):
        check_free(table.path, table.sha256)
        if digest != table.sha256:
            add_written(table.path, rows)
            replace_file(table.path, data)
    said = tuple(replace(each, place=str(table.path)) for each in problems)
    return EvidenceTable(
        path=table.path,
        rows=rows,
        columns=columns,
        dialect=dialect,
        sha256=digest,
        problems=table.problems + said,
    )


def add_evidence(path: Path, new: Sequence[Evidence]) -> EvidenceTable:
    """Joins what a look-up found with what stands in the file now, and writes it; the table as it then stands.

    Reads the file anew under its lock: what a person saved while the look-up waited for an archive stays. Raises as
    `read_evidence` and `save_evidence`.
    """
    with locked(path):
        table = read_evidence(path)
        return save_evidence(table, merged(table.rows, new))


def _holds(row: Evidence, old: Evidence) -> bool:
    """True where no cell that a person typed into `old` is missing in `row`."""
    if row.claim_id != old.claim_id:
        return False
    own = dict(row.extra)
    if any(cell and own.get(column) != cell for column, cell in old.extra):
        return False
    if not old.by_hand:
        return True
    cells = ((getattr(old, name), getattr(row, name)) for name in COLUMNS if name not in ("evidence_id", "rank"))
    return all(cell == kept or lost_letters(cell, kept) for cell, kept in cells if cell)


def _clean(row: Evidence) -> Evidence:
    """The row with every cell as it can be written; the same object where it was."""
    cells = [getattr(row, name) for name in COLUMNS]
    if not UNWRITABLE.search("".join([*cells, *(part for pair in row.extra for part in pair)])):
        return row
    own = dict(zip(COLUMNS, map(clean, cells), strict=True))
    return replace(row, **own, extra=tuple((clean(column), clean(cell)) for column, cell in row.extra))  # type: ignore[arg-type]  # all text


def _cells(row: Evidence, columns: Iterable[str]) -> list[str]:
    """The row's cells as they are written, in the order of the columns."""
    cells = {name: getattr(row, name) for name in COLUMNS} | dict(row.extra)
    return [guard(cells.get(column, "")) for column in columns]
