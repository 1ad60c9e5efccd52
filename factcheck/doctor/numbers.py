"""Figures and times as spreadsheets write them."""

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import NamedTuple

GROUPED = {",": re.compile(r"\d{1,3}(?:,\d{3})+"), ".": re.compile(r"\d{1,3}(?:\.\d{3})+")}
PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<body>[\d.,]+)(?:[eE](?P<power>[+-]?\d{1,3}))?")
MONEY = "$€£¥₽₸"
SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
CANONICAL = re.compile(r"-?(?:0|[1-9]\d*)(?:[.,]\d+)?(?:E[+-]?\d+)?")
"""How a spreadsheet shows a number: no zeros in front, no plus sign, no groups (money apart)."""
TIME = re.compile(r"(\d{1,3}):(\d\d?)(?::(\d\d?)(?:[.,]\d+)?)?(?:\s*([AaPp])\.?\s?[Mm]\.?)?")
DAY = 86_400
"""Seconds."""
DIGITS = Decimal("1e-14")
"""A cell keeps 15 digits of a number."""


class Figure(NamedTuple):
    """What a cell may stand for: its value with a decimal point, and with a decimal comma; None where it has none."""

    point: Decimal | None
    comma: Decimal | None

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The values it has, each once."""
        return tuple(dict.fromkeys(value for value in self if value is not None))


@cache
def words(kind: str) -> dict[str, int]:
    """The words of `data/spreadsheet_words.csv` of a class (month, boolean, error), casefolded, with their numbers."""
    lines = files("factcheck").joinpath("data/spreadsheet_words.csv").read_text(encoding="utf-8").splitlines()[1:]
    cells = (line.split(",") for line in lines)
    return {word: int(number) for word, name, number, *_ in cells if name == kind}


def figure(text: str) -> Figure:
    """The number that a whole cell may be, money and per cent signs taken off (per cent is a hundredth).

    >>> figure("1,000").values, figure("1e5").point, figure("c-kbm").values
    ((Decimal('1000'), Decimal('1.000')), Decimal('1E+5'), ())
    """
    bare = SPACES.sub("", text.strip(f" \u00a0{MONEY}"))
    share = bare.endswith("%")
    bare = bare.rstrip("% \u00a0")
    found = PLAIN.fullmatch(bare)
    if not found or not re.search(r"\d", bare):
        return Figure(None, None)
    sign, power = found["sign"], int(found["power"] or 0) - (2 if share else 0)
    return Figure(*(_value(sign, found["body"], power, group, decimal) for group, decimal in ((",", "."), (".", ","))))


def _value(sign: str, body: str, power: int, group: str, decimal: str) -> Decimal | None:
    whole, _, rest = body.partition(decimal)
    if group in whole:
        if not GROUPED[group].fullmatch(whole):
            return None
        whole = whole.replace(group, "")
    if group in rest or decimal in rest:
        return None
    try:
        return Decimal(f"{sign}{whole or '0'}.{rest or '0'}E{power}" if rest else f"{sign}{whole or '0'}E{power}")
    except InvalidOperation:
        return None


def shown_as_number(text: str) -> bool:
    """Whether a spreadsheet shows a number like this."""
    bare = text.strip(f" \u00a0{MONEY}")
    if bare != text:
        bare = bare.replace(",", "")
    return CANONICAL.fullmatch(bare.rstrip("% \u00a0")) is not None


def same_number(one: Decimal, other: Decimal, now: str) -> bool:
    """Whether a spreadsheet that held `one` may show it as `now`, which reads `other`."""
    if one == other:
        return True
    spread = abs(one) * DIGITS
    mantissa = re.match(r"-?\d[.,]?(\d*)E", now)
    if mantissa:
        spread = max(spread, Decimal("0.5").scaleb(other.adjusted() - len(mantissa[1])))
    return abs(one - other) <= spread


def seconds(text: str) -> int | None:
    """The time of day or duration that a whole cell is, in seconds; None for any other cell.

    >>> seconds("10:30:00 AM") == seconds("10:30"), seconds("2:30 pm"), seconds("s16a")
    (True, 52200, None)
    """
    found = TIME.fullmatch(text.strip())
    if not found or int(found[2]) > 59 or int(found[3] or 0) > 59:  # noqa: PLR2004 - minutes and seconds
        return None
    hours = int(found[1])
    if found[4]:
        if not 1 <= hours <= 12:  # noqa: PLR2004 - hours by the clock
            return None
        hours = hours % 12 + (12 if found[4] in "pP" else 0)
    return hours * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def is_error(text: str) -> bool:
    """True for what a spreadsheet shows in place of a result: "#NAME?", "Err:508", "###"."""
    word = text.strip().casefold()
    return word in words("error") or re.fullmatch(r"err:\d{3}|#{3,}", word) is not None
