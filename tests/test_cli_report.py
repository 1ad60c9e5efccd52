"""`factcheck report`: the checklist in every form, with the article at hand or not."""

import errno
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cli_desk import DAMS, LAKE, RECKLESS, THIRD, TRAIN, VILLAGE, Desk, lake, refusing

ROOT = Path(__file__).parent.parent
ESCAPE = "\x1b"
SHELL = pytest.mark.skipif(os.name == "nt", reason="needs bash")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


def verify_all(desk: Desk) -> None:
    desk.done("mark", "--opinions", "not_checkable", "--by", "ana", "--yes")
    refs = [desk.ref(words) for words in (THIRD, DAMS, VILLAGE)]
    desk.done("mark", *refs, "verified", "--by", "ana", "--evidence", "seen in print")


def test_report_says_where_things_stand_before_any_claim(desk: Desk) -> None:
    said = desk.done("report")
    assert said.err == ""
    assert said.out.startswith(
        "lake.txt · published 2005-03-07 (given) · nothing marked yet\n"
        "NOT CLEARED: 3 to check: 0 verified, 3 open, 0 to decide; 1 opinion or forecast\n"
        "  unconfirmed\n"
    )
    assert "4 of 4 sentences · names and numbers in no claim: 0\n" in said.out


def test_report_prints_each_sentence_once(desk: Desk) -> None:
    out = " ".join(desk.done("report").out.split())
    for sentence in ("s1 Toma lost", "s2 Engineers built 12 dams in 1975 (River News, March 5).", "s4 The plan"):
        assert out.count(sentence) == 1


@pytest.mark.parametrize("order", ["sentence", "source", "status", "reviewer"])
@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_every_claim_stands_in_every_form_and_order(desk: Desk, form: str, order: str) -> None:
    out = desk.done("report", "--format", form, "--by", order).out
    for row in desk.rows():
        assert out.count(f"{row['ref']}") >= 1, row["ref"]
    assert out.endswith("\n")


def test_call_sheet_goes_from_documents_to_the_writer(desk: Desk) -> None:
    out = desk.done("report", "--by", "source").out
    at = [out.index(title) for title in ("River News, 2005-03-05", "Toma Post, 2005-03-06", "No source given")]
    assert at == sorted(at)


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        ("open", {THIRD, DAMS, VILLAGE, RECKLESS}),
        ("opinions", {RECKLESS}),
        ("quote", {VILLAGE}),
        ("number", {DAMS}),
        ("number,quote", {DAMS, VILLAGE}),
        ("decide", set[str]()),
        ("mine:ana", set[str]()),
    ],
)
def test_only_narrows_the_claims_and_never_the_counts(desk: Desk, only: str, shown: set[str]) -> None:
    out = desk.done("report", "--only", only).out
    assert {words for words in (THIRD, DAMS, VILLAGE, RECKLESS) if words in out} == shown
    assert "NOT CLEARED: 3 to check" in out
    assert f"showing {len(shown)} of 4: {only}" in out


def test_only_names_its_words_when_it_gets_another(desk: Desk) -> None:
    said = desk.refused("report", "--only", "opne")
    assert "'opne'" in said
    assert "open, decide" in said


def test_require_verified_is_a_gate(desk: Desk) -> None:
    said = desk.run("report", "--require", "verified")
    assert (said.code, "NOT CLEARED" in said.out) == (1, True)
    verify_all(desk)
    said = desk.run("report", "--require", "verified")
    assert (said.code, "\nCLEARED: 3 verified; 1 set aside\n" in said.out) == (0, True)
    desk.done("mark", desk.ref(THIRD), "wrong", "--by", "ben")
    assert desk.run("report", "--require", "verified").code == 1


def test_gate_is_not_passed_by_looking_away(desk: Desk) -> None:
    """What --only leaves out of the print is still open."""
    assert desk.run("report", "--require", "verified", "--only", "verified").code == 1


def test_gate_counts_a_verdict_without_proof_as_open(desk: Desk) -> None:
    verify_all(desk)
    desk.put(DAMS, evidence="")
    said = desk.run("report", "--require", "verified")
    assert (said.code, "verified, no proof" in said.out) == (1, True)


def test_gate_of_one_article_does_not_ask_for_the_other(desk: Desk) -> None:
    verify_all(desk)
    desk.done("parse", desk.write("train.txt", TRAIN))
    assert desk.run("report", "--require", "verified").code == 1
    assert desk.run("report", "--require", "verified", "--article", "lake.txt").code == 0


