"""The same digits with another magnitude: million for billion, or noughts too many.

"$4.5 billion" at the top and "$4.5 million" further down are one figure, and one of the two is wrong by a thousand. The
check looks through the article, and compares each claim with the passage that the reviewer quoted as its proof, where
a single nought counts as well.

Fires:
    The pipeline will cost $4.5 billion. Work begins in May.

    Nobody has said who pays the $4.5 million for the pipeline.

Fires:
    The pipeline cost $45 million.
    s1a: evidence_quote=The pipeline cost forty-five billion dollars ($45 billion) in all

Silent:
    The pipeline will cost $4.5 billion. The city spent $4.5 million on a new bus station.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.checks.figures import Figure, Unit, figures_in, figures_of
from factcheck.checks.finding import Hit, Level, Subject

CODE = "magnitude-slip"
LEVEL = Level.WARNING
HINT = "Look at the source for the magnitude."
TELLING = 2
"""Significant digits that two figures do not share by chance."""
_THOUSAND = 1000
NEAR = 60
"""Code points on either side of a figure whose words tell what it is about."""
_COST = re.compile(r"\bcosts?\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLAIN = frozenset({
    "about", "according", "after", "all", "almost", "already", "and", "another", "any", "are", "around", "because",
    "been", "before", "being", "between", "billion", "but", "can", "cost", "costs", "could", "did", "dollars",
    "during", "each", "euros", "every", "for", "from", "got", "had", "has", "have", "having", "her", "him", "his",
    "how", "into", "its", "less", "may", "million", "money", "more", "most", "much", "nearly", "new", "not", "now",
    "one", "only", "other", "our", "out", "over", "people", "per", "percent", "pounds", "said", "says", "she",
    "should", "since", "some", "spent", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "thousand", "through", "total", "trillion", "two", "under", "until", "was", "were",
    "what", "when", "where", "which", "while", "who", "will", "with", "worth", "would", "year", "years", "you",
})  # fmt: skip


def find(subject: Subject) -> Iterator[Hit]:
    """The later of two places in the text, then the rows."""
    if subject.article is not None:
        yield from _in_text(subject)
    for row in subject.rows:
        if row.evidence_quote.strip():
            said, proved = figures_in(row.claim), figures_in(row.evidence_quote)
            slip = next(
                ((one, two) for one in said for two in proved if _slips(one, two) and not _has(proved, one)), None
            )
            if slip:
                here, there = slip[0].span.slice(row.claim), slip[1].span.slice(row.evidence_quote)
                yield Hit(f"the claim has {here}, the passage quoted for it {there}", HINT, claim_id=row.claim_id)


def _has(figures: Sequence[Figure], figure: Figure) -> bool:
    return any(each.value == figure.value for each in figures)


def _slips(one: Figure, two: Figure) -> bool:
    """True for equal digits a power of ten apart."""
    return one.digits == two.digits and one.value != two.value and one.unit is two.unit and one.currency == two.currency


def _in_text(subject: Subject) -> Iterator[Hit]:
    before: defaultdict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    figures = [each for each in figures_of(subject) if each.unit is not Unit.POINTS and not each.hyphened]
    for figure in figures:
        known = before[figure.digits, figure.unit, figure.currency]
        if not any(each.value == figure.value for each in known):
            other = next((each for each in known if _of_one_thing(subject, each, figure)), None)
            if other:
                first, second = (each.span.slice(subject.text) for each in (other, figure))
                yield Hit(f"{second} here, {first} above", HINT, figure.span)
            known.append(figure)


def _of_one_thing(subject: Subject, one: Figure, two: Figure) -> bool:
    """True where the words beside two figures are about the same, and the digits are not alike by chance."""
    if not _slips(one, two) or subject.sentence_at(one.span.start) == subject.sentence_at(two.span.start):
        return False
    less, more = sorted((one.value, two.value))
    if not less or more / less not in (_THOUSAND, _THOUSAND**2):
        return False
    shared = _about(subject, one) & _about(subject, two)
    if shared and all(_COST.search(_words_near(subject, each)) for each in (one, two)):
        shared |= {"cost"}
    fewest = 1 if len(one.digits) >= TELLING else TELLING
    return len(shared) >= (fewest if less >= _THOUSAND else fewest + TELLING)


def _about(subject: Subject, figure: Figure) -> frozenset[str]:
    """The words close to a figure, in its sentence."""
    words = (word.lower().removesuffix("s") for word in _WORD.findall(_words_near(subject, figure)))
    return frozenset(words) - _PLAIN


def _words_near(subject: Subject, figure: Figure) -> str:
    if subject.article is None:
        return ""
    sentence = subject.article.sentences[subject.sentence_at(figure.span.start)]
    return subject.text[max(sentence.start, figure.span.start - NEAR) : min(sentence.end, figure.span.end + NEAR)]
