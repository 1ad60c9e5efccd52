"""Lengths of time, repeated times, clock times, and references without a date ("recently")."""

import re
from collections.abc import Iterable

from factcheck.dates.count import count_at
from factcheck.dates.grammar import Expression, Found, Kind, rules
from factcheck.dates.mention import TimexType
from factcheck.dates.point import PARTS, SEASONS, Unit
from factcheck.dates.tokens import letters_of

_LETTERS = {
    Unit.SECOND: "S",
    Unit.MINUTE: "M",
    Unit.HOUR: "H",
    Unit.DAY: "D",
    Unit.WEEK: "W",
    Unit.MONTH: "M",
    Unit.QUARTER: "Q",
    Unit.YEAR: "Y",
    Unit.DECADE: "E",
    Unit.CENTURY: "C",
}
_CLOCK_UNITS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
_ENDS = letters_of("stop", "comma", "close", "semicolon", "dash", "and", "or") | {""}
_RATES = letters_of("quantity_word", "times", "once", "num", "day", "decimal", "other")


def _length(unit: Unit, count: float | None) -> str:
    if unit is Unit.FORTNIGHT:
        unit, count = Unit.WEEK, None if count is None else 2 * count
    number = "X" if count is None else f"{count:g}"
    halves = {Unit.YEAR: ("Y", "6M"), Unit.HOUR: ("H", "30M"), Unit.MINUTE: ("M", "30S")}
    prefix = "PT" if unit in _CLOCK_UNITS else "P"
    if count is not None and count > 1 and count % 1 == 0.5 and unit in halves:  # noqa: PLR2004 - one half
        return f"{prefix}{count:g}".partition(".")[0] + "".join(halves[unit])
    return f"{prefix}{number}{_LETTERS[unit]}"


def _duration(found: Found, value: str, last: str = "") -> Iterable[Expression]:
    return [Expression(span=found.span("", last), kind=Kind.LITERAL, type=TimexType.DURATION, value=value)]


def counted(found: Found) -> Iterable[Expression]:
    """`two years`, `the past six months`, `a three-day`, `nearly an hour`."""
    count = count_at(found, "k")
    unit = Unit(found.number("u"))
    single = found.letters("k") in letters_of("a")
    if single and found.letters("u") in letters_of("units"):
        return []
    if count is not None and (found.letters("half") or found.letters("middle")):
        count += 0.5
    if found.follows() in letters_of("old") or (found.follows() in letters_of("hyphen") and _old(found)):
        return []
    if single and not found.has("approx") and not found.has("r") and _is_rate(found):
        return [Expression(span=found.span("k", "u"), kind=Kind.LITERAL, type=TimexType.SET, value=_length(unit, 1))]
    return _duration(found, _length(unit, count))


def _old(found: Found) -> bool:
    end = found.end
    return found.tokens.codes[end + 1 : end + 2] == next(iter(letters_of("old")))


def _is_rate(found: Found) -> bool:
    """True for `$300 a day`, `twice a week`, `40 people a year`."""
    before = found.precedes()
    if not before or before not in _RATES:
        return False
    at = found.start - 1
    word = found.tokens.word(at)
    return before not in letters_of("other") or word[0] in "$€£¥" or word.endswith("%")


def vague(found: Found) -> Iterable[Expression]:
    """`several months`, `the next few days`, `recent weeks`, `years`."""
    unit = Unit(found.number("u"))
    count = 2 if found.has("couple") else None
    return _duration(found, _length(unit, count), "u")


def bare_plural(found: Found) -> Iterable[Expression]:
    """`for years`, `in weeks`."""
    if found.follows() in letters_of("hyphen"):
        return []
    return [
        Expression(
            span=found.span("u"),
            kind=Kind.LITERAL,
            type=TimexType.DURATION,
            value=_length(Unit(found.number("u")), None),
        )
    ]


def long(found: Found) -> Iterable[Expression]:
    """`a week-long`, `yearlong`."""
    unit = Unit(found.number("u"))
    return _duration(found, _length(unit, None if found.letters("u") in letters_of("units") else 1))


_HALVES = {
    Unit.MINUTE: "PT30S",
    Unit.HOUR: "PT30M",
    Unit.DAY: "PT12H",
    Unit.YEAR: "P6M",
    Unit.DECADE: "P5Y",
    Unit.CENTURY: "P50Y",
}


def half_unit(found: Found) -> Iterable[Expression]:
    """`half a century`, `a half-hour`."""
    unit = Unit(found.number("u"))
    return _duration(found, _HALVES.get(unit) or _length(unit, 0.5))


def every(found: Found) -> Iterable[Expression]:
    """`every day`, `each month`, `every two weeks`, `every Monday`, `each July`."""
    if found.has("w"):
        value = f"XXXX-WXX-{found.number('w') + 1}"
    elif found.has("m"):
        value = f"XXXX-{found.number('m'):02}"
    elif found.has("s"):
        value = f"XXXX-{SEASONS[found.number('s') - 1]}"
    else:
        value = _length(Unit(found.number("u")), count_at(found, "k") if found.has("k") else 1)
    value += PARTS[found.number("p")] if found.has("p") else ""
    return [Expression(span=found.span(), kind=Kind.LITERAL, type=TimexType.SET, value=value)]


def frequency(found: Found) -> Iterable[Expression]:
    """`daily`, `annually`."""
    follows = found.tokens.word(found.end) if found.follows() else ""
    if found.tokens.word(found.start)[0].isupper() and follows[:1].isupper():
        return []  # "the Daily Telegraph"
    value = _length(Unit(found.number("f")), 1)
    return [Expression(span=found.span(), kind=Kind.LITERAL, type=TimexType.SET, value=value)]


