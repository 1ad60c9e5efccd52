"""Main clauses whose verb the parser did not take for the verb of the sentence."""

from dataclasses import replace

from factcheck.cues import verb_cue
from factcheck.mending.rehanging import rehung
from factcheck.syntax import Token, Tree, tree_of

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
LABEL = 2
"""Letters a label in capitals has at least."""
ASKING = frozenset({"how", "when", "where", "whether", "why"})
DOING = frozenset({"did", "do", "does"})


def verb_of_name(tree: Tree) -> Tree:
    """ "Ann Cole and Tom Hart, from Oslo, are undergoing trial": the finite verb is the verb of the sentence.

    Seen: the first name as root, the verb as a participle that describes it.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos not in NOMINAL or tree.kids(root.index, "cop", "nsubj", "case"):
        return tree
    for verb in tree.kids(root.index, "acl", "appos", "parataxis"):
        own = tree.kids(verb.index, "nsubj", "csubj", "mark")
        helped = [a for a in tree.kids(verb.index, "aux", "cop") if a.tag in FINITE]
        if verb.index < root.index or own or not helped:
            continue
        passive = ":pass" if tree.kids(verb.index, "aux:pass") else ""
        heads: dict[int, tuple[str, int]] = {
            root.index: (f"nsubj{passive}", verb.index),
            verb.index: ("root", verb.index),
        }
        for child in tree.kids(root.index):
            if child.index > helped[0].index and child.index != verb.index:
                heads[child.index] = (child.dep, verb.index)
        return rehung(tree, heads)
    return tree


def verb_behind_relative(tree: Tree) -> Tree:
    """ "The mine, which Norbank bought in May, closed": the verb behind the second comma is the verb of the sentence.

    Seen: the noun as root, its verb coordinated with that of the relative clause though nothing links them.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos not in NOMINAL or tree.kids(root.index, "cop", "nsubj", "case"):
        return tree
    for clause in tree.kids(root.index, "acl"):
        for verb in tree.kids(clause.index, "conj"):
            first = min((i for i in tree.subtree(verb.index) if tree.tokens[i].pos != "PUNCT"), default=verb.index)
            finite = any(v.tag in FINITE for v in (verb, *tree.kids(verb.index, "aux", "cop")))
            own = tree.kids(verb.index, "cc", "nsubj", "csubj")
            if clause.dep != "acl:relcl" or own or not finite or tree.tokens[first - 1].text != ",":
                continue
            passive = ":pass" if tree.kids(verb.index, "aux:pass") else ""
            heads: dict[int, tuple[str, int]] = {
                root.index: (f"nsubj{passive}", verb.index),
                verb.index: ("root", verb.index),
            }
            for child in tree.kids(root.index):
                if child.index > verb.index:
                    heads[child.index] = (child.dep, verb.index)
            return rehung(tree, heads)
    return tree


def labelled(tree: Tree) -> Tree:
    """ "NOTE: The department was renamed": a label in capitals is no part of the sentence behind it.

    Seen: the label as root, the clause in apposition to it.
    """
    if len(tree.tokens) <= LABEL or tree.tokens[1].text != ":":
        return tree
    label = tree.tokens[0]
    if label.index != tree.root.index or not label.text.isupper() or len(label.text) < LABEL:
        return tree
    clause = next(
        (c for c in tree.kids(label.index, "appos", "parataxis", "ccomp", "acl") if tree.kids(c.index, "nsubj")), None
    )
    if clause is None:
        return tree
    heads: dict[int, tuple[str, int]] = {clause.index: ("root", clause.index), 0: ("discourse", clause.index)}
    for child in tree.kids(0):
        if child.index > clause.index:
            heads[child.index] = (child.dep, clause.index)
    heads[1] = ("punct", 0)
    return rehung(tree, heads)


