"""What of a merge the tool itself wrote: a later parse measures a person's corrections against it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.merge.copy import Copy
from factcheck.merge.notes import Base
from factcheck.merge.parse import REFRESHED
from factcheck.row import CORRECTABLE, NAMES, Row
from factcheck.table import row_of
from factcheck.table.cells import with_cells

WRITTEN = (*REFRESHED, *CORRECTABLE)


def tool_step(target: Sequence[Row], merged: Sequence[Row], into: Copy, other: Copy) -> tuple[Row, ...]:
    """The rows of `target` with only that changed which a parse in the other copy did: to be committed as the tool's.

    `target` are the rows of the file that is written, which is the copy `into`; `merged` those that it shall hold in
    the end. Rows that the other copy's parse added come as it wrote them, also those that a person deleted then (they
    must not come back with the next parse); rows that it took out go. Where the other copy holds no parse of its own,
    `target` comes back as it is.
    """
    wanted = {row.claim_id: row for row in merged}
    known = {row.claim_id for row in target}
    steps = [
        _refreshed(row, wanted.get(row.claim_id), into.tool, other.tool)
        for row in target
        if row.claim_id in wanted or row.claim_id not in other.left
    ]
    new = [each for each in other.tool if each not in known and each not in into.tool]
    columns = [name for name, _ in target[0].extra] if target else []
    added = [_as_written(other.tool[each], each, columns) for each in new]
    return (*steps, *added)


def _refreshed(row: Row, wanted: Row | None, mine: Base, theirs: Base) -> Row:
    written, known = theirs.get(row.claim_id, {}), mine.get(row.claim_id, {})
    if wanted is None:
        return row
    cells = {
        name: wanted.cell(name)
        for name in WRITTEN
        if row.cell(name) != wanted.cell(name) == written.get(name) != known.get(name)
    }
    return with_cells(row, cells)


def _as_written(cells: Mapping[str, str], claim_id: str, columns: Sequence[str]) -> Row:
    own = {name: cells[name] for name in NAMES if name in cells}
    return replace(row_of(own, columns), claim_id=claim_id)
