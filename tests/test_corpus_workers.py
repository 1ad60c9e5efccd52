"""The same rows from one process, from a pool and from Dask, though a worker is killed in the middle."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dask
import pytest
from corpus_desk import all_rows, archive, files, made, rows

from factcheck.corpus import in_pool, in_process, on_cluster
from factcheck.corpus.item import Batch, Item, Made, Record, batch_of
from factcheck.corpus.pool import Runner
from factcheck.corpus.reading import failed
from factcheck.corpus.store import Store
from factcheck.corpus.work import Work
from factcheck.document import Problem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

MANY = {
    f"{n:02}.txt": f"The mill sold {n} tons in 1994. Ana Petrova said dam {n} broke on Monday.\n" for n in range(12)
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, and the dataset that one process made of it."""
    folder = tmp_path_factory.mktemp("workers")
    made(archive(folder / "archive", MANY), folder / "one process", in_process, size=2)
    return folder


def while_a_worker_is_killed(runner: Runner) -> Runner:
    """The run, in which a worker is killed once a part is done."""

    def run(batches: Iterator[Batch], work: Work) -> Iterator[Made]:
        for number, part in enumerate(runner(batches, work)):
            if not number:
                workers = multiprocessing.active_children()
                assert workers
                os.kill(workers[-1].pid or 0, signal.SIGKILL)
            yield part

    return run


def test_pool_makes_the_same_files_though_a_worker_is_killed(desk: Path) -> None:
    summary = made(desk / "archive", desk / "pool", while_a_worker_is_killed(in_pool(2)), size=2)
    assert (summary.parsed, summary.unread) == (12, 0)
    assert files(desk / "pool") == files(desk / "one process")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_dask_makes_the_same_files_though_a_worker_is_killed(desk: Path) -> None:
    summary = made(desk / "archive", desk / "dask", while_a_worker_is_killed(on_cluster("local", 2)), size=2)
    assert (summary.parsed, summary.unread) == (12, 0)
    assert files(desk / "dask") == files(desk / "one process")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadly(Work):
    """Work in which one article kills the process that reads it."""

    def read(self, item: Item) -> Record:
        if b"deadly" in item.data:
            os.kill(os.getpid(), signal.SIGKILL)
        return failed(item, "parsed", Problem(code="none", message="nothing is parsed here"))


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("runner", [in_pool(2), on_cluster("local", 2)], ids=["pool", "dask"])
def test_article_that_kills_every_worker_is_set_aside_and_costs_no_other(tmp_path: Path, runner: Runner) -> None:
    items = [Item(name=text, data=text.encode()) for text in ("one", "deadly", "three", "four")]
    store = Store(str(tmp_path / "out"))
    # Dask gives a task to four workers before it takes it for deadly; one will do here.
    with store.held(), dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        batches = (batch_of(some, "1") for some in (items[:2], items[2:]))
        parts = list(runner(batches, Deadly(place=store.absolute)))
    assert sum(part.articles for part in parts) == 4
    outcomes = {row["article"]: row["outcome"] for row in rows(tmp_path / "out", "articles")}
    assert outcomes == {"one": "parsed", "deadly": "failed", "three": "parsed", "four": "parsed"}
    assert "worker-died" in {row["code"] for row in rows(tmp_path / "out", "problems")}


def test_run_that_is_killed_goes_on_where_it_was_and_leaves_no_process(desk: Path) -> None:
    """The command itself, killed as by the system: its workers end with it."""
    command = [sys.executable, "-m", "factcheck", "corpus", "archive", "-o", "killed", "--jobs", "2", "--batch", "1"]
    process = subprocess.Popen(command, cwd=desk, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while not list((desk / "killed" / "articles").glob("part-*")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.kill()
    process.wait()
    before = len(Store(str(desk / "killed")).parts())
    assert 0 < before < 12
    while group_lives(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    summary = made(desk / "archive", desk / "killed", in_process, size=1)
    assert summary.done >= before
    assert all_rows(desk / "killed") == all_rows(desk / "one process")


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
