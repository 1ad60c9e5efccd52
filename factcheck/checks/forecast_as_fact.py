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
    r"\b(?:will|won[’']t|going\s+to|about\s+to|set\s+to|doomed|bound\s+to|certain\s+to|sure\s+to|guaranteed\s+to|inevitabl[ey]|destined\s+to)\b"
)
_OUTCOME = (
    r"(?:accelerate|backfire|bankrupt|be\s+(?:dead|destroyed|doomed|empty|extinct|forced|gone|lost|obsolete|ruined|worse)|boost|cripple|devastate|die\s+out|drive\s+(?:down|out|up)|dry\s+up|halve|run\s+out|stall|transform|vanish|cause|collapse|damage|decline|decrease|destroy|deteriorate|"
    r"disappear|dominate|double|end\s+in|erode|exceed|fail|fall|grow|harm|hurt|improve|increase|jeopardi[sz]e|lead\s+to|lose|"
    r"outlive|outweigh|overtake|break|bury|choke|die|displace|drown|haunt|prove|spell|swallow|tear|turn\s+(?:into|out)|wipe\s+out|plunge|reduce|result\s+in|rise|ruin|shrink|soar|spread|strengthen|suffer|surpass|surge|"
    r"survive|triple|undermine|weaken|win|worsen"
    r"|continue\s+to\s+(?:attach|decline|decrease|deteriorate|fall|grow|improve|increase|rise|shrink|suffer|weaken|worsen))"
)
_FORECAST = re.compile(
    rf"\b(?<!that\s)(?<!which\s)(?<!who\s)(?:will|won[’']t)\s+(?:not\s+|never\s+|also\s+|only\s+|almost\s+certainly\s+|(?!probably|possibly|likely|presumably)\w+ly\s+)?{_OUTCOME}\b(?!\s+(?:or|at\s+least)\b)"
    rf"|\b(?:is|are)\s+(?:going|about|set|sure|poised|certain)\s+to\s+{_OUTCOME}\b"
    r"|\b(?:will|won[’']t)\s+(?:soon\s+|also\s+|then\s+|never\s+)?(?:have\s+(?:been\s+)?(?:abandoned|closed|collapsed|disappeared|died|doubled|fallen|gone|grown|halved|lost|risen|shrunk|tripled|vanished)"
    r"|keep\s+(?:climbing|declining|falling|growing|losing|rising|shrinking)|never\s+(?:be\s+the\s+same|forget|get|recover|return|see)|recover|"
    r"not\s+(?:come\s+back|last|recover|return|survive)|be\s+(?:home\s+to|unable|twice|half|left\s+with(?:out)?|swallowed|under\s+water|worth|remembered)"
    r"|(?:make|leave)\s+(?:[\w’'-]+\s+){1,4}(?:better|cheaper|dearer|poorer|richer|safer|unemployed|worse|without|homeless|more\s+expensive)"
    r"|face\s+an?\s+(?:\w+\s+)?(?:crisis|defeat|mutiny|rebellion|revolt|shortage|strike)|pay\s+(?:dearly|for\s+itself)"
    r"|(?:reach|attract|bring|create|cost|draw|earn|generate|save)\s+(?:[^\s,.;]+\s){1,8}(?:before|by|in|within|over)\s+(?:the\s+\w+\s+)?(?:20\d\d|(?:\w+\s)?(?:years?|decades?|generation)))\b"
    r"|\b[Tt]here\s+will\s+(?:soon\s+)?be\s+(?:no|fewer|more|less|hardly|nothing)\b"
    r"|(?<!so )(?<!that )(?<!so that )\b(?:[Nn]obody|[Nn]o\s+one)\s+will\s+(?!know\b|say\b|tell\b)[a-z]+"
    r"|\b(?:is|are)\s+(?:doomed|bound|certain|sure|guaranteed|destined)\s+(?:to\b|for\b)"
    r"|\b(?:is|are)\s+inevitable\b|\bwill\s+inevitably\s+\w+"
)
_OPEN = re.compile(
    r"\b(?:if|unless|whether|when|whenever|once|until|till|likely|probably|perhaps|possibly|may|might|could|would|should|unclear|"
    r"hopes?|hoping|hoped|expect(?:s|ed|ing)?|fears?|feared|worr(?:y|ies|ied)|want(?:s|ed)?|plans?|planned|how|who|what|ensure|"
    r"promis\w+|pledg\w+|vow\w*|aim\w*|bet\w*|insist\w*|argu\w+|predict\w*|forecasts?|projected|question|warn\w*|agree\w*|hopeful|possible\s+that|afraid|hunch|guess|not\s+because|has\s+and|(?:no\s+one|nobody)\s+(?:can|knows|yet)|reckon\w*|foresees?|estimat\w+|assum\w+|projects?\s+(?:that|an?)|calculat\w+|conceivable|hard\s+to|pledge\w*|optimistic|convinced|believ\w+|think|thinks|means?)\b|\?",
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
