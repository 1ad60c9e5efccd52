"""An expression and what it is told from, to a date."""

import datetime as dt
from dataclasses import replace

from factcheck.dates import told
from factcheck.dates.anchors import Publication
from factcheck.dates.grammar import Expression, Kind
from factcheck.dates.point import Unit, on
from factcheck.dates.reading import Reading, Setting
from factcheck.dates.yearless import yearless


def resolve(expression: Expression, setting: Setting) -> Reading | None:
    """What the expression means; None where it turns out to be no date.

    Where only the year or month of publication is known, it is resolved from the first and from the last day on which
    the article may have appeared: two answers that agree are certain.
    """
    published = setting.published
    if published is None or published.known:
        return _read(expression, setting, published.first if published else None)
    early = _read(expression, setting, published.first)
    late = _read(expression, setting, published.last)
    if early is None or late is None or late.point is None or late.point == early.point:
        return late
    if expression.kind is Kind.YEARLESS:
        inside = [reading for reading in (late, early) if reading.point and reading.point.year == published.first.year]
        chosen = inside[0] if inside else late
        return replace(chosen, doubtful=True, basis=f"{chosen.basis}; publication day unknown")
    return _blurred(expression, late, published)


def _blurred(expression: Expression, late: Reading, published: Publication) -> Reading:
    """No better than the year or month of publication: "on Monday" in 2005 is `2005-WXX-1`, EDTF `2005?`."""
    point = on(published.first, Unit.YEAR if published.unit is Unit.YEAR else Unit.MONTH)
    year = f"{published.first.year:04}"
    unit = late.point.unit if late.point else Unit.DAY
    if expression.kind is Kind.WEEKDAY:
        value = f"{year}-WXX-{expression.number + 1}"
    elif unit is Unit.WEEK or unit is Unit.WEEKEND:
        value = f"{year}-WXX" + ("-WE" if unit is Unit.WEEKEND else "")
    elif unit is Unit.DAY:
        value = f"{point.value}-XX" if published.unit is Unit.MONTH else f"{year}-XX-XX"
    elif unit is Unit.MONTH:
        value = f"{year}-XX"
    else:
        point, value = point.within(Unit.YEAR), year
    return Reading(point=point, value=value, basis="publication day unknown", doubtful=True)


def _read(expression: Expression, setting: Setting, base: dt.date | None) -> Reading | None:
    match expression.kind:
        case Kind.FIXED:
            basis = expression.note or "as written"
            return Reading(point=expression.point, basis=basis, doubtful=expression.doubtful)
        case Kind.LITERAL:
            return Reading(point=None, value=expression.value, basis="as written")
        case Kind.YEARLESS:
            return yearless(expression, setting, base)
        case Kind.WEEKDAY:
            return told.weekday(expression, setting, base)
        case Kind.SHIFT:
            return told.shifted(expression, setting, base)
        case Kind.LATER:
            return told.later(expression, setting, base)
        case Kind.SAME:
            return told.same(expression, setting, base)
        case Kind.CLOCK:
            return told.clock(setting, base)
        case Kind.DAY_ONLY:
            return told.day_only(expression, setting, base)
        case Kind.BARE_YEAR:
            return told.era(expression, setting)
