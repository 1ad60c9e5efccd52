"""Coordinations that are one assertion: cut apart, a part would say what the article does not.

"The rebels fled or were killed" asserts neither; "the council did not close the school and sell the land" never that
it sold the land; "had the dam failed and the river risen, ..." nothing at all.
"""

from factcheck.syntax import Token, Tree

EITHER = frozenset({"or", "nor"})
NEGATIONS = frozenset({"not", "n't", "never", "neither", "hardly", "scarcely", "nowhere"})
BASE = frozenset({"VB", "VBN", "VBG"})
INVERTED = frozenset({"had", "were", "should"})
SUBJECT = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ"})
CONDITIONS = frozenset({"if", "unless", "whether", "until", "suppose", "supposing", "provided", "assuming"})


def is_joint(tree: Tree, token: Token) -> bool:
    """True where the conjunct asserts nothing without the word it is coordinated with."""
    return token.dep == "conj" and (_alternative(tree, token) or _negated(tree, token) or _after_nothing(tree, token))


def is_negated(tree: Tree, index: int) -> bool:
    """ "Did not sell the mine and the railway": of a list behind "not" it may be each or only both together."""
    return any(c.lower in NEGATIONS for c in tree.kids(index, "advmod", "cc:preconj"))


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


def supposed(tree: Tree) -> frozenset[int]:
    """The words that are only supposed: "if A and B" up to its comma, all of "had he known, C", the end of
    "C had he known".

    Phrases about a name ("if Smith, the mayor, agrees") are asserted even so; that is for the caller.
    """
    words = [t for t in tree.tokens if t.pos != "PUNCT"]
    if len(words) < 2 or any(t.text == "?" for t in tree.tokens[-2:]):  # noqa: PLR2004  a word and what follows it
        return frozenset()
    first, second = words[0].lower, words[1]
    if (first in INVERTED and second.pos in SUBJECT) or (
        first == "only" and second.lower in {"if", "when", "once", "after"}
    ):
        return frozenset(range(len(tree.tokens)))
    if first in CONDITIONS:
        commas = [t.index for t in tree.tokens if t.text == "," and t.index > second.index]
        # "if the dam breaks, flooding the town, ...": the participle belongs to the condition.
        goes_on = (at for at in commas if tree.tokens[min(at + 1, len(tree.tokens) - 1)].tag not in {"VBG", "VBN"})
        comma = next(goes_on, 0)
        return frozenset(range(comma))
    if any(t.lower in {"would", "could", "might"} for t in words):
        for before, at, after in zip(tree.tokens, tree.tokens[1:], tree.tokens[2:], strict=False):
            if at.lower in INVERTED and before.pos in {"VERB", "ADV", "ADJ"} and after.pos in SUBJECT:
                return frozenset(range(at.index, len(tree.tokens)))
    return frozenset()
