"""Where the articles of a corpus come from: a folder, a list of paths, a Parquet table of texts. Read as a stream."""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.corpus.item import BOM, Item
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.outlets import OutletRegistry, load_outlets
from factcheck.readers.reading import MAX_PACKED_BYTES, sniff

ENDINGS = frozenset(
    [".docx", ".htm", ".html", ".markdown", ".md", ".mdown", ".mkd", ".pdf", ".shtml", ".text", ".txt", ".xhtml"]
)
"""What is read of a folder; a list may name files of any ending."""
TABLE = ".parquet"
ROWS = 256
"""Rows of a table held at a time."""
Wanted = Callable[[str], bool]


class Columns(NamedTuple):
    """How the columns are called: of a Parquet table, and (but for the text) of a list with a header."""

    text: str = "text"
    name: str = "name"
    published: str = "published"
    outlet: str = "outlet"


USUAL = Columns()


@dataclass(slots=True)
class Left:
    """What was passed over: the files of a folder by ending."""

    endings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The articles at a place. They may be gone through several times, always in the same order."""

    place: Path
    columns: Columns = USUAL
    left: Left = field(default_factory=Left)

    def items(self, wanted: Wanted = lambda _: True) -> Iterator[Item]:
        """The articles; one whose name is not wanted comes without its bytes, unread.

        Raises: UnreadableInput, BadArgument for a list or table that is none.
        """
        if self.place.is_dir():
            return self._folder(wanted)
        if self.place.suffix.lower() == TABLE:
            return self._table(wanted)
        return self._list(wanted)

    def own_outlets(self) -> OutletRegistry | None:
        """The outlets of the product and the user's own, from `outlets.csv` beside the place; None without one.

        Raises: UnreadableInput where it cannot be read as UTF-8 text.
        """
        own = self.place.absolute().parent / "outlets.csv"
        return load_outlets(own) if own.is_file() else None

    def _folder(self, wanted: Wanted) -> Iterator[Item]:
        self.left.endings.clear()
        for path in _walk(self.place, self.left):
            yield _file(path, _spelled(path.relative_to(self.place)), wanted)

    def _list(self, wanted: Wanted) -> Iterator[Item]:
        # A file's name may be in any bytes; they come through as they are.
        with self.place.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            for row in _rows(lines):
                written = row.get("path", "").strip()
                if written:
                    item = _file(self.place.parent / written, _spelled(Path(written)), wanted)
                    yield _beside(item, row.get(self.columns.published), row.get(self.columns.outlet))

    def _table(self, wanted: Wanted) -> Iterator[Item]:
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`
        from pyarrow import parquet  # noqa: PLC0415  the same

        try:
            with parquet.ParquetFile(self.place) as table:
                names = self._present(table.schema_arrow.names)
                for batch in table.iter_batches(batch_size=ROWS, columns=names):
                    for row in batch.to_pylist():
                        yield self._row(row, wanted)
        except FileNotFoundError as error:
            raise _missing(self.place) from error
        except (OSError, pa.ArrowInvalid) as error:
            raise UnreadableInput(self.place, f"cannot be read as a Parquet table: {error}") from error

    def _present(self, names: list[str]) -> list[str]:
        """The columns that are read: text and name must be there, the other two may."""
        for wanted, option in ((self.columns.text, "--text-column"), (self.columns.name, "--name-column")):
            if wanted not in names:
                hint = f"It has: {', '.join(names)}. Say which with {option}."
                raise BadArgument(f"{self.place}: the table has no column {wanted!r}", hint, value=wanted)
        return [name for name in dict.fromkeys(self.columns) if name in names]

    def _row(self, row: dict[str, Any], wanted: Wanted) -> Item:
        name = str(row[self.columns.name] if row[self.columns.name] is not None else "").strip()
        text = row[self.columns.text]
        if not name:
            return Item(name="", refused="the row has no name")
        if not wanted(name):
            return Item(name=name)
        if isinstance(text, bytes):
            item = Item(name=name, data=text)
        else:
            # A text is decoded already; the mark keeps readers from believing what a page says of its encoding.
            item = Item(name=name, data=BOM + (text or "").encode(), media=sniff(text or ""))
        return _beside(item, row.get(self.columns.published), row.get(self.columns.outlet))


def find_source(place: Path, columns: Columns = USUAL) -> Source:
    """The source at a path.

    Raises: UnreadableInput where nothing is there.
    """
    if not place.exists():
        raise _missing(place)
    return Source(place=place, columns=columns)


def _missing(place: Path) -> UnreadableInput:
    return UnreadableInput(place, "there is no such file or folder", "Check the spelling.")


def _walk(folder: Path, left: Left) -> Iterator[Path]:
    """The files of a folder and those below it that are read, by name; no hidden ones, no folders behind links."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            ending = os.path.splitext(name)[1].lower()  # noqa: PTH122  a name, not a path
            if name.startswith("."):
                continue
            if ending in ENDINGS:
                yield Path(place, name)
            else:
                left.endings[ending or "no ending"] = left.endings.get(ending or "no ending", 0) + 1


def _file(path: Path, name: str, wanted: Wanted) -> Item:
    if not wanted(name):
        return Item(name=name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PACKED_BYTES + 1)
    except (OSError, ValueError) as error:
        return Item(name=name, refused=f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(data) > MAX_PACKED_BYTES:
        return Item(name=name, refused=f"is larger than the {MAX_PACKED_BYTES // 1024**2} MB limit")
    return Item(name=name, data=data)


def _beside(item: Item, published: Any, outlet: Any) -> Item:  # noqa: ANN401  a cell: text, a date, nothing
    day = str(published)[:10] if hasattr(published, "isoformat") else str(published or "")
    return replace(item, published=day.strip(), outlet=str(outlet or "").strip())


def _spelled(path: Path) -> str:
    """The name with forward slashes; bytes of it that are no UTF-8 are spelled out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _rows(lines: Iterator[str]) -> Iterator[dict[str, str]]:
    """The rows of a list: under a header with `path` as CSV, else a path a line."""
    first = next(lines, "")
    header = next(csv.reader([first]), [])
    if "path" in header:
        yield from csv.DictReader(lines, header, restval="")
        return
    for line in chain([first], lines):
        yield {"path": line.rstrip("\r\n")}
