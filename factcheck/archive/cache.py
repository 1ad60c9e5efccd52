"""Answers of archives kept on disk, so that no question is sent twice; the pauses that archives have asked for; and
when requests went out, so that runs at the same time keep one rate.

A file holds one answer: the SHA-256 of what follows, a line of JSON, the bytes of the page. What does not match its
checksum, its question or its form is no answer. Only what an archive sent is kept, never a word of a draft.
"""

import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from factcheck.archive.answer import Answer

MOST_ENTRY = 32_000_000
"""Bytes of the largest answer kept."""
MOST_BYTES = 2_000_000_000
"""Bytes of all answers; beyond it the oldest go."""
MOST_PAUSE = 4_000
"""Bytes of a file that holds a pause."""
MOST_TURNS = 100_000
"""Bytes of a file that says when requests went out in a minute."""
LOCK_SECONDS = 10
"""How long another run is waited for that notes its request; it takes a millisecond."""
_DIGEST = 65
_SPARED = 0.9
"""Share of the bytes allowed that is left after clearing, so that not every answer clears again."""


class Lasting(StrEnum):
    """How long an answer may be kept: the ages stand in `Limits`."""

    CAPTURE = "capture"
    """A page as it was captured: for good."""
    LIST = "list"
    """Which captures there are, and where a time leads."""
    NOTHING = "nothing"
    """That there is no capture, or none that is shown: there may be one tomorrow."""


class Kept(NamedTuple):
    """An answer of an earlier request, and how long such a one lasts."""

    answer: Answer
    lasting: Lasting


class Pause(NamedTuple):
    """A host not to be asked before `until`, why, and how many such pauses came without an answer between them."""

    until: datetime
    reason: str
    times: int


