"""Reports at the end of a sentence: "..., court papers show.", "..., officials have told the BBC." """

from dataclasses import replace

from factcheck.cues import CueClass, verb_form
from factcheck.lexicon import word_list
from factcheck.mending.rehanging import is_tree, rehung
from factcheck.syntax import Token, Tree, tree_of

SPOKEN = frozenset({CueClass.FINDING, CueClass.SPEECH})
SPEAKER = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"})
NAMED = frozenset({"NOUN", "PROPN", "PRON"})
CALENDAR = word_list("calendar")
HAVE = frozenset({"had", "has", "have"})
LONGEST = 9
"""Words of a speaker between the comma and the cue."""
FEWEST = 4
"""Words of what was said at least."""


def closing_report(tree: Tree) -> Tree:
    """ "C, S said.": the report hangs on C beside it, with S for its subject.

    Seen: S in apposition to the last noun of C, the cue as a noun or as a clause of one more thing.
    """
    end = len(tree.tokens)
    while end and tree.tokens[end - 1].pos == "PUNCT":
        end -= 1
    found = _found(tree, end)
    if found is None:
        return tree
    cue, who, aux = found
    inside = range(min(*who, cue, *aux), end)
    token = tree.tokens[cue]
    root = _said(tree, inside)
    own = tree.subtree(cue, [c.index for c in tree.kids(cue, "ccomp", "punct")])
    named = min(own) >= inside.start and set(who) <= own
    known = named and (token.dep == "parataxis" or (token.index == tree.root.index and tree.kids(cue, "ccomp")))
    if root is None or known or inside.start < FEWEST:
        return tree
    heads = {cue: ("parataxis", root.index), **dict.fromkeys(aux, ("aux", cue)), **_speaking(tree, cue, who)}
    if root.index != tree.root.index:
        heads[root.index] = ("root", root.index)
    for at in tree.tokens:
        if at.head in inside and at.index not in inside and at.index not in heads:
            heads[at.index] = (at.dep, root.index)
        elif at.index in inside and at.index not in heads and at.head not in inside:
            heads[at.index] = ("obj" if at.pos in NAMED else at.dep, cue)
    mended = rehung(tree, heads)
    if not is_tree(mended):
        return tree
    tag = token.tag if token.pos == "VERB" else "VBP"
    return tree_of(mended.span, [replace(t, pos="VERB", tag=tag) if t.index == cue else t for t in mended.tokens])


def _speaking(tree: Tree, cue: int, who: list[int]) -> dict[int, tuple[str, int]]:
    """The words of the speaker: the noun under the cue, the others under the noun."""
    nouns = [i for i in who if tree.tokens[i].pos in NAMED]
    speaker = max((i for i in nouns if _last_of_phrase(tree, i, who)), default=nouns[-1])
    heads: dict[int, tuple[str, int]] = {speaker: ("nsubj", cue)}
    for at in (tree.tokens[i] for i in who if i != speaker):
        if at.head not in who or at.head == at.index:
            heads[at.index] = ({"ADJ": "amod", "DET": "det"}.get(at.pos, "compound"), speaker)
    return heads


def _found(tree: Tree, end: int) -> tuple[int, list[int], list[int]] | None:
    """The cue, the words of the speaker and the auxiliaries of a report behind the last comma."""
    comma = max((t.index for t in tree.tokens[:end] if t.text == ","), default=-1)
    if comma < 0 or end - comma > LONGEST + 3:
        return None
    words = list(range(comma + 1, end))
    cue = next((i for i in words if _speaks(tree.tokens[i])), None)
    if cue is None:
        return None
    before, after = [i for i in words if i < cue], [i for i in words if i > cue]
    aux = [i for i in before if tree.tokens[i].lower in HAVE]
    who = [i for i in before if i not in aux] or after
    if not who or any(tree.tokens[i].pos not in SPEAKER for i in who) or len(who) > LONGEST:
        return None
    if before and after and not _addressed(tree, cue, after):
        return None
    first = tree.tokens[who[0]]
    named = [i for i in who if tree.tokens[i].pos in NAMED and tree.tokens[i].tag not in {"WP", "WDT", "PRP$"}]
    if (
        first.pos in {"ADP", "CCONJ", "PUNCT"}
        or not named
        or (before and tree.tokens[cue].tag in {"VBG", "VBN"} and not aux)
    ):
        return None
    return cue, who, aux


def _addressed(tree: Tree, cue: int, after: list[int]) -> bool:
    """ "told the BBC", "said in a statement", "said on Monday": nothing but to whom, where and when."""
    first = tree.tokens[after[0]]
    plain = all(tree.tokens[i].pos in SPEAKER and tree.tokens[i].tag not in {"WP", "WDT"} for i in after)
    placed = first.pos == "ADP" or first.lower in CALENDAR
    return plain and len(after) < LONGEST and (tree.tokens[cue].lower == "told" or placed)


def _speaks(token: Token) -> bool:
    cue = verb_form(token.lower)
    return cue is not None and cue.kind in SPOKEN and token.lower != cue.lemma + "ing" and token.pos in {"VERB", "NOUN"}


def _said(tree: Tree, inside: range) -> Token | None:
    """The head of what was said: the root, or the largest clause that hung on the report."""
    if tree.root.index not in inside:
        return tree.root
    below = [t for t in tree.tokens if t.head in inside and t.index not in inside and t.pos in {"VERB", "ADJ", "NOUN"}]
    return max(below, key=lambda t: len(tree.subtree(t.index)), default=None)


def _last_of_phrase(tree: Tree, index: int, who: list[int]) -> bool:
    """True for the noun before "of" and the like, and for the last one otherwise."""
    cases = [i for i in who if tree.tokens[i].pos == "ADP"]
    return not cases or index < cases[0]
