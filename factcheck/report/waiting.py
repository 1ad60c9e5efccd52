"""Who has the ball, and since when: what `waiting_on` says, read as a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from factcheck.report.checklist import Checklist, Entry
from factcheck.report.entries import with_entries
from factcheck.verdicts import Pile, fold

_BEFORE = re.compile(
    r"\A(?:(?:waiting (?:for|on)|asked|ask|(?:an? )?(?:answer|reply|word|call|mail) from|with|the)\s+)+", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?:[,;(\n–—].*|:\s.*|\s-\s.*|\s(?:asked|since|e-?mailed|called|phoned|rang|wrote|written|texted|reminded|promised|"
    r"will|to|on|at|from|by|due|until|till|has|is|\d).*)",
    re.IGNORECASE | re.DOTALL,
)


def who_has_it(waiting_on: str) -> str:
    """The name that a cell begins with, without what was asked of them and when; "" for a blank cell.

    >>> who_has_it("writer, asked 14:05"), who_has_it("waiting for the editor since Monday")
    ('writer', 'editor')
    >>> who_has_it("Bank of Latvia (mail to the press office)")
    'Bank of Latvia'
    """
    text = waiting_on.strip()
    bare = _BEFORE.sub("", text)
    return " ".join((_AFTER.sub("", bare, count=1) or bare or text).split())


def is_waiting(entry: Entry) -> bool:
    """True where somebody has been asked and the claim is not closed."""
    waits = entry.pile in (Pile.OPEN, Pile.DECIDE) and not entry.standing.gone
    return waits and bool(entry.row.waiting_on.strip())


def by_name(entries: Iterable[Entry]) -> tuple[list[tuple[str, list[Entry]]], list[Entry]]:
    """The claims that wait, under who has the ball, in order of name; and those that wait for nobody."""
    heaps: dict[str, list[Entry]] = {}
    names: dict[str, str] = {}
    rest: list[Entry] = []
    for entry in entries:
        if not is_waiting(entry):
            rest.append(entry)
            continue
        name = who_has_it(entry.row.waiting_on)
        names.setdefault(fold(name), name)
        heaps.setdefault(fold(name), []).append(entry)
    return [(names[key], heaps[key]) for key in sorted(heaps)], rest


def with_waiting(checklist: Checklist, since: Mapping[str, str]) -> Checklist:
    """The checklist with the times (UTC, as the journal has them) since when claims wait, by claim id."""
    return with_entries(checklist, lambda each: replace(each, waiting_since=since.get(each.row.claim_id, "")))
