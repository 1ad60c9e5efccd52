"""Putting bytes into a file so that at any moment either the old or the new ones stand there, whole."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import TableMoved, UnwritableOutput

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_TIMEOUT = 30.0
"""Seconds to wait while another holds the lock and writes nothing; each command holds it well under one."""
POLL = 0.001
"""Seconds between two looks at a lock: less than the shortest turn (2 ms in memory), in which the next must queue."""


def real_path(path: Path) -> Path:
    """Where the bytes lie: the target of a symbolic link, so that the link stays one."""
    return path.resolve() if path.is_symlink() else path


def journal_path(table: Path) -> Path:
    """`X.journal.jsonl` beside `X.csv`; beside the file itself where `table` is a symbolic link to it."""
    real = real_path(table)
    return real.with_name(f"{real.stem}.journal.jsonl")


def read_bytes(path: Path) -> bytes | None:
    """The file's bytes, None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def sha256(data: bytes | memoryview | None) -> str:
    """Hex digest of a file's bytes, "" for a file that is not there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


@contextmanager
def locked(path: Path | str) -> Iterator[None]:
    """One writer at a time: holds `.NAME.lock` beside the file. May be entered again by the thread that holds it.

    Read, change and commit inside one `with locked(path):` and no other command comes between.

    Waits as long as others keep writing, who come after whoever waits already. Raises: UnwritableOutput where the
    folder does not let a lock be made, or another writer does not finish.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - commands that only read need none

    path = Path(path)
    real = real_path(path)
    if not real.parent.is_dir():  # filelock would make it
        raise unwritable(path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    lock = FileLock(real.with_name(f".{real.name}.lock"), is_singleton=True)
    queue = FileLock(real.with_name(f".{real.name}.queue.lock"), is_singleton=True)
    try:
        _take_turn(lock, queue, real)
    except Timeout as error:
        hint = "Wait for the other factcheck command, then try again. The old file is unchanged."
        raise UnwritableOutput(path, "another command is writing it", hint) from error
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _take_turn(lock: "BaseFileLock", queue: "BaseFileLock", real: Path) -> None:
    """Acquires `lock`, behind whoever waits for it: the first in the queue holds `queue` until it has the lock.

    A program that marks claim after claim lets go for half a millisecond at a time: without a queue the other of two
    got no turn in 30 seconds (measured 2026-11-23). The queue's file is made by the first that has to wait.
    """
    from filelock import Timeout  # noqa: PLC0415 - see `locked`

    if lock.is_locked or not Path(queue.lock_file).exists():
        with suppress(Timeout):
            lock.acquire(timeout=0)
            return
    _wait_for(queue, real)
    try:
        _wait_for(lock, real)
    finally:
        queue.release()


def _wait_for(lock: "BaseFileLock", real: Path) -> None:
    from filelock import Timeout  # noqa: PLC0415 - see `locked`

    while True:
        before = _last_written(real)
        try:
            lock.acquire(timeout=LOCK_TIMEOUT, poll_interval=POLL)
        except Timeout:
            if _last_written(real) == before:  # nobody is at work: somebody is stuck
                raise
        else:
            return


def _last_written(real: Path) -> tuple[int, int]:
    """What changes with every write of a file: which one it is, and its time (nanoseconds)."""
    try:
        found = real.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def check_free(path: Path, sha: str) -> bytes | None:
    """The bytes that stand there (None: no file), where the file may be replaced.

    Raises: TableMoved where its bytes are not those of hash `sha` any more; UnwritableOutput where LibreOffice has it
    open or it is write-protected.
    """
    real = real_path(path)
    for each in {path, real}:
        holder = libreoffice_lock(each)
        if holder:
            hint = f"Close it there first; if nobody has it open, delete {each.with_name(f'.~lock.{each.name}#')}."
            raise UnwritableOutput(path, f"it is open in LibreOffice ({holder})", hint)
    try:
        data = read_bytes(real)
    except OSError as error:
        raise unwritable(path, error) from error
    if sha256(data) != sha:
        hint = "Run the command again: it will see what changed. Nothing was written."
        raise TableMoved(path, "changed on disk since it was read" if data is not None else "is gone", hint)
    if data is not None and (not os.access(real, os.W_OK) or not real.stat().st_mode & 0o222):
        raise UnwritableOutput(path, "it is write-protected", "Give yourself the right to write it. It is unchanged.")
    return data


def libreoffice_lock(path: Path) -> str:
    """Who has the file open in LibreOffice, from `.~lock.NAME#` beside it; "" where nobody has.

    The file holds one line, "full name,login,host,date time,profile;" (seen with LibreOffice 7.4.7).
    """
    try:
        line = path.with_name(f".~lock.{path.name}#").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    parts = [part.strip(" ;\n") for part in line.split(",")]
    who = next((part for part in parts[:2] if part), "somebody")
    return " ".join([who, *(f"on {part}" for part in parts[2:3] if part), *(f"since {p}" for p in parts[3:4] if p)])


def replace_file(path: Path, data: bytes) -> None:
    """Puts `data` in place of what stands at `path`: a temporary file beside it, fsync, replace, fsync of the folder.

    Permissions and a symbolic link are kept. To be called under `locked`: a temporary file left by a killed command
    is then nobody's, and is cleared away. Raises UnwritableOutput; the old file stands whole and nothing is left.
    """
    real = real_path(path)
    try:
        _put(data, real, real)
    except OSError as error:
        raise unwritable(path, error) from error


def _put(data: bytes, target: Path, like: Path) -> None:
    """Writes a temporary file beside `like`, with its permissions, and puts it at `target`, in the same folder."""
    beside = like.with_name(f".{like.name}.tmp")
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        _write_synced(beside, data, like)
        os.replace(beside, target)  # noqa: PTH105 - one call to watch in the tests of a full disk
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(like.parent)


def keep_copy(path: Path, when: datetime) -> Path:
    """A copy of the file beside it, named for the time (UTC), and returns where it is; no older copy is overwritten.

    Where such a copy holds the same bytes already (a repair that was killed, tried again), that one is returned. To be
    called under `locked`. Raises: UnwritableOutput; nothing else is touched then.
    """
    real = real_path(path)
    older = sorted(real.parent.glob(f"{escape(real.stem)}.before-doctor-*{escape(real.suffix)}"))
    stamp = when.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    names = (
        f"{real.stem}.before-doctor-{stamp}{more}{real.suffix}" for more in ("", *(f"-{n}" for n in range(2, 100)))
    )
    copy = next(found for name in names if not (found := real.with_name(name)).exists())
    try:
        data = real.read_bytes()
        for each in older:
            if each.read_bytes() == data:
                return each
        _put(data, copy, real)
    except OSError as error:
        raise unwritable(copy, error) from error
    return copy


def _write_synced(beside: Path, data: bytes, like: Path) -> None:
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with suppress(FileNotFoundError):
            mode = like.stat()
            os.chmod(beside, mode.st_mode & 0o7777)  # noqa: PTH101 - by name: fchmod is missing on Windows
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Writes every byte, however few the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut, where the system lets a folder be synced."""
    with suppress(OSError):  # Windows opens no folder; the bytes themselves are synced already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unwritable(path: Path, error: OSError) -> UnwritableOutput:
    """The refusal for what the system said."""
    reasons = {
        errno.ENOSPC: ("the disk is full", "Free some space, then try again. The old file is unchanged."),
        errno.EDQUOT: ("your quota is used up", "Free some space, then try again. The old file is unchanged."),
        errno.EROFS: ("the disk is read-only", ""),
        errno.EACCES: (f"no right to write in {path.parent}", ""),
        errno.EPERM: (f"no right to write in {path.parent}", ""),
        errno.ENOENT: (f"there is no folder {path.parent}", "Make the folder first."),
    }
    reason, hint = reasons.get(error.errno or 0, (error.strerror or str(error), ""))
    return UnwritableOutput(path, reason, hint)
