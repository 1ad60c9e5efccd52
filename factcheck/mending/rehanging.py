"""A tree with some of its words hung elsewhere."""

from collections.abc import Mapping
from dataclasses import replace

from factcheck.syntax import Token, Tree, tree_of


def rehung(tree: Tree, heads: Mapping[int, tuple[str, int]]) -> Tree:
    """The tree with the words of `heads` under their new relation and head; the same tree where `heads` is empty."""
    if not heads:
        return tree
    tokens: list[Token] = []
    for token in tree.tokens:
        moved = heads.get(token.index)
        tokens.append(token if moved is None else replace(token, dep=moved[0], head=moved[1]))
    return tree_of(tree.span, tokens)


def is_tree(tree: Tree) -> bool:
    """True where every word leads up to the one root."""
    return sum(t.head == t.index for t in tree.tokens) == 1 and len(tree.subtree(tree.root.index)) == len(tree.tokens)
