"""A noun phrase's own words."""

import re
from collections.abc import Iterable

from factcheck.lexicon import word_list
from factcheck.syntax import Tree

CALENDAR = word_list("calendar")


def words_of(text: str, tree: Tree, chosen: Iterable[int]) -> str:
    """The words of a run of tokens as they stand, up to its first gap, without article and punctuation at its ends."""
    order = sorted(chosen)
    while order and tree.tokens[order[0]].pos in {"PUNCT", "DET", "CCONJ"}:
        order = order[1:]
    run = order[:1]
    for index in order[1:]:
        if index - run[-1] > 1:
            break
        run.append(index)
    while run and tree.tokens[run[-1]].pos in {"PUNCT", "CCONJ"}:
        run = run[:-1]
    if not run:
        return ""
    words = text[tree.tokens[run[0]].span.start : tree.tokens[run[-1]].span.end]
    return re.sub(r"\s+", " ", words)


BRACKET = re.compile(r"\s*\([^()]{1,40}\)")
"""A short bracket: "the Foreign Ministry (MFA) spokesman" is called without it."""
ASIDE = re.compile(r"(?P<named>(?:[A-Z][\w.’'-]*\s+)*[A-Z][\w.’'-]*)\s*\([^()]{1,40}\)\s*$")
"""Capitals and a short bracket, right before a description."""


def named_before(text: str, tree: Tree, first: int) -> str:
    """The capitals that a bracket cuts off a description: "Foreign Ministry (MFA) spokesman"; "" where none stand so.

    A bracket of its own is no part of what it stands in; the parser often takes it for the end of the phrase.
    """
    found = ASIDE.search(text, tree.span.start, tree.tokens[first].span.start)
    words = found["named"].split() if found else []
    while words and words[0].lower() in CALENDAR:
        words = words[1:]
    return " ".join(words)
