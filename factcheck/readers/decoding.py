"""Bytes to text: what they are, which encoding they are in, and a note where that had to be guessed.

The order is: byte order mark, strict UTF-8, the charset a web page declares, UTF-16 without a mark, UTF-8 with a few
stray bytes, then the one-byte encodings. What is not text is refused by its own name.
"""

import codecs
import io
import re
import zipfile
from collections import Counter
from typing import NamedTuple

from factcheck.document import Problem
from factcheck.errors import UnreadableInput

SAVE_AS_TEXT = "Save or export it as plain text, Markdown or HTML, and give that file."
SAVE_AS_WORD = "Open it in the program it was written in, save it as .docx or .pdf, and give that file."
TAKE_OFF_PASSWORD = "Take the password off (File, Info, Protect Document), save it, and give that file."  # noqa: S105

ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
"""The container of Office files before 2007, and of encrypted ones since ([MS-CFB] 2.2)."""

_BOMS = (
    # UTF-32 first: its little-endian mark begins with the one of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (_OLE, "an old Microsoft Office file (such as .doc)"),
    (b"{\\rtf", "a rich-text file (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
    (b"OggS\0", "a sound or film file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"bplist00", "a binary property list"),
    (b"wOFF\0", "a font"),
)

_ZIPPED = (
    (b"word/", "a Word file"),
    (b"xl/", "an Excel file"),
    (b"ppt/", "a PowerPoint file"),
    (b"opendocument.text", "an OpenDocument text (LibreOffice Writer)"),
    (b"opendocument", "an OpenDocument file (LibreOffice)"),
    (b"epub+zip", "an EPUB book"),
    (b"Index/Document.iwa", "a Pages document"),
)
_WRITTEN = frozenset(
    {
        "an old Microsoft Office file (such as .doc)",
        "a rich-text file (RTF)",
        "an OpenDocument text (LibreOffice Writer)",
        "a Pages document",
    }
)
"""Formats of word processors: their own program saves them as what is read."""

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
"""Bytes searched for a declared charset; the HTML standard (section 13.2.3.2) asks for the first 1024."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAC_APOSTROPHE = re.compile(rb"[a-z]\xd5[a-z]")
_CP1252_APOSTROPHE = re.compile(rb"[a-z]\x92[a-z]")
_STRAY = re.compile("[\udc80-\udcff]")
_HIGH = bytes(range(0x80, 0x100))
_FEW = 0.25
"""Share of bytes above 127 up to which a text in Latin letters is taken as Western; Cyrillic or Greek has over 0.7."""


class Decoded(NamedTuple):
    """Text, the codec that read it, and what the user should know about that (empty for UTF-8)."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, place: str, html: bool = False) -> Decoded:
    """The text of `data`, its byte order mark taken off.

    `html` says whether a charset declared inside the bytes counts; `place` is the name used in messages.

    Raises:
        UnreadableInput: the bytes are no text (an image, an archive, NUL bytes).
    """
    refuse_known_binaries(data, place)
    found = _marked(data) or _utf8(data) or (_declared(data) if html else None) or _unmarked_utf16(data)
    if found is None:
        if b"\0" in data:
            raise UnreadableInput(place, "holds NUL bytes: it is no text", SAVE_AS_TEXT)
        found = _mended_utf8(data) or _one_byte(data)
    if len(_CONTROLS.findall(found.text)) > max(8, len(found.text) // 50):
        raise UnreadableInput(place, "is a binary file, not text", SAVE_AS_TEXT)
    return Decoded(found.text, found.encoding, tuple(_placed(problem, place) for problem in found.problems))


def refuse_known_binaries(data: bytes, place: str) -> None:
    """Nothing, where the first bytes are none of a well-known binary format.

    Raises:
        UnreadableInput: naming the format and what to do.
    """
    what = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if data[:4] == b"RIFF" and data[8:12] in {b"WAVE", b"AVI ", b"WEBP"}:
        what = "a sound, film or WebP file"
    if data[4:8] == b"ftyp":
        what = "a film, sound or HEIC image file"
    if data.startswith(ZIPPED):
        what = next((name for inside, name in _ZIPPED if inside in data), "a zip archive")
    if data.startswith(_OLE) and _utf16("EncryptedPackage") in data:
        raise UnreadableInput(place, "is encrypted with a password", TAKE_OFF_PASSWORD)
    if what:
        raise UnreadableInput(place, f"is {what}, not text", SAVE_AS_WORD if what in _WRITTEN else SAVE_AS_TEXT)


def is_word(data: bytes) -> bool:
    """True for a zip file with the parts of a Word file in it, damaged or not."""
    if not data.startswith(ZIPPED):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return any(name.startswith("word/") for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return b"word/" in data


def _utf16(words: str) -> bytes:
    return words.encode("utf-16-le")


def _announced(encoding: str, how: str) -> tuple[Problem, ...]:
    hint = "If letters look wrong, save the file as UTF-8 and read it again."
    return (Problem(code="encoding", message=f"read as {encoding}{how}", hint=hint),)


def _placed(problem: Problem, place: str) -> Problem:
    return Problem(code=problem.code, message=problem.message, place=place, hint=problem.hint)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if not data.startswith(mark):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8-sig":
                return _mended_utf8(data[len(mark) :]) or _one_byte(data[len(mark) :])
            text = data.decode(encoding, "replace")
            return Decoded(
                text,
                encoding,
                _announced(encoding.upper(), ", with damaged characters shown as \N{REPLACEMENT CHARACTER}"),
            )
        return Decoded(text, encoding, () if encoding == "utf-8-sig" else _announced(encoding.upper(), ""))
    return None


def _utf8(data: bytes) -> Decoded | None:
    # UTF-16 of English text is valid UTF-8 full of NULs, so bytes with a NUL are left to the tests below.
    if b"\0" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if found is None or b"\0" in data:
        return None
    label = found[1].decode("ascii", "replace").lower()
    # The Encoding Standard (section 4.2) reads these labels as windows-1252, and so do browsers.
    if label in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        label = "cp1252"
    try:
        name = codecs.lookup(label).name
        text = data.decode(name)
    except (LookupError, UnicodeError):
        return None
    if not isinstance(text, str) or name.startswith(("utf-16", "utf-32")):
        return None
    return Decoded(text, name, _announced(name, ", as the page declares"))


def _unmarked_utf16(data: bytes) -> Decoded | None:
    zeros = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(zeros) <= 10 * min(zeros):
        return None
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    upper = Counter(data[1::2] if zeros[1] > zeros[0] else data[0::2])
    if 2 * max(upper.values()) < upper.total():
        # Text in an alphabet keeps to one block of 256 characters; chance bytes do not.
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return (
        None
        if _CONTROLS.search(text)
        else Decoded(text, encoding, _announced(encoding.upper(), ", without a byte order mark"))
    )


def _mended_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of another encoding in it, as pasting between programs leaves them."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    sound = sum(1 for char in text if char > "\x7f") - strays
    if not strays:
        return Decoded(text, "utf-8")
    if sound <= 2 * strays:
        return None
    mended = _STRAY.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    count = f"{strays} stray bytes" if strays > 1 else "1 stray byte"
    return Decoded(mended, "utf-8", _announced("UTF-8", f", with {count} read as cp1252"))


def _one_byte(data: bytes) -> Decoded:
    high = len(data) - len(data.translate(None, _HIGH))
    if high <= _FEW * len(data):
        # Old Macintosh text writes the apostrophe of "don't" as D5, which cp1252 would show as a capital O with tilde.
        mac = len(_MAC_APOSTROPHE.findall(data)) > len(_CP1252_APOSTROPHE.findall(data))
        for encoding in ("mac_roman", "cp1252") if mac else ("cp1252",):
            try:
                return Decoded(data.decode(encoding), encoding, _announced(encoding, ": the file is not UTF-8"))
            except UnicodeDecodeError:
                continue
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and only such files need it

    best = from_bytes(data).best()
    if best is not None and not best.encoding.startswith("utf"):
        return Decoded(
            data.decode(best.encoding), best.encoding, _announced(best.encoding, ", a guess: the file is not UTF-8")
        )
    text = data.decode("cp1252", "replace")
    return Decoded(text, "cp1252", _announced("cp1252", ", with unknown characters shown as \N{REPLACEMENT CHARACTER}"))
