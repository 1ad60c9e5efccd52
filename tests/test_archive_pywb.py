"""A real pywb, recorded and, where it is installed, live: how it is set up stands in archive_pages.py.

On replay the network is blocked.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from archive_pages import SITE
from archive_stand import client
from pywb_stand import CASSETTES, RECORDED, pywb

from factcheck.archive import Archive, ArchiveClient, Capture, Choice, Outcome, Policy, Scope, archive_at, page_text

TENTH = datetime(2005, 8, 10, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, object]:
    return CASSETTES


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pywb(tmp_path_factory.mktemp("pywb")) as root:
        yield root


@pytest.fixture(params=[pytest.param("recorded", marks=pytest.mark.vcr), "live"])
def settings(request: pytest.FixtureRequest) -> Archive:
    return archive_at(RECORDED if request.param == "recorded" else request.getfixturevalue("live"))


@pytest.fixture
def archive(settings: Archive) -> Iterator[ArchiveClient]:
    with client(settings) as asked:
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
def test_timemap_and_timegate_give_what_cdx_gives(settings: Archive) -> None:
    with client(replace(settings, cdx="")) as timemap, client(replace(settings, cdx="", timemap="")) as timegate:
        listed = timemap.captures(f"{SITE}/talks", since=TENTH - WEEK, until=TENTH + WEEK)
        nearest = timegate.closest(f"{SITE}/talks", TENTH, Policy(choice=Choice.NEAREST))
        missing = [asked.closest(f"{SITE}/never", TENTH).outcome for asked in (timemap, timegate)]
    assert stamps(listed) == ["20050809060000", "20050811060000"]
    assert nearest.capture is not None
    assert nearest.capture.stamp == "20050809060000"
    assert missing == [Outcome.NOT_ARCHIVED, Outcome.NOT_ARCHIVED]
