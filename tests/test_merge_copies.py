"""Two reviewers' copies of one table joined: by cell, with what both came from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.errors import BadArgument
from factcheck.journal import TOOL, base_of, commit
from factcheck.merge import Choices, Copy, Merged, Side, copy_of, find_ancestor, merge_copies, merge_parse, tool_step
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims, row_cells

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
ONE = datetime(2025, 3, 1, 13, 0, tzinfo=UTC)
IDS = ("c-bbbbbbbb", "c-cccccccc", "c-dddddddd")
BASE = tuple(
    Row(
        claim_id=claim_id,
        ref=f"s{number}a",
        status="unverified",
        source_status="unverified",
        claim=words,
        verbatim=words,
        kind="fact",
        article="plant.txt",
        sentence=str(number),
        spans=f"{number}..{number + 9}",
    )
    for number, claim_id, words in zip(
        (1, 2, 3), IDS, ("The plant opened", "Output doubled", "Nobody was hurt"), strict=True
    )
)
ANA = {"status": "verified", "reviewer": "ana", "reviewed_at": "2025-03-01T12:00:00Z", "evidence": "register, p. 4"}
BEN = {"status": "wrong", "reviewer": "ben", "reviewed_at": "2025-03-01T13:00:00Z", "evidence": "Toma Post"}


def cells(rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    return {row.claim_id: row_cells(row) for row in rows}


def put(rows: Sequence[Row], at: int, **changed: str) -> tuple[Row, ...]:
    return tuple(replace(row, **changed) if n == at else row for n, row in enumerate(rows))  # type: ignore[arg-type]


def own(rows: Sequence[Row], column: str, *words: str) -> tuple[Row, ...]:
    return tuple(replace(row, extra=((column, word),)) for row, word in zip(rows, words, strict=True))


def side(rows: Sequence[Row], name: str) -> Copy:
    columns = (*NAMES, *dict.fromkeys(column for row in rows for column, _ in row.extra))
    return Copy(name=name, rows=tuple(rows), columns=columns)


def merged(
    a: Sequence[Row], b: Sequence[Row], base: Sequence[Row] | None = BASE, *, prefer: Side | None = None, **chosen: Side
) -> Merged:
    """`chosen` are words of conflicts about the first claim."""
    choices = Choices(by_conflict={(IDS[0], about): side for about, side in chosen.items()}, prefer=prefer)
    return merge_copies(side(a, "ana.csv"), side(b, "ben.csv"), None if base is None else cells(base), choices)


def about(merge: Merged) -> list[tuple[str, str]]:
    return [(conflict.claim_id, conflict.about) for conflict in merge.conflicts]


def told(merge: Merged) -> list[str]:
    return [str(note.kind) for note in merge.notes]


def test_what_one_changed_is_taken_and_what_both_changed_alike_too() -> None:
    a = put(put(BASE, 0, **ANA), 2, waiting_on="writer")
    b = put(put(BASE, 1, **BEN), 2, waiting_on="writer")
    merge = merged(a, b)
    assert merge.rows == put(put(put(BASE, 0, **ANA), 1, **BEN), 2, waiting_on="writer")
    assert (merge.conflicts, merge.notes) == ((), ())


def test_cell_that_both_changed_differently_is_a_conflict_until_it_is_chosen() -> None:
    a, b = put(BASE, 0, waiting_on="writer"), put(BASE, 0, waiting_on="ministry")
    merge = merged(a, b)
    assert about(merge) == [(IDS[0], "waiting_on")]
    assert (merge.open, merge.conflicts[0].a.cells) == (merge.conflicts, (("waiting_on", "writer"),))
    for chosen, rows in ((Side.A, a), (Side.B, b)):
        assert merged(a, b, waiting_on=chosen).rows == rows
        assert merged(a, b, waiting_on=chosen).open == ()
        assert merged(a, b, prefer=chosen).rows == rows


def test_choice_without_a_conflict_is_refused_naming_those_there_are() -> None:
    a, b = put(BASE, 0, waiting_on="writer"), put(BASE, 0, waiting_on="ministry")
    with pytest.raises(BadArgument, match="There is one about waiting_on"):
        merged(a, b, note=Side.A)


def test_two_verdicts_are_one_conflict_and_no_verdict_stands_on_the_other_s_evidence() -> None:
    a, b = put(BASE, 0, **ANA, evidence_quote="opened in May"), put(BASE, 0, **BEN)
    merge = merged(a, b)
    assert about(merge) == [(IDS[0], "verdict")]
    conflict = merge.conflicts[0]
    assert (conflict.a.who, conflict.a.when) == ("ana", ANA["reviewed_at"])
    assert (conflict.b.who, dict(conflict.b.cells)["evidence"]) == ("ben", "Toma Post")
    assert merged(a, b, verdict=Side.A).rows[0] == a[0]
    assert merged(a, b, verdict=Side.B).rows[0] == b[0]


def test_same_verdict_by_two_people_is_a_conflict_about_whose_it_is() -> None:
    assert about(merged(put(BASE, 0, **ANA), put(BASE, 0, **ANA | {"reviewer": "ben"}))) == [(IDS[0], "verdict")]


def test_same_verdict_in_other_letters_is_no_conflict() -> None:
    merge = merged(put(BASE, 0, **ANA), put(BASE, 0, **ANA | {"status": "OK", "reviewed_at": "2025-03-01T14:00:00Z"}))
    assert merge.conflicts == ()
    assert merge.rows[0].reviewed_at == ANA["reviewed_at"]


def test_evidence_typed_under_no_verdict_is_not_put_under_another_s_verdict_without_asking() -> None:
    a, b = put(BASE, 0, **ANA), put(BASE, 0, evidence="Toma Post")
    assert about(merged(a, b)) == [(IDS[0], "evidence")]
    assert merged(a, b, evidence=Side.A).rows == a
    chosen = merged(a, b, evidence=Side.B).rows[0]
    assert (chosen.reviewer, chosen.evidence) == ("ana", "Toma Post")


def test_second_reading_of_the_verdict_before_keeps_its_name_and_loses_its_time() -> None:
    base = put(BASE, 0, **ANA)
    a = put(base, 0, status="disputed", reviewed_at="2025-03-02T12:00:00Z")
    b = put(base, 0, second_reader="cy", second_at="2025-03-01T15:00:00Z")
    merge = merged(a, b, base)
    row = merge.rows[0]
    assert (row.status, row.second_reader, row.second_at) == ("disputed", "cy", "")
    assert (about(merge), told(merge)) == ([], ["voided"])
    read = merged(base, b, base).rows[0]
    assert (read.second_reader, read.second_at) == ("cy", "2025-03-01T15:00:00Z")


@pytest.mark.parametrize(
    ("was", "a", "b", "note"),
    [
        ("", "asked the mill", "called Teal", "asked the mill\ncalled Teal"),
        ("old", "old\nasked the mill", "old\ncalled Teal", "old\nasked the mill\ncalled Teal"),
        ("old", "old\nasked", "old\nasked\ncalled", "old\nasked\ncalled"),
    ],
)
def test_note_that_both_added_to_keeps_both(was: str, a: str, b: str, note: str) -> None:
    base = put(BASE, 0, note=was)
    for one, other in ((a, b), (b, a)):
        merge = merged(put(base, 0, note=one), put(base, 0, note=other), base)
        assert (merge.rows[0].note, about(merge)) == (note, [])


def test_note_that_one_rewrote_is_a_conflict() -> None:
    base = put(BASE, 0, note="asked the mill")
    a, b = put(base, 0, note="asked the mill\nno answer"), put(base, 0, note="asked nobody")
    assert about(merged(a, b, base)) == [(IDS[0], "note")]


def test_disposition_of_one_wording_never_lands_on_another_one() -> None:
    base = put(BASE, 0, suggested="The plant opened in May")
    a, b = put(base, 0, disposition="accepted"), put(base, 0, suggested="The plant opened late")
    assert about(merged(a, b, base)) == [(IDS[0], "suggested")]


def test_rows_added_on_either_side_stand_behind_what_they_stood_behind() -> None:
    mine, theirs = Row(claim_id="c-mmmmmmmm", claim="Mine"), Row(claim_id="c-nnnnnnnn", claim="Theirs")
    merge = merged((BASE[0], mine, *BASE[1:]), (BASE[0], theirs, *BASE[1:]))
    assert merge.rows == (BASE[0], mine, theirs, *BASE[1:])
    assert told(merge) == ["added", "added"]
    assert merged(BASE, (theirs, *BASE)).rows == (theirs, *BASE)


def test_rows_that_only_one_sorted_stand_as_sorted() -> None:
    assert merged(BASE, BASE[::-1]).rows == BASE[::-1]
    assert merged(BASE[::-1], BASE).rows == BASE[::-1]


def test_row_deleted_on_one_side_stays_deleted_and_is_listed() -> None:
    for a, b in ((BASE[1:], BASE), (BASE, BASE[1:])):
        merge = merged(a, b)
        assert merge.rows == BASE[1:]
        assert [(str(note.kind), note.claim_id) for note in merge.notes] == [("deleted", IDS[0])]


def test_row_deleted_on_one_side_and_worked_on_in_the_other_is_kept_as_a_conflict() -> None:
    b = put(BASE, 0, **BEN)
    merge = merged(BASE[1:], b)
    assert (merge.rows, about(merge)) == (b, [(IDS[0], "row")])
    assert dict(merge.conflicts[0].b.cells)["reviewer"] == "ben"
    assert merged(BASE[1:], b, row=Side.A).rows == BASE[1:]
    assert merged(BASE[1:], b, row=Side.B).rows == b


def test_columns_of_one_s_own_are_kept_from_both() -> None:
    a, b = own(BASE, "desk", "x", "", ""), own(BASE, "Мой", "", "y", "")
    merge = merged(a, b)
    assert [row.extra for row in merge.rows[:2]] == [(("desk", "x"), ("Мой", "")), (("desk", ""), ("Мой", "y"))]
    merge = merged(a, BASE, a)
    assert (merge.rows, told(merge)) == (a, ["column"])
    assert about(merged(a, own(BASE, "desk", "z", "", ""), own(BASE, "desk", "", "", ""))) == [(IDS[0], "desk")]


def test_without_a_base_a_filled_cell_is_taken_and_two_are_a_conflict() -> None:
    a, b = put(BASE, 0, **ANA), put(put(BASE, 1, waiting_on="writer"), 2, note="x")
    merge = merged(a, b, None)
    assert merge.rows == put(put(put(BASE, 0, **ANA), 1, waiting_on="writer"), 2, note="x")
    assert (about(merge), set(told(merge))) == ([], {"filled"})
    assert about(merged(a, put(BASE, 0, **BEN), None)) == [(IDS[0], "verdict")]
    assert about(merged(put(BASE, 0, note="x"), put(BASE, 0, note="y"), None)) == [(IDS[0], "note")]


def test_without_a_base_a_row_that_one_side_lacks_stays_and_that_is_said() -> None:
    merge = merged(BASE[1:], BASE, None)
    assert ({row.claim_id for row in merge.rows}, told(merge)) == (set(IDS), ["alone"])


def test_verdict_on_words_that_the_other_side_corrected_is_stale() -> None:
    base = put(BASE, 0, second_reader="cy")
    a, b = put(base, 0, claim="The plant opened in May"), put(base, 0, **BEN, second_at=ANA["reviewed_at"])
    merge = merged(a, b, base)
    row = merge.rows[0]
    assert (row.claim, row.status, row.flags, row.second_at) == ("The plant opened in May", "wrong", "stale", "")
    assert [(note.before, note.after) for note in merge.notes] == [("The plant opened", "The plant opened in May")]
    corrected = put(base, 0, claim="The plant opened in May", **ANA)
    assert merged(corrected, base, base).rows == corrected


def test_stale_goes_where_the_verdict_was_given_again() -> None:
    base = put(BASE, 0, **ANA, flags="stale date-conflict")
    again = put(base, 0, **BEN, flags="date-conflict")
    assert merged(again, base, base).rows == again
    assert merged(base, again, base).rows == again


# Two copies on disk, each with its journal.


def parsed(sentences: Sequence[str]) -> tuple[Row, ...]:
    rows = [
        Row(
            ref=f"s{n}a",
            claim=words,
            verbatim=words,
            kind="fact",
            article="plant.txt",
            sentence=str(n),
            spans=f"{n}..{n + 1}",
        )
        for n, words in enumerate(sentences, 1)
    ]
    return tuple(replace(row, claim_id=f"c-{letter * 8}") for row, letter in zip(rows, "bcdfghjk", strict=False))


def parse(table: ClaimsTable, sentences: Sequence[str], when: datetime = NOON) -> ClaimsTable:
    merge = merge_parse(table.rows, base_of(table), parsed(sentences), article="plant.txt")
    return commit(table, merge.rows, command="parse", who=TOOL, when=when, why="plant.txt")


DRAFT = ("The plant opened in 1998", "Output doubled to 40 tons a year", "Nobody was hurt in the fire")


@pytest.fixture
def a(tmp_path: Path) -> ClaimsTable:
    return parse(open_table(tmp_path / "claims.csv"), DRAFT)


def copied(table: ClaimsTable, *, journal: bool = True) -> ClaimsTable:
    """The other reviewer's copy, in a folder of its own."""
    folder = table.path.parent / "ben"
    folder.mkdir()
    (folder / "claims.csv").write_bytes(table.path.read_bytes())
    if journal:
        name = "claims.journal.jsonl"
        (folder / name).write_bytes(table.path.with_name(name).read_bytes())
    return read_claims(folder / "claims.csv")