class Cache:
    """Answers and pauses in a folder, which is made when the first is kept.

    A folder that cannot be written costs nothing but the requests it would have saved; `problem` then says why, ""
    where all is well.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self.problem = ""
        self._most_bytes = most_bytes
        self._held = -1
        self._turns: dict[str, list[datetime]] = {}

    def find(self, archive: str, url: str, accept_datetime: str = "") -> Kept | None:
        """The answer kept for a question, however old; None where there is none, or none that is whole."""
        data = _read(self._place(archive, url, accept_datetime), MOST_ENTRY)
        checksum, rest = data[: _DIGEST - 1], data[_DIGEST:]
        if not rest or hashlib.sha256(rest).hexdigest().encode() != checksum:
            return None
        head, _, body = rest.partition(b"\n")
        try:
            told = json.loads(head)
            if told["question"] != [archive, url, accept_datetime]:
                return None
            answer = Answer(
                url=url,
                asked_at=_aware(told["asked_at"]),
                status=int(told["status"]),
                headers=tuple((str(name), str(value)) for name, value in told["headers"]),
                body=body,
                accept_datetime=accept_datetime,
                kept=True,
            )
            return Kept(answer, Lasting(told["lasting"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, archive: str, answer: Answer, lasting: Lasting) -> None:
        """Keeps an answer in place of an earlier one to the same question; one that is too large is not kept."""
        told = {
            "question": [archive, answer.url, answer.accept_datetime],
            "asked_at": answer.asked_at.isoformat(),
            "status": answer.status,
            "headers": answer.headers,
            "lasting": lasting.value,
        }
        rest = json.dumps(told).encode() + b"\n" + answer.body
        if _DIGEST + len(rest) > MOST_ENTRY:
            return
        data = hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest
        if self._write(self._place(archive, answer.url, answer.accept_datetime), data):
            self._make_room(len(data))

    def pause(self, host: str) -> Pause | None:
        """The pause that a host has asked for, over or not; None where there is none."""
        data = _read(self._pause_place(host), MOST_PAUSE)
        try:
            told = json.loads(data)
            if told["host"] != host:
                return None
            return Pause(_aware(told["until"]), str(told["reason"]), max(1, int(told["times"])))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep_pause(self, host: str, pause: Pause) -> None:
        """Keeps a pause in place of an earlier one of the same host."""
        told = {"host": host, "until": pause.until.isoformat(), "reason": pause.reason, "times": pause.times}
        self._write(self._pause_place(host), json.dumps(told).encode())

    def forget_pause(self, host: str) -> None:
        """Nothing, once the host's pause is no longer kept."""
        with suppress(OSError):
            self._pause_place(host).unlink()

    @contextmanager
    def turns(self, host: str, kind: str) -> Iterator[list[datetime]]:
        """When requests of a kind went out to a host, in any run with this folder, in order; to be changed in place.

        One run at a time is inside. Where the folder cannot be written, those of this run alone are told.
        """
        from filelock import FileLock  # noqa: PLC0415 - what only reads needs none

        name = f"{kind} {host}"
        own = self._turns.setdefault(name, [])
        place = self.folder / "turns" / f"{hashlib.sha256(name.encode()).hexdigest()}.json"
        try:
            self._make_folder(place.parent)
            lock = FileLock(place.with_suffix(".lock"), timeout=LOCK_SECONDS)
            lock.acquire()
        except (OSError, NotImplementedError):  # a time-out is the first; a disk without locks gives the second
            yield own
            return
        try:
            own[:] = sorted((Counter(own) | Counter(_times(_read(place, MOST_TURNS)))).elements())
            yield own
            self._write(place, json.dumps([time.isoformat() for time in own]).encode())
        finally:
            lock.release()

    def _place(self, archive: str, url: str, accept_datetime: str) -> Path:
        digest = hashlib.sha256(json.dumps([archive, url, accept_datetime]).encode()).hexdigest()
        return self.folder / "answers" / digest[:2] / f"{digest[2:]}.answer"

    def _pause_place(self, host: str) -> Path:
        return self.folder / "pauses" / f"{hashlib.sha256(host.encode()).hexdigest()}.json"

    def _write(self, place: Path, data: bytes) -> bool:
        """True once the file stands whole under its name; a reader never sees a part of it."""
        try:
            self._make_folder(place.parent)
            handle, beside = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(beside).replace(place)
            finally:
                with suppress(OSError):
                    Path(beside).unlink()
        except OSError as error:
            self.problem = f"{self.folder}: answers cannot be kept: {error.strerror or error}"
            return False
        return True

    def _make_folder(self, inside: Path) -> None:
        # What a desk looks up is nobody else's business on a shared machine.
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        inside.mkdir(parents=True, exist_ok=True)

    def _make_room(self, written: int) -> None:
        """Removes the oldest answers where all of them together have become too large."""
        if self._held >= 0 and self._held + written <= self._most_bytes:
            self._held += written
            return
        files = []
        for path in (self.folder / "answers").glob("*/*"):
            with suppress(OSError):
                found = path.stat()
                files.append((found.st_mtime_ns, path, found.st_size))
        self._held = sum(size for _, _, size in files)
        if self._held <= self._most_bytes:
            return
        for _, path, size in sorted(files):
            if self._held <= self._most_bytes * _SPARED:
                break
            with suppress(OSError):
                path.unlink()
                self._held -= size


def _read(place: Path, most: int) -> bytes:
    """The bytes of a file, b"" where there is none or it is larger than any that was written here."""
    try:
        with place.open("rb") as file:
            data = file.read(most + 1)
    except OSError:
        return b""
    return data if len(data) <= most else b""


def _times(data: bytes) -> list[datetime]:
    """The times that a file of turns holds, none where it is no such file."""
    try:
        return [_aware(each) for each in json.loads(data)]
    except (ValueError, TypeError, RecursionError):
        return []


def _aware(text: object) -> datetime:
    time = datetime.fromisoformat(str(text))
    if time.tzinfo is None:
        raise ValueError(text)
    return time
