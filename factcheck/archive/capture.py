"""What is known of archived pages: outcomes, captures, and what a look-up brought. All times are aware, in UTC."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from factcheck.archive.times import in_utc, stamp
from factcheck.errors import BadArgument


class Outcome(StrEnum):
    """How a question to an archive ended; none of these is ever merged with another."""

    FOUND = "found"
    ARCHIVED_ERROR = "archived_error"
    """The capture itself is an error page of the site (4xx or 5xx)."""
    NOT_ARCHIVED = "not_archived"
    EXCLUDED = "excluded"
    """The archive shows nothing of the site, at somebody's request."""
    OUT_OF_WINDOW = "out_of_window"
    """There are captures, none of them near enough to the wanted time."""
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    MALFORMED = "malformed"

    @property
    def is_answer(self) -> bool:
        """True where the archive has said what it holds; False where nobody knows yet whether a capture exists.

        >>> Outcome.NOT_ARCHIVED.is_answer, Outcome.RATE_LIMITED.is_answer
        (True, False)
        """
        return self not in {Outcome.RATE_LIMITED, Outcome.UNAVAILABLE, Outcome.MALFORMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as an archive took it at one moment.

    `url` is the original address, `time` the moment of capture. `status` is the site's HTTP status, 0 where the
    archive does not say (revisits, TimeMaps); `length` the bytes of the record, 0 where it does not say; `digest`
    the archive's own checksum of the body; `archive_url` the address a person opens, "" until an archive is named.
    """

    url: str
    time: datetime
    status: int = 0
    mime: str = ""
    digest: str = ""
    length: int = 0
    archive_url: str = ""

    def __post_init__(self) -> None:
        if self.time.tzinfo is None:
            raise BadArgument(
                f"{self.time}: a capture's time without a time zone", "Give an aware datetime, in UTC.", value=self.url
            )
        object.__setattr__(self, "time", in_utc(self.time))

    @property
    def stamp(self) -> str:
        """The time as the 14 digits archives use in their addresses."""
        return stamp(self.time)

    @property
    def is_page(self) -> bool:
        """True for a capture of the page itself, as far as the archive says: status 2xx, or none given."""
        return self.status == 0 or 200 <= self.status < 300  # noqa: PLR2004 - RFC 9110, section 15.3

    @property
    def is_redirect(self) -> bool:
        """True where the site sent the archive on to another address (3xx)."""
        return 300 <= self.status < 400  # noqa: PLR2004 - RFC 9110, section 15.4


class Captures(tuple[Capture, ...]):  # noqa: SLOT001 - a tuple takes no slots of its own
    """The captures of a page in order of time, and how the question for them ended.

    Empty means "none" only where `outcome` is NOT_ARCHIVED. `complete` is False where the list was cut off: by the
    cap on pages of answers, or by an archive that stopped answering half-way. `message` is one sentence for a reader,
    `retry_at` when to come back, `asked` the addresses asked for, `dropped` how many rows named no page or no time.
    """

    outcome: Outcome
    message: str
    complete: bool
    retry_at: datetime | None
    asked: tuple[str, ...]
    dropped: int

    def __new__(  # noqa: PLR0913 - the fields of a record
        cls,
        captures: Iterable[Capture] = (),
        *,
        outcome: Outcome,
        message: str = "",
        complete: bool = True,
        retry_at: datetime | None = None,
        asked: tuple[str, ...] = (),
        dropped: int = 0,
    ) -> Self:
        made = super().__new__(cls, captures)
        made.outcome = outcome
        made.message = message
        made.complete = complete
        made.retry_at = retry_at
        made.asked = asked
        made.dropped = dropped
        return made

    @property
    def digests(self) -> tuple[str, ...]:
        """The different bodies seen, by the archive's checksum, in order of first sight: more than one is a change."""
        return tuple(dict.fromkeys(capture.digest for capture in self if capture.digest and capture.is_page))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What came of one question, found or not. Never raised, always kept: a search without result is a result.

    `asked` is the original address asked about, `wanted` the wanted time (None where none was given), `requests` the
    addresses sent to the archive, in order. `capture` is the capture the outcome speaks of, its time and address as
    the archive's own headers state them; None where there is none. `others` are further captures worth trying, best
    first. `body` holds the page's bytes after a fetch, `content_type` its header, `fetched_at` when.
    """

    outcome: Outcome
    asked: str
    wanted: datetime | None = None
    capture: Capture | None = None
    others: tuple[Capture, ...] = ()
    requests: tuple[str, ...] = ()
    message: str = ""
    retry_at: datetime | None = None
    body: bytes = b""
    content_type: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None

    @property
    def gap(self) -> timedelta | None:
        """Time from the wanted moment to the capture, negative where the capture is earlier; None without either."""
        return self.capture.time - self.wanted if self.capture and self.wanted else None

    @property
    def sha256(self) -> str:
        """Hex digest of the page's bytes, "" before they were fetched."""
        return hashlib.sha256(self.body).hexdigest() if self.fetched_at else ""


class Window(NamedTuple):
    """The earliest and latest time of capture that will do; both included, aware UTC."""

    since: datetime
    until: datetime

    def holds(self, time: datetime) -> bool:
        """True for a time inside."""
        return self.since <= time <= self.until


class Choice(StrEnum):
    """Which of several captures is taken."""

    FIRST_AFTER = "first_after"
    """The first on or after the wanted time, else the last before it: what a source dated then looked like."""
    NEAREST = "nearest"
    LAST_BEFORE = "last_before"
    """The last on or before the wanted time; later ones do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Which capture is evidence, and how far from the wanted time it may lie (closed at both ends)."""

    choice: Choice = Choice.FIRST_AFTER
    before: timedelta = timedelta(days=365)
    after: timedelta = timedelta(days=365 * 5)

    def allows(self, time: datetime, when: datetime) -> bool:
        """True where a capture of `time` may stand for `when`."""
        if self.choice is Choice.LAST_BEFORE and time > when:
            return False
        return when - self.before <= time <= when + self.after

    def ranked(self, captures: Iterable[Capture], when: datetime) -> tuple[Capture, ...]:
        """The captures inside the window, the one to take first; pages before redirects, error pages last.

        >>> from datetime import UTC
        >>> times = [datetime(2005, 8, day, tzinfo=UTC) for day in (9, 12, 20)]
        >>> rows = [Capture(url="http://a.kz/", time=time) for time in times]
        >>> [row.time.day for row in Policy().ranked(rows, datetime(2005, 8, 10, tzinfo=UTC))]
        [12, 20, 9]
        """
        allowed = [capture for capture in captures if self.allows(capture.time, when)]
        return tuple(sorted(allowed, key=lambda capture: (_quality(capture), *self._distance(capture.time, when))))

    def _distance(self, time: datetime, when: datetime) -> tuple[bool, timedelta]:
        early = time < when
        return (early and self.choice is Choice.FIRST_AFTER, abs(time - when))


def _quality(capture: Capture) -> int:
    if capture.is_page:
        return 0
    return 1 if capture.is_redirect else 2


EVIDENCE = Policy()
"""For a source dated D: the first capture from D on, within five years; else the last within the year before."""
