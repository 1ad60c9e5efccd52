"""Which captures an archive lists of a page: by CDX, TimeMap or TimeGate, whichever it has."""

from collections.abc import Iterable
from datetime import datetime

from factcheck.archive.addressing import redirected, replay, same_page
from factcheck.archive.answer import Answer, Failure
from factcheck.archive.cache import Lasting
from factcheck.archive.capture import Capture, Captures, Choice, Outcome, Policy, Window
from factcheck.archive.cdx import PAGE_SIZE, CdxPage, Scope, closest_question, parse_cdx, unrepeated, window_question
from factcheck.archive.pacing import Kind
from factcheck.archive.playback import is_excluded, names_no_collection, without_memento
from factcheck.archive.session import Session
from factcheck.archive.settings import Dialect
from factcheck.archive.timemap import further_timemaps, mementos, parse_links
from factcheck.archive.times import from_http, from_stamp, to_http

NEAREST_ROWS = 40
"""Rows asked for around a time: enough that a page is among them where a site answered bots with refusals."""
MOST_PAGES = 50
"""Pages of rows, or parts of a TimeMap, asked for one question."""
_OK, _NOT_FOUND = 200, 404
_SEARCHED = 10_000
"""Bytes of an error page that are searched for its words."""


class Listing:
    """Lists captures over one session, and remembers which services the archive turned out to have."""

    def __init__(self, session: Session) -> None:
        self.archive = session.archive
        self.has_cdx = bool(session.archive.cdx)
        self._session = session
        self._seen_collection = False

    def by_cdx(self, url: str, window: Window, scope: Scope, most: int) -> Captures | None:
        """All rows of a window; None where the archive has no CDX service after all."""
        rows: list[Capture] = []
        asked: list[str] = []
        key, counted, dropped, failure = "", 0, 0, None
        limit = min(most, PAGE_SIZE)
        while len(asked) < MOST_PAGES:
            question = window_question(self.archive, url, window, scope=scope, resume_key=key, limit=limit)
            if question in asked:
                key = ""
                break
            asked.append(question)
            answer = self._session.get(question, kind=Kind.INDEX)
            read = self._read_cdx(answer)
            if read is None:
                return None
            if isinstance(read, Failure):
                failure = read
                break
            rows += read.captures
            counted += read.rows
            dropped += read.dropped
            key = read.resume_key
            if not key or counted >= most:
                break
        return listed(rows, asked, failure, complete=not key and failure is None, dropped=dropped)

    def nearest_by_cdx(self, url: str, when: datetime, policy: Policy) -> Captures | None:
        questions = [closest_question(self.archive, url, when, NEAREST_ROWS)]
        if policy.choice is Choice.FIRST_AFTER:
            questions.append(window_question(self.archive, url, Window(when, when + policy.after)))
        rows: list[Capture] = []
        asked: list[str] = []
        for question in questions:
            asked.append(question)
            read = self._read_cdx(self._session.get(question, kind=Kind.INDEX))
            if read is None:
                return None
            if isinstance(read, Failure):
                return listed(rows, asked, read, complete=False, dropped=0)
            rows += [row for row in read.captures if same_page(row.url, url)]
            best = next(iter(policy.ranked(rows, when)), None)
            # The nearest rows may all be earlier ones: only then the later ones are asked for.
            if read.rows < NEAREST_ROWS or (best is not None and best.is_page and best.time >= when):
                break
        return listed(rows, asked, None, complete=True, dropped=0)

    def _read_cdx(self, answer: Answer) -> CdxPage | Failure | None:
        """The rows of an answer, why there are none, or None where the address is no CDX service's."""
        if answer.failure is not None:
            return answer.failure
        if is_excluded(answer):
            self._keep(answer, found=False)
            return Failure(*without_memento(answer))
        if answer.status == _OK or says_none_found(answer):
            read = parse_cdx("" if says_none_found(answer) else answer.body.decode("utf-8", "replace"), self.archive)
            if read.is_cdx and (read.rows or answer.kept or self._has_collection()):
                self._keep(answer, found=bool(read.captures))
                return read
            if read.is_cdx:
                return Failure(Outcome.UNAVAILABLE, f"{self.archive.playback} is no collection; it may be mistyped")
        # The CDX address of a collection is a guess from its root; archive.org's is known, and no answer is no list.
        guessed = self.archive.dialect is Dialect.PYWB and bool(self.archive.timemap or self.archive.timegate)
        if guessed and answer.status in {_OK, 404, 405, 501}:
            self.has_cdx = False
            if answer.status != _OK:
                self._keep(answer, found=False)
            return None
        if answer.status == _OK:
            return Failure(Outcome.MALFORMED, "the archive's answer is no list of captures")
        return Failure(Outcome.UNAVAILABLE, f"the archive answered with status {answer.status}")

    def _has_collection(self) -> bool:
        """False where pywb has no such collection: its CDX service answers with an empty list all the same."""
        if self.archive.dialect is Dialect.PYWB and self.archive.playback and not self._seen_collection:
            root = self._session.get(self.archive.playback, kind=Kind.PAGE)
            if names_no_collection(root):
                return False
            self._seen_collection = root.failure is None
        return True

    def by_timemap(self, page: str, scope: Scope) -> Captures:
        """All mementos that the TimeMap names; it knows one address only, no host."""
        if not self.archive.timemap or scope is not Scope.EXACT:
            what = "has no list of captures" if scope is Scope.EXACT else "lists captures of single addresses only"
            return Captures(outcome=Outcome.UNAVAILABLE, message=f"{self.archive.name} {what}")
        waiting = [f"{self.archive.timemap}{page}"]
        asked: list[str] = []
        rows: list[Capture] = []
        failure = None
        while waiting and len(asked) < MOST_PAGES and failure is None:
            address = waiting.pop(0)
            asked.append(address)
            answer = self._session.get(address, kind=Kind.INDEX)
            links = parse_links(answer.body.decode("utf-8", "replace"), address)
            failure = _timemap_failure(answer, bool(links))
            if failure is None or answer.status != _OK:
                self._keep(answer, found=failure is None and bool(links))
            if failure is None:
                rows += mementos(links, page)
                waiting += [url for url in further_timemaps(links, address) if url not in {*asked, *waiting}]
        if failure is not None and failure.outcome is Outcome.NOT_ARCHIVED and rows:
            failure = None
        return listed(rows, asked, failure, complete=not waiting and failure is None, dropped=0)

    def by_timegate(self, page: str, when: datetime, before: tuple[str, ...]) -> Captures:
        """The memento that the TimeGate leads to, and its neighbours where the answer links them."""
        address = f"{self.archive.timegate}{page}"
        asked = [address]
        answer = self._session.get(address, kind=Kind.PAGE, accept_datetime=to_http(when))
        rows: list[Capture] = []
        failure = answer.failure
        if failure is None:
            rows = self._gated(answer, page)
            if not rows:
                failure = Failure(*without_memento(answer))
            if rows or answer.status != _OK:
                self._keep(answer, found=bool(rows))
        return listed(rows, [*before, *asked], failure, complete=True, dropped=0)

    def _gated(self, answer: Answer, page: str) -> list[Capture]:
        rows = list(mementos(parse_links(answer.header("link"), answer.url), page))
        time = from_http(answer.header("memento-datetime"))
        location = answer.header("location") or answer.header("content-location")
        target = redirected(answer.url, location, archived=answer.is_archived) if location else ""
        parts = replay(target) if isinstance(target, str) else None
        if time is None and parts is not None:
            time = from_stamp(parts.stamp)
        if time is not None and isinstance(target, str):
            rows.append(Capture(url=parts.url if parts else page, time=time, archive_url=target))
        return rows

    def _keep(self, answer: Answer, *, found: bool) -> None:
        self._session.keep(answer, Lasting.LIST if found else Lasting.NOTHING)


