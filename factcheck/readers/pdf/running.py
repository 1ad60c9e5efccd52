"""What is printed around the text on page after page, running heads and feet and page numbers: taken out, listed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from factcheck.readers.pdf.lines import body_size
from factcheck.readers.pdf.pages import Page

_OUTERMOST = 4
"""Lines at the top and at the bottom of a page that may be running ones."""
_DRIFT = 4.0
"""Points by which the same running line may stand higher or lower on another page."""
_MARGIN = 0.12
"""Part of the page's height in which a number alone is a page number though no other page proves it."""
_LONGEST = 120
_SHORT_FILE = 6
"""Pages under which two pages with the same line prove it a running one."""
_NUMBERS = 2
_OFF = 1.7
"""Ems between a running line and the text at the least."""
_MASTHEAD = 1.3
"""Parts of the body's size up to which a repeated line is a running one: larger ones are headings, "1 Lakes"."""
_NO_HEADING = 1.05
"""Parts of the body's size up to which a line with the page's number is no heading."""
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:page|p\.|seite|стр\.)?\s*[-–—\[(]?\s*(?P<number>\d{1,4}|[ivxlc]{1,7})\s*[-–—\])]?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Running(NamedTuple):
    """Words that were left out, "" for page numbers alone, and the 1-based pages they stood on."""

    words: str
    pages: tuple[int, ...]


class _Row(NamedTuple):
    """One line across the page, columns or not; `runs` are the places of its runs in the file's stream."""

    page: int
    top: bool
    words: str
    baseline: float
    size: float
    runs: frozenset[int]


def without_running(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Running, ...]]:
    """The pages without their running lines, and what those were, in order of first sight."""
    edges = {(page.number, top): tuple(_edge(page, top=top)) for page in pages for top in (True, False)}
    rows = [row for edge in edges.values() for row in edge]
    body = body_size(run for page in pages for run in page.runs)
    known = _beside_text(_repeated(rows, len(pages), body) | _numbered(rows, body), pages)
    height = {page.number: page.height for page in pages}
    gone: dict[int, set[int]] = defaultdict(set)
    seen: dict[str, list[int]] = defaultdict(list)
    common = Counter(pattern for pattern, _ in {(_pattern(row.words), row.page) for row in known})
    for edge in edges.values():
        for row in _outside(edge, known, common, body, height):
            if not row.runs & gone[row.page]:
                gone[row.page] |= row.runs
                words = "" if _ALONE.fullmatch(row.words) else row.words
                seen[_pattern(words)].append(row.page)
    return (
        tuple(
            page._replace(runs=tuple(run for run in page.runs if run.order not in gone[page.number])) for page in pages
        ),
        tuple(_listed(rows, seen)),
    )


def _outside(
    edge: Sequence[_Row], known: set[_Row], common: Counter[str], body: float, height: dict[int, float]
) -> Sequence[_Row]:
    """The running lines of one edge of a page, from the edge inwards.

    A line of words stands off the text, or on most pages: lists on several pages begin alike, too.
    """
    count = 0
    while count < len(edge) and (
        edge[count] in known or _lonely(edge[count], edge[count + 1 : count + 2], height[edge[0].page])
    ):
        count += 1
    while count:
        last = edge[count - 1]
        off = all(abs(row.baseline - last.baseline) >= _OFF * body for row in edge[count : count + 1])
        frequent = 2 * common[_pattern(last.words)] >= len(height)
        bare = _ALONE.fullmatch(last.words) or _PRINTED.fullmatch(last.words)
        if (off and count < _OUTERMOST) or frequent or bare:
            break
        count -= 1
    return edge[:count]


def _listed(rows: Iterable[_Row], seen: dict[str, list[int]]) -> Iterator[Running]:
    first: dict[str, str] = {}
    for row in rows:
        words = "" if _ALONE.fullmatch(row.words) else row.words
        first.setdefault(_pattern(words), words)
    for pattern, pages in seen.items():
        yield Running(first[pattern], tuple(sorted(dict.fromkeys(pages))))


def _edge(page: Page, *, top: bool) -> Iterator[_Row]:
    """The outermost lines of a page, from the edge inwards."""
    runs = sorted(page.runs, key=lambda run: -run.baseline if top else run.baseline)
    at = count = 0
    while at < len(runs) and count < _OUTERMOST:
        base = runs[at].baseline
        row = [run for run in runs[at:] if abs(run.baseline - base) <= run.size / 3]
        at = next(
            (place for place in range(at, len(runs)) if abs(runs[place].baseline - base) > runs[place].size / 3),
            len(runs),
        )
        count += 1
        words = " ".join(run.text for run in sorted(row, key=lambda run: run.left))
        size = max(run.size for run in row)
        yield _Row(page.number, top, " ".join(words.split()), base, size, frozenset(run.order for run in row))


