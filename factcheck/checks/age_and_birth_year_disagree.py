"""An age that does not go with the date of birth.

Somebody born in 1950 was 54 or 55 in 2005. An age beside a name is held against the day of publication, one at death
against the day of death, in the same sentence or where the article tells of the birth of somebody of the same name.

Fires:
    published 2005-08-17
    Ana Ruiz, 45, leads the party. Ruiz was born in 1950 in Quito.

Fires:
    Ana Ruiz was born in 1930 and died in 2005 at the age of 65.

Silent:
    published 2005-08-17
    Ana Ruiz, 55, leads the party. Ruiz was born in 1950 in Quito.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from factcheck.checks.ages import NAME, OLDEST, Age, ages_in, any_ages_in
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.document import Span
from factcheck.evidence.asking.windows import Days, days_of

CODE = "age-and-birth-year-disagree"
LEVEL = Level.WARNING
HINT = "Ask for the date of birth, and reckon the age anew."
_BIRTH = re.compile(
    rf"(?P<who>{NAME}|\b[Hh]e|\b[Ss]he|(?<=,\s)who)(?:,\s\d+)?,?\s(?:\(?(?:who\s)?(?:was|is)\s)?(?:\w+\s)?\(?born\b"
    rf"|\bBorn\b(?=[^.;\n]{{4,50}},\s(?P<after>{NAME})\s)"
    rf"|(?P<life>{NAME})\s\((?:born\s)?(?=[^()]{{4,60}}\))"
)
_BORN = re.compile(r"\b[Bb]orn\b|\(born\b")
_KIN = re.compile(
    r"\b(?:aunt|brother|child|children|daughters?|father|grand\w+|husband|mother|parents?|siblings?|sisters?|sons?|twins?|uncle|"
    r"whose|widow|wife)\b(?!\sof\s\d)"
)
"""Somebody else in the sentence whose age, or birth, it may be."""
_THEN = re.compile(
    r"\b(?:[Aa]t|aged)\s(?:the\sage\sof\s)?\d+,?\s(?:he|she)\b|\b(?:died|dies|death|killed|dead|(?<!\b[Aa]\s)(?<!\b[Tt]he\s)retired|married|late)\b|\bwas\s\d+\b"
)
"""Words with which an age is one of another time."""
_AT_THAT_AGE = re.compile(r"\bwas\s(?:only\s|just\s)?(\d{1,3})\swhen\b[^.;]{0,60}?\bin\s([12]\d{3})\b")
_PRONOUN = re.compile(r"(?:He|She)\b")
_REACH = 70
"""Code points behind "born" within which the date stands."""


class Life(NamedTuple):
    """Somebody's birth, and death where it is told with it."""

    name: str
    """The last word of the name, "" for a pronoun."""
    born: Days
    died: Days | None
    sentence: int
    span: Span


def find(subject: Subject) -> Iterator[Hit]:
    """The ages that no reading of the date of birth allows, in order of the text."""
    article = subject.article
    if article is None or not ("orn " in subject.text or "(1" in subject.text):
        return
    lives = tuple(_lives(subject))
    published = days_of(article.publication.date)
    told: set[Span] = set()
    for age in ages_in(subject.text):
        life = next((each for each in lives if _same(subject, each, age)), None)
        if life is None:
            continue
        then = published if age.name else life.died or _died(subject, age, life)
        if then is None or (age.name and life.died):
            continue
        least, most = _years(life.born.last, then.first), _years(life.born.first, then.last)
        if not least <= age.years <= most and 0 <= most <= OLDEST:
            right = f"{least}" if least == most else f"{least} or {most}"
            born = life.span.slice(subject.text)
            told.add(age.span)
            yield Hit(f"{age.years} is given as the age; by the birth, {born}, it would be {right}", HINT, age.span)
    for age, born_in, then_is in _beside(subject, published):
        least, most = _years(born_in.last, then_is.first), _years(born_in.first, then_is.last)
        if not least <= age.years <= most and 0 <= most <= OLDEST and not any(age.span.overlaps(each) for each in told):
            right = f"{least}" if least == most else f"{least} or {most}"
            yield Hit(
                f"{age.years} is given as the age; by the birth in {born_in.first.year} it would be {right}",
                HINT,
                age.span,
            )


