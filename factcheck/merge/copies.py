"""Two reviewers' copies of a table made one again, three-way by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from factcheck.errors import BadArgument
from factcheck.merge.conflict import ROW, Choices, Conflict, Side
from factcheck.merge.copy import Copy
from factcheck.merge.joining import UNITS, Joining, join_flags, join_note, join_words, said
from factcheck.merge.judging import join_verdict
from factcheck.merge.notes import Base, Note, NoteKind
from factcheck.merge.order import joined_order
from factcheck.merge.parse import PLACES
from factcheck.row import CORRECTABLE, HUMAN, NAMES, Row
from factcheck.table import row_cells
from factcheck.table.cells import with_cells
from factcheck.verdicts import GONE, flags_of, has_human, with_flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two copies as one. While a conflict has no `chosen`, `rows` hold A's cells there, and are not to be written."""

    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[Note, ...]

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that nobody has chosen in."""
        return tuple(conflict for conflict in self.conflicts if conflict.chosen is None)


def merge_copies(a: Copy, b: Copy, base: Base | None, choices: Choices | None = None) -> Merged:
    """The rows of both copies, joined cell by cell against what they came from.

    `base` are the cells both came from, by claim id in the file's order; None where nothing tells: then a cell that is
    filled on one side only is taken and said, and two that differ are a conflict.

    - A cell that one side changed is that side's; what both changed alike is taken; what they changed differently is a
      conflict. Of cells that the tool wrote on both sides the later parse's are taken; a person's correction stands.
    - A verdict is one person's on that person's evidence (`judging`); it is stale where it was given on other words.
    - A note that both copies only added to holds both additions.
    - A row that one side deleted and the other left alone is gone; if the other one worked on it, that is a conflict.
      A row that a parse took out stays, flagged, where the other side had worked on it.
    - The rows stand as in A, those of B behind the row they stand behind there; if only B moved rows, the other way.

    Raises: BadArgument for a choice where there is no conflict.
    """
    table = _Table(a=a, b=b, base=base, choices=choices or Choices(), notes=[], conflicts=[])
    rows = table.joined()
    known = {(conflict.claim_id, conflict.about) for conflict in table.conflicts}
    for claim_id, about in table.choices.by_conflict:
        if (claim_id, about) not in known:
            words = sorted(word for each, word in known if each == claim_id)
            hint = f"There is one about {', '.join(words)}." if words else "Leave that choice out."
            raise BadArgument(f"{claim_id}:{about}: there is no such conflict", hint, value=f"{claim_id}:{about}")
    return Merged(rows=rows, conflicts=tuple(table.conflicts), notes=tuple(table.notes))


@dataclass(slots=True, kw_only=True)
class _Table:
    """The merge as it goes."""

    a: Copy
    b: Copy
    base: Base | None
    choices: Choices
    notes: list[Note]
    conflicts: list[Conflict]

    def joined(self) -> tuple[Row, ...]:
        mine, theirs = ({row.claim_id: row for row in copy.rows} for copy in (self.a, self.b))
        columns = self._columns()
        newer = _newer(self.a, self.b)
        reparsed: dict[str, None] = {}
        rows: dict[str, Row] = {}
        for claim_id in joined_order(list(mine), list(theirs), None if self.base is None else list(self.base)):
            whole = self._untouched(mine.get(claim_id), theirs.get(claim_id))
            if whole is not None:
                rows[claim_id] = whole
            elif claim_id in mine and claim_id in theirs:
                joining = self._joining(mine[claim_id], theirs[claim_id], newer)
                rows[claim_id] = _joined_row(joining, columns)
                self.conflicts += joining.conflicts
                self.notes += joining.notes
                if joining.reparsed:
                    reparsed[rows[claim_id].article] = None
            else:
                side = Side.A if claim_id in mine else Side.B
                row = self._alone(mine.get(claim_id) or theirs[claim_id], side)
                if row is not None:
                    rows[claim_id] = replace(row, extra=tuple((name, row.cell(name)) for name in columns))
        self.notes += [self._reparsed(article, newer[article]) for article in reparsed]
        return tuple(rows.values())

    def _untouched(self, a: Row | None, b: Row | None) -> Row | None:
        """The row where it takes no joining: both are alike, or one is as it was; None elsewhere."""
        if a is None or b is None or self.a.columns != self.b.columns:
            return None
        if a == b:
            return a
        was = None if self.base is None else self.base.get(a.claim_id)
        if was is None:
            return None
        return b if row_cells(a) == was else a if row_cells(b) == was else None

    def _joining(self, a: Row, b: Row, newer: Mapping[str, Side]) -> Joining:
        return Joining(
            a=a,
            b=b,
            was=None if self.base is None else self.base.get(a.claim_id),
            copies=(self.a, self.b),
            newer=newer.get(a.article, newer.get(b.article, Side.A)),
            choices=self.choices,
        )

    def _columns(self) -> tuple[str, ...]:
        """A person's own columns, A's first; one that a side deleted stays, and that is said."""
        own = dict.fromkeys(name for copy in (self.a, self.b) for name in copy.columns if name not in NAMES)
        before = {name for cells in (self.base or {}).values() for name in cells}
        for column in own:
            for copy in (self.a, self.b):
                if column in before and column not in copy.columns:
                    message = f"column '{column}' was deleted in {copy.name}; it stays"
                    self.notes.append(Note(NoteKind.COLUMN, "", message))
        return tuple(own)

    def _alone(self, row: Row, side: Side) -> Row | None:
        """What becomes of a row that one copy has and the other has not."""
        here, other = (self.a, self.b) if side is Side.A else (self.b, self.a)
        was = (self.base or {}).get(row.claim_id) or other.tool.get(row.claim_id)
        if row.claim_id in other.left:
            return self._without_claim(row, was)
        if was is None:
            if self.base is None:
                message = f"stands in {here.name} only, added there or deleted in {other.name}: {row.claim}"
                self.notes.append(Note(NoteKind.ALONE, row.claim_id, message))
            else:
                self.notes.append(Note(NoteKind.ADDED, row.claim_id, f"added in {here.name}: {row.claim}"))
            return row
        if not _worked_on(row, was, here):
            self.notes.append(Note(NoteKind.DELETED, row.claim_id, f"deleted in {other.name}: {row.claim}"))
            return None
        chosen = self.choices.of(row.claim_id, ROW)
        columns = [name for name in (*HUMAN, *CORRECTABLE) if row.cell(name) != was.get(name, "")]
        columns += [name for name, cell in row.extra if cell != was.get(name, "")]
        sides = {side: said(here, row, columns), side.other: said(other, Row(claim_id=row.claim_id), ())}
        self.conflicts.append(
            Conflict(
                claim_id=row.claim_id,
                ref=row.ref,
                claim=row.claim,
                about=ROW,
                a=sides[Side.A],
                b=sides[Side.B],
                chosen=chosen,
            )
        )
        return None if chosen is side.other else row

    def _without_claim(self, row: Row, was: Mapping[str, str] | None) -> Row | None:
        """A row whose claim the other side's parse no longer found."""
        if has_human(row) or any(row.cell(name) != (was or {}).get(name, "") for name in CORRECTABLE if was):
            if GONE not in flags_of(row):
                message = f"no longer in the article, kept for what was typed: {row.claim}"
                self.notes.append(Note(NoteKind.GONE, row.claim_id, message))
            return with_flags(with_cells(row, dict.fromkeys(PLACES, "")), add=(GONE,))
        self.notes.append(Note(NoteKind.LEFT, row.claim_id, f"no longer in the article: {row.claim}"))
        return None

    def _reparsed(self, article: str, side: Side) -> Note:
        name = self.a.name if side is Side.A else self.b.name
        message = f"{article}: both copies hold a new parse; the words are those of {name}. Parse it again"
        return Note(NoteKind.REPARSED, "", message)


