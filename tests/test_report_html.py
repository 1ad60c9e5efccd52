"""The checklist as one HTML page: a snapshot, safety, and what a screen reader and a printer need."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from mock_table import ARTICLE, ROWS, checklist, row

from factcheck.report import render
from factcheck.report.links import split_links

VOID = {"meta"}


def page(**options: Any) -> BeautifulSoup:
    return BeautifulSoup(render([checklist()], format="html", **options), "html.parser")


def item(soup: BeautifulSoup, ref: str) -> Tag:
    found = soup.find(id=f"c-{ref}")
    assert isinstance(found, Tag)
    return found


def test_html_of_the_whole_checklist(snapshot: Callable[[str, str], None]) -> None:
    snapshot("checklist.html", render([checklist()], format="html"))


def test_html_is_one_file_without_script() -> None:
    soup = page()
    assert soup.find_all(["script", "link", "img", "iframe", "object", "form"]) == []
    assert not any(name.startswith("on") for tag in soup.find_all(name=True) for name in tag.attrs)
    style = soup.style
    assert style
    assert "url(" not in style.text
    assert "@import" not in style.text
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_article_with_a_script_is_shown_as_text() -> None:
    assert "<script>" in ARTICLE
    quoted = [quote.get_text() for quote in page().find_all("blockquote")]
    assert quoted[5] == "s6<script>alert(1)</script> is what the ministry's page showed on Monday."


@pytest.mark.parametrize("column", ["claim", "source", "evidence", "note", "article", "ref", "claim_id"])
def test_every_cell_is_escaped(column: str) -> None:
    hostile = "\"'><img src=x onerror=alert(1)>&amp;"
    cells: dict[str, Any] = {column: hostile}
    soup = BeautifulSoup(render([checklist(replace(ROWS[0], **cells))], format="html"), "html.parser")
    assert soup.find("img") is None
    assert column == "claim_id" or hostile in soup.get_text()


def test_html_has_landmarks_headings_in_order_and_lists() -> None:
    soup = page()
    assert soup.html
    assert soup.html["lang"] == "en"
    assert len(soup.find_all("main")) == len(soup.find_all("h1")) == 1
    assert [heading.get_text() for heading in soup.find_all(["h1", "h2", "h3"])] == [
        "lake.txt",
        "Paragraph 1",
        "Paragraph 2",
        "No longer in the article",
        "In no claim",
    ]
    claims = soup.find_all("ul", class_="claims")
    assert sum(len(each.find_all("li", recursive=False)) for each in claims) == len(ROWS)


def test_status_is_said_in_words() -> None:
    soup = page()
    said = {ref: item(soup, ref).find(class_="word") for ref in ("s1a", "s1b", "s5a", "s6a", "s7a")}
    assert {ref: word.get_text() for ref, word in said.items() if word} == {
        "s1a": "open",
        "s1b": "verified",
        "s5a": "to decide",
        "s6a": "set aside",
        "s7a": "gone",
    }
    assert all(mark["aria-hidden"] == "true" for mark in soup.find_all(class_="mark"))


def test_dates_are_machine_readable_where_html_can_say_them() -> None:
    soup = page()
    moment = item(soup, "s5a").find("time")
    assert isinstance(moment, Tag)
    assert (moment["datetime"], moment.get_text()) == ("1994", "1994")
    text = render([checklist(row("s1a", "A", event_date="../2005-08-11"))], format="html")
    assert "<time" not in text
    assert "../2005-08-11" in text


def test_archived_evidence_is_a_robust_link() -> None:
    link = item(page(), "s1b").a
    assert link
    assert link["href"] == "https://web.archive.org/web/20050301120000/http://gov.example/water"
    assert link["data-originalurl"] == "http://gov.example/water"
    assert link["data-versiondate"] == "2005-03-01"


def test_live_evidence_is_a_robust_link_of_the_day_it_was_marked() -> None:
    marked = row("s1a", "A", evidence="https://gov.example/water", reviewed_at="2026-11-23T14:02:11Z")
    text = render([checklist(marked)], format="html")
    assert 'data-originalurl="https://gov.example/water" data-versiondate="2026-11-23"' in text


def test_other_schemes_are_no_links() -> None:
    assert "<a " not in render([checklist(row("s1a", "A", evidence="javascript:alert(1) file:///etc"))], format="html")


def test_call_sheet_has_contents_that_lead_to_its_groups() -> None:
    soup = page(by="source")
    assert soup.nav
    targets = [str(link["href"]).removeprefix("#") for link in soup.nav.find_all("a")]
    assert targets == [heading["id"] for heading in soup.find_all("h2") if heading.get("id")]
    assert page().nav is None


def test_tags_are_closed_in_order_and_ids_are_given_once() -> None:
    class Checker(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.ids: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in VOID:
                self.open.append(tag)
            self.ids += [value or "" for name, value in attrs if name == "id"]

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    checker = Checker()
    checker.feed(render([checklist(), checklist(row("s9a", "A", sentence=""))], format="html", by="status"))
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids)) > len(ROWS)


def test_colours_are_variables_that_print_black_on_white() -> None:
    style = render([checklist()], format="html").partition("<style>")[2].partition("</style>")[0]
    variables = set(re.findall(r"(--[\w-]+):", style.partition("@media")[0]))
    printed = style.partition("@media print")[2]
    assert set(re.findall(r"(--[\w-]+): #[0-9a-f]{3}\b", printed)) == variables


def test_links_join_to_the_text_they_were_cut_from() -> None:
    text = "see https://a.example/x(1), (https://b.example). “https://c.example”"
    parts = list(split_links(text))
    assert "".join(part.text for part in parts) == text
    assert [part.href for part in parts if part.href] == [
        "https://a.example/x(1)",
        "https://b.example",
        "https://c.example",
    ]
