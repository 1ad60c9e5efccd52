"""Unquoted "we" that is still the speaker of the sentence before."""

from bisect import insort
from dataclasses import replace

from factcheck.attribution.record import UNNAMED, Attribution, sentence_of
from factcheck.attribution.voices import Voices
from factcheck.cues import CueClass
from factcheck.mentions import FIRST
from factcheck.syntax import Tree


def say_on(voices: Voices) -> None:
    """Unquoted "we" right after "C, said X" with a "we" of its own is still X speaking."""
    at: dict[int, list[Attribution]] = {}
    for found in voices.found:
        at.setdefault(found.sentence, []).append(found)
    for index in range(1, len(voices.reading.trees)):
        tree = voices.reading.trees[index]
        if voices.quotes_at[index] or not _speaks(tree) or index in at:
            continue
        if voices.reading.paragraph_of[index] != voices.reading.paragraph_of[index - 1]:
            continue
        before = [a for a in at.get(index - 1, ()) if a.kind is CueClass.SPEECH and not a.direct]
        before = [
            a
            for a in before
            if any(w in FIRST for c in a.content for w in c.slice(voices.reading.text).lower().split())
        ]
        if before and before[-1].resolved_source not in {"", UNNAMED}:
            made = replace(before[-1], source=(), cue=(), content=(tree.span,), sentence=index, head=-1)
            at[index] = [made]
            insort(voices.found, made, key=sentence_of)


def _speaks(tree: Tree) -> bool:
    return any(t.lower in FIRST for t in tree.tokens)
