"""`factcheck parse`: articles of every form and name into one table, and again, and again."""

import json
import os
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, THIRD, TRAIN, VILLAGE, Desk, lake

ROOT = Path(__file__).parent.parent
VERBATIM = "Toma lost a third of its water in 1994"

MARKDOWN = """\
# Lake Toma shrinks

Toma lost a third of its water in 1994. **Engineers** built [12 dams](https://river.example/dams) in 1975.
"""
PAGE = """\
<!doctype html><html><head><title>Lake Toma shrinks</title>{head}</head><body>
<nav><a href="/">Home</a></nav>
<article><h1>Lake Toma shrinks</h1>{top}<p>Toma lost a third of its water on Monday. Engineers built 12&nbsp;dams in 1975.</p></article>
</body></html>
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """The lake article, parsed."""
    return desk.lay(lake())


def test_parse_makes_a_row_a_claim_and_prints_no_data(desk: Desk) -> None:
    said = desk.done("parse", desk.write("lake.txt", LAKE), "--published", PUBLISHED)
    assert said.out == ""
    assert sorted(desk.files()) == ["claims.csv", "claims.journal.jsonl", "lake.txt"]
    assert [row["sentence"] for row in desk.rows()] == ["1", "2", "3", "4"]
    row = desk.row(THIRD)
    assert (row["article"], row["published"], row["published_basis"]) == ("lake.txt", PUBLISHED, "given")
    assert (row["verbatim"], row["event_date"], row["status"]) == (VERBATIM, "1994", "unverified")
    assert (desk.row(DAMS)["cited"], desk.row(DAMS)["cited_date"]) == ("River News", "2005-03-05")


def test_parse_says_what_it_found_and_what_comes_next(desk: Desk) -> None:
    said = desk.done("parse", desk.write("lake.txt", LAKE), "--published", PUBLISHED)
    assert said.err.splitlines() == [
        "lake.txt: published 2005-03-07 (given)",
        "4 claims in 4 sentences, 2 citations: 3 to check, 1 opinion or forecast",
        "2 notes: factcheck check",
        "claims.csv: written. Next: factcheck report",
    ]


def test_parse_counts_what_the_checks_would_circle(desk: Desk) -> None:
    desk.write("slip.txt", "The Senate met on Tuesday, August 10, 2005. Engineers built 12 dams in 1975.")
    said = desk.done("parse", "slip.txt", "--claims", "desk.csv")
    (told,) = [line for line in said.err.splitlines() if "factcheck check" in line]
    found = desk.run("check", "--claims", "desk.csv", "--format", "json")
    assert [each["level"] for each in json.loads(found.out)] == ["warning"]
    assert told == "1 warning: factcheck check --claims desk.csv"


def test_parse_without_any_date_says_so(desk: Desk) -> None:
    said = desk.done("parse", desk.write("lake.txt", LAKE))
    assert "lake.txt: publication date not known" in said.err
    assert "Give it with --published." in said.err
    assert {row["published"] for row in desk.rows()} == {""}
    assert desk.row(DAMS)["cited_date"] == "", "March 5 of which year?"


def test_same_article_again_changes_no_byte(laid: Desk) -> None:
    before = laid.files()
    said = laid.done("parse", "lake.txt")
    assert "claims.csv: nothing changed." in said.err
    assert laid.files() == before


def test_markdown_is_read_as_its_text(desk: Desk) -> None:
    desk.done("parse", desk.write("lake.md", MARKDOWN))
    assert "**" not in desk.text()
    assert desk.row(DAMS)["verbatim"].startswith("Engineers built 12 dams")


def test_html_is_read_as_its_article(desk: Desk) -> None:
    desk.done("parse", desk.write("lake.html", PAGE.format(head="", top="")))
    assert not [row for row in desk.rows() if "Home" in row["verbatim"]]
    assert desk.row("dams in 1975")["cited"] == ""


@pytest.mark.parametrize(
    ("head", "top", "basis"),
    [
        ('<meta property="article:published_time" content="2005-03-08T09:00:00Z">', "", "article:published_time"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2005-03-08"}</script>',
            "",
            "JSON-LD datePublished",
        ),
        ("", '<p><time datetime="2005-03-08">8 March</time></p>', "<time> element"),
    ],
)
def test_page_that_gives_its_date_needs_no_other(desk: Desk, head: str, top: str, basis: str) -> None:
    """Toma lost a third of its water on Monday (of a page of Tuesday, 2005-03-08)."""
    said = desk.done("parse", desk.write("lake.html", PAGE.format(head=head, top=top)))
    assert f"lake.html: published 2005-03-08 ({basis})" in said.err
    assert desk.row(THIRD)["event_date"] == "2005-03-07"


def test_given_date_stands_above_the_page(desk: Desk) -> None:
    head = '<meta property="article:published_time" content="2005-03-08">'
    desk.write("lake.html", PAGE.format(head=head, top=""))
    desk.done("parse", "lake.html", "--published", "8 April 2005")
    assert {row["published"] for row in desk.rows()} == {"2005-04-08"}


def test_stdin_without_a_name_is_called_stdin(desk: Desk) -> None:
    said = desk.done("parse", "-", "--published", PUBLISHED, stdin=LAKE.encode())
    assert {row["article"] for row in desk.rows()} == {"stdin"}
    assert "stdin: published" in said.err
    before = desk.files()
    desk.done("parse", "-", stdin=LAKE.encode())
    assert desk.files() == before


def test_stdin_with_a_name_is_the_file_of_that_name(laid: Desk) -> None:
    before = laid.files()
    laid.done("parse", "-", "--article", "lake.txt", stdin=LAKE.encode())
    assert laid.files() == before


def test_stdin_may_be_a_page(desk: Desk) -> None:
    desk.done("parse", "-", "--article", "lake", stdin=PAGE.format(head="", top="").encode())
    assert desk.row(THIRD)["article"] == "lake"


def test_other_article_by_stdin_does_not_take_the_place_of_the_first(desk: Desk) -> None:
    desk.done("parse", "-", stdin=LAKE.encode())
    said = desk.refused("parse", "-", stdin=TRAIN.encode())
    assert "factcheck parse - --article NAME" in said
    assert "factcheck parse - --replaces stdin" in said
    desk.done("parse", "-", "--article", "train", stdin=TRAIN.encode())
    assert {row["article"] for row in desk.rows()} == {"stdin", "train"}
    desk.done("parse", "-", "--replaces", "stdin", stdin=TRAIN.encode())
    assert THIRD not in desk.text()


def test_name_is_the_path_as_seen_from_the_table(desk: Desk) -> None:
    desk.write("drafts/lake.txt", LAKE)
    (desk.folder / "desk").mkdir()
    said = desk.done("parse", "drafts/lake.txt", "--claims", "desk/lake.csv")
    assert {row["article"] for row in desk.rows("desk/lake.csv")} == {"../drafts/lake.txt"}
    assert "desk/lake.journal.jsonl" in desk.files()
    assert said.err.endswith("desk/lake.csv: written. Next: factcheck report --claims desk/lake.csv\n")


def test_same_file_by_an_absolute_path_is_the_same_article(laid: Desk) -> None:
    before = laid.files()
    laid.done("parse", str(laid.folder / "lake.txt"))
    laid.done("parse", "./lake.txt", "--claims", str(laid.folder / "claims.csv"))
    assert laid.files() == before


def test_report_finds_the_article_in_another_folder(desk: Desk) -> None:
    desk.write("drafts/lake.txt", LAKE)
    (desk.folder / "desk").mkdir()
    desk.done("parse", "drafts/lake.txt", "--claims", "desk/lake.csv")
    assert "4 of 4 sentences" in desk.done("report", "--claims", "desk/lake.csv").out


def test_second_article_touches_no_line_of_the_first(laid: Desk) -> None:
    laid.put(DAMS, status="wrong", reviewer="ana", note="eleven,\nshe says")
    before = laid.text().splitlines(keepends=True)
    laid.done("parse", laid.write("train.txt", TRAIN))
    after = laid.text().splitlines(keepends=True)
    stamped = next(line for line in before if "she says" in line)
    kept = [line for line in before if line != stamped]
    assert [line for line in after[: len(before)] if line in kept] == kept
    assert {row["article"] for row in laid.rows()} == {"lake.txt", "train.txt"}


def test_new_draft_of_one_article_touches_no_line_of_the_other(laid: Desk) -> None:
    laid.done("parse", laid.write("train.txt", TRAIN))
    others = [line for line in laid.text().splitlines() if ",train.txt," in line]
    laid.done("parse", laid.write("lake.txt", "A new sentence opens it in 2004. " + LAKE))
    assert [line for line in laid.text().splitlines() if ",train.txt," in line] == others
    assert len(others) == 2


def test_published_is_kept_for_the_next_draft_and_changed_when_given(laid: Desk) -> None:
    laid.write("lake.txt", LAKE + "\nTwo boats sank on Friday.\n")
    said = laid.done("parse", "lake.txt")
    assert "lake.txt: published 2005-03-07 (given)" in said.err
    assert laid.row("Two boats")["event_date"] == "2005-03-04"
    laid.done("parse", "lake.txt", "--published", "2005-03-14")
    assert {row["published"] for row in laid.rows()} == {"2005-03-14"}
    assert laid.row("Two boats")["event_date"] == "2005-03-11"


def test_json_prints_the_contract_and_writes_no_table(desk: Desk) -> None:
    said = desk.done("parse", desk.write("lake.txt", LAKE), "--published", PUBLISHED, "--json")
    assert desk.files().keys() == {"lake.txt"}
    found = json.loads(said.out)
    assert found.keys() >= {
        *("text", "title", "published", "published_basis", "paragraphs", "sentences"),
        *("dates", "citations", "attributions", "claims"),
    }
    assert found["text"] == LAKE
    assert found["dates"][0].keys() >= {"start", "end", "text", "type", "value", "edtf", "basis"}
    assert found["citations"][0].keys() >= {"start", "end", "outlet", "date", "covers"}
    assert found["attributions"][0].keys() >= {"source", "cue", "content", "direct", "resolved_source"}
    assert found["claims"][0].keys() >= {
        *("id", "spans", "text", "kind", "checkable", "source", "source_role", "attribution"),
        *("citations", "date", "date_basis", "sentence"),
    }
    (claim,) = [claim for claim in found["claims"] if THIRD in claim["text"]]
    assert [LAKE[start:end] for start, end in claim["spans"]] == [VERBATIM]
    assert claim["source"] is None


def test_json_leaves_a_table_that_is_there_alone(laid: Desk) -> None:
    before = laid.files()
    laid.done("parse", "lake.txt", "--json")
    assert laid.files() == before


OUTLETS = "name,aliases,kind,country,language,hosts,parent,source\n"


def test_own_outlets_beside_the_table_are_used(desk: Desk) -> None:
    """The product's own table does not know the Riverside Gazette."""
    words = "The Riverside Gazette reported on Monday that engineers built 12 dams in 1975.\n"
    article = desk.write("lake.txt", words)
    desk.done("parse", article, "--published", "2005-03-09")
    assert {row["cited"] for row in desk.rows()} == {""}
    desk.write("outlets.csv", OUTLETS + "Riverside Gazette,,newspaper,US,en,,,own\n")
    desk.done("parse", article)
    assert ("Riverside Gazette", "2005-03-07") in {(row["cited"], row["cited_date"]) for row in desk.rows()}


