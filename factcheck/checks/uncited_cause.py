"""A cause and its effect that the article asserts itself.

That one thing followed another is a fact to check; that it happened because of the other is a finding, and somebody
must have made it. Ask who says so and how they ruled out the other causes, name them in the sentence, or have the two
things stand side by side without the link.

Fires in the article's own words. What may or could happen, a quotation, a report of what somebody said and a sentence
with a citation are left alone.

Fires:
    The tax on sugar has led to a fall in diabetes.

Fires:
    Unemployment fell because of the new trade agreement.

Silent:
    The road led to the harbour, and the talks could result in an agreement.

Silent:
    The tax on sugar has led to a fall in diabetes, the ministry of health found (Norland Herald, May 4, 2005).
"""

import re
from collections.abc import Iterator
from re import Match

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import SAYING, own_matches
from factcheck.checks.subject import Subject
from factcheck.document import Span

CODE = "uncited-cause"
LEVEL = Level.NOTE
HINT = "Ask who found the cause and how, and name them."

_TRIGGER = re.compile(
    r"\b(?:led\s+to|result(?:ed\s+in|\s+of)|caused?\b|brought\s+about|gave\s+rise|driven\s+by|fuell?ed\s+by|sparked\s+by|"
    r"contributed\s+to|driven|drove|pushed|forced|fuell?ed|spurred|consequence\s+of|[Bb]ecause\b|[Dd]ue\s+to|[Oo]wing\s+to|[Tt]hanks\s+to|to\s+blame|triggered|responsible\s+for|"
    r"stem(?:s|med)?\s+from|helped|scared|frightened|turned|(?:has|have|had)\s+(?:cost|made|boosted)|killed|destroyed|ruined|wiped\s+out|crippled|"
    r"devastated|hurt|damaged|depressed|stifled|strangled|result\s+of)"
)
_TRADE = (
    r"(?:the\s+|its\s+|their\s+|local\s+|small\s+|most\s+|all\s+)*(?:[a-z-]+\s+)?(?:agriculture|businesse?s?|economy|exports?|farming|fisher(?:y|ies)|fishing|growth|"
    r"harvests?|imports?|industry|investors|investment|jobs|mills?|output|sales|shops|tourism|trade|villages?|wages)\b"
)
"""What a cause does good or harm to; of people and houses it is told as seen."""
_MORE = (
    r"(?:bigger|cheaper|cleaner|dearer|dirtier|healthier|poorer|quieter|richer|safer|scarcer|sicker|slower|smaller|stronger|weaker|"
    r"more\s+(?:dangerous|expensive|productive|violent))\b"
)
_CAUSE = re.compile(
    r"\b(?P<verb>(?:(?:has|have|had|also)\s+)?(?:directly\s+)?(?:led\s+to|resulted\s+in|caused(?!\s+by\b|[,.;])|brought\s+about|gave\s+rise\s+to|contributed\s+to(?!\s+this\b)|"
    r"(?:driven|drove|pushed|forced)\s+(?:up|down)|stem(?:s|med)?\s+from(?=\s+(?:the|an?|its|their|poor|bad|low|high|lack)\b)|"
    r"(?:driven|drove|scared|frightened|chased|turned|forced)\s+(?!him\b|her\b|them\b|it\b)(?:[a-z’'-]+\s+){1,3}(?:away|off|out)(?=\s+(?:of|from)\b|[.,;]|\s*$)|"
    rf"(?:scared\s+off|boosted|crippled|damaged|depressed|destroyed|devastated|hurt|killed|ruined|stifled|strangled|wiped\s+out)(?=\s+{_TRADE})|"
    r"helped\s+(?:to\s+)?(?:boost|cut|increase|lower|raise|reduce)|"
    r"(?<=\bhas\s)cost\s+(?!(?:him|her|it|me|them|us|you)\b)(?:[\w’'-]+\s+){1,3}(?=(?:half|hundreds|thousands|a\s+third|a\s+quarter|\d[\d,]*\s+jobs)\b)|"
    rf"(?<=\b(?:has|ave|had)\s)made\s+(?:[\w’'-]+\s+){{1,3}}{_MORE}|(?<!-)fuell?ed(?!\s+by\b|[,.;])|spurred(?!\s+by\b|[,.;])|triggered(?!\s+by\b|[,.;]|\s+if\b)))\b"
    r"|\b(?P<passive>(?:is|are|was|were|been)\s+(?:(?:\w+ly|in\s+part|partly)\s+)?(?:caused|driven|fuell?ed|sparked|brought\s+about)\s+by"
    r"|(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:(?:the|a)\s+(?:direct\s+|main\s+)?(?:result|consequence|cause)\s+of|to\s+blame\s+for|"
    r"(?:partly|largely|mainly|directly)?\s*responsible\s+for\s+(?:the|a)\s+(?:rise|fall|decline|increase|drop|growth|loss|collapse|shortage)))\b"
    r"|\b(?P<due>[Bb]ecause(?:\s+of)?|[Dd]ue\s+to|[Oo]wing\s+to|[Tt]hanks\s+to|(?:[Aa]s|(?<=,\s)|(?<=\bis\s)|(?<=\bwas\s))\s?a\s+(?:direct\s+)?(?:result|consequence)\s+of)\b"
)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|dropp?\w*|declin\w+|increas\w+|decreas\w+|grew|grown?|grows|"
    r"growing|shrank|shrunk|shrinks?|collaps\w+|surg\w+|soar\w+|plung\w+|plummet\w+|slump\w*|jumped|climb\w+|widen\w+|narrow\w+|"
    r"doubl\w+|tripl\w+|trebl\w+|halved|improv\w+|worsen\w+|deteriorat\w+|weaken\w+|strengthen\w*|slowed|slower|faster|"
    r"los(?:es?|ing|t)\s+(?:business|customers|ground|jobs|members|money|their\s+jobs)|dried\s+up|dwindl\w+|scarcer?|cleaner|cheaper|dearer|safer|poorer|richer|weaker|stronger|vanish\w*|disappear\w*|emigrat\w*|bankrupt\w*|abandon\w*|suffer\w*|"
    r"higher|lower|fewer|longer|shorter|worse|better|died|deaths?|unemployment|inflation|poverty|shortages?|failed|per\s*cent|percent)\b|%",
    re.IGNORECASE,
)
"""What a finding is about: that something rose or fell. The reason why somebody did something is theirs to give."""
_RESULT = re.compile(
    r"\s+(?:(?:a|an|the|his|her|its|their|one|two|three|several|[\w-]+ed)\s+)*(?:acquittals?|agreement|appointment|arrests?|ban|"
    r"capture|ceasefire|charges|conquest|conviction|creation|defeats?|dismissal|draw|election|fighting|indictments?|lawsuit|postponement|removal|"
    r"replacement|resignation|seats?|settlement|stalemate|truce|victory|victories|win)\b|\s+\d[\d.,]*\s?(?:%|percent|votes)"
)
"""What a battle, a suit or a meeting ends in: seen by everybody, found out by nobody."""
_STIR = re.compile(
    r"\s+(?:(?:a|an|the|quite|howls\s+of|some|much|such|particular|great|widespread|recent|more)\s+)*(?:stir|consternation|headaches?|concerns?|outrage|"
    r"outcry|controversy|confusion|uproar|trouble|problems?|embarrassment|sensation|excitement|alarm|dismay|anger|"
    r"agreement|him|her|them|me|us|it)\b"
)
"""What is told as seen, not found out: how people took it; ."""
_MADE = re.compile(r"(?:\s+[\w’'.-]+){1,6}?\s+to\s+[a-z]+")
"""What somebody was made to do is their own to tell: "caused several companies to leave"."""
_CLAUSE = 90
"""Code points before "because" in which the change must stand that it explains."""
_DENIED = re.compile(r"\b(?:did|do|does|is|was|were|has|have|had)(?:n[’']t|\s+not)\b")
"""Why something did not happen is a motive, or nobody's finding."""
_FOUND = re.compile(
    r"\b(?:argument|claims?|criticism|contention|idea|notion|explanation|interpretation|interpreted|position|theory|view|believe[ds]?|found|finds|showed|shows|concluded|estimated|suggests?|suggested|attributed|explores?|explained?|how|why)\b|\bcases?\s+(?:where|in)\b"
)
"""Words before it with which the cause is somebody's finding, or one of several."""
_WEAK = re.compile(
    r"\b(?:likely|probably|perhaps|may|might|could|would|can|will|should|must|not|never|what|how|why|if|whether|that|which|who|to|trial|talks|vote|road|path|stairs|door|"
    r"street|trail|investigation|meeting|negotiations)(?:\s+(?:have|be|has|\w+ly))?\s*$|n[’']t(?:\s+(?:have|be))?\s*$",
    re.IGNORECASE,
)
"""Words before it with which it is no assertion, or a course of events that leads somewhere by itself."""
_PLANNED = re.compile(
    r"\s+(?:appear|arrive|be|begin|close|come|complete|continue|deliver|end|expire|face|finish|give|go|have|hold|issue|join|launch|leave|make|"
    r"meet|move|open|pay|play|present|publish|receive|release|report|resume|retire|return|run|see|speak|stand|start|take|testify|travel|vote)\b"
)
"""What somebody is due to do, not what it is due to."""
_BE = re.compile(r"\b(?:is|are|was|were|be|been|,|now|also|not)\s*$")
_RESULTS = re.compile(
    r"\b(?:delegates?|earned|earnings|haul|net\s+income|polls|primar(?:y|ies)|profits?|quarter|revenues?|sales|a\s+share|"
    r"shareholders?|votes)\b",
    re.IGNORECASE,
)
"""The results of companies and of ballots: who reports them gives the reasons too, or they are sums."""
_BEFORE = 30
"""Code points before a match in which such words are looked for."""


