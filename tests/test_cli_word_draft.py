"""A Word draft at the desk: parsed, noted, parsed again after the writer answered, looked up, never proved by a note."""

import importlib.metadata
from pathlib import Path

import docx
import pytest
from cli_desk import Desk
from word_desk import commented, footnote, para, run, word_file

from factcheck.errors import UnreadableInput
from factcheck.readers import read, read_bytes

CLOSED, VOTED = "The base closed in 2009.", "Parliament voted 90 to 10 for it."
VOTE = "voted 90 to 10"
PUBLISHED = ("--published", "2010-01-05")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def lay(desk: Desk, *, said: str, vote: str = VOTED, note: str = "See https://parliament.example/v.") -> None:
    body = para("The base closes", style="Titre") + para(CLOSED, footnote(2)) + para(commented(1, vote))
    data = word_file(body, footnotes={2: note}, comments={1: ("Ana Lind", said)})
    (desk.folder / "draft.docx").write_bytes(data)


def notes(desk: Desk) -> dict[str, str]:
    return {row["sentence"]: row["writer_note"] for row in desk.rows()}


def test_notes_of_a_word_draft_stand_beside_their_claims_and_are_refreshed(desk: Desk) -> None:
    lay(desk, said="who counted?")
    desk.done("parse", "draft.docx", *PUBLISHED)
    found = notes(desk)
    assert found["2"] == "footnote: See https://parliament.example/v."
    assert found["3"] == "comment by Ana Lind: who counted?"
    desk.done("mark", desk.ref(VOTE), "in_progress", "--by", "ben", "--note", "asked")
    lay(desk, said="I did, from the gallery")
    desk.done("parse", "draft.docx")
    assert notes(desk)["3"] == "comment by Ana Lind: I did, from the gallery"
    assert desk.row(VOTE)["note"] == "asked"
    assert "stale" not in desk.row(VOTE)["flags"]


def test_note_proves_nothing(desk: Desk) -> None:
    lay(desk, said="seen the record: https://parliament.example/r")
    desk.done("parse", "draft.docx", *PUBLISHED)
    said = desk.refused("mark", desk.ref(VOTE), "verified", "--by", "ben")
    assert "no evidence, and no note that says how" in said
    assert {row["status"] for row in desk.rows()} == {"unverified"}
    assert "writer’s note: comment by Ana Lind: seen the record" in desk.done("report").out.replace("\n", " ").replace(
        "  ", ""
    )


def test_address_in_a_note_is_what_a_look_up_would_ask_for(desk: Desk) -> None:
    lay(desk, said="https://gallery.example/list")
    desk.done("parse", "draft.docx", *PUBLISHED)
    said = desk.done("lookup", "--dry-run")
    asked = said.out + said.err
    assert "gallery.example/list" in asked
    assert "parliament.example/v" in asked
    assert "Lind" not in asked


def test_revisions_and_what_is_left_out_are_said_and_nothing_else_changes(desk: Desk) -> None:
    body = para(CLOSED, f'<w:ins w:id="9">{run(" It rained.")}</w:ins>')
    (desk.folder / "draft.docx").write_bytes(word_file(body, header="Draft 3"))
    said = desk.done("parse", "draft.docx", *PUBLISHED)
    assert "tracked changes read as accepted: 1 insertion" in said.err
    assert "headers and footers left out: “Draft 3”" in said.err


def test_word_draft_comes_by_standard_input(desk: Desk) -> None:
    data = word_file(para(CLOSED))
    desk.done("parse", "-", "--article", "draft", *PUBLISHED, stdin=data)
    assert [row["claim"] for row in desk.rows()] == [CLOSED]


def test_file_that_python_docx_makes_is_read_and_its_empty_template_refused() -> None:
    template = Path(docx.__file__).parent / "templates" / "default.docx"
    with pytest.raises(UnreadableInput, match="holds no text"):
        read(template)


@pytest.mark.parametrize(
    "name", ["beautifulsoup4", "hypothesis", "markdown-it-py", "pytest", "python-docx", "requests"]
)
def test_pages_that_others_wrote_are_read(name: str) -> None:
    """The long descriptions of installed packages: Markdown or reStructuredText with links, tables, code and HTML."""
    text = str(importlib.metadata.metadata(name).json["description"])
    document = read_bytes(text.encode(), name="README.md")
    assert len(document.text) > 200
    assert all(block.span.slice(document.text).strip() for block in document.blocks)
    assert all(note.span.end <= len(document.text) for note in document.notes)
