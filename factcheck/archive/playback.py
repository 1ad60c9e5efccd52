"""A capture's bytes: asked for inside the archive, redirects followed by hand, every step's time checked again."""

import html
import re
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from factcheck.archive.addressing import ASTRAY, NoTarget, redirected, replay, without_scheme
from factcheck.archive.answer import Answer
from factcheck.archive.cache import Lasting
from factcheck.archive.capture import Capture, Lookup, Outcome, Window
from factcheck.archive.pacing import Kind
from factcheck.archive.session import Session
from factcheck.archive.settings import Archive
from factcheck.archive.timemap import original_of, parse_links
from factcheck.archive.times import from_http, from_stamp, stamp

MOST_HOPS = 12
_SEARCHED = 200_000
"""Bytes of an archive's own page that are searched for its words; the page in the recordings has 58,000."""
_REDIRECT, _OK, _OK_EXACTLY, _NOT_FOUND, _LEGAL = 3, 2, 200, 404, 451
_ANNOUNCED = re.compile(rb"Got an? HTTP 3[0-9][0-9] response at crawl time", re.IGNORECASE)
_LINK = re.compile(rb"""<a\s[^>]{0,200}?href=["']([^"'>]{1,4000})["']""", re.IGNORECASE)
_NEARBY = 6000
"""Bytes behind the announcement in which its link stands."""


def playback_address(archive: Archive, capture: Capture) -> str:
    """The address that gives the capture as it was taken, "" where the archive has no playback."""
    parts = replay(capture.archive_url)
    own = without_scheme(archive.playback)
    if parts is not None and own and without_scheme(parts.prefix) == own:
        return f"{archive.playback}{parts.stamp}{archive.modifier}/{parts.url}"
    if capture.archive_url:
        return capture.archive_url
    return archive.shown(capture.url, capture.time, archive.modifier)


def reading_address(address: str) -> str:
    """The archived address as a person opens it, without a modifier."""
    parts = replay(address)
    return address if parts is None else f"{parts.prefix}{parts.stamp}/{parts.url}"


def is_excluded(answer: Answer) -> bool:
    """True where the archive says that it may not show the page: by a header on CDX, in words on playback.

    Source: X-Archive-Wayback-Runtime-Error with AdministrativeAccessControlException or RobotAccessControlException,
    and a 200 without Memento-Datetime in edgi_test_get_memento_raises_blocked_error.
    """
    if answer.is_archived:
        return False
    said = answer.body[:_SEARCHED]
    return (
        "AccessControlException" in answer.header("x-archive-wayback-runtime-error")
        or b"AccessControlException" in said
        or b"URLBlockedException" in said
        or b"has been excluded" in said
        or answer.status == _LEGAL
    )


def names_no_collection(answer: Answer) -> bool:
    """True where pywb 2.10 says that the collection asked does not exist: its 404 is none of a page."""
    return answer.status == _NOT_FOUND and b"Collection not found" in answer.body[:_SEARCHED]


def fetch(session: Session, capture: Capture, window: Window) -> Lookup:
    """The capture's page, or why there is none; never raises for what the archive answers."""
    address = playback_address(session.archive, capture)
    if not address:
        message = f"{session.archive.name} has no address for playback"
        return Lookup(outcome=Outcome.UNAVAILABLE, asked=capture.url, capture=capture, message=message)
    asked: list[str] = []
    moved = False
    while True:
        asked.append(address)
        answer = session.get(address, kind=Kind.PAGE)
        step = _step(answer, address, window)
        lasting = _lasting(answer, step)
        if lasting is not None:
            session.keep(answer, lasting)
        if isinstance(step, str) and step in asked:
            step = _Verdict(Outcome.MALFORMED, "the capture redirects in a circle")
        elif isinstance(step, str) and len(asked) >= MOST_HOPS:
            step = _Verdict(Outcome.MALFORMED, f"the capture redirects more than {MOST_HOPS} times")
        if isinstance(step, str):
            moved = moved or answer.is_archived
            address = step
            continue
        if moved and step.outcome is Outcome.NOT_ARCHIVED:
            to = replay(address)
            message = f"the site sent the archive on to {to.url if to else address}, of which it holds no capture"
            step = _Verdict(Outcome.NOT_ARCHIVED, message)
        return _lookup(step, answer, capture, tuple(asked))


class _Verdict(NamedTuple):
    outcome: Outcome
    message: str = ""


def _step(answer: Answer, address: str, window: Window) -> str | _Verdict:
    """The next address to ask for, or how it ended."""
    if answer.failure is not None:
        return _Verdict(answer.failure.outcome, answer.failure.message)
    time = from_http(answer.header("memento-datetime"))
    if answer.is_archived and time is None:
        return _Verdict(Outcome.MALFORMED, f"Memento-Datetime is no date: {answer.header('memento-datetime')[:80]!r}")
    if time is not None and not window.holds(time):
        return _out_of_window(time)
    location = answer.header("location")
    if answer.status // 100 == _REDIRECT and location:
        return _followed(redirected(address, location, archived=answer.is_archived), window)
    shown = _shown_redirect(answer, address)
    if shown:
        return _followed(redirected(address, shown, archived=True), window)
    return _archived(answer) if time is not None else without_memento(answer)


