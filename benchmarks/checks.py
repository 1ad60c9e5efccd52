"""What the checks cost beside the parse. Run by hand on a quiet machine.

    python benchmarks/checks.py [WORDS]

The text is that of benchmarks/parse.py, WORDS words (default 10,000) and ten times as many. Seconds are processor time
of this process, the best of a few runs; the dearest checks are listed. Exit code 1 where the whole set costs a tenth of
the parse or more, or is slower than linear.
"""

import argparse
import sys
import time
from collections.abc import Callable

from parse import make_text

from factcheck.checks import CHECKS, Subject, run_checks
from factcheck.checks.acronyms import spelled_out
from factcheck.checks.ages import ages_in
from factcheck.checks.figures import figures_in
from factcheck.claims.article import Article, parse

LONGER = 10
RUNS = 3
SHARE = 0.1
LIMIT = 15.0
SHOWN = 8


def seconds(task: Callable[[], object], runs: int = RUNS) -> float:
    """The fastest of a few runs."""
    taken = []
    for _ in range(runs):
        for kept in (ages_in, figures_in, spelled_out):
            kept.cache_clear()
        begin = time.process_time()
        task()
        taken.append(time.process_time() - begin)
    return min(taken)


def parsed(text: str) -> tuple[Article, float]:
    """The article, and the seconds that it took to parse."""
    found: list[Article] = []
    took = seconds(lambda: found.append(parse(text, published="2005-08-17")), 1)
    return found[0], took


def main() -> None:
    """Prints the table; exit code 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="?", type=int, default=10_000, help="length of the short text")
    words = parser.parse_args().words
    run_checks(Subject(article=parse(make_text(200))))  # loads the model and the tables
    costs = []
    for factor in (1, LONGER):
        article, parsing = parsed(make_text(words * factor))
        checking = seconds(lambda article=article: run_checks(Subject(article=article)))  # type: ignore[misc]
        costs.append((parsing, checking))
        line = f"parse {parsing:7.2f} s, checks {checking:6.2f} s, {checking / parsing:.1%} of it"
        print(f"{words * factor:>9,} words: {line}")
    each = {check.code: seconds(lambda check=check: list(check.find(Subject(article=article))), 1) for check in CHECKS}  # type: ignore[misc]
    for code, took in sorted(each.items(), key=lambda pair: -pair[1])[:SHOWN]:
        print(f"  {code:<30}{took:7.3f} s")
    (_, short), (parsing, long) = costs
    kept = {
        f"checks cost {long / parsing:.1%} of the parse": long < SHARE * parsing,
        f"ten times the text: {long / short:.1f} times the time": long <= LIMIT * short,
    }
    for said, ok in kept.items():
        print(f"{said} ({'ok' if ok else 'TOO SLOW'})")
    sys.exit(0 if all(kept.values()) else 1)


if __name__ == "__main__":
    main()
