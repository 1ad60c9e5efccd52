"""What is filled in between a noun and what is said of it in passing: "Ann Poe [is a] nurse", "the dam [was] built"."""

import re
from collections.abc import Sequence

from factcheck.claims.inflection import base, past, present
from factcheck.lexicon import word_list
from factcheck.propositions import STANCES, Form, Proposition
from factcheck.propositions.asides import is_called, is_of
from factcheck.propositions.whereabouts import EVENTS, is_aged, is_town, told_of
from factcheck.syntax import Token, Tree

YEAR = re.compile(r"1\d{3}|20\d{2}")
OFFICES = word_list("title") | {"boss", "chief", "head", "leader", "manager", "owner", "premier"}
"""Posts that take no article: "Ann Poe is mayor of Norland"."""
BE = {(False, False): "[is]", (False, True): "[was]", (True, False): "[are]", (True, True): "[were]"}
"""By number (plural) and time (past)."""
FORMERLY = frozenset({"formerly", "initially", "once", "originally", "previously"})
COMMAS = frozenset({",", "--", "—", "–"})
ONE_EACH = frozenset(
    {"brother", "daughter", "father", "fiance", "fiancé", "fiancee", "fiancée", "husband", "mother", "partner",
     "sister", "son", "widow", "widower", "wife"}
)  # fmt: skip
"""Relations to somebody named elsewhere."""

STATIVE = frozenset(
    {"belonging", "comprising", "concerning", "consisting", "containing", "depicting", "detailing", "featuring",
     "including", "involving", "marking", "owning", "representing", "requiring", "resembling"}
)  # fmt: skip
"""Verbs without a progressive: "a deal involving two banks" says that it involved them."""


def copula(proposition: Proposition, said: Sequence[int]) -> str:
    """The verb in brackets, in the number and time of the sentence, with the article a bare title needs."""
    tree = proposition.tree
    token = tree.tokens[proposition.head]
    if proposition.form is Form.APPOSITION:
        if YEAR.fullmatch(token.text):
            return "[is from]"
        noun = tree.tokens[token.head]
        if told_of(tree, token):
            if is_aged(tree, token):
                return "[is an]" if tree.tokens[said[0]].text in {"8", "11", "18"} else "[is a]"
            past = noun.lower in EVENTS and _told_as_past(tree, noun)
            return BE[(noun.tag == "NNS", past)]
        if token.dep in {"compound", "nmod:desc", "amod"}:
            return "[is]" if _owned(tree, said) else _of_title(token, tree.tokens[said[0]])
        if is_called(tree, token):
            return "[is called]"
        if is_of(tree, token):
            return "[is of]"
        if is_town(tree, token):
            return _of_title(noun, tree.tokens[said[0]])
        if is_described(proposition):
            return "[is]" if _owned(tree, said) else _of_title(noun, tree.tokens[said[0]])
        return "[are]" if noun.tag == "NNS" or (noun.tag == "NNPS" and tree.kids(noun.index, "det")) else "[is]"
    if token.tag == "VB":
        return "[wanted]"
    dated = tree.tokens[said[0]].tag == "VBN" and any(YEAR.fullmatch(tree.tokens[i].text) for i in said)
    before = any(a.lower in FORMERLY for a in tree.kids(token.index, "advmod"))
    past = (
        dated
        or before
        or tree.root.tag == "VBD"
        or any(a.tag == "VBD" for a in tree.kids(tree.root.index, "aux", "cop"))
    )
    return BE[(is_plural(proposition), past)]


def _owned(tree: Tree, said: Sequence[int]) -> bool:
    """ "Ann Poe [is] Eva Hill's mother"."""
    return any(tree.tokens[i].tag == "POS" for i in said)


def the(proposition: Proposition) -> dict[int, str]:
    """ "A hall in Norbank" -> "[the] hall": what the sentence has brought up is known; else nothing."""
    tree, token = proposition.tree, proposition.tree.tokens[proposition.head]
    if proposition.form is not Form.APPOSITION or not told_of(tree, token) or not proposition.carried:
        return {}
    first = tree.tokens[proposition.carried[0]]
    if first.lower in {"a", "an"}:
        return {first.index: "[the]"}
    noun = tree.tokens[token.head]
    bare = not tree.kids(noun.index, "det", "nmod:poss", "nummod") and noun.pos == "NOUN" and noun.tag == "NN"
    opens = first.index == 0 and first.pos == "NOUN"
    return {first.index: f"[the] {first.lower if opens else first.text}"} if bare else {}


