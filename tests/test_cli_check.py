"""`factcheck check` and `factcheck explain`: what is printed, in what form, and the exit code."""

import json
from pathlib import Path

import pytest
from cli_desk import PUBLISHED, Desk
from pdf_making import page
from word_desk import para, word_file

LAKE = """\
By Ana Ruiz

Lake Toma lost a third of its water. Engineers built 12 dams (River News, March 5).

“No village will be moved, minister Ana Petrova said (Toma Post, March 6).
"""
OPEN = "unbalanced-quotation-marks"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path, monkeypatch)
    made.write("lake.txt", LAKE)
    return made


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """The same with its table."""
    desk.done("parse", "lake.txt", "--published", PUBLISHED)
    return desk


def test_finding_has_place_level_code_ref_and_what_to_do(laid: Desk) -> None:
    said = laid.done("check", "--select", OPEN)
    first, hint, blank, last = said.out.splitlines()
    ref = laid.row("No village")["ref"]
    assert first == f"lake.txt:5: warning {OPEN} {ref}: opens and does not close: “No village will be moved, minister …"
    assert hint == "    Mark where the quoted words begin and where they end."
    assert blank == ""
    assert last.startswith("1 warning in 3 sentences, ")
    assert last.endswith(" claims. What a code means: factcheck explain CODE")
    assert said.err == ""


def test_place_in_a_word_file_is_its_paragraph_and_in_a_pdf_its_page_and_line(desk: Desk) -> None:
    blocks = LAKE.replace("“", '"').strip().split("\n\n")
    desk.lay({"lake.docx": word_file("".join(map(para, blocks)))})
    made = page().paragraph(" ".join(["The first page has no quotation, and nothing is wrong with it."] * 5))
    made.add_page()
    for block in blocks:
        made.paragraph(block)
    desk.lay({"lake.pdf": made.bytes()})
    for name, place in (("lake.docx", "paragraph 3"), ("lake.pdf", "page 2, line 3")):
        said = desk.done("check", name, "--select", OPEN)
        assert said.out.startswith(f"{name}, {place}: warning {OPEN} "), said.out
        (found,) = json.loads(desk.done("check", name, "--select", OPEN, "--format", "json").out)
        assert found["line"] == int(place.split()[-1])


def test_nothing_found_is_said(laid: Desk) -> None:
    said = laid.done("check", "--select", "stale-verdict")
    assert said.out.startswith("Nothing found by 1 check in 3 sentences, ")


def test_hint_is_printed_once_for_several_findings_of_one_kind(desk: Desk) -> None:
    desk.write("two.txt", "“We will stay, he said. They left.\n\n“No, she said. “Never, he said.\n")
    said = desk.done("check", "two.txt", "--select", OPEN)
    assert said.out.count(f"warning {OPEN}") > 1
    assert said.out.count("Mark where the quoted words begin") == 1


def test_error_makes_it_exit_one_and_a_warning_does_not(laid: Desk) -> None:
    assert laid.run("check", "--select", OPEN).code == 0
    laid.put("12 dams", status="verfied", reviewer="ben")
    said = laid.run("check", "--select", "table")
    assert said.code == 1
    ref = laid.row("12 dams")["ref"]
    assert f"claims.csv: error unknown-status {ref}: 'verfied' is no status" in said.out
    assert "Did you mean 'verified'?" in said.out


def test_nothing_is_written(laid: Desk) -> None:
    before = laid.files()
    laid.done("check")
    laid.done("check", "lake.txt", "--format", "json")
    assert laid.files() == before


def test_json_holds_the_findings_and_blanks_where_they_do_not_apply(laid: Desk) -> None:
    laid.put("12 dams", status="verfied")
    said = laid.run("check", "--format", "json", "--select", f"{OPEN},unknown-status")
    in_text, in_table = json.loads(said.out)
    at = LAKE.index("“No")
    assert in_text == {
        "code": OPEN,
        "level": "warning",
        "message": "opens and does not close: “No village will be moved, minister …",
        "claim_id": laid.row("No village")["claim_id"],
        "start": at,
        "end": at + len("“No"),
        "line": 5,
        "hint": "Mark where the quoted words begin and where they end.",
        "article": "lake.txt",
    }
    assert in_table["claim_id"] == laid.row("12 dams")["claim_id"]
    assert (in_table["start"], in_table["end"], in_table["line"]) == (None, None, None)


