"""Files and bytes: encodings, limits, kinds, and what is refused in which words."""

import codecs
import os
from pathlib import Path

import pytest

from factcheck.document import BlockKind
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.readers import MAX_BYTES, read, read_bytes

SEED = Path(__file__).parent.parent / "seeds" / "edm-2-160.txt"
TEXT = "“Who closed it?” asked Müller – nobody knows.\r\n\r\nThe end.\r\n"
RUSSIAN = "Президент заявил в Бишкеке, что база будет закрыта в мае, и никто не возражал против этого решения. " * 4


def test_sample_article_has_one_line_of_metadata_and_six_paragraphs() -> None:
    document = read(SEED)
    assert [block.kind for block in document.blocks] == [BlockKind.METADATA] + [BlockKind.PARAGRAPH] * 6
    assert [block.line for block in document.blocks] == [1, 3, 5, 7, 9, 11, 13]
    assert document.metadata == (("publication", "Eurasia Daily Monitor"), ("volume", "2"), ("issue", "160"))
    assert document.text == SEED.read_bytes().decode()
    assert (document.name, document.encoding, document.problems) == ("edm-2-160.txt", "utf-8", ())


def test_path_may_be_a_string(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode())
    assert read(str(file)) == read(file)
    assert read(file).text == TEXT


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (TEXT.encode(), "utf-8", ""),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", ""),
        (TEXT.encode("utf-16"), "utf-16", "read as UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", "read as UTF-16"),
        (TEXT.encode("utf-32"), "utf-32", "read as UTF-32"),
        (TEXT.encode("utf-16-le"), "utf-16-le", "read as UTF-16-LE, without a byte order mark"),
        (TEXT.encode("utf-16-be"), "utf-16-be", "read as UTF-16-BE, without a byte order mark"),
        (TEXT.encode("cp1252"), "cp1252", "read as cp1252: the file is not UTF-8"),
        ("He didn’t say “don’t”.".encode("mac_roman"), "mac_roman", "read as mac_roman: the file is not UTF-8"),
    ],
)
def test_encoding_is_found_and_announced(data: bytes, encoding: str, message: str) -> None:
    document = read_bytes(data, name="draft.txt")
    assert document.text in {TEXT, "He didn’t say “don’t”."}
    assert document.encoding == encoding
    assert [(problem.code, problem.message, problem.place) for problem in document.problems] == (
        [("encoding", message, "draft.txt")] if message else []
    )


def test_cyrillic_of_one_byte_is_not_read_as_western() -> None:
    document = read_bytes(RUSSIAN.encode("cp1251"))
    assert document.text == RUSSIAN
    assert document.problems[0].code == "encoding"


def test_utf8_with_a_stray_byte_keeps_its_letters() -> None:
    data = "Müller, Köln, Zürich – “so” he said; it isn".encode() + b"\x92" + b"t."
    document = read_bytes(data)
    assert document.text == "Müller, Köln, Zürich – “so” he said; it isn’t."
    assert document.problems[0].message == "read as UTF-8, with 1 stray byte read as cp1252"


def test_damaged_utf16_is_read_and_said() -> None:
    document = read_bytes("The end.".encode("utf-16") + b"\x00")
    assert document.text.startswith("The end.")
    assert "damaged" in document.problems[0].message


def test_one_byte_text_of_no_known_alphabet_is_still_read_and_said() -> None:
    document = read_bytes(b"The base \x81 closed on Monday.")
    assert document.text.startswith("The base ")
    assert document.problems[0].code == "encoding"


def test_bytes_after_a_false_utf8_mark_are_read_as_what_they_are() -> None:
    assert read_bytes(codecs.BOM_UTF8 + "Müller".encode("cp1252")).text == "Müller"


