"""A deadline for a whole answer, and whom a connection really leads to.

requests' own time-out measures silence between two bytes: a server that drips keeps it waiting for ever.
"""

import socket
import threading
from typing import Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool


class Watch:
    """Ends the exchange on its connection when the time is up, from whatever it is doing then."""

    def __init__(self, seconds: float) -> None:
        self.connection: object = None
        self.raw: object = None
        self.seconds = seconds
        self.expired = False
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def peer(self) -> str:
        """The address at the other end, "" where there is no socket: a replayed answer, or one without a body."""
        try:
            return str(self._socket().getpeername()[0])
        except (AttributeError, OSError):
            return ""

    def _expire(self) -> None:
        self.expired = True
        try:
            # The plain socket's own shutdown: the one of an SSL socket would take the session from under a read.
            socket.socket.shutdown(self._socket(), socket.SHUT_RDWR)
        except (AttributeError, OSError, TypeError):
            return

    def _socket(self) -> Any:  # noqa: ANN401 - urllib3 and http.client do not type these
        """The socket; after headers with `Connection: close` it belongs to the answer, not to the connection."""
        open_socket = getattr(self.connection, "sock", None)
        if open_socket is not None:
            return open_socket
        found: Any = self.raw
        for name in ("_fp", "fp", "raw", "_sock"):
            found = getattr(found, name, None)
        return found


class WatchedAdapter(HTTPAdapter):
    """Hands the connection each request is sent on to the `watch` of the moment."""

    def __init__(self) -> None:
        super().__init__(pool_connections=8, pool_maxsize=1, max_retries=0)
        self.watch: Watch | None = None

    def cert_verify(
        self,
        conn: HTTPConnectionPool,
        url: str,
        verify: bool | str,  # noqa: FBT001 - requests' own signature
        cert: tuple[str, str] | str | None,
    ) -> None:
        """Prepares the pool of the request's host; the connection on top of it is the one that will be used next.

        Not earlier: a connection made before the pool knows whose certificates to trust would ask the system's list.
        """
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]
        connection = conn._get_conn()  # noqa: SLF001 - urllib3 has no public way to a pool's connection
        conn._put_conn(connection)  # noqa: SLF001
        if self.watch is not None:
            self.watch.connection = connection


class UnguidedSession(requests.Session):
    """requests' session without its reading of redirects: it would load the body of each 3xx answer, uncapped."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        return None
