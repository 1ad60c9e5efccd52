"""One site searched for several claims: the list of its captures, the pages worth reading, what they hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from factcheck.archive import EVIDENCE, Capture, Captures, Lookup, Outcome, Scope, Window
from factcheck.evidence.asking.questions import Need, Question
from factcheck.evidence.asking.shelf import Answered, Found, Shelf, capture_key
from factcheck.evidence.asking.sites import Choice, front_page, links_of, pages_within, versions, worth_reading
from factcheck.evidence.asking.windows import days_of
from factcheck.evidence.passages.bearing import Bearing
from factcheck.evidence.record import NO_PASSAGE
from factcheck.evidence.rows import none_bears, search_row

FRONT_PAGES = 2
"""Front pages read for a question, of different days: their links say what other pages are about."""
SIBLING = "found for other claims of the same citation; nothing in it was found to bear on this one"


def search_site(shelf: Shelf, question: Question) -> Answered:
    """The rows of every claim that needs the site: its candidates, the best first, or what came of the search."""
    assert question.days is not None  # noqa: S101 - a site's question has days
    window = question.days.window
    listed = shelf.client.captures(
        question.about, since=window.since, until=window.until, scope=Scope.DOMAIN, most=shelf.budget.captures
    )
    search = _Search(shelf, question, listed, window)
    if listed.outcome not in {Outcome.FOUND, Outcome.NOT_ARCHIVED}:
        ended = shelf.ends(listed.outcome, listed.message)
        rows = [search.without(need, listed.outcome, listed.message) for need in question.needs]
        return Answered(question=question, found=tuple(rows), ended=ended)
    return search.answer()


class _Wanted(NamedTuple):
    """What a claim's need means here: its time, and the pages of its own days."""

    time: datetime
    pages: tuple[Capture, ...]


