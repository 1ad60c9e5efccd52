"""The passages of a page that bear on a claim, and how much.

A passage bears on a claim where it shares enough of the claim's words: names and figures weigh double, and two words
at least must be shared that are no part of a date, since the day stands on every page of the day. Who says it and the
verb of saying help, and are not enough: a speaker says much else. Of a passage in another alphabet only names and
figures can be compared. On a page of another subject nothing bears.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.document import Span
from factcheck.evidence.passages.cutting import split_passages
from factcheck.evidence.passages.folding import fold
from factcheck.evidence.passages.quote import QuoteMatch, match_quote, quoted
from factcheck.evidence.passages.restating import restates
from factcheck.evidence.record import Match
from factcheck.quotations import SCARE
from factcheck.ranking import BESIDE, Overlap, overlap, ranked
from factcheck.row import Row
from factcheck.transliteration import is_cyrillic

__all__ = ["Bearing", "bearing", "row_bearing", "split_passages", "word_score"]

MOST = 3
"""Passages shown of one page."""
NAME = 2.0
"""What a name or figure weighs beside another word."""
LEAST_SHARE = 0.25
"""Share of the claim's weight from which on a passage bears on it.

On WiCE (development half) 88 of 100 claims find a passage on the page they cite, 2 of 100 one on a page drawn by lot.
With "Mr Paul Granger said that" before the claim and a sentence of his about the harvest on the page drawn by lot: 81
and 1 with his name and the verb apart, 69 and 78 without.
"""
LEAST_WORDS = 2
"""Words that must be shared, dates apart."""
LOOKED_AT = 12
"""Passages, the best first, among which those shown are chosen."""
QUOTED = {Match.YES: 1.0, Match.NEAR: 0.5, Match.NO: 0.0}
"""What quoted speech on the page adds to its score."""
LONGEST_QUOTED = 1000
"""Code points of the passages shown as one where a quotation runs over several."""
SHORT_NAME = 4
"""Letters. A shorter name, mostly an abbreviation, is another one in another language."""

_DATE = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:1[5-9]|20)\d\d|[12]?\d|3[01])\Z",
    re.IGNORECASE,
)
_CYRILLIC_LETTERS = re.compile("[\u0400-\u052f]")


class Bearing(NamedTuple):
    """What a page holds of a claim.

    `passages` are spans of the page's text, the best first, at most three, () where nothing bears on the claim.
    `score` is comparable across pages for one claim, 0 where nothing bears: the share of the claim's weight that the
    best passage and its neighbours hold (0 to 1), and 1 more where the page holds speech that the claim quotes, half
    where it nearly does. `quote` is the worst match of the claim's quotations, None where it quotes nothing.
    `restates` where a passage merely repeats the article's own words.
    """

    passages: tuple[Span, ...]
    score: float
    quote: QuoteMatch | None
    restates: bool


def bearing(claim: str, verbatim: str, page: str, *, apart: str = "") -> Bearing:
    r"""What the text of a page holds of a claim.

    `claim` is the claim as it stands alone, `verbatim` the article's own words, which hold the quotation marks; where
    these hold none the claim's do. A passage that holds quoted speech comes first. `apart` is who says it and the verb
    of saying: a passage must hold enough of the claim's other words too, where there are any.

    >>> page = "Weather: rain.\n\nBishkek said it had ratified the agreement. Nobody from Minsk came to the talks."
    >>> bears = bearing("Bishkek ratified the agreement.", "Bishkek ratified the agreement", page)
    >>> [span.slice(page) for span in bears.passages]
    ['Bishkek said it had ratified the agreement.']
    """
    spans = _passages(page)
    texts = [span.slice(page) for span in spans]
    shared = overlap(claim, texts)
    weights = _Weights(shared, foreign_to=claim, apart=overlap(claim, [apart]).held[0] if apart else frozenset())
    order = [at for at in ranked(shared)[:LOOKED_AT] if weights.bears(at, texts[at])]
    score = max((weights.share(at) for at in order), default=0.0)
    found = [spans[at] for at in order]
    quotes = quotes_of(claim, verbatim)
    matches = [match_quote(quote, page) for quote in quotes]
    speech = [match for quote, match in zip(quotes, matches, strict=True) if len(fold(quote).plain) >= SCARE]
    if speech:
        score += min(QUOTED[match.match] for match in speech)
        found = [*_holding(speech, spans), *found]
    shown = _disjoint(found)[:MOST]
    # A sentence from the middle of a quotation has no marks of its own; the claim's wording has them.
    own = verbatim if verbatim and (quoted(verbatim) or not quotes) else claim
    return Bearing(
        shown,
        score,
        min(matches, key=lambda match: QUOTED[match.match]) if matches else None,
        restates=any(restates(own, span.slice(page)) for span in shown),
    )


def row_bearing(row: Row, page: str) -> Bearing:
    """What the text of a page holds of a row's claim: its source and the verb of saying alone are not enough."""
    return bearing(row.claim, row.verbatim, page, apart=f"{row.source} {row.source_role} {row.cue}")


