"""A source that nobody could ring up: "reportedly", "analysts say", "it is believed".

Somebody reported it, some analyst said it, somebody believes it. Ask the writer who, and name them, with the
document or the day; or cut it. A reader cannot weigh a source that is not there, and a checker cannot call it.

Fires on "reportedly" and its like, on "it is believed" and "is said to have", and on people without name or
institution who say something ("critics", "some analysts", "many observers"). A name or an institution in the same
sentence, and a citation of it, answer for it: then it is silent.

Fires:
    Analysts say the dam will not last ten years.

Fires:
    It is widely believed that the harbour was sold. General Berg has reportedly resigned.

Silent:
    Analysts at Norbank say the dam will not last ten years, and a survey by the ministry found the same.

Silent:
    General Berg has reportedly resigned (Norland Herald, May 4, 2005).
"""

import re
from collections.abc import Iterator
from re import Match

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import sentences_with
from factcheck.checks.subject import Subject
from factcheck.cues import spoken_forms
from factcheck.document import Span

CODE = "vague-source"
LEVEL = Level.WARNING
HINT = "Ask the writer who it is, and name them and where they said it."

_WORDS = (
    "analysts", "commentators", "critics", "diplomats", "economists", "experts", "historians", "insiders", "observers",
    "opponents", "pundits", "researchers", "scholars", "scientists", "sceptics", "skeptics", "sources", "specialists",
    "watchers",
)  # fmt: skip
"""Those who are quoted without a name."""
_PEOPLE = "(?:" + "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in _WORDS) + ")"
_TRIGGER = re.compile(
    rf"\b(?:widely|generally|commonly|reportedly|supposedly|purportedly|assumed|believed|thought|rumou?red|understood|said\s+(?:to|that)|suggested|argued|claimed|alleged|"
    rf"{_PEOPLE}|[Ss]ome|[Mm]any|[Mm]ost|[Ff]ew\s|[Pp]eople\s(?:in|on|at|here|there|close)|[Rr]esidents|[Ll]ocals|[Vv]illagers|(?:of|is|the)\s+talk|[Ww]ord\s|[Rr]eports|[Rr]umou?r|secret|allegedly|[Bb]y\s+all\s+accounts|"
    r"[Ss]tudies|[Rr]esearch|[Tt]hose\s+(?:in|on|at|close|here|there)|so\s+they\s+say|so\s+the|[Rr]umou?rs|[Aa]ccording\s+to)\b"
)
_PAST = (
    r"accused|argued|believed|cautioned|claimed|complained|concluded|contended|criticized|criticised|estimated|expected|feared|"
    r"insisted|noted|praised|predicted|questioned|raised|said|suggested|suspected|thought|warned"
)
_SAY = (
    r"(?:accuse|acknowledge|add|agree|allege|argue|assert|believe|caution|charge|claim|complain|conclude|consider|contend|doubt|"
    r"estimate|expect|fear|insist|maintain|note|point\s+out|predict|question|say|suggest|suspect|think|warn|wonder|worry|"
    rf"{_PAST}|(?:have|had)\s+(?:\w+\s+)?(?:{_PAST}))"
)
_BEFORE = (
    r"(?:[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Oo]ther|[Ss]enior|[Ii]ndependent|[Ww]estern|[Ll]ocal|[Pp]olitical|[Mm]ilitary|"
    r"[Ll]egal|[Ff]oreign|[A-Z][a-z]+(?:an|ani|ch|ese|ish|eli|ki|qi|ni|ss)|U\.S\.)"
)
_VAGUE = re.compile(
    r"(?P<adverb>\b(?:reportedly|supposedly|purportedly|allegedly|[Bb]y\s+(?:all|most|some)\s+accounts)\b)"
    r"|(?P<passive>\b[Ii]t\s+(?:is|was|has\s+been)\s+(?:\w+ly\s+)?"
    r"(?:assumed|believed|thought|rumou?red|understood|said|reported|alleged|argued|claimed|feared|suggested)"
    r"(?:\s+that\b|,|\s+by\s+(?:many|some)\b)"
    r"|\b(?:is|are|was|were)\s+(?:widely|generally|commonly)\s+(?:considered|regarded|seen|viewed)\b"
    r"|\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:assumed|believed|thought|rumou?red|understood|said)\s+to\s+(?:be|have)\b)"
    r"|(?P<hearsay>\b(?:[Tt]here\s+(?:is|are|has\s+been|have\s+been)|amid)\s+(?:talk|(?:\w+\s+)?rumou?rs|(?:unconfirmed\s+|persistent\s+)?reports|speculation|whispers)\s+(?:that|of|about)\b"
    r"|\b[Rr]umou?r\s+has\s+it\b|\b(?:[Tt]he\s+)?[Ww]ord\s+(?:in|on|around|among|at)\s+(?:the\s+)?[\w’'-]+\s+is\b|\b[Tt]he\s+talk\s+(?:in|of|at)\s+(?:the\s+)?[\w’'-]+\s+is\b"
    r"|\b(?:an\s+open|no)\s+secret\b(?=,?\s+(?:that|in|among|so|to)\b)|\bso\s+the\s+(?:talk|story|rumou?r)\s+(?:[\w’'-]+\s+){0,4}(?:goes|runs)\b|,\s+or\s+so\s+they\s+say\b|\bit\s+is\s+(?:whispered|common\s+knowledge)\b)"
    r"|(?P<research>(?<![\w;:]\s)(?:[Ss]tudies|[Rr]esearch|[Ss]ome\s+studies|[Rr]ecent\s+studies|[Ss]everal\s+studies|[Mm]any\s+studies)\s+(?:has\s+|have\s+)?(?:shows?|shown|suggests?|suggested|finds?|found|indicates?|indicated)\b)"
    rf"|(?P<folk>(?:\b(?:[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Ff]ew)\s+(?:people\s+|residents\s+|locals\s+|of\s+(?:the\s+)?[a-z]+\s+)?|(?<![\w,]\s)\b(?:[Pp]eople|[Rr]esidents|[Ll]ocals|[Vv]illagers|[Tt]hose)\s+)(?:(?:here|there|in|on|at|around|close\s+to|inside)\b(?:\s+(?:the\s+)?[\w’'-]+){{0,3}}?\s+)(?:also\s+|still\s+|now\s+|openly\s+)?(?!said\b){_SAY}\b"
    r"(?!\s+(?:of|at|among|in|over|about)\b))"
    rf"|(?P<people>(?<![\w-])(?:{_BEFORE}\s+(?:\w+\s+)?)?{_PEOPLE}"
    rf"\s+(?:(?:also|now|still|often|generally|widely|frequently)\s+)?{_SAY}\b)"
    rf"|(?P<some>(?<!caused )(?<!causing )\b(?:[Ss]ome|[Mm]any)\s+(?:people\s+)?{_SAY}\b"
    r"(?!\s+(?:of|at|among|in|over|about)\b))"
    rf"|(?P<following>\b[Aa]ccording\s+to\s+(?:{_BEFORE}\s+|media\s+|unconfirmed\s+)*"
    rf"(?:{_PEOPLE}|(?:(?:local|some|many|several|area|nearby)\s+)?(?:residents|locals|villagers)|some\b(?=[,.])|(?<=some\s)reports|(?<=media\s)reports|(?<=unconfirmed\s)reports|rumou?rs)\b"
    r"(?!\s+(?:at|of|from|by|in|on|who|with|close|familiar|inside|within)\b))"
    r"|(?P<rumour>\b[Rr]umou?rs\s+(?:say|suggest|circulated?|have\s+it|are|were)\b)"
)
_WHO = re.compile("|".join((*_WORDS, "residents", "locals", "villagers")))
_CHARGED = re.compile(
    r"\b(?:accus|arrest|attack|bomb|charg|convict|court|custody|fired|indict|judge|lawsuit|legal|murder|polic|prosecut|su(?:ed|ing)\b|suspect|trial)",
    re.IGNORECASE,
)
"""Who alleges it is a court or the police, and is told elsewhere."""
_NEXT = 3
"""Sentences behind "analysts say" in which one of them may be named."""
_NAMED = re.compile(r"\b(?:at|of|from|with|including|like|such\s+as|for|by)\s+(?:the\s+)?[A-Z][\w.&’'-]+")
"""Behind "analysts": where they are from, or who one of them is."""


