"""The writer's own texts: transcripts, wire copy, releases, read from a file or a folder."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from factcheck.document import Document, Problem
from factcheck.errors import UnreadableInput
from factcheck.readers import ENDINGS, bytes_of, read, read_bytes

MOST_FILES = 5_000
MOST_BYTES = 200 * 1024 * 1024
"""Of all files together: what a reader keeps in memory."""
MOST_NAMES = 100_000
"""Names looked at in a tree, so that a home folder given by mistake ends soon."""
DEEPEST = 20
_TABLES = frozenset([".csv", ".jsonl", ".xlsx"])
"""The tool's own files, and tables: no texts, and not worth a word."""
_REPORT = re.compile(r"(?:NOT CLEARED: [\d,]+ to check: |CLEARED: [\d,]+ verified)")
"""A line at the head of every report: it repeats each claim, and proves none."""
_HEAD = 1_000
_WORD = re.compile(r"[^\W_]+")


class FolderText(NamedTuple):
    """A text of the writer's own. `name` is relative to what was given, with forward slashes; `sha256` is the file's,
    as `sha256sum` gives it.
    """

    path: Path
    name: str
    sha256: str
    document: Document

    @property
    def title(self) -> str:
        """The text's title, the file's name where it has none."""
        return self.document.title or self.path.name

    @property
    def text(self) -> str:
        return self.document.text


def read_folder(path: Path, *, skip: Collection[Path] = ()) -> tuple[tuple[FolderText, ...], tuple[Problem, ...]]:
    """The texts in a file or in a folder and the folders below it, in the order of their names, and what was not read.

    A file that is named is read whatever its ending; of a folder, texts, Markdown, HTML, Word and PDF. Left out without
    a word are hidden files, tables and journals, kept pages (WARC), reports of this tool, and the files of `skip` (the
    article itself); with a word, copies of those under another name. Links to folders are not followed.

    Raises: UnreadableInput where there is no such file or folder, or where it is neither.
    """
    if not path.exists():
        raise UnreadableInput(path, "there is no such file or folder", "Check the spelling.")
    if not (path.is_dir() or path.is_file()):
        raise UnreadableInput(path, "is no plain file", "Save it as a file, and give that.")
    problems: list[Problem] = []
    files = list(_files(path, problems)) if path.is_dir() else [path]
    left = {each.resolve() for each in skip}
    own = {words for each in skip if (words := _words_of(each))}
    texts, total = [], 0
    for number, file in enumerate(file for file in files if file.resolve() not in left):
        if number >= MOST_FILES or total > MOST_BYTES:
            message = f"only the first {number:,} of {len(files):,} texts were read"
            problems.append(_problem("folder-too-large", path, message, "Give a folder that holds less."))
            break
        found = _read(file, path)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None and _words(found.text) in own:
            problems.append(_problem("article-copy", file, "is a copy of the article itself; it was left out"))
        elif found is not None:
            total += len(found.text)
            texts.append(found)
    return tuple(texts), tuple(problems)


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files to read, in order; what is passed over is told in `problems`."""
    other: Counter[str] = Counter()
    seen = 0
    for place, folders, names in os.walk(folder, onerror=lambda error: problems.append(_unlisted(error))):
        here = Path(place)
        folders[:] = sorted(_entered(here, folders, folder, problems))
        seen += len(folders) + len(names)
        for name in sorted(names):
            kind = os.path.splitext(name)[1].casefold()  # noqa: PTH122 - a name, not a path
            if name.startswith(".") or kind in _TABLES or name.endswith(".warc.gz"):
                continue
            if kind not in ENDINGS:
                other[kind or "no ending"] += 1
            elif (here / name).is_file():
                yield here / name
            else:
                problems.append(_problem("file-unreadable", here / name, "is no plain file, or a link to none"))
        if seen > MOST_NAMES:
            message = f"holds more than {MOST_NAMES:,} names; what lies behind {here} was not looked at"
            problems.append(_problem("folder-too-large", folder, message, "Give a folder that holds less."))
            break
    if other:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(other.items()))
        hint = "Save as plain text what is to be searched."
        problems.append(
            _problem("files-not-read", folder, f"not read, being neither text, HTML, Word nor PDF: {kinds}", hint)
        )


def _entered(here: Path, folders: list[str], top: Path, problems: list[Problem]) -> Iterator[str]:
    deep = len(here.relative_to(top).parts) >= DEEPEST
    for name in sorted(folders):
        if name.startswith("."):
            continue
        if (here / name).is_symlink():
            message = "a link to a folder; not followed"
            problems.append(_problem("folder-link", here / name, message, "Give that folder itself."))
        elif deep:
            message = f"lies more than {DEEPEST} folders deep; not looked at"
            problems.append(_problem("folder-too-deep", here / name, message, "Give that folder itself."))
        else:
            yield name


def _read(file: Path, top: Path) -> FolderText | Problem | None:
    """The text of a file, why it cannot be read, or None for a report of this tool."""
    try:
        with file.open("rb") as opened:
            data = bytes_of(opened)
        document = read_bytes(data, name=file.name)
    except UnreadableInput as error:
        return _problem("file-unreadable", file, error.reason, error.hint)
    except OSError as error:
        return _problem("file-unreadable", file, error.strerror or str(error))
    if _is_report(document):
        return None
    name = file.relative_to(top).as_posix() if top != file else file.name
    digest = hashlib.sha256(data).hexdigest()
    return FolderText(file, name, digest, document)


def _words_of(file: Path) -> tuple[str, ...]:
    """The words of a file, () where it cannot be read."""
    try:
        return _words(read(file).text)
    except UnreadableInput:
        return ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _is_report(document: Document) -> bool:
    return _REPORT.search(document.text, 0, _HEAD) is not None


def _unlisted(error: OSError) -> Problem:
    return _problem("folder-unreadable", Path(error.filename or ""), error.strerror or str(error))


def _problem(code: str, place: Path, message: str, hint: str = "") -> Problem:
    return Problem(code=code, message=message, place=str(place), hint=hint)
