"""A candidate taken as evidence: what it puts into the cells of its claim."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from factcheck.errors import BadArgument
from factcheck.evidence.cells import Passage, passages
from factcheck.evidence.numbers import candidates, number_of
from factcheck.evidence.record import Evidence
from factcheck.outlets import OutletRegistry
from factcheck.row import Row
from factcheck.verdicts import Mark

_STAMP = re.compile(r"(\d{4})-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ARCHIVED = re.compile(r"/(\d{4})\d{10}(?:[a-z]{2}_)?/(https?://.+)\Z")
"""The path of an archived page: 14 digits, then the original address."""
_ON_PAPER = re.compile(r"(?:on|in) (page \d+, line \d+|paragraph \d+)")
"""Where the best passage of a file of pages or paragraphs stands, as `timing` says it."""
_SIGNS = 12
"""Hex digits of a file's sha256 that are written beside its name."""
_SHOWN = 6
_WORDS = 60


class Taken(NamedTuple):
    """The cells a candidate gives: `evidence` its archived link, or its file and the beginning of its sha256; `quote`
    the passage that bears most, and where it stands. `of_cited`: the page is of an outlet that the article cites.
    """

    candidate: Evidence
    evidence: str
    quote: str
    of_cited: bool


def take(rows: Sequence[Row], number: int, found: Iterable[Evidence], outlets: OutletRegistry) -> dict[str, Taken]:
    """For each claim, by its id, its own candidate of that number.

    Raises: BadArgument where a claim has none of that number, or two, naming what it has.
    """
    found = tuple(found)
    taken, lacking = {}, []
    for row in rows:
        mine = candidates(found, row.claim_id) if row.claim_id else ()
        meant = [each for each in mine if number_of(each) == number]
        if len(meant) == 1:
            taken[row.claim_id] = _taken(row, meant[0], outlets)
        else:
            lacking.append((row, mine, len(meant)))
    if lacking:
        raise _none_of_that_number(number, lacking)
    return taken


def marked_with(mark: Mark, taken: Taken) -> Mark:
    """The mark with the candidate's cells; a quote that the person gave stands. Only a page of an outlet that the
    article cites settles the source, too.
    """
    return replace(mark, evidence=taken.evidence, quote=mark.quote or taken.quote, cited_document=taken.of_cited)


def told(candidate: Evidence) -> str:
    """The candidate in a few words: number, title, where it is from, when it was captured."""
    title = " ".join(candidate.title.split())
    title = title if len(title) <= _WORDS else title[: _WORDS - 1] + "…"
    place = _host(candidate) or candidate.file
    title = "" if place.endswith(title) else title
    day = candidate.captured_at[:10] if _STAMP.fullmatch(candidate.captured_at) else ""
    about = ", ".join(part for part in (place, f"captured {day}" if day else "") if part)
    named = f"“{title}”" if title else ""
    return f"{candidate.rank} " + (f"{named} ({about})" if named and about else named or about)


def _none_of_that_number(number: int, lacking: Sequence[tuple[Row, tuple[Evidence, ...], int]]) -> BadArgument:
    row, mine, several = lacking[0]
    name = row.ref.removeprefix("s") or row.claim_id
    others = f"; {len(lacking) - 1} more of these claims lack it too" if len(lacking) > 1 else ""
    reason = f"{name} has no evidence number {number}{others}"
    if several:
        reason = f"{name} has {several} candidates of the number {number}: give one of them another in evidence.csv"
    if mine:
        more = f"; and {len(mine) - _SHOWN} more" if len(mine) > _SHOWN else ""
        hint = f"It has: {'; '.join(map(told, mine[:_SHOWN]))}{more}."
    else:
        hint = f"Nothing was found for it yet: factcheck lookup {name}."
    hint += f' A number that is meant as text: --evidence "p. {number}". Nothing was written.'
    return BadArgument(reason, hint, value=str(number))


def _taken(row: Row, candidate: Evidence, outlets: OutletRegistry) -> Taken:
    link = candidate.archive_url.strip() or candidate.original_url.strip()
    signs = f" (sha256 {candidate.sha256[:_SIGNS]})" if candidate.sha256 else ""
    evidence = link or (f"{candidate.file}{signs}" if candidate.file else candidate.title)
    return Taken(candidate, evidence, _quote(candidate), is_of_cited(row, candidate, outlets))


def _quote(candidate: Evidence) -> str:
    """The first passage, in quotation marks unless it begins with one, and when and where it stood."""
    passage, start, end = next(iter(passages(candidate)), Passage("", None, None))
    passage = passage.strip()
    where = []
    if _STAMP.fullmatch(candidate.captured_at):
        where.append(f"captured {candidate.captured_at[:10]} {candidate.captured_at[11:16]} UTC")
    paper = _ON_PAPER.fullmatch(candidate.timing) if passage and candidate.file else None
    if paper:
        where.append(paper[1])
    elif passage and start is not None and end is not None:
        where.append(f"characters {start} to {end} of its text")
    quoted = passage if not passage or passage[0] in "“\"'‘«„" else f"“{passage}”"
    told_where = f"({', '.join(where)})" if where else ""
    return " ".join(part for part in (quoted, told_where) if part)


def is_of_cited(row: Row, candidate: Evidence, outlets: OutletRegistry) -> bool:
    """True where the candidate's host is one of an outlet that the row cites, in the year of the capture.

    A host is looked for in the registry alone: no host is guessed from a name, and none from the path of an address.
    """
    host = _host(candidate)
    year = _year(candidate)
    names = [name.strip() for name in row.cited.split(";") if name.strip()]
    for name in names if host else ():
        if name.casefold().removeprefix("www.") == host:
            return True
        outlet = outlets.find(name)
        for served in outlet.hosts if outlet else ():
            own = host == served.name or host.endswith(f".{served.name}")
            if own and (not year or (served.first or year) <= year <= (served.last or year)):
                return True
    return False


def _address(candidate: Evidence) -> str:
    archived = _ARCHIVED.search(candidate.archive_url)
    return candidate.original_url.strip() or (archived[2] if archived else "")


def _host(candidate: Evidence) -> str:
    try:
        return (urlsplit(_address(candidate)).hostname or "").removeprefix("www.")
    except ValueError:  # a person typed it
        return ""


def _year(candidate: Evidence) -> str:
    found = _STAMP.fullmatch(candidate.captured_at) or _ARCHIVED.search(candidate.archive_url)
    return found[1] if found else ""
