"""The year of a date that lacks one: "August 10", "in May", "the third quarter"."""

import datetime as dt
from dataclasses import replace

from factcheck.dates import point as points
from factcheck.dates.anchors import Mode
from factcheck.dates.grammar import Expression
from factcheck.dates.point import Point, Unit
from factcheck.dates.reading import NO_YEAR, Reading, Setting

_FUTURE_REACH = 248
"""Days ahead that a word of the future may reach ("will open on February 3"); beyond, the nearest date is meant."""
_QUARTER_REACH = 95
"""The same for quarters: firms report the last one more often than they forecast the one after next."""
_SOON = 60
"""A date so few days ahead is meant even where the clause is past: one ten months ago would be given its year."""
_CANDIDATES = 8
"""Years each way that are tried for 29 February, which comes once in eight at the worst (1896, 1904)."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LATE_MONTH = 10
_EARLY_MONTH = 3
_HOLIDAY_THANKSGIVING = 2
_HOLIDAY_EASTER = 3


def in_year(expression: Expression, year: int) -> Point | None:
    """The day, month, quarter ... that the expression names, in a year; None for 29 February of most years."""
    if expression.unit is Unit.WEEK:
        day = points.day(year, expression.number, expression.day)
        return day.within(Unit.WEEK) if day else None
    if expression.unit is not Unit.DAY:
        return Point(unit=expression.unit, year=year, number=expression.number)
    if expression.number:
        return points.day(year, expression.number, expression.day)
    return _holiday(expression.day, year)


def _holiday(number: int, year: int) -> Point | None:
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    if number == _HOLIDAY_THANKSGIVING:
        first = dt.date(year, 11, 1).weekday()
        return points.day(year, 11, 22 + (3 - first) % 7)
    return easter(year) if number == _HOLIDAY_EASTER else None


def easter(year: int) -> Point | None:
    """Easter Sunday of the Gregorian calendar. Source: Meeus, Astronomical Algorithms, chapter 8."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return points.day(year, month, day + 1)


