from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.claims.claim import name_all
from factcheck.errors import BadArgument, UnknownArticle
from factcheck.journal import TOOL, base_of, commit
from factcheck.merge import Merge, likely_same_article, merge_parse, plain_words, rename_article
from factcheck.row import Row
from factcheck.table import ClaimsTable, open_table, read_claims
from factcheck.table.naming import id_words

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
DRAFT = (
    "The plant opened in 1998",
    "Output doubled to 40 tons a year",
    "Minister Aru Teal called the contract void",
    "Nobody was hurt in the fire",
)


def parsed(sentences: Sequence[str], article: str = "plant.txt", **cells: str) -> tuple[Row, ...]:
    """What a parse gives: one claim a sentence, the tool's columns filled."""
    rows = [
        Row(
            ref=f"s{number}a",
            claim=f"{words}.",
            verbatim=words,
            kind="fact",
            checkable="yes",
            article=article,
            sentence=str(number),
            paragraph="1",
            spans=f"{number * 100}..{number * 100 + len(words)}",
            **cells,  # type: ignore[arg-type]
        )
        for number, words in enumerate(sentences, 1)
    ]
    names = name_all([id_words(row) for row in rows])
    return tuple(replace(row, claim_id=name) for row, name in zip(rows, names, strict=True))


def merged(table: ClaimsTable, sentences: Sequence[str] | Sequence[Row], article: str = "plant.txt") -> Merge:
    fresh = [each for each in sentences if isinstance(each, Row)] or parsed([str(s) for s in sentences], article)
    return merge_parse(table.rows, base_of(table), fresh, article=article)


def reparse(table: ClaimsTable, sentences: Sequence[str] | Sequence[Row], article: str = "plant.txt") -> ClaimsTable:
    return commit(table, merged(table, sentences, article).rows, command="parse", who=TOOL, when=NOON)


def put(table: ClaimsTable, at: int, **cells: str) -> ClaimsTable:
    rows = [replace(row, **cells) if n == at else row for n, row in enumerate(table.rows)]  # type: ignore[arg-type]
    return table.replace_rows(rows).save()


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return reparse(open_table(tmp_path / "claims.csv"), DRAFT)


def words(table: ClaimsTable | Merge) -> list[str]:
    return [row.claim.rstrip(".") for row in table.rows]


def told(merge: Merge) -> list[tuple[str, str]]:
    return [(str(note.kind), note.claim_id) for note in merge.notes]


VERDICT = {"status": "verified", "reviewer": "ana", "evidence": "plant register, p. 4"}


def test_new_rows_say_that_nobody_has_looked(table: ClaimsTable) -> None:
    assert {(row.status, row.source_status) for row in table.rows} == {("unverified", "not_applicable")}
    sourced = merge_parse((), {}, parsed(DRAFT, source="Aru Teal"), article="plant.txt")
    assert sourced.rows[0].source_status == "unverified"


def test_same_parse_again_changes_nothing_to_the_byte(table: ClaimsTable) -> None:
    table = reparse(put(table, 1, **VERDICT), DRAFT)
    before = table.path.read_bytes(), table.path.with_name("claims.journal.jsonl").read_bytes()
    again = merged(read_claims(table.path), DRAFT)
    assert again.rows == table.rows
    assert again.notes == ()
    reparse(read_claims(table.path), DRAFT)
    assert (table.path.read_bytes(), table.path.with_name("claims.journal.jsonl").read_bytes()) == before


def test_reworded_claim_keeps_id_and_verdict_and_is_stale(table: ClaimsTable) -> None:
    table = put(table, 1, **VERDICT)
    draft = (*DRAFT[:1], "Output doubled to 45 tons a year", *DRAFT[2:])
    merge = merged(table, draft)
    row = merge.rows[1]
    assert (row.claim_id, row.status, row.evidence) == (table.rows[1].claim_id, "verified", VERDICT["evidence"])
    assert (row.flags, row.claim, row.verbatim) == ("stale", "Output doubled to 45 tons a year.", draft[1])
    note = merge.notes[0]
    assert (note.kind, note.before, note.after) == ("stale", DRAFT[1], draft[1])
    table = commit(table, merge.rows, command="parse", who=TOOL, when=NOON)
    assert merged(table, draft).rows == table.rows


