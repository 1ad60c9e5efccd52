"""What lies on the desk now: table, article and evidence as they stand on disk, read again only where they changed."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from factcheck.document import Problem
from factcheck.errors import FactcheckError
from factcheck.evidence.record import Evidence
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.journal import journal_path, undoable
from factcheck.journal.seen import as_seen, waiting_since
from factcheck.merge import said_before
from factcheck.report import Checklist, with_evidence, with_rewordings, with_waiting
from factcheck.report.checklist import Entry, make_entry
from factcheck.report.manuscript import Manuscript, checklist_of, fitting, read_manuscript, told_against
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.table import ClaimsTable, locked, read_claims
from factcheck.table.files import read_bytes, real_path, sha256
from factcheck.table.naming import give_ids
from factcheck.verdicts import STALE, flags_of

KEPT = 20
"""Earlier versions of the table that are remembered, to say what changed since a page was made."""
MARK = "mark"
"""What the journal calls a mark of this page: it is what the command of that name does."""

_NO_TIME = datetime.fromtimestamp(0, tz=UTC)
"""What is only read is not dated: any time does."""
Stamp = tuple[int, int, int]
"""What tells a file from an edited one without reading it: time in ns, size, inode; zeros where there is none."""


def stamp_of(path: Path) -> Stamp:
    """The file's stamp; zeros where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


