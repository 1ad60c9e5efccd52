"""Speed and accuracy of the date finder beside other libraries that find dates in text. Run by hand on a quiet machine.

    python benchmarks/dates.py [CHARACTERS]

The other libraries are no dependencies of factcheck: one that is not installed is skipped with a word. They are looked
for where Python and Node look, so a scratch folder will do:

    pip install --target /tmp/rivals dateparser datefinder parsedatetime
    npm install --prefix /tmp/rivals chrono-node compromise compromise-dates @microsoft/recognizers-text-date-time
    PYTHONPATH=/tmp/rivals NODE_PATH=/tmp/rivals/node_modules python benchmarks/dates.py

The first table is of date_finders/sentences.toml, written for it. Every library is given the same text and the day it
appeared, and prefers the past where it can be told to. An expression may have several values (both ends of a range,
each item of a list); each counts once:

    right   the words were given a day, or a first or last day, inside the wanted stretch: any day of August 2005 for
            "August 2005". A quarter, season, week, decade or century must hold both days, and its words must be whole,
            or a library that reads "2004" alone would be right by luck. Of a range each end may be given apart. A last
            day may be the one after, for libraries whose stretches are half-open
    wrong   they were given another day
    missed  they were given none
    false   an expression was dated where there is none

The second table is of generated text of CHARACTERS characters (default 300,000; less for the slower libraries) with
one date in about 300 characters, as in news, one in 60, and none. Wall-clock seconds of one run after a short one.
Exit code 1 where factcheck reads fewer than 100,000 characters a second, or fewer than dateparser, in any of them.
"""

import argparse
import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Sequence

from date_finders.judging import DAY, Article, Stretch, Wanted, judge, written
from date_finders.libraries import Run, installed

from factcheck.document import Span

PUBLISHED = dt.date(2005, 8, 17)
LIMIT = 100_000
FILLER = (
    "the ministry denied that the tender had been cancelled and promised a new one to the owners of the mill in the "
    "north while deputies of both houses asked for the papers and the auditors went home with two boxes of receipts"
)
GENERATED = ((42, "300 chars"), (3, "60 chars"), (0, "none"))
"""Words between two dates of a generated text, and how the table calls it."""


def generate(size: int, words_between: int, seed: int = 1) -> Article:
    """An article of at least `size` characters with a full date or a month and day after so many words; 0 for none."""
    draw = random.Random(seed)
    filler = FILLER.split()
    pieces: list[str] = []
    wanted: list[Wanted] = []
    length = 0
    while length < size:
        piece = " ".join(draw.choice(filler) for _ in range(words_between or 30)).capitalize() + "."
        if words_between:
            day = PUBLISHED - draw.randrange(1, 150) * DAY
            shape = draw.choice(["%B {}, %Y", "{} %B %Y", "%B {}"])
            words = day.strftime(shape).format(day.day)
            start = length + len(piece) + len(" It was signed on ")
            wanted.append(Wanted(Span(start, start + len(words)), (Stretch(day, day),)))
            piece += f" It was signed on {words}."
        pieces.append(piece)
        length += len(piece) + 1
    return Article("\n".join(pieces), PUBLISHED, tuple(wanted))


def line(name: str, articles: Sequence[Article], run: Run) -> float:
    """Prints a row of the table, and returns characters a second."""
    count = Counter(each.outcome for pair in zip(articles, run.given, strict=True) for each in judge(*pair))
    speed = sum(len(each.text) for each in articles) / sum(run.seconds)
    total = sum(count.values()) - count["false"]
    share = f"{100 * count['right'] / total:8.1f}%" if total else f"{'':9}"
    numbers = "".join(f"{count[each]:8}" for each in ("right", "wrong", "missed", "false"))
    print(f"{name:<28}{total:8}{numbers}{share}{speed / 1000:12,.1f}", flush=True)
    return speed


def not_right(articles: Sequence[Article], run: Run) -> list[str]:
    """A line for each value that is wrong or missed and each false alarm."""
    return [
        f"{each.outcome}: {each.words!r} in {article.text!r}"
        for article, given in zip(articles, run.given, strict=True)
        for each in judge(article, given)
        if each.outcome != "right"
    ]


def head(title: str) -> None:
    """Prints the head of a table."""
    print(f"\n{title:<28}{'values':>8}{'right':>8}{'wrong':>8}{'missed':>8}{'false':>8}{'right':>9}{'kchars/s':>12}")


def main() -> None:
    """Prints the tables; exit code 1 where factcheck is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("characters", nargs="?", type=int, default=300_000, help="length of each generated text")
    size = parser.parse_args().characters
    systems = list(installed())
    speeds: dict[str, list[float]] = {}
    articles = written()
    misses: list[str] = []
    head(f"{len(articles)} written texts")
    for system in systems:
        run = system.run(articles)
        speeds[system.name] = [line(system.name, articles, run)]
        if system.name == "factcheck":
            misses = not_right(articles, run)
    print("factcheck, all that is not right:", *misses or ["nothing"], sep="\n    ")
    head("generated text, a date in")
    for words_between, label in GENERATED:
        for system in systems:
            text = generate(min(size, system.longest), words_between)
            speeds[system.name].append(line(f"{label:<11}{system.name}", [text], system.run([text])))
    sys.exit(verdict(speeds))


def verdict(speeds: dict[str, list[float]]) -> int:
    """Prints whether factcheck is fast enough on each text, and returns the exit code."""
    own = speeds.pop("factcheck")
    others = [speed for name, speed in speeds.items() if name.startswith("dateparser")]
    slowest = f"{min(own):,.0f} at the slowest"
    fast = min(own) >= LIMIT
    print(f"\nabove {LIMIT:,} characters a second: {'yes' if fast else 'NO'} ({slowest})", end="; ")
    if not others:
        print("dateparser is not there to compare with")
        return 0 if fast else 1
    least = min(mine / its for other in others for mine, its in zip(own, other, strict=True))
    print(f"at least as fast as dateparser: {'yes' if least >= 1 else 'NO'} ({least:.1f} times at the least)")
    return 0 if fast and least >= 1 else 1


if __name__ == "__main__":
    main()
