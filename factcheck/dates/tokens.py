"""A paragraph as a string of class letters, one a token: what the rules in this package match.

The class of a word comes from `data/date_words.csv`; the class of a number from its shape. A rule over letters is
short, cannot backtrack far, and one pass over 65,000 letters replaces a pass over 300,000 characters.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.document import Span

SHAPES = (
    "other", "comma", "stop", "dot", "open", "close", "hyphen", "dash", "slash", "genitive", "ampersand", "semicolon",
    "day", "year", "num", "ordday", "ordnum", "clock", "numeric", "decimal", "fraction", "decade", "shortdecade",
    "quarterlabel", "halflabel", "fiscallabel", "yearspan", "isostamp", "shortyear",
)  # fmt: skip
"""Classes that come from the shape of a token, not from the table."""

_TOKEN = re.compile(
    r"[$€£¥₽#№]\s?\d+(?:[.,]\d+)*"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\d+(?:[.,:/]\d+)*(?:\s?%|(?<=0)['’]s\b|(?!(?i:[ap]\.?m)\b)[^\W\d_]\w*)?"
    r"|['’‘`]\d\d(?:['’]?s)?\b"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[oO]['’]clock\b"
    r"|[^\W\d_]\w*"
    r"|['’]s\b"
    r"|[^\w\s]"
)
_MARKS = {
    ",": "comma",
    ";": "semicolon",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    "/": "slash",
    "&": "ampersand",
}
_GENITIVE = frozenset(["'s", "’s"])
_HYPHENS = frozenset("-–—‑‒")
_STOPS = frozenset(".!?")
_SHAPED = (
    ("clock", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")),
    ("numeric", re.compile(r"\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}([./])\d{1,2}\2\d{1,2}")),
    ("fraction", re.compile(r"1/2|1/4|3/4")),
    ("yearspan", re.compile(r"(?:1\d|20)\d\d/(?:\d{4}|\d\d)")),
    ("decimal", re.compile(r"\d+\.\d+|\d{1,3}(?:,\d{3})+")),
    ("decade", re.compile(r"\d{2,3}0['’]?s")),
    ("shortdecade", re.compile(r"['’‘`]\d0['’]?s")),
    ("shortyear", re.compile(r"['’‘`]\d\d")),
    ("ordinal", re.compile(r"\d{1,3}(?:st|nd|rd|th)", re.IGNORECASE)),
    ("isostamp", re.compile(r"\d{4}-\d\d-\d\dT\S+")),
)
_LABELS = (
    ("quarterlabel", re.compile(r"Q([1-4])|([1-4])Q")),
    ("halflabel", re.compile(r"H([12])|([12])H")),
    ("fiscallabel", re.compile(r"FY(\d{4}|\d\d)")),
)
_CAPITAL = frozenset({"month_short", "weekday_short", "bc", "ad", "zone"})
"""Classes whose words count only when written with a capital ("Sat", "AD"; not "sat", "ad")."""
_CAPITAL_WORDS = frozenset({"may", "march", "august"})
_DOTTED = frozenset({"month_short", "weekday_short", "numbered"})
_MAX_YEAR = 2199
_MIN_YEAR = 1000
_LONGEST = 6
"""Digits of the longest plain figure that can matter (a count of days); longer ones are no dates."""
_MAX_DAY = 31


class Word(NamedTuple):
    """A row of `data/date_words.csv`: the class letter and the number the word stands for."""

    letter: str
    number: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words the rules know, and the letter of each class."""

    words: dict[str, Word]
    letters: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The table of date words, read once."""
    text = files("factcheck").joinpath("data/date_words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    names = sorted({row["class"] for row in rows} | set(SHAPES))
    letters = {name: chr(0xE000 + at) for at, name in enumerate(names)}
    words = {row["word"]: Word(letters[row["class"]], int(row["number"])) for row in rows}
    return Vocabulary(words, letters)


@cache
def letters_of(*names: str) -> frozenset[str]:
    """The letters of some classes."""
    return frozenset(vocabulary().letters[name] for name in names)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one paragraph: `codes` holds a class letter each; `numbers` what a word or figure stands for."""

    text: str
    starts: list[int]
    ends: list[int]
    numbers: list[int]
    codes: str

    def word(self, at: int) -> str:
        """The token as printed."""
        return self.text[self.starts[at] : self.ends[at]]

    def capital(self, at: int) -> bool:
        """True where token `at` begins with a capital; False past the ends."""
        return 0 <= at < len(self.starts) and self.text[self.starts[at]].isupper()

    def span(self, first: int, last: int) -> Span:
        """The characters from the first to the last token (both included)."""
        return Span(self.starts[first], self.ends[last])

    def glued(self, at: int) -> bool:
        """True where nothing stands between token `at` and the next."""
        return at + 1 < len(self.starts) and self.ends[at] == self.starts[at + 1]


