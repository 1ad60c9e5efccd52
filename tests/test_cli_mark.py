"""`factcheck mark`: one claim, a sentence, all of a document; and verdicts that were typed in a spreadsheet."""

from pathlib import Path

import click
import pytest
from cli_desk import DAMS, LAKE, RECKLESS, THIRD, TRAIN, VILLAGE, Desk, lake

BOATS = "Boats sank in 2001, and ferries burned in 2002.\n"
"""Two claims in one sentence."""
PROOF = ("--evidence", "survey of 1995, p. 3")
NOTHING = {"status": "unverified", "reviewer": "", "evidence": "", "reviewed_at": ""}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


def state(desk: Desk, words: str) -> dict[str, str]:
    row = desk.row(words)
    return {column: row[column] for column in NOTHING}


def test_mark_writes_verdict_name_proof_and_time(desk: Desk) -> None:
    said = desk.done("mark", desk.ref(THIRD), "verified", "--by", "ana", *PROOF, "--quote", "down 33 %", "--note", "ok")
    row = desk.row(THIRD)
    assert (row["status"], row["reviewer"], row["evidence"]) == ("verified", "ana", "survey of 1995, p. 3")
    assert (row["evidence_quote"], row["note"]) == ("down 33 %", "ok")
    assert row["reviewed_at"].endswith("Z")
    assert said.err == ""
    assert said.out == "1a  verified  Toma lost a third of its water in 1994.  (ana; survey of 1995, p. 3)\n"


def test_mark_touches_no_other_row(desk: Desk) -> None:
    before = desk.text().splitlines()
    desk.done("mark", desk.ref(THIRD), "wrong", "--by", "ana")
    after = desk.text().splitlines()
    assert [now for was, now in zip(before, after, strict=True) if was != now] == [after[1]]


def test_mark_fills_every_human_column_it_is_given(desk: Desk) -> None:
    options = {
        "waiting_on": "writer, asked 14:05",
        "suggested": "Engineers built 11 dams.",
        "disposition": "accepted",
        "second_reader": "ben",
        "source_status": "wrong",
    }
    words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
    desk.done("mark", desk.ref(DAMS), "needs_change", "--by", "ana", *words)
    row = desk.row(DAMS)
    assert {name: row[name] for name in options} == options
    assert row["second_at"] == row["reviewed_at"]


@pytest.mark.parametrize("reference", ["1a", "s1a", "S1A", " 1a "])
def test_ref_is_taken_as_the_report_prints_it(desk: Desk, reference: str) -> None:
    desk.done("mark", reference, "wrong", "--by", "ana")
    assert desk.row(THIRD)["status"] == "wrong"


def test_number_alone_is_every_claim_of_the_sentence(desk: Desk) -> None:
    desk.done("parse", desk.write("boats.txt", BOATS))
    said = desk.done("mark", "1", "cut", "--by", "ana", "--article", "boats.txt")
    assert [row["status"] for row in desk.rows()] == ["unverified"] * 4 + ["cut"] * 2
    assert [line.split("  ")[0] for line in said.out.splitlines()] == ["1a", "1b"]


@pytest.mark.parametrize(("words", "status"), [("needs change", "needs_change"), ("in progress", "in_progress")])
def test_status_of_two_words_is_taken_as_typed(desk: Desk, words: str, status: str) -> None:
    desk.done("mark", "1a", "2a", *words.split(), "--by", "ana")
    assert [row["status"] for row in desk.rows()] == [status, status, "unverified", "unverified"]


def test_several_refs_share_one_verdict(desk: Desk) -> None:
    desk.done("mark", "1a", desk.row(VILLAGE)["claim_id"], "wrong", "--by", "ana")
    assert [row["status"] for row in desk.rows()] == ["wrong", "unverified", "wrong", "unverified"]


def test_id_and_its_beginning_name_the_row(desk: Desk) -> None:
    claim_id = desk.row(DAMS)["claim_id"]
    desk.done("mark", claim_id, "wrong", "--by", "ana")
    desk.done("mark", claim_id[:6].upper(), "cut", "--by", "ana")
    assert desk.row(DAMS)["status"] == "cut"


