"""Which column of a damaged file is which: names put back, columns that went brought back."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.doctor.choices import Choices
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.letters import ungarbled
from factcheck.journal.memory import Memory
from factcheck.row import HUMAN, NAMES
from factcheck.table.cells import letter
from factcheck.table.reading import Grid

NEAR_NAME = 75.0
"""Out of 100 (rapidfuzz ratio): "Notes" and "evidence quote" reach it beside their names, "comment" beside none."""
SAME_CONTENT = 0.6
"""The share of a column's cells that must be the journal's for its name not to matter."""
TELLING = 3
"""Different cells that a column must hold to be known by its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file whose columns are known: `columns` as they are to be written, `rows` the cells by name.

    `numbers` are the rows' numbers in a spreadsheet. `absent` are columns that the file lacks.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    numbers: tuple[int, ...]
    absent: tuple[str, ...]
    findings: tuple[Finding, ...]


def name_columns(grid: Grid, memory: Memory, choices: Choices) -> Sheet:
    """The file's cells under the names they belong to."""
    names, findings = _unique_names(grid, memory)
    missing = [name for name in NAMES if name not in names]
    renamed = _renamed(grid, names, missing, memory)
    for at, name in renamed.items():
        shown = f"'{names[at]}'" if (names[at] or "").strip() else "without a name"
        why = f"column {letter(at)} is {shown}: by its name or its cells it is {name}"
        findings.append(_finding(Code.COLUMN_RENAMED, Kind.REPAIR, why, name, now=names[at] or "", after=name))
        names[at] = name
    for at, given in enumerate(names):
        if given is not None and not given.strip():
            names[at] = _nameless(grid, at, names, findings)
    absent = [name for name in NAMES if name not in names]
    findings += [_missing(name, memory) for name in absent]
    for name in memory.state.columns:
        if name in NAMES or name in names:
            continue
        chosen = ("", name) in choices.restore
        why = "a column of your own; it stays out" if not chosen else "a column of your own, brought back"
        settle = ("--restore", name)
        kind = Kind.REPAIR if chosen else Kind.TELL
        findings.append(replace(_finding(Code.COLUMN_GONE, kind, why, name, settle=settle), chosen=chosen))
        absent += [name] if chosen else []
    kept = [(at, name) for at, name in enumerate(names) if name is not None]
    rows = tuple({name: record.cells[at] for at, name in kept} for record in grid.records)
    return Sheet(
        columns=_in_place([name for _, name in kept], absent, memory),
        rows=rows,
        numbers=tuple(record.number for record in grid.records),
        absent=tuple(absent),
        findings=tuple(findings),
    )


def _finding(code: Code, kind: Kind, why: str, column: str, **cells: str | tuple[str, ...]) -> Finding:
    return Finding(code=code, kind=kind, why=why, column=column, **cells)  # type: ignore[arg-type]


def _cells(grid: Grid, at: int) -> list[str]:
    return [record.cells[at] for record in grid.records]


def _unique_names(grid: Grid, memory: Memory) -> tuple[list[str | None], list[Finding]]:
    """The header with every name once; None for a column that holds nothing of its own."""
    names: list[str | None] = list(grid.columns)
    findings = []
    twice = [name for name, count in Counter(grid.columns).items() if count > 1 and name.strip()]
    for name in twice:
        places = [at for at, each in enumerate(grid.columns) if each == name]
        known = _known_cells(memory, name)
        own = max(places, key=lambda at: (_overlap(_cells(grid, at), known), -at))
        for at in places:
            if at == own:
                continue
            if _cells(grid, at) == _cells(grid, own) or not any(_cells(grid, at)):
                names[at], why = None, f"column {letter(at)} says nothing that {letter(own)} does not"
            else:
                names[at] = _free(f"{name} (2)", names)
                why = f"columns {letter(own)} and {letter(at)} have one name and differ: both are kept"
            findings.append(_finding(Code.COLUMN_TWICE, Kind.REPAIR, why, name, after=names[at] or ""))
    return names, findings


def _free(name: str, taken: Sequence[str | None]) -> str:
    stem, count = re.sub(r" \(\d+\)$", "", name), 2
    while name in taken:
        name, count = f"{stem} ({count + 1})", count + 1
    return name


def _nameless(grid: Grid, at: int, names: Sequence[str | None], findings: list[Finding]) -> str | None:
    if not any(cell.strip() for cell in _cells(grid, at)):
        return None
    name = _free("unnamed", names)
    why = f"column {letter(at)} has no name and holds something"
    findings.append(_finding(Code.COLUMN_RENAMED, Kind.REPAIR, why, name, after=name))
    return name


def _missing(name: str, memory: Memory) -> Finding:
    whose = "yours" if name in HUMAN else "the tool's"
    back = "comes back from the journal" if memory.known else "comes back blank: there is no journal"
    return _finding(Code.COLUMN_MISSING, Kind.REPAIR, f"{whose}; {back}", name, after=name)


def _known_cells(memory: Memory, name: str) -> list[str]:
    return [cell for cells in memory.state.rows.values() if (cell := cells.get(name, ""))]


def _overlap(cells: Sequence[str], known: Sequence[str]) -> float:
    """The share of the cells that are not blank that the known column holds too."""
    mine, theirs = Counter(cell for cell in cells if cell), Counter(known)
    return (mine & theirs).total() / max(mine.total(), theirs.total(), 1)


def _renamed(grid: Grid, names: Sequence[str | None], missing: Sequence[str], memory: Memory) -> Mapping[int, str]:
    """Which columns of the file, by place, are missing ones under another name."""
    if not missing:
        return {}
    own = set(memory.state.columns) - set(NAMES)
    places = [at for at, name in enumerate(names) if name is not None and name not in NAMES and name not in own]
    scored = []
    for at in places:
        for name in missing:
            score = _likeness(grid, at, name, memory)
            if score:
                scored.append((-score, NAMES.index(name), at, name))
    found: dict[int, str] = {}
    for _, _, at, name in sorted(scored):
        if at not in found and name not in found.values():
            found[at] = name
    return found


def _likeness(grid: Grid, at: int, name: str, memory: Memory) -> float:
    """How surely the column is the missing one, 0 where it is not known to be."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - 35 ms that a sound header does not need

    header = grid.columns[at]
    cells, known = _cells(grid, at), _known_cells(memory, name)
    content = _overlap(cells, known)
    if _plain(header) == _plain(name) or _plain(ungarbled(header)) == _plain(name):
        return 3.0 + content
    near = fuzz.ratio(_plain(header), _plain(name))
    if near >= NEAR_NAME and (content > 0 or not known or not any(cells)):
        return 2.0 + near / 100
    if content >= SAME_CONTENT and len(set(known)) >= TELLING:
        return 1.0 + content
    order = memory.state.columns
    here = not header.strip() and len(order) == len(grid.columns) and order[at] == name
    return 0.5 if here and (content > 0 or not known) else 0.0


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _in_place(present: Sequence[str], absent: Sequence[str], memory: Memory) -> tuple[str, ...]:
    """The columns with those that were away behind the one they stood behind."""
    order = [*memory.state.columns, *(name for name in NAMES if name not in memory.state.columns)]
    columns = list(present)
    for name in sorted(absent, key=order.index):
        before = [each for each in order[: order.index(name)] if each in columns]
        columns.insert(columns.index(before[-1]) + 1 if before else 0, name)
    return tuple(columns)
