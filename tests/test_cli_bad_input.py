"""What cannot be read, written or understood: a message with the place and the next step, exit 2, the old files whole."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from cli_desk import DAMS, LAKE, Desk, lake, refusing

from factcheck.cli import COMMANDS, group
from factcheck.errors import UnreadableInput
from factcheck.readers import read
from factcheck.readers.reading import MAX_BYTES

ROOT = Path(__file__).parent.parent
MARK = ("mark", "1a", "wrong", "--by", "ana")
READING = [("report",), MARK, ("log",), ("undo", "--by", "ana"), ("parse", "lake.txt")]
"""Every command that reads a table."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


# ---------------------------------------------------------------- articles
@pytest.mark.parametrize(
    ("name", "data", "reason", "step"),
    [
        ("empty.txt", b"", "empty.txt: is empty", "Give a file with the article's text."),
        ("blank.txt", b" \n\t\r\n", "blank.txt: holds only white space", "Give a file"),
        ("bom.txt", b"\xef\xbb\xbf\n", "bom.txt: holds only white space", "Give a file"),
        ("nul.txt", b"Lake\0Toma\0lost it", "nul.txt: holds NUL bytes", "Save or export it as plain text"),
        ("noise.bin", bytes(range(1, 32)) * 40, "noise.bin: is a binary file", "Save or export it"),
        ("draft.pdf", b"%PDF-1.7\nx", "draft.pdf: is a damaged PDF", "Get it again"),
        ("draft.txt", b"%PDF-1.7\nx", "draft.txt: is a damaged PDF", "Get it again"),
        ("draft.docx", b"PK\x03\x04 word/document.xml", "draft.docx: is a damaged Word file", "save it again as .docx"),
        (
            "draft.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "draft.doc: is an old Microsoft Office file",
            "save it as .docx or .pdf",
        ),
        ("photo.jpg", b"\xff\xd8\xff\xe0 JFIF", "photo.jpg: is a JPEG image", "Save or export it"),
        (
            "page.html",
            b"<html><body><script>x()</script></body></html>",
            "page.html: holds no readable text",
            "browser",
        ),
    ],
)
def test_article_that_is_no_text_is_refused_by_its_name(
    desk: Desk, name: str, data: bytes, reason: str, step: str
) -> None:
    desk.lay({name: data})
    said = desk.refused("parse", name)
    assert reason in said
    assert step in said


def test_article_that_is_not_there_is_refused(desk: Desk) -> None:
    assert "lakes.txt: there is no such file" in desk.refused("parse", "lakes.txt")


def test_folder_is_no_article(desk: Desk) -> None:
    (desk.folder / "drafts").mkdir()
    said = desk.refused("parse", "drafts")
    assert "drafts: is a folder" in said
    assert "Give the path of one article in it." in said


def test_table_is_no_article(desk: Desk) -> None:
    assert "claims.csv: this is the table of claims, not an article" in desk.refused("parse", "claims.csv")


def test_empty_stdin_is_refused(desk: Desk) -> None:
    assert "stdin: is empty" in desk.refused("parse", "-")


def test_article_without_the_right_to_read_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated: these tests may run as root, whom no right is denied."""
    real = Path.open

    def denied(path: Path, *words: str, **named: str) -> object:
        if path.name == "lake.txt" and words:  # as the reader opens it, not as this desk looks at its files
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *words, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", denied)
    assert "lake.txt: you have no permission to read it" in desk.refused("parse", "lake.txt")


def test_size_limit_is_five_megabytes_and_not_a_byte_less(desk: Desk) -> None:
    """The limit is the reader's; five megabytes are read here, not parsed."""
    sentence = b"The lake lost a third of its water. "
    full = (sentence * (MAX_BYTES // len(sentence) + 1))[:MAX_BYTES]
    assert MAX_BYTES == 5 * 1024 * 1024
    desk.lay({"full.txt": full})
    assert len(read(desk.folder / "full.txt").text) == MAX_BYTES
    desk.lay({"over.txt": full + b"."})
    with pytest.raises(UnreadableInput, match="larger than the 5 MB limit"):
        read(desk.folder / "over.txt")


def test_article_above_the_limit_is_refused(desk: Desk) -> None:
    desk.lay({"over.txt": b"x" * (MAX_BYTES + 1)})
    for words, data in ((("parse", "over.txt"), b""), (("parse", "-"), b"x" * (MAX_BYTES + 1))):
        said = desk.refused(*words, stdin=data)
        assert "is larger than the 5 MB limit (5,242,881 bytes, at most 5,242,880 are read)" in said
        assert "Split it" in said


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2005-02-30", "there is no such date"),
        ("yesterday", "this is no date that can be read"),
        ("08/10/2005", "day and month can be taken for each other"),
        ("2005-13", "there is no such date"),
        ("Monday, 17 August 2005", "that day was another day of the week"),
        ("-1", "this is no date that can be read"),
    ],
)
def test_date_that_is_none_is_refused(desk: Desk, typed: str, reason: str) -> None:
    said = desk.refused("parse", "lake.txt", "--published", typed)
    assert f"--published {typed!r}: {reason}" in said
    assert "Write it as 2005-08-17" in said


