"""What look-ups found, beside each claim, in every format; a report without evidence is as it was."""

import json
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from mock_table import ROWS, checklist

from factcheck.archive import Outcome
from factcheck.evidence.record import FOUND, NO_PASSAGE, NOT_ASKED, Evidence
from factcheck.report import Checklist, render, with_evidence
from factcheck.report.findings import OUTCOMES, in_vain, shortened

PAGE = Evidence(
    evidence_id="e-bcdfghjk",
    claim_id="c-s2a",
    rank="1",
    asked="rivernews.example, 2005-03-03 to 2005-03-19",
    outcome="found",
    original_url="http://www.rivernews.example/dams?id=7",
    archive_url="https://web.archive.org/web/20050309080000/http://www.rivernews.example/dams?id=7",
    captured_at="2005-03-09T08:00:00Z",
    wanted_date="2005-03-05",
    gap_days="4",
    timing="4 days after the wanted date; captured after the article",
    sha256="1f" * 32,
    title="Dams on Lake Toma",
    passage="“No village will be moved”, the minister said.\nTwelve dams will go.",
    passage_start="40; 120",
    passage_end="87; 140",
    quote_match="near",
    restates="yes",
    file="evidence/20050309080000-www.rivernews.example-1f.warc.gz",
    looked_up_at="2026-11-23T14:00:00Z",
)
WIRE = Evidence(
    evidence_id="e-cdfghjkl",
    claim_id="c-s2a",
    rank="2",
    asked="wire",
    outcome="found",
    title="wire-5-march.txt",
    file="wire/wire-5-march.txt",
    sha256="2e" * 32,
    passage="No village will be moved.",
    passage_start="3",
    passage_end="28",
    quote_match="yes",
)
NONE = Evidence(claim_id="c-s5a", asked="lake.example, 1994", outcome="not_archived")
UNASKED = Evidence(claim_id="c-s1a", outcome="not_asked", timing="no outlet or address in the article")
FOUND_ALL = (PAGE, WIRE, NONE, UNASKED)


def found(*rows: Evidence) -> Checklist:
    return with_evidence(checklist(), rows or FOUND_ALL)


def printed(*rows: Evidence, **options: Any) -> str:
    return render([found(*rows)], **options)


def claims(*rows: Evidence) -> dict[str, dict[str, Any]]:
    (made,) = json.loads(printed(*rows, format="json"))["checklists"]
    each = (claim for group in made["groups"] for passage in group["passages"] for claim in passage["claims"])
    return {claim["cells"]["ref"]: claim for claim in each}


def item(ref: str, *rows: Evidence) -> Tag:
    tag = BeautifulSoup(printed(*rows, format="html"), "html.parser").find(id=f"c-{ref}")
    assert isinstance(tag, Tag)
    return tag


def test_terminal_shows_what_was_found_under_its_claim() -> None:
    text = printed(width=100)
    start = text.index("  [ ] s2a")
    shown = """\
  [ ] s2a  Ana Petrova said: “No village will be moved.”
           source Ana Petrova, minister · cited River News, 2005-03-05; Toma Post · said 2005-03-05
           found 1: Dams on Lake Toma, rivernews.example · captured 2005-03-09
           4 days after the wanted date · captured after the article
           quote: near, with a difference · merely repeats the claim
           “No village will be moved”, the minister said.
           found 2: wire/wire-5-march.txt · quote: yes, word for word
           “No village will be moved.”
           next: read the cited documents, in that order; check quote
"""
    assert text[start : text.index("\ns3", start)] == shown


def test_near_quotation_shows_the_difference() -> None:
    passage = "“Not one village will be moved”, he said.\n[No village: Not one village]"
    near = replace(PAGE, passage=passage, passage_start="3", passage_end="40", restates="")
    assert "quote: near, No village: Not one village\n" in printed(near)
    (first,) = claims(near)["s2a"]["found"]
    assert first["difference"] == "No village: Not one village"
    assert first["passages"] == [{"text": "“Not one village will be moved”, he said.", "start": 3, "end": 40}]


def test_articles_own_page_stands_beside_no_claim() -> None:
    own = replace(PAGE, claim_id="")
    added = replace(ROWS[0], claim_id="")
    assert "found 1" not in render([with_evidence(checklist(added), [own])])


def test_failed_searches_are_one_short_line() -> None:
    text = printed()
    assert "           looked up: not archived\n" in text
    assert "           not asked: no outlet or address in the article\n" in text


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_report_without_evidence_is_as_it_was(form: str) -> None:
    plain = render([checklist()], format=form)
    assert "found" not in plain
    if form != "json":  # there the keys say that evidence was read, and holds nothing
        assert render([with_evidence(checklist(), [])], format=form) == plain


def test_evidence_of_another_claim_is_not_shown() -> None:
    text = printed(replace(PAGE, claim_id="c-gone"))
    assert text == render([checklist()])


def test_claim_that_is_gone_or_added_by_hand_shows_its_evidence_too() -> None:
    assert "found 1: Dams on Lake Toma" in printed(replace(PAGE, claim_id="c-s7a"))


def test_many_candidates_are_cut_short_and_counted() -> None:
    rows = [replace(PAGE, rank=str(n), archive_url=f"http://a.example/{n}", title=f"Page {n}") for n in range(5, 0, -1)]
    text = printed(*rows)
    assert [f"found {n}: Page {n}" in text for n in range(1, 6)] == [True, True, True, False, False]
    assert "and 2 more in the evidence table" in text
    assert [each["number"] for each in claims(*rows)["s2a"]["found"]] == [1, 2, 3, 4, 5]