def test_beginning_that_several_ids_share_lists_them(desk: Desk) -> None:
    desk.edit(
        lambda rows: [row.update(claim_id=f"c-bcdfghj{letter}") for row, letter in zip(rows, "kmnp", strict=True)]
    )
    said = desk.refused("mark", "c-bcd", "wrong", "--by", "ana")
    assert "c-bcd: 4 ids begin so" in said
    assert "c-bcdfghjm (s2a) Engineers built 12 dams in 1975." in said


@pytest.mark.parametrize(
    ("words", "reason", "help_"),
    [
        (("9a", "wrong"), "9a: no claim has this ref", "Refs run from 1 to 4"),
        (("1f", "wrong"), "1f: no claim has this ref", "Sentence 1 has: 1a."),
        (("c-zz", "wrong"), "c-zz: no claim has this id", ""),
        (("dams", "wrong"), "dams: neither a ref nor the beginning of an id", "16a"),
        (("1a",), "no status after 1a", "factcheck mark 16a verified --by ana"),
        (("verified", "1a"), "the status comes last", "factcheck mark 16a verified --by ana"),
        (("1a", "verfied"), "'verfied' is no status", "did you mean 'verified'?"),
        (("1a", "maybe"), "'maybe' is no status", "one of: unverified"),
        (("wrong",), "say which claims", "For example: factcheck mark"),
        (("1a", "wrong", "--opinions"), "say which claims", "For example: factcheck mark"),
        (("1a", "wrong", "--source-status", "yes?"), "'yes?' is no source_status", ""),
        (("1a", "wrong", "--disposition", "perhaps"), "'perhaps' is no disposition", "accepted stet cut"),
        (("--cited", "Rivr News", "wrong"), "Rivr News: no such outlet", "Did you mean River News?"),
        (("--source", "Petrova", "wrong"), "Petrova: no such source", "Ana Petrova"),
        (("1a", "wrong", "--article", "boat.txt"), "boat.txt: no such article", "It holds: lake.txt."),
    ],
)
def test_mark_that_names_nothing_is_refused_with_what_is_meant(
    desk: Desk, words: tuple[str, ...], reason: str, help_: str
) -> None:
    said = desk.refused("mark", *words, "--by", "ana")
    assert f"factcheck: {reason}" in said
    assert help_ in said


@pytest.mark.parametrize(
    "proof", [(), ("--note", "ok"), ("--note", "checked, ok"), ("--evidence", "?"), ("--evidence", " ")]
)
def test_verified_without_proof_is_refused_with_the_reason(desk: Desk, proof: tuple[str, ...]) -> None:
    said = desk.refused("mark", desk.ref(DAMS), "verified", "--by", "ana", *proof)
    assert "cannot be marked verified: no evidence, and no note that says how" in said
    assert 'factcheck mark 2a verified --by ana --evidence "River News"' in said
    assert state(desk, DAMS) == NOTHING


def test_one_claim_without_proof_refuses_all_of_the_command(desk: Desk) -> None:
    desk.put(THIRD, evidence="survey of 1995, p. 3")
    desk.refused("mark", "1a", "2a", "verified", "--by", "ana")


def test_note_that_says_how_stands_in_place_of_evidence(desk: Desk) -> None:
    said = desk.done("mark", "1a", "verified", "--by", "ana", "--note", "called the ministry, K. Orlov")
    assert desk.row(THIRD)["status"] == "verified"
    assert "(ana; called the ministry, K. Orlov)" in said.out
    assert "1 verified" in desk.done("report").out


def test_evidence_that_stands_in_the_row_needs_no_saying_again(desk: Desk) -> None:
    desk.done("mark", "1a", "in_progress", "--by", "ben", *PROOF)
    desk.done("mark", "1a", "verified", "--by", "ana")
    assert desk.row(THIRD)["evidence"] == "survey of 1995, p. 3"


def test_cited_document_as_evidence_settles_the_source_too(desk: Desk) -> None:
    desk.done("mark", "2a", "verified", "--by", "ana", "--evidence", "River News, 5 March, p. 2")
    assert desk.row(DAMS)["source_status"] == "verified"
    desk.done("mark", "3a", "verified", "--by", "ana", "--evidence", "tape of the press conference")
    assert desk.row(VILLAGE)["source_status"] == "unverified"


def test_notes_add_up(desk: Desk) -> None:
    for note in ("asked the writer", "writer says 12", "writer says 12"):
        desk.done("mark", "2a", "in_progress", "--by", "ana", "--note", note)
    assert desk.row(DAMS)["note"] == "asked the writer\nwriter says 12"


