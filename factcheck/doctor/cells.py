"""What is wrong with a cell, and what it should hold: a rule that is certain, or a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.doctor.choices import Choices
from factcheck.doctor.days import days, serial_days
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.letters import ungarbled
from factcheck.doctor.numbers import is_error
from factcheck.doctor.redressed import Dressing, redressed
from factcheck.journal.memory import Memory
from factcheck.row import COLUMNS, Owner
from factcheck.table.damage import SHAPES

TOOLS = frozenset(column.name for column in COLUMNS if column.owner is Owner.TOOL)
DATES = ("event_date", "said_date", "cited_date")
FOOTPRINTS = 1
"""Other cells that a spreadsheet must have re-dressed for a weak reading to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the file: its claim, where it stands, what it holds and what the journal says it held."""

    claim_id: str
    ref: str
    row: int
    column: str
    now: str
    values: tuple[str, ...]
    vouched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding on a cell and, where a spreadsheet did it, what that rests on."""

    finding: Finding
    dressing: Dressing | None = None


def judge_rows(
    rows: Sequence[tuple[int, str, Mapping[str, str]]],
    skipped: frozenset[str],
    memory: Memory,
    choices: Choices,
    years: range,
) -> list[Finding]:
    """What is wrong with the cells; `rows` are (number, claim id, cells), `skipped` columns judged elsewhere."""
    judged: list[Judged] = []
    for number, claim_id, cells in rows:
        known = memory.cells(claim_id)
        if known is not None and _all_as_known(cells, known, claim_id, memory):
            continue
        ref = cells.get("ref", "") if known is None else known.get("ref", "")
        for column, now in cells.items():
            if column == "claim_id" or column in skipped:
                continue
            cell = Cell(
                claim_id=claim_id,
                ref=ref,
                row=number,
                column=column,
                now=now,
                values=memory.values(claim_id, column),
                vouched=memory.vouched(claim_id, column),
            )
            own = column in TOOLS and (claim_id in memory.tool or cell.vouched) and known is not None
            found = _chosen(cell, choices) or (_tools_cell(cell, years) if own else _judge(cell, years))
            if found:
                judged.append(found)
    return _weighed(judged)


def _all_as_known(cells: Mapping[str, str], known: Mapping[str, str], claim_id: str, memory: Memory) -> bool:
    """True for a row with nothing to look at: every cell as a command left it."""
    return all(cell == known.get(column, "") for column, cell in cells.items() if column != "claim_id") and all(
        memory.vouched(claim_id, column) for column in cells
    )


def _finding(cell: Cell, code: Code, kind: Kind, why: str, *, known: str = "", after: str = "") -> Finding:
    place = f"{cell.claim_id}.{cell.column}"
    return Finding(
        code=code,
        kind=kind,
        why=why,
        claim_id=cell.claim_id,
        ref=cell.ref,
        column=cell.column,
        row=cell.row,
        now=cell.now,
        known=known,
        after=after,
        settle=("--restore", place) if kind is Kind.ASK else (),
    )


def trusted(values: Sequence[str], years: range) -> str:
    """The last value of a cell that was not a spreadsheet's dressing of the one before."""
    last = values[0] if values else ""
    for before in values[1:]:
        if redressed(before, last, years):
            last = before
    return last


def _chosen(cell: Cell, choices: Choices) -> Judged | None:
    if choices.keeps(cell.claim_id, cell.column):
        finding = _finding(cell, Code.CELL_KEPT, Kind.REPAIR, "kept as it stands", after=cell.now)
        settled = cell.vouched and cell.now == (cell.values or ("",))[0]
        return None if settled else Judged(finding=replace(finding, chosen=True))
    if not choices.restores(cell.claim_id, cell.column) or not cell.values:
        return None
    before = next((value for value in cell.values if value != cell.now), cell.now)
    if before == cell.now:
        return None
    why = "put back as the journal has it"
    finding = _finding(cell, Code.CELL_RESTORED, Kind.REPAIR, why, known=before, after=before)
    return Judged(finding=replace(finding, chosen=True))


