"""Lists: which split, and what else holds of each item.

"Armenia, Belarus, and Kazakhstan ratified it" holds of each; "relations among China, Russia, and the United States"
only of the group.
"""

from collections.abc import Iterable
from itertools import product

from factcheck.cues import verb_cue
from factcheck.lexicon import word_list
from factcheck.nominals import phrase
from factcheck.propositions.joint import NEGATIONS
from factcheck.syntax import Token, Tree

MOST_ITEMS = 8
YEAR_FIGURES = 4
COLLECTIVE = word_list("collective")
"""Nouns and prepositions between whose parts something holds, not of each."""
BETWEEN = frozenset({"among", "amongst", "between"})
TOGETHER = frozenset({"together", "jointly", "mutually"})
SHARED = frozenset({"share", "shares", "shared", "exchange", "exchanged"})
RECIPROCAL = frozenset(
    {"agree", "agreed", "clash", "clashed", "collide", "collided", "differ", "differed", "disagree", "disagreed",
     "divorce", "divorced", "fought", "married", "marry", "meet", "merge", "merged", "met", "separated", "split",
     "talked", "united"}
)  # fmt: skip
COLOURS = frozenset({"black", "blue", "green", "old", "red", "white", "yellow", "young"})


def items(tree: Tree, index: int, stop: set[int]) -> list[set[int]]:
    """The noun phrase at `index`, once for each item of the list it is or holds; once whole where it does not split."""
    whole = tree.subtree(index, stop)
    listed = [c for c in tree.kids(index, "conj") if c.index not in stop]
    if listed and splits(tree, index, listed):
        lead = set().union(*(tree.subtree(c.index) for c in tree.kids(index, "case", "mark")))
        stop = stop | {
            c.index
            for each in (tree.tokens[index], *listed)
            for c in tree.kids(each.index, "cc", "cc:preconj") + commas(tree, each.index)
        }
        first = tree.subtree(index, stop | {c.index for c in listed})
        out = [first]
        for item in listed:
            words = tree.subtree(item.index, stop)
            own_case = tree.kids(item.index, "case")
            out.append(words | (set() if own_case else lead))
        return out if len(out) <= MOST_ITEMS else [whole]
    if listed:
        return [whole]
    pair = described(tree, index, whole)
    if pair:
        return pair
    # A list further down: "fears of X and Y", "the cities of A and B", "plans to open a dialogue with X and Y".
    nested = [(c, _below(tree, c, stop)) for c in tree.kids(index, "nmod", "acl", "appos") if c.index not in stop]
    split = [(c, each) for c, each in nested if len(each) > 1]
    if not split or tree.tokens[index].lower in COLLECTIVE:
        return [whole]
    rest = tree.subtree(index, stop | {c.index for c, _ in split})
    made = [rest.union(*picked) for picked in product(*(each for _, each in split))]
    return made if len(made) <= MOST_ITEMS else [whole]


def _below(tree: Tree, token: Token, stop: set[int]) -> list[set[int]]:
    """What hangs on a noun, once for each item of a list in it; of verbs only infinitives and "-ing" forms."""
    if token.dep == "nmod":
        return items(tree, token.index, stop)
    if token.pos != "VERB" or token.tag not in {"VB", "VBG"} or tree.kids(token.index, "conj", "nsubj", "ccomp"):
        return []
    cue = verb_cue(tree.tokens[tree.tokens[token.head].head])
    if (cue is not None and cue.denies) or any(c.lower in NEGATIONS for c in tree.kids(token.index)):
        return []  # "rejected a plan to close the mine and the railway": one of them may be welcome
    objects = [(c, items(tree, c.index, stop)) for c in tree.kids(token.index, "obj", "obl") if c.index not in stop]
    split = [(c, each) for c, each in objects if len(each) > 1]
    rest = tree.subtree(token.index, stop | {c.index for c, _ in split})
    return [rest.union(*picked) for picked in product(*(each for _, each in split))] if split else []


