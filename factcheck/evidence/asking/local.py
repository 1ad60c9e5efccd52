"""The writer's own files searched for claims, with the ranking and the quotation matching of archived pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from os.path import relpath
from pathlib import Path

from factcheck.archive import Outcome
from factcheck.evidence.asking.folder import FolderText
from factcheck.evidence.passages.bearing import Bearing, row_bearing
from factcheck.evidence.record import NO_PASSAGE, Evidence
from factcheck.evidence.rows import none_bears, with_passages
from factcheck.row import Row
from factcheck.verdicts import stamp


def search_files(
    rows: Sequence[Row], texts: Iterable[FolderText], *, inside: Path, table: Path, most: int, when: datetime
) -> Iterator[tuple[Evidence, ...]]:
    """For each row the files that bear on its claim, the best first, `most` at most; else one row that says so.

    `inside` is what was searched; it and the files stand in the rows relative to the folder of `table`.
    """
    asked, looked_up_at = _beside(inside, table), stamp(when)
    bearing_on: list[list[tuple[FolderText, Bearing]]] = [[] for _ in rows]
    files = 0
    for text in texts:  # a file is read for all claims at once: its words are then brought to their forms once
        files += 1
        for row, held in zip(rows, bearing_on, strict=True):
            bears = row_bearing(row, text.text)
            if bears.passages:
                held.append((text, bears))
    for row, held in zip(rows, bearing_on, strict=True):
        best = sorted(held, key=lambda each: (-each[1].score, each[0].name))
        told = Evidence(claim_id=row.claim_id, asked=asked, looked_up_at=looked_up_at)
        if not best:
            yield (replace(told, outcome=NO_PASSAGE, timing=none_bears(files, "file")),)
            continue
        yield tuple(
            with_passages(
                replace(
                    told,
                    outcome=Outcome.FOUND.value,
                    sha256=text.sha256,
                    timing=_place(text, bears),
                    title=text.title,
                    file=_beside(text.path, table),
                ),
                text.text,
                bears,
            )
            for text, bears in best[:most]
        )


def _place(text: FolderText, bears: Bearing) -> str:
    """Where the best passage stands in a file of pages or paragraphs, in words; "" in a text."""
    place = text.document.place(bears.passages[0].start)
    return f"on {place}" if place.startswith("page") else f"in {place}" if place else ""


def _beside(path: Path, table: Path) -> str:
    """The path relative to the table's folder, with forward slashes; absolute on another drive of Windows."""
    try:
        return Path(relpath(path, table.parent)).as_posix()
    except ValueError:
        return path.resolve().as_posix()