def weekdays(found: Found) -> Iterable[Expression]:
    """`Mondays`, `Tuesday nights`."""
    value = f"XXXX-WXX-{found.number('w') + 1}" + (PARTS[found.number("p")] if found.has("p") else "")
    return [Expression(span=found.span(), kind=Kind.LITERAL, type=TimexType.SET, value=value)]


_CLOCK_FACE = range(1, 13)
_AT = letters_of("at", "by", "until", "from", "around", "about")
_FIGURES = re.compile(r"(\d\d?)(?:[.:]([0-5]\d)(?::[0-5]\d)?)?")


def clock(found: Found) -> Iterable[Expression]:
    """`9 a.m. EST`, `10:35 p.m.`, `14:05 GMT`, `3 o'clock`, `noon`."""
    if found.has("noon"):
        return _at_clock(found, found.number("noon"), "00")
    match = _FIGURES.fullmatch(found.word("t"))
    if match is None:
        return []
    hour, minute = int(match[1]), match[2] or "00"
    if found.has("ap"):
        return _at_clock(found, hour % 12 + found.number("ap"), minute) if hour in _CLOCK_FACE else []
    marked = found.has("zone") or found.has("oclock") or found.precedes() in _AT
    return _at_clock(found, hour, minute) if marked else []


def _at_clock(found: Found, hour: int, minute: str) -> Iterable[Expression]:
    if hour > 24:  # noqa: PLR2004 - hours of the day
        return []
    return [Expression(span=found.span(), kind=Kind.CLOCK, type=TimexType.TIME, clock=f"T{hour:02}:{minute}")]


def part_of_day(found: Found) -> Iterable[Expression]:
    """`in the morning`, `the early morning hours`: of the day named before."""
    return [Expression(span=found.span("span"), kind=Kind.CLOCK, type=TimexType.TIME, clock=PARTS[found.number("p")])]


def any_night(found: Found) -> Iterable[Expression]:
    """`at night`: no day in particular."""
    value = f"XXXX-XX-XX{PARTS[found.number('p')]}"
    return [Expression(span=found.span("p"), kind=Kind.LITERAL, type=TimexType.TIME, value=value)]


def now(found: Found) -> Iterable[Expression]:
    """`now`, `currently`, `at present`."""
    if found.tokens.word(found.start)[0].isupper() and found.precedes() and found.precedes() not in letters_of("stop"):
        return []  # "the Now party"
    if found.has("u") and found.number("u") != Unit.DAY:
        return []
    return [Expression(span=found.span("x"), kind=Kind.LITERAL, value="PRESENT_REF")]


def past(found: Found) -> Iterable[Expression]:
    """`recent`, `in the past`, `had already`, `having previously`."""
    if found.has("edge") and found.follows() not in _ENDS:
        return []
    return [Expression(span=found.span("x"), kind=Kind.LITERAL, value="PAST_REF")]


def future(found: Found) -> Iterable[Expression]:
    """`in the future`, `in the near future`."""
    return [Expression(span=found.span("x"), kind=Kind.LITERAL, value="FUTURE_REF")]


def reference(found: Found) -> Iterable[Expression]:
    """`currently`, `recently`, `previously`: by the number in the table of words."""
    value = "PAST_REF" if found.number("x") < 0 else "PRESENT_REF"
    return [Expression(span=found.span("x"), kind=Kind.LITERAL, value=value)]


_WHICH = "[past last next coming ordinal final latest following previous]"
_HALF = "((?:and a half)?)"
_FULL = "[filler more another]?"

SET_RULES = rules(
    ("every (?:w:weekday p:part?|m:month|s:season)", every),
    ("every k:(COUNT) u:units", every),
    ("every u:[unit quarter]", every),
    ("w:weekdays", weekdays),
    ("w:weekday p:parts", weekdays),
    ("f:frequency", frequency),
    ("per u:unit", every),
)
DURATION_RULES = rules(
    ("approx:(APPROX)? half a u:unit", half_unit),
    ("approx:(APPROX)? a? half hyphen u:unit", half_unit),
    (
        f"(?:approx:(APPROX)|r:(the? {_WHICH}))? k:(COUNT) middle:{_HALF} {_FULL} hyphen? u:[unit units] half:{_HALF}",
        counted,
    ),
    (
        f"the? {_WHICH}? (?:a? few|several|couple:(a? couple) of?|recent) [more filler]? u:units",
        vague,
    ),
    ("the? [past next coming following] u:units", vague),
    ("[for in over within after] u:units", bare_plural),
    ("the? u:units (?=[before after of ahead])", bare_plural),
    ("u:[unit units] hyphen long_word", long),
    ("u:long", long),
)
CLOCK_RULES = rules(
    ("t:[day clock decimal] ap:meridiem zone:zone?", clock),
    ("t:clock zone:zone", clock),
    ("t:day oclock:oclock", clock),
    ("t:clock", clock),
    ("noon:noon", clock),
    ("[in during] span:(the (?:early|late)? p:part (?:units)?)", part_of_day),
    ("at p:part", any_night),
)
REFERENCE_RULES = rules(
    ("x:(right? now)", now),
    ("x:ref", reference),
    ("x:(at present)", now),
    ("x:(at (?:the|this) moment|at this time)", now),
    ("x:(these u:units)", now),
    ("x:(more? recent) (?!units)", past),
    ("in x:(edge:the past)", past),
    ("[verb had] x:was", past),
    ("had x:already", past),
    ("x:current", now),
    ("x:(the (?:near|immediate)? future)", future),
)
