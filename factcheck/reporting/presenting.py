"""What a document gives to read: "the report offers a bleak picture of the mine", "the letter cites three deaths"."""

from factcheck.cues import CueClass
from factcheck.mentions import DOCUMENTS
from factcheck.reporting.report import Report, following, report, speaker_words, verb_group
from factcheck.syntax import Token, Tree

PRESENTING = frozenset(
    {"cite", "cited", "cites", "contain", "contained", "contains", "detail", "detailed", "details", "list", "listed",
     "lists", "offer", "offered", "offers", "outline", "outlined", "outlines", "paint", "painted", "paints", "present",
     "presented", "presents", "trace", "traced", "traces"}
)  # fmt: skip
TAKEN_UP = frozenset({"it", "they"})
"""Pronouns that may stand for a document; who resolves them must look."""


def presenting_report(tree: Tree, token: Token) -> Report | None:
    """What a document presents, None where the subject is none. A pronoun is taken for one: it is to be resolved."""
    if token.pos != "VERB" or token.lower not in PRESENTING or tree.kids(token.index, "aux:pass", "nsubj:pass"):
        return None
    subjects = tree.kids(token.index, "nsubj")
    if not subjects or not tree.kids(token.index, "obj"):
        return None
    if subjects[0].lower not in DOCUMENTS | TAKEN_UP:
        return None
    verb = verb_group(tree, token)
    content = following(tree, token) - verb
    return report(
        tree, subjects[0].index, speaker_words(tree, subjects[0].index), verb, content, token.index, CueClass.FINDING
    )
