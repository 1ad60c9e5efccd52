"""How often a host is asked, and when to stop asking: requests a minute, refusals in a row."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from factcheck.archive.settings import Limits

MINUTE = timedelta(seconds=60)


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
    """What one session remembers of each host. Not for use from several threads."""

    def __init__(self, limits: Limits, *, clock: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._sent: dict[tuple[str, Kind], deque[datetime]] = {}
        self._refused: dict[str, int] = {}
        self._silent: dict[str, int] = {}
        self._stops: dict[str, Stop] = {}

    def wait(self, host: str, kind: Kind, per_minute: int) -> None:
        """Returns when one more request of this kind keeps the rate; 0 is no rate."""
        if per_minute <= 0:
            return
        sent = self._sent.setdefault((host, kind), deque())
        while True:
            now = self._clock()
            while sent and now - sent[0] >= MINUTE:
                sent.popleft()
            if len(sent) < per_minute:
                sent.append(now)
                return
            self._sleep((sent[0] + MINUTE - now).total_seconds())

    def stopped(self, host: str) -> Stop | None:
        """Why the host is not to be asked now, None where it may be."""
        stop = self._stops.get(host)
        if stop is not None and stop.until is not None and self._clock() >= stop.until:
            del self._stops[host]
            self._refused[host] = self._silent[host] = 0
            return None
        return stop

    def answered(self, host: str) -> None:
        """The host gave an ordinary answer."""
        self._refused[host] = self._silent[host] = 0

    def refused(self, host: str, asked_pause: float | None) -> float | Stop:
        """Seconds to wait after a 429, or why the run with this host is over.

        `asked_pause` is what Retry-After said, None where it was missing.
        """
        count = self._refused[host] = self._refused.get(host, 0) + 1
        pause = self._limits.refusal_seconds if asked_pause is None else asked_pause
        if count < self._limits.refusals and pause <= self._limits.longest_pause_seconds:
            return pause
        # Who keeps being refused waits longer than the archive has said, if it has: it blocks who does not.
        pause = max(pause, self._limits.block_seconds if asked_pause is None else self._limits.refusal_seconds)
        times = "" if count == 1 else f" {count} times in a row"
        return self._stop(host, f"{host} refused{times}, saying that it was asked too often", pause, limited=True)

    def unreachable(self, host: str) -> None:
        """The host could not be reached, all attempts made. An archive that blocks an address looks the same."""
        count = self._silent[host] = self._silent.get(host, 0) + 1
        if self._refused.get(host):
            reason = f"{host} asked for fewer requests and now answers none"
            self._stop(host, reason, self._limits.block_seconds, limited=True)
        elif count >= self._limits.refusals:
            self._stop(host, f"{host} could not be reached {count} times in a row", None, limited=False)

    def _stop(self, host: str, reason: str, seconds: float | None, *, limited: bool) -> Stop:
        until = None if seconds is None else self._clock() + timedelta(seconds=seconds)
        stop = self._stops[host] = Stop(reason, limited, until)
        return stop
