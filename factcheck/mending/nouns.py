"""Subjects, objects and posts that the parser hung in the wrong place."""

from itertools import pairwise

from factcheck.cues import verb_cue
from factcheck.mending.described import ROLES
from factcheck.mending.rehanging import rehung
from factcheck.syntax import Token, Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SOMEBODY = ("ant", "ants", "er", "ers", "ist", "ists", "man", "men", "or", "ors", "people", "son")
"""Endings of nouns that name people."""
THINGS = frozenset(
    {"answer", "center", "chapter", "charter", "computer", "cover", "dinner", "disaster", "door", "floor", "labor",
     "letter", "manner", "matter", "murder", "newspaper", "number", "offer", "order", "paper", "power", "quarter",
     "river", "summer", "tower", "water", "weather", "winter"}
)  # fmt: skip
"""What ends like a person and is none."""
RELATED = frozenset({"brother", "daughter", "father", "husband", "mother", "sister", "widow", "wife"})


def shared_apposition(tree: Tree) -> Tree:
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
    return rehung(tree, heads)


def listed_subject(tree: Tree) -> Tree:
    """ "Armenia, Belarus, and Kazakhstan had ratified it": only the last name was taken for the subject.

    Seen: the first name as root, the verb as its conjunct, the last name as the verb's subject.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos not in NOMINAL or tree.kids(root.index, "nsubj", "cop", "case"):
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
    between = tree.tokens[root.index + 1 : last.index]
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
    return rehung(tree, heads)


def two_subjects(tree: Tree) -> Tree:
    """ "The dam leaks, Cole said", "three senior engineers said": a verb has one subject, the nearest.

    Seen: the short clause before the comma, or the number of the subject, taken for a subject of "said".
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        subjects = [s for s in tree.kids(token.index, "nsubj") if s.dep == "nsubj" and s.index < token.index]
        if len(subjects) != 2 or subjects[1].tag in {"WDT", "WP"}:  # noqa: PLR2004  a subject and what is none
            continue
        first, second = subjects
        comma = any(t.text == "," for t in tree.tokens[first.index : second.index])
        if comma and verb_cue(token) is not None:
            heads[first.index] = ("ccomp", token.index)
        elif not comma and first.pos == "NUM":
            heads[first.index] = ("nummod", second.index)
    return rehung(tree, heads)


def verb_of_event(tree: Tree) -> Tree:
    """ "Iran's decision to close it surprised the army": "surprised" is the verb of the sentence.

    Seen: the noun as root, the finite verb as an open complement of the infinitive.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos != "NOUN" or tree.kids(root.index, "cop", "nsubj"):
        return tree
    for token in tree.tokens:
        finite = token.dep == "xcomp" and token.tag in {"VBD", "VBZ", "VBP"} and not tree.kids(token.index, "mark")
        if finite and any(above.dep == "acl" and above.head == root.index for above in tree.ancestors(token.index)):
            heads = {root.index: ("nsubj", token.index), token.index: ("root", token.index)}
            for child in tree.kids(root.index):
                if child.index > token.index:
                    heads[child.index] = (child.dep, token.index)
            return rehung(tree, heads)
    return tree


def parallel_conjunct(tree: Tree) -> Tree:
    """ "in its process of reform and the preparedness of its forces": what begins alike is coordinated.

    Seen: the second phrase, with its own article, hung on the bare noun next to it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        near = tree.tokens[token.head]
        if near.dep == "obl" and token.dep == "conj":
            heads |= _objects_with_places(tree, token, near)
        far = tree.tokens[near.head]
        if token.dep != "conj" or token.pos != "NOUN" or near.dep != "nmod" or tree.kids(token.index, "case"):
            continue
        if (
            _determined(tree, token)
            and not _determined(tree, near)
            and _determined(tree, far)
            and far.index < near.index
        ):
            heads[token.index] = ("conj", far.index)
    return rehung(tree, heads)


