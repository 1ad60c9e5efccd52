"""Times as archives write them: 14 digits in addresses and CDX rows, HTTP dates in headers. Aware UTC on both sides."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

_STAMP = re.compile(r"[0-9]{14}")
_ZERO = "00"


def stamp(time: datetime) -> str:
    """The 14 digits of a time; fractions of a second are cut off.

    >>> stamp(datetime(2005, 8, 10, 9, 5, tzinfo=UTC))
    '20050810090500'
    """
    utc = in_utc(time)
    return f"{utc.year:04}{utc.month:02}{utc.day:02}{utc.hour:02}{utc.minute:02}{utc.second:02}"


def in_utc(time: datetime) -> datetime:
    """The time in UTC; one without a time zone is taken as UTC."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def from_stamp(digits: str) -> datetime | None:
    """The time of 14 digits, None where they name none.

    Rows of 2000 carry a month or day "00" too many, and lack the seconds for it: archive.org plays them back under the
    time without it. Source: edgi-govdata-archiving/wayback, bad_timestamp_cdx.txt.

    >>> from_stamp("20000800241623").isoformat()
    '2000-08-24T16:23:00+00:00'
    """
    if not _STAMP.fullmatch(digits):
        return None
    if digits[4:6] == _ZERO:
        digits = digits[:4] + digits[6:] + _ZERO
    elif digits[6:8] == _ZERO:
        digits = digits[:6] + digits[8:] + _ZERO
    year, rest = int(digits[:4]), (int(digits[at : at + 2]) for at in range(4, 14, 2))
    month, day, hour, minute, second = rest
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def from_http(date: str) -> datetime | None:
    """The time of an HTTP date (RFC 9110, section 5.6.7), None where it is no date.

    >>> from_http("Wed, 10 Aug 2005 09:05:00 GMT").isoformat()
    '2005-08-10T09:05:00+00:00'
    """
    try:
        return in_utc(parsedate_to_datetime(date))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def to_http(time: datetime) -> str:
    """The time as an HTTP date."""
    return format_datetime(in_utc(time).replace(microsecond=0), usegmt=True)
