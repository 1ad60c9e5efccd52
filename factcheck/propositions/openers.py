"""What opens a sentence or a clause and asserts nothing: "by the way", "for example", "although"."""

from collections.abc import Sequence

from factcheck.nominals import trimmed
from factcheck.syntax import Tree

CONTRASTS = frozenset({"although", "though", "whereas", "while"})
"""Marks that only weigh one clause against another; "because" and "since" say why and stay."""
PHRASES = frozenset(
    {("after", "all"), ("at", "the", "same", "time"), ("by", "the", "way"), ("for", "example"),
     ("for", "instance"), ("in", "addition"), ("in", "fact"), ("in", "other", "words"), ("in", "particular"),
     ("in", "short"), ("in", "that", "context"), ("in", "this", "context"), ("of", "course"),
     ("on", "the", "other", "hand"), ("to", "be", "sure")}
)  # fmt: skip
LONGEST = max(map(len, PHRASES))


def opened(tree: Tree, order: Sequence[int], head: int) -> list[int]:
    """The words in order without a phrase or the mark of contrast of the clause of `head` before them."""
    words = list(order)
    for length in range(2, LONGEST + 1):
        phrase = tuple(tree.tokens[i].lower for i in words[:length])
        if phrase in PHRASES and len(words) > length + 1 and tree.tokens[words[length]].text == ",":
            return trimmed(tree, words[length:])
    if len(words) > 2 and tree.tokens[words[0]].lower == "even" and tree.tokens[words[1]].lower in CONTRASTS:  # noqa: PLR2004
        words = words[1:]
    first = tree.tokens[words[0]] if words else None
    if first is not None and first.dep == "mark" and first.head == head and first.lower in CONTRASTS and len(words) > 1:
        return trimmed(tree, words[1:])
    return words
