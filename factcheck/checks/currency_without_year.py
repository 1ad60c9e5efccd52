"""Money of long ago beside money of today, and nobody says in the prices of which year.

A dollar of 1932 bought what takes twenty now. A comparison of the two means little until both are in the prices of one
year, and the sentence says of which.

Fires:
    published 2005-08-17
    The bridge cost $2 million in 1932, compared with the $300 million that the new one will cost.

Silent:
    published 2005-08-17
    The bridge cost $2 million in 1932, or $28 million in 2005 dollars, compared with the $300 million of the new one.

Silent:
    published 2005-08-17
    The bridge cost $2 million in 1932. A ticket was 10 cents.
"""

import re
from collections.abc import Iterator

from factcheck.checks.figures import Unit, figures_of, within
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.document import Span
from factcheck.evidence.asking.windows import days_of

CODE = "currency-without-year"
LEVEL = Level.NOTE
HINT = "Give both in the prices of one year, and say of which."
LONG_AGO = 15
"""Years. At two or three percent a year, prices are up by half."""
_COMPARED = re.compile(
    r"\b(?:compared|compares|comparison|versus|vs|against|than|equal(?:s|ed)?|equivalent|as\smuch\sas|times|today|now|nowadays|"
    r"currently|present|while|whereas|up\sfrom|down\sfrom|rose|risen|grew|grown|from|multipl\w+|doubl\w+|tripl\w+|since|dwarf\w*|"
    r"new\sone|successor|predecessor|last\syear|this\syear|sold)\b"
)
_ADJUSTED = re.compile(
    r"\b(?:inflation|adjusted|real\sterms|constant|prices\sof|purchasing|today['’]s\s(?:dollars|money|prices|terms|currency|value|pounds|euros)|"
    r"current\s(?:dollars|money|prices)|in\s(?:(?:19|20)\d\d\s)(?:dollars|money|prices|euros|pounds|terms)|(?:19|20)\d\d\sdollars|"
    r"worth\s(?:about\s|some\s|around\s|nearly\s)?[$€£]?[\d.,]+(?:\s\w+)?\s(?:today|now)|would\sbe|terms)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\bbetween\s[^\d\s]?\d[\w.,]*(?:\s\w+)?\sand\s[^\d\s]?\d|\d(?:\smillion)?\s?[-–]\s?[^\d\s]?\d")
_PAIR = 2


def find(subject: Subject) -> Iterator[Hit]:
    """The sentences, in order; the older sum is shown."""
    article = subject.article
    published = days_of(article.publication.date) if article else None
    if article is None or published is None:
        return
    sums = tuple(figure for figure in figures_of(subject) if figure.unit is Unit.MONEY)
    for sentence in dict.fromkeys(article.sentences[subject.sentence_at(figure.span.start)] for figure in sums):
        money = within(sums, sentence)
        if len(money) < _PAIR or len({figure.value for figure in money}) < _PAIR:
            continue
        old = [
            date for date in subject.dates_in(sentence) if date.end and published.last.year - date.end.year >= LONG_AGO
        ]
        words = sentence.slice(subject.text)
        if _RANGE.search(words) and len(money) == _PAIR:
            continue  # "between $10 million and $25 million"
        if not old or not _COMPARED.search(words) or _ADJUSTED.search(words):
            continue
        year = old[0].span.slice(subject.text)
        nearest = min(money, key=lambda figure: abs(figure.span.start - old[0].span.start))
        yield Hit(
            f"{nearest.span.slice(subject.text)} of {year} beside a sum of another time", HINT, Span(*nearest.span)
        )
