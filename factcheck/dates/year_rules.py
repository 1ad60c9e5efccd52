"""Months and years standing without a day: `May-July 2004`, `mid-June`, `1998-2001`, `44 BC`."""

from collections.abc import Iterable

from factcheck.dates.calendar_rules import MONTHS, QUANTITY
from factcheck.dates.grammar import Expression, Found, Kind, rules
from factcheck.dates.point import Point, Unit
from factcheck.dates.tokens import letters_of, vocabulary
from factcheck.document import Span


def months(found: Found) -> Iterable[Expression]:
    """`early May 2004`, `May-July 2004`, `March and April`, `March last year`: months that share a year."""
    tokens = found.tokens
    at = [i for i in range(*found.range("list")) if tokens.codes[i] in MONTHS]
    year = found.year("y")
    shift = found.year_shift
    if found.has("r") and found.number("u") != Unit.YEAR:
        return []
    if year is None and shift is None and (len(at) == 1 or not all(_is_month(found, i) for i in at)):
        return []
    out: list[Expression] = []
    sibling: Expression | None = None
    for i in reversed(range(len(at))):
        span = tokens.span(found.start if i == 0 else at[i], found.end - 1 if i == len(at) - 1 else at[i])
        last = i == len(at) - 1
        sibling = Expression(
            span=span,
            kind=Kind.YEARLESS,
            unit=Unit.MONTH,
            number=tokens.numbers[at[i]],
            year=year if last else None,
            year_shift=shift if last else None,
            anaphoric=last and found.anaphoric,
            sibling=sibling,
        )
        out.append(sibling)
    return out


_LEADING = letters_of(
    "in",
    "since",
    "by",
    "until",
    "of",
    "from",
    "through",
    "to",
    "before",
    "after",
    "during",
    "between",
    "than",
    "for",
    "every",
)
_DETERMINERS = letters_of("the", "a", "genitive", "possessive")
_NAMES = frozenset({"may", "march", "april", "june", "august", "jan", "mar", "dec"})
"""Months that are also words or given names: bare, they need more around them than a capital."""


def _is_month(found: Found, at: int) -> bool:
    """False for "April Glaspie", "March Energy", "May I"."""
    tokens = found.tokens
    name = tokens.word(at).lower().rstrip(".")
    before = tokens.codes[at - 1] if at else ""
    after = tokens.word(at + 1) if at + 1 < len(tokens.codes) else ""
    unknown = tokens.codes[at + 1 : at + 2] == vocabulary().letters["other"]
    capital = unknown and after[:1].isupper()
    if tokens.codes[at] == vocabulary().letters["month_short"]:
        return before in _LEADING or tokens.word(at).endswith(".")
    if name not in _NAMES:
        return not (capital and before not in _LEADING and before not in _DETERMINERS)
    if capital:
        return before == vocabulary().letters["in"]
    if before in _LEADING:
        return not (name in ("may", "march") and tokens.word(at).isupper())
    if before in _DETERMINERS:
        return unknown or name not in ("may", "march")
    return name in ("april", "june", "august") and before not in letters_of("other")


def iso_month(found: Found) -> Iterable[Expression]:
    """`2005-03`; a rising pair such as `1998-01` or `2005-07` is read as years by `year_range`."""
    month = found.word("m")
    if len(month) != len("03") or not 1 <= int(month) <= 12 or int(month) > found.number("y") % 100:  # noqa: PLR2004 - months
        return []
    return [
        Expression(
            span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.MONTH, year=found.number("y"), number=int(month))
        )
    ]


def bare_month(found: Found) -> Iterable[Expression]:
    """`May`, `mid-June`, `last November`, `the end of July`."""
    at = found.at("m")
    relative = found.has("r")
    if not relative and not found.has("mod") and not _is_month(found, at):
        return []
    shift = found.number("r")
    return [
        Expression(
            span=found.span("", "m"),
            kind=Kind.YEARLESS,
            unit=Unit.MONTH,
            number=found.number("m"),
            shift=shift,
            this=relative and shift == 0,
        )
    ]


_COUNTING = letters_of("some", "approx", "than", "least", "over", "about", "up", "numbered", "quantity_word", "under")
_STRONG = _LEADING | letters_of("early", "late", "mid", "post", "open", "year", "bc", "as")
_WEAK = _DETERMINERS | letters_of(
    "and",
    "or",
    "to",
    "comma",
    "hyphen",
    "dash",
    "slash",
    "semicolon",
    "stop",
    "unit",
    "units",
    "month",
    "season",
    "around",
)
_AFTER_COUNT = letters_of("other")
_NOT_PLURAL = frozenset({"was", "is", "has", "its", "his", "as", "this", "us", "across", "less", "perhaps"})
_MODERN = range(1800, 2050)
_HISTORIC = range(1500, 2100)


