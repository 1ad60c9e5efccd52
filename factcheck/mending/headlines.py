"""Headlines and clipped sentences: predicates without an auxiliary, posts before names without an article."""

from dataclasses import replace

from factcheck.mending.rehanging import rehung
from factcheck.syntax import Token, Tree, tree_of

FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
PHRASE = frozenset({"obl", "advcl", "obj"})
SHORTEST = 4
"""Words behind the participle's noun at least; "Man bitten by dog" is short, "Mill closed" may be a label."""


def clipped_predicate(tree: Tree) -> Tree:
    """ "Bundles of notes spilled onto the road on Friday": with no finite verb, the participle is what is told.

    Seen: the noun as root, the participle as its clause or that of a noun within it.
    """
    root = tree.root if tree.tokens else None
    ends = bool(tree.tokens) and tree.tokens[-1].text in {".", "!"}
    if root is None or not ends or root.pos not in {"NOUN", "PROPN"} or any(t.tag in FINITE for t in tree.tokens):
        return tree
    below = {root.index, *(n.index for n in tree.kids(root.index, "nmod", "appos", "flat"))}
    told = [t for t in tree.tokens if t.dep == "acl" and t.tag == "VBN" and t.head in below]
    if not told or tree.kids(root.index, "conj", "parataxis", "case") or len(tree.tokens) < SHORTEST:
        return tree
    verb = told[0]
    if verb.index < root.index or not tree.kids(verb.index, *PHRASE) or tree.tokens[verb.index - 1].text == ",":
        return tree
    heads: dict[int, tuple[str, int]] = {root.index: ("nsubj", verb.index), verb.index: ("root", verb.index)}
    for child in tree.kids(root.index):
        if child.index > verb.index:
            heads[child.index] = ("obl" if child.dep == "nmod" else child.dep, verb.index)
    return rehung(tree, heads)


def clipped_copula(tree: Tree) -> Tree:
    """ "Cole and Poe among those sold", "Man due in court": without a verb, what is told is behind the list or name.

    Seen: the name as root with the rest as what describes it.
    """
    if not _verbless(tree):
        return tree
    root = tree.root
    for token in tree.tokens[root.index + 1 :]:
        case = [c.lower for c in tree.kids(token.index, "case")]
        if token.dep == "nmod" and case == ["among"] and token.head in {root.index, *_listed(tree, root)}:
            return _told_of_root(tree, token)
        if (
            token.lower == "due"
            and token.dep in {"amod", "case", "acl", "advmod"}
            and token.index < len(tree.tokens) - 1
        ):
            place = tree.tokens[token.head]
            mended = _told_of_root(tree, token)
            return rehung(mended, {place.index: ("obl", token.index)} if token.dep == "case" else {})
    return tree


def clipped_future(tree: Tree) -> Tree:
    """ "Former minister to face trial": with no finite verb, what is to come is told.

    Seen: the infinitive as what describes the noun.
    """
    if not _verbless(tree):
        return tree
    for token in tree.kids(tree.root.index, "acl"):
        if token.tag == "VB" and [m.lower for m in tree.kids(token.index, "mark")] == ["to"]:
            beside = tree.tokens[token.index - 2 : token.index - 1]
            if beside and beside[0].index in {tree.root.index, *tree.subtree(tree.root.index, [token.index])}:
                return _told_of_root(tree, token)
    return tree


def _verbless(tree: Tree) -> bool:
    """True for a sentence without a finite verb, a noun for its root and nothing told of it."""
    root = tree.root if tree.tokens else None
    return (
        root is not None
        and tree.tokens[-1].text == "."
        and root.pos in {"NOUN", "PROPN"}
        and not any(t.tag in FINITE for t in tree.tokens if t.dep != "acl:relcl")
        and not tree.kids(root.index, "parataxis", "case", "cop", "nsubj")
        and len(tree.tokens) > SHORTEST
    )


def _listed(tree: Tree, root: Token) -> list[int]:
    return [c.index for c in tree.kids(root.index, "conj")]


def _told_of_root(tree: Tree, told: Token) -> Tree:
    """The tree with what is told for its root and the old root as its subject."""
    root = tree.root
    heads: dict[int, tuple[str, int]] = {root.index: ("nsubj", told.index), told.index: ("root", told.index)}
    for child in tree.kids(root.index):
        if child.index > told.index:
            heads[child.index] = ("obl" if child.dep == "nmod" else child.dep, told.index)
    return rehung(tree, heads)


def post_before_name(tree: Tree) -> Tree:
    """ "Norbank boss Tom Hart defended it": a noun right before a name is his post.

    Seen: the noun and the name as two subjects, or the name in apposition to an object it stands right behind.
    """
    heads: dict[int, tuple[str, int]] = {}
    for post, name in zip(tree.tokens, tree.tokens[1:], strict=False):
        if post.tag != "NN" or name.tag != "NNP" or not tree.kids(name.index, "flat"):
            continue
        if post.dep == name.dep == "nsubj" and post.head == name.head:
            heads[post.index] = ("nmod:desc", name.index)
        elif name.dep == "appos" and name.head == post.index and post.relation in {"nsubj", "obj", "obl"}:
            if tree.kids(post.index, "det", "nmod:poss"):
                continue
            heads[name.index] = (post.dep, post.head)
            heads[post.index] = ("nmod:desc", name.index)
            for child in tree.kids(post.index):
                if child.index > name.index or child.dep == "case":
                    heads[child.index] = (child.dep, name.index)
    return rehung(tree, heads)


def gapped_auxiliary(tree: Tree) -> Tree:
    """ "Three people were killed and 62 others wounded": the second participle is a predicate, its noun the subject.

    Seen: the noun coordinated with the first verb, the participle as its clause.
    """
    heads: dict[int, tuple[str, int]] = {}
    for noun in tree.tokens:
        first = tree.tokens[noun.head]
        passive = first.tag == "VBN" and tree.kids(first.index, "aux:pass") and tree.kids(first.index, "nsubj")
        if noun.dep != "conj" or noun.pos not in {"NOUN", "PROPN", "NUM"} or not passive:
            continue
        verb = next(
            (
                v
                for v in tree.kids(noun.index, "acl", "amod")
                if v.tag in {"VBN", "VBD"} and v.index == _end(tree, noun)
            ),
            None,
        )
        if verb is None or not tree.kids(noun.index, "cc"):
            continue
        heads[verb.index] = ("conj", first.index)
        heads[noun.index] = ("nsubj:pass", verb.index)
        for link in tree.kids(noun.index, "cc"):
            heads[link.index] = ("cc", verb.index)
    mended = rehung(tree, heads)
    if not heads:
        return mended
    tokens = [
        replace(t, pos="VERB", tag="VBN") if heads.get(t.index, ("", 0))[0] == "conj" else t for t in mended.tokens
    ]
    return tree_of(mended.span, tokens)


def _end(tree: Tree, noun: Token) -> int:
    """The token right behind a noun."""
    return min(noun.index + 1, len(tree.tokens) - 1)
