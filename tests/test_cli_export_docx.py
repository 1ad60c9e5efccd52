"""`factcheck export --to docx`: the marked-up article for an editor who never leaves Word."""

import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from cli_desk import DAMS, LAKE, PUBLISHED, RECKLESS, THIRD, TRAIN, VILLAGE, Desk, lake

from factcheck.document import BlockKind, NotePlace
from factcheck.readers import read, read_bytes
from factcheck.report.checklist import make_checklist
from factcheck.report.to_docx import Sheet, render
from factcheck.report.view import make_view
from factcheck.row import Row
from factcheck.sentences import split_document
from factcheck.table.cells import with_cells

SOFFICE = shutil.which("soffice")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch).lay(lake())


def comments(path: Path) -> dict[str, tuple[str, str]]:
    """By letter who signs the comment, and what it says."""
    return {each.initials or "": (each.author, each.text) for each in docx.Document(str(path)).comments}


def commented(path: Path) -> dict[str, str]:
    """By letter the words that the comment stands on, as the reader of drafts finds them."""
    document = read(path)
    return {note.text.split()[0]: note.span.slice(document.text) for note in document.notes}


def letter(desk: Desk, words: str) -> str:
    return desk.ref(words)


def test_each_claim_is_a_comment_on_its_words_with_status_evidence_and_who(desk: Desk) -> None:
    dams = letter(desk, DAMS)
    desk.done(
        "mark", dams, "verified", "--by", "ana", "--evidence", "https://river.example/5", "--quote", "twelve dams"
    )
    said = desk.done("export", "--to", "docx")
    assert said.out == ""
    assert said.err == f"review.docx: {len(desk.rows())} claims of {len(desk.rows())}\n"
    found = comments(desk.folder / "review.docx")
    assert set(found) == {row["ref"].removeprefix("s") for row in desk.rows()}
    who, text = found[dams]
    assert who == "ana"
    assert text.startswith(f"{dams}  ☑ verified\n")
    assert "evidence https://river.example/5" in text
    assert "verified by ana, 20" in text
    assert "passage: “twelve dams”" in text
    who, text = found[letter(desk, THIRD)]
    assert who == "factcheck"
    assert "☐ open" in text
    assert "next: ask the writer for a source" in text
    on = commented(desk.folder / "review.docx")
    assert "12 dams in 1975" in on[dams]
    assert on[letter(desk, VILLAGE)].startswith("“No village")
    assert found[letter(desk, RECKLESS)][1].startswith(f"{letter(desk, RECKLESS)}  ◇ to confirm")


def test_article_and_checklist_stand_in_it_whole(desk: Desk) -> None:
    desk.done("export", "--to", "docx", "-o", "for-editor.docx")
    paragraphs = [each.text for each in docx.Document(str(desk.folder / "for-editor.docx")).paragraphs]
    assert paragraphs[0] == "Checklist: lake.txt"
    assert any(line.startswith("NOT CLEARED: ") for line in paragraphs)
    assert [line for line in LAKE.splitlines() if line] == [line for line in paragraphs if line in LAKE and line]
    assert "The claims" in paragraphs
    assert any(line.startswith(f"☐ {letter(desk, DAMS)} (open)") for line in paragraphs)


def test_same_table_gives_the_same_bytes(desk: Desk) -> None:
    desk.done("mark", letter(desk, DAMS), "wrong", "--by", "ana")
    desk.done("export", "--to", "docx")
    first = hashlib.sha256((desk.folder / "review.docx").read_bytes()).hexdigest()
    desk.done("export", "--to", "docx", "-o", "again.docx")
    assert hashlib.sha256((desk.folder / "again.docx").read_bytes()).hexdigest() == first
    assert desk.done("export", "--to", "docx").err.startswith("review.docx: ")  # the same again takes nothing away


def test_part_of_the_claims_are_commented_and_the_counts_stay(desk: Desk) -> None:
    desk.done("mark", letter(desk, DAMS), "wrong", "--by", "ana")
    desk.done("export", "--to", "docx", "--only", "decide")
    assert set(comments(desk.folder / "review.docx")) == {letter(desk, DAMS)}
    paragraphs = [each.text for each in docx.Document(str(desk.folder / "review.docx")).paragraphs]
    assert f"showing 1 of {len(desk.rows())}: decide" in paragraphs
    assert LAKE.splitlines()[0] in paragraphs


def test_file_that_somebody_may_have_written_in_is_not_overwritten(desk: Desk) -> None:
    desk.done("export", "--to", "docx")
    word = docx.Document(str(desk.folder / "review.docx"))
    word.add_paragraph("My own remark.")
    word.save(str(desk.folder / "review.docx"))
    before = desk.files()
    assert "somebody may have filled it in" in desk.refused("export", "--to", "docx")
    assert desk.files() == before
    desk.done("export", "--to", "docx", "--overwrite")
    assert "My own remark." not in read(desk.folder / "review.docx").text


