"""How a clause and its adjuncts part: which of them get a claim of their own, and what each of these repeats."""

from collections.abc import Iterable, Sequence

from factcheck.cues import attitude_cue, noun_cue, verb_cue
from factcheck.propositions.adjuncts import COMPLEMENTED, is_purpose
from factcheck.propositions.joint import is_negated
from factcheck.propositions.standing import is_told
from factcheck.syntax import Token, Tree

LONG = 10
"""Words of a clause from which on what was done and what is said beside it are two things to check."""
TELLING = 3
"""Nouns, verbs, adjectives and figures of a core that is worth a claim of its own."""
CONTENT = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB"})
CONTROLLING = frozenset(
    {"advise", "advised", "allow", "allowed", "allows", "ask", "asked", "asking", "asks", "authorised",
     "authorize", "authorized", "authorizes", "cause", "caused",
     "compel", "compelled", "convince", "convinced", "enable", "enabled", "enables", "encourage", "encouraged",
     "encourages", "encouraging", "expect", "expected", "expects", "force", "forced", "forces", "forcing", "help",
     "helped", "helps", "instruct", "instructed", "invite", "invited", "lead", "led", "like", "need", "needed",
     "needs", "order", "ordered", "ordering", "permit", "permitted", "persuade", "persuaded", "pressed", "pressured",
     "require", "required", "requires", "taught", "teach", "tell", "telling", "told", "urge", "urged", "urges",
     "urging", "use", "used", "uses", "using", "want", "wanted", "wants", "warned"}
)  # fmt: skip
"""Verbs whose infinitive says what the object is to do: "wanted her neighbours to move"."""
NEEDING = frozenset(
    {"acted", "amounted", "arrived", "based", "became", "began", "begun", "belonged", "born", "called", "came",
     "centered", "centred", "characterized", "compared", "considered", "consisted", "covered", "dealt", "depended",
     "described", "fell", "felt", "focused", "formed", "found", "given", "got", "held", "increased", "joined",
     "known", "lasted", "lay", "led", "linked", "lived", "located", "looked", "made", "moved", "named", "placed",
     "played", "ranged", "ranked", "reached", "referred", "regarded", "related", "relied", "remained", "resulted",
     "returned", "rose", "ruled", "seen", "sent", "served", "set", "situated", "spent", "started", "stayed", "stood",
     "taken", "talked", "thought", "took", "travelled", "treated", "turned", "used", "viewed", "was", "went",
     "worked", "written"}
)  # fmt: skip
"""Verbs that tell little without what follows them: "was born", "has been regarded"."""
AMOUNTS = frozenset(
    {"billions", "bit", "couple", "days", "dozens", "eighth", "fifth", "fraction", "half", "hours", "hundreds", "kind",
     "kinds", "lot", "lots", "majority", "millions", "months", "most", "much", "number", "pair", "part", "parts",
     "percent", "percentage", "piece", "proportion", "quarter", "quarters", "range", "rest", "series", "set", "share",
     "sixth", "sort", "tens", "tenth", "third", "thirds", "thousands", "type", "variety", "weeks", "years"}
)  # fmt: skip
"""Objects that are nothing without what follows: "five days of strikes"."""


