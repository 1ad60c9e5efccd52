"""Which captures there are and which is nearest, by CDX, TimeMap or TimeGate, whatever the archive offers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from archive_stand import MEMENTO, PAGE, STAMP, WHEN, Reply, Stand, Wall, client, stand

from factcheck.archive import (
    BUILT_IN,
    WAYBACK,
    Archive,
    Capture,
    Captures,
    Choice,
    Dialect,
    Limits,
    Lookup,
    Outcome,
    Policy,
    Scope,
    archive_at,
)
from factcheck.errors import BadArgument

URL = "http://interfax.example/news"
SINCE, UNTIL = datetime(2005, 8, 1, tzinfo=UTC), datetime(2005, 9, 1, tzinfo=UTC)


@pytest.fixture
def there() -> Iterator[Stand]:
    with stand() as made:
        yield made


def wayback(there: Stand) -> Archive:
    return replace(there.archive, dialect=Dialect.WAYBACK)


def row(stamp: str, status: object = 200, url: str = URL, digest: str = "") -> str:
    return f"key {stamp} {url} text/html {status} {digest or 'D' + stamp} 100\n"


def rows(*lines: str) -> Reply:
    return Reply(headers=(("Content-Type", "text/plain"),), body="".join(lines).encode())


def captures(archive: Archive, **more: object) -> Captures:
    with client(archive) as asked:
        return asked.captures(URL, since=SINCE, until=UNTIL, **more)  # type: ignore[arg-type]


def closest(archive: Archive, policy: Policy | None = None, when: datetime = WHEN) -> Lookup:
    with client(archive) as asked:
        return asked.closest(URL, when, policy or Policy())


def days(found: Captures) -> list[int]:
    return [capture.time.day for capture in found]


# Captures


def test_captures_come_in_order_of_time_each_once(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050820000000"), row("20050810090500"), row("20050820000000")))
    found = captures(there.archive)
    assert days(found) == [10, 20]
    assert (found.outcome, found.complete) == (Outcome.FOUND, True)
    assert found[0].archive_url == f"{there.url}/web/20050810090500/{URL}"


def test_pages_of_rows_are_asked_for_until_the_last(there: Stand) -> None:
    first = rows(row("20050810090500"), row("20050810090500"), "\n", "key%29+1\n")
    there.on("/web/cdx", first, rows(row("20050811000000")))
    found = captures(wayback(there))
    assert days(found) == [10, 11]
    assert len(found.asked) == 2
    assert found.asked[1] == f"{found.asked[0]}&resumeKey=key%2529%2B1"


def test_archive_that_repeats_its_key_is_not_asked_for_ever(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050810090500"), "\n", "same\n"))
    found = captures(wayback(there))
    assert (days(found), len(there.seen)) == ([10], 2)


def test_rows_outside_the_window_are_left_out(there: Stand) -> None:
    """Archives pad short times and ignore parameters they do not know."""
    there.on("/web/cdx", rows(row("20040810090500"), row("20050801000000"), row("20050901000001")))
    assert days(captures(there.archive)) == [1]


def test_window_without_captures_is_none_in_these_times(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20040810090500")))
    found = captures(there.archive)
    assert (tuple(found), found.outcome) == ((), Outcome.NOT_ARCHIVED)
    assert "between these times" in found.message


@pytest.mark.parametrize("body", [b"", b"[]"])
def test_empty_list_is_not_archived(there: Stand, body: bytes) -> None:
    there.on("/web/cdx", Reply(body=body))
    found = captures(there.archive)
    assert (tuple(found), found.outcome) == ((), Outcome.NOT_ARCHIVED)


def test_collection_that_does_not_exist_is_not_an_empty_one(there: Stand) -> None:
    """Pywb 2.10 answers a CDX question to a mistyped collection with 200 and nothing."""
    there.on("/web/", Reply(404, body=b"<p>Collection not found: <b>web</b></p>"))
    there.on("/web/cdx", Reply())
    for archive in (there.archive, replace(there.archive, cdx=""), replace(there.archive, cdx="", timemap="")):
        found = closest(archive)
        assert found.outcome is Outcome.UNAVAILABLE
        assert "may be mistyped" in found.message


def test_collection_is_looked_for_once(there: Stand) -> None:
    there.on("/web/cdx", Reply())
    there.on("/web/", Reply(200, body=b"Search page"))
    with client(there.archive) as asked:
        outcomes = {asked.closest(f"{URL}/{number}", WHEN).outcome for number in range(3)}
    assert outcomes == {Outcome.NOT_ARCHIVED}
    assert there.paths.count("/web/") == 1


EXCLUSION = "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(403, (("X-Archive-Wayback-Runtime-Error", EXCLUSION),)), Outcome.EXCLUDED),
        (Reply(403, body=EXCLUSION.encode()), Outcome.EXCLUDED),
        (Reply(403), Outcome.UNAVAILABLE),
        (Reply(429), Outcome.RATE_LIMITED),
        (Reply(503), Outcome.UNAVAILABLE),
        (Reply(404), Outcome.UNAVAILABLE),
        (Reply(302, (("Location", "https://archive.org/login"),)), Outcome.UNAVAILABLE),
        (Reply(200, body=b"<html><p>Temporarily offline"), Outcome.MALFORMED),
    ],
)
def test_trouble_of_the_index_is_never_not_archived(there: Stand, reply: Reply, outcome: Outcome) -> None:
    there.on("/web/cdx", reply)
    listed, nearest = captures(wayback(there)), closest(wayback(there))
    assert (tuple(listed), listed.outcome, listed.complete) == ((), outcome, False)
    assert nearest.outcome is outcome
    assert nearest.capture is None
    assert listed.message
    assert nearest.message


def test_list_cut_off_half_way_keeps_its_rows_and_says_so(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050810090500"), "\n", "key\n"), Reply(503))
    found = captures(wayback(there))
    assert (days(found), found.outcome, found.complete) == ([10], Outcome.UNAVAILABLE, False)


def test_run_that_was_stopped_says_when_to_come_back(there: Stand) -> None:
    there.on("/web/cdx", Reply(429, (("Retry-After", "1800"),)))
    wall = Wall()
    with client(there.archive, wall=wall) as asked:
        listed = asked.captures(URL, since=SINCE, until=UNTIL)
        found = asked.closest("http://other.example/", WHEN)
        page = asked.fetch(Capture(url=URL, time=WHEN))
    until = wall.now + timedelta(minutes=30)
    assert (listed.retry_at, found.retry_at, page.retry_at) == (until, until, until)
    assert {listed.outcome, found.outcome, page.outcome} == {Outcome.RATE_LIMITED}
    assert len(there.seen) == 1


def test_changes_between_captures_show_in_their_digests(there: Stand) -> None:
    there.on(
        "/web/cdx",
        rows(
            row("20050810000000", digest="A"),
            row("20050811000000", "-", digest="A"),
            row("20050812000000", 404, digest="E"),
            row("20050813000000", digest="B"),
        ),
    )
    assert captures(there.archive).digests == ("A", "B")


def test_whole_host_is_asked_about(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050810090500", url="http://interfax.example/a"), row("20050811000000")))
    assert days(captures(there.archive, scope=Scope.HOST)) == [10, 11]
    assert "matchType=host" in there.paths[0]


@pytest.mark.parametrize("url", ["mailto:desk@a.example", "", "no page", "ftp://a.example/", "http://a.example:x/"])
def test_what_is_no_address_is_refused(there: Stand, url: str) -> None:
    with client(there.archive) as asked, pytest.raises(BadArgument, match="no address of a web page"):
        asked.captures(url, since=SINCE, until=UNTIL)


def test_window_that_ends_before_it_begins_is_refused(there: Stand) -> None:
    with client(there.archive) as asked, pytest.raises(BadArgument, match="is later than"):
        asked.captures(URL, since=UNTIL, until=SINCE)


def test_capture_without_a_time_zone_is_refused() -> None:
    with pytest.raises(BadArgument, match="without a time zone"):
        Capture(url=URL, time=datetime(2005, 8, 10))  # noqa: DTZ001 - the point


@pytest.mark.parametrize("url", ["web.archive.org", "ftp://a.example/web"])
def test_archive_needs_an_address_of_the_web(url: str) -> None:
    with pytest.raises(BadArgument, match="no address of an archive"):
        archive_at(url)


# The nearest


NEAR = (row("20050801000000"), row("20050809000000"), row("20050812000000"), row("20050820000000"))


@pytest.mark.parametrize(("choice", "day"), [(Choice.FIRST_AFTER, 12), (Choice.NEAREST, 9), (Choice.LAST_BEFORE, 9)])
def test_policy_takes_its_capture(there: Stand, choice: Choice, day: int) -> None:
    there.on("/web/cdx", rows(*NEAR))
    found = closest(there.archive, Policy(choice=choice))
    assert found.outcome is Outcome.FOUND
    assert found.capture is not None
    assert found.capture.time.day == day
    assert found.wanted == WHEN
    assert found.gap == found.capture.time - WHEN
    assert "sort=closest&closest=20050810090500&limit=" in found.requests[0]


def test_last_before_is_taken_where_there_is_none_after(there: Stand) -> None:
    there.on("/web/cdx", rows(*NEAR[:2]))
    found = closest(there.archive)
    assert found.capture is not None
    assert found.capture.time.day == 9
    assert found.gap is not None
    assert found.gap < timedelta(0)


def test_later_captures_are_asked_for_where_the_nearest_rows_are_all_earlier(there: Stand) -> None:
    many = [row(f"200508100{hour}{minute:02}00") for hour in (7, 8) for minute in range(20, 40)]
    there.on("/web/cdx", rows(*many), rows(row("20050815000000")))
    found = closest(there.archive)
    assert len(found.requests) == 2
    assert "from=20050810090500" in found.requests[1]
    assert found.capture is not None
    assert found.capture.time.day == 15


def test_rows_of_other_pages_are_not_taken(there: Stand) -> None:
    """A CDX service may answer with similar addresses."""
    there.on("/web/cdx", rows(row("20050810090500", url="http://interfax.example/news?page=2")))
    assert closest(there.archive).outcome is Outcome.NOT_ARCHIVED


def test_same_page_by_another_spelling_is_taken(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050811000000", url="https://www.interfax.example:443/News/")))
    assert closest(there.archive).outcome is Outcome.FOUND


def test_captures_outside_the_window_are_named_but_not_found(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20190101000000")))
    found = closest(there.archive)
    assert found.outcome is Outcome.OUT_OF_WINDOW
    assert found.capture is not None
    assert found.capture.time.year == 2019
    assert "2019-01-01" in found.message


def test_page_is_taken_from_among_the_refusals_of_a_bot_wall(there: Stand) -> None:
    walls = [row(f"200508101{hour}0000", 403) for hour in range(7)]
    there.on("/web/cdx", rows(*walls, row("20050810180000"), row("20050810183000", 301)))
    found = closest(there.archive)
    assert found.capture is not None
    assert (found.capture.status, found.capture.time.hour) == (200, 18)
    assert [capture.status for capture in found.others] == [301] + [403] * 7


def test_only_error_pages_are_an_archived_error(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050811000000", 404), row("20050812000000", 503)))
    found = closest(there.archive)
    assert found.outcome is Outcome.ARCHIVED_ERROR
    assert found.capture is not None
    assert found.capture.status == 404
    assert "status 404" in found.message


def test_capture_that_does_not_play_back_gives_way_to_the_next(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050811000000"), row("20050812000000")))
    there.on("/web/20050811000000id_/", Reply(404))
    there.on(
        "/web/20050812000000id_/", Reply(headers=(("Memento-Datetime", "Fri, 12 Aug 2005 00:00:00 GMT"),), body=PAGE)
    )
    with client(there.archive) as asked:
        found = asked.fetch_closest(URL, WHEN)
    assert (found.outcome, found.body, found.wanted) == (Outcome.FOUND, PAGE, WHEN)
    assert found.capture is not None
    assert found.capture.time.day == 12
    assert len(found.requests) == 3


def test_captures_none_of_which_plays_back_keep_the_first_reason(there: Stand) -> None:
    there.on("/web/cdx", rows(row("20050811000000"), row("20050812000000")))
    there.on("/web/2005", Reply(200, body=b"Sorry", headers=()), Reply(404))
    with client(there.archive) as asked:
        found = asked.fetch_closest(URL, WHEN)
    assert found.outcome is Outcome.MALFORMED
    assert (found.asked, found.wanted, len(found.requests)) == (URL, WHEN, 3)


def test_page_is_not_fetched_where_no_capture_was_found(there: Stand) -> None:
    there.on("/web/cdx", Reply(503))
    with client(there.archive) as asked:
        assert asked.fetch_closest(URL, WHEN).outcome is Outcome.UNAVAILABLE
    assert len(there.seen) == 1


def test_question_can_be_shown_without_asking(there: Stand) -> None:
    with client(there.archive) as asked:
        shown = asked.questions(URL, WHEN)
        assert there.seen == []
        assert asked.closest(URL, WHEN).requests[: len(shown)] != ()
    assert shown[0] == f"{there.url}{there.paths[0]}"


# Memento archives without a CDX service


def timemap(*stamps: tuple[str, str], quoted: bool = True) -> Reply:
    mark = '"' if quoted else ""
    links = [f"<{URL}>; rel={mark}original{mark}"]
    links += [f"</web/{stamp}/{URL}>; rel={mark}memento{mark}; datetime={mark}{date}{mark}" for stamp, date in stamps]
    return Reply(headers=(("Content-Type", "application/link-format"),), body=",\n".join(links).encode())


DATES = (("20050809000000", "Tue, 09 Aug 2005 00:00:00 GMT"), ("20050812000000", "Fri, 12 Aug 2005 00:00:00 GMT"))


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("missing", [Reply(404), Reply(200, body=b"<html>no such page"), Reply(405)])
def test_archive_without_cdx_is_asked_for_its_timemap(there: Stand, missing: Reply, quoted: bool) -> None:  # noqa: FBT001
    there.on("/web/cdx", missing)
    there.on("/web/timemap/link/", timemap(*DATES, quoted=quoted))
    with client(there.archive) as asked:
        listed = asked.captures(URL, since=SINCE, until=UNTIL)
        found = asked.closest(URL, WHEN)
    assert days(listed) == [9, 12]
    assert found.capture is not None
    assert found.capture.archive_url == f"{there.url}/web/20050812000000/{URL}"
    assert [path.partition("?")[0] for path in there.paths].count("/web/cdx") == 1, "once is enough to know"


def test_timemap_in_several_parts_is_read_whole(there: Stand) -> None:
    first = timemap(DATES[0])
    more = f',\n<{there.url}/web/timemap/link/2/{URL}>; rel="timemap"; type="application/link-format"'
    there.on("/web/timemap/link/http", replace(first, body=first.body + more.encode()))
    there.on("/web/timemap/link/2/", timemap(DATES[1]))
    assert days(captures(replace(there.archive, cdx=""))) == [9, 12]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(404), Outcome.NOT_ARCHIVED),
        (Reply(200), Outcome.NOT_ARCHIVED),
        (Reply(200, body=b"<p>Hello"), Outcome.MALFORMED),
        (Reply(503), Outcome.UNAVAILABLE),
        (Reply(429), Outcome.RATE_LIMITED),
        (Reply(403, body=EXCLUSION.encode()), Outcome.EXCLUDED),
    ],
)
def test_trouble_of_the_timemap_has_its_outcome(there: Stand, reply: Reply, outcome: Outcome) -> None:
    there.on("/web/timemap/link/", reply)
    archive = replace(there.archive, cdx="", timegate="")
    assert captures(archive).outcome is outcome
    assert closest(archive).outcome is outcome


def test_timemap_knows_no_hosts(there: Stand) -> None:
    found = captures(replace(there.archive, cdx=""), scope=Scope.HOST)
    assert found.outcome is Outcome.UNAVAILABLE
    assert "single addresses only" in found.message


def gate(there: Stand) -> Archive:
    return Archive(name="bare", timegate=f"{there.url}/timegate/", private=True, pages_per_minute=0)


def test_timegate_leads_to_a_memento(there: Stand) -> None:
    there.on("/timegate/", Reply(302, (("Location", f"/web/20050812000000/{URL}"),)))
    found = closest(gate(there))
    assert there.seen[0].headers["accept-datetime"] == "Wed, 10 Aug 2005 09:05:00 GMT"
    assert found.capture == Capture(
        url=URL, time=datetime(2005, 8, 12, tzinfo=UTC), archive_url=f"{there.url}/web/20050812000000/{URL}"
    )


def test_neighbour_that_the_timegate_links_is_taken_by_policy(there: Stand) -> None:
    links = (
        f'<{URL}>; rel="original", '
        f'</web/20050809000000/{URL}>; rel="memento"; datetime="Tue, 09 Aug 2005 00:00:00 GMT", '
        f'</web/20050812000000/{URL}>; rel="next memento"; datetime="Fri, 12 Aug 2005 00:00:00 GMT"'
    )
    there.on("/timegate/", Reply(302, (("Location", f"/web/20050809000000/{URL}"), ("Link", links))))
    assert [
        found.capture.time.day
        for choice in (Choice.FIRST_AFTER, Choice.NEAREST)
        if (found := closest(gate(there), Policy(choice=choice))).capture
    ] == [12, 9]


def test_timegate_that_answers_with_the_memento_itself_is_understood(there: Stand) -> None:
    there.on("/timegate/", Reply(200, (MEMENTO, ("Content-Location", f"/web/{STAMP}/{URL}")), PAGE))
    found = closest(gate(there))
    assert found.capture is not None
    assert found.capture.archive_url == f"{there.url}/web/{STAMP}/{URL}"


@pytest.mark.parametrize(("status", "outcome"), [(404, Outcome.NOT_ARCHIVED), (500, Outcome.UNAVAILABLE)])
def test_timegate_without_a_memento_says_why(there: Stand, status: int, outcome: Outcome) -> None:
    there.on("/timegate/", Reply(status))
    assert closest(gate(there)).outcome is outcome


def test_timegate_answers_where_the_timemap_does_not(there: Stand) -> None:
    there.on("/web/cdx", Reply(404))
    there.on("/web/timemap/link/", Reply(501))
    there.on("/web/http", Reply(302, (("Location", f"/web/20050812000000/{URL}"),)))
    found = closest(there.archive)
    assert found.outcome is Outcome.FOUND
    assert len(found.requests) == 2


def test_memento_of_an_aggregator_is_fetched_only_from_named_members(there: Stand) -> None:
    there.on("http://elsewhere.example/", Reply(headers=(MEMENTO,), body=PAGE))
    capture = Capture(url=URL, time=WHEN, archive_url=f"http://elsewhere.example/web/{STAMP}/{URL}")
    by_proxy = Limits(proxy=there.url, attempts=1)
    found = []
    for members in ((), ("elsewhere.example",)):
        with client(replace(there.archive, members=members), by_proxy) as asked:
            found.append(asked.fetch(capture))
    assert [one.outcome for one in found] == [Outcome.MALFORMED, Outcome.FOUND]
    assert "does not belong to" in found[0].message
    assert there.paths == [capture.archive_url], "as the aggregator names it"


@pytest.mark.parametrize("dialect", list(Dialect))
def test_nothing_but_lists_and_captures_is_asked_for(there: Stand, dialect: Dialect) -> None:
    """The availability API, which gives false empties, is never asked."""
    there.on("/web/cdx", Reply())
    with client(replace(there.archive, dialect=dialect)) as asked:
        assert asked.fetch_closest(URL, WHEN).outcome is Outcome.NOT_ARCHIVED
        asked.fetch(Capture(url=URL, time=WHEN))
    assert {path.partition("?")[0] for path in there.paths} <= {"/web/cdx", "/web/", f"/web/{STAMP}id_/{URL}"}


def test_archives_with_a_name_are_those_that_still_answer() -> None:
    """Time Travel (mementoweb.org) ended in September 2025."""
    assert [archive.name for archive in BUILT_IN] == ["arquivo", "perma", "wayback"]
    assert not any("mementoweb" in base for archive in BUILT_IN for base in archive.bases)
    assert all(0 < archive.index_per_minute <= 100 for archive in BUILT_IN), "Arquivo.pt shuts out above 250"


def test_default_archive_is_asked_politely() -> None:
    assert (WAYBACK.index_per_minute, WAYBACK.pages_per_minute, WAYBACK.private) == (20, 300, False)
    assert Limits().most_bytes <= 20_000_000
    assert archive_at("https://arquivo.example/wayback").index_per_minute == 20
