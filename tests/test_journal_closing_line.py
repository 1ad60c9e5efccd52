"""A mark reads the journal's closing line and writes the changed rows' lines: what comes of it is what came before."""

import importlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.journal import OUTSIDE, TOOL, commit, history, journal_path, read_journal, rebuild
from factcheck.row import Row
from factcheck.table import ClaimsTable, Dialect, open_table, read_claims

commit_module = importlib.import_module("factcheck.journal.commit")  # the package has a function of that name
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
IDS = ("c-bbbbbbbb", "c-dddddddd", "c-ffffffff", "c-gggggggg")
ROWS = tuple(
    Row(claim_id=each, ref=f"s{n}a", status="unverified", claim=f"It sold {n} tons.", verbatim=f"sold {n} tons")
    for n, each in enumerate(IDS, 1)
)


@pytest.fixture
def table(tmp_path: Path) -> ClaimsTable:
    return commit(open_table(tmp_path / "claims.csv"), ROWS, command="parse", who=TOOL, when=NOON)


def mark(table: ClaimsTable, at: int = 0, **cells: str) -> ClaimsTable:
    """The table after a person's command that changed some cells of one row."""
    rows = [replace(row, **cells) if n == at else row for n, row in enumerate(table.rows)]  # type: ignore[arg-type]
    return commit(table, rows, command="mark", who="ana", when=LATER)


@contextmanager
def whole_journal_read() -> Iterator[mock.Mock]:
    """Counts how often a commit reads all of the journal."""
    with mock.patch.object(commit_module, "read_journal", wraps=read_journal) as reading:
        yield reading


# ---------------------------------------------------------------- which of the two ways is taken
def test_mark_reads_the_whole_journal_only_where_its_last_line_does_not_tell_of_the_file(table: ClaimsTable) -> None:
    with whole_journal_read() as reading:
        table = mark(table, note="one")
        table = mark(read_claims(table.path), 1, note="two")
        assert reading.call_count == 0
        table.path.write_bytes(table.path.read_bytes().replace(b"two", b"three"))
        mark(read_claims(table.path), 2, note="four")
        assert reading.call_count == 1
    assert rebuild(table.path) == table.path.read_bytes()


def unsealed(lines: list[str]) -> list[str]:
    return [
        json.dumps({key: cell for key, cell in json.loads(line).items() if key != "journal_sha256"}) for line in lines
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines[:-1], lines[-1][: len(lines[-1]) // 2]],
        lambda lines: [*lines[:-1], lines[-1].replace('"ana"', '"ben"')],
        lambda lines: [*lines[:-1], lines[-1].replace('"closes": 1', '"closes": 0')],
        lambda lines: [*lines, json.dumps({"void": 1})],
        lambda lines: [*lines, ""],
        lambda lines: [line.replace("It sold 3 tons", "It sold 4 tons") for line in lines],
        lambda lines: lines[1:],
        unsealed,
        lambda _: [],
    ],
    ids=["cut", "torn", "who", "count", "void", "blank line", "an earlier line", "lost line", "unsealed", "emptied"],
)
def test_journal_that_is_not_as_it_was_written_is_read_whole_and_goes_on(
    table: ClaimsTable, damaged: Callable[[list[str]], list[str]]
) -> None:
    table = mark(table, note="one")
    path = journal_path(table.path)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("".join(line + "\n" for line in damaged(lines)), "utf-8")
    with whole_journal_read() as reading:
        table = mark(table, 1, note="two")
        assert reading.call_count == 1
        assert rebuild(table.path) == table.path.read_bytes()
        mark(table, 2, note="three")
        assert reading.call_count == 1
    assert [row.note for row in read_claims(table.path).rows] == ["one", "two", "three", ""]


def test_line_lost_from_the_journal_is_journalled_again_as_seen_from_outside(table: ClaimsTable) -> None:
    table = mark(table, note="one")
    path = journal_path(table.path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b'"after": "one"' not in line))
    mark(table, 1, note="two")
    said = [(e.change.who, e.change.claim_id, e.change.after) for e in history(path.with_name("claims.csv"))]
    assert said[-2:] == [(OUTSIDE, IDS[0], "one"), ("ana", IDS[1], "two")]


def test_verdict_typed_outside_after_a_mark_is_seen_and_dated(table: ClaimsTable) -> None:
    table = mark(table, note="one")
    read_claims(table.path).replace_rows([replace(row, status="verified", reviewer="ben") for row in table.rows]).save()
    now = mark(read_claims(table.path), 1, note="two")
    assert {row.reviewed_at for row in now.rows} == {"2026-03-01T13:00:00Z"}
    assert {e.change.claim_id for e in history(table.path) if e.change.who == OUTSIDE} == set(IDS)


