"""What a checker would underline in a claim: names, titles, numbers, dates, places, quotes, superlatives, causes.

Source: the lists of things to check in The Chicago Guide to Fact-Checking (Borel 2016), ch. 3, in our own words.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck.document import Span
from factcheck.mentions import TITLES
from factcheck.syntax import Token

SUPERLATIVE = re.compile(
    r"\b(?:first|only|never|always|largest|biggest|smallest|oldest|youngest|most|least|unprecedented|unique|sole|"
    r"every|none|highest|lowest|longest|best|worst|record|last|all)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|caused?|causes|led to|leads? to|leading to|result(?:s|ed|ing)? (?:in|from)|"
    r"driving force|rooted in|thanks to|as a result|explained by|prompted|triggered|sparked)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d")
QUOTE = re.compile(r"[“\"«].")
PLACES = frozenset({"in", "at", "near", "from", "to", "into", "across", "outside"})


def look_for(words: Sequence[Token], verbatim: str, dates: Sequence[Span]) -> tuple[str, ...]:
    """What to check in a claim, in a fixed order: name title number date place quote superlative cause.

    `dates` are in text order and disjoint.
    """
    undated = [t for t in words if not _dated(t.span, dates)] if dates else words
    found = {
        "name": any(t.pos == "PROPN" for t in undated),
        "title": any(_title(words, at) for at in range(len(words))),
        "number": any(t.tag == "CD" or FIGURE.search(t.text) for t in undated),
        "date": len(undated) < len(words),
        "place": any(_place(words, at) for at in range(1, len(words))),
        "quote": bool(QUOTE.search(verbatim)),
        "superlative": bool(SUPERLATIVE.search(verbatim)) or any(t.tag in {"JJS", "RBS"} for t in words),
        "cause": bool(CAUSE.search(verbatim)),
    }
    return tuple(kind for kind, here in found.items() if here)


def _dated(span: Span, dates: Sequence[Span]) -> bool:
    following = bisect_right(dates, span.start, key=lambda date: date.end)
    return following < len(dates) and dates[following].overlaps(span)


def _title(words: Sequence[Token], at: int) -> bool:
    """A title right before a name ("General Richard Myers"), or a post ("director of the institute")."""
    word = words[at]
    if word.lower.strip(".") not in TITLES:
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    before_name = word.text[:1].isupper() and following is not None and following.pos == "PROPN"
    return before_name or (word.pos == "NOUN" and word.dep in {"appos", "root", "conj", "nsubj"})


def _place(words: Sequence[Token], at: int) -> bool:
    """A name after a preposition of place."""
    if words[at].pos != "PROPN":
        return False
    before = words[at - 1].lower if words[at - 1].lower != "the" or at == 1 else words[at - 2].lower
    return before in PLACES
