"""How far a capture lies from the date it is wanted for, in words."""

from datetime import UTC, datetime

from factcheck.evidence.asking.windows import days_of

_IN_DAYS, _IN_MONTHS = 60, 730
"""Gaps of fewer days are told in days, then in months; the exact number stands in `gap_days`."""
_MONTH, _YEAR = 30.44, 365.25
AFTER_ARTICLE = "captured after the article"


def gap_days(captured: datetime | str | None, wanted: str) -> int | None:
    """Days from the wanted date (EDTF) to the capture's day in UTC: negative where it is earlier, 0 inside a period.

    None where either is unknown.

    >>> gap_days("2005-08-12T06:20:00Z", "2005-08-10"), gap_days("2005-08-12T06:20:00Z", "2005-08")
    (2, 0)
    """
    time, days = _time(captured), days_of(wanted)
    if time is None or days is None:
        return None
    day = time.date()
    if day < days.first:
        return (day - days.first).days
    return max(0, (day - days.last).days)


def gap_in_words(days: int | None, *, period: bool = False) -> str:
    """The gap for a reader, "" for none; `period` where the wanted date is longer than a day.

    >>> gap_in_words(0), gap_in_words(-1), gap_in_words(400)
    ('the same day', '1 day before the wanted date', 'about 13 months after the wanted date')
    """
    if days is None:
        return ""
    if not days:
        return "within the wanted time" if period else "the same day"
    far = abs(days)
    if far < _IN_DAYS:
        length = f"{far} day" if far == 1 else f"{far} days"
    elif far < _IN_MONTHS:
        length = f"about {round(far / _MONTH)} months"
    else:
        length = f"about {round(far / _YEAR)} years"
    return f"{length} {'after' if days > 0 else 'before'} the wanted date"


def timing(captured: datetime | str | None, wanted: str, published: str) -> str:
    """The `timing` cell of a capture: the gap, and whether it is later than the article; dates are EDTF, "" unknown.

    A capture of the article's own day is not called later: which came first is not known.

    >>> timing("2005-08-20T06:20:00Z", "2005-08-10", "2005-08-17")
    '10 days after the wanted date; captured after the article'
    """
    days = days_of(wanted)
    words = gap_in_words(gap_days(captured, wanted), period=days is not None and days.first != days.last)
    time, appeared = _time(captured), days_of(published)
    late = AFTER_ARTICLE if time and appeared and time.date() > appeared.last else ""
    return "; ".join(part for part in (words, late) if part)


def _time(captured: datetime | str | None) -> datetime | None:
    """The time in UTC; a text as the table writes it, None for one that is no time."""
    if isinstance(captured, str):
        try:
            captured = datetime.fromisoformat(captured.strip())
        except ValueError:
            return None
    if captured is None:
        return None
    return captured.replace(tzinfo=UTC) if captured.tzinfo is None else captured.astimezone(UTC)