def _lasting(answer: Answer, step: str | _Verdict) -> Lasting | None:
    """How long the answer of one hop may be kept, None for one that says nothing of a capture."""
    if isinstance(step, str) or step.outcome is Outcome.OUT_OF_WINDOW:
        return Lasting.CAPTURE if answer.is_archived else Lasting.LIST
    if step.outcome in {Outcome.FOUND, Outcome.ARCHIVED_ERROR}:
        return Lasting.CAPTURE
    absent = step.outcome in {Outcome.NOT_ARCHIVED, Outcome.EXCLUDED}
    return Lasting.NOTHING if absent and answer.status != _OK_EXACTLY else None


def _followed(target: str | NoTarget, window: Window) -> str | _Verdict:
    if isinstance(target, NoTarget):
        # The archive's own pages, for maintenance or log-in, say nothing of what it holds.
        outcome = Outcome.UNAVAILABLE if target is ASTRAY else Outcome.MALFORMED
        return _Verdict(outcome, f"the capture {target.reason}")
    parts = replay(target)
    shifted = from_stamp(parts.stamp) if parts else None
    return target if shifted is None or window.holds(shifted) else _out_of_window(shifted)


def _shown_redirect(answer: Answer, address: str) -> str:
    """The target of a page on which archive.org announces an archived redirect, "" for any other page.

    It stands in place of a 3xx where captures are asked for to be looked at, without `id_`, and has status 200.
    Source: edgi-govdata-archiving/wayback, `detect_view_mode_redirect`.
    """
    parts = replay(address)
    if answer.status != _OK_EXACTLY or parts is None or parts.modifier:
        return ""
    announced = _ANNOUNCED.search(answer.body, 0, _SEARCHED)
    link = _LINK.search(answer.body, announced.end(), announced.end() + _NEARBY) if announced else None
    return html.unescape(link[1].decode("utf-8", "replace")) if link else ""


def _out_of_window(time: datetime) -> _Verdict:
    return _Verdict(Outcome.OUT_OF_WINDOW, f"the archive leads to a capture of {time:%Y-%m-%d %H:%M} UTC, too far off")


def _archived(answer: Answer) -> _Verdict:
    if answer.status // 100 == _OK:
        return _Verdict(Outcome.FOUND)
    if answer.status // 100 == _REDIRECT:
        return _Verdict(Outcome.MALFORMED, "the capture is a redirect that leads nowhere")
    return _Verdict(Outcome.ARCHIVED_ERROR, f"the site answered with status {answer.status} when it was captured")


def without_memento(answer: Answer) -> _Verdict:
    """What an answer means that is no capture: something the archive itself says."""
    if is_excluded(answer):
        return _Verdict(Outcome.EXCLUDED, "the archive does not show this site: it has been excluded")
    if "NotAvailable" in answer.header("x-archive-wayback-runtime-error"):
        return _Verdict(Outcome.UNAVAILABLE, "the archive holds a capture and cannot play it back")
    if names_no_collection(answer):
        return _Verdict(Outcome.UNAVAILABLE, "the archive has no collection of this name; its address may be mistyped")
    if answer.status == _NOT_FOUND:
        return _Verdict(Outcome.NOT_ARCHIVED, "the archive holds no capture of this address")
    if answer.status // 100 == _OK:
        return _Verdict(Outcome.MALFORMED, "the archive sent a page that it does not call a capture")
    return _Verdict(Outcome.UNAVAILABLE, f"the archive answered with status {answer.status}")


def _lookup(verdict: _Verdict, answer: Answer, capture: Capture, asked: tuple[str, ...]) -> Lookup:
    time = from_http(answer.header("memento-datetime"))
    kept = verdict.outcome in {Outcome.FOUND, Outcome.ARCHIVED_ERROR}
    return Lookup(
        outcome=verdict.outcome,
        asked=capture.url,
        wanted=capture.time,
        capture=_as_stated(answer, capture, time) if time is not None else capture,
        requests=asked,
        message=verdict.message,
        retry_at=answer.failure.retry_at if answer.failure else None,
        body=answer.body if kept else b"",
        content_type=answer.header("content-type") if kept else "",
        headers=answer.headers if kept else (),
        fetched_at=answer.asked_at if kept else None,
    )


def _as_stated(answer: Answer, capture: Capture, time: datetime) -> Capture:
    """The capture that was really sent: the time and the original address its own headers state."""
    parts = replay(answer.url)
    url = original_of(parse_links(answer.header("link"), answer.url)) or (parts.url if parts else "") or capture.url
    content_type = answer.header("content-type")
    same = time == capture.time and url == capture.url
    return Capture(
        url=url,
        time=time,
        status=answer.status,
        mime=content_type.partition(";")[0].strip().lower(),
        digest=capture.digest if same else "",
        length=capture.length if same else 0,
        archive_url=reading_address(_at(answer.url, time)),
    )


def _at(address: str, time: datetime) -> str:
    """The address with the capture's own time: asked and given time differ where an archive shows the nearest."""
    parts = replay(address)
    return address if parts is None else str(replace(parts, stamp=stamp(time)))
