"""What a checker would stop at, word by word, and which of it no claim holds: names, numbers, dates, quoted words.

One claim a sentence is false comfort: coverage is counted by word. Only `re` is needed, so a report counts it without
a parser. All functions are linear in the text.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.document import Document, Span, joined
from factcheck.quotations import find_quotations

_COUNTED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies)|zero|half|halves|twice|thrice"
    r"|tenfold|twofold|percent|per\ cent|(?:dozen|hundred|thousand|million|billion|trillion|quarter)s?"
    r"|first|second|thirds?|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|yesterday|tomorrow|tonight"
)
_TOKEN = re.compile(
    rf"""
    (?<!\w) (?:
      (?P<address> (?:https?://|www\.) [^\s<>]+ )
    | (?P<letters> (?:[^\W\d_]\.)+ [^\W\d_] (?!\w) )
    | (?P<word> (?: [^\Wa-z\d_] | [a-z]{{1,2}}[A-Z] ) \w* )
    | (?P<number> (?:[$€£¥₹₽]\s?)? \d+ (?:[.,:/'’]\d+)* (?:\s?[%‰] | [^\W\d_]{{1,3}}\b)? )
    | (?P<count> (?:{_COUNTED}) (?!\w) )
    )
    """,
    re.VERBOSE,
)
_ADDRESSED = re.compile(
    r"\W*(?:(?:NOTE|NB|PS|UPDATE|CORRECTION):"
    r"|(?:Mr|Mrs|Ms|Madam|Madame)\.?\s(?:President|Speaker|Secretary|Chair(?:man|woman|person)?|Prime\sMinister),)"
)
"""A label, or the one spoken to, at the beginning of a sentence: nothing is said of either."""
_COUNT = re.compile(_COUNTED, re.IGNORECASE | re.VERBOSE)
_MARK = re.compile(r"[“”‘«»„\"]|``")
_WORD = re.compile(r"[^\W_]+")
_JOINS = frozenset(("although", "and", "because", "but", "or", "that", "though", "whereas", "which", "while", "who"))
_PRONOUN_ONE = re.compile(r"\b(?:any|no|every|each|this|that|the|another|some|which|only|last|new)\s+\Z", re.IGNORECASE)
_ONE_OF = re.compile(r"\s+(?:another|can|cannot|could|may|might|must|should|would)\b|['’]s\b|self\b|\s*[.,;:!?)”]")
_SAME_NAME = re.compile(r"\.?[\s\u2010-\u2013/-]{1,2}(?:of\s(?:the\s)?|de\s)?")


class _Place(Enum):
    """What a capital is owed to."""

    INSIDE = 1
    """Nothing but the word: it is a name."""
    OPENING = 2
    HEADING = 3


class _Word(NamedTuple):
    span: Span
    quoted: bool
    sentence: int


@cache
def _openers() -> frozenset[str]:
    """Words, lower case, that are no name where they open a sentence."""
    text = files("factcheck").joinpath("data/openers.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()))


@cache
def _closed() -> frozenset[str]:
    """Words, lower case, that are no name wherever a capital stands on them ("The Hague": the second word is)."""
    text = files("factcheck").joinpath("data/openers.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()) if row["kind"] == "closed")


def words_to_cover(document: Document, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Every name, number, date word and quoted word of the body, one span a word, in order and disjoint.

    A name is a word with a capital; "Karshi-Khanabad" is two words, "Kazakhstan’s" is "Kazakhstan", "anti-American" is
    "American". The capital that opens a sentence, or follows a colon, proves nothing: there a word counts where it
    stands with a capital inside some sentence, or is no common opener (`data/openers.csv`) and is either not written
    small elsewhere or followed by another capital ("General Richard Myers"). In a heading, where every word may have
    one, what follows says nothing. "one" counts as a number ("one soldier"), not as a pronoun ("no one", "any one of").
    The letters and digits of web addresses do not count, nor do metadata blocks: no sentence lies in them.
    """
    return tuple(word.span for word in _words(document, sentences, lambda _: False))


def uncovered(
    document: Document, sentences: Sequence[Span], claims: Iterable[Span], citations: Iterable[Span]
) -> tuple[Span, ...]:
    """The words to cover that lie in no claim's span and in no citation bracket, neighbours of one sentence made one.

    `claims` are the spans of all claims, `citations` those of the brackets, both in any order. A name of several words,
    and a quotation of which nothing is claimed, is one span of the answer. The "and" left over between two claims of
    one quotation is not in it.
    """
    covering = joined([*claims, *citations])
    starts = [span.start for span in covering]

    def covered(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= covering[at].end

    out: list[_Word] = []
    for word in _words(document, sentences, covered):
        if out and _are_one(document.text, out[-1], word):
            out[-1] = word._replace(span=Span(out[-1].span.start, word.span.end))
        else:
            out.append(word)
    return tuple(word.span for word in out if word.span.slice(document.text).lower() not in _JOINS)


def _are_one(text: str, before: _Word, after: _Word) -> bool:
    if before.sentence != after.sentence or before.quoted is not after.quoted:
        return False
    gap = text[before.span.end : after.span.start]
    return not _WORD.search(gap) if before.quoted else _SAME_NAME.fullmatch(gap) is not None


def _words(document: Document, sentences: Sequence[Span], passed: Callable[[Span], bool]) -> list[_Word]:
    """The words to cover in order, but for those that `passed` holds of."""
    text = document.text
    quoted = _quoted_words(document, sentences)
    starts = {word.span.start for word in quoted}
    headings = _in_headings(document, sentences)
    found = [
        (match, number, _Place.HEADING if number in headings else place)
        for number, sentence in enumerate(sentences)
        for match, place in _tokens(text, sentence)
    ]
    inside = {match.group() for match, _, place in found if place is _Place.INSIDE}
    small = frozenset(re.findall(r"(?<!\w)[a-z][a-z]+", text))
    out = [word for word in quoted if not passed(word.span)]
    for match, number, place in found:
        span = Span(*match.span())
        if not passed(span) and starts.isdisjoint(range(*span)) and _counts(match, place, small, inside):
            out.append(_Word(span, quoted=False, sentence=number))
    return sorted(out)


def _tokens(text: str, sentence: Span) -> Iterator[tuple[re.Match[str], _Place]]:
    """The tokens of a sentence that may be names or numbers."""
    addressed = _ADDRESSED.match(text, *sentence)
    start = addressed.end() if addressed else sentence.start
    first = _WORD.search(text, start, sentence.end)
    opening = first.start() if first else -1
    for match in _TOKEN.finditer(text, start, sentence.end):
        at = match.start()
        yield match, _Place.OPENING if at == opening or text[at - 2 : at] == ": " else _Place.INSIDE


def _counts(match: re.Match[str], place: _Place, small: frozenset[str], inside: set[str]) -> bool:
    """True where the token is a name or a number to check.

    `small` are the article's words without capital, `inside` those that have one inside a sentence.
    """
    kind = match.lastgroup
    if kind == "count" or (kind == "word" and _COUNT.fullmatch(match.group())):
        return _is_number(match, place)
    return kind in {"letters", "number"} or (kind == "word" and _is_name(match, place, small, inside))


def _is_name(match: re.Match[str], place: _Place, small: frozenset[str], inside: set[str]) -> bool:
    word = match.group()
    lower = word.lower()
    if word in {lower, "I"}:
        return False
    if word[1:] != lower[1:]:
        return True
    if lower in _closed():
        return False
    if place is _Place.INSIDE or word in inside:
        return True
    after = match.string[match.end() : match.end() + 2].strip()[:1] if place is _Place.OPENING else ""
    return lower not in _openers() and (lower not in small or after.isupper() or after.isdigit())


def _is_number(match: re.Match[str], place: _Place) -> bool:
    text, word = match.string, match.group().lower()
    if word in {"first", "second", "third"} and place is _Place.OPENING:
        return text[match.end() : match.end() + 1] != ","
    if word != "one":
        return True
    return not (
        _PRONOUN_ONE.search(text, max(0, match.start() - 12), match.start()) or _ONE_OF.match(text, match.end())
    )


def _in_headings(document: Document, sentences: Sequence[Span]) -> frozenset[int]:
    """The numbers of the sentences that lie in a heading."""
    headings = [block.span for block in document.blocks if block.kind == "heading"]
    starts = [span.start for span in headings]
    found = set()
    for number, sentence in enumerate(sentences):
        at = bisect_right(starts, sentence.start) - 1
        if at >= 0 and sentence.start < headings[at].end:
            found.add(number)
    return frozenset(found)


def _quoted_words(document: Document, sentences: Sequence[Span]) -> list[_Word]:
    text, out = document.text, []
    starts = [sentence.start for sentence in sentences]
    marked = [paragraph for paragraph in document.paragraphs if _MARK.search(text, *paragraph)]
    for quotation in find_quotations(text, marked):
        for span in quotation.spans:
            for match in _WORD.finditer(text, *span):
                at = bisect_right(starts, match.start()) - 1
                if at >= 0 and match.end() <= sentences[at].end:
                    out.append(_Word(Span(*match.span()), quoted=True, sentence=at))
    return out