class _Search:
    """The pages of one question, as far as its budget goes."""

    def __init__(self, shelf: Shelf, question: Question, listed: Captures, window: Window) -> None:
        self._shelf = shelf
        self._question = question
        self._listed = listed
        self._window = window
        self._wanted: dict[Need, _Wanted] = {}
        self._tried: dict[str, tuple[Choice, Lookup]] = {}
        self._links: dict[str, str] = {}
        self._ended = ""

    def answer(self) -> Answered:
        """Front pages first: what their links say helps to choose. Then each claim's pages in turn."""
        self._read_front_pages()
        for choice, need in self._in_turn():
            if self._ended or len(self._tried) >= self._shelf.budget.question:
                break
            self._try(choice, need)
        found = {need: tuple(self._candidates(need)) for need in self._question.needs}
        rows = [each for need in found for each in (*found[need], *self._rest(need, found))]
        return Answered(question=self._question, found=tuple(rows), ended=self._ended)

    def without(self, need: Need, outcome: str, message: str) -> Found:
        """The row of a claim for which the search brought no candidate."""
        asked = self._question.asked(need, self._shelf.client.archive.name)
        return Found(row=search_row(need, asked, str(outcome), message, self._shelf.clock()))

    def _of(self, need: Need) -> _Wanted:
        if need not in self._wanted:
            wanted, days = days_of(need.wanted), need.days
            time = wanted.window.since if wanted else self._window.since
            pages = pages_within(self._listed, days, time) if days else ()
            self._wanted[need] = _Wanted(time, pages)
        return self._wanted[need]

    def _read_front_pages(self) -> None:
        fronts: dict[str, tuple[Capture, Need]] = {}
        for need in self._question.needs:
            front = front_page(self._of(need).pages)
            if front is not None:
                fronts.setdefault(capture_key(front), (front, need))
        for front, need in list(fronts.values())[:FRONT_PAGES]:
            page = None if self._ended else self._try(Choice(front.url, front), need)
            if page is not None and page.outcome is Outcome.FOUND and page.capture is not None:
                self._links |= links_of(page.body, page.capture.url)

    def _in_turn(self) -> Iterator[tuple[Choice, Need]]:
        """Each claim's first choice, then each one's second, and so on: no claim uses up what all may ask."""
        chosen = [
            worth_reading(
                self._shelf.claims[need.claim_id].claim,
                self._of(need).pages,
                self._links,
                self._of(need).time,
                self._question.about,
            )[: self._shelf.budget.claim]
            for need in self._question.needs
        ]
        for place in range(self._shelf.budget.claim):
            for need, choices in zip(self._question.needs, chosen, strict=True):
                if place < len(choices):
                    yield choices[place], need

    def _try(self, choice: Choice, need: Need) -> Lookup:
        key = capture_key(choice.capture) if choice.capture else choice.url
        if key not in self._tried:
            lookup = self._shelf.bring(key, lambda: self._fetched(choice, need))
            self._tried[key] = (choice, lookup)
            self._ended = self._shelf.ends(lookup.outcome, lookup.message)
        return self._tried[key][1]

    def _fetched(self, choice: Choice, need: Need) -> Lookup:
        if choice.capture is None:
            return self._shelf.client.fetch_closest(choice.url, self._of(need).time, EVIDENCE)
        return self._shelf.client.fetch(choice.capture, window=self._window)

    def _pages(self, need: Need) -> Iterator[Lookup]:
        """What was tried for the question and may serve the claim, whichever claim it was tried for."""
        return (lookup for choice, lookup in self._tried.values() if self._serves(choice, lookup, need))

    def _candidates(self, need: Need) -> list[Found]:
        """The claim's candidates among the pages, the best first, so many as are wanted of a claim."""
        candidates = []
        for lookup in self._pages(need):
            if lookup.outcome is Outcome.FOUND:
                page = self._shelf.read(lookup)
                bears = self._shelf.bears(need, page)
                if bears.passages:
                    candidates.append(self._candidate(need, lookup, bears, self._changed(lookup, need)))
        candidates.sort(key=lambda each: -each.score)
        return candidates[: self._shelf.budget.claim]

    def _candidate(self, need: Need, lookup: Lookup, bears: Bearing | None, remark: str) -> Found:
        asked = self._question.asked(need, self._shelf.client.archive.name)
        return self._shelf.candidate(need, asked, self._shelf.read(lookup), bears, remark)

    def _rest(self, need: Need, found: Mapping[Need, Sequence[Found]]) -> Iterator[Found]:
        """What else is to be told of the claim: that the search ended early, or that it brought no candidate."""
        missing = [each for each in self._pages(need) if each.outcome is not Outcome.FOUND]
        if self._ended:
            yield self.without(need, missing[-1].outcome if missing else Outcome.UNAVAILABLE, self._ended)
            return
        if found[need]:
            return
        cited = self._cited_page(need, found)
        if cited is not None:
            yield self._candidate(need, cited, None, SIBLING)
        else:
            yield self._nothing(need, missing)

    def _cited_page(self, need: Need, found: Mapping[Need, Sequence[Found]]) -> Lookup | None:
        """The page that comes first for most claims of the same citation, two of them at least; None where none does.

        It is most likely the cited document, in words that a comparison of words does not connect with this claim.
        """
        first = [found[other][0].lookup for other in found if other.wanted == need.wanted and found[other]]
        counts = Counter(capture_key(each.capture) for each in first if each and each.capture)
        key, count = counts.most_common(1)[0] if counts else ("", 0)
        if count < 2:  # noqa: PLR2004 - one claim may be mistaken
            return None
        return next(each for each in first if each and each.capture and capture_key(each.capture) == key)

    def _serves(self, choice: Choice, lookup: Lookup, need: Need) -> bool:
        """A capture serves the claims whose days hold it; a page known from a link is of the day of that link."""
        if choice.capture is None or need.days is None:
            return True
        shown = lookup.capture if lookup.outcome is Outcome.FOUND else None
        time = (shown or choice.capture).time
        return need.days.window.holds(time)

    def _changed(self, lookup: Lookup, need: Need) -> str:
        if lookup.capture is None or need.days is None:
            return ""
        count = versions(self._listed, lookup.capture.url, need.days)
        return f"the page changed: {count} different captures in these days" if count > 1 else ""

    def _nothing(self, need: Need, missing: Sequence[Lookup]) -> Found:
        """Why there is no candidate."""
        pages = sum(lookup.outcome is Outcome.FOUND for lookup in self._pages(need))
        host, listed = self._question.about, self._listed
        if pages:
            cut = "" if listed.complete else f"only the first {len(listed):,} captures of {host} were looked at"
            return self.without(need, NO_PASSAGE, none_bears(pages, "page", [cut, *(each.message for each in missing)]))
        if missing:
            return self.without(need, missing[0].outcome, missing[0].message)
        if self._of(need).pages:
            return self.without(need, NO_PASSAGE, "none of its pages was read: others were likelier (see --most)")
        if listed and not any(need.days and need.days.window.holds(each.time) for each in listed):
            return self.without(need, Outcome.OUT_OF_WINDOW, f"the archive holds {host} on other days only")
        what = f"no page of {host}" if listed else f"nothing of {host}"
        return self.without(need, Outcome.NOT_ARCHIVED, f"the archive holds {what} from these days")
