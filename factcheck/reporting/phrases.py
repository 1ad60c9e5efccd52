"""Reports without a verb of their own: "according to S, C", "in the words of S, C", "S's request that C"."""

from factcheck import nominals
from factcheck.cues import CueClass, noun_cue
from factcheck.mentions import HE
from factcheck.reporting.report import Report, apposed, report
from factcheck.syntax import Token, Tree

WORDS_OF = ("in", "the", "words", "of")


def according(tree: Tree, token: Token) -> Report | None:
    """ "According to S, C": what is left of the clause is the content."""
    if token.lower not in {"according", "per"} or token.pos == "NOUN":
        return None
    following = tree.tokens[token.index + 1].lower if token.index + 1 < len(tree.tokens) else ""
    if token.lower == "according" and following != "to":
        return None
    speaker = tree.tokens[token.head]
    if speaker.index < token.index or speaker.pos not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
        return None
    if token.lower == "per" and (speaker.pos != "PROPN" or speaker.index > token.index + 3):
        return None
    cue = {token.index} | ({token.index + 1} if token.lower == "according" else set())
    source = nominals.phrase(tree, speaker.index, cue) | apposed(tree, speaker.index)
    governor = tree.tokens[speaker.head]
    content = tree.subtree(governor.index, [speaker.index]) if governor.index != speaker.index else set()
    return report(tree, speaker.index, source - cue, cue, content, governor.index, CueClass.SPEECH)


def words_of(tree: Tree, token: Token) -> Report | None:
    """ "in the words of S, C"."""
    if (
        token.lower != "words"
        or tuple(t.lower for t in tree.tokens[max(0, token.index - 2) : token.index + 2]) != WORDS_OF
    ):
        return None
    speakers = tree.kids(token.index, "nmod")
    if not speakers:
        return None
    source = nominals.phrase(tree, speakers[0].index, ()) | apposed(tree, speakers[0].index)
    governor = tree.tokens[token.head]
    cue = set(range(token.index - 2, token.index + 2))
    content = tree.subtree(governor.index, [token.index])
    return report(tree, speakers[0].index, source - cue, cue, content, governor.index, CueClass.SPEECH)


def noun_report(tree: Tree, token: Token) -> Report | None:
    """ "the SCO's request that C", "his opposition to C"."""
    cue = noun_cue(token)
    if cue is None or cue.kind is not CueClass.SPEECH:
        return None
    owners = tuple(o for o in tree.kids(token.index, "nmod:poss") if o.pos != "PRON" or o.lower in HE)
    complements = tree.kids(token.index, "acl", "ccomp") or [
        n
        for n in tree.kids(token.index, "nmod")
        if n.dep == "nmod" and any(c.lower in {"for", "to", "against", "about"} for c in tree.kids(n.index, "case"))
    ]
    if not owners or not complements:
        return None
    content = set().union(*(tree.subtree(c.index) for c in complements))
    source = nominals.phrase(tree, owners[0].index, ()) | {c.index for c in tree.kids(owners[0].index, "case")}
    return report(
        tree, owners[0].index, source, {token.index}, content, token.index, CueClass.SPEECH, denies=cue.denies
    )
