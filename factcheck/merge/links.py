"""Claims that were split from another one, or that took another one in: what was said of that one stays in
sight.

The link is a word in `flags`: `from-c-kbmwzdfg` names the row that holds the earlier verdict or notes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from factcheck.merge.words import JOIN, number
from factcheck.row import Row

PREFIX = "from-"
FEWEST = 3
"""Words that the shorter of the two must have: "he left" stands in many a claim."""
SPARE = 8
"""For each so many words one may differ: a draft that splits a sentence often touches it up. No name and no figure."""
NEIGHBOURS = 1
"""Sentences that a piece may have moved by; further off, all of its words must be there, and more of them."""
FEWEST_FAR = 6


class Link(NamedTuple):
    """A claim of the new parse, by its index, and the old row that it was split from, or that it took in."""

    new: int
    old: Row


def flag_of(claim_id: str) -> str:
    """The word in `flags` of a claim that comes from this row."""
    return PREFIX + claim_id


def is_link(flag: str) -> bool:
    """True for such a word."""
    return flag.startswith(PREFIX)


def find_links(
    old: Iterable[Row], fresh: Sequence[Row], targets: Iterable[int], shift: Callable[[int], int]
) -> tuple[Link, ...]:
    """The claims of `fresh` at `targets` whose words an old row has, or that have an old row's words.

    `old` are rows whose claim the new parse words otherwise, or has no more; `shift` says where their sentence is now.
    """
    wanted = [(at, _words(fresh[at].verbatim), number(fresh[at].sentence)) for at in targets]
    found = []
    for row in old:
        words, place = _words(row.verbatim), number(row.sentence)
        for at, new, sentence in wanted:
            near = bool(place) and abs(shift(place) - sentence) <= NEIGHBOURS
            if _holds(words, new, near=near) or _holds(new, words, near=near):
                found.append(Link(at, row))
    return tuple(found)


def _words(verbatim: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", verbatim.replace(JOIN, " ")))


def _holds(more: Counter[str], less: Counter[str], *, near: bool) -> bool:
    """Whether all of `less` stands in `more`, give or take a word that is no name and no figure."""
    size = less.total()
    if size > more.total() or size < (FEWEST if near else FEWEST_FAR):
        return False
    folded = Counter({word.casefold(): 0 for word in more})
    for word, count in more.items():
        folded[word.casefold()] += count
    missing: list[str] = []
    for word, count in less.items():
        key = word.casefold()
        missing += [word] * max(0, count - folded[key])
        folded[key] = max(0, folded[key] - count)
    spare = size // SPARE if near else 0
    return len(missing) <= spare and all(word.islower() for word in missing)