def yearless(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    """The expression in the year it gives, shares with the next date of its list, or takes from its surroundings."""
    if expression.year is not None:
        point = in_year(expression, expression.year)
        reading = Reading(point=point, basis=_check_weekday(expression, point) if point else NO_YEAR)
    elif expression.sibling is not None:
        reading = _before_sibling(expression, yearless(expression.sibling, setting, base))
    else:
        reading = _placed(expression, setting, base)
    if reading.point is None:
        return replace(reading, value=unknown_year(expression), doubtful=True)
    if expression.years_back:
        return replace(reading, point=years_later(reading.point, -expression.years_back))
    return reading


def _check_weekday(expression: Expression, point: Point) -> str:
    start = point.start
    if expression.note:
        return expression.note
    if expression.weekday < 0 or start is None or start.weekday() == expression.weekday:
        return "as written"
    return f"as written, though that day was a {_WEEKDAYS[start.weekday()]}"


def years_later(point: Point, years: int) -> Point:
    """The same part of another year; 28 February for a leap day."""
    moved = replace(point, year=point.year + years)
    return (
        moved
        if point.unit is not Unit.DAY or points.day(moved.year, moved.number, moved.day)
        else replace(moved, day=28)
    )


def _before_sibling(expression: Expression, sibling: Reading) -> Reading:
    """The last such date before the next one in the list: `December 30-January 2, 2005`."""
    if sibling.point is None:
        return sibling
    for year in range(sibling.point.year, sibling.point.year - 1 - _CANDIDATES, -1):
        point = in_year(expression, year)
        if point is not None and _rank(point) <= _rank(sibling.point):
            return replace(sibling, point=point)
    return replace(sibling, point=None)


def _rank(point: Point) -> tuple[int, int]:
    return point.first_month, point.day


def _placed(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    """The expression in the year that its surroundings tell."""
    named = setting.named
    if expression.year_shift is not None:
        return _in_shifted_year(expression, setting, base)
    if expression.weekday >= 0 and base is not None and (point := _matching_weekday(expression, base)):
        return Reading(point=point, basis="the weekday fits")
    if setting.citation and base is not None:
        return _nearest(expression, base, -1, "last past before publication (citation)")
    if setting.citation:
        return Reading(point=None, basis=NO_YEAR)
    if (expression.shift or expression.this) and base is not None and setting.mode is Mode.NEWS:
        return _told(expression, base)
    if setting.mode is Mode.NARRATIVE and named.last is not None:
        return _in_narrative(expression, named.last)
    if base is None:
        return Reading(point=None, basis=NO_YEAR)
    if named.frame is not None and named.frame < base.year and expression.unit in (Unit.DAY, Unit.MONTH, Unit.SEASON):
        return Reading(point=in_year(expression, named.frame), basis=f"year of the paragraph: {named.frame}")
    if setting.direction > 0:
        return _nearest(expression, base, 1, "next after publication (future)")
    nearest = _nearest(expression, base, 0, "nearest to publication")
    start = nearest.point.start if nearest.point else None
    if setting.direction < 0 and start and (start - base).days > _SOON:
        return _nearest(expression, base, -1, "last past before publication (past tense)")
    return nearest


def _in_shifted_year(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    shift = expression.year_shift or 0
    last = setting.named.last
    if last is not None and (expression.anaphoric or setting.mode is Mode.NARRATIVE) and not setting.citation:
        return Reading(point=in_year(expression, last.year + shift), basis=f"year named before: {last.year}")
    if base is None:
        return Reading(point=None, basis=NO_YEAR)
    return Reading(point=in_year(expression, base.year + shift), basis="counted from publication")


def _matching_weekday(expression: Expression, base: dt.date) -> Point | None:
    """The year in which the weekday is right; none where such a day lies close by: then the weekday is the slip."""
    near = _nearest(expression, base, 0, "").point
    if near and near.start and near.start.weekday() != expression.weekday and abs((near.start - base).days) <= _SOON:
        return None
    for year in (base.year, base.year - 1, base.year + 1):
        point = in_year(expression, year)
        if point is not None and point.start is not None and point.start.weekday() == expression.weekday:
            return point
    return None


def _told(expression: Expression, base: dt.date) -> Reading:
    """`last March`, `next spring`, `this September`."""
    if expression.this and expression.shift == 0:
        return Reading(point=in_year(expression, base.year), basis="counted from publication")
    fits = []
    for year in range(base.year - _CANDIDATES, base.year + _CANDIDATES + 1):
        point = in_year(expression, year)
        if point is None or point.start is None or point.end is None:
            continue
        if (expression.shift < 0 and point.end < base) or (expression.shift > 0 and point.start > base):
            fits.append(point)
    if not fits:
        return Reading(point=None, basis=NO_YEAR)
    return Reading(point=fits[-1 if expression.shift < 0 else 0], basis="counted from publication")


def _nearest(expression: Expression, base: dt.date, direction: int, basis: str) -> Reading:
    """The candidate nearest to a day; with a direction the last begun by then (-1), or the first not over (1)."""
    around = [in_year(expression, year) for year in range(base.year - 1, base.year + 2)]
    if None in around:
        around = [in_year(expression, year) for year in range(base.year - _CANDIDATES, base.year + _CANDIDATES + 1)]
    known = [(point, point.start, point.end) for point in around if point is not None and point.start and point.end]
    if not known:
        return Reading(point=None, basis=NO_YEAR)
    if direction < 0:
        past = [point for point, start, _ in known if start <= base]
        return Reading(point=past[-1] if past else None, basis=basis)
    if direction > 0:
        point, start, _ = next((each for each in known if each[2] >= base), known[-1])
        if (start - base).days <= (_QUARTER_REACH if expression.unit is Unit.QUARTER else _FUTURE_REACH):
            return Reading(point=point, basis=basis)
        basis = "nearest to publication"
    middle = base.toordinal() * 2
    return Reading(
        point=min(known, key=lambda each: abs(each[1].toordinal() + each[2].toordinal() - middle))[0], basis=basis
    )


def _in_narrative(expression: Expression, last: Point) -> Reading:
    """In the year of the date named last, or early in the next one after a late month: "In December ... In January"."""
    year = last.year
    turned = last.unit in (Unit.DAY, Unit.MONTH) and last.number >= _LATE_MONTH
    if turned and expression.unit in (Unit.DAY, Unit.MONTH) and 0 < expression.number <= _EARLY_MONTH:
        return Reading(point=in_year(expression, year + 1), basis=f"after {last.value}, named before")
    return Reading(point=in_year(expression, year), basis=f"year named before: {year}")


def unknown_year(expression: Expression) -> str:
    """The TIMEX3 value of a date whose year nothing tells: `XXXX-08-10`."""
    point = in_year(expression, 2000)
    return "XXXX" + point.value[4:] if point and expression.number else "XXXX-XX-XX"