def test_gate_of_an_empty_table_is_shut(desk: Desk) -> None:
    desk.edit(lambda rows: rows.clear())
    said = desk.run("report", "--require", "verified")
    assert said.code == 1
    assert "claims.csv: holds no claims yet." in said.err


def test_several_articles_are_printed_one_after_the_other(desk: Desk) -> None:
    desk.done("parse", desk.write("train.txt", TRAIN))
    out = desk.done("report").out
    assert out.index("lake.txt · published") < out.index("train.txt · publication date not known")
    assert "lake.txt · " not in desk.done("report", "--article", "train.txt").out
    assert [each["article"] for each in json.loads(desk.done("report", "--format", "json").out)["checklists"]] == [
        "lake.txt",
        "train.txt",
    ]


def test_article_that_the_table_does_not_hold_is_refused_with_those_it_does(desk: Desk) -> None:
    assert "It holds: lake.txt." in desk.refused("report", "--article", "boat.txt")


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_missing_article_is_said_and_the_table_speaks(desk: Desk, form: str) -> None:
    (desk.folder / "lake.txt").unlink()
    out = " ".join(desk.done("report", "--format", form).out.split())
    assert "not where the table says it is; its sentences are pieced together from the table" in out
    assert "Toma lost a third of its water in 1994" in out


def test_changed_article_is_said_and_the_call_that_helps(desk: Desk) -> None:
    desk.write("lake.txt", "It rained. " + LAKE)
    out = " ".join(desk.done("report").out.split())
    assert "lake.txt: changed since its claims were made (see s1a)" in out
    assert "factcheck parse lake.txt brings the table up to date" in out
    assert "It rained" not in out, "the spans of the table are those of the old draft"


def test_article_that_can_be_read_no_more_is_said(desk: Desk) -> None:
    desk.lay({"lake.txt": b"%PDF-1.4\n"})
    out = " ".join(desk.done("report").out.split())
    assert "Note: lake.txt: is a damaged PDF: it cannot be opened." in out


def test_article_with_other_line_ends_is_the_same_article(desk: Desk) -> None:
    desk.lay({"lake.txt": LAKE.encode().replace(b"\n", b"\r\n")})
    desk.done("parse", "lake.txt")
    assert "Note:" not in desk.done("report").out


def test_row_added_by_hand_without_an_article_is_printed(desk: Desk) -> None:
    desk.edit(lambda rows: rows.append({"claim": "The dams are 40 m high."}))
    assert "The dams are 40 m high." in desk.done("report").out


def test_report_writes_nothing_but_what_it_prints(desk: Desk) -> None:
    before = desk.files()
    for form in ("text", "md", "html", "json"):
        desk.done("report", "--format", form)
    assert desk.files() == before


def test_output_file_holds_what_would_be_printed(desk: Desk) -> None:
    printed = desk.done("report", "--format", "html").out
    said = desk.done("report", "--format", "html", "-o", "checklist.html")
    assert (said.out, said.err) == ("", "checklist.html: written\n")
    assert desk.text("checklist.html") == printed


def test_output_file_takes_the_place_of_an_older_one(desk: Desk) -> None:
    desk.write("checklist.txt", "x" * 100_000)
    desk.done("report", "--output", "checklist.txt")
    assert desk.text("checklist.txt") == desk.done("report").out


def test_gate_holds_for_an_output_file_too(desk: Desk) -> None:
    assert desk.run("report", "--require", "verified", "-o", "checklist.txt").code == 1
    assert desk.text("checklist.txt").startswith("lake.txt")


@pytest.mark.parametrize("kept", ["claims.csv", "./claims.csv", "lake.txt", "claims.journal.jsonl"])
def test_output_never_takes_the_place_of_table_or_article(desk: Desk, kept: str) -> None:
    said = desk.refused("report", "-o", kept)
    assert f"-o {kept.removeprefix('./')}: the report would take the place of" in said
    assert "Give another name to -o." in said


def test_output_into_a_folder_that_is_not_there_is_refused(desk: Desk) -> None:
    assert "there is no folder nowhere" in desk.refused("report", "-o", "nowhere/checklist.txt")


