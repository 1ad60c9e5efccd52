"""The same quotation, given in two wordings.

Somebody said it once, in one way. Where an article quotes the same words twice, in a heading and in the body or at the
top and further down, and they differ, one of the two is wrong. A part of a longer quotation, an ellipsis, words in
brackets and another capital at the beginning are no other wording.

Fires:
    “We will never give up this base at Manas,” the general said on Monday.

    His words, “We will not give up this base at Manas,” were quoted all over the region.

Silent:
    “We will never give up this base at Manas,” the general said on Monday.

    His words, “never give up this base at Manas,” were quoted all over the region.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.document import Span
from factcheck.evidence.passages.alignment import nearest
from factcheck.evidence.passages.folding import fold
from factcheck.evidence.passages.fragments import pieces_of

CODE = "quotation-in-two-wordings"
LEVEL = Level.WARNING
HINT = "Quote it as it was said, in both places."
SHORTEST = 8
"""Words that both must have. Fewer are alike by chance: of 16 pairs with fewer in common, read in news of 2015 and
2016, 13 were two sentences of one build ("I do not believe it")."""
MOST = 0.2
"""Words that differ, a share of the shorter quotation's."""
AROUND = 3
"""Words beside a difference that are shown."""
RUN = 3
FEWEST_RUNS = 2
"""So many runs of RUN words two quotations must share before they are compared: two words out of ten may differ."""
MOST_ALIKE, MOST_COMPARED = 50, 5
"""Quotations that are remembered under one run of words, and that one quotation is compared with, the likest first."""
_CHANGED = re.compile(r"[\[…]|\.\.\.")
"""Where a quotation says itself that words were put in or left out."""


class _Quoted(NamedTuple):
    span: Span
    words: str
    plain: tuple[str, ...]


def find(subject: Subject) -> Iterator[Hit]:
    """The later of the two places, in order of the text."""
    runs: defaultdict[tuple[str, ...], list[_Quoted]] = defaultdict(list)
    for quoted in _quoted(subject):
        own = {quoted.plain[at : at + RUN] for at in range(len(quoted.plain) - RUN + 1)}
        shared = Counter(other for run in own for other in runs[run])
        near = [other for other, count in shared.items() if count >= FEWEST_RUNS]
        for other in sorted(near, key=lambda each: (-shared[each], each.span))[:MOST_COMPARED]:
            if told := _differ(other.words, quoted.words):
                yield Hit(f"quoted above as “{told[0]}”, here as “{told[1]}”", HINT, quoted.span)
                break
        for run in own:
            if len(runs[run]) < MOST_ALIKE:
                runs[run].append(quoted)


def _differ(one: str, other: str) -> tuple[str, str] | None:
    """What two quotations have that differs, each with the words around it; None where they are not two wordings.

    "I fight for my family", "I fight for my country": what differs at an end is another sentence of the same build.
    """
    if len(fold(one).plain) > len(fold(other).plain):
        told = _differ(other, one)
        return (told[1], told[0]) if told else None
    pieces, longer = pieces_of(one), fold(other)
    steps = [step for step in nearest(pieces, longer) if not step.skipped]
    same = [at for at, step in enumerate(steps) if step.same]
    if len(same) < SHORTEST:
        return None
    core = steps[same[0] : same[-1] + 1]
    different = [at for at, step in enumerate(core) if not step.same]
    if not different or len(different) > MOST * len(core):
        return None
    part = core[max(0, different[0] - AROUND) : different[-1] + AROUND + 1]
    shown = [word for piece in pieces for word in piece.shown]
    theirs = [step.theirs for step in part if step.theirs >= 0]
    ours = " ".join(shown[step.ours] for step in part if step.ours >= 0)
    here = " ".join(longer.span(theirs[0], theirs[-1] + 1).slice(other).split())
    return None if _CHANGED.search(here) else (ours, here)


def _quoted(subject: Subject) -> Iterator[_Quoted]:
    """The closed quotations that are long enough, without their marks."""
    for quotation in subject.quotations:
        words = " ".join(span.slice(subject.text).strip("“”«»„\"`'‘’ ") for span in quotation.spans)
        plain = fold(words).plain
        if quotation.closed and len(plain) >= SHORTEST:
            yield _Quoted(quotation.spans[0], " ".join(words.split()), plain)
