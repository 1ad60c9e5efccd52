"""A cited source that is dated after the article that cites it.

Nobody can cite what has not appeared yet: the day, the month or the year of the citation is wrong, or that of the
article. A citation without a year is read as the last such day before the article; where that lies the better part of a
year back and the day would come within weeks of the article, the citation is taken for a slip all the same.

Fires:
    published 2005-08-17
    The base will close within six months (Interfax, August 29, 2005).

Fires:
    published 2005-08-17
    The base will close within six months (Interfax, August 29).

Silent:
    published 2005-08-17
    The base will close within six months (Interfax, August 11, 2005).
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from factcheck.checks.calendar_names import MONTHS, written
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.citations import Citation
from factcheck.claims.article import BRACKETED
from factcheck.evidence.asking.windows import Days, days_of

CODE = "citation-after-publication"
LEVEL = Level.WARNING
HINT = "Look at the source for its date; check the article's own, too."
SOON = timedelta(days=60)
"""A day without a year that comes so soon after the article was meant, not the one of the year before."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}|['’]\d\d\b")


def find(subject: Subject) -> Iterator[Hit]:
    """The citations, in order of the text."""
    article = subject.article
    published = days_of(article.publication.date) if article else None
    if article is None or published is None:
        return
    told = None
    for citation in article.citations:
        if citation.span == told:
            continue  # the second outlet of one bracket
        cited, outlet = days_of(citation.date), citation.outlet
        if cited is None or not _DIGIT.search(citation.span.slice(subject.text)):
            continue  # "on Saturday, CNN reported"
        if cited.first > published.last:
            late = written(cited.first) if cited.first == cited.last else citation.date
            message = f"{outlet} of {late} is cited, and the article is of {article.publication.date}"
            told = citation.span
            yield Hit(message, HINT, told)
        elif _meant_later(citation, cited, published, subject):
            day = f"{cited.first.day} {MONTHS[cited.first.month - 1]}"
            message = f"{outlet} is cited with {day}, which comes after the article of {written(published.first)}"
            told = citation.span
            yield Hit(message, HINT, told)


def _meant_later(citation: Citation, cited: Days, published: Days, subject: Subject) -> bool:
    """True for a day without a year that was read as of the year before and lies just ahead of the article."""
    if citation.form not in BRACKETED or cited.first != cited.last or published.first != published.last:
        return False
    if _YEAR.search(citation.span.slice(subject.text)) or (cited.first.month, cited.first.day) == (2, 29):
        return False
    ahead = cited.first.replace(year=cited.first.year + 1) - published.first
    return timedelta() < ahead <= SOON
