"""The dataset in a folder: parts of Parquet files, each written whole or not at all.

    OUT/claims/part-….parquet   OUT/problems/part-….parquet   OUT/articles/part-….parquet

A part is the same batch of articles in all three. Its articles are written last: a part counts from then on, and what
an interrupted run left without them is cleared away by the next. OUT is a folder, or an address that fsspec knows.
"""

import os
import platform
import posixpath
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.corpus.columns import DATASETS, schema
from factcheck.corpus.item import Record, digest
from factcheck.corpus.reading import FAILED
from factcheck.errors import UnreadableInput, UnwritableOutput
from factcheck.table import locked

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".parquet"
MARK = "corpus.txt"
"""The file that says what the folder is; whoever builds holds its lock."""
_SAYS = "Claims of many articles, made by `factcheck corpus`. Ask: factcheck corpus FOLDER --query claims-by-source\n"


class Known(NamedTuple):
    """An article that the dataset holds: its fingerprint, what made its rows, their part; whether to try it again."""

    fingerprint: bytes
    made_by: str
    part: str
    again: bool


def damaged(place: str, error: Exception) -> UnreadableInput:
    """What is raised where a part of the dataset at `place` is no Parquet file, or is lost."""
    hint = "Delete the files of that part in articles, claims and problems; the next run makes its articles anew."
    return UnreadableInput(place, f"a part of the dataset is damaged or lost: {error}", hint)


