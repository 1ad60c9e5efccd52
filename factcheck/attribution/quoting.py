"""Quotations over several sentences: all of one belongs to one speaker, wherever the cue stands."""

from bisect import bisect_left, insort
from dataclasses import replace

from factcheck.attribution.record import Attribution, sentence_of
from factcheck.attribution.voices import Voices
from factcheck.cues import CueClass
from factcheck.document import Span, joined
from factcheck.quotations import Quotation
from factcheck.reporting import beside_quotation, introduced_by

LONG = 4
"""Words. A quotation without a cue that is shorter is no sentence of the last speaker's."""
VOICED = frozenset({CueClass.SPEECH, CueClass.THOUGHT, CueClass.JUDGEMENT})
"""What may take a whole quotation for its content."""


def extend_over_quotations(voices: Voices) -> None:
    """A quotation belongs to one speaker: the content runs over all of it, wherever the cue stands."""
    for quotation in voices.reading.quotations:
        if not quotation.is_speech:
            continue
        owner = _owner(voices, quotation)
        if owner is None:
            owner = _beside(voices, quotation) or _introduced(voices, quotation)
        if owner is None:
            _by_neighbour(voices, quotation)
            continue
        at = voices.found.index(owner, bisect_left(voices.found, owner.sentence, key=sentence_of))
        spans = joined([*owner.content, *(_without(s, owner) for s in quotation.spans)])
        voices.found[at] = replace(owner, content=spans, direct=True)


def _beside(voices: Voices, quotation: Quotation) -> Attribution | None:
    """A new attribution by the words right beside the quotation, where the parse gave none."""
    trees = voices.reading.trees
    first, last = _touched(voices, quotation)
    sign = voices.reading.text[: quotation.spans[-1].end].rstrip("”\"'’ ")[-1:]
    for index in dict.fromkeys((last, last + 1, first)):
        if index >= len(trees) or voices.reading.paragraph_of[index] != voices.reading.paragraph_of[last]:
            continue
        whole = Span(quotation.spans[0].start, quotation.spans[-1].end)
        report = beside_quotation(trees[index], whole, sign)
        made = voices.made(index, report) if report is not None else None
        if made is not None:
            made = replace(made, content=quotation.spans, direct=True)
            insort(voices.found, made, key=sentence_of)
            return made
    return None


def _introduced(voices: Voices, quotation: Quotation) -> Attribution | None:
    """A quotation that opens its sentence after one that ends in a colon: "He said:" belongs to it."""
    trees = voices.reading.trees
    index, _ = _touched(voices, quotation)
    if not index or trees[index].span.start < quotation.spans[0].start - 1:
        return None
    introduction = introduced_by(trees[index - 1])
    made = voices.made(index - 1, introduction) if introduction is not None else None
    if made is None:
        return None
    made = replace(made, content=quotation.spans, direct=True, head=-1)
    insort(voices.found, made, key=sentence_of)
    return made


def _touched(voices: Voices, quotation: Quotation) -> tuple[int, int]:
    """The first and the last sentence of a quotation."""
    trees = voices.reading.trees
    first = bisect_left(trees, quotation.spans[0].start + 1, key=lambda t: t.span.end)
    last = bisect_left(trees, quotation.spans[-1].end, key=lambda t: t.span.end)
    return min(first, len(trees) - 1), min(last, len(trees) - 1)


def _owner(voices: Voices, quotation: Quotation) -> Attribution | None:
    """The attribution whose content holds part of the quotation and whose cue stands outside it."""
    best: Attribution | None = None
    for found in _near(voices, quotation):
        touches = any(c.overlaps(s) for c in found.content for s in quotation.spans)
        inside = any(s.overlaps(c) for c in found.cue for s in quotation.spans)
        if not touches or inside or found.kind not in VOICED:
            continue
        if best is None or _away(found, quotation) < _away(best, quotation):
            best = found
    return best


def _near(voices: Voices, quotation: Quotation, before: int = 0) -> list[Attribution]:
    """The attributions of the sentences the quotation touches and `before` more in front of them."""
    trees = voices.reading.trees
    first = max(0, bisect_left(trees, quotation.spans[0].start + 1, key=lambda t: t.span.end) - before)
    last = bisect_left(trees, quotation.spans[-1].end, key=lambda t: t.span.start)
    return voices.found[
        bisect_left(voices.found, first, key=sentence_of) : bisect_left(voices.found, last, key=sentence_of)
    ]


def _by_neighbour(voices: Voices, quotation: Quotation) -> None:
    """A quotation with no cue of its own: the paragraph's last speaker before it, or the one who just spoke."""
    trees = voices.reading.trees
    index = min(bisect_left(trees, quotation.spans[0].start + 1, key=lambda t: t.span.end), len(trees) - 1)
    near = [
        a
        for a in _near(voices, quotation, 2)
        if a.sentence <= index and a.kind is CueClass.SPEECH and a.resolved_source
    ]
    near = [a for a in near if not any(s.overlaps(c) for c in a.cue for s in quotation.spans)]
    same = [a for a in near if voices.reading.paragraph_of[a.sentence] == voices.reading.paragraph_of[index]]
    begins = trees[index].span.start >= quotation.spans[0].start - 1 and quotation.words >= LONG
    speaker = ([a for a in same if a.direct] or same or ([a for a in near if a.direct] if begins else []))[-1:]
    if not speaker or not begins:
        return
    if same:
        at = voices.found.index(speaker[0], bisect_left(voices.found, speaker[0].sentence, key=sentence_of))
        voices.found[at] = replace(speaker[0], content=joined([*speaker[0].content, *quotation.spans]))
        return
    made = replace(speaker[0], cue=(), content=quotation.spans, direct=True, sentence=index, head=-1)
    insort(voices.found, made, key=sentence_of)


def _away(found: Attribution, quotation: Quotation) -> int:
    """Characters between a cue and a quotation."""
    if not found.cue:
        return 0
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    return min(max(start - c.end, c.start - end, 0) for c in found.cue)


def _without(span: Span, owner: Attribution) -> Span:
    """The quotation; marks stay in it."""
    return (
        span
        if not any(span.covers(c) for c in owner.source)
        else Span(span.start, max(span.start, min(c.start for c in owner.source)))
    )
