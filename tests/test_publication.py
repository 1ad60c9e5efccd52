"""The publication date: what the user says, what the article says, and what is never guessed."""

import calendar
import contextlib
import csv
import datetime as dt
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import BadArgument
from factcheck.publication import Publication, find_publication, parse_given
from factcheck.readers import read, read_text
from factcheck.readers.printed_dates import any_date
from factcheck.readers.webpage import read_html

TESTS = Path(__file__).parent
CASES = tomllib.loads((TESTS / "golden" / "publication.toml").read_text(encoding="utf-8"))["case"]
MONTHS = calendar.month_name
PERIODICALS = list(
    csv.DictReader(files("factcheck").joinpath("data/periodicals.csv").read_text(encoding="utf-8").splitlines())
)


def is_partial_date(value: str) -> bool:
    """True for 2005, 2005-08 and 2005-08-17 of the calendar."""
    return bool(dt.date.fromisoformat((value + "-01-01")[: len("2005-08-17")]))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_publication_is_found_in_the_text(case: dict[str, str]) -> None:
    assert find_publication(read_text(case["text"])) == Publication(
        date=case["date"], basis=case["basis"], place=case.get("place", "")
    )


def test_sample_article_is_of_2005_and_no_day_is_made_up() -> None:
    publication = find_publication(read(TESTS.parent / "seeds" / "edm-2-160.txt"))
    assert publication.date == "2005"
    assert publication.basis == "Eurasia Daily Monitor volume 2 is 2005; the day of issue 160 is not known"
    assert not publication.day_known


def test_given_date_comes_first() -> None:
    document = read_text("Date: 16 August 2005\n\nBISHKEK, August 15 -- The base stays open.")
    assert find_publication(document, "2005-08-17") == Publication(date="2005-08-17", basis="given", place="BISHKEK")
    assert find_publication(document, "2005").date == "2005"
    assert find_publication(document, "  ").date == "2005-08-16"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2005", "2005"),
        ("2005-08", "2005-08"),
        (" 2005-08-17 ", "2005-08-17"),
        ("17 August 2005", "2005-08-17"),
        ("August 17, 2005", "2005-08-17"),
        ("Aug. 17th, 2005", "2005-08-17"),
        ("17th of August 2005", "2005-08-17"),
        ("17-Aug-2005", "2005-08-17"),
        ("Wednesday, August 17, 2005", "2005-08-17"),
        ("Sept 2005", "2005-09"),
        ("29 February 2004", "2004-02-29"),
    ],
)
def test_given_date_is_understood(typed: str, date: str) -> None:
    assert parse_given(typed) == date
    assert is_partial_date(date)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2005-02-30", "there is no such date"),
        ("2005-13", "there is no such date"),
        ("0000", "there is no such date"),
        ("2005-00", "there is no such date"),
        ("2005-08-00", "there is no such date"),
        ("08/10/2005", "day and month can be taken for each other"),
        ("17/08/2005", "day and month can be taken for each other"),
        ("8.10.05", "day and month can be taken for each other"),
        ("Monday, August 17, 2005", "that day was another day of the week"),
        ("29 February 2005", "this is no date that can be read"),
        ("2005-8-17", "this is no date that can be read"),
        ("today", "this is no date that can be read"),
        ("Augustus 17, 2005", "this is no date that can be read"),
        ("20005", "this is no date that can be read"),
        ("17 August", "this is no date that can be read"),
    ],
)
def test_given_date_that_is_none_is_refused_in_words(typed: str, reason: str) -> None:
    with pytest.raises(BadArgument, match=re.escape(f"'{typed}': {reason}")) as refused:
        find_publication(read_text("Text."), typed)
    assert "2005-08-17" in refused.value.hint
    assert refused.value.value == typed


@given(st.text(max_size=20))
def test_any_given_text_is_a_valid_date_or_refused(typed: str) -> None:
    with contextlib.suppress(BadArgument):
        assert is_partial_date(parse_given(typed))


