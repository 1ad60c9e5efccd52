"""What is wanted of a date finder on sentences.toml, and what counts as right."""

import datetime as dt
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from factcheck.document import Span

SENTENCES = Path(__file__).with_name("sentences.toml")
DAY = dt.timedelta(days=1)


class Stretch(NamedTuple):
    """Days from the first to the last, both included."""

    first: dt.date
    last: dt.date


class Wanted(NamedTuple):
    """The words of a date expression and what they mean; `whole` where a part of the words is not enough."""

    span: Span
    stretches: tuple[Stretch, ...]
    whole: bool = False


class Given(NamedTuple):
    """What a library found: where, and the days it means."""

    start: int
    end: int
    first: dt.date
    last: dt.date


class Article(NamedTuple):
    """A text, the day it appeared and its date expressions in text order."""

    text: str
    published: dt.date
    wanted: tuple[Wanted, ...]


class Judged(NamedTuple):
    """One wanted value, or one false alarm: its words and `right`, `wrong`, `missed` or `false`."""

    words: str
    outcome: str


SEASONS = {"SP": ((3, 1), (6, 20)), "SU": ((6, 1), (9, 22)), "FA": ((9, 1), (12, 21)), "WI": ((12, 1), (3, 20))}
"""From the meteorologists' first day to the astronomers' last."""


def stretch(value: str) -> Stretch:
    """The days that a value of sentences.toml stands for; `10 August 2005` is one day."""
    year, _, rest = value.partition("-")
    if "X" in year:
        low = dt.date(int(year.replace("X", "0")), 1, 1)
        high = int(year.replace("X", "9")) + year.endswith("XX")  # 1900 may close the 19th century
        return Stretch(low, dt.date(high, 12, 31))
    number = int(year)
    if rest in SEASONS:
        first, last = SEASONS[rest]
        return Stretch(dt.date(number, *first), dt.date(number + (rest == "WI"), *last))
    if rest[:1] == "W":
        monday = dt.date.fromisocalendar(number, int(rest[1:]), 1)
        return Stretch(monday, monday + 6 * DAY)
    if len(rest) == len("08-10"):
        return Stretch(dt.date.fromisoformat(value), dt.date.fromisoformat(value))
    count = {"": 12, "Q": 3, "H": 6}.get(rest[:1], 1)
    last_month = int(rest.lstrip("QH") or 1) * count
    after = dt.date(number + last_month // 12, last_month % 12 + 1, 1)
    return Stretch(dt.date(number, last_month - count + 1, 1), after - DAY)


def written() -> list[Article]:
    """The sentences in sentences.toml; each expression stands in its sentence once."""
    articles = []
    for rows in tomllib.loads(SENTENCES.read_text(encoding="utf-8")).values():
        for published, text, expressions in rows:
            wanted = []
            for words, *values in expressions:
                start = text.index(words)
                whole = any(value[4:].lstrip("-")[:1].isalpha() or "X" in value for value in values)
                wanted.append(Wanted(Span(start, start + len(words)), tuple(map(stretch, values)), whole))
            articles.append(Article(text, dt.date.fromisoformat(published), tuple(wanted)))
    return articles


def hits(wanted: Wanted, given: Given) -> list[bool]:
    """For each value wanted, whether this is it."""
    if wanted.whole and len(wanted.stretches) == 1:
        (stretch,) = wanted.stretches
        all_words = given.start <= wanted.span.start and wanted.span.end <= given.end
        return [all_words and stretch.first <= given.first and given.last <= stretch.last + DAY]
    ends = {given.first, given.last, max(given.first, given.last - DAY)}
    return [any(stretch.first <= end <= stretch.last for end in ends) for stretch in wanted.stretches]


def judge(article: Article, given: Iterable[Given]) -> list[Judged]:
    """An entry for each wanted value, in text order, then one for each false alarm."""
    ends = [wanted.span.end for wanted in article.wanted]
    found: list[list[Given]] = [[] for _ in ends]
    false: list[Judged] = []
    for each in given:
        first = at = bisect_right(ends, each.start)
        while at < len(ends) and article.wanted[at].span.start < each.end:
            found[at].append(each)
            at += 1
        if at == first:
            false.append(Judged(article.text[each.start : each.end], "false"))
    judged: list[Judged] = []
    for wanted, those in zip(article.wanted, found, strict=True):
        rows = [hits(wanted, each) for each in those]
        otherwise = "missed" if all(map(any, rows)) else "wrong"
        words = wanted.span.slice(article.text)
        judged += [
            Judged(words, "right" if any(column) else otherwise)
            for column in (zip(*rows, strict=True) if rows else [[]] * len(wanted.stretches))
        ]
    return judged + false