def find(subject: Subject) -> Iterator[Hit]:
    """The vague sources, in order of the text."""
    for index, sentence in sentences_with(subject, _TRIGGER):
        for match in _VAGUE.finditer(subject.text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if not subject.is_quoted(span) and not subject.is_heading(index) and _is_unsourced(subject, index, match):
                said = re.sub(r"\s+", " ", match[0]).strip(" ,")
                yield Hit(f"“{said}”: nobody is named who could be asked", HINT, span)


def _is_unsourced(subject: Subject, index: int, match: Match[str]) -> bool:
    """True where neither a citation nor a name in the sentence answers for it."""
    article = subject.article
    if article is None or subject.citations_of(index):
        return False
    sentence = article.sentences[index]
    before = subject.text[sentence.start : match.start()]
    if re.search(r"\b(?:which|that|what|whom|as|[Ff]ew|[Tt]he)\s+$", before) and not match["adverb"]:
        return False
    after = subject.text[match.end() : sentence.end]
    if match["adverb"] == "allegedly" and _CHARGED.search(sentence.slice(subject.text)):
        return False
    if match["following"]:
        return not _NAMED.match(after.lstrip(" ,")) and not _named_next(subject, index, match["following"])
    if "according to" in before.lower() or "according to" in after.lower():
        return False
    if match["people"]:
        if re.search(r"[A-Z][\w’'-]*\s+$|[’']s\s+$", before[1:]) or _NAMED.search(after[:60]):
            return False
        return not _named_next(subject, index, match["people"])
    if match["adverb"] or match["passive"] or match["research"]:
        return not (_told_by(subject, index, match) or re.match(r"\s+by\s+(?!many|some)", after))
    return True


def _named_next(subject: Subject, index: int, said: str) -> bool:
    """True where one of them speaks in the next sentences: "said Tor Lind, an analyst at Norbank"."""
    article = subject.article
    people = _WHO.search(said.lower())
    if article is None or people is None:
        return False
    last = min(index + _NEXT, len(article.sentences) - 1)
    following = subject.text[article.sentences[index].end : article.sentences[last].end].lower()
    return re.search(rf"\b{people[0].removesuffix('s')}\b", following) is not None


def _told_by(subject: Subject, index: int, match: Match[str]) -> bool:
    """True where the words stand in what a named source of the sentence says."""
    span = Span(match.start(), match.end())
    for each in subject.attributions_of(index):
        cue = any(part.overlaps(span) for part in each.cue)
        words = {word.lower() for part in each.cue for word in part.slice(subject.text).split()}
        if (
            not cue
            and each.source
            and words & set(spoken_forms())
            and any(part.overlaps(span) for part in each.content)
        ):
            return True
    return False
