"""`factcheck mark ... --evidence 2`: the second of what was found for the claim; and the report that told its number."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cli_desk import Desk

from factcheck.evidence.record import Evidence
from factcheck.evidence.table import add_evidence
from factcheck.row import Row
from factcheck.table import open_table

TALKS = Evidence(
    claim_id="c-kbmwzdfg",
    rank="1",
    asked="interfax.kz, 2005-08-08 to 2005-08-24",
    outcome="found",
    original_url="http://www.interfax.kz/talks",
    archive_url="http://web.archive.org/web/20050811062000/http://www.interfax.kz/talks",
    captured_at="2005-08-11T06:20:00Z",
    timing="1 day after the wanted date",
    sha256="1f" * 32,
    title="Talks in Astana",
    passage="Ministers met in Astana.\nThey signed nothing.",
    passage_start="12; 40",
    passage_end="36; 60",
    file="evidence/20050811062000-www.interfax.kz-1f.warc.gz",
)
OTHERS = replace(
    TALKS,
    rank="2",
    original_url="http://news.example/interfax-kazakhstan/talks",
    archive_url="http://web.archive.org/web/20050812000000/http://news.example/interfax-kazakhstan/talks",
    title="Interfax-Kazakhstan: talks",
    passage="“They met,” he said.",
)
WIRE = Evidence(
    claim_id="c-kbmwzdfg",
    rank="3",
    outcome="found",
    file="wire/talks.txt",
    sha256="1f2e3d4c5b6a" + "0" * 52,
    title="talks.txt",
    passage="Ministers met in Astana.",
    passage_start="120",
    passage_end="144",
)
MINUTES = replace(WIRE, rank="4", file="wire/minutes.pdf", title="minutes.pdf", timing="on page 3, line 5")
GAS = replace(TALKS, claim_id="c-tvwxzbcd", original_url="http://dn.kz/gas", archive_url="http://a.kz/1", title="Gas")
ROWS = (
    Row(
        claim_id="c-kbmwzdfg",
        ref="s1a",
        status="unverified",
        source_status="unverified",
        cited="Interfax-Kazakhstan",
        cited_date="2005-08-10",
        claim="Ministers met in Astana.",
        kind="fact",
        checkable="yes",
    ),
    Row(claim_id="c-tvwxzbcd", ref="s2a", status="unverified", claim="Gas rose.", kind="fact", checkable="yes"),
    Row(claim_id="c-zzzzbbbb", ref="s3a", status="unverified", claim="Boats sank.", kind="fact", checkable="yes"),
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    open_table(tmp_path / "claims.csv").replace_rows(ROWS).save()
    add_evidence(tmp_path / "evidence.csv", [TALKS, OTHERS, WIRE, MINUTES, GAS])
    return Desk(tmp_path, monkeypatch)


def cells(desk: Desk, ref: str = "s1a") -> tuple[str, str, str]:
    row = next(row for row in desk.rows() if row["ref"] == ref)
    return row["evidence"], row["evidence_quote"], row["source_status"]


def test_number_takes_the_archived_link_and_the_passage(desk: Desk) -> None:
    said = desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "1")
    assert cells(desk) == (
        TALKS.archive_url,
        "“Ministers met in Astana.” (captured 2005-08-11 06:20 UTC, characters 12 to 36 of its text)",
        "verified",
    )
    assert said.out == f"1a  verified  Ministers met in Astana.  (ana; {TALKS.archive_url})\n"
    assert said.err == "1a: took 1 “Talks in Astana” (interfax.kz, captured 2005-08-11)\n"


def test_page_that_only_names_the_cited_outlet_does_not_settle_the_source(desk: Desk) -> None:
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", " 2 ")
    link, quote, source_status = cells(desk)
    assert (link, source_status) == (OTHERS.archive_url, "unverified")
    assert quote.startswith("“They met,” he said. (captured ")


def test_file_is_named_with_the_beginning_of_its_checksum(desk: Desk) -> None:
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "3")
    assert cells(desk) == (
        "wire/talks.txt (sha256 1f2e3d4c5b6a)",
        "“Ministers met in Astana.” (characters 120 to 144 of its text)",
        "unverified",
    )


def test_passage_of_a_paper_is_named_by_its_page_and_line(desk: Desk) -> None:
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "4")
    assert cells(desk)[1] == "“Ministers met in Astana.” (page 3, line 5)"


def test_quote_and_source_status_that_are_given_go_first(desk: Desk) -> None:
    words = ("--evidence", "1", "--quote", "p. 2: they met", "--source-status", "cannot_verify")
    desk.done("mark", "1a", "verified", "--by", "ana", *words)
    assert cells(desk)[1:] == ("p. 2: they met", "cannot_verify")


def test_number_with_another_verdict_settles_no_source(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--evidence", "1")
    assert cells(desk)[0] == TALKS.archive_url
    assert cells(desk)[2] == "unverified"


def test_each_claim_takes_its_own(desk: Desk) -> None:
    desk.done("mark", "1a", "2a", "verified", "--by", "ana", "--evidence", "1")
    assert (cells(desk)[0], cells(desk, "s2a")[0]) == (TALKS.archive_url, GAS.archive_url)


@pytest.mark.parametrize(
    ("refs", "number", "reason", "hint"),
    [
        (
            ("1a",),
            "5",
            "1a has no evidence number 5",
            "2 “Interfax-Kazakhstan: talks” (news.example, captured 2005-08-11); 3 wire/talks.txt; 4 wire/minutes.pdf.",
        ),
        (("1a",), "0", "1a has no evidence number 0", '--evidence "p. 0"'),
        (("1a", "2a"), "2", "2a has no evidence number 2", "It has: 1 “Gas” (dn.kz, captured 2005-08-11)."),
        (("2a", "3a"), "2", "2a has no evidence number 2; 1 more of these claims lack it too", "It has: 1 “Gas”"),
        (("3a",), "1", "3a has no evidence number 1", "Nothing was found for it yet: factcheck lookup 3a."),
    ],
)
def test_number_that_one_claim_lacks_refuses_the_whole(
    desk: Desk, refs: tuple[str, ...], number: str, reason: str, hint: str
) -> None:
    said = desk.refused("mark", *refs, "verified", "--by", "ana", "--evidence", number)
    assert f"factcheck: {reason}" in said
    assert hint in said
    assert f'A number that is meant as text: --evidence "p. {number}".' in said


def test_number_that_two_candidates_have_is_refused(desk: Desk) -> None:
    text = desk.text("evidence.csv").replace(",3,,found", ",1,,found")
    desk.lay({"evidence.csv": text.encode("utf-8-sig")})
    said = desk.refused("mark", "1a", "verified", "--by", "ana", "--evidence", "1")
    assert "1a has 2 candidates of the number 1" in said


def test_words_are_evidence_as_before(desk: Desk) -> None:
    (desk.folder / "evidence.csv").write_text("no table")
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "p. 2")
    assert cells(desk) == ("p. 2", "", "unverified")
    assert "no table of evidence" in desk.refused("mark", "1a", "verified", "--by", "ana", "--evidence", "2")


def test_bulk_mark_takes_each_its_own_and_judges_the_source_by_the_host(desk: Desk) -> None:
    words = ("--cited", "Interfax-Kazakhstan", "verified", "--by", "ana", "--yes")
    desk.done("mark", *words, "--evidence", "2")
    assert cells(desk)[2] == "unverified"
    desk.done("mark", "1a", "unverified", "--by", "ana")
    desk.done("mark", *words, "--evidence", "1")
    assert cells(desk)[2] == "verified"


def test_help_says_how_a_number_is_meant(desk: Desk) -> None:
    said = " ".join(desk.done("mark", "--help").out.split())
    assert "A whole number takes that page or file" in said
    assert 'a number that is meant as text is "p. 2"' in said


def test_own_registry_of_outlets_counts(desk: Desk) -> None:
    header = "name,aliases,kind,country,language,hosts,parent,source\n"
    line = "Interfax-Kazakhstan,,agency,KZ,ru,news.example 2004/2006,,mine\n"
    desk.lay({"outlets.csv": (header + line).encode()})
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "2")
    assert cells(desk)[2] == "verified"


def test_host_counts_only_in_its_years(desk: Desk) -> None:
    header = "name,aliases,kind,country,language,hosts,parent,source\n"
    line = "Interfax-Kazakhstan,,agency,KZ,ru,news.example 2006/,,mine\n"
    desk.lay({"outlets.csv": (header + line).encode()})
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "2")
    assert cells(desk)[2] == "unverified"


def test_report_and_mark_mean_the_same_by_a_number(desk: Desk) -> None:
    """A later look-up finds a better page; what the printed report called 2 is still 2."""
    before = desk.done("report").out
    assert "found 2: Interfax-Kazakhstan: talks, news.example" in before
    better = replace(TALKS, archive_url="http://a.kz/better", title="Better")
    add_evidence(desk.folder / "evidence.csv", [better, replace(TALKS, rank="2"), replace(OTHERS, rank="3")])
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "2")
    assert cells(desk)[0] == OTHERS.archive_url


def test_evidence_that_cannot_be_read_stops_no_report(desk: Desk) -> None:
    (desk.folder / "evidence.csv").unlink()
    plain = desk.done("report")
    desk.lay({"evidence.csv": b'evidence_id,claim_id\n"a"b,c\n'})
    said = desk.done("report")
    assert said.out == plain.out
    assert "evidence.csv, line 2" in said.err
    assert "The report is without what was found." in said.err


def test_report_of_another_table_in_the_folder_shows_none_of_it(desk: Desk) -> None:
    desk.lay({"boats.csv": (desk.folder / "claims.csv").read_bytes()})
    assert "found 1" in desk.done("report").out
    assert "found 1" not in desk.done("report", "--claims", "boats.csv").out


@pytest.mark.parametrize("name", ["evidence.csv", "evidence.journal.jsonl"])
def test_report_is_not_written_over_the_evidence(desk: Desk, name: str) -> None:
    assert "the report would take the place" in desk.refused("report", "-o", name)


def test_passage_that_is_missing_leaves_the_capture_as_quote(desk: Desk) -> None:
    add_evidence(desk.folder / "evidence.csv", [replace(TALKS, rank="1", passage="", passage_start="", passage_end="")])
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "1")
    assert cells(desk)[1] == "(captured 2005-08-11 06:20 UTC)"


def test_row_without_an_address_of_its_own_is_known_by_the_archived_one(desk: Desk) -> None:
    add_evidence(desk.folder / "evidence.csv", [replace(TALKS, original_url="")])
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "1")
    assert cells(desk)[2] == "verified"


HEAVY = {"bs4", "requests", "pandas", "spacy", "warcio", "jinja2", "filelock", "rapidfuzz", "docx", "pypdfium2", "lxml"}


def loaded_by(folder: Path, *words: str) -> tuple[str, str]:
    """What a command prints in a process of its own, and which heavy libraries it has loaded by then."""
    code = (
        "import sys; from factcheck.cli import group; group(sys.argv[1:], standalone_mode=False);"
        f"print(sorted({HEAVY!r} & {{*sys.modules}}))"
    )
    call = [sys.executable, "-c", code, *words]
    said = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=True).stdout
    printed, _, loaded = said.rstrip().rpartition("\n")
    return printed, loaded


def test_report_with_evidence_needs_no_heavy_library(desk: Desk) -> None:
    """bs4, requests and pandas take half a second and more; a report reads two CSV files."""
    printed, loaded = loaded_by(desk.folder, "report")
    assert "found 1: Talks in Astana" in printed
    assert loaded == "[]"


@pytest.mark.parametrize("command", ["", "report", "mark", "merge", "log"])
def test_help_needs_no_heavy_library(tmp_path: Path, command: str) -> None:
    assert loaded_by(tmp_path, *filter(None, [command]), "--help")[1] == "[]"