def test_long_passage_is_cut_between_words() -> None:
    assert shortened("word " * 10, 22) == "word word word word …"
    assert shortened("x" * 30, 10) == "xxxxxxxx …"
    assert shortened("a\n b", 10) == "a b"
    assert len(shortened("word " * 100)) <= 160


def test_html_link_is_a_robust_link() -> None:
    link = item("s2a").find("a")
    assert isinstance(link, Tag)
    assert link.get_text() == "Dams on Lake Toma, rivernews.example"
    assert link["href"] == link["data-versionurl"] == PAGE.archive_url
    assert link["data-originalurl"] == PAGE.original_url
    assert link["data-versiondate"] == "2005-03-09"
    assert [time["datetime"] for time in item("s2a").find_all("time")][-1] == "2005-03-09"


def test_evidence_typed_by_hand_is_a_robust_link_with_its_version() -> None:
    link = item("s1b").find("a")
    assert isinstance(link, Tag)
    assert link["data-versionurl"] == link["href"]
    assert link["data-originalurl"] == "http://gov.example/water"


def test_live_page_has_no_version() -> None:
    link = item("s2a", replace(PAGE, archive_url="", captured_at="")).find("a")
    assert isinstance(link, Tag)
    assert "data-versionurl" not in link.attrs
    assert (link["href"], link["data-versiondate"]) == (PAGE.original_url, "2026-11-23")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", 'http://x" onclick="y', "http://[::"])
def test_address_that_is_none_of_the_web_is_no_link(address: str) -> None:
    bad = replace(PAGE, archive_url=address, original_url="javascript:alert(2)")
    tag = item("s2a", bad)
    assert all(str(link["href"]).startswith("http") and "onclick" not in link.attrs for link in tag.find_all("a"))
    assert "javascript:" not in "".join(str(link["href"]) for link in tag.find_all("a"))


def test_title_of_a_page_is_text_in_every_format() -> None:
    hostile = replace(PAGE, title="<img src=x onerror=alert(1)> [x](http://evil.example) \x1b[2J", passage="**b** @ana")
    assert item("s2a", hostile).find("img") is None
    assert "\\u001b[2J" in printed(hostile)
    text = printed(hostile, format="md")
    assert "\\<img" in text
    assert "\\[x\\]" in text
    assert "\\*\\*b\\*\\*" in text


def test_markdown_links_the_title_to_the_archived_page() -> None:
    assert f"found 1: [Dams on Lake Toma, rivernews.example](<{PAGE.archive_url}>)" in printed(format="md")
    assert "*captured 2005-03-09*" in printed(format="md")
    assert "found 2: wire/wire-5-march.txt" in printed(format="md")


def test_json_holds_all_of_what_was_found() -> None:
    made = claims()
    first, second = made["s2a"]["found"]
    assert (first["number"], first["gap_days"], first["restates"]) == (1, 4, True)
    assert first["passages"] == [
        {"text": "“No village will be moved”, the minister said.", "start": 40, "end": 87},
        {"text": "Twelve dams will go.", "start": 120, "end": 140},
    ]
    columns = ("title", "original_url", "archive_url", "captured_at", "timing", "sha256", "quote_match", "evidence_id")
    assert {name: first[name] for name in columns} == {name: getattr(PAGE, name) for name in columns}
    assert (second["file"], second["gap_days"], second["restates"]) == ("wire/wire-5-march.txt", None, False)
    assert made["s5a"]["found"] == []
    assert [(each["outcome"], each["words"]) for each in made["s5a"]["searches"]] == [
        ("not_archived", "looked up: not archived")
    ]
    assert (made["s4a"]["found"], made["s4a"]["searches"]) == ([], [])


def test_json_adds_keys_and_changes_none() -> None:
    (plain,) = json.loads(render([checklist()], format="json"))["checklists"]
    (more,) = json.loads(printed(format="json"))["checklists"]
    for before, after in zip(plain["groups"], more["groups"], strict=True):
        for passage in after["passages"]:
            for claim in passage["claims"]:
                del claim["found"], claim["searches"]
        assert before == after


@pytest.mark.parametrize("cell", ["", "x", "1; 2; 3; 4", "-1", "1;"])
def test_offsets_a_person_spoiled_are_null(cell: str) -> None:
    (first,) = claims(replace(PAGE, passage_start=cell, gap_days=cell))["s2a"]["found"]
    assert first["passages"][1]["start"] in (None, 2)
    assert first["gap_days"] in (None, -1)


def test_every_outcome_has_words_of_its_own() -> None:
    named = {outcome.value for outcome in Outcome} | {NO_PASSAGE, NOT_ASKED} - {FOUND}
    assert set(OUTCOMES) == named - {FOUND, NOT_ASKED}
    assert len(set(OUTCOMES.values())) == len(OUTCOMES)


def test_searches_are_counted_and_an_outcome_typed_by_hand_is_told_as_it_is() -> None:
    rows = [replace(NONE, asked=str(n)) for n in range(3)] + [replace(NONE, outcome="asked\nthe library"), UNASKED]
    assert in_vain(rows) == (
        "looked up: not archived (3 searches); asked / the library; not asked: no outlet or address in the article"
    )
    assert in_vain([]) == ""
    assert in_vain([replace(UNASKED, timing="")]) == "not asked"


def test_head_and_order_do_not_depend_on_evidence() -> None:
    for by in ("sentence", "source", "status", "reviewer"):
        plain, more = render([checklist()], by=by), printed(by=by)
        assert plain.splitlines()[:4] == more.splitlines()[:4]
        assert set(plain.split()) <= set(more.split())
    assert len(claims()) == len(ROWS)