def _objects_with_places(tree: Tree, token: Token, near: Token) -> dict[int, tuple[str, int]]:
    """ "bought a mine in Peru and a railway in Chile": the railway goes with the mine, and each has its place."""
    objects = [o for o in tree.kids(near.head, "obj") if o.index < near.index and _determined(tree, o)]
    if not objects or not _determined(tree, token) or _determined(tree, near) or tree.kids(token.index, "case"):
        return {}
    return {token.index: ("conj", objects[-1].index), near.index: ("nmod", objects[-1].index)}


def _determined(tree: Tree, token: Token) -> bool:
    return token.pos == "NOUN" and bool(
        tree.kids(token.index, "det") or [t for t in tree.kids(token.index, "nmod") if t.dep == "nmod:poss"]
    )


def named_post(tree: Tree) -> Tree:
    """ "the prosecutor, Mark Tedeschi, said": a name behind a post and a comma is in apposition to it.

    Seen: the name as one more item of a list that no conjunction closes.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep != "conj" or token.pos != "PROPN":
            continue
        first = min(tree.subtree(token.index, [c.index for c in tree.kids(token.index, "punct")]))
        if first < 2 or tree.tokens[first - 1].text != ",":  # noqa: PLR2004
            continue
        listed = [token, *tree.kids(token.head, "conj")]
        post = tree.tokens[first - 2]
        closed = any(tree.kids(each.index, "cc") for each in listed)
        if not closed and post.pos == "NOUN" and post.tag == "NN" and tree.kids(post.index, "det"):
            heads[token.index] = ("appos", post.index)
    return rehung(tree, heads)


def broken_list(tree: Tree) -> Tree:
    """ "Europe, South Korea, and Japan": a name behind a comma in a list that "and" closes is one of its items.

    Seen: the middle item as compound, flat or apposition of the first.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        first = tree.tokens[token.head]
        if (
            token.dep not in {"compound", "flat", "appos"}
            or token.index < first.index
            or {token.pos, first.pos} != {"PROPN"}
        ):
            continue
        start = min(tree.subtree(token.index, [c.index for c in tree.kids(token.index, "punct")]))
        closed = any(c.index > token.index and tree.kids(c.index, "cc") for c in tree.kids(first.index, "conj"))
        if closed and tree.tokens[start - 1].text == ",":
            heads[token.index] = ("conj", first.index)
    return rehung(tree, heads)


def flat_list(tree: Tree) -> Tree:
    """ "A, B and C": all of a list hang on its first item (Universal Dependencies, conj).

    Seen: the last item hung on the one before it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        near = tree.tokens[token.head]
        if token.dep == near.dep == "conj" and not tree.kids(near.index, "cc") and tree.kids(token.index, "cc"):
            heads[token.index] = ("conj", near.head)
    return rehung(tree, heads)


def nearest_apposition(tree: Tree) -> Tree:
    """ "treatments for homeopathy, a form of medicine": one form is no treatments, it is what stands next to it.

    Seen: a singular apposition hung on the plural noun further off.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        far = tree.tokens[token.head]
        if token.dep != "appos" or token.tag != "NN" or far.tag not in {"NNS", "NNPS"}:
            continue
        one = {d.lower for d in tree.kids(token.index, "det")} & {"a", "an"}
        start = min(tree.subtree(token.index, [c.index for c in tree.kids(token.index, "punct")]))
        if not one or start < 2:  # noqa: PLR2004
            continue
        near = tree.tokens[start - 2]
        last_of = near.index in tree.subtree(far.index) and near.dep == "nmod" and near.tag in {"NN", "NNP"}
        if tree.tokens[start - 1].text == "," and last_of:
            heads[token.index] = ("appos", near.index)
    return rehung(tree, heads)


