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

from factcheck.checks.figures import Figure, Unit, figures_of, within
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
    r"new\sone|successor|predecessor|last\syear|this\syear|sold|goes\sfor|charges|fetch\w*|second\sone)\b"
)
_ADJUSTED = re.compile(
    r"\b(?:inflation|adjusted|real\sterms|constant|prices\sof|purchasing|today['’]s\s(?:dollars|money|prices|terms|currency|value|pounds|euros)|"
    r"current\s(?:dollars|money|prices)|in\s(?:(?:19|20)\d\d\s)(?:dollars|money|prices|euros|pounds|terms)|(?:19|20)\d\d\sdollars|"
    r"worth\s(?:about\s|some\s|around\s|nearly\s)?[$€£]?[\d.,]+(?:\s\w+)?\s(?:today|now)|would\sbe|terms)\b",
    re.IGNORECASE,
)
_OLD_TIMES = re.compile(
    r"\b[Ss]oviet\s(?:days|era|times)\b|\b[Uu]nder\sCommunism\b|\b(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[2-9]0|[Aa]\shundred)\syears\s(?:ago|before)\b"
    r"|\bbefore\sthe\s(?:revolution|war)\b"
)
_TODAY = re.compile(r"\b(?:[Tt]oday|[Nn]ow|[Nn]owadays|[Tt]hese\sdays|[Tt]his\syear|[Ll]ast\syear)\b")
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
        if len(money) == 1 and (hit := _then_and_now(subject, sums, sentence, published.last.year)):
            yield hit
            continue
        if len(money) < _PAIR or len({figure.value for figure in money}) < _PAIR:
            continue
        old = [
            date for date in subject.dates_in(sentence) if date.end and published.last.year - date.end.year >= LONG_AGO
        ]
        words = sentence.slice(subject.text)
        if _RANGE.search(words) and len(money) == _PAIR:
            continue  # "between $10 million and $25 million"
        if not old and (times := _OLD_TIMES.search(words)) and _TODAY.search(words) and not _ADJUSTED.search(words):
            yield Hit(f"sums of {times[0]} and of today side by side", HINT, Span(*money[0].span))
            continue
        if not old or not _COMPARED.search(words) or _ADJUSTED.search(words):
            continue
        year = old[0].span.slice(subject.text)
        nearest = min(money, key=lambda figure: abs(figure.span.start - old[0].span.start))
        yield Hit(
            f"{nearest.span.slice(subject.text)} of {year} beside a sum of another time", HINT, Span(*nearest.span)
        )


def _then_and_now(subject: Subject, sums: tuple[Figure, ...], sentence: Span, year: int) -> Hit | None:
    """ "In 1950 a loaf cost 20 cents. Today it costs two dollars.": the hit, None where it is none."""
    article = subject.article
    at = subject.sentence_at(sentence.start) + 1
    if article is None or at >= len(article.sentences) or subject.paragraph_of(at) != subject.paragraph_of(at - 1):
        return None
    words, following = (article.sentences[each].slice(subject.text) for each in (at - 1, at))
    aged = any(date.end and year - date.end.year >= LONG_AGO for date in subject.dates_in(sentence))
    own, then = within(sums, sentence), within(sums, article.sentences[at])
    if not (aged or _OLD_TIMES.search(words)) or len(then) != 1 or own[0].value == then[0].value:
        return None
    if not _TODAY.search(following) or _ADJUSTED.search(words) or _ADJUSTED.search(following):
        return None
    return Hit(f"{own[0].span.slice(subject.text)} of long ago beside a sum of today", HINT, Span(*own[0].span))
