"""Link headers and TimeMaps (RFC 7089, sections 2.2 and 5; RFC 8288, section 3), parsed by hand.

requests' own `Response.links` keeps one link a relation: of a thousand mementos the last.
"""

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urljoin

from factcheck.archive.addressing import original, replay
from factcheck.archive.capture import Capture
from factcheck.archive.times import from_http, from_stamp

_NEXT = re.compile(r",\s*(?=<)")
_PARAMETER = re.compile(r';\s*([A-Za-z*]+)\s*=\s*("[^"]*"|[^;]*)')


class MementoLink(NamedTuple):
    """A link: its address made absolute, its relations, the time it gives (None where none), the TimeMap's `from`."""

    url: str
    relations: frozenset[str]
    time: datetime | None


def parse_links(text: str, base: str) -> tuple[MementoLink, ...]:
    """The links in order; `base` is the address of the answer. Items that are no links are left out.

    >>> found, = parse_links('<//a.uk/web/20080410125703/http://x.uk/>; rel="last memento"', "http://a.uk/")
    >>> found.url, sorted(found.relations)
    ('http://a.uk/web/20080410125703/http://x.uk/', ['last', 'memento'])
    """
    return tuple(link for item in _NEXT.split(text.strip()) if (link := _link(item, base)) is not None)


def _link(item: str, base: str) -> MementoLink | None:
    address, closed, rest = item.strip().removeprefix("<").partition(">")
    if not closed or not item.strip().startswith("<"):
        return None
    values = {name.lower(): value.strip(' \t\r\n",') for name, value in _PARAMETER.findall(rest)}
    try:
        # Wayback escapes ampersands in its Link headers as if they stood in HTML.
        url = urljoin(base, address.strip().replace("&amp;", "&"))
    except ValueError:
        return None
    relations = frozenset(values.get("rel", "").lower().split())
    # RFC 8288, section 3.3: a link without a relation is none; `<p>` in a page of HTML looks like one.
    return MementoLink(url, relations, from_http(values.get("datetime", ""))) if relations else None


def original_of(links: tuple[MementoLink, ...]) -> str:
    """The original address the links name, "" where they name none."""
    return next((original(link.url) for link in links if "original" in link.relations), "")


def mementos(links: tuple[MementoLink, ...], asked: str) -> tuple[Capture, ...]:
    """The mementos among the links as captures, in order; `asked` is their address where a link does not show it."""
    page = original_of(links) or asked
    out = []
    for link in links:
        if "memento" not in link.relations:
            continue
        parts = replay(link.url)
        time = link.time or (from_stamp(parts.stamp) if parts else None)
        if time is not None:
            url = original(parts.url) if parts else ""
            out.append(Capture(url=url or page, time=time, archive_url=link.url))
    return tuple(out)


def further_timemaps(links: tuple[MementoLink, ...], here: str) -> tuple[str, ...]:
    """The addresses of the other parts of a TimeMap that comes in several (RFC 7089, section 5.1)."""
    return tuple(
        link.url
        for link in links
        if ("timemap" in link.relations or "next" in link.relations)
        and link.relations.isdisjoint({"self", "memento", "timegate"})
        and link.url != here
    )
