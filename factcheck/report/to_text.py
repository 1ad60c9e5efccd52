"""The checklist as text: for a terminal, a pipe, a print-out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.report.checklist import Checklist, Entry, Passage
from factcheck.report.findings import lines
from factcheck.report.view import View
from factcheck.report.wording import Fact, Line, Shape, head, one_line, place_words, running
from factcheck.report.wrapping import columns, wrap
from factcheck.verdicts import Pile

GONE_MARK = "[-]"
MARKS = {Pile.OPEN: "[ ]", Pile.VERIFIED: "[x]", Pile.DECIDE: "[!]", Pile.SET_ASIDE: "[-]"}
NARROW = 70
"""Columns. Below it the claims move to the left, so that a line still holds some words."""

_BETWEEN = " · "
_BOLD, _DIM, _GREEN, _YELLOW, _RED = "1", "2", "32", "33", "31"
_COLOURS = {Pile.OPEN: _YELLOW, Pile.VERIFIED: _GREEN, Pile.DECIDE: _RED, Pile.SET_ASIDE: _DIM}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the lines are set to: the width and colour asked for, and the columns of the labels."""

    width: int
    colour: bool
    sentence: int
    ref: int

    @property
    def indent(self) -> int:
        return 2 if self.width >= NARROW and self.sentence else 0

    def style(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def render(sheets: Sequence[tuple[Checklist, View]], *, width: int, colour: bool) -> str:
    """The checklists as lines of at most `width` columns (a link may be longer), ending in a line feed.

    Every claim has a mark that needs no colour: `[ ]` open, `[x]` verified, `[!]` to decide, `[-]` set aside or gone.
    `colour` adds ANSI codes and changes no character beside them.
    """
    return "\n\n".join("\n".join(_sheet(checklist, view, width, colour=colour)) + "\n" for checklist, view in sheets)


def _sheet(checklist: Checklist, view: View, width: int, *, colour: bool) -> Iterator[str]:
    shown = [passage for group in view.groups for passage in group.passages]
    refs = (len(_ref(entry)) for passage in shown for entry in passage.entries)
    numbers = (len(f"s{passage.sentence}") for passage in shown if passage.sentence)
    page = _Page(width=width, colour=colour, sentence=max(numbers, default=0), ref=max(refs, default=0))
    for number, line in enumerate(head(checklist)):
        for wrapped in wrap(line, width, rest="  "):
            yield page.style(wrapped, _BOLD) if number == 1 else wrapped
    if view.only:
        yield f"showing {view.shown:,} of {view.total:,}: {one_line(view.only)}"
    for group in view.groups:
        yield ""
        yield from (page.style(line, _BOLD) for line in wrap(one_line(group.title), width))
        if group.lead:
            yield group.lead
        for passage in group.passages:
            yield ""
            yield from _passage(passage, group.told, page)
    if not view.only:
        yield from _in_no_claim(checklist, page)


def _passage(passage: Passage, told: tuple[str, ...], page: _Page) -> Iterator[str]:
    if passage.sentence:
        label = f"s{passage.sentence}".ljust(page.sentence + 2)
        yield from wrap(running(passage.text), page.width, first=label, rest=" " * len(label))
        if not passage.entries:
            yield " " * page.indent + "no claim"
    named: set[str] = set()
    for number, entry in enumerate(passage.entries):
        if number and not passage.sentence:
            yield ""
        yield from _entry(entry, page, told, with_role=entry.row.source not in named)
        named.add(entry.row.source)


def _entry(entry: Entry, page: _Page, told: tuple[str, ...], *, with_role: bool) -> Iterator[str]:
    mark = GONE_MARK if entry.standing.gone else MARKS[entry.pile]
    ref = _ref(entry).ljust(page.ref)
    first = f"{' ' * page.indent}{mark} {ref}  "
    rest = " " * (len(first) if page.width >= NARROW else 4)
    for number, line in enumerate(wrap(one_line(entry.row.claim), page.width, first=first, rest=rest)):
        if number or not page.colour:
            yield page.style(line, _BOLD)
        else:
            coloured = page.style(mark, _COLOURS[entry.pile])
            yield f"{' ' * page.indent}{coloured} {ref}  {page.style(line[len(first) :], _BOLD)}"
    for role, facts in _under(lines(entry, with_role=with_role, told=told), page.width - len(rest)):
        for line in _flow(facts, page.width, rest):
            yield page.style(line, _DIM) if role == "origin" else line


def _under(found: Sequence[Line], room: int) -> list[tuple[str, list[str]]]:
    """(role, facts) of the lines under a claim; origin and next step on one where both fit and nothing is between."""
    under = [(line.role, [_fact(fact) for fact in line.facts]) for line in found]
    if [role for role, _ in under] == ["origin", "next"]:
        both = [*under[0][1], *under[1][1]]
        if columns(_BETWEEN.join(both)) <= room:
            return [("next", both)]
    return under


def _flow(facts: Sequence[str], width: int, indent: str) -> Iterator[str]:
    """The facts in lines: one that does not fit begins a line of its own, one longer than a line is wrapped."""
    line = ""
    for fact in facts:
        longer = f"{line}{_BETWEEN}{fact}" if line else fact
        if line and len(indent) + columns(longer) > width:
            yield from wrap(line, width, first=indent, rest=indent + "  ")
            longer = fact
        line = longer
    yield from wrap(line, width, first=indent, rest=indent + "  ")


def _fact(fact: Fact) -> str:
    value = f"“{fact.value}”" if fact.shape is Shape.QUOTE and not fact.value.startswith(("“", '"')) else fact.value
    return f"{fact.label} {value}".strip()


def _ref(entry: Entry) -> str:
    return one_line(entry.row.ref or entry.row.claim_id)


def _in_no_claim(checklist: Checklist, page: _Page) -> Iterator[str]:
    if not checklist.in_no_claim:
        return
    yield ""
    yield page.style("In no claim", _BOLD)
    for loose in checklist.in_no_claim:
        yield from wrap(f"{running(loose.words)}  ({place_words(loose)})", page.width, first="  ", rest="    ")
