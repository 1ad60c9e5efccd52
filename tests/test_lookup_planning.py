"""What is asked for which claim: from rows and article to questions, before anything is sent."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.asking.addresses import ArticleAddresses, addresses_in, public_address
from factcheck.evidence.asking.questions import Form, Question, Reach, original_question, plan, worth_asking
from factcheck.evidence.asking.windows import Days, days_of, joined_days
from factcheck.outlets import OutletRegistry, load_outlets, read_outlets
from factcheck.readers import read_bytes
from factcheck.row import Row
from factcheck.table import read_claims

SAMPLE = Path(__file__).parent.parent / "claims.csv"
OWN = """\
name,aliases,kind,country,language,hosts,parent,source
River News,,newspaper,US,en,river.example 1999/2004; news.river.example 2005/,,own
River News Radio,,broadcaster,US,en,,River News,own
Toma Post,,newspaper,US,en,toma.example,,own
Hill Gazette,,newspaper,US,en,,,own
"""


@pytest.fixture(scope="module")
def outlets() -> OutletRegistry:
    found, problems = read_outlets(OWN, "outlets.csv")
    assert problems == ()
    return OutletRegistry(found)


def claim(number: int = 1, /, **cells: str) -> Row:
    told = {"claim_id": f"c-{number}", "claim": "Engineers built 12 dams.", "checkable": "yes", "status": "unverified"}
    return Row(**{**told, "published": "2005-03-07", **cells})  # type: ignore[arg-type]


def told(questions: tuple[Question, ...]) -> list[tuple[str, str, str]]:
    return [(each.form.value, each.about or each.why, str(each.days or "")) for each in questions]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"cited": "River News", "cited_date": "2005-03-05"},
            [("site", "news.river.example", "2005-03-03 to 2005-03-19")],
        ),
        ({"cited": "River News", "cited_date": "2001-06"}, [("site", "river.example", "2001-05-30 to 2001-07-14")]),
        (
            {"cited": "river news", "cited_date": "2004/2005"},
            [
                ("site", "river.example", "2003-12-30 to 2006-01-14"),
                ("site", "news.river.example", "2003-12-30 to 2006-01-14"),
            ],
        ),
        (
            {"cited": "River News Radio", "cited_date": "2005-03-05"},
            [("site", "news.river.example", "2005-03-03 to 2005-03-19")],
        ),
        (
            {"cited": "Toma Post; River News", "cited_date": "2005-03-05; "},
            [
                ("site", "toma.example", "2005-03-03 to 2005-03-19"),
                ("nothing", "no date for River News, so there is no window to search", ""),
            ],
        ),
        (
            {"cited": "Toma Post", "said_date": "2005-03-01"},
            [("site", "toma.example", "2005-02-27 to 2005-03-15")],
        ),
        (
            {"cited": "River News", "cited_date": "1995"},
            [("nothing", "no host of 1995 known for River News: add it to outlets.csv", "")],
        ),
        (
            {"cited": "Hill Gazette", "cited_date": "2005"},
            [("nothing", "no host known for Hill Gazette: add it to outlets.csv", "")],
        ),
        (
            {"cited": "Smith", "cited_date": "2004"},
            [("nothing", "Smith is no outlet that is known: if it is one, add it with its host to outlets.csv", "")],
        ),
        (
            {"cited": "Toma Post", "cited_date": "../2005"},
            [("nothing", "its date '../2005' is no span of days for Toma Post, so there is no window to search", "")],
        ),
        ({}, [("nothing", "no outlet or address in the article", "")]),
        (
            {"cited": "Toma Post", "cited_date": "2005-03-05", "evidence": "see http://toma.example/dams, p. 3"},
            [("address", "http://toma.example/dams", "2005-03-05")],
        ),
        (
            {"evidence": "http://toma.example/dams", "event_date": "1975", "published": ""},
            [("address", "http://toma.example/dams", "1975-01-01 to 1975-12-31")],
        ),
        (
            {"evidence": "http://toma.example/dams", "published": ""},
            [("nothing", "no date: neither the claim nor the article is dated (factcheck parse --published)", "")],
        ),
        (
            {"evidence": "http://10.0.0.7/scan.html"},
            [("nothing", "its address lies in a private network; such addresses are not sent", "")],
        ),
    ],
)
def test_question_for_one_claim(
    outlets: OutletRegistry, cells: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    assert told(plan([claim(**cells)], None, outlets)) == expected


def test_one_question_serves_all_claims_of_a_host_and_window(outlets: OutletRegistry) -> None:
    """Windows that overlap or nearly touch are joined; each claim keeps its own days. One far away is another question."""
    days = ("2005-03-05", "2005-03-05", "2005-03-24", "2004-01-10")
    rows = [claim(at, cited="Toma Post", cited_date=day) for at, day in enumerate(days)]
    questions = plan(rows, None, outlets)
    assert told(questions) == [
        ("site", "toma.example", "2004-01-08 to 2004-01-24"),
        ("site", "toma.example", "2005-03-03 to 2005-04-07"),
    ]
    joined = questions[1]
    assert [need.claim_id for need in joined.needs] == ["c-0", "c-1", "c-2"]
    assert joined.asked(joined.needs[0], "wayback") == "toma.example, 2005-03-03 to 2005-03-19 (wayback)"
    assert joined.asked(joined.needs[2], "wayback") == "toma.example, 2005-03-22 to 2005-04-07 (wayback)"


def test_reach_is_a_setting(outlets: OutletRegistry) -> None:
    row = claim(cited="Toma Post", cited_date="2005-03-05")
    assert told(plan([row], None, outlets, Reach(before=0, after=90))) == [
        ("site", "toma.example", "2005-03-05 to 2005-06-03")
    ]


ARTICLE = b"""# Dams

