"""One archive, asked: which captures there are, which is nearest, and what it shows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

from factcheck.archive.addressing import asked_address, redirected, replay, same_page
from factcheck.archive.capture import EVIDENCE, Capture, Captures, Choice, Lookup, Outcome, Policy, Window
from factcheck.archive.cdx import PAGE_SIZE, CdxPage, Scope, closest_question, parse_cdx, unrepeated, window_question
from factcheck.archive.pacing import Kind
from factcheck.archive.playback import fetch, is_excluded, names_no_collection, without_memento
from factcheck.archive.session import Answer, Failure, Session
from factcheck.archive.settings import Archive, Dialect, Limits
from factcheck.archive.timemap import further_timemaps, mementos, parse_links
from factcheck.archive.times import from_http, from_stamp, in_utc, stamp, to_http
from factcheck.errors import BadArgument

NEAREST_ROWS = 40
"""Rows asked for around a time: enough that a page is among them where a site answered bots with refusals."""
MOST_ROWS = 20_000
MOST_PAGES = 50
"""Pages of rows, or parts of a TimeMap, asked for one question."""
MOST_TRIES = 4
"""Captures tried where the first does not play back."""
_OK = 200
DRIFT = timedelta(days=30)
"""How far from the asked capture another may lie that an archive shows in its place."""


class ArchiveClient:
    """Asks one archive over one session. `clock` gives aware UTC, `sleep` waits for seconds."""

    def __init__(
        self,
        archive: Archive,
        limits: Limits | None = None,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self.archive = archive
        self._session = Session(archive, limits or Limits(), clock=clock, sleep=sleep)
        self._has_cdx = bool(archive.cdx)
        self._seen_collection = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    def questions(self, url: str, when: datetime) -> tuple[str, ...]:
        """The first address that `closest` would ask, without asking it."""
        page = asked_address(url)
        if self._has_cdx:
            return (closest_question(self.archive, url, in_utc(when), NEAREST_ROWS),)
        return (f"{self.archive.timemap or self.archive.timegate}{page}",)

    def captures(
        self, url: str, *, since: datetime, until: datetime, scope: Scope = Scope.EXACT, most: int = MOST_ROWS
    ) -> Captures:
        """The captures between two times, both included, in order of time. The result tells how the search ended.

        No further rows are asked for once there are `most`, the archive's repetitions counted.

        Raises:
            BadArgument: the address is none, or the window ends before it begins.
        """
        page = asked_address(url)
        window = Window(in_utc(since), in_utc(until))
        if window.since > window.until:
            raise BadArgument(f"{since} is later than {until}", "Give the earlier time first.", value=str(since))
        found = self._by_cdx(url, window, scope, most) if self._has_cdx else None
        if found is None:
            found = self._by_timemap(page, scope)
        inside = sorted(
            (capture for capture in found if window.holds(capture.time)), key=lambda c: (c.time, c.url, c.status)
        )
        outcome, message = found.outcome, found.message
        if outcome is Outcome.FOUND and not inside:
            outcome, message = Outcome.NOT_ARCHIVED, "the archive holds no capture between these times"
        return _relisted(found, inside, outcome, message)

    def closest(self, url: str, when: datetime, policy: Policy = EVIDENCE) -> Lookup:
        """The capture that the policy takes for a time, without its page: `fetch` brings that.

        Raises:
            BadArgument: the address is none.
        """
        page, when = asked_address(url), in_utc(when)
        found = self._nearest_by_cdx(url, when, policy) if self._has_cdx else None
        if found is None and self.archive.timemap:
            found = self._by_timemap(page, Scope.EXACT)
            if self.archive.timegate and found.outcome in {Outcome.MALFORMED, Outcome.UNAVAILABLE}:
                found = self._by_timegate(page, when, found.asked)
        elif found is None:
            found = self._by_timegate(page, when, ())
        return _chosen(found, page, when, policy)

    def fetch(self, capture: Capture, *, window: Window | None = None) -> Lookup:
        """The page of a capture, or how the attempt ended. Without a window: 30 days to either side of its time."""
        around = Window(capture.time - DRIFT, capture.time + DRIFT)
        return fetch(self._session, capture, window or around)

    def fetch_closest(self, url: str, when: datetime, policy: Policy = EVIDENCE) -> Lookup:
        """The page that the policy takes for a time: of the captures in its order, the first that plays back.

        Raises:
            BadArgument: the address is none.
        """
        found, when = self.closest(url, when, policy), in_utc(when)
        if found.outcome is not Outcome.FOUND or found.capture is None:
            return found
        window = Window(when - policy.before, when if policy.choice is Choice.LAST_BEFORE else when + policy.after)
        asked = found.requests
        first: Lookup | None = None
        for capture in (found.capture, *found.others)[:MOST_TRIES]:
            tried = self.fetch(capture, window=window)
            asked += tried.requests
            told = replace(tried, asked=found.asked, wanted=when, requests=asked)
            if told.outcome in {Outcome.FOUND, Outcome.RATE_LIMITED, Outcome.EXCLUDED}:
                return told
            first = first or told
        return replace(first or found, requests=asked)

    def capture_of(self, archived: str) -> Capture | None:
        """The capture that an archived address of this archive names, as articles cite them; None for another one."""
        parts = replay(archived)
        if parts is None or not self.archive.playback:
            return None
        if parts.prefix.partition("://")[2] != self.archive.playback.partition("://")[2]:
            return None
        time = from_stamp(parts.stamp)
        return None if time is None else self._capture(parts.url, time)

    def _capture(self, url: str, time: datetime) -> Capture:
        address = f"{self.archive.playback}{stamp(time)}/{url}" if self.archive.playback else ""
        return Capture(url=url, time=time, archive_url=address)

    def _by_cdx(self, url: str, window: Window, scope: Scope, most: int) -> Captures | None:
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
        return _listed(rows, asked, failure, complete=not key and failure is None, dropped=dropped)

    def _nearest_by_cdx(self, url: str, when: datetime, policy: Policy) -> Captures | None:
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
                return _listed(rows, asked, read, complete=False, dropped=0)
            rows += [row for row in read.captures if same_page(row.url, url)]
            best = next(iter(policy.ranked(rows, when)), None)
            # The nearest rows may all be earlier ones: only then the later ones are asked for.
            if read.rows < NEAREST_ROWS or (best is not None and best.is_page and best.time >= when):
                break
        return _listed(rows, asked, None, complete=True, dropped=0)

    def _read_cdx(self, answer: Answer) -> CdxPage | Failure | None:
        """The rows of an answer, why there are none, or None where the address is no CDX service's."""
        if answer.failure is not None:
            return answer.failure
        if is_excluded(answer):
            return Failure(*without_memento(answer))
        if answer.status == _OK:
            read = parse_cdx(answer.body.decode("utf-8", "replace"), self.archive)
            if read.is_cdx and (read.rows or self._has_collection()):
                return read
            if read.is_cdx:
                return Failure(Outcome.UNAVAILABLE, f"{self.archive.playback} is no collection; it may be mistyped")
        # The CDX address of a collection is a guess from its root; archive.org's is known, and no answer is no list.
        guessed = self.archive.dialect is Dialect.PYWB and bool(self.archive.timemap or self.archive.timegate)
        if guessed and answer.status in {_OK, 404, 405, 501}:
            self._has_cdx = False
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

    def _by_timemap(self, page: str, scope: Scope) -> Captures:
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
            if failure is None:
                rows += mementos(links, page)
                waiting += [url for url in further_timemaps(links, address) if url not in {*asked, *waiting}]
        if failure is not None and failure.outcome is Outcome.NOT_ARCHIVED and rows:
            failure = None
        return _listed(rows, asked, failure, complete=not waiting and failure is None, dropped=0)

    def _by_timegate(self, page: str, when: datetime, before: tuple[str, ...]) -> Captures:
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
        return _listed(rows, [*before, *asked], failure, complete=True, dropped=0)

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


