"""What was found for the claims of two copies, as one evidence.csv."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.evidence.numbers import is_candidate, merged, numbered, place_of
from factcheck.evidence.record import COLUMNS, Evidence
from factcheck.evidence.table import EvidenceTable, evidence_path, pages_folder, read_evidence, save_evidence
from factcheck.table import locked
from factcheck.table.files import read_bytes, real_path, replace_file

GIVEN = ("evidence_id", "rank")
"""Cells that say nothing of what was found."""


def join_evidence(out: Path, tables: Sequence[Path]) -> EvidenceTable | None:
    """Writes beside `out` what stands beside the tables of claims, the pages with it; None where there is nothing.

    Ids and numbers of the first one's candidates stay; what only a later one has gets the next numbers. Where both
    edited the row of one capture, both rows stay. Raises as `read_evidence` and `save_evidence`.
    """
    target = evidence_path(out)
    others = [table for table in tables if evidence_path(table) != target]
    found = [(table, read_evidence(evidence_path(table)).rows) for table in others]
    if not any(rows for _, rows in found):
        return None
    with locked(target):
        standing = read_evidence(target)
        rows = standing.rows
        for table, more in found:
            rows = joined(rows, [_moved(row, table, out) for row in more])
        return save_evidence(standing, rows)


def joined(mine: Sequence[Evidence], theirs: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The rows of both: nothing that a person typed is lost, nothing found twice stands twice."""
    known = {place_of(row): row for row in reversed(mine) if is_candidate(row)}
    asked = {(row.claim_id, row.asked) for row in mine}
    ids = {row.evidence_id for row in mine}
    new, beside = [], []
    for row in theirs:
        nameless = replace(row, evidence_id="") if row.evidence_id in ids else row
        old = known.get(place_of(row)) if is_candidate(row) else None
        if old is not None and _both_typed(old, row):
            beside.append(replace(nameless, evidence_id="", rank=""))
        elif old is not None and not (row.is_theirs or row.looked_up_at > old.looked_up_at):
            continue
        elif is_candidate(row) or row.is_theirs or (row.claim_id, row.asked) not in asked:
            new.append(nameless)
    rows = [*merged(mine, new), *beside]
    return numbered(rows)


def _both_typed(one: Evidence, other: Evidence) -> bool:
    """True where a person worked on both rows, and not alike."""
    cells = [([getattr(row, name) for name in COLUMNS if name not in GIVEN], row.extra) for row in (one, other)]
    return one.is_theirs and other.is_theirs and cells[0] != cells[1]


def _moved(row: Evidence, table: Path, out: Path) -> Evidence:
    """The row with its file as seen from `out`; a page kept beside the other table is copied beside this one."""
    if not row.file or Path(row.file).is_absolute():
        return row
    here, there = real_path(table).parent.resolve(), real_path(out).parent.resolve()
    pages, kept = pages_folder(table), pages_folder(out)
    if row.file.startswith(f"{pages.name}/"):
        name = row.file.removeprefix(f"{pages.name}/")
        return replace(row, file=f"{kept.name}/{_copied(pages / name, kept)}")
    return replace(row, file=Path(os.path.relpath(here / row.file, there)).as_posix()) if here != there else row


def _copied(page: Path, folder: Path) -> str:
    """The name in `folder` of a copy of this page; another page of that name stays, and the copy goes beside it."""
    data = read_bytes(page)
    for count in range(1, 100):
        name = page.name if count == 1 else f"{page.name.partition('.')[0]}-{count}.{page.name.partition('.')[2]}"
        there = read_bytes(folder / name)
        if there is None and data is not None:
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(folder / name, data)
        if data is None or there in (None, data):
            return name
    return page.name