@pytest.mark.parametrize(
    ("charset", "name"), [("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("iso-8859-5", "iso8859-5")]
)
def test_charset_of_a_page_counts(charset: str, name: str) -> None:
    html = f'<html><head><meta charset="{charset}"></head><body><p>{RUSSIAN}</p></body></html>'
    document = read_bytes(html.encode(name), name="a.html")
    assert document.text == RUSSIAN.strip()
    assert document.encoding == name
    assert document.problems[0].message == f"read as {name}, as the page declares"


def test_latin1_page_is_read_as_windows_1252_as_browsers_do() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“So”</p>'
    assert read_bytes(html.encode("cp1252"), name="a.html").text == "“So”"


def test_declared_charset_that_is_none_is_passed_over() -> None:
    html = '<meta charset="no-such"><p>Müller said so.</p>'
    assert read_bytes(html.encode("cp1252"), name="a.html").text == "Müller said so."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"PK\x03\x04....word/document.xml", "a damaged Word file"),
        (b"PK\x03\x04....xl/workbook.xml", "an Excel file"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
        (b"PK\x03\x04....a.txt", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
        (b"{\\rtf1\\ansi Hello}", "a rich-text file"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a sound, film or WebP file"),
        (b"\x00\x00\x00\x20ftypmp42", "a film"),
    ],
)
def test_binary_is_refused_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput, match=what) as refused:
        read_bytes(data, name="article.txt")
    assert str(refused.value).startswith("article.txt: is ")
    assert "give that file" in refused.value.hint


@pytest.mark.parametrize("data", [b"abc\x00\x01\x02def\x00", bytes(range(1, 32)) * 20])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"no text|not text"):
        read_bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "is empty"), (b" \r\n\t\n", "holds only white space"), (codecs.BOM_UTF8 + b"\n", "holds only white space")],
)
def test_file_without_words_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read_bytes(data)


def test_five_megabytes_are_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    line = b"The base closed on Monday. " * 400 + b"\n"
    data = (line * (MAX_BYTES // len(line) + 1))[:MAX_BYTES]
    file = tmp_path / "long.txt"
    file.write_bytes(data)
    assert len(read(file).text) == MAX_BYTES
    file.write_bytes(data + b"x")
    with pytest.raises(UnreadableInput, match="larger than the 5 MB limit"):
        read(file)
    with pytest.raises(UnreadableInput, match="larger than the 5 MB limit"):
        read_bytes(data + b"x")


def test_size_is_looked_at_before_the_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sparse.txt"
    with file.open("wb") as opened:
        opened.truncate(1 << 40)
    with pytest.raises(UnreadableInput, match="1,099,511,627,776 bytes"):
        read(file)


def test_endless_device_is_cut_off() -> None:
    with pytest.raises(UnreadableInput, match="larger than the 5 MB limit"):
        read("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "draft.txt")
    with pytest.raises(UnreadableInput, match="is a named pipe"):
        read(tmp_path / "draft.txt")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the shell's pipes have no names here")
def test_pipe_of_the_shell_is_read() -> None:
    out, into = os.pipe()
    os.write(into, b"It rained.")
    os.close(into)
    assert read(f"/dev/fd/{out}").text == "It rained."
    os.close(out)


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file") as refused:
        read(tmp_path / "no.txt")
    assert refused.value.path == str(tmp_path / "no.txt")
    with pytest.raises(UnreadableInput, match="is a folder"):
        read(tmp_path)
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read("a\0b")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read(tmp_path / "a.txt" / "b.txt")


def test_file_without_permission_is_refused(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("x", encoding="utf-8")
    file.chmod(0)
    request.getfixturevalue("nobody")
    with pytest.raises(UnreadableInput, match="no permission"):
        read(file)


def test_no_permission_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("x", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInput, match="no permission"):
        read(file)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.txt", "# Not *markdown*", "# Not *markdown*"),
        ("a.md", "# The *base*", "The base"),
        ("A.MARKDOWN", "The *base*", "The base"),
        ("a.htm", "<p>The <i>base</i>", "The base"),
        ("a.XHTML", "<?xml version='1.0'?><html><body><p>The <i>base</i></p></body></html>", "The base"),
        ("", "<!DOCTYPE html><p>The <i>base</i>", "The base"),
        ("draft", "\n<html><body><p>The base", "The base"),
        ("draft.v2", "# The base\n\nIt **closed** on Monday.", "The base\n\nIt closed on Monday."),
        ("", "The *base* closed. See [1] (or #2).", "The *base* closed. See [1] (or #2)."),
        ("", "<b>Bold</b> words alone are no page.", "<b>Bold</b> words alone are no page."),
    ],
)
def test_kind_is_told_by_extension_then_by_content(name: str, text: str, wanted: str) -> None:
    assert read_bytes(text.encode(), name=name).text == wanted


def test_media_overrules_the_name() -> None:
    assert read_bytes(b"The *base*", name="a.txt", media="markdown").text == "The base"
    with pytest.raises(UnreadableInput, match="is given as a Word file, and is none"):
        read_bytes(b"x", name="a.txt", media="docx")
    with pytest.raises(BadArgument, match="odt"):
        read_bytes(b"x", media="odt")


@pytest.mark.parametrize("media", ["html", "markdown"])
def test_page_that_shows_no_text_is_refused(media: str) -> None:
    text = "<!-- nothing --><script>var a = 'words'</script>"
    with pytest.raises(UnreadableInput, match="no readable text"):
        read_bytes(text.encode(), media=media)
