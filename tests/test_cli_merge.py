"""`factcheck merge`: two reviewers' copies of a table become one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, RECKLESS, THIRD, VILLAGE, Desk, lake

from factcheck.evidence.record import Evidence
from factcheck.evidence.table import add_evidence, candidates, evidence_path, pages_folder, read_evidence

ANA = ("merge", "claims.csv", "ben/claims.csv", "--by", "ana")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A table and Ben's copy of it, each with its journal."""
    files = lake()
    return Desk(tmp_path, monkeypatch).lay(files | {f"ben/{name}": data for name, data in files.items()})


def typed(desk: Desk, change: Callable[[Desk], object]) -> None:
    """Ben types into his copy in a spreadsheet."""
    change(Desk(desk.folder / "ben", desk.monkeypatch))
    desk.monkeypatch.chdir(desk.folder)


def ben(desk: Desk, *words: str) -> None:
    desk.done(*words, "--by", "ben", "--claims", "ben/claims.csv")


def test_work_of_both_is_joined_into_a_new_file(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--evidence", "survey, p. 3")
    ben(desk, "mark", "2a", "verified", "--evidence", "River News")
    before = desk.files()
    said = desk.done(*ANA, "-o", "both.csv")
    assert (said.out, "what both came from: the last state that both journals hold" in said.err) == ("", True)
    assert [(row["status"], row["reviewer"]) for row in desk.rows("both.csv")][:2] == [
        ("wrong", "ana"),
        ("verified", "ben"),
    ]
    assert {name: desk.files()[name] for name in before} == before
    assert "  ana  merge  2a " in desk.done("log", "2a", "--claims", "both.csv").out


def test_joined_into_a_itself_with_its_journal_and_taken_back(desk: Desk) -> None:
    ben(desk, "mark", "2a", "verified", "--evidence", "River News")
    before = desk.text()
    said = desk.done(*ANA, "-o", "claims.csv")
    assert desk.row(DAMS)["reviewer"] == "ben"
    line = desk.done("log", "2a").out.splitlines()[-1]
    assert "  ana  merge  2a " in line
    assert "sha256" in desk.text("claims.journal.jsonl").splitlines()[-1]
    assert "ben/claims.csv (sha256 " in desk.text("claims.journal.jsonl").splitlines()[-1]
    assert "To take it back: factcheck undo --by NAME --claims claims.csv" in said.err
    desk.done("undo", "--by", "ana")
    assert desk.text() == before


def test_joined_into_b_itself(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    ben(desk, "mark", "2a", "wrong")
    desk.done(*ANA, "-o", "./ben/claims.csv")
    assert [row["reviewer"] for row in desk.rows("ben/claims.csv")][:2] == ["ana", "ben"]


def test_conflict_is_listed_with_who_and_when_and_nothing_is_written(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--evidence", "survey, p. 3")
    ben(desk, "mark", "1a", "verified", "--evidence", "atlas")
    before = desk.files()
    said = desk.run(*ANA, "-o", "both.csv")
    assert (said.code, desk.files()) == (1, before)
    claim, about, a, b, choose = said.out.splitlines()
    assert claim.startswith(f"1a  {desk.row(THIRD)['claim_id']}  Toma lost")
    assert about == "  the verdict:"
    assert a.startswith("    A claims.csv: status 'wrong';")
    assert "evidence 'survey, p. 3'" in a
    assert a.endswith(f"(ana, {desk.row(THIRD)['reviewed_at']})")
    assert b.endswith(f"(ben, {desk.row(THIRD, 'ben/claims.csv')['reviewed_at']})")
    assert choose == "    choose: --choose 1a:verdict=A  or  --choose 1a:verdict=B"
    assert "1 conflict to choose in; nothing was written" in said.err


@pytest.mark.parametrize(
    ("words", "reviewer", "waiting"),
    [
        (("--choose", "1a:verdict=B", "--choose", "2a:waiting_on=A"), "ben", "writer"),
        (("--choose", "1a:verdict=b", "--prefer", "A"), "ben", "writer"),
        (("--prefer", "b"), "ben", "ministry"),
    ],
)
def test_every_conflict_chosen_is_written(desk: Desk, words: tuple[str, ...], reviewer: str, waiting: str) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    desk.put(DAMS, waiting_on="writer")
    ben(desk, "mark", "1a", "verified", "--evidence", "atlas")
    typed(desk, lambda bens: bens.put(DAMS, waiting_on="ministry"))
    one = desk.run(*ANA, "-o", "both.csv", "--choose", "1a:verdict=B")
    assert (one.code, one.out.count("chosen: B"), "both.csv" in desk.files()) == (1, 1, False)
    said = desk.done(*ANA, "-o", "both.csv", *words)
    assert said.out.count("chosen: ") == 2
    assert (desk.row(THIRD, "both.csv")["reviewer"], desk.row(DAMS, "both.csv")["waiting_on"]) == (reviewer, waiting)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--choose", "1a=A"), "For example: --choose 16a:verdict=A"),
        (("--choose", "1a:verdict=C"), "For example"),
        (("--choose", "1a:note=A"), "There is one about verdict"),
        (("--choose", "9a:verdict=A"), "9a"),
    ],
)
def test_choice_that_fits_no_conflict_is_refused(desk: Desk, words: tuple[str, ...], said: str) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    ben(desk, "mark", "1a", "cut")
    assert said in desk.refused(*ANA, "-o", "both.csv", *words)


def test_copy_without_a_journal_that_came_by_mail(desk: Desk) -> None:
    (desk.folder / "ben/claims.journal.jsonl").unlink()
    ben(desk, "mark", "2a", "wrong")
    (desk.folder / "ben/claims.journal.jsonl").unlink()
    desk.done("mark", "1a", "wrong", "--by", "ana")
    said = desk.done(*ANA, "-o", "claims.csv")
    assert "what both came from: the nearest state in the journal" in said.err
    assert [row["reviewer"] for row in desk.rows()][:2] == ["ana", "ben"]


def test_base_given_by_name(desk: Desk) -> None:
    for name in ("claims.journal.jsonl", "ben/claims.journal.jsonl"):
        (desk.folder / name).unlink()
    desk.lay({"old.csv": desk.text().encode("utf-8-sig")})
    typed(desk, lambda bens: bens.edit(lambda rows: rows.pop(0)))
    said = desk.done(*ANA, "-o", "both.csv", "--base", "old.csv")
    assert "what both came from: given: old.csv" in said.err
    assert "1 deleted in one copy" in said.err
    assert len(desk.rows("both.csv")) == len(desk.rows()) - 1


def test_new_draft_in_the_other_copy_comes_with_it_and_stays_the_tool_s(desk: Desk) -> None:
    desk.done("mark", "2a", "verified", "--by", "ana", "--evidence", "River News, p. 1")
    draft = LAKE.replace("12 dams", "14 dams").replace(" The plan is reckless.", " Nine boats sank in 1991.")
    desk.write("lake.txt", draft)
    desk.write("ben/lake.txt", draft)
    desk.done("parse", "ben/lake.txt", "--claims", "ben/claims.csv", "--published", PUBLISHED)
    said = desk.done(*ANA, "-o", "claims.csv")
    row = desk.row("14 dams")
    assert (row["reviewer"], row["flags"]) == ("ana", "stale")
    assert "factcheck undo 2 --by NAME" in said.err
    before = desk.text()
    again = desk.done("parse", "lake.txt", "--published", PUBLISHED)
    assert desk.text() == before
    assert "corrected by hand" not in again.err


def test_merging_a_table_with_itself_changes_nothing(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana")
    before = desk.files()
    assert "nothing changed" in desk.done("merge", "claims.csv", "claims.csv", "-o", "claims.csv", "--by", "ana").err
    assert desk.files() == before


def test_file_that_is_neither_copy_is_not_overwritten(desk: Desk) -> None:
    desk.lay({"both.csv": b"mine"})
    assert "stands there already" in desk.refused(*ANA, "-o", "both.csv")


def test_copy_that_a_spreadsheet_damaged_is_refused(desk: Desk) -> None:
    typed(desk, lambda bens: bens.put(THIRD, event_date="01/01/1994", published="03/07/2005"))
    said = desk.refused(*ANA, "-o", "both.csv")
    assert "Mend it first: factcheck doctor --write --claims ben/claims.csv" in said


def test_nobody_s_merge_is_refused(desk: Desk) -> None:
    assert "--by NAME" in desk.refused("merge", "claims.csv", "ben/claims.csv", "-o", "both.csv")
    assert "ben.csv: no such file" in desk.refused("merge", "claims.csv", "ben.csv", "-o", "both.csv", "--by", "ana")


def found(claim_id: str, url: str, **cells: str) -> Evidence:
    head = {"outcome": "found", "looked_up_at": "2026-01-01T00:00:00Z", "rank": "1"}
    return Evidence(claim_id=claim_id, archive_url=url, asked="toma.example", **head | cells)  # type: ignore[arg-type]


def test_what_was_found_for_both_is_joined_and_a_s_numbers_stay(desk: Desk) -> None:
    claim_id = desk.row(DAMS)["claim_id"]
    mine, theirs = desk.folder / "claims.csv", desk.folder / "ben/claims.csv"
    add_evidence(evidence_path(mine), [found(claim_id, "https://a.example/1")])
    kept = found(claim_id, "https://a.example/2", file="evidence/page.warc.gz")
    add_evidence(evidence_path(theirs), [kept, found(claim_id, "https://a.example/1", rank="2", title="later")])
    desk.lay({"ben/evidence/page.warc.gz": b"page"})
    out = desk.folder / "both.csv"
    desk.done(*ANA, "-o", "both.csv")
    both = candidates(read_evidence(evidence_path(out)).rows, claim_id)
    assert [(row.rank, row.archive_url, row.title) for row in both] == [
        ("1", "https://a.example/1", ""),
        ("2", "https://a.example/2", ""),
    ]
    assert both[1].file == "both.evidence/page.warc.gz"
    assert (pages_folder(out) / "page.warc.gz").read_bytes() == b"page"
    assert not any(row.by_hand for row in both)
    before = desk.files()
    desk.done("merge", "both.csv", "ben/claims.csv", "-o", "both.csv", "--by", "ana")
    assert desk.files() == before


def test_row_of_evidence_that_both_edited_stands_twice(desk: Desk) -> None:
    claim_id = desk.row(DAMS)["claim_id"]
    for name, passage in (("claims.csv", "ana's words"), ("ben/claims.csv", "ben's words")):
        path = evidence_path(desk.folder / name)
        add_evidence(path, [found(claim_id, "https://a.example/1", passage="found words")])
        path.write_bytes(path.read_bytes().replace(b"found words", passage.encode()))
    desk.done(*ANA, "-o", "claims.csv")
    both = candidates(read_evidence(evidence_path(desk.folder / "claims.csv")).rows, claim_id)
    assert [(row.rank, row.passage) for row in both] == [("1", "ana's words"), ("2", "ben's words")]


def test_table_with_other_articles_and_words_of_its_own_stays_as_it_is(desk: Desk) -> None:
    desk.put(RECKLESS, note="ask the desk")
    typed(desk, lambda bens: bens.edit(lambda rows: rows[0].update(desk="x"), extra="desk"))
    desk.done(*ANA, "-o", "claims.csv")
    assert (desk.row(RECKLESS)["note"], desk.rows()[0]["desk"]) == ("ask the desk", "x")
    assert desk.row(VILLAGE)["desk"] == ""
