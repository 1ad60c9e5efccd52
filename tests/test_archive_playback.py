"""A capture fetched: what each kind of answer means, and that no redirect leads out of the archive."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from archive_stand import MEMENTO, PAGE, STAMP, WHEN, Reply, Stand, client, stand

from factcheck.archive import Capture, Lookup, Outcome, Window

URL = "http://interfax.example/news"
SHIFTED = "20050812000000"
SHIFTED_MEMENTO = ("Memento-Datetime", "Fri, 12 Aug 2005 00:00:00 GMT")
HTML = ("Content-Type", "text/html")


@pytest.fixture
def there() -> Iterator[Stand]:
    with stand() as made:
        yield made


def fetch(there: Stand, url: str = URL, window: Window | None = None) -> Lookup:
    with client(there.archive) as archive:
        return archive.fetch(Capture(url=url, time=WHEN), window=window)


def at(stamp: str, url: str = URL) -> str:
    return f"/web/{stamp}id_/{url}"


def to(location: str, status: int = 302, *more: tuple[str, str]) -> Reply:
    return Reply(status, (("Location", location), *more))


def test_capture_is_found_with_its_bytes_and_where_they_came_from(there: Stand) -> None:
    there.on(at(STAMP), Reply(headers=(MEMENTO, HTML), body=PAGE))
    found = fetch(there)
    assert found.outcome is Outcome.FOUND
    assert found.body == PAGE
    assert found.content_type == "text/html"
    assert found.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert found.requests == (f"{there.url}{at(STAMP)}",)
    assert found.capture == Capture(
        url=URL, time=WHEN, status=200, mime="text/html", archive_url=f"{there.url}/web/{STAMP}/{URL}"
    )
    assert found.fetched_at == datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert found.gap == timedelta(0)


def test_time_and_address_are_those_the_archive_states(there: Stand) -> None:
    """Pywb answers an inexact time with 200 and the capture's own time."""
    stated = "https://www.interfax.example/news/"
    there.on(at(STAMP), Reply(headers=(SHIFTED_MEMENTO, ("Link", f'<{stated}>; rel="original"')), body=PAGE))
    found = fetch(there)
    assert found.capture is not None
    assert (found.capture.url, found.capture.stamp) == (stated, SHIFTED)
    assert found.capture.archive_url == f"{there.url}/web/{SHIFTED}/{URL}"
    assert found.gap == timedelta(days=1, hours=14, minutes=55)


def test_archived_503_is_the_page_of_an_error(there: Stand) -> None:
    there.on(at(STAMP), Reply(503, (MEMENTO, HTML), b"closed for the night"))
    found = fetch(there)
    assert (found.outcome, found.body) == (Outcome.ARCHIVED_ERROR, b"closed for the night")
    assert "status 503" in found.message
    assert found.capture is not None
    assert found.capture.status == 503


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(404, (MEMENTO,)), Outcome.ARCHIVED_ERROR),
        (Reply(404), Outcome.NOT_ARCHIVED),
        (Reply(403, (MEMENTO,)), Outcome.ARCHIVED_ERROR),
        (Reply(403), Outcome.UNAVAILABLE),
        (Reply(429), Outcome.RATE_LIMITED),
        (Reply(503), Outcome.UNAVAILABLE),
        (Reply(200, body=PAGE), Outcome.MALFORMED),
        (Reply(200, (("Memento-Datetime", "last Wednesday"),), PAGE), Outcome.MALFORMED),
        (Reply(304, (MEMENTO,)), Outcome.MALFORMED),
        (Reply(200, body=b"<p>This URL has been excluded from the Wayback Machine.</p>"), Outcome.EXCLUDED),
        (Reply(200, (MEMENTO,), b"<p>Belarus has been excluded from the talks.</p>"), Outcome.FOUND),
        (Reply(403, (("X-Archive-Wayback-Runtime-Error", "RobotAccessControlException: robots"),)), Outcome.EXCLUDED),
        (Reply(451), Outcome.EXCLUDED),
        (Reply(404, (("X-Archive-Wayback-Runtime-Error", "ResourceNotAvailableException"),)), Outcome.UNAVAILABLE),
    ],
)
def test_answer_has_its_outcome(there: Stand, reply: Reply, outcome: Outcome) -> None:
    there.on("/web/", reply)
    found = fetch(there)
    assert found.outcome is outcome
    assert found.asked == URL
    assert bool(found.message) == (outcome is not Outcome.FOUND)
    assert bool(found.fetched_at) == (outcome in {Outcome.FOUND, Outcome.ARCHIVED_ERROR})


