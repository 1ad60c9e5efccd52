"""factcheck corpus with what archives, tables and datasets hold in practice: nothing hangs, is lost, or is told untrue."""

import os
from pathlib import Path

import pytest
from cli_desk import Desk
from corpus_desk import ARCHIVE, archive, made, rows

from factcheck.corpus import Columns, find_source
from factcheck.corpus.item import Item
from factcheck.errors import BadArgument, UnreadableInput

pa = pytest.importorskip("pyarrow", reason="of the extra `scale`")
parquet = pytest.importorskip("pyarrow.parquet", reason="of the extra `scale`")

MILL = "The mill closed in 1994."
MAKE = ("corpus", "archive", "-o", "out", "--jobs", "1")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay({f"archive/{name}": text.encode() for name, text in ARCHIVE.items()})


def table(folder: Path, **columns: object) -> Path:
    parquet.write_table(pa.table(columns), folder / "texts.parquet")
    return folder / "texts.parquet"


def items(place: Path, columns: Columns | None = None) -> list[Item]:
    return list(find_source(place, columns or Columns()).items())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(archive(tmp_path / "archive") / "pipe.txt")
    assert [item.refused for item in items(tmp_path / "archive") if item.name == "pipe.txt"] == ["is no regular file"]


def test_dataset_in_the_archive_is_no_article(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive")
    assert made(folder, folder / "out").found == 3
    assert made(folder, folder / "out").found == 3
    with pytest.raises(BadArgument, match="is a dataset of claims, no archive"):
        find_source(folder / "out")


@pytest.mark.parametrize("text", [[7], [["a", "b"]], [{"a": "b"}], [1.5]])
def test_text_column_without_text_is_refused_with_its_type(tmp_path: Path, text: list[object]) -> None:
    with pytest.raises(BadArgument, match="the column 'text' holds no text, but "):
        items(table(tmp_path, text=text, name=["a"]))


def test_text_may_be_bytes_a_dictionary_or_nothing_and_names_any_kind(tmp_path: Path) -> None:
    assert [item.name for item in items(table(tmp_path, text=[MILL.encode()], name=[b"a"]))] == ["a"]
    coded = pa.array([MILL]).dictionary_encode()
    assert [item.data[3:] for item in items(table(tmp_path, text=coded, name=[7]))] == [MILL.encode()]
    assert [item.name for item in items(table(tmp_path, text=pa.nulls(1), name=["a"]))] == ["a"]


def test_rows_without_a_name_are_told_each_by_its_number(tmp_path: Path) -> None:
    summary = made(table(tmp_path, text=[MILL] * 3, name=[None, "a", " "]), tmp_path / "out")
    assert (summary.found, summary.parsed, summary.unread, summary.twice) == (3, 1, 2, 0)
    assert [trouble.place for trouble in summary.trouble] == ["(row 1)", "(row 3)"]


def test_outlet_that_is_no_number_is_blank(tmp_path: Path) -> None:
    assert [i.outlet for i in items(table(tmp_path, text=[MILL], name=["a"], outlet=[float("nan")]))] == [""]


@pytest.mark.parametrize("columns", [Columns(published="day"), Columns(outlet="paper")])
def test_column_that_was_asked_for_and_is_not_there_is_refused(tmp_path: Path, columns: Columns) -> None:
    (tmp_path / "a.txt").write_text(MILL, encoding="utf-8")
    listed = tmp_path / "list.csv"
    listed.write_text("path,published\na.txt,2005-08-17\n", encoding="utf-8")
    for place in (table(tmp_path, text=[MILL], name=["a"]), listed):
        with pytest.raises(BadArgument, match=r"the table has no column '(day|paper)'"):
            list(find_source(place, columns).items())


@pytest.mark.parametrize(
    "listed",
    [
        "path;published;outlet\na.txt;2005-08-17;LETA\n",
        "path\tpublished\toutlet\r\na.txt\t2005-08-17\tLETA\r\n",
        "Path, Published , OUTLET\na.txt,2005-08-17,LETA\n",
    ],
)
def test_header_of_a_list_may_have_semicolons_tabs_blanks_and_capitals(tmp_path: Path, listed: str) -> None:
    (tmp_path / "a.txt").write_text(MILL, encoding="utf-8")
    (tmp_path / "list.csv").write_text(listed, encoding="utf-8", newline="")
    assert [(i.name, i.published, i.outlet) for i in items(tmp_path / "list.csv")] == [("a.txt", "2005-08-17", "LETA")]


@pytest.mark.parametrize("line", ['"a.txt,2005-08-17\na.txt,2005\n', "a.txt," + "x" * 200_000 + "\n"])
def test_list_that_is_no_csv_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(MILL, encoding="utf-8")
    (tmp_path / "list.csv").write_text("path,published\n" + line, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="cannot be read as CSV"):
        items(tmp_path / "list.csv")


def test_article_given_for_a_list_is_refused_before_anything_is_written(desk: Desk) -> None:
    desk.lay({"draft.txt": MILL.encode()})
    said = desk.refused("corpus", "draft.txt", "-o", "out", "--jobs", "1")
    assert "draft.txt: none of its lines names a file that is there" in said
    assert "factcheck parse ARTICLE" in said
    assert not (desk.folder / "out").exists()


def test_what_gave_nothing_is_told_as_tried_again_not_as_changed(desk: Desk) -> None:
    (desk.folder / "archive" / "gone.txt").symlink_to("nowhere.txt")
    desk.done(*MAKE)
    said = desk.done(*MAKE).err
    assert "3 done before, 1 without claims, being unreadable, 1 tried again, having given nothing before" in said
    assert "changed since" not in said


def test_run_goes_on_where_one_ended_before_it_wrote_what_the_folder_is(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for left in (".corpus.txt.lock", ".corpus.txt.queue.lock", ".corpus.txt.desk.7.parquet"):
        (tmp_path / "out" / left).touch()
    assert made(archive(tmp_path / "archive"), tmp_path / "out").parsed == 3


@pytest.mark.parametrize(
    ("dataset", "words"),
    [
        ("claims", ("corpus", "out", "--query", "repeated")),
        ("articles", ("corpus", "out", "--sql", "SELECT * FROM articles")),
        ("articles", MAKE),
        ("claims", MAKE),
    ],
)
def test_damaged_part_is_named_with_what_to_do(desk: Desk, dataset: str, words: tuple[str, ...]) -> None:
    desk.done(*MAKE)
    part = next((desk.folder / "out" / dataset).iterdir())
    part.write_bytes(b"junk")
    desk.lay({"archive/dams.txt": b"Another text of 2001."})  # its part is to be rewritten
    said = desk.refused(*words)
    assert part.name in said


@pytest.mark.parametrize("statement", ["", "  ", "-- nothing"])
def test_blank_sql_is_refused(desk: Desk, statement: str) -> None:
    desk.done(*MAKE)
    assert "--sql: there is no statement" in desk.refused("corpus", "out", "--sql", statement)


def test_blanks_that_are_counted_by_are_words_in_text_and_blank_in_csv(desk: Desk) -> None:
    desk.lay({"archive/mill.txt": MILL.encode()})
    desk.done(*MAKE)
    assert "(no source named)" in desk.done("corpus", "out", "--query", "claims-by-source").out
    assert "(not dated)" in desk.done("corpus", "out", "--query", "claims-by-date").out
    plain = desk.done("corpus", "out", "--query", "claims-by-source", "--format", "csv").out
    assert "(no source named)" not in plain
    assert "\n," in plain
    assert "(no" not in desk.done("corpus", "out", "--query", "claims").out


@pytest.mark.parametrize("date", ["2005-03-05", "March 5, 2005", "5 March 2005"])
def test_date_may_be_in_words(desk: Desk, date: str) -> None:
    desk.lay({"archive/mill.txt": b"The mill closed on March 5, 2005."})
    desk.done(*MAKE)
    assert "The mill closed" in desk.done("corpus", "out", "--query", "claims", "--date", date).out


def test_date_that_is_none_is_refused(desk: Desk) -> None:
    desk.done(*MAKE)
    assert "no date that can be read" in desk.refused("corpus", "out", "--query", "claims", "--date", "lately")


def test_json_holds_every_column_of_one_name_and_no_nan(desk: Desk) -> None:
    desk.done(*MAKE)
    said = desk.done("corpus", "out", "--sql", "SELECT 1 AS a, 2 AS a, 'nan'::DOUBLE AS b", "--format", "json")
    assert said.out == '[\n{"a": 1, "a_2": 2, "b": "nan"}\n]\n'


def test_table_given_twice_suggests_once(desk: Desk) -> None:
    desk.done(*MAKE)
    desk.lay({"draft.txt": b"Lake Toma lost a third of its water in 1994.\n"})
    desk.done("parse", "draft.txt")
    desk.done("mark", "1a", "verified", "--by", "ana", "--evidence", "Survey of 1995, page 3")
    once = desk.done("corpus", "out", "--query", "verdicts", "--claims", "claims.csv", "--format", "csv").out
    tables = ("--claims", "claims.csv", "--claims", "claims.csv")
    assert desk.done("corpus", "out", "--query", "verdicts", *tables, "--format", "csv").out == once
    assert len(once.splitlines()) > 1
    assert rows(desk.folder / "out", "articles")
