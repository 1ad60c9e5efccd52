"""An archive to a dataset: every article once, whatever comes in between."""

import hashlib
import importlib.metadata
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_desk import ARCHIVE, all_rows, archive, files, interrupted_after, made, rows

import factcheck
from factcheck.corpus import Columns, Store, build, find_source, in_process, reading, work
from factcheck.corpus.columns import ARTICLES, CLAIMS, DATASETS, PROBLEMS
from factcheck.corpus.item import Batch, Made
from factcheck.corpus.version import own_version
from factcheck.corpus.work import Work
from factcheck.errors import BadArgument, UnreadableInput, UnwritableOutput
from factcheck.row import NAMES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive(tmp_path / "archive")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def articles(out: Path) -> dict[str, str]:
    """The outcome of each article."""
    return {row["article"]: row["outcome"] for row in rows(out, "articles")}


def test_dataset_holds_a_row_a_claim_with_the_columns_of_the_table_and_of_the_article(folder: Path, out: Path) -> None:
    assert made(folder, out).claims == len(rows(out, "claims"))
    dams = next(row for row in rows(out, "claims") if "12 dams" in row["claim"])
    assert list(dams) == [*NAMES, "sha256", "title", "author", "outlet", "url", "shingles", "bands"]
    told = {"article": "2005/lake.txt", "cited": "Toma Post", "cited_date": "2005-03-05", "published": "2005-03-07"}
    assert told.items() <= dams.items()
    assert dams["outlet"] == "River News"
    assert dams["status"] == ""


def test_claims_are_those_of_parse(folder: Path, out: Path) -> None:
    made(folder, out, size=3)
    alone = {(claim.id, claim.text) for claim in factcheck.parse(factcheck.read(folder / "dams.txt")).claims}
    assert {(row["claim_id"], row["claim"]) for row in rows(out, "claims") if row["article"] == "dams.txt"} == alone


def test_sha256_is_that_of_the_file(folder: Path, out: Path) -> None:
    made(folder, out)
    digests = {row["article"]: row["sha256"] for row in rows(out, "articles")}
    assert digests == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in ARCHIVE.items()}


def test_bad_files_are_rows_that_say_so(folder: Path, out: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    (folder / "notes.xyz").write_bytes(b"left out")
    summary = made(folder, out, size=2)
    assert (summary.found, summary.parsed, summary.unread) == (5, 3, 2)
    assert articles(out)["empty.txt"] == articles(out)["picture.html"] == "unreadable"
    (problem,) = [row for row in rows(out, "problems") if row["article"] == "empty.txt"]
    assert (problem["origin"], problem["code"], problem["level"]) == ("failure", "article-unreadable", "error")


def test_article_that_breaks_the_parser_stops_nothing_and_is_tried_again(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: factcheck.Document, published: str | None, outlets: None) -> factcheck.Article:
        if "tunnel" in document.text:
            raise RecursionError("too deep")
        return factcheck.parse(document, published=published, outlets=outlets)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "parse", broken)
        assert made(folder, out, size=3).unread == 1
    assert articles(out)["2005/tunnel.txt"] == "failed"
    summary = made(folder, out, size=3)
    assert (summary.parsed, summary.done) == (1, 2)
    assert set(articles(out).values()) == {"parsed"}
    made(folder, out.with_name("afresh"))
    assert all_rows(out) == all_rows(out.with_name("afresh"))


def test_what_is_done_is_not_done_again(folder: Path, out: Path) -> None:
    made(folder, out)
    before = files(out)
    summary = made(folder, out)
    assert (summary.found, summary.done, summary.parsed) == (3, 3, 0)
    assert files(out) == before


@pytest.mark.parametrize("parts", [0, 1, 2])
def test_interrupted_and_resumed_gives_the_same_files(folder: Path, out: Path, parts: int) -> None:
    made(folder, out.with_name("whole"))
    with pytest.raises(KeyboardInterrupt):
        made(folder, out, interrupted_after(parts))
    # A run killed in the middle of a part leaves claims without their articles, and files it had not ended.
    (out / "claims" / "part-00.parquet").write_bytes(b"half a file")
    (out / "articles" / ".part-00.parquet.host.1.parquet").write_bytes(b"PAR1")
    summary = made(folder, out)
    assert (summary.done, summary.parsed) == (parts, 3 - parts)
    assert files(out) == files(out.with_name("whole"))


