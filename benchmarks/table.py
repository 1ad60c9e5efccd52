"""Rows a second for reading and writing claims.csv, beside pandas' own read_csv and to_csv of the same file.

    python benchmarks/table.py [ROWS]

Run by hand on a quiet machine. Milliseconds are wall-clock time, the best of a few runs over a table of ROWS claims
(default 10,000).
"""

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from factcheck.claims.claim import name_all
from factcheck.journal import TOOL, base_of, commit, rebuild
from factcheck.merge import merge_parse
from factcheck.row import Row
from factcheck.table import open_table, read_claims

WHEN = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


def rows_of_an_article(count: int) -> tuple[Row, ...]:
    """Rows as a parse of a long article gives them."""
    words = [f"In week {n} the mill at Orlo, the largest of four, sold {n * 7} tons of flour" for n in range(count)]
    return tuple(
        Row(
            claim_id=claim_id,
            ref=f"s{n}a",
            status="unverified",
            source_status="unverified",
            source="Orlo Mill",
            cited="Daily Miller; Grain Week",
            claim=f"{text}.",
            look_for="number date",
            kind="fact",
            checkable="yes",
            verbatim=text,
            article="mill.txt",
            published="2025-03-01",
            published_basis="given",
            paragraph=str(n // 5 + 1),
            sentence=str(n + 1),
            spans=f"{n * 90}..{n * 90 + 80}",
        )
        for n, (text, claim_id) in enumerate(zip(words, name_all(words), strict=True))
    )


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The best of several runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Prints a line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=10_000, help="rows of the table")
    count = parser.parse_args().rows
    rows = rows_of_an_article(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        table = commit(open_table(path), rows, command="parse", who=TOOL, when=WHEN)
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        marked = [replace(table.rows[0], note="asked"), *table.rows[1:]]

        def save_twice() -> None:
            read_claims(path).replace_rows(marked).save()
            read_claims(path).replace_rows(rows).save()

        measures = {
            "read_claims": seconds(lambda: read_claims(path)),
            "pandas read_csv": seconds(lambda: pd.read_csv(path, dtype=str, keep_default_na=False)),
            "read_claims(...).frame": seconds(lambda: read_claims(path).frame),
            "read and save": seconds(save_twice, 2) / 2,
            "pandas to_csv": seconds(lambda: frame.to_csv(io.StringIO(), index=False)),
            "base_of": seconds(lambda: base_of(table)),
            "merge_parse, same parse": seconds(lambda: merge_parse(rows, base_of(table), rows, article="mill.txt"), 2),
            "rebuild": seconds(lambda: rebuild(path), 2),
        }
        start = time.perf_counter()
        commit(table, marked, command="mark", who="ana", when=WHEN)
        measures["commit of one mark"] = time.perf_counter() - start
    both = measures["read and save"] / (measures["pandas read_csv"] + measures["pandas to_csv"])
    for name, took in measures.items():
        print(f"{name:26} {took * 1000:8.1f} ms {count / took:12,.0f} rows/s")
    print(f"read and save: {both:.1f} times what pandas takes for read_csv and to_csv")


if __name__ == "__main__":
    main()
