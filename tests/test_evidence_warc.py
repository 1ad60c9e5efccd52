"""Archived pages kept as WARC: what a replaying program reads of them, and that nothing kept is ever spoiled."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from factcheck.archive import Capture, Lookup, Outcome
from factcheck.errors import BadArgument, UnwritableOutput
from factcheck.evidence.warc import page_in, store

TAKEN = datetime(2005, 8, 11, 6, 20, tzinfo=UTC)
URL = "http://www.interfax.kz/talks?id=7"
ARCHIVED = f"http://web.archive.org/web/20050811062000/{URL}"
PAGE = "<title>Переговоры</title><p>Министры встретились в Астане.".encode("cp1251")
PLAYED_BACK = (
    ("content-type", "text/html; charset=windows-1251"),
    ("content-encoding", "gzip"),
    ("transfer-encoding", "chunked"),
    ("content-length", "9"),
    ("memento-datetime", "Thu, 11 Aug 2005 06:20:00 GMT"),
    ("link", f'<{URL}>; rel="original"'),
    ("x-archive-src", "x.warc.gz"),
    ("set-cookie", "visit=1"),
    ("last-modified", "Thu, 11 Aug 2005 06:00:00 GMT"),
)


def lookup(**changes: Any) -> Lookup:
    found = Lookup(
        outcome=Outcome.FOUND,
        asked=URL,
        wanted=datetime(2005, 8, 10, tzinfo=UTC),
        capture=Capture(url=URL, time=TAKEN, status=200, archive_url=ARCHIVED),
        requests=("http://web.archive.org/cdx/search/cdx?url=x", ARCHIVED),
        body=PAGE,
        content_type="text/html; charset=windows-1251",
        headers=PLAYED_BACK,
        fetched_at=datetime(2026, 11, 23, 14, 0, tzinfo=UTC),
    )
    return replace(found, **changes)


def captured(**changes: Any) -> Lookup:
    """The look-up with another capture."""
    before = lookup().capture
    assert before
    return lookup(capture=replace(before, **changes))


def records(path: Path) -> list[tuple[str, dict[str, str], dict[str, str], bytes]]:
    """(type, WARC headers, HTTP headers, content) of each record."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            http = dict(record.http_headers.headers) if record.http_headers else {}
            found.append((record.rec_type, dict(record.rec_headers.headers), http, record.content_stream().read()))
    return found


def test_page_is_kept_under_its_own_address_and_time(tmp_path: Path) -> None:
    name = store(tmp_path / "evidence", lookup())
    assert name.startswith("20050811062000-www.interfax.kz-")
    assert name.endswith(".warc.gz")
    (info, _, _, _), (kind, warc, http, body), (about, _, _, origin) = records(tmp_path / "evidence" / name)
    assert (info, kind, about) == ("warcinfo", "response", "metadata")
    assert (warc["WARC-Target-URI"], warc["WARC-Date"]) == (URL, "2005-08-11T06:20:00Z")
    assert body == PAGE
    assert http == {
        "Content-Type": "text/html; charset=windows-1251",
        "Last-Modified": "Thu, 11 Aug 2005 06:00:00 GMT",
    }
    assert origin.decode().splitlines() == [
        f"archive-url: {ARCHIVED}",
        "captured-at: 2005-08-11T06:20:00Z",
        "fetched-at: 2026-11-23T14:00:00Z",
        f"asked-for: {URL}",
        "wanted: 2005-08-10T00:00:00Z",
        "request: http://web.archive.org/cdx/search/cdx?url=x",
        f"request: {ARCHIVED}",
        "outcome: found",
        f"sha256: {hashlib.sha256(PAGE).hexdigest()}",
    ]
    assert hashlib.sha256(page_in(tmp_path / "evidence" / name)).hexdigest() == lookup().sha256