def _timemap_failure(answer: Answer, has_links: bool) -> Failure | None:  # noqa: FBT001
    if answer.failure is not None:
        return answer.failure
    if answer.status == _OK and (has_links or not answer.body.strip()):
        return None
    if answer.status == _OK and not is_excluded(answer):
        return Failure(Outcome.MALFORMED, "the archive's answer is no TimeMap")
    return Failure(*without_memento(answer))


def _listed(
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


def _relisted(found: Captures, rows: Iterable[Capture], outcome: Outcome, message: str) -> Captures:
    return Captures(
        rows,
        outcome=outcome,
        message=message,
        complete=found.complete,
        retry_at=found.retry_at,
        asked=found.asked,
        dropped=found.dropped,
    )


def _chosen(found: Captures, page: str, when: datetime, policy: Policy) -> Lookup:
    """The look-up of the best capture among those found."""
    base = Lookup(
        outcome=found.outcome,
        asked=page,
        wanted=when,
        requests=found.asked,
        message=found.message,
        retry_at=found.retry_at,
    )
    if found.outcome is not Outcome.FOUND:
        return base
    pages = [capture for capture in found if same_page(capture.url, page)]
    if not pages:
        return replace(base, outcome=Outcome.NOT_ARCHIVED, message="the archive holds no capture of this address")
    ranked = policy.ranked(pages, when)
    if not ranked:
        nearest = min(pages, key=lambda capture: abs(capture.time - when))
        message = f"the nearest capture is of {nearest.time:%Y-%m-%d}, too far from the wanted time"
        return replace(base, outcome=Outcome.OUT_OF_WINDOW, capture=nearest, message=message)
    best, others = ranked[0], ranked[1:]
    if best.is_page or best.is_redirect:
        return replace(base, capture=best, others=others)
    message = f"every capture near it is an error page; the site answered with status {best.status}"
    return replace(base, outcome=Outcome.ARCHIVED_ERROR, capture=best, others=others, message=message)
