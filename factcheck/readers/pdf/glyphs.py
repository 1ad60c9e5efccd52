"""The letters of a PDF's page with their places, as pdfium finds them.

Places are points (1/72 inch), x to the right, y upwards; text that runs up or down the page is turned to run across.
"""

import ctypes
import math
from array import array
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHEN = 0x02
"""What pdfium 159 gives for a hyphen at the end of a line (`FPDFText_IsHyphen`)."""
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_NO_LETTERS = frozenset([0, 0xFFFE, 0xFFFF])
_LINE_ENDS = frozenset([10, 13])
_FIRST = 32
"""The first code that is no control character's."""
_GAP = 0.9
"""Widths of an em between two letters of one run; justified lines stretch their spaces up to that."""
_BACK = 0.6
_STEP = 0.08
"""Parts of an em that the baseline may wander inside a run."""
_BOLD = 600
_LEVEL = 5
"""Degrees by which a line may be askew."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Run(NamedTuple):
    """Letters in one font on one baseline; `lefts` are where each begins, `order` is its place in the file's stream."""

    text: str
    lefts: "array[float]"
    right: float
    baseline: float
    size: float
    bold: bool
    order: int

    @property
    def left(self) -> float:
        return self.lefts[0]


@cache
def _calls() -> tuple[Any, Any, Any, Any]:
    """The four calls made for each letter, with plain addresses: pypdfium2's own take twice as long to be made."""
    kinds = (
        (pdfium.FPDFText_GetUnicode, ctypes.c_uint, 0),
        (pdfium.FPDFText_GetTextObject, ctypes.c_void_p, 0),
        (pdfium.FPDFText_GetCharBox, ctypes.c_int, 4),
        (pdfium.FPDFText_GetCharOrigin, ctypes.c_int, 2),
    )
    made = (
        ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * places)(
            ctypes.cast(call, ctypes.c_void_p).value or 0
        )
        for call, result, places in kinds
    )
    letter, drawn, box, origin = made
    return letter, drawn, box, origin


class Turned(NamedTuple):
    """A run before the page's own direction is known; `quarter` counts right angles, -1 for any other."""

    run: Run
    quarter: int


