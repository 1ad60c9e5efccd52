"""How long the command line takes to answer, beside what it cannot do without. Run by hand on a quiet machine.

    python benchmarks/startup.py

`factcheck --help` beside importing click, `factcheck report` on a table of 10,000 claims beside importing pandas: each
at most three times as long. Wall-clock seconds, the median of seven runs taken in turns, after one that warms the
disk's cache.
"""

import argparse
import csv
import io
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from factcheck.claims.claim import name_all, span_words
from factcheck.document import Span
from factcheck.row import NAMES, Row

FACTCHECK = str(Path(sys.executable).with_name("factcheck"))
RUNS = 7
ROWS = 10_000
LIMIT = 3.0
PLACES = ("Bishkek", "Astana", "Minsk", "Yerevan", "Dushanbe", "Tashkent", "Moscow")
STATUSES = ("unverified", "verified", "unverified", "wrong", "in_progress", "unverified", "cannot_verify")


def seconds(command: list[str], folder: Path) -> float:
    """Wall-clock seconds of a command that must succeed."""
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - begin


def write_table(folder: Path) -> None:
    """An article of ROWS sentences, one claim each, every seventh a verdict with its proof."""
    sentences = [
        f"{PLACES[n % 7]} signed agreement {n} with {PLACES[(n + 3) % 7]} in {1900 + n % 100}." for n in range(ROWS)
    ]
    text = "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, ROWS, 5)) + "\n"
    spans, at = [], 0
    for sentence in sentences:
        at = text.index(sentence, at)
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence)
    ids = name_all([span_words(text, [span]) for span in spans])
    out = io.StringIO()
    table = csv.DictWriter(out, NAMES, lineterminator="\n")
    table.writeheader()
    for n, (name, span) in enumerate(zip(ids, spans, strict=True)):
        row = row_of(n, name, span, sentences[n])
        table.writerow({column: row.cell(column) for column in NAMES})
    (folder / "article.txt").write_bytes(text.encode())
    (folder / "claims.csv").write_bytes(out.getvalue().encode("utf-8-sig"))


def row_of(number: int, claim_id: str, span: Span, sentence: str) -> Row:
    status = STATUSES[number % 7]
    return Row(
        claim_id=claim_id,
        ref=f"s{number + 1}a",
        status=status,
        reviewer="" if status == "unverified" else "ana",
        evidence="" if status == "unverified" else f"https://example.org/{number}",
        source="" if number % 3 else "the ministry",
        cited="" if number % 4 else "Interfax",
        cited_date="" if number % 4 else "2005-08-11",
        claim=sentence,
        event_date=str(1900 + number % 100),
        look_for="name number date",
        kind="fact",
        checkable="yes",
        verbatim=sentence,
        article="article.txt",
        published="2005-08-17",
        published_basis="given",
        paragraph=str(number // 5 + 1),
        sentence=str(number + 1),
        spans=f"{span.start}..{span.end}",
    )


def compare(name: str, command: str, base: str, folder: Path) -> float:
    """Prints one line and returns how many times longer a command takes than importing `base`."""
    commands = [FACTCHECK, *command.split()], [sys.executable, "-c", f"import {base}"]
    turns = [[seconds(each, folder) for each in commands] for _ in range(RUNS + 1)][1:]
    taken, floor = (statistics.median(turn[which] for turn in turns) for which in (0, 1))
    print(f"{name:<34}{taken:7.3f} s   import {base:<8}{floor:7.3f} s{taken / floor:8.2f} x")
    return taken / floor


def main() -> None:
    """Prints the table; exit code 1 where a limit is broken."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_table(folder)
        slowest = max(
            compare("--help", "--help", "click", folder),
            compare(f"report, {ROWS:,} rows", "report", "pandas", folder),
            compare("report --by source", "report --by source", "pandas", folder),
        )
        compare("report --format html (no limit)", "report --format html", "pandas", folder)
    print(f"within {LIMIT:g} times: {'yes' if slowest <= LIMIT else 'NO'}")
    sys.exit(0 if slowest <= LIMIT else 1)


if __name__ == "__main__":
    main()
