"""Batches on one machine: in this process, or in a pool of them."""

import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from threading import Thread

from factcheck.corpus.item import Batch, Item, Made, Record
from factcheck.corpus.work import Work, lost

Runner = Callable[[Iterator[Batch], Work], Iterator[Made]]
"""Does the work on every batch; what is made comes in the order in which it is done."""
AHEAD = 2
"""Batches a worker: one in hand, one waiting. What is read ahead is bounded by it."""
TRIES = 2
"""Times a batch may see its pool break before its articles are tried one by one."""


def in_process(batches: Iterator[Batch], work: Work) -> Iterator[Made]:
    """One batch after the other, here."""
    return map(work, batches)


def in_pool(jobs: int) -> Runner:
    """A pool of `jobs` processes."""

    def run(batches: Iterator[Batch], work: Work) -> Iterator[Made]:
        return _Pool(jobs, work).run(batches)

    return run


class _Pool:
    """A pool that outlives the death of its workers: it begins anew and tries again what they had in hand."""

    def __init__(self, jobs: int, work: Work) -> None:
        self._jobs = jobs
        self._work = work
        self._in_hand: dict[Future[Made], Batch] = {}
        self._waiting: deque[Batch] = deque()
        self._broke: Counter[str] = Counter()

    def run(self, batches: Iterator[Batch]) -> Iterator[Made]:
        """What is made of the batches, each once."""
        while True:
            with _executor(self._jobs) as executor, suppress(BrokenProcessPool):
                yield from self._results(executor, batches)
            if not self._in_hand and not self._waiting:
                return
            broken = tuple(self._in_hand.values())
            self._in_hand.clear()
            for batch in broken:
                self._broke[batch.part] += 1
                if self._broke[batch.part] < TRIES:
                    self._waiting.append(batch)
                else:
                    yield self._work.write(batch, self._one_by_one(batch.items))

    def _results(self, executor: ProcessPoolExecutor, batches: Iterator[Batch]) -> Iterator[Made]:
        while self._fill(executor, batches):
            for future in wait(self._in_hand, return_when=FIRST_COMPLETED).done:
                made = future.result()
                del self._in_hand[future]
                yield made

    def _fill(self, executor: ProcessPoolExecutor, batches: Iterator[Batch]) -> bool:
        """Hands out batches; False where none is left and none in hand."""
        while len(self._in_hand) < AHEAD * self._jobs:
            batch = self._waiting.popleft() if self._waiting else next(batches, None)
            if batch is None:
                break
            try:
                self._in_hand[executor.submit(self._work, batch)] = batch
            except BrokenProcessPool:
                self._waiting.appendleft(batch)
                raise
        return bool(self._in_hand)

    def _one_by_one(self, items: Iterable[Item]) -> list[Record]:
        """The records of articles one of which may have killed the workers: that one is set aside."""
        left, records, deaths = deque(items), list[Record](), 0
        while left:
            with _executor(1) as executor:
                try:
                    while left:
                        records.append(executor.submit(self._work.read, left[0]).result())
                        left.popleft()
                        deaths = 0
                except BrokenProcessPool:
                    deaths += 1
            if deaths == TRIES:
                records.append(lost(left.popleft()))
                deaths = 0
        return records


@contextmanager
def _executor(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """New processes, which know nothing of this one's state; what they have in hand is ended, the rest let go."""
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """In a worker: Ctrl-C is for the parent, and without it there is nothing to do here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    wait_for([parent])
    os._exit(1)