@pytest.mark.parametrize(
    "which", [("--cited", "river news"), ("--cited", "The River News."), ("--source", "ana petrova")]
)
def test_bulk_mark_off_a_terminal_lists_and_asks_for_yes(desk: Desk, which: tuple[str, str]) -> None:
    words = DAMS if which[0] == "--cited" else VILLAGE
    said = desk.refused("mark", *which, "verified", "--by", "ana", *PROOF)
    assert words in said
    assert "1 claim would be marked verified" in said
    assert "Add --yes to mark them. Nothing was written." in said
    said = desk.done("mark", *which, "verified", "--by", "ana", *PROOF, "--yes").out
    assert words in said
    assert [row["status"] for row in desk.rows()].count("verified") == 1
    assert desk.row(words)["status"] == "verified"


def test_opinions_are_confirmed_with_one_command(desk: Desk) -> None:
    assert RECKLESS in desk.refused("mark", "--opinions", "not_checkable", "--by", "ana")
    desk.done("mark", "--opinions", "not_checkable", "--by", "ana", "--yes")
    assert desk.row(RECKLESS)["status"] == "not_checkable"
    said = desk.done("mark", "--opinions", "not_checkable", "--by", "ana")
    assert (said.out, said.err) == ("", "Nothing to mark.\n")


@pytest.mark.parametrize(
    ("answer", "status", "code"), [("y\n", "not_checkable", 0), ("n\n", "unverified", 2), ("\n", "unverified", 2)]
)
def test_bulk_mark_on_a_terminal_asks(desk: Desk, answer: str, status: str, code: int) -> None:
    said = desk.run("mark", "--opinions", "not_checkable", "--by", "ana", stdin=answer.encode(), terminal=True)
    assert "Mark 1 claim not_checkable? [y/N]" in said.err
    assert (said.code, desk.row(RECKLESS)["status"]) == (code, status)


def test_bulk_mark_of_a_document_settles_its_source(desk: Desk) -> None:
    desk.done("mark", "--cited", "River News", "verified", "--by", "ana", "--evidence", "paper copy, p. 2", "--yes")
    assert desk.row(DAMS)["source_status"] == "verified"


def test_bulk_mark_overturns_no_verdict_that_stands(desk: Desk) -> None:
    desk.done("mark", "2a", "wrong", "--by", "ben", *PROOF)
    said = desk.done("mark", "--cited", "River News", "verified", "--by", "ana", *PROOF, "--yes")
    assert "Nothing to mark." in said.err
    assert "(left as it is: wrong, ben)" in said.err
    assert (desk.row(DAMS)["status"], desk.row(DAMS)["reviewer"]) == ("wrong", "ben")
    desk.done("mark", "2a", "verified", "--by", "ana", *PROOF, "--note", "the survey was corrected in 1996")
    assert desk.row(DAMS)["status"] == "verified"


