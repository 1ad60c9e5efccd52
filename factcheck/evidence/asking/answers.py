"""Questions put to an archive, and the rows of evidence.csv that its answers make. Never a verdict."""

from dataclasses import replace

from factcheck.archive import EVIDENCE, Lookup, Outcome
from factcheck.archive.addressing import replay
from factcheck.archive.times import from_stamp
from factcheck.document import Document
from factcheck.evidence.asking.original import Change, Difference, compare
from factcheck.evidence.asking.questions import Form, Need, Question
from factcheck.evidence.asking.search import search_site
from factcheck.evidence.asking.shelf import Answered, Found, Shelf
from factcheck.evidence.record import Match
from factcheck.evidence.rows import JOIN, failed_row, found_row, not_asked_row, with_spans


def answer(shelf: Shelf, question: Question) -> Answered:
    """At least one row for each need of the question; nothing that an archive answers is raised."""
    if question.form is Form.NOTHING:
        rows = [not_asked_row(need, question.why, shelf.clock()) for need in question.needs]
        return Answered(question=question, found=tuple(Found(row=row) for row in rows))
    if question.form is Form.SITE:
        return search_site(shelf, question)
    found = bring_address(shelf, question)
    ended = shelf.ends(found.outcome, found.message)
    rows_of = [_about_page(shelf, question, need, found) for need in question.needs]
    return Answered(question=question, found=tuple(rows_of), ended=ended)


def bring_address(shelf: Shelf, question: Question) -> Lookup:
    """The page of an address as it stood near the question's days.

    An address of this archive names its capture; one of another archive the original address and the time to ask for.
    """
    url, days = question.about, question.days
    wanted = days.window.since if days else shelf.clock()
    capture = shelf.client.capture_of(url)
    if capture is not None:
        return shelf.bring(url, lambda: shelf.client.fetch(capture))
    parts = replay(url)
    if parts is not None:
        url, wanted = parts.url, from_stamp(parts.stamp) or wanted
    return shelf.bring(f"{wanted}/{url}", lambda: shelf.client.fetch_closest(url, wanted, EVIDENCE))


def _about_page(shelf: Shelf, question: Question, need: Need, found: Lookup) -> Found:
    """A page that the article or the reviewer names is a candidate whatever it holds."""
    asked = question.asked(need, shelf.client.archive.name)
    if found.outcome is not Outcome.FOUND:
        return Found(row=failed_row(need, asked, found, shelf.clock()))
    page = shelf.read(found)
    bears = shelf.bears(need, page)
    remark = "" if bears.passages else "nothing in it was found to bear on the claim"
    return shelf.candidate(need, asked, page, bears, remark)


def compare_original(shelf: Shelf, question: Question, draft: Document) -> tuple[Answered, tuple[Difference, ...]]:
    """The article's own page beside the draft: a row without a claim, and what the page has otherwise."""
    found = bring_address(shelf, question)
    (need,) = question.needs
    asked = question.asked(need, shelf.client.archive.name)
    ended = shelf.ends(found.outcome, found.message)
    if found.outcome is not Outcome.FOUND:
        row = failed_row(need, asked, found, shelf.clock())
        return Answered(question=question, found=(Found(row=row),), ended=ended), ()
    page = shelf.read(found)
    differences = compare(draft, page.text)
    counts = [(change, sum(each.change is change for each in differences)) for change in Change]
    told = JOIN.join(f"{count} {_CHANGED[change]}" for change, count in counts if count)
    row = found_row(need, asked, page, None, published=need.wanted, remark=told or "the same sentences as the draft")
    there = [(each.page, each.span) for each in differences if each.span]
    row = with_spans(row, [words for words, _ in there], [span for _, span in there])
    row = replace(row, quote_match=str(Match.NEAR if differences else Match.YES))
    return Answered(question=question, found=(Found(row=row, lookup=found),), ended=ended), differences


_CHANGED = {
    Change.REWORDED: "reworded",
    Change.DRAFT_ONLY: "only in the draft",
    Change.PAGE_ONLY: "only on the page",
}
"""How many sentences differ in which way, in words that follow a number."""
