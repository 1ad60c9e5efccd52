"""Which captures of a site are worth reading for a claim: by the words of their addresses and of links to them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from factcheck.archive import EVIDENCE, Capture
from factcheck.archive.addressing import original, page_key, replay
from factcheck.errors import UnreadableInput
from factcheck.evidence.asking.windows import Days
from factcheck.evidence.passages.bearing import word_score
from factcheck.ranking import overlap
from factcheck.readers.assembly import assemble
from factcheck.readers.decoding import decode
from factcheck.readers.webpage import fragment_pieces

MOST_LINKS = 2_000
_INDEX_BYTES = 1_000_000
_READABLE = ("text/html", "application/xhtml", "text/plain", "")
_NO_PAGE = re.compile(
    r"\.(?:avi|bmp|css|exe|flv|gif|ico|jpe?g|js|mov|mp[34]|png|rss|svg|swf|webp|xml|zip)\Z", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_INDEX = re.compile(r"/?(?:index|default|main|home)?(?:\.[a-z]{2,5})?", re.IGNORECASE)


class Choice(NamedTuple):
    """A page worth reading: its address, and its capture, None where it is only known from a link to it."""

    url: str
    capture: Capture | None = None


@lru_cache(maxsize=40_000)
def address_words(url: str) -> str:
    """The words that the path and query of an address hold, "" where there are none.

    >>> address_words("http://www.a.kz/news/sultanov-on_bases.html?id=17")
    'news sultanov bases html'
    """
    parts = urlsplit(url)
    return " ".join(_WORD.findall(unquote(f"{parts.path} {parts.query}")))


def pages_within(captures: Iterable[Capture], days: Days, wanted: datetime) -> tuple[Capture, ...]:
    """The captures of readable pages in those days: of each page the first from the wanted time on, else the last.

    A later capture of a page whose bytes differ comes behind all first ones: pages change.
    """
    window = days.window
    held: dict[str, list[Capture]] = {}
    for capture in captures:
        if window.holds(capture.time) and _is_readable(capture):
            held.setdefault(page_key(capture.url), []).append(capture)
    first, changed = [], []
    for group in held.values():
        best, *others = EVIDENCE.ranked(group, wanted)
        first.append(best)
        seen = {best.digest}
        for other in others:
            if other.digest and other.digest not in seen and other.is_page:
                seen.add(other.digest)
                changed.append(other)
    return (*first, *changed)


def versions(captures: Iterable[Capture], url: str, days: Days) -> int:
    """How many different bodies of the page the archive holds from those days, by its own checksums."""
    window, key = days.window, page_key(url)
    inside = (each for each in captures if window.holds(each.time) and each.is_page and each.digest)
    return len({each.digest for each in inside if page_key(each.url) == key})


def front_page(pages: Iterable[Capture]) -> Capture | None:
    """The capture of the site's first page: the page with the shortest address; None where there is no page."""
    return min(
        (page for page in pages if page.is_page),
        key=lambda page: (_depth(page.url), len(page.url), page.time),
        default=None,
    )


def links_of(data: bytes, here: str) -> dict[str, str]:
    """What the links of a page say, by the absolute address they lead to; `here` is the page's own address.

    Links that an archive has written anew lead to the original again.
    """
    try:
        text = decode(data[:_INDEX_BYTES], place="page", html=True).text
    except UnreadableInput:
        return {}
    page = assemble(fragment_pieces(text))
    found: dict[str, str] = {}
    for link in page.links[:MOST_LINKS]:
        try:
            target = urljoin(here, link.url.strip())
        except ValueError:  # "http://[half" in a page
            continue
        parts = replay(target)
        address = original(parts.url if parts else target)
        if address:
            found[address] = f"{found.get(address, '')} {link.span.slice(page.text)}".strip()
    return found


def worth_reading(
    claim: str, pages: Sequence[Capture], links: Mapping[str, str], wanted: datetime, host: str
) -> list[Choice]:
    """The pages, the one most likely to bear on the claim first: by the words of addresses and of links to them.

    Pages of the host that are only linked are among them where the link's words tell of the claim. Pages of equal
    score stand by their time, those captured soonest after the wanted time first.
    """
    said = {page_key(url): words for url, words in links.items()}
    known = {page_key(page.url) for page in pages}
    linked = [(url, words) for url, words in links.items() if page_key(url) not in known and _on_host(url, host)]
    words = [f"{address_words(page.url)} {said.get(page_key(page.url), '')}" for page in pages]
    scores = _scores(claim, [*words, *(link for _, link in linked)])
    ranked: list[tuple[tuple[float, bool, bool, timedelta, int], Choice]] = []
    for order, (page, score) in enumerate(zip(pages, scores, strict=False)):
        rank = (-score, not page.is_page, page.time < wanted, abs(page.time - wanted), order)
        ranked.append((rank, Choice(page.url, page)))
    for order, ((url, _), score) in enumerate(zip(linked, scores[len(pages) :], strict=True)):
        if score > 0:
            ranked.append(((-score, True, False, EVIDENCE.after, order), Choice(url)))
    return [choice for _, choice in sorted(ranked, key=lambda each: each[0])]


def _scores(claim: str, words: Sequence[str]) -> list[float]:
    """The score of each; of thousands of addresses few share a word with the claim, and those alone are scored."""
    shared = overlap(claim, [f"{each} {each.title()}" for each in words])
    return [word_score(claim, each) if held else 0.0 for each, held in zip(words, shared.held, strict=True)]


def _is_readable(capture: Capture) -> bool:
    path = urlsplit(capture.url).path
    return (
        (capture.is_page or capture.is_redirect)
        and capture.mime.startswith(_READABLE[:-1] if capture.mime else "")
        and not _NO_PAGE.search(path)
    )


def _depth(url: str) -> tuple[int, bool]:
    """Names in the path, and whether there is a query: a front page has neither."""
    parts = urlsplit(url)
    bare = _INDEX.fullmatch(parts.path) is not None
    return (0 if bare else parts.path.strip("/").count("/") + 1, bool(parts.query))


def _on_host(url: str, host: str) -> bool:
    name = (urlsplit(url).hostname or "").lower()
    return name == host or name.endswith(f".{host}")
