"""Link headers and TimeMaps, as several archives write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive.timemap import further_timemaps, mementos, original_of, parse_links

BASE = "https://archive.example/web/http://a.example/"
RECORDED = Path(__file__).parents[2] / "shared" / "cassettes" / "pywb_link_headers.yaml"


def test_repeated_mementos_are_all_kept() -> None:
    text = ", ".join(
        f'<http://x.example/web/200508{day:02}000000/http://a.example/>; rel="memento"' for day in range(1, 32)
    )
    assert len(mementos(parse_links(text, BASE), "http://a.example/")) == 31


def test_memento_without_quotes_is_read() -> None:
    text = (
        "<http://a.example/>; rel=original,"
        "<https://perma.example/timemap/http://a.example/>; rel=timemap; type=application/link-format,"
        "<https://perma.example/AB12-CD34>; rel=memento; datetime=Wed, 10 Aug 2005 09:05:00 GMT"
    )
    found = mementos(parse_links(text, BASE), "")
    assert [(capture.url, capture.stamp, capture.archive_url) for capture in found] == [
        ("http://a.example/", "20050810090500", "https://perma.example/AB12-CD34")
    ]


def test_commas_and_semicolons_inside_an_address_are_kept() -> None:
    url = "http://x.example/web/20050810090500/http://a.example/a,b;c?d=1,2"
    link = parse_links(f'<{url}>; rel="memento"; title="one, two; three", <http://b.example/>; rel="next"', BASE)
    assert [found.url for found in link] == [url, "http://b.example/"]


def test_escaped_ampersand_is_an_ampersand() -> None:
    text = '<https://a.example/authorize?x=1&amp;y=2>; rel="original"'
    assert original_of(parse_links(text, BASE)) == "https://a.example/authorize?x=1&y=2"


def test_date_that_is_none_falls_back_to_the_digits_of_the_address() -> None:
    text = '<http://x.example/web/20050810090500/http://a.example/>; rel="memento"; datetime="some day"'
    assert [capture.stamp for capture in mementos(parse_links(text, BASE), "")] == ["20050810090500"]


def test_memento_without_any_time_is_left_out() -> None:
    assert mementos(parse_links('<http://x.example/AB12>; rel="memento"', BASE), "http://a.example/") == ()


def test_own_timemap_is_no_further_one() -> None:
    text = (
        '<http://x.example/timemap/1>; rel="self"; type="application/link-format",'
        '<http://x.example/timemap/2>; rel="timemap"; from="Tue, 09 Aug 2005 00:00:00 GMT",'
        '<http://x.example/timemap/0>; rel="timemap"'
    )
    assert further_timemaps(parse_links(text, BASE), "http://x.example/timemap/0") == ("http://x.example/timemap/2",)


@given(st.text(alphabet='<>;=," \nreldatmno/:', max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(link.url for link in parse_links(text, BASE))


@pytest.mark.skipif(not RECORDED.exists(), reason="../shared/cassettes is not here")
def test_recorded_headers_of_five_archives_give_their_mementos() -> None:
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with pytest-recording

    headers = [
        (template, header)
        for group in yaml.safe_load(RECORDED.read_text(encoding="utf-8")).values()
        if isinstance(group, dict)
        for template, header in group.items()
    ]
    assert len(headers) > 10
    for template, header in headers:
        links = parse_links(header, template.replace("{url}", ""))
        found = mementos(links, "")
        assert len(found) == header.count("datetime="), header
        assert original_of(links)
        assert all(capture.archive_url.startswith("http") and capture.url for capture in found)
