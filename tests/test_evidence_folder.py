"""The writer's own folder: what is read, in which order, and what is said of the rest."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from pdf_making import page
from word_desk import para, word_file

from factcheck.document import Problem
from factcheck.errors import UnreadableInput
from factcheck.evidence.asking import folder as folders
from factcheck.evidence.asking.folder import FolderText, read_folder
from factcheck.readers import MAX_BYTES

WIRE = "ASTANA. August 10. Ministers met in Astana on Wednesday.\n"


def lay(top: Path, **files: str) -> Path:
    """Writes files, `__` in a name standing for a folder and a last `_` for the dot of its ending."""
    for key, text in files.items():
        stem, _, ending = key.replace("__", "/").rpartition("_")
        path = top / f"{stem}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top


def names(found: tuple[tuple[FolderText, ...], tuple[Problem, ...]]) -> list[str]:
    return [text.name for text in found[0]]


def codes(found: tuple[tuple[FolderText, ...], tuple[Problem, ...]]) -> list[str]:
    return [problem.code for problem in found[1]]


def test_texts_are_read_below_a_folder_in_order(tmp_path: Path) -> None:
    talks = "<title>Talks</title><p>Ministers met in Astana.</p>"
    lay(tmp_path, b_txt=WIRE, a__z_md="# Release\n\nGas rose by 5 percent.\n", a__y_html=talks, a__b__c_htm=talks)
    found = read_folder(tmp_path)
    assert names(found) == ["b.txt", "a/y.html", "a/z.md", "a/b/c.htm"]
    assert found[1] == ()
    wire = found[0][0]
    assert wire == FolderText(tmp_path / "b.txt", "b.txt", hashlib.sha256(WIRE.encode()).hexdigest(), wire.document)
    assert wire.title == "b.txt"
    assert "Ministers met in Astana on Wednesday." in wire.text
    assert found[0][1].title == "Talks"
    assert found == read_folder(tmp_path)


def test_word_and_pdf_files_are_read_as_drafts_are(tmp_path: Path) -> None:
    release = word_file(para("Release", style="Titre") + para("Gas rose by 5 percent."))
    (tmp_path / "a.docx").write_bytes(release)
    (tmp_path / "b.pdf").write_bytes(page().paragraph("Ministers met in Astana.").bytes())
    (tmp_path / "c.docx").write_bytes(release[:200])
    texts, problems = read_folder(tmp_path)
    assert [(text.name, text.title, text.text) for text in texts] == [
        ("a.docx", "Release", "Release\n\nGas rose by 5 percent."),
        ("b.pdf", "b.pdf", "Ministers met in Astana."),
    ]
    assert texts[0].sha256 == hashlib.sha256(release).hexdigest()
    assert [(Path(problem.place).name, problem.message) for problem in problems] == [
        ("c.docx", "is a damaged Word file")
    ]


def test_word_file_that_this_tool_exported_is_no_evidence(tmp_path: Path) -> None:
    body = para("Checklist: lake.txt", style="Titre") + para("NOT CLEARED: 57 to check: 0 verified, 57 open")
    (tmp_path / "review.docx").write_bytes(word_file(body + para("Lake Toma lost a third of its water.")))
    assert read_folder(tmp_path) == ((), ())


def test_checksum_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    data = "Министры встретились.\r\n".encode("cp1251") * 20
    (tmp_path / "a.txt").write_bytes(data)
    ((text,), _) = read_folder(tmp_path)
    assert text.sha256 == hashlib.sha256(data).hexdigest()
    assert "Министры встретились." in text.text


def test_single_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "tape.transcript").write_text(WIRE)
    ((text,), problems) = read_folder(tmp_path / "tape.transcript")
    assert (text.name, problems) == ("tape.transcript", ())


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file or folder"):
        read_folder(tmp_path / "nowhere")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableInput, match="is no plain file"):
        read_folder(tmp_path / "pipe.txt")


def test_copy_of_the_article_is_left_out_and_told(tmp_path: Path) -> None:
    """A writer's folder holds the draft under other names: it proves nothing of itself."""
    lay(tmp_path, draft_md="# Talks\n\n" + WIRE, own__sent_txt="Talks\r\n\r\n" + WIRE.upper(), own__wire_txt=WIRE)
    found = read_folder(tmp_path / "own", skip=[tmp_path / "draft.md"])
    assert names(found) == ["wire.txt"]
    assert [(problem.code, problem.place) for problem in found[1]] == [
        ("article-copy", str(tmp_path / "own" / "sent.txt"))
    ]


