"""Names in Cyrillic and in Latin letters, brought to keys that their spellings share.

A Latin spelling does not say which letters it stands for: "j" is й in ISO 9, ж in Kyrgyz, дж in newspapers. A word
therefore has a set of keys, one for each reading that the table `data/transliteration.csv` allows, and two words may be
the same name where they share one. Glides beside vowels, soft and hard signs and doubled letters are left out of a key:
systems differ most in these.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

MOST_READINGS = 32
"""Keys of one word that are kept; words of many doubtful letters are hardly names."""
LONGEST = 40
"""Code points of a word that are read."""
SHORTEST_STEM = 3
"""Letters that a key keeps when an ending is taken off it."""

_CYRILLIC = re.compile("[\u0400-\u052f]")
_GLIDE = re.compile("i+(?=[aeou])|(?<=[aeou])i+")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile("(?:ого|его|ому|ему|ами|ыми|ими|ым|им|ом|ем|ах|ых|их|ою)$")
"""Case endings that hold a consonant, of the Russian noun and adjective; the others are vowels, and й."""
_VOWELS = "aeiou"

_Spellings = tuple[Mapping[str, tuple[str, ...]], re.Pattern[str]]
"""What each spelling may be read as, and the pattern that cuts a word into them, the longest first."""


def is_cyrillic(word: str) -> bool:
    """True where a word holds a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=1 << 16)
def name_keys(word: str) -> frozenset[str]:
    """The keys of one word as it is spelled; none where it holds no letter or figure.

    Source: BGN/PCGN, ISO 9:1995, GOST 7.79-2000 and the habits of newspapers, as the table says letter by letter.

    >>> sorted(name_keys("Назарбаев") & name_keys("Nazarbaev") & name_keys("Nazarbayev"))
    ['nazarbaev']
    >>> sorted(name_keys("Luhansk") & name_keys("Луганск"))
    ['lugansk']
    """
    word = unicodedata.normalize("NFC", word).casefold()[:LONGEST]
    spellings, pieces = _cyrillic() if is_cyrillic(word) else _latin()
    readings = [""]
    for piece in pieces.findall(word):
        choices = spellings.get(piece) or _bare(piece, spellings)
        readings = [reading + choice for reading in readings for choice in choices][:MOST_READINGS]
    return frozenset(key for key in map(_folded, readings) if key)


@lru_cache(maxsize=1 << 16)
def stem_keys(word: str) -> frozenset[str]:
    """The keys of one word without its case ending, of three letters or more: what an inflected name is found by.

    >>> sorted(stem_keys("Деловой") & stem_keys("Delovaya"))
    ['delov']
    >>> sorted(stem_keys("Назарбаевым") & stem_keys("Nazarbayev"))
    ['nazarbaev']
    """
    spellings = {word}
    if is_cyrillic(word):
        spellings.add(_ENDING.sub("", word.casefold()))
    stems = (key.rstrip(_VOWELS) for spelling in sorted(spellings) for key in name_keys(spelling))
    return frozenset(stem for stem in stems if len(stem) >= SHORTEST_STEM)


def same_name(one: str, other: str) -> bool:
    """True where two names, of one word or several, may be spellings of one, as they stand or in another case.

    >>> same_name("Деловая неделя", "Delovaia nedelia")
    True
    >>> same_name("Bishkek", "Бишкеке"), same_name("Bishkek", "Минск")
    (True, False)
    """
    ours, theirs = one.split(), other.split()
    return bool(ours) and len(ours) == len(theirs) and all(map(_same_word, ours, theirs))


def _same_word(one: str, other: str) -> bool:
    if not name_keys(one).isdisjoint(name_keys(other)):
        return True
    return is_cyrillic(one + other) and not stem_keys(one).isdisjoint(stem_keys(other))


def _folded(reading: str) -> str:
    return _DOUBLED.sub(r"\1", _GLIDE.sub("", reading))


def _bare(letter: str, spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a letter that is not in the table is read as: its base letter, itself, or nothing for a sign."""
    base = unicodedata.normalize("NFKD", letter)[0]
    return spellings.get(base) or ((base,) if base.isalnum() else ("",))


@cache
def _table() -> tuple[Mapping[str, str], ...]:
    text = files("factcheck").joinpath("data/transliteration.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


@cache
def _cyrillic() -> _Spellings:
    """Cyrillic letters with their key."""
    return _with_pieces({row["letter"]: (row["name_key"],) for row in _table()})


@cache
def _latin() -> _Spellings:
    """Latin spellings with the keys of the letters they stand for.

    A spelling of several letters may also be its parts ("ng" is ң, or н and г), but "h" is never cut from the consonant
    that it makes another.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in _table():
        for system in ("bgn_pcgn", "iso_nine", "habit"):
            for spelling in filter(None, row[system].split("; ")):
                found[spelling][row["name_key"]] = None
    for spelling in sorted(found, key=len):
        for head, tail in ((spelling[:at], spelling[at:]) for at in range(1, len(spelling))):
            if head in found and tail in found and tail[0] != "h":
                found[spelling].update({one + other: None for one in found[head] for other in found[tail]})
    return _with_pieces({spelling: tuple(keys) for spelling, keys in found.items()})


def _with_pieces(spellings: Mapping[str, tuple[str, ...]]) -> _Spellings:
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return spellings, re.compile("|".join([*map(re.escape, longest_first), "."]), re.DOTALL)