def verb_of_which(tree: Tree) -> Tree:
    """ "The valley, which borders Peru and Chile": what looks like a plural noun behind "which" is its verb.

    Seen: "borders" as a noun with "which" for its subject and the names in apposition to it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.tag != "NNS" or not token.dep.startswith("acl"):
            continue
        which = [t for t in tree.kids(token.index, "nsubj") if t.index == token.index - 1]
        if not which or which[0].tag not in {"WDT", "WP"}:
            continue
        acted_on = [c for c in tree.kids(token.index, "appos", "nmod", "dep", "flat") if c.index > token.index]
        if acted_on and not tree.kids(token.index, "cop"):
            heads[acted_on[0].index] = ("obj", token.index)
            tree = _as_verb(tree, token)
    return rehung(tree, heads)


def _as_verb(tree: Tree, token: Token) -> Tree:
    tokens = list(tree.tokens)
    tokens[token.index] = replace(token, pos="VERB", tag="VBZ")
    return tree_of(tree.span, tokens)


def verb_of_question(tree: Tree) -> Tree:
    """ "Did the mayor, who sold the mill, close it?": "close" is what is asked.

    Seen: "did" as root with the mayor for its object, and "close" coordinated with "sold" though nothing links them.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.lower not in DOING or root.index != 0:
        return tree
    subject = next(iter(tree.kids(0, "obj", "nsubj")), None)
    for verb in tree.tokens:
        clause = tree.tokens[verb.head]
        alone = verb.tag == "VB" and not tree.kids(verb.index, "cc", "mark", "nsubj", "aux")
        behind = clause.dep.startswith("acl") and subject is not None and clause.head == subject.index
        loose = (verb.dep == "conj" and behind) or (verb.dep == "parataxis" and verb.head == 0)
        if subject is None or not alone or not loose or verb.index < subject.index:
            continue
        heads: dict[int, tuple[str, int]] = {
            verb.index: ("root", verb.index),
            0: ("aux", verb.index),
            subject.index: ("nsubj", verb.index),
        }
        for child in tree.kids(0):
            if child.index not in heads:
                heads[child.index] = (child.dep, verb.index)
        return rehung(tree, heads)
    return tree


def indirect_question(tree: Tree) -> Tree:
    """ "Why the base closed and the army left is unknown": the two clauses together are the subject.

    Seen: the first clause as root, the predicate coordinated with it, the second verb as the predicate's subject.
    """
    root = tree.root if tree.tokens else None
    words = [t for t in tree.tokens if t.pos != "PUNCT"]
    if root is None or len(words) < 2 or words[0].lower not in ASKING or words[1].pos == "AUX" or _asks(tree):  # noqa: PLR2004
        return tree
    if words[0].index not in tree.subtree(root.index) or not tree.kids(root.index, "nsubj"):
        return tree
    for predicate in tree.kids(root.index, "conj"):
        second = next(iter(tree.kids(predicate.index, "nsubj")), None)
        if not tree.kids(predicate.index, "cop") or second is None or second.tag not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        heads: dict[int, tuple[str, int]] = {
            predicate.index: ("root", predicate.index),
            root.index: ("csubj", predicate.index),
            second.index: ("conj", root.index),
        }
        for link in tree.kids(predicate.index, "cc"):
            heads[link.index] = ("cc", second.index)
        for noun in tree.kids(second.index, "compound", "det"):
            heads[noun.index] = ("nsubj", second.index) if noun.dep == "compound" else (noun.dep, noun.head)
        for child in tree.kids(root.index, "punct"):
            if child.index > predicate.index:
                heads[child.index] = ("punct", predicate.index)
        return rehung(tree, heads)
    return tree


def _asks(tree: Tree) -> bool:
    return any(t.text == "?" for t in tree.tokens[-2:])


