"""The four piles as page and galley show them: a sign, a word, a share of the bar; never by colour alone."""

from collections.abc import Iterable
from typing import NamedTuple

from factcheck.report.checklist import Checklist, Entry
from factcheck.report.wording import count

SIGNS = {
    "open": ("☐", "open"),
    "verified": ("☑", "verified"),
    "decide": ("⚠", "to decide"),
    "set_aside": ("⊟", "set aside"),
    "view": ("◇", "to confirm"),
    "gone": ("⊟", "gone"),
}
"""Opinions and forecasts that wait to be confirmed have a sign of their own."""


def pile_of(entry: Entry) -> str:
    """The word for where a claim lies, one of `SIGNS`."""
    if entry.standing.gone:
        return "gone"
    return "view" if entry.unconfirmed else entry.pile.value


def pile_name(entry: Entry) -> tuple[str, str]:
    """Its sign and what that says."""
    return SIGNS[pile_of(entry)]


class Share(NamedTuple):
    """A pile's part of the bar: `x` and `width` in hundredths of its length."""

    pile: str
    sign: str
    words: str
    number: int
    x: float
    width: float


def shares(checklist: Checklist) -> tuple[Share, ...]:
    """The bar of an article: verified, to decide, open, views to confirm, set aside; empty piles left out."""
    tally = checklist.tally
    numbers = {
        "verified": tally.verified,
        "decide": tally.decide,
        "open": tally.open,
        "view": tally.unconfirmed,
        "set_aside": tally.set_aside,
    }
    whole = sum(numbers.values()) or 1
    out, x = [], 0.0
    for pile, number in numbers.items():
        if number:
            width = 100 * number / whole
            sign, words = SIGNS[pile]
            out.append(Share(pile, sign, words, number, round(x, 3), round(width, 3)))
            x += width
    return tuple(out)


def in_numbers(entries: Iterable[Entry]) -> str:
    """How many claims lie where: "6 claims: 4 open, 2 verified"."""
    piles = [pile_of(entry) for entry in entries]
    parts = [f"{piles.count(pile):,} {SIGNS[pile][1]}" for pile in SIGNS if pile in piles]
    return f"{count(len(piles), 'claim')}: {', '.join(parts)}" if piles else "no claims"
