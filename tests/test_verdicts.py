import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files

import pytest

from factcheck.errors import BadArgument, RefusedVerdict
from factcheck.row import Row
from factcheck.verdicts import (
    Mark,
    Pile,
    SourceStatus,
    Status,
    apply_mark,
    default_source_status,
    has_human,
    has_verdict,
    read_disposition,
    read_source_status,
    read_status,
    says_how,
    settle_typed,
    stamp,
    standing,
)

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
ROW = Row(
    claim_id="c-kbmwzdfg",
    ref="s16a",
    status="unverified",
    source_status="unverified",
    source="Marat Sultanov",
    cited="Delovaya nedelya",
    claim="Oil exports rose by a tenth.",
    kind="statement",
    checkable="yes",
)


def marked(row: Row = ROW, *, when: datetime = NOON, **cells: str) -> Row:
    return apply_mark(row, Mark(**{"by": "ana", **cells}), when=when)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    ["verified", "Verified ", "VERIFIED", "ok", "OK.", "true", "TRUE", "checked", "✓", "✔\ufe0f", "yes", "“ok”"],
)
def test_status_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_status(typed) == (Status.VERIFIED, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Status.UNVERIFIED),
        ("   ", Status.UNVERIFIED),
        ("needs change", Status.NEEDS_CHANGE),
        ("Needs-Change", Status.NEEDS_CHANGE),
        ("in progress", Status.IN_PROGRESS),
        ("n/a", Status.NOT_CHECKABLE),
        ("FALSE", Status.WRONG),
        ("can’t verify", Status.CANNOT_VERIFY),
        ("cut", Status.CUT),
    ],
)
def test_status_words_mean(typed: str, meant: Status) -> None:
    assert read_status(typed) == (meant, None)


@pytest.mark.parametrize("typed", ["yes?", "verfied", "verifed", "ok???", "verified?"])
def test_near_miss_is_no_verdict_and_comes_with_a_suggestion(typed: str) -> None:
    status, problem = read_status(typed)
    assert status is Status.UNVERIFIED
    assert problem is not None
    assert "did you mean 'verified'?" in problem.hint
    assert typed in problem.message


def test_unknown_word_lists_the_statuses() -> None:
    status, problem = read_status("see my mail")
    assert status is Status.UNVERIFIED
    assert problem is not None
    assert "cannot_verify" in problem.hint


def test_not_applicable_means_another_thing_in_each_column() -> None:
    assert read_status("n/a")[0] is Status.NOT_CHECKABLE
    assert read_source_status("n/a") == (SourceStatus.NOT_APPLICABLE, None)
    assert read_source_status("disputed")[1] is not None


def test_disposition_is_read() -> None:
    assert read_disposition("STET") == ("stet", None)
    assert read_disposition("") == (None, None)
    word, problem = read_disposition("acepted")
    assert word is None
    assert problem is not None
    assert "accepted" in problem.hint


