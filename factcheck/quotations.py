"""Quotations: where quoted words begin and end, over sentences and paragraphs.

A quotation is one stretch between an opening and a closing mark. A mark left open runs to the end of its paragraph,
and goes on in the next paragraph where that begins with an opening mark (Chicago Manual of Style 17, 13.32).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.document import Span

PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "``": "''", "''": "''"}
ODD = {"“": '"“', '"': "”"}
"""What closes a mark by mistake, where a program turned one of the two and not the other."""
EVEN = frozenset({'"', "''"})
"""Marks that open and close alike."""
_MARK = re.compile("[“”„«»‘\"]|``|''")
LONGEST_SINGLE = 1000
"""Code points. A ‘single’ mark that is not closed within them is an apostrophe."""
LONGEST_ODD = 2000
"""Code points behind a mark of another kind in which the right one is looked for."""
SCARE = 4
"""Words. A shorter quotation is a quoted word or phrase inside somebody's sentence, not speech of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted words. `spans` hold the marks too, one span a paragraph; `closed` where a closing mark stands."""

    spans: tuple[Span, ...]
    words: int
    closed: bool

    @property
    def is_speech(self) -> bool:
        """Long enough to be somebody's sentence rather than a quoted term."""
        return self.words >= SCARE


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The quotations of the text in order; nested ones are part of the outer."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        marks = _in_paragraph(text, paragraph)
        if (
            marks
            and found
            and not found[-1].closed
            and text[paragraph.start] in PAIRS
            and marks[0][0] == paragraph.start
        ):
            span, closed = Span(marks[0][0], marks[0][1]), marks[0][2]
            last = found.pop()
            found.append(Quotation(spans=(*last.spans, span), words=last.words + _words(text, span), closed=closed))
            marks = marks[1:]
        for start, end, closed in marks:
            found.append(Quotation(spans=(Span(start, end),), words=_words(text, Span(start, end)), closed=closed))
    return tuple(found)


def _words(text: str, span: Span) -> int:
    return len(span.slice(text).split())


def _in_paragraph(text: str, paragraph: Span) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of each quotation of one paragraph, marks included."""
    found: list[tuple[int, int, bool]] = []
    at, end = paragraph
    opened, closing = -1, ""
    while next_mark := _MARK.search(text, at, end):
        at, mark = next_mark.start(), next_mark[0]
        if opened < 0:
            if mark in PAIRS and (mark not in EVEN or _opens(text, at, len(mark), paragraph)):
                opened, closing = at, PAIRS[mark]
            elif mark == "‘" and (close := _single(text, at, end)) > 0:
                found.append((at, close, True))
                at = close
                continue
        elif mark == closing and (mark not in EVEN or not _opens(text, at, len(mark), paragraph)):
            found.append((opened, at + len(mark), True))
            opened = -1
        elif mark in ODD.get(text[opened], "") and _closes_instead(text, at, closing, paragraph):
            found.append((opened, at + 1, True))
            opened = -1
        at += len(mark)
    if opened >= 0:
        found.append((opened, end, False))
    return found


def _closes_instead(text: str, at: int, closing: str, paragraph: Span) -> bool:
    """True for a mark of another kind that stands as one that closes, where the right one does not come.

    In “he said "no" twice,” the marks inside have a partner of their own, and 12" is a measure.
    """
    before, after = text[at - 1], text[at + 1 : at + 2]
    if before.isspace() or before.isdigit() or after.isalnum() or _opens(text, at, 1, paragraph):
        return False
    end = min(paragraph.end, at + LONGEST_ODD)
    right = text.find(closing, at + 1, end)
    while right >= 0 and closing in EVEN and _opens(text, right, 1, paragraph):
        right = text.find(closing, right + 1, end)
    return right < 0 or any(_opens(text, mark, 1, paragraph) for mark in _all(text, '“"', at + 1, right))


def _all(text: str, marks: str, start: int, end: int) -> Iterator[int]:
    """Where one of the marks stands."""
    return (at for at in range(start, end) if text[at] in marks)


def _opens(text: str, at: int, length: int, paragraph: Span) -> bool:
    """A straight mark opens where a word follows it and none stands before it."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + length] if at + length < paragraph.end else " "
    return (before.isspace() or before in "([—–-/") and not after.isspace()


def _single(text: str, at: int, end: int) -> int:
    """Where a ‘single’ quotation that opens at `at` ends, 0 where the mark is an apostrophe or never closes."""
    if at and text[at - 1].isalnum():
        return 0
    limit = min(end, at + LONGEST_SINGLE)
    nested = text.find("‘", at + 1, limit)
    closes = [m for m in _marks(text, at + 1, nested if nested > 0 else limit) if _ends_word(text, m, end)]
    if not closes:
        closes = [m for m in _marks(text, at + 1, limit) if _ends_word(text, m, end)]
    close = next((m for m in closes if not _possessive(text, m)), closes[0] if closes else 0)
    return close + 1 if close - at > 1 else 0


def _marks(text: str, start: int, limit: int) -> Iterator[int]:
    at = text.find("’", start, limit)
    while at > 0:
        yield at
        at = text.find("’", at + 1, limit)


def _ends_word(text: str, mark: int, end: int) -> bool:
    return mark + 1 >= end or not text[mark + 1].isalnum()


def _possessive(text: str, mark: int) -> bool:
    """ "the workers’ union": an s before the mark and a word in small letters behind it."""
    return text[mark - 1] in "sS" and text[mark + 1 : mark + 2] == " " and text[mark + 2 : mark + 3].islower()
