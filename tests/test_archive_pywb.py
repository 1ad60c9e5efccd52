"""A real pywb, recorded: how it was set up stands in archive_pages.py. The network is blocked on replay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from archive_pages import SITE
from archive_stand import client

from factcheck.archive import ArchiveClient, Capture, Choice, Outcome, Policy, Scope, archive_at, page_text

pytestmark = pytest.mark.vcr

PYWB = archive_at("http://127.0.0.1:18081/web")
TENTH = datetime(2005, 8, 10, tzinfo=UTC)
WEEK = timedelta(days=7)


def without_its_own_pages(response: dict[str, Any]) -> dict[str, Any]:
    """Pywb's error and search pages are not kept: only that they came."""
    headers = {name.lower(): name for name in response["headers"]}
    if "memento-datetime" not in headers and "html" in str(response["headers"].get(headers.get("content-type"))):
        response["body"]["string"] = b""
        response["headers"][headers.get("content-length", "Content-Length")] = ["0"]
    return response


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, object]:
    return {
        "allow_playback_repeats": True,
        "filter_headers": ["User-Agent"],
        "before_record_response": without_its_own_pages,
    }


@pytest.fixture
def archive() -> Iterator[ArchiveClient]:
    with client(PYWB) as asked:
        yield asked


def stamps(found: tuple[Capture, ...]) -> list[str]:
    return [capture.stamp for capture in found]


@pytest.mark.parametrize(
    ("path", "outcome", "text"),
    [
        ("/talks", Outcome.FOUND, "Ministers met in Astana."),
        ("/ru", Outcome.FOUND, "Министры встретились в Астане."),
        ("/moved", Outcome.FOUND, "Ministers met in Astana."),
        ("/packed", Outcome.FOUND, "Gas prices rose by 5 percent."),
        ("/gone", Outcome.ARCHIVED_ERROR, ""),
        ("/down", Outcome.ARCHIVED_ERROR, ""),
        ("/circle", Outcome.MALFORMED, ""),
        ("/never", Outcome.NOT_ARCHIVED, ""),
    ],
)
@pytest.mark.default_cassette("page.yaml")
def test_page_of_the_day(archive: ArchiveClient, path: str, outcome: Outcome, text: str) -> None:
    found = archive.fetch_closest(SITE + path, TENTH)
    assert found.outcome is outcome
    assert page_text(found.body, found.content_type).text == text


@pytest.mark.parametrize(("path", "body"), [("/gone", b"<p>No such page"), ("/down", b"<p>Closed for the night")])
@pytest.mark.default_cassette("error.yaml")
def test_archived_error_is_brought_as_it_was(archive: ArchiveClient, path: str, body: bytes) -> None:
    found = archive.fetch(Capture(url=SITE + path, time=TENTH))
    assert (found.outcome, found.body) == (Outcome.ARCHIVED_ERROR, body)


@pytest.mark.parametrize(
    ("choice", "stamp"), [(Choice.FIRST_AFTER, "20050811060000"), (Choice.LAST_BEFORE, "20050809060000")]
)
@pytest.mark.default_cassette("closest.yaml")
def test_page_that_changed_is_taken_by_policy(archive: ArchiveClient, choice: Choice, stamp: str) -> None:
    found = archive.closest(f"{SITE}/talks", TENTH, Policy(choice=choice))
    assert found.capture is not None
    assert found.capture.stamp == stamp


@pytest.mark.default_cassette("captures.yaml")
def test_captures_of_a_page_and_of_its_host(archive: ArchiveClient) -> None:
    talks = archive.captures(f"{SITE}/talks", since=TENTH - WEEK, until=TENTH + WEEK)
    assert stamps(talks) == ["20050809060000", "20050811060000"]
    assert len(talks.digests) == 2
    assert stamps(archive.captures(f"{SITE}/talks", since=TENTH, until=TENTH + WEEK)) == ["20050811060000"]
    assert archive.captures(f"{SITE}/never", since=TENTH, until=TENTH + WEEK).outcome is Outcome.NOT_ARCHIVED
    host = archive.captures("news.example", since=TENTH, until=TENTH + WEEK, scope=Scope.HOST)
    assert {(row.url.removeprefix(SITE), row.status) for row in host} == {
        ("/talks", 200),
        ("/ru", 200),
        ("/gone", 404),
        ("/moved", 301),
        ("/circle", 302),
        ("/round", 302),
        ("/packed", 200),
        ("/down", 503),
    }


@pytest.mark.default_cassette("memento.yaml")
def test_timemap_and_timegate_give_what_cdx_gives() -> None:
    with client(replace(PYWB, cdx="")) as timemap, client(replace(PYWB, cdx="", timemap="")) as timegate:
        listed = timemap.captures(f"{SITE}/talks", since=TENTH - WEEK, until=TENTH + WEEK)
        nearest = timegate.closest(f"{SITE}/talks", TENTH, Policy(choice=Choice.NEAREST))
        missing = [asked.closest(f"{SITE}/never", TENTH).outcome for asked in (timemap, timegate)]
    assert stamps(listed) == ["20050809060000", "20050811060000"]
    assert nearest.capture is not None
    assert nearest.capture.stamp == "20050809060000"
    assert missing == [Outcome.NOT_ARCHIVED, Outcome.NOT_ARCHIVED]
