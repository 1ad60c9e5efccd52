"""Speed of the date finder, and of dateparser where it is installed, on text generated here: run by hand.

    python benchmarks/dates.py [CHARACTERS]

Prints characters a second and how many of the generated dates each found with the right value. The first text holds
one date in about 300 characters, as news does, the second one in 60, the third none.
"""

import datetime as dt
import importlib
import random
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from factcheck.dates import find_dates
from factcheck.document import Span

PUBLISHED = dt.date(2005, 8, 17)
FILLER = [
    "the",
    "ministry",
    "denied",
    "that",
    "the",
    "tender",
    "had",
    "been",
    "cancelled",
    "and",
    "promised",
    "a",
    "new",
    "one",
    "to",
    "the",
    "owners",
    "of",
    "the",
    "mill",
    "in",
    "the",
    "north",
    "while",
    "deputies",
    "of",
    "both",
    "houses",
    "asked",
    "for",
    "the",
    "papers",
    "and",
    "the",
    "auditors",
    "went",
    "home",
    "with",
    "two",
    "boxes",
    "of",
    "receipts",
]


class Text(NamedTuple):
    """A generated article and the days it names, each with where its words begin."""

    text: str
    days: dict[int, dt.date]


def generate(size: int, words_between: int, seed: int = 1) -> Text:
    """An article of at least `size` characters with a full date or a month and day after so many words; 0 for none."""
    draw = random.Random(seed)
    pieces: list[str] = []
    days: dict[int, dt.date] = {}
    length = 0
    while length < size:
        piece = " ".join(draw.choice(FILLER) for _ in range(words_between or 30)).capitalize() + ". "
        if words_between:
            day = PUBLISHED - dt.timedelta(days=draw.randrange(1, 150))
            shape = draw.choice(
                ["It was signed on %B {}, %Y. ", "It was signed on {} %B %Y. ", "It was signed on %B {}. "]
            )
            days[length + len(piece) + len("It was signed on ")] = day
            piece += day.strftime(shape).format(day.day)
        pieces.append(piece)
        length += len(piece)
    return Text("".join(pieces), days)


def ours(text: str) -> dict[int, str]:
    """Where each date begins and its value."""
    found = find_dates(text, [Span(0, len(text))], PUBLISHED.isoformat())
    return {date.span.start: date.value for date in found}


def dateparser_search() -> Callable[[str], dict[int, str]] | None:
    """The same from dateparser's `search_dates`, None where it is not installed. It gives words, not places."""
    try:
        search = importlib.import_module("dateparser.search").search_dates
    except ImportError:
        return None
    base = dt.datetime.combine(PUBLISHED, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)

    def run(text: str) -> dict[int, str]:
        found: dict[int, str] = {}
        at = 0
        for words, day in (
            search(text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}) or []
        ):
            start = text.find(words, at)
            at = max(at, start)
            found[start + words.find(words.removeprefix("on ").strip())] = day.date().isoformat()
        return found

    return run


def report(name: str, run: Callable[[str], dict[int, str]], article: Text) -> None:
    """One line: speed and share of the generated days found with the right value."""
    run(article.text[:2000])
    start = time.perf_counter()
    found = run(article.text)
    seconds = time.perf_counter() - start
    right = sum(found.get(at) == day.isoformat() for at, day in article.days.items())
    share = (
        f"{100 * right / len(article.days):.1f}% of {len(article.days)} dates right"
        if article.days
        else f"{len(found)} found"
    )
    print(f"  {name:12} {len(article.text) / seconds / 1000:10,.0f} kchars/s   {share}")


def main() -> None:
    """Time each finder on each kind of text."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    other = dateparser_search()
    for label, words in (("one date in 300 characters", 42), ("one date in 60 characters", 3), ("no date", 0)):
        print(f"{label}:")
        report("factcheck", ours, generate(size, words))
        if other is None:
            print("  dateparser   not installed, skipped")
        else:
            report("dateparser", other, generate(min(size, 60_000), words))


if __name__ == "__main__":
    main()