def find(subject: Subject) -> Iterator[Hit]:
    """The causal links, in order of the text."""
    for match, span in own_matches(subject, _TRIGGER, _CAUSE):
        if _asserts(subject, match):
            yield Hit(f"“{match[0]}” asserts a cause", HINT, span)


def _asserts(subject: Subject, match: Match[str]) -> bool:
    """True where the cause is asserted as found: no plan, no possibility, nobody's motive."""
    text, start = subject.text, match.start()
    at = subject.sentence_at(start)
    if subject.article is None or any(each.kind in SAYING for each in subject.attributions_of(at)):
        return False
    sentence = subject.article.sentences[at]
    if _FOUND.search(text, sentence.start, start) or _WEAK.search(text, max(0, start - _BEFORE), start):
        return False
    if not match["verb"] and _RESULTS.search(text, *sentence):
        return False
    if match["due"]:
        return _explains_change(text, match, sentence)
    return match["passive"] is not None or not _is_seen(text, match)


def _explains_change(text: str, match: Match[str], sentence: Span) -> bool:
    """True where "because", "due to" and their like give the reason why something rose or fell."""
    start, end = match.span()
    due = match["due"].lower()
    if due.startswith("due") and _BE.search(text, max(0, start - _BEFORE), start) and _PLANNED.match(text, end):
        return False
    effect = text[max(start - _CLAUSE, sentence.start) : start]
    if not re.search(r"\w", effect):  # "Because of the drought, prices rose"
        effect = text[end : sentence.end].partition(", ")[2].partition(", ")[0]
        return due != "because" and _CHANGE.search(effect) is not None and not _DENIED.search(effect)
    found = "result" in due or "consequence" in due or _CHANGE.search(effect)
    if not found and due != "because" and text[sentence.start : start].rstrip().endswith(","):
        found = _CHANGE.search(text[end : sentence.end].partition(", ")[2].partition(", ")[0])
    return bool(found) and not _DENIED.search(text, sentence.start, start)


def _is_seen(text: str, match: Match[str]) -> bool:
    """True for a passive, and for what is told as seen: how people took it, how it ended, what it made them do."""
    start, end = match.span()
    if _BE.search(text, max(0, start - _BEFORE), start) or _RESULT.match(text, end):
        return True
    return "caused" in match["verb"] and bool(_STIR.match(text, end) or _MADE.match(text, end))
