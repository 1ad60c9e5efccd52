"""Dates told from publication or from a date named before."""

import datetime as dt
from dataclasses import replace

from factcheck.dates import point as points
from factcheck.dates.anchors import Mode
from factcheck.dates.grammar import Expression, Kind
from factcheck.dates.point import Point, Unit, on
from factcheck.dates.reading import NO_YEAR, Reading, Setting
from factcheck.dates.yearless import years_later

_FRIDAY = 4
_ONE_HISTORY = 150
"""Years between two dates of the same history: "in 490" after "499 BC"."""


def weekday(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    day = setting.named.day.start if setting.named.day else None
    from_text = day is not None and (expression.anaphoric or setting.mode is Mode.NARRATIVE) and not setting.citation
    anchor = day if from_text else base
    if anchor is None:
        return Reading(
            point=None, value=f"XXXX-WXX-{expression.number + 1}", basis="publication day unknown", doubtful=True
        )
    basis = "counted from the day named before" if from_text else "counted from publication"
    ahead = (expression.number - anchor.weekday()) % 7
    if expression.shift > 0 or (expression.shift == 0 and setting.direction > 0):
        days = ahead or (7 if expression.shift else 0)
        basis = basis if expression.shift else "next after publication (future)"
    else:
        days = ahead - 7 if ahead or expression.shift else 0
        if not expression.shift and not from_text:
            basis = "last past before publication" + (" (citation)" if setting.citation else "")
    return Reading(point=_moved(anchor, days), basis=basis)


def _moved(base: dt.date, days: int) -> Point:
    return on(base, Unit.DAY).shifted(days)


def shifted(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    unit, last = expression.unit, setting.named.last
    if setting.citation and base is not None:
        return Reading(point=on(base, unit).shifted(expression.shift), basis="counted from publication (citation)")
    if setting.mode is Mode.NARRATIVE and last is not None and unit is not Unit.DAY:
        if _holds(last, unit):
            return Reading(
                point=last.within(unit).shifted(expression.shift), basis="counted from the date named before"
            )
        return Reading(point=None, value="PRESENT_REF" if expression.shift == 0 else "PAST_REF", basis=NO_YEAR)
    if base is None or setting.mode is Mode.NARRATIVE:
        value = {0: "PRESENT_REF", 1: "FUTURE_REF"}.get(max(-1, min(expression.shift, 1)), "PAST_REF")
        return Reading(point=None, value=value, basis="told from a publication day that is not known")
    point = on(base, unit).shifted(expression.shift)
    return Reading(point=point, basis="counted from publication")


def _holds(last: Point, unit: Unit) -> bool:
    """True where a date is fine enough to tell the unit: a day tells the week, a year does not."""
    size = {
        Unit.DAY: 0,
        Unit.WEEKEND: 1,
        Unit.WEEK: 1,
        Unit.MONTH: 2,
        Unit.SEASON: 3,
        Unit.QUARTER: 3,
        Unit.HALF: 4,
        Unit.YEAR: 5,
    }
    return size.get(last.unit, 6 if last.unit is Unit.DECADE else 7) <= size.get(unit, 6 if unit is Unit.DECADE else 7)


def later(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    unit = expression.unit
    for point in (setting.named.last, setting.named.day, setting.named.month):
        if point is not None and _holds(point, unit):
            return Reading(point=point.within(unit).shifted(expression.shift), basis=f"counted from {point.value}")
    if base is not None and setting.mode is Mode.NEWS:
        return Reading(point=on(base, unit).shifted(expression.shift), basis="counted from publication")
    value = "FUTURE_REF" if expression.shift > 0 else "PAST_REF"
    return Reading(point=None, value=value, basis="counted from a date the text does not give")


def same(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    named, unit = setting.named, expression.unit
    if unit is Unit.QUARTER:
        return _quarter(expression, setting, base)
    if setting.closing is not None and unit is Unit.YEAR:
        return Reading(point=setting.closing.within(Unit.YEAR), basis=f"ended {setting.closing.value}")
    for point in (named.last, named.day, named.month):
        if point is not None and _holds(point, unit):
            return Reading(point=point.within(unit), basis=f"the one named before: {point.value}")
    if base is None or setting.mode is Mode.NARRATIVE:
        return Reading(point=None, value="PAST_REF", basis="counted from a date the text does not give")
    point = on(base, unit)
    if unit is Unit.WEEKEND and base.weekday() < _FRIDAY and setting.direction <= 0:
        point = point.shifted(-1)
    return Reading(point=point, basis="the one of publication")


def _quarter(expression: Expression, setting: Setting, base: dt.date | None) -> Reading:
    named = setting.named
    quarter = setting.closing.within(Unit.QUARTER) if setting.closing else named.quarter
    if quarter is None and expression.this:
        year = replace(expression, kind=Kind.LATER, unit=Unit.YEAR, shift=-expression.years_back, this=False)
        if expression.anaphoric:
            return later(year, setting, base)
        return shifted(replace(year, kind=Kind.SHIFT), setting, base)
    if quarter is None and base is not None:
        quarter = on(base, Unit.QUARTER).shifted(-1)
    if quarter is None:
        return Reading(point=None, value="PAST_REF", basis=NO_YEAR)
    if expression.year is not None:
        return Reading(point=replace(quarter, year=expression.year), basis="the quarter the text speaks of")
    return Reading(point=years_later(quarter, -expression.years_back), basis="the quarter the text speaks of")


def clock(setting: Setting, base: dt.date | None) -> Reading:
    if setting.closing is not None:
        return Reading(point=setting.closing, basis="the day named beside")
    if setting.named.day is not None:
        return Reading(point=setting.named.day, basis="the day named before")
    if base is not None and setting.mode is Mode.NEWS:
        return Reading(point=on(base, Unit.DAY), basis="the day of publication")
    return Reading(point=None, value="XXXX-XX-XX", basis="the day is not given")


def day_only(expression: Expression, setting: Setting, base: dt.date | None) -> Reading | None:
    month = setting.named.month
    if month is None and base is not None and setting.mode is Mode.NEWS:
        month = on(base, Unit.MONTH)
    point = points.day(month.year, month.number, expression.day) if month else None
    return Reading(point=point, basis="month named before") if point else None


def era(expression: Expression, setting: Setting) -> Reading | None:
    last = setting.named.last
    year = 1 - expression.number
    if last is None or last.year >= 0 or abs(last.year - year) > _ONE_HISTORY:
        return None
    return Reading(point=Point(unit=Unit.YEAR, year=year), basis="BC like the years before")
