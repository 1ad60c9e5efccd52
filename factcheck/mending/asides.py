"""Ages and years that stand beside a name, hung wherever the parser found room for a number."""

from factcheck.cues import CueClass, verb_cue
from factcheck.mending.rehanging import rehung
from factcheck.syntax import Token, Tree

OLDEST = 120
YEAR = range(1000, 2100)


def beside_name(tree: Tree) -> Tree:
    """ "Ann Cole, 36, spoke", "in Frequency (2000)": the number is in apposition to the name before it.

    Seen: the age as amod, nummod or nmod of the name, the year as obl of the verb.
    """
    heads: dict[int, tuple[str, int]] = {}
    for before, mark, token, after in zip(tree.tokens, tree.tokens[1:], tree.tokens[2:], tree.tokens[3:], strict=False):
        bare = token.text.isdigit() and all(tree.tokens[c].pos == "PUNCT" for c in tree.children[token.index])
        if not bare or token.dep in {"appos", "root"} or before.pos != "PROPN":
            continue
        name = _name(tree, before)
        age = (mark.text, after.text) in {(",", ","), (",", "."), ("(", ")")} and 1 < int(token.text) < OLDEST
        year = (mark.text, after.text) == ("(", ")") and int(token.text) in YEAR and not _speaks(tree, name)
        if (age or year) and token.index not in {a.index for a in tree.ancestors(name.index)}:
            heads[token.index] = ("appos", name.index)
            heads[mark.index] = ("punct", token.index)
    return rehung(tree, heads)


def _name(tree: Tree, token: Token) -> Token:
    """The first word of a name, on which the others hang."""
    while token.dep in {"flat", "compound"} and tree.tokens[token.head].pos == "PROPN":
        token = tree.tokens[token.head]
    return token


def _speaks(tree: Tree, name: Token) -> bool:
    """ "Cole (2004) argues": the year of a work cited, not of Cole."""
    cue = verb_cue(tree.tokens[name.head])
    return name.dep.startswith("nsubj") and cue is not None and cue.kind is CueClass.SPEECH
