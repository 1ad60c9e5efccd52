"""claims.csv in Python: rows of text for the tool, a DataFrame for whoever opens it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.document import Problem
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.row import NAMES, Row
from factcheck.table.cells import clean_rows
from factcheck.table.dialect import Dialect
from factcheck.table.files import check_free, journal_path, locked, read_bytes, replace_file, sha256
from factcheck.table.reading import parse_table
from factcheck.table.records import Rendered
from factcheck.table.writing import frame_of, render, rows_of
from factcheck.verdicts import read_source_status, read_status

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, kw_only=True)
class ClaimsTable:
    """A table as it was read.

    `rows` are in the file's order, `columns` the header in the file's order. `sha256` is the digest of the bytes read,
    "" where there was no file yet. `problems` are what the user should know; none of them stopped the reading. `filed`
    are the rows that the bytes of that digest hold, whatever `rows` have become since; () where nobody knows.
    """

    path: Path
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = NAMES
    dialect: Dialect = field(default_factory=Dialect)
    sha256: str = ""
    problems: tuple[Problem, ...] = ()
    filed: tuple[Row, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def frame(self) -> "DataFrame":
        """The cells as a DataFrame of str, all columns in the file's order. Edit it in place, then `save()`."""
        return frame_of(self.columns, self.rows)

    def replace_rows(self, rows: Iterable[Row]) -> "ClaimsTable":
        """The table with other rows, not saved; columns that only the rows know stand after the others."""
        rows = clean_rows(rows, self.filed)
        unread = set(unread_verdicts(self.rows))
        problems = tuple(problem for problem in self.problems if problem not in unread) + unread_verdicts(rows)
        return replace(self, rows=rows, columns=_with_extras(self.columns, rows), problems=problems)

    def render(self) -> Rendered:
        """The bytes `rows` are written as."""
        return render(self.columns, self.rows, self.dialect)

    def save(self, frame: "DataFrame | None" = None) -> "ClaimsTable":
        """Writes the table, edits of `frame` included, and returns it as it then stands.

        `frame`, where given, takes the place of the table's own. Nothing is written where nothing changed. What is
        saved here the journal learns of with the next command, as an edit made outside.

        Raises: TableMoved where the file changed since it was read; UnwritableOutput; BadArgument for a frame that
        lacks a column or names a claim twice.
        """
        edited = frame if frame is not None else self.__dict__.get("frame")
        table = self if edited is None else self._with_frame(edited)
        with locked(self.path):
            return write_table(table, changed_from=self.rows if edited is not None else None)

    def _with_frame(self, frame: "DataFrame") -> "ClaimsTable":
        columns = tuple(str(name) for name in frame.columns)
        missing = [name for name in NAMES if name not in columns]
        if missing:
            raise BadArgument(f"the frame has no column {', '.join(missing)}", value=missing[0])
        rows = clean_rows(rows_of(frame))
        ids = [row.claim_id for row in rows if row.claim_id]
        twice = next((each for each in ids if ids.count(each) > 1), "") if len(set(ids)) < len(ids) else ""
        if twice or len(set(columns)) < len(columns):
            what = f"claim_id '{twice}'" if twice else "a column"
            raise BadArgument(f"{what} stands twice in the frame", "Rename or drop one of the two.", value=twice)
        return replace(self, rows=rows, columns=columns)


def _with_extras(columns: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[str, ...]:
    known = dict.fromkeys(columns)
    for row in rows:
        for column, _ in row.extra:
            known.setdefault(column)
    return tuple(known)


def write_table(
    table: ClaimsTable, *, rendered: Rendered | None = None, changed_from: tuple[Row, ...] | None = None
) -> ClaimsTable:
    """Puts the table's rows into its file and returns it with the new hash. To be called under `locked`.

    `rendered` are the bytes where the caller has them already. Where `changed_from` equals the rows, or the bytes
    would be the same, nothing is written.
    """
    if changed_from is not None and table.rows == changed_from and table.sha256:
        return table
    rendered = rendered or table.render()
    check_free(table.path, table.sha256)
    digest = sha256(rendered.data)
    if digest != table.sha256:
        replace_file(table.path, rendered.data)
    problems = table.problems + tuple(replace(each, place=str(table.path)) for each in rendered.problems)
    return ClaimsTable(
        path=table.path,
        rows=table.rows,
        columns=table.columns,
        dialect=rendered.dialect,
        sha256=digest,
        problems=problems,
        filed=table.rows,
    )


def read_claims(path: Path | str) -> ClaimsTable:
    """The table in a file.

    Raises: DamagedTable where its bytes make none, naming line, row, column and cell; UnreadableInput where there is
    no such file, or it may not be read.
    """
    path = Path(path)
    data = _read(path)
    if data is None:
        there = journal_path(path).exists()
        hint = "Write it again from its journal: factcheck doctor --rebuild"
        raise UnreadableInput(path, "no such file", hint if there else "Make it with: factcheck parse ARTICLE")
    return _table(path, data)


def open_table(path: Path | str) -> ClaimsTable:
    """The table in a file, a new one without rows where there is no file yet. Raises as `read_claims`."""
    path = Path(path)
    data = _read(path)
    return ClaimsTable(path=path) if data is None else _table(path, data)


def _read(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except OSError as error:
        raise UnreadableInput(path, error.strerror or str(error)) from error


def _table(path: Path, data: bytes) -> ClaimsTable:
    parsed = parse_table(data, path)
    return ClaimsTable(
        path=path,
        rows=parsed.rows,
        columns=parsed.columns,
        dialect=parsed.dialect,
        sha256=sha256(data),
        problems=parsed.problems + unread_verdicts(parsed.rows),
        filed=parsed.rows,
    )


def unread_verdicts(rows: Collection[Row]) -> tuple[Problem, ...]:
    """A problem for each status that is no verdict, with the claim it stands in."""
    different = {(row.status, row.source_status) for row in rows}
    if not any(read_status(status)[1] or read_source_status(source)[1] for status, source in different):
        return ()
    problems = []
    for row in rows:
        for column, (_, problem) in (
            ("status", read_status(row.status)),
            ("source_status", read_source_status(row.source_status)),
        ):
            if problem:
                name = " ".join(part for part in (row.ref, row.claim_id) if part)
                problems.append(replace(problem, place=f"{name}, {column}"))
    return tuple(problems)