def is_plural(proposition: Proposition) -> bool:
    """True where what a participle is said of is many."""
    tree, carried = proposition.tree, proposition.carried
    several = any(tree.tokens[i].pos == "CCONJ" for i in carried)
    many = any(tree.tokens[i].tag in {"NNS", "NNPS"} and tree.tokens[i].head not in carried for i in carried)
    return several or many or any(tree.tokens[i].lower in {"they", "we", "you", "i"} for i in carried)


def finite(proposition: Proposition) -> dict[int, str]:
    """A participle that tells on, and its finite form: "the bomb exploded, killing five" -> "[killed]".

    Empty where the participle describes ("a man wearing a mask") or its form is in doubt; then `copula` links it.
    """
    tree, token = proposition.tree, proposition.tree.tokens[proposition.head]
    if token.tag == "VBN":
        helper = next((a for a in tree.kids(token.index, "aux") if a.lower in {"being", "having"}), None)
        if helper is None:
            return {}
        if helper.lower == "being":
            return {helper.index: BE[(is_plural(proposition), _told_as_past(tree, token))]}
        return {helper.index: "[have]" if is_plural(proposition) else "[has]"}
    if token.tag != "VBG" or tree.kids(token.index, "aux") or not _tells(tree, token):
        return {}
    main = _main(tree, token)
    helpers = _finite(tree, main)
    past_tense = _told_as_past(tree, token)
    gerund = token.lower
    if any(tree.tokens[i].tag == "MD" for i in proposition.carried):
        return {
            token.index: "[be]" if gerund == "being" else f"[{base(gerund)}]" if base(gerund) else f"[be] {token.text}"
        }
    if any(a.tag == "MD" for a in helpers) and gerund not in STANCES:
        return {}
    if gerund == "being":
        return {token.index: BE[(is_plural(proposition), past_tense)]}
    now = base(gerund) if is_plural(proposition) else present(gerund)
    form = past(gerund) if past_tense else now
    return {token.index: f"[{form}]"} if form else {}


def _finite(tree: Tree, verb: Token) -> list[Token]:
    return [a for a in (*tree.kids(verb.index, "aux", "cop"), verb) if a.tag in {"VBD", "VBZ", "VBP", "MD"}]


def _told_as_past(tree: Tree, token: Token) -> bool:
    main = _main(tree, token)
    helpers = _finite(tree, main)
    perfect = main.tag == "VBN" and (not helpers or any(a.lower in {"has", "have"} for a in helpers))
    return perfect or any(a.tag == "VBD" for a in helpers)


def _tells(tree: Tree, token: Token) -> bool:
    """True behind a comma or a subordinator, of a verb of state and of what a noun with a copula is said to be."""
    if token.lower in STATIVE:
        return True
    first = token
    while first.dep == "conj":
        first = tree.tokens[first.head]
    if first.dep == "advcl":
        return True
    start = min(tree.subtree(first.index))
    before = tree.tokens[max(0, start - 1)].text
    return bool(tree.kids(first.head, "cop")) or {before, tree.tokens[start].text} & COMMAS != set()


def _main(tree: Tree, token: Token) -> Token:
    """The nearest predicate above that has a tense."""
    for above in tree.ancestors(token.index):
        if any(a.tag in {"VBD", "VBZ", "VBP", "MD"} for a in (above, *tree.kids(above.index, "aux", "cop"))):
            return above
    return tree.root


def is_described(proposition: Proposition) -> bool:
    """True where the name is what is in apposition, to one person or thing that a common noun describes."""
    tree, token = proposition.tree, proposition.tree.tokens[proposition.head]
    noun = tree.tokens[token.head]
    common = noun.pos == "NOUN" and noun.index < token.index and not is_called(tree, token)
    return common and token.pos == "PROPN" and token.dep == "appos" and noun.tag in {"NN", "NNS"}


def _of_title(token: Token, first: Token) -> str:
    """ "is a" before "single mother", "is" before "former governor", "her husband" and what has a capital."""
    if token.tag == "NNS":
        return "[is one of]" if first.pos in {"DET", "PRON"} else "[is one of the]"
    if first.pos in {"DET", "PRON"} or first.tag == "POS" or not token.text.islower():
        return "[is]"
    if token.lower in OFFICES:
        return "[is]"
    if token.lower in ONE_EACH:
        return "[is the]"
    return "[is an]" if first.lower[0] in "aeiou" or first.text in {"8", "11", "18"} else "[is a]"
