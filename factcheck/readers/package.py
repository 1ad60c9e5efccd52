"""The parts of a Word file, which is a zip archive of XML: opened within limits, nothing fetched, nothing expanded."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from factcheck.errors import UnreadableInput
from factcheck.readers.decoding import TAKE_OFF_PASSWORD

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one part once inflated; the text of 300 pages, with every revision marked, takes about 20 MB."""
LARGEST_SUM = 128 * 1024 * 1024
"""Bytes of all parts that are read, once inflated. Pictures are never inflated."""
TIGHTEST = 200
"""How many times smaller a part may be packed; Word's own XML comes to 10 to 50, a bomb to 1,000 (zlib's FAQ)."""
SMALL = 1024 * 1024
"""Bytes below which a part may be packed as tightly as it likes."""
MOST_PARTS = 20_000
"""Entries of the archive; each takes about 500 bytes of memory before anything is read."""

_STRICT = (
    # ISO/IEC 29500 Strict names the same elements otherwise (part 4, annex A).
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_BOMB = "Open it in Word or LibreOffice, save only the text as a new .docx, and give that file."
_AGAIN = "Open it in Word or LibreOffice, save it again as .docx, and give that file."


class Relation(NamedTuple):
    """What a part points to: the last word of the relation's type, the part or address, and whether it is outside."""

    kind: str
    target: str
    outside: bool


class Package:
    """A Word file opened for reading; `place` is what errors call it.

    Raises:
        UnreadableInput: no zip archive, too many entries.
    """

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        self._left = LARGEST_SUM
        if data.count(b"PK\x01\x02") > MOST_PARTS:
            raise UnreadableInput(place, f"is an archive of more than {MOST_PARTS:,} files, not a Word file", _BOMB)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.damaged() from error
        self.names = frozenset(self._zip.namelist())

    def damaged(self, part: str = "") -> UnreadableInput:
        """The error for a file that is a Word file in name, and cannot be read."""
        where = f" ({part})" if part else ""
        return UnreadableInput(self.place, f"is a damaged Word file{where}", _AGAIN)

    def xml(self, part: str) -> Any:  # noqa: ANN401 - lxml ships no types
        """The root element of a part.

        Raises:
            UnreadableInput: missing, encrypted, larger than the limits, no XML, or with a document type declaration.
        """
        data = self._bytes(part)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        # Entities are left as they stand, and nothing is loaded from disk or net; no huge_tree: libxml2 stops at 256
        # levels and 10 MB of text in one place.
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged(part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            # ECMA-376 part 2, section 8.1.4 (M1.17): no part of a package holds a document type declaration.
            reason = f"holds a document type declaration ({part}), which no word processor writes: it is not read"
            raise UnreadableInput(self.place, reason, _AGAIN)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by the relation's id; empty where it points to nothing."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.names:
            return {}
        return {
            each.get("Id", ""): _relation(each.get("Type", ""), each.get("Target", ""), each.get("TargetMode"), folder)
            for each in self.xml(listed).iter(RELATION)
        }

    def _bytes(self, part: str) -> bytes:
        """A part inflated, one byte more than the limit at most."""
        try:
            entry = self._zip.getinfo(part)
        except KeyError as error:
            raise self.damaged(f"{part} is missing") from error
        if entry.flag_bits & 1:
            raise UnreadableInput(self.place, "is encrypted with a password", TAKE_OFF_PASSWORD)
        limit = min(LARGEST_PART, self._left)
        if entry.file_size > SMALL:
            limit = min(limit, TIGHTEST * entry.compress_size)
        if entry.file_size > limit:
            raise self._bomb(part)
        try:
            with self._zip.open(entry) as file:
                data = file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise self.damaged(part) from error
        if len(data) > limit:
            raise self._bomb(part)
        self._left -= len(data)
        return data

    def _bomb(self, part: str) -> UnreadableInput:
        reason = f"unpacks to more than a draft can hold ({part}): it was not read"
        return UnreadableInput(self.place, reason, _BOMB)


def _relation(kind: str, target: str, mode: str | None, folder: str) -> Relation:
    outside = mode == "External"
    inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(kind.rpartition("/")[2], target if outside else inside, outside)


def is_on(element: Any) -> bool:  # noqa: ANN401 - an lxml element or None
    """True where a property that is on or off stands, and is not turned off (ECMA-376 part 1, section 17.17.4)."""
    return element is not None and element.get(f"{W}val", "true").lower() not in {"0", "false", "off"}


_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\[no]\s+)*"(?P<url>[^"]+)"', re.IGNORECASE)


def field_address(instruction: str) -> str:
    """The web address of a field's instruction, "" where it holds none.

    >>> field_address(' HYPERLINK "https://example.org/a" '), field_address(" PAGE ")
    ('https://example.org/a', '')
    """
    found = _FIELD.match(instruction)
    return found["url"] if found and found["url"].startswith(("http://", "https://")) else ""


def children(element: Any, *names: str) -> Iterator[Any]:  # noqa: ANN401 - lxml ships no types
    """The elements found along a path of names in the main namespace, all of each step."""
    if not names:
        yield element
        return
    for child in element.iterchildren(f"{W}{names[0]}"):
        yield from children(child, *names[1:])
