"""How fast each stage of `factcheck.parse` is, and that it is linear. Run by hand on a quiet machine.

    python benchmarks/parse.py [WORDS]

The text is made here from the script's own sentences, at WORDS words (default 3,000) and ten times as many. Seconds are
processor time of this process on one thread (time.process_time), the best of a few runs: what else the machine does
hardly counts. `ratio` is that of the long text over that of the short one, at most eleven in all; words a second are of
the long text. The stages beside the parser together are to cost no more than it does. `peak` is the most memory the
process has held so far, in MiB (Linux counts ru_maxrss in KiB), at most 600 for 100,000 words: `parse.py 10000`.
"""

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from factcheck.claims import article

STAGES = {
    "read": ("read_text", "find_publication", "load_outlets"),
    "sentences": ("split",),
    "dates": ("find_dates", "find_life_dates"),
    "citations": ("find_citations",),
    "syntax": ("parse_sentences",),
    "attribution": ("find_quotations", "Mentions", "find_attributions"),
    "coverage": ("uncovered",),
}
"""The functions that `parse` calls, by stage; what they leave of its time is propositions and claims."""

REST = "propositions, claims"
LONGER = 10
LIMIT = 11.0
SEED = 20050817
RUNS = {1: 5, LONGER: 2}

PEOPLE = (
    "Aigul Sarsenova",
    "Deputy Minister Ivan Petrenko",
    "Gen. Mark T. Hollis",
    "Leyla Mammadova",
    "analyst John Reyes",
)
PLACES = ("Bishkek", "Astana", "Minsk", "Yerevan", "Dushanbe", "Tashkent", "Tbilisi")
BODIES = ("the ministry", "the central bank", "NATO", "the OSCE", "the State Statistics Committee", "the opposition")
OUTLETS = ("Interfax", "Reuters", "Kommersant", "The Times of Central Asia", "RFE/RL")
MONTHS = ("January", "March", "May", "August", "October", "December")
SENTENCES = (
    "{place} ratified the agreement with {other} on {month} {day}, {year}.",
    "{person}, director of a research institute in {place}, said that {body} would spend ${number} million on bases.",
    "“We have no need of foreign bases,” {person} told {outlet}. “Look at {place} and {other}.”",
    "According to {body}, exports from {place} to {other} grew by {number} percent ({outlet}, {month} {day}).",
    "{place}, {other}, and Moscow had already signed the protocol ({outlet}, {month} {day}; {body}, {month} {year}).",
    "He objects that the deployment, which began in {month} {year}, undermines the security of {place}.",
    "However, it is unlikely that {place} will close its airport, and few of its neighbors want it to.",
    "The same report argues that {body} moved {number} vehicles and {day} helicopters from {place} to {other}.",
)


P = ParamSpec("P")
R = TypeVar("R")


def make_text(words: int) -> str:
    """At least `words` words in paragraphs of five sentences; the same text for the same number."""
    chance = random.Random(SEED)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        paragraph = " ".join(sentence(chance) for _ in range(5))
        count += len(paragraph.split())
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs) + "\n"


def sentence(chance: random.Random) -> str:
    """One of SENTENCES with names, numbers and dates drawn for it."""
    place, other = chance.sample(PLACES, 2)
    filled = chance.choice(SENTENCES).format(
        place=place,
        other=other,
        person=chance.choice(PEOPLE),
        body=chance.choice(BODIES),
        outlet=chance.choice(OUTLETS),
        month=chance.choice(MONTHS),
        day=chance.randint(1, 28),
        year=chance.randint(1990, 2005),
        number=chance.randint(2, 9999),
    )
    return filled[0].upper() + filled[1:]


class Clock:
    """Seconds spent in each stage since the last `take`."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def timed(self, stage: str, function: Callable[P, R]) -> Callable[P, R]:
        """The function, its time added to the stage."""

        def run(*args: P.args, **options: P.kwargs) -> R:
            begin = time.process_time()
            try:
                return function(*args, **options)
            finally:
                self.spent[stage] += time.process_time() - begin

        return run

    def take(self, total: float) -> dict[str, float]:
        """The seconds by stage and in all; the clock starts again at zero."""
        spent = {stage: self.spent[stage] for stage in STAGES}
        self.spent.clear()
        return {**spent, REST: total - sum(spent.values()), "all": total}


def measure(text: str, clock: Clock, runs: int) -> dict[str, float]:
    """The seconds of the fastest of `runs` parses."""
    taken = []
    for _ in range(runs):
        begin = time.process_time()
        article.parse(text, published="2005-08-17")
        taken.append(clock.take(time.process_time() - begin))
    return min(taken, key=lambda each: each["all"])


def peak() -> float:
    """MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints the table; exit code 1 where the whole is slower than linear or the parser is the lesser part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="?", type=int, default=3000, help="length of the short text")
    words = parser.parse_args().words
    clock = Clock()
    for stage, names in STAGES.items():
        for name in names:
            setattr(article, name, clock.timed(stage, getattr(article, name)))
    measure(make_text(200), clock, 1)  # loads the model and the tables
    idle = peak()
    texts = {factor: make_text(words * factor) for factor in RUNS}
    short, long = (measure(text, clock, RUNS[factor]) for factor, text in texts.items())
    count = len(texts[LONGER].split())
    print(f"{'stage':<22}{words:>9,} words{count:>10,} words{'ratio':>8}{'words/s':>12}")
    for stage in short:
        ratio = long[stage] / short[stage]
        print(f"{stage:<22}{short[stage]:>13.3f} s{long[stage]:>14.3f} s{ratio:>8.1f}{count / long[stage]:>12,.0f}")
    print(f"peak {peak():,.0f} MiB, of which {idle:,.0f} MiB hold the model and the libraries")
    beside = long["all"] - long["syntax"]
    verdicts = {
        f"ten times the text: {long['all'] / short['all']:.1f} times the time": long["all"] <= LIMIT * short["all"],
        f"all but the parser: {beside / long['syntax']:.2f} of the parser's time": beside <= long["syntax"],
    }
    for said, kept in verdicts.items():
        print(f"{said} ({'ok' if kept else 'TOO SLOW'})")
    sys.exit(0 if all(verdicts.values()) else 1)


if __name__ == "__main__":
    main()
