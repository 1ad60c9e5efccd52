"""When, where, with whom and what for: what a clause says beside its core, each worth a claim of its own.

"The film premiered on May 28, 2014, in Hollywood" is two things to check. Where one adjunct alone parts is for
`parting`.
"""

from collections.abc import Sequence

from factcheck.cues import noun_cue, verb_cue
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
    {"afternoon", "autumn", "century", "day", "days", "decade", "decades", "evening", "hour", "hours", "minute",
     "minutes", "moments", "month", "months", "morning", "night", "spring", "summer", "week", "weekend", "weeks",
     "winter", "year", "years"}
)  # fmt: skip
TIMES = PERIODS | word_list("calendar")
TAKING = frozenset(
    {"accept", "accepted", "acknowledged", "brand", "branded", "cast", "characterised", "characterize", "characterized",
     "cited", "classified", "condemned", "considered", "criticised", "criticized", "defined", "denounced", "depicted",
     "described", "describes", "describing", "dismissed", "dismisses", "established", "hailed", "identified",
     "identifies", "interpreted", "known", "labelled", "labeled", "portrayed", "praised", "recognised", "recognized",
     "regard", "regarded", "regards", "saw", "see", "seeing", "seen", "sees", "treat", "treated", "treats", "used",
     "view", "viewed", "viewing", "views"}
)  # fmt: skip
CLAUSES = frozenset({"after", "as", "because", "before", "by", "despite", "following", "since", "when", "while"})
LIMITING = frozenset(
    {"both", "either", "even", "exactly", "few", "fewer", "first", "hardly", "just", "last", "less", "mainly", "merely",
     "more", "most", "mostly", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "only",
     "rarely", "scarcely", "seldom", "so", "solely", "together", "too"}
)  # fmt: skip
"""Words that hold of the clause with its adjuncts and not of the clause without: "he only sings in June at home"."""
QUANTITIES = frozenset({"exactly", "few", "fewer", "hardly", "neither", "no", "nobody", "none", "nothing", "only"})
"""The same of a subject or object: "no bank was sold in Oslo in 1990"."""
ORDINAL = frozenset({"first", "last"})
PLACING = frozenset({"brought", "kept", "laid", "left", "place", "placed", "places", "put", "puts", "set", "sets"})
"""Verbs that say nothing without where the thing was put."""
COMPLEMENTED = frozenset(
    {"ability", "access", "alternative", "answer", "approach", "attention", "authority", "chance", "commitment",
     "concern", "concerns", "control", "desire", "duty", "effort", "efforts", "evidence", "excuse", "failure", "fear",
     "fears", "hope", "impact", "influence", "interest", "lack", "limits", "need", "objection", "objections",
     "opportunity", "permission", "power", "preference", "reason", "reasons", "reliance", "respect", "response",
     "responsibility", "right", "rights", "risk", "sense", "solution", "support", "sympathy", "threat", "threats",
     "trust", "view", "views", "way", "ways"}
)  # fmt: skip
"""Nouns that say little without what they are of, for, to or on: "the need for moderators"."""
COMPLEMENTING = frozenset(
    {"about", "against", "for", "from", "in", "into", "of", "on", "over", "to", "toward", "towards"}
)
YEAR_FIGURES = 4


def separable(tree: Tree, head: int, stop: set[int]) -> list[tuple[Token, ...]]:
    """The adjuncts of a clause that may part, in groups that stay together.

    Empty where a word holds of the clause with all of them.
    """
    verb = tree.tokens[head]
    if limited(tree, head) or tree.kids(head, "ccomp") or verb.lower in PLACING:
        return []
    near = [c for c in tree.kids(head, "obl", "nmod:unmarked", "advmod") if c.index not in stop]
    after = [c for c in near if c.index > head and (c.relation != "advmod" or _dated(tree, c))]
    if _rises(tree, after):
        return []
    moved = [c for c in after if _parts(tree, c) and not _as_what(tree, verb, c) and not _of_noun(tree, c)]
    passive = tree.kids(head, "aux:pass") or (verb.tag == "VBN" and not tree.kids(head, "aux"))
    active = not passive and not tree.kids(head, "obj")
    if active and after and moved[:1] == after[:1] and not (is_time(tree, after[0]) or is_place(tree, after[0])):
        moved = moved[1:]  # "depends on X": what the verb needs
    if moved and _crossed(tree, head, moved, stop):
        return []
    groups: list[tuple[Token, ...]] = _ranges(tree, moved, after)
    if any(not _as(tree, each) for group in groups for each in group):
        groups += _beside_each_other(tree, [c for c in near if c.index < head and _before(tree, c)])
    clauses = [c for c in tree.kids(head, "advcl", "xcomp") if c.index > head and c.index not in stop]
    groups += [(c,) for c in clauses if is_purpose(tree, c) or _besides(tree, c)]
    return groups


def _crossed(tree: Tree, head: int, moved: list[Token], stop: set[int]) -> bool:
    """ "Marked the birth of Poe in May, the poet": what the object has behind an adjunct, every part would end with."""
    ends = [
        max(tree.subtree(o.index, stop - {o.index})) for o in tree.kids(head, "obj", "nsubj") if o.index not in stop
    ]
    return any(o > token.index for token in moved for o in ends if o > head)