def says_none_found(answer: Answer) -> bool:
    """True where a CDX service says with a 404, not with an empty list, that it has no captures.

    Common Crawl's index and older versions of pywb answer so: `{"message": "No Captures found for: URL"}`.
    """
    return answer.status == _NOT_FOUND and b"no captures found" in answer.body[:_SEARCHED].lower()


def _timemap_failure(answer: Answer, has_links: bool) -> Failure | None:  # noqa: FBT001
    if answer.failure is not None:
        return answer.failure
    if answer.status == _OK and (has_links or not answer.body.strip()):
        return None
    if answer.status == _OK and not is_excluded(answer):
        return Failure(Outcome.MALFORMED, "the archive's answer is no TimeMap")
    return Failure(*without_memento(answer))


def listed(
    rows: Iterable[Capture], asked: Iterable[str], failure: Failure | None, *, complete: bool, dropped: int
) -> Captures:
    kept = tuple(unrepeated(rows))
    outcome, message, retry_at = Outcome.FOUND, "", None
    if failure is not None:
        outcome, message, retry_at = failure.outcome, failure.message, failure.retry_at
    elif not kept:
        outcome, message = Outcome.NOT_ARCHIVED, "the archive holds no capture of this address"
    return Captures(
        kept,
        outcome=outcome,
        message=message,
        complete=complete,
        retry_at=retry_at,
        asked=tuple(asked),
        dropped=dropped,
    )
