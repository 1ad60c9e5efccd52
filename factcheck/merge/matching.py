"""Which claim of a new parse is which row of the table."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from factcheck.merge.words import number, ref_key, row_words
from factcheck.row import Row
from factcheck.table.naming import id_words
from factcheck.verdicts import has_human

NEAR = 62.0
"""Out of 100 (rapidfuzz ratio), in the same or a neighbouring sentence. Of thirteen wordings tried by hand those of the
same claim scored 63 to 94, of another one 33 to 60; one name exchanged 88, which is why a near match turns stale."""
FAR = 88.0
"""The same anywhere else in the article: a sentence moved and touched up, not another one about the same thing."""
FAR_PAIRS = 200_000
"""Above this many pairs only near ones are compared: a new article is not matched sentence by sentence."""


class Pair(NamedTuple):
    """Index of the old row and of the fresh one; `exact`: the same words but for typography."""

    old: int
    new: int
    exact: bool


def match(old: Sequence[Row], fresh: Sequence[Row], by_hand: Sequence[bool]) -> tuple[Pair, ...]:
    """One-to-one pairs: the same words first, then what is nearest. `old` rows hold the tool's own last `verbatim`.

    Where the same words stand in several rows, one that a person added (`by_hand`) is paired last, one with a
    person's cells before one without, and the pairs keep the order of the text. A row added by hand is never near.
    """

    def worth(at: int) -> tuple[bool, bool]:
        return (by_hand[at], not has_human(old[at]))

    pairs: list[Pair] = []
    for key, exact in ((row_words, True), (id_words, False)):
        used, given = {pair.old for pair in pairs}, {pair.new for pair in pairs}
        olds = {at: key(row) for at, row in enumerate(old) if at not in used and row.verbatim.strip()}
        news = {at: key(row) for at, row in enumerate(fresh) if at not in given}
        pairs += [Pair(o, n, exact) for o, n in _same(olds, news, worth, lambda at: _text_place(old[at]))]
    used = {pair.old for pair in pairs} | {at for at, hand in enumerate(by_hand) if hand}
    pairs += _near(old, fresh, pairs, used, {pair.new for pair in pairs})
    return tuple(pairs)


def _same(
    old: Mapping[int, str], fresh: Mapping[int, str], worth: Callable[[int], Any], place: Callable[[int], Any]
) -> list[tuple[int, int]]:
    """Pairs of equal words; of more rows than claims those of most worth, each kept in the order of the text."""
    by_words: dict[str, list[int]] = defaultdict(list)
    for at, words in old.items():
        by_words[words].append(at)
    wanted: dict[str, list[int]] = defaultdict(list)
    for at, words in fresh.items():
        if words in by_words:
            wanted[words].append(at)
    pairs: list[tuple[int, int]] = []
    for words, news in wanted.items():
        olds = sorted(by_words[words], key=place)
        if len(olds) > len(news):
            olds = sorted(sorted(olds, key=worth)[: len(news)], key=place)
        pairs += zip(olds, news, strict=False)
    return pairs


def _text_place(row: Row) -> tuple[bool, tuple[int, int, str]]:
    place = ref_key(row.ref)
    return (place is None, place or (0, 0, ""))


def _near(
    old: Sequence[Row], fresh: Sequence[Row], anchors: Sequence[Pair], used: set[int], given: set[int]
) -> list[Pair]:
    from rapidfuzz import fuzz  # noqa: PLC0415 - 35 ms, which an unchanged article does not need

    left = [at for at, row in enumerate(old) if at not in used and row.verbatim.strip()]
    new = [at for at in range(len(fresh)) if at not in given]
    if not left or not new:
        return []
    shift = shifts(old, fresh, anchors)
    far = len(left) * len(new) <= FAR_PAIRS
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for at in new:
        by_sentence[number(fresh[at].sentence)].append(at)
    scored = []
    for at in left:
        expected = shift(number(old[at].sentence))
        close = {n for s in (expected - 1, expected, expected + 1) for n in by_sentence.get(s, ())}
        for n in new if far else sorted(close):
            cutoff = NEAR if n in close else FAR
            score = max(
                fuzz.ratio(old[at].verbatim, fresh[n].verbatim, score_cutoff=cutoff),
                fuzz.ratio(old[at].claim, fresh[n].claim, score_cutoff=cutoff) if old[at].claim else 0.0,
            )
            if score >= cutoff:
                scored.append((-score, abs(number(fresh[n].sentence) - expected), at, n))
    pairs: list[Pair] = []
    for _, _, at, n in sorted(scored):
        if at not in used and n not in given:
            used.add(at)
            given.add(n)
            pairs.append(Pair(at, n, exact=False))
    return pairs


def shifts(old: Sequence[Row], fresh: Sequence[Row], anchors: Sequence[Pair]) -> Callable[[int], int]:
    """Says where a sentence of the old draft is to be looked for in the new one, by the pair that stands nearest."""
    moved = sorted({number(old[o].sentence): number(fresh[n].sentence) for o, n, _ in anchors}.items())

    def expected(sentence: int) -> int:
        if not moved:
            return sentence
        was, now = min(moved, key=lambda pair: (abs(pair[0] - sentence), pair[0]))
        return sentence + now - was

    return expected
