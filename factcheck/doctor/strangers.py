"""A copy that came without its journal, measured against the table it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from factcheck.doctor.cells import judge_rows
from factcheck.doctor.choices import NONE
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.sorting import sorted_alone
from factcheck.journal.memory import Memory
from factcheck.journal.state import State
from factcheck.table import ClaimsTable, row_cells
from factcheck.table.cells import with_cells

OWN = frozenset({Code.TOOL_CELL})
"""No damage here: commands were run on the copy, and its journal stayed behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The copy with every cell that is certainly a spreadsheet's dressing read as it was, and what was found.

    `mended` are those cells, `doubtful` cells that look like a spreadsheet's doing without being certain, `alone`
    columns that were sorted without the others.
    """

    table: ClaimsTable
    mended: tuple[Finding, ...] = ()
    doubtful: tuple[Finding, ...] = ()
    alone: tuple[Finding, ...] = ()


def measure(table: ClaimsTable, base: Mapping[str, Mapping[str, str]], when: datetime) -> Measured:
    """The copy measured against the cells it came from, by claim id; `when` bounds a spreadsheet's current year."""
    rows = {claim_id: dict(cells) for claim_id, cells in base.items()}
    memory = Memory(known=True, state=State(rows=rows, order=tuple(rows), columns=table.columns))
    blank = dict.fromkeys(table.columns, "")
    cells = [(row.claim_id, blank | row_cells(row)) for row in table.rows if row.claim_id in rows]
    alone = sorted_alone(cells, table.columns, memory, NONE)
    numbered = [(at, claim_id, each) for at, (claim_id, each) in enumerate(cells, 2)]
    found = judge_rows(numbered, frozenset(), memory, NONE, range(when.year - 1, when.year + 1))
    mended = [each for each in found if each.kind is Kind.REPAIR and each.code not in OWN]
    by_claim: dict[str, dict[str, str]] = {}
    for each in mended:
        by_claim.setdefault(each.claim_id, {})[each.column] = each.after
    return Measured(
        table=replace(table, rows=tuple(with_cells(row, by_claim.get(row.claim_id, {})) for row in table.rows)),
        mended=tuple(mended),
        doubtful=tuple(each for each in found if each.kind is Kind.ASK),
        alone=tuple(alone),
    )
