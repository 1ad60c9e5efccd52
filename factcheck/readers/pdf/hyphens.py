"""Lines joined to running text: what a hyphen at the end of a line was, and what stands between two lines."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_SOFT = "\u00ad"
_HYPHENS = ("-", "\u2010")
_BROKEN = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)[-\u2010]$")
_GOES_ON = re.compile(r"([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LEAST = 4
"""Letters from which on a word of the parser's vocabulary is a word: it holds endings of three letters, too."""
# fmt: off
_KEPT_BEFORE = frozenset((
    "all", "anti", "cross", "eight", "eighty", "ex", "fifty", "five", "forty", "four", "half", "high", "ill",
    "life", "long", "low", "mid", "much", "near", "new", "nine", "ninety", "non", "north", "one", "quasi",
    "self", "semi", "seven", "seventy", "short", "six", "sixty", "so", "south", "ten", "then", "thirty",
    "three", "top", "twenty", "two", "vice", "war", "well", "world",
))
"""First parts of compounds that are written with a hyphen, and at which hardly an English word is divided."""
_KEPT_AFTER = frozenset((
    "affected", "aged", "backed", "based", "born", "bound", "built", "century", "class", "controlled",
    "dollar", "elect", "era", "fifth", "fifths", "foot", "friendly", "funded", "handed", "held", "known",
    "led", "level", "mile", "minded", "minute", "month", "needed", "old", "oriented", "owned", "page",
    "placed", "quality", "quarter", "quarters", "ranking", "related", "rich", "scale", "sector", "sized",
    "speaking", "sponsored", "style", "term", "third", "thirds", "tier", "torn", "trained", "wide", "winning",
    "year", "years",
))
"""Second parts of such compounds."""
_NO_WORDS = frozenset(("auto", "bi", "co", "con", "de", "dis", "en", "inter", "mis", "pre", "re", "sub", "trans", "un"))
"""First parts that are no words, and mostly written without a hyphen."""
_INSIDE = frozenset(("a", "and", "at", "by", "for", "in", "of", "off", "on", "or", "out", "the", "to", "up"))
# fmt: on
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)


class Vocabulary(NamedTuple):
    """The document's own words, lower case, and how often each stands inside a line; compounds with their hyphens."""

    words: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """The words of lines in their order; parts of a word that a line's end divides are left out."""
        words: Counter[str] = Counter()
        broken = False
        for line in lines:
            found = _WORD.findall(_BROKEN.sub("", line))
            for word in found[1:] if broken else found:
                words[word.replace("\u2010", "-").lower()] += 1
            broken = line.endswith((*_HYPHENS, _SOFT))
        return cls(words)

    def knows(self, word: str) -> bool:
        """True for a word of this document or of English."""
        return word in self.words or (len(word) >= _LEAST and word in _english())


@cache
def _english() -> frozenset[str]:
    """Words in small letters that the parser has seen. Source: data/syntax, MODEL_CARD.md."""
    told = json.loads(files("factcheck.data.syntax").joinpath("vocab/strings.json").read_text(encoding="utf-8"))
    return frozenset(word for word in told if word.isalpha() and word.islower())


def join(line: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What of `line` is kept, and what stands between it and `after`: a space, or nothing."""
    if line.endswith(_SOFT):
        return line.rstrip(_SOFT), ""
    if not line.endswith(_HYPHENS):
        tight = line.endswith(("—", "/")) and not line.endswith((" —", " /"))
        return line, "" if tight or _ends_inside_address(line, after) else " "
    if len(line) < 2 or line[-2].isspace() or _ADDRESS.search(line):  # noqa: PLR2004 - a dash needs a letter before it
        return line, "" if _ADDRESS.search(line) else " "
    found, goes_on = _BROKEN.search(line), _GOES_ON.match(after)
    if found and goes_on and goes_on[1].lower() in {"and", "or"}:
        return line, " "
    if found is None or goes_on is None or is_compound(found[1], goes_on[1], vocabulary, _before(line, found.start())):
        return line, ""
    return line[:-1], ""


def _before(line: str, at: int) -> str:
    """What stands right before the last part of a word: "state-of-" before "the-"."""
    return line[:at].rpartition(" ")[2]


def _ends_inside_address(line: str, after: str) -> bool:
    return bool(_ADDRESS.search(line)) and line[-1] in "/_=&?%#" and not after[:1].isspace()


def is_compound(first: str, second: str, vocabulary: Vocabulary, before: str = "") -> bool:
    """True where the hyphen between two parts of a word is the writer's own, False where it only divides a line.

    The document's own spelling decides; then capitals, parts that are always or never written so, and whether the
    whole is a word.
    """
    one, two = first.lower(), second.lower()
    if first.isupper() and second.isupper() and vocabulary.knows(one + two):
        return False
    if not second[:1].islower():
        return True
    solid, hyphened = vocabulary.words[one + two], vocabulary.words[f"{one}-{two}"]
    if solid or hyphened:
        return hyphened > solid
    if before.endswith(_HYPHENS) and (two in _INSIDE or one in _INSIDE):
        return True
    if len(first) == 1 or first.isupper():
        return True
    if vocabulary.knows(one + two):
        return False
    if one in _NO_WORDS:
        return one[-1] == two[0]  # "re-elect"
    if two in _INSIDE or one in _KEPT_BEFORE or two in _KEPT_AFTER:
        return True
    return vocabulary.knows(one) and vocabulary.knows(two)