def test_reworded_claim_without_a_verdict_is_refreshed_only(table: ClaimsTable) -> None:
    merge = merged(table, (*DRAFT[:1], "Output doubled to 45 tons a year", *DRAFT[2:]))
    assert (merge.rows[1].claim_id, merge.rows[1].flags, merge.notes) == (table.rows[1].claim_id, "", ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no" - twice', "He said “no” — twice"),
        ("a well-known, if late, rise", "A well known if late rise"),
        ("1,000 tons", "1000 tons"),
        ("it ended.", "it ended"),
    ],
)
def test_typography_is_no_change_of_words(one: str, other: str, tmp_path: Path) -> None:
    table = reparse(open_table(tmp_path / "claims.csv"), [one])
    row = merged(put(table, 0, **VERDICT), [other]).rows[0]
    assert (row.claim_id, row.flags, row.verbatim) == (table.rows[0].claim_id, "", other)


@pytest.mark.parametrize(
    ("one", "other"), [("1.5 tons", "15 tons"), ("$5", "€5"), ("it fell -5", "it fell 5"), ("2,5", "25")]
)
def test_figures_are_words(one: str, other: str, tmp_path: Path) -> None:
    assert plain_words(one) != plain_words(other)
    table = reparse(open_table(tmp_path / "claims.csv"), [f"It came to {one} then"])
    row = merged(put(table, 0, **VERDICT), [f"It came to {other} then"]).rows[0]
    assert (row.claim_id, row.flags) == (table.rows[0].claim_id, "stale")


def test_claim_that_takes_another_name_from_its_neighbours_is_stale(table: ClaimsTable) -> None:
    fresh = parsed((*DRAFT, "He will appeal"))
    he = replace(fresh[4], claim="[Teal] will appeal.", source="Aru Teal")
    table = put(reparse(table, (*fresh[:4], he)), 4, **VERDICT)
    better = replace(he, claim="[Aru Teal] will appeal.")
    assert merged(table, (*fresh[:4], better)).rows[4].flags == ""
    changed = parsed((*DRAFT[:2], "Owner Bo Finch called the contract void", DRAFT[3], "He will appeal"))
    other = replace(changed[4], claim="[Finch] will appeal.", source="Bo Finch")
    merge = merged(table, (*changed[:4], other))
    assert (merge.rows[4].flags, merge.rows[4].status) == ("stale", "verified")


def test_vanished_claim_leaves_or_stays_flagged_and_comes_back(table: ClaimsTable) -> None:
    table = put(table, 3, note="ask the brigade")
    merge = merged(table, DRAFT[1:3])
    assert words(merge) == [*DRAFT[1:3], DRAFT[3]]
    gone = merge.rows[2]
    assert (gone.flags, gone.note, gone.ref, gone.spans) == ("gone", "ask the brigade", "", "")
    assert told(merge) == [("left", table.rows[0].claim_id), ("gone", gone.claim_id)]
    without = commit(table, merge.rows, command="parse", who=TOOL, when=NOON)
    assert merged(without, DRAFT[1:3]).rows == without.rows
    back = reparse(without, DRAFT)
    assert words(back) == list(DRAFT)
    assert [row.claim_id for row in back.rows] == [row.claim_id for row in table.rows]
    assert back.rows[3] == table.rows[3]


def test_corrected_cell_is_the_person_s_and_the_rest_is_refreshed(table: ClaimsTable) -> None:
    table = put(table, 1, claim="Output doubled, to 40 tons, in 2004.", event_date="2004")
    fresh = [replace(row, kind="statement", claim=row.claim + " ") for row in parsed(DRAFT)]
    merge = merged(table, fresh)
    assert (merge.rows[1].claim, merge.rows[1].event_date) == ("Output doubled, to 40 tons, in 2004.", "2004")
    assert [row.kind for row in merge.rows] == ["statement"] * 4
    assert [(note.kind, note.after) for note in merge.notes] == [("kept", f"{DRAFT[1]}. ")]
    assert merged(table, DRAFT).notes == ()


def test_corrected_row_whose_claim_vanished_stays(table: ClaimsTable) -> None:
    merge = merged(put(table, 0, claim="The plant opened in May 1998."), DRAFT[1:])
    assert [row.flags for row in merge.rows] == ["gone", "", "", ""]


def test_without_a_journal_every_difference_is_kept_and_reported(table: ClaimsTable) -> None:
    table.path.with_name("claims.journal.jsonl").unlink()
    table = put(table, 1, claim="Output rose.")
    merge = merged(table, DRAFT)
    assert merge.rows == table.rows
    assert [(note.kind, note.before) for note in merge.notes] == [("kept", "Output rose.")]