def test_rows_that_a_program_changed_without_saving_are_no_rows_of_the_file(table: ClaimsTable) -> None:
    changed = table.replace_rows([replace(row, note="mine") for row in table.rows])
    with whole_journal_read() as reading:
        now = mark(changed, 0, evidence="the bill")
        assert reading.call_count == 1
    assert [row.note for row in now.rows] == ["mine"] * 4
    assert read_claims(table.path).rows == now.rows
    assert rebuild(table.path) == table.path.read_bytes()


def test_file_whose_quotes_somebody_put_is_spelled_anew_as_ever(table: ClaimsTable) -> None:
    body = table.path.read_bytes()
    table.path.write_bytes(body.replace(b"It sold 3 tons.", b'"It sold 3 tons."'))
    mark(read_claims(table.path), note="one")
    assert b'"' not in table.path.read_bytes()


def test_row_whose_line_somebody_pasted_into_a_cell_is_changed_in_its_own_line(table: ClaimsTable) -> None:
    line = table.path.read_text("utf-8-sig").splitlines()[3]
    table = mark(table, 0, evidence_quote=f"see:\n{line}\nand so on")
    now = mark(table, 2, note="two")
    assert [(row.note, line in row.evidence_quote) for row in now.rows[::2]] == [("", True), ("two", False)]
    assert read_claims(table.path).rows == now.rows


# ---------------------------------------------------------------- both ways write the same bytes
Step = Callable[[ClaimsTable], ClaimsTable]
cells = st.text(alphabet="'=+-@\t\r\n\",; aşЖ\0", max_size=6)
places = st.integers(0, 20)


def committed(table: ClaimsTable, rows: list[Row]) -> ClaimsTable:
    return commit(table, rows, command="mark", who="ana", when=LATER)


def marking(at: int, note: str) -> Step:
    return lambda table: mark(table, at % max(len(table.rows), 1), note=note, status="verified", reviewer="ana")


def quoting(at: int, other: int) -> Step:
    """A cell into which somebody pasted the table's text."""

    def step(table: ClaimsTable) -> ClaimsTable:
        text = table.path.read_bytes().decode(table.dialect.encoding).split(table.dialect.newline)
        return mark(table, at % max(len(table.rows), 1), evidence_quote="\n" + "\n".join(text[other % len(text) :]))

    return step


def adding(at: int, note: str) -> Step:
    return lambda table: committed(table, [*table.rows[:at], Row(claim=f"Added {at}.", note=note), *table.rows[at:]])


def dropping(at: int, _: object) -> Step:
    return lambda table: committed(table, [row for n, row in enumerate(table.rows) if n != at % 7])


def turning(_: int, __: object) -> Step:
    return lambda table: committed(table, list(table.rows[::-1]))


def exchanging(at: int, _: object) -> Step:
    return lambda table: committed(table, [*table.rows[at % 5 :], *table.rows[: at % 5]])


def widening(at: int, desk: str) -> Step:
    return lambda table: committed(table, [replace(row, extra=(("desk", f"{desk}{at}"),)) for row in table.rows])


def filling(_: int, note: str) -> Step:
    """More rows than are put into the bytes one by one."""
    more = [Row(claim=f"More {n}.", ref=f"s{n}b") for n in range(10)]
    return lambda table: committed(table, [*(replace(row, note=note) for row in table.rows), *more])


def typing(at: int, note: str) -> Step:
    def step(table: ClaimsTable) -> ClaimsTable:
        rows = [replace(row, note=note, status="wrong") if n == at % 4 else row for n, row in enumerate(table.rows)]
        table.replace_rows(rows).save()
        return read_claims(table.path)

    return step


KINDS = (marking, marking, marking, adding, dropping, turning, exchanging, widening, filling, typing)
steps = st.lists(
    st.one_of(
        st.builds(lambda kind, at, text: kind(at, text), st.sampled_from(KINDS), places, cells),
        st.builds(quoting, places, places),
    ),
    min_size=1,
    max_size=6,
)
dialects = st.builds(
    Dialect,
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    sep_line=st.booleans(),
) | st.just(Dialect(encoding="cp1252", bom=False))


def after(steps: list[Step], dialect: Dialect, *, again: bool) -> tuple[bytes, bytes]:
    """The bytes of table and journal after the steps; `again`: the table is read from the file between them."""
    with tempfile.TemporaryDirectory() as folder:
        table = replace(open_table(Path(folder) / "claims.csv"), dialect=dialect)
        table = commit(table, ROWS, command="parse", who=TOOL, when=NOON)
        for step in steps:
            table = step(read_claims(table.path) if again else table)
        table = committed(table, [*table.rows, Row(claim="The end.")])
        assert rebuild(table.path) == table.path.read_bytes()
        return table.path.read_bytes(), journal_path(table.path).read_bytes()


@settings(deadline=None, max_examples=150)
@given(steps, dialects, st.booleans())
def test_both_ways_write_the_same_bytes(steps: list[Step], dialect: Dialect, again: bool) -> None:  # noqa: FBT001 - drawn
    short = after(steps, dialect, again=again)
    with mock.patch.object(commit_module, "tells_of", return_value=None):
        assert after(steps, dialect, again=again) == short
