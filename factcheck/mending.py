"""Parses mended where the parser is known to go wrong on the sentences of articles.

Each rule states the mistake it was seen to mend; a rule goes when the shipped model no longer makes it.
"""

from dataclasses import replace

from factcheck.cues import verb_cue
from factcheck.syntax import Token, Tree, tree_of

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def mend(tree: Tree) -> Tree:
    """The tree with known mistakes put right; the same tree where none was made."""
    return _aside_report(_shared_apposition(_listed_subject(tree)))


LONGEST_ASIDE = 8
"""Words of "the statement claimed" between commas; longer ones are clauses of their own."""


def _aside_report(tree: Tree) -> Tree:
    """ "This is due, the statement claimed, to X": a report set between commas hangs on the clause around it.

    Seen: the cue taken for a relative clause of the noun before it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep not in {"acl:relcl", "advcl", "appos", "dep", "ccomp"} or verb_cue(token) is None:
            continue
        below = sorted(tree.subtree(token.index))
        words = [i for i in below if tree.tokens[i].pos != "PUNCT"]
        if (
            len(words) > LONGEST_ASIDE
            or words[-1] - words[0] + 1 != len(words)
            or tree.kids(token.index, "mark", "ccomp", "obj")
        ):
            continue
        before = tree.tokens[words[0] - 1].text if words[0] else ""
        after = tree.tokens[words[-1] + 1].text if words[-1] + 1 < len(tree.tokens) else ""
        subjects = tree.kids(token.index, "nsubj")
        named = subjects and subjects[0].tag not in {"WDT", "WP"}
        if named and before == "," and after in {",", "."} and token.index != tree.root.index:
            heads[token.index] = ("parataxis", tree.root.index)
    return _rehung(tree, heads) if heads else tree


def _shared_apposition(tree: Tree) -> Tree:
    """ "Jeff Pigati, geologist and co-author": the second post is the apposition's conjunct, not the name's.

    Seen: the second post hung on the name as another person.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep != "conj" or token.pos != "NOUN" or tree.tokens[token.head].pos != "PROPN":
            continue
        posts = [a for a in tree.kids(token.head, "appos") if a.index < token.index and a.pos in {"NOUN", "PROPN"}]
        if posts:
            heads[token.index] = ("conj", posts[-1].index)
    return _rehung(tree, heads) if heads else tree


def _listed_subject(tree: Tree) -> Tree:
    """ "Armenia, Belarus, and Kazakhstan had ratified it": only the last name was taken for the subject.

    Seen: the first name as root, the verb as its conjunct, the last name as the verb's subject.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos not in NOMINAL or tree.kids(root.index, "nsubj", "cop"):
        return tree
    verbs = [
        t
        for t in tree.kids(root.index, "conj", "parataxis")
        if t.pos in {"VERB", "AUX", "ADJ", "NOUN"} and tree.kids(t.index, "nsubj")
    ]
    if not verbs:
        return tree
    verb = verbs[0]
    last = tree.kids(verb.index, "nsubj")[0]
    between = tree.tokens[root.index + 1 : min(tree.subtree(last.index))]
    joined = any(t.pos == "CCONJ" for t in between)
    if not joined or any(t.pos in {"VERB", "AUX"} for t in between):
        return tree
    heads: dict[int, tuple[str, int]] = {
        root.index: ("nsubj", verb.index),
        verb.index: ("root", verb.index),
        last.index: ("conj", root.index),
    }
    for child in tree.kids(root.index):
        if child.index > last.index and child.index != verb.index:
            heads[child.index] = (child.dep, verb.index)
    for child in tree.kids(verb.index, "cc", "punct"):
        if child.index < last.index:
            heads[child.index] = (child.dep, last.index)
    return _rehung(tree, heads)


def _rehung(tree: Tree, heads: dict[int, tuple[str, int]]) -> Tree:
    tokens: list[Token] = []
    for token in tree.tokens:
        dep, head = heads.get(token.index, (token.dep, token.head))
        tokens.append(replace(token, dep=dep, head=head))
    return tree_of(tree.span, tokens)
