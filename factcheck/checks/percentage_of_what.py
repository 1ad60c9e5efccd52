"""A percentage more or less, and nobody says than what.

"Forty percent more" is a comparison with one side missing: than last year, than the neighbours, than was planned? "A
third faster" and "twice as many" are the same. The other side may stand in the same sentence or in the one before it,
as a year, a place or a "than".

Fires:
    Farmers in the north were angry. Fertilizer is now 40 percent more expensive.

Fires:
    The tunnel is open. Trains are now a third faster.

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
from factcheck.document import Span

CODE = "percentage-of-what"
LEVEL = Level.NOTE
HINT = "Say than what, or than when."
_MORE = re.compile(
    r"\s(?:more|less|fewer|higher|lower|cheaper|dearer|longer|shorter|older|heavier|poorer|richer|quicker|larger|smaller|faster|slower|bigger|better|worse|stronger|weaker)\b"
    r"(?!\s(?:percent|to\b))"
)
_FRACTION = re.compile(
    r"\b(?:(?:a|one|two)[\s-](?:thirds?|quarters?|fifths?|tenths?)\s(?:cheaper|dearer|faster|fewer|higher|larger|less|longer|lower|more|shorter|slower|smaller)\b"
    r"|(?P<as>(?:[Tt]wice|[Tt]hree\stimes|[Ff]our\stimes|[Hh]alf)\sas\s(?:big|expensive|fast|high|large|long|many|much))\b)"
)
_BASE = re.compile(
    r"\b(?:than|compar\w+|from|over|versus|vs|against|above|below|years?|months?|weeks?|decades?|quarters?|last|previous\w*|prior|"
    r"earlier|before|since|average|usual|normal|ago|later|rise|rose|increase\w*|grew|fell|unlike|whereas|while|if|after|difference|"
    r"gap|men|women|same|similar|original\w*|other|another|each|every|per(?!\s?cent)|both|would|could|might|without)\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Hit]:
    """The percentages, in order of the text."""
    for figure in figures_of(subject):
        if (
            figure.unit is Unit.PERCENT
            and _MORE.match(subject.text, figure.span.end)
            and not _has_base(subject, figure.span)
        ):
            yield Hit(
                f"{figure.span.slice(subject.text)} {_more(subject.text, figure)}, and not than what", HINT, figure.span
            )
    yield from _fractions(subject)


def _fractions(subject: Subject) -> Iterator[Hit]:
    """ "A third faster", "twice as much"."""
    for match in _FRACTION.finditer(subject.text):
        at = subject.sentence_at(match.start())
        if subject.article is None or at < 0 or subject.is_heading(at):
            continue
        rest = subject.text[match.end() : subject.article.sentences[at].end]
        if (match["as"] and re.search(r"\bas\b", rest)) or _has_base(subject, Span(*match.span())):
            continue
        yield Hit(f"{' '.join(match[0].split())}, and not than what", HINT, Span(*match.span()))


def _more(text: str, figure: Figure) -> str:
    found = _MORE.match(text, figure.span.end)
    return found[0].strip() if found else ""


def _has_base(subject: Subject, span: Span) -> bool:
    """True where the sentence, or the one before it, gives something to compare with."""
    article = subject.article
    at = subject.sentence_at(span.start)
    if article is None or at < 0 or subject.is_quoted(span):
        return True
    first = at - 1 if at and subject.paragraph_of(at - 1) == subject.paragraph_of(at) else at
    for sentence in article.sentences[first : at + 1]:
        dates = (date for date in subject.dates_in(sentence) if date.type is not TimexType.DURATION)
        if _BASE.search(sentence.slice(subject.text)) or any(date.edtf for date in dates):
            return True
    return False
