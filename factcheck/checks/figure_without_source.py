"""A figure, and nobody is named who counted.

A share, a sum of money or a large number comes from somewhere: a budget, a survey, a balance sheet, a spokesman. Ask
the writer for it, and for the day on which it was true; name it in the sentence or cite it.

Fires on shares and changes in per cent, on costs, and on counts of a thousand and more that the article asserts itself,
where no source is named in the sentence and none in the one before it. Results of companies, prices of shares, votes,
polls, limits and offers are left alone, and so is what a citation vouches for.

Fires:
    The dam cost 40 million euros. It was opened in 1998.

Fires:
    The harbour is old. Some 12 percent of the ships in it are tankers. The town is proud of it.

Silent:
    The dam cost 40 million euros, the ministry of works said. It was opened in 1998.

Silent:
    The dam is 40 metres high and was opened on May 12, 1998, by 3 ministers.
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import OwnVoice, sentences_with
from factcheck.checks.subject import Subject
from factcheck.claims.claim import Kind
from factcheck.document import Span

CODE = "figure-without-source"
LEVEL = Level.WARNING
HINT = "Ask the writer who counted, and when."

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|(?:(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|sixty|seventy|eighty|ninety)[\s-])?(?:[Hh]alf\s+a|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|"
    r"[Tt]welve|[Ff]ifteen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty)\b)"
)
_THOUSANDS = r"\d{1,3}(?:,\d{3})+"
_BIG = r"(?:thousand|million|billion|trillion)"
_SHARE = rf"{_NUMBER}\s?(?:%|per\s?cent\b)"
_PEOPLE = (
    r"(?:children|citizens|civilians|deaths|doctors|families|farmers|homes|hospitals|houses|households|immigrants|inmates|jobs|"
    r"members|men|migrants|nurses|patients|people|prisoners|protesters|pupils|refugees|residents|schools|ships|soldiers|"
    r"students|teachers|tonnes|tons|tourists|trees|troops|users|victims|visitors|women|workers|[a-z]{3,}(?:ers|ors|ists|ents|ants))"
)
_ROUGHLY = (
    r"(?:(?:about|almost|an\s+estimated|around|at\s+least|just\s+over|just\s+under|more\s+than|nearly|over|roughly|some|"
    r"up\s+to|well\s+over)\s+)?"
)
_FRACTION = (
    r"(?:[Hh]alf|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]even|[Nn]ine)[\s-](?:halves|thirds?|quarters?|fifths?|"
    r"sixths?|sevenths?|eighths?|ninths?|tenths?))"
)
_FIGURE = re.compile(
    rf"(?P<share>(?<![Tt]op )(?<!richest )(?<!poorest )(?<!bottom )(?<![.,\d]){_SHARE}\s+of\s+"
    r"(?!the\s+(?:vote|votes|delegates|shares|stock|remaining)\b|voters|delegates|likely)\w+"
    rf"|\b(?:raised|raises|cut|cuts|reduced|increased|lowered|boosted|slashed)\s+(?:[a-z’'-]+\s+){{1,4}}by\s+{_SHARE}"
    rf"|\b{_FRACTION}\s+of\s+(?:(?:all|its|our|the|their|those|these)\s+)*(?:[a-z-]+\s+)?(?!(?:days|decades|games|hours|matches|minutes|months|pages|seasons|times|votes|voters|weeks|years|delegates|americans)\b)[a-z]{{3,}}(?:s|men|women|ren|people)\b"
    rf"|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|\d)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:three|four|five|six|seven|eight|ten|twelve|twenty|a\s+hundred|100|10)\b(?=\s+(?:of\s+)?[a-z]{{3}})(?!\s+(?:years?|months?|weeks?|days?|games?|chance|time)\b)"
    rf"|\b(?:been|is|was|were)\s+(?:cut|lowered|raised|reduced|slashed|increased)\s+by\s+{_ROUGHLY}(?:{_SHARE}|{_FRACTION})"
    r"|\b(?:has|have|had)\s+(?:almost\s+|more\s+than\s+|nearly\s+|roughly\s+)?(?:doubled|tripled|trebled|quadrupled|halved)\b(?!\s+(?:as|back|down|up)\b)"
    rf"|\b(?:is|are|was|were)\s+{_ROUGHLY}{_SHARE}\s+(?:[A-Z][a-z]+|empty|full|illiterate|literate|poor|rural|urban|vacant)\b"
    r"|\b(?:rose|risen|fell|fallen|grew|grown|dropped|declined|increased|decreased|shrank|shrunk)\s+by\s+(?:almost\s+|more\s+than\s+|nearly\s+|over\s+)?"
    rf"{_FRACTION}\b"
    rf"|\b(?:risen|fallen|grown|shrunk|rose|fell|grew|dropped|declined|increased|decreased|shrank|jumped|doubled|surged|plunged|soared|up|down|stands?|stood|reached|hit|runs)\s+(?:by\s+|at\s+)?"
    rf"(?:(?:about|almost|around|at\s+least|more\s+than|nearly|over|some)\s+)?{_SHARE})"
    rf"|(?P<money>\b(?:cost|costs|costing|spent|spends|spending|worth|invested|lost|wasted|paid|stole|damage\s+of|losses\s+of|debts?\s+of|budget\s+of|cost\s+of|earns?|owes?|owed|swallow(?:s|ed)|amount(?:s|ed)?\s+to|(?:came|comes|ran|runs)\s+to|totall?(?:s|ed))\s+(?:(?:(?:the|its|their)\s+[a-z]+|it|them|him|her|us|[A-Z]\w+)\s+)?"
    rf"(?:(?:an\s+estimated|about|almost|around|at\s+least|more\s+than|nearly|over|some|up\s+to)\s+)?"
    rf"(?:(?:[$€£¥]|US\$|(?:EUR|GBP|USD|CHF)\s?)(?:{_NUMBER}(?:\s+{_BIG}|\s?(?:bn|m|mn|k)\b)|{_THOUSANDS})|(?:{_NUMBER}\s+{_BIG}|{_THOUSANDS})\s+[a-z]+)"
    r"|\b(?:earns?|makes?)\s+(?:only\s+|about\s+)?[$€£]?\d[\d,.]*(?:\s(?:dollars|euros|pounds|rubles|roubles))?\s+(?:a|per)\s+(?:day|month|week|year))"
    rf"|(?P<count>(?<![\d.,$€£#])\b(?:\d{{1,3}}(?:,\d{{3}})+|{_NUMBER}\s+(?:hundred\s+)?{_BIG}|(?:tens|hundreds)\s+of\s+{_BIG}s|(?!(?:1\d|20)\d\d\b)\d{{4,}})\s+(?!(?:the|of|and|or|a|an|in|to|hardly|barely)\b)(?:[a-z-]+\s+)?{_PEOPLE}\b)"
    rf"|(?P<rate>(?<![\d.,$€£#])\b\d{{2,3}}\s+{_PEOPLE}\s+(?:a|per|every|each)\s+(?:day|week|month|year)\b)"
)
_TRIGGER = re.compile(
    r"\d|%|per\s?cent\b|illion|thousand|\bhalf\b|thirds?\b|quarters?\b|fifths?\b|tenths?\b|sixths?\b|eighths?\b|\bin\s+(?:three|four|five|six|ten|twenty)\b|\bout\s+of\b|doubled|tripled|trebled|quadrupled|halved"
)
_CUSTOM = re.compile(
    r"\b(?:a\s+share|shares?|stocks?|bonds?|trading|traded|exchange|yield|net|revenues?|sales|profits?|earned|earnings|(?:first|second|third|fourth|last|next|previous|latest|this|the)[\s-]quarter|quarterly|tender|bid|"
    r"stake|delegates?|votes?|primary|caucus\w*|minimum|maximum|limit|law|bill|fine|I|my|we|our|pledged|promised|reward|would|could|must|should|if|at\s+least\s+\d+\s*%|"
    r"threshold|precincts?|electorate|wants?|plans?|aims?|goals?|targets?|hopes?|proposed?|proposal|offer\w*|poll\w*|voters?|Democrats|Republicans|independents|respondents|candidates?)\b",
    re.IGNORECASE,
)
"""Figures that are no count of anybody's to ask for: prices and results of companies, votes, rules and offers."""
_NEAR = 1
"""Sentences on either side in which a source may stand: who counted is often named once for two sentences."""
_FEWEST = 2
_GIVEN = re.compile(
    r"\b(?:reports?|reported|surveys?|polls?|polled|study|studies|census|data|figures|statistics|estimates?d?|audit|index|according|"
    r"results?|earnings|balance|filing|statement|showed|shows|found|said|says|announced|counted|tally|tallied|compared|claims?|claimed|puts?|tables?|records|ledgers?|accounts|minutes|show|calculat\w+)\b",
    re.IGNORECASE,
)
"""Words that say where it comes from, whatever the parse made of them."""
_OF_IT = re.compile(
    r"\W*(?:The|These|Those|That|This|Its|Their|His|Her)\s+(?:\w+\s+){0,2}(?:calculations?|counts?|data|estimates?|figures?|numbers?|"
    r"statistics|tally|total)\b"
)
"""The next sentence speaks of the figure: "That figure comes from ..."."""

