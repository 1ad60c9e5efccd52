"""A quotation mark that opens and never closes, or closes what never opened.

Nobody can tell where the quoted words end, and so whose they are. A quotation of several paragraphs opens each of them
anew and closes in the last alone: that is as it should be, and so is one that only opens in the first. Marks of inches
and minutes, and apostrophes, are none. A mark turned the wrong way, or straight where its partner is curly, is pointed
out once.

Fires:
    “We will not leave this base, the general told reporters. He left the next day.

Silent:
    “We will not leave this base,” the general told reporters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.document import Span
from factcheck.quotations import PAIRS

CODE = "unbalanced-quotation-marks"
LEVEL = Level.WARNING
HINT = "Mark where the quoted words begin and where they end."
LONGEST_WORD = 60
WORDS = 6
"""Words beside the mark that are shown."""
FURTHEST = 5
"""Paragraphs without any mark that a quotation may run over."""
_MARK = re.compile(r"[“”„«»\"]|``|''")
_WORD = re.compile(r"\s*\w+")
_HEIGHT = re.compile(r"\d['’]\d\d?[\"”]\Z")
"""6’2” tall"""
_TAG_OR_MARK = re.compile(rf"</?[a-zA-Z][^<>]*>|{_MARK.pattern}")
_INVERSE = {**PAIRS, "»": "«"}
_SWEDISH = {**PAIRS, "”": "”"}


@dataclass(slots=True)
class _Marks:
    """The marks of a paragraph that have no partner in it, and the first that has an odd one."""

    opened: list[Span] = field(default_factory=list)
    stray: list[Span] = field(default_factory=list)
    odd: Span | None = None
    any: bool = False


def find(subject: Subject) -> Iterator[Hit]:
    """The marks, in order of the text; of each paragraph the first of each kind."""
    if subject.article is None:
        return
    text, paragraphs = subject.text, subject.article.document.paragraphs
    pairs = _pairs(text)
    pending, distance, odd = None, 0, None
    for paragraph in paragraphs:
        marks = _unpaired(text, paragraph, pairs)
        odd = odd or marks.odd
        distance += 1
        if pending:
            if marks.stray and not _MARK.match(text, paragraph.start):
                del marks.stray[0]
                pending = None
            elif _MARK.match(text, paragraph.start):
                pending = None
            elif marks.any or distance > FURTHEST:
                yield _open(text, pending)
                pending = None
        if marks.stray:
            yield _stray(text, marks.stray[0], paragraph)
        if len(marks.opened) > 1:
            yield _open(text, marks.opened[0])
        if marks.opened:
            pending, distance = marks.opened[-1], 0
    if pending:
        yield _open(text, pending)
    if odd:
        mark = odd.slice(text)
        yield Hit(
            f"closed by another mark than opened it: {_before(text, odd, 0)}",
            f"Use the partner of the mark that opened, not {mark}.",
            odd,
        )


def _pairs(text: str) -> Mapping[str, str]:
    """What closes what: »so« in some languages, ”so” in others."""
    first = re.search("[“„”«»]", text)
    if first is None or first[0] not in "»”" or not _place(text, Span(*first.span()), Span(0, len(text)))[0]:
        return PAIRS
    return _INVERSE if first[0] == "»" else _SWEDISH


def _unpaired(text: str, paragraph: Span, pairs: Mapping[str, str]) -> _Marks:
    found = _Marks()
    for match in _TAG_OR_MARK.finditer(text, *paragraph):
        span, mark = Span(*match.span()), match[0]
        if mark[0] == "<" or _HEIGHT.search(text, max(paragraph.start, span.start - 5), span.end):
            continue
        found.any = True
        top = found.opened[-1].slice(text) if found.opened else ""
        opens, closes = _place(text, span, paragraph)
        if top and _closes(top, mark, pairs) and not (opens and mark == '"'):
            found.opened.pop()
        elif mark == '"' and text[span.start - 1 : span.start].isdigit() and not top:
            continue  # 6" wide
        elif top and closes and mark in '"“”':
            found.odd = found.odd or span
            found.opened.pop()
        elif mark in pairs and mark != "''" and not (closes and mark == '"'):
            found.opened.append(span)
        elif mark != "''":
            found.stray.append(span)
    return found


def _closes(opening: str, mark: str, pairs: Mapping[str, str]) -> bool:
    return mark == pairs.get(opening) or (opening == "„" and mark == "”") or (opening == "``" and mark == '"')


def _place(text: str, mark: Span, paragraph: Span) -> tuple[bool, bool]:
    """Whether a mark stands as one that opens, and as one that closes: before a word, or behind one."""
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    opens = not after.isspace() and after not in ".,;:!?)]—–’”<" and (before.isspace() or before in "([—–-/‘'“\"")
    return opens, not opens and not before.isspace()


def _open(text: str, mark: Span) -> Hit:
    words = text[mark.start : mark.start + 40 * WORDS].split("\n", 1)[0].split(maxsplit=WORDS)
    shown = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
    beside = _WORD.match(text, mark.end)
    return Hit(f"opens and does not close: {shown}", HINT, Span(mark.start, beside.end() if beside else mark.end))


def _stray(text: str, mark: Span, paragraph: Span) -> Hit:
    start = max(paragraph.start, mark.start - LONGEST_WORD)
    words = text[start : mark.start].split()
    span = Span(text.rindex(words[-1], start, mark.start), mark.end) if words else mark
    return Hit(f"closes what did not open: {_before(text, mark, paragraph.start)}", HINT, span)


def _before(text: str, mark: Span, start: int) -> str:
    words = text[max(start, mark.end - 40 * WORDS) : mark.end].rsplit("\n", 1)[-1].rsplit(maxsplit=WORDS)
    return ("… " if len(words) > WORDS else "") + " ".join(words[-WORDS:])
