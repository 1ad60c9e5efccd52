"""Whether a passage merely repeats the article: the same words in the same order, which prove nothing.

A reprint of the article, a page that took the sentence over, or the wire copy that the article took it from says what
the claim says because one of them copied. The measure is the share of the article's own words, quotations left out,
that stand in the passage in runs of four words or more. Two writers who tell the same fact in their own words share
names, figures and set phrases, hardly ever such runs over most of a sentence.
"""

import re
from collections.abc import Sequence

from factcheck.document import Span
from factcheck.evidence.passages.folding import fold
from factcheck.quotations import find_quotations

RUN = 4
"""Words in the same order that count as taken over."""
COPIED = 0.7
"""The share of the article's own words in such runs from which on a passage repeats them.

Of 319 sentences of Wikipedia and the pages that they cite (WiCE, the development half) five reach it, all of them
copies with a few words changed; below it stand sentences that share a title or a date.
"""
FEWEST = 8
"""Own words of the article; of fewer it cannot be told whether they were copied."""

_GAP = re.compile(r"\s*\[(?:\.\.\.|…)\]\s*")


def restates(verbatim: str, passage: str) -> bool:
    """True where a passage repeats the article's own words; False where there are too few of them to tell.

    >>> said = "The mill at Orlo sold nine tons of flour to the army in the first week of May"
    >>> restates(said, "We hear the mill at Orlo sold nine tons of flour to the army in the first week of May.")
    True
    >>> restates(said, "In early May the army bought nine tons of flour from the mill at Orlo.")
    False
    """
    parts = [fold(part).plain for part in own_words(verbatim)]
    total = sum(map(len, parts))
    if total < FEWEST:
        return False
    shown = fold(passage).plain
    taken = {shown[at : at + RUN] for at in range(len(shown) - RUN + 1)}
    return sum(_copied(part, taken) for part in parts) >= COPIED * total


def own_words(verbatim: str) -> tuple[str, ...]:
    """What the article says outside quotation marks, in unbroken pieces."""
    parts: list[str] = []
    for piece in _GAP.split(verbatim):
        at = 0
        for quotation in find_quotations(piece, [Span(0, len(piece))]):
            parts.append(piece[at : quotation.spans[0].start])
            at = quotation.spans[-1].end
        parts.append(piece[at:])
    return tuple(part for part in parts if part.strip())


def _copied(words: Sequence[str], taken: set[tuple[str, ...]]) -> int:
    """How many of the words lie in runs that were taken over."""
    inside: set[int] = set()
    for at in range(len(words) - RUN + 1):
        if tuple(words[at : at + RUN]) in taken:
            inside.update(range(at, at + RUN))
    return len(inside)
