"""How often a host is asked, and when to stop asking: requests a minute, refusals in a row, pauses of earlier runs."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from factcheck.archive.answer import Failure
from factcheck.archive.cache import Cache, Pause
from factcheck.archive.settings import Limits

MINUTE = timedelta(seconds=60)
LONGEST_BLOCK = timedelta(days=1)
"""Blocks double up to a day, where the archive does not say how long; a day after its end a pause is forgotten."""
LONGEST_KEPT = timedelta(days=7)
"""A pause that ends later than that is a mistake, of an archive's or of this machine's clock."""


class Kind(StrEnum):
    """What is asked for: archives count the two apart."""

    INDEX = "index"
    """CDX and TimeMap."""
    PAGE = "page"
    """Playback and TimeGate."""


class Stop(NamedTuple):
    """A host that is not asked again in this run: why, whether it set a limit, and when to come back."""

    reason: str
    limited: bool
    until: datetime | None


class Pacing:
    """What one session remembers of each host. Not for use from several threads.

    With a cache, a pause outlasts the run: until it is over, later runs do not ask either; and the rate is kept by all
    runs together that use it.
    """

    def __init__(self, limits: Limits, *, clock: Callable[[], datetime], cache: Cache | None = None) -> None:
        self._limits = limits
        self._clock = clock
        self._cache = cache
        self._sent: defaultdict[tuple[str, Kind], list[datetime]] = defaultdict(list)
        self._refused: dict[str, int] = {}
        self._silent: dict[str, int] = {}
        self._stops: dict[str, Stop] = {}
        self._blocks: dict[str, int] = {}
        """Pauses of a host since it last gave an ordinary answer, those of earlier runs included."""

    def turn(self, host: str, kind: Kind, per_minute: int) -> float:
        """0 where a request of this kind goes out now, which then counts; else the seconds until one more keeps the
        rate. Rate 0 is none.
        """
        if per_minute <= 0:
            return 0
        with self._cache.turns(host, kind) if self._cache else nullcontext(self._sent[host, kind]) as sent:
            now = self._clock()
            sent[:] = [time for time in sent if abs(now - time) < MINUTE]
            if len(sent) >= per_minute:
                return (sent[-per_minute] + MINUTE - now).total_seconds()
            sent.append(now)
            return 0

    def stopped(self, host: str) -> Stop | None:
        """Why the host is not to be asked now, None where it may be."""
        if host not in self._blocks:
            self._recall(host)
        stop = self._stops.get(host)
        if stop is not None and stop.until is not None and self._clock() >= stop.until:
            del self._stops[host]
            self._refused[host] = self._silent[host] = 0
            return None
        return stop

    def _recall(self, host: str) -> None:
        """Takes up the pause that an earlier run has left."""
        pause, now = self._cache.pause(host) if self._cache else None, self._clock()
        if pause is None or not now - LONGEST_BLOCK < pause.until <= now + LONGEST_KEPT:
            self._blocks[host] = 0
            return
        self._blocks[host] = pause.times
        self._stops[host] = Stop(f"in an earlier run {pause.reason}; it was not asked", limited=True, until=pause.until)

    def answered(self, host: str) -> None:
        """The host gave an ordinary answer."""
        self._refused[host] = self._silent[host] = 0
        if self._blocks.get(host) and self._cache:
            self._cache.forget_pause(host)
        self._blocks[host] = 0

    def refused(self, host: str, asked_pause: float | None) -> float | Stop:
        """Seconds to wait after a 429, or why the run with this host is over.

        `asked_pause` is what Retry-After said, None where it was missing.
        """
        count = self._refused[host] = self._refused.get(host, 0) + 1
        pause = self._limits.refusal_seconds if asked_pause is None else asked_pause
        if count < self._limits.refusals and pause <= self._limits.longest_pause_seconds:
            return pause
        # Who keeps being refused waits longer than the archive has said, if it has: it blocks who does not.
        pause = max(pause, self._block(host) if asked_pause is None else self._limits.refusal_seconds)
        times = "" if count == 1 else f" {count} times in a row"
        return self._stop(host, f"{host} refused{times}, saying that it was asked too often", pause)

    def silent(self, host: str, failure: Failure) -> None:
        """The host did not answer, all attempts made. An archive that blocks an address refuses its connections."""
        count = self._silent[host] = self._silent.get(host, 0) + 1
        if failure.passing and (self._refused.get(host) or self._blocks.get(host)):
            self._stop(host, f"{host} asked for fewer requests and now answers none", self._block(host))
        elif count >= self._limits.refusals:
            what = "could not be reached" if failure.unreached else "gave no answer"
            self._stops[host] = Stop(f"{host} {what} {count} times in a row", limited=False, until=None)

    def _block(self, host: str) -> float:
        """Seconds that an archive shuts out who asks too often: each time twice as long."""
        block = self._limits.block_seconds
        return max(block, min(block * 2.0 ** min(self._blocks.get(host, 0), 20), LONGEST_BLOCK.total_seconds()))

    def _stop(self, host: str, reason: str, seconds: float) -> Stop:
        now = self._clock()
        until = now + timedelta(seconds=seconds)
        stop = self._stops[host] = Stop(reason, limited=True, until=until)
        self._blocks[host] = self._blocks.get(host, 0) + 1
        if self._cache:
            self._cache.keep_pause(host, Pause(min(until, now + LONGEST_KEPT), reason, self._blocks[host]))
        return stop