def _pattern(words: str) -> str:
    return re.sub(r"\d+", "#", words).casefold()


def _repeated(rows: Iterable[_Row], pages: int, body: float) -> set[_Row]:
    """The rows whose words stand at the same height of other pages, whatever their numbers.

    A row of figures is a table's: tables on two pages begin alike.
    """
    needed = 1 if pages < _SHORT_FILE else 2
    alike: dict[tuple[bool, str], list[_Row]] = defaultdict(list)
    for row in rows:
        letters = sum(letter.isalpha() for letter in row.words)
        if len(row.words) <= _LONGEST and letters > 2 and len(re.findall(r"\d+", row.words)) <= _NUMBERS:  # noqa: PLR2004
            alike[row.top, _pattern(row.words)].append(row)
    found: set[_Row] = set()
    for group in alike.values():
        for row in group:
            if len(_beside(row, group)) >= needed and row.size <= _MASTHEAD * body:
                found.add(row)
    return found


def _beside_text(known: set[_Row], pages: Iterable[Page]) -> set[_Row]:
    """The rows without those that are the text: the longest lines of pages on which nothing else stands."""
    rows: dict[int, list[_Row]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for row in known:
        rows[row.page].append(row)
    alone: Counter[str] = Counter()
    for page in pages:
        mine = {row.runs: row for row in rows[page.number]}
        seen.update(_pattern(row.words) for row in mine.values())
        if mine and len(page.runs) == len(frozenset().union(*mine)):
            longest = max(mine.values(), key=lambda row: (len(row.words), row.top))
            if not _ALONE.fullmatch(longest.words):
                alone[_pattern(longest.words)] += 1
    text = {pattern for pattern, number in alone.items() if 2 * number >= seen[pattern]}
    return {row for row in known if _pattern(row.words) not in text}


def _beside(row: _Row, group: Iterable[_Row]) -> set[int]:
    """The other pages on which such a row stands at the same height, as large."""
    return {
        each.page
        for each in group
        if abs(each.baseline - row.baseline) <= _DRIFT and abs(each.size - row.size) <= row.size / 10
    } - {row.page}


def _numbered(rows: Iterable[_Row], body: float) -> set[_Row]:
    """The rows that begin or end with the page's number, as those of other pages do."""
    ahead: dict[tuple[bool, int], list[_Row]] = defaultdict(list)
    for row in rows:
        for number in _numbers(row.words):
            ahead[row.top, number - row.page].append(row)
    found: set[_Row] = set()
    for group in ahead.values():
        for row in group:
            alone = _ALONE.fullmatch(row.words) is not None
            # "1 Introduction" on page 1 and "2 Methods" on page 2 are headings, and larger.
            if len(_beside(row, group)) >= (1 if alone else 2) and (alone or row.size <= _NO_HEADING * body):
                found.add(row)
    return found


def _numbers(words: str) -> set[int]:
    """The numbers that may be the page's: the line itself, or what it begins or ends with."""
    if len(words) > _LONGEST:
        return set()
    alone = _ALONE.fullmatch(words)
    parts = words.split()
    told = [alone["number"]] if alone else [parts[0], parts[-1]] if parts else []
    return {value for each in told if _NUMBER.fullmatch(each) and (value := _value(each))}


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    digits = [_ROMAN[letter] for letter in number.lower()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?: ?[AP]M)?(?: .*)?|(?:https?|file)://\S+ \d+/\d+",
    re.IGNORECASE,
)
"""What browsers print at the top and foot of a page: the moment with the title, the address with the page."""


def _lonely(row: _Row, inner: Sequence[_Row], height: float) -> bool:
    """True for what needs no other page to prove it: a number alone at the very edge, well off the text, and what a
    browser prints around a page.
    """
    if _PRINTED.fullmatch(row.words):
        return True
    alone = _ALONE.fullmatch(row.words)
    if alone is None or not any(letter.isdigit() for letter in row.words):
        return False
    from_edge = height - row.baseline if row.top else row.baseline
    off = all(abs(each.baseline - row.baseline) > 2 * row.size for each in inner)
    return from_edge <= _MARGIN * height and off