def test_output_into_a_folder_without_the_right_to_write_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated: these tests may run as root, whom no right is denied."""
    real = os.open

    def denied(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", denied)
    said = desk.refused("report", "-o", "out.txt")
    assert "out.txt: cannot be written: no right to write in" in said


def test_output_onto_a_full_disk_leaves_the_old_file_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("out.txt", "the old report\n")

    monkeypatch.setattr(os, "write", refusing(errno.ENOSPC))
    said = desk.refused("report", "-o", "out.txt")
    assert "out.txt: cannot be written: the disk is full" in said
    assert desk.text("out.txt") == "the old report\n"


@pytest.mark.parametrize("columns", [40, 72, 100])
def test_text_wraps_to_the_window(desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = desk.done("report").out.splitlines()
    assert max(map(len, lines)) <= columns
    assert max(map(len, lines)) > columns - 15


@pytest.mark.parametrize("columns", ["0", "-5", "wide", "7"])
def test_odd_window_is_no_reason_to_fail(desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "Engineers built" in desk.done("report").out


def test_colour_is_for_terminals_that_take_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = desk.done("report").out
    assert ESCAPE not in plain
    coloured = desk.done("report", terminal=True).out
    assert ESCAPE in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain, "nothing is said by colour alone"
    assert ESCAPE not in desk.run("report", "-o", "out.txt", terminal=True).out + desk.text("out.txt")
    monkeypatch.setenv("NO_COLOR", "1")
    assert desk.done("report", terminal=True).out == plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert desk.done("report", terminal=True).out == plain


class Tags(HTMLParser):
    """The tags and the text of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


EVIL = "<script>alert(1)</script>"


def test_markup_of_article_and_cells_is_text_on_the_page(desk: Desk) -> None:
    desk.done("parse", desk.write("evil.txt", f"The page of {EVIL} showed 12 dams.\n"))
    desk.put("showed 12 dams", note=f'<img src=x onerror="alert(2)"> {EVIL}', evidence="javascript:alert(3)")
    found = Tags(desk.done("report", "--format", "html", "--article", "evil.txt").out)
    assert not {"script", "img"} & set(found.tags)
    assert EVIL in found.text
    assert '<img src=x onerror="alert(2)">' in found.text
    assert "javascript:alert(3)" in found.text


def test_markup_is_text_in_markdown_too(desk: Desk) -> None:
    desk.done("parse", desk.write("evil.txt", f"The page of {EVIL} showed 12 dams.\n"))
    assert "<script>" not in desk.done("report", "--format", "md", "--article", "evil.txt").out


def test_cell_cannot_steer_the_terminal(desk: Desk) -> None:
    desk.put(DAMS, note="\x1b[2J\x1b]0;title\x07", status="\x1b[31mok")
    said = desk.done("report")
    assert ESCAPE not in said.out + said.err
    assert "\\u001b[2J" in said.out


def test_unread_verdict_is_told_with_its_row_and_counted_open(desk: Desk) -> None:
    claim_id = desk.put(DAMS, status="verfied", reviewer="ana", evidence="River News")
    said = desk.done("report")
    assert (
        f"s2a {claim_id}, status: 'verfied' is no status; it counts as unverified: did you mean 'verified'?" in said.err
    )
    assert "0 verified, 3 open" in said.out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk for real processes; its table is longer than a pipe holds (64 KiB)."""
    path = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        desk = Desk(path, patch).lay(lake())
        rows = desk.rows()
        desk.edit(lambda table: table.extend({**rows[0], "claim_id": f"c-{n}", "note": "x" * 99} for n in range(1500)))
    return path


def process(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A real shell with a real pipe; `factcheck` stands for the module of this checkout."""
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "TERM")}
    script = command.replace("factcheck", f"'{sys.executable}' -m factcheck")
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=known | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=False,
    )


@SHELL
def test_reader_that_stops_early_is_no_error(folder: Path) -> None:
    done = process(folder, "factcheck report | head -n 1; echo ${PIPESTATUS[0]}")
    assert done.stdout.decode().splitlines()[1:] == ["0"]
    assert done.stderr == b""


@SHELL
def test_reader_that_stops_early_opens_no_gate(folder: Path) -> None:
    done = process(folder, "factcheck report --require verified | head -n 1; echo ${PIPESTATUS[0]}")
    assert done.stdout.decode().splitlines()[1:] == ["1"]
    assert done.stderr == b""


@SHELL
def test_piped_output_is_plain_utf8_whatever_the_terminal_says(folder: Path) -> None:
    done = process(folder, "factcheck report --only quote", PYTHONIOENCODING="ascii", LC_ALL="C", TERM="xterm-256color")
    assert done.returncode == 0
    assert "“No village will be moved,”" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout
