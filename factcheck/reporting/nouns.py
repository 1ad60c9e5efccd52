"""Reports whose cue is a noun: "S's request that C", "its main complaint was that C", "the claim that C"."""

from factcheck import nominals
from factcheck.cues import Cue, CueClass, noun_cue
from factcheck.mentions import HE
from factcheck.reporting.report import Report, report
from factcheck.syntax import Token, Tree

TOWARDS = frozenset({"about", "against", "for", "to"})
"""Prepositions behind which stands what a noun of speech was about."""
SEEMING = frozenset({"appear", "appeared", "appears", "remain", "remained", "remains", "seem", "seemed", "seems"})
RUMOURS = frozenset(
    {"accusation", "accusations", "allegation", "allegations", "assertion", "assertions", "claim", "claims", "report",
     "reports", "rumor", "rumors", "rumour", "rumours", "suggestion", "suggestions"}
)  # fmt: skip
"""Nouns that make a statement of the clause behind them, though nobody is named: "the claim that the bank failed"."""


def noun_report(tree: Tree, token: Token) -> Report | None:
    cue = noun_cue(token)
    if cue is None or cue.kind is not CueClass.SPEECH:
        return None
    return _predicated(tree, token, cue) or _with_complement(tree, token, cue)


def _with_complement(tree: Tree, token: Token, cue: Cue) -> Report | None:
    """ "the SCO's request that C", "his opposition to C", "the claim that C"."""
    owners = tuple(o for o in tree.kids(token.index, "nmod:poss") if o.pos != "PRON" or o.lower in HE)
    clauses = tree.kids(token.index, "acl", "ccomp")
    complements = clauses or [
        n
        for n in tree.kids(token.index, "nmod")
        if n.dep == "nmod" and any(c.lower in TOWARDS for c in tree.kids(n.index, "case"))
    ]
    if not complements:
        return None
    content = set().union(*(tree.subtree(c.index) for c in complements))
    if not owners:
        told = [c for c in clauses if any(m.lower == "that" for m in tree.kids(c.index, "mark"))]
        if token.lower not in RUMOURS or not told or tree.kids(token.index, "nmod:poss"):
            return None
        return report(tree, None, set(), {token.index}, content, token.index, CueClass.SPEECH, denies=cue.denies)
    owner = owners[0].index
    return report(
        tree, owner, _owner(tree, owner), {token.index}, content, token.index, CueClass.SPEECH, denies=cue.denies
    )


def _predicated(tree: Tree, token: Token, cue: Cue) -> Report | None:
    """ "Its main complaint was that C", "Cole's view seems to be that C"."""
    if token.dep.split(":")[0] != "nsubj" or token.head == token.index:
        return None
    owner = next(iter(tree.kids(token.index, "nmod:poss")), None)
    clause = tree.tokens[token.head]
    if clause.lower in SEEMING:
        clause = next(iter(tree.kids(clause.index, "xcomp")), clause)
    copula = tree.kids(clause.index, "cop")
    opening = [m for m in tree.kids(clause.index, "mark") if m.lower in {"that", "whether"}]
    if owner is None or not copula or not opening or copula[0].index > opening[0].index:
        return None
    content = {i for i in tree.subtree(clause.index) if i >= opening[0].index}
    return report(
        tree,
        owner.index,
        _owner(tree, owner.index),
        {token.index, copula[0].index},
        content,
        token.index,
        CueClass.SPEECH,
        denies=cue.denies,
    )


def _owner(tree: Tree, owner: int) -> set[int]:
    return nominals.phrase(tree, owner, ()) | {c.index for c in tree.kids(owner, "case")}
