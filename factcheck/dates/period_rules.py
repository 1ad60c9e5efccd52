"""Quarters, halves, seasons, decades, centuries, fiscal years, holidays."""

from collections.abc import Iterable
from dataclasses import replace

from factcheck.dates.grammar import Expression, Found, Kind, rules
from factcheck.dates.point import Point, Unit
from factcheck.dates.tokens import letters_of

_POSSESSIVE = letters_of("possessive")
_COUNT_OF = {Unit.QUARTER: 4, Unit.HALF: 2}
_LAST_HALF = 2
_WINTER = 4


def _period(found: Found, unit: Unit, number: int) -> Iterable[Expression]:
    """A quarter, half or season with whatever names its year."""
    year = found.year("y")
    if found.has("r") and found.number("u") != Unit.YEAR:
        return []
    return [
        Expression(
            span=found.span(),
            kind=Kind.YEARLESS,
            unit=unit,
            number=number,
            year=year,
            year_shift=found.year_shift,
            anaphoric=found.anaphoric,
            years_back=int(found.has("ago")),
        )
    ]


def quarter(found: Found) -> Iterable[Expression]:
    """`the third quarter of 2004`, `third-quarter`, `this year's third quarter`."""
    number = found.number("n")
    if found.follows() in letters_of("hyphen") and found.tokens.codes[found.end + 1 : found.end + 2] in letters_of(
        "unit"
    ):
        return []  # "the first quarter-century"
    if found.follows() in letters_of("of") and found.tokens.codes[found.end + 1 : found.end + 2] in letters_of(
        "a", "the"
    ):
        return []  # "the first quarter of an hour"; but "a profit for the third quarter of $9 million"
    return _period(found, Unit.QUARTER, number) if 1 <= number <= _COUNT_OF[Unit.QUARTER] else []


def last_quarter(found: Found) -> Iterable[Expression]:
    """`the last quarter of 2002`."""
    return _period(found, Unit.QUARTER, _COUNT_OF[Unit.QUARTER])


def quarters(found: Found) -> Iterable[Expression]:
    """`the second and third quarters of 2004`."""
    numbers = found.number("n"), found.number("n2")
    if found.number("q") != Unit.QUARTER or not 1 <= numbers[0] < numbers[1] <= _COUNT_OF[Unit.QUARTER]:
        return []
    spans = found.span("", "n"), found.span("n2")
    return [
        replace(expression, span=span, number=number)
        for expression in _period(found, Unit.QUARTER, numbers[0])
        for span, number in zip(spans, numbers, strict=True)
    ]


def half(found: Found) -> Iterable[Expression]:
    """`the first half of 2005`, `the latter half of the year`; a bare "first half" is a match or a share."""
    number = found.number("n", _LAST_HALF) if found.letters("n") not in letters_of("last", "latter") else _LAST_HALF
    if not 1 <= number <= _LAST_HALF or not (found.has("y") or found.has("r")):
        return []
    return _period(found, Unit.HALF, number)


def label(found: Found) -> Iterable[Expression]:
    """`Q3 2004`, `H1`."""
    unit = Unit.QUARTER if found.letters("n") in letters_of("quarterlabel") else Unit.HALF
    year = found.number("y") if found.has("y") else None
    return [Expression(span=found.span(), kind=Kind.YEARLESS, unit=unit, number=found.number("n"), year=year)]


def two_quarters(found: Found) -> Iterable[Expression]:
    """`the first two quarters of 1988` is its first half."""
    if found.number("u") != Unit.QUARTER or found.number("k") != _LAST_HALF:
        return []
    number = 1 if found.letters("n") in letters_of("ordinal") and found.number("n") == 1 else _LAST_HALF
    return [Expression(span=found.span(), kind=Kind.YEARLESS, unit=Unit.HALF, number=number, year=found.year("y"))]


_BEFORE_SEASON = letters_of(
    "in", "by", "since", "until", "during", "before", "after", "through", "from", "to", "and", "this", "of"
)


