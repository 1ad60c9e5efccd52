"""A forecast that the article states as if it had happened.

Nobody knows what will be. "The plan will fail" is somebody's forecast: name whose it is, say on what it rests, or word
it as a forecast ("is likely to", "the bank expects"). What is planned or on a calendar is no forecast.

Fires in the article's own words. A condition, a hedge, a quotation, a report of what somebody said and a sentence with
a citation are left alone.

Fires:
    The new tax will lead to higher prices in every town of Norland.

Fires:
    Any other approach is doomed to failure.

Silent:
    The minister will visit Halden on Friday, and the tax will be debated in May.

Silent:
    Prices will probably rise, and the tax will fail if the shops close.
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import own_matches
from factcheck.checks.subject import Subject

CODE = "forecast-as-fact"
LEVEL = Level.NOTE
HINT = "Say whose forecast it is and on what it rests, or word it as one."

_TRIGGER = re.compile(
    r"\b(?:will|won[’']t|doomed|bound\s+to|certain\s+to|sure\s+to|guaranteed\s+to|inevitabl[ey]|destined\s+to)\b"
)
_OUTCOME = (
    r"(?:accelerate|backfire|bankrupt|be\s+(?:dead|destroyed|doomed|empty|extinct|forced|gone|lost|obsolete|ruined|worse)|boost|cripple|devastate|die\s+out|drive\s+(?:down|out|up)|dry\s+up|halve|run\s+out|stall|transform|vanish|cause|collapse|damage|decline|decrease|destroy|deteriorate|"
    r"disappear|dominate|double|end\s+in|erode|exceed|fail|fall|grow|harm|hurt|improve|increase|jeopardi[sz]e|lead\s+to|lose|"
    r"outlive|outweigh|overtake|plunge|reduce|result\s+in|rise|ruin|shrink|soar|spread|strengthen|suffer|surpass|surge|"
    r"survive|triple|undermine|weaken|win|worsen"
    r"|continue\s+to\s+(?:attach|decline|decrease|deteriorate|fall|grow|improve|increase|rise|shrink|suffer|weaken|worsen))"
)
_FORECAST = re.compile(
    rf"\b(?<!that\s)(?<!which\s)(?<!who\s)(?:will|won[’']t)\s+(?:not\s+|never\s+|also\s+|only\s+|almost\s+certainly\s+|(?!probably|possibly|likely|presumably)\w+ly\s+)?{_OUTCOME}\b(?!\s+(?:or|at\s+least)\b)"
    r"|\b(?:is|are)\s+(?:doomed|bound|certain|sure|guaranteed|destined)\s+(?:to\b|for\b)"
    r"|\b(?:is|are)\s+inevitable\b|\bwill\s+inevitably\s+\w+"
)
_OPEN = re.compile(
    r"\b(?:if|unless|whether|when|whenever|once|until|till|likely|probably|perhaps|possibly|may|might|could|would|should|unclear|"
    r"hopes?|hoping|hoped|expect(?:s|ed|ing)?|fears?|feared|worr(?:y|ies|ied)|want(?:s|ed)?|plans?|planned|how|who|what|ensure|"
    r"promis\w+|pledg\w+|vow\w*|aim\w*|bet\w*|insist\w*|argu\w+|predict\w*|forecasts?|projected|question|warn\w*|agree\w*|hopeful|possible\s+that|afraid|hunch|guess|not\s+because|has\s+and|no\s+one|nobody|calculat\w+|conceivable|hard\s+to|pledge\w*|optimistic|convinced|believ\w+|think|thinks|means?)\b|\?",
    re.IGNORECASE,
)
"""Words of the sentence with which it is a condition, a hedge, a hope or a question."""


def find(subject: Subject) -> Iterator[Hit]:
    """The forecasts, in order of the text."""
    for match, span in own_matches(subject, _TRIGGER, _FORECAST):
        if subject.article is None or _OPEN.search(
            subject.article.sentences[subject.sentence_at(span.start)].slice(subject.text)
        ):
            continue
        said = re.sub(r"\s+", " ", match[0])
        yield Hit(f"“{said}” states a forecast as a fact", HINT, span)
