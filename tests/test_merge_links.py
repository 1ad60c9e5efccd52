"""Claims that a new draft split, joined, re-worded or moved: what was said of them stays in sight."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.claims.article import parse as parse_article
from factcheck.claims.claim import name_all
from factcheck.claims.rows import rows_of
from factcheck.journal import TOOL, base_of, commit, read_journal
from factcheck.merge import Merge, Rewording, merge_parse, rewordings
from factcheck.row import Row
from factcheck.table import ClaimsTable, open_table
from factcheck.table.naming import id_words
from factcheck.verdicts import Mark, apply_mark, flags_of

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
VERDICT = {"status": "verified", "reviewer": "ana", "evidence": "gazette, p. 4"}
WHOLE = "Latvia and Estonia signed the funding agreement in 2021"
PIECES = ("Latvia [...] signed the funding agreement in 2021", "Estonia signed the funding agreement in 2021")
LEAD, END = "The terminal opened late", "Nobody was hurt in the fire"


def rows(*sentences: Sequence[str] | str) -> tuple[Row, ...]:
    """A sentence gives one claim, or several."""
    made = [
        Row(
            ref=f"s{number}{letter}",
            sentence=str(number),
            claim=f"{words}.",
            verbatim=words,
            article="a.txt",
            spans="1..2",
        )
        for number, claims in enumerate(sentences, 1)
        for letter, words in zip("abc", [claims] if isinstance(claims, str) else claims, strict=False)
    ]
    names = name_all([id_words(row) for row in made])
    return tuple(replace(row, claim_id=name) for row, name in zip(made, names, strict=True))


def merged(table: ClaimsTable, fresh: tuple[Row, ...]) -> Merge:
    return merge_parse(table.rows, base_of(table), fresh, article="a.txt")


def write(table: ClaimsTable, fresh: tuple[Row, ...]) -> ClaimsTable:
    return commit(table, merged(table, fresh).rows, command="parse", who=TOOL, when=NOON, why="a.txt")


def put(table: ClaimsTable, at: int, **cells: str) -> ClaimsTable:
    return table.replace_rows([replace(r, **cells) if n == at else r for n, r in enumerate(table.rows)]).save()  # type: ignore[arg-type]


@pytest.fixture
def empty(tmp_path: Path) -> ClaimsTable:
    return open_table(tmp_path / "claims.csv")


def told(merge: Merge) -> list[tuple[str, str]]:
    return [(str(note.kind), note.claim_id) for note in merge.notes if note.kind == "linked"]


def test_split_claim_is_stale_and_its_sibling_names_it(empty: ClaimsTable) -> None:
    table = put(write(empty, rows(LEAD, WHOLE, END)), 1, **VERDICT)
    whole = table.rows[1].claim_id
    merge = merged(table, rows(LEAD, PIECES, END))
    kept = next(row for row in merge.rows if row.claim_id == whole)
    sibling = next(row for row in merge.rows[1:3] if row is not kept)
    assert (kept.status, kept.flags, kept.evidence) == ("verified", "stale", VERDICT["evidence"])
    assert (sibling.status, sibling.reviewer, sibling.flags) == ("unverified", "", f"from-{whole}")
    assert told(merge) == [("linked", sibling.claim_id)]
    table = commit(table, merge.rows, command="parse", who=TOOL, when=NOON)
    assert merged(table, rows(LEAD, PIECES, END)).rows == table.rows


def test_claims_joined_into_one_name_those_that_are_gone(empty: ClaimsTable) -> None:
    table = write(empty, rows(LEAD, PIECES, END))
    table = put(put(table, 1, **VERDICT), 2, note="asked the ministry")
    merge = merged(table, rows(LEAD, WHOLE, END))
    survivor = next(row for row in merge.rows if row.verbatim == WHOLE)
    gone = next(row for row in merge.rows if row.flags == "gone")
    assert f"from-{gone.claim_id}" in flags_of(survivor)
    assert {row.claim_id for row in (survivor, gone)} == {row.claim_id for row in table.rows[1:3]}
    assert told(merge) == [("linked", survivor.claim_id)]


def test_pieces_of_a_claim_nobody_worked_on_name_nothing(empty: ClaimsTable) -> None:
    table = write(empty, rows(LEAD, WHOLE, END))
    assert [row.flags for row in merged(table, rows(LEAD, PIECES, END)).rows] == [""] * 4


@pytest.mark.parametrize(
    "other",
    [
        "Estonia signed the funding agreement in 2020",
        "Lithuania and Estonia never signed anything of that kind",
        "Latvia left",
        "Latvia and Estonia later funded the agreement in 2021",
    ],
)
def test_claim_that_shares_only_some_words_names_nothing(empty: ClaimsTable, other: str) -> None:
    table = put(write(empty, rows(LEAD, WHOLE, END)), 1, **VERDICT)
    merge = merged(table, rows(LEAD, ("Latvia and Estonia signed the new funding agreement in 2021", other), END))
    assert told(merge) == []


def test_reworded_twin_of_a_reworded_claim_is_not_taken_for_a_piece(empty: ClaimsTable) -> None:
    """Latvia's and Estonia's claims share all their words but the name."""
    table = put(write(empty, rows(LEAD, PIECES, END)), 1, **VERDICT)
    later = tuple(words.replace("2021", "late 2021") for words in PIECES)
    assert told(merged(table, rows(LEAD, later, END))) == []
    longer = tuple(f"{words} for the line to Riga" for words in PIECES)
    table = put(write(table, rows(LEAD, longer, END)), 1, **VERDICT)
    assert told(merged(table, rows(LEAD, tuple(words.replace("2021", "late 2021") for words in longer), END))) == []


def test_piece_that_was_touched_up_names_the_whole(empty: ClaimsTable) -> None:
    table = put(write(empty, rows(LEAD, f"{WHOLE} for the line to Riga", END)), 1, **VERDICT)
    pieces = tuple(f"{words} for the railway to Riga" for words in PIECES)
    assert len(told(merged(table, rows(LEAD, pieces, END)))) == 1


def test_link_stays_through_later_parses_and_marks(empty: ClaimsTable) -> None:
    table = put(write(empty, rows(LEAD, WHOLE, END)), 1, **VERDICT)
    whole = table.rows[1].claim_id
    table = write(table, rows(LEAD, PIECES, END))
    at = next(at for at, row in enumerate(table.rows) if row.flags.startswith("from-"))
    marked = apply_mark(table.rows[at], Mark(by="ben", status="wrong"), when=NOON)
    table = commit(table, [*table.rows[:at], marked, *table.rows[at + 1 :]], command="mark", who="ben", when=NOON)
    table = write(table, rows("A new lead", LEAD, PIECES, END))
    assert [row.flags for row in table.rows if row.reviewer == "ben"] == [f"from-{whole}"]


ARTICLE = """\
The terminal opened on March 3. Latvia and Estonia signed the funding agreement in 2021.