def bare_year(found: Found) -> Iterable[Expression]:
    """`1994`, `early 2004`, `the year 2000`, `44 BC`; not `base 2010`, `1500 rubles`, `2010-strong`."""
    at = found.end - 1
    year = found.year("y") or 0
    expression = Expression(span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.YEAR, year=year))
    if found.has("mod") or found.letters("y") != found.tokens.codes[at] or found.has("the_year"):
        return [expression]
    return [expression] if _is_year(found, at, year) else []


def _is_year(found: Found, at: int, year: int) -> bool:
    tokens = found.tokens
    before = found.precedes()
    after = tokens.codes[at + 1 : at + 2]
    noun = tokens.word(at + 1) if after in _AFTER_COUNT else ""
    plural = noun.endswith("s") and noun.islower() and noun not in _NOT_PLURAL
    if after in QUANTITY:
        return False
    if after == vocabulary().letters["hyphen"] and tokens.codes[at + 2 : at + 3] == vocabulary().letters["other"]:
        return False
    if before in letters_of("hyphen") and tokens.codes[at - 2 : at - 1] == vocabulary().letters["num"]:
        return False  # "555-2004"
    if before in _COUNTING:
        return year in _MODERN and before in letters_of("about", "over", "up") and not noun
    if before in _STRONG:
        return year in _MODERN or not plural
    if before in _WEAK or not before:
        return year in _HISTORIC and not (plural and year not in _MODERN)
    return year in _MODERN and not plural


def year_range(found: Found) -> Iterable[Expression]:
    """`1998-2001`, `1941–45`, `499-493 BC`."""
    first, last = found.number("a"), found.number("b")
    if found.has("bc"):
        first, last = 1 - first, 1 - last
    elif len(found.word("b")) == len("45"):
        last += first - first % 100
    if not first < last <= first + 1000 or found.precedes() in letters_of("numbered", "num", "hyphen"):
        return []
    edges = (("", "a", first), ("b", "", last))
    return [
        Expression(span=found.span(a, b), kind=Kind.FIXED, point=Point(unit=Unit.YEAR, year=year))
        for a, b, year in edges
    ]


def year_pair(found: Found) -> Iterable[Expression]:
    """`1998/99`."""
    start, end = found.span()
    first, _, last = found.tokens.word(found.start).partition("/")
    years = (int(first), int(last) if len(last) > len("99") else int(first[:2] + last))
    if years[0] >= years[1]:
        return []
    spans = (Span(start, start + 4), Span(start + 5, end))
    return [
        Expression(span=span, kind=Kind.FIXED, point=Point(unit=Unit.YEAR, year=year))
        for span, year in zip(spans, years, strict=True)
    ]


def spoken_year(found: Found) -> Iterable[Expression]:
    """`nineteen ninety-six`, `the year two thousand`, `March nineteen ninety-four`."""
    numbers = [found.tokens.numbers[i] for i in range(*found.range("y")) if found.tokens.numbers[i]]
    year = numbers[0] * numbers[1] if numbers[1] >= 1000 else numbers[0] * 100 + sum(numbers[1:])  # noqa: PLR2004 - two thousand
    if not 1000 <= year <= 2100 or (numbers[1] >= 1000 and not found.has("the_year")):  # noqa: PLR2004 - years people speak of
        return []
    if found.has("m"):
        return [
            Expression(
                span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.MONTH, year=year, number=found.number("m"))
            )
        ]
    return [Expression(span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.YEAR, year=year))]


def era_year(found: Found) -> Iterable[Expression]:
    """`in 490` where the text counts in years BC; dropped elsewhere."""
    if len(found.word("n")) != len("490"):
        return []
    return [Expression(span=found.span("n"), kind=Kind.BARE_YEAR, number=found.number("n"))]


MONTH_RULES = rules(
    (
        "mod:(MOD)? the? list:(MONTH (?:SEP the? MOD? MONTH){0,3}) OFYEAR?",
        months,
    ),
    ("(?:the? the_year:unit)? mod:(MOD)? (?:m:MONTH comma?)? y:(YEARWORDS)", spoken_year),
    ("(?:r:[last next this past]|this past)? mod:(MOD)? m:MONTH genitive?", bare_month),
)
YEAR_RULES = rules(
    ("yearspan", year_pair),
    ("mod:(MOD)? the? a:[year num] TO b:[year num] bc:bc", year_range),
    ("mod:(MOD)? a:year [hyphen dash] b:[year num day]", year_range),
    ("y:year hyphen m:day", iso_month),
    ("(?:the? the_year:unit)? mod:(MOD)? y:(YEAR)", bare_year),
    ("[in of by since and] n:num", era_year),
)