def test_row_that_a_person_deleted_stays_deleted_and_is_listed(table: ClaimsTable) -> None:
    lost = table.rows[2].claim_id
    table = table.replace_rows([row for row in table.rows if row.claim_id != lost]).save()
    merge = merged(table, DRAFT)
    assert merge.rows == table.rows
    assert told(merge) == [("deleted", lost)]
    table = put(table, 0, note="x")
    table = commit(table, [replace(row, note="y") for row in table.rows], command="mark", who="ana", when=NOON)
    assert told(merged(table, DRAFT)) == [("deleted", lost)]


def test_article_whose_rows_were_all_deleted_is_parsed_anew(table: ClaimsTable) -> None:
    table = table.replace_rows(()).save()
    assert words(merged(table, DRAFT)) == list(DRAFT)


def test_row_that_a_person_added_gets_an_id_and_stays_where_it_is(table: ClaimsTable) -> None:
    mine = Row(claim="The fire began at noon.", article="plant.txt")
    odd = Row(claim_id="new 1", claim="It was a Monday.", note="?")
    table = table.replace_rows([*table.rows[:1], mine, odd, *table.rows[1:]]).save()
    merge = merged(table, DRAFT)
    assert [row.claim for row in merge.rows[1:3]] == [mine.claim, odd.claim]
    assert all(row.claim_id.startswith("c-") for row in merge.rows)
    assert [str(note.kind) for note in merge.notes] == ["named", "named"]
    table = commit(table, merge.rows, command="parse", who=TOOL, when=NOON)
    assert merged(table, DRAFT[:1]).rows[1:3] == merge.rows[1:3]


def test_row_that_a_person_copied_to_split_a_claim_stays_beside_it(table: ClaimsTable) -> None:
    copy = replace(table.rows[1], claim_id="", claim="Output was 20 tons before.", note="split")
    table = table.replace_rows([*table.rows[:2], copy, *table.rows[2:]]).save()
    merge = merged(table, ("A new first sentence here", *DRAFT))
    assert words(merge)[1:4] == [DRAFT[0], DRAFT[1], "Output was 20 tons before"]
    assert merge.rows[2].claim_id == table.rows[1].claim_id
    assert merge.rows[3].spans == merge.rows[2].spans


def test_mangled_id_is_given_back(table: ClaimsTable) -> None:
    ids = [row.claim_id for row in table.rows]
    merge = merged(put(table, 1, claim_id="1.2E+19", note="mine"), DRAFT)
    assert [row.claim_id for row in merge.rows] == ids
    assert merge.rows[1].note == "mine"


def test_new_claim_takes_no_id_that_any_row_has(table: ClaimsTable) -> None:
    other = reparse(table, DRAFT[:1], article="other.txt")
    assert len({row.claim_id for row in other.rows}) == 5
    assert other.rows[:4] == table.rows


def test_other_articles_are_not_touched(table: ClaimsTable) -> None:
    both = reparse(table, ("Snow fell", "Roads closed"), article="snow.txt")
    changed = merged(both, DRAFT[:2])
    assert changed.rows[-2:] == both.rows[-2:]
    assert words(changed) == [*DRAFT[:2], "Snow fell", "Roads closed"]


def test_new_sentences_stand_where_the_text_has_them(table: ClaimsTable) -> None:
    both = reparse(table, ("Snow fell",), article="snow.txt")
    draft = ("A lead was added", *DRAFT[:2], "And a middle one", *DRAFT[2:], "Then an ending")
    assert words(merged(both, draft)) == [*draft, "Snow fell"]


def test_sentences_that_moved_keep_their_ids_and_follow_the_text(table: ClaimsTable) -> None:
    merge = merged(table, (DRAFT[3], *DRAFT[:3]))
    assert words(merge) == [DRAFT[3], *DRAFT[:3]]
    assert {row.claim: row.claim_id for row in merge.rows} == {row.claim: row.claim_id for row in table.rows}
    assert [row.ref for row in merge.rows] == ["s1a", "s2a", "s3a", "s4a"]


def test_table_that_a_person_sorted_stays_sorted(table: ClaimsTable) -> None:
    table = table.replace_rows(sorted(table.rows, key=lambda row: row.claim)).save()
    assert merged(table, DRAFT).rows == table.rows
    merge = merged(table, (*DRAFT[:1], "Beer was served", *DRAFT[1:]))
    assert words(merge) == [DRAFT[2], DRAFT[3], DRAFT[1], DRAFT[0], "Beer was served"]
    again = commit(table, merge.rows, command="parse", who=TOOL, when=NOON)
    assert merged(again, (*DRAFT[:1], "Beer was served", *DRAFT[1:])).rows == again.rows