_LEANS = re.compile(r"\W*(?:And|But|Both|He|Her|His|It|Its|She|So|Such|That|Their|These|They|This|Those|Yet)\b")
"""How a sentence opens that leans on the one before it."""


def find(subject: Subject) -> Iterator[Hit]:
    """The figures, in order of the text, one a sentence."""
    voice = None
    for index, sentence in sentences_with(subject, _TRIGGER):
        if _sourced_near(subject, index) or _CUSTOM.search(subject.text, sentence.start, sentence.end):
            continue
        for match in _FIGURE.finditer(subject.text, sentence.start, sentence.end):
            voice = voice or OwnVoice(subject)
            if voice.holds(span := Span(*match.span())) and _is_asserted(subject, index, span):
                said = re.sub(r"\s+", " ", match[0].split(" of ")[0] if match["share"] else match[0])
                yield Hit(f"“{said}”: the article does not say whose figure it is", HINT, span)
                break


def _is_asserted(subject: Subject, index: int, span: Span) -> bool:
    """True where the claim that holds the figure is the article's own, and a fact."""
    claim = next((each for each in subject.claims_of(index) if any(own.covers(span) for own in each.spans)), None)
    return claim is not None and claim.kind in {Kind.FACT, Kind.OPINION} and claim.source is None