def _beside(subject: Subject, published: Days | None) -> Iterator[tuple[Age, Days, Days]]:
    """The one age and the one birth of a sentence, or the birth that a pronoun tells in the next one."""
    article = subject.article
    if article is None:
        return
    for match in _BORN.finditer(subject.text):
        at = subject.sentence_at(match.start())
        sentence = article.sentences[at]
        dates = [date for date in subject.dates_in(Span(match.start(), sentence.end)) if date.start and date.end]
        if (
            at < 0
            or not dates
            or _KIN.search(subject.text, *sentence)
            or len(_BORN.findall(subject.text, *sentence)) > 1
        ):
            continue
        born = Days(dates[0].start, dates[0].end) if dates[0].start and dates[0].end else None
        if born is None or dates[0].doubtful or _years(born.first, born.last) > 1:
            continue
        if became := _AT_THAT_AGE.search(subject.text, *sentence):
            then = Days(date(int(became[2]), 1, 1), date(int(became[2]), 12, 31))
            yield Age("", int(became[1]), Span(*became.span(1))), born, then
            continue
        goes_on = (
            _PRONOUN.match(subject.text, sentence.start)
            and at
            and subject.paragraph_of(at) == subject.paragraph_of(at - 1)
        )
        around = Span(article.sentences[at - 1].start if goes_on else sentence.start, sentence.end)
        if _KIN.search(subject.text, *around) or _THEN.search(subject.text, *around) or published is None:
            continue
        ages = list(any_ages_in(subject.text, around))
        if len(ages) == 1:
            yield ages[0], born, published


def _lives(subject: Subject) -> Iterator[Life]:
    for match in _BIRTH.finditer(subject.text):
        sentence = subject.sentence_at(match.start())
        if subject.article is None or sentence < 0:
            continue
        end = min(subject.article.sentences[sentence].end, match.end() + _REACH)
        dates = [date for date in subject.dates_in(Span(match.end(), end)) if date.start and date.end]
        if not dates or dates[0].doubtful or (match["life"] and dates[0].span.start > match.end()):
            continue
        days = [Days(date.start, date.end) for date in dates if date.start and date.end]
        if _years(days[0].first, days[0].last) > 1:
            continue  # "the 1950s"
        who = (match["who"] or match["life"] or match["after"]).split()[-1]
        bracket = subject.text[match.end() : end].partition(")")[0] if match["life"] else ""
        died = days[1] if bracket and len(days) > 1 and dates[1].span.end <= match.end() + len(bracket) else None
        if match["life"] and died is None and "born" not in match[0]:
            continue
        yield Life("" if who.lower() in {"he", "she", "who"} else who, days[0], died, sentence, dates[0].span)


def _same(subject: Subject, life: Life, age: Age) -> bool:
    """True where a birth and an age are of one person."""
    sentence = subject.sentence_at(age.span.start)
    if not age.name:
        return life.sentence == sentence or (life.died is not None and life.sentence + 1 == sentence)
    if life.name:
        return life.name == age.surname
    return life.sentence - sentence in (0, 1) and life.span.start > age.span.end


def _died(subject: Subject, age: Age, life: Life) -> Days | None:
    """When the person died, by the one other date of the sentence."""
    if subject.article is None:
        return None
    sentence = subject.article.sentences[subject.sentence_at(age.span.start)]
    others = [date for date in subject.dates_in(sentence) if date.span != life.span and date.start]
    known = [Days(date.start, date.end) for date in others if date.start and date.end and not date.doubtful]
    return known[0] if len(known) == len(others) == 1 else None


def _years(born: date, then: date) -> int:
    """Full years between two days."""
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))
