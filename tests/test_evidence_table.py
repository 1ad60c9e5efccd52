"""evidence.csv both ways: the round trip, what a spreadsheet leaves behind, and what a later look-up may replace."""

import csv
import errno
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cli_desk import as_saved, refusing
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.archive import Outcome
from factcheck.errors import DamagedTable, TableMoved, UnreadableInput, UnwritableOutput
from factcheck.evidence.record import COLUMNS, FOUND, Evidence
from factcheck.evidence.table import (
    add_evidence,
    candidates,
    evidence_path,
    merged,
    pages_folder,
    read_evidence,
    save_evidence,
    searches,
)
from factcheck.table.files import locked

CLAIM, OTHER = "c-kbmwzdfg", "c-tvwxzbcd"
ASKED = "interfax.kz, 2005-08-08 to 2005-08-24"


def page(path: str = "talks", claim_id: str = CLAIM, **cells: str) -> Evidence:
    """A capture as a look-up finds it."""
    found = {
        "claim_id": claim_id,
        "rank": "1",
        "asked": ASKED,
        "outcome": "found",
        "original_url": f"http://interfax.kz/{path}",
        "archive_url": f"http://web.archive.org/web/20050811062000/http://interfax.kz/{path}",
        "captured_at": "2005-08-11T06:20:00Z",
        "wanted_date": "2005-08-10",
        "gap_days": "1",
        "timing": "1 day after the wanted date",
        "sha256": "1f" * 32,
        "title": f"Title of {path}",
        "passage": "Ministers met in Astana.\nThey signed nothing.",
        "passage_start": "12; 40",
        "passage_end": "36; 60",
        "file": f"evidence/20050811062000-interfax.kz-{path}.warc.gz",
        "looked_up_at": "2026-11-23T14:00:00Z",
    }
    return Evidence(**(found | cells))  # type: ignore[arg-type]


def nothing(outcome: str = "not_archived", claim_id: str = CLAIM, **cells: str) -> Evidence:
    """A search without result."""
    return Evidence(**({"claim_id": claim_id, "asked": ASKED, "outcome": outcome} | cells))  # type: ignore[arg-type]


def later(row: Evidence, **cells: str) -> Evidence:
    """The same as a later look-up finds it."""
    return replace(row, looked_up_at="2026-12-01T09:00:00Z", **cells)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "evidence.csv"


def edit(
    path: Path, change: Callable[[list[dict[str, str]]], object], *, delimiter: str = ",", extra: str = ""
) -> None:
    """Changes the file as a spreadsheet does: read, alter, write all of it; `extra` is a column added in front."""
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    path.write_bytes(as_saved(rows, change, delimiter=delimiter, newline="\r\n", extra=extra))


def numbers(rows: tuple[Evidence, ...], claim_id: str = CLAIM) -> dict[str, str]:
    """Which page stands behind which number."""
    return {row.rank: row.original_url.rsplit("/", 1)[-1] or row.file for row in candidates(rows, claim_id)}


# The file


def test_columns_are_those_of_the_contract() -> None:
    assert ",".join(COLUMNS) == (
        "evidence_id,claim_id,rank,asked,outcome,original_url,archive_url,captured_at,wanted_date,gap_days,timing,"
        "sha256,title,passage,passage_start,passage_end,quote_match,restates,file,looked_up_at"
    )
    assert Outcome.FOUND.value == FOUND


@pytest.mark.parametrize(
    ("claims", "evidence", "pages"),
    [
        ("claims.csv", "evidence.csv", "evidence"),
        ("lake.csv", "lake.evidence.csv", "lake.evidence"),
        ("lake.v2.csv", "lake.v2.evidence.csv", "lake.v2.evidence"),
    ],
)
def test_each_table_has_its_own_evidence(tmp_path: Path, claims: str, evidence: str, pages: str) -> None:
    assert evidence_path(tmp_path / claims) == tmp_path / evidence
    assert pages_folder(tmp_path / claims) == tmp_path / pages


def test_evidence_of_a_linked_table_lies_beside_the_table_itself(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "claims.csv").write_text("")
    (tmp_path / "mine.csv").symlink_to(tmp_path / "desk" / "claims.csv")
    assert evidence_path(tmp_path / "mine.csv") == tmp_path / "desk" / "evidence.csv"


