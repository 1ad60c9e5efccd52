"""One request and its answer: sent once, within a deadline and a size, from a public host, or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, ReadTimeoutError

from factcheck.archive.addresses import is_local_host, is_public
from factcheck.archive.answer import Answer, Failure
from factcheck.archive.body import Unreadable, decompress, gather
from factcheck.archive.capture import Outcome
from factcheck.archive.settings import Archive, Limits
from factcheck.archive.watch import UnguidedSession, Watch, WatchedAdapter

_PIECE = 1 << 14
_REDIRECT_BODY = 1 << 16
_REDIRECT = 3


class Exchange:
    """Sends requests to one archive, one at a time. `clock` gives aware UTC."""

    def __init__(self, archive: Archive, limits: Limits, *, clock: Callable[[], datetime]) -> None:
        self.sent = 0
        self.reached = False
        """True once a host was connected to, whatever it then answered."""
        self._archive = archive
        self._limits = limits
        self._clock = clock
        self._adapter = WatchedAdapter()
        self._http = UnguidedSession()
        # Neither proxies nor passwords (.netrc) of the environment: what is asked is told by the settings alone.
        self._http.trust_env = False
        self._http.mount("http://", self._adapter)
        self._http.mount("https://", self._adapter)
        self._http.headers.clear()
        agent = f"{limits.agent} ({limits.contact})" if limits.contact else limits.agent
        self._http.headers.update({"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip"})
        if limits.proxy:
            self._http.proxies = {"http": limits.proxy, "https": limits.proxy}

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    def once(self, url: str, accept_datetime: str, seconds: float) -> Answer:
        """The answer, complete within `seconds`, or one with a failure; never raises for what the network does."""
        self.sent += 1
        answer = self._asked(Answer(url=url, asked_at=self._clock(), accept_datetime=accept_datetime), seconds)
        self.reached = self.reached or answer.failure is None or not answer.failure.unreached
        return answer

    def _asked(self, answer: Answer, seconds: float) -> Answer:
        limits = self._limits
        headers = {"Accept-Datetime": answer.accept_datetime} if answer.accept_datetime else {}
        with Watch(seconds) as watch:
            self._adapter.watch = watch
            try:
                response = self._http.get(
                    answer.url,
                    headers=headers,
                    timeout=(limits.connect_seconds, limits.read_seconds),
                    allow_redirects=False,
                    stream=True,
                )
                with response:
                    watch.raw = response.raw
                    return self._received(answer, response, watch)
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                return self._lost(answer, error, watch)
            finally:
                self._http.cookies.clear()
                self._adapter.watch = None

    def _received(self, answer: Answer, response: requests.Response, watch: Watch) -> Answer:
        host, peer = urlsplit(answer.url).hostname or "", watch.peer()
        if peer and not self._limits.proxy and not self._may_be_private(host) and not is_public(peer):
            message = f"{host} led to {peer}, which is no public address; nothing was read from it"
            return replace(answer, failure=Failure(Outcome.MALFORMED, message))
        headers = tuple((name.lower(), value) for name, value in response.headers.items())
        answer = replace(answer, status=response.status_code, headers=headers)
        redirect = bool(answer.header("location")) and answer.status // 100 == _REDIRECT
        response.raw.enforce_content_length = False
        try:
            body = gather(
                response.raw.stream(_PIECE, decode_content=False),
                _REDIRECT_BODY if redirect else self._limits.most_bytes,
            )
        except (HTTPError, OSError, ValueError) as error:
            return answer if redirect and not watch.expired else self._lost(answer, error, watch)
        if watch.expired:
            return self._lost(answer, None, watch)
        # A recorder has no connection that could break off, and keeps the length of what it has unpacked.
        return answer if redirect else self._with_body(answer, body, whole=not peer)

    def _may_be_private(self, host: str) -> bool:
        return host in self._archive.hosts and (self._archive.private or is_local_host(host))

    def _with_body(self, answer: Answer, body: bytes | Unreadable, *, whole: bool) -> Answer:
        if isinstance(body, Unreadable):
            return _unusable(answer, body)
        promised = answer.header("content-length")
        if not whole and promised.isdecimal() and len(body) < int(promised):
            message = f"{answer.place} broke off after {len(body):,} of {int(promised):,} bytes"
            return replace(answer, failure=Failure(Outcome.UNAVAILABLE, message, passing=True))
        unpacked = decompress(body, answer.header("content-encoding"), self._limits.most_bytes)
        return _unusable(answer, unpacked) if isinstance(unpacked, Unreadable) else replace(answer, body=unpacked)

    def _lost(self, answer: Answer, error: Exception | None, watch: Watch) -> Answer:
        unreached = False
        # A server that drips, one with a wrong certificate, a name that nobody knows: the same the next time.
        passing = True
        if watch.expired:
            reason, passing = f"the answer was not complete after {watch.seconds:g} seconds", False
        elif isinstance(error, requests.exceptions.SSLError):
            reason, passing = "its certificate was not accepted", False
        elif isinstance(error, requests.exceptions.ProxyError):
            reason, unreached = "it could not be reached: the proxy does not answer", True
        elif isinstance(error, requests.ConnectTimeout):
            reason, unreached = f"it could not be reached within {self._limits.connect_seconds:g} seconds", True
        elif isinstance(error, requests.Timeout | ReadTimeoutError):
            reason = f"no answer for {self._limits.read_seconds:g} seconds"
        elif _is_caused_by(error, NameResolutionError):
            reason, unreached, passing = "it could not be reached: its name was not found", True, False
        elif _is_caused_by(error, NewConnectionError):
            reason, unreached = "it could not be reached: no connection", True
        else:
            reason = "the answer broke off" if answer.status else "the connection broke off before an answer came"
        failure = Failure(Outcome.UNAVAILABLE, f"{answer.place}: {reason}", passing=passing, unreached=unreached)
        return replace(answer, failure=failure)


def _is_caused_by(error: BaseException | None, kind: type[Exception]) -> bool:
    return any(isinstance(cause, kind) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those it was made of: requests wraps urllib3's, which wraps the first in `reason`."""
    for _ in range(5):
        if error is None:
            return
        yield error
        reason = getattr(error, "reason", None)
        first = error.args[0] if error.args else None
        error = next((cause for cause in (reason, first) if isinstance(cause, BaseException)), None)


def _unusable(answer: Answer, why: Unreadable) -> Answer:
    return replace(answer, failure=Failure(Outcome.MALFORMED, f"{answer.place}: the answer {why.reason}"))
