"""A small archive and the dataset that is made of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.corpus import Store, Summary, build, find_source, in_process
from factcheck.corpus.columns import DATASETS
from factcheck.corpus.item import Batch, Made
from factcheck.corpus.pool import Runner
from factcheck.corpus.work import Work

ARCHIVE = {
    "2005/lake.txt": """\
Publication: River News
Date: 2005-03-07

Lake Toma lost a third of its water in 1994. Engineers built 12 dams in 1975 (Toma Post, March 5).
""",
    "2005/tunnel.txt": """\
Publication: Toma Post
Date: 2005-04-01

The tunnel under Mount Ora opened in 2001. Lake Toma lost a third of its water in 1994, Ana Petrova said.
""",
    "dams.txt": """\
Publication: River News
Date: 2006-01-02

Engineers built 13 dams in 1975 (Toma Post, January 1; Hill Gazette, January 1). Nobody had asked the villagers.
""",
}
"""Three articles."""


def archive(folder: Path, texts: dict[str, str] = ARCHIVE) -> Path:
    """The archive in a folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def made(place: Path, out: Path, runner: Runner = in_process, size: int = 1) -> Summary:
    """The summary of a whole run."""
    return list(build(find_source(place), str(out), runner, size=size))[-1]


def rows(out: Path, dataset: str) -> list[dict[str, Any]]:
    """The rows of a dataset, as any reader of Parquet sees them, in the order of their cells."""
    found: list[dict[str, Any]] = Store(str(out)).dataset(dataset).to_table().to_pylist()
    return sorted(found, key=repr)


def all_rows(out: Path) -> dict[str, list[dict[str, Any]]]:
    return {name: rows(out, name) for name in DATASETS}


def files(out: Path) -> dict[str, bytes]:
    """Every Parquet file, by name."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.parquet"))}


def interrupted_after(parts: int) -> Runner:
    """A run that somebody stops once so many parts are made."""

    def run(batches: Iterator[Batch], work: Work) -> Iterator[Made]:
        for number, batch in enumerate(batches):
            if number == parts:
                raise KeyboardInterrupt
            yield work(batch)

    return run
