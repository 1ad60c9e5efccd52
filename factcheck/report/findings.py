"""What look-ups found for a claim, as lines under it: pages and files by number, then what was looked for in vain."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from factcheck.evidence.cells import difference, passages, quote_match, restates
from factcheck.evidence.numbers import candidates, searches
from factcheck.evidence.record import NO_PASSAGE, NOT_ASKED, Evidence, Match
from factcheck.report import wording
from factcheck.report.checklist import Checklist, Entry
from factcheck.report.entries import with_entries
from factcheck.report.links import Part
from factcheck.report.wording import Fact, Line, Shape, one_line

SHOWN = 3
"""Candidates told under a claim; the others stand in evidence.csv and in the JSON."""
LONGEST = 160
"""Characters of a passage; cut between words."""
ROLE = "remark found"
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\Z)")
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)

OUTCOMES = {
    "not_archived": "not archived",
    "archived_error": "only an error page archived",
    "excluded": "the archive may not show this site",
    "out_of_window": "archived only at other times",
    "rate_limited": "not answered, asked too often: look it up again later",
    "unavailable": "the archive could not be reached: look it up again",
    "malformed": "the archive’s answer could not be read",
    NO_PASSAGE: "read, nothing in it bears on the claim",
}
"""How a search without result ended; each says something else, and none of the others is `not archived`."""
QUOTES = {
    Match.YES: "quote: yes, word for word",
    Match.NEAR: "quote: near, with a difference",
    Match.NO: "quote: no, not in these words",
}


def with_evidence(checklist: Checklist, evidence: Iterable[Evidence]) -> Checklist:
    """The checklist with the rows of evidence.csv beside each claim."""
    found: dict[str, list[Evidence]] = {}
    for each in evidence:
        if each.claim_id:  # the article's own page is of no claim
            found.setdefault(each.claim_id, []).append(each)
    return with_entries(checklist, lambda each: replace(each, found=tuple(found.get(each.row.claim_id, ()))))


def lines(entry: Entry, *, with_role: bool, told: Collection[str] = ()) -> tuple[Line, ...]:
    """What stands under a claim, as `wording.lines`, with what was found before the next step."""
    own = wording.lines(entry, with_role=with_role, told=told)
    found = tuple(_found(entry.found or ()))
    at = next((at for at, line in enumerate(own) if line.role == "next"), len(own))
    return (*own[:at], *found, *own[at:]) if found else own


def _found(rows: Iterable[Evidence]) -> Iterator[Line]:
    rows = tuple(rows)
    claim_id = next((row.claim_id for row in rows), "")
    numbered = candidates(rows, claim_id)
    for row in numbered[:SHOWN]:
        yield Line(ROLE, tuple(_facts(row)))
        if passage := shortened(next((each.text for each in passages(row)), "")):
            yield Line(ROLE, (Fact("", passage, Shape.QUOTE),))
    more = len(numbered) - SHOWN
    if more > 0:
        yield Line(ROLE, (Fact("", f"and {more} more in the evidence table"),))
    if vain := in_vain(searches(rows, claim_id)):
        yield Line(ROLE, (Fact("", vain),))


def _facts(row: Evidence) -> Iterator[Fact]:
    """Number with title and host or file, day of capture, gap, quotation, whether it merely repeats the claim."""
    yield Fact(f"found {row.rank}:", named(row), Shape.EVIDENCE, link_of(row))
    if day := _day(row.captured_at):
        yield Fact("captured", day, Shape.DATE)
    for part in row.timing.split(";"):
        if part.strip():
            yield Fact("", one_line(part))
    quote = quote_match(row)
    if quote is not None:
        yield Fact("", f"quote: near, {shortened(told)}" if (told := difference(row)) else QUOTES[quote])
    if restates(row):
        yield Fact("", "merely repeats the claim")


def named(row: Evidence) -> str:
    """Title and host, or file: what a reader knows the page by."""
    place = host_of(row) or row.file
    title = "" if place.endswith(row.title.strip()) else shortened(row.title, LONGEST // 2)
    known = ", ".join(dict.fromkeys(one_line(part) for part in (title, place) if part.strip()))
    return known or one_line(row.archive_url or row.original_url)


def host_of(row: Evidence) -> str:
    """The host of the page itself, without www; "" for a file."""
    for address in (row.original_url, row.archive_url):
        try:
            host = urlsplit(address.strip()).hostname
        except ValueError:  # a person typed it
            continue
        if host:
            return host.removeprefix("www.")
    return ""


def link_of(row: Evidence) -> Part | None:
    """The archived page as a Robust Link, else the page itself; None where there is no web address."""
    version, original = (url if _WEB.match(url := cell.strip()) else "" for cell in (row.archive_url, row.original_url))
    if not (version or original):
        return None
    day = _day(row.captured_at) or _day(row.looked_up_at)
    return Part(named(row), version or original, original or version, day, version)


def _day(stamp: str) -> str:
    found = _DAY.match(stamp.strip())
    return found[0] if found else ""


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut between words with an ellipsis where it is longer than `longest` characters.

    >>> shortened("Oil exports rose by a tenth.", 15)
    'Oil exports …'
    """
    text = one_line(" ".join(text.split()))
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", 0, longest - 1)
    return f"{text[: cut if cut > 0 else longest - 2]} …"


def in_vain(rows: Iterable[Evidence]) -> str:
    """What was looked for and not found, in one line; "" for nothing.

    >>> in_vain([Evidence(outcome="not_archived"), Evidence(outcome="not_asked", timing="no outlet or address")])
    'looked up: not archived; not asked: no outlet or address'
    """
    counts: dict[str, int] = {}
    unasked: dict[str, None] = {}
    for row in rows:
        outcome = row.outcome.strip()
        if outcome == NOT_ASKED:
            unasked[one_line(row.timing)] = None
        elif outcome:
            words = OUTCOMES.get(outcome, one_line(outcome))
            counts[words] = counts.get(words, 0) + 1
    parts = [words if count == 1 else f"{words} ({count} searches)" for words, count in counts.items()]
    asked = [f"looked up: {'; '.join(parts)}"] if parts else []
    return "; ".join([*asked, *(f"not asked: {why}" if why else "not asked" for why in unasked)])
