"""The only network seam: a question to an archive, asked politely and patiently, or answered from the cache.

A redirect is an answer here; who follows it is `playback`, which never leaves the archive. Only hosts that the
archive's own settings name are asked.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from factcheck.archive.answer import Answer, Failure
from factcheck.archive.cache import Cache, Lasting
from factcheck.archive.capture import Outcome
from factcheck.archive.exchange import Exchange
from factcheck.archive.pacing import Kind, Pacing, Stop
from factcheck.archive.settings import Archive, Limits
from factcheck.archive.times import from_http

STUMBLES = frozenset([413, 421, 500, 502, 503, 504, 599])
"""Statuses of the archive itself that a second attempt may mend. Source: edgi-govdata-archiving/wayback."""
TOO_MANY = 429
_SERVER_ERROR = 500


class Session:
    """Asks one archive. `clock` gives aware UTC, `sleep` waits for seconds: both come from the program's edge."""

    def __init__(
        self,
        archive: Archive,
        limits: Limits,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        cache: Cache | None = None,
    ) -> None:
        self.archive = archive
        self.limits = limits
        self._clock = clock
        self._sleep = sleep
        self._cache = cache
        self._pacing = Pacing(limits, clock=clock, cache=cache)
        self._exchange = Exchange(archive, limits, clock=clock)
        self._ends: datetime | None = None

    def close(self) -> None:
        """Lets go of the connections."""
        self._exchange.close()

    @property
    def offline(self) -> bool:
        """True where requests were sent, and to none of them a connection came about."""
        return self._exchange.sent > 0 and not self._exchange.reached

    @property
    def time_is_over(self) -> bool:
        """True once the run has lasted as long as the limits allow."""
        return self._ends is not None and self._clock() >= self._ends

    def get(self, url: str, *, kind: Kind, accept_datetime: str = "") -> Answer:
        """The archive's answer, after the pauses and further attempts that the limits ask for; never raises.

        One that was kept costs no request and no pause, whatever the state of the run.
        """
        refusal = self._forbidden(url)
        if refusal:
            return self._failed(url, Failure(Outcome.MALFORMED, refusal))
        kept = self._kept(url, accept_datetime)
        if kept is not None:
            return kept
        host = urlsplit(url).netloc.lower()
        attempts = 0
        while True:
            hindrance = self._hindrance(host, kind)
            if hindrance is not None:
                return self._failed(url, hindrance)
            answer = self._exchange.once(url, accept_datetime, self._seconds())
            attempts += answer.status != TOO_MANY
            pause = self._pause_after(answer, host, attempts)
            if isinstance(pause, Answer):
                return pause
            if not self._rest(pause):
                return replace(answer, failure=self._cut_short(answer, pause))

    def keep(self, answer: Answer, lasting: Lasting) -> None:
        """Keeps an answer for later questions, if there is a cache; never a failure or an error of the archive."""
        error = answer.status == TOO_MANY or answer.status >= _SERVER_ERROR
        if self._cache is None or answer.kept or answer.failure is not None or (error and not answer.is_archived):
            return
        self._cache.keep(self.archive.name, answer, lasting)

    def _kept(self, url: str, accept_datetime: str) -> Answer | None:
        found = self._cache.find(self.archive.name, url, accept_datetime) if self._cache else None
        if found is None:
            return None
        age = (self._clock() - found.answer.asked_at).total_seconds()
        longest = {Lasting.LIST: self.limits.keep_lists_seconds, Lasting.NOTHING: self.limits.keep_none_seconds}
        fresh = found.lasting is Lasting.CAPTURE or 0 <= age < longest[found.lasting]
        return found.answer if fresh else None

    def _hindrance(self, host: str, kind: Kind) -> Failure | None:
        """Why the host is not asked now; None after the wait for its turn."""
        stop = self._pacing.stopped(host)
        if stop is not None:
            return _stopped(stop)
        if self._ends is None and self.limits.run_seconds:
            self._ends = self._clock() + timedelta(seconds=self.limits.run_seconds)
        rate = self.archive.index_per_minute if kind is Kind.INDEX else self.archive.pages_per_minute
        while (due := self._pacing.turn(host, kind, rate)) > 0:
            if not self._rest(due):
                return self._time_over()
        return self._time_over() if self.time_is_over else None

    def _time_over(self) -> Failure:
        message = f"the {self.limits.run_seconds:g} seconds allowed for this run are over; it was not asked"
        return Failure(Outcome.UNAVAILABLE, message)

    def _rest(self, seconds: float) -> bool:
        """True after the pause; False at once where the run's time ends first."""
        if self._ends is not None and self._clock() + timedelta(seconds=seconds) >= self._ends:
            return False
        self._sleep(seconds)
        return True

    def _seconds(self) -> float:
        """How long the next answer may take."""
        if self._ends is None:
            return self.limits.answer_seconds
        return min(self.limits.answer_seconds, (self._ends - self._clock()).total_seconds())

    def _pause_after(self, answer: Answer, host: str, attempts: int) -> float | Answer:
        """Seconds until the same is asked again, or the answer that it stays with."""
        if answer.status == TOO_MANY and not answer.is_archived:
            pause = self._pacing.refused(host, _retry_after(answer))
            return replace(answer, failure=_stopped(pause)) if isinstance(pause, Stop) else pause
        stumbled = answer.status in STUMBLES and not answer.is_archived
        lost = answer.failure is not None and answer.failure.passing
        if (stumbled or lost) and attempts < self.limits.attempts:
            told = _retry_after(answer)
            patience = self.limits.pause_seconds * 2.0 ** (attempts - 1) if told is None else told
            return min(patience, self.limits.longest_pause_seconds)
        if answer.status or answer.failure is None:
            self._pacing.answered(host)
        elif answer.failure.outcome is Outcome.UNAVAILABLE:
            self._pacing.silent(host, answer.failure)
        return _stumbled(answer, attempts) if stumbled and answer.failure is None else answer

    def _cut_short(self, answer: Answer, pause: float) -> Failure:
        """What an answer means whose next attempt would come after the end of the run."""
        if answer.status == TOO_MANY:
            until = self._clock() + timedelta(seconds=pause)
            return _stopped(
                Stop(f"{answer.place} asks for a pause that ends after this run", limited=True, until=until)
            )
        told = answer.failure.message if answer.failure else f"{answer.place} answered with status {answer.status}"
        return Failure(Outcome.UNAVAILABLE, f"{told}; no time was left for a second attempt")

    def _forbidden(self, url: str) -> str:
        """Why the address may not be asked, "" where it may."""
        try:
            parts = urlsplit(url)
            asked = (parts.hostname or "", parts.port)
        except ValueError:
            return f"{url} is no address"
        for base in self.archive.bases:
            own = urlsplit(base)
            if (own.hostname, own.port) == asked and parts.scheme in {own.scheme, "https"}:
                return ""
        if asked[0] in self.archive.members and asked[1] is None and parts.scheme in {"http", "https"}:
            return ""
        return f"{url} does not belong to {self.archive.name}; it was not asked"

    def _failed(self, url: str, failure: Failure) -> Answer:
        return Answer(url=url, asked_at=self._clock(), failure=failure)


def _stopped(stop: Stop) -> Failure:
    outcome = Outcome.RATE_LIMITED if stop.limited else Outcome.UNAVAILABLE
    when = f"; come back after {stop.until:%Y-%m-%d %H:%M} UTC" if stop.until else ""
    return Failure(outcome, f"{stop.reason}{when}", stop.until)


def _stumbled(answer: Answer, times: int) -> Answer:
    often = "once" if times == 1 else f"{times} times"
    message = f"{answer.place} answered with status {answer.status}, asked {often}"
    return replace(answer, failure=Failure(Outcome.UNAVAILABLE, message))


def _retry_after(answer: Answer) -> float | None:
    """Seconds that the archive asks to wait (RFC 9110, section 10.2.3), None where it does not say."""
    value = answer.header("retry-after").strip()
    if value.isdecimal():
        return float(value[:9])
    date = from_http(value) if value else None
    return max(0.0, (date - answer.asked_at).total_seconds()) if date else None
