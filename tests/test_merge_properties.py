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
from factcheck.merge import Merge, merge_parse
from factcheck.row import HUMAN, NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims
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
        commit(table, merge.rows, command="parse", who=TOOL, when=self.when())
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

    def check(self) -> None:
        if not self.path.exists():
            return
        rows = read_claims(self.path).rows
        columns = (*HUMAN, "claim", "desk")
        human = "\n".join(row.cell(column) for row in rows for column in columns)
        assert [word for word in sorted(self.typed) if word not in human] == []
        ids = [row.claim_id for row in rows if row.claim_id]
        assert len(set(ids)) == len(ids)


articles = st.sampled_from(["a.txt", "b.txt"])
places = st.integers(0, 9)
steps = st.one_of(
    st.tuples(st.just("parse"), sentences, articles),
    st.tuples(st.just("mark"), places),
    st.tuples(st.just("hand_edit"), places, st.sampled_from(HUMAN)),
    st.tuples(st.just("sort"), st.sampled_from(["claim", "claim_id", "status", "note"])),
    st.tuples(st.just("add_row"), articles),
    st.tuples(st.just("add_column"), places),
)


@settings(max_examples=40, deadline=None)
@given(sentences, st.lists(steps, min_size=1, max_size=8))
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
