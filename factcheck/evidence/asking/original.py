"""The draft beside the article's own archived page: what the page has otherwise, sentence by sentence."""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from factcheck.document import Document, Span
from factcheck.readers import read_text
from factcheck.sentences import split_document

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.6
"""Share of words that two wordings of one sentence have in common at least; below it each stands alone."""
_SHORTEST = 4
"""Words of a sentence that count as part of the article where only the page has it: shorter ones are menus."""


class Change(StrEnum):
    """What became of a sentence."""

    REWORDED = "reworded"
    DRAFT_ONLY = "draft_only"
    PAGE_ONLY = "page_only"


class Difference(NamedTuple):
    """A sentence that the page has otherwise: the draft's words and the page's, "" where one lacks it.

    `span` is where the page's words stand in its text, None where it lacks them.
    """

    change: Change
    draft: str
    page: str
    span: Span | None


def compare(draft: Document, page: str) -> tuple[Difference, ...]:
    """The differences in the order of the draft; sentences with the same words are none, whatever their quotes.

    Of the page only what stands between its first and its last sentence of the article counts: the rest is its frame.
    """
    own = [_Sentence.of(draft.text, span) for span in split_document(draft)]
    document = read_text(page)
    theirs = [_Sentence.of(page, span) for span in split_document(document)]
    theirs = _article(own, theirs)
    found: list[Difference] = []
    matcher = SequenceMatcher(None, [each.words for each in own], [each.words for each in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found += _changed(own[a:b], theirs[c:d])
    return tuple(found)


class _Sentence(NamedTuple):
    text: str
    words: tuple[str, ...]
    span: Span

    @classmethod
    def of(cls, text: str, span: Span) -> "_Sentence":
        words = " ".join(span.slice(text).split())
        return cls(words, tuple(_WORD.findall(words.casefold())), span)


def _article(own: list[_Sentence], theirs: list[_Sentence]) -> list[_Sentence]:
    known = {each.words for each in own}
    at = [number for number, each in enumerate(theirs) if each.words in known or _nearest(each, own)]
    return theirs[at[0] : at[-1] + 1] if at else []


def _nearest(sentence: _Sentence, others: list[_Sentence]) -> _Sentence | None:
    """The sentence that is most likely another wording of this one, None where none is."""
    scored = [(_likeness(sentence, each), -number) for number, each in enumerate(others)]
    best = max(scored, default=(0.0, 0))
    return others[-best[1]] if best[0] >= _ALIKE else None


def _likeness(one: _Sentence, other: _Sentence) -> float:
    shared = 2 * len(set(one.words) & set(other.words)) / max(1, len(set(one.words)) + len(set(other.words)))
    return shared if len(one.words) >= _SHORTEST else 0.0


def _changed(own: list[_Sentence], theirs: list[_Sentence]) -> list[Difference]:
    waiting = [each for each in theirs if each.words]
    found = []
    for sentence in own:
        if not sentence.words:
            continue
        near = _nearest(sentence, waiting)
        if near is None:
            found.append(Difference(Change.DRAFT_ONLY, sentence.text, "", None))
            continue
        waiting.remove(near)
        if near.words != sentence.words:
            found.append(Difference(Change.REWORDED, sentence.text, near.text, near.span))
    found += [
        Difference(Change.PAGE_ONLY, "", each.text, each.span) for each in waiting if len(each.words) >= _SHORTEST
    ]
    return found
