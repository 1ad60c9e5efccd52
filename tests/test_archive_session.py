"""The one network session: polite, patient within bounds, and safe from what a server may send."""

import gzip
import os
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from archive_stand import MEMENTO, PAGE, STAMP, Reply, Stand, Wall, drip, stand

from factcheck.archive import WAYBACK, Archive, Limits, Outcome
from factcheck.archive.answer import Answer
from factcheck.archive.pacing import Kind
from factcheck.archive.session import Session

HOUR = timedelta(hours=1)


@pytest.fixture
def there() -> Iterator[Stand]:
    with stand() as made:
        yield made


def ask(
    there: Stand, path: str = "/web/x", *, limits: Limits | None = None, wall: Wall | None = None, times: int = 1
) -> list[Answer]:
    wall = wall or Wall()
    session = Session(there.archive, limits or Limits(attempts=1), clock=wall.clock, sleep=wall.sleep)
    answers = [session.get(there.url + path, kind=Kind.PAGE) for _ in range(times)]
    session.close()
    return answers


def failure(answer: Answer) -> tuple[Outcome, str]:
    assert answer.failure is not None
    return answer.failure.outcome, answer.failure.message


# Politeness


def test_request_says_who_asks_and_whom_to_write_to(there: Stand) -> None:
    ask(there, limits=Limits(agent="factcheck/1.0", contact="desk@example.org"))
    assert there.seen[0].headers["user-agent"] == "factcheck/1.0 (desk@example.org)"


def test_connection_is_kept_for_the_next_request(there: Stand) -> None:
    there.on("/web/", Reply(body=b"same", headers=(MEMENTO,)))
    assert [answer.body for answer in ask(there, times=3)] == [b"same"] * 3
    assert len({request.port for request in there.seen}) == 1


def test_twenty_questions_go_out_and_the_next_waits_for_its_minute(there: Stand) -> None:
    wall = Wall()
    archive = replace(there.archive, index_per_minute=20, pages_per_minute=0)
    session = Session(archive, Limits(), clock=wall.clock, sleep=wall.sleep)
    there.on("/web/", Reply())
    for _ in range(20):
        session.get(f"{there.url}/web/cdx", kind=Kind.INDEX)
    assert wall.slept == []
    session.get(f"{there.url}/web/cdx", kind=Kind.INDEX)
    assert wall.slept == [60]


def test_pages_have_a_rate_of_their_own(there: Stand) -> None:
    wall = Wall()
    archive = replace(there.archive, index_per_minute=1, pages_per_minute=2)
    session = Session(archive, Limits(), clock=wall.clock, sleep=wall.sleep)
    there.on("/web/", Reply())
    session.get(f"{there.url}/web/cdx", kind=Kind.INDEX)
    session.get(f"{there.url}/web/a", kind=Kind.PAGE)
    session.get(f"{there.url}/web/a", kind=Kind.PAGE)
    assert wall.slept == []
    session.get(f"{there.url}/web/a", kind=Kind.PAGE)
    assert wall.slept == [60]


