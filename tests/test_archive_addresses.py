"""Addresses: which are public, which name one page, which are archived; and times as archives write them."""

import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive.addresses import is_local_host, is_public
from factcheck.archive.addressing import original, redirected, replay, same_page
from factcheck.archive.body import Unreadable, decompress, gather
from factcheck.archive.times import from_http, from_stamp, stamp, to_http


@pytest.mark.parametrize("address", ["207.241.237.3", "8.8.8.8", "2620:0:9c0::1", "64:ff9b::808:808", "2002:808:808::"])
def test_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "no address",
        "",
    ],
)
def test_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("pywb.localhost.", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("10.0.0.8", True),
        ("207.241.237.3", False),
        ("web.archive.org", False),
        ("localhost.example", False),
        ("wiki.desk.local", True),
        ("Drafts.Desk.INTERNAL.", True),
        ("nas.home.arpa", True),
        ("archive.lan", True),
        ("www.lan.example", False),
        ("local.example", False),
        ("www.thehome.example", False),
    ],
)
def test_host_that_says_it_is_local(host: str, local: bool) -> None:  # noqa: FBT001
    assert is_local_host(host) is local


@pytest.mark.parametrize(
    ("url", "filed"),
    [
        ("interfax.kz", "http://interfax.kz"),
        ("http://www.interfax.kz:80/news", "http://www.interfax.kz/news"),
        ("https://interfax.kz:443", "https://interfax.kz"),
        ("http://interfax.kz:8080/", "http://interfax.kz:8080/"),
        ("http:/interfax.kz/", "http://interfax.kz/"),
        ("http://interfax.kz/?u=http://b.kz:80/", "http://interfax.kz/?u=http://b.kz:80/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("http://intranet/", ""),
        ("tel:+77", ""),
        ("http://a:b@interfax.kz/", ""),
        ("http://interfax.kz/%22data:image/png;base64,AAAA", ""),
    ],
)
def test_address_as_archives_file_it(url: str, filed: str) -> None:
    assert original(url) == filed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.kz/", "https://www.a.kz", True),
        ("http://a.kz/News", "http://www2.a.kz:80/news/", True),
        ("http://a.kz/?id=1", "http://a.kz?id=1", True),
        ("http://a.kz/?id=1", "http://a.kz/?id=2", False),
        ("http://a.kz/news", "http://b.kz/news", False),
        ("http://a.kz/news", "http://a.kz/news/2", False),
    ],
)
def test_one_page_by_several_spellings(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_page(one, other) is same


def test_archived_address_is_taken_apart_and_put_together_again() -> None:
    address = "https://arquivo.example/noFrame/replay/20050810090500id_/http://a.kz/2005/20050811000000/x"
    parts = replay(address)
    assert parts is not None
    assert (parts.prefix, parts.url) == (
        "https://arquivo.example/noFrame/replay/",
        "http://a.kz/2005/20050811000000/x",
    )
    assert str(parts) == address
    assert replay("https://web.archive.org/web/2005/http://a.kz/") is None


@pytest.mark.parametrize(
    ("archived", "target"),
    [
        (False, "https://web.archive.org/web/20050812000000id_/http://a.kz/"),
        (True, "https://web.archive.org/web/20050810090500id_/https://web.archive.org/all/20050812000000/http://a.kz/"),
    ],
)
def test_other_way_of_the_archive_to_show_a_page_is_its_own_only_where_it_sends_there_itself(
    archived: bool,  # noqa: FBT001
    target: str,
) -> None:
    here = "https://web.archive.org/web/20050810090500id_/http://a.kz/x"
    neighbour = "https://web.archive.org/all/20050812000000/http://a.kz/"
    assert redirected(here, neighbour, archived=archived) == target


@given(st.text(max_size=60), st.booleans())
def test_no_location_leads_out_of_the_archive(location: str, archived: bool) -> None:  # noqa: FBT001
    base = "https://web.archive.org/web/"
    target = redirected(f"{base}20050810090500id_/http://a.kz/x", location, archived=archived)
    assert not isinstance(target, str) or target.startswith(base)


@given(st.datetimes(datetime(1996, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - hypothesis wants them so
def test_times_survive_both_spellings(time: datetime) -> None:
    whole = time.replace(microsecond=0, tzinfo=UTC)
    assert from_stamp(stamp(whole)) == from_http(to_http(whole)) == whole
    elsewhere = whole.astimezone(timezone(timedelta(hours=6)))
    assert (stamp(elsewhere), to_http(elsewhere)) == (stamp(whole), to_http(whole))


@pytest.mark.parametrize("digits", ["2005", "20050230000000", "20050810250000", "2005081009050x", ""])
def test_digits_that_name_no_time(digits: str) -> None:
    assert from_stamp(digits) is None


@pytest.mark.parametrize("date", ["", "yesterday", "Wed, 99 Aug 2005 09:05:00 GMT", "2005-08-10T09:05:00Z"])
def test_header_that_is_no_date(date: str) -> None:
    assert from_http(date) is None


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", "gzip, deflate", "identity", "br", ""]))
def test_no_bytes_break_the_unpacking(body: bytes, codings: str) -> None:
    assert isinstance(decompress(body, codings, 1000), bytes | Unreadable)


def test_members_of_a_gzip_file_are_joined_and_padding_is_left_out() -> None:
    def member(data: bytes) -> bytes:
        packer = zlib.compressobj(wbits=31)
        return packer.compress(data) + packer.flush()

    assert decompress(member(b"one ") + member(b"two") + b"\0\0", "gzip", 100) == b"one two"


def test_size_is_capped_at_the_last_byte() -> None:
    assert gather([b"ab", b"cd"], 4) == b"abcd"
    assert isinstance(gather([b"ab", b"cde"], 4), Unreadable)
