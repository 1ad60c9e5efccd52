"""From the bytes of evidence.csv to rows, or to a refusal that names line, row, column and cell."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from factcheck.document import Problem
from factcheck.errors import DamagedTable
from factcheck.evidence.record import COLUMNS, Evidence
from factcheck.table.cells import clean, unguard
from factcheck.table.dialect import Dialect, decode, sniff
from factcheck.table.records import Record, check_names, named_columns, of_one_width, records_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What the bytes held: the header in the file's order, and a row for each record that is not blank."""

    columns: tuple[str, ...]
    rows: tuple[Evidence, ...]
    dialect: Dialect
    problems: tuple[Problem, ...]


def parse_evidence(data: bytes, path: Path) -> Parsed:
    """The rows the bytes hold, in the file's order.

    An id that stands twice, and a row that names no claim, are told and kept. Raises: DamagedTable.
    """
    text, dialect, problems = decode(data, path)
    if not text.strip():
        raise DamagedTable(path, "the file is empty", "Delete it: the next look-up makes a new one.")
    body, dialect = sniff(text, dialect, frozenset(COLUMNS))
    records = records_of(body, dialect, path)
    header = next(records, Record(1, 1, []))
    if not set(header.cells) & set(COLUMNS):
        reason = f"this is no table of evidence: its first row reads '{dialect.delimiter.join(header.cells)[:80]}'"
        hint = "The first row must hold the column names, evidence_id first. Was the header deleted or sorted away?"
        raise DamagedTable(path, reason, hint, line=header.line)
    columns = [unguard(clean(cell)) for cell in header.cells]
    columns, kept = named_columns(columns, of_one_width(records, columns, dialect, path), path)
    _check_header(columns, path, header.line)
    rows = tuple(_row(columns, [unguard(clean(cell)) for cell in record.cells]) for record in kept)
    return Parsed(columns=tuple(columns), rows=rows, dialect=dialect, problems=problems + _problems(rows, path))


def _check_header(columns: list[str], path: Path, line: int) -> None:
    check_names(columns, path, line)
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        what = f"no column '{missing[0]}'" if len(missing) == 1 else f"no columns {', '.join(missing)}"
        hint = f"Put the column name '{missing[0]}' back into the first row; its cells may be blank."
        raise DamagedTable(path, what, hint, line=line)


def _row(columns: list[str], cells: list[str]) -> Evidence:
    known = dict(zip(columns, cells, strict=True))
    extra = tuple((name, known.pop(name)) for name in columns if name not in COLUMNS)
    return Evidence(**known, extra=extra)  # type: ignore[arg-type]  # every cell is text


def _problems(rows: tuple[Evidence, ...], path: Path) -> tuple[Problem, ...]:
    counts = Counter(row.evidence_id for row in rows if row.evidence_id)
    problems = [
        Problem(
            code="evidence-id-twice",
            message=f"evidence_id '{name}' stands {count} times; all rows are kept",
            place=str(path),
            hint="Blank it in the row you copied: the next look-up gives that one its own.",
        )
        for name, count in counts.items()
        if count > 1
    ]
    nobodys = sum(not (row.claim_id.strip() or row.evidence_id.strip()) for row in rows)
    if nobodys:  # those of the tool are about the article as a whole
        message = f"{nobodys} row{'s' if nobodys > 1 else ''} without a claim_id: evidence of no claim, kept as it is"
        problems.append(Problem(code="evidence-of-no-claim", message=message, place=str(path)))
    return tuple(problems)