def season(found: Found) -> Iterable[Expression]:
    """`the summer of 2004`, `last winter`, `early in spring`; not "Winter Olympics", "the fall in prices"."""
    tokens, at = found.tokens, found.at("s")
    named = found.has("y") or (found.has("r") and found.number("u") == Unit.YEAR)
    after = tokens.word(at + 1) if at + 1 < len(tokens.codes) else ""
    if not named:
        if found.has("r"):
            return []
        if after[:1].isupper() or tokens.word(at)[0].isupper():
            return []
        if (
            not found.has("the")
            and not found.has("mod")
            and not found.has("d")
            and found.precedes() not in _BEFORE_SEASON
        ):
            return []
        if tokens.word(at) in ("fall", "spring") and (
            after == "of"
            or (after == "in" and not found.has("d") and found.precedes() not in letters_of("in"))
            or not (found.has("the") or found.has("d") or found.precedes() in letters_of("in"))
        ):
            return []
    year = found.year("y")
    direction = found.number("d")
    return [
        Expression(
            span=found.span(),
            kind=Kind.YEARLESS,
            unit=Unit.SEASON,
            number=found.number("s"),
            year=year,
            year_shift=found.year_shift,
            anaphoric=found.anaphoric,
            shift=direction,
            this=found.has("d") and direction == 0,
        )
    ]


def winter(found: Found) -> Iterable[Expression]:
    """`the winter of 1962-63`, `winter 1962/63`: named by its first year, as other winters are."""
    first, _, second = found.tokens.word(found.at("y")).partition("/")
    last = second or found.tokens.word(found.end - 1)
    if found.number("s") != _WINTER or not f"{int(first) + 1}".endswith(last):
        return []
    point = Point(unit=Unit.SEASON, year=int(first), number=_WINTER)
    return [Expression(span=found.span(), kind=Kind.FIXED, point=point)]


def decade(found: Found) -> Iterable[Expression]:
    """`the early 1990s`, `the 470s BC`."""
    digits = found.word("n").rstrip("s'’")
    if len(digits) == len("470") and not found.has("bc"):
        return []
    year = int(digits)
    first = -year - 8 if found.has("bc") else year
    return [Expression(span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.DECADE, year=first))]


_OLD_DECADES = 30
"""'30s and later are of the 20th century; '10s and '20s of the 21st."""


def short_decade(found: Found) -> Iterable[Expression]:
    """`the '90s`, `the nineties`."""
    if found.has("word") and found.precedes() in _POSSESSIVE:
        return []
    tens = found.number("word") if found.has("word") else int(found.word("n")[1:3])
    year = (
        100 * found.number("c") + tens
        if found.has("c")
        else (1900 if tens >= _OLD_DECADES or found.has("word") else 2000) + tens
    )
    return [Expression(span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.DECADE, year=year))]


def short_year(found: Found) -> Iterable[Expression]:
    """`in '98`."""
    number = int(found.word("n")[1:])
    year = (1900 if number >= _OLD_DECADES else 2000) + number
    return [Expression(span=found.span("n"), kind=Kind.FIXED, point=Point(unit=Unit.YEAR, year=year))]


def century(found: Found) -> Iterable[Expression]:
    """`the late 19th century`, `the 3rd century BC`."""
    number = found.number("n")
    if found.number("u") != Unit.CENTURY or not 1 <= number <= 40:  # noqa: PLR2004 - centuries people write of
        return []
    year = -100 * number + 1 if found.has("bc") else 100 * (number - 1)
    return [Expression(span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.CENTURY, year=year))]


def centuries(found: Found) -> Iterable[Expression]:
    """`the fifteenth and sixteenth centuries`, `the late 19th and early 20th century`."""
    numbers = found.number("n"), found.number("n2")
    if found.number("u") != Unit.CENTURY or not all(1 <= number <= 40 for number in numbers):  # noqa: PLR2004 - as above
        return []
    spans = found.span("", "n"), found.span("second")
    return [
        Expression(
            span=span,
            kind=Kind.FIXED,
            point=Point(unit=Unit.CENTURY, year=-100 * number + 1 if found.has("bc") else 100 * (number - 1)),
        )
        for span, number in zip(spans, numbers, strict=True)
    ]


