"""The pages of one run: each fetched and read once, however many questions and claims it serves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from factcheck.archive import ArchiveClient, Capture, Lookup, Outcome, page_text
from factcheck.evidence.asking.questions import Need, Question
from factcheck.evidence.passages.bearing import Bearing, row_bearing
from factcheck.evidence.record import Evidence
from factcheck.evidence.rows import Read, found_row
from factcheck.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much is read: pages for each claim, pages for each question however many claims it serves, rows of a list."""

    claim: int = 5
    question: int = 20
    captures: int = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row for one claim, and how much its page bears on the claim: 0 for a search without result.

    `lookup` is the page to keep, None where there is none.
    """

    row: Evidence
    score: float = 0.0
    lookup: Lookup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one question gave. `ended` says why the run ends with it, "" where the next question may be asked."""

    question: Question
    found: tuple[Found, ...]
    ended: str = ""


class Shelf:
    """Fetches and reads over one client. `claims` are the rows by id, `clock` gives the time for `looked_up_at`."""

    def __init__(
        self, client: ArchiveClient, claims: Mapping[str, Row], *, clock: Callable[[], datetime], budget: Budget
    ) -> None:
        self.client = client
        self.claims = claims
        self.clock = clock
        self.budget = budget
        self._brought: dict[str, Lookup] = {}
        self._read: dict[str, Read] = {}

    def bring(self, key: str, fetch: Callable[[], Lookup]) -> Lookup:
        """What `fetch` brings; brought before under this key, as it came then."""
        if key not in self._brought:
            self._brought[key] = fetch()
        return self._brought[key]

    def read(self, lookup: Lookup) -> Read:
        """The page's title and text."""
        key = lookup.capture.archive_url if lookup.capture else lookup.asked
        if key not in self._read:
            page = page_text(lookup.body, lookup.content_type)
            self._read[key] = Read(lookup=lookup, title=page.title, text=page.text, problem=page.problem)
        return self._read[key]

    def bears(self, need: Need, page: Read) -> Bearing:
        """How the page bears on the claim."""
        return row_bearing(self.claims[need.claim_id], page.text)

    def candidate(self, need: Need, asked: str, page: Read, bears: Bearing | None, remark: str = "") -> Found:
        """The candidate that a page is for a claim; `bears` is None where its passages are not known."""
        published = self.claims[need.claim_id].published
        row = found_row(need, asked, page, bears, published=published, remark=remark)
        return Found(row=row, score=bears.score if bears else 0.0, lookup=page.lookup)

    def ends(self, outcome: Outcome, message: str) -> str:
        """Why nothing more is asked in this run, "" where it goes on: the archive is not reached or has refused, or the
        run's time is over.
        """
        over = self.client.offline or self.client.time_is_over
        return message if outcome is Outcome.RATE_LIMITED or (outcome is Outcome.UNAVAILABLE and over) else ""


def capture_key(capture: Capture) -> str:
    """What tells captures of one archive apart."""
    return capture.archive_url or f"{capture.stamp}/{capture.url}"