@pytest.mark.parametrize("kind", ["absolute", "path", "host"])
@pytest.mark.parametrize("status", [302, 307])
def test_time_shift_is_followed_however_it_is_written(there: Stand, kind: str, status: int) -> None:
    base = {"absolute": there.url, "path": "", "host": there.url.removeprefix("http:")}[kind]
    there.on(at(STAMP), to(f"{base}/web/{SHIFTED}id_/{URL}", status))
    there.on(at(SHIFTED), Reply(headers=(SHIFTED_MEMENTO, HTML), body=PAGE))
    found = fetch(there)
    assert found.outcome is Outcome.FOUND
    assert there.paths == [at(STAMP), at(SHIFTED)]
    assert found.capture is not None
    assert found.capture.stamp == SHIFTED
    assert found.wanted == WHEN


def test_archived_redirect_is_followed_inside_the_archive(there: Stand) -> None:
    moved = "http://interfax.example/archive/news.html"
    there.on(at(STAMP), to(f"/web/{STAMP}id_/{moved}", 301, MEMENTO))
    there.on(at(STAMP, moved), Reply(headers=(MEMENTO, HTML), body=PAGE))
    found = fetch(there)
    assert found.outcome is Outcome.FOUND
    assert found.capture is not None
    assert found.capture.url == moved
    assert found.asked == URL


@pytest.mark.parametrize(
    "location", ["http://live.example/page", "//live.example/page", "https://live.example/page#part"]
)
def test_redirect_to_the_live_web_is_asked_of_the_archive(there: Stand, location: str) -> None:
    """The `id_` of pywb gives the site's own Location."""
    there.on(at(STAMP), to(location, 301, MEMENTO))
    there.on(f"/web/{STAMP}id_/", Reply(headers=(MEMENTO,), body=PAGE))
    scheme = "https" if location.startswith("https") else "http"
    assert fetch(there).outcome is Outcome.FOUND
    assert there.paths == [at(STAMP), at(STAMP, f"{scheme}://live.example/page")]


@pytest.mark.parametrize(
    ("location", "target"),
    [("/about", "http://interfax.example/about"), ("about?x=1", "http://interfax.example/about?x=1")],
)
def test_redirect_by_a_path_of_the_site_is_asked_of_the_archive(there: Stand, location: str, target: str) -> None:
    there.on(at(STAMP), to(location, 301, MEMENTO))
    there.on(at(STAMP, target), Reply(headers=(MEMENTO,), body=PAGE))
    found = fetch(there)
    assert found.outcome is Outcome.FOUND
    assert there.paths[-1] == at(STAMP, target)


@pytest.mark.parametrize("location", ["/account/login", "https://archive.example/maintenance", "/web/"])
def test_redirect_of_the_archive_itself_to_another_page_says_nothing_of_the_capture(
    there: Stand, location: str
) -> None:
    """Asked for as if it were archived, the answer would be a 404, and the page be called not archived."""
    there.on(at(STAMP), to(location))
    found = fetch(there)
    assert found.outcome is Outcome.UNAVAILABLE
    assert "a page of the archive itself" in found.message
    assert len(there.seen) == 1


@pytest.mark.parametrize("form", ["/web/{}", "/web/2005/{}", "/web/2005id_/{}"])
def test_redirect_without_fourteen_digits_is_asked_for_at_the_same_time(there: Stand, form: str) -> None:
    target = "http://interfax.example/News?x=http://b.example/"
    there.on(at(STAMP), to(form.format(target)))
    there.on(at(STAMP, target), Reply(headers=(MEMENTO,), body=PAGE))
    assert fetch(there).outcome is Outcome.FOUND


def test_target_of_an_archived_redirect_that_was_not_captured_is_named(there: Stand) -> None:
    there.on(at(STAMP), to("/elsewhere", 301, MEMENTO))
    found = fetch(there)
    assert found.outcome is Outcome.NOT_ARCHIVED
    assert "sent the archive on to http://interfax.example/elsewhere" in found.message


def test_redirect_announced_on_a_page_is_followed_in_views(there: Stand) -> None:
    moved = f"/web/{SHIFTED}/http://interfax.example/new?a=1&b=2"
    announced = (
        "<a href='/web/'>Wayback</a><p>Got an HTTP 302 response at crawl time</p><p>Redirecting to...</p>"
        f'<p class="impatient"><a href="{moved.replace("&", "&amp;")}">Impatient?</a></p>'
    )
    there.on(f"/web/{STAMP}/", Reply(headers=(MEMENTO, HTML), body=announced.encode()))
    there.on(moved, Reply(headers=(SHIFTED_MEMENTO, HTML), body=PAGE))
    with client(replace(there.archive, modifier="")) as archive:
        found = archive.fetch(Capture(url=URL, time=WHEN))
    assert (found.outcome, found.body) == (Outcome.FOUND, PAGE)
    assert there.paths[-1] == moved


