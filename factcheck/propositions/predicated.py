"""Whether what stands beside a noun can be said of it: "Ann Poe, a nurse" is one; "on Friday, an interview" is none.

The parser hangs many a phrase behind a comma on the last noun before it. An apposition follows its noun at once, ends
where the clause goes on, agrees in number, and is no clause and no time.
"""

from factcheck.mending.described import ROLES
from factcheck.propositions.adjuncts import TIMES
from factcheck.propositions.whereabouts import EVENTS, PEOPLE, SITES, TOWNS
from factcheck.syntax import Token, Tree

FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
NO_TITLES = EVENTS | TOWNS | TIMES | {"debate", "convention", "percent", "primary", "speech"}
"""Nouns right before a name that are not what its bearer is: "at the state Ann Poe won"."""
DASHES = frozenset({"--", "—", "–"})
SAID = frozenset(
    {"answer", "article", "book", "claim", "comment", "decision", "interview", "letter", "message", "move", "pattern",
     "phrase", "question", "quip", "record", "remark", "speech", "statement", "story", "term", "tweet", "vote", "word"}
)  # fmt: skip
"""What somebody says or does stands beside a name with a first name for another noun's sake."""


def fits_beside(tree: Tree, token: Token) -> bool:
    """True for a phrase in apposition that its noun can be said to be."""
    noun = tree.tokens[token.head]
    words = [i for i in sorted(tree.subtree(token.index)) if tree.tokens[i].pos != "PUNCT"]
    if not words or token.index < noun.index or is_day(tree, noun) or token.lower in TIMES:
        return False
    if token.pos == "VERB" or tree.kids(token.index, "cop", "nsubj", "aux") or _differs(tree, noun, token):
        return False
    if any(tree.tokens[i].tag in FINITE for i in words if i < token.index):
        return False
    if tree.tokens[words[0]].pos == "ADP" or any(t.text == ";" for t in tree.tokens[noun.index : words[0]]):
        return False  # "an advertisement for Ann Poe"
    if _set_outside(tree, noun, words[0]) or any(
        tree.tokens[i].tag == "VBD" and tree.tokens[i].dep == "acl" for i in words
    ):
        return False
    if token.pos == "PROPN" and noun.pos == "NOUN":
        if any(t.tag in FINITE | {"TO", "VB", "VBG"} for t in tree.tokens[noun.index : words[0]]):
            return False  # "the attempt to overthrow General Ann Poe"
        return words[0] == noun.index + 1 or not _bare(tree, noun)
    return _follows(tree, noun, words[0]) and _ends(tree, token, words[-1]) and _agrees(tree, noun, token)


def is_day(tree: Tree, noun: Token) -> bool:
    """True for "Friday", "last May", not for "Theresa May"."""
    return noun.lower in TIMES and not tree.kids(noun.index, "flat") and noun.dep != "flat"


def _bare(tree: Tree, noun: Token) -> bool:
    return not tree.kids(noun.index, "det", "nmod:poss", "amod", "compound", "nummod", "acl", "nmod")


def _follows(tree: Tree, noun: Token, first: int) -> bool:
    """A mark stands before it, and between it and the noun no verb and no second noun of a list."""
    between = tree.tokens[noun.index + 1 : first]
    if not between or between[-1].pos != "PUNCT" or any(t.tag in FINITE for t in between):
        return False
    return not any(t.dep == "conj" and t.head == noun.index for t in between)


def _ends(tree: Tree, token: Token, last: int) -> bool:
    """False for "the wealthy" of "Westland, the wealthy enclave", "a plan" of "Cole, a plan maker"."""
    after = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else token
    return after.index == token.index or (
        after.pos not in {"NOUN", "PROPN"} and after.tag not in FINITE and after.pos != "CCONJ"
    )


def _agrees(tree: Tree, noun: Token, token: Token) -> bool:
    """One name is no many things, somebody with a first name nothing that was said."""
    if noun.tag == "NNP" and token.tag == "NNS" and not tree.kids(noun.index, "conj", "det"):
        return False
    return not (token.lower in SAID and noun.pos == "PROPN" and bool(tree.kids(noun.index, "flat")))


def _lists(tree: Tree, token: Token) -> bool:
    """ "A strike, a shortage of steel and the discovery of a wreck": items with an article each are three things."""
    return any(tree.kids(c.index, "det") and tree.kids(c.index, "cc") for c in tree.kids(token.index, "conj"))


def _differs(tree: Tree, noun: Token, token: Token) -> bool:
    """True for the next item of a list ("her coat, her hat") and for an amount ("Poe, the most of any")."""
    if noun.pos == "NOUN" and noun.tag == "NN" and _lists(tree, token):
        return True
    if token.lower in PEOPLE | ROLES and noun.lower in SITES:
        return True  # "at Norbank Hospital, a spokeswoman said"
    owners = [[c.lower for c in tree.kids(each.index, "nmod:poss") if c.tag == "PRP$"] for each in (noun, token)]
    if token.tag in {"JJS", "RBS"} or token.lower in {"least", "most"} or (owners[0] and owners[0] == owners[1]):
        return True
    listed = [c for c in tree.kids(noun.index, "conj") if c.index > token.index and tree.kids(c.index, "cc")]
    alike = noun.pos == token.pos == "NOUN" or (token.pos == "PROPN" and noun.text[:1].isupper())
    return alike and bool(listed)


def _set_outside(tree: Tree, noun: Token, first: int) -> bool:
    """ "Cole called Poe -- who drove to Norbank -- a thief": behind the second dash nothing is said of Norbank."""
    before, between = (
        [t for t in part if t.text in DASHES] for part in (tree.tokens[: noun.index], tree.tokens[noun.index : first])
    )
    return len(between) == 1 and len(before) % 2 == 1