class LastMark(NamedTuple):
    """A mark that can be taken back: whose, when (UTC, as the journal has it), and the table it left, by sha256."""

    who: str
    time: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One article as it lies on the desk. `version` is the table's sha256.

    `articles` are the names of all that the table holds; `entries` and `rows`, as the file has them, are by claim id;
    `problems` tell of table and evidence.
    """

    article: str
    articles: tuple[str, ...]
    version: str
    checklist: Checklist
    entries: Mapping[str, Entry]
    rows: Mapping[str, Row]
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class Desk:
    """The files of one table. Every method may be called from any thread."""

    claims: Path
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _table: ClaimsTable | None = None
    _stamp: Stamp = (0, 0, 0)
    _earlier: OrderedDict[str, tuple[Row, ...]] = field(default_factory=OrderedDict)
    _fitting: dict[str, tuple[tuple[Stamp, str | None], int, Manuscript]] = field(default_factory=dict)
    _manuscripts: dict[str, tuple[Stamp, str | None, Manuscript]] = field(default_factory=dict)
    _evidence: tuple[Stamp, tuple[Evidence, ...], tuple[Problem, ...]] = ((-1, 0, 0), (), ())
    _looks: dict[tuple[str, ...], Look] = field(default_factory=dict)
    _last: tuple[Stamp, Stamp, LastMark | None] = ((-1, 0, 0), (-1, 0, 0), None)

    def table(self) -> ClaimsTable:
        """The table as it stands on disk; a row without an id has the one that the next command gives it.

        Raises: DamagedTable, UnreadableInput.
        """
        with self._lock:
            stamp = stamp_of(real_path(self.claims))
            known = self._table
            if known is None or sha256(read_bytes(real_path(self.claims))) != known.sha256:
                known = read_claims(self.claims)
                known = replace(known, rows=give_ids(known.rows))
            self._keep(known, stamp)
            return known

    def version(self) -> str:
        """The table's sha256, the file read again only where its stamp moved. Raises as `table`."""
        with self._lock:
            if self._table is not None and self._stamp == stamp_of(real_path(self.claims)) != (0, 0, 0):
                return self._table.sha256
            return self.table().sha256

    def _keep(self, table: ClaimsTable, stamp: Stamp) -> None:
        self._table, self._stamp = table, stamp
        self._earlier[table.sha256] = table.rows
        self._earlier.move_to_end(table.sha256)
        while len(self._earlier) > KEPT:
            self._earlier.popitem(last=False)

    def rows_at(self, version: str) -> tuple[Row, ...] | None:
        """The table's rows at an earlier version, None where that is not remembered any more."""
        with self._lock:
            return self._earlier.get(version)

    @contextmanager
    def writing(self) -> Iterator[ClaimsTable]:
        """The table, and nobody else writes before the block is left."""
        with self._lock, locked(self.claims):
            yield self.table()

    def written(self, table: ClaimsTable, mark: tuple[str, str] | None = None) -> None:
        """Takes note of the table as a command left it; `mark`: who marked, and when, so that no journal is read."""
        with self._lock:
            self._keep(table, stamp_of(real_path(self.claims)))
            if mark:
                self._last = (*self._stamps(), LastMark(*mark, table.sha256))

    def look(self, article: str = "") -> Look:
        """An article of the table, the first where no name is given, with everything that stands in the files.

        Raises: UnknownArticle, and as `table`.
        """
        with self._lock:
            table = self.table()
            found, problems = self.evidence()
            names = tuple(dict.fromkeys(row.article for row in table.rows if row.article)) or ("",)
            name = article or names[0]
            rows = as_seen(table, when=_NO_TIME)
            rows = of_article(rows, name) if article else rows
            name = next((row.article for row in rows if row.article), name)
            own = tuple(row for row in rows if (row.article or names[0]) == name)
            manuscript = self._manuscript(name, own)
            key = (table.sha256, name, *self._around(name))
            if key not in self._looks:
                checklist = checklist_of(own, manuscript)
                checklist = with_evidence(checklist, found) if self._evidence[0] != (0, 0, 0) else checklist
                checklist = with_rewordings(with_waiting(checklist, waiting_since(table)), said_before(table))
                look = Look(
                    article=name,
                    articles=names,
                    version=table.sha256,
                    checklist=checklist,
                    entries={entry.row.claim_id: entry for entry in checklist.entries},
                    rows={row.claim_id: row for row in table.rows},
                    problems=table.problems + problems,
                )
                self._looks = {**{k: v for k, v in self._looks.items() if k[0] == table.sha256}, key: look}
            return self._looks[key]

    def _manuscript(self, name: str, rows: tuple[Row, ...]) -> Manuscript:
        stamp = stamp_of(self.claims.parent / name)
        published = told_against(rows)
        known = self._manuscripts.get(name)
        if known is None or known[:2] != (stamp, published):
            known = (stamp, published, read_manuscript(self.claims, name, published))
            self._manuscripts[name] = known
        words = hash(tuple((row.spans, row.verbatim, row.flags) for row in rows))
        fitted = self._fitting.get(name)
        if fitted is None or fitted[:2] != (known[:2], words):
            fitted = (known[:2], words, fitting(known[2], rows))
            self._fitting[name] = fitted
        return fitted[2]

    def evidence(self) -> tuple[tuple[Evidence, ...], tuple[Problem, ...]]:
        """The rows of evidence.csv, and what is wrong with it; no rows where there is none or it cannot be read."""
        with self._lock:
            path = evidence_path(self.claims)
            stamp = stamp_of(path)
            if stamp != self._evidence[0]:
                try:
                    read = read_evidence(path)
                    self._evidence = (stamp, read.rows, read.problems)
                except FactcheckError as error:
                    problem = Problem(code="evidence-unreadable", message=error.message, hint=error.hint)
                    self._evidence = (stamp, (), (problem,))
            return self._evidence[1:]

    def last_mark(self) -> LastMark | None:
        """The last command, where it is a mark that can be taken back; None for any other, or none.

        A parse or a merge is not taken back from the page: `factcheck undo` does that.
        """
        with self._lock:
            stamps = self._stamps()
            if self._last[:2] != stamps:
                last = next(iter(undoable(self.claims)), None)
                mark = LastMark(last.who, last.time, last.sha256) if last and last.command == MARK else None
                self._last = (*stamps, mark)
            return self._last[2]

    def _stamps(self) -> tuple[Stamp, Stamp]:
        return stamp_of(journal_path(self.claims)), stamp_of(real_path(self.claims))

    def known(self, article: str = "") -> Look:
        """The article as it was last looked at, be the table newer; `look` where article or evidence changed since."""
        with self._lock:
            self.evidence()
            for key, look in reversed(self._looks.items()):
                if article in ("", look.article) and key[2:] == self._around(look.article):
                    return look
            return self.look(article)

    def claim(self, claim_id: str, article: str = "") -> tuple[Entry, Row] | None:
        """A claim as it stands now and its row as the file has it; None where it is gone.

        Only this claim is looked at anew: a mark elsewhere does not make all others wait. Raises as `look`.
        """
        with self._lock:
            look, table = self.known(article), self.table()
            row = next((row for row in table.rows if row.claim_id == claim_id), None)
            return None if row is None else (standing_entry(look, row), row)

    def _around(self, name: str) -> tuple[str, str]:
        """What tells that evidence or article changed."""
        return str(self._evidence[0]), str(stamp_of(self.claims.parent / name))


def standing_entry(look: Look, row: Row) -> Entry:
    """The row's entry, with what the look knows of its date and evidence."""
    before = look.entries.get(row.claim_id)
    if before is not None and look.rows.get(row.claim_id) == row:
        return before
    entry = make_entry(row)
    if before is None:
        return entry
    since = before.waiting_since if row.waiting_on == before.row.waiting_on else ""
    said = before.said_before if STALE in flags_of(row) else ""
    return replace(entry, date_basis=before.date_basis, found=before.found, waiting_since=since, said_before=said)