class Letters:
    """The letters of one text page, gathered into runs."""

    def __init__(self, raw: Any, box: Box) -> None:  # noqa: ANN401 - pypdfium2 ships no types
        self._raw = raw
        self._text = ctypes.cast(raw, ctypes.c_void_p).value
        self._edges = box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
        self._places = (ctypes.c_double * 6)()
        self._addresses = [ctypes.addressof(self._places) + at * ctypes.sizeof(ctypes.c_double) for at in range(6)]
        self._size, self._bold, self._quarter = 0.0, False, 0
        self._near = 0.0
        self._made: list[Turned] = []
        self._start()

    def _start(self) -> None:
        self._words: list[str] = []
        self._lefts = array("f")
        self._baseline = 0.0
        self._order = self._inked = self._last = 0

    def runs(self, most: int) -> tuple[Turned, ...]:
        """The runs in the order of the file, of no more than so many letters."""
        text, places = self._text, self._places
        get_letter, get_object, _, get_origin = _calls()
        x, y = self._addresses[:2]
        left, bottom, right, top = self._edges
        last = high = 0
        for at in range(min(pdfium.FPDFText_CountChars(self._raw), most)):
            code = get_letter(text, at)
            if not _FIRST <= code < _SURROGATES.start:
                if code in _LINE_ENDS:
                    continue
                if code in _SURROGATES:
                    code, high = _joined(high, code)
                    if high:
                        continue
            drawn = get_object(text, at)
            if not drawn:  # a space that pdfium saw between two words
                if self._words and self._words[-1] != " ":
                    self._add(at, " ", self._lefts[-1])
                continue
            get_origin(text, at, x, y)
            across, up = places[0], places[1]
            # Printers' slugs and what was cut away stand outside the page's edges.
            if not (left <= across <= right and bottom <= up <= top):
                continue
            letters = letter_of(code)
            if drawn != last:
                self._change(at)
                last = drawn
            elif (
                # Nine letters of ten: on the same line, right behind the last one.
                self._quarter == 0
                and up == self._baseline
                and self._words
                and 0 <= across - self._lefts[-1] <= self._near
                and len(letters) == 1
            ):
                self._words.append(letters)
                self._lefts.append(across)
                self._last = at
                if letters != " ":
                    self._inked = at
                continue
            self._set(at, letters, across, up)
        self._close()
        return tuple(self._made)

    def _set(self, at: int, letters: str, x: float, y: float) -> None:
        """One more letter at a place of the page; a new run where it does not go on with the last."""
        if self._quarter > 0:
            x, y = _across(x, y, self._quarter)
        if self._words and self._breaks(x, y):
            self._close()
        if not self._words:
            self._baseline, self._order = y, at
        self._add(at, letters, x)

    def _breaks(self, x: float, y: float) -> bool:
        if self._quarter < 0:
            return False
        size, step = self._size, x - self._lefts[-1]
        if abs(y - self._baseline) > max(_STEP * size, 0.5) or step < -_BACK * size:
            return True
        # The letter's own width is asked for only where the step may hold more than that.
        return step > _GAP * size and x - self._end(self._last) > _GAP * size

    def _end(self, at: int) -> float:
        """Where a letter's box ends in the direction of the text."""
        _calls()[2](self._text, at, *self._addresses[2:])
        left, right, bottom, top = self._places[2:6]
        if self._quarter <= 0:
            return right
        return max(_across(*corner, self._quarter)[0] for corner in ((right, top), (left, bottom)))

    def _change(self, at: int) -> None:
        """Another text object: its size, weight and angle; a new run where one of them is another."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, at, ctypes.byref(matrix))
        size = round(pdfium.FPDFText_GetFontSize(self._raw, at) * math.hypot(matrix.c, matrix.d), 2) or 1.0
        flags = ctypes.c_int()
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._raw, at, name, 128, ctypes.byref(flags))
        bold = pdfium.FPDFText_GetFontWeight(self._raw, at) >= _BOLD or _is_bold(name.value)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        quarter = round(angle / 90) % 4
        if abs(angle - 90 * round(angle / 90)) > _LEVEL:
            quarter = -1
        if (size, bold, quarter) != (self._size, self._bold, self._quarter):
            self._close()
        self._size, self._bold, self._quarter = size, bold, quarter
        self._near = _GAP * size

    def _add(self, at: int, letters: str, x: float) -> None:
        for letter in letters:
            self._words.append(letter)
            self._lefts.append(x)
        self._last = at
        if letters != " ":
            self._inked = at

    def _close(self) -> None:
        text = "".join(self._words)
        if text.strip():
            lead = len(text) - len(text.lstrip())
            text = text.strip()
            lefts = self._lefts[lead : lead + len(text)]
            run = Run(text, lefts, self._end(self._inked), self._baseline, self._size, self._bold, self._order)
            self._made.append(Turned(run, self._quarter))
        self._start()


def _joined(high: int, code: int) -> tuple[int, int]:
    """The code point of two halves, and the half that still waits for its second."""
    if code < 0xDC00:  # noqa: PLR2004 - the first half
        return 0, code
    return (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0), 0


@cache
def letter_of(code: int) -> str:
    """The letter or letters of a code point of pdfium's; U+FFFD for one that has no meaning outside the file's font.

    >>> letter_of(0xFB01), letter_of(0xA0), letter_of(0xE001)
    ('fi', ' ', '�')
    """
    if code == _HYPHEN:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _NO_LETTERS or 0xE000 <= code <= 0xF8FF:  # noqa: PLR2004 - the private use area
        return _UNKNOWN
    letter = chr(code)
    if letter.isspace():
        return " "
    return letter if code > 31 else _UNKNOWN  # noqa: PLR2004 - control characters


def _is_bold(font: bytes) -> bool:
    name = font.lower()
    return b"bold" in name or b"black" in name or b"heavy" in name


def _across(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A place after the page is turned so that text of this direction runs across."""
    if quarter == 1:
        return y, -x
    if quarter == 2:  # noqa: PLR2004 - upside down
        return -x, -y
    return (-y, x) if quarter == 3 else (x, y)  # noqa: PLR2004 - running down


def direction(runs: tuple[Turned, ...]) -> int:
    """The direction of most letters."""
    letters: Counter[int] = Counter()
    for run, quarter in runs:
        letters[quarter] += len(run.text)
    return max(letters, key=lambda quarter: (letters[quarter], -quarter), default=0)


def upright(runs: tuple[Turned, ...]) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """The runs in the page's own direction, and the words of the others."""
    own = direction(runs)
    if own < 0:
        return (), tuple(run.text for run, _ in runs)
    return (
        tuple(run for run, quarter in runs if quarter == own),
        tuple(run.text for run, quarter in runs if quarter != own),
    )
