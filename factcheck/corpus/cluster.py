"""Batches on Dask: a scheduler's address, or workers of this machine. What is lost with a worker Dask runs again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from factcheck.corpus.item import Batch, Item, Made, Record
from factcheck.corpus.pool import AHEAD, Runner
from factcheck.corpus.work import Work, lost
from factcheck.errors import BadArgument

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
ANY_PORT = "127.0.0.1:0"
"""Where workers of this machine show how they are: 8787, the default, may be another cluster's."""
RETRIES = 2
"""Times a batch is tried again whose part could not be written: storage has its moments."""
FEWEST = 8
"""Batches that are under way however few workers there are: more may join."""


def on_cluster(address: str, jobs: int) -> Runner:
    """The workers of the scheduler at `address` (tcp://host:8786), or for "local" `jobs` processes of this machine."""

    def run(batches: Iterator[Batch], work: Work) -> Iterator[Made]:
        with _client(address, jobs) as client:
            yield from _mapped(client, batches, work)

    return run


def _mapped(client: "Client", batches: Iterator[Batch], work: Work) -> Iterator[Made]:
    """The work done on every batch, with so many under way that no worker waits."""
    import distributed  # noqa: PLC0415  of the extra `scale`

    in_hand: dict[Any, Batch] = {}

    def submitted(most: int) -> list[Any]:
        found = []
        for batch in islice(batches, max(0, most - len(in_hand))):
            future = client.submit(work, batch, key=batch.part, pure=False, retries=RETRIES)
            in_hand[future] = batch
            found.append(future)
        return found

    completed = distributed.as_completed(submitted(_room(client)))  # type: ignore[no-untyped-call]
    for future in completed:
        batch = in_hand[future]
        try:
            made = future.result()
        except distributed.KilledWorker:
            made = work.write(batch, _one_by_one(client, batch.items, work))
        del in_hand[future]
        for more in submitted(_room(client)):
            completed.add(more)  # type: ignore[no-untyped-call]
        yield made


def _room(client: "Client") -> int:
    """How many batches may be under way: what is read ahead is bounded by it."""
    threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    return max(FEWEST, AHEAD * sum(threads.values()))


def _one_by_one(client: "Client", items: Iterable[Item], work: Work) -> list[Record]:
    """The records of articles one of which kills every worker it is given to: that one is set aside."""
    import distributed  # noqa: PLC0415  of the extra `scale`

    records = []
    for item in items:
        try:
            records.append(client.submit(work.read, item, pure=False).result())
        except distributed.KilledWorker:
            records.append(lost(item))
    return records


@contextmanager
def _client(address: str, jobs: int) -> Iterator["Client"]:
    """A connection, closed again; workers of this machine are ended with it.

    Raises: BadArgument where nobody answers.
    """
    import distributed  # noqa: PLC0415  of the extra `scale`

    if address == LOCAL:
        # One thread a worker: parsing is Python, threads would only share its time.
        workers = distributed.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=ANY_PORT)  # type: ignore[no-untyped-call]
        with workers, distributed.Client(workers) as client:  # type: ignore[no-untyped-call]
            yield client
        return
    try:
        client = distributed.Client(address)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        hint = "Give the address that `dask scheduler` printed, such as tcp://10.0.0.5:8786, or: --scheduler local"
        raise BadArgument(f"--scheduler {address}: {error}", hint, value=address) from error
    with client:
        yield client