def test_file_that_is_not_there_holds_nothing_and_is_not_made_for_nothing(path: Path) -> None:
    table = read_evidence(path)
    assert (table.rows, table.problems, table.sha256) == ((), (), "")
    save_evidence(table, ())
    assert list(path.parent.iterdir()) == []


def test_file_is_written_as_claims_are(path: Path) -> None:
    add_evidence(path, [page(gap_days="-3", title="=HYPERLINK(1)")])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfevidence_id,claim_id,rank,")
    assert b",'-3," in data
    assert b",'=HYPERLINK(1)," in data
    assert data.endswith(b"\n")
    assert b"\r" not in data
    (row,) = read_evidence(path).rows
    assert (row.gap_days, row.title) == ("-3", "=HYPERLINK(1)")


CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "'=1", "=1", "-2", "a;b", 'say "no"', "two\nlines", "two\r\nlines", "\r", "\0", "\ud800", "ü, ж", " x "]
)
NAMES = st.sampled_from(["Note", "Bürger", "a;b", "=sum", "x"])


@settings(max_examples=150)
@given(
    rows=st.lists(st.tuples(*[CELL] * (len(COLUMNS) - 1), st.dictionaries(NAMES, CELL, max_size=2)), max_size=4),
    dialect=st.sampled_from([(",", "\n", "utf-8"), (";", "\r\n", "utf-8"), ("\t", "\r", "utf-16-le")]),
)
def test_what_is_saved_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str | dict[str, str], ...]],
    dialect: tuple[str, str, str],
) -> None:
    path = tmp_path_factory.mktemp("round") / "evidence.csv"
    delimiter, newline, encoding = dialect
    header = "\ufeff" + delimiter.join(COLUMNS) + newline
    path.write_bytes(header.encode(encoding))
    made = []
    for *cells, extra in rows:
        known = dict(zip(COLUMNS[1:], cells, strict=True))
        assert isinstance(extra, dict)
        made.append(Evidence(**known, extra=tuple(extra.items())))  # type: ignore[arg-type]
    saved = save_evidence(read_evidence(path), made)
    read = read_evidence(path)
    assert [{c: getattr(r, c) for c in COLUMNS} | {c: v for c, v in r.extra if v} for r in read.rows] == [
        {c: getattr(r, c) for c in COLUMNS} | {c: v for c, v in r.extra if v} for r in saved.rows
    ]
    before = path.read_bytes()
    assert save_evidence(read, read.rows).sha256 == saved.sha256
    assert path.read_bytes() == before
    assert not any(row.by_hand for row in read.rows)


def test_file_that_moved_meanwhile_is_not_overwritten(path: Path) -> None:
    add_evidence(path, [page()])
    table = read_evidence(path)
    edit(path, lambda rows: rows[0].update(title="mine"))
    with pytest.raises(TableMoved):
        save_evidence(table, table.rows)
    assert read_evidence(path).rows[0].title == "mine"


def test_what_was_typed_while_an_archive_was_asked_stays(path: Path) -> None:
    add_evidence(path, [page()])
    read_evidence(path)
    edit(path, lambda rows: rows[0].update(title="mine"))
    add_evidence(path, [later(page("gas"))])
    assert [row.title for row in read_evidence(path).rows] == ["mine", "Title of gas"]


def test_file_that_is_open_elsewhere_is_not_written(path: Path) -> None:
    add_evidence(path, [page()])
    path.with_name(".~lock.evidence.csv#").write_text("Ana,ana,desk,23.11.2026 14:00,x;")
    with pytest.raises(UnwritableOutput, match="open in LibreOffice"):
        add_evidence(path, [page("gas")])
    assert len(read_evidence(path).rows) == 1


def test_saving_waits_for_the_lock_it_holds_itself(path: Path) -> None:
    with locked(path):
        assert len(add_evidence(path, [page()]).rows) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        (" \n", "the file is empty"),
        ("name,age\nana,3\n", "this is no table of evidence: its first row reads 'name,age'"),
        (",".join(COLUMNS[:-1]) + "\n", "no column 'looked_up_at'"),
        (",".join((*COLUMNS, "title")) + "\n", r"two columns are named 'title' \(M and U\)"),
        (",".join(COLUMNS) + '\ne-b,c-b,1,"a"b\n', "a stray double quote"),
        (",".join(COLUMNS) + "\ne-b,c-b,1\n", "3 cells where the header has 20"),
        (",".join((*COLUMNS, "")) + "\n" + "," * 20 + "x\n", "the column has no name, and holds 'x'"),
        ("ab\0c", "a NUL byte"),
    ],
)
def test_file_that_is_no_table_is_refused_where_it_is_wrong(path: Path, text: str, reason: str) -> None:
    path.write_text(text)
    with pytest.raises(DamagedTable, match=reason) as refused:
        read_evidence(path)
    assert str(path) in str(refused.value)
    assert path.read_text() == text