def test_proxies_of_the_environment_are_not_used(there: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    there.on("/web/", Reply(body=b"direct"))
    assert os.environ["HTTP_PROXY"]
    assert ask(there)[0].body == b"direct"


def test_proxy_of_the_settings_is_used(there: Stand) -> None:
    there.on("http://archive.example/web/", Reply(body=b"by proxy"))
    archive = Archive(name="far", playback="http://archive.example/web/")
    wall = Wall()
    session = Session(archive, Limits(proxy=there.url), clock=wall.clock, sleep=wall.sleep)
    assert session.get("http://archive.example/web/x", kind=Kind.PAGE).body == b"by proxy"


# 429


def test_429_with_retry_after_waits_as_told(there: Stand) -> None:
    wall = Wall()
    there.on("/web/", Reply(429, (("Retry-After", "7"),)), Reply(body=b"at last"))
    assert ask(there, wall=wall)[0].body == b"at last"
    assert wall.slept == [7]


def test_429_with_a_date_waits_until_then(there: Stand) -> None:
    wall = Wall()
    there.on("/web/", Reply(429, (("Retry-After", "Mon, 05 Jan 2026 12:01:30 GMT"),)), Reply(body=b"at last"))
    assert ask(there, wall=wall)[0].body == b"at last"
    assert wall.slept == [90]


@pytest.mark.parametrize("headers", [(), (("Retry-After", "soon"),)])
def test_429_without_a_usable_retry_after_waits_a_minute(there: Stand, headers: tuple[tuple[str, str], ...]) -> None:
    wall = Wall()
    there.on("/web/", Reply(429, headers), Reply(body=b"at last"))
    assert ask(there, wall=wall)[0].body == b"at last"
    assert wall.slept == [60]


def test_repeated_429_stops_the_run_and_says_when_to_come_back(there: Stand) -> None:
    wall = Wall()
    there.on("/web/", Reply(429))
    first, second = ask(there, wall=wall, times=2)
    assert wall.slept == [60, 60]
    assert first.failure is not None
    assert first.failure.outcome is Outcome.RATE_LIMITED
    assert first.failure.retry_at == datetime(2026, 1, 5, 13, 2, tzinfo=UTC)
    assert "refused 3 times in a row" in first.failure.message
    assert "come back after 2026-01-05 13:02 UTC" in first.failure.message
    assert second.failure == first.failure
    assert len(there.seen) == 3, "the second question was not sent"


def test_stopped_host_is_asked_again_when_its_time_has_come(there: Stand) -> None:
    wall = Wall()
    there.on("/web/", Reply(429, (("Retry-After", "4000"),)), Reply(body=b"welcome"))
    session = Session(there.archive, Limits(), clock=wall.clock, sleep=wall.sleep)
    stopped = session.get(f"{there.url}/web/x", kind=Kind.PAGE)
    assert stopped.failure is not None
    assert stopped.failure.retry_at == wall.now + timedelta(seconds=4000)
    assert wall.slept == [], "so long a pause is not waited for"
    wall.now += timedelta(seconds=4001)
    assert session.get(f"{there.url}/web/x", kind=Kind.PAGE).body == b"welcome"


def test_archive_that_refuses_for_ever_and_asks_for_no_pause_is_left_alone(there: Stand) -> None:
    wall = Wall()
    there.on("/web/", Reply(429, (("Retry-After", "0"),)))
    answer = ask(there, wall=wall)[0]
    assert answer.failure is not None
    assert answer.failure.outcome is Outcome.RATE_LIMITED
    assert answer.failure.retry_at == wall.now + timedelta(minutes=1)
    assert len(there.seen) == 3


def test_archived_429_is_a_capture_and_no_refusal(there: Stand) -> None:
    wall = Wall()
    there.on("/web/", Reply(429, (MEMENTO,), b"slow down, said the site in 2005"))
    answer = ask(there, wall=wall)[0]
    assert (answer.status, answer.failure, wall.slept) == (429, None, [])


def test_host_that_falls_silent_after_429_counts_as_a_limit(there: Stand) -> None:
    """An address that archive.org has blocked sees refused connections, no 429."""
    wall = Wall()
    wall.on_sleep = there.stop
    there.on("/web/", Reply(429, (("Retry-After", "1"),), write=lambda _: None))
    first, second = ask(there, wall=wall, times=2)
    assert failure(first)[0] is Outcome.UNAVAILABLE
    assert second.failure is not None
    assert second.failure.outcome is Outcome.RATE_LIMITED
    assert second.failure.retry_at == wall.now + HOUR
    assert "asked for fewer requests and now answers none" in second.failure.message


# Second attempts


@pytest.mark.parametrize("status", [413, 421, 500, 502, 503, 504, 599])
def test_stumble_of_the_archive_is_asked_again(there: Stand, status: int) -> None:
    wall = Wall()
    there.on("/web/", Reply(status), Reply(status), Reply(body=b"here"))
    assert ask(there, wall=wall, limits=Limits(attempts=3))[0].body == b"here"
    assert wall.slept == [5, 10]


def test_archive_that_keeps_stumbling_is_unavailable(there: Stand) -> None:
    there.on("/web/", Reply(503, (("Retry-After", "2"),)))
    wall = Wall()
    outcome, message = failure(ask(there, wall=wall, limits=Limits(attempts=3))[0])
    assert outcome is Outcome.UNAVAILABLE
    assert "status 503, asked 3 times" in message
    assert wall.slept == [2, 2]


def test_archived_503_is_a_capture_asked_for_once(there: Stand) -> None:
    there.on("/web/", Reply(503, (MEMENTO,), b"out of order in 2005"))
    answer = ask(there, limits=Limits(attempts=3))[0]
    assert (answer.status, answer.body, answer.failure) == (503, b"out of order in 2005", None)
    assert len(there.seen) == 1


def test_missing_page_is_asked_for_once(there: Stand) -> None:
    there.on("/web/", Reply(404))
    assert ask(there, limits=Limits(attempts=3))[0].status == 404
    assert len(there.seen) == 1


def test_unreachable_archive_ends_the_run_after_three_requests() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    gone = Stand(url=f"http://127.0.0.1:{port}")
    wall = Wall()
    answers = ask(gone, wall=wall, times=4, limits=Limits(attempts=2))
    assert {failure(answer)[0] for answer in answers} == {Outcome.UNAVAILABLE}
    assert "could not be reached" in failure(answers[0])[1]
    assert "could not be reached 3 times in a row" in failure(answers[3])[1]
    assert wall.slept == [5, 5, 5], "the fourth was not tried"


# Hostile answers


def test_slow_drip_ends_at_the_deadline(there: Stand) -> None:
    there.on("/web/", Reply(headers=(MEMENTO,), write=drip(3)))
    outcome, message = failure(ask(there, limits=Limits(answer_seconds=0.3, attempts=3))[0])
    assert outcome is Outcome.UNAVAILABLE
    assert "not complete after 0.3 seconds" in message
    assert len(there.seen) == 1


def test_slow_drip_of_headers_ends_at_the_deadline() -> None:
    """Each byte resets the read time-out, within the header lines too."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    for _ in range(100):
                        connection.sendall(b".")
                        time.sleep(0.02)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        there = Stand(url=f"http://127.0.0.1:{server.getsockname()[1]}")
        outcome, message = failure(ask(there, limits=Limits(answer_seconds=0.3))[0])
        thread.join()
    assert outcome is Outcome.UNAVAILABLE
    assert "not complete after 0.3 seconds" in message


def test_silence_ends_at_the_read_time_out(there: Stand) -> None:
    there.on("/web/", Reply(headers=(("Content-Length", "5"),), write=lambda _: time.sleep(0.6)))
    outcome, message = failure(ask(there, limits=Limits(read_seconds=0.2, attempts=1))[0])
    assert outcome is Outcome.UNAVAILABLE
    assert "no answer for 0.2 seconds" in message


def test_gzip_bomb_stops_at_the_cap(there: Stand) -> None:
    """200 MB of zeros in 200 kB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    megabyte = bytes(1 << 20)
    bomb = b"".join(packer.compress(megabyte) for _ in range(200)) + packer.flush()
    there.on("/web/", Reply(headers=(MEMENTO, ("Content-Encoding", "gzip")), body=bomb))
    tracemalloc.start()
    outcome, message = failure(ask(there, limits=Limits(most_bytes=5_000_000, attempts=1))[0])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome is Outcome.MALFORMED
    assert "more than 5,000,000 bytes" in message
    assert peak < 15_000_000


def test_endless_body_stops_at_the_cap(there: Stand) -> None:
    there.on("/web/", Reply(headers=(MEMENTO,), write=drip(5, bytes(200_000))))
    outcome, message = failure(ask(there, limits=Limits(most_bytes=300_000, attempts=1))[0])
    assert outcome is Outcome.MALFORMED
    assert "larger than 300,000 bytes" in message


def test_body_of_a_redirect_is_not_read_to_its_end(there: Stand) -> None:
    there.on("/web/", Reply(302, (("Location", "/web/y"),), write=drip(30, bytes(100_000))))
    answer = ask(there, limits=Limits(answer_seconds=5))[0]
    assert (answer.status, answer.header("location"), answer.body) == (302, "/web/y", b"")


def test_answer_shorter_than_promised_is_no_page(there: Stand) -> None:
    there.on("/web/", Reply(headers=(MEMENTO, ("Content-Length", "5000")), body=PAGE))
    outcome, message = failure(ask(there)[0])
    assert outcome is Outcome.UNAVAILABLE
    assert f"broke off after {len(PAGE)} of 5,000 bytes" in message


def test_bytes_beyond_the_promised_length_are_no_part_of_any_answer(there: Stand) -> None:
    """Left on the connection they could be taken for the beginning of the next answer."""
    forged = PAGE + b"HTTP/1.1 200 OK\r\nMemento-Datetime: x\r\nContent-Length: 6\r\n\r\nforged"
    there.on("/web/x", Reply(headers=(("Content-Length", str(len(PAGE))),), body=forged))
    there.on("/web/y", Reply(body=b"honest"))
    wall = Wall()
    session = Session(there.archive, Limits(), clock=wall.clock, sleep=wall.sleep)
    bodies = [session.get(f"{there.url}/web/{name}", kind=Kind.PAGE).body for name in "xyxy"]
    session.close()
    assert bodies == [PAGE, b"honest"] * 2


@pytest.mark.parametrize(
    ("lengths", "whole"),
    [(["-5"], True), (["abc"], True), (["5", "9"], False), (["9" * 30], False), ([str(len(PAGE))] * 2, True)],
)
def test_length_that_is_none_or_two_is_no_trap(there: Stand, lengths: list[str], whole: bool) -> None:  # noqa: FBT001
    headers = (MEMENTO, *(("Content-Length", length) for length in lengths))
    there.on("/web/", Reply(headers=headers, body=PAGE, write=lambda _: None))
    answer = ask(there, limits=Limits(attempts=1, answer_seconds=5))[0]
    assert (answer.body == PAGE, answer.failure is None) == (whole, whole)
    assert whole or failure(answer)[0] is Outcome.UNAVAILABLE


def test_endless_headers_end(there: Stand) -> None:
    there.on("/web/", Reply(headers=tuple((f"X-{number}", "x" * 1000) for number in range(5000))))
    outcome, message = failure(ask(there, limits=Limits(attempts=1, answer_seconds=5))[0])
    assert outcome is Outcome.UNAVAILABLE
    assert "before an answer came" in message


def test_answer_that_broke_off_is_asked_for_again(there: Stand) -> None:
    there.on("/web/", Reply(headers=(("Content-Length", "5000"),), body=PAGE), Reply(body=PAGE))
    assert ask(there, limits=Limits(attempts=2))[0].body == PAGE


@pytest.mark.parametrize("codings", ["gzip", "gzip, gzip", "gzip,gzip,gzip"])
def test_page_packed_once_is_unpacked_however_often_the_header_says_so(there: Stand, codings: str) -> None:
    there.on("/web/", Reply(headers=(MEMENTO, ("Content-Encoding", codings)), body=gzip.compress(PAGE)))
    assert ask(there)[0].body == PAGE


def test_page_packed_twice_is_unpacked_twice(there: Stand) -> None:
    twice = gzip.compress(gzip.compress(PAGE))
    there.on("/web/", Reply(headers=(("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")), body=twice))
    assert ask(there)[0].body == PAGE


@pytest.mark.parametrize("bits", [15, -15])
def test_deflate_is_unpacked_in_both_its_forms(there: Stand, bits: int) -> None:
    packer = zlib.compressobj(wbits=bits)
    there.on("/web/", Reply(headers=(("Content-Encoding", "deflate"),), body=packer.compress(PAGE) + packer.flush()))
    assert ask(there)[0].body == PAGE


def test_page_that_only_claims_to_be_packed_is_taken_as_it_is(there: Stand) -> None:
    there.on("/web/", Reply(headers=(("Content-Encoding", "gzip"),), body=PAGE))
    assert ask(there)[0].body == PAGE


@pytest.mark.parametrize(
    ("codings", "body", "words"),
    [
        ("gzip", gzip.compress(PAGE)[:-12], "breaks off inside its compressed bytes"),
        ("gzip", b"\x1f\x8b\x08\x00garbage and more of it", "no valid compressed data"),
        ("br", b"\x0b\x02\x80", "packed as 'br'"),
    ],
)
def test_damaged_compression_is_told(there: Stand, codings: str, body: bytes, words: str) -> None:
    there.on("/web/", Reply(headers=(MEMENTO, ("Content-Encoding", codings)), body=body))
    outcome, message = failure(ask(there)[0])
    assert outcome is Outcome.MALFORMED
    assert words in message


def test_cookies_of_an_answer_are_not_sent_back(there: Stand) -> None:
    there.on("/web/", Reply(headers=(("Set-Cookie", "who=you; Path=/"),)))
    ask(there, times=2)
    assert all("cookie" not in request.headers for request in there.seen)


# Whom it talks to


def test_foreign_host_is_never_asked(there: Stand) -> None:
    session = Session(WAYBACK, Limits(), clock=Wall().clock, sleep=Wall().sleep)
    for url in (f"{there.url}/web/x", "http://169.254.169.254/latest/", "https://www.interfax.kz/", "ftp://[x"):
        outcome, message = failure(session.get(url, kind=Kind.PAGE))
        assert outcome is Outcome.MALFORMED
        assert url in message
    assert there.seen == []


def test_archive_asked_by_https_is_not_asked_by_http() -> None:
    session = Session(WAYBACK, Limits(), clock=Wall().clock, sleep=Wall().sleep)
    outcome, message = failure(session.get(f"http://web.archive.org/web/{STAMP}/http://a.kz/", kind=Kind.PAGE))
    assert (outcome, "was not asked" in message) == (Outcome.MALFORMED, True)


@pytest.mark.parametrize("closing", [False, True])
def test_archive_whose_name_leads_into_a_private_network_is_not_read(
    there: Stand,
    monkeypatch: pytest.MonkeyPatch,
    closing: bool,  # noqa: FBT001
) -> None:
    port = int(there.url.rpartition(":")[2])
    real = socket.getaddrinfo

    def resolve(host: str, *rest: Any, **named: Any) -> Any:
        return real("127.0.0.1" if host == "archive.example" else host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    secret = Reply(headers=(MEMENTO,), body=b"router password: 1234", write=(lambda _: None) if closing else None)
    there.on("/web/", secret)
    public = Archive(name="far", playback=f"http://archive.example:{port}/web/")
    wall = Wall()
    answers = [
        Session(archive, Limits(attempts=1), clock=wall.clock, sleep=wall.sleep).get(
            f"http://archive.example:{port}/web/x", kind=Kind.PAGE
        )
        for archive in (public, replace(public, private=True))
    ]
    outcome, message = failure(answers[0])
    assert (outcome, answers[0].body) == (Outcome.MALFORMED, b"")
    assert "archive.example led to 127.0.0.1, which is no public address" in message
    assert answers[1].body == b"router password: 1234", "a desk may keep its archive in its own network, and say so"
