"""Coordinations that are one assertion: cut apart, a part would say what the article does not.

"The rebels fled or were killed" asserts neither; "the council did not close the school and sell the land" never that
it sold the land; "had the dam failed and the river risen, ..." nothing at all.
"""

from factcheck.syntax import Token, Tree

EITHER = frozenset({"or", "nor"})
NEGATIONS = frozenset({"not", "n't", "never", "neither", "hardly", "scarcely", "nowhere"})
BASE = frozenset({"VB", "VBN", "VBG"})
INVERTED = frozenset({"had", "were", "should"})
CONDITIONS = frozenset({"if", "unless", "whether", "until", "suppose", "supposing", "provided", "assuming"})


def is_joint(tree: Tree, token: Token) -> bool:
    """True where the conjunct asserts nothing without the word it is coordinated with."""
    return token.dep == "conj" and (_alternative(tree, token) or _negated(tree, token) or _after_nothing(tree, token))


def _alternative(tree: Tree, token: Token) -> bool:
    """ "A or B", "neither A nor B", "A, B or C"."""
    together = tree.kids(token.head, "conj")
    return any(c.lower in EITHER for each in together for c in tree.kids(each.index, "cc"))


def _negated(tree: Tree, token: Token) -> bool:
    """ "did not close the school and sell the land": the negation before the first verb holds of both."""
    first = tree.tokens[token.head]
    if tree.kids(token.index, "nsubj", "csubj") or any(c.lower in {"but", "yet"} for c in tree.kids(token.index, "cc")):
        return False
    before = {c.lower for c in tree.kids(first.index, "advmod", "cc:preconj") if c.index < first.index}
    return bool(before & NEGATIONS) and (token.tag in BASE or token.tag == first.tag)


def _after_nothing(tree: Tree, token: Token) -> bool:
    """ "Found no proof that he slept and ignored it": the second verb may belong to what there is no proof of."""
    if tree.kids(token.index, "nsubj", "csubj"):
        return False
    return any(
        tree.kids(noun.index, "acl") and any(d.lower == "no" for d in tree.kids(noun.index, "det"))
        for noun in tree.kids(token.head, "obj", "nsubj", "obl")
        if noun.index < token.index
    )


def condition_end(tree: Tree) -> int:
    """The index up to which the sentence only supposes: all of "had he known, ..."; of "if A and B, C" to the comma.

    0 where it begins with no condition.
    """
    words = [t for t in tree.tokens if t.pos != "PUNCT"]
    if len(words) < 2 or any(t.text == "?" for t in tree.tokens[-2:]):  # noqa: PLR2004  a word and what follows it
        return 0
    first, second = words[0].lower, words[1]
    inverted = first in INVERTED and second.pos in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}
    if inverted or (first == "only" and second.lower in {"if", "when", "once", "after"}):
        return len(tree.tokens)
    if first in CONDITIONS:
        return next((t.index for t in tree.tokens if t.text == "," and t.index > words[1].index), 0)
    return 0
