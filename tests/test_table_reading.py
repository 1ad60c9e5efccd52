import codecs
import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import DamagedTable, UnreadableInput
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, Dialect, open_table, read_claims
from factcheck.table.cells import clean
from factcheck.table.reading import parse_table
from factcheck.table.writing import render

ROW = Row(
    claim_id="c-kbmwzdfg",
    ref="s1a",
    status="unverified",
    source="Şükür Bey",
    claim="Armenia, Belarus ratified it.",
    note='said "no"\nthen yes',
    sentence="1",
    spans="0..12 15..20",
)
HEADER = ",".join(NAMES)


def cells(**given: str) -> list[str]:
    return [given.get(name, "") for name in NAMES]


def line(**given: str) -> str:
    return ",".join(cells(**given))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def to_file(content: str | bytes) -> Path:
        path = tmp_path / "claims.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to_file


def damage(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(DamagedTable) as error:
        read_claims(path)
    assert path.read_bytes() == before
    return str(error.value)


text = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
tricky = st.text(alphabet="'=+-@\t\r\n\",; a", max_size=8)
dialects = st.builds(
    Dialect,
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    bom=st.just(value=True),
    delimiter=st.sampled_from([",", ";", "\t"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    sep_line=st.booleans(),
)


@settings(deadline=None)  # the first call imports pandas
@given(st.lists(text | tricky, min_size=4, max_size=4), text | tricky, dialects)
def test_any_text_in_any_cell_survives_write_and_read(typed: list[str], name: str, dialect: Dialect) -> None:
    claim, note, spans, own = (clean(cell) for cell in typed)
    column = clean(name) if clean(name).strip() and clean(name) not in NAMES else "desk"
    rows = (
        Row(claim_id="c-bbbbbbbb", claim=claim, note=note, spans=spans, extra=((column, own),)),
        Row(claim_id="c-dddddddd", note=claim, extra=((column, ""),)),
    )
    columns = (*NAMES[:5], column, *NAMES[5:])
    parsed = parse_table(render(columns, rows, dialect).data, Path("claims.csv"))
    assert parsed.rows == rows
    assert parsed.columns == columns
    assert parsed.dialect == dialect


@given(text | tricky)
def test_a_carriage_return_becomes_a_line_feed_and_nothing_else_changes(typed: str) -> None:
    assert clean(typed) == typed.replace("\r\n", "\n").replace("\r", "\n")


def test_nul_and_lone_surrogates_become_replacement_characters() -> None:
    assert clean("a\0b\ud800c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-5 percent", "'-5 percent"),
        ("'=x", "''=x"),
        ("@a", "'@a"),
        ("'0007", "'0007"),
        ("a=b", "a=b"),
    ],
)
def test_what_a_spreadsheet_would_run_is_written_with_one_apostrophe(cell: str, written: str) -> None:
    data = render(NAMES, [Row(claim_id="c-bbbbbbbb", note=cell)], Dialect()).data.decode("utf-8-sig")
    assert data.split("\n")[1].split(",")[NAMES.index("note")] == written
    assert parse_table(data.encode(), Path("x")).rows[0].note == cell


def test_new_table_is_utf8_with_mark_commas_and_line_feeds(tmp_path: Path) -> None:
    open_table(tmp_path / "claims.csv").replace_rows([ROW]).save()
    data = (tmp_path / "claims.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8 + b"claim_id,ref,status,")
    assert b"\r" not in data
    assert '"said ""no""\nthen yes"' in data.decode()


@pytest.mark.parametrize(
    ("encoding", "mark", "code"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE, "encoding-guessed"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "encoding-guessed"),
        ("utf-16-le", b"", "encoding-guessed"),
        ("cp1252", b"", "encoding-guessed"),
        ("utf-8", b"", "no-byte-order-mark"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_other_spellings_are_read_announced_and_written_back(
    write: Callable[[bytes], Path], encoding: str, mark: bytes, code: str, delimiter: str, newline: str
) -> None:
    text = newline.join([delimiter.join(NAMES), delimiter.join(cells(claim_id="c-bbbbbbbb", note="café")), ""])
    path = write(mark + text.encode(encoding))
    table = read_claims(path)
    assert table.rows[0].note == "café"
    assert [problem.code for problem in table.problems] == [code]
    table.replace_rows([replace(table.rows[0], note="cafés")]).save()
    assert path.read_bytes() == mark + text.replace("café", "cafés").encode(encoding)


def test_sep_line_is_read_and_written_back(write: Callable[[str], Path]) -> None:
    path = write("sep=;\r\n" + ";".join(NAMES) + "\r\n" + ";".join(cells(claim_id="c-bbbbbbbb")) + "\r\n")
    table = read_claims(path)
    assert (table.dialect.delimiter, table.dialect.sep_line) == (";", True)
    table.replace_rows([replace(table.rows[0], note="a;b")]).save()
    assert path.read_bytes().startswith(b"sep=;\r\nclaim_id;ref;")
    assert b'"a;b"' in path.read_bytes()


def test_letter_that_cp1252_lacks_makes_the_file_utf8_and_is_said(write: Callable[[bytes], Path]) -> None:
    path = write(f"{HEADER}\n{line(claim_id='c-bbbbbbbb', note='café')}\n".encode("cp1252"))
    table = read_claims(path)
    saved = table.replace_rows([replace(table.rows[0], source="Şükür")]).save()
    assert "Ş" in saved.problems[-1].message
    assert path.read_bytes().startswith(codecs.BOM_UTF8)
    assert read_claims(path).rows == saved.rows


def test_stray_comma_is_refused_with_line_row_column_and_cell(write: Callable[[str], Path]) -> None:
    good = line(claim_id="c-bbbbbbbb", ref="s1a", status="verified", note='"two\nlines"')
    bad = line(
        claim_id="c-dddddddd", ref="s1b", status="unverified", claim="Armenia, Belarus", kind="fact", spans="1..2"
    )
    said = damage(write(f"{HEADER}\n{good}\n{bad}\n"))
    assert "claims.csv, line 4, row 3, column I (claim): 35 cells where the header has 34" in said
    assert "'Armenia, Belarus'" in said


def test_stray_comma_in_a_column_of_the_user_s_own_table(write: Callable[[str], Path]) -> None:
    bad = line(
        claim_id="c-dddddddd", ref="s1b", status="unverified", note="asked, twice, no", checkable="yes", sentence="1"
    )
    assert "row 2, column L (note)" in damage(write(f"{HEADER}\n{bad}\n"))


def test_short_row_is_refused_where_it_ends(write: Callable[[str], Path]) -> None:
    said = damage(write(f"{HEADER}\nc-bbbbbbbb,s1a,ok\n"))
    assert "line 2, row 2, column C (status): 3 cells where the header has 34" in said
    assert "after 'ok'" in said


def test_stray_quote_is_refused_with_its_cell(write: Callable[[str], Path]) -> None:
    bad = line(claim_id="c-bbbbbbbb", ref="s1a", claim='"Exports" rose')
    said = damage(write(f"{HEADER}\n{line(claim_id='c-dddddddd')}\n{bad}\n"))
    assert 'line 3, row 3, column I (claim): a stray double quote: \'"Exports" rose' in said


def test_quote_left_open_is_refused_where_it_opens(write: Callable[[str], Path]) -> None:
    bad = line(claim_id="c-bbbbbbbb", ref="s1a", note='"never closed')
    said = damage(write(f"{HEADER}\n{bad}\n{line(claim_id='c-dddddddd')}\n"))
    assert "line 2, row 2, column L (note): a double quote is never closed: '\"never closed" in said


def test_missing_column_is_named_and_its_new_name_suggested(write: Callable[[str], Path]) -> None:
    names = [name for name in NAMES if name != "note"]
    assert "line 1: no column 'note'" in damage(write(",".join(names) + "\n"))
    said = damage(write(HEADER.replace("reviewer", "Reviewer ") + "\n"))
    assert "Rename column E from 'Reviewer ' to 'reviewer'" in said


def test_header_twice_is_refused_with_both_columns(write: Callable[[str], Path]) -> None:
    assert "two columns are named 'desk' (AI and AJ)" in damage(write(f"{HEADER},desk,desk\n{line()},,\n"))


def test_id_twice_is_refused_with_both_lines(write: Callable[[str], Path]) -> None:
    said = damage(write(f"{HEADER}\n{line(claim_id='c-bbbbbbbb')}\n\n{line(claim_id='c-bbbbbbbb', note='x')}\n"))
    assert "line 4, row 4, column A (claim_id): 'c-bbbbbbbb' stands twice: first in row 2, line 2" in said


def test_several_rows_may_lack_an_id(write: Callable[[str], Path]) -> None:
    rows = read_claims(write(f"{HEADER}\n{line(note='one')}\n{line(note='two')}\n")).rows
    assert [row.note for row in rows] == ["one", "two"]


def test_blank_rows_and_nameless_blank_columns_are_left_out(write: Callable[[str], Path]) -> None:
    table = read_claims(write(f"{HEADER},,\n{line(claim_id='c-bbbbbbbb')},,\n{line()},,\n\n\n"))
    assert table.columns == NAMES
    assert len(table.rows) == 1
    assert "holds 'mine'" in damage(write(f"{HEADER},\n{line()},mine\n"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"c-bbbbbbbb,s1a,ok\n", "no table of claims"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL byte"),
        (codecs.BOM_UTF8 + b"claim_id,\xff\xfe", "byte 0xff is no utf-8 text"),
        (b"claim_id\x81", "byte 0x81 is no UTF-8, UTF-16 or cp1252"),
    ],
)
def test_what_is_no_table_is_refused(write: Callable[[bytes], Path], content: bytes, said: str) -> None:
    assert said in damage(write(content))


def test_unread_status_is_a_problem_with_its_claim(write: Callable[[str], Path]) -> None:
    table = read_claims(write(f"{HEADER}\n{line(claim_id='c-bbbbbbbb', ref='s1a', status='verfied')}\n"))
    assert [(problem.code, problem.place) for problem in table.problems] == [
        ("unreadable-status", "s1a c-bbbbbbbb, status")
    ]


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="factcheck parse"):
        read_claims(tmp_path / "none.csv")
    table = open_table(tmp_path / "none.csv")
    assert (table.rows, table.sha256) == ((), "")
    with pytest.raises(UnreadableInput):
        read_claims(tmp_path)


def test_frame_holds_text_only(write: Callable[[str], Path]) -> None:
    table: ClaimsTable = read_claims(write(f"{HEADER},desk\n{line(claim_id='c-bbbbbbbb', note='007')},NA\n"))
    assert list(table.frame.columns) == [*NAMES, "desk"]
    assert table.frame.loc[0, "note"] == "007"
    assert table.frame.loc[0, "desk"] == "NA"
    assert table.frame.loc[0, "status"] == ""


def test_very_long_cell_is_read(write: Callable[[str], Path]) -> None:
    page = "word " * 60_000
    assert (
        read_claims(write(f"{HEADER}\n{line(claim_id='c-bbbbbbbb', evidence_quote=page)}\n")).rows[0].evidence_quote
        == page
    )


def test_table_that_is_refused_leaves_the_limit_of_csv_cells_as_it_was(tmp_path: Path) -> None:
    limit = 131_072  # Python's own
    csv.field_size_limit(limit)
    with pytest.raises(DamagedTable) as refused:
        parse_table(b"no,header\n1,2\n", tmp_path / "claims.csv")
    assert refused.value.__traceback__ is not None  # which holds on to the reading
    assert csv.field_size_limit() == limit
