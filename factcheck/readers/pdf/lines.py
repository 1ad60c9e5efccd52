"""The lines of one column: runs on one baseline joined, raised marks and drop caps told apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.document import Link, Span
from factcheck.readers.pdf.glyphs import Box, Run

_SPACE = 0.12
"""Parts of an em from which on a gap between two runs is a space."""
_SAME = 0.3
_SMALL = 0.85
"""Parts of a line's size up to which a run beside it may be a raised or lowered one."""
_RAISED, _HIGHEST, _LOWEST = 0.18, 0.8, -0.35
"""Parts of an em above the baseline: where a mark begins to be raised, and how far a small run may stand off."""
_NEXT = 0.5
"""Ems between a line and a small run that belongs to it."""
_LABEL_GAP = 2.0
"""Ems between the raised number of a note and its words, which may be set at a tab."""
_CAP = 1.7
_MARK = re.compile(r"(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[*∗†‡§¶#]{1,3}|\(\d{1,3}\)|\[\d{1,3}\])")
_COLUMN = 2.0
"""Points by which cells of one column may stand apart."""
_UNKNOWN = "\N{REPLACEMENT CHARACTER} "
_MOST_CAPS = 20
_EQUAL = 0.1
"""Parts of an em by which the gaps of one justified line may differ."""
CELL_GAP = 1.9
"""Ems from which on a gap in a line parts cells of a table."""


class Cut(NamedTuple):
    """Where a wide gap parts two cells: an offset into the line's text, and the ends of the cell that follows."""

    at: int
    left: float
    right: float


class Mark(NamedTuple):
    """A raised number or sign that was taken out of a line at `at`, an offset into its text."""

    at: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it is read: `head` is the width of its first word, `cuts` are where wide gaps part cells of a table.

    `mark` is the raised number or sign that it begins with, "" where there is none.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    page: int
    bold: bool = False
    head: float = 0.0
    number: int = 0
    mark: str = ""
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    cuts: tuple[Cut, ...] = ()


