"""How fast a corpus is made and asked, and that nothing is lost on the way. Run by hand, alone, on a quiet machine.

    python benchmarks/corpus.py [--articles 2000] [--killed 2000] [--claims 1000000] [--data ../shared/eval/data]

Only what is named is done.

The articles are made of the sentences of attribution_news.jsonl.gz in DATA, drawn and joined anew with a fixed seed,
six a text: the overhead of an article weighs more than in most archives. They are broken into claims by one process,
by a pool of two and by Dask with two workers, and the rows are compared byte for byte, sorted; 2,000 are enough for the
ratios. With the number of articles after --killed the same is done where a worker is killed in the middle (SIGKILL),
and where the run itself is, and is taken up again. `peak` is the most memory a worker held in each fifth of the run
(Linux counts it in /proc). Then as many claims as --claims says, in parts of a thousand, are asked each question: one
in ten is an older one, another is one with a word changed; once of realistic variety, once of halves of the same
sentences, which is the hard case. Needs the extra `scale`.
"""
# ruff: noqa: E402  the number of threads is set before anything loads numpy

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # one process is to be one core

import argparse
import gzip
import hashlib
import json
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from factcheck.corpus import Store, Summary, build, find_source, in_pool, in_process, on_cluster
from factcheck.corpus.asking import QUESTIONS, opened
from factcheck.corpus.columns import DATASETS, schema
from factcheck.corpus.likeness import traces_of
from factcheck.corpus.pool import Runner
from factcheck.corpus.repeats import repeated
from factcheck.corpus.suggestions import Verdict, suggested
from factcheck.readers import read_text
from factcheck.row import Row
from factcheck.sentences import split

SEED = 20050817
JOBS = 2
PER_ARTICLE = 6
TEXTS = 900
FIFTHS = 5
PART = 1_000
SHOWN = 50
COPIED, CHANGED = 0.1, 0.1
"""Shares of the claims that are in the words of an older one, and in its words but for one."""
RUNNERS: dict[str, Runner] = {"one process": in_process, "pool": in_pool(JOBS), "Dask": on_cluster("local", JOBS)}
FASTER, OVERHEAD, SECONDS = 1.7, 1.3, 15.0
"""What is asked of the pool over one process, of Dask over the pool, and of a question."""


