"""Names with what somebody is right before them: "Sunderland striker Ignacio Scocco", "former MP Bob Hill"."""

from dataclasses import replace

from factcheck.mending.rehanging import is_tree, rehung
from factcheck.syntax import Token, Tree, tree_of

ROLES = frozenset(
    {"ace", "activist", "actor", "actress", "adviser", "advisor", "analyst", "architect", "artist", "astronaut",
     "athlete", "author", "banker", "batsman", "biologist", "blogger", "boss", "boxer", "broadcaster", "businessman",
     "businesswoman", "campaigner", "candidate", "captain", "chairman", "chairwoman", "champion", "chef", "chief",
     "coach", "comedian", "commander", "commissioner", "composer", "councillor", "critic", "cyclist", "defender",
     "designer", "director", "dissident", "driver", "economist", "editor", "engineer", "entrepreneur", "envoy",
     "footballer", "founder", "general", "goalkeeper", "golfer", "governor", "guitarist", "historian", "inventor",
     "investor", "jockey", "journalist", "judge", "lawmaker", "lawyer", "leader", "lecturer", "legend", "manager",
     "mayor", "mep", "midfielder", "minister", "model", "mp", "msp", "musician", "negotiator", "novelist", "nurse",
     "officer", "opener", "painter", "philosopher", "photographer", "physicist", "pianist", "pilot", "playwright",
     "poet", "politician", "premier", "presenter", "president", "producer", "professor", "prosecutor",
     "psychologist", "racer", "rapper", "reporter", "researcher", "rider", "scholar", "scientist", "secretary",
     "senator", "singer", "songwriter", "spokesman", "spokeswoman", "sprinter", "star", "strategist", "striker",
     "superstar", "surgeon", "swimmer", "teacher", "teammate", "teenager", "trainer", "umpire", "veteran", "winger",
     "writer"}
)  # fmt: skip
"""What somebody is: "the striker Ole Hansen"."""
BEFORE = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
VERBAL = frozenset({"acl", "acl:relcl", "ccomp", "conj", "dep", "parataxis", "xcomp"})
HAVE = frozenset({"had", "has", "have"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
PREFERRED = ("nsubj", "obj", "obl", "nmod", "conj", "appos")


def described_name(tree: Tree) -> Tree:
    """ "Norland midfielder Ole Hansen has joined Norbank": the name is the head, the post describes it.

    Seen: the post as a verb, as the root, or as the object with the name beside it.
    """
    at = 0
    while at + 2 < len(tree.tokens):
        end = _name_behind(tree, at)
        if end is not None:
            tree = _headed_by_name(tree, at, end)
            at = end
        at += 1
    return tree


def _name_behind(tree: Tree, post: int) -> int | None:
    """The last token of a name of two words or more right behind a post."""
    if tree.tokens[post].lower not in ROLES or tree.tokens[post].text[:1].isupper() != tree.tokens[post].text.isupper():
        return None
    end, words = post, 0
    while end + 1 < len(tree.tokens) and _of_name(tree, end + 1):
        end += 1
        words += tree.tokens[end].text != "-"
    return end if words > 1 and tree.tokens[end].text != "-" else None


def _of_name(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    if token.text == "-":
        return tree.tokens[at - 1].span.end == token.span.start and tree.tokens[at - 1].text[:1].isupper()
    return token.text[:1].isupper() and token.text[:1].isalpha() and token.tag in {"NNP", "NN", "NNPS", "JJ", "VBN"}


def _headed_by_name(tree: Tree, post: int, end: int) -> Tree:
    """The tree with the first word of the name as head of the whole; the same where it is so, or nothing else fits."""
    name, start = post + 1, post
    while start > 0 and _describes(tree, start - 1):
        start -= 1
    while start < post and tree.tokens[start - 1].lower in HAVE and start:  # "have re-signed striker Ole Hansen"
        start = next((i for i in range(start, post) if tree.tokens[i].tag in {"VBN", "VBD"}), post - 1) + 1
    inside = range(start, end + 1)
    outer = [t for t in (tree.tokens[i] for i in inside) if t.head not in inside or t.head == t.index]
    first = tree.tokens[name]
    if outer == [first] and tree.tokens[post].head == name and tree.tokens[post].pos == "NOUN":
        return tree
    heads = _hung(tree, name, inside, outer)
    if heads is None:
        return tree
    heads = _within(tree, post, inside) | _around(tree, post, inside, heads) | heads
    mended = rehung(tree, heads)
    return _tagged(mended, post, end) if is_tree(mended) else tree


def _within(tree: Tree, post: int, inside: range) -> dict[int, tuple[str, int]]:
    """The words of the description under the post, those of the name under its first."""
    name = post + 1
    heads: dict[int, tuple[str, int]] = {}
    for token in (tree.tokens[i] for i in inside):
        if token.index == post:
            heads[post] = ("nmod:desc", name)
        elif token.index > name:
            heads[token.index] = ("punct" if token.text == "-" else "flat", name)
        elif token.index < post and (token.head not in range(inside.start, post + 1) or token.head == token.index):
            heads[token.index] = ("amod" if token.pos == "ADJ" else "compound", post)
    return heads


def _around(tree: Tree, post: int, inside: range, settled: dict[int, tuple[str, int]]) -> dict[int, tuple[str, int]]:
    """What hung on a word of the description or the name, under the name or under its predicate."""
    name = post + 1
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.index in inside or token.head not in inside or token.index in settled:
            continue
        told = token.index > inside[-1] and token.relation in {"obj", "obl", "advcl", "punct"}
        lead = post if token.dep == "det" and token.index < inside.start else name
        heads[token.index] = (token.dep, settled[name][1] if told else lead)
    return heads


def _tagged(tree: Tree, post: int, end: int) -> Tree:
    """The tree with the post as a noun, the words behind it as a name."""
    named = range(post + 1, end + 1)
    tokens = [replace(t, pos="NOUN", tag="NN") if t.index == post else t for t in tree.tokens]
    return tree_of(
        tree.span,
        [replace(t, pos="PROPN", tag="NNP") if t.index in named and t.text != "-" else t for t in tokens],
    )


def _describes(tree: Tree, at: int) -> bool:
    """ "Twenty-time", "under-fire", "defending": a word of the description before a post."""
    token = tree.tokens[at]
    return token.pos in BEFORE or "-" in {token.text, tree.tokens[at + 1].text} or token.dep == "amod"


def _hung(tree: Tree, name: int, inside: range, outer: list[Token]) -> dict[int, tuple[str, int]] | None:
    """Where the name hangs, and the predicate that hung on the post; None where that cannot be told."""
    predicates = [
        t
        for t in tree.tokens
        if t.index > inside[-1]
        and t.head in inside
        and t.dep in VERBAL
        and any(s.index in inside for s in tree.kids(t.index, "nsubj"))
        and any(a.tag in FINITE for a in (t, *tree.kids(t.index, "aux", "cop")))
    ]
    above = [t for t in outer if t.head not in {p.index for p in predicates}]
    if predicates:
        if (
            len(predicates) > 1
            or len(above) != 1
            or above[0].dep not in {"root", "ccomp", "conj", "parataxis", "advcl"}
        ):
            return None
        verb = predicates[0]
        passive = "nsubj:pass" if tree.kids(verb.index, "aux:pass") else "nsubj"
        at = above[0]
        return {name: (passive, verb.index), verb.index: (at.dep, verb.index if at.head == at.index else at.head)}
    if any(t.head == t.index for t in outer):
        return {name: ("root", name)}
    for relation in PREFERRED:
        for token in outer:
            if token.relation == relation:
                return {name: (token.dep, token.head)}
    return None