def body_size(runs: Iterable[Run]) -> float:
    """The size that most letters have, 0 where there are none."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def set_lines(runs: Sequence[Run], page: int, links: Sequence[tuple[Box, str]] = ()) -> tuple[Line, ...]:
    """The lines of one column from top to bottom."""
    lines = [_line(row, page, links) for row in _rows(_with_caps(list(runs)))]
    lines = [line for line in lines if line.text.strip(_UNKNOWN)]
    edges = (min(line.left for line in lines), max(line.right for line in lines)) if lines else (0.0, 0.0)
    return tuple(
        replace(line, cuts=tuple(cut for cut in line.cuts if any(_aligned(line, cut, near, edges) for near in beside)))
        if line.cuts
        else line
        for line, beside in ((line, _beside(lines, at)) for at, line in enumerate(lines))
    )


def _beside(lines: Sequence[Line], at: int) -> list[Line]:
    return [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]


def _aligned(line: Line, cut: Cut, other: Line, edges: tuple[float, float]) -> bool:
    """True where the line above or below has a cell at the same place.

    Gaps of justified lines stand anywhere, by chance above one another; such lines fill the column.
    """
    figures = any(letter.isdigit() for letter in line.text[cut.at : cut.at + 12])
    ends = [abs(end - edge) for each in (line, other) for end, edge in zip((each.left, each.right), edges, strict=True)]
    if not figures and max(ends) <= _COLUMN:
        return False
    return any(
        abs(each.left - cut.left) <= _COLUMN or (figures and abs(each.right - cut.right) <= _COLUMN)
        for each in other.cuts
    )


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs by line; a small run that touches a line belongs to it though it stands higher or lower."""
    rows: list[list[Run]] = []
    near: defaultdict[int, list[list[Run]]] = defaultdict(list)
    band = max((run.size for run in runs), default=0.0) + 1
    for run in sorted(runs, key=lambda run: (-run.size * min(len(run.text), 4), -run.baseline, run.left)):
        at = int(run.baseline // band)
        row = next((row for place in (at, at + 1, at - 1) for row in near[place] if _belongs(run, row)), None)
        if row is None:
            rows.append([run])
            near[at].append(rows[-1])
        else:
            row.append(run)
    return sorted(
        ([*sorted(row, key=lambda run: run.left)] for row in rows), key=lambda row: (-_base(row).baseline, row[0].left)
    )


def _base(row: Sequence[Run]) -> Run:
    """The run that tells the baseline and size of a line: the longest."""
    return max(row, key=lambda run: (len(run.text) * run.size, -run.left))


def _belongs(run: Run, row: Sequence[Run]) -> bool:
    base = row[0]
    above = run.baseline - base.baseline
    if abs(above) <= _SAME * min(base.size, run.size):
        return True
    if run.size > _SMALL * base.size or not _LOWEST * base.size <= above <= _HIGHEST * base.size:
        return False
    gap = _NEXT * base.size
    before = _LABEL_GAP * base.size if _MARK.fullmatch(run.text) and above > 0 else gap
    return any(-gap <= run.left - each.right <= gap or -gap <= each.left - run.right <= before for each in row)


def _is_initial(text: str) -> bool:
    return len(text.strip("“\"'‘")) == 1 and text[-1].isalpha()


def _with_caps(runs: list[Run]) -> list[Run]:
    """The runs, a letter that stands as high as several lines set before the first of them."""
    em = body_size(runs)
    caps = [run for run in runs if run.size >= _CAP * em and _is_initial(run.text)]
    for cap in caps[:_MOST_CAPS]:
        beside = [
            run
            for run in runs
            if run is not cap
            and run.size < cap.size / 1.3
            and cap.baseline - em / 2 <= run.baseline <= cap.baseline + cap.size
            and -em / 2 <= run.left - cap.right <= 2 * em
        ]
        if len({round(run.baseline) for run in beside}) < 2:  # noqa: PLR2004 - beside one line it is no drop cap
            continue
        first = max(beside, key=lambda run: (run.baseline, -run.left))
        runs = [run for run in runs if run is not cap and run not in beside]
        for run in beside:
            text = cap.text + run.text if run is first else run.text
            lefts = run.lefts[:0]
            lefts.extend([cap.left] * len(cap.text) if run is first else [])
            lefts.extend(run.lefts)
            lefts[0] = cap.left
            runs.append(run._replace(text=text, lefts=lefts))
    return runs


def _line(row: Sequence[Run], page: int, links: Sequence[tuple[Box, str]]) -> Line:
    base = _base(row)
    parts: list[str] = []
    lefts: list[float] = []
    marks: list[Mark] = []
    cuts: list[Cut] = []
    gaps: list[float] = []
    right = row[0].left
    first = ""
    for run in row:
        gap = run.left - right if parts else 0.0
        raised = run.size <= _SMALL * base.size and run.baseline - base.baseline >= _RAISED * base.size
        if raised and _MARK.fullmatch(run.text):
            if not parts and run is row[0] and len(row) > 1:
                first = run.text
            else:
                marks.append(Mark(len(lefts), run.text))
            right = max(right, run.right)
            continue
        if parts and gap > _SPACE * base.size and not parts[-1].endswith(" "):
            if gap > CELL_GAP * base.size:
                cuts.append(Cut(len(lefts) + 1, run.left, run.right))
            gaps.append(gap)
            parts.append(" ")
            lefts.append(right)
        parts.append(run.text)
        lefts.extend(run.lefts)
        right = max(right, run.right)
    text = "".join(parts)
    space = text.find(" ")
    return Line(
        text=text,
        left=row[0].left,
        right=right,
        baseline=base.baseline,
        size=base.size,
        page=page,
        bold=all(run.bold for run in row if any(letter.isalnum() for letter in run.text))
        and any(run.bold for run in row),
        head=(lefts[space] if 0 < space < len(lefts) else right) - row[0].left,
        mark=first,
        marks=tuple(marks),
        links=tuple(_linked(base, text, lefts, links)),
        cuts=() if _is_spread(text, gaps, base.size) else tuple(cuts),
    )


def _is_spread(text: str, gaps: Sequence[float], size: float) -> bool:
    """True where all words stand equally far apart, as those of a short line do that is spread over its column."""
    several = len(gaps) > 1 and text.count(" ") == len(gaps)
    return several and max(gaps) - min(gaps) <= _EQUAL * size


def _linked(base: Run, text: str, lefts: Sequence[float], links: Sequence[tuple[Box, str]]) -> Iterable[Link]:
    for (left, bottom, right, top), url in links:
        if not bottom - 1 <= base.baseline + base.size / 4 <= top + 1:
            continue
        inside = [at for at, x in enumerate(lefts) if left - 1 <= x < right - 1 / 2 and not text[at].isspace()]
        if inside:
            yield Link(span=Span(inside[0], inside[-1] + 1), url=url)
