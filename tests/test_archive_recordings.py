"""Real answers of archive.org, recorded by other projects, replayed through the session: each has its right outcome.

The recordings lie beside the repository, never in it: their pages belong to their publishers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import vcr  # type: ignore[import-untyped]
from archive_stand import client

from factcheck.archive import WAYBACK, Archive, ArchiveClient, Capture, Lookup, Outcome, Scope, page_text
from factcheck.archive.cdx import parse_cdx

CASSETTES = Path(__file__).parents[2] / "shared" / "cassettes"
pytestmark = pytest.mark.skipif(not CASSETTES.exists(), reason="../shared/cassettes is not here")


def same_question(one: vcr.request.Request, other: vcr.request.Request) -> None:
    """The order of parameters and the number of rows asked for are each client's own."""
    parts = [
        (
            at.hostname,
            at.path,
            [parse_qs(at.query).get(name) for name in ("url", "matchType", "resumeKey", "from", "to")],
        )
        for at in (urlsplit(one.uri), urlsplit(other.uri))
    ]
    assert parts[0] == parts[1]


@contextmanager
def replayed(name: str, archive: Archive = WAYBACK) -> Iterator[tuple[ArchiveClient, vcr.cassette.Cassette]]:
    recorder = vcr.VCR(record_mode="none")
    recorder.register_matcher("question", same_question)
    with (
        recorder.use_cassette(str(CASSETTES / f"{name}.yaml"), match_on=["question"]) as cassette,
        client(archive) as asked,
    ):
        yield asked, cassette


def fetched(name: str, url: str, stamp: str, archive: Archive = WAYBACK) -> Lookup:
    time = datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z")
    with replayed(name, archive) as (asked, cassette):
        found = asked.fetch(Capture(url=url, time=time))
        assert cassette.play_count == len(found.requests)
    return found


def test_capture_asked_for_by_its_time() -> None:
    found = fetched("edgi_test_get_memento", "https://www.fws.gov/birds/", "20171124151315")
    assert found.outcome is Outcome.FOUND
    assert found.capture is not None
    assert (found.capture.url, found.capture.stamp) == ("https://www.fws.gov/birds/", "20171124151315")
    page = page_text(found.body, found.content_type)
    assert page.title.startswith("U.S. Fish & Wildlife Service - Migratory Bird Program")
    assert "Migratory Bird" in page.text


def test_time_shift_leads_to_the_capture() -> None:
    name = "edgi_test_get_memento_with_inexact_string_datetime"
    found = fetched(name, "https://www.fws.gov/birds/", "20171124151310")
    assert found.outcome is Outcome.FOUND
    assert found.capture is not None
    assert found.capture.stamp == "20171124151315"
    assert found.gap is not None
    assert found.gap.total_seconds() == 5


def test_archived_redirect_by_path_ends_at_an_archived_404() -> None:
    url = "https://www.whitehouse.gov/administration/eop/ostp/about/student/faqs"
    found = fetched("edgi_test_get_memento_with_path_based_redirects", url, "20201027215555")
    assert found.outcome is Outcome.ARCHIVED_ERROR
    assert found.capture is not None
    assert found.capture.status == 404
    assert found.capture.url == "https://www.whitehouse.gov/ostp/about/student/faqs"
    assert len(found.requests) == 3


def test_redirects_in_a_circle() -> None:
    name = "edgi_test_get_memento_raises_for_mementos_that_redirect_in_a_loop"
    found = fetched(name, "https://link.springer.com/article/10.1007/s00382-012-1331-2", "20200925075402")
    assert (found.outcome, found.message) == (Outcome.MALFORMED, "the capture redirects in a circle")


def test_excluded_site() -> None:
    name = "edgi_test_get_memento_raises_blocked_error"
    assert fetched(name, "https://nationalpost.com/health/", "20170929002712").outcome is Outcome.EXCLUDED


def test_page_never_archived() -> None:
    name = "edgi_test_get_memento_raises_no_memento_error"
    found = fetched(name, "https://this-is-not-real-url.whatever/", "20170929002712")
    assert found.outcome is Outcome.NOT_ARCHIVED


def test_view_of_a_news_article_has_its_own_time_and_no_toolbar() -> None:
    view = replace(WAYBACK, playback="http://web.archive.org/web/", modifier="")
    url = "http://www.taz.de/Praesident-Trong-scheut-Oeffentlichkeit/!5588752/"
    found = fetched("archiveretriever_scrape_url1", url, "20190502052859", view)
    assert found.outcome is Outcome.FOUND
    assert found.capture is not None
    assert found.capture.stamp == "20190501205310"
    assert found.capture.url == "http://taz.de/Praesident-Trong-scheut-Oeffentlichkeit/!5588752/"
    page = page_text(found.body, found.content_type)
    assert "Trong" in page.title
    assert "Öffentlichkeit" in page.text
    assert "Wayback" not in page.text
    assert "archive.org" not in page.text


SEARCHES = [
    ("edgi_test_search", "nasa.gov", "1996-10-01", "1997-02-01", 1, 1),
    ("edgi_test_search_multipage", "cnn.com", "2001-04-10", "2001-05-10", 15, 0),
    ("edgi_test_search_with_date", "dw.com", "2019-10-01", "2020-03-01", 3, 0),
]


@pytest.mark.parametrize(("name", "url", "since", "until", "questions", "rows"), SEARCHES)
def test_search(name: str, url: str, since: str, until: str, questions: int, rows: int) -> None:
    first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (since, until))
    with replayed(name) as (asked, cassette):
        found = asked.captures(url, since=first, until=last)
    assert (found.outcome, found.complete, found.dropped) == (Outcome.FOUND, True, 0)
    assert cassette.play_count == len(found.asked) == questions
    assert len({(row.url, row.time, row.status, row.digest) for row in found}) == len(found)
    assert [row.time for row in found] == sorted(row.time for row in found)
    assert all(first <= row.time <= last and ":80" not in row.url for row in found)
    assert len(found) >= max(rows, 1)
    if rows:
        assert len(found) == rows


def test_search_of_a_whole_path_ends_at_the_rows_wanted() -> None:
    with replayed("edgi_test_search_with_filter_list") as (asked, cassette):
        found = asked.captures(
            "nasa.gov/",
            since=datetime(2022, 1, 1, tzinfo=UTC),
            until=datetime(2022, 2, 1, tzinfo=UTC),
            scope=Scope.PREFIX,
            most=10,
        )
        filtered = parse_cdx(cassette.responses[1]["body"]["string"].decode(), WAYBACK)
    assert (found.outcome, found.complete, len(found.asked)) == (Outcome.FOUND, False, 1)
    assert 0 < len(found) <= 10
    assert {row.status for row in filtered.captures} == {404}
    assert all("feature" in row.url.lower() for row in filtered.captures)


def lines(name: str) -> str:
    return (CASSETTES / name).read_text(encoding="utf-8")


LISTS: list[tuple[str, Callable[[str], str], int, int]] = [
    ("malformed_cdx.txt", str, 2, 3),
    ("bad_timestamp_cdx.txt", str, 5, 0),
]


@pytest.mark.parametrize(("name", "read", "kept", "dropped"), LISTS)
def test_rows_that_name_no_page_are_dropped_and_the_rest_kept(
    name: str, read: Callable[[str], str], kept: int, dropped: int
) -> None:
    found = parse_cdx(read(lines(name)), WAYBACK)
    assert (len(found.captures), found.dropped) == (kept, dropped)
