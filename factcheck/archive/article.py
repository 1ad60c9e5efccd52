"""An article read from its address: the main text of an archived copy, or of the page as it is today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from factcheck.archive.addresses import is_local_host
from factcheck.archive.addressing import asked_address, replay
from factcheck.archive.answer import Answer
from factcheck.archive.cache import Cache
from factcheck.archive.capture import Capture, Choice, Lookup, Outcome, Policy
from factcheck.archive.client import ArchiveClient
from factcheck.archive.pacing import Kind
from factcheck.archive.page import page_markup
from factcheck.archive.session import Session
from factcheck.archive.settings import Archive, Limits
from factcheck.archive.times import from_stamp
from factcheck.document import Document
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.readers import read_bytes
from factcheck.readers.webpage import read_html

NEWEST = datetime(2100, 1, 1, tzinfo=UTC)
"""Asked for where no date is given. A fixed one, so that the same question is answered from the cache."""
_ANY = Policy(choice=Choice.NEAREST, before=timedelta(days=365 * 200), after=timedelta(days=365 * 200))
_MOST_HOPS = 5
_LIVE_PER_MINUTE = 10
_OK, _REDIRECT = 2, 3
_SAVE = "Save the text of the page to a file and give that"
_ELSEWHERE = f"Try another archive with --archive, or the page itself with --live. {_SAVE}, if neither helps."
_HINTS = {
    Outcome.NOT_ARCHIVED: _ELSEWHERE,
    Outcome.EXCLUDED: _ELSEWHERE,
    Outcome.OUT_OF_WINDOW: "Give another date with --at.",
    Outcome.ARCHIVED_ERROR: "Give another date with --at, or another archive with --archive.",
    Outcome.RATE_LIMITED: "Come back later; what was answered is kept and not asked again.",
    Outcome.UNAVAILABLE: f"Try again later, or another archive with --archive. Offline: {_SAVE[0].lower()}{_SAVE[1:]}.",
    Outcome.MALFORMED: f"Try another archive with --archive. {_SAVE}, if that does not help.",
}


class Archived(NamedTuple):
    """An article, and the capture that it was read from."""

    document: Document
    capture: Capture


def moment(edtf: str) -> datetime:
    """The middle of a day, month or year, for the copy nearest to it; `NEWEST` for "".

    >>> moment("2005-08").isoformat(), moment("2005").month
    ('2005-08-15T12:00:00+00:00', 7)
    """
    if not edtf:
        return NEWEST
    year, month, day = (*(int(part) for part in edtf.split("-")), 0, 0)[:3]
    return datetime(year, month or 7, day or (15 if month else 2), 12, tzinfo=UTC)


def copy_time(address: str) -> datetime | None:
    """When the copy was captured that an archived address names; None for another address."""
    found = replay(address)
    return from_stamp(found.stamp) if found else None


def page_asked(url: str) -> str:
    """The address whose copies are asked for, of an archived one the original.

    Raises:
        BadArgument: no address of a web page, or one of a private network, which no archive knows and none is told.
    """
    page = asked_address(url)
    archived = replay(page)
    original = asked_address(archived.url) if archived else page
    if is_local_host(urlsplit(original).hostname or ""):
        hint = "Read it from its own server with --live, or save it to a file."
        raise BadArgument(f"{url}: an address of a private network, which no archive is asked about", hint, value=url)
    return original


def read_archived(client: ArchiveClient, url: str, when: datetime) -> Archived:
    """The main text of the copy nearest to a time, or of the very capture that an archived address names.

    `Document.name` is the address as given; the capture stands in the metadata, too, first, under `archive:`.

    Raises:
        BadArgument: no address of a web page, or one of a private network.
        UnreadableInput: no copy was found, reached or could be read; the message says which.
    """
    page = page_asked(url)
    capture = client.capture_of(url)
    lookup = client.fetch(capture) if capture else client.fetch_closest(page, when, _ANY)
    if lookup.outcome is not Outcome.FOUND or lookup.capture is None:
        raise _no_copy(client, lookup, url)
    found = lookup.capture
    document = _document(lookup.body, lookup.content_type, url)
    about = (("archive:url", found.archive_url), ("archive:captured_at", found.time.isoformat()))
    return Archived(replace(document, metadata=(*about, *document.metadata)), found)


def _no_copy(client: ArchiveClient, lookup: Lookup, url: str) -> UnreadableInput:
    said = lookup.message or lookup.outcome.value.replace("_", " ")
    hint = _HINTS.get(lookup.outcome, "")
    if client.offline:
        hint = f"Check the connection and the archive's address. {_SAVE}, if you work offline."
    return UnreadableInput(url, f"no archived copy was read: {client.archive.name}: {said}", hint)


def read_live(
    url: str, limits: Limits, *, clock: Callable[[], datetime], sleep: Callable[[float], None], cache: Cache
) -> Document:
    """The main text of the page as its own server sends it now; nothing is kept but a pause that it asks for.

    Raises:
        BadArgument: no address of a web page.
        UnreadableInput: the server sent no page, or one without text.
    """
    address = asked_address(url)
    for _ in range(_MOST_HOPS):
        answer = _asked(address, limits, clock=clock, sleep=sleep, cache=cache)
        if answer.failure is not None:
            raise UnreadableInput(url, f"the page was not read: {answer.failure.message}", f"{_SAVE}.")
        if answer.status // 100 == _REDIRECT and answer.header("location"):
            address = _next(address, answer.header("location"), url)
            continue
        if answer.status // 100 != _OK:
            hint = "Without --live its archived copy is read."
            raise UnreadableInput(url, f"its server answered with status {answer.status}", hint)
        return _document(answer.body, answer.header("content-type"), url)
    raise UnreadableInput(url, f"redirects more than {_MOST_HOPS} times", f"{_SAVE}.")


def _asked(
    address: str, limits: Limits, *, clock: Callable[[], datetime], sleep: Callable[[float], None], cache: Cache
) -> Answer:
    """The server's answer, asked with the patience and within the limits that archives are asked with."""
    parts = urlsplit(address)
    server = Archive(
        name=f"live:{parts.netloc}",
        playback=f"{parts.scheme}://{parts.netloc}/",
        index_per_minute=_LIVE_PER_MINUTE,
        pages_per_minute=_LIVE_PER_MINUTE,
        private=is_local_host(parts.hostname or ""),
    )
    session = Session(server, limits, clock=clock, sleep=sleep, cache=cache)
    try:
        return session.get(address, kind=Kind.PAGE)
    finally:
        session.close()


def _next(here: str, location: str, url: str) -> str:
    """Where a redirect leads. From a public server never into a private network."""
    try:
        there = asked_address(urljoin(here, location.strip()))
    except (BadArgument, ValueError) as error:
        raise UnreadableInput(url, f"redirects to {location[:200]!r}, which is no web address", f"{_SAVE}.") from error
    host = urlsplit(there).hostname or ""
    if is_local_host(host) and host != urlsplit(url).hostname:
        raise UnreadableInput(url, f"redirects to {host}, a private address; it was not followed", f"{_SAVE}.")
    return there


def _document(body: bytes, content_type: str, url: str) -> Document:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/pdf" or body.startswith(b"%PDF-"):
        return replace(read_bytes(body, name=url, media="pdf"), name=url)
    try:
        markup = page_markup(body, content_type)
    except UnreadableInput as error:
        raise UnreadableInput(url, error.reason, error.hint) from error
    if not markup:
        return replace(read_bytes(body, name=url, media="text"), name=url)
    document = read_html(markup, name=url)
    if not document.blocks:
        hint = f"Some pages are only filled in by scripts. {_SAVE}."
        raise UnreadableInput(url, "the page shows no readable text", hint)
    return document