def described(tree: Tree, index: int, whole: set[int]) -> list[set[int]]:
    """ "Russian and Chinese security" are two; "fresh and cold water" may be one, and is said twice of the same."""
    for first in tree.kids(index, "amod"):
        pair = tree.kids(first.index, "conj")
        joined = len(pair) == 1 and {c.lower for c in tree.kids(pair[0].index, "cc")} == {"and"}
        if not joined or pair[0].pos != "ADJ" or {first.lower, pair[0].lower} <= COLOURS:
            continue
        second = tree.subtree(pair[0].index)
        link = {c.index for c in tree.kids(pair[0].index, "cc", "punct")}
        return [whole - second, (whole - tree.subtree(first.index)) | (second - link)]
    return []


def commas(tree: Tree, index: int) -> tuple[Token, ...]:
    """The commas that part the items of a list."""
    return tuple(c for c in tree.kids(index, "punct") if c.text == ",")


def splits(tree: Tree, index: int, listed: Iterable[Token]) -> bool:
    """True where what is said of the list is said of each item."""
    head = tree.tokens[index]
    listed = list(listed)
    if any(c.lower in BETWEEN for c in tree.kids(index, "case")) or tree.tokens[head.head].lower in COLLECTIVE:
        return False
    if head.pos == "PROPN" and not any(tree.kids(item.index, "cc") for item in listed):
        return False  # "Norbank Mills, Westport, Norland, said": where it is, not who else said it
    links = {c.lower for item in listed for c in tree.kids(item.index, "cc", "advmod")}
    # "$822 million, or $5 a share": the parser may hang "or" on the figure
    links |= {c.lower for item in listed for t in tree.kids(item.index) for c in tree.kids(t.index, "cc")}
    if links & {"&", "or", "nor", "but", "not", "rather", "instead"} or _counted_together(tree, head):
        return False
    if (
        _each_other(tree, head)
        or _equals_plural(tree, head)
        or any(t.lower in TOGETHER or (t.lower == "other" and t.pos == "ADJ" and t.dep == "obj") for t in tree.tokens)
    ):
        return False
    if any(c.dep == "cc:preconj" and c.lower == "both" for c in tree.kids(index)):
        return True
    if any(c.lower == "other" for c in tree.kids(listed[-1].index, "amod")):
        return False  # "training and other forms of aid": the list says what is meant
    if any(t.pos in {"ADJ", "ADV", "VERB"} and t.text.islower() for t in listed):
        return False
    return any(_full(tree, t) or t.tag == "NNS" for t in (head, *listed)) or len(listed) > 1


def _counted_together(tree: Tree, head: Token) -> bool:
    """ "Floods in A and B killed 300 people": the figure may be the sum; only "each" says that it is not."""
    verb = next((t for t in tree.ancestors(head.index) if t.pos == "VERB" or tree.kids(t.index, "cop")), None)
    if verb is None or any(t.lower == "each" for t in tree.tokens):
        return False
    if verb.tag in {"$", "CD"}:
        return head.dep != "conj"  # "profit at A and B was $19 million"
    path = {head.index, *(t.index for t in tree.ancestors(head.index))}
    others = [t for t in tree.kids(verb.index, "nsubj", "obj") if t.index not in path]
    return any(n.tag == "CD" for t in others for n in tree.kids(t.index, "nummod"))


def _each_other(tree: Tree, head: Token) -> bool:
    """ "A and B married", "share a border": what they do with each other."""
    verb = tree.tokens[head.head]
    alone = not tree.kids(verb.index, "obj") and not any(
        c.lower in {"with", "against", "from"} for o in tree.kids(verb.index, "obl") for c in tree.kids(o.index, "case")
    )
    return head.dep == "nsubj" and (verb.lower in SHARED or (alone and verb.lower in RECIPROCAL))


def _equals_plural(tree: Tree, head: Token) -> bool:
    """ "A and B are allies": the subject of a plural noun with a copula."""
    above = tree.tokens[head.head]
    return head.dep == "nsubj" and above.pos == "NOUN" and above.tag == "NNS" and bool(tree.kids(above.index, "cop"))


def _full(tree: Tree, token: Token) -> bool:
    """A name, or a phrase with its own determiner, number or complement; bare nouns in a row are one thing."""
    if token.pos == "PROPN" or (token.tag == "CD" and len(token.text) == YEAR_FIGURES and token.text.isdigit()):
        return True
    if tree.kids(token.index, "det", "nmod", "nummod"):
        return True
    return len(phrase(tree, token.index, ())) > 2  # noqa: PLR2004  "severe malnutrition" is short, "its long war" is not
