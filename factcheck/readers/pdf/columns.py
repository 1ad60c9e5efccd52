"""The order in which the runs of a page are read: columns from left to right, each from top to bottom.

What goes across a gutter (a headline, a wide footnote) cuts the columns above it from those below it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.readers.pdf.glyphs import Run

Region = tuple["Atom", ...]

FEWEST = 3
"""Lines that stand side by side in what may be columns."""
_LETTERS = 18
"""Letters of a usual line of a column: fewer make a table, a list of names or the numbers of a list."""
_NARROWEST = 0.45
"""Parts of an em between two columns at the least."""
_SLACK = 2.5
"""Points by which the lines of one column may begin apart."""
_DEEPEST = 4
_MOST_TRIED = 16
"""Places of a page tried as gutters, those first at which most lines begin."""
_TOUCHING = 0.5
"""Ems between two runs of one line up to which no gutter parts them, whatever their fonts and heights."""


class Atom(NamedTuple):
    """Runs that touch: words of one line in several fonts, with the marks raised beside them."""

    runs: tuple[Run, ...]
    left: float
    right: float
    baseline: float

    @property
    def letters(self) -> int:
        return sum(len(run.text) for run in self.runs)


def _atoms(runs: Sequence[Run]) -> Iterable[Atom]:
    """The runs joined where they touch."""
    held: list[Run] = []
    for run in sorted(runs, key=lambda run: run.order):
        if held and not _touch(held[-1], run):
            yield _atom(held)
            held = []
        held.append(run)
    if held:
        yield _atom(held)


def _touch(run: Run, after: Run) -> bool:
    size = max(run.size, after.size)
    gap = after.left - run.right
    level = abs(after.baseline - run.baseline) <= size * (0.1 if run.size == after.size else 0.6)
    return level and -size <= gap <= _TOUCHING * size


def _atom(runs: Sequence[Run]) -> Atom:
    base = max(runs, key=lambda run: len(run.text) * run.size)
    return Atom(tuple(runs), min(run.left for run in runs), max(run.right for run in runs), base.baseline)


def regions(runs: Sequence[Run], em: float) -> tuple[tuple[Run, ...], ...]:
    """The runs in regions of one column each, in reading order; `em` is the size of the body's letters."""
    found = _regions(tuple(_atoms(runs)), em, 0)
    return tuple(tuple(run for atom in region for run in atom.runs) for region in found)


def _regions(runs: Region, em: float, depth: int) -> Iterable[Region]:
    gutter = _gutter(runs, em) if depth < _DEEPEST else None
    if gutter is None:
        if runs:
            yield runs
        return
    for band in _bands(runs, gutter):
        if not band.right:
            yield band.left
            continue
        yield from _regions(band.left, em, depth + 1)
        yield from _regions(band.right, em, depth + 1)


class _Gutter(NamedTuple):
    """Where the right column begins, and how much room is left of that."""

    x: float
    width: float

    def side(self, atom: Atom) -> int:
        """-1 left of it, 1 right of it, 0 across."""
        if atom.left >= self.x - _SLACK:
            return 1
        return -1 if atom.right <= self.x - self.width else 0


class _Band(NamedTuple):
    """A stretch of the page between two lines that cross the gutter; those lines are bands with a left side only."""

    left: Region
    right: Region = ()


def _gutter(runs: Region, em: float) -> _Gutter | None:
    """The gutter that parts most lines, None where the runs stand in one column."""
    best: tuple[float, _Gutter] | None = None
    for x in _beginnings(runs):
        gutter = _Gutter(x, _NARROWEST * em)
        pairs = _pairs(runs, gutter, em)
        if pairs >= FEWEST and (best is None or pairs > best[0]):
            best = (pairs, gutter)
    return best[1] if best else None


def _beginnings(runs: Region) -> tuple[float, ...]:
    """Where several runs begin, from left to right, the leftmost place left out."""
    lefts = sorted(atom.left for atom in runs)
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][0] <= _SLACK:
            groups[-1].append(left)
        else:
            groups.append([left])
    many = sorted((group for group in groups[1:] if len(group) >= FEWEST), key=len, reverse=True)
    return tuple(sorted(group[0] for group in many[:_MOST_TRIED]))


def _pairs(runs: Region, gutter: _Gutter, em: float) -> float:
    """How many lines stand side by side at the gutter, 0 where it is none."""
    sides: dict[int, list[Atom]] = {-1: [], 0: [], 1: []}
    for atom in runs:
        sides[gutter.side(atom)].append(atom)
    left, across, right = sides[-1], sides[0], sides[1]
    if len(left) < FEWEST or len(right) < FEWEST or min(_usual(left), _usual(right)) < _LETTERS:
        return 0
    pairs = 0
    for band in _bands(runs, gutter):
        if band.right and band.left:
            lines = _lines(band.left, em), _lines(band.right, em)
            shared = min(max(each) for each in lines) - max(min(each) for each in lines)
            if shared >= em:
                pairs += min(sum(1 for y in each if _within(y, lines)) for each in lines)
    # Lines that go across must be the few: otherwise a word of every second line begins there by chance.
    return pairs if pairs > len(_lines(across, em)) / 2 or pairs >= 3 * FEWEST else 0


def _within(y: float, lines: tuple[list[float], list[float]]) -> bool:
    return max(min(each) for each in lines) - 1 <= y <= min(max(each) for each in lines) + 1


def _usual(runs: Sequence[Atom]) -> float:
    """The length of the line that a letter taken by chance stands in."""
    lines: list[int] = []
    last = 0.0
    for atom in sorted(runs, key=lambda atom: -atom.baseline):
        if lines and abs(last - atom.baseline) <= 1:
            lines[-1] += atom.letters
        else:
            lines.append(atom.letters)
        last = atom.baseline
    return sum(line**2 for line in lines) / sum(lines)


def _lines(runs: Iterable[Atom], em: float) -> list[float]:
    """The different baselines."""
    found: list[float] = []
    for y in sorted((atom.baseline for atom in runs), reverse=True):
        if not found or found[-1] - y > em / 2:
            found.append(y)
    return found


def _bands(runs: Region, gutter: _Gutter) -> tuple[_Band, ...]:
    """The bands from top to bottom; neighbours of one side only are one."""
    bands: list[_Band] = []
    held: dict[int, list[Atom]] = {-1: [], 1: []}

    def close() -> None:
        left, right = tuple(held[-1]), tuple(held[1])
        held[-1], held[1] = [], []
        if left and right:
            bands.append(_Band(left, right))
        elif left or right:
            single(left or right)

    def single(more: Region) -> None:
        if bands and not bands[-1].right:
            bands[-1] = _Band(bands[-1].left + more)
        else:
            bands.append(_Band(more))

    for atom in sorted(runs, key=lambda atom: (-atom.baseline, atom.left)):
        side = gutter.side(atom)
        if side:
            held[side].append(atom)
        else:
            close()
            single((atom,))
    close()
    return tuple(bands)
