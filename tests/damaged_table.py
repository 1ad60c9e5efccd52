"""A small table with its journal, and the means to damage the file and to have it mended."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from factcheck.doctor import Code, Examination, Finding, Kind, admit, choose, repair
from factcheck.journal import TOOL, commit
from factcheck.row import Row
from factcheck.table import ClaimsTable, open_table, read_claims

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)

ARTICLE = "The mill sold 7 tons. The “dam” cost 1,000 roubles, Şükür Bey said. Nobody asked. The lake froze in 1994."
OIL, DAM, ASK, LAKE = "c-bbbbbbbb", "c-dddddddd", "c-ffffffff", "c-gggggggg"


def tool(claim_id: str, n: int, words: str, **cells: str) -> Row:
    start = ARTICLE.index(words)
    row = Row(
        claim_id=claim_id,
        ref=f"s{n}a",
        status="unverified",
        source_status="unverified",
        claim=f"{words}.",
        look_for="number",
        kind="fact",
        checkable="yes",
        verbatim=words,
        article="mill.txt",
        published="2005-08-17",
        published_basis="given",
        paragraph="1",
        sentence=str(n),
        spans=f"{start}..{start + len(words)}",
    )
    return replace(row, **cells)  # type: ignore[arg-type]


ROWS = (
    tool(OIL, 1, "The mill sold 7 tons", event_date="2005-08-10"),
    tool(DAM, 2, "The “dam” cost 1,000 roubles", source="Şükür Bey", said_date="2005-08-05", cited_date="2005-08"),
    tool(ASK, 3, "Nobody asked", event_date="2005-08-25"),
    tool(LAKE, 4, "The lake froze in 1994", event_date="1994"),
)
TYPED: Mapping[str, Mapping[str, str]] = {
    OIL: {
        "status": "verified",
        "reviewer": "ana",
        "evidence": "0007",
        "note": "August 10",
        "evidence_quote": "“sold 7”",
    },
    DAM: {"note": "Şükür Bey — asked twice", "waiting_on": "writer, 14:05", "suggested": "cost 1,000"},
    ASK: {"note": "10:30", "evidence": "1,000"},
    LAKE: {"note": "Анна said no", "evidence": "1e5", "reviewer": "ben"},
}


def made(folder: Path) -> ClaimsTable:
    """A table that the tool wrote and two people marked."""
    parsed = commit(open_table(folder / "claims.csv"), ROWS, command="parse", who=TOOL, when=NOON)
    rows = [replace(row, **TYPED[row.claim_id]) for row in parsed.rows]  # type: ignore[arg-type]
    return commit(parsed, rows, command="mark", who="ana", when=NOON)


Rows = list[dict[str, str]]


def damage(table: ClaimsTable, change: Callable[[Rows], object]) -> Path:
    """Changes the file as a spreadsheet does: read, alter, write all of it."""
    rows = list(csv.DictReader(io.StringIO(table.path.read_text("utf-8-sig"), newline="")))
    change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    table.path.write_text(out.getvalue(), "utf-8-sig")
    return table.path


def put(table: ClaimsTable, of: str, **cells: str) -> Path:
    def change(rows: Rows) -> None:
        next(row for row in rows if row["claim_id"] == of).update(cells)

    return damage(table, change)


def look(path: Path, *restore: str, keep: tuple[str, ...] = ()) -> Examination:
    patient = admit(path)
    return patient.examine(when=LATER, choices=choose(patient.memory, patient.grid.columns, restore, keep))


def mend(path: Path, *restore: str, keep: tuple[str, ...] = ()) -> ClaimsTable:
    """The table after `--write` with these choices, read again."""
    patient = admit(path)
    choices = choose(patient.memory, patient.grid.columns, restore, keep)
    repair(patient, patient.examine(when=LATER, choices=choices), when=LATER)
    return read_claims(path)


def told(examination: Examination, kind: Kind | None = None) -> list[tuple[Code, str, str]]:
    return [(f.code, f.claim_id, f.column) for f in examination.findings if kind in (None, f.kind)]


def row(table: ClaimsTable, claim_id: str) -> Row:
    (found,) = [row for row in table.rows if row.claim_id == claim_id]
    return found


def only(examination: Examination) -> Finding:
    (found,) = examination.findings
    return found


def read_rows(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