def test_same_words_twice_are_two_claims_and_the_marked_one_stays(tmp_path: Path) -> None:
    table = reparse(open_table(tmp_path / "claims.csv"), ("It rained", "Roads closed", "It rained"))
    assert len({row.claim_id for row in table.rows}) == 3
    table = put(table, 2, **VERDICT)
    merge = merged(table, ("It rained", "Roads closed"))
    assert [(row.claim_id, row.status) for row in merge.rows] == [
        (table.rows[2].claim_id, "verified"),
        (table.rows[1].claim_id, "unverified"),
    ]


def test_second_reading_is_voided_by_a_change_of_words_and_the_name_stays(table: ClaimsTable) -> None:
    table = put(table, 1, **VERDICT, second_reader="ben", second_at="2025-03-01T12:00:00Z")
    row = merged(table, (*DRAFT[:1], "Output doubled to 45 tons a year", *DRAFT[2:])).rows[1]
    assert (row.second_reader, row.second_at) == ("ben", "")


def test_verdict_on_a_person_s_deleted_note_is_not_stale_again(table: ClaimsTable) -> None:
    table = put(table, 1, **VERDICT)
    draft = (*DRAFT[:1], "Output doubled to 45 tons a year", *DRAFT[2:])
    table = put(reparse(table, draft), 1, flags="")  # the person looked, and took the flag off in the spreadsheet
    assert merged(table, draft).rows[1].flags == ""


def test_flags_of_checks_are_refreshed_and_stale_stays(table: ClaimsTable) -> None:
    table = put(table, 0, **VERDICT, flags="stale old-check")
    fresh = [replace(row, flags="date-conflict") for row in parsed(DRAFT)]
    assert merged(table, fresh).rows[0].flags == "stale date-conflict"


def test_file_under_another_name_is_recognised() -> None:
    rows = parsed(DRAFT)
    fresh = parsed((*DRAFT[:3], "A new one"), "plant-v2.txt")
    assert likely_same_article(rows, fresh, "plant-v2.txt") == "plant.txt"
    assert likely_same_article(rows, fresh, "plant.txt") is None
    assert likely_same_article(rows, parsed(("Snow fell", "Roads closed"), "b.txt"), "b.txt") is None
    assert likely_same_article((), fresh, "b.txt") is None


def test_article_is_renamed() -> None:
    rows = (*parsed(DRAFT), Row(claim_id="c-x", article="snow.txt"))
    assert {row.article for row in rename_article(rows, "plant.txt", "plant-v2.txt")} == {"plant-v2.txt", "snow.txt"}
    with pytest.raises(UnknownArticle, match=r"It holds: plant\.txt, snow\.txt"):
        rename_article(rows, "plant", "plant-v2.txt")
    with pytest.raises(BadArgument, match="holds this article already"):
        rename_article(rows, "plant.txt", "snow.txt")


def test_only_the_tool_s_columns_are_ever_refreshed(table: ClaimsTable) -> None:
    """A fresh row that (wrongly) came with human cells filled in gives none of them to a row that stands."""
    fresh = [replace(row, note="x", reviewer="x", status="verified", evidence="x") for row in parsed(DRAFT)]
    assert merged(table, fresh).rows == table.rows


def test_table_that_came_without_its_journal_is_merged_from_its_second_command_on(table: ClaimsTable) -> None:
    table.path.with_name("claims.journal.jsonl").unlink()
    mine = Row(claim="The fire began at noon.", article="plant.txt")
    table = table.replace_rows([*table.rows, mine]).save()
    table = commit(
        table, [replace(row, note=row.note or "") for row in table.rows], command="parse", who=TOOL, when=NOON
    )
    assert "claim" not in base_of(table)[table.rows[0].claim_id]
    merge = merged(put(table, 1, **VERDICT), ("The plant opened in 1999", *DRAFT[1:3]))
    assert [row.verbatim for row in merge.rows] == ["The plant opened in 1999", *DRAFT[1:3], ""]
    assert merge.rows[-1].claim == mine.claim
    assert [(note.kind, note.before) for note in merge.notes] == [("kept", f"{DRAFT[0]}."), ("left", "")]
