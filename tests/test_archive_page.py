"""The text of an archived page: every word a browser shows, in the letters its author typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive import page_text

RUSSIAN = "Президент прибыл в Астану 10 августа"
PAGE = (
    "<html><head><title>Новости &amp; речи</title>{meta}</head>"
    f"<body><ul><li><a href='/'>Главная</a></ul><p>{RUSSIAN}.</p><p>Переговоры продолжаются.</p></body></html>"
)


def bare(encoding: str, meta: str = "") -> bytes:
    return PAGE.format(meta=meta).encode(encoding)


META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (bare("utf-8"), "text/html; charset=utf-8"),
        (bare("utf-8"), "text/html"),
        (bare("utf-8"), "text/html; charset=windows-1251"),
        (bare("utf-8"), "text/html; charset=iso-8859-1"),
        (bare("utf-8", META.format("windows-1251")), "text/html"),
        (bare("cp1251"), "text/html; charset=windows-1251"),
        (bare("cp1251"), 'text/html; charset="CP1251"'),
        (bare("cp1251", META.format("windows-1251")), "text/html"),
        (bare("cp1251", META.format("windows-1251")), "text/html; charset=ISO-8859-1"),
        (bare("cp1251", META.format("windows-1251")), "text/html; charset=utf-8"),
        (bare("cp1251", META.format("windows-1251")), "text/html; charset=no-such-thing"),
        (bare("cp1251", META.format("utf-8")), "text/html; charset=windows-1251"),
        (bare("koi8-r"), "text/html; charset=koi8-r"),
        (bare("utf-16"), "text/html"),
        (bare("utf-8-sig"), "text/html; charset=windows-1251"),
    ],
)
def test_letters_are_right_whatever_server_and_page_say(data: bytes, content_type: str) -> None:
    page = page_text(data, content_type)
    assert page.title == "Новости & речи"
    assert f"{RUSSIAN}.\n\nПереговоры продолжаются." in page.text


def test_undeclared_cyrillic_is_guessed_from_its_bytes() -> None:
    long = PAGE.replace("Переговоры", "Переговоры министров иностранных дел пяти государств региона").format(meta="")
    assert RUSSIAN in page_text(long.encode("cp1251"), "text/html").text


def test_menu_and_footer_are_part_of_the_text() -> None:
    """Claims are searched for in all of it: what a reader takes for the article may be cut too narrowly."""
    page = page_text(b"<nav>Home</nav><p>Ministers met.</p><footer>Reported by Reuters, Aug. 10</footer>", "text/html")
    assert page.text.split("\n\n") == ["Home", "Ministers met.", "Reported by Reuters, Aug. 10"]


def test_scripts_and_the_archives_own_toolbar_are_not() -> None:
    data = (
        b"<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp'>23 captures <p>About this capture</div>"
        b"<!-- END WAYBACK TOOLBAR INSERT --><script>alert('x')</script><p>Ministers met.</p></body>"
    )
    assert page_text(data, "text/html").text == "Ministers met."


def test_heading_stands_in_for_a_missing_title() -> None:
    assert page_text(b"<h2>Talks in <b>Astana</b></h2><p>They met.", "text/html").title == "Talks in Astana"


def test_plain_text_stays_as_it_is() -> None:
    page = page_text(b"Ministers met.\r\n2 < 3 said one.\r\n", "text/plain")
    assert page == ("", "Ministers met.\n2 < 3 said one.", "")


def test_html_sent_as_plain_text_or_as_nothing_is_read_as_html() -> None:
    for content_type in ("text/plain", "", "application/octet-stream"):
        assert page_text(b"<html><p>They met.</p></html>", content_type).text == "They met."


@pytest.mark.parametrize(("data", "what"), [(b"%PDF-1.4 ...", "a PDF file"), (b"\x89PNG\r\n\x1a\n\0", "a PNG image")])
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    page = page_text(data, "text/html")
    assert (page.title, page.text) == ("", "")
    assert what in page.problem


def test_hundred_thousand_nested_tags_are_read_in_time() -> None:
    data = b"<div>" * 100_000 + b"Ministers met.<p>They parted." + b"</div>" * 100_000
    begun = time.monotonic()
    page = page_text(data, "text/html")
    assert time.monotonic() - begun < 20
    assert page.text.split() == ["Ministers", "met.", "They", "parted."]
    assert page.problem == "the page has more than 50,000 tags; behind them only its words were read"


def test_page_of_six_million_characters_is_read_to_the_fifth() -> None:
    page = page_text(b"<p>Ministers met." + b" " * 5_000_000 + b"They parted.", "text/html")
    assert page.text == "Ministers met."
    assert page.problem == "only the first 5,000,000 of 5,000,029 characters of the page were read"


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    page = page_text(data, "text/html; charset=windows-1251")
    assert not (page.problem and page.text)