def test_draft_and_table_are_never_overwritten(desk: Desk) -> None:
    draft = desk.folder / "draft.docx"
    word = docx.Document()
    word.add_paragraph(TRAIN.strip())
    word.save(str(draft))
    desk.done("parse", "draft.docx", "--published", PUBLISHED)
    before = desk.files()
    for words in (("--overwrite",), ()):
        said = desk.refused("export", "--to", "docx", "--article", "draft.docx", "-o", "draft.docx", *words)
        assert "would take the place of your article or table" in said
    assert "the marked-up article is an .docx file" in desk.refused("export", "--to", "docx", "-o", "draft.txt")
    assert desk.files() == before


def test_table_of_two_articles_gives_both(desk: Desk) -> None:
    (desk.folder / "train.txt").write_text(TRAIN, encoding="utf-8")
    desk.done("parse", "train.txt", "--published", PUBLISHED)
    desk.done("export", "--to", "docx")
    paragraphs = [each.text for each in docx.Document(str(desk.folder / "review.docx")).paragraphs]
    assert [line for line in paragraphs if line.startswith("Checklist: ")] == [
        "Checklist: lake.txt",
        "Checklist: train.txt",
    ]
    found = docx.Document(str(desk.folder / "review.docx")).comments
    assert [each.comment_id for each in found] == list(range(len(desk.rows())))


def test_article_that_is_gone_is_pieced_together_from_the_table(desk: Desk) -> None:
    (desk.folder / "lake.txt").unlink()
    desk.done("export", "--to", "docx")
    found = read(desk.folder / "review.docx")
    assert "not where the table says it is" in found.text
    assert len([note for note in found.notes if note.place is NotePlace.COMMENT]) == len(desk.rows())


ARTICLE = """\
# The base closes

It closed on Monday. Two roads
lead there.

> We never said that.

- a road of 12 miles
"""


def row(number: int, start: int, end: int, **cells: str) -> Row:
    made = Row(
        claim_id=f"c-{number}", ref=f"s{number}a", claim="A claim.", spans=f"{start}..{end}", sentence=str(number)
    )
    return with_cells(made, cells)


def made(*rows: Row) -> bytes:
    document = read_bytes(ARTICLE.encode(), name="a.md")
    checklist = make_checklist(rows, document, split_document(document))
    return render([Sheet(checklist, make_view(checklist), document)])


def test_headings_lists_and_quotes_keep_their_kind() -> None:
    found = read_bytes(made(row(2, 17, 37)), name="a.docx")
    kinds = {block.span.slice(found.text): block.kind for block in found.blocks}
    assert kinds["The base closes"] is BlockKind.HEADING
    assert kinds["It closed on Monday. Two roads lead there."] is BlockKind.PARAGRAPH
    assert kinds["We never said that."] is BlockKind.QUOTE
    assert kinds["a road of 12 miles"] is BlockKind.LIST_ITEM


def test_claims_that_overlap_have_each_its_own_words() -> None:
    data = made(row(2, 17, 37), row(3, 17, 59), row(4, 30, 47), row(5, 0, 0), row(6, 9_999, 10_001))
    found = read_bytes(data, name="a.docx")
    assert {note.text.split()[0]: note.span.slice(found.text) for note in found.notes} == {
        "2a": "It closed on Monday.",
        "3a": "It closed on Monday. Two roads lead there.",
        "4a": "Monday. Two roads",
    }
    assert "6a" in found.text  # without a place it stands in the list alone


def test_what_a_word_file_cannot_hold_is_shown_as_unknown() -> None:
    data = made(row(2, 17, 37, reviewer="a\x07na", note="b\ud800c", status="wrong", reviewed_at="yesterday"))
    comment = next(iter(docx.Document(io.BytesIO(data)).comments))
    assert comment.timestamp is None
    assert comment.author == "a\\u0007na"
    assert "b\\ud800c" in comment.text


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_keeps_the_comments(desk: Desk) -> None:
    desk.done("mark", letter(desk, DAMS), "verified", "--by", "ana", "--evidence", "https://river.example/5")
    desk.done("export", "--to", "docx")
    profile = desk.folder / "profile"
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            desk.folder / "saved",
            desk.folder / "review.docx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = desk.folder / "saved" / "review.docx"
    assert comments(saved) == comments(desk.folder / "review.docx")
    assert commented(saved) == commented(desk.folder / "review.docx")
    assert len(comments(saved)) == len(desk.rows())
