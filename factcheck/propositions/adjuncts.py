"""When, where, with whom and what for: what a clause says beside its core, each worth a claim of its own.

"The film premiered on May 28, 2014, in Hollywood" is two things to check. One adjunct alone stays where it is: the
clause without it would only say less.
"""

from factcheck.lexicon import word_list
from factcheck.syntax import Token, Tree

SEPARABLE = frozenset(
    {"aboard", "above", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as", "at",
     "because", "before", "behind", "below", "beneath", "beside", "by", "despite", "due", "during", "following",
     "for", "from", "in", "inside", "into", "near", "off", "on", "onto", "outside", "over", "since", "through",
     "throughout", "together", "toward", "towards", "under", "until", "via", "with", "within"}
)  # fmt: skip
"""Prepositions of time, place, company, cause and price; under "without", "unlike", "than" the rest would be false."""
PERIODS = frozenset(
    {"afternoon", "autumn", "century", "day", "days", "decade", "decades", "evening", "hours", "minutes", "moments",
     "month", "months", "morning", "night", "spring", "summer", "week", "weekend", "weeks", "winter", "year", "years"}
)  # fmt: skip
TIMES = PERIODS | word_list("calendar")
LIMITING = frozenset(
    {"both", "either", "even", "exactly", "few", "fewer", "first", "hardly", "just", "last", "less", "mainly", "merely",
     "more", "most", "mostly", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "only",
     "rarely", "scarcely", "seldom", "so", "solely", "together", "too"}
)  # fmt: skip
"""Words that hold of the clause with its adjuncts and not of the clause without: "he only sings in June at home"."""
QUANTITIES = frozenset({"exactly", "few", "fewer", "hardly", "neither", "no", "nobody", "none", "nothing", "only"})
"""The same of a subject or object: "no bank was sold in Oslo in 1990"."""
PLACING = frozenset({"brought", "kept", "laid", "left", "place", "placed", "places", "put", "puts", "set", "sets"})
"""Verbs that say nothing without where the thing was put."""
YEAR_FIGURES = 4


def separable(tree: Tree, head: int, stop: set[int]) -> list[tuple[Token, ...]]:
    """The adjuncts of a clause that may part, in groups that stay together.

    Empty where there are fewer than two, or where a word holds of the clause with all of them.
    """
    verb = tree.tokens[head]
    if limited(tree, head) or tree.kids(head, "ccomp") or verb.lower in PLACING:
        return []
    after = [c for c in tree.kids(head, "obl", "nmod:unmarked") if c.index > head and c.index not in stop]
    moved = [c for c in after if _parts(tree, c)]
    passive = tree.kids(head, "aux:pass") or (verb.tag == "VBN" and not tree.kids(head, "aux"))
    active = not passive and not tree.kids(head, "obj")
    if active and after and moved[:1] == after[:1] and not (is_time(tree, after[0]) or is_place(tree, after[0])):
        moved = moved[1:]  # "depends on X": what the verb needs
    groups: list[tuple[Token, ...]] = _ranges(tree, moved, after)
    groups += [(c,) for c in tree.kids(head, "advcl") if c.index > head and c.index not in stop and _purpose(tree, c)]
    return groups if len(groups) > 1 else []


def _ranges(tree: Tree, moved: list[Token], after: list[Token]) -> list[tuple[Token, ...]]:
    """The adjuncts, "from 1971" together with "to 1975"."""
    ends = [c for c in after if any(m.lower in {"to", "until", "till"} for m in tree.kids(c.index, "case"))]
    if not ends:
        return [(c,) for c in moved]
    begun = [c for c in moved if any(m.lower == "from" for m in tree.kids(c.index, "case"))]
    rest: list[tuple[Token, ...]] = [(c,) for c in moved if c not in begun and c not in ends]
    return [*rest, (*begun, *ends)] if begun else rest


def limited(tree: Tree, head: int) -> bool:
    """True where a negation or a quantity holds of the whole clause: "no bank was sold in Oslo in 1990"."""
    arguments = tree.kids(head, "nsubj", "obj")
    words = [c for a in arguments for c in (a, *tree.kids(a.index))]
    return any(c.lower in LIMITING for c in tree.kids(head)) or any(w.lower in QUANTITIES for w in words)


def _parts(tree: Tree, token: Token) -> bool:
    case = [c.lower for c in tree.kids(token.index, "case")]
    if any(c.lower in LIMITING for c in tree.kids(token.index)):
        return False
    return (bool(case) and case[0] in SEPARABLE and _full(tree, token)) or (not case and is_time(tree, token))


def _purpose(tree: Tree, token: Token) -> bool:
    return token.tag == "VB" and [m.lower for m in tree.kids(token.index, "mark")] == ["to"]


def _full(tree: Tree, token: Token) -> bool:
    """ "in Hollywood", "for a week": a thing by itself; "under pressure", "on trial" belong to the verb."""
    return (
        token.pos in {"PROPN", "NUM"}
        or token.tag in {"NNS", "CD"}
        or is_time(tree, token)
        or bool(tree.kids(token.index, "det", "nummod", "nmod:poss", "nmod"))
    )


def is_time(tree: Tree, token: Token) -> bool:
    """True for a phrase with a month, a weekday, a length of time or a year."""
    if token.tag == "CD" and token.text.isdigit() and len(token.text) == YEAR_FIGURES:
        return True
    return any(tree.tokens[i].lower in TIMES for i in tree.subtree(token.index))


def is_place(tree: Tree, token: Token) -> bool:
    """True for a name behind "in", "at", "near" or "from"."""
    return token.pos == "PROPN" and any(c.lower in {"in", "at", "near", "from"} for c in tree.kids(token.index, "case"))
