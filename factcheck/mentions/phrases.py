"""A noun phrase's own words."""

import re
from collections.abc import Iterable

from factcheck.syntax import Tree


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