def test_alias_table_is_sorted_and_maps_to_the_vocabulary() -> None:
    text = files("factcheck").joinpath("data/status_aliases.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(io.StringIO(text)))
    names = [line["alias"] for line in lines]
    assert names == sorted(set(names))
    for line in lines:
        assert line["status"] or line["source_status"]
        assert not line["status"] or Status(line["status"])
        assert not line["source_status"] or SourceStatus(line["source_status"])
        assert line["source"]


PROVEN = replace(ROW, status="verified", reviewer="ana", evidence="https://example.org/a")


@pytest.mark.parametrize(
    ("row", "pile", "words"),
    [
        (ROW, Pile.OPEN, "unverified"),
        (replace(ROW, status=""), Pile.OPEN, "unverified"),
        (replace(ROW, status="in_progress"), Pile.OPEN, "in progress"),
        (PROVEN, Pile.VERIFIED, "verified"),
        (replace(PROVEN, status="✓ "), Pile.VERIFIED, "verified"),
        (replace(PROVEN, evidence="", note="called the ministry"), Pile.VERIFIED, "verified"),
        (replace(PROVEN, evidence=""), Pile.OPEN, "verified, no proof"),
        (replace(PROVEN, evidence="", note="checked, ok"), Pile.OPEN, "verified, no proof"),
        (replace(PROVEN, evidence="?"), Pile.OPEN, "verified, no proof"),
        (replace(PROVEN, reviewer=" "), Pile.OPEN, "verified, no proof"),
        (replace(PROVEN, flags="stale"), Pile.OPEN, "stale, was verified"),
        (replace(PROVEN, status="wrong", flags="date-conflict stale"), Pile.OPEN, "stale, was wrong"),
        (replace(PROVEN, status="verfied"), Pile.OPEN, "unread verdict 'verfied'"),
        (replace(ROW, status="wrong"), Pile.DECIDE, "wrong"),
        (replace(ROW, status="needs_change"), Pile.DECIDE, "needs change"),
        (replace(ROW, status="disputed"), Pile.DECIDE, "disputed"),
        (replace(ROW, status="cannot_verify"), Pile.DECIDE, "cannot verify"),
        (replace(PROVEN, source_status="wrong"), Pile.DECIDE, "verified, source wrong"),
        (replace(ROW, source_status="Wrong"), Pile.DECIDE, "unverified, source wrong"),
        (replace(ROW, status="not_checkable"), Pile.SET_ASIDE, "not checkable"),
        (replace(ROW, status="cut", source_status="wrong"), Pile.SET_ASIDE, "cut"),
        (replace(ROW, kind="opinion", checkable="no"), Pile.OPEN, "opinion, unconfirmed"),
        (replace(ROW, kind="prediction", checkable="no"), Pile.OPEN, "prediction, unconfirmed"),
        (replace(ROW, checkable="no"), Pile.OPEN, "not checkable, unconfirmed"),
        (replace(ROW, kind="opinion", checkable="no", status="not_checkable"), Pile.SET_ASIDE, "not checkable"),
    ],
)
def test_pile(row: Row, pile: Pile, words: str) -> None:
    assert (standing(row).pile, standing(row).words) == (pile, words)


def test_unread_verdict_carries_its_problem() -> None:
    assert [problem.code for problem in standing(replace(PROVEN, status="verfied")).problems] == ["unreadable-status"]


def test_mark_verified_writes_verdict_proof_and_time() -> None:
    row = marked(status="Verified", evidence="https://example.org/a", quote="p. 4: a tenth", note="matches table 2")
    assert (row.status, row.reviewer, row.reviewed_at) == ("verified", "ana", "2025-03-01T12:00:00Z")
    assert (row.evidence, row.evidence_quote, row.note) == ("https://example.org/a", "p. 4: a tenth", "matches table 2")
    assert standing(row).pile is Pile.VERIFIED


def test_mark_verified_without_proof_is_refused_with_an_example() -> None:
    with pytest.raises(RefusedVerdict) as refused:
        marked(status="verified")
    assert "no evidence" in str(refused.value)
    assert 'factcheck mark 16a verified --by ana --evidence "Delovaya nedelya"' in str(refused.value)


def test_mark_verified_takes_proof_that_stands_in_the_row() -> None:
    assert marked(replace(ROW, evidence="minutes, p. 3"), status="verified").status == "verified"
    assert marked(replace(ROW, note="heard it on the tape"), status="verified").status == "verified"
    with pytest.raises(RefusedVerdict):
        marked(replace(ROW, note="ok"), status="verified")


@pytest.mark.parametrize("word", ["verified", "wrong", "cut"])
def test_mark_without_a_reviewer_is_refused(word: str) -> None:
    with pytest.raises(RefusedVerdict, match="name of who"):
        marked(status=word, by=" ", evidence="x.pdf")


def test_mark_with_a_word_that_is_no_status_is_refused_with_a_suggestion() -> None:
    with pytest.raises(BadArgument, match="did you mean 'verified'"):
        marked(status="verfied", evidence="x.pdf")


def test_cited_document_as_evidence_settles_the_source_too() -> None:
    assert marked(status="verified", evidence="Delovaya Nedelya, 22 July, p. 3").source_status == "verified"
    assert marked(status="verified", evidence="ministry's yearbook").source_status == "unverified"
    by_flag = apply_mark(ROW, Mark(by="ana", status="ok", evidence="dn.pdf", cited_document=True), when=NOON)
    assert by_flag.source_status == "verified"
    not_it = Mark(by="ana", status="ok", evidence="http://news.example/delovaya-nedelya", cited_document=False)
    assert apply_mark(ROW, not_it, when=NOON).source_status == "unverified"
    said = marked(status="verified", evidence="Delovaya nedelya", source_status="cannot_verify")
    assert said.source_status == "cannot_verify"


def test_later_change_of_verdict_voids_the_second_reading() -> None:
    first = marked(status="verified", evidence="x.pdf")
    second = apply_mark(first, Mark(second_reader="ben"), when=NOON)
    assert (second.second_reader, second.second_at) == ("ben", "2025-03-01T12:00:00Z")
    assert standing(second).second_read
    assert marked(second, status="VERIFIED").second_reader == "ben"
    changed = marked(second, status="wrong")
    assert (changed.second_reader, changed.second_at) == ("", "")
    assert marked(second, source_status="wrong").second_reader == ""


def test_second_reader_is_another_person_and_comes_second() -> None:
    first = marked(status="verified", evidence="x.pdf")
    with pytest.raises(RefusedVerdict, match="another person"):
        apply_mark(first, Mark(second_reader="Ana "), when=NOON)
    with pytest.raises(RefusedVerdict, match="nobody has given a verdict"):
        apply_mark(ROW, Mark(second_reader="ben"), when=NOON)


def test_mark_clears_stale_and_keeps_other_flags() -> None:
    assert marked(replace(PROVEN, flags="stale date-conflict"), status="verified").flags == "date-conflict"


def test_mark_adds_its_note_below_the_one_that_stands() -> None:
    row = marked(replace(ROW, note="writer has the tape"), status="in_progress", note="asked 14:05")
    assert row.note == "writer has the tape\nasked 14:05"
    assert marked(row, status="in_progress", note="asked 14:05").note == row.note


def test_mark_without_a_verdict_leaves_reviewer_and_time() -> None:
    row = apply_mark(ROW, Mark(by="ana", waiting_on="writer, asked 14:05"), when=NOON)
    assert row == replace(ROW, waiting_on="writer, asked 14:05")


def test_time_is_written_in_utc() -> None:
    assert stamp(datetime(2025, 3, 1, 14, 0, 0, 999, tzinfo=timezone(timedelta(hours=2)))) == "2025-03-01T12:00:00Z"
    with pytest.raises(BadArgument):
        stamp(datetime(2025, 3, 1, 14, 0))  # noqa: DTZ001 - a time without a zone is what is refused


def test_source_status_not_applicable_where_nobody_is_named() -> None:
    assert default_source_status(replace(ROW, source="", cited=" ")) is SourceStatus.NOT_APPLICABLE
    assert default_source_status(ROW) is SourceStatus.UNVERIFIED


def test_tool_defaults_are_no_human_cells() -> None:
    assert not has_human(ROW)
    assert not has_verdict(replace(ROW, source_status="not_applicable"))
    assert has_verdict(replace(ROW, status="verfied"))
    assert has_human(replace(ROW, extra=(("desk", "foreign"),)))
    assert has_human(replace(ROW, waiting_on="writer"))


def test_verdict_typed_outside_gets_its_time_and_voids_the_second_reading() -> None:
    read_twice = apply_mark(PROVEN, Mark(second_reader="ben"), when=NOON)
    typed = replace(read_twice, status="Wrong", flags="stale")
    seen = settle_typed(read_twice, typed, when=NOON + timedelta(hours=1))
    assert (seen.reviewed_at, seen.second_at, seen.flags) == ("2025-03-01T13:00:00Z", "", "")
    assert (seen.status, seen.second_reader) == ("Wrong", "ben")
    assert settle_typed(read_twice, replace(read_twice, status="OK"), when=NOON) == replace(read_twice, status="OK")


def test_says_how_wants_more_than_a_verdict() -> None:
    assert says_how("https://example.org")
    assert not says_how("verified")