def verb_in_plural(tree: Tree) -> Tree:
    """ "The portrait of the founder hangs in the hall": where nothing else is finite, a plural behind a noun is a verb.

    Seen: "founder hangs" as one noun, "the film stars Ann Cole" as two; the sentence without a verb.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos not in {"NOUN", "PROPN"} or tree.tokens[-1].text != ".":
        return tree
    if any(t.tag in FINITE or t.text in {":", "("} for t in tree.tokens):
        return tree
    for before, token, after in zip(tree.tokens, tree.tokens[1:], tree.tokens[2:], strict=False):
        behind = before.tag == "NN" and before.index >= root.index and token.tag == "NNS" and token.text.islower()
        governing = after.pos in {"ADP", "DET", "PROPN", "PRON"} and after.lower != "of"
        beside = (before.head == token.index and before.dep == "compound") or (
            token.head == before.index == root.index and token.dep == "appos"
        )
        if behind and governing and beside and tree.kids(root.index, "det"):
            return _with_verb(tree, root, before, token)
    return tree


def _with_verb(tree: Tree, root: Token, before: Token, verb: Token) -> Tree:
    """The tree with `verb` for its root, the old root for its subject."""
    heads: dict[int, tuple[str, int]] = {root.index: ("nsubj", verb.index), verb.index: ("root", verb.index)}
    if before.index != root.index:
        heads[before.index] = (verb.dep, verb.head)
    for child in tree.kids(verb.index):
        if child.index < before.index:
            heads[child.index] = (child.dep, before.index)
        elif child.index > verb.index:
            relation = "obl" if tree.kids(child.index, "case") else "obj"
            heads[child.index] = (relation if child.pos in NOMINAL else child.dep, verb.index)
    heads[len(tree.tokens) - 1] = ("punct", verb.index)
    mended = rehung(tree, heads)
    tokens = [replace(t, pos="VERB", tag="VBZ") if t.index == verb.index else t for t in mended.tokens]
    return tree_of(tree.span, tokens)


def last_of_predicate(tree: Tree) -> Tree:
    """ "It is a full-time, well-paid job": the noun at the end of what is said, not the one in "full-time".

    Seen: "time" as the predicate, "job" in apposition to it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep != "appos":
            continue
        first = tree.tokens[token.head]
        compound = first.index > 1 and tree.tokens[first.index - 1].text == "-" and not token.text[:1].isupper()
        if not compound or not tree.kids(first.index, "cop") or tree.kids(token.index, "det"):
            continue
        if token.pos != "NOUN" or token.index < first.index or not tree.kids(first.index, "det"):
            continue
        heads[token.index] = (first.dep, token.index if first.head == first.index else first.head)
        heads[first.index] = ("amod", token.index)
        for child in tree.kids(first.index):
            if child.index != token.index and child.dep in {"nsubj", "cop", "det", "aux", "punct", "obl", "advmod"}:
                inside = child.dep == "punct" and child.text != "."
                heads[child.index] = (child.dep, first.index if inside else token.index)
    return rehung(tree, heads)


def second_clause(tree: Tree) -> Tree:
    """ "Norland has ten delegates and Cole has four": the second verb has its own subject.

    Seen: "ten delegates and Cole" as the subject of a clause that the first verb governs, or helps.
    """
    heads: dict[int, tuple[str, int]] = {}
    for verb in tree.tokens:
        if verb.tag not in FINITE or verb.dep in {"aux", "cop"}:
            continue
        helping = next((a for a in tree.kids(verb.index, "aux") if tree.kids(a.index, "nsubj")), None)
        first = helping if helping is not None else tree.tokens[verb.head]
        thing = next(iter(tree.kids(verb.index, "nsubj")), None)
        if thing is None or (verb.dep != "ccomp" and helping is None) or tree.kids(verb.index, "mark"):
            continue
        name = next((c for c in tree.kids(thing.index, "conj") if c.index == verb.index - 1), None)
        link = next(iter(tree.kids(name.index, "cc")), None) if name is not None else None
        both = first.tag == verb.tag and verb.tag in FINITE and first.index < thing.index
        if name is None or link is None or not both or name.pos != "PROPN" or verb_cue(first) is not None:
            continue
        heads |= {thing.index: ("obj", first.index), name.index: ("nsubj", verb.index), link.index: ("cc", verb.index)}
        if helping is not None:
            heads[first.index] = (verb.dep, first.index if verb.head == verb.index else verb.head)
        heads[verb.index] = ("conj", first.index)
    return rehung(tree, heads)
