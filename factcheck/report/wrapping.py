"""Text cut into lines of a width counted in columns, as a terminal shows it."""

import re
import unicodedata
from collections.abc import Iterator

_SPECIAL = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1100-\u115f\u200b-\u200f\u2e80-\uffef]|[^\u0000-\uffff]"
)
"""Characters that may take two columns or none; a text without any has as many columns as code points."""


def columns(text: str) -> int:
    r"""How many columns the text takes: two for wide characters (UAX 11), none for marks on the letter before.

    >>> columns("Ganci"), columns("東京"), columns("e\u0301")
    (5, 4, 1)
    """
    if text.isascii() or not _SPECIAL.search(text):
        return len(text)
    return sum(_column(char) for char in text)


def _column(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    """The text in lines of at most `width` columns, `first` before the first and `rest` before the others.

    Cuts at spaces only, so that a link stays whole: a word wider than a line stands alone on it. The text holds
    single spaces; joined again by a space, the lines without what stands before them are the text.
    """
    if not text.isascii() and _SPECIAL.search(text):
        yield from _wrap_wide(text, width, first, rest)
        return
    before, start = first, 0
    while True:
        room = max(1, width - len(before))
        if len(text) - start <= room:
            yield before + text[start:]
            return
        cut = text.rfind(" ", start, start + room + 1)
        if cut < 0 and (cut := text.find(" ", start)) < 0:
            yield before + text[start:]
            return
        yield before + text[start:cut]
        before, start = rest, cut + 1


def _wrap_wide(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    before, line, used = first, "", 0
    for word in text.split(" "):
        wide = columns(word)
        if line and used + 1 + wide > max(1, width - len(before)):
            yield before + line
            before, line, used = rest, word, wide
        else:
            used += wide + 1 if line else wide
            line = f"{line} {word}" if line else word
    yield before + line
