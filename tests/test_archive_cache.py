"""Answers kept on disk: what is kept, for how long, and that a damaged or foreign file is no answer."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from archive_stand import MEMENTO, PAGE, STAMP, WHEN, Reply, Stand, Wall, client, stand
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive import Archive, Cache, Capture, Dialect, Limits, Lookup, Outcome, Window
from factcheck.archive import cache as cache_module
from factcheck.archive.answer import Answer
from factcheck.archive.cache import Lasting

URL = "http://interfax.example/news"
ROW = f"key {STAMP} {URL} text/html 200 DIGEST 100\n".encode()
DAY, MONTH, CENTURY = timedelta(days=1), timedelta(days=30), timedelta(days=36_500)
GOOD = Reply(headers=(MEMENTO, ("Content-Type", "text/html")), body=PAGE)


@pytest.fixture
def there() -> Iterator[Stand]:
    with stand() as made:
        yield made


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def wayback(there: Stand) -> Archive:
    return replace(there.archive, dialect=Dialect.WAYBACK)


def fetched(there: Stand, cache: Cache, after: timedelta = timedelta(0), limits: Limits | None = None) -> Lookup:
    """A page, fetched in a run of its own, so long after the first."""
    wall = Wall()
    wall.now += after
    with client(there.archive, limits, wall, cache) as archive:
        return archive.fetch(Capture(url=URL, time=WHEN))


def nearest(archive: Archive, cache: Cache, after: timedelta = timedelta(0)) -> Lookup:
    wall = Wall()
    wall.now += after
    with client(archive, wall=wall, cache=cache) as asked:
        return asked.closest(URL, WHEN)


def kept_files(cache: Cache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def test_capture_is_asked_for_once_and_kept_for_good(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    first = fetched(there, cache)
    again = fetched(there, Cache(cache.folder), after=CENTURY)
    assert again == first
    assert again.fetched_at == datetime(2026, 1, 5, 12, tzinfo=UTC), "when it was fetched, not when it was read again"
    assert len(there.seen) == 1


def test_headers_are_kept_as_they_came(there: Stand, cache: Cache) -> None:
    odd = (("X-Archive-Orig-Server", 'Apache "2" \xe4'), ("Set-Cookie", "a=1"))
    there.on("/web/", Reply(headers=(MEMENTO, *odd), body=bytes(range(256))))
    assert fetched(there, cache).headers == fetched(there, cache).headers
    assert fetched(there, cache).body == bytes(range(256))


def test_kept_answer_costs_no_pause(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    wall = Wall()
    archive = replace(there.archive, pages_per_minute=1)
    with client(archive, wall=wall, cache=cache) as asked:
        outcomes = [asked.fetch(Capture(url=URL, time=WHEN)).outcome for _ in range(5)]
    assert (outcomes, wall.slept, len(there.seen)) == ([Outcome.FOUND] * 5, [], 1)


def test_kept_answer_is_given_without_a_network(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    there.on("/web/cdx", Reply(body=ROW))
    before = (fetched(there, cache), nearest(there.archive, cache))
    there.stop()
    assert (fetched(there, cache), nearest(there.archive, cache)) == before


def test_archives_and_times_are_kept_apart(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    window = Window(WHEN - DAY, WHEN + DAY)
    for archive in (there.archive, replace(there.archive, name="other")):
        with client(archive, cache=cache) as asked:
            for time in (WHEN, WHEN + timedelta(seconds=1)):
                asked.fetch(Capture(url=URL, time=time), window=window)
    assert len(there.seen) == 4


def test_every_hop_of_a_redirect_is_kept(there: Stand, cache: Cache) -> None:
    moved = "http://interfax.example/archive"
    there.on(f"/web/{STAMP}id_/", Reply(302, (("Location", f"/web/20050812000000id_/{URL}"),)))
    there.on("/web/20050812000000id_/", Reply(301, (MEMENTO, ("Location", f"/web/20050812000000id_/{moved}"))))
    there.on(f"/web/20050812000000id_/{moved}", GOOD)
    first = fetched(there, cache)
    assert (first.outcome, len(there.seen)) == (Outcome.FOUND, 3)
    assert fetched(there, cache) == first
    assert len(there.seen) == 3
    assert fetched(there, cache, after=MONTH) == first
    assert len(there.seen) == 4, "where a time leads may change; what was captured does not"


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize(("body", "age"), [(ROW, MONTH), (b"", DAY), (b"[]", DAY)])
def test_lists_are_kept_for_a_month_and_empty_ones_for_a_day(
    there: Stand, cache: Cache, dialect: Dialect, body: bytes, age: timedelta
) -> None:
    archive = replace(there.archive, dialect=dialect)
    there.on("/web/cdx", Reply(body=body))
    first = nearest(archive, cache)
    asked = len(there.seen)
    assert nearest(archive, cache, after=age - timedelta(seconds=1)) == first
    assert len(there.seen) == asked
    nearest(archive, cache, after=age)
    assert there.paths[asked].startswith("/web/cdx")


def test_page_that_is_not_archived_is_asked_for_again_the_next_day(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(404), GOOD)
    assert fetched(there, cache).outcome is Outcome.NOT_ARCHIVED
    assert fetched(there, cache, after=DAY - timedelta(seconds=1)).outcome is Outcome.NOT_ARCHIVED
    assert fetched(there, cache, after=DAY).outcome is Outcome.FOUND


def test_ages_are_settings(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(404))
    for _ in range(2):
        fetched(there, cache, limits=Limits(keep_none_seconds=0))
    assert len(there.seen) == 2


def test_answer_of_a_clock_that_ran_ahead_is_not_trusted(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(404), GOOD)
    fetched(there, cache, after=MONTH)
    assert fetched(there, cache).outcome is Outcome.FOUND


EXCLUSION = ("X-Archive-Wayback-Runtime-Error", "AdministrativeAccessControlException: Blocked Site Error")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(429, (("Retry-After", "4000"),)),
        Reply(500),
        Reply(503),
        Reply(504),
        Reply(599),
        Reply(200, body=PAGE),
        Reply(200, body=b"<p>This URL has been excluded from the Wayback Machine.</p>"),
        Reply(200, (("Memento-Datetime", "last Wednesday"),), PAGE),
        Reply(302, (("Location", "/account/login"),)),
        Reply(302, (MEMENTO, ("Location", "http://169.254.169.254/"))),
        Reply(404, body=b"<p>Collection not found: <b>web</b></p>"),
        Reply(404, (("X-Archive-Wayback-Runtime-Error", "ResourceNotAvailableException"),)),
        Reply(403),
        Reply(200, (MEMENTO, ("Content-Length", "5000")), PAGE),
        Reply(200, (MEMENTO, ("Content-Encoding", "gzip")), b"\x1f\x8b\x08\x00garbage"),
        Reply(200, (MEMENTO,), bytes(3000)),
    ],
)
def test_what_says_nothing_of_a_capture_is_never_kept(there: Stand, cache: Cache, reply: Reply) -> None:
    there.on("/web/", reply, GOOD)
    limits = Limits(attempts=1, most_bytes=2000)
    assert fetched(there, cache, limits=limits).outcome is not Outcome.FOUND
    assert [path for path in kept_files(cache) if path.parent.name != "pauses"] == []
    assert fetched(there, cache, limits=limits, after=timedelta(hours=2)).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    "reply",
    [
        Reply(429),
        Reply(503),
        Reply(403),
        Reply(200, body=b"<html><p>Temporarily offline"),
        Reply(200, body=b'["error"]'),
        Reply(302, (("Location", "https://archive.org/login"),)),
    ],
)
def test_list_that_is_none_is_never_kept(there: Stand, cache: Cache, reply: Reply) -> None:
    there.on("/web/cdx", reply)
    assert not nearest(wayback(there), cache).outcome.is_answer
    assert not list(cache.folder.glob("answers/*/*"))


def test_empty_list_of_a_mistyped_collection_is_never_kept(there: Stand, cache: Cache) -> None:
    there.on("/web/", Reply(404, body=b"<p>Collection not found: <b>web</b></p>"))
    there.on("/web/cdx", Reply())
    assert nearest(there.archive, cache).outcome is Outcome.UNAVAILABLE
    assert kept_files(cache) == []


@pytest.mark.parametrize(("reply", "outcome"), [(Reply(503, (MEMENTO,), b"x"), "archived_error"), (GOOD, "found")])
def test_archived_error_is_a_capture_and_is_kept(there: Stand, cache: Cache, reply: Reply, outcome: str) -> None:
    there.on("/web/", reply)
    assert [fetched(there, cache, after=after).outcome for after in (DAY, CENTURY)] == [outcome, outcome]
    assert len(there.seen) == 1


def test_excluded_site_is_asked_about_once_a_day(there: Stand, cache: Cache) -> None:
    there.on("/web/cdx", Reply(403, (EXCLUSION,)))
    for after in (timedelta(0), DAY / 2, DAY):
        assert nearest(wayback(there), cache, after=after).outcome is Outcome.EXCLUDED
    assert len(there.seen) == 2


def test_timemap_and_timegate_are_kept(there: Stand, cache: Cache) -> None:
    links = f'<{URL}>; rel="original", </web/{STAMP}/{URL}>; rel="memento"; datetime="{MEMENTO[1]}"'
    there.on("/web/timemap/link/", Reply(body=links.encode()))
    there.on("/web/http", Reply(302, (("Location", f"/web/{STAMP}/{URL}"),)))
    for archive in (replace(there.archive, cdx=""), replace(there.archive, cdx="", timemap="")):
        first = nearest(archive, cache)
        assert first.outcome is Outcome.FOUND
        assert nearest(archive, cache) == first
    assert len(there.seen) == 2


def test_timegate_is_kept_for_the_time_it_was_asked_for(there: Stand, cache: Cache) -> None:
    """The time stands in a header of the request, not in its address."""
    there.on("/web/http", Reply(302, (("Location", f"/web/{STAMP}/{URL}"),)))
    archive = replace(there.archive, cdx="", timemap="")
    with client(archive, cache=cache) as asked:
        asked.closest(URL, WHEN)
        asked.closest(URL, WHEN + DAY)
        asked.closest(URL, WHEN)
    assert len(there.seen) == 2


# The files


def change_last_byte(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def with_honest_checksum(data: bytes) -> bytes:
    import hashlib  # noqa: PLC0415 - for this one forgery

    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


@pytest.mark.parametrize(
    "damage",
    [
        change_last_byte,
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:40],
        lambda _: b"",
        lambda data: data + b" ",
        lambda data: data.replace(b'"status": 200', b'"status": 404'),
        lambda _: with_honest_checksum(b""),
        lambda _: with_honest_checksum(b"[]\n"),
        lambda _: with_honest_checksum(b"null\nbody"),
        lambda data: with_honest_checksum(data[65:].replace(b"interfax", b"internet")),
        lambda data: with_honest_checksum(data[65:].replace(b"+00:00", b"")),
        lambda data: with_honest_checksum(data[65:].replace(b'"capture"', b'"for ever"')),
        lambda data: with_honest_checksum(data[65:].replace(b'"status": 200', b'"status": null')),
    ],
)
def test_damaged_or_foreign_file_is_no_answer(there: Stand, cache: Cache, damage: Callable[[bytes], bytes]) -> None:
    there.on("/web/", GOOD)
    first = fetched(there, cache)
    (file,) = kept_files(cache)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert fetched(there, cache) == first
    assert len(there.seen) == 2
    assert file.read_bytes() == whole, "and it is mended"


@given(st.binary(max_size=400))
def test_no_bytes_break_the_cache(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.keep("a", Answer(url=URL, asked_at=WHEN), Lasting.NOTHING)
    (file,) = kept_files(cache)
    for bytes_written in (data, with_honest_checksum(data)):
        file.write_bytes(bytes_written)
        assert cache.find("a", URL) is None


@given(
    st.binary(max_size=300),
    st.lists(
        st.tuples(st.text(max_size=9), st.text(alphabet=st.characters(max_codepoint=255), max_size=9)), max_size=4
    ),
    st.sampled_from(Lasting),
)
def test_what_is_kept_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, headers: list[tuple[str, str]], lasting: Lasting
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    answer = Answer(url=URL, asked_at=WHEN, status=200, headers=tuple(headers), body=body, accept_datetime="x")
    cache.keep("a", answer, lasting)
    assert cache.find("a", URL, "x") == (replace(answer, kept=True), lasting)
    assert cache.find("a", URL) is None


def test_nothing_but_whole_answers_lies_in_the_folder(there: Stand, cache: Cache) -> None:
    there.on("/web/", GOOD)
    fetched(there, cache)
    (file,) = kept_files(cache)
    assert file.suffix == ".answer"
    head, body = file.read_bytes()[65:].split(b"\n", 1)
    told = json.loads(head)
    assert body == PAGE
    assert set(told) == {"question", "asked_at", "status", "headers", "lasting"}
    assert told["question"] == [there.archive.name, f"{there.url}/web/{STAMP}id_/{URL}", ""]
    assert cache.folder.stat().st_mode & 0o077 == 0, "what is looked up is nobody else's business"


def test_writing_that_fails_half_way_leaves_no_file_and_stops_nothing(
    there: Stand, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.on("/web/", GOOD)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert fetched(there, cache).outcome is Outcome.FOUND
    assert kept_files(cache) == []
    assert cache.problem == f"{cache.folder}: answers cannot be kept: No space left on device"


def test_folder_that_cannot_be_made_stops_nothing(there: Stand, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    there.on("/web/", GOOD)
    assert [fetched(there, cache).outcome for _ in range(2)] == [Outcome.FOUND] * 2
    assert "answers cannot be kept" in cache.problem


def test_answer_larger_than_an_entry_is_not_kept(there: Stand, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MOST_ENTRY", 2000)
    there.on("/web/", Reply(headers=(MEMENTO,), body=bytes(2000)))
    assert fetched(there, cache).outcome is Outcome.FOUND
    assert kept_files(cache) == []


def test_oldest_answers_go_where_all_of_them_become_too_many(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=10_000)
    for number in range(40):
        cache.keep("a", Answer(url=f"{URL}/{number}", asked_at=WHEN, body=bytes(700)), Lasting.CAPTURE)
        assert sum(path.stat().st_size for path in kept_files(cache)) <= 10_000
    found = [number for number in range(40) if cache.find("a", f"{URL}/{number}")]
    assert found == list(range(found[0], 40))
    assert 7 < len(found) < 12


def test_reader_never_sees_a_part_of_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed between writing and renaming leaves what stood there."""
    cache = Cache(tmp_path)
    cache.keep("a", Answer(url=URL, asked_at=WHEN, body=b"old"), Lasting.CAPTURE)

    def killed(*_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with suppress(KeyboardInterrupt):
        cache.keep("a", Answer(url=URL, asked_at=WHEN, body=b"new"), Lasting.CAPTURE)
    found = cache.find("a", URL)
    assert found is not None
    assert found.answer.body == b"old"
    assert len(kept_files(cache)) == 1