class Store:
    """The dataset at `place`, a folder's path or an address such as s3://bucket/claims. It need not exist yet."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.remote = "://" in place

    @cached_property
    def _root(self) -> tuple[Any, str]:
        """The file system, and the path in it."""
        from pyarrow import fs  # noqa: PLC0415  of the extra `scale`

        if not self.remote:
            return fs.LocalFileSystem(), str(Path(self.place).absolute())
        import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415  of the extra `scale`; ships no types

        try:
            system, path = fsspec.core.url_to_fs(self.place)
        except (ImportError, ValueError) as error:
            hint = "Give a folder, or install the library that fsspec names for such addresses."
            raise UnwritableOutput(self.place, str(error), hint) from error
        return fs.PyFileSystem(fs.FSSpecHandler(system)), path

    @property
    def absolute(self) -> str:
        """The place as workers that stand elsewhere must know it."""
        return self.place if self.remote else str(Path(self.place).absolute())

    def path(self, *names: str) -> str:
        """A path below the dataset's, as its file system writes it."""
        return posixpath.join(self._root[1], *names)

    @property
    def exists(self) -> bool:
        """True where a dataset has been begun here."""
        return bool(self._found(MARK))

    @property
    def holds_others(self) -> bool:
        """True where something else stands at the place."""
        if self.remote:
            return False
        path = Path(self.place)
        if not path.exists() or self.exists:
            return False
        # A run that ended before it wrote MARK leaves its locks, and half a MARK.
        return not path.is_dir() or any(
            each.name not in DATASETS and not each.name.startswith(f".{MARK}.") for each in path.iterdir()
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """The dataset, begun where there is none, with nobody else building it; cleared of what is unfinished.

        At an address nothing keeps a second run away.
        """
        if not self.remote:
            Path(self.place).mkdir(parents=True, exist_ok=True)
        lock = nullcontext() if self.remote else locked(Path(self.place) / MARK)
        with lock:
            for name in DATASETS:
                self._root[0].create_dir(self.path(name), recursive=True)
            if not self.exists:
                self._put(MARK, _SAYS.encode())
            self._clear()
            yield

    def parts(self) -> tuple[str, ...]:
        """The names of the parts that are done, in order."""
        return tuple(name.removesuffix(SUFFIX) for name in self._names("articles") if not name.startswith("."))

    def files(self, dataset: str) -> list[str]:
        """The paths of a dataset's files, in order."""
        return [self.path(dataset, part + SUFFIX) for part in self.parts()]

    def dataset(self, name: str) -> Any:  # noqa: ANN401  pyarrow ships no types
        """The claims, problems or articles, to be read by anything that takes an Arrow dataset."""
        files = self.files(name)
        if not files:
            return schema(name).empty_table()
        from pyarrow.dataset import dataset  # noqa: PLC0415  of the extra `scale`

        return dataset(files, schema=schema(name), format="parquet", filesystem=self._root[0])

    def write(self, part: str, records: Sequence[Record]) -> None:
        """Writes a part. Written again, it is replaced by the same bytes."""
        rows = {
            "claims": [row for record in records for row in record.claims],
            "problems": [row for record in records for row in record.problems],
            "articles": [record.article for record in records],
        }
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`

        for name in DATASETS:
            self._write(name, part, pa.Table.from_pylist(rows[name], schema=schema(name)))

    def known(self) -> dict[bytes, Known]:
        """What the dataset holds, by the digest of the article's name. A part that another one replaced is dropped."""
        self._drop_replaced()
        found: dict[bytes, Known] = {}
        for part in self.parts():
            for row in self._rows("articles", part, ["article", "fingerprint", "version", "outcome", "sha256"]):
                again = row["outcome"] == FAILED or not row["sha256"]
                made_by = sys.intern(row["version"])
                found[digest(row["article"])] = Known(bytes.fromhex(row["fingerprint"]), made_by, part, again)
        return found

    def drop(self, part: str, articles: Collection[bytes]) -> None:
        """Takes articles (digests of their names) out of a part: what stays is written as a new part first."""
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`

        kept = {}
        for name in DATASETS:
            table = self._read(name, part)
            stays = [digest(each) not in articles for each in table["article"].to_pylist()]
            kept[name] = table.filter(pa.array(stays, pa.bool_()))
        if kept["articles"].num_rows:
            new = "part-" + digest("\n".join(kept["articles"]["fingerprint"].to_pylist())).hex()
            for name in DATASETS:
                self._write(name, new, kept[name])
        self._remove(part)

    def _drop_replaced(self) -> None:
        """Ends what `drop` began: of two parts that hold the same articles, the larger was to be replaced."""
        rows = {part: self._rows("articles", part, ["fingerprint"]) for part in self.parts()}
        holds = {part: frozenset(row["fingerprint"] for row in found) for part, found in rows.items()}
        first: dict[str, str] = {}
        for part in sorted(holds, key=lambda each: (len(holds[each]), each)):
            if any(first.setdefault(each, part) != part for each in holds[part]):
                self._remove(part)

    def _remove(self, part: str) -> None:
        for name in reversed(DATASETS):
            self._root[0].delete_file(self.path(name, part + SUFFIX))

    def _clear(self) -> None:
        """Removes what an interrupted run left: temporary files, claims and problems without their articles."""
        done = {part + SUFFIX for part in self.parts()}
        for name in DATASETS:
            for file in self._names(name):
                if file not in done:
                    self._root[0].delete_file(self.path(name, file))

    def _found(self, *names: str) -> bool:
        from pyarrow.fs import FileType  # noqa: PLC0415  of the extra `scale`

        return bool(self._root[0].get_file_info(self.path(*names)).type != FileType.NotFound)

    def _names(self, dataset: str) -> list[str]:
        from pyarrow.fs import FileSelector  # noqa: PLC0415  of the extra `scale`

        selector = FileSelector(self.path(dataset), allow_not_found=True)
        names = (info.base_name for info in self._root[0].get_file_info(selector))
        return sorted(name for name in names if name.endswith(SUFFIX))

    def _read(self, dataset: str, part: str, columns: list[str] | None = None) -> "pa.Table":
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`
        from pyarrow.parquet import read_table  # noqa: PLC0415  the same

        path = self.path(dataset, part + SUFFIX)
        try:
            return read_table(path, columns=columns, filesystem=self._root[0], partitioning=None)
        except (pa.ArrowInvalid, FileNotFoundError) as error:
            raise damaged(self.place, error) from error

    def _rows(self, dataset: str, part: str, columns: list[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._read(dataset, part, columns).to_pylist()
        return rows

    def _write(self, dataset: str, part: str, table: "pa.Table") -> None:
        import pyarrow as pa  # noqa: PLC0415  of the extra `scale`
        from pyarrow.parquet import write_table  # noqa: PLC0415  the same

        sink = pa.BufferOutputStream()
        write_table(table, sink, compression="zstd")
        self._put(f"{dataset}/{part}{SUFFIX}", sink.getvalue())

    def _put(self, name: str, data: Any) -> None:  # noqa: ANN401  bytes, or a buffer of Arrow
        """Writes a temporary file beside the place, then renames it: a reader sees all of it or nothing."""
        folder, _, file = name.rpartition("/")
        # Dask may run a batch again while a worker it gave up still writes: each has a file of its own.
        temporary = self.path(folder, f".{file}.{platform.node()}.{os.getpid()}{SUFFIX}")
        with self._root[0].open_output_stream(temporary) as stream:
            stream.write(data)
        if not self.remote:
            _sync(temporary)
        self._root[0].move(temporary, self.path(name))


def _sync(path: str) -> None:
    """The file's bytes are on the disk before it gets its name."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
