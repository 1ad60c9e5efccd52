"""When two claims say the same: their words overlap, and neither figures nor a "not" set them apart.

Words are compared by MinHash (Broder 1997): wordings that share a band of their signatures are candidates, and are then
compared word by word. The bands are made with the claims, so that a question needs one join. Claims are never compared
all with all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

SEED = 1
BANDS, IN_BAND = 24, 4
"""96 values a wording. Pairs of likeness 0.6 share a band in 96 of 100 cases, of 0.7 in 998 of 1,000, of 0.3 in 18."""
LIKE = 0.6
"""Jaccard index of words and pairs of neighbours from which on two wordings are taken for one: one word of seven may
differ, or two apart of thirteen.
"""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LEFT_OUT = frozenset(["a", "an", "the", "that"])
_NOT = re.compile(r"(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|deny|\w+n't)")


class Traces(NamedTuple):
    """Of a wording: its shingles, and BANDS numbers of 32 bits; those of like wordings have one in common, in place."""

    shingles: list[int]
    bands: list[int]


class Marks(NamedTuple):
    """What sets claims of like wording apart: figures and negations."""

    figures: tuple[str, ...]
    negations: int


def words(text: str) -> tuple[str, ...]:
    """The words of a wording, small, without articles.

    >>> words("The request of August 5, 2005 for 1,000 tons")
    ('request', 'of', 'august', '5', '2005', 'for', '1000', 'tons')
    """
    found = _WORD.findall(_THOUSANDS.sub("", text.casefold().replace("’", "'")))
    return tuple([word for word in found if word not in _LEFT_OUT])


@lru_cache(maxsize=4096)
def marks(text: str) -> Marks:
    """The figures and the negations of a wording."""
    found = words(text)
    figures = Counter(word for word in found if word[0].isdigit())
    return Marks(tuple(sorted(figures.elements())), sum(bool(_NOT.fullmatch(word)) for word in found))


def likeness(one: str, other: str) -> float:
    """Jaccard index of the words and pairs of neighbours of two wordings, 0 to 1.

    >>> likeness("Bishkek ratified it", "Bishkek ratified it")
    1.0
    """
    first, second = set(shingles(one)), set(shingles(other))
    both = len(first & second)
    return both / (len(first) + len(second) - both) if both else 0.0


def differs(one: str, other: str) -> str:
    """What sets two like wordings apart, in a word for a reader; "" where nothing does."""
    if one == other:
        return ""
    first, second = marks(one), marks(other)
    found = [
        *(["figures"] if first.figures != second.figures else []),
        *(["negation"] if first.negations % 2 != second.negations % 2 else []),
    ]
    return " ".join(found)


def shingles(text: str) -> list[int]:
    """The different words and pairs of neighbours of a wording, as numbers of 32 bits, in order.

    Any hash will do that is the same everywhere; that of Python is not.
    """
    found = words(text)
    return sorted({crc32(each.encode()) for each in (*found, *map(" ".join, pairwise(found)))})


def traces_of(wordings: Iterable[str]) -> Iterator[Traces]:
    """For each wording what is kept of it so that like ones are found."""
    from datasketch import MinHash  # noqa: PLC0415  of the extra `scale`

    # The scheme is named: signatures of another one are of no use beside these.
    made = MinHash(num_perm=BANDS * IN_BAND, seed=SEED, hashfunc=int, scheme="affine32")
    width = 4 * IN_BAND
    for wording in wordings:
        numbers = shingles(wording)
        made.clear()
        made.update_batch(numbers)
        values = made.hashvalues.astype("uint32").tobytes()
        yield Traces(numbers, [crc32(values[at : at + width]) for at in range(0, width * BANDS, width)])
