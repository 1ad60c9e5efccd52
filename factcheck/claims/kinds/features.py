"""What of a claim's wording is weighed: its features, and how each is named to a checker.

Features are words with their beginnings and endings, tags, who does what ("we" with "will", "it" with an adjective),
lists of the lexicon, figures, shares and length. Names and numbers are never features themselves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.lexicon import word_list
from factcheck.mentions import FIRST
from factcheck.syntax import Token

LISTS = ("forecast", "impression", "obligation", "possible", "stance", "value")
SIGNS = frozenset({"$", "%", "£", "€", "percent", "cent", "million", "billion", "trillion"})
WORDS_A_STEP = 5
LONGEST_STEP = 6
SEVERAL = 3
STEM = 5
ENDING = 3
"""Characters of a long word's beginning ("gover-" of governor, governed) and end ("-ful") that are features."""
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
CLOSED = frozenset({"DET", "ADP", "PRON", "AUX", "SCONJ", "CCONJ", "PART", "ADV"})
NAMES = frozenset({"PROPN", "NUM"})
ARGUMENTS = frozenset({"nsubj", "obj", "aux", "advmod", "amod", "cop", "mark"})
SHARED = ("PROPN", "NUM", "ADJ", "ADV", "PRON", "VERB", "AUX", "NOUN")
COUNTED = ("VBD", "VBN", "MD", "VBZ", "VBP", "VB")
MOST = 5
MOST_FORMS = 3
SHARE_STEPS = 20
LARGEST_SHARE = 4

PHRASES = {
    "figure": "a figure",
    "sign": "an amount",
    "names:1": "a name",
    "names:3": "several names",
    "list:forecast": "a forecast",
    "list:impression": "an impression",
    "list:obligation": "what ought to be",
    "list:possible": "a possibility",
    "list:stance": "a stance",
    "list:value": "a valuation",
    "root:VBD": "told in the past tense",
    "root:VBN": "told as done",
    "tag:VBD": "told in the past tense",
    "tag:MD": "a modal verb",
    "tag:JJR": "a comparison",
    "tag:JJS": "a superlative",
    "tag:RBR": "a comparison",
    "tag:RBS": "a superlative",
    "tag:UH": "an exclamation",
    "tag:PRP$": "a possessive",
    "subject:name": "a named subject",
    "subject:first": "first person",
    "subject:second": "an address to the reader",
    "subject:there": "an impersonal subject",
    "opens:VB": "a call to act",
    "will:first": "a pledge",
}
"""How a feature is named in the reason; a word of a list is named by the list, and other features are not named."""


def is_figure(token: Token) -> bool:
    """True of a number, "one" left out: it is mostly a pronoun."""
    return token.tag == "CD" and token.lower != "one"


def features(words: Sequence[Token]) -> frozenset[str]:
    """The features that hold of a claim: "word:must", "tag:VBD", "subject:first", "length:2"."""
    by_index = {t.index: t for t in words}
    found = set(_of_whole(words))
    for token in words:
        head = by_index.get(token.head, token)
        found.update(_of_word(token))
        if token.pos != "PUNCT":
            found.update(_of_link(token, head))
    return frozenset(found)


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """The features of the words of the lexicon's lists."""
    found: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        for word in word_list(name):
            found[word] = (*found.get(word, ()), f"list:{name}")
    return found


def _of_word(token: Token) -> Iterator[str]:
    yield f"tag:{token.tag}"
    if token.pos in {"PROPN", "NUM", "SYM"}:
        return
    lower = token.lower
    if token.pos == "PUNCT":
        yield f"mark:{lower}"
        return
    yield f"word:{lower}"
    yield from _listed().get(lower, ())
    if token.pos in CONTENT and len(lower) > STEM:
        yield f"stem:{lower[:STEM]}"
        yield f"end:{lower[-ENDING:]}:{token.pos}"


def _of_link(token: Token, head: Token) -> Iterator[str]:
    """A word with what it hangs on: their tags, and of closed-class words, verbs' arguments and subjects the words."""
    dep, relation = token.dep, token.relation
    yield f"{token.tag}>{dep}>{head.tag}"
    if head is token:
        return
    lower = token.lower
    if token.pos in CLOSED:
        yield f"{lower}>{dep}>{head.tag}"
    if relation in ARGUMENTS:
        if head.pos not in NAMES:
            yield f"{head.lower}<{dep}"
        if token.pos not in NAMES:
            yield f"{lower}>{dep}"
    if relation == "nsubj":
        who = lower if token.pos == "PRON" else token.pos
        yield f"{who}>{head.tag}"
        if head.pos not in NAMES:
            yield f"{who}>{head.lower}"


def _of_whole(words: Sequence[Token]) -> Iterator[str]:
    count = Counter(t.pos for t in words)
    told = len(words) - count["PUNCT"]
    yield f"length:{min(LONGEST_STEP, told // WORDS_A_STEP)}"
    yield f"size:{(len(words) ** 2).bit_length()}"  # half-octaves
    for pos in SHARED:
        yield f"number:{pos}:{min(MOST, count[pos])}"
        yield f"share:{pos}:{min(LARGEST_SHARE, SHARE_STEPS * count[pos] // max(1, len(words)))}"
    forms = Counter(t.tag for t in words)
    for tag in COUNTED:
        yield f"number:{tag}:{min(MOST_FORMS, forms[tag])}"
    if count["PROPN"]:
        yield "names:1"
    if count["PROPN"] >= SEVERAL:
        yield "names:3"
    if any(is_figure(t) for t in words):
        yield "figure"
    if any(t.lower in SIGNS for t in words):
        yield "sign"
    if words:
        yield f"opens:{words[0].tag}"
    within = {t.index for t in words}
    for root in [t for t in words if t.head == t.index or t.head not in within][:1]:
        yield f"root:{root.tag}"
        yield from _of_subject(words, root)


def _of_subject(words: Sequence[Token], root: Token) -> Iterator[str]:
    subject = next((t for t in words if t.head == root.index and t.relation in {"nsubj", "expl"}), None)
    if subject is None:
        yield "subject:none"
        return
    who = _person(subject)
    yield f"subject:{who}"
    for token in words:
        if token.head == root.index and token.dep.startswith(("aux", "cop")):
            role = "will" if token.lower in {"will", "'ll"} else token.tag
            yield f"{role}:{who}"


def _person(subject: Token) -> str:
    if subject.pos == "PROPN":
        return "name"
    if subject.lower in FIRST:
        return "first"
    if subject.lower == "you":
        return "second"
    if subject.dep == "expl":
        return "there"
    return subject.tag