def mark(table: ClaimsTable, at: int, who: str, **changed: str) -> ClaimsTable:
    return commit(table, put(table.rows, at, **changed), command="mark", who=who, when=NOON)


def joined(a: ClaimsTable, b: ClaimsTable, prefer: Side | None = None) -> Merged:
    base = find_ancestor(a, b)
    cells = base.cells if base else None
    one, other = (copy_of(table, name=table.path.parent.name, when=ONE, base=cells) for table in (a, b))
    return merge_copies(one, other, cells, Choices(prefer=prefer))


def test_both_journals_tell_the_last_state_they_share(a: ClaimsTable) -> None:
    a = mark(a, 0, "ana", **ANA)
    b = mark(copied(a), 1, "ben", **BEN)
    a = mark(a, 2, "ana", **ANA)
    base = find_ancestor(a, b)
    assert base is not None
    assert base.cells[a.rows[0].claim_id]["reviewer"] == "ana"
    assert "reviewer" not in base.cells[a.rows[2].claim_id]
    assert base == find_ancestor(b, a)
    assert [row.reviewer for row in joined(a, b).rows] == ["ana", "ben", "ana"]


def test_one_journal_tells_the_state_the_other_copy_came_from(a: ClaimsTable) -> None:
    b = copied(a, journal=False)
    a = mark(mark(a, 0, "ana", **ANA), 2, "ana", waiting_on="writer")
    b = b.replace_rows(put(b.rows, 1, **BEN)).save()
    assert not joined(a, b).conflicts
    assert [row.reviewer for row in joined(a, b).rows] == ["ana", "ben", ""]
    a = mark(a, 1, "ana", **ANA)
    assert [conflict.about for conflict in joined(a, b).conflicts] == ["verdict"]