def test_same_words_in_a_capture_as_it_was_taken_are_its_own(there: Stand) -> None:
    words = b"<p>Got an HTTP 302 response at crawl time, <a href='/x'>he wrote</a>"
    there.on(at(STAMP), Reply(headers=(MEMENTO,), body=words))
    assert fetch(there).body == words


def test_modifier_lost_on_the_way_is_put_back(there: Stand) -> None:
    there.on(at(STAMP), to(f"/web/{SHIFTED}/{URL}"))
    there.on(at(SHIFTED), Reply(headers=(SHIFTED_MEMENTO,), body=PAGE))
    assert fetch(there).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8080/admin",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[broken",
        "//user:word@host.example/",
    ],
)
@pytest.mark.parametrize("headers", [(), (MEMENTO,)])
def test_redirect_to_a_private_or_odd_address_is_not_followed(
    there: Stand, location: str, headers: tuple[tuple[str, str], ...]
) -> None:
    there.on(at(STAMP), to(location, 302, *headers))
    found = fetch(there)
    assert found.outcome is Outcome.MALFORMED
    assert found.message.startswith("the capture redirects to ")
    assert len(there.seen) == 1


def test_redirect_without_a_target_is_told(there: Stand) -> None:
    there.on(at(STAMP), Reply(302))
    assert fetch(there).outcome is Outcome.UNAVAILABLE


def test_circle_is_left(there: Stand) -> None:
    other = "http://interfax.example/login"
    there.on(at(STAMP), to(f"/web/{STAMP}id_/{other}", 303, MEMENTO))
    there.on(at(STAMP, other), to(f"/web/{STAMP}id_/{URL}", 302, MEMENTO))
    found = fetch(there)
    assert (found.outcome, found.message) == (Outcome.MALFORMED, "the capture redirects in a circle")
    assert len(there.seen) == 2


def test_endless_redirects_end(there: Stand) -> None:
    for step in range(40):
        there.on(at(STAMP, f"{URL}/{step}."), to(f"/web/{STAMP}id_/{URL}/{step + 1}.", 302, MEMENTO))
    found = fetch(there, f"{URL}/0.")
    assert (found.outcome, found.message) == (Outcome.MALFORMED, "the capture redirects more than 12 times")
    assert len(there.seen) == 12


def test_shift_far_from_the_asked_time_is_out_of_the_window_before_it_is_asked_for(there: Stand) -> None:
    there.on(at(STAMP), to(f"/web/20190101000000id_/{URL}"))
    found = fetch(there)
    assert found.outcome is Outcome.OUT_OF_WINDOW
    assert "2019-01-01" in found.message
    assert len(there.seen) == 1


def test_capture_itself_is_checked_against_the_window(there: Stand) -> None:
    there.on(at(STAMP), Reply(headers=(SHIFTED_MEMENTO,), body=PAGE))
    narrow = Window(WHEN - timedelta(days=1), WHEN + timedelta(days=1))
    found = fetch(there, window=narrow)
    assert (found.outcome, found.body) == (Outcome.OUT_OF_WINDOW, b"")
    assert found.capture is not None
    assert found.capture.stamp == SHIFTED
    assert fetch(there, window=Window(WHEN, WHEN + timedelta(days=2))).outcome is Outcome.FOUND


def test_archived_redirect_is_checked_against_the_window_too(there: Stand) -> None:
    there.on(at(STAMP), to(URL + "/new", 301, ("Memento-Datetime", "Mon, 10 Aug 2015 09:05:00 GMT")))
    assert fetch(there).outcome is Outcome.OUT_OF_WINDOW
    assert len(there.seen) == 1


def test_view_is_asked_for_where_the_settings_say_so(there: Stand) -> None:
    there.on(f"/web/{STAMP}/{URL}", Reply(headers=(MEMENTO,), body=PAGE))
    with client(replace(there.archive, modifier="")) as archive:
        assert archive.fetch(Capture(url=URL, time=WHEN)).outcome is Outcome.FOUND


def test_archive_without_playback_is_unavailable(there: Stand) -> None:
    with client(replace(there.archive, playback="")) as archive:
        found = archive.fetch(Capture(url=URL, time=WHEN))
    assert found.outcome is Outcome.UNAVAILABLE
    assert there.seen == []


def test_archived_address_in_an_article_names_its_capture(there: Stand) -> None:
    with client(there.archive) as archive:
        capture = archive.capture_of(f"{there.url}/web/{STAMP}if_/{URL}")
        assert capture == Capture(url=URL, time=WHEN, archive_url=f"{there.url}/web/{STAMP}/{URL}")
        assert archive.capture_of(f"http://other.example/web/{STAMP}/{URL}") is None
        assert archive.capture_of(URL) is None
