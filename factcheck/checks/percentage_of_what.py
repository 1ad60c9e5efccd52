"""A percentage more or less, and nobody says than what.

"Forty percent more" is a comparison with one side missing: than last year, than the neighbours, than was planned? The
other side may stand in the same sentence or in the one before it, as a year, a place or a "than".

Fires:
    Farmers in the north were angry. Fertilizer is now 40 percent more expensive.

Silent:
    Farmers in the north were angry. Fertilizer is 40 percent more expensive than it was in 2004.

Silent:
    Farmers in the north compared prices. Fertilizer is now 40 percent more expensive.
"""

import re
from collections.abc import Iterator

from factcheck.checks.figures import Figure, Unit, figures_of
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.dates import TimexType

CODE = "percentage-of-what"
LEVEL = Level.NOTE
HINT = "Say than what, or than when."
_MORE = re.compile(
    r"\s(?:more|less|fewer|higher|lower|cheaper|dearer|longer|shorter|older|heavier|poorer|richer|quicker|larger|smaller|faster|slower|bigger|better|worse|stronger|weaker)\b"
    r"(?!\s(?:percent|to\b))"
)
_BASE = re.compile(
    r"\b(?:than|compar\w+|from|over|versus|vs|against|above|below|years?|months?|weeks?|decades?|quarters?|last|previous\w*|prior|"
    r"earlier|before|since|average|usual|normal|ago|later|rise|rose|increase\w*|grew|fell|unlike|whereas|while|if|after|difference|"
    r"gap|men|women|same|similar|original\w*|other|another|each|every|per|both|would|could|might|without)\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Hit]:
    """The percentages, in order of the text."""
    for figure in figures_of(subject):
        if (
            figure.unit is Unit.PERCENT
            and _MORE.match(subject.text, figure.span.end)
            and not _has_base(subject, figure)
        ):
            yield Hit(
                f"{figure.span.slice(subject.text)} {_more(subject.text, figure)}, and not than what", HINT, figure.span
            )


def _more(text: str, figure: Figure) -> str:
    found = _MORE.match(text, figure.span.end)
    return found[0].strip() if found else ""


def _has_base(subject: Subject, figure: Figure) -> bool:
    """True where the sentence, or the one before it, gives something to compare with."""
    article = subject.article
    at = subject.sentence_at(figure.span.start)
    if article is None or at < 0 or subject.is_quoted(figure.span):
        return True
    first = at - 1 if at and subject.paragraph_of(at - 1) == subject.paragraph_of(at) else at
    for sentence in article.sentences[first : at + 1]:
        dates = (date for date in subject.dates_in(sentence) if date.type is not TimexType.DURATION)
        if _BASE.search(sentence.slice(subject.text)) or any(date.edtf for date in dates):
            return True
    return False
