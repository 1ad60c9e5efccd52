"""Word files that are damaged, locked, hostile or no Word files: refused in time, in words, with what to do next."""

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_desk import Desk
from word_desk import HEAD, OPENING, para, word_file, word_parts, zipped

from factcheck.errors import UnreadableInput
from factcheck.readers import read_bytes
from factcheck.readers.decoding import refuse_known_binaries
from factcheck.readers.reading import MAX_PACKED_BYTES

BASE = "The base at Manas closed on Monday."
BODY = "word/document.xml"


def refusal(data: bytes, name: str = "draft.docx") -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refused:
        read_bytes(data, name=name)
    assert str(refused.value).startswith(f"{name}: ")
    assert refused.value.hint
    return refused.value


def with_part(name: str, part: str | bytes) -> bytes:
    return zipped({**word_parts(para(BASE)), name: part})


def document(doctype: str, words: str) -> bytes:
    return f"<?xml version='1.0'?>{doctype}<w:document {OPENING}><w:body>{para(words)}</w:body></w:document>".encode()


def bomb() -> bytes:
    return f"{HEAD}<w:document {OPENING}><w:body><w:p><w:r><w:t>{'A' * 60_000_000}</w:t></w:r></w:p></w:body></w:document>".encode()


def test_zip_bomb_is_not_unpacked() -> None:
    data = with_part(BODY, bomb())
    assert len(data) < 100_000
    begun = time.perf_counter()
    assert "unpacks to more than a draft can hold (word/document.xml)" in refusal(data).reason
    assert time.perf_counter() - begun < 1


def test_bomb_that_lies_about_its_size_is_not_unpacked_either() -> None:
    data = bytearray(with_part(BODY, bomb()))
    at = data.rfind(BODY.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 5_000)  # the size once unpacked, in the directory
    assert "damaged" in refusal(bytes(data)).reason


def test_sum_of_many_large_parts_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.readers.package.LARGEST_SUM", 3_000)
    assert "unpacks to more" in refusal(word_file(para(BASE), header="x" * 3_000)).reason


def test_archive_of_very_many_files_is_refused() -> None:
    parts = word_parts(para(BASE)) | {f"word/media/{number}": "" for number in range(20_001)}
    assert "an archive of more than 20,000 files" in refusal(zipped(parts)).reason


@pytest.mark.parametrize(
    ("doctype", "words"),
    [
        ('<!DOCTYPE w [<!ENTITY x SYSTEM "{secret}">]>', "&x;"),
        ('<!DOCTYPE w [<!ENTITY % x SYSTEM "{secret}"> %x;]>', "words"),
        ('<!DOCTYPE w SYSTEM "{secret}">', "words"),
        ('<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">', "words"),
        ('<!DOCTYPE w [<!ENTITY x "lol">]>', "&x;"),
    ],
)
def test_entities_are_neither_fetched_nor_expanded(tmp_path: Path, doctype: str, words: str) -> None:
    secret = tmp_path / "secret.txt"
    os.mkfifo(secret)  # whoever opens it waits for ever
    refused = refusal(with_part(BODY, document(doctype.format(secret=secret.as_uri()), words.replace("words", BASE))))
    assert "holds a document type declaration" in refused.reason or "damaged" in refused.reason


