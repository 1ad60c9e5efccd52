"""Whether what a clause says of its noun is asserted, and whether the sentence around it is true without that clause.

"The judge who took bribes resigned" says two things. "Judges who take bribes resign" says one, and without the clause
another; of "a judge who takes bribes should resign" no judge is known to have taken any.
"""

from enum import Enum

from factcheck.cues import CueClass, attitude_cue, verb_cue
from factcheck.propositions.asides import picks_out
from factcheck.propositions.joint import NEGATIONS
from factcheck.syntax import Token, Tree

DEFINITE = frozenset({"the", "this", "that", "these"})
ONE = frozenset({"a", "an", "another"})
GENERIC = frozenset(
    {"all", "any", "each", "either", "every", "no", "neither", "such", "those", "what", "whatever", "which"}
)
KINDS = frozenset(
    {"amount", "case", "day", "fact", "idea", "kind", "level", "moment", "number", "one", "ones", "part", "people",
     "person", "place", "point", "rate", "reason", "something", "sort", "thing", "things", "time", "type", "way",
     "ways"}
)  # fmt: skip
"""Nouns that say nothing without the clause behind them: "the day they met", "the way it works"."""
UNCERTAIN = frozenset({"without", "against", "despite", "like", "than", "unless", "if", "whether", "until"})
POSSIBLE = frozenset({"allegedly", "perhaps", "possibly", "probably", "reportedly", "hardly", "scarcely", "rarely"})
SOUGHT = frozenset(
    {"avoid", "ban", "claim", "consider", "create",
     "dream", "dreamed", "dreamt", "demand", "find", "imagine", "imagined", "look", "looking", "need", "plan",
     "needed", "needs", "plead", "prevent", "promise", "propose", "seek", "seeking", "seeks", "sought", "suggest",
     "want", "wanted", "wants"}
)  # fmt: skip
"""What is sought or asked for need not exist: "needs a doctor who speaks Greek"."""
DONE = frozenset({"began", "begun", "continued", "forced", "had", "helped", "kept", "managed", "started"})
"""What is done is told with them: "homes had to be evacuated"."""
WITH_GERUND = frozenset({"about", "against", "by", "despite", "from", "of", "to", "with", "without"})
""" "The impression of the army dealing with it": what is done, rather than who does it, is spoken of."""
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})


CLAUSAL = frozenset({"ccomp", "xcomp", "csubj"})


class Standing(Enum):
    """How a clause behind a noun stands to its sentence."""

    APART = 1
    """An assertion of its own; the sentence is true without it."""
    BESIDE = 2
    """An assertion of its own, and the sentence needs it as well."""
    PART = 3
    """Asserts nothing by itself."""


def standing(tree: Tree, clause: Token) -> Standing:
    """How a clause with no comma before it stands to the noun it hangs on."""
    noun = tree.tokens[clause.head]
    determiners = {d.lower for d in tree.kids(noun.index, "det", "cc:preconj")}
    cases = {c.lower for c in tree.kids(noun.index, "case")}
    gerund = clause.tag == "VBG" and clause.dep == "acl" and noun.pos != "PROPN"
    if gerund and (cases & WITH_GERUND or any(_of(tree, n) for n in tree.kids(noun.index, "nmod"))):
        return Standing.PART
    if noun.pos == "PRON" or determiners & GENERIC or noun.lower in KINDS or picks_out(tree, noun) or _asks(tree):
        return Standing.PART
    sure = certain(tree, noun)
    if noun.pos == "PROPN" or tree.kids(noun.index, "nmod:poss"):
        return Standing.APART if sure else Standing.BESIDE
    told = is_told(tree, clause) or host_told(tree, noun)
    if determiners & DEFINITE:
        if noun.tag == "NNS" and not told:
            return Standing.PART
        return Standing.APART if sure else Standing.BESIDE
    if not sure:
        return Standing.PART
    if determiners & ONE and clause.dep == "acl:relcl" and _through_which(tree, clause):
        return Standing.PART  # "it is a forum through which they talk": "through a forum they talk" says little
    if tree.kids(noun.index, "cop") and tree.kids(noun.index, "nsubj"):
        return Standing.APART if determiners & ONE else Standing.PART
    if not told and (noun.relation == "nsubj" or not determiners & ONE):
        return Standing.PART  # "a man who lies pays", but "it has a base that supplies the army"
    if "as" in cases:
        return Standing.BESIDE
    return _indefinite(tree, clause, noun, determiners)