def test_file_that_may_not_be_read_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UnreadableInput):
        read_evidence(path)


def test_nameless_columns_of_a_spreadsheet_are_dropped(path: Path) -> None:
    path.write_text(",".join((*COLUMNS, "", "")) + "\n" + "e-b,c-b" + "," * 20 + "\n")
    assert read_evidence(path).columns == COLUMNS


def test_copied_row_and_row_of_no_claim_are_told_and_kept(path: Path) -> None:
    add_evidence(path, [page()])
    edit(path, lambda rows: rows.extend([dict(rows[0]), {"title": "paper copy"}]))
    table = read_evidence(path)
    assert [problem.code for problem in table.problems] == ["evidence-id-twice", "evidence-of-no-claim"]
    assert len(save_evidence(table, merged(table.rows, [page("gas")])).rows) == 4


def test_letters_that_the_encoding_lacks_make_it_utf8(path: Path) -> None:
    path.write_bytes((",".join(COLUMNS) + "\ne-b,c-b,,,,,,,,,,,Bürger,,,,,,,\n").encode("cp1252"))
    table = add_evidence(path, [page(title="Министры")])
    assert table.dialect.encoding == "utf-8"
    assert "encoding-changed" in [problem.code for problem in table.problems]
    assert [row.title for row in read_evidence(path).rows] == ["Bürger", "Министры"]


# What a person did to it


def test_file_edited_in_a_spreadsheet_survives_further_saves(path: Path) -> None:
    """Saved with semicolons, sorted by title, with a column and a row of one's own and a passage cut shorter."""
    add_evidence(path, [page("talks"), page("gas", rank="2"), nothing(claim_id=OTHER)])

    def by_ana(rows: list[dict[str, str]]) -> None:
        rows[0].update(Rating="good; very", passage="They signed nothing.")
        rows[2].update(Rating="ask the archive")
        rows.append({"claim_id": CLAIM, "title": "Paper copy, p. 3", "passage": "Ministers met."})
        rows.sort(key=lambda row: row.get("title", ""), reverse=True)

    edit(path, by_ana, delimiter=";", extra="Rating")
    add_evidence(path, [later(page("talks"), passage="Quite another."), later(page("oil")), page("x", OTHER)])
    add_evidence(path, [later(page("gas"), title="Gas, again")])
    table = read_evidence(path)
    assert (table.dialect.delimiter, table.dialect.newline, table.columns[0]) == (";", "\r\n", "Rating")
    assert [(row.title, row.rank, dict(row.extra)["Rating"]) for row in table.rows] == [
        ("Title of talks", "1", "good; very"),
        ("Gas, again", "2", ""),
        ("Paper copy, p. 3", "3", ""),
        ("Title of oil", "4", ""),
        ("Title of x", "1", "ask the archive"),
    ]
    assert table.rows[0].passage == "They signed nothing."
    assert [row.by_hand for row in table.rows] == [True, False, True, False, False]
    assert all(row.evidence_id.startswith("e-") for row in table.rows)


def test_row_a_person_added_is_filled_by_a_look_up_and_stays_theirs(path: Path) -> None:
    add_evidence(path, [nothing(claim_id=OTHER)])
    url = page("talks").archive_url
    edit(path, lambda rows: rows.append({"claim_id": CLAIM, "archive_url": url, "title": "the page I mean"}))
    for _ in range(2):
        add_evidence(path, [page("talks"), page("gas", rank="2")])
    rows = read_evidence(path).rows
    assert numbers(rows) == {"1": "talks", "2": "gas"}
    assert (rows[1].title, rows[1].passage_start, rows[1].by_hand) == ("the page I mean", "12; 40", True)


