"""Where the articles of a corpus come from: a folder, a list of paths, a Parquet table of texts. Read as a stream."""

import csv
import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.corpus.columns import DATASETS
from factcheck.corpus.item import BOM, Item
from factcheck.corpus.store import MARK
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
_HEADER = frozenset(["path", "published", "outlet"])
"""Columns of a list that are known in capitals, too."""
_TEXTUAL = ("string", "binary", "null")
"""In the names of the Arrow types that a text may have."""
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
        for row in self._listed():
            written = row["path"]
            item = _file(self.place.parent / written, _spelled(Path(written)), wanted)
            yield _beside(item, row.get(self.columns.published), row.get(self.columns.outlet))

    def _listed(self) -> Iterator[dict[str, str]]:
        """The rows of the list that name a path."""
        # A file's name may be in any bytes; they come through as they are.
        with self.place.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            try:
                for row in _rows(lines, self.columns, self._asked_for):
                    row["path"] = row["path"].strip()
                    if row["path"]:
                        yield row
            except csv.Error as error:
                hint = (
                    "Is a quotation mark left open? A cell with a comma or a quotation mark stands in quotation marks."
                )
                raise UnreadableInput(self.place, f"cannot be read as CSV: {error}", hint) from error

    def look_at_list(self) -> None:
        """Raises: BadArgument where the list names something, but nothing that is there: an article is no list."""
        named = False
        for row in self._listed():
            named = True
            with suppress(OSError, ValueError):
                if os.path.lexists(self.place.parent / row["path"]):
                    return
        if named:
            hint = (
                "A LIST holds one path a line, as seen from the list, in UTF-8; or it is CSV with a column path. "
                "One article is read by: factcheck parse ARTICLE"
            )
            message = f"{self.place}: none of its lines names a file that is there"
            raise BadArgument(message, hint, value=str(self.place))

    def _asked_for(self, names: Sequence[str]) -> None:
        """Raises: BadArgument where a column that was asked for by name is none of these."""
        for asked, usual, option in (
            (self.columns.published, USUAL.published, "--published-column"),
            (self.columns.outlet, USUAL.outlet, "--outlet-column"),
        ):
            if asked != usual and asked not in names:
                raise _no_column(self.place, asked, names, option)

    def _table(self, wanted: Wanted) -> Iterator[Item]:
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`
        from pyarrow import parquet  # noqa: PLC0415  the same

        try:
            with parquet.ParquetFile(self.place) as table:
                names = self._present(table.schema_arrow)
                rows = chain.from_iterable(
                    batch.to_pylist() for batch in table.iter_batches(batch_size=ROWS, columns=names)
                )
                for number, row in enumerate(rows, 1):
                    yield self._row(row, number, wanted)
        except FileNotFoundError as error:
            raise _missing(self.place) from error
        except (OSError, pa.ArrowInvalid) as error:
            raise UnreadableInput(self.place, f"cannot be read as a Parquet table: {error}") from error

    def _present(self, schema: Any) -> list[str]:  # noqa: ANN401  pyarrow ships no types
        """The columns that are read: text and name must be there, the other two may."""
        for wanted, option in ((self.columns.text, "--text-column"), (self.columns.name, "--name-column")):
            if wanted not in schema.names:
                raise _no_column(self.place, wanted, schema.names, option)
        self._asked_for(schema.names)
        kind = schema.field(schema.get_all_field_indices(self.columns.text)[0]).type
        if not any(word in str(kind) for word in _TEXTUAL) or "<" in str(kind).removeprefix("dictionary<"):
            message = f"{self.place}: the column {self.columns.text!r} holds no text, but {kind}"
            hint = f"The table has: {', '.join(schema.names)}. Say with --text-column which holds the articles."
            raise BadArgument(message, hint, value=self.columns.text)
        return [name for name in dict.fromkeys(self.columns) if name in schema.names]

    def _row(self, row: dict[str, Any], number: int, wanted: Wanted) -> Item:
        name = _cell(row[self.columns.name])
        text = row[self.columns.text]
        if not name:
            # By its number, or all the nameless would be one article.
            return Item(name=f"(row {number})", refused="the row has no name")
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

    Raises: UnreadableInput where nothing is there; BadArgument for a dataset, and a list of which no line is a file.
    """
    if not place.exists():
        raise _missing(place)
    source = Source(place=place, columns=columns)
    if place.is_dir():
        if _is_dataset(os.listdir(place)):  # noqa: PTH208  names are enough
            hint = "Ask it with --query or --sql, or name the folder of the articles."
            raise BadArgument(f"{place}: is a dataset of claims, no archive", hint, value=str(place))
    elif place.suffix.lower() != TABLE and place.is_file():
        source.look_at_list()
    return source


def _no_column(place: Path, name: str, names: Sequence[str], option: str) -> BadArgument:
    hint = f"It has: {', '.join(names)}. Say which with {option}."
    if not names:
        hint = "A list has columns where its first line is a header with path."
    return BadArgument(f"{place}: the table has no column {name!r}", hint, value=name)


def _is_dataset(names: Collection[str]) -> bool:
    return {MARK, *DATASETS} <= set(names)


def _missing(place: Path) -> UnreadableInput:
    return UnreadableInput(place, "there is no such file or folder", "Check the spelling.")


def _walk(folder: Path, left: Left) -> Iterator[Path]:
    """The files of a folder and those below it that are read, by name; none hidden, no linked folders, no datasets."""
    for place, folders, names in os.walk(folder):
        if _is_dataset([*folders, *names]):
            folders.clear()
            continue
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
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return Item(name=name, refused="is no regular file")  # opened, a pipe would wait for ever
        with path.open("rb") as file:
            data = file.read(MAX_PACKED_BYTES + 1)
    except (OSError, ValueError) as error:
        return Item(name=name, refused=f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(data) > MAX_PACKED_BYTES:
        return Item(name=name, refused=f"is larger than the {MAX_PACKED_BYTES // 1024**2} MB limit")
    return Item(name=name, data=data)


def _beside(item: Item, published: Any, outlet: Any) -> Item:  # noqa: ANN401  a cell: text, a date, nothing
    day = str(published)[:10] if hasattr(published, "isoformat") else _cell(published)
    return replace(item, published=day, outlet=_cell(outlet))


def _cell(value: Any) -> str:  # noqa: ANN401  a cell: text, bytes, a number, nothing
    """What stands in a cell; "" for nothing, and for the NaN that pandas writes in its place."""
    if value is None or value != value:  # noqa: PLR0124  NaN alone is not itself
        return ""
    return (value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)).strip()


def _spelled(path: Path) -> str:
    """The name with forward slashes; bytes of it that are no UTF-8 are spelled out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _rows(lines: Iterator[str], columns: Columns, look: Callable[[Sequence[str]], None]) -> Iterator[dict[str, str]]:
    """The rows of a list: under a header with `path` as CSV, which is shown to `look`; else a path a line.

    Raises: csv.Error.
    """
    first = next(lines, "")
    for separator in ",;\t":
        header = [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]
        header = [name if name in columns or name.lower() not in _HEADER else name.lower() for name in header]
        if "path" in header:
            look(header)
            yield from csv.DictReader(lines, header, restval="", delimiter=separator, strict=True)
            return
    look([])
    for line in chain([first], lines):
        yield {"path": line.rstrip("\r\n")}
