"""The order of passages: the words of the claim that each holds, rarer ones weighing more.

A word counts once however often it stands in a passage, and long passages are not held back: evidence is what covers
the claim. Words of the passages on either side count in part, since a page tells of one matter over several sentences.
Passages that cover what a better one has covered already fall behind those that add something.
Source of the weight: Robertson and Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond, section 3.
"""

import math
from collections import Counter
from collections.abc import Sequence
from heapq import heappop, heappush

from factcheck.claims.claim import Claim
from factcheck.ranking.overlap import Overlap, overlap

BESIDE = 0.3
"""What a word counts that only a neighbouring passage holds."""
AGAIN = 0.8
"""What a word still counts each time that a better passage has held it."""
REORDERED = 10
"""Places in the order that are filled by what a passage adds."""
CANDIDATES = 40
"""Passages among which those places are given."""


def rank_passages(claim: Claim | str, passages: Sequence[str]) -> tuple[int, ...]:
    """Indices of all passages, the one that bears most on the claim first; equal ones in the order given.

    >>> rank_passages("Bishkek ratified the agreement.", ["It rained.", "The agreement was ratified in Bishkek."])
    (1, 0)
    """
    return ranked(overlap(claim if isinstance(claim, str) else claim.text, passages))


def ranked(shared: Overlap) -> tuple[int, ...]:
    """Indices of the passages of an overlap, the one that covers most of the claim first."""
    held = shared.held
    weights = _weights(shared)
    # In order: the last bit of a sum must not hang on the order of a set.
    own = [sorted(words) for words in held]
    near = [sorted(_beside(held, at)) for at in range(len(held))]
    scores = [_score(own[at], near[at], weights) for at in range(len(held))]
    order = sorted(range(len(held)), key=lambda at: (-scores[at], at))
    head = [at for at in order[:CANDIDATES] if held[at]]
    rest = order[len(head) :]
    first: list[int] = []
    # A score only falls as words are covered: one reckoned for the present round that leads is the best.
    waiting = [(-scores[at], place, 0) for place, at in enumerate(head)]
    while waiting and len(first) < REORDERED:
        _, place, told = heappop(waiting)
        best = head[place]
        if told < len(first):
            heappush(waiting, (-_score(own[best], near[best], weights), place, len(first)))
            continue
        first.append(best)
        weights = [w * AGAIN if word in held[best] else w for word, w in enumerate(weights)]
    head = [at for at in head if at not in first]
    return (*first, *head, *rest)


def _score(held: Sequence[int], near: Sequence[int], weights: Sequence[float]) -> float:
    if not held:
        return 0.0
    return sum([weights[word] for word in held]) + BESIDE * sum([weights[word] for word in near])


def _weights(shared: Overlap) -> list[float]:
    found_in = Counter(word for words in shared.held for word in words)
    passages = len(shared.held)
    return [
        1 + math.log(1 + (passages - found_in[word] + 0.5) / (found_in[word] + 0.5))
        for word in range(len(shared.words))
    ]


def _beside(held: Sequence[frozenset[int]], at: int) -> frozenset[int]:
    """The words that only the passages before and after hold; none where the passage itself holds none."""
    if not held[at]:
        return frozenset()
    return frozenset().union(*held[max(0, at - 1) : at + 2]) - held[at]
