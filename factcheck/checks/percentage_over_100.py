"""A percentage that cannot exceed a hundred, and does.

Nothing falls by more than all of it, and no more people can vote, agree or be ill than there are. Prices may well rise
by 200 percent, and a debt may be 120 percent of a year's income: those are left alone.

Fires:
    Turnout reached 104 percent in two of the districts.

Fires:
    The price of wheat fell by 120 percent in one year.

Silent:
    The price of wheat rose by 120 percent in one year.

Silent:
    The debt came to 120 percent of the gross domestic product.
"""

import re
from collections.abc import Iterator

from factcheck.checks.figures import Figure, Unit, figures_of
from factcheck.checks.finding import Hit, Level, Subject

CODE = "percentage-over-100"
LEVEL = Level.WARNING
HINT = "Ask of what it is the share, and reckon it anew."
_PEOPLE = (
    r"(?:people|persons|voters|electorate|residents|citizens|members|respondents|population|households|students|pupils|"
    r"women|men|children|adults|votes?|ballots?|seats|patients|workers|employees|farmers|families|homes|schools|districts|"
    r"soldiers|troops|prisoners|refugees|users|customers|companies|firms|drivers|doctors|nurses|teachers|traders|travell?ers|"
    r"passengers|tenants|readers|owners|parents|businesses|houses|villages|towns|cities|hospitals|[A-Z][a-z]+(?:ans|ese|is|ish|s))"
)
_SHARE = re.compile(
    rf"\sof\s(?:the\s|all\s|its\s|their\s|our\s|those\s)*(?:(?!the\b)[a-z-]+\s){{0,2}}{_PEOPLE}\b|\sof\sthose\b|\sof\srespondents\b"
)
_SAID = re.compile(
    r"\s(?:said|say|voted|vote|agreed|agree|approved?|disapproved?|supported?|opposed?|turnout|turned\sout|favou?red?)\b"
)
_LESS = re.compile(
    r"\s(?:less|fewer|lower|cheaper|smaller|slower|drop|fall|decline|decrease|reduction|cut|loss|discount)\b"
)
_FELL = re.compile(
    r"\b(?:fell|fallen|falls?|dropped|drops?|declined?|declines|decreased?|shrank|shrunk|reduced?|cut|lost|plunged|plummeted|"
    r"slashed|diminished|sank|slid)(?:\s(?:by|some|about|nearly|almost|more\sthan|over|as\smuch\sas|around|roughly|another|a|an))*\s$"
)
_TURNOUT = re.compile(
    r"\b[Tt]urnout\s(?:\w+\s){0,4}$|\b(?:[Ll]iteracy|[Tt]he\s(?:share|proportion|percentage)\sof\s[\w\s’'-]{3,30}?)\s(?:(?:is|are|was|stands|stood|now|rose|reached|at|to|has|reached|rises)\s){0,4}$"
)
_OF_EARLIER = re.compile(r"\sof\s(?:the|its|their|last|what|a|normal|capacity|expect)")
_REACH = 40
_ALL = 100


def find(subject: Subject) -> Iterator[Hit]:
    """The percentages, in order of the text."""
    for figure in figures_of(subject):
        if figure.unit is Unit.PERCENT and figure.value > _ALL and (wrong := _wrong(subject.text, figure)):
            yield Hit(f"{figure.span.slice(subject.text)} {wrong}", HINT, figure.span)


def _wrong(text: str, figure: Figure) -> str:
    start, end = figure.span
    before = text[max(0, start - _REACH) : start]
    if _FELL.search(before) and (not _OF_EARLIER.match(text, end) or re.search(r"\blost\s(?:\w+\s)?$", before)):
        return "less than there was: nothing falls by more than all of it"
    if _LESS.match(text, end):
        return "less than there was: nothing falls by more than all of it"
    if _SHARE.match(text, end) or _SAID.match(text, end) or _TURNOUT.search(before):
        return "of those there are: no share exceeds the whole"
    return ""
