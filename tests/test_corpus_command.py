"""factcheck corpus at the command line: what it says, what it refuses, and what it needs."""

import sys
from pathlib import Path

import pytest
from cli_desk import Desk
from corpus_desk import ARCHIVE, interrupted_after

from factcheck.cli import corpus

INSTALL = 'pip install "factcheck-toolkit[scale]"'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay({f"archive/{name}": text.encode() for name, text in ARCHIVE.items()})


MAKE = ("corpus", "archive", "-o", "out", "--jobs", "1")


def test_making_says_on_stderr_what_was_done_and_prints_no_data(desk: Desk) -> None:
    desk.lay({"archive/empty.txt": b"", "archive/photo.jpg": b"x"})
    said = desk.done(*MAKE)
    assert said.out == ""
    assert said.err.splitlines()[:3] == [
        "archive: not read, being no articles: .jpg 1",
        "empty.txt: is empty. Give a file with the article's text.",
        "4 articles: 3 parsed, 1 without claims, being unreadable",
    ]
    assert said.err.splitlines()[-1] == "out: written. Next: factcheck corpus out --query claims-by-source"
    again = desk.done(*MAKE)
    assert "4 articles: 4 done before" in again.err
    assert "out: nothing to do." in again.err


def test_what_another_version_made_is_told_with_the_way_to_make_it_anew(desk: Desk) -> None:
    desk.done(*MAKE)
    desk.lay({"outlets.csv": b"name,aliases,kind,country,language,hosts,parent,source\nHill Sentinel,,paper,,,,,\n"})
    said = desk.done(*MAKE).err
    assert "kind 'paper' is none of the kinds" in said
    assert "3 of those done were made by another version of factcheck, or with other outlets" in said
    assert "3 articles: 3 parsed, 3 made anew" in desk.done(*MAKE, "--again").err
    assert "another version" not in desk.done(*MAKE).err


def test_making_shows_a_bar_on_a_terminal_only(desk: Desk) -> None:
    assert "Parsing articles" in desk.done(*MAKE, terminal=True).err
    desk.lay({"archive/new.txt": b"The mill closed in 1994.\n"})
    assert "Parsing articles" not in desk.done(*MAKE).err


def test_interrupted_run_says_that_the_same_command_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(corpus, "in_process", interrupted_after(1))
        said = desk.run(*MAKE, "--batch", "1")
    assert said.code == 130
    assert said.err.endswith("Stopped. What was done is kept; the same command goes on from there.\n")
    assert "3 articles: 2 parsed, 1 done before" in desk.done(*MAKE, "--batch", "1").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("corpus", "nowhere", "-o", "out"), "nowhere: there is no such file or folder"),
        (("corpus", "archive"), "Say where the dataset is made with -o OUT"),
        (("corpus", "archive", "--query", "claims"), "here is no dataset of claims"),
        (("corpus", "archive", "-o", "archive"), "something else is there"),
        (("corpus", "archive", "-o", "out", "--source", "Ana"), "--source goes with --query or --sql"),
        (("corpus", "out", "--query", "claims", "--again"), "--again is for making a dataset"),
        (("corpus", "out", "--query", "claims", "--jobs", "2"), "--jobs is for making a dataset"),
        (("corpus", "out", "--query", "claims", "--sql", "SELECT 1"), "--query and --sql are two ways to ask"),
        (("corpus", "out", "--query", "repeated", "--source", "Ana"), "They go with --query claims"),
        (("corpus", "out", "--query", "verdicts"), "--query verdicts and --claims FILE go together"),
        (("corpus", "out", "--query", "who"), "'who' is not one of"),
        (("corpus", "archive", "-o", "out", "--jobs", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_refused(desk: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in " ".join(desk.refused(*words).split())


def test_scheduler_that_does_not_answer_is_told(desk: Desk) -> None:
    said = desk.run(*MAKE, "--scheduler", "nonsense://x")
    assert said.code == 2
    assert "--scheduler nonsense://x: " in said.err
    assert "or: --scheduler local" in said.err


def test_list_of_which_nothing_can_be_read_is_refused(desk: Desk) -> None:
    desk.lay({"article.txt": b"The mill closed in 1994.\n"})
    said = desk.run("corpus", "article.txt", "-o", "out", "--jobs", "1")
    assert said.code == 2
    assert "none of its lines names a file that is there" in said.err
    assert "A LIST holds one path a line" in said.err


@pytest.mark.parametrize(
    ("library", "words"),
    [
        ("pyarrow", MAKE),
        ("pyarrow", ("corpus", "out", "--query", "claims")),
        ("datasketch", MAKE),
        ("duckdb", ("corpus", "out", "--query", "claims")),
        ("distributed", (*MAKE, "--scheduler", "local")),
        ("fsspec", ("corpus", "archive", "-o", "s3://bucket/claims", "--jobs", "1")),
    ],
)
def test_missing_library_is_named_with_the_command_that_installs_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, library: str, words: tuple[str, ...]
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, library, None)
        said = desk.run(*words)
    assert said.code == 2
    assert f"work on a corpus needs {library}, which is not installed" in said.err
    assert INSTALL in said.err