def _worked_on(row: Row, was: Mapping[str, str], copy: Copy) -> bool:
    """Whether a person changed anything in the row since."""
    if any(row.cell(name) != was.get(name, "") for name in (*HUMAN, *(name for name, _ in row.extra))):
        return True
    changed = (name for name in CORRECTABLE if row.cell(name) != was.get(name, ""))
    return any(not copy.by_tool(row.claim_id, (name,), row) for name in changed)


def _newer(a: Copy, b: Copy) -> dict[str, Side]:
    """For each article the side with the later parse; of two at the same time the one whose cells sort last."""
    articles = dict.fromkeys(row.article for copy in (a, b) for row in copy.rows)

    def age(copy: Copy, article: str) -> tuple[str, list[tuple[str, ...]]]:
        cells = (tuple(row.cell(name) for name in NAMES) for row in copy.rows if row.article == article)
        return copy.parsed.get(article, ""), sorted(cells)

    return {name: Side.B if age(b, name) > age(a, name) else Side.A for name in articles}


def _joined_row(joining: Joining, columns: Iterable[str]) -> Row:
    words = join_words(joining)
    for unit in UNITS:
        joining.settle(unit)
    join_note(joining)
    join_verdict(joining)
    columns = tuple(columns)
    for column in columns:
        joining.settle((column,))
    join_flags(joining, words)
    own = {name: joining.cells[name] for name in NAMES if name in joining.cells}
    return replace(with_cells(joining.a, own), extra=tuple((name, joining.cells[name]) for name in columns))
