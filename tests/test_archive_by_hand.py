"""Answers in the manner of archive.org and its neighbours, written by hand and replayed as if they were recorded.

Recordings of other projects hold such answers: other fields and orders in CDX, pictures, refusals in words, redirects
between http and https. No text or address here is anybody's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vcr  # type: ignore[import-untyped]
import yaml  # type: ignore[import-untyped]
from archive_stand import client

from factcheck.archive import (
    ARQUIVO,
    WAYBACK,
    Archive,
    ArchiveClient,
    Capture,
    Captures,
    Lookup,
    Outcome,
    page_text,
)

Recorded = tuple[str, int, dict[str, str], str | bytes]
"""The end of the address asked, status, headers, body."""
Recorder = Callable[..., Any]

URL = "http://www.kaz.example/news"
STAMP, DATE = "20050810090500", "Wed, 10 Aug 2005 09:05:00 GMT"
LATER, LATER_DATE = "20050812000000", "Fri, 12 Aug 2005 00:00:00 GMT"
TIME = datetime(2005, 8, 10, 9, 5, tzinfo=UTC)
WEB = "https://web.archive.org/web/"
DIGEST = "MGIGF4GRGGF5GKV6VNCBAXOE3OR5BTZC"


@pytest.fixture
def recorded(tmp_path: Path) -> Callable[..., Any]:
    @contextmanager
    def replay(*answers: Recorded, archive: Archive = WAYBACK) -> Iterator[ArchiveClient]:
        interactions = [
            {
                "request": {"method": "GET", "uri": address, "body": None, "headers": {}},
                "response": {
                    "status": {"code": status, "message": ""},
                    "headers": {name: [value] for name, value in headers.items()},
                    "body": {"string": body},
                },
            }
            for address, status, headers, body in answers
        ]
        tape = tmp_path / "tape.yaml"
        tape.write_text(yaml.safe_dump({"interactions": interactions, "version": 1}), encoding="utf-8")

        def same(one: vcr.request.Request, other: vcr.request.Request) -> None:
            ends = [request.uri.partition("://")[2] for request in (one, other)]
            assert ends[0] == ends[1] or ("/cdx" in ends[0] and "/cdx" in ends[1])

        recorder = vcr.VCR(record_mode="none")
        recorder.register_matcher("same", same)
        with recorder.use_cassette(str(tape), match_on=["same"]), client(archive) as asked:
            yield asked

    return replay


def fetched(recorded: Recorder, *answers: Recorded, archive: Archive = WAYBACK) -> Lookup:
    with recorded(*answers, archive=archive) as asked:
        found = asked.fetch(Capture(url=URL, time=TIME))
    assert isinstance(found, Lookup)
    return found


def listed(recorded: Recorder, status: int, body: str | bytes, headers: dict[str, str] | None = None) -> Captures:
    answer = ("https://web.archive.org/cdx", status, headers or {"Content-Type": "text/plain"}, body)
    with recorded(answer) as asked:
        found = asked.captures(URL, since=TIME - timedelta(days=30), until=TIME + timedelta(days=30))
    assert isinstance(found, Captures)
    return found


def memento(url: str = URL, date: str = DATE, **more: str) -> dict[str, str]:
    stamp = STAMP if date == DATE else LATER
    links = (
        f'<{url}>; rel="original", <{WEB}timemap/link/{url}>; rel="timemap"; type="application/link-format", '
        f'<{WEB}{url}>; rel="timegate", <{WEB}{stamp}/{url}>; rel="first last memento"; datetime="{date}"'
    )
    return {"Memento-Datetime": date, "Link": links, "Content-Type": "text/html", **more}


# Playback


@pytest.mark.parametrize(
    ("mime", "body", "what"),
    [
        ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), "a JPEG image"),
        ("image/gif", b"GIF89a\x01\x00\x01\x00", "a GIF image"),
        ("application/pdf", b"%PDF-1.4\n%\xe2\xe3", "a PDF file"),
    ],
)
def test_picture_is_brought_byte_for_byte_and_has_no_text(
    recorded: Recorder, mime: str, body: bytes, what: str
) -> None:
    found = fetched(recorded, (f"{WEB}{STAMP}id_/{URL}", 200, memento(**{"Content-Type": mime}), body))
    assert (found.outcome, found.body, found.content_type) == (Outcome.FOUND, body, mime)
    page = page_text(found.body, found.content_type)
    assert (page.text, what in page.problem) == ("", True)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 502, 503, 504])
def test_error_of_the_site_is_a_capture_asked_for_once(recorded: Recorder, status: int) -> None:
    """A second request would find no answer on the tape."""
    found = fetched(recorded, (f"{WEB}{STAMP}id_/{URL}", status, memento(), "<h1>Sorry"))
    assert found.outcome is Outcome.ARCHIVED_ERROR
    assert found.capture is not None
    assert (found.capture.status, found.body) == (status, b"<h1>Sorry")


@pytest.mark.parametrize(
    "moved", ["https://www.kaz.example/news", "http://kaz.example/news/", "https://kaz.example:443/news?x=1&y=2"]
)
@pytest.mark.parametrize(
    "form", ["{web}{stamp}id_/{url}", "/web/{stamp}id_/{url}", "//web.archive.org/web/{stamp}id_/{url}", "{url}"]
)
def test_site_that_moved_to_https_or_another_name_is_followed(recorded: Recorder, moved: str, form: str) -> None:
    """Archived redirect to a neighbour of its own address, which was captured two days later."""
    location = form.format(web=WEB, stamp=STAMP, url=moved)
    found = fetched(
        recorded,
        (f"{WEB}{STAMP}id_/{URL}", 301, memento(Location=location), ""),
        (f"{WEB}{STAMP}id_/{moved}", 302, {"Location": f"{WEB}{LATER}id_/{moved}"}, ""),
        (f"{WEB}{LATER}id_/{moved}", 200, memento(moved, LATER_DATE), "<p>Talks"),
    )
    assert (found.outcome, found.body) == (Outcome.FOUND, b"<p>Talks")
    assert found.capture is not None
    assert (found.capture.stamp, found.asked) == (LATER, URL)
    assert found.capture.url == moved.replace(":443", "")
    assert len(found.requests) == 3


def test_http_and_https_that_send_to_each_other_end(recorded: Recorder) -> None:
    secure = URL.replace("http:", "https:")
    found = fetched(
        recorded,
        (f"{WEB}{STAMP}id_/{URL}", 301, memento(Location=f"{WEB}{STAMP}id_/{secure}"), ""),
        (f"{WEB}{STAMP}id_/{secure}", 301, memento(Location=f"{WEB}{STAMP}id_/{URL}"), ""),
    )
    assert (found.outcome, found.message) == (Outcome.MALFORMED, "the capture redirects in a circle")


RUNTIME_ERROR = "X-Archive-Wayback-Runtime-Error"


@pytest.mark.parametrize(
    ("status", "headers", "body", "outcome"),
    [
        (404, {}, "<h2>The Wayback Machine has not archived that URL.</h2>", Outcome.NOT_ARCHIVED),
        (
            404,
            {RUNTIME_ERROR: "ResourceNotInArchiveException: the URL is not in the archive"},
            "",
            Outcome.NOT_ARCHIVED,
        ),
        (404, {RUNTIME_ERROR: "ResourceNotAvailableException: cannot open"}, "", Outcome.UNAVAILABLE),
        (403, {RUNTIME_ERROR: "RobotAccessControlException: Blocked By Robots"}, "", Outcome.EXCLUDED),
        (
            403,
            {RUNTIME_ERROR: "org.archive.wayback.exception.AdministrativeAccessControlException"},
            "",
            Outcome.EXCLUDED,
        ),
        (403, {}, "org.archive.util.io.URLBlockedException: kaz.example", Outcome.EXCLUDED),
        (403, {}, "<h1>Forbidden", Outcome.UNAVAILABLE),
        (451, {}, "Unavailable For Legal Reasons", Outcome.EXCLUDED),
        (200, {}, "<p>Sorry. This URL has been excluded from the Wayback Machine.</p>", Outcome.EXCLUDED),
        (200, {}, "<p>Loading...", Outcome.MALFORMED),
        (429, {"Retry-After": "4000"}, "<h1>429 Too Many Requests</h1>", Outcome.RATE_LIMITED),
        (429, {}, "You have sent too many requests in a given amount of time.", Outcome.RATE_LIMITED),
        (503, {"Retry-After": "120"}, "Slow down", Outcome.UNAVAILABLE),
        (520, {}, "", Outcome.UNAVAILABLE),
        (302, {"Location": "https://archive.org/account/login"}, "", Outcome.UNAVAILABLE),
        (302, {"Location": "https://web.archive.org/429.html"}, "", Outcome.UNAVAILABLE),
    ],
)
def test_words_of_the_archive_itself_have_their_outcome(
    recorded: Recorder, status: int, headers: dict[str, str], body: str, outcome: Outcome
) -> None:
    answer = (f"{WEB}{STAMP}id_/{URL}", status, headers, body)
    found = fetched(recorded, *[answer] * 3)
    assert found.outcome is outcome
    assert found.message


@pytest.mark.parametrize(
    "date",
    [DATE, f"{DATE}, {DATE}", "Wed, 10 Aug 2005 09:05:00 +0000", "Wednesday, 10-Aug-05 09:05:00 GMT", f" {DATE} "],
)
def test_capture_time_is_read_however_the_archive_writes_it(recorded: Recorder, date: str) -> None:
    found = fetched(recorded, (f"{WEB}{STAMP}id_/{URL}", 200, {"memento-datetime": date}, "<p>Talks"))
    assert found.capture is not None
    assert (found.outcome, found.capture.time) == (Outcome.FOUND, TIME)


def test_length_of_what_was_unpacked_by_the_recorder_is_not_believed(recorded: Recorder) -> None:
    """Recorders unpack a body, may drop its Content-Encoding, and keep the packed length, here the larger one."""
    found = fetched(recorded, (f"{WEB}{STAMP}id_/{URL}", 200, memento(**{"Content-Length": "900"}), "<p>Talks"))
    assert (found.outcome, found.body) == (Outcome.FOUND, b"<p>Talks")


def test_frame_of_arquivo_leads_to_its_bare_replay(recorded: Recorder) -> None:
    """One archive, two ways to show a page: its own redirect may name the other."""
    bare = f"https://arquivo.pt/noFrame/replay/{LATER}id_/{URL}"
    found = fetched(
        recorded,
        (f"https://arquivo.pt/noFrame/replay/{STAMP}id_/{URL}", 302, {"Location": f"/wayback/{LATER}id_/{URL}"}, ""),
        (bare, 200, {"Memento-Datetime": LATER_DATE}, "<p>Talks"),
        archive=ARQUIVO,
    )
    assert (found.outcome, found.requests[-1]) == (Outcome.FOUND, bare)


def test_site_that_sent_to_another_archive_is_not_taken_for_a_time_shift(recorded: Recorder) -> None:
    elsewhere = f"https://archive.example/web/{LATER}/{URL}"
    found = fetched(
        recorded,
        (f"{WEB}{STAMP}id_/{URL}", 301, memento(Location=elsewhere), ""),
        (f"{WEB}{STAMP}id_/{elsewhere}", 404, {}, ""),
    )
    assert found.outcome is Outcome.NOT_ARCHIVED
    assert elsewhere in found.message


# CDX


ROW = f"example,kaz)/news {STAMP} {URL} text/html 200 {DIGEST}"


@pytest.mark.parametrize(
    ("body", "length"),
    [
        (f"{ROW} 1811", 1811),
        (f"{ROW} -", 0),
        (ROW, 0),
        (f"{ROW} 1811 - - -", 1811),
        (f"{ROW} 1811 5120 77 crawl.warc.gz", 1811),
        (f"{ROW} - - 1811 77 crawl.warc.gz", 1811),
        (f"{ROW} - 77 crawl.arc.gz", 0),
        (f"\ufeff{ROW} 1811\r\n{ROW} 1811\r\n", 1811),
        (f"{STAMP} {URL} text/html 200 {DIGEST}", 0),
        (f"{URL} {STAMP} {DIGEST} 200 text/html", 0),
        (f"{DIGEST} 200 text/html {STAMP} {URL} 1811", 1811),
        (f'[["urlkey","timestamp","original","mimetype","statuscode","digest","length","orig.length","orig.offset"],["example,kaz)/news","{STAMP}","{URL}","text/html","200","{DIGEST}","1811",null,null]]', 1811),
        (f'[["digest","original","statuscode","mimetype","timestamp"],["{DIGEST}","{URL}","200","text/html","{STAMP}"]]', 0),
        (f'[{{"timestamp":"{STAMP}","original":"{URL}","mimetype":"text/html","statuscode":200,"digest":"{DIGEST}"}}]', 0),
        (f'example,kaz)/news {STAMP} {{"url":"{URL}","mime":"text/html","status":"200","digest":"sha1:{DIGEST}","length":"1811"}}', 1811),
        (f'{{"urlkey":"example,kaz)/news","timestamp":"{STAMP}","url":"{URL}","mime":"text/html","status":"200","digest":"{DIGEST}"}}', 0),
    ],
)  # fmt: skip
def test_row_is_read_in_any_order_and_length(recorded: Recorder, body: str, length: int) -> None:
    found = listed(recorded, 200, body)
    assert (found.outcome, found.dropped) == (Outcome.FOUND, 0)
    assert [*found] == [
        Capture(
            url=URL,
            time=TIME,
            status=200,
            mime="text/html",
            digest=DIGEST,
            length=length,
            archive_url=f"{WEB}{STAMP}/{URL}",
        )
    ]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (f"{STAMP}  {URL}\n{LATER}  {URL}", 2),
        (f"{URL} {STAMP}\n{URL} {LATER}", 2),
        (f"{STAMP} {URL} 200\n{LATER} {URL} -", 2),
        (f'[["timestamp","original"],["{STAMP}","{URL}"]]', 1),
    ],
)
def test_rows_of_few_fields_are_read(recorded: Recorder, body: str, rows: int) -> None:
    assert [capture.url for capture in listed(recorded, 200, body)] == [URL] * rows


def test_revisit_with_the_record_it_stands_for_keeps_its_own_length(recorded: Recorder) -> None:
    body = f"example,kaz)/news {STAMP} {URL} warc/revisit - {DIGEST} 433 5120 77 crawl.warc.gz"
    (found,) = listed(recorded, 200, body)
    assert (found.status, found.mime, found.length, found.is_page) == (0, "", 433, True)


def test_key_of_the_next_page_stands_alone_where_no_row_matched(recorded: Recorder) -> None:
    pages = ["\n\nexample%2Ckaz%29%2Fnews+20050810090500\n", f"{ROW} 1811\n"]
    with recorded(*[("https://web.archive.org/cdx", 200, {}, body) for body in pages]) as asked:
        found = asked.captures(URL, since=TIME, until=TIME)
    assert (len(found), found.complete, len(found.asked)) == (1, True, 2)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, "", Outcome.NOT_ARCHIVED),
        (200, "\n", Outcome.NOT_ARCHIVED),
        (200, "[]", Outcome.NOT_ARCHIVED),
        (200, "[ ]\n", Outcome.NOT_ARCHIVED),
        (200, '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"]]', Outcome.NOT_ARCHIVED),
        (404, '{"message": "No Captures found for: kaz.example"}', Outcome.NOT_ARCHIVED),
        (404, "<h1>Not Found", Outcome.UNAVAILABLE),
        (400, "Bad Request: invalid url", Outcome.UNAVAILABLE),
        (403, "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error", Outcome.EXCLUDED),
        (403, "org.archive.wayback.exception.RobotAccessControlException: Blocked By Robots", Outcome.EXCLUDED),
        (403, "<h1>403 Forbidden", Outcome.UNAVAILABLE),
        (200, "<html><h1>Wayback Machine is offline", Outcome.MALFORMED),
        (200, '["error"]', Outcome.MALFORMED),
        (200, '[{"error": "too many"}]', Outcome.MALFORMED),
        (200, '{"error": "busy"}', Outcome.MALFORMED),
        (200, "[" * 100_000, Outcome.MALFORMED),
        (200, '{"a":' * 100_000, Outcome.MALFORMED),
        (200, "Too many requests, please see http://archive.example/ since 20050810090500", Outcome.MALFORMED),
        (429, "<h1>429 Too Many Requests", Outcome.RATE_LIMITED),
        (504, "upstream request timeout", Outcome.UNAVAILABLE),
    ],
)  # fmt: skip
def test_answer_without_rows_is_none_only_where_the_archive_says_so(
    recorded: Recorder, status: int, body: str, outcome: Outcome
) -> None:
    answer: Recorded = ("https://web.archive.org/cdx", status, {}, body)
    with recorded(*[answer] * 3) as asked:
        found = asked.captures(URL, since=TIME, until=TIME)
    assert (tuple(found), found.outcome) == ((), outcome)
    assert found.message


# Memento headers of other archives


@pytest.mark.parametrize(
    ("archive", "links", "stamps"),
    [
        (
            "https://archive.example/all/",
            '<{url}>; rel="original", <//archive.example/all/{stamp}mp_/{url}>; rel="memento"; datetime="{date}"; collection="all"',
            [STAMP],
        ),
        (
            "https://archive.example/",
            "<{url}>;rel=original,<https://archive.example/AB12-CD34>;rel=memento;datetime={date}",
            [STAMP],
        ),
        (
            "https://archive.example/",
            (
                '<{url}>; rel="original",\n <https://archive.example/{stamp}/{url}>; rel="first memento"; '
                'datetime="{date}",\n <https://archive.example/{later}/{url}>; rel="memento"; datetime="{later_date}"'
            ),
            [STAMP, LATER],
        ),
        (
            "https://archive.example/all/",
            (
                '<https://archive.example/all/{stamp}/{url}>; rel="memento"; datetime="{date}"; '
                'license="http://x.example/a,b", <{url}>; rel="original"'
            ),
            [STAMP],
        ),
    ],
)
def test_timemap_of_another_archive_is_read(recorded: Recorder, archive: str, links: str, stamps: list[str]) -> None:
    there = Archive(name="other", timemap=f"{archive}timemap/link/", timegate=archive)
    body = links.format(url=URL, stamp=STAMP, date=DATE, later=LATER, later_date=LATER_DATE)
    answer = (f"{archive}timemap/link/{URL}", 200, {"Content-Type": "application/link-format"}, body)
    with recorded(answer, archive=there) as asked:
        found = asked.captures(URL, since=TIME, until=TIME + timedelta(days=30))
    assert [capture.stamp for capture in found] == stamps
    assert {capture.url for capture in found} == {URL}
    assert all(capture.archive_url.startswith("https://archive.example/") for capture in found)
