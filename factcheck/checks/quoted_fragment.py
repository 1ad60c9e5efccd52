"""A word in quotation marks, and nobody is named whose it is.

Marks around a single word ("reform", "liberated") say that the writer doubts it, and leave open who used it. Name the
speaker or the document, or take the marks off and say plainly what is meant.

Fires on one word in the article's own voice. Titles and names, a word that is being explained ("known as",
"the term"), words that somebody in the sentence says or that an earlier quotation has, and a sentence with a citation
are left alone.

Fires:
    The governor opened the “free” clinic in Halden.

Silent:
    The governor called the clinic “free” and opened the exhibition “Old Halden”.

Silent:
    The method is known as “cold welding”.
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import OwnVoice, cues_in
from factcheck.checks.subject import Subject
from factcheck.cues import CueClass
from factcheck.document import Span
from factcheck.quotations import SCARE, Quotation

CODE = "quoted-fragment"
LEVEL = Level.NOTE
HINT = "Name whose word it is, or take the marks off."

_EXPLAINED = re.compile(
    r"(?:\b(?:(?<!so-)called|known\s+as|as|self-described|self-styled|self-proclaimed|naming|named|dubbed|nicknamed|labell?ed|titled|entitled|termed|branded|billed|means?|meaning|"
    r"terms?|words?|phrases?|slogans?|mottos?|expressions?|signs?|banners?|letters?|book|film|movie|song|show|series|episode|article|"
    r"chapter|poem|play|essay|album|magazine|podcast|novel|painting|exhibition|opera|ballet|single|track|poster|buttons?|marked|"
    r"chants?|cries|shouts?|read|reads|reading|chanting|chanted|shouting|shouted|yelling|typed?|press(?:es|ed)?|clicks?|answer|"
    r"votes?|voted|voting|code-?named|nickname|for|spelled|written|wrote|pronounced|prefix|the\s+name|is|was|are|were)|,)\s*$",
    re.IGNORECASE,
)
"""Words right before it that say what it is: a title, a term, what stands on a sign."""
_GLOSSED = re.compile(
    r"^[”\"'’]*\s*(?:\(|means?\b|refers?\b|meaning\b|translates?\b|[-–—]|who\b|,?\s*or\b|is\s+a\s+term\b|in\s+[A-Z])"
)
_POINTED = re.compile(
    r"(?:\b(?:the|this|these|that|those|its|his|her|their|our|your|such|any|no|every|opened|new|old|so-called)|(?<!it)(?<!he)(?<!that)(?<!there)[’']s?|s’)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""Words before it with which it is something that is there, not a term that is being brought in."""
_MODIFIES = re.compile(
    r"^[”\"']*\s+(?!(?:of|that|which|who|and|or|but|in|on|at|for|to|from|by|with|is|was|are|were|as|about|than|if|"
    r"because|when|while|would|will|could|may|might|must|should|can|do|does|did)\b|\w+n[’']t\b)\w"
)
_ENDS_PHRASE = re.compile(r"^[”\"']*\s+(?:of|to|in|at|for|from|on)\b")
_MARKET = frozenset({"buy", "hold", "outperform", "overweight", "sell", "underperform", "yes", "no"})
"""What stands in marks by custom: advice on shares, answers and votes."""
_NAMING = frozenset(
    {
        "branded",
        "call",
        "called",
        "calling",
        "calls",
        "described",
        "meaning",
        "portray",
        "portrayed",
        "portrays",
        "speak",
        "speaks",
        "spoke",
        "describes",
        "labeled",
        "labelled",
        "talk",
        "talked",
        "talks",
        "wrote",
    }
)
"""Verbs with which somebody gives a thing the quoted name."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BY_SOMEBODY = re.compile(r"\b[Aa]ccording\s+to\b|\bown\s+(?:words?|admission|account|term)\b")
_PREDICATE = re.compile(r"\b(?:as|is|was|are|were|be|been|becoming|became|become)\s+(?:an?|the)\s+$", re.IGNORECASE)
"""What somebody takes it for: "was a “mistake”", "hailed it as a “breakthrough”"."""


def find(subject: Subject) -> Iterator[Hit]:
    """The fragments, in order of the text; none of words that stand in an earlier quotation."""
    if subject.article is None:
        return
    voice, seen = OwnVoice(subject), set[str]()
    for quotation in subject.quotations:
        span = quotation.spans[0]
        said = span.slice(subject.text).strip("“”«»„\"'`‘’.,;:!? ")
        known = said.casefold() in seen
        seen.update(word.casefold() for word in _WORD.findall(span.slice(subject.text)))
        if known or not _is_fragment(subject, quotation, said):
            continue
        if _nobody_said(subject, voice, span):
            yield Hit(f"“{said}” is in quotation marks, and nobody is named whose word it is", HINT, span)


def _is_fragment(subject: Subject, quotation: Quotation, said: str) -> bool:
    """True for an ordinary word in small letters that the sentence does not explain."""
    span = quotation.spans[0]
    words = _WORD.findall(said)
    if quotation.words >= SCARE or not quotation.closed or len(words) != 1 or any(word[0].isupper() for word in words):
        return False
    if any(character.isdigit() for character in said) or span.slice(subject.text).rstrip("”\"'’")[-1:] in ".!?":
        return False
    if "/" in said or said.lower() in _MARKET:
        return False
    before = subject.text[max(0, span.start - 30) : span.start]
    after = subject.text[span.end - 1 : span.end + 25]
    article = re.search(r"\b[Aa]n?\s+$", before) is not None
    if not (_POINTED.search(before) or article) or not (
        _MODIFIES.match(after) or (not article and _ENDS_PHRASE.match(after))
    ):
        return False
    return not any(pattern.search(before) for pattern in (_EXPLAINED, _PREDICATE)) and not _GLOSSED.match(after)


def _nobody_said(subject: Subject, voice: OwnVoice, span: Span) -> bool:
    """True where neither the parse nor a verb of saying in the sentence gives the words to anybody."""
    sentence = subject.sentence_at(span.start)
    if sentence < 0 or subject.article is None or subject.is_heading(sentence) or subject.citations_of(sentence):
        return False
    if voice.is_reported(span):
        return False
    whole = subject.article.sentences[sentence].slice(subject.text)
    own = {word.lower() for word in _WORD.findall(whole)}
    if _BY_SOMEBODY.search(whole) or any(each.kind is CueClass.SPEECH for each in subject.attributions_of(sentence)):
        return False
    return own.isdisjoint(_NAMING) and not any(cue.kind is CueClass.SPEECH for cue in cues_in(whole))
