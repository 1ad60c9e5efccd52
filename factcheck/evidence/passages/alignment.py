"""Where a page says nearly what a quotation says, and what the difference is.

The place is found by the quotation's rarer words: the stretch of the page that holds most of their weight. There the
words are aligned one by one (semi-global alignment: what stands before and after on the page costs nothing), a word in
another spelling costing as much of a word as it differs. The work on a page is linear in its length.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel

from factcheck.evidence.passages.folding import Folded
from factcheck.evidence.passages.fragments import Piece
from factcheck.lexicon import word_list

MOST_WORDS = 150
"""Words of a quotation that are aligned; a longer one is judged by its first so many."""
MOST_AROUND = 500
"""Words of a page that are aligned at one place."""
AROUND = 8
"""Words of a page that are aligned on either side of the place, at least."""
FURTHEST = 0.3
"""The cost of a near match, a share of the quotation's words; above it the page says something else."""
ALIKE = 0.75
"""How like another a word must be to be a spelling of it: the share of letters in common order."""
EXTRA = 0.5
"""What a word costs that only the page has: a speaker's name between two halves of a quotation is no other wording."""
ROUNDING = 1e-9
"""A place is better only by more than the error of sums."""
STOP = word_list("stop")


class Step(NamedTuple):
    """A step of an alignment: word `ours` of the quotation, word `theirs` of the page, -1 for none on that side.

    `skipped` where the page's word stands for an ellipsis or bracket.
    """

    ours: int
    theirs: int
    same: bool
    skipped: bool = False


def joined(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], dict[int, int]]:
    """The words of the first pieces, up to MOST_WORDS, and the gap allowed before a word, by the word's index."""
    words: list[str] = []
    gaps: dict[int, int] = {}
    for piece in pieces:
        if words and piece.gap:
            gaps[len(words)] = piece.gap
        words += piece.plain
    return tuple(words[:MOST_WORDS]), {at: gap for at, gap in gaps.items() if at < MOST_WORDS}


def nearest(pieces: Sequence[Piece], page: Folded) -> tuple[Step, ...]:
    """The alignment with the place of a page that differs least from a quotation, () where all differ too much."""
    words, gaps = joined(pieces)
    window = _window(words, sum(gaps.values()), page)
    if window is None:
        return ()
    first, end = window
    steps, cost = align(words, gaps, page.plain[first:end])
    content = [at for at, word in enumerate(words) if word not in STOP] or list(range(len(words)))
    same = {step.ours for step in steps if step.same}
    if cost > FURTHEST * len(words) or 2 * sum(at in same for at in content) < len(content):
        return ()
    return tuple(step._replace(theirs=step.theirs + first if step.theirs >= 0 else -1) for step in steps)


def _window(words: Sequence[str], gap: int, page: Folded) -> tuple[int, int] | None:
    """The stretch of the page that holds most of the quotation's weight; None where half of its words stand nowhere."""
    wanted = frozenset(words)
    hits = [at for at, word in enumerate(page.plain) if word in wanted]
    count = Counter(page.plain[at] for at in hits)
    content = wanted - STOP or wanted
    if 2 * len(content & count.keys()) < len(content):
        return None
    size = min(2 * len(words) + gap, MOST_AROUND - 2 * AROUND)
    best, best_weight, weight, left = 0, 0.0, 0.0, 0
    for at in hits:
        weight += 1 / count[page.plain[at]]
        while at - hits[left] >= size:
            weight -= 1 / count[page.plain[hits[left]]]
            left += 1
        if weight > best_weight + ROUNDING:
            best, best_weight = hits[left], weight
    return max(0, best - len(words) - AROUND), min(len(page.plain), best + size + AROUND)


def align(words: Sequence[str], gaps: Mapping[int, int], shown: Sequence[str]) -> tuple[list[Step], float]:
    """The cheapest alignment of all the words with some stretch of those shown, and its cost in words.

    Among equal ones that which ends first. Words that fill a gap cost nothing.
    """
    rows = [[0.0] * (len(shown) + 1)]
    for at, word in enumerate(words):
        above, row = rows[-1], [at + 1.0]
        extra = 0.0 if at + 1 in gaps else EXTRA
        for to, other in enumerate(shown):
            change = above[to] + (0.0 if word == other else _distance(word, other))
            row.append(min(change, above[to + 1] + 1.0, row[to] + extra))
        rows.append(row)
    end = min(range(len(shown) + 1), key=lambda to: (rows[-1][to], to))
    return _steps(words, gaps, shown, rows, end), rows[-1][end]


def _steps(
    words: Sequence[str], gaps: Mapping[int, int], shown: Sequence[str], rows: Sequence[Sequence[float]], to: int
) -> list[Step]:
    """The way back through the costs, from the end of the words to their beginning."""
    steps: list[Step] = []
    at = len(words)
    while at:
        cost = rows[at][to]
        if to and cost == rows[at - 1][to - 1] + (distance := _distance(words[at - 1], shown[to - 1])):
            at, to = at - 1, to - 1
            steps.append(Step(at, to, same=distance == 0))
        elif cost == rows[at - 1][to] + 1.0:
            at -= 1
            steps.append(Step(at, -1, same=False))
        else:
            to -= 1
            steps.append(Step(-1, to, same=False, skipped=at in gaps))
    return steps[::-1]


@lru_cache(maxsize=1 << 14)
def _distance(word: str, other: str) -> float:
    """0 for the same word, 1 for another, the share of letters that differ for a spelling of it."""
    if word == other:
        return 0.0
    alike: float = Indel.normalized_similarity(word, other)
    return 1.0 - alike if alike >= ALIKE else 1.0


class Run(NamedTuple):
    """Steps of one kind that follow each other, as words of each side."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    same: bool
    skipped: bool


def runs(steps: Sequence[Step]) -> tuple[Run, ...]:
    """The steps of an alignment in stretches: the same on both sides, different, or skipped by an ellipsis."""
    return tuple(
        Run(
            tuple(step.ours for step in group if step.ours >= 0),
            tuple(step.theirs for step in group if step.theirs >= 0),
            same,
            skipped,
        )
        for (same, skipped), group in (
            (key, list(steps_of)) for key, steps_of in groupby(steps, key=lambda step: (step.same, step.skipped))
        )
    )
