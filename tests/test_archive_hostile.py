"""Hostile servers, seen from outside: whatever they send, a look-up ends clearly, in time and in bounded memory."""

import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
from archive_stand import MEMENTO, PAGE, STAMP, WHEN, Reply, Stand, client, drip, stand

from factcheck.archive import Capture, Limits, Lookup, Outcome, page_text

URL = "http://interfax.example/news"
AT = f"/web/{STAMP}id_/"
LIMITS = Limits(attempts=1, most_bytes=5_000_000, read_seconds=1, answer_seconds=1)
MOST_MEMORY = 15_000_000
MOST_SECONDS = 15


@pytest.fixture
def there() -> Iterator[Stand]:
    with stand() as made:
        yield made


def fetch(there: Stand, limits: Limits = LIMITS) -> Lookup:
    with client(there.archive, limits) as archive:
        return archive.fetch(Capture(url=URL, time=WHEN))


def bomb() -> bytes:
    """200 MB of zeros in 200 kB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    megabyte = bytes(1 << 20)
    return b"".join(packer.compress(megabyte) for _ in range(200)) + packer.flush()


def endless(there: Stand) -> None:
    for step in range(40):
        there.on(f"{AT}{URL}{'/x' * step}", Reply(302, (MEMENTO, ("Location", f"{AT}{URL}{'/x' * (step + 1)}"))))


def answering(reply: Callable[[], Reply]) -> Callable[[Stand], None]:
    return lambda there: there.on(AT, reply())


@pytest.mark.parametrize(
    ("prepare", "outcome", "words"),
    [
        (
            answering(lambda: Reply(headers=(MEMENTO,), write=drip(8))),
            Outcome.UNAVAILABLE,
            "the answer was not complete after 1 seconds",
        ),
        (
            answering(lambda: Reply(headers=(MEMENTO, ("Content-Encoding", "gzip")), body=bomb())),
            Outcome.MALFORMED,
            "the answer unpacks to more than 5,000,000 bytes",
        ),
        (
            answering(lambda: Reply(headers=(MEMENTO,), write=drip(8, bytes(1_000_000)))),
            Outcome.MALFORMED,
            "the answer is larger than 5,000,000 bytes",
        ),
        (endless, Outcome.MALFORMED, "the capture redirects more than 12 times"),
        (
            answering(lambda: Reply(302, (("Location", f"{AT}{URL}"),))),
            Outcome.MALFORMED,
            "the capture redirects in a circle",
        ),
        (
            answering(lambda: Reply(302, (MEMENTO, ("Location", "http://169.254.169.254/latest/meta-data/")))),
            Outcome.MALFORMED,
            "the capture redirects to 169.254.169.254, a private address; it was not followed",
        ),
        (
            answering(lambda: Reply(302, (("Location", "https://live.example/"),))),
            Outcome.UNAVAILABLE,
            "the capture redirects out of the archive's captures",
        ),
        (
            answering(lambda: Reply(headers=(MEMENTO, ("Content-Length", "5000")), body=PAGE)),
            Outcome.UNAVAILABLE,
            f"broke off after {len(PAGE)} of 5,000 bytes",
        ),
        (
            answering(lambda: Reply(headers=(("Memento-Datetime", "the day before yesterday"),), body=PAGE)),
            Outcome.MALFORMED,
            "Memento-Datetime is no date: 'the day before yesterday'",
        ),
        (
            answering(lambda: Reply(headers=(("Content-Length", "5"),), write=lambda _: time.sleep(3))),
            Outcome.UNAVAILABLE,
            "seconds",
        ),
    ],
    ids=["drip", "bomb", "endless", "redirects", "circle", "metadata", "live", "length", "date", "silence"],
)
def test_hostile_answer_ends_clearly_in_time_and_in_bounded_memory(
    there: Stand, prepare: Callable[[Stand], None], outcome: Outcome, words: str
) -> None:
    prepare(there)
    tracemalloc.start()
    begun = time.monotonic()
    found = fetch(there)
    seconds = time.monotonic() - begun
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.outcome is outcome
    assert words in found.message
    assert (found.body, found.fetched_at) == (b"", None)
    assert seconds < MOST_SECONDS
    assert peak < MOST_MEMORY


def test_redirect_of_the_site_to_the_live_web_is_asked_of_the_archive_alone(there: Stand) -> None:
    there.on(f"{AT}{URL}", Reply(301, (MEMENTO, ("Location", "https://live.example/page"))))
    found = fetch(there)
    assert found.outcome is Outcome.NOT_ARCHIVED
    assert there.paths == [f"{AT}{URL}", f"{AT}https://live.example/page"]


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "no-such-charset", '"windows-1251'])
def test_page_in_another_charset_than_it_says_is_read_in_its_own_letters(there: Stand, charset: str) -> None:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    page = f"{meta}<p>Министры встретились в Астане.".encode("cp1251")
    there.on(AT, Reply(headers=(MEMENTO, ("Content-Type", f"text/html; charset={charset}")), body=page))
    found = fetch(there)
    assert page_text(found.body, found.content_type).text == "Министры встретились в Астане."


def test_hundred_thousand_nested_tags_come_and_are_read_in_time(there: Stand) -> None:
    page = b"<div>" * 100_000 + b"Ministers met." + b"</div>" * 100_000
    there.on(AT, Reply(headers=(MEMENTO, ("Content-Type", "text/html")), body=page))
    begun = time.monotonic()
    found = fetch(there, Limits(attempts=1))
    assert page_text(found.body, found.content_type).text == "Ministers met."
    assert time.monotonic() - begun < MOST_SECONDS
