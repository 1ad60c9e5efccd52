"""Which words of a claim each passage holds."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from factcheck.ranking.words import (
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
_NOTHING_BEGUN: frozenset[str] = frozenset()


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
    known = _Known(index, shown, _NOTHING_BEGUN.union(*map(initials, filter(is_name, words.values()))))
    held = tuple(_NOTHING.union(*map(known.__getitem__, WORD.findall(passage))) for passage in passages)
    return Overlap(tuple(words.values()), held)


class _Known(dict[str, frozenset[int]]):
    """What each word of the passages stands for, found out when it is first met."""

    def __init__(
        self, index: Mapping[str, set[int]], shown: Callable[[str], tuple[str, ...]], begin: frozenset[str]
    ) -> None:
        super().__init__()
        self._index = index
        self._forms = index.keys()
        self._shown = shown
        self._begin = begin

    def __missing__(self, word: str) -> frozenset[int]:
        forms = self._shown(word)
        if word[0].isupper() and not self._begin.isdisjoint(initials(word)):
            forms += shown_as_name(word)
        if self._forms.isdisjoint(forms):
            self[word] = _NOTHING
            return _NOTHING
        hits = self[word] = _NOTHING.union(*(self._index[form] for form in forms if form in self._index))
        return hits
