"""Dates told from publication or from a date named before: weekdays, "last week", "two years later"."""

from collections.abc import Iterable

from factcheck.dates.count import count_at
from factcheck.dates.grammar import Expression, Found, Kind, rules
from factcheck.dates.mention import TimexType
from factcheck.dates.point import PARTS, Unit
from factcheck.dates.tokens import letters_of

_ENDS = letters_of("stop", "comma", "close", "semicolon", "dash") | {""}
_CLOCK_UNITS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)


def _clock(found: Found) -> str:
    return PARTS[found.number("p")] if found.has("p") else ""


def weekday(found: Found) -> Iterable[Expression]:
    """`Monday`, `last Tuesday`, `Friday night`, `late Thursday`."""
    clock = _clock(found)
    short = found.letters("w") in letters_of("weekday_short") and not found.word("w").endswith(".")
    if short or _is_name(found):
        return []
    return [
        Expression(
            span=found.span("", "p") if clock else found.span("", "w"),
            kind=Kind.WEEKDAY,
            type=TimexType.TIME if clock else TimexType.DATE,
            number=found.number("w"),
            shift=found.number("r"),
            this=found.has("r") and found.number("r") == 0,
            anaphoric=found.has("the") and found.has("r"),
            clock=clock,
        )
    ]


def _is_name(found: Found) -> bool:
    """True for "Good Friday", "the Sunday Times"."""
    if found.precedes() in letters_of("feast"):
        return True
    return found.tokens.capital(found.end) and found.precedes() in letters_of("the") and not found.has("r")


def deictic(found: Found) -> Iterable[Expression]:
    """`yesterday`, `tomorrow morning`, `late yesterday`; not "USA Today", "the Today programme"."""
    at = found.start
    if (
        found.tokens.capital(at)
        and at
        and (found.tokens.word(at - 1)[-1].isalpha() or found.precedes() in letters_of("the"))
    ):
        return []
    clock = _clock(found)
    return [
        Expression(
            span=found.span("", "p") if clock else found.span("", "d"),
            kind=Kind.SHIFT,
            type=TimexType.TIME if clock else TimexType.DATE,
            shift=found.number("d"),
            clock=clock,
        )
    ]


def tonight(found: Found) -> Iterable[Expression]:
    """`tonight`, `this morning`, `last night`, `overnight`."""
    shift = -1 if found.letters("r") in letters_of("last") else 0
    clock = PARTS[found.number("p", 3)]
    return [Expression(span=found.span(), kind=Kind.SHIFT, type=TimexType.TIME, shift=shift, clock=clock)]


def that_night(found: Found) -> Iterable[Expression]:
    """`that evening`, `the next morning`."""
    return [
        Expression(
            span=found.span(), kind=Kind.LATER, type=TimexType.TIME, shift=found.number("r"), clock=_clock(found)
        )
    ]


def _after_the(found: Found) -> bool:
    return found.has("the") or found.precedes() in letters_of("the")


def this_unit(found: Found) -> Iterable[Expression]:
    """`last week`, `earlier this month`, `next year`, `the past decade`, `the current quarter`, `this weekend`."""
    unit = _unit(found)
    if unit in _CLOCK_UNITS or (_after_the(found) and found.follows() in letters_of("of")):
        return []  # "the last week of July"
    shift = found.number("r")
    return [Expression(span=found.span("", "u"), kind=Kind.SHIFT, unit=unit, shift=shift, this=shift == 0)]


def _unit(found: Found) -> Unit:
    if found.letters("u") in letters_of("weekend"):
        return Unit.WEEKEND
    return Unit(found.number("u"))


def next_unit(found: Found) -> Iterable[Expression]:
    """`the following day`, `the previous year`, `the next month`: counted from the date named before."""
    unit = _unit(found)
    if unit in _CLOCK_UNITS:
        return []
    return [Expression(span=found.span("", "u"), kind=Kind.LATER, unit=unit, shift=found.number("r"))]


def day_before(found: Found) -> Iterable[Expression]:
    """`the day before`, `the year after`."""
    unit = Unit(found.number("u"))
    event = letters_of("the", "a", "day", "month", "possessive", "other")
    if unit in _CLOCK_UNITS or (found.letters("r") not in letters_of("following") and found.follows() in event):
        return []
    shift = 1 if found.letters("r") in letters_of("after", "following") else -1
    return [Expression(span=found.span(), kind=Kind.LATER, unit=unit, shift=shift)]


def same_unit(found: Found) -> Iterable[Expression]:
    """`that year`, `the same day`, `the quarter`, `later in the year`."""
    unit = _unit(found)
    if unit in _CLOCK_UNITS or unit in (Unit.DECADE, Unit.CENTURY):
        return []
    firm = found.has("same") or found.has("mod")
    if (not firm and unit is Unit.DAY) or found.follows() in letters_of("year", "ones", "teen"):
        return []  # "the year 2000"
    if found.tokens.capital(found.at("u")) and not found.tokens.capital(found.start):
        return []  # "Man of the Year"
    return [Expression(span=found.span("", "u"), kind=Kind.SAME, unit=unit)]


def quarter_words(found: Found) -> Iterable[Expression]:
    """`the latest quarter`, `the year-ago period`, `last year's quarter`: the quarter the text speaks of."""
    back = int(found.has("ago") or found.letters("r") in letters_of("last"))
    return [Expression(span=found.span(), kind=Kind.SAME, unit=Unit.QUARTER, years_back=back, this=found.has("period"))]


def year_quarter(found: Found) -> Iterable[Expression]:
    """`the 1988 period`, `the 1988 quarter`: the quarter the text speaks of, in that year."""
    return [Expression(span=found.span(), kind=Kind.SAME, unit=Unit.QUARTER, year=found.number("y"))]


