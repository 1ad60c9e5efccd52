"""Ages and years that stand beside a name, hung wherever the parser found room for a number."""

from factcheck.cues import CueClass, verb_cue
from factcheck.lexicon import word_list
from factcheck.mending.rehanging import rehung
from factcheck.syntax import Token, Tree

OLDEST = 120
SINCE = frozenset({"ago", "earlier", "later"})
CALENDAR = word_list("calendar")
YEAR = range(1000, 2100)


def beside_name(tree: Tree) -> Tree:
    """ "Ann Cole, 36, spoke", "in Frequency (2000)": the number is in apposition to the name before it.

    Seen: the age as amod, nummod or nmod of the name, the year as obl of the verb.
    """
    heads: dict[int, tuple[str, int]] = {}
    for before, mark, token, after in zip(tree.tokens, tree.tokens[1:], tree.tokens[2:], tree.tokens[3:], strict=False):
        bare = token.text.isdigit() and all(tree.tokens[c].pos == "PUNCT" for c in tree.children[token.index])
        named = before.pos == "PROPN" or (before.pos == "NOUN" and before.index > 0 and before.text[:1].isupper())
        if not bare or token.dep in {"appos", "root"} or not named:
            continue
        name = _name(tree, before)
        age = (mark.text, after.text) in {(",", ","), (",", "."), ("(", ")")} and 1 < int(token.text) < OLDEST
        year = (mark.text, after.text) == ("(", ")") and int(token.text) in YEAR and not _speaks(tree, name)
        if (age or year) and token.index not in {a.index for a in tree.ancestors(name.index)}:
            heads[token.index] = ("appos", name.index)
            heads[mark.index] = ("punct", token.index)
    return rehung(tree, heads)


def time_beside_noun(tree: Tree) -> Tree:
    """ "Scored with a header 20 minutes later", "will marry in Norbank this coming Saturday": the verb's time.

    Seen: "later" as what tells of the header, "coming" as a verb of its own.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        noun = tree.tokens[token.head]
        since = token.lower in SINCE and token.dep == "advmod" and bool(tree.kids(token.index, "obl"))
        beside = noun.pos == "NOUN" and noun.relation in {"obj", "obl"} and noun.index < token.index
        if since and beside and tree.tokens[noun.head].pos == "VERB":
            heads[token.index] = ("advmod", noun.head)
        if token.lower == "coming" and token.dep == "advcl" and 0 < token.index < len(tree.tokens) - 1:
            lead, day = tree.tokens[token.index - 1], tree.tokens[token.index + 1]
            if lead.lower in {"this", "the"} and day.lower in CALENDAR and day.head == token.index:
                heads[day.index] = ("obl:unmarked", token.head)
                heads[token.index] = ("amod", day.index)
                heads[lead.index] = ("det", day.index)
    return rehung(tree, heads)


def _name(tree: Tree, token: Token) -> Token:
    """The first word of a name, on which the others hang."""
    while token.dep in {"flat", "compound"} and tree.tokens[token.head].text[:1].isupper():
        token = tree.tokens[token.head]
    return token


def _speaks(tree: Tree, name: Token) -> bool:
    """ "Cole (2004) argues": the year of a work cited, not of Cole."""
    cue = verb_cue(tree.tokens[name.head])
    return name.dep.startswith("nsubj") and cue is not None and cue.kind is CueClass.SPEECH