def _indefinite(tree: Tree, clause: Token, noun: Token, determiners: set[str]) -> Standing:
    """The same behind "a", a number or no article, where the sentence is told."""
    if determiners & ONE or tree.kids(noun.index, "nummod"):
        standing_apart = {"nsubj", "obj", "obl", "nmod", "root", "appos", "conj"}
        return Standing.APART if noun.relation in standing_apart else Standing.PART
    if determiners:
        return Standing.PART
    if noun.relation in {"nsubj", "obj"}:
        return Standing.BESIDE
    if clause.dep == "acl:relcl":  # "in footage that went viral"
        return Standing.APART if is_told(tree, clause) and noun.tag == "NN" else Standing.PART
    # "according to figures obtained by them", "the number of children referred to them"
    return Standing.BESIDE if clause.tag == "VBN" and tree.kids(clause.index, "obl") else Standing.PART


def _through_which(tree: Tree, clause: Token) -> bool:
    return any(t.lower in {"which", "whom"} and tree.kids(t.index, "case") for t in tree.kids(clause.index))


def _of(tree: Tree, token: Token) -> bool:
    return any(c.lower == "of" for c in tree.kids(token.index, "case"))


def certain(tree: Tree, token: Token) -> bool:
    """False where a word above denies, supposes, asks or seeks what it governs."""
    if _asks(tree) or _doubted(tree, token):
        return False
    at = token
    for above in tree.ancestors(token.index):
        cue = verb_cue(above)
        below = not at.dep.startswith("nsubj")
        if _doubted(tree, above) or (cue is not None and cue.denies and below):
            return False
        if below and (above.lower in SOUGHT or _wished(tree, at, above)):
            return False
        infinitive = (
            at.dep in {"xcomp", "ccomp", "acl", "advcl", "csubj"} and at.tag == "VB" and at.index != token.index
        )
        if infinitive and above.lower not in DONE:
            return False  # "agreed to hire a man who": nobody is hired yet
        at = above
    return True


def _wished(tree: Tree, token: Token, verb: Token) -> bool:
    """ "Backs a plan that", "talked of a plan that": what an attitude is about need not be so."""
    attitude = attitude_cue(verb)
    if attitude is None:
        return False
    cue = verb_cue(verb)
    if token.dep == "ccomp" and cue is not None and cue.kind in {CueClass.SPEECH, CueClass.FINDING}:
        return False  # what is said is told; what is denied is dealt with before
    cases = {c.lower for c in tree.kids(token.index, "case")}
    return (
        token.relation in CLAUSAL
        or (token.relation == "obj" and "object" in attitude.takes)
        or bool(cases & attitude.takes)
    )


def _asks(tree: Tree) -> bool:
    return any(t.text == "?" for t in tree.tokens[-2:])


def _doubted(tree: Tree, token: Token) -> bool:
    words = tree.kids(token.index, "advmod", "aux", "mark", "case", "det", "cc:preconj")
    subjects = [d for s in tree.kids(token.index, "nsubj", "obj") for d in (s, *tree.kids(s.index, "det"))]
    unsure = NEGATIONS | UNCERTAIN | POSSIBLE | {"no"}
    return any(w.lower in unsure or w.tag == "MD" for w in words) or any(
        s.lower in {"no", "nobody", "none", "nothing", "few", "only", "neither"} for s in subjects
    )


def is_told(tree: Tree, verb: Token) -> bool:
    """True for a predicate in the past tense, the perfect or the progressive: something that happened or goes on."""
    above = tree.tokens[verb.head]
    if verb.dep == "xcomp" and above.lower in DONE and not _doubted(tree, above):
        return is_told(tree, above)
    verbs = (verb, *tree.kids(verb.index, "aux", "cop"))
    if any(v.tag == "MD" for v in verbs):
        return False
    perfect = any(v.lower in {"has", "have", "had", "'ve", "'s"} and v.relation == "aux" for v in verbs)
    going_on = verb.tag == "VBG" and any(v.relation == "aux" for v in verbs)
    return any(v.tag == "VBD" for v in verbs) or perfect or going_on


def host_told(tree: Tree, noun: Token) -> bool:
    """True where the nearest clause above a noun is told as past, as perfect or as going on."""
    for above in (noun, *tree.ancestors(noun.index)):
        verbs = (above, *tree.kids(above.index, "aux", "cop"))
        if any(v.tag in FINITE for v in verbs):
            return is_told(tree, above)
    return False