def _beside_each_other(tree: Tree, times: list[Token]) -> list[tuple[Token, ...]]:
    """ "In April 2021": two times right beside each other are one."""
    groups: list[tuple[Token, ...]] = []
    for token in times:
        before = max(tree.subtree(groups[-1][-1].index)) if groups else -1
        start = min(tree.subtree(token.index))
        if groups and not any(tree.tokens[i].pos != "PUNCT" for i in range(before + 1, start)):
            groups[-1] = (*groups[-1], token)
        else:
            groups.append((token,))
    return groups


def _ranges(tree: Tree, moved: list[Token], after: list[Token]) -> list[tuple[Token, ...]]:
    """The adjuncts, "from 1971" together with "to 1975"."""
    ends = [c for c in after if any(m.lower in {"to", "until", "till"} for m in tree.kids(c.index, "case"))]
    if not ends:
        return [(c,) for c in moved]
    begun = [c for c in moved if any(m.lower == "from" for m in tree.kids(c.index, "case"))]
    if begun:  # "rose to 12 in June from 9 in May"
        first = min(c.index for c in (*begun, *ends))
        ends += [c for c in moved if c.index > first and c not in begun and c not in ends and is_time(tree, c)]
    rest: list[tuple[Token, ...]] = [(c,) for c in moved if c not in begun and c not in ends]
    return [*rest, (*begun, *ends)] if begun else rest


def _rises(tree: Tree, after: Sequence[Token]) -> bool:
    """ "From €180 million in 2018 to €412 million this year": each amount has its own time."""
    cases = {m.lower for c in after for m in tree.kids(c.index, "case")}
    return {"from", "to"} <= cases and any(tree.tokens[i].tag == "$" for c in after for i in tree.subtree(c.index))


def limited(tree: Tree, head: int) -> bool:
    """True where a negation or a quantity holds of the whole clause: "no bank was sold in Oslo in 1990"."""
    arguments = tree.kids(head, "nsubj", "obj")
    if any((cue := verb_cue(c)) is not None and cue.denies for c in tree.kids(head, "parataxis")):
        return True  # "the bank closed it in Oslo in May, the minister denied"
    words = [c for a in arguments for c in (a, *tree.kids(a.index))]
    return any(c.lower in LIMITING for c in tree.kids(head)) or any(w.lower in QUANTITIES for w in words)


def _as_what(tree: Tree, verb: Token, token: Token) -> bool:
    """ "Sees it as vital": as what, without which nothing is said."""
    return verb.lower in TAKING and _as(tree, token)


def _of_noun(tree: Tree, token: Token) -> bool:
    """ "Questioned the need for moderators": what a noun right before it needs, wherever the parser hangs it."""
    first = min(tree.subtree(token.index))
    before = tree.tokens[first - 1] if first else token
    needs = before.pos == "NOUN" and (before.lower in COMPLEMENTED or noun_cue(before) is not None)
    return needs and token.lower not in TIMES and tree.tokens[first].lower in COMPLEMENTING


def _as(tree: Tree, token: Token) -> bool:
    return any(c.lower == "as" for c in tree.kids(token.index, "case"))


def _before(tree: Tree, token: Token) -> bool:
    """ "In 1991 he", "this week agreed": when or where, told before the verb."""
    if token.relation == "advmod":
        return _dated(tree, token)
    case = [c.lower for c in tree.kids(token.index, "case")]
    return _parts(tree, token) and is_time(tree, token) and case[:1] in ([], ["in"], ["at"], ["on"], ["during"])


def _dated(tree: Tree, token: Token) -> bool:
    """ "two days ago", "an hour later"."""
    return token.lower in {"ago", "later", "earlier"} and bool(tree.kids(token.index, "obl", "nmod"))


def _parts(tree: Tree, token: Token) -> bool:
    case = [c.lower for c in tree.kids(token.index, "case")]
    limits = LIMITING if token.lower in {"time", "times"} else LIMITING - ORDINAL
    if token.relation == "advmod":
        return _dated(tree, token)
    if any(c.lower in limits for c in tree.kids(token.index)):
        return False
    if not case:  # "this year", and no "71 miles an hour"
        rate = any(c.lower in {"a", "an"} for c in tree.kids(token.index, "det"))  # "19,000 vehicles a day"
        return is_time(tree, token) and (token.lower in TIMES or token.pos != "NOUN") and not rate
    return case[0] in SEPARABLE and _full(tree, token)


def is_purpose(tree: Tree, token: Token) -> bool:
    """ "to clear the road"."""
    return token.tag == "VB" and [m.lower for m in tree.kids(token.index, "mark")] == ["to"]


def _besides(tree: Tree, token: Token) -> bool:
    """ "aged 80", "after carding an eagle": clauses that say when, how and why, none that says under what condition."""
    if token.lower == "aged":
        return True
    marks = [m.lower for m in tree.kids(token.index, "mark", "case", "advmod") if m.index < token.index]
    return token.dep == "advcl" and len(marks) == 1 and marks[0] in CLAUSES and not limited(tree, token.index)


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
