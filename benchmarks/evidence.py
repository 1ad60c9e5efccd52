"""Pages a second that are ranked and read for a claim, on one core. Run by hand on a quiet machine.

    python benchmarks/evidence.py [PAGES] [--wice FILE]

Generated pages of 120 sentences, and where ../shared/eval is there (or with --wice) the annotated pages of WiCE, by
CPU seconds of one run:

    rank    `rank_passages`, the sentences given
    bear    `bearing`: the page cut, ranked, a quotation of twelve words looked for
    near    `match_quote` of a quotation that no page holds, on one page of a million characters: seconds, not pages

Exit code 1 where fewer than 300 pages a second are ranked, or where the long page takes more than a second.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.evidence.passages.bearing import bearing
from factcheck.evidence.passages.quote import match_quote
from factcheck.ranking import rank_passages

WICE = Path(__file__).parent.parent.parent / "shared" / "eval" / "data" / "evidence_wice.jsonl.gz"
LIMIT = 300
SENTENCES = 120
LONG = 1_000_000
CLAIM = "Nazarbayev told the Orlo mill on August 10, 2005 that 400 jobs would be kept."
QUOTE = "we shall keep every single job that this old mill ever had"


class Task(NamedTuple):
    """A claim and the sentences of a page."""

    claim: str
    page: Sequence[str]


def generated(count: int, seed: int = 1) -> list[Task]:
    """Pages of invented words, some sentences with words of the claim."""
    draw = random.Random(seed)
    words = ["".join(draw.choices("abdeiklmnorstuv", k=draw.randrange(3, 10))) for _ in range(4000)]
    told = CLAIM.strip(".").split()
    pages = []
    for _ in range(count):
        page = []
        for _ in range(SENTENCES):
            sentence = draw.choices(words, k=draw.randrange(4, 18)) + draw.choices(told, k=draw.randrange(3))
            draw.shuffle(sentence)
            page.append(" ".join(sentence).capitalize() + ".")
        pages.append(Task(CLAIM, page))
    return pages


def annotated(path: Path) -> list[Task]:
    """The claims of WiCE, each with the page that it cites."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    pages = {row["page"]: row["sents"] for row in rows if row["kind"] == "page"}
    return [Task(row["text"], pages[row["page"]]) for row in rows if row["kind"] == "query"]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def speeds(name: str, tasks: Sequence[Task]) -> float:
    """Prints the lines of one set, and returns pages ranked a second."""
    texts = [(task.claim, "\n\n".join(task.page)) for task in tasks]
    rank = len(tasks) / seconds(lambda: [rank_passages(task.claim, task.page) for task in tasks])
    bear = len(tasks) / seconds(lambda: [bearing(claim, f"“{QUOTE},” he said", text) for claim, text in texts])
    size = sum(len(text) for _, text in texts) / len(texts)
    print(f"{name:<12}{len(tasks):6} pages of {size:8,.0f} characters: rank {rank:7,.0f}/s, bear {bear:7,.0f}/s")
    return rank


def main() -> None:
    """Prints a line for each measure; exit code 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=int, default=500, help="generated pages")
    parser.add_argument("--wice", type=Path, default=WICE, help="evidence_wice.jsonl.gz")
    arguments = parser.parse_args()
    slowest = speeds("generated", generated(arguments.pages))
    if arguments.wice.is_file():
        slowest = min(slowest, speeds("WiCE", annotated(arguments.wice)))
    long = "\n\n".join(" ".join(task.page) for task in generated(LONG // 7000))
    page = (long * (1 + LONG // len(long)))[:LONG]
    near = seconds(lambda: match_quote(QUOTE, page))
    print(f"{'near':<12}{near:6.2f} s for {len(page):,} characters")
    sys.exit(0 if slowest >= LIMIT and near <= 1 else 1)


if __name__ == "__main__":
    main()