def test_bulk_mark_touches_only_what_it_listed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the person reads the list, somebody corrects another claim so that it cites the same document."""

    def meanwhile(*_: object, **__: object) -> bool:
        desk.put(THIRD, cited="River News")
        return True

    monkeypatch.setattr(click, "confirm", meanwhile)
    said = desk.done("mark", "--cited", "River News", "wrong", "--by", "ana", terminal=True)
    assert THIRD not in said.err
    assert [row["status"] for row in desk.rows()] == ["unverified", "wrong", "unverified", "unverified"]


def test_bulk_mark_is_without_what_the_article_no_longer_has(desk: Desk) -> None:
    desk.done("mark", "2a", "in_progress", "--by", "ben")
    desk.done("parse", desk.write("lake.txt", LAKE.split("\n\n")[1]))
    desk.done("mark", "--cited", "River News", "wrong", "--by", "ana", "--yes")
    assert desk.row(DAMS)["status"] == "in_progress"


def test_ref_in_two_articles_asks_which(desk: Desk) -> None:
    desk.done("parse", desk.write("train.txt", TRAIN))
    said = desk.refused("mark", "1a", "wrong", "--by", "ana")
    assert "1a: 2 articles of the table have it" in said
    assert "--article: lake.txt, train.txt" in said
    desk.done("mark", "1a", "wrong", "--by", "ana", "--article", "train.txt")
    assert desk.row("Mount Ora")["status"] == "wrong"


def test_bulk_mark_stays_in_its_article(desk: Desk) -> None:
    desk.done("parse", desk.write("train.txt", "It is a bad tunnel. The tunnel must be closed.\n"))
    desk.done("mark", "--opinions", "not_checkable", "--by", "ana", "--yes", "--article", "lake.txt")
    assert {row["status"] for row in desk.rows() if row["article"] == "train.txt"} == {"unverified"}
    assert desk.row(RECKLESS)["status"] == "not_checkable"


def test_name_of_the_marker_is_needed_and_may_come_from_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = desk.refused("mark", "1a", "wrong")
    assert "say who you are: --by NAME" in said
    assert "FACTCHECK_BY" in said
    monkeypatch.setenv("FACTCHECK_BY", "Ana Ó.")
    desk.done("mark", "1a", "wrong")
    assert desk.row(THIRD)["reviewer"] == "Ana Ó."
    desk.done("mark", "1a", "cut", "--by", "ben")
    assert desk.row(THIRD)["reviewer"] == "ben"


@pytest.mark.parametrize("name", ["", "  ", "factcheck", "Outside"])
def test_name_that_is_nobodys_is_refused(desk: Desk, name: str) -> None:
    assert "--by" in desk.refused("mark", "1a", "wrong", "--by", name)


def test_second_reader_is_another_person(desk: Desk) -> None:
    said = desk.refused("mark", "1a", "verified", "--by", "ana", *PROOF, "--second-reader", "ANA")
    assert "the second reader is another person" in said
    desk.done("mark", "1a", "verified", "--by", "ana", *PROOF, "--second-reader", "ben")
    assert (desk.row(THIRD)["second_reader"], bool(desk.row(THIRD)["second_at"])) == ("ben", True)


def test_new_verdict_voids_the_second_reading(desk: Desk) -> None:
    desk.done("mark", "1a", "verified", "--by", "ana", *PROOF, "--second-reader", "ben")
    desk.done("mark", "1a", "wrong", "--by", "carl")
    assert (desk.row(THIRD)["second_reader"], desk.row(THIRD)["second_at"]) == ("", "")


@pytest.mark.parametrize("typed", ["ok", "OK", "Verified ", "VERIFIED", "verified."])
def test_verdict_typed_in_a_spreadsheet_counts_and_keeps_its_letters(desk: Desk, typed: str) -> None:
    desk.put(DAMS, status=typed, reviewer="ana", evidence="River News, p. 2")
    out = desk.done("report").out
    assert "1 verified, 2 open" in out
    desk.done("mark", "1a", "wrong", "--by", "ben")
    row = desk.row(DAMS)
    assert (row["status"], row["reviewer"]) == (typed, "ana")
    assert row["reviewed_at"], "when it was first seen"


@pytest.mark.parametrize("typed", ["verfied", "yes?", "verified?"])
def test_word_that_is_no_verdict_is_told_and_stays_open(desk: Desk, typed: str) -> None:
    desk.put(DAMS, status=typed, reviewer="ana", evidence="River News, p. 2")
    said = desk.done("report")
    assert f"'{typed}' is no status" in said.err
    assert "0 verified, 3 open" in said.out
    said = desk.done("mark", "1a", "wrong", "--by", "ben")
    assert f"'{typed}' is no status" in said.err
    assert desk.row(DAMS)["status"] == typed
    said = desk.done("mark", "2a", "verified", "--by", "ana")
    assert desk.row(DAMS)["status"] == "verified"
    assert said.err == "", "it is mended"


def test_verified_typed_without_proof_is_open(desk: Desk) -> None:
    desk.put(DAMS, status="verified")
    out = desk.done("report").out
    assert "verified, no proof" in out
    assert "0 verified, 3 open" in out


def test_spreadsheet_formula_is_a_text_and_stays_one(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--note", "=HYPERLINK(1)", "--suggested", "-5 percent")
    raw = desk.text()
    assert ",'=HYPERLINK(1)," in raw
    assert "'-5 percent" in raw
    assert "note: =HYPERLINK(1)" in desk.done("report").out


def test_mark_of_many_lines_is_one_cell(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--note", 'one,\r\ntwo; "three"\n\tfour 🐟')
    assert desk.row(THIRD)["note"] == 'one,\ntwo; "three"\n\tfour 🐟'
    assert len(desk.rows()) == 4
