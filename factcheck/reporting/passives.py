"""Reports in the passive: "was described by S as", "it was reported that C", "changes proposed by S"."""

from factcheck import nominals
from factcheck.cues import Cue, CueClass
from factcheck.mentions import DOCUMENTS
from factcheck.reporting.report import Report, following, report, told, verb_group
from factcheck.syntax import Token, Tree

PASSIVE_ADDRESSEE = frozenset(
    {
        "tell",
        "inform",
        "ask",
        "advise",
        "remind",
        "warn",
        "instruct",
        "order",
        "urge",
        "accuse",
        "charge",
        "assure",
        "observe",
    }
)
"""In the passive their subject is the one spoken to, or spoken of; nobody is reported."""


def reduced_passive(tree: Tree, token: Token) -> bool:
    """ "changes proposed by the government"."""
    return token.dep.startswith("acl") and token.tag == "VBN" and bool(_agents(tree, token))


def _agents(tree: Tree, token: Token) -> list[Token]:
    """Who stands after "by"."""
    found = [
        t
        for t in tree.kids(token.index, "obl")
        if t.dep == "obl:agent" or any(c.lower == "by" for c in tree.kids(t.index, "case"))
    ]
    return [t for t in found if t.index > token.index and can_speak(t)]


def passive_report(tree: Tree, token: Token, cue: Cue) -> Report | None:
    """ "was described by S as", "has been regarded as": the source after "by", or nobody named."""
    agents = _agents(tree, token)
    if cue.lemma in PASSIVE_ADDRESSEE or (
        cue.kind is CueClass.THOUGHT
        and not agents
        and cue.lemma not in {"believe", "regard", "consider", "deem", "think"}
    ):
        return None
    if cue.kind is CueClass.FINDING and not any(can_find(tree, t) for t in agents):
        return None
    if not agents and not _predicated(tree, token):
        return None
    speaker = agents[0].index if agents else None
    source = nominals.phrase(tree, speaker, ()) if speaker is not None else set()
    source -= told(tree, token)
    source -= {c.index for c in tree.kids(speaker, "case")} if speaker is not None else set()
    verb = verb_group(tree, token)
    subjects = tree.kids(token.index, "nsubj", "csubj")
    content = following(tree, token).union(*(tree.subtree(t.index) for t in subjects)) - verb
    content -= tree.subtree(speaker) if speaker is not None else set()
    content |= told(tree, token)
    kind = cue.kind
    if (
        token.dep.startswith("acl") and not subjects
    ):  # "changes proposed by S": S is named in passing, nothing is stated
        content |= nominals.phrase(tree, token.head, (token.index,))
        kind = kind if tree.kids(token.index, "obl:agent") else CueClass.ATTITUDE
    return report(tree, speaker, source, verb, content, token.index, kind, denies=cue.denies)


def _predicated(tree: Tree, token: Token) -> bool:
    """Something is said of the subject, "described as unsafe", "said to leak"; "was praised" reports nothing."""
    if tree.kids(token.index, "ccomp", "xcomp", "obj", "csubj"):
        return True
    return any(
        c.lower in {"as", "by", "that"} for k in tree.kids(token.index) for c in tree.kids(k.index, "case", "mark")
    )


def can_speak(token: Token) -> bool:
    """ "explained by reference to" names no speaker: a name, a person, a document does."""
    return (
        token.pos in {"PROPN", "PRON"}
        or token.lower in DOCUMENTS
        or token.lower.endswith(("er", "or", "ist", "s", "man", "ian", "al"))
    )


def can_find(tree: Tree, token: Token) -> bool:
    """Studies, polls and people show things; causes and circumstances do too, but say nothing."""
    return (
        token.lower in DOCUMENTS or token.pos == "PRON" or (token.pos == "PROPN" and not tree.kids(token.index, "det"))
    )
