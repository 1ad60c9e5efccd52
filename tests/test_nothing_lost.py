"""Any sequence of mark, edit in a spreadsheet, sort, deletion, undo: what a person typed is in the table or in the journal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from crash_stand import NOON, WORDS, parse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from factcheck.errors import BadArgument, RefusedVerdict, TableError
from factcheck.journal import commit, history, rebuild, undo
from factcheck.row import HUMAN, Row
from factcheck.table import locked, read_claims
from factcheck.verdicts import Mark, apply_mark

COLUMNS = st.sampled_from(["note", "evidence", "second_reader"])
ROWS = st.integers(0, len(WORDS) - 1)
NAMES = st.sampled_from(["ana", "ben", "Carl Ó."])
STATUSES = st.sampled_from(["verified", "wrong", "needs_change", "in_progress", "not_checkable", "cut"])
TYPED = st.sampled_from(["ok", "wrong", "yes?", "", "unverified", "Disputed"])


class Desk(RuleBasedStateMachine):
    """Two people, a command line and a spreadsheet at one table."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "claims.csv"
        parse(self.path, *WORDS)
        self.count = 0
        self.seen: set[tuple[str, str, str]] = set()
        """(claim id, column, cell): every human cell that a command found on the disk, or wrote."""

    def teardown(self) -> None:
        """The folder goes."""
        self.folder.cleanup()

    def word(self) -> str:
        """Text that was never typed before."""
        self.count += 1
        return f"typed as number {self.count}"

    def when(self) -> datetime:
        """A minute later each time."""
        return NOON + timedelta(minutes=self.count)

    def rows(self) -> tuple[Row, ...]:
        return read_claims(self.path).rows

    def take_note(self) -> None:
        """What stands in the table counts from here on: a command is about to see it, or has just written it."""
        self.seen |= set(human_cells(self.rows()))

    def write(self, rows: list[Row], command: str, who: str) -> None:
        with locked(self.path):
            commit(read_claims(self.path), rows, command=command, who=who, when=self.when())

    @rule(at=ROWS, by=NAMES, status=STATUSES, other=COLUMNS)
    def mark(self, at: int, by: str, status: str, other: str) -> None:
        """Somebody gives a verdict on the command line; it may be refused."""
        rows = list(self.rows())
        if not rows:
            return
        at %= len(rows)
        given = {"quote" if other == "evidence_quote" else other: self.word()}
        given.pop("reviewer", "")
        try:
            rows[at] = apply_mark(rows[at], Mark(by=by, status=status, **given), when=self.when())  # type: ignore[arg-type]
        except RefusedVerdict:
            return
        self.take_note()
        self.write(rows, "mark", by)
        self.take_note()

    @rule(at=ROWS, column=COLUMNS)
    def type_in(self, at: int, column: str) -> None:
        """Somebody types into a cell of the spreadsheet; what stood there goes from the file."""
        rows = list(self.rows())
        if rows:
            rows[at % len(rows)] = replace(rows[at % len(rows)], **{column: self.word()})  # type: ignore[arg-type]
            read_claims(self.path).replace_rows(rows).save()

    @rule(at=ROWS, status=TYPED)
    def type_verdict(self, at: int, status: str) -> None:
        """Somebody types a verdict into the spreadsheet."""
        rows = list(self.rows())
        if rows:
            rows[at % len(rows)] = replace(rows[at % len(rows)], status=status)
            read_claims(self.path).replace_rows(rows).save()

    @rule(column=st.sampled_from(["ref", "status", "reviewer", "claim_id"]), down=st.booleans())
    def sort(self, column: str, down: bool) -> None:  # noqa: FBT001 - hypothesis gives it
        """Somebody sorts the sheet."""
        read_claims(self.path).replace_rows(sorted(self.rows(), key=lambda row: row.cell(column), reverse=down)).save()

    @rule(at=ROWS)
    def delete(self, at: int) -> None:
        """Somebody deletes a row in the spreadsheet."""
        rows = list(self.rows())
        if len(rows) > 1:
            del rows[at % len(rows)]
            read_claims(self.path).replace_rows(rows).save()

    @rule(batches=st.integers(1, 3), by=NAMES)
    def undo(self, batches: int, by: str) -> None:
        """Somebody takes back what was last done; it may be refused."""
        self.take_note()
        try:
            with locked(self.path):
                undo(read_claims(self.path), batches=batches, who=by, when=self.when())
        except (BadArgument, TableError):
            self.seen_by_nobody()
            return
        self.take_note()

    def seen_by_nobody(self) -> None:
        """A refused command wrote nothing, the journal neither: what was typed since the last one may still go."""
        self.seen = self.known

    @rule(words=st.sets(st.sampled_from([*WORDS, "It rained", "The dam cost 2,000 roubles"]), min_size=1))
    def new_draft(self, words: set[str]) -> None:
        """A new draft is parsed."""
        self.take_note()
        parse(self.path, *sorted(words))
        self.take_note()

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every cell a command saw is where it was, or the journal has it."""
        there = set(human_cells(self.rows()))
        journalled = set(journalled_cells(self.path))
        assert self.seen - there - journalled == set()
        self.known = set(self.seen)


def human_cells(rows: tuple[Row, ...]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        yield from ((row.claim_id, column, row.cell(column)) for column in HUMAN if row.cell(column))


def journalled_cells(path: Path) -> Iterator[tuple[str, str, str]]:
    for entry in history(path):
        change = entry.change
        for cell in (change.before, change.after):
            cells = {change.column: cell} if isinstance(cell, str) else cell or {}
            yield from ((change.claim_id, column, str(text)) for column, text in cells.items())


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=40, stateful_step_count=15)


def test_journal_alone_gives_the_table_back_after_all_that(tmp_path: Path) -> None:
    """One such sequence written out: the last state that a command left is in the journal to the byte."""
    path = tmp_path / "claims.csv"
    parse(path, *WORDS)
    rows = read_claims(path).rows
    read_claims(path).replace_rows([replace(rows[2], note="typed"), *rows[:2]]).save()
    with locked(path):
        table = read_claims(path)
        marked = [
            apply_mark(row, Mark(by="ana", status="wrong"), when=datetime(2026, 3, 2, tzinfo=UTC)) for row in table.rows
        ]
        commit(table, marked, command="mark", who="ana", when=NOON)
        undo(read_claims(path), who="ben", when=NOON)
    assert [row.note for row in read_claims(path).rows] == ["typed", "", ""]
    assert rebuild(path) == path.read_bytes()
