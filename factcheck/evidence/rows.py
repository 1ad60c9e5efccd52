"""What came of one question for one claim, as rows of evidence.csv."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from factcheck.archive import Lookup, Outcome
from factcheck.document import Span
from factcheck.evidence.asking.questions import Need
from factcheck.evidence.gap import gap_days, timing
from factcheck.evidence.passages.bearing import Bearing
from factcheck.evidence.record import NOT_ASKED, Evidence
from factcheck.verdicts import stamp

JOIN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A page that was brought and read; `problem` says what of it could not be, "" if all could."""

    lookup: Lookup
    title: str
    text: str
    problem: str = ""


def utc(time: datetime | None) -> str:
    """The time as it stands in the table, "" for none."""
    return stamp(time) if time else ""


def with_passages(row: Evidence, text: str, bears: Bearing | None) -> Evidence:
    """The row with the passages of a text, the best first; as it was where they are not known."""
    if bears is None:
        return row
    words = [" ".join(span.slice(text).split()) for span in bears.passages]
    quote = bears.quote
    if quote is not None and quote.difference:
        words.append(f"[{quote.difference}]")
    row = with_spans(row, words, bears.passages)
    return replace(row, quote_match=str(quote.match) if quote else "", restates="yes" if bears.restates else "")


def with_spans(row: Evidence, lines: Iterable[str], spans: Sequence[Span]) -> Evidence:
    """The row with these lines as its passages, and where they stand in the page's text."""
    return replace(
        row,
        passage="\n".join(lines),
        passage_start=JOIN.join(str(span.start) for span in spans),
        passage_end=JOIN.join(str(span.end) for span in spans),
    )


def found_row(need: Need, asked: str, page: Read, bears: Bearing | None, *, published: str, remark: str) -> Evidence:
    """The row of a page; `remark` is added to its timing. `published` is EDTF of the article."""
    capture = page.lookup.capture
    told = timing(capture.time if capture else None, need.wanted, published)
    days = gap_days(capture.time if capture else None, need.wanted)
    row = Evidence(
        claim_id=need.claim_id,
        asked=asked,
        outcome=Outcome.FOUND.value,
        original_url=capture.url if capture else page.lookup.asked,
        archive_url=capture.archive_url if capture else "",
        captured_at=utc(capture.time if capture else None),
        wanted_date=need.wanted,
        gap_days="" if days is None else str(days),
        timing=_said(told, remark, page.problem),
        sha256=page.lookup.sha256,
        title=page.title,
        looked_up_at=utc(page.lookup.fetched_at),
    )
    return with_passages(row, page.text, bears)


def failed_row(need: Need, asked: str, lookup: Lookup, when: datetime) -> Evidence:
    """The row of a question that ended without a page to show; what the archive said of it stands in `timing`."""
    capture = lookup.capture
    days = gap_days(capture.time if capture else None, need.wanted)
    return Evidence(
        claim_id=need.claim_id,
        asked=asked,
        outcome=lookup.outcome.value,
        original_url=lookup.asked,
        archive_url=capture.archive_url if capture else "",
        captured_at=utc(capture.time if capture else None),
        wanted_date=need.wanted,
        gap_days="" if days is None else str(days),
        timing=lookup.message,
        looked_up_at=utc(when),
    )


def search_row(need: Need, asked: str, outcome: str, message: str, when: datetime) -> Evidence:
    """The row of a search that brought no candidate, in the outcome's own word."""
    return Evidence(
        claim_id=need.claim_id,
        asked=asked,
        outcome=outcome,
        wanted_date=need.wanted,
        timing=message,
        looked_up_at=utc(when),
    )


def not_asked_row(need: Need, why: str, when: datetime) -> Evidence:
    """The row of a claim for which nothing could be asked, and why."""
    return search_row(need, "", NOT_ASKED, why, when)


def none_bears(count: int, what: str, missing: Iterable[str] = ()) -> str:
    """What is said where none of so many pages or files bears on a claim; `missing` says why more were not read."""
    read = f"1 {what} was read; it does not bear" if count == 1 else f"{count} {what}s were read; none bears"
    return _said(f"{read} on the claim", *dict.fromkeys(missing))


def _said(*parts: str) -> str:
    return JOIN.join(part for part in parts if part)
