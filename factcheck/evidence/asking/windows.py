"""Which days an EDTF date means, and the days in which a page about them is looked for. Calendar days, both ends in."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from factcheck.archive import Window

_DATE = re.compile(r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?[?~%]?")
_MONTHS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)} | {
    33 + quarter: (1 + 3 * quarter, 3) for quarter in range(4)
}
"""First month and length of EDTF's seasons and quarters (level 1 and 2, northern seasons)."""
_DECEMBER = 12


class Days(NamedTuple):
    """A stretch of days, the first and the last both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"

    def around(self, before: int, after: int) -> "Days":
        """The stretch lengthened by so many days at either end, as far as the calendar reaches."""
        return Days(_moved(self.first, -before), _moved(self.last, after))

    def within(self, other: "Days") -> "Days | None":
        """What both share, None where that is nothing."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None

    @property
    def window(self) -> Window:
        """The same as times in UTC, from the first second to the last."""
        return Window(datetime.combine(self.first, time(), UTC), datetime.combine(self.last, time(23, 59, 59), UTC))


def days_of(edtf: str) -> Days | None:
    """The days of an EDTF date or closed interval, None for "" and what has an open end or no such year.

    >>> str(days_of("2005-02")), str(days_of("2005-08-10?")), days_of("../2005")
    ('2005-02-01 to 2005-02-28', '2005-08-10', None)
    """
    ends = [_single(part) for part in edtf.strip().split("/")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2 or first.first > last.last:  # noqa: PLR2004 - an interval's ends
        return None
    return Days(first.first, last.last)


def _single(edtf: str) -> Days | None:
    found = _DATE.fullmatch(edtf)
    if found is None or found["year"].startswith("0000"):
        return None
    unknown = found["year"].count("X")
    year, width = int(found["year"].replace("X", "0")), 10**unknown
    try:
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return Days(day, day)
        month, months = _months(found["month"])
        return Days(date(year, month, 1), _month_end(year + width - 1, month + months - 1))
    except ValueError:
        return None


def _months(named: str | None) -> tuple[int, int]:
    """The first month and how many; all twelve where none is named."""
    if named is None:
        return 1, 12
    return _MONTHS.get(int(named), (int(named), 1))


def _month_end(year: int, month: int) -> date:
    year, month = (year + 1, month - _DECEMBER) if month > _DECEMBER else (year, month)
    return date(year, month, monthrange(year, month)[1])


def _moved(day: date, days: int) -> date:
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


def joined_days(stretches: list[Days], apart: int) -> list[Days]:
    """The stretches in order, those that overlap or lie no more than `apart` days from one another made one.

    >>> stretches = [Days(date(2005, 8, 9), date(2005, 8, 12)), Days(date(2005, 8, 1), date(2005, 8, 7))]
    >>> [str(days) for days in joined_days(stretches, 2)]
    ['2005-08-01 to 2005-08-12']
    """
    out: list[Days] = []
    for days in sorted(stretches):
        if out and days.first <= _moved(out[-1].last, apart + 1) and days.first - out[-1].last <= timedelta(apart + 1):
            out[-1] = Days(out[-1].first, max(out[-1].last, days.last))
        else:
            out.append(days)
    return out
