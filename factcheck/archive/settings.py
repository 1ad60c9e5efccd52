"""Which archive is asked, where, how often and how patiently. Every limit and every address is a setting.

Source of the numbers: the Internet Archive's published limits and users' reports as of 2025: about 30 questions a
minute for CDX and TimeMap together, 600 for playback, an hour's block for who ignores 429 for a minute.
"""

import math
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from factcheck.archive.addresses import is_local_host
from factcheck.archive.times import stamp
from factcheck.errors import BadArgument


class Dialect(StrEnum):
    """Whose CDX service answers."""

    WAYBACK = "wayback"
    PYWB = "pywb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive's addresses; blank where it has no such service.

    The original address is appended to `playback` (after 14 digits and `modifier`), `timegate` and `timemap`.
    `modifier` asks for pages as they were captured (`id_`), "" for rewritten ones. `members` are other hosts whose
    mementos an aggregator names and that may be asked. `private` says that its hosts may lie in a private network.
    Rates are requests a minute, 0 for no limit.
    """

    name: str
    cdx: str = ""
    playback: str = ""
    timegate: str = ""
    timemap: str = ""
    dialect: Dialect = Dialect.PYWB
    modifier: str = "id_"
    members: tuple[str, ...] = ()
    private: bool = False
    index_per_minute: int = 20
    pages_per_minute: int = 300

    def __post_init__(self) -> None:
        for base in self.bases:
            _check_base(base)
        for name in ("index_per_minute", "pages_per_minute"):
            if getattr(self, name) < 0:
                raise BadArgument(f"{name} is less than 0", "Give requests a minute, 0 for no limit.", value=name)

    @property
    def bases(self) -> tuple[str, ...]:
        """The addresses that are not blank."""
        return tuple(base for base in (self.cdx, self.playback, self.timegate, self.timemap) if base)

    def shown(self, url: str, time: datetime, modifier: str = "") -> str:
        """The address of a capture, as a person opens it without a modifier; "" where there is no playback."""
        return f"{self.playback}{stamp(time)}{modifier}/{url}" if self.playback else ""

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that its own addresses name, lower case."""
        return frozenset(urlsplit(base).hostname or "" for base in self.bases)


def _check_base(base: str) -> None:
    """Nothing, for an address that an archive can have."""
    try:
        parts = urlsplit(base)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        hint = "Give one that begins with http:// or https://."
        raise BadArgument(f"{base}: no address of an archive", hint, value=base)
    if parts.username is not None:
        # It would stand in every archived address of evidence.csv, and in the report.
        hint = "Leave out what stands before the @."
        raise BadArgument(f"{parts.hostname}: the archive's address holds a name or password", hint, value=base)


WAYBACK = Archive(
    name="wayback",
    cdx="https://web.archive.org/cdx/search/cdx",
    playback="https://web.archive.org/web/",
    timegate="https://web.archive.org/web/",
    timemap="https://web.archive.org/web/timemap/link/",
    dialect=Dialect.WAYBACK,
)
"""The Internet Archive's Wayback Machine."""

ARQUIVO = Archive(
    name="arquivo",
    cdx="https://arquivo.pt/wayback/cdx",
    playback="https://arquivo.pt/noFrame/replay/",
    timegate="https://arquivo.pt/wayback/",
    timemap="https://arquivo.pt/wayback/timemap/link/",
    index_per_minute=100,
    pages_per_minute=200,
)
"""Arquivo.pt, the Portuguese web archive. It allows 250 CDX and 400 Memento requests a minute and shuts out for good
who asks more. Source: github.com/arquivo/pwa-technologies/wiki/APIs, version of January 2025; oduwsdl/MemGator,
archives.json."""

PERMA = Archive(name="perma", timegate="https://perma.cc/timegate/", timemap="https://perma.cc/timemap/link/")
"""Perma.cc: which captures there are. What it shows is its own page around the capture. Source: oduwsdl/MemGator,
archives.json."""

BUILT_IN = (ARQUIVO, PERMA, WAYBACK)
"""The archives that have a name without settings."""


def archive_at(url: str, *, name: str = "") -> Archive:
    """The archive whose collection has its root at `url`, laid out as pywb does; a bare Memento archive will do.

    One on this machine or at a private address is asked without a rate limit.

    >>> archive_at("http://127.0.0.1:18081/web").timemap
    'http://127.0.0.1:18081/web/timemap/link/'
    """
    _check_base(url)
    root = url.rstrip("/") + "/"
    local = is_local_host(urlsplit(root).hostname or "")
    return Archive(
        name=name or url,
        cdx=root + "cdx",
        playback=root,
        timegate=root,
        timemap=root + "timemap/link/",
        private=local,
        index_per_minute=0 if local else 20,
        pages_per_minute=0 if local else 300,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How the session behaves; times in seconds, sizes in bytes."""

    contact: str = ""
    """A mail address or page for the archive's operators, sent with every request."""
    agent: str = "factcheck"
    connect_seconds: float = 10
    read_seconds: float = 30
    """Longest silence."""
    answer_seconds: float = 120
    """Longest time for a whole answer, however steadily it drips."""
    most_bytes: int = 20_000_000
    """Largest answer, as sent and after decompression."""
    attempts: int = 3
    """Requests for one address where the archive stumbles (5xx, broken connections)."""
    pause_seconds: float = 5
    """Pause after the first stumble; doubled after each."""
    refusal_seconds: float = 60
    """Pause after a 429 that names none."""
    refusals: int = 3
    """Refusals in a row that end the run."""
    block_seconds: float = 3600
    """When to come back after that, where the archive does not say."""
    longest_pause_seconds: float = 300
    """A longer one is not waited for: the run ends and says when to come back."""
    run_seconds: float = 0
    """How long after the first request anything is asked; 0 for no end."""
    keep_none_seconds: float = 86_400
    """How long a cache answers that there is no capture."""
    keep_lists_seconds: float = 2_592_000
    """How long a cache answers with a list of captures; captures themselves it keeps for good."""
    proxy: str = ""
    """A proxy's address; without one there is none, whatever the environment says."""

    def __post_init__(self) -> None:
        for name in (each.name for each in fields(self)):
            value = getattr(self, name)
            if isinstance(value, str):
                if not (value.isascii() and value.isprintable()):
                    # Both go into headers of the request.
                    raise BadArgument(f"{name} holds more than plain letters", "Use ASCII letters only.", value=value)
            elif not math.isfinite(value) or value < 0 or (value == 0 and name in _POSITIVE):
                least = "more than 0" if name in _POSITIVE else "0 or more"
                raise BadArgument(f"{name} is {value}", f"Give a number, {least}.", value=str(value))
        if self.proxy and urlsplit(self.proxy).scheme not in {"http", "https"}:
            raise BadArgument(
                f"proxy {self.proxy} is no address", "Begin it with http:// or https://.", value=self.proxy
            )


_POSITIVE = frozenset(["connect_seconds", "read_seconds", "answer_seconds", "most_bytes", "attempts", "refusals"])
