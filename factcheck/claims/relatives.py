"""Where the noun of a relative clause goes when the clause is read alone: in the place of its pronoun."""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.propositions import Proposition

SHORT = 2
"""Words of a place before which no comma is needed: "[In] Norland he met her"."""


class Opening(NamedTuple):
    """What stands before the noun: words filled in, and tokens of the clause ("in" of "in which")."""

    filled: str
    words: Sequence[int]


def relative(proposition: Proposition) -> tuple[Opening, str, list[int]] | None:
    """The opening, the ending of the noun and the tokens behind it; None where the noun is subject or object.

    "the town where she died" -> "[In] the town she died"; "the raid in which ten died" -> "in the raid ten died";
    "Cole, whose brother died" -> "Cole[’s] brother died".
    """
    tree, own = proposition.tree, set(proposition.carried)
    rest = [i for i in proposition.tokens if i not in own and i not in proposition.silent]
    tied = [tree.tokens[i] for i in sorted(proposition.silent)]
    if not rest or not tied:
        return None
    comma = "," if len(own) > SHORT else ""
    if any(t.lower == "where" for t in tied):
        cases = [c.lower for c in tree.kids(tree.tokens[proposition.head].head, "case")]
        return Opening("[At]" if cases == ["at"] else "[In]", ()), comma, rest
    for pronoun in tied:
        if pronoun.lower == "whose":
            owned = sorted(set(tree.subtree(pronoun.head)) & set(rest))
            last = tree.tokens[max(own)].text if own else ""
            return (
                Opening("", ()),
                "[’]" if last.endswith("s") else "[’s]",
                [*owned, *(i for i in rest if i not in owned)],
            )
        case = [c.index for c in tree.kids(pronoun.index, "case") if c.index in rest]
        if case and pronoun.relation == "obl":
            return Opening("", case), comma, [i for i in rest if i not in case]
    return None


def acted_on(proposition: Proposition) -> bool:
    """True where the noun of a relative clause is what its verb acts on: the clause has a subject of its own."""
    tree, head = proposition.tree, proposition.head
    own = [t for t in tree.kids(head, "nsubj") if t.index not in proposition.silent]
    objects = [t for t in tree.kids(head, "obj", "ccomp", "xcomp") if t.index not in proposition.silent]
    return bool(own) and not objects and tree.tokens[head].pos == "VERB" and not tree.kids(head, "cop", "aux:pass")
