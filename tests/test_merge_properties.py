"""Whatever is done to a table, in whatever order, what a person typed is still in it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.claim import name_all
from factcheck.journal import TOOL, base_of, commit, rebuild
from factcheck.merge import (
    Choices,
    Copy,
    Merge,
    Merged,
    Side,
    copy_of,
    find_ancestor,
    merge_copies,
    merge_parse,
    tool_step,
)
from factcheck.row import CORRECTABLE, HUMAN, NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims, row_cells
from factcheck.table.naming import id_words
from factcheck.verdicts import Mark, apply_mark

WHO = ("Belarus", "Armenia", "the mill", "Dr. Rao", "a spokesman")
DID = ("signed the treaty", "lost 40 percent", "left in May", "denied it", "will not pay")
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
sentences = st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(DID)), max_size=6)


def parsed(draft: list[tuple[str, str]], article: str) -> tuple[Row, ...]:
    rows = [
        Row(
            ref=f"s{number}a",
            claim=f"{who} {did}.",
            source=who,
            verbatim=f"{who} {did}",
            article=article,
            sentence=str(number),
            spans=f"{number}..{number + 1}",
        )
        for number, (who, did) in enumerate(draft, 1)
    ]
    names = name_all([id_words(row) for row in rows])
    return tuple(replace(row, claim_id=name) for row, name in zip(rows, names, strict=True))


@dataclass
class Desk:
    """A table on disk, and every word that was typed into it."""

    path: Path
    typed: set[str] = field(default_factory=set)
    numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    other: "Desk | None" = None
    lent: frozenset[str] = frozenset()

    def token(self) -> str:
        word = f"typed {self.numbers()} by hand"
        self.typed.add(word)
        return word

    def when(self) -> datetime:
        return NOON + timedelta(minutes=self.numbers())

    def merge(self, draft: list[tuple[str, str]], article: str) -> tuple[ClaimsTable, Merge]:
        table = open_table(self.path)
        return table, merge_parse(table.rows, base_of(table), parsed(draft, article), article=article)

    def parse(self, draft: list[tuple[str, str]], article: str) -> None:
        table, merge = self.merge(draft, article)
        commit(table, merge.rows, command="parse", who=TOOL, when=self.when(), why=article)
        table, again = self.merge(draft, article)
        assert again.rows == table.rows

    def mark(self, at: int) -> None:
        table = open_table(self.path)
        if not table.rows:
            return
        row = table.rows[at % len(table.rows)]
        # A mark replaces the verdict before it, whose it was, and the second reading: on purpose, and journalled.
        self.typed -= {row.status, row.source_status, row.reviewer, row.second_reader}
        mark = Mark(by="ana", status="verified", note=self.token())
        rows = [apply_mark(each, mark, when=self.when()) if each is row else each for each in table.rows]
        commit(table, rows, command="mark", who="ana", when=self.when())

    def hand_edit(self, at: int, column: str) -> None:
        table = open_table(self.path)
        if not table.rows:
            return
        frame = table.frame
        where = at % len(frame)
        if column in ("status", "source_status") or frame.loc[where, column] == "":
            frame.loc[where, column] = self.token()
        self.forget_overwritten({str(name): list(frame[name]) for name in frame.columns})
        table.save()

    def forget_overwritten(self, cells: dict[str, list[str]]) -> None:
        text = "\n".join(cell for column in cells.values() for cell in column)
        self.typed = {word for word in self.typed if word in text}

    def sort(self, column: str) -> None:
        table = open_table(self.path)
        table.replace_rows(sorted(table.rows, key=lambda row: row.cell(column))).save()

    def add_row(self, article: str) -> None:
        table = open_table(self.path)
        table.replace_rows([*table.rows, Row(claim=self.token(), article=article)]).save()

    def add_column(self, at: int) -> None:
        table = open_table(self.path)
        frame = table.frame
        if "desk" not in frame.columns and len(frame):
            frame.insert(at % len(NAMES), "desk", [self.token() for _ in range(len(frame))])
            table.save()

    def lend(self, journal: bool) -> None:  # noqa: FBT001  drawn by position
        """Gives a copy to another reviewer, with the journal or without it."""
        if not self.path.exists():
            return
        folder = self.path.parent / f"lent {self.numbers()}"
        folder.mkdir()
        names = ["claims.csv", *(["claims.journal.jsonl"] if journal else [])]
        for name in names:
            (folder / name).write_bytes((self.path.parent / name).read_bytes())
        self.other = Desk(path=folder / "claims.csv", typed=set(self.typed), numbers=self.numbers)
        self.lent = frozenset(self.typed)

    def theirs(self, step: tuple[str, *tuple[object, ...]]) -> None:
        """The other reviewer does something."""
        if self.other is not None:
            getattr(self.other, step[0])(*step[1:])
            self.other.check()

    def merge_in(self, prefer: Side) -> None:
        """Joins the other copy; what was typed there counts from now on, but for what a listed conflict left out."""
        if self.other is None or not self.other.path.exists():
            return
        tables = (read_claims(self.path), read_claims(self.other.path))
        base = find_ancestor(*tables)
        when = self.when()
        cells = base.cells if base else None
        a, b = (copy_of(table, name="", when=when, base=cells) for table in tables)
        merged = merge_copies(a, b, cells, Choices(prefer=prefer))
        assert merged.open == ()
        step = commit(tables[0], tool_step(tables[0].rows, merged.rows, a, b), command="merge", who=TOOL, when=when)
        assert commit(step, merged.rows, command="merge", who="ana", when=when).rows == merged.rows
        mine, theirs = self.typed, self.other.typed
        self.typed = (mine & theirs) | (mine - self.lent) | (theirs - self.lent)
        self.typed -= {word for word in self.typed if word in "\n".join(left_out(merged))}
        self.other, self.lent = None, frozenset()

    def check(self) -> None:
        if not self.path.exists():
            return
        rows = read_claims(self.path).rows
        columns = (*HUMAN, "claim", "desk")
        human = "\n".join(row.cell(column) for row in rows for column in columns)
        assert [word for word in sorted(self.typed) if word not in human] == []
        ids = [row.claim_id for row in rows if row.claim_id]
        assert len(set(ids)) == len(ids)


def left_out(merged: Merged) -> list[str]:
    """The cells that a conflict decided against, and rows deleted."""
    losers = (each.b if each.chosen is Side.A else each.a for each in merged.conflicts)
    return [cell for said in losers for _, cell in said.cells]


articles = st.sampled_from(["a.txt", "b.txt"])
places = st.integers(0, 9)
alone = st.one_of(
    st.tuples(st.just("parse"), sentences, articles),
    st.tuples(st.just("mark"), places),
    st.tuples(st.just("hand_edit"), places, st.sampled_from(HUMAN)),
    st.tuples(st.just("sort"), st.sampled_from(["claim", "claim_id", "status", "note"])),
    st.tuples(st.just("add_row"), articles),
    st.tuples(st.just("add_column"), places),
)


prefers = st.sampled_from(Side)
steps = st.one_of(
    alone,
    alone,
    st.tuples(st.just("lend"), st.booleans()),
    st.tuples(st.just("theirs"), alone),
    st.tuples(st.just("merge_in"), prefers),
)


@settings(max_examples=60, deadline=None)
@given(sentences, st.lists(steps, min_size=1, max_size=12))
def test_no_sequence_of_steps_loses_a_human_cell(
    draft: list[tuple[str, str]], sequence: list[tuple[str, *tuple[object, ...]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(path=Path(folder) / "claims.csv")
        desk.parse(draft, "a.txt")
        for name, *given_ in sequence:
            getattr(desk, name)(*given_)
            desk.check()
        desk.parse(draft[::-1], "a.txt")
        desk.mark(0)
        desk.check()
        assert not desk.path.exists() or rebuild(desk.path) == desk.path.read_bytes()


ids = ("c-bbbbbbbb", "c-cccccccc", "c-dddddddd", "c-ffffffff")
words = st.sampled_from(["", "x", "y", "x\nz"])
changes = st.dictionaries(
    st.sampled_from([*HUMAN, *CORRECTABLE, "verbatim", "flags", "reviewed_at", "second_at"]), words, max_size=4
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Row, ...]:
    rows = draw(st.permutations(ids))[: draw(st.integers(0, 4))]
    return tuple(edited(Row(claim_id=each, status="unverified", verbatim=each), draw(changes)) for each in rows)


@st.composite
def edits(draw: st.DrawFn, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    kept = [edited(row, draw(changes)) for row in rows if draw(st.integers(0, 5))]
    added = [each for each in ids if each not in {row.claim_id for row in rows} and draw(st.booleans())]
    kept += [edited(Row(claim_id=each, status="unverified", verbatim=each), draw(changes)) for each in added]
    return tuple(draw(st.permutations(kept))) if draw(st.booleans()) else tuple(kept)


def edited(row: Row, cells: dict[str, str]) -> Row:
    return replace(row, **cells)  # type: ignore[arg-type]  # cells of text


triples = tables().flatmap(lambda base: st.tuples(st.just(base), edits(base), edits(base)))


def joined(a: tuple[Row, ...], b: tuple[Row, ...], base: tuple[Row, ...] | None, prefer: Side | None = None) -> Merged:
    cells = None if base is None else {row.claim_id: row_cells(row) for row in base}
    return merge_copies(Copy(name="a", rows=a), Copy(name="b", rows=b), cells, Choices(prefer=prefer))


@given(triples)
def test_merging_a_with_a_changes_nothing(triple: tuple[tuple[Row, ...], ...]) -> None:
    base, a, _ = triple
    for each in (base, a, None):
        merged = joined(a, a, each)
        assert (merged.rows, merged.conflicts) == (a, ())


@given(triples)
def test_merging_against_a_itself_gives_b_s_edits(triple: tuple[tuple[Row, ...], ...]) -> None:
    base, a, _ = triple
    assert joined(base, a, base).conflicts == ()
    assert set(joined(base, a, base).rows) == set(a)
    assert set(joined(a, base, base).rows) == set(a)


@given(triples, st.booleans())
def test_merge_is_symmetric_but_for_whose_name_stands_first(triple: tuple[tuple[Row, ...], ...], known: bool) -> None:  # noqa: FBT001
    base = triple[0] if known else None
    one = joined(triple[1], triple[2], base, Side.A)
    other = joined(triple[2], triple[1], base, Side.B)
    assert {row.claim_id: row for row in one.rows} == {row.claim_id: row for row in other.rows}
    assert {(each.claim_id, each.about): (each.a, each.b) for each in one.conflicts} == {
        (each.claim_id, each.about): (each.b, each.a) for each in other.conflicts
    }


@given(triples, st.booleans(), st.sampled_from(Side))
def test_no_cell_that_a_person_typed_in_a_copy_is_lost(
    triple: tuple[tuple[Row, ...], ...],
    known: bool,  # noqa: FBT001
    prefer: Side,
) -> None:
    """Each is in the row, or in a listed conflict that was decided against it; a whole row goes only if unchanged."""
    base, *both = triple
    merged = joined(both[0], both[1], base if known else None, prefer)
    rows = {row.claim_id: row for row in merged.rows}
    before = {row.claim_id: row for row in base}
    listed = {(each.claim_id, name, cell) for each in merged.conflicts for name, cell in (*each.a.cells, *each.b.cells)}
    for row in (row for copy in both for row in copy):
        was = before.get(row.claim_id) if known else None
        for name in (*HUMAN, *CORRECTABLE):
            typed = row.cell(name)
            if typed in ("", "unverified") or (was is not None and was.cell(name) == typed):
                continue
            now = rows[row.claim_id].cell(name) if row.claim_id in rows else ""
            same_verdict = name in ("status", "source_status", "reviewer") and now.strip() != ""
            assert typed in now or (row.claim_id, name, typed) in listed or same_verdict, name