def test_no_journal_tells_nothing(a: ClaimsTable) -> None:
    b = copied(a, journal=False)
    a.path.with_name("claims.journal.jsonl").unlink()
    assert find_ancestor(a, b) is None


def test_conflict_says_who_and_when_by_the_journal(a: ClaimsTable) -> None:
    b = copied(a)
    a = mark(a, 0, "ana", waiting_on="writer")
    b = b.replace_rows(put(b.rows, 0, waiting_on="ministry")).save()
    (conflict,) = joined(a, b).conflicts
    assert (conflict.a.who, conflict.a.when) == ("ana", "2025-03-01T12:00:00Z")
    assert (conflict.b.who, conflict.b.when) == ("outside", "")


def test_verdict_typed_in_the_other_s_spreadsheet_gets_the_time_it_was_first_seen(a: ClaimsTable) -> None:
    b = copied(a)
    b = b.replace_rows(put(b.rows, 0, status="wrong", reviewer="ben")).save()
    assert joined(a, b).rows[0].reviewed_at == "2025-03-01T13:00:00Z"


NEW = ("The plant opened in 1998", "Output doubled to 45 tons a year", "Beer was served at noon")


def test_new_draft_in_one_copy_meets_verdicts_of_the_other(a: ClaimsTable) -> None:
    a = mark(a, 2, "ana", note="call the brigade")
    b = parse(copied(a), NEW, ONE)
    a = mark(mark(a, 1, "ana", **ANA), 0, "ana", claim="The plant opened in May 1998")
    merge = joined(a, b)
    assert merge.conflicts == ()
    rows = {row.verbatim: row for row in merge.rows}
    assert [row.verbatim for row in merge.rows] == [*NEW, DRAFT[2]]
    assert rows[NEW[0]].claim == "The plant opened in May 1998"
    assert (rows[NEW[1]].reviewer, rows[NEW[1]].flags) == ("ana", "stale")
    assert (rows[DRAFT[2]].flags, rows[DRAFT[2]].spans, rows[DRAFT[2]].note) == ("gone", "", "call the brigade")


