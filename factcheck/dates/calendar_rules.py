"""Days as a calendar writes them: full dates, lists and ranges that share parts, ISO and numeric dates."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from factcheck.dates import point as points
from factcheck.dates.grammar import Expression, Found, Kind, rules
from factcheck.dates.mention import TimexType
from factcheck.dates.point import PARTS, Unit
from factcheck.dates.tokens import letters_of

_PIVOT = 50
"""Two-digit years above it are 19xx, others 20xx (as POSIX strptime, with a later pivot for historical prose)."""


_DAYS = letters_of("day", "ordday")
MONTHS = letters_of("month", "month_short", "month_foreign")
_WEEKDAYS = letters_of("weekday", "weekday_short")
_COUNTED = letters_of("other", "quantity_word", "unit", "units", "num", "magnitude", "season")
QUANTITY = letters_of("quantity_word", "magnitude", "units")
_RANGE = letters_of("hyphen", "dash")


class _Day(NamedTuple):
    first: int
    last: int
    month: int
    day: int
    joint: str
    """The letter of the token before it in the list."""


def _days(found: Found, *, month_first: bool) -> list[_Day]:
    """The days of a list, each with its month: the one before it, or the next one after it."""
    codes, numbers = found.tokens.codes, found.tokens.numbers
    start, end = found.range("list")
    out: list[_Day] = []
    month, month_at = 0, -1
    for at in range(start, end):
        if codes[at] in MONTHS:
            month, month_at = numbers[at], at
            if not month_first:
                out = [day._replace(month=day.month or month) for day in out]
                out[-1] = out[-1]._replace(last=at)
        elif codes[at] in _DAYS:
            first = month_at if month_first and month_at == at - 1 else at
            joint = codes[first - 1] if first > start else ""
            out.append(_Day(first, at, month if month_first else 0, numbers[at], joint))
    return out


def _date_list(found: Found, *, month_first: bool) -> Iterable[Expression]:
    days = _days(found, month_first=month_first)
    year = found.year("y")
    if year is None and _is_the_attack(found, days):
        year = _ATTACKS_YEAR
    follows = found.follows()
    while month_first and year is None and len(days) > 1 and days[-1].joint not in _RANGE and follows in _COUNTED:
        days.pop()  # "On August 10, 12 people died"
        follows = ""
    if (
        month_first
        and year is None
        and len(days) == 1
        and found.follows() in QUANTITY
        and found.at("list") + 2 == found.end
    ):
        return []  # "In May 20 people died"
    if any(points.day(year if year is not None else 2000, each.month, each.day) is None for each in days):
        return []
    return _dated(found, days, year)


_ATTACKS_YEAR = 2001
_ATTACKS_BASIS = "the attacks of 2001"
_ATTACKS = frozenset({"attack", "attacks", "hijackers", "hijackings", "terrorist"})


def _is_the_attack(found: Found, days: list[_Day]) -> bool:
    """True for "the September 11 attacks", whose year nobody writes."""
    after = found.tokens.word(found.end).lower() if found.follows() else ""
    return after in _ATTACKS and [(day.month, day.day) for day in days] == [(9, 11)]


def _dated(found: Found, days: list[_Day], year: int | None) -> list[Expression]:
    tokens = found.tokens
    if found.has("r") and found.number("u") != Unit.YEAR:
        return []
    whole = found.range("list")[1] - 1 == days[-1].last
    clock = PARTS[found.number("p")] if found.has("p") else ""
    out: list[Expression] = []
    sibling: Expression | None = None
    for i, each in reversed(list(enumerate(days))):
        first = found.start if i == 0 else each.first
        last = found.end - 1 if whole and i == len(days) - 1 else each.last
        sibling = Expression(
            span=tokens.span(first, last),
            kind=Kind.YEARLESS,
            type=TimexType.TIME if clock and i == 0 else TimexType.DATE,
            number=each.month,
            day=each.day,
            year=year if sibling is None else None,
            note=_ATTACKS_BASIS if year == _ATTACKS_YEAR and not found.has("y") else "",
            year_shift=found.year_shift if sibling is None else None,
            anaphoric=sibling is None and found.anaphoric,
            weekday=found.number("w", -1) if i == 0 and found.has("w") else -1,
            clock=clock if i == 0 else "",
            sibling=sibling,
        )
        out.append(sibling)
    return out


def month_first(found: Found) -> Iterable[Expression]:
    """`August 10-11, 2005`, `July 29-August 1`, `June 14, 15`."""
    return _date_list(found, month_first=True)


def day_first(found: Found) -> Iterable[Expression]:
    """`10-11 August 2005`, `12, 14 March`, `the 9th of August`."""
    return _date_list(found, month_first=False)


def day_of(found: Found) -> Iterable[Expression]:
    """`the fifth of May 1998`, `the twenty-first of June`, `this 21st day of December, 1991`."""
    day = found.number("tens") + found.number("n")
    named = found.has("days") and found.number("days") != Unit.DAY
    if named or found.follows() in letters_of("genitive") or points.day(2000, found.number("m"), day) is None:
        return []
    if found.tokens.capital(found.end) and not (found.has("y") or found.has("r")):
        return []  # "the second of March Energy's wells"
    last = found.range("list")[1] - 1
    return _dated(found, [_Day(found.start, last, found.number("m"), day, "")], found.year("y"))


def iso_date(found: Found) -> Iterable[Expression]:
    """`2005-07-22`."""
    if not all(found.tokens.glued(at) for at in range(found.start, found.end - 1)):
        return []
    point = points.day(found.number("y"), found.number("m"), found.number("d"))
    return [Expression(span=found.span(), kind=Kind.FIXED, point=point)] if point else []


def iso_stamp(found: Found) -> Iterable[Expression]:
    """`2005-07-22T10:00`."""
    stamp = found.tokens.word(found.start)
    point = points.day(int(stamp[:4]), int(stamp[5:7]), int(stamp[8:10]))
    if point is None:
        return []
    return [Expression(span=found.span(), kind=Kind.FIXED, type=TimexType.TIME, point=point, clock=stamp[10:16])]


def numeric(found: Found) -> Iterable[Expression]:
    """`17.07.2005`, `07/17/2005`, `2005/07/17`; with slashes, both readings are possible where no part exceeds 12."""
    parts = re.split(r"[./]", found.tokens.word(found.start))
    if len(parts[0]) == len("2005"):
        year, month, number = (int(part) for part in parts)
        point = points.day(year, month, number)
        return [Expression(span=found.span(), kind=Kind.FIXED, point=point)] if point else []
    first, second, year = (int(part) for part in parts)
    if len(parts[2]) == len("05"):
        year += 1900 if year > _PIVOT else 2000
    dotted = "." in found.tokens.word(found.start)
    readings = [points.day(year, second, first), points.day(year, first, second)]
    if not dotted:
        readings.reverse()  # month first, as American papers write it
    possible = [reading for reading in readings if reading]
    if not possible:
        return []
    doubtful = not dotted and len(possible) > 1 and first != second
    note = f"read as month/day; as day/month it is {possible[1].value}" if doubtful else ""
    return [Expression(span=found.span(), kind=Kind.FIXED, point=possible[0], doubtful=doubtful, note=note)]


_PART = "(?:MOD? the? MOD? p:part units? of)?"
_WEEKDAY = "(?:w:WEEKDAY comma?)?"
_NEXT = "SEP (?:WEEKDAY comma?)?"

_DAY_OF = "DAY (?:of? MONTH)?"

DAY_RULES = rules(
    ("isostamp", iso_stamp),
    ("y:year hyphen m:day hyphen d:day", iso_date),
    ("numeric", numeric),
    (
        f"{_PART} {_WEEKDAY} list:(MONTH DAY (?:{_NEXT} MONTH? DAY){{0,6}}) OFYEAR?",
        month_first,
    ),
    (
        f"{_PART} {_WEEKDAY} (?:the (?=ordday))? list:({_DAY_OF} (?:{_NEXT} {_DAY_OF}){{0,6}}) (?<=MONTH) OFYEAR?",
        day_first,
    ),
    ("list:(DAY hyphen MONTH) hyphen y:year", day_first),
    ("[the this]? list:((?:tens:tens hyphen?)? n:[ordinal second] of m:MONTH) OFYEAR?", day_of),
    ("[the this]? list:(n:[ordinal second ordday] days:unit of m:MONTH) OFYEAR?", day_of),
    ("list:(DAY dot? stop? de? month_foreign) (?:de? y:year)?", day_first),
)