def test_letters_that_a_spreadsheet_lost_come_back_with_a_later_look_up(path: Path) -> None:
    """Saved as "CSV" without UTF-8, Cyrillic becomes question marks. A question mark that was typed stays."""
    russian = page(title="Переговоры в Astana", passage="Министры – встретились?")
    add_evidence(path, [russian])
    text = path.read_text(encoding="utf-8-sig")
    path.write_bytes(text.replace("–", "-").encode("ascii", "replace"))
    add_evidence(path, [russian])
    (row,) = read_evidence(path).rows
    assert (row.title, row.passage) == ("Переговоры в Astana", "???????? - ????????????")
    path.write_bytes(text.encode("ascii", "replace"))
    add_evidence(path, [russian])
    (row,) = read_evidence(path).rows
    assert (row.title, row.passage, row.by_hand) == (russian.title, russian.passage, False)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column not in ("evidence_id", "rank")])
def test_edit_of_any_cell_is_seen(path: Path, column: str) -> None:
    add_evidence(path, [page(), page("gas", rank="2")])
    edit(path, lambda rows: rows[0].update({column: "typed"}))
    assert [row.by_hand for row in read_evidence(path).rows] == [True, False]
    add_evidence(path, [later(page(), title="new")])
    assert getattr(read_evidence(path).rows[0], column) == "typed"


def test_save_that_forgets_what_a_person_typed_keeps_it(path: Path) -> None:
    add_evidence(path, [page("talks"), page("gas", rank="2"), page("oil", rank="3")])

    def by_ana(rows: list[dict[str, str]]) -> None:
        rows[0].update(title="mine")
        rows[1].update(Rating="good")

    edit(path, by_ana, extra="Rating")
    save_evidence(read_evidence(path), [page("coal", rank="4")])
    assert [row.original_url[-4:] for row in read_evidence(path).rows] == ["coal", "alks", "/gas"]


def test_without_its_journal_every_row_is_kept_as_it_is(path: Path) -> None:
    add_evidence(path, [page()])
    path.with_name("evidence.journal.jsonl").unlink()
    add_evidence(path, [later(page(), title="new")])
    assert [row.title for row in read_evidence(path).rows] == ["Title of talks"]


def test_torn_journal_costs_no_row(path: Path) -> None:
    add_evidence(path, [page(), page("gas", rank="2")])
    journal = path.with_name("evidence.journal.jsonl")
    lines = journal.read_text().splitlines()
    journal.write_text(f'{lines[0]}\n[1]\n{{"evidence_id": 3, "sha256": ""}}\n{lines[1][:30]}')
    assert [row.by_hand for row in read_evidence(path).rows] == [False, True]
    add_evidence(path, [page("oil")])
    assert len(read_evidence(path).rows) == 3
    assert all(json.loads(line) for line in journal.read_text().splitlines()[4:])


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_full_disk_leaves_the_file_and_what_is_known_of_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    add_evidence(path, [page()])
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(call, refusing(errno.ENOSPC))
        with pytest.raises(UnwritableOutput, match="the disk is full"):
            add_evidence(path, [later(page(), title="new"), page("gas", rank="2")])
    assert path.read_bytes() == before
    assert [row.by_hand for row in read_evidence(path).rows] == [False]
    assert [row.title for row in add_evidence(path, [later(page(), title="new")]).rows] == ["new"]


# What a later look-up replaces


def test_first_look_up_numbers_the_candidates_in_their_order() -> None:
    rows = merged([], [nothing(), page("gas", rank="2"), page("talks"), page("x", OTHER), nothing(claim_id=OTHER)])
    assert numbers(rows) == {"1": "talks", "2": "gas"}
    assert numbers(rows, OTHER) == {"1": "x"}
    assert [row.outcome for row in searches(rows, CLAIM)] == ["not_archived"]
    assert len({row.evidence_id for row in rows}) == 5


def test_number_never_comes_to_mean_another_page() -> None:
    """What the report called 2 is what `mark --evidence 2` takes, whatever was looked up in between."""
    first = merged([], [page("talks"), page("gas", rank="2")])
    second = merged(first, [later(page("oil")), later(page("gas"), rank="2"), later(page("talks"), rank="3")])
    assert numbers(second) == {"1": "talks", "2": "gas", "3": "oil"}
    third = merged(second, [later(page("coal"))])
    assert numbers(third) == {"1": "talks", "2": "gas", "3": "oil", "4": "coal"}
    assert [row.evidence_id for row in third[:2]] == [row.evidence_id for row in first]


