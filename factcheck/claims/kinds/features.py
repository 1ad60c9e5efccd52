"""What of a claim's wording is weighed: its features, and how each is named to a checker.

Features are chosen to hold in any article: closed-class and common words, tags, the person of the subject, lists of
the lexicon, names, figures, length. Names and numbers are never features themselves.
"""

from collections.abc import Iterator, Sequence

from factcheck.lexicon import word_list
from factcheck.mentions import FIRST
from factcheck.syntax import Token

LISTS = ("forecast", "impression", "obligation", "possible", "stance", "value")
SIGNS = frozenset({"$", "%", "£", "€", "percent", "cent", "million", "billion", "trillion"})
WORDS_A_STEP = 5
LONGEST_STEP = 6
SEVERAL = 3

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
    return frozenset(_of_words(words)) | frozenset(_of_whole(words))


def _of_words(words: Sequence[Token]) -> Iterator[str]:
    for token in words:
        yield f"tag:{token.tag}"
        if token.pos in {"PROPN", "NUM", "PUNCT", "SYM"}:
            continue
        yield f"word:{token.lower}"
        yield from (f"list:{name}" for name in LISTS if token.lower in word_list(name))
        if token.dep.split(":")[0] in {"advmod", "amod", "aux", "cop"}:
            yield f"{token.dep}:{token.tag}"


def _of_whole(words: Sequence[Token]) -> Iterator[str]:
    yield f"length:{min(LONGEST_STEP, sum(t.pos != 'PUNCT' for t in words) // WORDS_A_STEP)}"
    names = sum(t.pos == "PROPN" for t in words)
    if names:
        yield "names:1"
    if names >= SEVERAL:
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
    subject = next((t for t in words if t.head == root.index and t.dep.split(":")[0] in {"nsubj", "expl"}), None)
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
