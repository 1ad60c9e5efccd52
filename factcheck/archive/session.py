"""The only network seam: one request to an archive, asked politely, answered within a deadline and a size, or not.

A redirect is an answer here; who follows it is `playback`, which never leaves the archive. Only hosts that the
archive's own settings name are asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from factcheck.archive.addresses import is_local_host, is_public
from factcheck.archive.body import Unreadable, decompress, gather
from factcheck.archive.capture import Outcome
from factcheck.archive.pacing import Kind, Pacing, Stop
from factcheck.archive.settings import Archive, Limits
from factcheck.archive.times import from_http
from factcheck.archive.watch import UnguidedSession, Watch, WatchedAdapter

STUMBLES = frozenset([413, 421, 500, 502, 503, 504, 599])
"""Statuses of the archive itself that a second attempt may mend. Source: edgi-govdata-archiving/wayback."""
TOO_MANY = 429
_PIECE = 1 << 14
_REDIRECT_BODY = 1 << 16


class Failure(NamedTuple):
    """Why there is no answer to work with; `retry_at` is when to come back, None where nobody said."""

    outcome: Outcome
    message: str
    retry_at: datetime | None = None
    passing: bool = False
    """True where the same request may succeed a moment later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the archive sent. `headers` are (lower-case name, value) pairs; `status` is 0 where nothing came.

    With a `failure` the rest tells only how far it got.
    """

    url: str
    asked_at: datetime
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    failure: Failure | None = None

    def header(self, name: str) -> str:
        """The value of a header, several of one name joined by ", "; "" where there is none."""
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def is_archived(self) -> bool:
        """True where the answer is a capture, errors and redirects of the site included (RFC 7089, section 2.1.1)."""
        return bool(self.header("memento-datetime"))


class Session:
    """Asks one archive. `clock` gives aware UTC, `sleep` waits for seconds: both come from the program's edge."""

    def __init__(
        self, archive: Archive, limits: Limits, *, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> None:
        self.archive = archive
        self.limits = limits
        self._clock = clock
        self._sleep = sleep
        self._pacing = Pacing(limits, clock=clock, sleep=sleep)
        self._adapter = WatchedAdapter()
        self._http = UnguidedSession()
        # Neither proxies nor passwords (.netrc) of the environment: what is asked is told by the settings alone.
        self._http.trust_env = False
        self._http.mount("http://", self._adapter)
        self._http.mount("https://", self._adapter)
        self._http.headers.clear()
        self._http.headers.update({"User-Agent": _agent(limits), "Accept": "*/*", "Accept-Encoding": "gzip"})
        if limits.proxy:
            self._http.proxies = {"http": limits.proxy, "https": limits.proxy}

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    def get(self, url: str, *, kind: Kind, accept_datetime: str = "") -> Answer:
        """The archive's answer, after the pauses and further attempts that the limits ask for; never raises."""
        refusal = self._forbidden(url)
        if refusal:
            return self._failed(url, Outcome.MALFORMED, refusal)
        host = urlsplit(url).netloc.lower()
        rate = self.archive.index_per_minute if kind is Kind.INDEX else self.archive.pages_per_minute
        stumbles = 0
        while True:
            stop = self._pacing.stopped(host)
            if stop is not None:
                return replace(self._failed(url, Outcome.UNAVAILABLE, ""), failure=_stopped(stop))
            self._pacing.wait(host, kind, rate)
            answer = self._once(url, accept_datetime)
            if answer.status == TOO_MANY and not answer.is_archived:
                pause = self._pacing.refused(host, _retry_after(answer))
                if isinstance(pause, Stop):
                    return replace(answer, failure=_stopped(pause))
                self._sleep(pause)
                continue
            stumbled = answer.status in STUMBLES and not answer.is_archived
            lost = answer.failure is not None and answer.failure.passing
            if not (stumbled or lost):
                self._pacing.answered(host)
                return answer
            stumbles += 1
            if stumbles < self.limits.attempts:
                self._sleep(self._pause(answer, stumbles))
                continue
            if answer.status:
                self._pacing.answered(host)
            else:
                self._pacing.unreachable(host)
            return answer if answer.failure else _stumbled(answer, stumbles)

    def _pause(self, answer: Answer, stumbles: int) -> float:
        told = _retry_after(answer)
        pause = float(self.limits.pause_seconds * 2 ** (stumbles - 1)) if told is None else told
        return min(pause, self.limits.longest_pause_seconds)

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

    def _may_be_private(self, host: str) -> bool:
        return host in self.archive.hosts and (self.archive.private or is_local_host(host))

    def _once(self, url: str, accept_datetime: str) -> Answer:
        limits = self.limits
        headers = {"Accept-Datetime": accept_datetime} if accept_datetime else {}
        host = urlsplit(url).hostname or ""
        answer = Answer(url=url, asked_at=self._clock())
        with Watch(limits.answer_seconds) as watch:
            self._adapter.watch = watch
            try:
                response = self._http.get(
                    url,
                    headers=headers,
                    timeout=(limits.connect_seconds, limits.read_seconds),
                    allow_redirects=False,
                    stream=True,
                )
                with response:
                    watch.raw = response.raw
                    peer = watch.peer()
                    if peer and not limits.proxy and not self._may_be_private(host) and not is_public(peer):
                        message = f"{host} led to {peer}, which is no public address; nothing was read from it"
                        return replace(answer, failure=Failure(Outcome.MALFORMED, message))
                    answer = replace(
                        answer,
                        status=response.status_code,
                        headers=tuple((name.lower(), value) for name, value in response.headers.items()),
                    )
                    return self._with_body(answer, response, watch)
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                return self._lost(answer, error, watch)
            finally:
                self._http.cookies.clear()
                self._adapter.watch = None

    def _with_body(self, answer: Answer, response: requests.Response, watch: Watch) -> Answer:
        redirect = bool(answer.header("location")) and response.status_code // 100 == 3  # noqa: PLR2004
        most = _REDIRECT_BODY if redirect else self.limits.most_bytes
        response.raw.enforce_content_length = False
        body = gather(response.raw.stream(_PIECE, decode_content=False), most)
        if watch.expired:
            return self._lost(answer, None, watch)
        if redirect:
            return answer
        if isinstance(body, Unreadable):
            return self._unusable(answer, body)
        codings = answer.header("content-encoding")
        promised = answer.header("content-length")
        unpacked_by_recorder = codings and not body.startswith(b"\x1f\x8b")
        if promised.isdecimal() and len(body) < int(promised) and not unpacked_by_recorder:
            message = f"{_place(answer)} broke off after {len(body):,} of {int(promised):,} bytes"
            return replace(answer, failure=Failure(Outcome.UNAVAILABLE, message, passing=True))
        unpacked = decompress(body, codings, self.limits.most_bytes)
        return self._unusable(answer, unpacked) if isinstance(unpacked, Unreadable) else replace(answer, body=unpacked)

    def _unusable(self, answer: Answer, why: Unreadable) -> Answer:
        return replace(answer, failure=Failure(Outcome.MALFORMED, f"{_place(answer)}: the answer {why.reason}"))

    def _lost(self, answer: Answer, error: Exception | None, watch: Watch) -> Answer:
        if watch.expired:
            reason = f"the answer was not complete after {self.limits.answer_seconds:g} seconds"
        elif isinstance(error, requests.Timeout | ReadTimeoutError):
            reason = f"no answer for {self.limits.read_seconds:g} seconds"
        elif isinstance(error, requests.exceptions.SSLError):
            reason = "its certificate was not accepted"
        elif isinstance(error, requests.ConnectionError) and not answer.status:
            reason = "it could not be reached"
        else:
            reason = "the answer broke off"
        # A server that drips, or one with a wrong certificate, does the same the next time.
        passing = not watch.expired and not isinstance(error, requests.exceptions.SSLError)
        return replace(answer, failure=Failure(Outcome.UNAVAILABLE, f"{_place(answer)}: {reason}", passing=passing))

    def _failed(self, url: str, outcome: Outcome, message: str) -> Answer:
        return Answer(url=url, asked_at=self._clock(), failure=Failure(outcome, message))


def _agent(limits: Limits) -> str:
    return f"{limits.agent} ({limits.contact})" if limits.contact else limits.agent


def _place(answer: Answer) -> str:
    return urlsplit(answer.url).netloc


def _stopped(stop: Stop) -> Failure:
    outcome = Outcome.RATE_LIMITED if stop.limited else Outcome.UNAVAILABLE
    when = f"; come back after {stop.until:%Y-%m-%d %H:%M} UTC" if stop.until else ""
    return Failure(outcome, f"{stop.reason}{when}", stop.until)


def _stumbled(answer: Answer, times: int) -> Answer:
    often = "once" if times == 1 else f"{times} times"
    message = f"{_place(answer)} answered with status {answer.status}, asked {often}"
    return replace(answer, failure=Failure(Outcome.UNAVAILABLE, message))


def _retry_after(answer: Answer) -> float | None:
    """Seconds that the archive asks to wait (RFC 9110, section 10.2.3), None where it does not say."""
    value = answer.header("retry-after").strip()
    if value.isdecimal():
        return float(value[:9])
    date = from_http(value) if value else None
    return max(0.0, (date - answer.asked_at).total_seconds()) if date else None
