"""Quotations: the words an article quotes, and whether a page holds them.

What typesetting changes does not count: the kind of quotation marks and dashes, line breaks, hyphenation, invisible
characters, ligatures, ё for е, the case of a piece's first letter, punctuation. An ellipsis stands for words left out,
brackets for words put in. Anything else, capitals too, makes a near match, and its difference is shown.
"""

import re
from typing import NamedTuple

from factcheck.document import Span
from factcheck.evidence.passages.alignment import Step, align, joined, nearest
from factcheck.evidence.passages.difference import difference
from factcheck.evidence.passages.folding import Folded, first_letter_free, fold
from factcheck.evidence.passages.fragments import Piece, Place, find, pieces_of
from factcheck.evidence.record import Match
from factcheck.quotations import find_quotations

TERM = 2
"""Words. So short a quotation is a term or a distancing mark; it counts only where nothing longer is quoted."""

_OTHER_MARKS = (
    (re.compile("„([^„“”]*)[“”]"), "“{}”"),
    (re.compile("”([^“”„]*)”"), "“{}”"),
    (re.compile("»([^«»]*)«"), "«{}»"),
    (re.compile("‹([^‹›]*)›"), "“{}”"),
    (re.compile("‚([^‚‘’]*)[‘’](?!\\w)"), "“{}”"),
    (re.compile("(?<!\\w)'(?=\\w)([^'\"“”\n]{0,300}(?:'\\w[^'\"“”\n]{0,300}){0,20})'(?!\\w)"), "‘{}’"),
)
"""Marks of other languages and of typewriters, and what they are read as, character for character."""
_UNOPENED = re.compile("^([^“”]*)”")
_UNOPENED_STRAIGHT = re.compile(r'^([^"]*\S)"(?!\w)')
_MARKS = "“”«»„\"`' ‘’‚‹›"


class QuoteMatch(NamedTuple):
    """Whether a page holds a quotation, where (code points of its text, None for no), and for near the difference."""

    match: Match
    span: Span | None
    difference: str = ""


def quoted(text: str) -> tuple[str, ...]:
    """The words that a sentence or claim puts in quotation marks, in order, without the marks.

    A quotation that begins before the sentence or goes on behind it counts as far as the sentence goes. Terms of one or
    two words are left out where something longer is quoted.

    >>> quoted("“We have signed,” he said of the “pact”, “and we will pay.”")
    ('We have signed,', 'and we will pay.')
    """
    for marks, instead in _OTHER_MARKS:
        text = marks.sub(lambda match, to=instead: to.format(match[1]), text)  # type: ignore[misc]
    straight = "“" not in text and text.count('"') % 2 == 1
    opening = _UNOPENED.match(text) or (_UNOPENED_STRAIGHT.match(text) if straight else None)
    if opening:
        text = f"“{opening[1]}”{text[opening.end() :]}"
    found = find_quotations(text, [Span(0, len(text))])
    inside = [" ".join(span.slice(text).strip(_MARKS) for span in quotation.spans).strip() for quotation in found]
    words = [each for each in inside if fold(each).plain]
    long = tuple(each for each in words if len(fold(each).plain) > TERM)
    return long or tuple(words)


def match_quote(quote: str, page: str) -> QuoteMatch:
    r"""Whether the text of a page holds the quoted words; no for a quotation without words.

    >>> match_quote("steady growth … this year", "He saw “steady\u00a0growth of trade, this year”.").match.value
    'yes'
    >>> match_quote("the strong growth of trade", "He saw the steady growth of trade.").difference
    'page: “the [steady] growth of trade”; article: “the [strong] growth of trade”'
    """
    pieces = pieces_of(quote)
    if not pieces:
        return QuoteMatch(Match.NO, None)
    words = fold(page)
    place = find(pieces, words)
    if place is not None and place.exact:
        return QuoteMatch(Match.YES, words.span(place.first, place.end))
    steps = _of_place(pieces, words, place) if place else nearest(pieces, words)
    theirs = [step.theirs for step in steps if step.theirs >= 0]
    if not theirs:
        return QuoteMatch(Match.NO, None)
    span = words.span(min(theirs), max(theirs) + 1)
    if place is not None:
        span = words.span(place.first, place.end)
    shown = [word for piece in pieces for word in piece.shown]
    line = difference(steps, shown.__getitem__, lambda i, j: " ".join(words.span(i, j + 1).slice(page).split()))
    return QuoteMatch(Match.NEAR, span, line)


def _of_place(pieces: tuple[Piece, ...], page: Folded, place: Place) -> tuple[Step, ...]:
    """The alignment of a quotation with a place that differs in capitals alone: words in other capitals differ."""
    plain, gaps = joined(pieces)
    steps, _ = align(plain, gaps, page.plain[place.first : place.end])
    cased = [word for piece in pieces for word in first_letter_free(piece.cased)]
    starts = {sum(len(piece.cased) for piece in pieces[:n]) for n in range(len(pieces))}

    def same(step: Step) -> bool:
        theirs = page.cased[place.first + step.theirs]
        if step.ours in starts:
            theirs = theirs[:1].casefold() + theirs[1:]
        return cased[step.ours] == theirs

    return tuple(
        step._replace(same=step.same and same(step), theirs=step.theirs + place.first if step.theirs >= 0 else -1)
        for step in steps
    )
