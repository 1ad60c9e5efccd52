"""Noun phrases inside a sentence: what belongs to one, what is said in passing by it, which lists split.

"Armenia, Belarus, and Kazakhstan ratified it" holds of each; "relations among China, Russia, and the United States"
only of the group.
"""

from collections.abc import Iterable
from itertools import product

from factcheck.cues import CueClass, noun_cue, verb_cue
from factcheck.lexicon import word_list
from factcheck.syntax import Token, Tree

MOST_ITEMS = 8
COLLECTIVE = word_list("collective")
"""Nouns and prepositions between whose parts something holds, not of each."""
BETWEEN = frozenset({"among", "amongst", "between"})
TOGETHER = frozenset({"together", "jointly", "mutually"})
KIN = word_list("kin")


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
    # A list further down: "fears of X and Y", "the cities of A and B".
    nested = [
        (c, items(tree, c.index, stop))
        for c in tree.kids(index, "nmod")
        if c.index not in stop and c.dep != "nmod:poss"
    ]
    split = [(c, each) for c, each in nested if len(each) > 1]
    if not split or tree.tokens[index].lower in COLLECTIVE:
        return [whole]
    rest = tree.subtree(index, stop | {c.index for c, _ in split})
    made = [rest.union(*picked) for picked in product(*(each for _, each in split))]
    return made if len(made) <= MOST_ITEMS else [whole]


def posts(tree: Tree, index: int, stop: set[int]) -> list[set[int]]:
    """An apposition, once for each post it names: "geologist and co-author of the study" are two."""
    listed = [c for c in tree.kids(index, "conj") if c.index not in stop and c.pos in {"NOUN", "PROPN"}]
    if not listed:
        return [tree.subtree(index, stop)]
    out = stop | {
        c.index
        for each in (tree.tokens[index], *listed)
        for c in tree.kids(each.index, "cc") + commas(tree, each.index)
    }
    return [tree.subtree(index, out | {c.index for c in listed}), *(tree.subtree(c.index, out) for c in listed)]


def commas(tree: Tree, index: int) -> tuple[Token, ...]:
    """The commas that part the items of a list."""
    return tuple(c for c in tree.kids(index, "punct") if c.text == ",")


def splits(tree: Tree, index: int, listed: Iterable[Token]) -> bool:
    """True where what is said of the list is said of each item."""
    head = tree.tokens[index]
    listed = list(listed)
    if any(c.lower in BETWEEN for c in tree.kids(index, "case")) or tree.tokens[head.head].lower in COLLECTIVE:
        return False
    links = {c.lower for item in listed for c in tree.kids(item.index, "cc", "advmod")}
    if links & {"&", "or", "nor", "but", "not", "rather", "instead"} or _counted_together(tree, head):
        return False
    if _equals_plural(tree, head) or any(
        t.lower in TOGETHER or (t.lower == "other" and t.pos == "ADJ" and t.dep == "obj") for t in tree.tokens
    ):
        return False
    if any(c.dep == "cc:preconj" and c.lower == "both" for c in tree.kids(index)):
        return True
    return all(_full(tree, t) for t in (head, *listed))


def _counted_together(tree: Tree, head: Token) -> bool:
    """ "Floods in A and B killed 300 people": the figure may be the sum; only "each" says that it is not."""
    verb = next((t for t in tree.ancestors(head.index) if t.pos == "VERB"), None)
    if verb is None or any(t.lower == "each" for t in tree.tokens):
        return False
    path = {head.index, *(t.index for t in tree.ancestors(head.index))}
    others = [t for t in tree.kids(verb.index, "nsubj", "obj") if t.index not in path]
    return any(n.tag == "CD" for t in others for n in tree.kids(t.index, "nummod"))


def _equals_plural(tree: Tree, head: Token) -> bool:
    """ "A and B are allies": the subject of a plural noun with a copula."""
    above = tree.tokens[head.head]
    return head.dep == "nsubj" and above.pos == "NOUN" and above.tag == "NNS" and bool(tree.kids(above.index, "cop"))


def _full(tree: Tree, token: Token) -> bool:
    """A name, or a phrase with its own determiner, number or complement; bare nouns in a row are one thing."""
    if token.pos == "PROPN":
        return True
    if tree.kids(token.index, "det", "nmod", "nummod"):
        return True
    return len(phrase(tree, token.index, ())) > 2  # noqa: PLR2004  "severe malnutrition" is short, "its long war" is not


def is_apposition(tree: Tree, token: Token) -> bool:
    """True for "X, director of Y" and "X, 42"; not for "(SCO)", "Sydney, Australia", "sister-in-law"."""
    head = tree.tokens[token.head]
    before = tree.tokens[min(tree.subtree(token.index)) - 1] if min(tree.subtree(token.index)) else None
    below = {
        i for i in tree.subtree(token.index) if tree.tokens[i].pos != "PUNCT" or tree.tokens[i].text in {"(", "[", ":"}
    }
    opening = {"(", "[", ":"}
    hyphen = tree.tokens[min(tree.subtree(token.index))].text == "-" or (before is not None and before.text == "-")
    if hyphen or any(tree.tokens[i].text in opening for i in below) or (before is not None and before.text in opening):
        return False
    if token.pos == "NUM":
        return head.pos == "PROPN" and token.text.isdigit()
    if token.pos == "PROPN" and head.pos == "PROPN":
        return any(tree.tokens[i].pos in {"NOUN", "ADP"} for i in below)
    return token.pos in {"NOUN", "PROPN", "ADJ"} and len(below) > 1


def event_complements(tree: Tree, token: Token) -> tuple[Token, ...]:
    """What was requested, decided, attempted: the clause or phrase after "the SCO's request that ...".

    Empty where nobody named did what the noun says.
    """
    if noun_cue(token) is None or not any(o.pos == "PROPN" for o in tree.kids(token.index, "nmod:poss")):
        return ()
    if _told_of(tree, token):
        return ()
    return tree.kids(token.index, "acl", "ccomp") or tuple(
        n
        for n in tree.kids(token.index, "nmod")
        if n.dep == "nmod" and any(c.lower in {"for", "to", "against"} for c in tree.kids(n.index, "case"))
    )


def _told_of(tree: Tree, token: Token) -> bool:
    """ "argues the link between Britain's support for it and X": part of what somebody said, or of a pair."""
    at = token
    for above in (token, *tree.ancestors(token.index)):
        if any(c.lower in BETWEEN for c in tree.kids(above.index, "case")):
            return True
        if above.pos == "VERB":
            cue = verb_cue(above)
            return cue is not None and cue.kind is CueClass.SPEECH and not at.dep.startswith("nsubj")
        at = above
    return False


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


CONNECTIVES = word_list("connective")


def _drops_first(tree: Tree, order: list[int]) -> bool:
    token = tree.tokens[order[0]]
    if token.pos == "PUNCT":
        return token.text not in {"“", '"', "(", "‘"}
    follows = tree.tokens[order[1]].text if len(order) > 1 else ""
    if token.pos == "CCONJ":
        return True
    return token.lower in CONNECTIVES and token.pos == "ADV" and follows == ","
