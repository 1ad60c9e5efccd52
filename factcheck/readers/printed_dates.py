"""Dates as mastheads, datelines and page metadata print them, to EDTF prefixes ("2005", "2005-08", "2005-08-17").

Only whole strings that are a date: dates inside prose are the business of `factcheck.dates`.
"""

import re
from datetime import date

MONTHS = ("january february march april may june july august september october november december").split()  # noqa: SIM905 - a line of names reads better than a list of them
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905 - the same
EARLIEST, LATEST = 1500, 2999
"""Years believed of a publication: printing came before the first, a typing error makes the rest."""

MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_TIME = r"(?:(?:,?\s+(?:at\s+)?|T)\d{1,2}(?::|\.|\s?[ap]\.?m)\S*(?:\s.{1,20})?)?"
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_ISO_TIME = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[T ]\d{1,2}:?\d{2}.*")
_SLASHED = re.compile(
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})(?:[/.](?P<day>\d{1,2}))?(?:[T ]\d{1,2}:\d{2}.*)?|(?P<packed>(?:19|20)\d{6})"
)
_NUMERIC = re.compile(r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>\d{4})(?:[T ,]+\d{1,2}:\d{2}.*)?")
_WORDED = tuple(
    re.compile(rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?{body}{_TIME}", re.IGNORECASE)
    for body in (
        rf"{_DAY}(?:\s+of)?[\s-]+{MONTH}[\s,-]+{_YEAR}",
        rf"{MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{MONTH},?\s+{_YEAR}",
    )
)
_WORDED_DAY = tuple(
    re.compile(rf"(?:{WEEKDAY},?\s+)?{body}", re.IGNORECASE) for body in (rf"{MONTH}\s+{_DAY}", rf"{_DAY}\s+{MONTH}")
)


def iso_date(value: str) -> str:
    """The EDTF of "2005", "2005-08" or "2005-08-17"; "" for anything else, and for a day that does not exist."""
    found = _ISO.fullmatch(value.strip())
    return _joined(found) if found else ""


def worded_date(value: str) -> str:
    """The EDTF of "17 August 2005", "Wednesday, Aug. 17, 2005", "August 2005"; "" for anything else.

    A weekday that is not that day's makes it "": one of the two is wrong.
    """
    value = " ".join(value.split()).strip(" .")
    found = next((match for form in _WORDED if (match := form.fullmatch(value))), None)
    return _joined(found) if found else ""


def any_date(value: str) -> str:
    """The EDTF of a date in any usual form, the time of day left off as written; "" where it is none or ambiguous.

    "08/10/2005" is ambiguous (8 October or August 10), "17/08/2005" is not.
    """
    value = value.strip()
    if found := iso_date(value) or worded_date(value):
        return found
    if timed := _ISO_TIME.fullmatch(value):
        return _joined(timed)
    if numeric := _NUMERIC.fullmatch(value):
        return _from_figures(int(numeric["one"]), int(numeric["two"]), int(numeric["year"]))
    slashed = _SLASHED.fullmatch(value)
    if slashed and slashed["packed"]:
        packed = slashed["packed"]
        return _checked(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
    return _joined(slashed) if slashed else ""


def day_of_year(value: str, year: str) -> str:
    """The EDTF of "August 17", "17 Aug." or "Wed., Aug. 17" in the year given; "" where it is no such day."""
    value = " ".join(value.split()).strip(" .,")
    found = next((match for form in _WORDED_DAY if (match := form.fullmatch(value))), None)
    if found is None:
        return ""
    return _of_weekday(_checked(int(year), month_number(found["month"]), int(found["day"])), found["weekday"])


def month_number(name: str) -> int:
    """1 to 12 for the name of a month or its first three letters."""
    return next(at for at, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _joined(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month, day = parts.get("month"), parts.get("day")
    number = 0
    if month:
        number = int(month) if month.isdigit() else month_number(month)
    return _of_weekday(
        _checked(int(parts["year"]), number if month else None, int(day) if day else None), parts.get("weekday")
    )


def _from_figures(one: int, two: int, year: int) -> str:
    if one > len(MONTHS) >= two:
        return _checked(year, two, one)
    if two > len(MONTHS) >= one or one == two:
        return _checked(year, one, two)
    return ""


def _checked(year: int, month: int | None = None, day: int | None = None) -> str:
    if not EARLIEST <= year <= LATEST:
        return ""
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return ""
    text = f"{year:04}"
    if month is not None:
        text += f"-{month:02}"
    return text if day is None else f"{text}-{day:02}"


def _of_weekday(edtf: str, weekday: str | None) -> str:
    if not weekday or len(edtf) < len("2005-08-17"):
        return edtf
    return edtf if _WEEKDAYS[date.fromisoformat(edtf).weekday()].startswith(weekday.lower()[:3]) else ""
