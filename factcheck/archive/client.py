"""One archive, asked: which captures there are, which is nearest, and what it shows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

from factcheck.archive.addressing import asked_address, replay, same_page, without_scheme
from factcheck.archive.cache import Cache
from factcheck.archive.capture import EVIDENCE, Capture, Captures, Choice, Lookup, Outcome, Policy, Window
from factcheck.archive.cdx import Scope, closest_question
from factcheck.archive.listing import NEAREST_ROWS, Listing
from factcheck.archive.playback import fetch
from factcheck.archive.session import Session
from factcheck.archive.settings import Archive, Limits
from factcheck.archive.times import from_stamp, in_utc
from factcheck.errors import BadArgument

MOST_ROWS = 20_000
MOST_TRIES = 4
"""Captures tried where the first does not play back."""
DRIFT = timedelta(days=30)
"""How far from the asked capture another may lie that an archive shows in its place."""


class ArchiveClient:
    """Asks one archive over one session. `clock` gives aware UTC, `sleep` waits for seconds.

    With a `cache` nothing is asked twice that was answered lately, and a pause that the archive has asked for holds for
    later runs as well.
    """

    def __init__(
        self,
        archive: Archive,
        limits: Limits | None = None,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        cache: Cache | None = None,
    ) -> None:
        self.archive = archive
        self._session = Session(archive, limits or Limits(), clock=clock, sleep=sleep, cache=cache)
        self._listing = Listing(self._session)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    @property
    def offline(self) -> bool:
        """True where nothing could be reached: this client sent requests, and to none of them a connection came about.

        False before the first request, and where answers were kept or a pause forbade asking.
        """
        return self._session.offline

    @property
    def time_is_over(self) -> bool:
        """True once `run_seconds` have passed since the first request: nothing more is asked in this run."""
        return self._session.time_is_over

    def questions(self, url: str, when: datetime) -> tuple[str, ...]:
        """The first address that `closest` would ask, without asking it."""
        page = asked_address(url)
        if self._listing.has_cdx:
            return (closest_question(self.archive, url, in_utc(when), NEAREST_ROWS),)
        return (f"{self.archive.timemap or self.archive.timegate}{page}",)

    def captures(
        self, url: str, *, since: datetime, until: datetime, scope: Scope = Scope.EXACT, most: int = MOST_ROWS
    ) -> Captures:
        """The captures between two times, both included, in order of time. The result tells how the search ended.

        No further rows are asked for once there are `most`, the archive's repetitions counted.

        Raises:
            BadArgument: the address is none, or the window ends before it begins.
        """
        page = asked_address(url)
        window = Window(in_utc(since), in_utc(until))
        if window.since > window.until:
            raise BadArgument(f"{since} is later than {until}", "Give the earlier time first.", value=str(since))
        found = self._listing.by_cdx(url, window, scope, most) if self._listing.has_cdx else None
        if found is None:
            found = self._listing.by_timemap(page, scope)
        inside = sorted(
            (capture for capture in found if window.holds(capture.time)), key=lambda c: (c.time, c.url, c.status)
        )
        outcome, message = found.outcome, found.message
        if outcome is Outcome.FOUND and not inside:
            outcome, message = Outcome.NOT_ARCHIVED, "the archive holds no capture between these times"
        return _relisted(found, inside, outcome, message)

    def closest(self, url: str, when: datetime, policy: Policy = EVIDENCE) -> Lookup:
        """The capture that the policy takes for a time, without its page: `fetch` brings that.

        Raises:
            BadArgument: the address is none.
        """
        page, when = asked_address(url), in_utc(when)
        found = self._listing.nearest_by_cdx(url, when, policy) if self._listing.has_cdx else None
        if found is None and self.archive.timemap:
            found = self._listing.by_timemap(page, Scope.EXACT)
            if self.archive.timegate and found.outcome in {Outcome.MALFORMED, Outcome.UNAVAILABLE}:
                found = self._listing.by_timegate(page, when, found.asked)
        elif found is None:
            found = self._listing.by_timegate(page, when, ())
        return _chosen(found, page, when, policy)

    def fetch(self, capture: Capture, *, window: Window | None = None) -> Lookup:
        """The page of a capture, or how the attempt ended. Without a window: 30 days to either side of its time."""
        around = Window(capture.time - DRIFT, capture.time + DRIFT)
        return fetch(self._session, capture, window or around)

    def fetch_closest(self, url: str, when: datetime, policy: Policy = EVIDENCE) -> Lookup:
        """The page that the policy takes for a time: of the captures in its order, the first that plays back.

        Raises:
            BadArgument: the address is none.
        """
        found, when = self.closest(url, when, policy), in_utc(when)
        if found.outcome is not Outcome.FOUND or found.capture is None:
            return found
        window = Window(when - policy.before, when if policy.choice is Choice.LAST_BEFORE else when + policy.after)
        asked = found.requests
        first: Lookup | None = None
        for capture in (found.capture, *found.others)[:MOST_TRIES]:
            tried = self.fetch(capture, window=window)
            asked += tried.requests
            told = replace(tried, asked=found.asked, wanted=when, requests=asked)
            if told.outcome in {Outcome.FOUND, Outcome.RATE_LIMITED, Outcome.EXCLUDED}:
                return told
            first = first or told
        return replace(first or found, requests=asked)

    def capture_of(self, archived: str) -> Capture | None:
        """The capture that an archived address of this archive names, as articles cite them; None for another one."""
        parts = replay(archived)
        if parts is None or not self.archive.playback:
            return None
        if without_scheme(parts.prefix) != without_scheme(self.archive.playback):
            return None
        time = from_stamp(parts.stamp)
        return Capture(url=parts.url, time=time, archive_url=self.archive.shown(parts.url, time)) if time else None


def _relisted(found: Captures, rows: Iterable[Capture], outcome: Outcome, message: str) -> Captures:
    return Captures(
        rows,
        outcome=outcome,
        message=message,
        complete=found.complete,
        retry_at=found.retry_at,
        asked=found.asked,
        dropped=found.dropped,
    )


def _chosen(found: Captures, page: str, when: datetime, policy: Policy) -> Lookup:
    """The look-up of the best capture among those found."""
    base = Lookup(
        outcome=found.outcome,
        asked=page,
        wanted=when,
        requests=found.asked,
        message=found.message,
        retry_at=found.retry_at,
    )
    if found.outcome is not Outcome.FOUND:
        return base
    pages = [capture for capture in found if same_page(capture.url, page)]
    if not pages:
        return replace(base, outcome=Outcome.NOT_ARCHIVED, message="the archive holds no capture of this address")
    ranked = policy.ranked(pages, when)
    if not ranked:
        nearest = min(pages, key=lambda capture: abs(capture.time - when))
        message = f"the nearest capture is of {nearest.time:%Y-%m-%d}, too far from the wanted time"
        return replace(base, outcome=Outcome.OUT_OF_WINDOW, capture=nearest, message=message)
    best, others = ranked[0], ranked[1:]
    if best.is_page or best.is_redirect:
        return replace(base, capture=best, others=others)
    message = f"every capture near it is an error page; the site answered with status {best.status}"
    return replace(base, outcome=Outcome.ARCHIVED_ERROR, capture=best, others=others, message=message)
