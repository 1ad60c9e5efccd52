"""A review copy taken back: its rows found by id, then joined with the table as two reviewers' copies are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from factcheck.claims.claim import name_all
from factcheck.doctor.added import anchored
from factcheck.doctor.choices import Choices as NoChoices
from factcheck.doctor.sorting import sorted_alone
from factcheck.document import Document, Problem
from factcheck.errors import BadArgument, DamagedTable
from factcheck.journal import Memory, base_of
from factcheck.journal.state import State
from factcheck.merge.conflict import Choices, Conflict, Side
from factcheck.merge.copies import merge_copies
from factcheck.merge.copy import Copy, copy_of
from factcheck.merge.notes import Note, NoteKind
from factcheck.row import NAMES, Row
from factcheck.table import ClaimsTable, row_cells, row_of
from factcheck.table.naming import id_words
from factcheck.verdicts import settle_typed
from factcheck.workbook.base import Base, base_in_journal
from factcheck.workbook.looks import locked
from factcheck.workbook.reading import ReviewCopy
from factcheck.workbook.typed import Typed, listed, typed_in, with_cell

CLAIM = ("claim", "verbatim")
"""What makes an added row a claim; one without either is a remark that somebody wrote below the table."""
TABLE, WORKBOOK = Side.A, Side.B
"""The sides of the merge."""
SHOWN_OTHERWISE = (NoteKind.ADDED, NoteKind.ALONE, NoteKind.DELETED)
"""Rows that come, go or stay show in the rows themselves."""


def no_article(name: str) -> Document | None:
    """None: no article is at hand."""
    del name
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a copy is to be taken back: `when` (aware) is now, `prefer` decides every conflict, `rows_deleted`: rows
    that were deleted in it go from the table. `articles` gives the text of an article by the table's name for it, None
    where it is not at hand: an added row is looked up there.
    """

    when: datetime
    prefer: Side | None = None
    rows_deleted: bool = False
    articles: Callable[[str], Document | None] = no_article

    @property
    def years(self) -> range:
        """The years in which the workbook may have been open: a spreadsheet fills the current one into a date."""
        return range(self.when.year - 1, self.when.year + 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What the table's rows become. Where `conflicts` or `sorted_alone` hold any, nothing is to be written.

    `conflicts` are cells that both sides changed, each its own way: A is the table, B the workbook. `sorted_alone` are
    columns whose cells stand in other rows than they went out in. `notes` are the merge's, `problems` tell of what was
    not taken and of guesses.
    """

    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...] = ()
    sorted_alone: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_back(table: ClaimsTable, copy: ReviewCopy, wish: Wish) -> Returned:
    """The table's rows with what was typed in the copy; unchanged where nothing was.

    What went out is the base: a cell is taken where it differs from that, and is a conflict where the table's differs
    from it, too, in its own way. The tool's own columns are never taken. Rows that the copy does not hold stay, but for
    `wish.rows_deleted`.

    Raises: DamagedTable for an id nobody knows, and for a formula or error value, naming sheet and cell; BadArgument
    where `rows_deleted` cannot be had.
    """
    mine = copy_of(table, name=table.path.name, when=wish.when)
    now = {row.claim_id: row for row in mine.rows}
    base = copy.base or base_in_journal(table.path, copy.hashes)
    _check_ids(copy, base, now)
    typed = typed_in(copy, base.rows if base else {}, now, wish.years)
    alone = _sorted_alone(copy, base, typed) if wish.prefer is not WORKBOOK else []
    for cells in typed.rows.values():
        for column, _ in alone:
            cells.pop(column, None)
    absent = _absent(copy, base, now, wish)
    again = _added_before(base, mine, typed)
    went_out = _as_it_went_out(copy, base, mine, absent if wish.rows_deleted else ())
    theirs = Copy(
        name=copy.path.name,
        rows=tuple(_with_added(went_out, copy, typed, mine, wish)),
        columns=_columns(copy, base, mine),
        tool=base_of(table),
        known=mine.known,
    )
    unsent = {each: row_cells(row) for each, row in now.items() if each not in again}
    was = None if base is None else unsent | dict(base.rows)
    merged = merge_copies(mine, theirs, was, Choices(prefer=wish.prefer))
    return Returned(
        rows=merged.rows,
        conflicts=merged.open,
        sorted_alone=tuple(problem for _, problem in alone) if wish.prefer is None else (),
        notes=tuple(note for note in merged.notes if note.kind not in SHOWN_OTHERWISE),
        problems=tuple(_problems(copy, base, typed, () if wish.rows_deleted else absent)),
    )


def _check_ids(copy: ReviewCopy, base: Base | None, now: Mapping[str, Row]) -> None:
    for record in copy.records:
        known = record.claim_id in now or (base is not None and record.claim_id in base.rows)
        if record.claim_id and not known:
            hint = "Is it another table's copy (--claims FILE)? To add the row as a new claim, blank its claim_id."
            reason = f"no claim of the table has the id '{record.claim_id}'"
            raise DamagedTable(copy.path, reason, hint, cell=copy.place(record, "claim_id"))


def _sorted_alone(copy: ReviewCopy, base: Base | None, typed: Typed) -> list[tuple[str, Problem]]:
    """The columns whose cells are those of other rows, each with what to say about it."""
    if base is None:
        return []
    memory = Memory(known=True, state=State(rows={each: dict(cells) for each, cells in base.rows.items()}))
    rows = [(claim_id, cells) for claim_id, cells in typed.texts.items() if claim_id in base.rows]
    columns = [name for name in copy.columns if name in base.columns]
    hint = "Sort whole rows; or give --prefer table to leave the column, --prefer workbook to take it as it is."
    found = []
    for finding in sorted_alone(rows, columns, memory, NoChoices()):
        place = f"{copy.path}, sheet '{copy.sheet}', column {copy.letters[finding.column]} ({finding.column})"
        found.append(
            (finding.column, Problem(code="sorted-alone", message=finding.why.rstrip("?"), hint=hint, place=place))
        )
    return found


def _absent(copy: ReviewCopy, base: Base | None, now: Mapping[str, Row], wish: Wish) -> tuple[str, ...]:
    """The ids of rows that went out, still stand in the table, and are not in the copy any more."""
    if base is None or not base.whole:
        if wish.rows_deleted:
            hint = "Delete them in the table, or leave --rows-deleted out."
            raise BadArgument("the workbook's hidden sheet is lost: nobody knows which rows it went out with", hint)
        return ()
    here = {record.claim_id for record in copy.records}
    return tuple(claim_id for claim_id in base.rows if claim_id in now and claim_id not in here)


def _columns(copy: ReviewCopy, base: Base | None, mine: Copy) -> tuple[str, ...]:
    """Every column there is: one that is not in the copy any more was not deleted in the table."""
    return tuple(dict.fromkeys((*mine.columns, *(base.columns if base else ()), *copy.columns)))


def _as_it_went_out(copy: ReviewCopy, base: Base | None, mine: Copy, deleted: Sequence[str]) -> list[Row]:
    """The whole table as a copy that nobody touched: rows that did not go out are as they stand."""
    columns = _columns(copy, base, mine)
    rows = {row.claim_id: row for row in mine.rows}
    rows |= {each: row_of(dict(cells), columns) for each, cells in (base.rows if base else {}).items()}
    return [row for row in rows.values() if row.claim_id not in deleted]


def _added_before(base: Base | None, mine: Copy, typed: Typed) -> tuple[str, ...]:
    """The ids of added rows that were taken back before: their cells move on into the row that the table has now.

    What went out for them is not known: where table and copy differ in a cell that both have filled, both are shown.
    """
    there = {_words(row): row.claim_id for row in mine.rows if base is None or row.claim_id not in base.rows}
    again = []
    for number, cells in list(typed.added.items()):
        claim_id = there.get(_words(Row(claim=cells.get("claim", ""), verbatim=cells.get("verbatim", ""))))
        if claim_id and any(cells.get(name, "").strip() for name in CLAIM):
            typed.rows[claim_id] = typed.added.pop(number)
            again.append(claim_id)
    return tuple(again)


def _words(row: Row) -> str:
    return " ".join((row.claim or row.verbatim).split())


def _settled(row: Row, cells: Mapping[str, str], when: datetime) -> Row:
    changed = row
    for column, cell in cells.items():
        changed = with_cell(changed, column, cell)
    return settle_typed(row, changed, when=when) if cells else row


def _with_added(rows: list[Row], copy: ReviewCopy, typed: Typed, mine: Copy, wish: Wish) -> list[Row]:
    """The rows as typed in, and those that a person added, each behind the row it stands behind in the copy."""
    taken = {row.claim_id for row in rows} | {row.claim_id for row in mine.rows}
    articles = list(dict.fromkeys(row.article for row in mine.rows if row.article))
    rows = [_settled(row, typed.rows.get(row.claim_id, {}), wish.when) for row in rows]
    behind = ""
    for record in copy.records:
        if record.claim_id:
            behind = record.claim_id
            continue
        row = _settled(Row(), typed.added.get(record.number, {}), wish.when)
        if not any(row.cell(name).strip() for name in CLAIM):
            continue
        claim_id = name_all([id_words(row)], taken)[0]
        taken.add(claim_id)
        at = next((at for at, each in enumerate(rows) if each.claim_id == behind), len(rows) - 1)
        row = _settled(row, {"claim_id": claim_id}, wish.when)
        places = anchored(row, record.number, articles, wish.articles)
        rows.insert(at + 1, _settled(row, {each.column: each.after for each in places if each.column}, wish.when))
        behind = claim_id
    return rows


def _problems(copy: ReviewCopy, base: Base | None, typed: Typed, absent: Sequence[str]) -> Iterator[Problem]:
    place = str(copy.path)
    yield from typed.guessed
    if base is None:
        message = "what it went out as is not known any more: where table and workbook differ, both are shown"
        yield Problem(code="no-base", message=message, place=place)
    if typed.ignored:
        message = f"cells of the tool's own were typed over, which is not taken: {listed(typed.ignored)}"
        yield Problem(code="tool-cells", message=message, place=f"{place}, sheet '{copy.sheet}'")
    remarks = [str(at) for at, cells in typed.added.items() if not any(cells.get(name, "").strip() for name in CLAIM)]
    if remarks:
        message = f"rows without claim_id and without a claim are not taken: {listed(remarks)}"
        yield Problem(code="no-claim", message=message, place=f"{place}, sheet '{copy.sheet}'")
    if absent:
        message = f"rows that went out with it and are no more in it stay in the table: {listed(list(absent))}"
        yield Problem(code="rows-absent", message=message, hint="--rows-deleted deletes them there, too.", place=place)
    went_out = base.columns if base is not None else NAMES
    away = [name for name in went_out if name not in copy.columns and name != "claim_id" and not locked(name)]
    if away:
        message = f"columns that are no more in it stay as they are in the table: {listed(away)}"
        yield Problem(code="columns-absent", message=message, place=place)
