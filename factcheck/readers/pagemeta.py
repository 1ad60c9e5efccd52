"""What a web page says about itself outside its text: meta elements, JSON-LD, time elements, title and language."""

import json
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag

Pairs = tuple[tuple[str, str], ...]

_NO_NEWS = frozenset(
    {"viewport", "robots", "generator", "theme-color", "referrer", "color-scheme", "csrf-token", "format-detection"}
)
_LONGEST = 500
"""Characters of a value that are kept; descriptions are shorter, what is longer is tracking data."""
_JSON_LD = (
    "datePublished",
    "dateCreated",
    "dateModified",
    "headline",
    "name",
    "author",
    "publisher",
    "inLanguage",
    "isPartOf",
)
_ARTICLES = ("Article", "Posting", "Report", "Review", "CreativeWork", "WebPage", "Book", "Thesis")


def attribute(tag: Tag, name: str) -> str:
    """The attribute's value as text, "" where it is missing; a list of words (class, rel) is joined by spaces."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else " ".join(str(word) for word in value)


def page_metadata(soup: BeautifulSoup, times: Iterable[Tag]) -> Pairs:
    """(key, value) pairs in order: meta elements under their own name in lower case, `canonical` for the address the
    page gives as its own (RFC 6596), JSON-LD under `json-ld:...`, `time` for the `<time datetime>` elements given,
    `title` and `language`. Empty values are left out.
    """
    pairs = [*_meta(soup), *_canonical(soup), *_json_ld(soup)]
    pairs.extend(
        (attribute(tag, "itemprop").lower() or "time", attribute(tag, "datetime") or attribute(tag, "content"))
        for tag in times
    )
    if soup.title is not None:
        pairs.append(("title", soup.title.get_text()))
    if soup.html is not None:
        pairs.append(("language", attribute(soup.html, "lang")))
    tidy = ((key, " ".join(value.split())) for key, value in pairs)
    return tuple(dict.fromkeys((key, value) for key, value in tidy if value))


def _meta(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta"):
        key = next((found for name in ("property", "name", "itemprop") if (found := attribute(tag, name))), "").lower()
        value = attribute(tag, "content")
        if key and key not in _NO_NEWS and len(value) <= _LONGEST:
            yield key, value


def _canonical(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("link", href=True):
        if "canonical" in attribute(tag, "rel").lower().split():
            yield "canonical", attribute(tag, "href")


def _json_ld(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(tag.get_text())
        except (ValueError, RecursionError):
            # Pages carry JSON-LD with raw line breaks or trailing commas in it; the rest of the page is still good.
            continue
        for item in _items(data):
            for name in _JSON_LD:
                if name in item and (value := _named(item[name])):
                    yield f"json-ld:{name.lower()}", value


def _items(data: object) -> Iterator[dict[str, object]]:
    """The articles among the JSON-LD objects, which come alone, in a list, or under `@graph`."""
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, dict):
            if "@graph" in item:
                waiting.insert(0, item["@graph"])
            kinds = item.get("@type", "")
            if any(word in str(kinds) for word in _ARTICLES) or "datePublished" in item:
                yield item


def _named(value: object) -> str:
    """The text of a value: itself, the `name` of an object, or those of a list joined by "; "."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return str(value.get("name") or "")
    if isinstance(value, list):
        return "; ".join(text for text in map(_named, value) if text)
    return ""
