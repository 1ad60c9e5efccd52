"""What an archive sent to one question, or why nothing came that can be worked with."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from factcheck.archive.capture import Outcome


class Failure(NamedTuple):
    """Why there is no answer to work with; `retry_at` is when to come back, None where nobody said."""

    outcome: Outcome
    message: str
    retry_at: datetime | None = None
    passing: bool = False
    """True where the same request may succeed a moment later."""
    unreached: bool = False
    """True where no connection to the host came about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the archive sent. `headers` are (lower-case name, value) pairs; `status` is 0 where nothing came.

    `accept_datetime` is what was asked for beside the address, "" for nothing; `kept` is True for an answer of an
    earlier request, whose time `asked_at` then is. With a `failure` the rest tells only how far it got.
    """

    url: str
    asked_at: datetime
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    failure: Failure | None = None
    accept_datetime: str = ""
    kept: bool = False

    def header(self, name: str) -> str:
        """The value of a header, several of one name joined by ", "; "" where there is none."""
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def is_archived(self) -> bool:
        """True where the answer is a capture, errors and redirects of the site included (RFC 7089, section 2.1.1)."""
        return bool(self.header("memento-datetime"))

    @property
    def place(self) -> str:
        """The host that was asked, with its port where one is named."""
        return urlsplit(self.url).netloc.lower()