def test_same_look_up_again_changes_nothing_but_its_time() -> None:
    new = [page("talks"), page("gas", rank="2"), nothing(claim_id=OTHER)]
    once = merged([], new)
    again = merged(once, [later(row) for row in new])
    assert [replace(row, looked_up_at="") for row in again] == [replace(row, looked_up_at="") for row in once]


def test_refreshed_row_keeps_its_id_and_number_and_takes_the_new_cells() -> None:
    (old,) = merged([], [page()])
    (new,) = merged([old], [later(page(), rank="7", passage="Another.", asked="http://interfax.kz/talks")])
    assert (new.evidence_id, new.rank, new.passage) == (old.evidence_id, "1", "Another.")


@pytest.mark.parametrize("before", ["not_archived", "unavailable", "not_asked"])
def test_search_that_found_nothing_gives_way_to_what_is_found(before: str) -> None:
    (old,) = merged([], [nothing(before, asked="" if before == "not_asked" else ASKED)])
    rows = merged([old], [page("talks"), page("gas", rank="2")])
    assert numbers(rows) == {"1": "talks", "2": "gas"}
    assert searches(rows, CLAIM) == ()
    assert rows[0].evidence_id == old.evidence_id


def test_search_of_another_question_stays() -> None:
    rows = merged(merged([], [nothing()]), [page(asked="http://interfax.kz/talks")])
    assert [row.outcome for row in rows] == ["not_archived", "found"]


def test_archive_that_is_down_takes_no_candidate_away() -> None:
    rows = merged(merged([], [page()]), [nothing("unavailable")])
    assert [row.outcome for row in rows] == ["found", "unavailable"]
    assert [row.outcome for row in merged(rows, [nothing("rate_limited")])] == ["found", "rate_limited"]


def test_file_that_changed_is_another_candidate() -> None:
    wire = Evidence(claim_id=CLAIM, rank="1", outcome="found", file="wire/a.txt", sha256="aa", asked="wire")
    rows = merged(merged([], [wire]), [replace(wire, sha256="bb")])
    assert [(row.rank, row.sha256) for row in candidates(rows, CLAIM)] == [("1", "aa"), ("2", "bb")]


def test_capture_that_two_questions_found_stands_once() -> None:
    rows = merged([], [page(), page(rank="2", asked="http://interfax.kz/talks")])
    assert numbers(rows) == {"1": "talks"}


def test_numbers_of_rows_without_one_do_not_depend_on_the_order_of_the_file() -> None:
    added = [Evidence(claim_id=CLAIM, original_url=f"http://a.kz/{name}") for name in ("b", "a")]
    for rows in ([*added, page()], [page(), *reversed(added)]):
        assert numbers(tuple(rows)) == {"1": "talks", "2": "a", "3": "b"}
        assert numbers(merged(rows, [page("gas", rank="2")])) == {"1": "talks", "2": "a", "3": "b", "4": "gas"}


@given(
    looks=st.lists(
        st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([CLAIM, OTHER])), max_size=5), max_size=4
    )
)
def test_no_look_up_moves_a_number(looks: list[list[tuple[str, str]]]) -> None:
    rows: tuple[Evidence, ...] = ()
    meant: dict[tuple[str, str], str] = {}
    for look in looks:
        new = [page(name, claim, rank=str(at)) for at, (name, claim) in enumerate(look, 1)]
        rows = merged(rows, new or [nothing("unavailable")])
        now = {(claim, n): url for claim in (CLAIM, OTHER) for n, url in numbers(rows, claim).items()}
        assert meant.items() <= now.items()
        assert len({row.evidence_id for row in rows}) == len(rows)
        meant = now


def test_articles_own_page_is_of_no_claim_and_outlives_an_archive_that_is_down(path: Path) -> None:
    own = page(claim_id="", asked="http://jamestown.example/edm/160", rank="")
    add_evidence(path, [own])
    table = add_evidence(path, [nothing("unavailable", claim_id="", asked=own.asked)])
    assert [row.outcome for row in table.rows] == ["found", "unavailable"]
    assert read_evidence(path).problems == ()