def test_file_is_sound_warc(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Digests are right, and every record is a gzip member of its own, as indexers need."""
    path = tmp_path / store(tmp_path, lookup())
    options: Any = type("Options", (), {"inputs": [str(path)], "verbose": True})
    Checker(options).process_all()
    said = capsys.readouterr().out
    assert "digest failed" not in said
    assert said.count("digest pass") == 3
    assert path.read_bytes().count(b"\x1f\x8b\x08") >= 3


def test_same_look_up_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = store(tmp_path / "a", lookup()), store(tmp_path / "b", lookup())
    assert one == two
    assert (tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / two).read_bytes()


def test_records_have_ids_of_their_own(tmp_path: Path) -> None:
    ids = {
        warc["WARC-Record-ID"]
        for each in (lookup(), captured(url="http://www.interfax.kz/gas"), lookup(body=b"other"))
        for _, warc, _, _ in records(tmp_path / store(tmp_path, each))
    }
    assert len(ids) == 9
    assert all(each.startswith("<urn:uuid:") and len(each) == 47 for each in ids)


def test_original_headers_of_the_site_are_restored(tmp_path: Path) -> None:
    headers = (
        ("content-type", "text/html"),
        ("server", "nginx of the archive"),
        ("x-archive-orig-server", "Apache/1.3"),
        ("x-archive-orig-content-length", "9"),
        ("x-archive-orig-set-cookie", "who=1"),
    )
    path = tmp_path / store(tmp_path, lookup(headers=headers))
    assert records(path)[1][2] == {
        "Content-Type": "text/html; charset=windows-1251",
        "Server": "Apache/1.3",
    }


def test_page_that_is_kept_is_not_written_again(tmp_path: Path) -> None:
    """Another fetch of the same page, a day later: the file of the first one stays as it is."""
    name = store(tmp_path, lookup())
    before = (tmp_path / name).read_bytes()
    assert store(tmp_path, lookup(fetched_at=datetime(2026, 11, 24, tzinfo=UTC))) == name
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"no warc", "half"])
def test_damaged_file_stays_and_the_page_goes_beside_it(tmp_path: Path, damage: bytes | str) -> None:
    path = tmp_path / store(tmp_path, lookup())
    spoiled = damage if isinstance(damage, bytes) else path.read_bytes()[:700]
    path.write_bytes(spoiled)
    again = store(tmp_path, lookup())
    assert again == path.name.replace(".warc.gz", "-2.warc.gz")
    assert page_in(tmp_path / again) == PAGE
    assert path.read_bytes() == spoiled
    assert store(tmp_path, lookup()) == again


def test_captures_of_one_second_and_host_lie_in_files_of_their_own(tmp_path: Path) -> None:
    looks = [lookup(), captured(url="http://www.interfax.kz/gas"), lookup(body=b"changed")]
    looks += [captured(time=TAKEN + timedelta(seconds=1)), captured(archive_url="http://arquivo.pt/x")]
    assert len({store(tmp_path, each) for each in looks}) == len(looks)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://x.kz/a b\r\nWARC-Type: request", "http://x.kz/a%20b%0D%0AWARC-Type:%20request"),
        ("http://x.kz/Переговоры", "http://x.kz/%D0%9F%D0%B5%D1%80%D0%B5%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%D1%8B"),
        ("http://x.kz/a%20b?q=1&r[]=2#c", "http://x.kz/a%20b?q=1&r[]=2#c"),
        ("http://[::/../../etc", "http://[::/../../etc"),
    ],
)
def test_address_stays_on_its_line_and_out_of_the_files_name(tmp_path: Path, url: str, kept: str) -> None:
    name = store(tmp_path, captured(url=url))
    assert Path(name).name == name
    assert records(tmp_path / name)[1][1]["WARC-Target-URI"] == kept
    assert [kind for kind, _, _, _ in records(tmp_path / name)] == ["warcinfo", "response", "metadata"]


def test_message_of_an_archive_cannot_forge_a_field(tmp_path: Path) -> None:
    path = tmp_path / store(tmp_path, lookup(message="odd\r\nsha256: 0000"))
    assert b"message: odd sha256: 0000\r\n" in records(path)[2][3]


@pytest.mark.parametrize(("status", "line"), [(404, "404 Not Found"), (0, "200 OK"), (599, "599 Unknown")])
def test_status_is_the_sites(tmp_path: Path, status: int, line: str) -> None:
    path = tmp_path / store(tmp_path, captured(status=status))
    with path.open("rb") as file:
        said = [each.http_headers.statusline for each in ArchiveIterator(file) if each.rec_type == "response"]
    assert said == [line]


def test_look_up_without_a_page_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no page to keep"):
        store(tmp_path / "evidence", lookup(fetched_at=None))
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file")
    with pytest.raises(UnwritableOutput):
        store(tmp_path / "evidence", lookup())


def test_page_of_a_missing_file_is_nothing(tmp_path: Path) -> None:
    assert page_in(tmp_path / "x.warc.gz") == b""
