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
SHARED = frozenset({"share", "shares", "shared", "exchange", "exchanged"})
RECIPROCAL = frozenset(
    {"agree", "agreed", "clash", "clashed", "collide", "collided", "differ", "differed", "disagree", "disagreed",
     "divorce", "divorced", "fought", "married", "marry", "meet", "merge", "merged", "met", "separated", "split",
     "talked", "united"}
)  # fmt: skip
COLOURS = frozenset({"black", "blue", "green", "old", "red", "white", "yellow", "young"})
PICKING = frozenset(
    {"first", "last", "only", "second", "third", "next", "same", "few", "many", "most", "no", "any", "every"}
)


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
    described = _described(tree, index, whole)
    if described:
        return described
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


def _described(tree: Tree, index: int, whole: set[int]) -> list[set[int]]:
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


def picks_out(tree: Tree, noun: Token) -> bool:
    """ "the first club based there", "one of the states that joined": without the rest another thing is said."""
    words = {c.lower for c in tree.kids(noun.index, "amod", "det", "nummod", "advmod")}
    superlative = any(
        c.tag in {"JJS", "RBS"} for i in tree.children[noun.index] for c in (tree.tokens[i], *tree.kids(i))
    )
    above = tree.tokens[noun.head]
    partitive = noun.dep == "nmod" and (above.pos in {"NUM", "PRON", "DET"} or above.lower in {"one", "some", "most"})
    return bool(words & PICKING) or superlative or partitive or noun.pos in {"PRON", "DET"}


def second_predicate(tree: Tree, token: Token) -> bool:
    """ "X is a student and a member of Y": a second noun that X is."""
    first = tree.tokens[token.head]
    return (
        token.pos in {"NOUN", "PROPN"}
        and first.pos in {"NOUN", "PROPN"}
        and bool(tree.kids(first.index, "cop"))
        and bool(tree.kids(first.index, "nsubj"))
        and bool(tree.kids(token.index, "det", "amod", "nmod", "compound"))
        and not any(c.lower == "between" for c in tree.kids(first.index, "case"))
        and not tree.kids(token.index, "case")
    )


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
    if (
        _each_other(tree, head)
        or _equals_plural(tree, head)
        or any(t.lower in TOGETHER or (t.lower == "other" and t.pos == "ADJ" and t.dep == "obj") for t in tree.tokens)
    ):
        return False
    if any(c.dep == "cc:preconj" and c.lower == "both" for c in tree.kids(index)):
        return True
    if any(t.pos in {"ADJ", "ADV", "VERB"} and t.text.islower() for t in listed):
        return False
    return any(_full(tree, t) or t.tag == "NNS" for t in (head, *listed)) or len(listed) > 1


def _counted_together(tree: Tree, head: Token) -> bool:
    """ "Floods in A and B killed 300 people": the figure may be the sum; only "each" says that it is not."""
    verb = next((t for t in tree.ancestors(head.index) if t.pos == "VERB"), None)
    if verb is None or any(t.lower == "each" for t in tree.tokens):
        return False
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
    if token.pos == "PROPN":
        return True
    if tree.kids(token.index, "det", "nmod", "nummod"):
        return True
    return len(phrase(tree, token.index, ())) > 2  # noqa: PLR2004  "severe malnutrition" is short, "its long war" is not


def is_apposition(tree: Tree, token: Token) -> bool:
    """True for "X, director of Y" and "X, 42"; not for "(SCO)", "Sydney, Australia", "sister-in-law"."""
    head = tree.tokens[token.head]
    if is_year(tree, token):
        return True
    if any(
        tree.tokens[i].tag in {"WDT", "WP"}
        for c in tree.kids(token.index, "nmod")
        for i in (c.index, *tree.children[c.index])
    ):
        return False  # "a copy of which was found"
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


def is_year(tree: Tree, token: Token) -> bool:
    """ "Frequency (2000)": the year of a work or an event in brackets behind its name."""
    before = tree.tokens[token.index - 1] if token.index else None
    figures = token.text.isdigit() and len(token.text) == 4  # noqa: PLR2004  the figures of a year
    return figures and before is not None and before.text == "(" and tree.tokens[token.head].pos == "PROPN"


def is_placed(tree: Tree, token: Token) -> bool:
    """ "Levi's Stadium in Santa Clara", "Eva Hill, from Westland": where a named thing is, where somebody is from."""
    head = tree.tokens[token.head]
    case = [c.lower for c in tree.kids(token.index, "case")]
    if token.dep != "nmod" or {token.pos, head.pos} != {"PROPN"} or tree.kids(head.index, "conj"):
        return False
    if case == ["from"]:
        return tree.tokens[max(0, min(tree.subtree(token.index)) - 1)].text == ","
    # A name whose words are flat is somebody's, and "in" says where it happened.
    return case in (["in"], ["at"], ["near"]) and head.dep != "obl:agent" and not tree.kids(head.index, "flat")


def is_title(tree: Tree, token: Token) -> bool:
    """ "the singer Pink", "film company Synergy": a common noun right before the name it describes."""
    head = tree.tokens[token.head]
    if token.tag != "NN" or not token.text.islower() or head.pos != "PROPN" or token.index + 1 >= len(tree.tokens):
        return False
    verb = verb_cue(tree.tokens[head.head])
    if verb is not None and verb.kind is CueClass.SPEECH and head.dep == "nsubj" and not tree.children[token.index]:
        return False  # "minister Ana Cole said": the role of a source, told beside it
    hyphen = token.index > 0 and tree.tokens[token.index - 1].text == "-"
    return (
        tree.tokens[token.index + 1].pos == "PROPN"
        and not hyphen
        and (token.dep == "nmod:desc" or (token.dep == "compound" and token.index < head.index))
    )


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
