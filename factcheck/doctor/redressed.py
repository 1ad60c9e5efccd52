"""Whether a cell is what a spreadsheet makes of a known text: the rules that are certain, and what they rest on.

What was seen with LibreOffice 7.4 is in tests/test_doctor_libreoffice.py; Excel's forms are from published reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.doctor.days import Day, clock_of, days, same_day, serial_days
from factcheck.doctor.finding import Code
from factcheck.doctor.letters import garbled
from factcheck.doctor.numbers import DAY, figure, is_error, same_number, seconds, shown_as_number, words

LONGEST = 32_767
"""Characters of a cell in an .xlsx file; longer ones are cut without a word."""
FORMULA = "=+-@"
SHOWN = re.compile(
    r"\d{1,4}([./-])\d{1,2}\1\d{1,4}(?:[T ]\d.*)?"  # 08/10/05, 10.08.2005, 2005-08-10 14:05:00
    r"|\d{1,2}-\w+\.?(?:-\d{2,4})?|\w+\.?-\d{2}|\d{1,2}\.\s?\w+\.?(?:\s\d{2,4})?"  # 10-Aug-05, Aug-05, 10. Aug. 05
    r"|[2-7]\d{4}(?:[.,]\d+)?"  # 38574
)
"""How spreadsheets show a date; "10 August" and 5/6 are how people write one."""


class Dressing(NamedTuple):
    """What a spreadsheet did to a cell.

    `weak`: only one of two readings gives the same value (a decimal comma where a point is as good, day and month
    exchanged), so another cell must show that the file went through a spreadsheet. `orders`: the ways to read a date
    of figures that agree; `sure_order`: no other way gives a date at all.
    """

    code: Code
    why: str
    weak: bool = False
    orders: frozenset[str] = frozenset()
    sure_order: bool = False


def redressed(before: str, now: str, years: range) -> Dressing | None:
    """What a spreadsheet did to `before` to make it `now`; None where it may be a person's doing.

    `years` are those in which the file can have been open: a spreadsheet adds the current one to "August 10".
    """
    if before == now or not before or not now:
        return None
    for rule in (_whole, _number, _time, _date, _letters):
        found = rule(before, now, years)
        if found:
            return found
    if now[0] == "'":  # the sign of plain text, put in front at the same time
        return redressed(before.lstrip("'"), now.lstrip("'"), years)
    return None


def changed_text(text: str) -> Iterator[str]:
    """The text, and the same with what a spreadsheet may have cut from it or lost in it."""
    for each in dict.fromkeys((text, text.replace("\t", ""), text.replace("\t", " "))):
        yield each
        if len(each) > LONGEST:
            yield each[:LONGEST]


def _whole(before: str, now: str, _: range) -> Dressing | None:
    """Rules that know the text alone."""
    if len(before) > len(now) >= LONGEST - 1 and before.startswith(now):
        return Dressing(Code.CUT, f"cut at {len(now):,} characters: an .xlsx cell holds no more")
    if now.strip() != before.strip() and now.lstrip("'") == before.lstrip("'"):
        return Dressing(Code.APOSTROPHE, "apostrophes in front, which spreadsheets use for plain text")
    if "\t" in before and now in (before.replace("\t", ""), before.replace("\t", " ")):
        return Dressing(Code.TABS, "its tabs are gone: .ods files keep none")
    if is_error(now) and before[0] in FORMULA:
        return Dressing(Code.FORMULA, "run as a formula, which failed")
    truth = words("boolean")
    if before.casefold() in truth and now.isupper() and truth[before.casefold()] == truth.get(now.casefold()):
        return Dressing(Code.BOOLEAN, "read as a truth value")
    return None


def _number(before: str, now: str, _: range) -> Dressing | None:
    if not shown_as_number(now):
        return None
    was, reads = figure(before), figure(now)
    matching = [one for one in was.values for other in reads.values if same_number(one, other, now)]
    if not matching:
        return None
    weak = was.point is not None and was.point not in matching
    return Dressing(Code.NUMBER, "read as a number", weak=weak)


def _time(before: str, now: str, _: range) -> Dressing | None:
    at = seconds(before)
    if at is None:
        return None
    share = re.fullmatch(r"0[.,]\d{3,}", now)
    same = round(float(now.replace(",", ".")) * DAY) == at if share else _clock_form(now) and seconds(now) == at
    return Dressing(Code.TIME, "the same time of day") if same else None


def _clock_form(now: str) -> bool:
    """As spreadsheets show a time: with seconds, or AM and PM in capitals, or two digits of the hour."""
    return re.fullmatch(r"\d+:\d\d:\d\d(?: [AP]M)?|\d+:\d\d [AP]M|\d\d:\d\d", now) is not None


def _date(before: str, now: str, years: range) -> Dressing | None:
    was = days(before)
    if not was or not SHOWN.fullmatch(now):
        return None
    reads: tuple[Day, ...] = days(now) or serial_days(now)
    pairs = [(each, read) for read in reads for each in was if same_day(each, read, years)]
    if not pairs or (clock_of(before) or 0) != (clock_of(now) or 0):
        return None
    same = [read for _, read in pairs]
    weak = all({each.order, read.order} == {"mdy", "dmy"} for each, read in pairs)
    orders = frozenset(read.order for read in same if read.order in ("mdy", "dmy"))
    why = "the same day" if any(each.number for each in was) else "the same month"
    return Dressing(Code.DATE, why, weak=weak, orders=orders, sure_order=len(reads) == len(orders) == 1)


def _letters(before: str, now: str, _: range) -> Dressing | None:
    how = garbled(before, now, changed_text)
    if not how:
        return None
    if how == "lost":
        return Dressing(Code.LETTERS_LOST, "letters lost in an encoding that lacks them")
    return Dressing(Code.MOJIBAKE, f"{how} and saved so")
