"""The checklist as one HTML file: no script, nothing loaded, made to be printed and to be read aloud."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template

from factcheck.report.checklist import Checklist, Entry, Passage
from factcheck.report.findings import lines
from factcheck.report.links import Part, split_links
from factcheck.report.view import View
from factcheck.report.wording import Line, Shape, head, one_line, place_words, running
from factcheck.verdicts import Pile

PILES = {
    Pile.OPEN: ("☐", "open"),
    Pile.VERIFIED: ("☑", "verified"),
    Pile.DECIDE: ("⚠", "to decide"),
    Pile.SET_ASIDE: ("⊟", "set aside"),
}
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
"""What `<time datetime>` may hold of the dates in the table; EDTF beyond it is shown without one."""


class _Fact(NamedTuple):
    label: str
    value: str
    quote: bool
    datetime: str
    parts: tuple[Part, ...]


class _Line(NamedTuple):
    role: str
    facts: tuple[_Fact, ...]


class _Claim(NamedTuple):
    id: str
    ref: str
    pile: str
    mark: str
    word: str
    text: str
    lines: tuple[_Line, ...]


@cache
def _template() -> Template:
    """The page; everything put into it is escaped, and a name that is not given is an error."""
    text = files("factcheck.report").joinpath("checklist.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text)


def render(sheets: Sequence[tuple[Checklist, View]]) -> str:
    """The checklists as one page, one `<article>` each, ending in a line feed."""
    title = ", ".join(one_line(checklist.article) for checklist, _ in sheets)
    return (
        _template()
        .render(title=title, sheets=[_sheet(number, *sheet) for number, sheet in enumerate(sheets, 1)])
        .rstrip()
        + "\n"
    )


def _sheet(number: int, checklist: Checklist, view: View) -> dict[str, object]:
    title, state, *rest = head(checklist)
    return {
        "article": one_line(checklist.article),
        "title": title.removeprefix(one_line(checklist.article)).removeprefix(" · "),
        "cleared": checklist.cleared,
        "state": state,
        "rest": rest,
        "showing": f"showing {view.shown:,} of {view.total:,}: {one_line(view.only)}" if view.only else "",
        "contents": bool(view.groups) and all(group.lead for group in view.groups),
        "groups": [
            {
                "id": f"group-{number}-{place}",
                "title": one_line(group.title),
                "lead": group.lead,
                "passages": [_passage(passage, group.told) for passage in group.passages],
            }
            for place, group in enumerate(view.groups, 1)
        ],
        "loose": [] if view.only else [(running(each.words), place_words(each)) for each in checklist.in_no_claim],
    }


def _passage(passage: Passage, told: tuple[str, ...]) -> dict[str, object]:
    number = f"s{passage.sentence}" if passage.sentence else ""
    return {"number": number, "text": running(passage.text), "claims": list(_claims(passage.entries, told))}


def _claims(entries: Iterable[Entry], told: tuple[str, ...]) -> Iterator[_Claim]:
    named: set[str] = set()
    for entry in entries:
        row = entry.row
        gone = entry.standing.gone
        mark, word = ("⊟", "gone") if gone else PILES[entry.pile]
        yield _Claim(
            id=row.claim_id if re.fullmatch(r"[\w.-]+", row.claim_id) else "",
            ref=one_line(row.ref or row.claim_id),
            pile=Pile.SET_ASIDE.value if gone else entry.pile.value,
            mark=mark,
            word=word,
            text=one_line(row.claim),
            lines=tuple(
                _Line(line.role, tuple(_facts(line, row.reviewed_at)))
                for line in lines(entry, with_role=row.source not in named, told=told)
            ),
        )
        named.add(row.source)


def _facts(line: Line, marked_at: str) -> Iterator[_Fact]:
    """The line's facts; a link to a page that is no capture carries the day it was put down as evidence."""
    day = marked_at[:10] if _DAY.fullmatch(marked_at[:10]) else ""
    for fact in line.facts:
        dated = fact.value if fact.shape is Shape.DATE and _DAY.fullmatch(fact.value) else ""
        parts = (fact.link,) if fact.link else split_links(fact.value) if fact.shape is Shape.EVIDENCE else ()
        known = tuple(part._replace(date=part.date or day) if part.href else part for part in parts)
        quote = fact.shape is Shape.QUOTE and not fact.value.startswith(("“", '"'))
        yield _Fact(fact.label, fact.value, quote, dated, known)