def fiscal_year(found: Found) -> Iterable[Expression]:
    """`fiscal 1990`, `FY05`, `the 2004 fiscal year`."""
    if found.has("label"):
        number = found.number("label")
        year = number if number > len("99") * 50 else 2000 + number
    else:
        year = found.number("y")
    return [
        Expression(
            span=found.span(), kind=Kind.FIXED, point=Point(unit=Unit.YEAR, year=year), note="as written (fiscal year)"
        )
    ]


_FIXED_HOLIDAYS = {1: (12, 25), 4: (10, 31), 5: (12, 31)}


def holiday(found: Found) -> Iterable[Expression]:
    """`Christmas 1944`, `Christmas Eve`, `last Thanksgiving`, `Easter 1916`."""
    if found.follows() in letters_of("other") and found.tokens.word(found.end)[:1].isupper():
        return []
    year = found.year("y")
    number = found.number("h")
    month, day = _FIXED_HOLIDAYS.get(number, (0, number))
    if found.has("eve"):
        if not month:
            return []
        day -= 1
    return [
        Expression(span=found.span(), kind=Kind.YEARLESS, number=month, day=day, year=year, shift=found.number("r"))
    ]


_PREFIX = "mod:(MOD)? the:the?"
_QUARTER = "fiscal? hyphen? n:ORDINAL hyphen? fiscal? hyphen? quarter"
_HALF = "n:[ordinal second ordday last latter] hyphen? half"
_YEAR_OF = "comma? of? fiscal? hyphen? y:(YEAR)"
_THAT_YEAR = "[of in]? r:[last next this same that the] same? [current fiscal]? u:unit"
_SEASON = "d:[last next this past]? MOD? s:season"

PERIOD_RULES = rules(
    (f"{_PREFIX} {_QUARTER} {_YEAR_OF}", quarter),
    (f"{_PREFIX} {_QUARTER} {_THAT_YEAR}", quarter),
    (f"r:[last next this] fiscal? u:unit genitive {_QUARTER}", quarter),
    (f"the? y:(year) {_QUARTER}", quarter),
    (f"the? comparable? u:unit hyphen? ago:[ago earlier] {_QUARTER}", quarter),
    (f"{_PREFIX} [last final] quarter {_YEAR_OF}", last_quarter),
    (f"{_PREFIX} [last final] quarter {_THAT_YEAR}", last_quarter),
    (f"{_PREFIX} n:ORDINAL SEP the? n2:ORDINAL q:units {_YEAR_OF}", quarters),
    (f"{_PREFIX} n:ORDINAL SEP the? n2:ORDINAL q:units {_THAT_YEAR}", quarters),
    (f"{_PREFIX} {_QUARTER}", quarter),
    (f"{_PREFIX} n:[ordinal last] k:[ones teen day] u:units {_YEAR_OF}", two_quarters),
    (f"{_PREFIX} {_HALF} {_YEAR_OF}", half),
    (f"{_PREFIX} {_HALF} {_THAT_YEAR}", half),
    ("n:[quarterlabel halflabel] (?:hyphen|of)? y:year", label),
    ("n:[quarterlabel halflabel]", label),
    (f"{_PREFIX} s:season of? y:(year [hyphen dash slash] [day num year]|yearspan)", winter),
    (f"{_PREFIX} {_SEASON} {_YEAR_OF}", season),
    (f"{_PREFIX} {_SEASON} {_THAT_YEAR}", season),
    (f"{_PREFIX} {_SEASON}", season),
    (f"{_PREFIX} portion? n:decade bc:bc?", decade),
    (f"{_PREFIX} n:shortdecade", short_decade),
    (f"{_PREFIX} (?:c:teen hyphen?)? word:decade_word", short_decade),
    ("in n:shortyear", short_year),
    (f"{_PREFIX} n:ORDINAL SEP second:(MOD? the? n2:ORDINAL hyphen? u:[unit units] bc:bc?)", centuries),
    (f"{_PREFIX} n:ORDINAL hyphen? u:unit bc:bc?", century),
    ("the? fiscal hyphen? unit? y:year", fiscal_year),
    ("the? y:year fiscal unit", fiscal_year),
    ("label:fiscallabel", fiscal_year),
    ("r:[last next this]? h:holiday (?:eve:eve|unit|weekday)? (?:comma? of? y:(YEAR))?", holiday),
)
