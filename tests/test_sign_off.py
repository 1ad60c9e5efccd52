"""Sign-off: the second reader, what becomes of a suggested wording, and who may overrule whom."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, THIRD, VILLAGE, Desk, lake
from mock_table import checklist, row

from factcheck.errors import BadArgument, RefusedVerdict
from factcheck.report import make_checklist, render, with_waiting
from factcheck.report.view import make_view
from factcheck.report.waiting import who_has_it
from factcheck.row import Row
from factcheck.verdicts import Mark, Pile, apply_mark, changed_as_suggested, settle_typed, standing, stet_reason

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
PROOF = ("--evidence", "survey of 1995, p. 3")
REASON = "the ministry confirms the figure"

WRONG = Row(
    claim_id="c-kbmwzdfg",
    ref="s2a",
    status="wrong",
    source_status="unverified",
    reviewer="ana",
    reviewed_at="2026-11-23T11:00:00Z",
    claim="Engineers built 12 dams in 1975.",
    evidence="Lake survey, p. 3",
    verbatim="Engineers built 12 dams in 1975",
    kind="fact",
    checkable="yes",
)
READ_TWICE = replace(WRONG, status="verified", second_reader="ben", second_at="2026-11-23T11:30:00Z")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


@pytest.fixture
def read_twice(desk: Desk) -> Desk:
    """The first claim, verified by ana and read again by ben."""
    desk.done("mark", "1a", "verified", "--by", "ana", *PROOF)
    desk.done("mark", "1a", "--second-reader", "ben", "--by", "ben")
    assert "read again by ben, " in desk.done("report").out
    return desk


def stands(row: Row) -> tuple[Pile, str]:
    return standing(row).pile, standing(row).words


# The second reader


def test_second_reading_needs_no_verdict_said_again_and_leaves_the_reviewer(read_twice: Desk) -> None:
    now = read_twice.row(THIRD)
    assert (now["status"], now["reviewer"], now["second_reader"]) == ("verified", "ana", "ben")
    assert now["second_at"] >= now["reviewed_at"]


@pytest.mark.parametrize("name", ["ana", " ANA ", "Ána"])
def test_second_reader_is_never_who_gave_the_verdict(desk: Desk, name: str) -> None:
    desk.done("mark", "1a", "verified", "--by", "ana", *PROOF)
    said = desk.refused("mark", "1a", "--second-reader", name, "--by", name)
    assert "the second reader is another person" in said
    desk.put(THIRD, second_reader=name)
    out = " ".join(desk.done("report").out.split())
    assert f"read again by {name.strip()}, who gave the verdict: that is no second reading" in out
    desk.done("mark", "2a", "in_progress", "--by", "carl")
    assert desk.row(THIRD)["second_at"] == ""


def test_second_reading_of_what_nobody_has_settled_is_refused_and_counts_for_nothing_where_typed(desk: Desk) -> None:
    assert "nobody has given a verdict yet" in desk.refused("mark", "1a", "--second-reader", "ben", "--by", "ben")
    desk.put(THIRD, second_reader="ben")
    desk.done("mark", "2a", "in_progress", "--by", "carl")
    assert desk.row(THIRD)["second_at"] == ""


def test_second_reading_typed_in_a_spreadsheet_gets_its_time(desk: Desk) -> None:
    desk.done("mark", "1a", "verified", "--by", "ana", *PROOF)
    desk.put(THIRD, second_reader="ben")
    desk.done("mark", "2a", "in_progress", "--by", "carl")
    assert desk.row(THIRD)["second_at"].endswith("Z")


@pytest.mark.parametrize("words", [("1a", "wrong"), ("1a", "in_progress"), ("1a", "--source-status", "wrong")])
def test_new_verdict_voids_the_second_reading(read_twice: Desk, words: tuple[str, ...]) -> None:
    read_twice.done("mark", *words, "--by", "ana")
    now = read_twice.row(THIRD)
    assert (now["second_reader"], now["second_at"]) == ("", "")


def test_same_verdict_from_the_second_reader_leaves_one_reader(read_twice: Desk) -> None:
    """Ben takes the verdict over: then nobody else has read it."""
    read_twice.done("mark", "1a", "verified", "--by", "ben")
    assert (read_twice.row(THIRD)["reviewer"], read_twice.row(THIRD)["second_at"]) == ("ben", "")


@pytest.mark.parametrize("words", [("--note", "see the map too"), ("--waiting-on", "writer"), ("--quote", "p. 4")])
def test_what_is_no_verdict_leaves_the_second_reading(read_twice: Desk, words: tuple[str, str]) -> None:
    before = read_twice.row(THIRD)["second_at"]
    read_twice.done("mark", "1a", *words, "--by", "ana")
    assert read_twice.row(THIRD)["second_at"] == before


@pytest.mark.parametrize("typed", [{"status": "wrong"}, {"source_status": "wrong"}, {"claim": "Lake Toma lost half."}])
def test_spreadsheet_edit_voids_the_second_reading_and_keeps_the_name(read_twice: Desk, typed: dict[str, str]) -> None:
    read_twice.put(THIRD, **typed)
    read_twice.done("mark", "2a", "in_progress", "--by", "carl")
    now = read_twice.row(THIRD)
    assert (now["second_reader"], now["second_at"]) == ("ben", "")
    assert "read again by ben, before it was changed" in " ".join(read_twice.done("report").out.split())


def test_spreadsheet_edit_voids_the_second_reading_before_any_command_writes(read_twice: Desk) -> None:
    read_twice.put(THIRD, status="wrong")
    before = read_twice.files()
    assert "read again by ben, " in (out := " ".join(read_twice.done("report").out.split()))
    assert "before it was changed" in out
    assert read_twice.files() == before, "a report writes nothing"


def test_spreadsheet_dress_of_the_same_words_voids_nothing(read_twice: Desk) -> None:
    now = read_twice.row(THIRD)
    read_twice.put(THIRD, status="Verified ", claim=now["claim"].replace(" ", "  "))
    read_twice.done("mark", "2a", "in_progress", "--by", "carl")
    assert read_twice.row(THIRD)["second_at"] == now["second_at"]


def test_new_draft_with_other_words_voids_the_second_reading(read_twice: Desk) -> None:
    read_twice.done("parse", read_twice.write("lake.txt", LAKE.replace("a third", "a quarter")))
    now = read_twice.row("a quarter")
    assert (now["flags"], now["second_reader"], now["second_at"]) == ("stale", "ben", "")
    said = read_twice.refused("mark", "1a", "--second-reader", "ben", "--by", "ben")
    assert "its words changed after the verdict" in said
    read_twice.done("mark", "1a", "verified", "--by", "ana")
    assert read_twice.row("a quarter")["second_at"] == "", "ben has not read the new words"
    read_twice.done("mark", "1a", "--second-reader", "ben", "--by", "ben")
    assert read_twice.row("a quarter")["second_at"]


def test_new_draft_with_the_same_words_keeps_the_second_reading(read_twice: Desk) -> None:
    before = read_twice.row(THIRD)["second_at"]
    read_twice.done("parse", read_twice.write("lake.txt", "It rained.\n\n" + LAKE))
    assert read_twice.row(THIRD)["second_at"] == before


def test_undo_of_what_voided_it_brings_the_second_reading_back(read_twice: Desk) -> None:
    before = read_twice.row(THIRD)
    read_twice.done("mark", "1a", "wrong", "--by", "carl")
    read_twice.done("undo", "--by", "carl")
    assert read_twice.row(THIRD) == before


def test_second_reading_counts_only_with_its_time_another_name_and_the_words_as_they_are() -> None:
    assert standing(READ_TWICE).second_read
    for cells in ({"second_at": ""}, {"reviewer": "Ben"}, {"flags": "stale"}):
        assert not standing(replace(READ_TWICE, **cells)).second_read  # type: ignore[arg-type]


# A suggested wording, and what becomes of it


@pytest.mark.parametrize(
    ("disposition", "note", "pile", "words"),
    [
        ("", "", Pile.DECIDE, "wrong"),
        ("accepted", "", Pile.OPEN, "wrong, change agreed"),
        ("Accepted ", "", Pile.OPEN, "wrong, change agreed"),
        ("cut", "", Pile.OPEN, "wrong, to be cut"),
        ("stet", f"stet: {REASON}", Pile.SET_ASIDE, "wrong, stet"),
        ("stet", f"asked ana\nSTET by ed, 2026-11-23: {REASON}", Pile.SET_ASIDE, "wrong, stet"),
        ("stet", "", Pile.DECIDE, "wrong, stet without a reason"),
        ("stet", "the survey says 11", Pile.DECIDE, "wrong, stet without a reason"),
        ("stet", "stet: ok", Pile.DECIDE, "wrong, stet without a reason"),
        ("acepted", "", Pile.DECIDE, "wrong"),
    ],
)
@pytest.mark.parametrize("status", ["wrong", "needs_change", "disputed", "cannot_verify"])
def test_disposition_moves_the_claim(status: str, disposition: str, note: str, pile: Pile, words: str) -> None:
    decided = replace(WRONG, status=status, disposition=disposition, note=note)
    assert stands(decided) == (pile, words.replace("wrong", status.replace("_", " "), 1))


@pytest.mark.parametrize("disposition", ["accepted", "cut", "stet"])
def test_disposition_moves_nothing_that_is_not_to_decide(disposition: str) -> None:
    for status, pile in (("unverified", Pile.OPEN), ("verified", Pile.VERIFIED), ("cut", Pile.SET_ASIDE)):
        given = replace(WRONG, status=status, disposition=disposition)
        assert stands(given) == (pile, status)


def test_stale_comes_before_any_disposition() -> None:
    let_stand = replace(WRONG, disposition="stet", note=f"stet: {REASON}", flags="stale")
    assert stands(let_stand) == (Pile.OPEN, "stale, was wrong")


def test_source_found_wrong_may_be_let_stand() -> None:
    found = replace(WRONG, status="verified", source_status="wrong", disposition="stet", note=f"stet: {REASON}")
    assert stands(found) == (Pile.SET_ASIDE, "verified, source wrong, stet")


def test_change_goes_from_suggestion_to_the_draft(desk: Desk) -> None:
    """What a desk does: the checker suggests, the editor agrees, the writer puts it in, the checker looks again."""
    desk.done("mark", "2a", "needs_change", "--by", "ana", *PROOF, "--suggested", "Engineers built 11 dams in 1975.")
    assert "next: put the suggested wording to the writer" in desk.done("report", "--only", "decide").out
    desk.done("mark", "2a", "--disposition", "accepted", "--by", "ed")
    now = desk.row(DAMS)
    assert (now["status"], now["reviewer"], now["disposition"]) == ("needs_change", "ana", "accepted")
    out = desk.done("report", "--only", "agreed").out
    assert "needs change by ana, " in out
    assert "change agreed" in out
    assert "next: the new wording is accepted: put it into the article" in out
    assert "1 agreed, not in the article yet" in " ".join(out.split())
    assert desk.run("report", "--require", "verified").code == 1
    desk.done("parse", desk.write("lake.txt", LAKE.replace("12 dams", "11 dams")))
    out = " ".join(desk.done("report", "--only", "stale").out.split())
    assert "next: the article now has the suggested wording: mark it verified" in out
    desk.done("mark", "2a", "verified", "--by", "ben")
    assert "verified by ben" in desk.done("report").out


def test_draft_with_yet_other_words_says_that_they_are_not_the_suggested_ones(desk: Desk) -> None:
    desk.done(
        "mark", "2a", "needs_change", "--by", "ana", *PROOF, "--suggested", "11 dams", "--disposition", "accepted"
    )
    desk.done("parse", desk.write("lake.txt", LAKE.replace("12 dams", "13 dams")))
    out = " ".join(desk.done("report", "--only", "stale").out.split())
    assert "after it was marked needs change, and not as suggested: check it again" in out


def test_claim_that_was_to_be_cut_is_no_longer_counted_once_it_is_out(desk: Desk) -> None:
    desk.done("mark", "1a", "wrong", "--by", "ana", "--disposition", "cut")
    assert "next: take it out of the article, then mark it cut" in desk.done("report").out
    desk.done("parse", desk.write("lake.txt", LAKE.partition(". ")[2]))
    assert "; 1 no longer in the article" in desk.done("report").out


@pytest.mark.parametrize(
    ("suggested", "verbatim", "holds"),
    [
        ("11 dams", "Engineers built 11 dams in 1975", True),
        ("Engineers built 11 dams in 1975.", "Engineers built 11 dams in 1975", True),
        ("“engineers  BUILT 11 dams”", "Engineers built 11 dams in 1975", True),
        ("Engineers built 11 dams in 1975, and two more later.", "Engineers built 11 dams in 1975", True),
        ("11 dams", "Engineers built 111 dams in 1975", False),
        ("1 dam", "Engineers built 11 dams in 1975", False),
        ("", "Engineers built 11 dams in 1975", False),
        ("…", "Engineers built 11 dams in 1975", False),
    ],
)
def test_suggested_wording_is_found_word_by_word(suggested: str, verbatim: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert changed_as_suggested(replace(WRONG, suggested=suggested, verbatim=verbatim, claim="")) is holds


def test_suggested_wording_of_what_was_not_to_be_changed_is_none() -> None:
    assert not changed_as_suggested(replace(WRONG, status="verified", suggested="12 dams"))


@pytest.mark.parametrize(
    ("before", "mark"),
    [
        ({"flags": "stale"}, {"status": "wrong"}),
        ({}, {"status": "disputed"}),
        ({"suggested": "11 dams"}, {"suggested": "10 dams"}),
    ],
)
def test_decision_on_another_verdict_or_other_words_goes(before: dict[str, str], mark: dict[str, str]) -> None:
    decided = replace(WRONG, disposition="stet", note=f"stet: {REASON}", **before)  # type: ignore[arg-type]
    assert apply_mark(decided, Mark(by="ana", **mark), when=NOON).disposition == ""  # type: ignore[arg-type]


def test_decision_is_kept_where_the_change_went_in_and_is_verified() -> None:
    agreed = replace(WRONG, disposition="accepted", suggested="11 dams", flags="stale")
    assert apply_mark(agreed, Mark(by="ben", status="verified"), when=NOON).disposition == "accepted"


def test_unread_disposition_is_told_as_the_next_step() -> None:
    text = render([checklist(row("s1a", "A", status="wrong", disposition="acepted"))], width=200)
    assert "next: 'acepted' is no disposition; it counts as blank: did you mean 'accepted'?" in text


def test_what_is_agreed_is_not_overturned_in_bulk(desk: Desk) -> None:
    desk.done("mark", "2a", "wrong", "--by", "ana", "--disposition", "accepted")
    said = desk.done("mark", "--cited", "River News", "verified", "--by", "ana", *PROOF, "--yes")
    assert "(left as it is: wrong, change agreed, ana)" in said.err
    assert desk.row(DAMS)["status"] == "wrong"


def test_agreed_changes_are_no_documents_to_read() -> None:
    made = checklist(row("s1a", "A", cited="River News", status="wrong", disposition="accepted"), row("s1b", "B"))
    assert (made.work.settle, made.agreed, made.tally.open) == (0, 1, 2)
    assert made.work.settle + made.work.sourced + made.work.unsourced + made.agreed == made.tally.open
    titles = [group.title for group in make_view(made, by="status").groups]
    assert titles == ["Agreed, not in the article yet", "Open"]


# Overruling somebody


def test_stet_needs_a_reason_and_keeps_who_and_when(desk: Desk) -> None:
    desk.done("mark", "2a", "wrong", "--by", "ana", *PROOF)
    said = desk.refused("mark", "2a", "--disposition", "stet", "--by", "ed")
    assert "to let it stand though ana found it wrong needs a reason, in a note" in said
    assert 'factcheck mark 2a --disposition stet --by ed --note "why it may stand"' in said
    desk.refused("mark", "2a", "--disposition", "stet", "--by", "ed", "--note", "ok")
    desk.done("mark", "2a", "--disposition", "stet", "--by", "ed", "--note", REASON)
    now = desk.row(DAMS)
    assert (now["status"], now["reviewer"], now["disposition"]) == ("wrong", "ana", "stet")
    day = now["reviewed_at"][:10]
    assert now["note"] == f"stet by ed, {day}: {REASON}"
    out = " ".join(desk.done("report", "--only", "stet").out.split())
    assert f"UTC stet by ed, {day}: {REASON} evidence survey of 1995, p. 3" in out
    assert "[-] s2a" in out
    assert "note:" not in out, "the reason is told once"
    assert "1 set aside, 1 of them against a verdict (stet)" in out


def test_stet_passes_the_gate_and_is_named_at_the_head(desk: Desk) -> None:
    for found in desk.rows():
        desk.done("mark", found["claim_id"], "not_checkable", "--by", "ana")
    desk.done("mark", "2a", "wrong", "--by", "ana")
    assert desk.run("report", "--require", "verified").code == 1
    desk.done("mark", "2a", "--disposition", "stet", "--by", "ed", "--note", REASON)
    said = desk.done("report", "--require", "verified")
    assert "1 of them against a verdict (stet)" in " ".join(said.out.split())


def test_stet_typed_in_a_spreadsheet_needs_its_reason_in_the_note(desk: Desk) -> None:
    desk.done("mark", "2a", "wrong", "--by", "ana", *PROOF)
    desk.put(DAMS, disposition="stet")
    out = " ".join(desk.done("report", "--only", "decide").out.split())
    assert "stet without a reason" in out
    assert 'next: it stands as worded (stet): say why, in a line of the note that begins "stet:"' in out
    desk.done("mark", "2a", "--disposition", "stet", "--by", "ed", "--note", f"stet: {REASON}")
    assert desk.row(DAMS)["note"].startswith("stet by ed, ")
    assert desk.row(DAMS)["note"].endswith(f": {REASON}")
    assert "s2a" in desk.done("report", "--only", "stet").out


def test_stet_on_what_nobody_objects_to_needs_no_reason() -> None:
    kept = apply_mark(replace(WRONG, status="unverified"), Mark(disposition="stet"), when=NOON)
    assert (kept.disposition, kept.note) == ("stet", "")


def test_stet_again_asks_for_no_second_reason_unless_the_verdict_is_new() -> None:
    stet = apply_mark(WRONG, Mark(by="ed", disposition="stet", note=REASON), when=NOON)
    assert apply_mark(stet, Mark(by="ed", disposition="stet"), when=LATER) == stet
    with pytest.raises(RefusedVerdict, match="needs a reason"):
        apply_mark(stet, Mark(by="ed", status="disputed", disposition="stet"), when=LATER)


def test_stet_needs_the_name_of_who_decides() -> None:
    with pytest.raises(RefusedVerdict, match="needs the name of who decides it"):
        apply_mark(WRONG, Mark(disposition="stet", note=REASON), when=NOON)


@pytest.mark.parametrize("was", ["wrong", "needs_change", "disputed", "Wrong "])
@pytest.mark.parametrize("now", ["verified", "not_checkable"])
def test_clearing_a_claim_against_somebody_elses_verdict_needs_a_reason(was: str, now: str) -> None:
    found = replace(WRONG, status=was)
    with pytest.raises(RefusedVerdict) as refused:
        apply_mark(found, Mark(by="ben", status=now), when=NOON)
    word = was.strip().lower().replace("_", " ")
    assert f"to mark it {now} though ana found it {word} needs a reason, in a note" in refused.value.message
    assert f"factcheck mark 2a {now} --by ben" in refused.value.hint
    cleared = apply_mark(found, Mark(by="ben", status=now, note=REASON), when=NOON)
    assert (cleared.status, cleared.reviewer) == (now, "ben")
    assert cleared.note == f"overrules ana ({word}): {REASON}"


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        ({}, {"by": "Ana", "status": "verified"}),
        ({"reviewer": ""}, {"by": "ben", "status": "verified"}),
        ({"flags": "stale"}, {"by": "ben", "status": "verified"}),
        ({"status": "cannot_verify"}, {"by": "ben", "status": "verified"}),
        ({"status": "in_progress"}, {"by": "ben", "status": "verified"}),
        ({"status": "verified"}, {"by": "ben", "status": "wrong"}),
        ({}, {"by": "ben", "status": "cut"}),
        ({}, {"by": "ben", "status": "unverified"}),
        ({}, {"by": "ben", "status": "disputed"}),
    ],
)
def test_what_overrules_nobody_needs_no_reason(cells: dict[str, str], mark: dict[str, str]) -> None:
    """One's own verdict, nobody's, one on other words, one that proof was missing for; what asks for more, not less."""
    marked = apply_mark(replace(WRONG, **cells), Mark(**mark), when=NOON)  # type: ignore[arg-type]
    assert (marked.reviewer, marked.note) == (mark["by"], "")


def test_source_found_wrong_by_somebody_else_is_cleared_with_a_reason() -> None:
    found = replace(WRONG, status="unverified", source_status="wrong")
    with pytest.raises(RefusedVerdict, match="though ana found it source wrong"):
        apply_mark(found, Mark(by="ben", source_status="verified"), when=NOON)
    assert apply_mark(found, Mark(by="ben", source_status="verified", note=REASON), when=NOON).reviewer == "ben"


def test_one_overruled_claim_without_a_reason_refuses_all_of_the_command(desk: Desk) -> None:
    desk.done("mark", "2a", "wrong", "--by", "ana")
    said = desk.refused("mark", "1a", "2a", "verified", "--by", "ben", *PROOF)
    assert "ana found it wrong" in said
    desk.done("mark", "1a", "2a", "verified", "--by", "ben", *PROOF, "--note", REASON)
    assert (desk.row(THIRD)["note"], desk.row(DAMS)["note"]) == (REASON, f"overrules ana (wrong): {REASON}")


def test_stet_reason_is_the_last_that_says_one() -> None:
    assert stet_reason("stet: no room for it\nasked\nstet - the writer heard it herself\nstet: ok") == (
        "stet - the writer heard it herself"
    )


# Who has the ball


def test_mark_without_a_status_needs_something_else_to_say(desk: Desk) -> None:
    assert "no status after 1a" in desk.refused("mark", "1a", "--by", "ana")
    assert "say what: a status, or an option such as --waiting-on" in desk.refused("mark", "--by", "ana")
    assert "say which claims" in desk.refused("mark", "--by", "ana", "--note", "x")


def test_ball_goes_to_somebody_and_comes_back(desk: Desk) -> None:
    desk.done("mark", "1a", "3a", "--waiting-on", "writer, asked 14:05", "--by", "ana")
    assert desk.row(THIRD)["reviewer"] == "", "asking is no verdict"
    desk.done("mark", "2a", "--waiting-on", "the editor", "--by", "ana")
    out = desk.done("report", "--only", "waiting").out
    at = [
        out.index(title)
        for title in ("Waiting for editor\n1 claim, open; since 2", "Waiting for writer\n2 claims, open")
    ]
    assert at == sorted(at)
    assert "waiting for: writer, asked 14:05\n" in out
    assert "waiting for: the editor, since 2" in out
    desk.done("mark", "3a", "--waiting-on", "nobody", "--by", "ana")
    assert desk.row(VILLAGE)["waiting_on"] == ""
    assert "Waiting for writer\n1 claim, open" in desk.done("report", "--only", "waiting").out


def test_bulk_of_a_source_may_be_put_to_somebody(desk: Desk) -> None:
    desk.done("mark", "--cited", "River News", "--waiting-on", "archive", "--by", "ana", "--yes")
    assert desk.row(DAMS)["waiting_on"] == "archive"


def test_waiting_since_is_when_the_cell_became_what_it_is(desk: Desk) -> None:
    desk.done("mark", "1a", "--waiting-on", "writer", "--by", "ana")
    desk.done("mark", "1a", "--waiting-on", "editor", "--by", "ana")
    desk.done("mark", "1a", "in_progress", "--by", "ana")
    claims = [
        claim
        for group in json.loads(desk.done("report", "--format", "json").out)["checklists"][0]["groups"]
        for passage in group["passages"]
        for claim in passage["claims"]
    ]
    (since,) = [claim["waiting_since"] for claim in claims if "waiting_since" in claim]
    times = [json.loads(line) for line in desk.text("claims.journal.jsonl").splitlines()]
    assert [entry["time"] for entry in times if entry.get("after") == "editor"] == [since]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("writer", "writer"),
        ("writer, asked 14:05", "writer"),
        ("The writer (mail of 5 March)", "writer"),
        ("ask editor", "editor"),
        ("waiting for the ministry: second mail", "ministry"),
        ("answer from Ana Petrova since Monday", "Ana Petrova"),
        ("Bank of Latvia\nmail sent", "Bank of Latvia"),
        ("writer 14:05", "writer"),
        ("14:05", "14:05"),
        ("since Monday", "since Monday"),
        ("  ", ""),
    ],
)
def test_name_of_who_has_the_ball_is_read_from_what_was_typed(cell: str, name: str) -> None:
    assert who_has_it(cell) == name


WAITING = checklist(
    row("s1a", "A", waiting_on="Writer, asked 14:05", reviewer="ana", status="in_progress"),
    row("s1b", "B", waiting_on="the writer", reviewer="ana", status="wrong"),
    row("s1c", "C", waiting_on="editor", reviewer="ben", status="wrong"),
    row("s1d", "D", waiting_on="writer", reviewer="ben", status="cut"),
    row("s1e", "E", source="Ana Petrova"),
)


def groups(by: str = "waiting", only: str = "") -> list[tuple[str, str, list[str]]]:
    view = make_view(WAITING, by=by, only=only)
    return [(g.title, g.lead, [e.row.ref for p in g.passages for e in p.entries]) for g in view.groups]


def test_order_by_waiting_is_by_name_then_nobody() -> None:
    assert groups() == [
        ("Waiting for editor", "1 claim, to decide", ["s1c"]),
        ("Waiting for Writer", "2 claims: 1 to decide, 1 open", ["s1a", "s1b"]),
        ("Waiting for nobody", "2 claims: 1 open, 1 set aside", ["s1d", "s1e"]),
    ]
    assert [title for title, _, _ in groups(only="waiting")] == ["Waiting for editor", "Waiting for Writer"]


def test_order_by_waiting_says_since_when() -> None:
    timed = with_waiting(WAITING, {"c-s1a": "2026-11-23T14:05:00Z", "c-s1b": "2026-11-22T09:30:11Z"})
    leads = [group.lead for group in make_view(timed, by="waiting").groups]
    assert leads[1] == "2 claims: 1 to decide, 1 open; since 2026-11-22 09:30 UTC"


def test_order_by_reviewer_says_whom_each_waits_for() -> None:
    assert [(title, lead) for title, lead, _ in groups("reviewer")] == [
        ("ana", "2 claims: 1 to decide, 1 open; waiting for Writer (2)"),
        ("ben", "2 claims: 1 to decide, 1 set aside; waiting for editor (1)"),
        ("Nobody yet", "1 claim, open"),
    ]


@pytest.mark.parametrize(
    ("only", "refs"),
    [
        ("waiting:writer", ["s1a", "s1b"]),
        ("waiting:EDITOR", ["s1c"]),
        ("waiting:writer,waiting:editor", ["s1a", "s1b", "s1c"]),
        ("waiting:writer,decide", ["s1b"]),
        ("source:ana petrova", ["s1e"]),
    ],
)
def test_call_sheet_of_one_person(only: str, refs: list[str]) -> None:
    assert sorted(ref for _, _, found in groups("sentence", only) for ref in found) == refs


def test_call_sheet_of_nobody_asks_whose() -> None:
    with pytest.raises(BadArgument, match="'waiting' does not say whose"):
        groups(only="waiting:")
    with pytest.raises(BadArgument, match="'source' does not say whose"):
        groups(only="source")


def test_closed_line_says_word_who_when_evidence_and_second_reader() -> None:
    cells = {
        "status": "verified",
        "reviewer": "ana",
        "reviewed_at": "2026-11-23T14:02:11Z",
        "evidence": "survey, p. 3",
        "second_reader": "ben",
        "second_at": "2026-11-23T14:20:00Z",
    }
    for form in ("text", "md", "html"):
        text = render([make_checklist([row("s1a", "A", **cells)], None, ())], format=form, width=200)
        for said in (
            "verified",
            "ana, 2026-11-23 14:02 UTC",
            "survey, p. 3",
            "read again",
            "ben, 2026-11-23 14:20 UTC",
        ):
            assert said in text, (form, said)


# What a person types elsewhere


def test_typed_second_reader_counts_only_beside_a_verdict_of_another() -> None:
    bare = replace(WRONG, status="unverified", reviewer="", reviewed_at="", second_reader="")
    for cells in ({"second_reader": "ben"}, {"second_reader": "ana", "reviewer": "ana", "status": "wrong"}):
        assert settle_typed(bare, replace(bare, **cells), when=LATER).second_at == ""  # type: ignore[arg-type]
    both = replace(bare, second_reader="ben", reviewer="ana", status="wrong")
    assert settle_typed(bare, both, when=LATER).second_at == "2026-11-23T13:00:00Z"


def test_published_claims_of_the_sample_desk_are_untouched_by_all_this(desk: Desk) -> None:
    """All of it is optional: a desk without editor or second reader sees none of it."""
    out = desk.done("report").out
    assert PUBLISHED in out
    assert not any(word in out for word in ("stet", "agreed", "read again", "waiting"))
