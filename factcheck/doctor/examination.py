"""Everything that is wrong with a table, and what it would be mended to: a value, nothing is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from factcheck.doctor.added import anchored
from factcheck.doctor.cells import TOOLS, fits_shape, judge_rows, trusted
from factcheck.doctor.choices import NONE, Choices
from factcheck.doctor.columns import Sheet, name_columns
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.identity import Claims, found_row, name_rows, went
from factcheck.doctor.sorting import sorted_alone
from factcheck.document import Document
from factcheck.errors import BadArgument
from factcheck.journal.memory import Memory
from factcheck.row import NAMES, Row
from factcheck.table.cells import with_cells
from factcheck.table.dialect import Dialect
from factcheck.table.reading import Grid

STRUCTURE = frozenset(
    {
        Code.HEADER,
        Code.COLUMN_MISSING,
        Code.COLUMN_RENAMED,
        Code.COLUMN_TWICE,
        Code.ID_MANGLED,
        Code.ID_BLANK,
        Code.ID_TWICE,
        Code.ROW_TWICE,
        Code.ROW_ADDED,
    }
)
"""What is mended by writing the file at all."""

Articles = Callable[[str], Document | None]
"""The article of a name as the table has it, None where it is not at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found.

    `found` are the file's rows as they stand, under the ids they are to have; `columns` and `dialect` how they are to
    be written. `stop`: ids or columns are in disorder, and nothing may be written until a person has chosen.
    """

    findings: tuple[Finding, ...]
    found: tuple[Row, ...]
    columns: tuple[str, ...]
    dialect: Dialect
    known: bool
    stop: bool = False
    restored: Mapping[str, tuple[Mapping[str, str], str]] = field(default_factory=dict)
    """Rows to bring back: their cells, and the id they stand behind."""

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings that are a repair, a question or news."""
        return tuple(finding for finding in self.findings if finding.kind is kind)

    @property
    def healthy(self) -> bool:
        """True where nothing is to be repaired and nothing asked."""
        return not self.of(Kind.REPAIR) and not self.of(Kind.ASK)

    def chosen(self) -> "Examination":
        """The same with no repair but those that a person chose.

        Raises: BadArgument where the file must be mended before it can be written at all.
        """
        others = [each for each in self.of(Kind.REPAIR) if not each.chosen]
        first = next((each for each in others if each.code in STRUCTURE), None)
        if first:
            hint = "Look with `factcheck doctor`, then add --write to have everything mended at once."
            raise BadArgument(f"the file cannot be written as it is: {first.column} {first.why}", hint)
        return replace(self, findings=tuple(each for each in self.findings if each not in others))

    def mended(self) -> tuple[Row, ...]:
        """The rows as they are to be."""
        cells: dict[str, dict[str, str]] = {}
        for finding in self.of(Kind.REPAIR):
            if finding.claim_id and finding.column not in ("", "claim_id") and finding.code is not Code.CELL_KEPT:
                cells.setdefault(finding.claim_id, {})[finding.column] = finding.after
        rows = [with_cells(row, cells.get(row.claim_id, {})) for row in self.found]
        return _put_back(rows, self.restored, self.columns)


def examine(
    grid: Grid, memory: Memory, *, when: datetime, choices: Choices = NONE, articles: Articles = lambda _: None
) -> Examination:
    """What is wrong with the cells of a file, measured against what the journal remembers.

    `when` (aware) bounds the years that a spreadsheet can have filled in. `articles` is asked for the text that a row
    added by hand may stand in.
    """
    years = range(memory.year or when.year - 1, when.year + 1)
    sheet = name_columns(grid, memory, choices)
    claims = name_rows(sheet, memory, choices)
    findings = [*sheet.findings, *claims.findings]
    dialect = _dialect(grid, memory, findings)
    standing = [at for at in range(len(sheet.rows)) if at not in claims.dropped]
    named = [(claims.ids[at], sheet.rows[at]) for at in standing]
    ids = [claim_id for claim_id, _ in named]
    found = tuple(found_row(cells, claim_id, sheet.columns) for claim_id, cells in named)
    restored: dict[str, tuple[Mapping[str, str], str]] = {}
    if not claims.stop:
        disordered = sorted_alone(named, [c for c in sheet.columns if c not in sheet.absent], memory, choices)
        asked = frozenset(each.column for each in disordered if each.kind is Kind.ASK)
        numbered = [(sheet.numbers[at], claims.ids[at], sheet.rows[at]) for at in standing]
        gone = went(claims, memory, choices)
        findings += disordered
        findings += judge_rows(numbered, asked, memory, choices, years)
        findings += _from_absent(sheet, ids, memory, years)
        findings += _added(sheet, claims, found, standing, articles)
        findings += gone
        restored = {each.claim_id: _away(memory, each.claim_id) for each in gone if each.kind is Kind.REPAIR}
    if not memory.known:
        findings += _unknowable(sheet)
    elif found and not any(memory.cells(row.claim_id) for row in found):
        why = "the journal beside the table knows none of its claims: is it another table's? Put the right one back"
        findings.append(Finding(code=Code.NO_JOURNAL, kind=Kind.TELL, why=why))
    order = list(Code)
    findings.sort(key=lambda each: order.index(each.code))
    stop = any(each.code is Code.SORTED_ALONE and each.kind is Kind.ASK for each in findings)
    return Examination(
        findings=tuple(findings),
        found=found,
        columns=sheet.columns,
        dialect=dialect,
        known=memory.known,
        stop=stop,
        restored=restored,
    )


