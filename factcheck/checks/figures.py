"""Figures of a text as numbers: counts, sums of money, percentages, with magnitude words and numbers in words.

What is read as a figure: "1,200", "4.5", "12", "$4.5 billion", "3 million euros", "£5m", "12 percent", "12%", "two
percentage points", "twenty-five", "three hundred", "two dozen", "half a million". Ordinals, times, parts of names
("T-72", "No. 5") and figures glued to letters are none; of a score or a range each end is one.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from re import Match

from factcheck.checks.subject import Subject
from factcheck.document import Span


class Unit(StrEnum):
    """What a figure is a number of."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "percentage points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a text. `span` holds the currency, the magnitude word and the percent sign, not the noun.

    `digits` are its significant digits ("4.5 billion" and "450" have "45"), `step` half of its last place in its own
    magnitude, `currency` the sign or the name in lower case, "" for other units. `about` is true where a word before it
    says that it is no exact figure, `hyphened` before a hyphen and a noun: "a 12-member council".
    """

    span: Span
    value: Decimal
    unit: Unit
    digits: str
    step: Decimal
    currency: str = ""
    about: bool = False
    hyphened: bool = False


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_MAGNITUDES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12,
    "trn": 10**12,
}  # fmt: skip
_CURRENCIES = (
    r"dollars?|euros?|pounds\ssterling|rubles?|roubles?|yen|yuan|renminbi|tenge|soms?|soums?|rupees?|pesos?|francs?|"
    r"marks|kronor|kroner?|hryvnias?|lira|riyals?|dinars?|shillings?|zlotys?|forints?|rand|won|crowns|guilders|shekels|rials|dirhams|baht|ringgit|pesetas|drachmas?|manats?|lari|leva|lei|cents|pence"
)
_SMALL = rf"(?i:{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_SPELLED = rf"(?i:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])})\b)?|{_SMALL})"
_FIGURE = re.compile(
    rf"""(?<![\w.,/:’'\#])(?<![^\W\d_]-)
    (?:(?P<sign>(?:US|C|A|HK|NZ|S)?\$|€|£|¥|₽|₹|₴|₸)\s?)?
    (?:(?P<plain>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|[.,/:]\d|(?:st|nd|rd|th)\b)
       |(?P<word>\b(?:{_SPELLED}|[Aa]n?(?=\s(?:hundred|thousand|million|billion|trillion|dozen)\b)
                     |[Hh]alf\sa(?=\s(?:million|billion|dozen)\b)))\b)
    (?:[\s-](?P<first>hundred|dozen)\b(?:\s(?:and\s)?(?P<rest>{_SPELLED})\b)?)?
    (?:[\s-](?P<magnitude>thousand|million|billion|trillion)\b|(?P<short>bn|mn|mln|bln|trn|tn|m|b|k)\b(?!\s?[²³^]))?
    (?P<suffix>\s?%|\s?[Pp]er\s?cent\b|[\s-]percentage[\s-]points?\b|\s?pp\b
              |\s(?:US\s|Canadian\s|Australian\s)?(?P<name>{_CURRENCIES})\b)?
    (?P<hyphen>-(?=[A-Za-z]))?
    """,
    re.VERBOSE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|an\sestimated|estimated|more\sthan|less\sthan|"
    r"fewer\sthan|over|under|at\sleast|at\smost|up\sto|as\smany\sas|as\smuch\sas|close\sto|nearly\sall|perhaps|maybe|above|below|"
    r"just\sover|just\sunder|well\sover|upwards\sof|no\smore\sthan|no\sless\sthan|another|other|additional)\s(?:the\s|a\s|all\s)?$|~\s?$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:No\.|no\.|Nos\.|[Nn]umber|Article|Section|Chapter|Flight|Route|Highway|Interstate|Resolution|Rule|Title|Act|"
    r"Order|pages?|p\.|pp\.|Room|Channel|Apollo|Boeing|Airbus|Windows|Psalm|Phase|Group|Grade|Level|Formula|Proposition|"
    r"Amendment|Unit|Area|Super\sBowl)\s$"
)
_LONGEST = 15
"""Characters of the longest figure that counts anything: 999,999,999,999."""
_REACH = 24
"""Code points before a figure in which the words that qualify it stand."""

_KNOWN = "_figures"
"""Where a subject keeps its figures: nine checks ask for them."""


@lru_cache(maxsize=8)
def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in order, those of dates included."""
    return tuple(figure for match in _FIGURE.finditer(text) if (figure := _figure(text, match)))


def figures_of(subject: Subject) -> tuple[Figure, ...]:
    """The figures of an article's prose: none of a date, a length of time, an age or a citation."""
    known: tuple[Figure, ...] | None = vars(subject).get(_KNOWN)
    if known is None:
        known = vars(subject)[_KNOWN] = _prose_figures(subject)  # as a cached_property of the subject would keep it
    return known


def _prose_figures(subject: Subject) -> tuple[Figure, ...]:
    if subject.article is None:
        return ()
    dates = subject.article.dates
    ends = [date.span.end for date in dates]
    found = []
    for figure in figures_in(subject.text):
        at = bisect_right(ends, figure.span.start)
        if at < len(dates) and dates[at].span.start < figure.span.end and figure.unit is Unit.COUNT:
            continue
        if not subject.is_cited(figure.span):
            found.append(figure)
    return tuple(found)


def figure_at(text: str, start: int) -> Figure | None:
    """The figure that begins right there, None where there is none."""
    match = _FIGURE.match(text, start)
    return _figure(text, match) if match else None


def within(figures: tuple[Figure, ...], span: Span) -> tuple[Figure, ...]:
    """Those of figures in order that begin inside a span."""
    first = last = bisect_left(figures, span.start, key=_start)
    while last < len(figures) and figures[last].span.start < span.end:
        last += 1
    return figures[first:last]


def _start(figure: Figure) -> int:
    return figure.span.start


def _figure(text: str, match: Match[str]) -> Figure | None:
    start, end = match.span()
    if len(match["plain"] or "") > _LONGEST or text[max(0, start - 2) : start] == '="':
        return None  # the number of a record
    if match["plain"] and match.end() < len(text) and not match["hyphen"] and text[end].isalpha():
        return None  # "9mm", "4x4"
    before = text[max(0, start - _REACH) : start]
    if _NAMED.search(before):
        return None
    number, step = _number(match)
    suffix = (match["suffix"] or "").strip(" -").lower()
    unit, currency = Unit.COUNT, ""
    if "point" in suffix or suffix == "pp":
        unit = Unit.POINTS
    elif suffix.startswith(("%", "per")):
        unit = Unit.PERCENT
    elif match["sign"] or match["name"]:
        unit, currency = Unit.MONEY, match["sign"] or match["name"].lower().rstrip("s")
    if match["short"] and not match["sign"] and match["short"] in {"m", "b"} and unit is not Unit.MONEY:
        return None  # metres
    return Figure(
        span=Span(start, end - len(match["hyphen"] or "")),
        value=number,
        unit=unit,
        digits=_significant(number),
        step=step,
        currency={"dollar": "$", "us$": "$", "euro": "€"}.get(currency.lower(), currency),
        about=_ABOUT.search(before) is not None,
        hyphened=match["hyphen"] is not None,
    )


def _number(match: Match[str]) -> tuple[Decimal, Decimal]:
    """The number and half of its last place."""
    plain = (match["plain"] or "").replace(",", "")
    number = Decimal(plain) if plain else _in_words(match["word"])
    places = len(plain.partition(".")[2])
    step = Decimal(1).scaleb(-places) / 2
    factor = 1
    if match["first"]:
        number = number * _MAGNITUDES[match["first"]] + (_in_words(match["rest"]) if match["rest"] else 0)
    if magnitude := match["magnitude"] or match["short"]:
        factor = _MAGNITUDES[magnitude]
    return number * factor, step * factor


def _in_words(words: str) -> Decimal:
    folded = words.lower()
    if folded.startswith("half"):
        return Decimal("0.5")
    return Decimal(sum(_WORDS.get(word, 0) for word in re.split(r"[- ]", folded)) or 1)


def _significant(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits)).strip("0") or "0"
