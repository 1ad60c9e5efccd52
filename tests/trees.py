"""Parsed sentences written by hand, so that a rule is tested on a given parse and not on what the model makes of it.

    parsed("The/DT/det>bank bank/NN/nsubj>failed failed/VBD/root ././punct>failed")

One word a token: form, Penn tag, relation, and behind ">" the head's form ("bank~2" is the second "bank").
"""

from collections import Counter
from itertools import pairwise

from hypothesis import strategies as st

from factcheck.document import Span
from factcheck.syntax import Token, Tree, tree_of

POS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "MD": "AUX", "NN": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "NNS": "NOUN", "POS": "PART", "PRP": "PRON",
    "PRP$": "PRON", "RB": "ADV", "RP": "ADP", "TO": "PART", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON", "WP": "PRON", "WRB": "ADV",
}  # fmt: skip
CLOSING = frozenset({".", ",", ";", ":", "?", "!", "”", ")", "’s", "'s", "’", "n't"})
OPENING = frozenset({"“", "("})


def parsed(notation: str) -> tuple[str, Tree]:
    """The text of the sentence and its tree."""
    words = [_split(word) for word in notation.split()]
    text, spans = _laid_out([form for form, _, _, _ in words])
    named = _named([form for form, _, _, _ in words])
    tokens = [
        Token(at, span, form, _pos(tag, relation), tag, relation, named[head] if head else at)
        for at, ((form, tag, relation, head), span) in enumerate(zip(words, spans, strict=True))
    ]
    return text, tree_of(Span(0, len(text)), tokens)


def _split(word: str) -> tuple[str, str, str, str]:
    form, tag, relation = word.split("/")
    relation, _, head = relation.partition(">")
    return form, tag, relation, head


def _pos(tag: str, relation: str) -> str:
    if relation.split(":", maxsplit=1)[0] in {"aux", "cop"}:
        return "AUX"
    if relation == "mark" and tag == "IN":
        return "SCONJ"
    return POS.get(tag, "PUNCT")


def _laid_out(forms: list[str]) -> tuple[str, list[Span]]:
    text = forms[0]
    spans = [Span(0, len(text))]
    for before, form in pairwise(forms):
        joined = form in CLOSING or before in OPENING or "-" in {form, before}
        start = len(text) + (0 if joined else 1)
        text = text.ljust(start) + form
        spans.append(Span(start, len(text)))
    return text, spans


def _named(forms: list[str]) -> dict[str, int]:
    """Each form, and from the second on "form~2", with its index."""
    seen: Counter[str] = Counter()
    named: dict[str, int] = {}
    for at, form in enumerate(forms):
        seen[form] += 1
        named[form if seen[form] == 1 else f"{form}~{seen[form]}"] = at
    return named


WORDS = [
    "Kenya/NNP", "Cole/NNP", "mayor/NN", "claim/NN", "rumor/NN", "decision/NN", "statement/NN", "three/CD", "300/CD",
    "said/VBD", "denied/VBD", "told/VBD", "close/VB", "closing/VBG", "closed/VBN", "raised/VBD", "was/VBD", "had/VBD",
    "would/MD", "not/RB", "never/RB", "that/IN", "that/WDT", "which/WDT", "if/IN", "as/IN", "because/IN", "to/TO", "of/IN",
    "and/CC", "or/CC", "but/CC", "neither/CC", "the/DT", "no/DT", "he/PRP", "his/PRP$", "’s/POS", "According/VBG",
    "to/IN", ",/,", "./.", "?/.", "“/``", "”/''", "(/-LRB-", "-/HYPH",
]  # fmt: skip
RELATIONS = [
    "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "cc", "cc:preconj", "ccomp", "xcomp",
    "advcl", "acl", "acl:relcl", "appos", "parataxis", "mark", "aux", "aux:pass", "cop", "det", "advmod", "case", "flat",
    "nummod", "amod", "compound", "punct", "vocative", "expl", "csubj", "dep", "fixed",
]  # fmt: skip


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree at all: words of the kinds the rules look at, each under any relation, hung anywhere."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    forms, tags = zip(*(word.rsplit("/", 1) for word in words), strict=True)
    text, spans = _laid_out(list(forms))
    order = draw(st.permutations(range(len(words))))
    heads = {order[0]: order[0]}
    for place, at in enumerate(order[1:], 1):
        heads[at] = order[draw(st.integers(0, place - 1))]
    tokens = []
    for at, span in enumerate(spans):
        relation = "root" if heads[at] == at else draw(st.sampled_from(RELATIONS))
        tokens.append(Token(at, span, forms[at], _pos(tags[at], relation), tags[at], relation, heads[at]))
    return tree_of(Span(0, len(text)), tokens)
