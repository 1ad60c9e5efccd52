"""Dates as spreadsheets write them, and whether two cells can be the same day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from factcheck.dates.tokens import letters_of, vocabulary
from factcheck.doctor.numbers import DAY, seconds, words

EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
"""Day 0 of Excel's and LibreOffice's serial numbers, and of old Macintosh files."""
SERIAL = re.compile(r"([2-7]\d{4})(?:[.,](\d+))?")
"""Days from 1954 to 2119: other figures are taken for figures."""
SEPARATOR = re.compile(r"[\s.,/-]+")
CLOCK = re.compile(r"(?P<day>.*\d.*?)(?:T|,?\s+)(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?:\s*[AaPp]\.?[Mm]\.?)?)Z?")
LAST_DAY, MONTHS, YEAR_DIGITS = 31, 12, 4


class Day(NamedTuple):
    """One way to take a cell for a date. `years` is empty where it names none, `number` 0 for a whole month.

    `order` tells 08/10/2005 as month, day, year ("mdy") from day, month, year ("dmy"); "" where there is no doubt.
    """

    years: tuple[int, ...]
    month: int
    number: int
    order: str = ""


@cache
def _months() -> dict[str, int]:
    known = vocabulary()
    kinds = letters_of("month", "month_short", "month_foreign")
    ours = {word.rstrip("."): entry.number for word, entry in known.words.items() if entry.letter in kinds}
    return ours | words("month")


def days(text: str) -> tuple[Day, ...]:
    """Every way to take a whole cell for a date or a month, without its time of day; () where it is none.

    >>> sorted((d.years, d.month, d.number) for d in days("08/10/2005"))
    [((2005,), 8, 10), ((2005,), 10, 8)]
    """
    text = text.strip()
    if len(text) > 40 or not re.search(r"\d", text):  # noqa: PLR2004 - "Wednesday, 17 September 2005 10:30:00 AM"
        return ()
    clock = CLOCK.fullmatch(text)
    bare = (clock["day"] if clock else text).rstrip(" .")
    bare = re.sub(r"\s+(?:г|гг)$", "", bare)
    parts = [part for part in SEPARATOR.split(bare) if part]
    if not 2 <= len(parts) <= 3 or len(SEPARATOR.findall(bare)) != len(parts) - 1:  # noqa: PLR2004 - month and day at least
        return ()
    named = [at for at, part in enumerate(parts) if part.casefold() in _months()]
    figures = [part for at, part in enumerate(parts) if at not in named]
    if len(named) > 1 or not all(re.fullmatch(r"\d{1,4}", part, re.ASCII) for part in figures):
        return ()
    found = _named(_months()[parts[named[0]].casefold()], figures) if named else _figures(figures)
    return tuple(dict.fromkeys(day for day in found if _possible(day)))


def _years(part: str) -> tuple[int, ...]:
    return (int(part),) if len(part) == YEAR_DIGITS else (1900 + int(part), 2000 + int(part))


def _named(month: int, figures: list[str]) -> Iterator[Day]:
    if len(figures) == 1:
        part = figures[0]
        if len(part) <= 2:  # noqa: PLR2004 - "August 10" may be a day or, to LibreOffice in en-GB and de-DE, 2010
            yield Day((), month, int(part))
        if len(part) != 3:  # noqa: PLR2004 - "May 5" is May 2005 there
            yield Day(_years(part), month, 0)
        return
    for day, year in ((0, 1), (1, 0)):
        if len(figures[day]) <= 2 and len(figures[year]) in (2, YEAR_DIGITS):  # noqa: PLR2004 - digits of a day
            yield Day(_years(figures[year]), month, int(figures[day]))


def _figures(figures: list[str]) -> Iterator[Day]:
    first, second, *rest = figures
    if rest:
        third = rest[0]
        orders = [("ymd", first, second, third)] if len(first) == YEAR_DIGITS else []
        if len(first) <= 2:  # noqa: PLR2004 - digits of a day
            orders += [("mdy", third, first, second), ("dmy", third, second, first)]
        for order, year, month, number in orders:
            if len(year) in (1, 2, YEAR_DIGITS) and len(month) <= 2 and len(number) <= 2:  # noqa: PLR2004 - as above
                yield Day(_years(year), int(month), int(number), order)
    elif len(first) == YEAR_DIGITS and len(second) <= 2:  # noqa: PLR2004 - 2005-08
        yield Day(_years(first), int(second), 0)
    elif len(second) == YEAR_DIGITS and len(first) <= 2:  # noqa: PLR2004 - 08/2005
        yield Day(_years(second), int(first), 0)
    elif len(first) <= 2 and len(second) <= 2:  # noqa: PLR2004 - 5/6
        yield Day((), int(first), int(second), "mdy")
        yield Day((), int(second), int(first), "dmy")


def _possible(day: Day) -> bool:
    return 1 <= day.month <= MONTHS and (0 <= day.number <= LAST_DAY) and (day.number > 0 or bool(day.years))


def serial_days(text: str) -> tuple[Day, ...]:
    """The days a five-figure number is in a spreadsheet's own count; () for any other cell.

    >>> serial_days("38574")[0]
    Day(years=(2005,), month=8, number=10, order='')
    """
    found = SERIAL.fullmatch(text.strip())
    if not found:
        return ()
    dates = (epoch + timedelta(days=int(found[1])) for epoch in EPOCHS)
    return tuple(Day((each.year,), each.month, each.day) for each in dates)


def clock_of(text: str) -> int | None:
    """The time of day, in seconds, that stands behind a date in a cell; None where none does."""
    found = CLOCK.fullmatch(text.strip())
    if found:
        return seconds(found["time"])
    serial = SERIAL.fullmatch(text.strip())
    return round(float(f"0.{serial[2]}") * DAY) if serial and serial[2] else None


def same_day(before: Day, now: Day, years: range) -> bool:
    """Whether a spreadsheet may show `before` as `now`: it fills in the day 1, or a year in which it was open.

    A month stands at its first day.
    """
    if before.month != now.month or (now.number or 1) != (before.number or 1):
        return False
    if now.number == 0 and before.number > 1:
        return False
    if not now.years:
        return True
    if not before.years:
        return any(year in years for year in now.years)
    return not set(before.years).isdisjoint(now.years)
