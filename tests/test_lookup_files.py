"""`factcheck lookup --in`: the writer's own texts searched, with the network blocked."""

import csv
import hashlib
import io
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from cli_desk import DAMS, VILLAGE, Desk, lake
from pdf_making import page
from word_desk import para, word_file

NOTES = "Call with Petrova, March 6\n\nShe was late.\n\n“No village will be moved,” the minister said twice.\n"
WIRE = "<html><head><title>Wire copy</title></head><body><p>TOMA. Engineers built 12 dams on the river in 1975.</p></body></html>"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk", monkeypatch).lay(lake())


def evidence(desk: Desk, words: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(desk.text("evidence.csv"), newline=""))
    wanted = desk.row(words)["claim_id"]
    return [row for row in rows if row["claim_id"] == wanted]


def test_passages_of_a_folder_are_found_with_file_and_checksum(desk: Desk) -> None:
    desk.lay({"own/notes.md": NOTES.encode(), "own/wire/toma.html": WIRE.encode()})
    table = desk.files()["claims.csv"]
    said = desk.done("lookup", "--in", "own")
    (village,) = evidence(desk, VILLAGE)
    assert (village["rank"], village["file"], village["asked"]) == ("1", "own/notes.md", "own")
    assert village["sha256"] == hashlib.sha256(NOTES.encode()).hexdigest()
    assert village["quote_match"] == "yes"
    assert "“No village will be moved,” the minister said twice." in village["passage"]
    (dams,) = evidence(desk, DAMS)
    assert (dams["file"], dams["title"], dams["archive_url"]) == ("own/wire/toma.html", "Wire copy", "")
    assert "(own/wire/toma.html)" in said.out
    assert "2 files searched." in said.err
    assert desk.files()["claims.csv"] == table


def test_place_in_a_word_or_pdf_file_is_told(desk: Desk) -> None:
    memo = word_file(para("Memo on the river") + para("Engineers built 12 dams on the river in 1975."))
    call = "Call with Petrova on the sixth of March, which was a Sunday; she had much to say of the weather. " * 3
    report = page().paragraph(call.strip()).paragraph('"No village will be moved," the minister said.')
    desk.lay({"own/memo.docx": memo, "own/call.pdf": report.bytes()})
    said = desk.done("lookup", "--in", "own")
    (dams,), (village,) = evidence(desk, DAMS), evidence(desk, VILLAGE)
    assert (dams["file"], dams["timing"]) == ("own/memo.docx", "in paragraph 2")
    assert (village["file"], village["timing"]) == ("own/call.pdf", "on page 1, line 4")
    assert "(own/memo.docx); in paragraph 2; “Engineers built 12 dams" in said.out
    assert "on page 1, line 4" in desk.done("report").out


def test_one_file_is_searched_from_another_folder(desk: Desk) -> None:
    desk.lay({"own/notes.md": NOTES.encode(), "sub/empty.txt": b"x"})
    desk.monkeypatch.chdir(desk.folder / "sub")
    desk.done("lookup", "--in", "../own/notes.md", "--claims", "../claims.csv", "--all")
    assert [row["file"] for row in evidence(desk, VILLAGE)] == ["own/notes.md"]
    assert [row["outcome"] for row in evidence(desk, DAMS)] == ["no_passage"]
    assert evidence(desk, DAMS)[0]["timing"] == "1 file was read; it does not bear on the claim"


def test_article_is_no_evidence_for_itself(desk: Desk) -> None:
    assert "holds no text to search" in desk.refused("lookup", "--in", ".")


def test_folder_that_is_not_there_is_said(desk: Desk) -> None:
    assert "there is no such file or folder" in desk.refused("lookup", "--in", "transcripts")


def test_same_search_again_changes_no_number(desk: Desk) -> None:
    desk.lay({"own/notes.md": NOTES.encode()})
    desk.done("lookup", "--in", "own")
    first = evidence(desk, VILLAGE)
    desk.lay({"own/a.txt": b'The minister, Ana Petrova, said: "No village will be moved."'})
    desk.done("lookup", "--in", "own")
    again = {row["file"]: row for row in evidence(desk, VILLAGE)}
    assert (again["own/notes.md"]["rank"], again["own/notes.md"]["evidence_id"]) == ("1", first[0]["evidence_id"])
    assert again["own/a.txt"]["rank"] == "2"


def test_only_named_claims_are_searched_for(desk: Desk) -> None:
    desk.lay({"own/notes.md": NOTES.encode()})
    desk.done("lookup", desk.ref(VILLAGE), "--in", "own")
    assert evidence(desk, VILLAGE)
    assert evidence(desk, DAMS) == []