def _sourced_near(subject: Subject, index: int) -> bool:
    """True where the sentence or one beside it names a source or a document, or is cited."""
    article = subject.article
    if article is None:
        return False
    first = index - _NEAR if index and _goes_on(subject, index) else index
    around = range(first, min(len(article.sentences), index + _NEAR + 1))
    if any(subject.citations_of(each) for each in around):
        return True
    if subject.attributions_of(index) or (first < index and _may_go_on(subject, index)):
        return True
    if _GIVEN.search(subject.text, article.sentences[around[0]].start, article.sentences[index].end):
        return True
    return around[-1] > index and _OF_IT.match(subject.text, article.sentences[around[-1]].start) is not None


def _may_go_on(subject: Subject, index: int) -> bool:
    """True where the source of the sentence before may answer for this one: not where it only speaks, in full."""
    article = subject.article
    told = subject.attributions_of(index - 1)
    if article is None or not told:
        return False
    before, own = (article.sentences[at].slice(subject.text) for at in (index - 1, index))
    spoken = all(each.direct for each in told) and not re.search(r"\d", before)
    return not spoken or _LEANS.match(own) is not None


def _goes_on(subject: Subject, index: int) -> bool:
    """True where a sentence follows on the one before it: in one paragraph, or on a paragraph of one sentence."""
    before = subject.paragraph_of(index - 1)
    alone = index < _FEWEST or subject.paragraph_of(index - _FEWEST) != before
    return before == subject.paragraph_of(index) or alone
