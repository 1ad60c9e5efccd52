"""A run as a whole: pauses that outlast it, its end, a machine without a network, a certificate nobody signed."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from archive_stand import MEMENTO, PAGE, UNSIGNED, WHEN, Reply, Stand, Wall, client, drip, stand

from factcheck.archive import Archive, ArchiveClient, Cache, Capture, Limits, Lookup, Outcome
from factcheck.archive.answer import Answer
from factcheck.archive.pacing import Kind
from factcheck.archive.session import Session

URL = "http://interfax.example/news"
GOOD = Reply(headers=(MEMENTO,), body=PAGE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = Wall().now


@pytest.fixture
def there() -> Iterator[Stand]:
    with stand() as made:
        yield made


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def run(
    archive: Archive, cache: Cache | None = None, *, at: datetime = START, limits: Limits | None = None, pages: int = 1
) -> tuple[list[Lookup], Wall]:
    """A run of its own that fetches so many pages, and its clock."""
    wall = Wall()
    wall.now = at
    with client(archive, limits, wall, cache) as asked:
        found = [asked.fetch(Capture(url=f"{URL}/{number}", time=WHEN)) for number in range(pages)]
    return found, wall


# A pause that outlasts the run


def test_pause_holds_for_later_runs_until_it_is_over(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "7200"),)), GOOD)
    (stopped,), _ = run(there.archive, cache)
    assert stopped.retry_at == START + 2 * HOUR
    (later,), wall = run(there.archive, Cache(cache.folder), at=START + HOUR)
    assert later.outcome is Outcome.RATE_LIMITED
    assert later.retry_at == START + 2 * HOUR
    assert later.message == (
        f"in an earlier run {there.url.removeprefix('http://')} refused, saying that it was asked too often; "
        "it was not asked; come back after 2026-01-05 14:00 UTC"
    )
    assert (len(there.seen), wall.slept) == (1, [])
    assert run(there.archive, cache, at=START + 2 * HOUR)[0][0].outcome is Outcome.FOUND


def test_waiting_inside_a_run_is_a_way_to_ask_again(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "7200"),)), GOOD)
    run(there.archive, cache)
    wall = Wall()
    with client(there.archive, wall=wall, cache=cache) as asked:
        before = asked.fetch(Capture(url=URL, time=WHEN))
        assert before.retry_at is not None
        wall.sleep((before.retry_at - wall.now).total_seconds())
        after = asked.fetch(Capture(url=URL, time=WHEN))
    assert (before.outcome, after.outcome) == (Outcome.RATE_LIMITED, Outcome.FOUND)


def test_what_was_kept_is_still_given_during_a_pause(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    run(there.archive, cache)
    there.on("/web/", Reply(429, (("Retry-After", "7200"),)))
    outcomes = [found.outcome for found in run(there.archive, cache, pages=3)[0]]
    assert outcomes == [Outcome.FOUND, Outcome.RATE_LIMITED, Outcome.RATE_LIMITED]
    assert len(there.seen) == 2


def test_block_doubles_up_to_a_day_while_the_archive_keeps_refusing(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429))
    at, pauses = START, []
    for _ in range(7):
        (found,), wall = run(there.archive, cache, at=at)
        assert found.retry_at is not None
        pauses.append(found.retry_at - wall.now)
        at = found.retry_at
    assert pauses == [hours * HOUR for hours in (1, 2, 4, 8, 16, 24, 24)]


def test_ordinary_answer_ends_the_doubling(there: Stand, cache: Cache) -> None:
    refusals = [Reply(429)] * 3
    there.on("/web/", *refusals, GOOD, Reply(429))
    (first,), _ = run(there.archive, cache)
    assert first.retry_at is not None
    (found, again), wall = run(there.archive, cache, at=first.retry_at, pages=2)
    assert found.outcome is Outcome.FOUND
    assert again.retry_at == wall.now + HOUR


def test_ordinary_answer_forgets_the_pause_for_later_runs_too(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "400"),)), GOOD)
    run(there.archive, cache)
    assert run(there.archive, cache, at=START + HOUR)[0][0].outcome is Outcome.FOUND
    there.stop()
    found, _ = run(there.archive, Cache(cache.folder), at=START + 2 * HOUR, pages=3)
    assert [each.outcome for each in found] == [Outcome.FOUND, Outcome.UNAVAILABLE, Outcome.UNAVAILABLE]


def test_archive_that_refuses_connections_after_a_pause_is_still_limiting(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "400"),)))
    run(there.archive, cache)
    there.stop()
    (first, second), wall = run(there.archive, cache, at=START + HOUR, pages=2)
    assert (first.outcome, second.outcome) == (Outcome.UNAVAILABLE, Outcome.RATE_LIMITED)
    assert "asked for fewer requests and now answers none" in second.message
    assert second.retry_at == wall.now + 2 * HOUR


def test_pause_long_over_is_forgotten(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "400"),)))
    run(there.archive, cache)
    there.stop()
    found, _ = run(there.archive, cache, at=START + 2 * DAY, pages=4)
    assert {each.outcome for each in found} == {Outcome.UNAVAILABLE}


def test_pause_of_centuries_does_not_shut_out_for_ever(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "999999999999"),)), GOOD)
    run(there.archive, cache)
    assert run(there.archive, cache, at=START + 6 * DAY)[0][0].outcome is Outcome.RATE_LIMITED
    assert run(there.archive, cache, at=START + 7 * DAY)[0][0].outcome is Outcome.FOUND


def test_pause_of_a_clock_that_ran_ahead_is_not_trusted(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "7200"),)), GOOD)
    run(there.archive, cache, at=START + 365 * DAY)
    assert run(there.archive, cache)[0][0].outcome is Outcome.FOUND


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b'{"host": "web.archive.org"}', bytes(9000)])
def test_damaged_pause_is_none(there: Stand, cache: Cache, damage: bytes) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "7200"),)), GOOD)
    run(there.archive, cache)
    (file,) = (cache.folder / "pauses").iterdir()
    file.write_bytes(damage)
    assert run(there.archive, cache)[0][0].outcome is Outcome.FOUND


def test_pause_of_one_host_is_none_of_another(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(429, (("Retry-After", "7200"),)))
    run(there.archive, cache)
    with stand() as other:
        other.on("/web/", GOOD)
        assert run(other.archive, cache)[0][0].outcome is Outcome.FOUND


# The end of a run


def test_nothing_is_asked_after_the_end_of_the_run(there: Stand) -> None:
    there.on("/web/", GOOD)
    wall = Wall()
    with client(there.archive, Limits(run_seconds=600), wall) as asked:
        wall.now += DAY
        first = asked.fetch(Capture(url=URL, time=WHEN))
        wall.sleep(599)
        second = asked.fetch(Capture(url=URL, time=WHEN))
        assert not asked.time_is_over
        wall.sleep(1)
        assert asked.time_is_over
        listed = asked.captures(URL, since=WHEN, until=WHEN)
        nearest = asked.closest(URL, WHEN)
        third = asked.fetch(Capture(url=URL, time=WHEN))
    assert (first.outcome, second.outcome) == (Outcome.FOUND, Outcome.FOUND), "the time begins with the first request"
    assert {each.outcome for each in (listed, nearest, third)} == {Outcome.UNAVAILABLE}
    assert {each.message for each in (listed, nearest, third)} == {
        "the 600 seconds allowed for this run are over; it was not asked"
    }
    assert len(there.seen) == 2


def test_kept_answers_are_given_after_the_end(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    run(there.archive, cache)
    wall = Wall()
    with client(there.archive, Limits(run_seconds=10), wall, cache) as asked:
        asked.fetch(Capture(url=f"{URL}/other", time=WHEN))
        wall.sleep(11)
        assert asked.fetch(Capture(url=f"{URL}/0", time=WHEN)).outcome is Outcome.FOUND


def test_no_pause_reaches_beyond_the_end(there: Stand) -> None:
    there.on("/web/", GOOD)
    found, wall = run(replace(there.archive, pages_per_minute=2), limits=Limits(run_seconds=30), pages=4)
    assert [each.outcome for each in found] == [Outcome.FOUND] * 2 + [Outcome.UNAVAILABLE] * 2
    assert wall.slept == []


def test_refusal_near_the_end_still_says_when_to_come_back(there: Stand) -> None:
    there.on("/web/", Reply(429))
    (found,), wall = run(there.archive, limits=Limits(run_seconds=30))
    assert (found.outcome, found.retry_at, wall.slept) == (Outcome.RATE_LIMITED, START + timedelta(minutes=1), [])
    assert "asks for a pause that ends after this run" in found.message


def test_stumble_near_the_end_is_not_asked_again(there: Stand) -> None:
    there.on("/web/", Reply(503))
    (found,), wall = run(there.archive, limits=Limits(run_seconds=7))
    assert (found.outcome, wall.slept) == (Outcome.UNAVAILABLE, [5])
    assert "status 503; no time was left for a second attempt" in found.message


def test_last_answer_may_not_outlast_the_run(there: Stand) -> None:
    there.on("/web/", Reply(headers=(MEMENTO,), write=drip(3)))
    (found,), _ = run(there.archive, limits=Limits(run_seconds=0.3))
    assert found.outcome is Outcome.UNAVAILABLE
    assert "not complete after 0.3 seconds" in found.message


# No network


def far(limits: Limits | None = None) -> ArchiveClient:
    public = Archive(name="far", cdx="https://archive.example/cdx", playback="https://archive.example/web/")
    return client(public, limits or Limits())


def no_name(*_: object, **__: object) -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_machine_without_a_name_service_is_offline_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    wall = Wall()
    archive = Archive(name="far", cdx="https://archive.example/cdx", playback="https://archive.example/web/")
    with client(archive, Limits(), wall) as asked:
        assert not asked.offline, "nothing was tried yet"
        found = [asked.closest(URL, WHEN) for _ in range(4)]
        assert asked.offline
    assert {each.outcome for each in found} == {Outcome.UNAVAILABLE}
    assert found[0].message == "archive.example: it could not be reached: its name was not found"
    assert found[3].message == "archive.example could not be reached 3 times in a row"
    assert wall.slept == [], "a name that is not known is not asked for again and again"


def test_machine_whose_connections_are_refused_is_offline(there: Stand) -> None:
    there.stop()
    with client(there.archive) as asked:
        found = asked.fetch(Capture(url=URL, time=WHEN))
        assert asked.offline
    assert found.message.endswith("it could not be reached: no connection")


def test_proxy_that_does_not_answer_is_offline(there: Stand) -> None:
    there.stop()
    with far(Limits(proxy=there.url, attempts=1)) as asked:
        found = asked.fetch(Capture(url=URL, time=WHEN))
        assert asked.offline
    assert found.message.endswith("the proxy does not answer")


@pytest.mark.parametrize(
    "reply",
    [GOOD, Reply(503), Reply(404), Reply(429), Reply(write=drip(3)), Reply(200, (("Content-Length", "9"),))],
)
def test_archive_that_answers_anything_is_not_offline(there: Stand, reply: Reply) -> None:
    there.on("/web/", reply)
    with client(there.archive, Limits(attempts=1, answer_seconds=0.3)) as asked:
        asked.fetch(Capture(url=URL, time=WHEN))
        assert not asked.offline


def test_archive_that_hangs_up_without_a_word_is_not_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        gone = Stand(url=f"http://127.0.0.1:{server.getsockname()[1]}")
        with client(gone.archive, Limits(attempts=1, read_seconds=0.2)) as asked:
            found = asked.fetch(Capture(url=URL, time=WHEN))
            assert not asked.offline
    assert "no answer for 0.2 seconds" in found.message


def test_network_lost_in_the_middle_is_not_offline(there: Stand) -> None:
    there.on("/web/", replace(GOOD, write=lambda _: None))
    with client(there.archive) as asked:
        asked.fetch(Capture(url=URL, time=WHEN))
        there.stop()
        assert asked.fetch(Capture(url=f"{URL}/2", time=WHEN)).outcome is Outcome.UNAVAILABLE
        assert not asked.offline


def test_kept_answers_and_pauses_are_not_offline(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    run(there.archive, cache)
    there.stop()
    with client(there.archive, cache=cache) as asked:
        assert asked.fetch(Capture(url=f"{URL}/0", time=WHEN)).outcome is Outcome.FOUND
        assert not asked.offline


# Runs at the same time


ASKER = """
import sys, time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from factcheck.archive import ArchiveClient, Cache, Capture, Limits, archive_at