Lake Toma lost a third of its water in 1994. Engineers built 12 dams in 1975.

Nobody was hurt in the fire. The mill employed 300 people in 1990.
"""


def claims(text: str) -> tuple[Row, ...]:
    return rows_of(parse_article(text, published="2026-03-05"), "a.txt")


def test_moved_paragraphs_and_sentences_keep_their_ids_and_verdicts(empty: ClaimsTable) -> None:
    first, second, third = ARTICLE.strip().split("\n\n")
    table = write(empty, claims(ARTICLE))
    table = put(table, 3, **VERDICT)
    sentence = third.partition(". ")[2]
    moved = f"{third.removesuffix(sentence)}\n\n{first}\n\n{sentence} {second}\n"
    merge = merged(table, claims(moved))
    assert {row.verbatim: row.claim_id for row in merge.rows} == {row.verbatim: row.claim_id for row in table.rows}
    assert [row.verbatim for row in merge.rows] == [row.verbatim for row in claims(moved)]
    assert [row.flags for row in merge.rows if row.status == "verified"] == [""]
    assert [note.kind for note in merge.notes] == []


def test_difference_of_a_stale_claim_can_be_seen_later(empty: ClaimsTable) -> None:
    table = put(write(empty, rows(LEAD, "Output doubled to 40 tons", END)), 1, **VERDICT)
    claim_id = table.rows[1].claim_id
    table = write(table, rows(LEAD, "Output doubled to 45 tons", END))
    assert rewordings(read_journal(table.path).batches) == {
        claim_id: Rewording("Output doubled to 40 tons", "Output doubled to 45 tons")
    }
    table = write(table, rows(LEAD, "Output doubled to 50 tons", END))
    assert rewordings(read_journal(table.path).batches)[claim_id].before == "Output doubled to 40 tons"
    marked = [apply_mark(row, Mark(by="ben", status="wrong"), when=NOON) if row.flags else row for row in table.rows]
    table = commit(table, marked, command="mark", who="ben", when=NOON)
    assert rewordings(read_journal(table.path).batches) == {}


def test_difference_may_lie_in_what_the_claim_takes_from_its_neighbours(empty: ClaimsTable) -> None:
    def draft(name: str) -> tuple[Row, ...]:
        made = rows(f"{name} spoke to the press in Riga", "He will appeal")
        return (made[0], replace(made[1], claim=f"[{name}] will appeal.", source=name))

    table = put(write(empty, draft("Aru Teal")), 1, **VERDICT)
    table = write(table, draft("Bo Finch"))
    assert list(rewordings(read_journal(table.path).batches).values()) == [
        Rewording("[Aru Teal] will appeal.", "[Bo Finch] will appeal.")
    ]
