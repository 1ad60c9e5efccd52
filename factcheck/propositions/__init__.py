"""A sentence's atomic propositions: sets of its words, each set one assertion.

Rules over Universal Dependencies. A clause is an assertion with its own subject, or the one it shares. Coordinated
predicates, subjects and complements are split where the predicate holds of each item; relative clauses, participles,
appositions and "X's decision to ..." are assertions of their own. What governs a complement stays with every part of
it: "X denied that A and B" gives "X denied that A" and "X denied that B", never "B".
"""

from collections.abc import Sequence

from factcheck.document import Span
from factcheck.propositions.clauses import Clauses
from factcheck.propositions.proposition import STANCES, Form, Proposition, token_spans
from factcheck.syntax import Tree

__all__ = ["STANCES", "Form", "Proposition", "find_propositions", "token_spans"]


def find_propositions(tree: Tree, quoted: Sequence[Span] = ()) -> tuple[Proposition, ...]:
    """The propositions of a sentence in text order; one FRAGMENT where it states nothing.

    `quoted` are the quotations that touch it: their words are parted between clauses only.
    """
    if not tree.tokens:
        return ()
    found = list(Clauses(tree, quoted).propositions())
    seen: set[tuple[int, ...]] = set()
    kept = []
    for one in sorted(found, key=lambda p: (p.tokens, p.head)):
        if one.tokens and one.tokens not in seen:
            seen.add(one.tokens)
            kept.append(one)
    kept = [one for one in kept if not any(_part_of(one, other) for other in kept)]
    return tuple(sorted(kept, key=lambda p: (p.tokens[0], p.head, p.tokens)))


def _part_of(one: Proposition, other: Proposition) -> bool:
    """True for a quoted clause from the middle of another, which is given whole."""
    clauses = one.quoted and other.quoted and one.form is other.form is Form.CLAUSE
    return clauses and other.tokens[0] < one.tokens[0] and set(one.tokens) < set(other.tokens)
