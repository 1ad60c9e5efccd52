"""Life dates in brackets: "Emily Dickinson (December 10, 1830 – May 15, 1886)" states a birth and a death."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.dates import DateMention
from factcheck.document import Span

WORD = r"(?:(?:[^\W\d_a-z]\.)+|[^\W\d_a-z][\w’'-]*)"
"""A word with a capital, or initials: the stop of a sentence is in no name."""
BRACKET = re.compile(
    rf"(?<!\w)(?P<name>{WORD}(?:\s+(?:of|de|von|van|der|al|bin|{WORD})){{0,6}})\s*"
    r"(?P<bracket>\((?:(?P<word>born|b\.|died|d\.)\s+)?(?P<first>[^()–—]{4,40}?)(?:\s*[–—]\s*|\s+[-–]\s+|(?<=\d)-(?=\d))?(?P<second>(?<=[–—\s-])[^()–—]{4,40})?\))",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeDates:
    """A bracket with somebody's dates: who, and when born and died; a date the bracket does not give is None."""

    name: Span
    bracket: Span
    born: DateMention | None
    died: DateMention | None


def find_life_dates(text: str, dates: Sequence[DateMention]) -> tuple[LifeDates, ...]:
    """The brackets right after a name that hold two dates parted by a dash, or one after "born" or "died"."""
    by_start = {date.span.start: date for date in dates}
    found = []
    for match in BRACKET.finditer(text):
        first = _whole(by_start, match, "first")
        second = _whole(by_start, match, "second")
        word = (match["word"] or "").rstrip(".")
        if first is None or (second is None and not word) or (second is not None and match["word"] in {"died", "d."}):
            continue
        if not word and not _a_life(match["name"], first, second):
            continue
        died_only = word in {"died", "d"}
        found.append(
            LifeDates(
                name=Span(*match.span("name")),
                bracket=Span(*match.span("bracket")),
                born=None if died_only else first,
                died=first if died_only else second,
            ),
        )
    return tuple(found)


SHORTEST = 15
"""Years between two bare years that are a life rather than the run of a series: "The West Wing (1999-2006)"."""


def _a_life(name: str, first: DateMention, second: DateMention | None) -> bool:
    """True where one of the dates names a day, or the years are far enough apart and the name opens like a person's."""
    if second is None or first.edtf.count("-") > 1 or second.edtf.count("-") > 1:
        return True
    apart = second.end.year - first.start.year if first.start and second.end else SHORTEST
    return apart >= SHORTEST and not name.startswith("The ")


def _whole(by_start: dict[int, DateMention], match: re.Match[str], group: str) -> DateMention | None:
    """The date mention that is all of a part of the bracket."""
    start, end = match.span(group)
    date = by_start.get(start)
    return date if date is not None and date.span.end >= end - 1 and date.edtf else None
