"""CDX services: the question, and the rows of every dialect of the answer.

Source: the Wayback CDX server's README (internetarchive/wayback, wayback-cdx-server) and pywb's CDX server API; the
forms of the rows as they were recorded from archive.org and pywb 2.10.
"""

import json
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
_SIX = 6
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
    body = text.strip()
    if body.startswith("["):
        return _parse_array(body, archive)
    lines = body.splitlines()
    key = ""
    if len(lines) > 1 and not lines[-2].strip() and " " not in lines[-1].strip():
        key = lines[-1].strip()
        lines = lines[:-2]
    rows = [_row(line) for line in lines if line.strip()]
    return _page(rows, key, archive)


def _parse_array(body: str, archive: Archive) -> CdxPage:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return CdxPage((), "", 0, 0, is_cdx=False)
    table = [row for row in data if isinstance(row, list)]
    key = ""
    if len(table) > 1 and not table[-2] and len(table[-1]) == 1:
        key = str(table[-1][0])
        table = table[:-2]
    header = [str(name) for name in table[0]] if table else list(_TEXT_FIELDS)
    if "timestamp" in header:
        table = table[1:]
    else:
        header = list(_TEXT_FIELDS)
    rows = [dict(zip(header, map(str, row), strict=False)) for row in table if row]
    return _page(rows, key, archive)


def _row(line: str) -> dict[str, str]:
    """The fields of one line, empty where it is written in no known way."""
    brace = line.find("{")
    if brace >= 0 and (brace == 0 or line[brace - 1] == " "):
        try:
            fields = json.loads(line[brace:])
        except (ValueError, RecursionError):
            fields = None
        if isinstance(fields, dict):
            named = {str(key): str(value) for key, value in fields.items() if value is not None}
            head = line[:brace].split()
            return named | dict(zip(("urlkey", "timestamp"), head, strict=False))
    parts = line.split()
    if len(parts) < _SIX:
        return {}
    if len(parts) in {6, 7, 10}:
        return dict(zip(_TEXT_FIELDS, parts, strict=False))
    # An address with a space in it: what stands before and behind it has a fixed number of fields.
    return dict(zip(_TEXT_FIELDS, [*parts[:2], " ".join(parts[2:-4]), *parts[-4:]], strict=True))


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
        archive_url=f"{archive.playback}{stamp(time)}/{url}" if archive.playback else "",
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
