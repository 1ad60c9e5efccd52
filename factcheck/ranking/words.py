"""Words of a claim and of a page, brought to forms that meet: without endings, hyphens and apostrophes, and across
alphabets.

A light stemmer is enough: on WiCE it ranks as well as sentence embeddings, which add nothing measurable. A name is also
looked for by the keys of `factcheck.transliteration`: as it stands in a text in Latin letters ("Nazarbaev"), without
its case ending in Cyrillic ("Назарбаевым").
"""

import re
from functools import lru_cache

from factcheck.lexicon import word_list
from factcheck.transliteration import is_cyrillic, name_keys, stem_keys

STOP = word_list("stop")
WORD = re.compile(r"[^\W_]+(?:(?:(?<=\d)[.,]|['’](?!s\b)|(?<=\b[^\W\d_])\.(?=[^\W\d_](?![^\W_])))[^\W_]+)*")
"""A hyphen parts words: pages and claims hyphenate as they like, and half of a compound is worth finding."""
POSSESSIVE = frozenset("sS")
"""What is left of "mill’s" behind the mill."""
THOUSANDS = re.compile(r",(?=\d{3})")
_FROM_TWO = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: str(number) for number, word in enumerate(_FROM_TWO, start=2)}
"""Small numbers as words. "One" is a pronoun too."""
SHORTEST_KEY = 4
"""Letters of a name that is looked for in other spellings; of a Cyrillic word that is no name."""
BEGINNING = 4
"""Letters that settle the first letter of a name's keys: the longest spellings of one letter, and the vowel behind."""
KEPT = 1 << 16
"""Words whose forms are kept at hand: more than a claim's pages hold."""


def content_words(text: str) -> list[str]:
    """The words of a text that are no mere grammar, as spelled, in order.

    >>> content_words("The well-known mill’s 1,500 workers")
    ['well', 'known', 'mill', '1,500', 'workers']
    """
    return [word for word in WORD.findall(text) if stem(word) not in STOP and word not in POSSESSIVE]


def stems(text: str) -> list[str]:
    """The content words of a text without their endings, in order.

    >>> stems("Two agreements were ratified.")
    ['2', 'agreement', 'ratifi']
    """
    return [stem(word) for word in content_words(text)]


def stem(word: str) -> str:
    """A word in lower case without its ending; a number in figures, without commas; an abbreviation without full stops.

    Capitals stay where the word in small letters would be another: "US" and "May" are no grammar.
    """
    if word[0].isdigit():
        return THOUSANDS.sub("", word).lower()
    if "." in word:
        word = word.replace(".", "").upper()
    if word == "May" or (word.isupper() and len(word) > 1 and word.lower() in STOP):
        return word
    word = word.lower()
    if word in STOP:
        return word
    if word in NUMBERS:
        return NUMBERS[word]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):  # noqa: PLR2004
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":  # noqa: PLR2004
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word  # noqa: PLR2004


def is_name(word: str) -> bool:
    """True for a capitalised word in Latin letters that is long enough to be looked for in other spellings."""
    return word[0].isupper() and len(word) >= SHORTEST_KEY and not is_cyrillic(word)


def sought_as(word: str) -> tuple[str, ...]:
    """The forms under which a claim's word is looked for, the one that names it first; none for what is no word."""
    keys = sorted(stem_keys(word)) if is_cyrillic(word) or is_name(word) else []
    other = "latin" if is_cyrillic(word) else "cyrillic"
    return (*shown_as(word), *shown_as_name(word), *(f"{other} {key}" for key in keys))


@lru_cache(maxsize=KEPT)
def shown_as(word: str) -> tuple[str, ...]:
    """The forms under which a page's word is found as it is spelled."""
    if is_cyrillic(word):
        long = len(word) >= SHORTEST_KEY or word[0].isupper()
        return tuple(f"cyrillic {key}" for key in sorted(stem_keys(word))) if long else ()
    return (stem(word),)


@lru_cache(maxsize=KEPT)
def shown_as_name(word: str) -> tuple[str, ...]:
    """The forms under which a page's word is found by other spellings in Latin letters; none for what is no name."""
    return tuple(f"name {key}" for key in sorted(name_keys(word))) if is_name(word) else ()


@lru_cache(maxsize=KEPT)
def shown_to_cyrillic(word: str) -> tuple[str, ...]:
    """The forms under which a page's word is found where the claim is in Cyrillic."""
    return (*shown_as(word), *(f"latin {key}" for key in sorted(stem_keys(word)))) if is_name(word) else shown_as(word)


@lru_cache(maxsize=KEPT)
def initials(word: str) -> frozenset[str]:
    """The first letters that the keys of a name may have: a word of other ones is no spelling of it."""
    return _initials(word[:BEGINNING])


@lru_cache(maxsize=KEPT)
def _initials(beginning: str) -> frozenset[str]:
    return frozenset(key[0] for key in name_keys(beginning))