@given(st.dates().filter(lambda day: 1500 <= day.year <= 2999))
def test_every_day_is_understood_in_every_form(day: object) -> None:
    iso = str(day)
    year, month, number = iso.split("-")
    name = MONTHS[int(month)]
    for typed in (
        iso,
        f"{int(number)} {name} {year}",
        f"{name} {int(number)}, {year}",
        f"{name[:3]}. {int(number)}, {year}",
    ):
        assert parse_given(typed) == iso


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2005-08-17T23:30:00-05:00", "2005-08-17"),
        ("2005-08-17 10:00:00", "2005-08-17"),
        ("2005/08/17", "2005-08-17"),
        ("2005/8", "2005-08"),
        ("20050817", "2005-08-17"),
        ("Wed, 17 Aug 2005 10:00:00 GMT", "2005-08-17"),
        ("8/8/2005", "2005-08-08"),
        ("08/17/2005", "2005-08-17"),
        ("08/10/2005", ""),
        ("20051399", ""),
        ("2005-08-17T", ""),
        ("10:30", ""),
        ("PT5M", ""),
        ("", ""),
    ],
)
def test_printed_date_is_read_as_written(value: str, date: str) -> None:
    assert any_date(value) == date


def page(head: str, body: str = "") -> Publication:
    return find_publication(
        read_html(f"<html><head>{head}</head><body>{body}<p>The base stays open.</p></body></html>")
    )


@pytest.mark.parametrize(
    ("head", "basis"),
    [
        ('<meta property="article:published_time" content="2005-08-17T23:30:00-05:00">', "article:published_time"),
        ('<meta name="citation_publication_date" content="2005/08/17">', "citation_publication_date"),
        ('<meta name="DC.date" content="2005-08-17">', "dc.date"),
        ('<meta name="date" content="August 17, 2005">', "date"),
        ('<meta itemprop="datePublished" content="2005-08-17">', "itemprop datePublished"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2005-08-17T01:00:00+06:00"}</script>',
            "JSON-LD datePublished",
        ),
    ],
)
def test_page_says_when_it_was_published(head: str, basis: str) -> None:
    assert page(head) == Publication(date="2005-08-17", basis=basis)


def test_time_element_is_a_publication_date() -> None:
    assert page("", '<time datetime="2005-08-17T10:00">17 Aug</time>') == Publication(
        date="2005-08-17", basis="<time> element"
    )


def test_telling_names_come_before_vague_ones_and_change_is_no_publication() -> None:
    head = """<meta name="date" content="2019-01-01"><meta property="article:modified_time" content="2019-01-02">
    <meta property="article:published_time" content="2005-08-17">"""
    assert page(head) == Publication(date="2005-08-17", basis="article:published_time")
    assert page('<meta property="article:modified_time" content="2019-01-02">') == Publication()


def test_meta_that_is_no_date_is_passed_over() -> None:
    head = '<meta property="article:published_time" content="yesterday"><meta name="date" content="2005-08-17">'
    assert page(head).basis == "date"


def test_year_alone_is_made_exact_by_a_later_date_of_that_year() -> None:
    head = '<meta name="citation_publication_date" content="2005"><meta name="dc.date" content="2005-08-17">'
    assert page(head) == Publication(date="2005-08-17", basis="dc.date")
    head = '<meta name="citation_publication_date" content="2005"><meta name="dc.date" content="2006-08-17">'
    assert page(head) == Publication(date="2005", basis="citation_publication_date")


def test_journal_on_a_page_gives_the_year_of_its_volume() -> None:
    head = """<meta name="citation_journal_title" content="Emerging Infectious Diseases">
    <meta name="citation_volume" content="11"><meta name="citation_issue" content="8">"""
    assert page(head).date == "2005"


def test_header_line_on_a_page_is_said_to_be_one() -> None:
    html = "<article><h1>The base</h1><p>Published: August 17, 2005</p><p>It stays open.</p></article>"
    assert find_publication(read_html(html)).basis == "header line “August 17, 2005”"


@pytest.mark.parametrize(("date", "known"), [("", False), ("2005", False), ("2005-08", False), ("2005-08-17", True)])
def test_day_is_known_only_where_the_date_has_one(date: str, known: bool) -> None:  # noqa: FBT001 - a parameter of the table
    assert Publication(date=date).day_known is known


@pytest.mark.parametrize("row", PERIODICALS, ids=[row["name"] for row in PERIODICALS])
def test_periodical_agrees_with_the_volume_its_source_names(row: dict[str, str]) -> None:
    found = re.search(r"vol\. (\w+) is (\d{4})$", row["source"])
    assert found
    document = read_text(f"Publication: {row['name']} Volume: {found[1]} Issue: 3\n\nThe base stays open.")
    assert find_publication(document).date == found[2]


@pytest.mark.parametrize("volume", ["0", "IIX", "2-3"])
def test_volume_that_is_no_number_gives_no_year(volume: str) -> None:
    document = read_text(f"Publication: Eurasia Daily Monitor\nVolume: {volume}\n\nThe base stays open.")
    assert find_publication(document) == Publication()
