"""factcheck and the other libraries, each as a run over articles. None but factcheck need be installed."""

import datetime as dt
import importlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from date_finders.judging import Article, Given
from factcheck.dates import find_dates
from factcheck.document import Span

NODE_SCRIPT = Path(__file__).with_name("libraries.cjs")
WARM_UP = "The mill was sold on 3 May 2004 and closed last week."


class Run(NamedTuple):
    """What a library found in each of some articles, and the seconds it took."""

    given: list[list[Given]]
    seconds: list[float]


class System(NamedTuple):
    """A library: how to run it over articles, and how long a text it can be timed on."""

    name: str
    run: Callable[[Sequence[Article]], Run]
    longest: int


def paragraphs(text: str) -> list[Span]:
    """The lines of a text."""
    spans = []
    start = 0
    for line in text.splitlines():
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def factcheck(text: str, published: dt.date) -> list[Given]:
    """Dates that have a place in the calendar; durations, sets and "recently" have none."""
    found = find_dates(text, paragraphs(text), published.isoformat())
    return [Given(date.span.start, date.span.end, date.start, date.end) for date in found if date.start and date.end]


def dateparser(strategy: str) -> Callable[[str, dt.date], list[Given]]:
    """`search_dates`, which gives words and no places: each is the next such words."""
    search = importlib.import_module("dateparser.search").search_dates

    def find(text: str, published: dt.date) -> list[Given]:
        settings = {"RELATIVE_BASE": midnight(published), "PREFER_DATES_FROM": "past"}
        given: list[Given] = []
        at = 0
        for words, when in search(text, languages=["en"], settings=settings, strategy=strategy) or ():
            start = text.find(words, at)
            at = max(at, start + len(words))
            given.append(Given(start, start + len(words), when.date(), when.date()))
        return given

    return find


def datefinder() -> Callable[[str, dt.date], list[Given]]:
    """`find_dates`, the default engine."""
    search = importlib.import_module("datefinder").find_dates

    def find(text: str, published: dt.date) -> list[Given]:
        found = search(text, index=True, base_date=midnight(published))
        return [Given(start, end, when.date(), when.date()) for when, (start, end) in found]

    return find


def parsedatetime() -> Callable[[str, dt.date], list[Given]]:
    """`Calendar.nlp`, a line at a time: it is made for short text. Matches it flags as a mere time of day are left."""
    module = importlib.import_module("parsedatetime")
    constants = module.Constants(usePyICU=False)
    constants.YearParseStyle = 0
    constants.DOWParseStyle = -1
    calendar = module.Calendar(constants)

    def find(text: str, published: dt.date) -> list[Given]:
        given: list[Given] = []
        for start, end in paragraphs(text):
            for when, flag, first, last, _ in calendar.nlp(text[start:end], midnight(published)) or ():
                if flag in (1, 3):
                    given.append(Given(start + first, start + last, when.date(), when.date()))
        return given

    return find


def midnight(day: dt.date) -> dt.datetime:
    """The day's first moment, without a zone, as these libraries take it."""
    return dt.datetime.combine(day, dt.time())


def in_python(find: Callable[[str, dt.date], list[Given]]) -> Callable[[Sequence[Article]], Run]:
    """A run of a Python library, warmed up."""

    def run(articles: Sequence[Article]) -> Run:
        find(WARM_UP, dt.date(2005, 8, 17))
        done = Run([], [])
        for article in articles:
            begin = time.perf_counter()
            done.given.append(find(article.text, article.published))
            done.seconds.append(time.perf_counter() - begin)
        return done

    return run


def in_node(library: str) -> Callable[[Sequence[Article]], Run]:
    """A run of a Node library, all articles in one process; the seconds are measured inside it.

    Raises:
        ImportError: node or the library is not there.
    """
    node = shutil.which("node")
    command = [node or "node", str(NODE_SCRIPT), library]
    if node is None or subprocess.run([*command, "--there"], capture_output=True, check=False).returncode:
        raise ImportError(library)

    def run(articles: Sequence[Article]) -> Run:
        asked = json.dumps([[each.text, each.published.isoformat()] for each in articles])
        env = {**os.environ, "TZ": "UTC"}
        answer = subprocess.run(command, input=asked, capture_output=True, check=True, encoding="utf-8", env=env)
        done = Run([], [])
        for found, milliseconds in json.loads(answer.stdout):
            done.given.append([Given(start, end, *map(dt.date.fromisoformat, days)) for start, end, days in found])
            done.seconds.append(milliseconds / 1000)
        return done

    return run


SYSTEMS: tuple[tuple[str, Callable[[], Callable[[Sequence[Article]], Run]], int], ...] = (
    ("factcheck", lambda: in_python(factcheck), sys.maxsize),
    ("dateparser", lambda: in_python(dateparser("split")), 60_000),
    ("dateparser, ngram", lambda: in_python(dateparser("ngram")), 60_000),
    ("datefinder", lambda: in_python(datefinder()), 60_000),
    ("parsedatetime", lambda: in_python(parsedatetime()), 20_000),
    ("chrono-node", lambda: in_node("chrono-node"), 60_000),
    ("compromise-dates", lambda: in_node("compromise-dates"), 20_000),
    ("ms-recognizers", lambda: in_node("@microsoft/recognizers-text-date-time"), 4_000),
)
"""Name, what makes a run of it (ImportError where it is not installed), and the longest text it is timed on."""


def installed() -> Iterator[System]:
    """The libraries that are there; a line for each that is not."""
    for name, make, longest in SYSTEMS:
        try:
            yield System(name, make(), longest)
        except ImportError:
            print(f"{name}: not installed, skipped")