def sentences(data: Path) -> list[str]:
    """Sentences of the first texts."""
    found = []
    with gzip.open(data / "attribution_news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _, line in zip(range(TEXTS), lines, strict=False):
            document = read_text(json.loads(line)["text"])
            found += [s.slice(document.text) for p in document.paragraphs for s in split(document.text, p)]
    return [each for each in found if 5 <= len(each.split()) <= 60]  # noqa: PLR2004  no headings, no tables


def make_articles(path: Path, known: list[str], number: int) -> None:
    """A table of texts."""
    chance = random.Random(SEED)
    rows = {
        "name": [f"article-{n:06}" for n in range(number)],
        "text": [" ".join(chance.choice(known) for _ in range(PER_ARTICLE)) for _ in range(number)],
        "published": [
            f"20{chance.randint(0, 20):02}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}" for _ in range(number)
        ],
        "outlet": [f"Outlet {chance.randint(1, 50)}" for _ in range(number)],
    }
    pq.write_table(pa.table(rows), path, row_group_size=1000)


def rows_of(place: Path) -> str:
    """A digest of all rows of the three datasets, each sorted."""
    made = hashlib.sha256()
    for name in DATASETS:
        table = pq.read_table(place / name)
        for line in sorted(json.dumps(row) for row in table.to_pylist()):
            made.update(line.encode() + b"\n")
    return made.hexdigest()


class Watch:
    """The most memory (MiB) a process below this one held, or this one itself, by fifths of the work."""

    def __init__(self, *, here: bool) -> None:
        self._here = here
        self.peaks = [0.0] * FIFTHS
        self.share = 0.0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def at(self, share: float) -> None:
        """Told how far the work is."""
        self.share = share

    def _look(self) -> None:
        while not self._over.wait(0.5):
            at = min(FIFTHS - 1, int(self.share * FIFTHS))
            looked_at = [os.getpid()] if self._here else children(os.getpid())
            self.peaks[at] = max([self.peaks[at], *map(resident, looked_at)])


def children(parent: int) -> list[int]:
    """All processes below one."""
    found = []
    for each in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            direct = [int(pid) for pid in each.read_text().split()]
        except OSError:
            continue
        found += [pid for child in direct for pid in (child, *children(child))]
    return found


def resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    except (OSError, IndexError):
        return 0.0


def made(
    table: Path, out: Path, runner: Runner, seen: Callable[[float], None] = lambda _: None
) -> tuple[Summary, float]:
    """What a run says at its end, and its seconds."""
    begin = time.perf_counter()
    summary = Summary()

    def progress(done: int, of: int) -> None:
        seen(done / max(of, 1))

    for summary in build(find_source(table), str(out), runner, progress=progress):  # noqa: B007
        pass
    return summary, time.perf_counter() - begin


def compare_runners(folder: Path, table: Path) -> tuple[dict[str, float], bool]:
    """The seconds of each runner; whether all made the same rows."""
    seconds, digests = {}, set()
    for name, runner in RUNNERS.items():
        with Watch(here=runner is in_process) as watch:
            summary, seconds[name] = made(table, folder / name, runner, watch.at)
        digests.add(rows_of(folder / name))
        peaks = " ".join(f"{peak:,.0f}" for peak in watch.peaks)
        rate = summary.parsed / seconds[name]
        print(
            f"{name:<12} {seconds[name]:8.1f} s {rate:7.1f} articles/s {summary.claims:>9,} claims   peak {peaks} MiB",
            flush=True,
        )
    return seconds, len(digests) == 1


def workers() -> list[int]:
    """The processes that parse: those that hold the model."""
    return [pid for pid in children(os.getpid()) if resident(pid) > 120]  # noqa: PLR2004  MiB; a nanny holds less


def killer() -> Callable[[float], None]:
    """Kills a worker once a third of the work is done."""
    killed: list[int] = []

    def seen(share: float) -> None:
        if share > 1 / 3 and not killed:
            killed.append(workers()[-1])
            os.kill(killed[0], signal.SIGKILL)

    return seen


def run_until_killed(table: Path, out: Path, share: float) -> None:
    """In a process of its own: this very process is killed at a share of the work."""

    def seen(done: float) -> None:
        if done > share:
            os.kill(os.getpid(), signal.SIGKILL)

    made(table, out, in_pool(JOBS), seen)


def survive(folder: Path, table: Path) -> dict[str, bool]:
    """Whether the rows are the same where something was killed."""
    made(table, folder / "whole", in_pool(JOBS))
    whole = rows_of(folder / "whole")
    kept = {}
    for name in ("pool", "Dask"):
        made(table, folder / f"killed {name}", RUNNERS[name], killer())
        kept[f"{name}: a worker killed, the same rows"] = rows_of(folder / f"killed {name}") == whole
    out = folder / "interrupted"
    for share in (0.3, 0.6):
        process = multiprocessing.get_context("spawn").Process(target=run_until_killed, args=(table, out, share))
        process.start()
        process.join()
    before = len(Store(str(out)).parts())
    made(table, out, in_pool(JOBS))
    kept[f"pool: the run killed twice ({before} parts done), taken up again, the same rows"] = rows_of(out) == whole
    return kept


class Chain:
    """Sentences of realistic variety: words follow each other as they do in the known ones, two by two."""

    def __init__(self, known: list[str]) -> None:
        self._next: dict[str, list[str]] = defaultdict(list)
        for sentence in known:
            for one, other in pairwise(["", *sentence.split()]):
                self._next[one].append(other)

    def __call__(self, chance: random.Random) -> str:
        words = [chance.choice(self._next[""])]
        most = chance.randint(8, 30)
        while len(words) < most and words[-1] in self._next:
            words.append(chance.choice(self._next[words[-1]]))
        return " ".join(words)


def halves(known: list[str]) -> Callable[[random.Random], str]:
    """Sentences that share a half with hundreds of others each: the hard case."""

    def made(chance: random.Random) -> str:
        one, other = chance.choice(known).split(), chance.choice(known).split()
        return " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])

    return made


def make_claims(folder: Path, sentence: Callable[[random.Random], str], number: int) -> None:
    """A dataset of claims that nobody parsed: one in ten an older one, another with a word changed."""
    chance = random.Random(SEED)
    store = Store(str(folder))
    with store.held():
        wordings: list[str] = []
        for part in range(0, number, PART):
            rows = [_claim(chance, sentence, wordings, part + n) for n in range(min(PART, number - part))]
            for name in DATASETS:
                columns = schema(name).names
                traces = traces_of(row["claim"] for row in rows) if name == "claims" else ()
                cells = zip(rows, traces, strict=True) if name == "claims" else ()
                own = [{**dict.fromkeys(columns, ""), **row, **each._asdict()} for row, each in cells]
                table = pa.Table.from_pylist(own, schema=schema(name))
                pq.write_table(table, folder / name / f"part-{part:09}.parquet", compression="zstd")


def _claim(
    chance: random.Random, sentence: Callable[[random.Random], str], wordings: list[str], number: int
) -> dict[str, str]:
    share = chance.random()
    if not wordings or share > COPIED + CHANGED:
        wordings.append(sentence(chance))
    else:
        words = chance.choice(wordings).split()
        if share < CHANGED:
            words[chance.randrange(len(words))] = "otherwise"
        wordings.append(" ".join(words))
    year = chance.randint(1990, 2020)
    return {
        "claim_id": f"c-{number}",
        "claim": wordings[-1],
        "article": f"article-{number // 20:06}",
        "sentence": str(number % 20 + 1),
        "ref": f"s{number % 20 + 1}a",
        "source": f"Source {int(chance.paretovariate(0.5)) % 50_000}",
        "cited": f"Outlet {chance.randint(1, 500)}" if chance.random() < 0.3 else "",  # noqa: PLR2004
        "outlet": f"Outlet {number // 20 % 50}",
        "event_date": f"{year}-0{chance.randint(1, 9)}",
        "published": f"{year}-12-01",
    }


def ask_all(folder: Path) -> Iterator[tuple[str, float, int, float]]:
    """Each question: its name, seconds, rows, and the most memory (MiB) that asking took."""
    for name in (*QUESTIONS, "repeated", "verdicts"):
        begin = time.perf_counter()
        with Watch(here=True) as watch, opened(Store(str(folder))) as asking:
            if name == "repeated":
                rows = sum(1 for _ in repeated(asking, SHOWN).rows)
            elif name == "verdicts":
                claims = asking.sql("SELECT claim FROM claims WHERE article < 'article-000050'")
                given = [Verdict(Row(claim=claim), "verified") for (claim,) in claims.rows]
                rows = sum(1 for _ in suggested(asking, given).rows)
            else:
                rows = sum(1 for _ in asking.question(name).rows)
        yield name, time.perf_counter() - begin, rows, max(watch.peaks)


def main() -> None:
    """Prints the figures; exit code 1 where rows differ or a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=0, help="for the ratios")
    parser.add_argument("--killed", type=int, default=0, help="for the rows where something is killed")
    parser.add_argument("--claims", type=int, default=0, help="for the questions")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "eval" / "data")
    given = parser.parse_args()
    known = sentences(given.data)
    verdicts: dict[str, bool] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.articles:
            make_articles(folder / "articles.parquet", known, given.articles)
            seconds, verdicts["one process, pool and Dask: the same rows"] = compare_runners(
                folder, folder / "articles.parquet"
            )
            one, pool, dask = seconds.values()
            verdicts[f"pool of {JOBS}: {one / pool:.2f} times one process"] = one >= FASTER * pool
            verdicts[f"Dask: {dask / pool:.2f} times the pool's time"] = dask <= OVERHEAD * pool
        if given.killed:
            make_articles(folder / "killed.parquet", known, given.killed)
            verdicts |= survive(folder, folder / "killed.parquet")
        if given.claims:
            for kind, sentence in (("varied", Chain(known)), ("halves", halves(known))):
                make_claims(folder / kind, sentence, given.claims)
                for question, took, rows, peak in ask_all(folder / kind):
                    print(f"{kind}: {question:<18} {took:7.2f} s {rows:>9,} rows   peak {peak:,.0f} MiB", flush=True)
                    if kind == "varied":
                        verdicts[f"{question}: {took:.1f} s"] = took <= SECONDS
    for said, kept in verdicts.items():
        print(f"{said} ({'ok' if kept else 'NOT KEPT'})")
    sys.exit(0 if all(verdicts.values()) else 1)


if __name__ == "__main__":
    main()