def test_own_outlets_beside_the_table_are_known_to_the_checks(desk: Desk) -> None:
    article = desk.write("lake.txt", LAKE)
    assert "2 notes: factcheck check" in desk.done("parse", article, "--published", PUBLISHED).err
    desk.write("outlets.csv", OUTLETS + "River News,,newspaper,US,en,,,own\nToma Post,,newspaper,US,en,,,own\n")
    said = desk.done("parse", article)
    assert "factcheck check" not in said.err


def test_broken_line_of_own_outlets_is_named_and_the_rest_is_used(desk: Desk) -> None:
    desk.write("outlets.csv", OUTLETS + "River News,,newspapr,US,en,,,own\nToma Post,,newspaper,US,en,,,own\n")
    said = desk.done("parse", desk.write("lake.txt", LAKE), "--published", PUBLISHED)
    assert "outlets.csv, line 2: kind 'newspapr' is none of the kinds" in said.err
    assert desk.row(VILLAGE)["cited"] == "Toma Post"


def test_own_outlets_that_are_no_text_are_refused(desk: Desk) -> None:
    desk.write("lake.txt", LAKE)
    desk.lay({"outlets.csv": b"\xff\xfe\x00\xd8"})
    assert "outlets.csv: outlets cannot be read" in desk.refused("parse", "lake.txt")