def year_ago(found: Found) -> Iterable[Expression]:
    """`year-ago` before a figure: the same quarter, or the year, one year back."""
    return [Expression(span=found.span("u", "ago"), kind=Kind.SAME, unit=Unit.QUARTER, years_back=1, this=True)]


def ago(found: Found) -> Iterable[Expression]:
    """`two weeks ago`, `three years earlier`, `a decade later`."""
    unit = Unit(found.number("u"))
    count = count_at(found, "k") if found.has("k") else None
    direction = found.number("r")
    if found.letters("r") in letters_of("before", "previous", "was"):
        direction = -1
    elif found.letters("r") in letters_of("from", "after"):
        direction = 1
    if unit in _CLOCK_UNITS:
        return []
    if count is None or count != int(count):
        value = "FUTURE_REF" if direction > 0 else "PAST_REF"
        return [Expression(span=found.span(), kind=Kind.LITERAL, value=value)]
    if found.letters("r") in letters_of("before", "previous", "was") and found.follows() not in _ENDS:
        return []  # "30 days before the vote" is a length
    now = found.letters("r") in letters_of("ago", "from", "hence")
    if unit is Unit.DECADE and count == 1:
        unit, count = Unit.YEAR, 10
    if unit is Unit.FORTNIGHT:
        unit, count = Unit.WEEK, 2 * count
    if (
        count == 1
        and unit is Unit.YEAR
        and direction < 0
        and found.letters("r") not in letters_of("before", "previous", "was")
    ):
        return [
            Expression(span=found.span(), kind=Kind.SAME, unit=Unit.QUARTER, years_back=1, this=True, anaphoric=not now)
        ]
    return [
        Expression(span=found.span(), kind=Kind.SHIFT if now else Kind.LATER, unit=unit, shift=int(count) * direction)
    ]


def days_before_yesterday(found: Found) -> Iterable[Expression]:
    """`the day before yesterday`, `the day after tomorrow`."""
    shift = found.number("d")
    return [Expression(span=found.span(), kind=Kind.SHIFT, shift=2 * shift)] if shift else []


def ordinal_day(found: Found) -> Iterable[Expression]:
    """`the 15th`, `on the 3rd`: a day of the month named before."""
    return [Expression(span=found.span(), kind=Kind.DAY_ONLY, day=found.number("n"))]


def year_end(found: Found) -> Iterable[Expression]:
    """`year-end`, `year's end`: 31 December."""
    if found.number("u") != Unit.YEAR or found.word("end") != "end":
        return []
    return [Expression(span=found.span(), kind=Kind.YEARLESS, number=12, day=31, this=True)]


def week_of(found: Found) -> Iterable[Expression]:
    """`the week of March 6`."""
    if found.number("u") != Unit.WEEK:
        return []
    return [
        Expression(
            span=found.span(), kind=Kind.YEARLESS, unit=Unit.WEEK, number=found.number("m"), day=found.number("n")
        )
    ]


WEEK_RULES = rules(("the u:unit of m:MONTH n:[day ordday]", week_of))
RELATIVE_RULES = rules(
    ("the? unit [before after] d:deictic", days_before_yesterday),
    ("mod:(MOD)? APPROX? k:(COUNT|VAGUE) u:[unit units] r:[ago hence]", ago),
    ("mod:(MOD)? APPROX? k:(COUNT|VAGUE) u:[unit units] r:from now", ago),
    (
        "APPROX? k:(COUNT|VAGUE) [more filler]? u:[unit units] r:[earlier later before previous was]",
        ago,
    ),
    ("u:units r:[earlier later]", ago),
    (
        "the? (?:current|comparable)? unit hyphen? ago:[ago earlier] [fiscal comparable]? [period quarter]",
        quarter_words,
    ),
    ("the? comparable [period quarter] (?:r:last unit|a unit [ago earlier])?", quarter_words),
    ("the? latest fiscal? [period quarter]", quarter_words),
    ("r:last unit genitive (?:period|quarter)", quarter_words),
    ("the y:year [period quarter]", year_quarter),
    ("the? u:unit hyphen ago:[ago earlier]", year_ago),
    ("(?:mod:(MOD)? r:[this last] p:part|overnight)", tonight),
    ("mod:(MOD)? tonight", tonight),
    ("mod:(MOD)? the r:[next following previous same] p:part", that_night),
    ("mod:(MOD)? that same? p:part", that_night),
    ("mod:(MOD)? d:deictic genitive? p:part", deictic),
    ("mod:(MOD)? d:deictic", deictic),
    (
        "mod:(MOD)? (?:the:the? this? r:WHICHDAY)? mod2:(MOD)? w:WEEKDAY p:part?",
        weekday,
    ),
    ("mod:(MOD)? the:the? r:[last past] u:[unit quarter weekend]", this_unit),
    ("mod:(MOD)? the r:[next following previous] u:[unit weekend]", next_unit),
    ("mod:(MOD)? r:[next coming this current] [current fiscal past coming]? u:[unit quarter weekend]", this_unit),
    ("mod:(MOD)? the r:[current coming] fiscal? u:[unit quarter weekend]", this_unit),
    ("mod:(MOD)? r:[following previous] u:[unit weekend]", next_unit),
    ("the u:unit r:[before after following]", day_before),
    ("mod:(MOD)? same:(that same?|the same) u:[unit quarter weekend]", same_unit),
    ("mod:(MOD)? the [filler latest]? fiscal? u:[unit quarter weekend] (?!of)", same_unit),
    ("on the n:ordday", ordinal_day),
    ("mod:(MOD)? u:unit (?:hyphen|genitive)? end:portion", year_end),
)
