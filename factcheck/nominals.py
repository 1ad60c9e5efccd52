"""Noun phrases inside a sentence: what belongs to one, and where its words may be cut.

Words written as one are cut nowhere; conjunctions, connectives and punctuation stand at no end.
"""

from collections.abc import Iterable

from factcheck.lexicon import word_list
from factcheck.syntax import Tree

CONNECTIVES = word_list("connective")


def phrase(tree: Tree, index: int, stop: Iterable[int]) -> set[int]:
    """A noun with what belongs to it, without coordinated items, appositions, clauses and punctuation hanging on it."""
    out = {
        c.index
        for c in tree.kids(index)
        if c.dep in {"conj", "cc", "appos", "parataxis", "acl:relcl", "cop", "mark", "csubj"}
    }
    out |= {
        c.index
        for c in tree.kids(index, "punct", "case", "nsubj", "aux", "expl")
        if c.text not in {"’s", "'s", "’", "'", "-"}
    }
    return tree.subtree(index, (out | set(stop)) - {index})


def unbroken(tree: Tree, words: Iterable[int]) -> set[int]:
    """The words with the other parts of "sister-in-law", "U.S.-led": what is written as one is cut nowhere."""
    whole = set(words)
    for at in sorted(whole):
        left = at
        while left > 0 and _glued(tree, left - 1, left):
            left -= 1
        right = at
        while right + 1 < len(tree.tokens) and _glued(tree, right, right + 1):
            right += 1
        whole |= set(range(left, right + 1))
    return whole


def _glued(tree: Tree, left: int, right: int) -> bool:
    one, two = tree.tokens[left], tree.tokens[right]
    return (
        one.span.end == two.span.start
        and ("-" in {one.text, two.text})
        and one.text[-1:].isalnum() != two.text[:1].isalnum()
    )


def trimmed(tree: Tree, words: Iterable[int]) -> list[int]:
    """The words in order without conjunctions, connectives and punctuation at either end."""
    order = sorted(words)
    while order and _drops_first(tree, order):
        order = order[1:]
    while order and _drops_last(tree, order):
        order = order[:-1]
    return order


def _drops_last(tree: Tree, order: list[int]) -> bool:
    """Punctuation and conjunctions at the end, and a closing mark whose opening one is not among the words."""
    last = tree.tokens[order[-1]]
    if last.pos not in {"PUNCT", "CCONJ"}:
        return False
    texts = [tree.tokens[i].text for i in order]
    if last.text == "”":
        return "“" not in texts
    if last.text in {'"', "''"}:
        return sum(t in {'"', "``", "''"} for t in texts) % 2 == 1
    if last.text == ")":
        return "(" not in texts
    return last.text != "’"


def _drops_first(tree: Tree, order: list[int]) -> bool:
    token = tree.tokens[order[0]]
    if token.pos == "PUNCT":
        return token.text not in {"“", '"', "(", "‘"}
    follows = tree.tokens[order[1]].text if len(order) > 1 else ""
    if token.pos == "CCONJ":
        return True
    return token.lower in CONNECTIVES and token.pos == "ADV" and follows == ","
