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
_FEWEST_LETTERS = 9
"""Letters of a usual line where the lines read on: newspapers set columns of 15 to 25."""
_NARROWEST = 0.45
"""Parts of an em between two columns at the least."""
_SLACK = 2.5
"""Points by which the lines of one column may begin apart."""
_DEEPEST = 4
_MOST_TRIED = 16
"""Places of a page tried as gutters, those first at which most lines begin."""
_TOUCHING = 0.5
"""Ems between two runs of one line up to which no gutter parts them, whatever their fonts and heights."""
_LEVEL = 0.5
"""Ems by which the raised number of a note may stand above the words that it stands off from."""


class Atom(NamedTuple):
    """Runs that touch: words of one line in several fonts, with the marks raised beside them."""

    runs: tuple[Run, ...]
    left: float
    right: float
    baseline: float
    size: float

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
    return Atom(tuple(runs), min(run.left for run in runs), max(run.right for run in runs), base.baseline, base.size)


class Parted(NamedTuple):
    """The runs of a page in regions of one column each, in reading order, and where columns begin to the right."""

    regions: tuple[tuple[Run, ...], ...]
    gutters: tuple[float, ...]


def parted(runs: Sequence[Run], em: float, known: Sequence[float] = ()) -> Parted:
    """The runs by column; `em` is the size of the body's letters.

    `known` are gutters of the other pages: there they part the few lines at the end of an article, too.
    """
    gutters: list[float] = []
    found = tuple(_regions(tuple(_atoms(runs)), em, gutters, known))
    return Parted(tuple(tuple(run for atom in region for run in atom.runs) for region in found), tuple(gutters))


def _regions(runs: Region, em: float, gutters: list[float], known: Sequence[float], depth: int = 0) -> Iterable[Region]:
    gutter = (_gutter(runs, em) or _known(runs, em, known)) if depth < _DEEPEST else None
    if gutter is None:
        if runs:
            yield runs
        return
    gutters.append(gutter.x)
    for band in _bands(runs, gutter):
        if not band.right:
            yield band.left
            continue
        yield from _regions(band.left, em, gutters, known, depth + 1)
        yield from _regions(band.right, em, gutters, known, depth + 1)


class _Gutter(NamedTuple):
    """Where the right column begins, and how much room is left of that."""

    x: float
    width: float

    def side(self, atom: Atom) -> int:
        """-1 left of it, 1 right of it, 0 across."""
        if atom.left >= self.x - _SLACK:
            return 1
        return -1 if atom.right <= self.x - self.width else 0


def _known(runs: Region, em: float, known: Sequence[float]) -> _Gutter | None:
    """The gutter of other pages that parts all of these lines, too few to show one of their own."""
    for x in known:
        gutter = _Gutter(x, _NARROWEST * em)
        left = [atom for atom in runs if gutter.side(atom) < 0]
        right = [atom for atom in runs if gutter.side(atom) > 0]
        level = left and right and abs(left[0].baseline - right[0].baseline) <= 1
        few = min(len(_lines(left, em)), len(_lines(right, em))) < FEWEST
        if level and few and len(left) + len(right) == len(runs) and min(a.left for a in right) - x <= _SLACK:
            return gutter
    return None


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
    if len(left) < FEWEST or len(right) < FEWEST:
        return 0
    usual = min(_usual(left), _usual(right))
    narrow = usual < _LETTERS
    if narrow and (usual < _FEWEST_LETTERS or not (_reads_on(left, em) and _reads_on(right, em))):
        return 0
    pairs = 0
    for band in _bands(runs, gutter):
        if band.right and band.left:
            lines = _lines(band.left, em), _lines(band.right, em)
            shared = min(max(each) for each in lines) - max(min(each) for each in lines)
            if shared >= em:
                pairs += min(sum(1 for y in each if _within(y, lines)) for each in lines)
    # Lines that go across must be the few: otherwise a word of every second line begins there by chance.
    many = not narrow and pairs >= 3 * FEWEST
    return pairs if pairs > len(_lines(across, em)) / 2 or many else 0


def _reads_on(runs: Sequence[Atom], em: float) -> bool:
    """True where most lines go on with a small letter: cells of a table begin with a capital or a figure."""
    firsts: list[Atom] = []
    for atom in sorted(runs, key=lambda atom: (-atom.baseline, atom.left)):
        if not firsts or firsts[-1].baseline - atom.baseline > em / 2:
            firsts.append(atom)
    small = sum(1 for atom in firsts if atom.runs[0].text[:1].islower())
    return small > len(firsts) / 2


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
            # What stands left of it on its line is the number of a note, or its first words set wide.
            before = [each for each in held[-1] if each.baseline - atom.baseline <= _LEVEL * atom.size]
            held[-1] = held[-1][: len(held[-1]) - len(before)]
            close()
            single((*before, atom))
    close()
    return tuple(bands)