class Parting:
    """The adjuncts of one clause, in groups that get a claim each.

    `core` is true where the clause without any of them is a claim too: a long one, with an object or a subject that
    is named or counted, told as having happened. Then the others repeat of the object only what names it.
    """

    def __init__(self, tree: Tree, index: int, stop: set[int], groups: Sequence[tuple[Token, ...]]) -> None:
        self.tree = tree
        self.stop = stop
        verb = tree.tokens[index]
        if verb.lower in CONTROLLING or _takes_infinitive(verb):
            groups = [group for group in groups if not is_purpose(tree, group[0])]
        objects = [o for o in tree.kids(index, "obj") if o.index > index and o.index not in stop]
        words = sum(tree.tokens[i].pos != "PUNCT" for i in tree.subtree(index, stop - {index}))
        apart = bool(groups) and words >= LONG and (bool(objects) or _told_apart(tree, index, alone=len(groups) == 1))
        adjuncts = {token.index for group in groups for token in group}
        told = apart and _happens(tree, verb) and not tree.kids(index, "xcomp")
        self.core = told and _says_enough(tree, tree.subtree(index, (stop | adjuncts) - {index}), objects)
        self.groups = tuple(groups) if self.core or len(groups) > 1 else ()
        self.adjuncts = adjuncts if self.groups else set()
        self.details = self._details(objects[0]) if self.core and objects else set()

    def _details(self, thing: Token) -> set[int]:
        """What describes an object without naming it: "the renegotiation of the agreement"."""
        tree = self.tree
        if (
            thing.lower in AMOUNTS | COMPLEMENTED
            or noun_cue(thing) is not None
            or thing.pos != "NOUN"
            or tree.kids(thing.index, "conj", "nummod")
        ):
            return set()
        behind = [
            c for c in tree.kids(thing.index, "nmod", "acl") if c.index > thing.index and c.index not in self.stop
        ]
        return set().union(*(tree.subtree(c.index) for c in behind)) if behind else set()

    def without_core(self, parts: list[set[int]]) -> list[set[int]]:
        """The parts less the empty one: with a list in the clause, each item with each adjunct is enough."""
        self.core = False
        self.details = set()
        return [part for part in parts if part]

    def shortened(self, variants: list[set[int]]) -> list[set[int]]:
        """The variants, the details of the object left to the claim without adjuncts."""
        if not self.details:
            return variants
        out: list[set[int]] = []
        for words in variants:
            short = words - self.details if words & self.adjuncts else words
            if short not in out:
                out.append(short)
        return out


def _says_enough(tree: Tree, core: Iterable[int], objects: Sequence[Token]) -> bool:
    """False for "he attracted attention", "it took place": what is worth checking is when, where and how."""
    told = sum(tree.tokens[i].pos in CONTENT for i in core)
    return told >= TELLING and not any(
        o.tag == "NN" and o.pos == "NOUN" and not tree.children[o.index] for o in objects
    )


def _takes_infinitive(verb: Token) -> bool:
    """ "Voted to hold him", "decided to close it": what the verb needs."""
    attitude = attitude_cue(verb)
    return attitude is not None and "to" in attitude.takes


def _happens(tree: Tree, verb: Token) -> bool:
    """True for what has happened, happens to somebody or will: "would resign in June" is not "would resign"."""
    at = verb
    while at.dep == "xcomp" and at.tag in {"VB", "VBG", "VBN"}:
        at = tree.tokens[at.head]
    verbs = (at, *tree.kids(at.index, "aux", "cop"))
    if any(is_negated(tree, v.index) for v in (verb, at)):
        return False
    if any(v.tag == "MD" and v.lower not in {"will", "'ll"} for v in verbs):
        return False
    if any(v.tag == "MD" for v in verbs) or is_told(tree, at) or (at.tag == "VBN" and len(verbs) == 1):
        return True
    who = next(iter(tree.kids(at.index, "nsubj")), None)
    return who is not None and (
        who.pos in {"PROPN", "PRON"}
        or any(d.lower not in {"a", "an"} for d in tree.kids(who.index, "det", "nmod:poss"))
    )


def _told_apart(tree: Tree, index: int, *, alone: bool) -> bool:
    """ "Ronnie Carroll died", "62 were wounded": somebody named or counted, and a verb that tells something."""
    verb = tree.tokens[index]
    if verb.pos != "VERB" or verb.tag == "VBG" or verb.lower in NEEDING or tree.kids(index, "xcomp", "ccomp", "cop"):
        return False
    who = next(iter(tree.kids(index, "nsubj")), None)
    clipped = verb.tag == "VBN" and not tree.kids(index, "aux")  # "and 62 others wounded"
    if who is None or (alone and (verb_cue(verb) is not None or not (clipped or is_told(tree, verb)))):
        return False
    named = who.pos == "PROPN" and not (alone and tree.kids(index, "aux:pass"))
    counted = who.lower in AMOUNTS or bool(tree.kids(who.index, "nummod"))
    return named or counted or (not alone and bool(tree.kids(who.index, "nmod")))
