"""Links in what a person typed as evidence, and which page and day an archived one stands for.

Source: Robust Links (robustlinks.mementoweb.org/spec): `data-originalurl`, `data-versionurl`, `data-versiondate`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINK = re.compile(r"https?://[^\s<>\"“”]+")
_ENDS = ".,;:!?’'"
_CAPTURE = re.compile(r"/(\d{4})(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/(https?://.+)\Z")
"""The path of an archived page in the Wayback Machine, pywb and Arquivo.pt: 14 digits, then the original address."""


class Part(NamedTuple):
    """A piece of the text; for a link `href` is its address, `original` the page's own, `date` the capture's day and
    `version` the address of the capture, "" where it is none.
    """

    text: str
    href: str = ""
    original: str = ""
    date: str = ""
    version: str = ""


def split_links(text: str) -> Iterator[Part]:
    """The text in pieces that join to it again; only http and https addresses are links.

    >>> [part.text for part in split_links("see https://example.org/a, p. 3")]
    ['see ', 'https://example.org/a', ', p. 3']
    """
    at = 0
    for found in _LINK.finditer(text):
        address = found.group().rstrip(_ENDS)
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(_ENDS + ")")
        if found.start() > at:
            yield Part(text[at : found.start()])
        capture = _CAPTURE.search(address)
        if capture:
            yield Part(address, address, capture[4], "-".join(capture.group(1, 2, 3)), address)
        else:
            yield Part(address, address, address)
        at = found.start() + len(address)
    if at < len(text):
        yield Part(text[at:])
