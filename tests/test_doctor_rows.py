"""What happens to columns, ids and rows: the fixture is the damaged file, what is asserted is the table after it."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from damaged_table import (
    ARTICLE,
    ASK,
    DAM,
    LAKE,
    LATER,
    NOON,
    OIL,
    ROWS,
    Rows,
    damage,
    look,
    made,
    mend,
    only,
    put,
    read_rows,
    row,
    told,
)

from factcheck.claims.claim import spell
from factcheck.doctor import Code, Kind, admit, repair
from factcheck.document import Block, BlockKind, Document, Span
from factcheck.errors import DamagedTable
from factcheck.journal import TOOL, commit, journal_path
from factcheck.row import NAMES
from factcheck.table import ClaimsTable, open_table, read_claims
from factcheck.table.naming import give_ids, id_words


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return made(tmp_path)


# ---------------------------------------------------------------- columns
@pytest.mark.parametrize("name", [*NAMES])
def test_deleted_column_comes_back_from_the_journal(table: ClaimsTable, name: str) -> None:
    path = damage(table, lambda rows: [each.pop(name) for each in rows])
    examination = look(path)
    assert (Code.COLUMN_MISSING, "", name) in told(examination, Kind.REPAIR)
    mended = mend(path)
    assert (mended.rows, mended.columns) == (table.rows, table.columns)


def renamed(old: str, new: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        for at, each in enumerate(rows):
            rows[at] = {new if name == old else name: cell for name, cell in each.items()}

    return change


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("note", "Notes"),
        ("evidence_quote", "Evidence Quote"),
        ("reviewer", "Reviewer "),
        ("verbatim", "Wortlaut"),
        ("note", "Bemerkung"),
        ("claim_id", "ID"),
        ("status", ""),
        ("claim_id", ""),
    ],
)
def test_renamed_column_is_known_by_its_name_or_its_cells(table: ClaimsTable, old: str, new: str) -> None:
    path = damage(table, renamed(old, new))
    put_in = read_rows(path)
    assert new in put_in[0]
    assert (Code.COLUMN_RENAMED, "", old) in told(look(path), Kind.REPAIR)
    mended = mend(path)
    assert (mended.rows, mended.columns) == (table.rows, table.columns)


def test_what_was_typed_under_a_renamed_column_is_kept(table: ClaimsTable) -> None:
    put(table, ASK, note="typed since")
    path = damage(table, renamed("note", "Notes"))
    assert row(mend(path), ASK).note == "typed since"


def test_columns_moved_and_added_are_kept_where_they_are(table: ClaimsTable) -> None:
    def change(rows: Rows) -> None:
        for at, each in enumerate(rows):
            rows[at] = {"desk": "foreign", "note": each.pop("note"), **each}

    path = damage(table, change)
    assert look(path).findings == ()
    assert mend(path).columns[:2] == ("desk", "note")


def test_own_column_that_went_stays_out_until_it_is_asked_for(table: ClaimsTable) -> None:
    seen = table.replace_rows([replace(each, extra=(("desk", "foreign"),)) for each in table.rows])
    commit(table, seen.rows, command="mark", who="ana", when=NOON)
    put(table, OIL, waiting_on="ben")
    path = damage(table, lambda rows: [each.pop("desk") for each in rows])
    found = only(look(path))
    assert (found.code, found.kind, found.settle) == (Code.COLUMN_GONE, Kind.TELL, ("--restore", "desk"))
    assert [each.cell("desk") for each in mend(path, "desk").rows] == ["foreign"] * 4


def test_column_twice_keeps_both_where_they_differ(table: ClaimsTable) -> None:
    lines = list(csv.reader(io.StringIO(table.path.read_text("utf-8-sig"), newline="")))
    wide = [[*line, *(("note", "status") if not at else (f"mine {at}", "unverified"))] for at, line in enumerate(lines)]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(wide)
    table.path.write_text(out.getvalue(), "utf-8-sig")
    mended = mend(table.path)
    assert mended.columns == (*NAMES, "note (2)", "status (2)")
    assert [each.note for each in mended.rows] == [each.note for each in table.rows]
    assert [each.cell("note (2)") for each in mended.rows] == ["mine 1", "mine 2", "mine 3", "mine 4"]


def test_header_sorted_among_the_rows_or_deleted_comes_back(table: ClaimsTable) -> None:
    before = table.path.read_bytes()
    head, *lines = table.path.read_text("utf-8-sig").splitlines(keepends=True)
    table.path.write_text("".join([*lines, head]), "utf-8-sig")
    assert (Code.HEADER, "", "") in told(look(table.path), Kind.REPAIR)
    mend(table.path)
    assert table.path.read_bytes() == before
    table.path.write_text("".join(lines), "utf-8-sig")
    mend(table.path)
    assert table.path.read_bytes() == before


# ---------------------------------------------------------------- ids and rows
@pytest.mark.parametrize(
    "shown",
    [
        "",
        "#NAME?",
        "C-DDDDDDDD",
        "c–dddddddd",
        "c-ddd",
        " c-dddddddd ",
        "3",
        "“c-dddddddd”",
        "C-Dddddddd",
        "с-dddddddd",
    ],
)
def test_mangled_id_is_matched_to_its_row_by_the_text(table: ClaimsTable, shown: str) -> None:
    path = put(table, DAM, claim_id=shown, note="typed since")
    found = only(look(path))
    assert (found.code, found.claim_id, found.after) == (Code.ID_BLANK if not shown else Code.ID_MANGLED, DAM, DAM)
    assert row(mend(path), DAM) == replace(row(table, DAM), note="typed since")


def test_ids_mangled_throughout_a_table_that_one_command_wrote_go_back(tmp_path: Path) -> None:
    table = commit(open_table(tmp_path / "claims.csv"), ROWS, command="parse", who=TOOL, when=NOON)
    before = table.path.read_bytes()
    path = damage(table, lambda rows: [each.update(claim_id=str(at)) for at, each in enumerate(rows)])
    assert mend(path).rows == table.rows
    assert path.read_bytes() == before


def test_mangled_id_without_a_journal_is_spelled_anew_from_the_words(table: ClaimsTable) -> None:

    path = put(table, DAM, claim_id="12")
    journal_path(path).unlink()
    mend(path)
    assert spell(id_words(row(table, DAM))) in [each.claim_id for each in read_claims(path).rows]


def test_doubled_row_goes_where_it_says_nothing_else_and_stays_where_it_differs(table: ClaimsTable) -> None:
    path = damage(table, lambda rows: rows.extend([dict(rows[1]), dict(rows[2], note="another opinion")]))
    with pytest.raises(DamagedTable, match="stands twice"):
        read_claims(path)
    assert {code for code, _, _ in told(look(path))} == {Code.ROW_TWICE, Code.ID_TWICE}
    mended = mend(path)
    assert mended.rows[:4] == table.rows
    assert len(mended.rows) == 5
    assert (mended.rows[4].note, mended.rows[4].verbatim) == ("another opinion", "Nobody asked")
    assert look(path).findings == ()


def test_id_dragged_over_other_rows_goes_back_to_each(table: ClaimsTable) -> None:
    path = damage(table, lambda rows: [each.update(claim_id=OIL) for each in rows])
    assert mend(path).rows == table.rows


@pytest.mark.parametrize("shown", ["", "12", f"{OIL}1"])
def test_id_dragged_over_the_others_goes_back_to_its_row_though_that_lost_it(table: ClaimsTable, shown: str) -> None:
    path = damage(table, lambda rows: [each.update(claim_id=OIL if at else shown) for at, each in enumerate(rows)])
    codes = {claim_id: code for code, claim_id, _ in told(look(path))}
    assert codes.pop(OIL) is (Code.ID_MANGLED if shown else Code.ID_BLANK)
    assert codes == dict.fromkeys((DAM, ASK, LAKE), Code.ID_MANGLED)
    assert mend(path).rows == table.rows


def test_id_dragged_over_a_row_that_nobody_knows_goes_back_and_that_row_stays(table: ClaimsTable) -> None:
    stranger = dict.fromkeys(NAMES, "") | {"claim_id": OIL, "claim": "Gold fell.", "note": "mine"}

    def change(rows: Rows) -> None:
        rows[0]["claim_id"] = ""
        rows[1]["claim_id"] = OIL
        rows.append(dict(stranger))

    mended = mend(damage(table, change))
    assert mended.rows[:4] == table.rows
    assert (mended.rows[4].claim, mended.rows[4].note) == ("Gold fell.", "mine")


def test_rows_sorted_are_no_damage(table: ClaimsTable) -> None:
    path = damage(table, lambda rows: rows.sort(key=lambda each: each["note"]))
    assert look(path).findings == ()
    assert {each.claim_id for each in mend(path).rows} == {OIL, DAM, ASK, LAKE}


def test_deleted_row_stays_deleted_is_listed_and_comes_back_when_asked(table: ClaimsTable) -> None:
    path = damage(table, lambda rows: rows.pop(1))
    found = only(look(path))
    assert (found.code, found.kind, found.claim_id, found.settle) == (
        Code.ROW_DELETED,
        Kind.TELL,
        DAM,
        ("--restore", DAM),
    )
    assert look(path).healthy
    assert len(mend(path).rows) == 3
    assert mend(path, DAM).rows == table.rows
    seen = read_claims(path)
    commit(seen, [replace(each, note="x") for each in seen.rows[:1]], command="mark", who="ana", when=LATER)


def test_deleted_row_that_a_command_has_seen_go_comes_back_too(table: ClaimsTable) -> None:
    path = damage(table, lambda rows: rows.pop(1))
    seen = read_claims(path)
    commit(seen, [replace(each, waiting_on="ben") for each in seen.rows], command="mark", who="ana", when=LATER)
    assert [finding.claim_id for finding in look(path).findings] == [DAM]
    mended = mend(path, "2a")
    assert [each.claim_id for each in mended.rows] == [OIL, DAM, ASK, LAKE]
    assert row(mended, DAM) == row(table, DAM)


def article(name: str) -> Document | None:
    block = Block(span=Span(0, len(ARTICLE)), kind=BlockKind.PARAGRAPH, line=1)
    return Document(text=ARTICLE, blocks=(block,), name=name) if name == "mill.txt" else None


def test_row_added_by_hand_is_given_an_id_and_its_place_in_the_text(table: ClaimsTable) -> None:
    blank = dict.fromkeys(NAMES, "")
    path = damage(table, lambda rows: rows.append(blank | {"claim": "the 'dam' cost 1,000  roubles", "note": "mine"}))
    patient = admit(path)
    examination = patient.examine(when=LATER, articles=article)
    assert "it is given an id, and stands in mill.txt, sentence 2" in " ".join(
        finding.why for finding in examination.findings
    )
    repair(patient, examination, when=LATER)
    added = read_claims(path).rows[4]
    assert added.claim_id.startswith("c-")
    assert (added.verbatim, added.sentence, added.paragraph, added.article) == (
        "The “dam” cost 1,000 roubles", "2", "1", "mill.txt",
    )  # fmt: skip
    start, end = map(int, added.spans.split(".."))
    assert ARTICLE[start:end] == added.verbatim
    assert (added.claim, added.note) == ("the 'dam' cost 1,000  roubles", "mine")
    assert look(path).findings == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"claim": "Gold fell"}, "does not stand in mill.txt in these words"),
        ({"claim": "Gold fell", "article": "gold.txt"}, "gold.txt is not at hand"),
    ],
)
def test_row_that_does_not_stand_in_the_text_is_said_to(table: ClaimsTable, cells: dict[str, str], said: str) -> None:
    path = damage(table, lambda rows: rows.append(dict.fromkeys(NAMES, "") | cells))
    patient = admit(path)
    assert said in patient.examine(when=LATER, articles=article).of(Kind.REPAIR)[0].why


# ---------------------------------------------------------------- sorted alone
def alone(name: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        for each, cell in zip(rows, sorted(each[name] for each in rows), strict=True):
            each[name] = cell

    return change


@pytest.mark.parametrize("name", ["note", "verbatim", "claim"])
def test_column_sorted_alone_stops_everything_until_it_is_chosen(table: ClaimsTable, name: str) -> None:
    put(table, DAM, spans="1")
    path = damage(table, alone(name))
    examination = look(path)
    assert examination.stop
    asked = next(finding for finding in examination.of(Kind.ASK))
    moved = sum(each.cell(name) != was.cell(name) for each, was in zip(read_claims(path).rows, table.rows, strict=True))
    assert (asked.code, asked.column, asked.settle) == (Code.SORTED_ALONE, name, ("--restore", name))
    assert f"in {moved} of 4 rows" in asked.why
    before = path.read_bytes()
    mend(path)
    assert path.read_bytes() == before
    assert mend(path, name).rows == table.rows


def test_ids_sorted_alone_stop_everything_and_go_back_beside_their_words(table: ClaimsTable) -> None:
    path = damage(
        table, lambda rows: [each.update(claim_id=i) for each, i in zip(rows, (ASK, LAKE, OIL, DAM), strict=True)]
    )
    examination = look(path)
    assert examination.stop
    (asked,) = examination.of(Kind.ASK)
    assert (asked.column, asked.settle) == ("claim_id", ("--restore", "claim_id"))
    assert "4 of 4 rows" in asked.why
    assert mend(path, "claim_id").rows == table.rows


def test_ids_sorted_alone_show_without_a_journal(tmp_path: Path) -> None:

    rows = give_ids([replace(each, claim_id="") for each in ROWS])
    table = open_table(tmp_path / "claims.csv").replace_rows(rows).save()
    assert look(table.path).healthy
    path = damage(
        table,
        lambda lines: lines[0].update(claim_id=lines[1]["claim_id"]) or lines[1].update(claim_id=rows[0].claim_id),
    )
    examination = look(path)
    assert examination.stop
    assert "2 of 4 rows" in examination.of(Kind.ASK)[0].why
    assert examination.of(Kind.ASK)[0].settle == ()


def test_statuses_sorted_alone_are_seen_though_they_are_few(table: ClaimsTable) -> None:
    words = ("wrong", "verified", "cut", "cut")
    rows = [replace(each, status=word) for each, word in zip(table.rows, words, strict=True)]
    table = commit(table, rows, command="mark", who="ana", when=NOON)
    path = damage(table, alone("status"))
    assert look(path).stop
    assert [each.status for each in mend(path, "status").rows] == list(words)
