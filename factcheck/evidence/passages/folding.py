"""Words of a text as they are compared when a quotation is looked for: what typesetting does to them taken off.

Left out are marks between words, apostrophes, hyphens inside words, soft and line-end hyphens, invisible characters and
reference markers ("[3]"); ligatures and other compatibility characters become plain letters, ё becomes е. Kept are
letters, figures and the signs that change what is said: percent, currency, section, a decimal point.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from factcheck.document import Span

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_ACCENTS = "\u0300-\u034e\u0350-\u036f\u0483-\u0489"
_LETTER = f"(?:[^\\W_]|[{_UNSEEN}{_ACCENTS}])"
_BREAK = r"[ \t]*\r?\n[ \t]*"
_TOKEN = re.compile(
    rf"""\[\d{{1,3}}\](?!\w)                          # a reference marker
    |(?P<word>
      (?:[^\W\d_]\.)+[^\W\d_](?!{_LETTER})\.?         # U.S.
      |[^\W_]{_LETTER}*(?:(?:
          ['’‘ʼ´`]                                    # don't
          |[-‐‑](?:{_BREAK})?                         # well-known, and govern- at the end of a line
          |(?<=\u00ad){_BREAK}
          |(?<=\d)[.,–](?=\d)
        ){_LETTER}+)*
      |[%‰$€£¥₽₸₴§°]
    )""",
    re.VERBOSE,
)
_LEFT_OUT = re.compile(rf"['’‘ʼ´`\s{_UNSEEN}]|(?<!\d)[-‐‑]|[-‐‑](?!\d)|,(?=\d{{3}}(?!\d))|(?<=\D)\.|\.(?!\d)")
_PLAIN = str.maketrans("‐‑–´", "---'")
"""Before compatibility characters are replaced: an acute accent for an apostrophe would become a blank."""
_YO = str.maketrans("ёЁ", "еЕ")
KEPT_WORDS = 1 << 15
KEPT_TEXTS = 32
"""Texts whose words are kept at hand, since one page is read for many claims."""
LONG_TEXT = 100_000
"""Code points above which a text counts as long: of these only the last few are kept."""


class Folded(NamedTuple):
    """The words of a text in order: as written, without regard to case, and their places in the text.

    `line` is the words of `plain` with a blank around each, for searching; `offsets` where each begins in it.
    """

    cased: tuple[str, ...]
    plain: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    line: str
    offsets: tuple[int, ...]

    def word_at(self, offset: int) -> int:
        """The index of the word that an offset of `line` lies in."""
        return bisect_right(self.offsets, offset) - 1

    def span(self, first: int, end: int) -> Span:
        """The code points of the text from word `first` up to word `end`, exclusive."""
        return Span(self.spans[first][0], self.spans[end - 1][1])


def fold(text: str) -> Folded:
    r"""The words of a text with their places in it.

    >>> fold("The “well-\nknown” ﬁrm’s 1,500 workers, 5%").plain
    ('the', 'wellknown', 'firms', '1500', 'workers', '5', '%')
    """
    return _kept(text) if len(text) <= LONG_TEXT else _kept_long(text)


def _folded_text(text: str) -> Folded:
    found = [match for match in _TOKEN.finditer(text) if match.lastgroup]
    cased = tuple(_folded(match[0]) for match in found)
    plain = tuple(word.casefold() for word in cased)
    offsets = tuple(accumulate((len(word) + 1 for word in plain), initial=1))[: len(plain)]
    spans = tuple(match.span() for match in found)
    return Folded(cased, plain, spans, f" {' '.join(plain)} ", offsets)


_kept = lru_cache(maxsize=KEPT_TEXTS)(_folded_text)
_kept_long = lru_cache(maxsize=2)(_folded_text)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared, case left as it is, but for that of the very first letter.

    >>> words_of("The bases") == words_of("“the bases.”")
    True
    """
    return first_letter_free(fold(text).cased)


def first_letter_free(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the first letter of the first made small: a quotation begins as its sentence needs it."""
    return (words[0][:1].casefold() + words[0][1:], *words[1:]) if words else ()


@lru_cache(maxsize=KEPT_WORDS)
def _folded(token: str) -> str:
    """A word without what typesetting adds; the token itself where nothing else is left."""
    seen = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", token).translate(_PLAIN))
    return _LEFT_OUT.sub("", seen).translate(_YO) or token