def test_claim_that_a_parse_took_out_stays_flagged_where_the_other_worked_on_it(a: ClaimsTable) -> None:
    b = parse(copied(a), DRAFT[:2])
    marked = joined(mark(a, 2, "ana", **ANA), b)
    assert (marked.rows[2].flags, marked.rows[2].reviewer, marked.conflicts) == ("gone", "ana", ())
    assert told(marked) == ["gone"]


def test_claim_that_a_parse_took_out_leaves_where_nobody_worked_on_it(a: ClaimsTable) -> None:
    merge = joined(a, parse(copied(a), DRAFT[:2]))
    assert ([row.verbatim for row in merge.rows], told(merge)) == (list(DRAFT[:2]), ["left"])


def test_of_two_new_parses_the_later_one_s_words_are_taken(a: ClaimsTable) -> None:
    b = parse(copied(a), NEW[:2], ONE)
    a = parse(a, (DRAFT[0], "Output doubled to 50 tons a year", DRAFT[2]))
    for one, other in ((a, b), (b, a)):
        merge = joined(one, other)
        assert merge.rows[1].claim == NEW[1]
        assert "reparsed" in told(merge)
        assert merge.conflicts == ()


def test_parse_after_a_merge_takes_what_the_other_s_tool_wrote_for_the_tool_s(a: ClaimsTable) -> None:
    b = parse(copied(a), NEW, ONE)
    b = b.replace_rows([row for row in b.rows if row.verbatim != NEW[2]]).save()
    a = mark(a, 1, "ana", **ANA)
    merge = joined(a, b)
    one, other = (copy_of(table, name="", when=ONE) for table in (a, b))
    step = tool_step(a.rows, merge.rows, one, other)
    written = commit(a, step, command="merge", who=TOOL, when=ONE)
    assert NEW[2] in [row.verbatim for row in written.rows]
    written = commit(written, merge.rows, command="merge", who="ana", when=ONE)
    assert written.rows == merge.rows
    again = merge_parse(written.rows, base_of(written), parsed(NEW), article="plant.txt")
    assert (again.rows, told_of_parse(again.notes)) == (merge.rows, ["deleted"])
    better = merge_parse(
        written.rows, base_of(written), parsed(("The plant closed in 1998", *NEW[1:])), article="plant.txt"
    )
    assert better.rows[0].claim == "The plant closed in 1998"


def told_of_parse(notes: Sequence[object]) -> list[str]:
    return [str(note.kind) for note in notes]  # type: ignore[attr-defined]