def word_score(claim: str, words: str) -> float:
    """How much of a claim stands in the words of an address or title: names and figures count double, dates single.

    0 where nothing does. Hyphens, underscores, slashes and full stops part words; capitals do not matter, and a Russian
    name in Latin letters counts as the claim spells it or not.

    >>> word_score("Nazarbayev met Rice.", "/news/2005/nazarbaev-vstretilsya.html")
    2.0
    """
    shown = re.sub(r"[\W_]+", " ", words)
    shared = overlap(claim, [f"{shown} {shown.title()}"])
    return sum(_weight(shared.words[at]) for at in sorted(shared.held[0]))


def quotes_of(claim: str, verbatim: str) -> tuple[str, ...]:
    """What a claim quotes: by the marks of the article's words, else by its own.

    Where the claim leaves out words of the article's quotation, an ellipsis stands for them.

    >>> quotes_of("[He] said: “Look at Korea.”", "Look at [...] Korea [...] he said")
    ('Look at [...] Korea',)
    """
    quotes = quoted(verbatim)
    if quotes:
        return quotes
    return tuple(_with_gaps(quote, verbatim) for quote in quoted(claim))


def _with_gaps(quote: str, verbatim: str) -> str:
    """The quotation as it stands in the article's words, gaps and all; as it is where these do not hold it so."""
    words, article = fold(quote), fold(verbatim)
    at = article.line.find(words.line)
    if at < 0:
        return quote
    first = article.word_at(at + 1)
    return article.span(first, first + len(words.plain)).slice(verbatim)


class _Weights:
    """How much of a claim's weight each passage holds."""

    def __init__(self, shared: Overlap, *, foreign_to: str, apart: frozenset[int]) -> None:
        self._held = shared.held
        self._weight = [_weight(word) for word in shared.words]
        self._all = frozenset(range(len(shared.words)))
        self._undated = frozenset(at for at, word in enumerate(shared.words) if not _DATE.match(word))
        self._crossing = frozenset(at for at, word in enumerate(shared.words) if _crosses(word))
        self._apart = apart
        self._latin = not is_cyrillic(foreign_to)

    def share(self, at: int) -> float:
        """The share of the claim's weight that a passage holds, words of its neighbours counting in part."""
        return self._sum(at, self._all) / (self._total(self._all) or 1.0)

    def bears(self, at: int, passage: str) -> bool:
        """True where a passage shares enough of the claim, and of what is claimed beside who says it."""
        foreign = self._latin and _mostly_cyrillic(passage)
        # Where nothing else can be compared, who says it must do.
        content = self._crossing if foreign else self._undated
        counted = self._all - self._apart if content - self._apart else self._all
        held = self._held[at]
        told = held & self._undated
        if foreign:
            least = LEAST_SHARE * self._total(self._crossing & counted)
            around = held | self._near(at)
            return bool(told & counted) and len(around) >= LEAST_WORDS and self._sum(at, counted) >= least
        enough = len(told) >= LEAST_WORDS and len(told & counted) >= min(LEAST_WORDS, len(content & counted))
        return enough and self._sum(at, counted) >= LEAST_SHARE * self._total(counted)

    def _near(self, at: int) -> frozenset[int]:
        return frozenset().union(*self._held[max(0, at - 1) : at + 2]) - self._held[at]

    def _sum(self, at: int, words: frozenset[int]) -> float:
        return self._total(self._held[at] & words) + BESIDE * self._total(self._near(at) & words)

    def _total(self, words: frozenset[int]) -> float:
        return sum(self._weight[word] for word in sorted(words))


def _weight(word: str) -> float:
    if _DATE.match(word):
        return 1.0
    return NAME if word[0].isdigit() or word[0].isupper() else 1.0


def _crosses(word: str) -> bool:
    """True for what is the same in another alphabet: a figure, a name that is no abbreviation."""
    return word[0].isdigit() or (word[0].isupper() and len(word) >= SHORT_NAME and not _DATE.match(word))


def _mostly_cyrillic(passage: str) -> bool:
    return 2 * len(_CYRILLIC_LETTERS.findall(passage)) > sum(map(str.isalpha, passage))


def _holding(matches: Sequence[QuoteMatch], spans: Sequence[Span]) -> list[Span]:
    """The passages that hold quoted words, as one where a quotation runs over several and that is not too long."""
    found = []
    for match in matches:
        holding = [span for span in spans if match.span is not None and span.overlaps(match.span)]
        if holding:
            whole = Span(holding[0].start, holding[-1].end)
            found.append(whole if whole.end - whole.start <= LONGEST_QUOTED else holding[0])
    return found


def _disjoint(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that overlap none before them, in the order given."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return tuple(kept)


_passages = lru_cache(maxsize=32)(split_passages)
"""The passages of the last pages: one page is read for many claims."""
