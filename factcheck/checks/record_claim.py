"""A record or an absolute that the article asserts itself: first, only, never, largest.

"The first woman to lead the bank" is wrong as soon as there was one before her, and "never" as soon as it happened
once. The writer has to know who counted, and since when. Ask for the list, the record or the archive that proves it,
or have it softened to what the source says: "one of the largest", "the first in ten years".

Fires in the article's own words. A quotation, a report of what somebody said, and a sentence with a citation are left
alone: there it is known who answers for it.

Fires:
    Elva Marsh is the first woman to lead the Norland central bank.

Fires:
    The Halden dam is the largest in Norland.

Silent:
    The bank’s first office is in Halden, and the largest room is on the second floor.

Silent:
    Elva Marsh is the first woman to lead the central bank, said Tor Lind, its historian.
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import own_matches
from factcheck.checks.subject import Subject
from factcheck.document import Span

CODE = "record-claim"
LEVEL = Level.NOTE
HINT = "Ask for the list or record that proves it, and since when it was kept."

_TRIGGER = re.compile(
    r"[Ff]irst|[Oo]nly|\bsole\b|[Nn]ever|\b[Ee]ver\b|[Rr]ecord|[Uu]nprecedented|\b[Mm]ost\b|est\b|worst|all-time|"
    r"[Nn]o other|than|[Nn]owhere|\blast\b|\bleading\b|foremost|always\b|unrivall?ed|unparalleled|unmatched|"
    r"second to none|\b[Nn]o [a-z]+ (?:in|on)\b"
)
_DEGREE = (
    r"(?:biggest|busiest|cheapest|coldest|costliest|deadliest|driest|earliest|fastest|fewest|greatest|heaviest|highest|"
    r"hottest|largest|longest|lowest|oldest|poorest|richest|shortest|slowest|smallest|strongest|tallest|warmest|"
    r"wealthiest|weakest|wettest|worst|youngest|most\s+(?:common|expensive|frequent|numerous|populous|powerful|prolific|"
    r"successful|valuable|visited|widely\s+\w+)|(?:best|fastest|highest|longest|lowest|worst)-(?:[a-z]+ing|known|lived|paid))"
)
_THINGS = r"(?:(?!(?:is|was|are|were|has|had|have|may)\b)[^\W\d_][\w’'-]*\s+){0,4}"
_PLACE = (
    r"(?:(?:in|on)\s+(?:history|record|(?:all\s+)?the\s+(?:\w+\s+)?(?:city|continent|country|county|district|history|"
    r"industry|nation|planet|region|state|town|world)\b|"
    r"(?:the\s+)?(?:[a-z]+ern\s+)?(?!(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z]\w+|(?:\w+\s+)?years\b)"
    r"|(?:in|on|along|across)\s+(?:the|this|that)\s+(?:\w+\s+){0,2}(?:area|archipelago|bay|border|borough|century|coast|"
    r"continent|decade|district|hemisphere|island|lake|league|mainland|market|memory|parliament|peninsula|profession|"
    r"province|river|sector|valley|village)\b|(?:north|south|east|west)\s+of\s+the\b|in\s+living\s+memory\b|of\s+its\s+kind\b|anywhere\b|in\s+all\s+(?:of\s+)?[A-Z]\w+"
    r"|of\s+(?:all\s+)?the\s+(?:whole\s+|entire\s+)?(?:continent|country|county|east|island|north|province|region|south|state|valley|west|world)\b)"
)
_WHEN = (
    r"(?:ever\b|since\s+(?:at\s+least\s+)?(?:the\s+)?(?:\w+\s+)?(?:[12]\d{3}|independence|the\s+\w+)|of\s+all\s+time|"
    r"on\s+record)"
)
_WORLD = (
    r"(?:Africa|America|Asia|Europe|city|continent|country|county|district|island|nation|province|region|state|town|valley|"
    r"village|world)[’']s\s+(?:first|only|sole|leading|foremost"
)
_SIZED = (
    r"(?:bank|brewery|builder|city|club|company|dealer|employer|exporter|factory|firm|hospital|importer|lake|landowner|maker|market|mine|"
    r"newspaper|park|party|port|producer|retailer|river|school|supplier|taxpayer|town|union|university)\b"
)
_NAMED = (
    r"(?!(?:He|Here|It|She|That|There|What|Who)\b)[A-Z]\w+[’']s\s+(?:only|sole|fastest|highest|"
    r"largest|longest|lowest|oldest|poorest|richest|smallest|tallest"
)
_BARRED = r"(?!(?:one|people|person|place|problem|question|reason|step|thing|time|way)s?\b)"
_RECORD = re.compile(
    rf"\bthe\s+(?:very\s+)?first\s+(?!responders?\b){_BARRED}(?:[^\W\d_][\w’'-]*\s+){{1,4}}?(?:to\s+(?!be\b)[a-z]+|ever\b|{_PLACE})"
    rf"|\bfor\s+the\s+first\s+time\s+(?:{_PLACE}|{_WHEN})"
    rf"|\b(?:the|its|their|a)\s+{_DEGREE}\s+{_THINGS}(?:{_PLACE}|{_WHEN})"
    rf"|\b(?:{_WORLD}|{_DEGREE})|{_NAMED}|youngest))\b(?!-|\s+(?:ambitions?|hopes?|ideals?|priority|priorities)\b)"
    rf"|\bthe\s+(?:only|sole)\s+{_BARRED}(?:[^\W\d_][\w’'-]*\s+){{1,4}}?"
    rf"(?:to\s+have\b|ever\b|{_PLACE}|(?:that|who|which)\s+(?:ever|has|have|had)\b)"
    r"|(?<!who\s)(?<!that\s)(?<!I\s)(?<!we\s)(?<!you\s)(?<!may\s)(?<!might\s)\b(?:(?:has|have)\s+never|had\s+never\s+before)\s+(?:before\s+)?(?!been\s+(?:more|so|better|easier))[a-z]+"
    r"|(?<!as\s)\b[Nn]ever\s+(?:before|in\s+history)\b|\b[Nn]o\s+other\s+\w+(?:\s+\w+)?\s+(?:has|have|had)\s+(?:ever\b)?"
    r"|\b(?:all-time|record)[-\s](?:highs?|lows?|number|profits?|loss(?:es)?|levels?)\b"
    r"|\b[Nn]o\s+other\s+(?:[\w’'-]+\s+){1,6}?(?:is|are|was|were)\s+(?:as|so|more|[a-z]+er)\b"
    rf"|\b[Nn]o\s+(?:[a-z-]+\s+){{1,4}}?{_PLACE}\s+(?:is|are|was|were|has|have|had)\s+(?:(?:been|had)\s+(?:an?\s+)?)?(?:as|so|more|fewer|[a-z]+er|ever)\b"
    rf"|\b[Nn]owhere\s+else\b|\bthe\s+(?:only|first|last)\s+(?:one\s+)?of\s+its\s+kind\b|\bthe\s+only\s+one\s+{_PLACE}"
    r"|\b[A-Z]\w+[’']s\s+(?:biggest|busiest|best-known|leading|foremost)\s+(?:[a-z-]+\s+){0,2}" + _SIZED + r""
    rf"|\bthe\s+{_DEGREE}\s+(?:[^\W\d_][\w’'-]*\s+){{1,3}}?(?:that\s+)?(?:the\s+)?[\w’'-]+\s+(?:has|have|had)\s+ever\b"
    r"|\b(?:[Nn]obody|[Nn]o\s+one|[Nn]o\s+[a-z]+)\s+(?:has|have|had)\s+ever\b"
    rf"|\bthe\s+last\s+(?:[a-z-]+\s+){{0,3}}(?:in|on)\s+the\s+(?:city|continent|country|county|district|island|province|region|state|town|valley|world)\b"
    r"|\bthe\s+sole\s+(?:remaining\s+|surviving\s+)?(?:access|bank|bridge|connection|doctor|employer|hospital|link|producer|road|school|shop|source|supplier|survivor|tenant)\b"
    r"|\b(?:has|have)\s+always\s+(?:been\s+the|kept|paid|stood|voted|won)\b"
    r"|\b(?:[Uu]nparalleled|[Uu]nrivall?ed|[Uu]nmatched)\b|\bsecond\s+to\s+none\b"
    r"|\bthan\s+(?:(?:that|those)\s+(?:of|in)\s+)?(?:any\s+other|ever\s+before)\b"
    r"|\b[Uu]nprecedented\b|\b[Ff]irst-ever\b"
)
_SOFTENED = re.compile(
    r"(?:\b(?:not|nor|before|after|until|(?:may|might|could)\s+be|hardly|would\s+(?:be|become|make\s+\w+)|bid(?:ding)?\s+to\s+(?:be|become|make\s+history\s+as)|as|scarcely|whether|if|perhaps|probably|among|(?:one|some|two|three|four|five|many|most|part)\s+of|"
    r"(?:called|considered|known|regarded|referred\s+to|hailed|billed|described)(?:\s+as)?)|n[’']t)"
    r"(?:\s+(?:the|necessarily|just))?\s*$",
    re.IGNORECASE,
)
"""Words right before it that take the record back, or say that it is somebody's word."""
_BEFORE = 40
"""Code points before a match in which they are looked for."""


def find(subject: Subject) -> Iterator[Hit]:
    """The records, in order of the text."""
    for match, span in own_matches(subject, _TRIGGER, _RECORD):
        softened = _SOFTENED.search(subject.text, max(0, span.start - _BEFORE), span.start)
        if not softened and not _is_question(subject, span):
            said = re.sub(r"\s+", " ", match[0]).strip()
            yield Hit(f"“{said}” is a record that somebody must have counted", HINT, span)


def _is_question(subject: Subject, span: Span) -> bool:
    article = subject.article
    sentence = article.sentences[subject.sentence_at(span.start)] if article else span
    return sentence.slice(subject.text).rstrip("”\"' ").endswith("?")
