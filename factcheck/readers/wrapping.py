"""Lines of plain text, and which of them continue each other.

A text is hard-wrapped where its lines were broken to fit a width, not where a paragraph ends. A break that falls inside
a sentence is never taken for the end of a block.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

_BREAK = re.compile(r"\r*\n|\r|\u2028|\u2029|\x0b")
_FINAL = re.compile(r"(?:[.!?…:;]|\.\s?_)[\"”’'»)\]*_]*$")
_BULLET = re.compile(r"(?:[•‣◦▪●○·⁃]|[*+–—-](?=\s))\s*(?=\S)")
_NUMBERED = re.compile(r"\(?(?:(\d{1,3})|[a-zA-Z]|[ivxIVX]{1,5})\)\s+(?=\S)|(\d{1,3})\.\s+(?=\S)")
_DANGLING = re.compile(
    r"(?:[,(\[“‘/&]|\b(?:a|an|the|this|these|those|such|no|every|each|some|any|of|to|in|on|at|by|for|from|with|without|within"
    r"|into|over|under|between|against|among|about|across|after|before|during|since|through|toward|towards|until|and|or|nor|but"
    r"|as|that|than|if|when|while|where|because|though|although|who|which|whose|whether|my|your|its|his|her|our|their|he|she"
    r"|they|we|is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|not|said"
    r"|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|Prof|St|No)\.?)$"
)
NARROWEST, WIDEST = 30, 110
"""Columns between which a text counts as wrapped: a newspaper column, and a wide terminal."""
CONTINUED = 0.4
"""Share of line breaks inside sentences with a small letter after or a word like "the" before them; prose has 0.8."""


class Line(NamedTuple):
    """A line that holds text: half-open offsets without white space at its ends, 1-based number, columns of indent.

    `gap` is true where a blank line, or the beginning of the text, stands before it.
    """

    start: int
    end: int
    number: int
    indent: int
    gap: bool
    text: str


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of the text that are not blank, in order."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    at, number, gap = 0, 1, True
    for end, after in _ends(text):
        raw = text[at:end]
        words = raw.strip()
        if words:
            lead = len(raw) - len(raw.lstrip())
            yield Line(at + lead, at + lead + len(words), number, len(raw[:lead].expandtabs(4)), gap, words)
        gap = not words
        number += text[end:after].startswith(("\r", "\n"))
        at = after


def _ends(text: str) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text):
        yield found.span()
    yield len(text), len(text)


def is_bullet(line: str) -> bool:
    """True where the line begins with the mark or number of a list item."""
    return bool(_BULLET.match(line) or _NUMBERED.match(line))


def ends_sentence(line: str) -> bool:
    """True where the last mark of the line may end a sentence or announce what follows."""
    return bool(_FINAL.search(line))


def _small(line: Line) -> bool:
    return line.text[:1].islower()


def wrap_width(lines: Sequence[Line]) -> int:
    """The width the lines were wrapped to, in characters; 0 where they were not."""
    inside = [
        (line, after)
        for line, after in itertools.pairwise(lines)
        if not after.gap and not ends_sentence(line.text) and (after.text[0].isalpha() or _DANGLING.search(line.text))
    ]
    before = [line for line, after in inside if _small(after) or _DANGLING.search(line.text)]
    if not inside or len(before) < CONTINUED * len(inside):
        return 0
    width = int(median(len(line.text) + line.indent for line in before))
    return width if NARROWEST <= width <= WIDEST else 0


def chunks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines between blank lines."""
    start = 0
    for at, line in enumerate(lines):
        if line.gap and at > start:
            yield lines[start:at]
            start = at
    if lines:
        yield lines[start:]


def continues(line: Line, after: Line, width: int) -> bool:
    """True where `after` goes on with the paragraph of `line`; `width` is what `wrap_width` found for them."""
    if _begins_item(line, after, width):
        return False
    if not ends_sentence(line.text) and (
        _small(after) or (_DANGLING.search(line.text) and len(line.text) >= NARROWEST)
    ):
        return True
    if not width:
        return False
    if after.indent > line.indent and ends_sentence(line.text) and not is_bullet(line.text):
        return False
    first = after.text.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(first) > width - 2


def _begins_item(line: Line, after: Line, width: int) -> bool:
    """True where `after` is an item of a list, and not a wrapped line that happens to begin with a dash or a figure."""
    if not is_bullet(after.text):
        return False
    if is_bullet(line.text) or ends_sentence(line.text):
        return True
    if after.text[0] in "*+–—-":
        return not width or len(line.text) < width // 2
    if after.text[0] == "(":
        # "(D) appoints", "(1) count of": a bracket that the wrapping brought to the front.
        return False
    numbered = _NUMBERED.match(after.text)
    return numbered is None or (numbered[1] or numbered[2] or "1") == "1"
