"""The verb of a claim with one item of a list for its subject: "A and B own it" -> "A own[s] it"."""

from itertools import pairwise

from factcheck.propositions import Proposition
from factcheck.syntax import Token

SINGULAR = {"are": "[is]", "do": "[does]", "have": "[has]", "were": "[was]", "go": "[goes]"}
PAIRS = (("are", "is"), ("were", "was"), ("have", "has"))
HISSING = ("s", "sh", "ch", "x", "z")
ONE = frozenset({"NN", "NNP"})


def agreed(proposition: Proposition) -> dict[int, str]:
    """The finite verb and its singular, where the list that was its subject is left with one item; else nothing."""
    tree, at = proposition.tree, _first_predicate(proposition)
    chosen = set(proposition.tokens)
    subject = next(iter(tree.kids(at.index, "nsubj")), None)
    if subject is None or not tree.kids(subject.index, "conj"):
        return {}
    items = [t for t in (subject, *tree.kids(subject.index, "conj")) if t.index in chosen]
    if len(items) != 1 or items[0].tag not in ONE:
        return {}
    verb = tree.tokens[proposition.head]
    finite = next(
        (t for t in (*tree.kids(verb.index, "aux", "cop"), verb) if t.tag in {"MD", "VBD", "VBP", "VBZ"}), None
    )
    if finite is None or finite.index not in chosen:
        return {}
    # "A and B have each filed it": of one alone there is no "each".
    each = {
        t.index: ""
        for t, after in pairwise(tree.tokens)
        if t.lower == "each" and t.index in chosen and finite.index <= t.index + 1 and after.pos in {"VERB", "AUX"}
    }
    singular = SINGULAR.get(finite.lower) or (_third(finite) if finite.tag == "VBP" else "")
    return each | ({finite.index: singular} if singular else {})


def gapped(proposition: Proposition) -> dict[int, str]:
    """A participle with the auxiliaries it shares: "62 others wounded" -> "[were] wounded"; else nothing."""
    tree = proposition.tree
    chosen = set(proposition.tokens)
    for index in proposition.tokens:
        verb = tree.tokens[index]
        if verb.dep != "conj" or verb.tag != "VBN":
            continue
        first = tree.tokens[verb.head]
        subject = next(iter(tree.kids(index, "nsubj")), None)
        own = subject is not None and subject.index in chosen and not tree.kids(index, "aux", "cop")
        if not own or subject is None or first.index in chosen:
            continue
        shared = [a for a in tree.kids(first.index, "aux") if a.index < first.index]
        if shared and all(a.tag != "MD" for a in shared):
            many = subject.tag in {"NNS", "NNPS", "CD"} or bool(tree.kids(subject.index, "conj"))
            said = " ".join([_numbered(shared[0].lower, many=many), *(a.lower for a in shared[1:])])
            return {index: f"[{said}] {verb.text}"}
    return {}


def _numbered(auxiliary: str, *, many: bool) -> str:
    for several, one in PAIRS:
        if auxiliary in {several, one}:
            return several if many else one
    return auxiliary


def _first_predicate(proposition: Proposition) -> Token:
    """The word whose subject the claim shares: its own head, or the first of the predicates it is coordinated with."""
    tree = proposition.tree
    at = tree.tokens[proposition.head]
    while at.dep == "conj" and not tree.kids(at.index, "nsubj"):
        at = tree.tokens[at.head]
    return at


def _third(verb: Token) -> str:
    word = verb.text
    if word.endswith(HISSING):
        return f"{word}[es]"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}[ies]"
    return f"{word}[s]"
