"""CDX services: the question, and the rows of every dialect of the answer.

Source: the Wayback CDX server's README (internetarchive/wayback, wayback-cdx-server) and pywb's CDX server API; the
forms of the rows as they were recorded from archive.org and pywb 2.10.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from factcheck.archive.addressing import original
from factcheck.archive.capture import Capture, Window
from factcheck.archive.settings import Archive, Dialect
from factcheck.archive.times import from_stamp, stamp

PAGE_SIZE = 1000
_TEXT_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_SIX, _ELEVEN = 6, 11
_WITH_LENGTH = frozenset([4, 7])
"""How many fields stand from the media type on where the fourth of them is the length: with `resolveRevisits` seven."""
_STAMP = re.compile(r"[0-9]{14}")
_MIME = re.compile(r"(?:[a-z]+/[\w.+-]+;?|unk|-|warc/revisit|no-type)$", re.IGNORECASE)
_STATUS = re.compile(r"(?:[1-9][0-9]{2}|-)$")
_FORMS = (
    ("digest", re.compile(r"(?:sha1:)?[A-Z2-7]{32}")),
    ("statuscode", _STATUS),
    ("mimetype", _MIME),
    ("urlkey", re.compile(r"[^\s/()]+\)\S*")),
    ("length", re.compile(r"[0-9]+")),
    ("filename", re.compile(r"\S+\.w?arc(?:\.gz)?")),
)
"""Forms of the fields but the time and the address."""
_REVISIT = "warc/revisit"


class Scope(StrEnum):
    """How much of a site a question covers."""

    EXACT = "exact"
    PREFIX = "prefix"
    HOST = "host"
    DOMAIN = "domain"
    """The host and those under it."""


class CdxPage(NamedTuple):
    """One answer: captures without repetitions in the order of the rows, the key of the next page ("" for the last),
    how many rows there were, how many of them named no page or no time, and whether it was CDX at all.
    """

    captures: tuple[Capture, ...]
    resume_key: str
    rows: int
    dropped: int
    is_cdx: bool


def window_question(
    archive: Archive,
    url: str,
    window: Window,
    *,
    scope: Scope = Scope.EXACT,
    resume_key: str = "",
    limit: int = PAGE_SIZE,
) -> str:
    """The address that asks for captures between two times, both included; `url` goes out as it was typed."""
    pairs = [("url", url.strip())]
    if scope is not Scope.EXACT:
        pairs.append(("matchType", scope.value))
    pairs += [("limit", str(limit)), ("from", stamp(window.since)), ("to", stamp(window.until))]
    if archive.dialect is Dialect.WAYBACK:
        pairs += [("showResumeKey", "true"), ("resolveRevisits", "true")]
    return _question(archive, pairs, resume_key)


def closest_question(archive: Archive, url: str, when: datetime, limit: int) -> str:
    """The address that asks for the captures nearest to a time. The limit is positive: `-1` gives stale rows."""
    pairs = [("url", url.strip()), ("sort", "closest"), ("closest", stamp(when)), ("limit", str(limit))]
    return _question(archive, pairs, "")


def _question(archive: Archive, pairs: list[tuple[str, str]], resume_key: str) -> str:
    if archive.dialect is Dialect.PYWB:
        # Without it pywb answers a question that matches nothing with rows of similar addresses.
        pairs.append(("allowFuzzy", "false"))
    if resume_key:
        pairs.append(("resumeKey", resume_key))
    return f"{archive.cdx}?{urlencode(pairs)}"


def parse_cdx(text: str, archive: Archive) -> CdxPage:
    """The captures of an answer, whichever way it is written: lines, CDXJ, JSON lines, one JSON array."""
    body = text.lstrip("\ufeff").rstrip()
    if body.lstrip().startswith("["):
        return _parse_array(body, archive)
    lines = body.splitlines()
    key = ""
    if len(lines) > 1 and not lines[-2].strip() and len(lines[-1].split()) == 1:
        key = lines[-1].strip()
        lines = lines[:-2]
    rows = [_row(line) for line in lines if line.strip()]
    return _page(rows, key, archive)


def _parse_array(body: str, archive: Archive) -> CdxPage:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return CdxPage((), "", 0, 0, is_cdx=False)
    named = [_named(row) for row in data if isinstance(row, dict)]
    table = [row for row in data if isinstance(row, list)]
    if len(named) == len(data):
        return _page(named, "", archive)
    if len(table) < len(data):
        return CdxPage((), "", 0, 0, is_cdx=False)
    key = ""
    if len(table) > 1 and not table[-2] and len(table[-1]) == 1:
        key = str(table[-1][0])
        table = table[:-2]
    header = [str(name) for name in table[0]] if table else list(_TEXT_FIELDS)
    if "timestamp" in header:
        table = table[1:]
    else:
        header = list(_TEXT_FIELDS)
    rows = [_named(dict(zip(header, row, strict=False))) for row in table if row]
    return _page(rows, key, archive)


def _named(row: dict[str, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in row.items() if value is not None}


def _row(line: str) -> dict[str, str]:
    """The fields of one line, empty where it is written in no known way."""
    brace = line.find("{")
    if brace >= 0 and (brace == 0 or line[brace - 1] == " "):
        try:
            fields = json.loads(line[brace:])
        except (ValueError, RecursionError):
            fields = None
        if isinstance(fields, dict):
            return _named(fields) | dict(zip(("urlkey", "timestamp"), line[:brace].split(), strict=False))
    parts = line.split()
    if len(parts) < _SIX or not _STAMP.fullmatch(parts[1]):
        return _by_shape(parts)
    # The address may hold spaces: it ends before the media type and the status. Of the fields behind the digest the
    # length is the next, but in the form of eleven fields, which has a redirect's target and meta tags before it.
    end = next((at for at in range(3, len(parts) - 1) if _MIME.match(parts[at]) and _STATUS.match(parts[at + 1])), 3)
    tail = parts[end:]
    length = tail[5:6] if len(tail) == _ELEVEN - 3 else tail[3:4] if len(tail) in _WITH_LENGTH else []
    return dict(zip(_TEXT_FIELDS, [*parts[:2], " ".join(parts[2:end]), *tail[:3], *length], strict=False))


def _by_shape(parts: list[str]) -> dict[str, str]:
    """The fields of a line in an order of its own (`fl=`), each known by its form; empty where one is unknown."""
    times = [part for part in parts if _STAMP.fullmatch(part)]
    pages = [part for part in parts if "://" in part or part.startswith(("mailto:", "data:"))]
    if len(times) != 1 or len(pages) != 1:
        return {}
    found = {"timestamp": times[0], "original": pages[0]}
    for part in parts:
        if part in {times[0], pages[0]}:
            continue
        name = next((name for name, form in _FORMS if form.fullmatch(part)), "")
        if not name:
            return {}
        found.setdefault(name, part)
    return found


def _page(rows: list[dict[str, str]], key: str, archive: Archive) -> CdxPage:
    found = [_capture(row, archive) for row in rows]
    captures = tuple(unrepeated(capture for capture in found if capture is not None))
    timed = any(row.get("timestamp", "").isdecimal() for row in rows)
    return CdxPage(captures, key, len(rows), sum(capture is None for capture in found), is_cdx=timed or not rows)


def _capture(row: dict[str, str], archive: Archive) -> Capture | None:
    url = original(row.get("original") or row.get("url") or "")
    time = from_stamp(row.get("timestamp", ""))
    if not url or time is None:
        return None
    mime = row.get("mimetype") or row.get("mime") or ""
    digest = row.get("digest", "").removeprefix("sha1:")
    return Capture(
        url=url,
        time=time,
        status=_number(row.get("statuscode") or row.get("status") or ""),
        mime="" if mime in {"-", "unk", _REVISIT} else mime,
        digest="" if digest == "-" else digest,
        length=_number(row.get("length", "")),
        archive_url=archive.shown(url, time),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0  # noqa: PLR2004 - no record is larger


def unrepeated(captures: Iterable[Capture]) -> Iterator[Capture]:
    """The captures without repetitions: archive.org lists a row twice, and once more with another record length."""
    seen: set[tuple[str, datetime, int, str]] = set()
    for capture in captures:
        key = (capture.url, capture.time, capture.status, capture.digest)
        if key not in seen:
            seen.add(key)
            yield capture