def _dialect(grid: Grid, memory: Memory, findings: list[Finding]) -> Dialect:
    """As the file is spelled; its byte order mark comes back with the next writing, if it had one."""
    if grid.header_row != 1:
        why = "the column names stood in another row" if grid.header_row else "the column names were gone"
        findings.append(Finding(code=Code.HEADER, kind=Kind.REPAIR, why=why, row=grid.header_row))
    was = memory.state.dialect
    if not memory.known or grid.dialect.bom or not was.bom or grid.dialect.encoding != was.encoding:
        return grid.dialect
    why = "saved without its byte order mark, which keeps letters whole in spreadsheets; the next repair writes it"
    findings.append(Finding(code=Code.BYTE_ORDER_MARK, kind=Kind.TELL, why=why))
    return replace(grid.dialect, bom=True)


def _from_absent(sheet: Sheet, ids: Sequence[str], memory: Memory, years: range) -> list[Finding]:
    """The cells of columns that the file lacks, from the journal."""
    findings = []
    for column in sheet.absent:
        for claim_id in ids:
            values = memory.values(claim_id, column)
            cell = values[-1] if values and column in TOOLS else trusted(values, years)
            if cell and column != "claim_id":
                ref = (memory.cells(claim_id) or {}).get("ref", "")
                why = "its column was missing"
                findings.append(
                    Finding(
                        code=Code.COLUMN_MISSING,
                        kind=Kind.REPAIR,
                        why=why,
                        claim_id=claim_id,
                        ref=ref,
                        column=column,
                        chosen=column not in NAMES,
                        known=cell,
                        after=cell,
                    )
                )
    return findings


def _added(
    sheet: Sheet, claims: Claims, found: Sequence[Row], standing: Sequence[int], articles: Articles
) -> list[Finding]:
    """Rows that a person added: where they stand in their article, or that they do not."""
    place = dict(zip(standing, found, strict=True))
    names = tuple(dict.fromkeys(row.article for row in found if row.article))
    findings: list[Finding] = []
    for at in claims.added:
        row = place[at]
        raw = sheet.rows[at].get("claim_id", "")
        if raw == row.claim_id:  # it has an id already: given by hand, or there is no journal
            continue
        findings += anchored(row, sheet.numbers[at], names, articles)
    return findings


def _away(memory: Memory, claim_id: str) -> tuple[Mapping[str, str], str]:
    if claim_id in memory.deleted:
        gone = memory.deleted[claim_id]
        return gone.cells, gone.behind
    order = memory.state.order
    at = order.index(claim_id)
    return memory.state.rows[claim_id], order[at - 1] if at else ""


def _unknowable(sheet: Sheet) -> list[Finding]:
    """What is to be said of a table without its journal."""
    why = "there is no journal beside the table: rows that went, and cells that were changed, cannot be known"
    findings = [Finding(code=Code.NO_JOURNAL, kind=Kind.TELL, why=why)]
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        for column, cell in row.items():
            if column in TOOLS and column != "claim_id" and not fits_shape(column, cell):
                why = "no such cell as the tool writes; parse the article again to have it made anew"
                findings.append(
                    Finding(
                        code=Code.TOOL_CELL,
                        kind=Kind.TELL,
                        why=why,
                        claim_id=row.get("claim_id", ""),
                        ref=row.get("ref", ""),
                        column=column,
                        row=number,
                        now=cell,
                    )
                )
    return findings


def _put_back(
    rows: Iterable[Row], restored: Mapping[str, tuple[Mapping[str, str], str]], columns: Sequence[str]
) -> tuple[Row, ...]:
    """The rows with those brought back behind the one they stood behind, at the end where that is gone too."""
    standing = list(rows)
    for claim_id, (cells, behind) in restored.items():
        row = found_row(cells, claim_id, columns)
        ids = [each.claim_id for each in standing]
        at = 0 if not behind else ids.index(behind) + 1 if behind in ids else len(ids)
        standing.insert(at, row)
    return tuple(standing)