@pytest.mark.parametrize(
    ("encoding", "announced"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("cp1252", "cp1252")],
)
def test_encoding_is_found_and_announced(desk: Desk, encoding: str, announced: str) -> None:
    desk.lay({"lake.txt": LAKE.encode(encoding)})
    said = desk.done("parse", "lake.txt")
    assert f"lake.txt: read as {announced}" in said.err
    assert desk.row(VILLAGE)["verbatim"].startswith("“No village will be moved,”")


def test_encoding_is_announced_for_json_too(desk: Desk) -> None:
    desk.lay({"lake.txt": LAKE.encode("cp1252")})
    assert "lake.txt: read as cp1252" in desk.done("parse", "lake.txt", "--json").err


def test_utf8_is_not_worth_a_word(desk: Desk) -> None:
    desk.lay({"lake.txt": LAKE.encode("utf-8-sig")})
    assert "read as" not in desk.done("parse", "lake.txt").err


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[dict[str, str]]]:
    """What parsing the sample article without --published says, and its rows."""
    with pytest.MonkeyPatch.context() as patch:
        desk = Desk(tmp_path_factory.mktemp("sample"), patch)
        desk.lay({"seeds/edm.txt": (ROOT / "seeds" / "edm-2-160.txt").read_bytes()})
        said = desk.done("parse", "seeds/edm.txt")
        return said.err, desk.rows()