def test_json_of_nothing_found_is_an_empty_list(laid: Desk) -> None:
    assert json.loads(laid.done("check", "--format", "json", "--select", "stale-verdict").out) == []


# Which article


def test_article_is_checked_without_a_table(desk: Desk) -> None:
    said = desk.done("check", "lake.txt", "--published", PUBLISHED, "--select", OPEN)
    assert said.out.startswith("lake.txt:5: warning")
    assert sorted(desk.files()) == ["lake.txt"]


def test_article_is_read_from_standard_input(desk: Desk) -> None:
    said = desk.done("check", "-", "--select", OPEN, stdin=LAKE.encode())
    assert "5: warning" in said.out


def test_article_that_the_table_has_is_checked_with_its_rows(laid: Desk) -> None:
    laid.put("12 dams", status="verfied")
    assert "unknown-status" in laid.run("check", "lake.txt").out
    laid.write("other.txt", "The tunnel under Mount Ora opened in 2001.\n")
    assert "unknown-status" not in laid.run("check", "other.txt").out


def test_article_that_is_gone_leaves_the_checks_of_the_table(laid: Desk) -> None:
    laid.put("12 dams", status="verfied")
    (laid.folder / "lake.txt").unlink()
    said = laid.run("check")
    assert said.code == 1
    assert "unknown-status" in said.out
    assert OPEN not in said.out
    assert "only what the table says of it is checked" in said.err


def test_every_article_of_the_table_is_checked_or_the_one_named(laid: Desk) -> None:
    laid.write("train.txt", "The tunnel under Mount Ora opened in 2001, “he said.\n")
    laid.done("parse", "train.txt")
    both = laid.done("check", "--select", OPEN).out
    assert "lake.txt:5:" in both
    assert "train.txt:1:" in both
    one = laid.done("check", "--select", OPEN, "--article", "train.txt").out
    assert "lake.txt" not in one
    assert "train.txt:1:" in one


def test_article_changed_since_is_told_row_by_row(laid: Desk) -> None:
    laid.write("lake.txt", LAKE.replace("12 dams", "14 dams"))
    said = laid.done("check", "--select", "claim-not-in-text")
    assert said.out.count("warning claim-not-in-text") == 1
    assert "12 dams" in said.out


def test_table_of_two_people_who_disagree_is_told_from_its_journal(laid: Desk) -> None:
    dams = laid.ref("12 dams")
    laid.done("mark", dams, "wrong", "--by", "ben", "--note", "the atlas has eleven of them")
    laid.done("mark", dams, "verified", "--by", "eva", "--evidence", "ministry's list", "--note", "it opened in June")
    said = laid.done("check", "--select", "reviewers-disagree")
    assert f"s{dams}: ben marked it wrong, eva verified" in said.out


def test_mark_that_was_taken_back_is_no_disagreement(laid: Desk) -> None:
    dams = laid.ref("12 dams")
    laid.done("mark", dams, "wrong", "--by", "ben", "--note", "the atlas has eleven of them")
    laid.done("undo", "--by", "ben")
    laid.done("mark", dams, "verified", "--by", "eva", "--evidence", "ministry's list")
    assert "ben" not in laid.done("check", "--select", "reviewers-disagree").out


def test_byline_tells_who_the_writer_is_and_an_option_says_otherwise(laid: Desk) -> None:
    laid.done("mark", laid.ref("12 dams"), "verified", "--by", "Ana", "--evidence", "ministry's list")
    said = laid.run("check", "--select", "verified-by-writer")
    assert said.code == 1
    assert "Ana marked it verified; the article is by Ana Ruiz" in said.out
    laid.done("check", "--select", "verified-by-writer", "--writer", "Ben Okoro")


# Settings


def test_settings_choose_and_the_command_has_the_last_word(laid: Desk) -> None:
    laid.write("factcheck.toml", f'[checks]\nselect = ["{OPEN}"]\nwriter = "Ben Okoro"\n')
    laid.put("12 dams", status="verfied")
    assert "unknown-status" not in laid.done("check").out
    assert "unknown-status" in laid.run("check", "--select", "table").out
    assert OPEN not in laid.done("check", "--ignore", "quotations").out


def test_settings_may_stand_in_pyproject(laid: Desk) -> None:
    laid.write("pyproject.toml", f'[tool.factcheck.checks]\nignore = ["{OPEN}"]\n')
    assert OPEN not in laid.done("check").out