def tokenize(text: str, span: Span) -> Tokens:
    """The tokens of `text` inside `span`."""
    table = vocabulary()
    known, letters = table.words, table.letters
    other = Word(letters["other"], 0)
    cased = frozenset(letters[name] for name in (*_CAPITAL, *_DOTTED, "month"))
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    codes: list[str] = []
    last = span.start
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        if start < last:  # the full stop of an abbreviation already taken
            continue
        token = match[0]
        word = known.get(token.lower())
        if word is not None:
            if word.letter in cased:
                word, end = _cased(text, Span(start, end), word, letters)
        elif token.isalpha():
            word = other
        else:
            word = _shape(text, Span(start, end), letters)
            glued = start == last and len(codes) > 1 and codes[-1] == letters["hyphen"]
            if glued and codes[-2] == other.letter and token[0].isdecimal():  # "T-72", "Covid-19"
                word = other
        starts.append(start)
        ends.append(end)
        numbers.append(word.number)
        codes.append(word.letter)
        last = end
    return Tokens(text, starts, ends, numbers, "".join(codes))


def _cased(text: str, span: Span, word: Word, letters: dict[str, str]) -> tuple[Word, int]:
    """The word and its end: refused where its class wants a capital, lengthened by the full stop of an abbreviation."""
    start, end = span
    token = text[start:end]
    name = token.lower()
    wants_capital = word.letter != letters["month"] and word.letter != letters["numbered"]
    if token[0].islower() and (wants_capital or name in _CAPITAL_WORDS):
        return Word(letters["other"], 0), end
    if (word.letter == letters["bc"] or word.letter == letters["ad"] or word.letter == letters["zone"]) and token[
        1
    ].islower():
        return Word(letters["other"], 0), end
    if end < len(text) and text[end] == "." and name + "." in vocabulary().words:
        end += 1
    return word, end


def _shape(text: str, span: Span, letters: dict[str, str]) -> Word:
    """The class of a token that is no plain word: a figure, a label such as Q3, a mark."""
    start, end = span
    token = text[start:end]
    if end - start == 1 and not token.isdecimal():
        return Word(letters[_mark(text, start)], 0)
    if token.isdecimal() and token.isascii():
        return _figure(token, letters)
    for name, pattern in _SHAPED:
        if pattern.fullmatch(token):
            if name == "ordinal":
                number = int(token[:-2])
                return Word(letters["ordday" if 1 <= number <= _MAX_DAY else "ordnum"], number)
            return Word(letters[name], 0)
    for name, pattern in _LABELS:
        if match := pattern.fullmatch(token):
            return Word(letters[name], int(next(group for group in match.groups() if group)))
    return Word(letters["genitive" if token in _GENITIVE else "other"], 0)


def _figure(token: str, letters: dict[str, str]) -> Word:
    if len(token) > _LONGEST:
        return Word(letters["other"], 0)
    number = int(token)
    if len(token) <= len("31") and 1 <= number <= _MAX_DAY:
        return Word(letters["day"], number)
    if len(token) == len("2005") and _MIN_YEAR <= number <= _MAX_YEAR:
        return Word(letters["year"], number)
    return Word(letters["num"], number)


def _mark(text: str, at: int) -> str:
    mark = text[at]
    if mark in _HYPHENS:
        spaced = mark == "—" or at == 0 or at + 1 == len(text) or text[at - 1].isspace() or text[at + 1].isspace()
        return "dash" if spaced else "hyphen"
    if mark in _STOPS:
        inside = at + 1 < len(text) and text[at + 1].isalnum()
        return "dot" if inside else "stop"
    return _MARKS.get(mark, "other")