def test_billion_laughs_take_no_time() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    begun = time.perf_counter()
    refusal(with_part(BODY, document(f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>', "&l29;").replace(b"&amp;", b"&")))
    assert time.perf_counter() - begun < 1


def test_undeclared_entity_is_damage() -> None:
    assert "damaged" in refusal(with_part(BODY, document("", "x").replace(b">x<", b">&x;<"))).reason


def test_tables_in_tables_end_somewhere() -> None:
    nested = para(BASE)
    for _ in range(60):
        nested = f"<w:tbl><w:tr><w:tc>{nested}{para('x')}</w:tc><w:tc>{para('y')}</w:tc></w:tr></w:tbl>"
    assert BASE in read_bytes(word_file(nested), name="a.docx").text
    deep = "<w:sdt><w:sdtContent>" * 20_000 + para(BASE) + "</w:sdtContent></w:sdt>" * 20_000
    assert "damaged" in refusal(word_file(deep)).reason


def test_styles_based_on_one_another_end_somewhere() -> None:
    loop = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
    )
    parts = word_parts(para(BASE, style="a")) | {"word/styles.xml": f"{HEAD}<w:styles {OPENING}>{loop}</w:styles>"}
    assert read_bytes(zipped(parts), name="a.docx").text == BASE


def encrypted_package() -> bytes:
    """The first bytes and the directory of what Word writes for a file with a password ([MS-OFFCRYPTO] 2.3.4.4)."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


def locked_zip() -> bytes:
    data = bytearray(word_file(para(BASE)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@pytest.mark.parametrize("make", [encrypted_package, locked_zip])
def test_file_with_a_password_is_refused_and_the_way_out_named(make: Callable[[], bytes]) -> None:
    refused = refusal(make())
    assert refused.reason == "is encrypted with a password"
    assert "Take the password off" in refused.hint


def test_macros_are_not_run_and_that_is_said() -> None:
    found = read_bytes(with_part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0Shell"), name="draft.docm")
    assert found.text == BASE
    assert [problem.message for problem in found.problems] == ["it holds macros: they were not run"]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95, 0.999])
def test_half_a_file_is_damaged(cut: float) -> None:
    data = word_file(para(BASE, BASE * 50))
    assert "damaged" in refusal(data[: int(len(data) * cut)]).reason


def test_file_with_a_part_missing_or_garbled_is_damaged() -> None:
    parts = word_parts(para(BASE))
    del parts[BODY]
    assert refusal(zipped({**parts, "word/x.xml": "<a/>"})).reason == (
        "is a damaged Word file (word/document.xml is missing)"
    )
    assert "damaged" in refusal(with_part(BODY, "<w:document")).reason
    assert "damaged" in refusal(with_part(BODY, f"<w:other {OPENING}/>")).reason
    assert "damaged" in refusal(with_part("word/styles.xml", "no XML")).reason


@pytest.mark.parametrize("body", ["", para(), para(" \t"), "<w:sectPr/>"])
def test_file_without_words_is_refused(body: str) -> None:
    assert refusal(word_file(body)).reason == "holds no text"


def test_file_with_the_text_of_many_books_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.readers.docx._LONGEST_TEXT", 30)
    assert refusal(word_file(para(BASE))).reason == (
        "holds more text than one article (35 characters, at most 30 are read)"
    )


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        # Stored, not deflated, and the first part (OpenDocument 1.3 part 2, section 3.3).
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason", "hint"),
    [
        ("a.docx", BASE.encode(), "is named like a Word file, and is none", "If it is a text, give it the ending .txt"),
        ("a.pdf", BASE.encode(), "is named like a PDF file, and is none", "If it is a text, give it the ending .txt"),
        ("a.docx", b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image, not text", "Save or export it as"),
        ("a.docx", zipped({"xl/workbook.xml": "<a/>"}), "is an Excel file, not text", "Save or export it as"),
        ("a.odt", odt(), "is an OpenDocument text (LibreOffice Writer), not text", "save it as .docx or .pdf"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9,
            "is an old Microsoft Office file",
            "save it as .docx or .pdf",
        ),
        ("a.rtf", b"{\\rtf1\\ansi Hello}", "is a rich-text file (RTF), not text", "save it as .docx or .pdf"),
        ("a.pages", zipped({"Index/Document.iwa": "x"}), "is a Pages document, not text", "save it as .docx or .pdf"),
        ("a.docx", b"", "is empty", "Give a file with the article's text."),
        ("a.docx", b" \n", "holds only white space", "Give a file with the article's text."),
    ],
)
def test_what_is_no_word_file_is_refused_by_what_it_is(name: str, data: bytes, reason: str, hint: str) -> None:
    refused = refusal(data, name)
    assert refused.reason.startswith(reason)
    assert hint in refused.hint


def test_word_file_may_be_larger_than_a_text_and_is_bounded_too() -> None:
    pictures = {"word/media/image1.jpeg": os.urandom(6_000_000)}
    data = zipped({**word_parts(para(BASE)), **pictures})
    assert len(data) > 5 * 1024 * 1024
    assert read_bytes(data, name="a.docx").text == BASE
    assert "50 MB limit" in refusal(data + b"\0" * (MAX_PACKED_BYTES + 1 - len(data))).reason


def test_spreadsheet_with_a_word_file_inside_is_no_word_file() -> None:
    data = zipped({"xl/workbook.xml": "<a/>", "xl/embeddings/a.docx": word_file(para(BASE))})
    with pytest.raises(UnreadableInput, match="an Excel file"):
        refuse_known_binaries(data, "a.xlsx")


def test_three_hundred_pages_take_a_second() -> None:
    words = [
        f"The {number}th witness said on Monday that the base at Manas closed in {1900 + number % 100}. "
        for number in range(500)
    ]
    runs = "".join(
        para(*(f'<w:r w:rsidR="00A{n:05}"><w:rPr><w:b/></w:rPr><w:t>{w}</w:t></w:r>' for w in words[n : n + 5]))
        for n in range(0, 500, 5)
    )
    data = word_file(runs * 20)  # 150,000 words
    begun = time.process_time()
    found = read_bytes(data, name="long.docx")
    assert time.process_time() - begun < 5
    assert len(found.text.split()) > 120_000


@pytest.mark.parametrize("data", [word_file(para()), with_part(BODY, bomb()), encrypted_package(), BASE.encode()])
def test_command_exits_with_2_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    desk = Desk(tmp_path, monkeypatch)
    (tmp_path / "draft.docx").write_bytes(data)
    said = desk.run("parse", "draft.docx")
    assert (said.code, said.out) == (2, "")
    assert "draft.docx: " in said.err
    assert "Traceback" not in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.docx"]


def test_word_file_with_an_unreadable_method_of_packing_is_damaged() -> None:
    data = bytearray(word_file(para(BASE)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 10 : at + 12] = struct.pack("<H", 97)  # WavPack
        at = data.find(b"PK\x01\x02", at + 4)
    assert "damaged" in refusal(bytes(data)).reason


def test_names_of_parts_lead_nowhere_outside_the_file() -> None:
    parts = word_parts(para(BASE))
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        'Target="styles.xml"', 'Target="../../../etc/passwd"'
    )
    assert read_bytes(zipped(parts), name="a.docx").text == BASE


def test_zip_of_nothing_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w"):
        pass
    assert refusal(out.getvalue()).reason == "is a zip archive, not text"
