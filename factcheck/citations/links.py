"""Linked citations: a link whose words or host name an outlet."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from factcheck.citations.citation import Citation, CitationForm, View
from factcheck.document import Link

DAY_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>0[1-9]|1[0-2])[/-](?P<day>0[1-9]|[12]\d|3[01])(?=\D|\Z)"
)


def linked(view: View) -> Iterator[Citation]:
    """The links to outlets; the date is one in the link's words, else the day that stands in its address."""
    for link in view.document.links:
        if not link.url.startswith(("http://", "https://")) or view.sentence_at(link.span.start) < 0:
            continue
        name = _outlet_of(view, link)
        if name:
            date = next((mention.edtf for mention in view.dates_in(link.span) if mention.edtf), day_in(link.url))
            yield Citation(span=link.span, outlet=name, date=date, form=CitationForm.LINKED, url=link.url)


def with_addresses(view: View, citations: Iterator[Citation]) -> Iterator[Citation]:
    """The citations, those that hold a link given its address."""
    links = sorted(view.document.links, key=lambda link: link.span)
    at = 0
    for citation in sorted(citations, key=lambda each: each.span):
        while at < len(links) and links[at].span.end <= citation.span.start:
            at += 1
        holds = at < len(links) and citation.span.overlaps(links[at].span) and links[at].url.startswith("http")
        yield replace(citation, url=links[at].url) if holds and not citation.url else citation


def _outlet_of(view: View, link: Link) -> str:
    names = view.outlets.names_in(view.text, link.span)
    words = link.span.slice(view.text)
    if names:
        return names[0].span.slice(view.text)
    by_host = view.outlets.by_host(host_of(link.url))
    if view.outlets.find(words):
        return words
    return by_host.name if by_host else ""


def host_of(url: str) -> str:
    """The host of an address, "" where it cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[half" in a draft
        return ""


def day_in(url: str) -> str:
    """The day that stands in an address, as newspapers write it there, "" where none does."""
    match = DAY_IN_PATH.search(url)
    return "-".join(match.group("year", "month", "day")) if match else ""
