"""Which captures of a site are read for a claim, and how the article's own page is compared with the draft."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive import Capture
from factcheck.archive.addressing import page_key
from factcheck.evidence.asking.original import Change, compare
from factcheck.evidence.asking.sites import front_page, links_of, pages_within, versions, worth_reading
from factcheck.evidence.asking.windows import Days
from factcheck.readers import read_text

TENTH = datetime(2005, 8, 10, tzinfo=UTC)
WEEK = Days(date(2005, 8, 8), date(2005, 8, 14))


def capture(path: str, day: int = 10, *, status: int = 200, mime: str = "text/html", digest: str = "") -> Capture:
    time = datetime(2005, 8, day, 6, tzinfo=UTC)
    return Capture(url=f"http://www.a.example{path}", time=time, status=status, mime=mime, digest=digest or path)


def paths(captures: object) -> list[str]:
    return [each.url.removeprefix("http://www.a.example") for each in captures]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.dn.kz/", "https://dn.kz"),
        ("http://dn.kz:80/News/", "http://www2.dn.kz/news"),
        ("dn.kz/a#b", "http://dn.kz/a"),
    ],
)
def test_page_is_the_same_under_different_spellings(one: str, other: str) -> None:
    assert page_key(one) == page_key(other)


def test_readable_pages_of_the_days_are_kept_once_each() -> None:
    rows = [
        capture("/a", 9),
        capture("/a", 11),
        capture("/a", 12),
        capture("/b", 7),
        capture("/logo.gif", mime="image/gif"),
        capture("/old.js", mime=""),
        capture("/gone", status=404),
        capture("/moved", status=301),
        capture("/c", 8),
        capture("/d", mime=""),
    ]
    found = pages_within(rows, WEEK, TENTH)
    assert [(page.url[20:], page.time.day) for page in found] == [("/a", 11), ("/moved", 10), ("/c", 8), ("/d", 10)]


def test_page_that_changed_is_read_in_each_of_its_forms() -> None:
    rows = [
        capture("/a", 10, digest="one"),
        capture("/a", 11, digest="two"),
        capture("/a", 12, digest="two"),
        capture("/b"),
    ]
    found = pages_within(rows, WEEK, TENTH)
    assert [(page.url[20:], page.time.day) for page in found] == [("/a", 10), ("/b", 10), ("/a", 11)]
    assert versions(rows, "http://a.example/a", WEEK) == 2


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (["/news/1.html", "/index.html", "/about"], "/index.html"),
        (["/news/1.html", "/", "/index.html"], "/"),
        (["/?lang=eng", "/?lang=eng&id=3"], "/?lang=eng"),
        (["/news/2005/1.html", "/x.html"], "/x.html"),
    ],
)
def test_front_page_has_the_shortest_address(found: list[str], first: str) -> None:
    front = front_page(capture(path) for path in found)
    assert front is not None
    assert paths([front]) == [first]


def test_site_without_pages_has_no_front_page() -> None:
    assert front_page([capture("/", status=302)]) is None


def test_links_are_told_by_the_address_they_lead_to() -> None:
    page = b"""<p><a href="/a?x=1&amp;y=2">Dams</a> <a href="b.htm">Floods</a> <a href="mailto:a@b.example">Mail</a>
    <a href="http://127.0.0.1/web/20050810000000/http://a.example/c">Lake</a> <a href="http://[half">Broken</a>"""
    assert links_of(page, "http://a.example/news/") == {
        "http://a.example/a?x=1&y=2": "Dams",
        "http://a.example/news/b.htm": "Floods",
        "http://a.example/c": "Lake",
    }


def test_words_of_addresses_and_links_decide_what_is_read_first() -> None:
    pages = (capture("/x/1.htm"), capture("/x/2.htm", 11), capture("/x/3.htm"), capture("/tatra-dams-built.htm", 12))
    links = {
        "http://a.example/x/2.htm": "Engineers finish dams",
        "http://a.example/x/9.htm": "Engineers explain the dams",
        "http://a.example/x/8.htm": "Football",
        "http://other.example/x": "Engineers and dams",
    }
    chosen = worth_reading("Engineers built the dams.", pages, links, TENTH, "a.example")
    assert set(paths(chosen[:3])) == {"/x/2.htm", "/tatra-dams-built.htm"} | {"http://a.example/x/9.htm"}
    assert paths(chosen[3:]) == ["/x/1.htm", "/x/3.htm"]


DRAFT = "The lake fell. Engineers built 12 dams in 1975. “Nobody will move,” she said. The plan is reckless."


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"Menu\n\n{DRAFT}\n\nSubscribe to our news by mail today.", []),
        (DRAFT.replace("“", '"').replace("”", '"'), []),
        (
            DRAFT.replace("12 dams", "10 dams"),
            [(Change.REWORDED, "Engineers built 12 dams in 1975.", "Engineers built 10 dams in 1975.")],
        ),
        (DRAFT.replace(" The plan is reckless.", ""), [(Change.DRAFT_ONLY, "The plan is reckless.", "")]),
        (
            DRAFT.replace("The plan", "Two dams have broken since then. The plan"),
            [(Change.PAGE_ONLY, "", "Two dams have broken since then.")],
        ),
    ],
)
def test_draft_is_compared_sentence_by_sentence(page: str, found: list[tuple[Change, str, str]]) -> None:
    differences = compare(read_text(DRAFT), page)
    assert [each[:3] for each in differences] == found
    assert all(" ".join(each.span.slice(page).split()) == each.page for each in differences if each.span)


WORDS = st.lists(
    st.sampled_from(["The lake fell.", "Two dams broke in May.", "Nobody moved.", "It rained."]), max_size=6
)


@given(WORDS)
def test_page_with_the_drafts_own_sentences_differs_in_nothing(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert compare(read_text(text), text) == ()
