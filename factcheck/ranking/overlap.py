"""Which words of a claim each passage holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from factcheck.ranking.words import (
    NUMBERS,
    WORD,
    content_words,
    initials,
    is_name,
    shown_as,
    shown_as_name,
    shown_to_cyrillic,
    sought_as,
)
from factcheck.transliteration import is_cyrillic

_NOTHING: frozenset[int] = frozenset()


class Overlap(NamedTuple):
    """The different words of a claim, and for each passage the indices of those it holds."""

    words: tuple[str, ...]
    held: tuple[frozenset[int], ...]


def overlap(claim: str, passages: Sequence[str]) -> Overlap:
    """Which of the claim's content words stand in each passage, whatever their ending, number or alphabet.

    >>> overlap("Nazarbayev met two envoys.", ["Назарбаев принял послов", "2 envoys met"]).held
    (frozenset({0}), frozenset({1, 2, 3}))
    """
    words: dict[str, str] = {}
    index: dict[str, set[int]] = {}
    for word in content_words(claim):
        forms = sought_as(word)
        if forms and forms[0] not in words:
            for form in forms:
                index.setdefault(form, set()).add(len(words))
            words[forms[0]] = word
    shown = shown_to_cyrillic if any(map(is_cyrillic, words.values())) else shown_as
    begin = frozenset().union(*map(initials, filter(is_name, words.values())))
    page = [WORD.findall(passage) for passage in passages]
    found = _found(set().union(*page), index, shown, begin)
    held = tuple(_NOTHING.union(*[found[word] for word in found.keys() & passage]) for passage in page)
    return Overlap(tuple(words.values()), held)


def _found(
    vocabulary: Iterable[str],
    index: Mapping[str, set[int]],
    shown: Callable[[str], tuple[str, ...]],
    begin: frozenset[str],
) -> dict[str, set[int]]:
    """The words of a page that stand for words of the claim, and for which.

    `index` has the claim's words under their forms, `begin` the first letters that other spellings of its names have.
    """
    forms_sought = index.keys()
    pairs = {form[:2] for form in index} | {word[:2] for word, figure in NUMBERS.items() if figure in index}
    found: dict[str, set[int]] = {}
    for word in vocabulary:
        # Most words of a page: a stem begins as its word does, so one that begins otherwise needs no stemming.
        if word[:2] not in pairs and word.isascii() and word.isalpha() and word.islower():
            continue
        forms = shown(word)
        if word[0].isupper() and not begin.isdisjoint(initials(word)):
            forms += shown_as_name(word)
        if not forms_sought.isdisjoint(forms):
            found[word] = set().union(*(index[form] for form in forms if form in index))
    return found