Engineers built 12 dams, [River News reported](http://news.river.example/2005/03/05/dams). No village was moved.
The plan was dropped [1]. It had cost too much, as http://toma.example/costs shows. Ask the [desk](http://10.1.2.3/notes).

References

[1] Toma Post, March 2, 2005. http://toma.example/plan
"""
WORDS = (
    "Engineers built 12 dams",
    "No village was moved",
    "The plan was dropped",
    "It had cost too much",
    "Ask the desk",
)


def test_addresses_of_the_article_stand_for_the_sentence_they_are_in(outlets: OutletRegistry) -> None:
    document = read_bytes(ARTICLE, name="dams.md")
    article = ArticleAddresses(document, outlets, "2005-03-07")
    rows = []
    for number, words in enumerate(WORDS, start=1):
        start = document.text.index(words)
        # The heading is the first sentence.
        rows.append(claim(number, sentence=str(number + 1), verbatim=words, spans=f"{start}..{start + len(words)}"))
    assert told(plan(rows, article, outlets)) == [
        ("address", "http://news.river.example/2005/03/05/dams", "2005-03-05"),
        ("address", "http://toma.example/plan", "2005-03-02"),
        ("address", "http://toma.example/costs", "2005-03-07"),
        ("nothing", "no outlet or address in the article", ""),
    ]
    moved = [replace(row, spans="0..4") for row in rows]
    assert {question.form for question in plan(moved, article, outlets)} == {Form.NOTHING}


def test_page_names_its_own_address(outlets: OutletRegistry) -> None:
    page = b'<html><head><meta property="og:url" content="http://news.river.example/dams"></head><body><p>Engineers built it.'
    assert ArticleAddresses(read_bytes(page, name="a.html"), outlets).own == "http://news.river.example/dams"


def test_original_needs_the_day_of_publication() -> None:
    assert told((original_question("http://a.example/", "2005-03-07"),)) == [
        ("original", "http://a.example/", "2005-03-07")
    ]
    assert original_question("http://a.example/", "").form is Form.NOTHING


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ({}, True),
        ({"status": "in_progress"}, True),
        ({"status": "wrong"}, True),
        ({"status": "verified", "reviewer": "ana", "evidence": "paper copy"}, False),
        ({"status": "verified"}, True),
        ({"status": "cut"}, False),
        ({"flags": "gone"}, False),
        ({"checkable": "no", "kind": "opinion"}, False),
    ],
)
def test_claim_is_asked_about_until_it_is_settled(cells: dict[str, str], *, asked: bool) -> None:
    assert worth_asking(claim(**cells)) is asked


def test_sample_needs_four_questions() -> None:
    """Its three citations name three outlets with four hosts; some twenty claims rest on them."""
    rows = [row for row in read_claims(SAMPLE).rows if worth_asking(row)]
    questions = plan(rows, None, load_outlets())
    assert told(questions)[:-1] == [
        ("site", "dn.kz", "2005-07-20 to 2005-08-05"),
        ("site", "interfax.kz", "2005-08-08 to 2005-08-24"),
        ("site", "interfax.ru", "2005-08-09 to 2005-08-25"),
        ("site", "interfax.com", "2005-08-09 to 2005-08-25"),
    ]
    served = {need.claim_id for question in questions[:-1] for need in question.needs}
    assert served == {row.claim_id for row in rows if row.cited}
    assert len(served) > 15


TEXT = st.text(alphabet="abcdefgh ijk.;", min_size=1, max_size=30)


@given(
    words=TEXT,
    cited=st.sampled_from(["River News", "Toma Post; River News", "Nobody", ""]),
    day=st.dates(date(1990, 1, 1), date(2020, 1, 1)),
)
def test_no_word_of_a_claim_is_part_of_a_question(words: str, cited: str, day: date) -> None:
    """What differs between two claims in their words alone is asked in the same way."""
    outlets = OutletRegistry(read_outlets(OWN, "")[0])
    row = claim(cited=cited, cited_date=str(day))
    other = replace(row, claim=words, verbatim=words, source=words, note=words, suggested=words, writer_note=words)
    assert plan([row], None, outlets) == plan([other], None, outlets)


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2005-08-10", "2005-08-10"),
        ("2005-08-10?", "2005-08-10"),
        ("2004-02", "2004-02-01 to 2004-02-29"),
        ("2005", "2005-01-01 to 2005-12-31"),
        ("199X", "1990-01-01 to 1999-12-31"),
        ("19XX", "1900-01-01 to 1999-12-31"),
        ("2005-24", "2005-12-01 to 2006-02-28"),
        ("2005-34", "2005-04-01 to 2005-06-30"),
        ("2005-08-10/2005-08-12", "2005-08-10 to 2005-08-12"),
    ],
)
def test_days_of_a_date(edtf: str, days: str) -> None:
    assert str(days_of(edtf)) == days


@pytest.mark.parametrize(
    "edtf", ["", "../2005", "2005/..", "2005-13", "2005-02-30", "-0044", "0000", "2006/2005", "soon"]
)
def test_what_is_no_span_of_days_is_none(edtf: str) -> None:
    assert days_of(edtf) is None


@given(st.lists(st.tuples(st.dates(), st.integers(0, 40)), max_size=6), st.integers(0, 10))
def test_joined_days_cover_what_they_were_made_of_and_lie_apart(pairs: list[tuple[date, int]], apart: int) -> None:
    stretches = [Days(day, day).around(0, length) for day, length in pairs]
    joined = joined_days(stretches, apart)
    assert all(sum(each.within(whole) == each for whole in joined) == 1 for each in stretches)
    for one, other in pairwise(joined):
        assert (other.first - one.last).days > apart + 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(http://a.example/b).", ["http://a.example/b"]),
        ("http://a.example/b_(c), then", ["http://a.example/b_(c)"]),
        ("“https://a.example/?q=1&p=2”", ["https://a.example/?q=1&p=2"]),
        ("www.a.example, paper copy", []),
        ("http://a.example http://a.example", ["http://a.example"]),
    ],
)
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    assert list(addresses_in(text)) == found


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/a",
        "http://192.168.1.4/",
        "http://[::1]/",
        "http://intranet/",
        "https://wiki.desk.local/drafts/scoop",
        "mailto:a@b.example",
        "http://ana:pw@a.example/",
    ],
)
def test_private_addresses_are_none_to_send(url: str) -> None:
    assert public_address(url) == ""
