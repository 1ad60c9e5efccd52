"""What "it", "its", "they" and "this agreement" point back to, where the text leaves one candidate.

Nearest first: the subject of the pronoun's own clause, of the clause above, of the clause before, of the sentence
before in the same paragraph. It must agree in number and be no single person, and no object may compete with it.
Where any of this fails nothing is found: the words then stay as they stand.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.cues import verb_cue
from factcheck.lexicon import word_list
from factcheck.syntax import Token, Tree

TITLES = word_list("title")
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
CLAUSAL = frozenset({"root", "conj", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"})
EMPTY_VERBS = frozenset(
    {"seem", "seems", "seemed", "appear", "appears", "appeared", "happen", "happens", "happened", "rain", "rained",
     "snowed", "takes", "took", "turns", "turned", "remains", "remained", "means", "meant"}
)  # fmt: skip
"""Verbs whose "it" often stands for nothing, or for the whole sentence before."""
NO_ONE = frozenset({"no", "each", "every", "neither", "few", "none", "nothing", "nobody", "any"})
PEOPLE = frozenset(
    {"one", "everyone", "someone", "anyone", "person", "man", "woman", "who", "i", "he", "she", "we", "you"}
)
WHICH = frozenset({"about", "against", "among", "between", "of", "on", "with"})
"""Prepositions behind a noun that tell which it is."""
OWNING = frozenset({"PRP$", "WP$"})
BACK = 3
"""Sentences. How far back the fuller form of "this agreement" may stand."""
LONGEST = 14
"""Tokens of an antecedent; a longer one would bury the claim."""
QUOTES = frozenset({"“", "”", '"', "``", "''"})


class Place(NamedTuple):
    """A noun phrase by its sentence and the token that heads it."""

    sentence: int
    head: int


def pointed_at(trees: Sequence[Tree], sentence: int, head: int, paragraph_starts: frozenset[int]) -> Place | None:
    """The noun phrase a pronoun stands for, None where there is none or more than one.

    `paragraph_starts` are the sentences with a break before them.
    """
    tree = trees[sentence]
    token = tree.tokens[head]
    if token.lower not in SINGULAR | PLURAL or _stands_for_nothing(tree, token):
        return None
    if token.dep.split(":")[0] not in {"nsubj", "nmod"}:
        return None  # "America must lead it": never the subject of its own clause, and of another too seldom
    subject, settled = _subject_above(tree, token)
    if subject is not None:
        return _if_fits(trees, sentence, subject, token)
    opens = not any(t.pos in {"NOUN", "PROPN"} and _can_be(t, token) for t in tree.tokens[:head])
    if settled or not opens or sentence == 0 or sentence in paragraph_starts:
        return None
    before = trees[sentence - 1]
    subject = _subject(before, before.root)
    if subject is None or any(t.text in QUOTES for t in (*before.tokens, *tree.tokens)):
        return None
    return _if_fits(trees, sentence - 1, subject, token)


def _subject_above(tree: Tree, token: Token) -> tuple[Token | None, bool]:
    """The nearest subject before the pronoun in its clause or one above; True where the search must end there."""
    clause = _clause(tree, token)
    for _ in range(len(tree.tokens)):
        subject = _subject(tree, clause)
        if subject is not None and subject.index < token.index and not _holds(tree, subject, token.index):
            return subject, True
        if clause.head == clause.index:
            return None, False
        if token.dep.startswith("nmod") and subject is not None:  # "ruled that its copy": the court's, or another's
            return None, True
        below, clause = clause, _clause(tree, tree.tokens[clause.head])
        if below.dep == "conj" and clause.dep.startswith("advcl"):  # "when the season began and it had": not the season
            return None, True
    return None, True


def _if_fits(trees: Sequence[Tree], sentence: int, subject: Token, token: Token) -> Place | None:
    """The subject where it agrees and nothing else in its sentence could as well be meant."""
    tree = trees[sentence]
    if subject.pos not in {"NOUN", "PROPN"} or not _can_be(subject, token) or _denied(tree, subject):
        return None
    if bool(tree.kids(subject.index, "conj")) != (token.lower in PLURAL and subject.tag in {"NN", "NNP"}):
        return None
    below = [tree.tokens[i] for i in tree.subtree(subject.index) if i != subject.index]
    if len(below) > LONGEST or any(t.tag in OWNING or t.text in QUOTES or _rivals(t, token) for t in below):
        return None
    if any(t.pos == "CCONJ" and tree.tokens[t.head].head != subject.index for t in below):
        return None  # "British and Soviet leaders": the parser may see half of the list
    near = token if token.index < len(tree.tokens) and tree.tokens[token.index] is token else None
    if near is not None and any(t.text in QUOTES for t in tree.tokens[subject.index : near.index]):
        return None
    rivals = [
        t
        for t in tree.tokens
        if t.dep in {"obj", "iobj", "nsubj", "nsubj:pass"}
        and t.index != subject.index
        and (near is None or t.index < near.index)
        and t.pos in {"NOUN", "PROPN"}
        and _can_be(t, token)
        and not _holds(tree, subject, t.index)
    ]
    return Place(sentence, subject.index) if not rivals else None


def _can_be(noun: Token, token: Token) -> bool:
    """The noun agrees with the pronoun in number; a coordination of singulars is looked at by its caller."""
    if noun.lower in PEOPLE:
        return False
    if token.lower in SINGULAR:
        return noun.tag in {"NN", "NNP"} and noun.lower not in TITLES
    return noun.tag in {"NNS", "NNPS"} or noun.tag in {"NN", "NNP"}


def _rivals(below: Token, token: Token) -> bool:
    """ "The force behind Astana's choice": a noun inside the subject could be meant as well."""
    if below.pos not in {"NOUN", "PROPN"} or below.dep.split(":")[0] in {"compound", "flat", "conj", "amod"}:
        return False
    return (below.tag in {"NN", "NNP"}) == (token.lower in SINGULAR) and below.lower not in PEOPLE


def _denied(tree: Tree, noun: Token) -> bool:
    return noun.lower in NO_ONE or any(d.lower in NO_ONE for d in tree.kids(noun.index, "det"))


def _clause(tree: Tree, token: Token) -> Token:
    """The head of the clause a token stands in."""
    at = token
    while at.head != at.index and (
        at.dep.split(":")[0] not in CLAUSAL or (at.pos in {"NOUN", "PROPN"} and not _verbal(tree, at))
    ):
        at = tree.tokens[at.head]
    return at


def _verbal(tree: Tree, token: Token) -> bool:
    return bool(tree.kids(token.index, "cop", "nsubj"))


def _subject(tree: Tree, clause: Token) -> Token | None:
    return next((t for t in tree.kids(clause.index, "nsubj") if t.dep != "nsubj:outer"), None)


def _holds(tree: Tree, noun: Token, index: int) -> bool:
    return index in tree.subtree(noun.index)


def _stands_for_nothing(tree: Tree, token: Token) -> bool:
    """ "It is clear that", "it seems", "it was in May that": no noun stands behind it."""
    if token.dep == "expl":
        return True
    above = tree.tokens[token.head]
    if token.dep == "nsubj" and above.pos == "PROPN" and tree.kids(above.index, "cop"):
        return True  # "They are Virginia and Texas": a list, not what was spoken of
    if token.lower != "it" or token.dep.split(":")[0] != "nsubj":
        return False
    verb = tree.tokens[token.head]
    if verb.lower in EMPTY_VERBS or tree.kids(verb.index, "csubj"):
        return True
    said = verb_cue(verb)
    clauses = [c for v in (*tree.kids(verb.index, "xcomp"), verb) for c in tree.kids(v.index, "ccomp")]
    if clauses and token.dep == "nsubj:pass":  # "It was reported that"
        return True
    told = any(m.lower == "that" for c in clauses for m in tree.kids(c.index, "mark"))
    copular = bool(tree.kids(verb.index, "cop"))
    return (said is None and told) or (
        copular and verb.pos in {"ADJ", "ADV", "ADP"} and not tree.kids(verb.index, "nmod", "obl")
    )


def _says_which(tree: Tree, noun: Token) -> bool:
    """ "agreement with Norland on fish": words behind the noun tell it from others; no pronoun or quotation in them."""
    behind = [n for n in tree.kids(noun.index, "nmod") if n.index > noun.index]
    cases = {c.lower for n in behind for c in tree.kids(n.index, "case")}
    inside = [tree.tokens[i] for n in behind for i in tree.subtree(n.index)]
    end = max((t.index for t in inside), default=0) + 1
    cut = end < len(tree.tokens) and tree.tokens[end].pos in {"NOUN", "PROPN"}
    return bool(behind) and not cut and cases <= WHICH and not any(t.pos == "PRON" or t.text in QUOTES for t in inside)


def fuller(trees: Sequence[Tree], sentence: int, head: int, paragraph_starts: frozenset[int]) -> Place | None:
    """For "this agreement", "such fears": the one earlier phrase with that noun that says which; None else."""
    tree = trees[sentence]
    token = tree.tokens[head]
    words = {c.lower for c in tree.kids(head) if c.index < head}
    if token.pos != "NOUN" or not words & POINTING or words - POINTING or tree.kids(head, "nmod", "acl", "appos"):
        return None
    found: list[Place] = []
    for s in range(sentence, max(-1, sentence - BACK - 1), -1):
        for other in trees[s].tokens:
            same = other.lower.removesuffix("s") == token.lower.removesuffix("s") and other.pos == "NOUN"
            same = same and (other.tag == token.tag or "such" in words)
            if same and (s, other.index) < (sentence, head) and _says_which(trees[s], other):
                found.append(Place(s, other.index))
        if s in paragraph_starts:
            break
    said = {tuple(trees[p.sentence].tokens[i].lower for i in sorted(trees[p.sentence].subtree(p.head))) for p in found}
    return found[0] if len(said) == 1 and len(trees[found[0].sentence].subtree(found[0].head)) <= LONGEST else None
