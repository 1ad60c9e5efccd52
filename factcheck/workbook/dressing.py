"""What a cell of a workbook says, as text: a spreadsheet makes numbers and dates of what it is left to."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from factcheck.doctor.redressed import redressed
from factcheck.workbook.opening import Cell, Value
from factcheck.workbook.spelling import read_shown

KINDS = {"n": "a number", "b": "a truth value", "d": "a date or time"}
UNKNOWN = {"f": "a formula", "e": "an error value"}


class Said(NamedTuple):
    """The text of a cell; `made_of` names what the spreadsheet had made of it where that had to be undone by guess."""

    text: str
    made_of: str = ""


def said(cell: Cell | None, before: str, years: range) -> Said:
    """What the cell says, where it went out as `before`.

    A number, date or truth value that is `before` in other dress is `before`. `years` are those in which the workbook
    may have been open. A formula's or an error's text is "": nobody knows what it says (`UNKNOWN`).
    """
    if cell is None or cell.kind in UNKNOWN:
        return Said("")
    if isinstance(cell.value, str):
        return Said(read_shown(cell.value, before))
    forms = _forms(cell.value, cell.form)
    if any(form == before or redressed(before, form, years) for form in forms):
        return Said(before)
    return Said(forms[0], KINDS.get(cell.kind, "no text"))


def _forms(value: Value, form: str) -> tuple[str, ...]:
    """The texts that the value may have been, the likeliest first."""
    if isinstance(value, bool):
        return (str(value).upper(),)
    if isinstance(value, datetime):
        whole = value.time() == time()
        return (value.date().isoformat(),) if whole else (value.isoformat(" ", "seconds"),)
    if isinstance(value, date | time):
        return (value.isoformat(),)
    if isinstance(value, timedelta):
        return (_clock(value),)
    if isinstance(value, int | float):
        return _figures(value, share="%" in form)
    return (str(value),)


def _clock(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _figures(value: float, *, share: bool) -> tuple[str, ...]:
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return (str(value),)
    if share:
        return (f"{_plain(exact * 100)}%", _plain(exact))
    return (_plain(exact), f"{value!r}".upper())


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
