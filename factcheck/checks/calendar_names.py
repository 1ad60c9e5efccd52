"""Months and weekdays by their English names, and days as a reader sees them."""

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEGINNINGS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WORD = re.compile(r"[A-Z][a-z]{2,}")


def month_in(words: str) -> int:
    """The number of the month that is named among the words, by its first three letters at the least; 0 for none."""
    numbers = (_BEGINNINGS.get(word[:3], 0) for word in _WORD.findall(words))
    return next((number for number in numbers if number), 0)


def weekday_called(name: str) -> int:
    """The number of a weekday, 0 for Monday, by its first three letters.

    >>> weekday_called("Tues")
    1
    """
    return next(number for number, weekday in enumerate(WEEKDAYS) if weekday[:3] == name[:3])


def written(day: date) -> str:
    """The day in words.

    >>> written(date(2005, 8, 10))
    '10 August 2005'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
