"""Rules: a pattern of class names over the tokens of a phrase, and what it makes of a match."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from factcheck.dates.mention import TimexType
from factcheck.dates.point import Point, Unit
from factcheck.dates.tokens import Tokens, letters_of, vocabulary
from factcheck.document import Span

MACROS = {
    "DAY": "[day ordday]",
    "YEAR": "(?:[year num day] bc|ad [year num day]|[year num] ad|year)",
    "MONTH": "[month month_short]",
    "WEEKDAY": "[weekday weekday_short]",
    "TO": "(?:hyphen|dash|to|through|until)",
    "SEP": "(?:hyphen|dash|to|through|until|comma? and|comma? or|comma|ampersand|slash)",
    "MOD": "(?:the? portion of|the? [early late mid] hyphen? (?:in|of|on)?|[earlier later] [in on]?)",
    "COUNT": "(?:FIGURE (?:hyphen? [ones fraction])? (?:magnitude magnitude?)?|a magnitude?|magnitude)",
    "FIGURE": "[tens teen ones day year num decimal]",
    "WHICHDAY": "[last next this coming previous following past]",
    "VAGUE": "(?:a? few|several|a? couple of?)",
    "OFYEAR": "(?:comma? of? y:(YEAR)|of? the? r:[last next this previous following same that] same? u:unit)",
    "APPROX": "(?:at least|at most|[more less] than|not? more than|up to|approx|some|about|around|over|under|just)",
    "YEARWORDS": "(?:teen hyphen? tens hyphen? ones?|ones magnitude)",
    "ORDINAL": "[ordinal second ordday ordnum]",
}
_MACRO = re.compile(r"\b[A-Z]{2,}\b")
_NAME = re.compile(r"\(\?[:!=<]+|(?:(\w+):)?(?:\[([a-z_ ]+)\]|(\()|([a-z_]+))")
"""A lookaround, or a named or unnamed choice, group or class of a pattern."""


def pattern(source: str) -> re.Pattern[str]:
    """The regular expression over class letters that a pattern of class names stands for.

    `month day (?:comma? y:year)?`: names separated by spaces; `[a b]` one of several; `y:` names what follows.
    """
    letters = vocabulary().letters
    while _MACRO.search(source):
        source = _MACRO.sub(lambda match: MACROS[match[0]], source)

    def letter(match: re.Match[str]) -> str:
        if match[0].startswith("(?"):
            return match[0]
        name, choice, group, word = match.groups()
        if group:
            return f"(?P<{name}>" if name else "(?:"
        body = f"[{''.join(letters[each] for each in choice.split())}]" if choice else letters[word]
        return f"(?P<{name}>{body})" if name else body

    return re.compile(_NAME.sub(letter, source).replace(" ", ""))


class Kind(Enum):
    """What an expression needs to become a date."""

    FIXED = auto()
    """Nothing: `point` is the date."""
    LITERAL = auto()
    """Nothing: `value` is the TIMEX3 value of a duration, set or reference."""
    YEARLESS = auto()
    """A year: `unit`, `number`, `day`; `shift` -1 "last March", +1 "next March", 0 a bare one; `this` "this March"."""
    WEEKDAY = auto()
    """A day near publication: `number` 0 Monday .. 6 Sunday; `shift` -1 "last", +1 "next"."""
    SHIFT = auto()
    """The publication day: `shift` units away from it."""
    LATER = auto()
    """The date named before: `shift` units away from it."""
    SAME = auto()
    """The date named before: the unit that holds it ("that year", "the quarter")."""
    CLOCK = auto()
    """A day: `clock` on the day named last."""
    DAY_ONLY = auto()
    """A month: "the 15th"."""
    BARE_YEAR = auto()
    """An era: "in 490" where the text counts in years BC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A date expression before it is resolved; which fields count is said at its `kind`."""

    span: Span
    kind: Kind
    type: TimexType = TimexType.DATE
    point: Point | None = None
    value: str = ""
    unit: Unit = Unit.DAY
    number: int = 0
    day: int = 0
    shift: int = 0
    this: bool = False
    weekday: int = -1
    """0 Monday .. 6 Sunday where the text names it beside the date, else -1."""
    clock: str = ""
    """What follows the day in the TIMEX3 value: `TMO`, `T10:35`."""
    sibling: "Expression | None" = None
    """A later date of the same list or range, whose year this one shares."""
    year: int | None = None
    """The year the text gives."""
    year_shift: int | None = None
    """"of last year": -1, counted from the year of publication, or with `anaphoric` from the year named before."""
    anaphoric: bool = False
    years_back: int = 0
    """Years to go back from what the rest says ("the year-ago third quarter": 1)."""
    doubtful: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A match in a phrase that begins at token `offset` of its paragraph; all indices given are the paragraph's."""

    tokens: Tokens
    match: re.Match[str]
    offset: int

    @property
    def start(self) -> int:
        """The first token of the match."""
        return self.match.start() + self.offset

    @property
    def end(self) -> int:
        """The token after the match."""
        return self.match.end() + self.offset

    def range(self, name: str) -> tuple[int, int]:
        """The first token of the named part and the one after it."""
        start, end = self.match.span(name)
        return start + self.offset, end + self.offset

    def at(self, name: str) -> int:
        """The token where the named part begins; it must have taken part."""
        return self.match.start(name) + self.offset

    def has(self, name: str) -> bool:
        """True where the named part took part in the match."""
        return name in self.match.re.groupindex and self.match[name] is not None

    def letters(self, name: str) -> str:
        """The class letters of the named part, "" where it took no part."""
        return self.match[name] if self.has(name) else ""

    def number(self, name: str, default: int = 0) -> int:
        """The number of the named part's first token."""
        return self.tokens.numbers[self.at(name)] if self.letters(name) else default

    def word(self, name: str) -> str:
        """The named part's first token as printed, in lower case; "" where it took no part."""
        return self.tokens.word(self.at(name)).lower() if self.letters(name) else ""

    def year(self, name: str) -> int | None:
        """The year a `YEAR` part stands for, counted with a year 0; None where it took no part."""
        if not self.has(name):
            return None
        codes, at = self.letters(name), self.at(name)
        numbers = [self.tokens.numbers[at + i] for i, code in enumerate(codes) if code not in letters_of("bc", "ad")]
        return 1 - numbers[0] if letters_of("bc") & set(codes) else numbers[0]

    @property
    def year_shift(self) -> int | None:
        """-1 for "of last year", 0 for "of the year", in the part named `r`; None where there is none."""
        return self.number("r") if self.has("r") else None

    @property
    def anaphoric(self) -> bool:
        """True for "of that year", counted from a year named before and not from publication."""
        return self.letters("r") in letters_of("same", "that", "the", "previous", "following")

    def span(self, first: str = "", last: str = "") -> Span:
        """The characters from the start of one named part to the end of another; "" is the whole match's edge."""
        start = self.at(first) if first else self.start
        end = self.range(last)[1] if last else self.end
        return self.tokens.span(start, end - 1)

    def follows(self) -> str:
        """The class letter after the match, "" at the end of the paragraph."""
        return self.tokens.codes[self.end : self.end + 1]

    def precedes(self) -> str:
        """The class letter before the match, "" at the start of the paragraph."""
        return self.tokens.codes[self.start - 1 : self.start] if self.start else ""


class Rule(NamedTuple):
    """A pattern and what it makes of a match: no expression where the match is a false alarm."""

    pattern: re.Pattern[str]
    make: Callable[[Found], Iterable[Expression]]


def rules(*pairs: tuple[str, Callable[[Found], Iterable[Expression]]]) -> tuple[Rule, ...]:
    """Rules in the order in which they claim words."""
    return tuple(Rule(pattern(source), make) for source, make in pairs)