def test_changed_article_takes_the_place_of_the_old_one(folder: Path, out: Path) -> None:
    made(folder, out, size=3)
    (folder / "dams.txt").write_text("Engineers built 14 dams in 1975.\n", encoding="utf-8")
    summary = made(folder, out, size=3)
    assert (summary.done, summary.parsed, summary.changed) == (2, 1, 1)
    made(folder, out.with_name("afresh"), size=3)
    assert all_rows(out) == all_rows(out.with_name("afresh"))


def by_another_version(batches: Iterator[Batch], work: Work) -> Iterator[Made]:
    return map(replace(work, version="0.0.1+abc"), batches)


@pytest.fixture
def earlier(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset that another version made."""
    with monkeypatch.context() as patch:
        patch.setattr(work, "own_version", lambda: "0.0.1+abc")
        made(folder, out, by_another_version, size=2)
    return out


def versions(out: Path) -> set[str]:
    return {row["version"] for row in rows(out, "articles")}


def test_what_another_version_made_stays_and_is_told(folder: Path, earlier: Path) -> None:
    before = files(earlier)
    (folder / "mill.txt").write_text("The mill closed in 1994.\n", encoding="utf-8")
    summary = made(folder, earlier)
    assert (summary.done, summary.earlier, summary.parsed, summary.again) == (3, 3, 1, 0)
    assert before.items() <= files(earlier).items()
    assert versions(earlier) == {"0.0.1+abc", own_version()}


@pytest.mark.parametrize("parts", [0, 2])
def test_again_makes_anew_what_another_version_made_though_interrupted(folder: Path, earlier: Path, parts: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(build(find_source(folder), str(earlier), interrupted_after(parts), size=1, again=True))
    assert articles(earlier)  # rows stay until it is the turn of their part
    summary = list(build(find_source(folder), str(earlier), in_process, size=1, again=True))[-1]
    assert (summary.done, summary.earlier, summary.parsed) == (parts, 0, 3 - parts)
    assert versions(earlier) == {own_version()}
    made(folder, earlier.with_name("afresh"))
    assert all_rows(earlier) == all_rows(earlier.with_name("afresh"))


def test_version_changes_with_the_code_and_nothing_else() -> None:
    released, _, code = own_version().partition("+")
    assert released == importlib.metadata.version("factcheck-toolkit")
    assert len(bytes.fromhex(code)) == 6


OUTLETS = "name,aliases,kind,country,language,hosts,parent,source\nHill Sentinel,,newspaper,KG,en,,,own\n"


def test_outlets_of_the_users_own_beside_the_archive_are_recognised(folder: Path, out: Path) -> None:
    (folder / "hill.txt").write_text("Engineers built 12 dams in 1975 (Hill Sentinel).\n", encoding="utf-8")
    made(folder, out)
    assert "Hill Sentinel" not in {row["cited"] for row in rows(out, "claims")}
    (folder.parent / "outlets.csv").write_text(OUTLETS, encoding="utf-8")
    summary = made(folder, out)
    assert (summary.done, summary.earlier) == (4, 4)  # other outlets, other rows: told as another version is
    made(folder, out.with_name("afresh"))
    assert "Hill Sentinel" in {row["cited"] for row in rows(out.with_name("afresh"), "claims")}


def test_article_that_left_the_archive_stays_in_the_dataset(folder: Path, out: Path) -> None:
    made(folder, out)
    (folder / "dams.txt").unlink()
    assert made(folder, out).others == 1
    assert "dams.txt" in articles(out)


def test_replacement_cut_short_leaves_no_article_twice(folder: Path, out: Path) -> None:
    made(folder, out, size=3)
    before = files(out)
    (folder / "dams.txt").write_text("Engineers built 14 dams in 1975.\n", encoding="utf-8")
    made(folder, out, size=3)
    for name, data in before.items():  # the older part, as if the run had been killed before it was removed
        (out / name).write_bytes(data)
    made(folder, out, size=3)
    made(folder, out.with_name("afresh"), size=3)
    assert all_rows(out) == all_rows(out.with_name("afresh"))


def test_list_names_paths_as_seen_from_it(folder: Path, out: Path) -> None:
    listed = folder.parent / "list.txt"
    listed.write_text("archive/dams.txt\n\narchive/missing.txt\r\narchive/dams.txt\n", encoding="utf-8")
    summary = made(listed, out)
    assert articles(out) == {"archive/dams.txt": "parsed", "archive/missing.txt": "unreadable"}
    assert (summary.found, summary.twice) == (2, 1)
    (folder / "missing.txt").write_text("It is there now.\n", encoding="utf-8")
    made(listed, out)
    assert articles(out)["archive/missing.txt"] == "parsed"


def test_list_with_a_header_gives_the_day_and_the_outlet(folder: Path, out: Path) -> None:
    (folder / "a, b.txt").write_text("The mill closed on Monday.\n", encoding="utf-8")
    listed = folder / "list.csv"
    listed.write_text('path,day,outlet\n"a, b.txt",2005-03-09,Mill Times\n', encoding="utf-8-sig")
    list(build(find_source(listed, Columns(published="day")), str(out), in_process))
    claim = rows(out, "claims")[0]
    assert (claim["published"], claim["published_basis"], claim["outlet"]) == ("2005-03-09", "given", "Mill Times")
    assert claim["event_date"] == "2005-03-07"


def test_day_that_cannot_be_read_is_a_problem_and_not_used(folder: Path, out: Path) -> None:
    listed = folder / "list.csv"
    listed.write_text("path,published\ndams.txt,08/10/2005\n", encoding="utf-8")
    made(listed, out)
    assert {row["published"] for row in rows(out, "claims")} == {"2006-01-02"}
    assert "published-unreadable" in {row["code"] for row in rows(out, "problems")}


def test_table_gives_texts_under_columns_of_any_name(tmp_path: Path, out: Path) -> None:
    table = {
        "id": [7, 8],
        "body": ["The mill closed on Monday.", "<html><body><p>The dam café broke in 1994.</p></body></html>"],
        "day": [date(2005, 3, 9), None],
    }
    pq.write_table(pa.table(table), tmp_path / "texts.parquet")
    source = find_source(tmp_path / "texts.parquet", Columns(text="body", name="id", published="day"))
    list(build(source, str(out), in_process))
    found = {row["article"]: (row["claim"], row["event_date"]) for row in rows(out, "claims")}
    assert found == {"7": ("The mill closed on Monday.", "2005-03-07"), "8": ("The dam café broke in 1994.", "1994")}


def test_table_without_the_columns_is_refused_with_those_it_has(tmp_path: Path, out: Path) -> None:
    pq.write_table(pa.table({"name": ["a"], "body": ["b"]}), tmp_path / "texts.parquet")
    with pytest.raises(BadArgument, match=r"no column 'text'(.|\n)*name, body(.|\n)*--text-column"):
        made(tmp_path / "texts.parquet", out)
    (tmp_path / "none.parquet").write_bytes(b"no table")
    with pytest.raises(UnreadableInput, match="cannot be read as a Parquet table"):
        made(tmp_path / "none.parquet", out)


def test_empty_folder_is_refused_and_nothing_begun(tmp_path: Path, out: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "photo.jpg").write_bytes(b"")
    with pytest.raises(BadArgument, match=r"holds no article(.|\n)*\.jpg 1"):
        made(tmp_path / "archive", out)
    assert not out.exists()


def test_folder_with_other_things_is_not_written_into(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    with pytest.raises(UnwritableOutput, match="something else is there"):
        made(folder, folder)
    assert sorted(folder.rglob("*")) == before


def test_place_that_cannot_be_written_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(UnwritableOutput):
        made(folder, tmp_path / "file" / "out")


def test_dataset_may_lie_where_fsspec_reaches(folder: Path, out: Path) -> None:
    place = f"memory://{out.name}"
    list(build(find_source(folder), place, in_process, size=2))
    made(folder, out, size=2)
    for name in DATASETS:
        assert Store(place).dataset(name).to_table().equals(Store(str(out)).dataset(name).to_table())
    assert list(build(find_source(folder), place, in_process, size=2))[-1].done == 3


def test_parse_and_the_work_can_be_sent_to_workers() -> None:
    assert pickle.loads(pickle.dumps(factcheck.parse)) is factcheck.parse  # noqa: S301  our own
    assert pickle.loads(pickle.dumps(Work(place="out"))) == Work(place="out")  # noqa: S301


def test_worker_of_another_version_is_refused(folder: Path, out: Path) -> None:
    (item, *_) = find_source(folder).items()
    with pytest.raises(BadArgument, match="Install the same version"):
        Work(place=str(out), version="0.0.1").read(item)


def test_page_on_corpora_describes_every_column() -> None:
    page = (Path(__file__).parent.parent / "docs" / "corpus.md").read_text(encoding="utf-8")
    for field in (*ARTICLES, *CLAIMS[len(NAMES) :], *PROBLEMS):
        assert f"| `{field.name}` | {field.type} | {field.what} |" in page


def test_importing_loads_none_of_the_libraries() -> None:
    code = (
        "import sys, factcheck.corpus, factcheck.cli.corpus\n"
        "print(sorted({'pyarrow', 'duckdb', 'datasketch', 'dask', 'distributed', 'fsspec', 'spacy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"
