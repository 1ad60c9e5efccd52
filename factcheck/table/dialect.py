"""How a table is spelled in bytes: encoding, delimiter, record ends. Settled before any cell is looked at."""

import codecs
import re
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.document import Problem
from factcheck.errors import DamagedTable

DELIMITERS = (",", ";", "\t")
SEP_LINE = re.compile(r'"?sep=(.)"?[\t,; ]*(\r\n|\r|\n)', re.IGNORECASE)
"""Excel's own first line, "sep=;": it names the delimiter, LibreOffice reads it too and keeps it out of the cells."""
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a file came with, and is written back with; the defaults are how the tool writes a new one.

    `encoding` is utf-8, utf-16-le, utf-16-be or cp1252; `newline` ends records (cells hold LF alone);
    `sep_line`: the file begins with Excel's "sep=;".
    """

    encoding: str = "utf-8"
    bom: bool = True
    delimiter: str = ","
    newline: str = "\n"
    sep_line: bool = False

    def encode(self, text: str) -> bytes:
        """The bytes of a whole file, byte order mark included; UnicodeEncodeError where cp1252 lacks a letter."""
        mark = next(bom for bom, name in BOMS if name == self.encoding) if self.bom else b""
        return mark + text.encode(self.encoding)


def decode(data: bytes, path: Path) -> tuple[str, Dialect, tuple[Problem, ...]]:
    """The text of the file without its byte order mark, how it was spelled, and what the user should know of that.

    A file that is neither UTF-8 nor UTF-16 is taken for cp1252, Excel's western encoding; any one-byte encoding comes
    through that unharmed, as each byte goes back as it came.

    Raises: DamagedTable where the bytes are no text.
    """
    text, dialect = _decoded(data, path)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DamagedTable(path, "a NUL byte: this is no text file", "Save it from the spreadsheet as CSV.", line=line)
    problems = []
    if dialect.encoding != "utf-8":
        message = f"read as {dialect.encoding}, and written back so"
        hint = "Save it as UTF-8 to be safe with letters like Ş or Ж." if dialect.encoding == "cp1252" else ""
        problems.append(Problem(code="encoding-guessed", message=message, place=str(path), hint=hint))
    elif not dialect.bom and not text.isascii():
        message = "UTF-8 without a byte order mark: a spreadsheet may read it as cp1252 and spoil its letters"
        hint = "Open it with the encoding set to UTF-8."
        problems.append(Problem(code="no-byte-order-mark", message=message, place=str(path), hint=hint))
    return text, dialect, tuple(problems)


def _decoded(data: bytes, path: Path) -> tuple[str, Dialect]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), Dialect(encoding=encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(data, path, encoding, error.start + len(bom)) from error
    if data[1:2] == b"\0" or data[:1] == b"\0":  # UTF-16 without a mark: the header is ASCII, every other byte is NUL
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return data.decode(encoding, "replace"), Dialect(encoding=encoding, bom=False)
    try:
        return data.decode("utf-8"), Dialect(bom=False)
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), Dialect(encoding="cp1252", bom=False)
    except UnicodeDecodeError as error:
        raise _undecodable(data, path, "UTF-8, UTF-16 or cp1252", error.start) from error


def _undecodable(data: bytes, path: Path, encoding: str, at: int) -> DamagedTable:
    line = data.count(b"\n", 0, at) + 1
    near = data[max(0, at - 20) : at + 10].decode("ascii", "replace").replace("\n", " ")
    reason = f"byte 0x{data[min(at, len(data) - 1)]:02x} is no {encoding} text, near '{near}'"
    return DamagedTable(path, reason, "Open it in the program that saved it and save it as UTF-8.", line=line)


def sniff(text: str, dialect: Dialect, known: frozenset[str]) -> tuple[str, Dialect]:
    """The text after any "sep=;" line, and the dialect with the delimiter and record end that the header shows."""
    named = SEP_LINE.match(text)
    if named:
        text = text[named.end() :]
        return text, replace(dialect, delimiter=named[1], newline=named[2], sep_line=True)
    header = re.match(r'(?:[^"\r\n]+|"(?:[^"]|"")*")*', text)
    line = header.group() if header else ""
    ends = re.match(r"\r\n|\r|\n", text[len(line) :])

    def hits(delimiter: str) -> int:
        return sum(cell.strip().strip('"') in known for cell in line.split(delimiter))

    delimiter = max(DELIMITERS, key=hits)
    return text, replace(dialect, delimiter=delimiter, newline=ends.group() if ends else "\n")
