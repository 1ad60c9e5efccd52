"""A web archive of one's own on the loopback, as friendly or as hostile as a test wants it; and a clock without a wall."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any

from factcheck.archive import Archive, ArchiveClient, Cache, Limits, archive_at

MEMENTO = ("Memento-Datetime", "Wed, 10 Aug 2005 09:05:00 GMT")
STAMP = "20050810090500"
WHEN = datetime(2005, 8, 10, 9, 5, tzinfo=UTC)
PAGE = b"<title>Talks in Astana</title><p>Presidents met in Astana on Wednesday."

UNSIGNED = Path(__file__).parent / "tls" / "unsigned_certificate_and_test_key.pem"
"""A certificate for 127.0.0.1 that nobody signed, and its key, which is no secret. Made with `openssl req` and
`openssl ca -selfsign -startdate 20200101000000Z -enddate 21200101000000Z`, subjectAltName IP:127.0.0.1."""

Writer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Reply:
    """What the stand answers; `write` sends the rest of the answer by hand, after the headers."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    write: Writer | None = None


@dataclass
class Seen:
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    port: int
    """The client's end of the connection: equal for requests on the same one."""


@dataclass
class Stand:
    """Replies by the beginning of the path, the longest first; several replies to one are given in turn."""

    url: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None

    def on(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def reply_to(self, path: str) -> Reply:
        known = sorted((key for key in self.replies if path.startswith(key)), key=len)
        if not known:
            return Reply(404, body=b"nothing here")
        waiting = self.replies[known[-1]]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.seen]

    @property
    def archive(self) -> Archive:
        return archive_at(f"{self.url}/web")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Without HTTPServer's question to the name service for its own name."""
        TCPServer.server_bind(self)


class _QuietHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        """The same in every answer, so that answers compare equal."""
        return "Mon, 05 Jan 2026 12:00:00 GMT"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests print nothing."""


@contextmanager
def stand(*, tls: bool = False) -> Iterator[Stand]:
    """The stand, serving until the block ends; with `tls` by https and the unsigned certificate."""

    class Handler(_QuietHandler):
        def do_GET(self) -> None:
            made.seen.append(
                Seen(self.path, {key.lower(): value for key, value in self.headers.items()}, self.client_address[1])
            )
            reply = made.reply_to(self.path)
            try:
                self._send(reply)
            except OSError:
                # The client has hung up, as it should on a hostile answer.
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if reply.write is None and not any(name == "Content-Length" for name, _ in reply.headers):
                self.send_header("Content-Length", str(len(reply.body)))
            if reply.write is not None:
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()
            if reply.write is not None:
                reply.write(self)
            if reply.write is not None or any(name == "Content-Length" for name, _ in reply.headers):
                self.close_connection = True

    server = _Server(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(UNSIGNED)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    made = Stand(url=f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.004), daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    made.stop = stop
    try:
        yield made
    finally:
        stop()


class Wall:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 12, tzinfo=UTC)
        self.slept: list[float] = []
        self.on_sleep: Callable[[], None] = lambda: None

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        self.on_sleep()


def client(
    archive: Archive, limits: Limits | None = None, wall: Wall | None = None, cache: Cache | None = None
) -> ArchiveClient:
    """A client of the archive that sleeps by the wall's clock: tests never wait."""
    wall = wall or Wall()
    return ArchiveClient(archive, limits or Limits(attempts=1), clock=wall.clock, sleep=wall.sleep, cache=cache)


def drip(seconds: float, piece: bytes = b".") -> Writer:
    """Bytes in a steady drip, each soon enough for any read time-out."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.02)

    return write