def test_article_that_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    lay(tmp_path, wire_txt=WIRE, draft_txt="")
    assert names(read_folder(tmp_path, skip=[tmp_path / "draft.txt"])) == ["wire.txt"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"x" * (MAX_BYTES + 1))
    (tmp_path / "d.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "e.txt")
    lay(tmp_path, f_txt=WIRE)
    found = read_folder(tmp_path)
    assert names(found) == ["f.txt"]
    told = {Path(problem.place).name: problem.message for problem in found[1]}
    assert sorted(told) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert told["b.txt"] == "is empty"
    assert "5 MB limit" in told["c.txt"]


def test_file_without_the_right_to_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, a_txt=WIRE, b_txt=WIRE)
    opened = Path.open

    def guarded(path: Path, *words: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *words)

    monkeypatch.setattr(Path, "open", guarded)
    found = read_folder(tmp_path)
    assert (names(found), [problem.message for problem in found[1]]) == (["b.txt"], ["Permission denied"])


def test_other_kinds_are_counted(tmp_path: Path) -> None:
    lay(tmp_path, a_txt=WIRE, b_pptx="x", c_pptx="x", d_odt="x")
    (tmp_path / "e").write_text("x")
    found = read_folder(tmp_path)
    assert names(found) == ["a.txt"]
    assert [problem.message for problem in found[1]] == [
        "not read, being neither text, HTML, Word nor PDF: .odt 1, .pptx 2, no ending 1"
    ]


def test_own_files_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, claims_csv="x", evidence_csv="x", claims_journal_jsonl="x", _git__config_txt="x", wire_txt=WIRE)
    (tmp_path / ".notes.txt").write_text("x")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "licence.txt").write_text("x")
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "20050811062000-x.kz-0.warc.gz").write_bytes(b"x")
    (tmp_path / "draft.txt").write_text("Ministers met.\n")
    found = read_folder(tmp_path, skip=[tmp_path / "draft.txt"])
    assert [name for name in names(found) if "git" not in name] == ["wire.txt"]
    assert found[1] == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "lake.txt · published 2005\nNOT CLEARED: 57 to check: 0 verified, 57 open, 0 to decide\n\ns1 Lake\n"),
        ("a.md", "# Checklist: lake.txt\n\npublished 2005\\\n**CLEARED: 3 verified**\n\nLake\n"),
        ("a.html", "<title>Checklist</title><main><p class=state>CLEARED: 1,003 verified; 2 set aside</p><p>Lake."),
    ],
)
def test_report_of_this_tool_is_no_evidence(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert read_folder(tmp_path) == ((), ())


def test_loop_of_links_ends(tmp_path: Path) -> None:
    lay(tmp_path, a__b_txt=WIRE)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = read_folder(tmp_path)
    assert (names(found), codes(found)) == (["a/b.txt"], ["folder-link"])


def test_huge_trees_are_bounded_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        lay(tmp_path, **{f"d{number}__a_txt": WIRE})
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    found = read_folder(tmp_path)
    assert (names(found), codes(found)) == (["d0/a.txt", "d1/a.txt"], ["folder-too-large"])
    assert "only the first 2 of 6 texts" in found[1][0].message
    monkeypatch.setattr(folders, "MOST_FILES", 100)
    monkeypatch.setattr(folders, "MOST_BYTES", 100)
    assert names(read_folder(tmp_path)) == ["d0/a.txt", "d1/a.txt"]
    monkeypatch.setattr(folders, "MOST_BYTES", 10_000)
    monkeypatch.setattr(folders, "MOST_NAMES", 8)
    found = read_folder(tmp_path)
    assert (len(found[0]), codes(found)) == (3, ["folder-too-large"])


def test_deep_trees_are_bounded_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "DEEPEST", 2)
    lay(tmp_path, a__b__c_txt=WIRE, a__b__c__d_txt=WIRE)
    found = read_folder(tmp_path)
    assert (names(found), codes(found)) == (["a/b/c.txt"], ["folder-too-deep"])