# ---------------------------------------------------------------- tables
def damaged(desk: Desk, change: Callable[[str], str]) -> None:
    desk.lay({"claims.csv": ("\ufeff" + change(desk.text())).encode()})


def refused_by_all(desk: Desk) -> set[str]:
    """What each command that reads the table says: the same."""
    return {desk.refused(*words) for words in READING}


def test_stray_comma_is_named_with_line_and_cell(desk: Desk) -> None:
    damaged(desk, lambda text: text.replace("Engineers built 12 dams in 1975.", "Engineers built 12 dams, in 1975.", 1))
    (said,) = refused_by_all(desk)
    assert "claims.csv, line 3, row 3, column I (claim): 35 cells where the header has 34" in said
    assert "a stray comma, probably in 'Engineers built 12 dams, in 1975.'" in said
    assert 'Put the cell in double quotes: "Engineers built 12 dams, in 1975."' in said


def test_missing_column_is_named(desk: Desk) -> None:
    damaged(desk, lambda text: text.replace(",evidence_quote,", ",evidence quote,", 1))
    (said,) = refused_by_all(desk)
    assert "claims.csv, line 1: no column 'evidence_quote'" in said
    assert "Rename column K from 'evidence quote' to 'evidence_quote'." in said


def test_duplicated_id_is_named_with_both_rows(desk: Desk) -> None:
    claim_id = desk.row(DAMS)["claim_id"]
    desk.edit(lambda rows: rows.append(dict(rows[1])))
    (said,) = refused_by_all(desk)
    assert f"claims.csv, line 6, row 6, column A (claim_id): '{claim_id}' stands twice: first in row 3, line 3" in said
    assert "Delete one of the two rows" in said


def test_broken_quote_is_named(desk: Desk) -> None:
    damaged(
        desk, lambda text: text.replace(",Engineers built 12 dams in 1975.,", ',"Engineers built 12 dams in 1975.,', 1)
    )
    (said,) = refused_by_all(desk)
    assert "claims.csv, line 3, row 3, column I (claim): a " in said
    assert "double quote" in said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n\n", "the file is empty"),
        (b"Dear Ana,\nhere is the draft.\n", "this is no table of claims: its first row reads 'Dear Ana | '"),
        (b"PK\x03\x04\x14\0\x06\0", "a NUL byte: this is no text file"),
    ],
)
def test_file_that_is_no_table_is_refused(desk: Desk, data: bytes, reason: str) -> None:
    desk.lay({"claims.csv": data})
    (said,) = refused_by_all(desk)
    assert reason in said
    assert "\n  " in said, "what to do next"


def test_conflict_marks_of_a_merge_are_no_table(desk: Desk) -> None:
    damaged(desk, lambda text: text.replace("\n", "\n<<<<<<< HEAD\n", 1))
    (said,) = refused_by_all(desk)
    assert "line 2" in said


def test_table_that_is_a_folder_is_refused(desk: Desk) -> None:
    (desk.folder / "claims").mkdir()
    for words in READING:
        assert "'claims' is a directory" in desk.refused(*words, "--claims", "claims")


def test_table_that_is_not_there_names_the_command_that_makes_it(desk: Desk) -> None:
    for words in READING[:-1]:
        said = desk.refused(*words, "--claims", "lakes.csv")
        assert "lakes.csv: no such file" in said
        assert "factcheck parse ARTICLE" in said


def test_table_in_a_folder_that_is_not_there_is_refused(desk: Desk) -> None:
    assert "there is no folder" in desk.refused("parse", "lake.txt", "--claims", "nowhere/claims.csv")
    assert not (desk.folder / "nowhere").exists()


def test_journal_that_is_a_folder_is_refused(desk: Desk) -> None:
    (desk.folder / "claims.journal.jsonl").unlink()
    (desk.folder / "claims.journal.jsonl").mkdir()
    for words in (MARK, ("log",), ("undo", "--by", "ana")):
        assert "claims.journal.jsonl" in desk.refused(*words)


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"\xff\xfe",
        b'{"time": 1}',
        b'{"void": "x"}',
        b'{"closes": "x", "columns": 3, "dialect": {}, "time": "", "who": "", "command": "", "why": "", "sha256": "", "before_sha256": "", "written": true}',
    ],
)
def test_line_of_the_journal_that_somebody_edited_stops_nobody(desk: Desk, line: bytes) -> None:
    desk.done(*MARK)
    journal = desk.files()["claims.journal.jsonl"]
    desk.lay({"claims.journal.jsonl": line + b"\n" + journal})
    said = desk.done("log")
    assert "-> 'wrong'" in said.out
    assert "claims.journal.jsonl, line 1: a line that a kill tore off, or somebody edited; left out" in said.err
    desk.done("undo", "--by", "ana")
    assert desk.rows()[0]["status"] == "unverified"


# ---------------------------------------------------------------- writing
WRITING = [MARK, ("undo", "--by", "ana"), ("parse", "lake.txt", "--published", "2005-03-08")]


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_full_disk_leaves_the_old_files_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(os, "write", refusing(errno.ENOSPC))
    said = desk.refused(*words)
    assert "cannot be written: the disk is full" in said
    assert "Free some space, then try again. The old file is unchanged." in said


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_disk_that_fills_up_half_way_leaves_the_old_files_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """The journal still goes through; of the table only the first bytes do."""
    real, room = os.write, [True]

    def filling(handle: int, data: bytes) -> int:
        if bytes(data[:8]).startswith(b"\xef\xbb\xbf"):
            room[0] = False
            return real(handle, data[:10])
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", filling)
    assert "claims.csv: cannot be written: the disk is full" in desk.refused(*words)
    assert not room[0]


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_read_only_folder_leaves_the_old_files_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Simulated: these tests may run as root, whom no right is denied."""
    real = os.open

    def denied(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT and not str(path).endswith(".lock"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", denied)
    assert "cannot be written: no right to write in" in desk.refused(*words)


def test_read_only_folder_lets_no_lock_be_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", refusing(errno.EACCES))
    assert "claims.csv: cannot be written: no right to write in" in desk.refused(*MARK)


def test_read_only_folder_can_still_be_reported_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", refusing(errno.EACCES))
    assert "NOT CLEARED" in desk.done("report").out
    desk.done("log")


def test_write_protected_table_is_left_alone(desk: Desk) -> None:
    (desk.folder / "claims.csv").chmod(0o444)
    assert "it is write-protected" in desk.refused(*MARK)


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_table_open_in_libreoffice_is_left_alone(desk: Desk, words: tuple[str, ...]) -> None:
    desk.write(".~lock.claims.csv#", ",ana,desk7,23.11.2026 14:02,file:///home/ana/.config;")
    said = desk.refused(*words)
    assert "claims.csv: cannot be written: it is open in LibreOffice (ana on desk7 since 23.11.2026 14:02)" in said
    assert "Close it there first; if nobody has it open, delete .~lock.claims.csv#." in said
    assert "NOT CLEARED" in desk.done("report").out


@pytest.mark.parametrize(
    "words", [MARK, ("parse", "lake.txt", "--published", "2005-03-08")], ids=lambda words: words[0]
)
def test_table_changed_between_reading_and_writing_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """A spreadsheet saves in the very moment between the two."""
    module = sys.modules.setdefault(f"factcheck.cli.{words[0]}", __import__(f"factcheck.cli.{words[0]}"))
    real = module.commit
    journal = (desk.folder / "claims.journal.jsonl").read_bytes()

    def meanwhile(*args: object, **kwargs: object) -> object:
        desk.put(DAMS, note="typed just now")
        return real(*args, **kwargs)

    monkeypatch.setattr(module, "commit", meanwhile)
    said = desk.run(*words)
    assert (said.code, said.out) == (2, "")
    assert "claims.csv: changed on disk since it was read" in said.err
    assert "Run the command again: it will see what changed. Nothing was written." in said.err
    assert desk.row(DAMS)["note"] == "typed just now"
    assert (desk.folder / "claims.journal.jsonl").read_bytes() == journal
    monkeypatch.setattr(module, "commit", real)
    desk.done(*words)
    assert desk.row(DAMS)["note"] == "typed just now"


def test_what_the_system_refuses_otherwise_is_a_message_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", refusing(errno.EIO))
    said = desk.run("report")
    assert (said.code, said.out) == (2, "")
    assert "claims.csv" in said.err
    assert "Input/output error" in said.err


# ---------------------------------------------------------------- the command line itself
def commands() -> dict[str, click.Command]:
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command}


def test_help_names_every_command_and_does_not_load_them(desk: Desk) -> None:
    out = desk.done("--help").out
    for name, (_, what) in COMMANDS.items():
        assert f"  {name} " in out
        assert what in out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_says_what_every_option_does(desk: Desk, name: str) -> None:
    out = " ".join(desk.done(name, "--help").out.split())
    command = commands()[name]
    assert command.help
    assert command.help.split(".")[0].replace("\n", " ").split()[0] in out
    options = [each for each in command.params if isinstance(each, click.Option)]
    if name not in {"explain", "merge"}:  # one needs no table, the other is given two
        assert {"--claims"} <= {flag for option in options for flag in option.opts}
    for option in options:
        assert option.help, option.name
        assert option.help[0].isupper() or option.name == "only", f"--{option.name}: {option.help}"
        assert all(flag in out for flag in option.opts)


def test_short_help_flag_is_the_same(desk: Desk) -> None:
    assert desk.done("mark", "-h").out == desk.done("mark", "--help").out


def test_version_is_said(desk: Desk) -> None:
    assert desk.done("--version").out.startswith("factcheck, version ")


@pytest.mark.parametrize(
    ("typed", "meant"), [("prase", "parse"), ("reports", "report"), ("Mark", "mark"), ("udno", "undo")]
)
def test_mistyped_command_is_told_the_nearest(desk: Desk, typed: str, meant: str) -> None:
    said = desk.refused(typed)
    assert f"No such command '{typed}'" in said
    assert f"Did you mean '{meant}'?" in said


def test_command_like_no_other_is_told_none(desk: Desk) -> None:
    said = desk.refused("xyzzy")
    assert "No such command 'xyzzy'" in said
    assert "Did you mean" not in said
    assert "factcheck --help" in said


def test_mistyped_option_is_told_the_nearest(desk: Desk) -> None:
    said = desk.refused("report", "--onyl", "open")
    assert "No such option" in said
    assert "--only" in said


def test_unknown_format_lists_those_there_are(desk: Desk) -> None:
    said = desk.refused("report", "--format", "docx")
    for form in ("text", "md", "html", "json"):
        assert f"'{form}'" in said


# ---------------------------------------------------------------- as a process
def process(desk: Desk, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "factcheck", *words],
        cwd=desk.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        input=stdin,
        capture_output=True,
        check=False,
    )


def test_refusal_of_a_process_is_its_exit_code_and_a_message(desk: Desk) -> None:
    done = process(desk, "mark", "9a", "wrong", "--by", "ana")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("factcheck: 9a: no claim has this ref\n")


def test_pipe_into_a_process_is_read_in_its_own_encoding(desk: Desk) -> None:
    done = process(desk, "parse", "-", "--article", "piped", "--new-article", stdin=LAKE.encode("utf-16"))
    assert done.returncode == 0, done.stderr
    assert b"stdin: read as UTF-16" in done.stderr
    assert "“No village" in desk.text()
