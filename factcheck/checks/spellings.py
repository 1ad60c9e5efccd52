"""Names of an article that may be spellings of one name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from unicodedata import combining, normalize

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
_FULL = re.compile(r"(?<![\w’'-])([A-Z][a-z]{2,}) ([^\W\d_a-zß-ÿ][\w-]{3,})(?![\w-])")
_IS_PERSON = re.compile(r",\s(?:\d\d[,.]|who\b)|\s(?:said|says|told)\b")
"""Behind a full name: an age, "who", a word of saying."""
_TITLE = word_list("title")
_WITH_TITLE = re.compile(
    rf"\b(?:{'|'.join(sorted(_TITLE | {'consul', 'coroner', 'sheriff', 'treasurer'}))}),?\s$", re.IGNORECASE
)
"""Before a full name."""
_BARRED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})
_NO_NAME = _TITLE | word_list("organisation") | {"marshal"}
_OPENING = frozenset(
    {"After", "And", "As", "At", "Before", "But", "For", "If", "In", "On", "Since", "That", "When", "While"}
)
MOST_ALONE = 3
"""Times that a misspelled surname stands by itself; a name that does more often is somebody else's."""
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
    pairs = {*_alike(places), *_misspelled(before, places), *_alone(text, before, places)}
    for one, other in sorted(pairs, key=lambda pair: places[pair[1]]):
        if other in told or _two_people(before[one], before[other]):
            continue
        small = small if small is not None else set(re.findall(r"\b[a-zß-ÿ]{4,}\b", text))
        if one.lower() not in small and other.lower() not in small:
            told.add(other)
            yield Spelled(one, other, places[other])
    yield from _given_twice(text)
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


def _alone(text: str, before: dict[str, set[str]], places: dict[str, Span]) -> Iterator[tuple[str, str]]:
    """A surname that stands by itself one letter off a full name: "Alan Pruett", then "Pruitt has since"."""
    people = _people(text)
    known = (name for name in places if before[name] & GIVEN or name in people)
    full = [name for name in known if len(name) >= SHORTEST and not name.isupper()]
    if not full:
        return
    alone = defaultdict(list)
    for name in places:
        if before[name] == {""} and len(name) >= SHORTEST and not name.isupper() and name.lower() not in CALENDAR:
            alone[name[0]].append(name)
    for one in full:
        for other in alone[one[0]]:
            ours, theirs = one.casefold(), other.casefold()
            if "-" in other or other in GIVEN or abs(len(ours) - len(theirs)) > 1 or _distance(ours, theirs) != 1:
                continue
            less, more = sorted((ours, theirs), key=len)
            ending = more.startswith(less) and len(more) > len(less) and more[-1] in "aeins"
            used = re.findall(rf"(?<![\w’'-]){re.escape(other)}(?![\w-])(?=([’']s)?\s(?!of\b)[a-z]|[,.])", text)
            led = set(re.findall(rf"\b([A-Z][\w’'-]*|[A-Z]\.)\s{re.escape(other)}\b", text)) - _OPENING
            if any(word.lower().strip(".") not in _TITLE for word in led):
                continue
            if not ending and ours[2:] != theirs[2:] and 0 < len(used) <= MOST_ALONE and not _PEOPLES.search(other):
                first, second = sorted((one, other), key=lambda name: places[name])
                yield first, second


def _people(text: str) -> set[str]:
    """The surnames of those whom a word beside their full name tells to be people, whatever their first name."""
    return {
        match[2]
        for match in _FULL.finditer(text)
        if _IS_PERSON.match(text, match.end()) or _WITH_TITLE.search(text, max(0, match.start() - 20), match.start())
    }


def _given_twice(text: str) -> Iterator[Spelled]:
    """A first name in two spellings before one surname: "Sergey Ivanov", "Sergei Ivanov"."""
    known: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    for match in _FULL.finditer(text):
        same = known[match[2]]
        given = match[1]
        if given not in same and GIVEN & {given, *same}:
            for other in same:
                if given[0] == other[0] and _habit(given.casefold()) == _habit(other.casefold()):
                    yield Spelled(f"{other} {match[2]}", match[0], Span(*match.span()))
                    break
        same.setdefault(given, Span(*match.span()))


def _plain(name: str) -> tuple[str, str]:
    """A name without the marks on its letters, as most write it and as Germans do: "Muller", "Mueller"."""
    german = re.sub("[äöü]", lambda match: {"ä": "ae", "ö": "oe", "ü": "ue"}[match[0]], name.casefold())
    bare, spelled = (
        "".join(letter for letter in normalize("NFKD", each.translate(_BARRED)) if not combining(letter))
        for each in (name.casefold(), german)
    )
    return bare, spelled


def _sound(name: str) -> str:
    bare = name.lower() if name.isascii() else _plain(name)[0]
    return name[0].lower() + _DOUBLED.sub(r"\1", _SOUND.sub("", bare.replace("kh", "h")))


def _one_name(one: str, other: str) -> bool:
    """True for two readings of one name; not for a plural, an ending or another case of letters."""
    ours, theirs = one.casefold(), other.casefold()
    if one in GIVEN or other in GIVEN or not _NO_NAME.isdisjoint((ours, theirs)) or ours.endswith(("sion", "tion")):
        return False
    if not (one.isascii() and other.isascii()) and ours != theirs and set(_plain(one)) & set(_plain(other)):
        return True
    less, more = sorted((ours, theirs), key=len)
    if more == less + less[-1] and more[-1] not in "aeious":
        return True
    if ours == theirs or ours.startswith(theirs) or theirs.startswith(ours):
        return False
    if "-" not in one + other and len(less) >= LONG and _habit(ours) == _habit(theirs):
        return True
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
    for letters, one in (
        ("yo", "e"), ("y", "i"), ("ee", "i"), ("w", "v"), ("ck", "k"), ("ph", "f"), ("kh", "h"),
        ("th", "t"), ("ei", "i"), ("oh", "o"),
    ):  # fmt: skip
        name = name.replace(letters, one)
    return _DOUBLED.sub(r"\1", name.replace("ii", "i").replace("ei", "i"))


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
            rf"(?<![\w-]){_SPACED.pattern.join(map(re.escape, parts))}(?![\w-])"
            rf"|\b(?:{''.join(parts).capitalize()}|{''.join(parts)})\b",
            text,
        )
        if other:
            found = Span(other.start(), other.end())
            pair = sorted([(places[name], name), (found, other[0])])
            yield Spelled(pair[0][1], pair[1][1], pair[1][0])
