"""An article on its way into the corpus, and what is made of it: plain values that travel between processes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from factcheck.document import Problem

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article as it was found: `data` are its bytes, `refused` says why they could not be had, else "".

    `published` and `outlet` are as given beside it, "" where they are not; `media` as `factcheck.readers` takes it,
    "" where name and content are to tell.
    """

    name: str
    data: bytes = b""
    published: str = ""
    outlet: str = ""
    media: str = ""
    refused: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes, "" where they could not be had."""
        if self.refused:
            return ""
        return hashlib.sha256(self.data.removeprefix(BOM) if self.media else self.data).hexdigest()

    def fingerprint(self, version: str) -> str:
        """Hex digest of all that its rows depend on."""
        parts = (self.name, self.sha256, self.published, self.outlet, self.media, version)
        return digest("\0".join(parts)).hex()


def digest(text: str) -> bytes:
    """16 bytes that stand for a text: a name, a fingerprint."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


class Batch(NamedTuple):
    """Articles that make one part of the dataset. `part` is the same for the same articles."""

    part: str
    items: tuple[Item, ...]


def batch_of(items: Iterable[Item], version: str) -> Batch:
    """The batch of these articles, in order."""
    items = tuple(items)
    return Batch("part-" + digest("\n".join(item.fingerprint(version) for item in items)).hex(), items)


class Record(NamedTuple):
    """The rows of one article: cells by column. `trouble` is why it gave no claims, None where it was parsed.

    What made the rows is not told here: that is known where a part is written.
    """

    article: dict[str, Any]
    claims: tuple[dict[str, Any], ...] = ()
    problems: tuple[dict[str, Any], ...] = ()
    trouble: Problem | None = None


class Made(NamedTuple):
    """What a part holds, in numbers, and the articles that gave nothing."""

    part: str
    articles: int
    claims: int
    problems: int
    trouble: tuple[Problem, ...]