url, folder, who = sys.argv[1:]
archive = replace(archive_at(url), pages_per_minute=6)
limits = Limits(run_seconds=30)
when = datetime(2005, 8, 10, 9, 5, tzinfo=UTC)
with ArchiveClient(archive, limits, clock=lambda: datetime.now(UTC), sleep=time.sleep, cache=Cache(Path(folder))) as client:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(5):
        found = client.fetch(Capture(url=f"http://{who}.example/{number}", time=when))
        print(found.outcome, flush=True)
"""


def test_two_runs_at_once_keep_one_rate(there: Stand, cache: Cache) -> None:
    """Six pages a minute, and ten wanted by two runs together: the other four would come after the runs' end."""
    there.on("/web/", GOOD)
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", ASKER, f"{there.url}/web", str(cache.folder), who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent,
        )
        for who in ("ana", "ben")
    ]
    for each in runs:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    told = [each.communicate("go\n", timeout=60)[0].split() for each in runs]
    assert sorted(told[0] + told[1]) == ["found"] * 6 + ["unavailable"] * 4
    assert len(there.seen) == 6


def test_rate_is_kept_over_runs_that_follow_each_other(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    archive = replace(there.archive, pages_per_minute=3)
    assert run(archive, cache, pages=2)[1].slept == []
    with client(archive, wall=(wall := Wall()), cache=Cache(cache.folder)) as asked:
        for number in (5, 6):
            asked.fetch(Capture(url=f"{URL}/{number}", time=WHEN))
    assert wall.slept == [60]


@pytest.mark.parametrize("damage", [b"", b"null", b'["today"]', b"{}", b"[[["])
def test_rate_that_cannot_be_read_is_that_of_this_run(there: Stand, cache: Cache, damage: bytes) -> None:
    there.on("/web/", GOOD)
    archive = replace(there.archive, pages_per_minute=2)
    run(archive, cache)
    (kept,) = cache.folder.glob("turns/*.json")
    kept.write_bytes(damage)
    with client(archive, wall=(wall := Wall()), cache=Cache(cache.folder)) as asked:
        for number in range(5, 8):
            asked.fetch(Capture(url=f"{URL}/{number}", time=WHEN))
    assert wall.slept == [60]


def test_run_whose_folder_cannot_be_written_keeps_its_own_rate(there: Stand, tmp_path: Path) -> None:
    there.on("/web/", GOOD)
    (tmp_path / "cache").write_text("a file, no folder")
    archive = replace(there.archive, pages_per_minute=2)
    _, wall = run(archive, Cache(tmp_path / "cache"), pages=3)
    assert wall.slept == [60]


# https


def test_certificate_that_nobody_signed_is_not_accepted() -> None:
    with stand(tls=True) as there:
        there.on("/web/", GOOD)
        found, wall = run(there.archive, limits=Limits(attempts=3))
        assert there.seen == []
    assert found[0].outcome is Outcome.UNAVAILABLE
    assert found[0].message.endswith("its certificate was not accepted")
    assert wall.slept == [], "it would be the same the next time"


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """A stand whose certificate is trusted."""
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(UNSIGNED))
    with stand(tls=True) as made:
        yield made


