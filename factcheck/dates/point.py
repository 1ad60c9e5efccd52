"""A stretch of the calendar named by one unit, and how TIMEX3 and EDTF write it."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import IntEnum


class Unit(IntEnum):
    """Calendar units, in the numbers `data/date_words.csv` uses for them."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    DAY = 3
    WEEK = 4
    MONTH = 5
    QUARTER = 6
    YEAR = 7
    DECADE = 8
    CENTURY = 9
    FORTNIGHT = 10
    HALF = 11
    SEASON = 12
    WEEKEND = 13


SEASONS = ("SP", "SU", "FA", "WI")
PARTS = ("TMO", "TAF", "TEV", "TNI")
_MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_SPRING = 3
_WINTER = 4
_SATURDAY = 6
_MAX_YEAR = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day, week, month ... or century.

    `year` counts with a year 0: 44 BC is -43. It is the first year of a decade or century. `number` is the month,
    quarter, half, season (1 spring .. 4 winter, which begins in December) or ISO week; `day` the day of the month.
    Unused ones are 0.
    """

    unit: Unit
    year: int
    number: int = 0
    day: int = 0

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year = _timex_year(self.year)
        match self.unit:
            case Unit.CENTURY:
                return f"{self.year // 100:02}" if self.year >= 0 else _timex_year(self.year + 99)[:-2]
            case Unit.DECADE:
                return f"{self.year // 10:03}" if self.year >= 0 else year[:-1]
            case Unit.HALF:
                return f"{year}-H{self.number}"
            case Unit.SEASON:
                return f"{year}-{SEASONS[self.number - 1]}"
            case Unit.QUARTER:
                return f"{year}-Q{self.number}"
            case Unit.WEEK:
                return f"{year}-W{self.number:02}"
            case Unit.WEEKEND:
                return f"{year}-W{self.number:02}-WE"
            case Unit.MONTH:
                return f"{year}-{self.number:02}"
            case Unit.DAY:
                return f"{year}-{self.number:02}-{self.day:02}"
        return year

    @property
    def edtf(self) -> str:
        """EDTF level 1."""
        year = _edtf_year(self.year)
        match self.unit:
            case Unit.CENTURY:
                return (year if self.year >= 0 else _edtf_year(self.year + 99))[:-2] + "XX"
            case Unit.DECADE if self.year >= 0:
                return year[:-1] + "X"
            case Unit.DECADE:
                return f"{year}/{_edtf_year(self.year + 9)}"
            case Unit.SEASON | Unit.QUARTER:
                return f"{year}-{self.number + (20 if self.unit is Unit.SEASON else 32)}"
            case Unit.HALF:
                return f"{year}-01/{year}-06" if self.number == 1 else f"{year}-07/{year}-12"
            case Unit.WEEK | Unit.WEEKEND:
                return f"{self.start}/{self.end}"
            case Unit.MONTH:
                return f"{year}-{self.number:02}"
            case Unit.DAY:
                return f"{year}-{self.number:02}-{self.day:02}"
        return year

    @property
    def edtf_doubtful(self) -> str:
        """The same with `?`; a quarter, season or half, which level 1 cannot mark so, becomes an interval of months."""
        if self.unit in (Unit.QUARTER, Unit.SEASON, Unit.HALF):
            ends = (self.first_month, self.first_month + _MONTHS_IN[self.unit] - 1)
            return "/".join(f"{_from_month(Unit.MONTH, month).edtf}?" for month in ends)
        return "/".join(f"{end}?" for end in self.edtf.split("/"))

    @property
    def first_month(self) -> int:
        """Months since January of year 0: where the stretch begins, for all units but weeks."""
        base = self.year * 12
        match self.unit:
            case Unit.QUARTER:
                return base + 3 * (self.number - 1)
            case Unit.HALF:
                return base + 6 * (self.number - 1)
            case Unit.SEASON:
                return base + _SPRING - 1 + 3 * (self.number - 1)
            case Unit.MONTH | Unit.DAY:
                return base + self.number - 1
            case Unit.WEEK | Unit.WEEKEND:
                start = self.start
                return base if start is None else start.year * 12 + start.month - 1
        return base

    @property
    def start(self) -> dt.date | None:
        """The first day; None before year 1."""
        if self.unit is Unit.WEEK or self.unit is Unit.WEEKEND:
            return dt.date.fromisocalendar(self.year, self.number, 1 if self.unit is Unit.WEEK else _SATURDAY)
        year, month = divmod(self.first_month, 12)
        if not 1 <= year <= _MAX_YEAR:
            return None
        return dt.date(year, month + 1, self.day or 1)

    @property
    def end(self) -> dt.date | None:
        """The last day; None before year 1."""
        start = self.start
        if start is None or self.unit is Unit.DAY:
            return start
        if self.unit is Unit.WEEK:
            return start + dt.timedelta(days=6)
        if self.unit is Unit.WEEKEND:
            return start + dt.timedelta(days=1)
        year, month = divmod(self.first_month + _MONTHS_IN[self.unit] - 1, 12)
        if year > _MAX_YEAR:
            return None
        return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    def within(self, unit: Unit) -> "Point":
        """The unit that holds the first day of this one: the year of a month, the month of a day."""
        if unit is self.unit:
            return self
        if unit in (Unit.WEEK, Unit.WEEKEND, Unit.DAY):
            return on(self.start, unit) if self.start else self
        return _from_month(unit, self.first_month)

    def shifted(self, count: int) -> "Point":
        """The point `count` units of its own later (earlier where negative); itself where the calendar ends."""
        if self.unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND):
            start = self.start
            days = count if self.unit is Unit.DAY else 7 * count
            if start is None or not 1 <= start.toordinal() + days <= dt.date.max.toordinal():
                return self
            return on(start + dt.timedelta(days=days), self.unit)
        moved = _from_month(self.unit, self.first_month + count * _MONTHS_IN[self.unit])
        return moved if abs(moved.year) < _MAX_YEAR else self


def day(year: int, month: int, number: int) -> Point | None:
    """The day of the calendar, None where there is no such day."""
    if not 1 <= month <= len(_DAYS) or number < 1:
        return None
    if number > (29 if month == _FEBRUARY and calendar.isleap(year) else _DAYS[month - 1]):
        return None
    return Point(unit=Unit.DAY, year=year, number=month, day=number)


def on(date: dt.date, unit: Unit) -> Point:
    """The unit that holds a date."""
    if unit is Unit.DAY:
        return Point(unit=unit, year=date.year, number=date.month, day=date.day)
    if unit is Unit.WEEK or unit is Unit.WEEKEND:
        year, week, _ = date.isocalendar()
        return Point(unit=unit, year=year, number=week)
    return _from_month(unit, date.year * 12 + date.month - 1)


def _from_month(unit: Unit, months: int) -> Point:
    year, month = divmod(months, 12)
    match unit:
        case Unit.MONTH:
            return Point(unit=unit, year=year, number=month + 1)
        case Unit.QUARTER:
            return Point(unit=unit, year=year, number=month // 3 + 1)
        case Unit.HALF:
            return Point(unit=unit, year=year, number=month // 6 + 1)
        case Unit.SEASON:
            year, number = divmod(months - (_SPRING - 1), 12)
            return Point(unit=unit, year=year, number=number // 3 + 1)
        case Unit.DECADE:
            return Point(unit=unit, year=year - year % 10 if year > 0 else year - (year + 8) % 10)
        case Unit.CENTURY:
            return Point(unit=unit, year=year - year % 100 if year > 0 else year - (year + 99) % 100)
    return Point(unit=Unit.YEAR, year=year)


def _timex_year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def _edtf_year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