def _tools_cell(cell: Cell, years: range) -> Judged | None:
    """The tool's own columns are as the tool wrote them."""
    wanted = cell.values[-1]
    if cell.now == wanted:
        return None
    how = redressed(wanted, cell.now, years)
    code, why = (how.code, how.why) if how else (Code.TOOL_CELL, "the tool's own cell, changed")
    found = _finding(cell, code, Kind.REPAIR, why, known=wanted, after=wanted)
    return Judged(finding=found, dressing=how._replace(weak=False, orders=frozenset()) if how else None)


def _judge(cell: Cell, years: range) -> Judged | None:
    """A person's cell: put back where a rule says that a spreadsheet changed it, else asked about or left."""
    known = trusted(cell.values, years)
    if cell.now == known:
        before = next((value for value in cell.values if value != cell.now), "")
        return _by_itself(cell, before) if cell.now and not cell.vouched else None
    for before in dict.fromkeys((known, *cell.values)):
        how = redressed(before, cell.now, years)
        if how:
            found = _finding(cell, how.code, Kind.REPAIR, how.why, known=before, after=before)
            return Judged(finding=found, dressing=how)
    return _by_itself(cell, known)


def _by_itself(cell: Cell, known: str) -> Judged | None:
    """Damage that shows without another value to compare with."""
    read = ungarbled(cell.now)
    if read:
        why = "UTF-8 read in another encoding and saved so; every letter reads back"
        return Judged(finding=_finding(cell, Code.MOJIBAKE, Kind.REPAIR, why, known=known, after=read))
    if is_error(cell.now):
        why = "an error where a formula was run" + (": type the text again" if not known else "")
        return Judged(finding=_finding(cell, Code.FORMULA, Kind.ASK, why, known=known))
    if "\ufffd" in cell.now and "\ufffd" not in known:
        why = "letters lost; the journal has no such text" if not known else "letters lost; the journal has other words"
        return Judged(finding=_finding(cell, Code.LETTERS_LOST, Kind.ASK, why, known=known))
    if cell.column in DATES and _foreign_date(cell.now):
        why = "written as a spreadsheet writes dates: which day is meant? (2005-08-17, 2005-08 or 2005)"
        return Judged(finding=_finding(cell, Code.DATE, Kind.ASK, why, known=known))
    return None


def _foreign_date(text: str) -> bool:
    parts = [part.strip() for part in text.split(";")]
    return any((days(part) and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", part)) or serial_days(part) for part in parts)


def _weighed(judged: Sequence[Judged]) -> list[Finding]:
    """The findings, where a reading that the rest of the file does not bear out is made a question."""
    strong = [each for each in judged if each.dressing and not each.dressing.weak]
    certain = {order for each in strong if each.dressing and each.dressing.sure_order for order in each.dressing.orders}
    return [_weigh(each, len(strong), certain) for each in judged]


def _weigh(judged: Judged, footprints: int, certain: set[str]) -> Finding:
    finding, how = judged.finding, judged.dressing
    if how is None:
        return finding
    if how.weak and footprints < FOOTPRINTS:
        return _asked(finding, f"{how.why}, if its comma or point was taken for another")
    if how.orders and not how.sure_order and len(certain) == 1 and not certain & how.orders:
        return _asked(finding, "the same day, but the other dates of the file have day and month the other way round")
    return finding


def _asked(finding: Finding, why: str) -> Finding:
    settle = ("--restore", f"{finding.claim_id}.{finding.column}")
    return replace(finding, kind=Kind.ASK, why=why, after="", settle=settle)


def fits_shape(column: str, cell: str) -> bool:
    """Whether a cell of the tool's looks as it should: all that is known without a journal."""
    return column not in SHAPES or re.fullmatch(SHAPES[column], cell) is not None
