"""A quotation as it is looked for: its words in unbroken pieces, and what may stand between them on the page."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.evidence.passages.folding import Folded, first_letter_free, fold

ELLIPSIS_WORDS = 60
"""Words of the page that an ellipsis may stand for."""
BRACKET_WORDS = 6
"""Words of the page that words in brackets may stand for."""
MOST_PLACES = 2000
"""Places of one piece on a page that are looked at."""

_BROKEN = re.compile(
    r"""(?P<ellipsis>\[\s*(?:\.\s*){2,4}\]|\[\s*…\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|(?:\.[ \u00a0]){2,}\.|…)
    |\[(?P<initial>[^\W\d_])\](?=[^\W_])          # [T]he
    |(?P<ending>(?<=[^\W_])\[[^\W_]{0,10}\])      # agree[d]
    |(?P<bracket>\[[^\[\]]{0,200}\])              # [the] agreement
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """Words that follow each other; `shown` is how they are written in the quotation.

    `gap` words of the page at most stand between them and the piece before.

    `open_end` where the last word may go on: "agree[d]" stands for "agreed", "agrees" or "agree".
    """

    cased: tuple[str, ...]
    plain: tuple[str, ...]
    shown: tuple[str, ...]
    gap: int
    open_end: bool


def pieces_of(quote: str) -> tuple[Piece, ...]:
    """The pieces of a quotation in order; () where it holds no word.

    >>> [(piece.plain, piece.gap) for piece in pieces_of("[W]e sign ... [the] agreement")]
    [(('we', 'sign'), 0), (('agreement',), 66)]
    """
    found: list[Piece] = []
    text, gap, at = "", 0, 0
    for match in (*_BROKEN.finditer(quote), None):
        text += quote[at : match.start() if match else len(quote)]
        if match and match["initial"]:
            text += match["initial"]
        else:
            words = fold(text)
            if words.plain:
                shown = tuple(" ".join(text[start:end].split()) for start, end in words.spans)
                found.append(Piece(words.cased, words.plain, shown, gap, bool(match and match["ending"])))
                gap = 0
            text = ""
            if match and not match["ending"]:
                gap += ELLIPSIS_WORDS if match["ellipsis"] else BRACKET_WORDS
        at = match.end() if match else at
    return tuple(found)


class Place(NamedTuple):
    """Words `first` up to `end`, exclusive, of a page; `exact` where they have the same capitals, too."""

    first: int
    end: int
    exact: bool


def find(pieces: Sequence[Piece], page: Folded) -> Place | None:
    """The first place where a page holds all pieces in order, one with the same capitals before others; else None."""
    chains = _chains([_places(piece, page) for piece in pieces], pieces)
    best: Place | None = None
    for chain in chains:
        exact = all(_same_case(piece, page, start) for piece, (start, _) in zip(pieces, chain, strict=True))
        if exact or best is None:
            best = Place(chain[0][0], chain[-1][1], exact)
        if exact:
            break
    return best


def _places(piece: Piece, page: Folded) -> list[tuple[int, int]]:
    """(first, end) of the places of one piece, in order."""
    wanted = f" {' '.join(piece.plain)}{'' if piece.open_end else ' '}"
    found: list[tuple[int, int]] = []
    at = page.line.find(wanted)
    while at >= 0 and len(found) < MOST_PLACES:
        first = page.word_at(at + 1)
        found.append((first, first + len(piece.plain)))
        at = page.line.find(wanted, at + 1)
    return found


def _chains(places: Sequence[list[tuple[int, int]]], pieces: Sequence[Piece]) -> list[list[tuple[int, int]]]:
    """For each place of the first piece from which all others follow within their gaps, the nearest such places."""
    tails: list[list[tuple[int, int]]] = [[place] for place in places[-1]] if places else []
    for here, piece in zip(reversed(places[:-1]), reversed(pieces[1:]), strict=True):
        starts = [tail[0][0] for tail in tails]
        longer = []
        for place in here:
            following = bisect_left(starts, place[1])
            if following < len(starts) and starts[following] <= place[1] + piece.gap:
                longer.append([place, *tails[following]])
        tails = longer
    return tails


def _same_case(piece: Piece, page: Folded, first: int) -> bool:
    wanted = first_letter_free(piece.cased)
    shown = first_letter_free(page.cased[first : first + len(wanted)])
    return shown[:-1] == wanted[:-1] and (shown[-1].startswith(wanted[-1]) if piece.open_end else shown == wanted)