def one_name(tree: Tree) -> Tree:
    """ "Cole and Martha Hill spoke", "Norbank News’ Tom Hart": words of one name side by side are one.

    Seen: "Martha" and "Hill" as two items of the list; the mark of a genitive as one that closes a quotation.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token, after in pairwise(tree.tokens):
        names = token.tag == after.tag == "NNP" and token.dep == after.dep == "conj" and token.head == after.head
        if names and not tree.kids(after.index, "cc", "punct") and token.index not in heads:
            heads[after.index] = ("flat", token.index)
            behind = [c for c in tree.kids(token.head, "nmod") if c.index > after.index]
            heads |= {c.index: (c.dep, token.index) for c in (*tree.kids(after.index, "nmod", "flat"), *behind)}
    for owner, mark, name in zip(tree.tokens, tree.tokens[1:], tree.tokens[2:], strict=False):
        glued = mark.text in {"’", "'"} and mark.span.start == owner.span.end and owner.text.endswith("s")
        beside = owner.dep in {"conj", "obj"} and name.dep in {"appos", "dep", "xcomp"} and mark.tag != "POS"
        if glued and beside and owner.pos == name.pos == "PROPN" and not _quotes_before(tree, mark):
            heads[name.index] = (owner.dep, owner.head)
            heads[owner.index] = ("nmod:poss", name.index)
            heads[mark.index] = ("case", owner.index)
            heads |= {c.index: ("cc", name.index) for c in tree.kids(owner.index, "cc")}
    return rehung(tree, heads)


def _quotes_before(tree: Tree, mark: Token) -> bool:
    return any(t.text in {"‘", "`"} for t in tree.tokens[: mark.index])


def whose_clause(tree: Tree) -> Tree:
    """ "Kind words for Ann Cole, who resigned, came late": "who" is somebody, the name right before it.

    Seen: the clause hung on the words.
    """
    heads: dict[int, tuple[str, int]] = {}
    for clause in tree.tokens:
        noun = tree.tokens[clause.head]
        if clause.dep != "acl:relcl" or noun.pos != "NOUN":
            continue
        if noun.lower in ROLES | RELATED or (noun.lower.endswith(SOMEBODY) and noun.lower not in THINGS):
            continue
        who = next((t for t in tree.kids(clause.index, "nsubj") if t.lower == "who"), None)
        if who is not None and who.index and noun.tag == "NN":
            near = tree.tokens[who.index - 1]  # "a call with miners and aides who": no call, they
            of = tree.tokens[near.head] if near.dep == "conj" else near
            if near.tag == "NNS" and near.index != noun.index and of.dep == "nmod" and of.head == noun.index:
                heads[clause.index] = (clause.dep, of.index)
        if who is None or who.index < 2 or tree.tokens[who.index - 1].text != ",":  # noqa: PLR2004  a name and a comma
            continue
        name = tree.tokens[who.index - 2]
        name = tree.tokens[name.head] if name.dep == "flat" else name
        inside = name.dep == "nmod" and any(a.index == noun.index for a in tree.ancestors(name.index))
        full = tree.kids(name.index, "flat") or name.text[:1].isupper()
        if name.pos == "PROPN" and inside and full and name.index < clause.index:
            heads[clause.index] = (clause.dep, name.index)
    return rehung(tree, heads)


def placed_subject(tree: Tree) -> Tree:
    """ "At his home in Norbank, Cole, who led the ministry, said it was late": Cole said it, no town is Cole.

    Seen: the name behind the comma in apposition to the town, the clause on the town, and a verb without subject.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        town = tree.tokens[token.head]
        if token.dep != "appos" or not token.pos == town.pos == "PROPN" or tree.tokens[token.index - 1].text != ",":
            continue
        if not any(c.lower in {"at", "in", "near"} for c in tree.kids(town.index, "case")):
            continue
        verb = next((t for t in tree.ancestors(town.index) if t.tag in {"VBD", "VBP", "VBZ"}), None)
        if verb is None or verb.index < token.index or tree.kids(verb.index, "nsubj", "csubj", "expl"):
            continue
        heads[token.index] = ("nsubj", verb.index)
        behind = [c for c in tree.kids(town.index, "acl", "appos") if c.index > token.index]
        heads |= {c.index: (c.dep, token.index) for c in behind}
    return rehung(tree, heads)
