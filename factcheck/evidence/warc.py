"""Archived pages kept as WARC, one file a capture, so that pywb or ReplayWeb.page shows what the reviewer saw.

A file holds a warcinfo record, the page as a response record under its original address and time of capture, and a
metadata record that says where it came from. The same look-up gives the same bytes.
Source: WARC 1.0, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.0/.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from factcheck.archive import Capture, Lookup
from factcheck.errors import BadArgument, UnwritableOutput
from factcheck.evidence.rows import utc
from factcheck.table.files import locked, read_bytes, replace_file, unwritable
from factcheck.verdicts import stamp

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

_TRANSPORT = frozenset(
    ["connection", "content-encoding", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"]
)
"""Headers of the way the bytes travelled: they are unpacked now, and framed by the record."""
_ARCHIVES = frozenset(["content-location", "link", "memento-datetime", "server-timing", "set-cookie"])
"""Headers that the archive adds for its own answer; where and when the page was taken stands in the metadata."""
_ORIGINAL = "x-archive-orig-"
"""What archive.org puts before the site's own headers."""
_URI = "!#$%&'()*+,/:;=?@[]~-._"
_LONGEST_HOST = 60
_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?([^/?#:]+)")
_LOCK = "pages"
_COPIES = 100
_SIGNS = 12
"""Hex digits of a file's name that tell captures of one host and second apart."""


def store(folder: Path, lookup: Lookup) -> str:
    """Keeps the page of a look-up in `folder`, made where it is missing, and returns the file's name there.

    A file that holds the page already (same capture, same sha256) is left as it is; one that was damaged stays, and the
    page goes beside it.

    Raises: BadArgument for a look-up without a page; UnwritableOutput.
    """
    capture = lookup.capture
    if capture is None or lookup.fetched_at is None:
        raise BadArgument(f"{lookup.asked}: there is no page to keep", "Fetch the capture first.", value=lookup.asked)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    with locked(folder / _LOCK):
        for path in _paths(folder, _name(capture, lookup)):
            if read_bytes(path) is None:
                replace_file(path, _bytes(path.name, capture, lookup))
                return path.name
            if hashlib.sha256(page_in(path)).hexdigest() == lookup.sha256:
                return path.name
    raise UnwritableOutput(folder, "too many damaged copies of one page", "Move the damaged files away.")


def _paths(folder: Path, name: str) -> Iterator[Path]:
    """The files that may hold the page: the first, and those beside it where it was damaged."""
    yield folder / name
    yield from (folder / name.replace(".warc.gz", f"-{count}.warc.gz") for count in range(2, _COPIES))


def page_in(path: Path) -> bytes:
    """The bytes of the page that a file of `store` holds, b"" where it holds none that can be read."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - a page is seldom read back
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    return bytes(record.content_stream().read())
    except (ArchiveLoadFailed, OSError, ValueError, EOFError):
        return b""
    return b""


def _name(capture: Capture, lookup: Lookup) -> str:
    """The time, the host, and what tells it from others: "20050811062000-interfax.kz-1f2e3d4c5b6a.warc.gz"."""
    found = _HOST.match(capture.url.casefold())
    host = re.sub(r"[^a-z0-9.-]+", "-", found[1] if found else "").strip(".-")
    told = f"{capture.archive_url}\n{capture.url}\n{capture.stamp}\n{lookup.sha256}"
    signs = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]
    return f"{capture.stamp}-{host[:_LONGEST_HOST] or 'page'}-{signs}.warc.gz"


def _bytes(name: str, capture: Capture, lookup: Lookup) -> bytes:
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - only where a page is kept

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for record in _records(writer, name, capture, lookup):
        writer.write_record(record)
    return out.getvalue()


def _records(writer: "WARCWriter", name: str, capture: Capture, lookup: Lookup) -> "Iterator[ArcWarcRecord]":
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

    fetched = stamp(lookup.fetched_at or capture.time)
    address = _uri(capture.url)

    def headers(kind: str, date: str, **more: str) -> dict[str, str]:
        return {"WARC-Record-ID": _record_id(kind, name, lookup), "WARC-Date": date} | {
            key.replace("_", "-"): value for key, value in more.items()
        }

    about = _fields([("software", "factcheck-toolkit"), ("format", "WARC File Format 1.0"), ("isPartOf", "evidence")])
    info = headers("warcinfo", fetched, WARC_Filename=name)
    yield writer.create_warc_record("", "warcinfo", io.BytesIO(about), len(about), warc_headers_dict=info)
    status = capture.status or HTTPStatus.OK.value
    said = StatusAndHeaders(f"{status} {_phrase(status)}", list(_site_headers(lookup)), protocol="HTTP/1.1")
    yield writer.create_warc_record(
        address,
        "response",
        io.BytesIO(lookup.body),
        len(lookup.body),
        http_headers=said,
        warc_headers_dict=headers("response", stamp(capture.time), WARC_Warcinfo_ID=info["WARC-Record-ID"]),
    )
    origin = _fields(_origin(capture, lookup))
    response = _record_id("response", name, lookup)
    yield writer.create_warc_record(
        address,
        "metadata",
        io.BytesIO(origin),
        len(origin),
        warc_headers_dict=headers("metadata", fetched, WARC_Refers_To=response, WARC_Concurrent_To=response),
    )


def _site_headers(lookup: Lookup) -> Iterator[tuple[str, str]]:
    """The site's headers as far as the archive hands them on, without those of the transport and of the archive."""
    own = [(name.removeprefix(_ORIGINAL), value) for name, value in lookup.headers if name.startswith(_ORIGINAL)]
    shown = own or [(name, value) for name, value in lookup.headers if not name.startswith("x-archive-")]
    kept = [(name, value) for name, value in shown if name not in _TRANSPORT | _ARCHIVES]
    if lookup.content_type and not any(name == "content-type" for name, _ in kept):
        kept.insert(0, ("content-type", lookup.content_type))
    for name, value in kept:
        yield "-".join(part.capitalize() for part in name.split("-")), " ".join(value.split())


def _origin(capture: Capture, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Where the page came from, as fields of the metadata record; those that are not known are left out."""
    yield "archive-url", capture.archive_url
    yield "captured-at", stamp(capture.time)
    yield "fetched-at", stamp(lookup.fetched_at or capture.time)
    yield "asked-for", lookup.asked
    yield "wanted", utc(lookup.wanted)
    yield from (("request", address) for address in lookup.requests)
    yield "outcome", lookup.outcome.value
    yield "message", lookup.message
    yield "sha256", lookup.sha256


def _fields(pairs: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> bytes:
    """The pairs as application/warc-fields, each on a line of its own."""
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in pairs if value).encode(
        "utf-8", "backslashreplace"
    )


def _uri(url: str) -> str:
    """The address as a URI: what is no sign of one percent-encoded, so that it stays on its line."""
    return quote(url, safe=_URI, errors="backslashreplace")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _record_id(kind: str, name: str, lookup: Lookup) -> str:
    """A UUID made of what the record holds (RFC 9562, version 8): the same for the same look-up."""
    told = "\n".join((kind, name, lookup.sha256, utc(lookup.fetched_at)))
    digest = bytearray(hashlib.sha256(told.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"<urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}>"
