"""Original addresses and archived ones: which page is meant, and how a redirect stays inside the archive."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from factcheck.archive.addresses import is_local_host
from factcheck.archive.times import from_stamp
from factcheck.errors import BadArgument

_REPLAY = re.compile(
    r"(?P<prefix>https?://[^/?#]+/(?:[^/?#]+/)*?)(?P<stamp>[0-9]{14})(?P<modifier>[a-z]{2,4}_)?/(?P<url>.+)"
)
_DEFAULT_PORT = re.compile(r"^(http://[^/?#]*?):80(?=[/?#]|$)|^(https://[^/?#]*?):443(?=[/?#]|$)", re.IGNORECASE)
_SINGLE_SLASH = re.compile(r"^(https?:)/(?=[^/])", re.IGNORECASE)
_INLINE = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,", re.IGNORECASE)
"""Markup with a missing quotation mark made archives fetch pictures' bytes as addresses (malformed_cdx.txt)."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")


def original(url: str) -> str:
    """The address as archives file it: with a scheme, without default port and fragment; "" for no web address.

    >>> original("http://www.interfax.kz:80/news#top"), original("mailto:desk@interfax.kz")
    ('http://www.interfax.kz/news', '')
    """
    url = urldefrag(_SINGLE_SLASH.sub(r"\1//", url.strip()))[0]
    if "://" not in url.partition("?")[0] and not re.match(r"(?:mailto|data|javascript|tel|file):", url, re.IGNORECASE):
        url = f"http://{url}"
    url = _DEFAULT_PORT.sub(r"\1\2", url)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or parts.username is not None:
        # An address of mail written behind "http://mailto:" has a user before the host.
        return ""
    if _INLINE.search(url):
        return ""
    return url if "." in host or is_local_host(host) else ""


def asked_address(url: str) -> str:
    """The address a user asks about, as `original` has it.

    Raises:
        BadArgument: it is no address of a web page.
    """
    found = "" if _UNSAFE.search(url.strip()) else original(url)
    if not found:
        raise BadArgument(
            f"{url!r} is no address of a web page", "Give one such as http://www.interfax.kz/.", value=url
        )
    return found


def same_page(one: str, other: str) -> bool:
    """True where archives file both under one key.

    >>> same_page("http://www.interfax.kz:80/News/", "https://interfax.kz/news")
    True
    """
    return page_key(one) == page_key(other)


@lru_cache(maxsize=40_000)
def page_key(url: str) -> str:
    """What tells pages apart: the address without scheme, default port, `www.`, case, and slash at the path's end.

    >>> page_key("http://www.dn.kz:80/News/?id=7"), page_key("dn.kz/news")
    ('dn.kz/news?id=7', 'dn.kz/news')
    """
    bare = re.sub(r"^www\d*\.", "", without_scheme(original(url)))
    path, mark, query = bare.partition("?")
    return path.rstrip("/") + mark + query


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """An archived address taken apart: what stands before the 14 digits, the digits, the modifier, the original."""

    prefix: str
    stamp: str
    modifier: str
    url: str

    def __str__(self) -> str:
        return f"{self.prefix}{self.stamp}{self.modifier}/{self.url}"


def replay(address: str) -> Replay | None:
    """The parts of an archived address, None where it is written in no such way.

    >>> replay("https://web.archive.org/web/20050810090500id_/http://a.kz/").url
    'http://a.kz/'
    """
    found = _REPLAY.fullmatch(address)
    if found is None or from_stamp(found["stamp"]) is None:
        return None
    url = _SINGLE_SLASH.sub(r"\1//", found["url"])
    return Replay(prefix=found["prefix"], stamp=found["stamp"], modifier=found["modifier"] or "", url=url)


class NoTarget(NamedTuple):
    """Why a redirect is not followed, in words that follow "the capture"."""

    reason: str


ASTRAY = NoTarget("redirects out of the archive's captures, to a page of the archive itself")
"""What the archive itself redirects to when it does not answer the question: nothing is known of the capture."""
_NAMED = re.compile(r"/(https?:/.+)")


def redirected(here: str, location: str, *, archived: bool) -> str | NoTarget:
    """Where a redirect of the archived address `here` leads, inside the archive and with the same modifier.

    `archived` says that the site sent it, not the archive: then an address of the live web is asked for in the archive,
    at the same time. The scheme stays the archive's own.
    """
    at = replay(here)
    if at is None:
        return urljoin(here, location)
    base = urlsplit(here)
    try:
        absolute = urljoin(f"{base.scheme}://{base.netloc}/", location.strip())
        live = urljoin(at.url, location.strip())
        host = urlsplit(live).hostname or ""
    except ValueError:
        return NoTarget(f"redirects to {location!r}, which is no address")
    inside = replay(absolute)
    own = without_scheme(at.prefix)
    # A site's own redirect may name another archive; the archive's own may name another of its ways to show a page.
    neighbour = inside is not None and not archived and urlsplit(absolute).netloc.lower() == base.netloc.lower()
    if inside is not None and (neighbour or without_scheme(inside.prefix) == own):
        return str(replace(inside, prefix=at.prefix, modifier=at.modifier))
    if without_scheme(absolute).startswith(own):
        # Without 14 digits: a TimeGate's address, or a time cut short, which archives pad in ways of their own.
        named = _NAMED.search(without_scheme(absolute), len(own) - 1)
        return str(replace(at, url=_SINGLE_SLASH.sub(r"\1//", absolute[-len(named[1]) :]))) if named else ASTRAY
    if is_local_host(host) and host != urlsplit(at.url).hostname:
        return NoTarget(f"redirects to {host}, a private address; it was not followed")
    if not original(live):
        return NoTarget(f"redirects to {location!r}, which is no web address")
    return str(replace(at, url=urldefrag(live)[0])) if archived else ASTRAY


def without_scheme(url: str) -> str:
    """The address from its host on, lower case: archives name theirs by http and https alike."""
    return url.partition("://")[2].lower()
