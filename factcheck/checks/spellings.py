"""Names of an article that may be spellings of one name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.mentions import CALENDAR
from factcheck.transliteration import name_keys

SHORTEST = 5
"""Letters. Two shorter names that sound alike are mostly two names."""
LONG = 8
"""Letters of a name in which one vowel for another is a slip."""
MOST_LETTERS = 2
"""Letters by which two spellings of one name differ: "Libya", "Lybia"."""
GIVEN = frozenset(name.capitalize() for name in word_list("given_name_he") | word_list("given_name_she"))
_PEOPLES = re.compile(r"(?:an|ans|ish|ese|elis?|ch|Afro|Anglo)$")
"""Ends of a people's name: "Cuban American" and "Cuban-American" are a noun and an adjective."""
_NAME = re.compile(r"(?<![\w’'@/#.-])[^\W\d_a-zß-ÿ][^\W\d_]+(?:-[^\W\d_]+)*(?!\.\w|[\w/@])")
_SOUND = re.compile(r"[aeiouyjhwg'’-]+")
_DOUBLED = re.compile(r"(.)\1+")
_BEFORE = re.compile(r"([^\W\d_a-zß-ÿ][\w’'-]+)[ \u00a0]$")
_SPACED = re.compile(r"[ \u00a0]")


class Spelled(NamedTuple):
    """Two spellings, each where it stands first, the one that comes later last."""

    first: str
    second: str
    span: Span


@lru_cache(maxsize=2)
def spelled_twice(text: str) -> tuple[Spelled, ...]:
    """The names that stand in the text in two spellings, in order of the second; one pair a name."""
    return tuple(_spelled_twice(text))


def _spelled_twice(text: str) -> Iterator[Spelled]:
    places: dict[str, Span] = {}
    before: defaultdict[str, set[str]] = defaultdict(set)
    for match in _NAME.finditer(text):
        name = match[0]
        places.setdefault(name, Span(match.start(), match.end()))
        before[name].add(_first_name(text, match.start()))
    small, told = None, set[str]()
    pairs = {*_alike(places), *_misspelled(before, places)}
    for one, other in sorted(pairs, key=lambda pair: places[pair[1]]):
        if other in told or _two_people(before[one], before[other]):
            continue
        small = small if small is not None else set(re.findall(r"\b[a-zß-ÿ]{4,}\b", text))
        if one.lower() not in small and other.lower() not in small:
            told.add(other)
            yield Spelled(one, other, places[other])
    for found in _hyphenated(text, places):
        small = small if small is not None else set(re.findall(r"\b[a-zß-ÿ]{4,}\b", text))
        if small.isdisjoint(found.first.lower().replace("-", " ").split()):
            yield found


def _alike(places: dict[str, Span]) -> Iterator[tuple[str, str]]:
    """Pairs that share a reading, in order of the text."""
    sounds: defaultdict[str, list[str]] = defaultdict(list)
    for name in places:
        if len(name) >= SHORTEST and not name.isupper() and name.lower() not in CALENDAR:
            sounds[_sound(name)].append(name)
    for names in sounds.values():
        for one, other in combinations(names, 2):
            if _one_name(one, other):
                yield one, other


def _misspelled(before: dict[str, set[str]], places: dict[str, Span]) -> Iterator[tuple[str, str]]:
    """Surnames that differ by one letter behind the same first name: "Elva Marsh", "Elva Marsch"."""
    called: defaultdict[str, list[str]] = defaultdict(list)
    for name in places:
        if len(name) >= SHORTEST and not name.isupper():
            for given in before[name] & GIVEN:
                called[given].append(name)
    for names in called.values():
        for one, other in combinations(names, 2):
            if one[0] == other[0] and _distance(one.casefold(), other.casefold()) == 1:
                yield one, other


def _sound(name: str) -> str:
    return name[0].lower() + _DOUBLED.sub(r"\1", _SOUND.sub("", name.lower()))


def _one_name(one: str, other: str) -> bool:
    """True for two readings of one name; not for a plural, an ending or another case of letters."""
    ours, theirs = one.casefold(), other.casefold()
    if one in GIVEN or other in GIVEN:
        return False
    if ours == theirs or ours.startswith(theirs) or theirs.startswith(ours):
        return False
    if "-" in one + other or _distance(ours, theirs) > MOST_LETTERS:
        return False
    if _habit(ours) == _habit(theirs) or not name_keys(one).isdisjoint(name_keys(other)):
        return True
    return _is_slip(ours, theirs)


def _is_slip(one: str, other: str) -> bool:
    """True for one vowel written for another inside a long name, or put in; "Petersen" and "Peterson" are two names."""
    less, more = sorted((one, other), key=len)
    if len(less) < LONG:
        return False
    if len(less) != len(more):
        return any(more[:at] + more[at + 1 :] == less for at in range(2, len(more) - 1))
    differing = [at for at, (ours, theirs) in enumerate(zip(one, other, strict=True)) if ours != theirs]
    return len(differing) == 1 and 1 < differing[0] < len(one) - len("sen")


def _habit(name: str) -> str:
    """A name with the letters made one that newspapers write for each other: "Karymov", "Karimov"."""
    for letters, one in (("y", "i"), ("ee", "i"), ("w", "v"), ("ck", "k"), ("ph", "f")):
        name = name.replace(letters, one)
    return name


def _distance(one: str, other: str) -> int:
    """Letters put in, left out or changed (Levenshtein 1966) between two words."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, row[0] = row[0], at
        for to, second in enumerate(other, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (letter != second))
    return row[-1]


def _first_name(text: str, start: int) -> str:
    """The capitalised word right before a name, "" where there is none or it only opens a sentence."""
    found = _BEFORE.search(text, max(0, start - 30), start)
    opens = found is None or (found[1] not in GIVEN and not text[: found.start()].rstrip(" “\"'‘`")[-1:].isalnum())
    return found[1] if found and not opens else ""


def _two_people(one: set[str], other: set[str]) -> bool:
    """True where both spellings have first names, and no first name in common."""
    ours, theirs = one - {""}, other - {""}
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _hyphenated(text: str, places: dict[str, Span]) -> Iterator[Spelled]:
    """ "Karshi-Khanabad" that also stands as "Karshi Khanabad" or "Karshikhanabad"."""
    for name in [each for each in places if "-" in each]:
        parts: Sequence[str] = name.split("-")
        if any(len(part) < 3 or not part[0].isupper() or _PEOPLES.search(part) for part in parts):  # noqa: PLR2004
            continue
        other = re.search(
            rf"(?<![\w-]){_SPACED.pattern.join(map(re.escape, parts))}(?![\w-])|\b{''.join(parts).capitalize()}\b", text
        )
        if other:
            found = Span(other.start(), other.end())
            pair = sorted([(places[name], name), (found, other[0])])
            yield Spelled(pair[0][1], pair[1][1], pair[1][0])
