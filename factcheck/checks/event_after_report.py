"""An event told as past that is dated after the report of it.

The article, or the source in brackets behind the sentence, appeared before the day on which the thing is said to have
happened. Either a date is wrong, or what is told as done was only planned. Plans, deadlines and forecasts are left
alone, and so is a date that only belongs to something announced.

Fires:
    published 2005-08-17
    The last aircraft left the base on September 3, 2005.

Fires:
    published 2005-08-17
    The last aircraft left the base on August 14 (Interfax, August 11).

Silent:
    published 2005-08-17
    The last aircraft will leave the base on September 3, 2005. The parliament set a vote for August 25.

Silent:
    published 2005-08-17
    The last aircraft left the base on August 10 (Interfax, August 11).
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from factcheck.checks.calendar_names import written
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.claims.article import BRACKETED
from factcheck.claims.claim import Claim, Kind
from factcheck.dates import DateMention, TimexType
from factcheck.document import Span
from factcheck.evidence.asking.windows import Days, days_of

CODE = "event-after-report"
LEVEL = Level.WARNING
HINT = "Look at the source for the day, and whether it had happened yet."
SOON = timedelta(days=30)
"""A day without a year that lies further ahead may as well be of the year before."""
_PAST_VERB = (
    r"(?:was|were|had|did|went|came|began|met|took|left|fell|rose|won|lost|held|gave|got|saw|sent|built|bought|sold|"
    r"broke|chose|drew|drove|ate|flew|fought|found|grew|hit|kept|knew|led|made|paid|ran|shot|spent|spoke|stood|stole|"
    r"struck|taught|threw|wrote|withdrew|became|sank|shut|burnt|overthrew|[a-z]{2,}ed)\b"
)
_PAST = re.compile(rf"\b{_PAST_VERB}")
_YEAR_OF = re.compile(
    rf"\b{_PAST_VERB}(?:\s[^\s,;]+){{0,3}}\s(?:in|since|during)\s$|(?:^|[.!?”\"]\s|\n)(?:In|During)\s$"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|wo|(?-i:may)|might|could|can|should|must|if|when|once|unless|until|till|before|next|future|"
    r"upcoming|coming|due|deadline|slated|fiscal|budget\w*|funding|likely|agenda|ahead|effective|valid|(?:(?<!the\s)(?<!its\s)(?<!this\s)(?<!\ba\s)plan(?!t)|schedul|expect|propos|forecast|"
    r"project|intend|hop|aim|target|predict|promis|pledg|vow|announc|agree|decid|invit|call|confirm|postpon|delay|mov|"
    r"book|estimat|want|expir|warn|threaten|commit|request|order|extend|ask|need|offer|reserv|set|fix)\w{0,3})\b"
    r"|\bto\sbe\b|\bto\s[a-z]+\son\b|[’']ll\b|\b(?:is|are)\b|\bset\sfor\b|\b(?:for|by)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Words with which a later date is no slip, in the claim or close before the date."""
_AS_WHEN = re.compile(
    r"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Dd]uring|[Ee]arly\s(?:in|on))\s(?:the\s)?$|(?:ed|left|came|went|took|fell|rose|won|lost|met|was|were)\s$"
)
_DAY = re.compile(r"\d")
_YEAR = re.compile(r"[12]\d{3}")
_NOUN = re.compile(
    r"\s(?!(?:and|but|or|after|before|when|while|as|with|for|from|by|in|at|on|to|the|a|an|he|she|it|they|under|over|that|because|following|despite|during|near|where|who|which|according)\b)[a-z]|['’]s\b|-|\s[A-Z]"
)
_OF_A_NAME = re.compile(
    r"\s(?!(?:He|I|In|It|She|The|They|We)\b)[A-Z][a-z]|\s(?:primary|election|vote|summit|meeting|debate|deadline)\b"
)
_REACH = 60
"""Code points before the date in which words of a plan are looked for."""


def find(subject: Subject) -> Iterator[Hit]:
    """The dates of events, in order of the claims; each day once."""
    article = subject.article
    published = days_of(article.publication.date) if article else None
    if article is None:
        return
    told: set[Span] = set()
    for claim in article.claims:
        event = days_of(claim.date) if claim.date and "?" not in claim.date else None
        if event is None or claim.kind not in {Kind.FACT, Kind.STATEMENT}:
            continue
        report, reported = _report(subject, claim, published)
        if reported is None or event.first <= reported.last:
            continue
        mention = _mention(subject, claim)
        if mention is None or "X" in mention.edtf:
            continue
        guessed = not _YEAR.search(mention.span.slice(subject.text))
        if guessed and (event.first != event.last or event.first - reported.last > SOON):
            continue
        if mention.span not in told and _as_past(subject.text, claim, mention.span):
            told.add(mention.span)
            days = written(event.first) if event.first == event.last else claim.date
            yield Hit(f"told as past and dated {days}; {report} of {_shown(reported)}", HINT, mention.span)


def _report(subject: Subject, claim: Claim, published: Days | None) -> tuple[str, Days | None]:
    """What reports the claim, and when it appeared: the source in brackets in the sentence, else the article."""
    article = subject.article
    if article and claim.citations:
        sentence = article.sentences[claim.sentence]
        cited = [article.citations[at] for at in claim.citations]
        own = [each for each in cited if each.form in BRACKETED and sentence.covers(each.span)]
        days = [found for each in own if (found := days_of(each.date)) and "?" not in each.date]
        if days and len(days) == len(cited):
            latest = max(days, key=lambda each: each.last)
            if latest.last.year > 1 and (published is None or latest.last <= published.last):
                return "the source cited is", latest
    return "the article is", published


def _mention(subject: Subject, claim: Claim) -> DateMention | None:
    """The date in the claim's own words that gives the claim its date."""
    if subject.article is None:
        return None
    inside = subject.dates_in(subject.article.sentences[claim.sentence])
    own = (date for date in inside if any(span.covers(date.span) for span in claim.spans))
    return next((date for date in own if date.edtf == claim.date and date.type is not TimexType.SET), None)


def _as_past(text: str, claim: Claim, date: Span) -> bool:
    """True where the words tell the date as the day, or the year, on which something happened."""
    words, before = date.slice(text), text[max(0, date.start - _REACH) : date.start]
    if not _DAY.search(words) or not _AS_WHEN.search(before):
        return False
    if _OF_A_NAME.match(text, date.end):
        return False  # "the April 19 New York primary"
    if _YEAR.fullmatch(words) and (_NOUN.match(text, date.end) or not _YEAR_OF.search(before)):
        return False  # "in 2016 campaign ads", "a candidate in 2018"
    told = " ".join(span.slice(text) for span in claim.spans)
    return bool(_PAST.search(told)) and not _AHEAD.search(told) and not _AHEAD.search(before)


def _shown(days: Days) -> str:
    return written(days.first) if days.first == days.last else str(days.first.year)
