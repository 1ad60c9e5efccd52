"""Reports opened by a phrase: "according to S, C", "in the words of S, C"."""

from factcheck import nominals
from factcheck.cues import CueClass
from factcheck.reporting.report import Report, apposed, report
from factcheck.syntax import Token, Tree

WITHIN = frozenset({"nmod", "obl", "obj", "nsubj", "compound", "flat", "nummod", "amod", "conj", "advmod", "xcomp"})
"""Relations inside a clause: "according to" hangs on one of its words but vouches for all of it."""
BELOW = frozenset({"acl", "advcl", "ccomp", "appos"})
"""Clauses inside another."""
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
    governor = _clause_above(tree, token, speaker)
    content = tree.subtree(governor.index, [speaker.index]) if governor.index != speaker.index else set()
    if not content:  # the parser took the source for the sentence itself: what follows its comma is the content
        source &= set(range(speaker.index + 1))
        content = _after_comma(tree, token, speaker)
    return report(tree, speaker.index, source - cue, cue, content, governor.index, CueClass.SPEECH)


def _clause_above(tree: Tree, token: Token, speaker: Token) -> Token:
    """The clause that S vouches for: the nearest one above; set off at the sentence's end, the sentence's."""
    last = max(tree.subtree(speaker.index))
    ends = all(t.pos == "PUNCT" for t in tree.tokens[last + 1 :])
    apart = token.index > 0 and tree.tokens[token.index - 1].text in {",", "—", "–", "-"}
    through = WITHIN | (BELOW if ends and apart else frozenset())
    at = tree.tokens[speaker.head]
    if not apart and token.index:
        return at
    while at.head != at.index and at.dep.split(":")[0] in through and not (at.dep == "conj" and _has_subject(tree, at)):
        at = tree.tokens[at.head]
    return at


def _has_subject(tree: Tree, token: Token) -> bool:
    return bool(tree.kids(token.index, "nsubj", "csubj", "expl"))


def _after_comma(tree: Tree, token: Token, speaker: Token) -> set[int]:
    """ "According to S, C": C, where the sentence opens so."""
    comma = next((t.index for t in tree.tokens[speaker.index :] if t.text == ","), None)
    return set(range(comma + 1, len(tree.tokens))) if token.index == 0 and comma is not None else set()


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