def test_unknown_code_in_settings_is_refused_with_its_place(laid: Desk) -> None:
    laid.write("factcheck.toml", '[checks]\nignore = ["stale-verdit"]\n')
    said = laid.refused("check")
    assert "factcheck.toml, checks.ignore: stale-verdit: no check has this code; did you mean stale-verdict?" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--select", "quotatons"), "--select: quotatons: no check has this code; did you mean quotations?"),
        (("--ignore", "x"), "--ignore: x: no check has this code"),
        (("none.txt",), "none.txt: there is no such file"),
        (("lake.txt", "--published", "soon"), "--published 'soon'"),
        (("lake.txt", "--article", "lake.txt"), "Give one of them."),
        (("--published", PUBLISHED), "--published is for an ARTICLE"),
        (("--article", "train.txt"), "no such article in the table"),
        (("--claims", "other.csv"), "other.csv"),
    ],
)
def test_bad_input_is_refused(laid: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in laid.refused("check", *words)


# Flags


def test_parse_writes_the_codes_of_a_claim_into_its_flags(laid: Desk) -> None:
    assert OPEN in laid.row("No village")["flags"].split()
    assert OPEN not in laid.row("a third of its water")["flags"].split()


def test_flags_leave_with_the_fault_and_what_merge_wrote_stays(laid: Desk) -> None:
    village = laid.put("No village", status="wrong", reviewer="ben", note="two villages were moved")
    laid.done("parse", laid.write("lake.txt", LAKE.replace("be moved,", "be shifted,”")))
    (row,) = [row for row in laid.rows() if row["claim_id"] == village]
    assert "stale" in row["flags"].split()
    assert OPEN not in row["flags"].split()


def test_checks_that_are_ignored_flag_nothing(desk: Desk) -> None:
    desk.write("factcheck.toml", '[checks]\nignore = ["all"]\n')
    desk.done("parse", "lake.txt", "--published", PUBLISHED)
    assert {row["flags"] for row in desk.rows()} == {""}


# explain


def test_explain_prints_the_manual_page(desk: Desk) -> None:
    said = desk.done("explain", "stale-verdict").out
    assert said.startswith("stale-verdict (error, of the group table)\n\nA verdict on words that have changed since.\n")
    assert "Fires:\n    The Senate" in said


def test_explain_lists_every_check_in_one_line(desk: Desk) -> None:
    lines = desk.done("explain").out.splitlines()
    assert "quotations" in lines
    (line,) = [line for line in lines if line.split()[:1] == ["stale-verdict"]]
    assert line.split(maxsplit=2) == ["stale-verdict", "error", "A verdict on words that have changed since"]


def test_explain_a_group_prints_all_of_its_pages(desk: Desk) -> None:
    said = desk.done("explain", "quotations").out
    assert said.count("of the group quotations)") > 1


def test_explain_an_unknown_code_names_the_nearest(desk: Desk) -> None:
    assert "did you mean stale-verdict?" in desk.refused("explain", "stale-verdit")


def test_article_that_is_gone_is_said_to_be_unchecked_and_passes_no_gate(laid: Desk) -> None:
    (laid.folder / "lake.txt").unlink()
    said = laid.run("check", "--select", OPEN)
    assert said.code == 1
    assert said.out.startswith("Nothing found by 1 check in 4 rows of the table. Not read, and so not checked:")
    assert "the text of lake.txt" in said.out


@pytest.mark.parametrize("form", ["text", "json"])
def test_empty_table_is_no_clean_bill(desk: Desk, form: str) -> None:
    desk.done("parse", desk.write("dots.txt", "...\n\n***\n"))
    said = desk.run("check", "--format", form)
    assert (said.code, said.out) == (2, "")
    assert "claims.csv: holds no claims yet: nothing was checked" in said.err
    assert "factcheck check ARTICLE" in said.err


def test_outlets_of_ones_own_are_known(desk: Desk) -> None:
    code = "unknown-outlet"
    assert "“River News” is in no registry" in desk.done("check", "lake.txt", "--select", code).out
    columns = "name,aliases,kind,country,language,hosts,parent,source"
    desk.write("outlets.csv", f"{columns}\nRiver News,,newspaper,KZ,en,,,masthead\n")
    said = desk.done("check", "lake.txt", "--select", code).out
    assert "River News" not in said
    assert "Toma Post" in said