def test_volume_of_the_sample_gives_its_year_and_not_its_day(undated: tuple[str, list[dict[str, str]]]) -> None:
    """Publication: Eurasia Daily Monitor Volume: 2 Issue: 160"""
    said, rows = undated
    assert {row["published"] for row in rows} == {"2005"}
    assert "published 2005 (Eurasia Daily Monitor volume 2 is 2005; the day of issue 160 is not known)" in said
    assert "The day of publication is not known" in said
    assert "--published" in said


def test_dates_of_the_sample_that_need_the_day_are_doubtful(undated: tuple[str, list[dict[str, str]]]) -> None:
    """On August 11, Bishkek ratified the CSTO agreement ... (Interfax, August 11)."""
    _, rows = undated
    (row,) = [row for row in rows if "Bishkek ratified" in row["verbatim"]]
    assert row["event_date"] == "2005-08-11?"
    assert {row["cited_date"] for row in rows if row["cited"] == "Interfax"} == {"2005-08-11?"}


def test_name_with_a_space_is_quoted_in_what_to_type(laid: Desk) -> None:
    laid.write("second draft.txt", LAKE)
    said = laid.refused("parse", "second draft.txt")
    assert 'factcheck parse "second draft.txt" --replaces lake.txt' in said
    assert 'factcheck parse "second draft.txt" --new-article' in said


@pytest.mark.skipif(os.name == "nt", reason="names are bytes elsewhere only")
@pytest.mark.parametrize("name", [b"dr\xefft.txt", b"a\nb.txt", b"=cmd.txt", "Статья 1.txt".encode()])
def test_article_of_any_name_is_the_same_article_the_second_time(desk: Desk, name: bytes) -> None:
    try:
        (desk.folder / os.fsdecode(name)).write_bytes(TRAIN.encode())
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    desk.done("parse", os.fsdecode(name))
    before = desk.text()
    desk.done("parse", os.fsdecode(name))
    assert desk.text() == before
    assert len({row["article"] for row in desk.rows()}) == 1


@pytest.mark.parametrize("name", ["", "  "])
def test_blank_name_is_none(laid: Desk, name: str) -> None:
    before = laid.files()
    laid.done("parse", "lake.txt", "--article", name)
    assert laid.files() == before


def test_article_without_a_claim_is_asked_about(desk: Desk) -> None:
    said = desk.done("parse", desk.write("dots.txt", "...\n\n***\n"))
    assert "No claim was found in it. Is this the text of the article?" in said.err
    assert desk.rows() == []
    said = desk.done("report")
    assert "claims.csv: holds no claims yet. Make them with: factcheck parse ARTICLE" in said.err


def test_claims_that_left_can_be_had_back_and_it_is_said_how(laid: Desk) -> None:
    said = laid.done("parse", laid.write("lake.txt", TRAIN))
    assert "4 no longer in the article, left the table:" in said.err
    assert "take this parse back: factcheck undo --by NAME" in said.err
    laid.done("undo", "--by", "ana")
    assert THIRD in laid.text()


def test_stdin_on_a_terminal_says_what_it_waits_for(desk: Desk) -> None:
    said = desk.done("parse", "-", stdin=TRAIN.encode(), terminal=True)
    assert said.err.startswith("Paste the article, then end it with Ctrl-D")