def ask(there: Stand, limits: Limits) -> Answer:
    wall = Wall()
    session = Session(there.archive, limits, clock=wall.clock, sleep=wall.sleep)
    try:
        return session.get(f"{there.url}/web/x", kind=Kind.PAGE)
    finally:
        session.close()


def test_page_comes_by_https(secure: Stand) -> None:
    secure.on("/web/", GOOD)
    assert ask(secure, Limits()).body == PAGE


@pytest.mark.parametrize("piece", [b".", bytes(20_000)])
def test_drip_by_https_ends_at_the_deadline(secure: Stand, piece: bytes) -> None:
    secure.on("/web/", Reply(headers=(MEMENTO,), write=drip(3, piece)))
    answer = ask(secure, Limits(answer_seconds=0.4))
    assert answer.failure is not None
    assert "not complete after 0.4 seconds" in answer.failure.message


def test_name_that_leads_into_a_private_network_is_not_read_by_https(
    secure: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address at the other end is known of an encrypted connection, too."""
    monkeypatch.setattr("factcheck.archive.exchange.is_local_host", lambda _: False)
    secure.on("/web/", GOOD)
    archive = replace(secure.archive, private=False)
    (found,), _ = run(archive)
    assert (found.outcome, found.body) == (Outcome.MALFORMED, b"")
    assert "which is no public address" in found.message
