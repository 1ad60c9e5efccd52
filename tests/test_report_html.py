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
    sentence = page().select(".article .sentence")[5]
    for letter in sentence.select(".letter"):
        letter.extract()
    assert sentence.get_text() == "<script>alert(1)</script> is what the ministry's page showed on Monday."


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
        "Claims",
        "Paragraph 1",
        "Paragraph 2",
        "No longer in the article",
        "Call sheet",
        "Corrections asked for",
        "In no claim",
        "Signed",
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
    soup = BeautifulSoup(
        render([checklist(row("s1a", "A", evidence="javascript:alert(1) file:///etc"))], format="html"), "html.parser"
    )
    assert "javascript:alert(1) file:///etc" in soup.get_text()
    assert [link["href"] for link in soup.find_all("a") if not str(link["href"]).startswith("#")] == []


def test_call_sheet_has_contents_that_lead_to_its_groups() -> None:
    soup = page(by="source")
    assert soup.nav
    targets = [str(link["href"]).removeprefix("#") for link in soup.nav.find_all("a")]
    assert targets == [heading["id"] for heading in soup.find_all("h2") if heading.get("id")]
    assert page().nav is None


def test_article_stands_whole_with_a_letter_for_each_claim_that_leads_to_it() -> None:
    soup = page()
    letters = soup.select(".article .letter")
    assert [" ".join(each.get_text().split()) for each in letters if each.name == "a"] == [
        "1a ☐, open",
        "1b ☑, verified",
        "2a ☐, open",
        "4a ◇, to confirm",
        "5a ⚠, to decide",
        "6a ⊟, set aside",
    ]
    assert all(item(soup, str(each["href"]).removeprefix("#c-")) for each in letters if each.name == "a")
    for each in letters:
        each.extract()
    shown = " ".join(" ".join(each.get_text() for each in soup.select(".article .block")).split())
    assert shown == " ".join(ARTICLE.split()).removeprefix("Publication: Lake Weekly Volume: 3 Issue: 12 ")


def test_words_of_a_claim_are_underlined_as_its_pile_wants_it() -> None:
    runs = {each.get_text(): each.get("class") for each in page().select(".article .run")}
    assert runs["lost a third of its water in 1994"] == ["run", "d1", "l0-decide"]
    assert runs["Lake Toma"] == ["run", "d1", "l0-decide"]


def cells(soup: BeautifulSoup, table: str) -> list[list[str]]:
    rows = soup.select(f".{table} tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in each.find_all(["th", "td"])] for each in rows]


def test_call_sheet_names_who_can_settle_what_and_its_dates() -> None:
    assert cells(page(), "sources") == [
        ["River News, 2005-03-05 1 claim, open", "Ana Petrova", "said 2005-03-05, also Toma Post: 2a ☐open"],
        ["Ana Petrova, no document cited 1 claim, open", "", "1a ☐open"],
        ["Somebody unnamed: ask the writer who said it 1 claim, set aside", "", "event 2005-02-28: 6a ⊟set aside"],
        [
            "No source given: ask the writer 2 claims: 1 to decide, 1 verified",
            "",
            "1b ☑verified event 1994: 5a ⚠to decide",
        ],
        ["Opinions and forecasts, and what is set aside: nothing to look up 1 claim, open", "", "4a ◇to confirm"],
        ["No longer in the article 1 claim, kept for what was marked", "", "7a ⊟gone"],
    ]


def test_corrections_say_what_stands_what_is_wanted_and_what_to_do() -> None:
    assert cells(page(), "corrections") == [
        [
            "5a",
            "Lake Toma [...] lost a third of its water in 1994",
            "lost a fifth of its water in 1994",
            "put the suggested wording to the writer",
        ]
    ]
    soup = BeautifulSoup(render([checklist(row("s1a", "A"))], format="html"), "html.parser")
    assert soup.select_one(".corrections p") is not None


def test_signature_block_says_who_stands_for_what_and_leaves_room() -> None:
    assert cells(page(), "signing") == [
        [
            "Reviewer",
            "ben: 3 claims, the last 2026-11-23 13:40 UTC; ana: 2 claims, the last 2026-11-23 14:10 UTC",
            "",
            "",
        ],
        ["Second reader", "ben: 1 claim, the last 2026-11-23 14:20 UTC", "", ""],
    ]


def test_narrowed_galley_keeps_the_article_and_is_not_signed() -> None:
    soup = page(only="decide")
    assert [each.get_text() for each in soup.select(".article a.letter .ref")] == ["5a"]
    assert "Engineers have asked for the plans." in soup.select(".article")[0].get_text()
    assert soup.select(".signing") == []
    assert "showing 1 of 7: decide" in soup.get_text()


@pytest.mark.parametrize("by", ["source", "status", "reviewer", "waiting"])
def test_other_orders_are_lists_without_the_article(by: str) -> None:
    soup = page(by=by)
    assert soup.select(".article, .signing, .sources") == []
    assert len(soup.select("ul.claims > li")) == len(ROWS)


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
    colours = set(re.findall(r"(--[\w-]+): #", style.partition("@media")[0]))
    printed = re.findall(r"(--[\w-]+): (#[0-9a-f]+)", style.partition("@media print")[2])
    assert {name for name, _ in printed} == colours > {"--ink", "--open", "--open-line"}
    assert [shade for _, shade in printed if not re.fullmatch(r"#([0-9a-f])\1\1", shade)] == []


def test_links_join_to_the_text_they_were_cut_from() -> None:
    text = "see https://a.example/x(1), (https://b.example). “https://c.example”"
    parts = list(split_links(text))
    assert "".join(part.text for part in parts) == text
    assert [part.href for part in parts if part.href] == [
        "https://a.example/x(1)",
        "https://b.example",
        "https://c.example",
    ]
