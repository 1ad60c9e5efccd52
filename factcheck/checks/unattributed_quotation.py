"""A quotation, and nobody is named who said it.

Quoted words are somebody's. Without the name nobody can ask whether they were said so; a reader takes them for the
words of whoever was named last. Name the speaker, where and when, or cite the document.

Fires on whole sentences, and on five words or more in a sentence that names nobody, where no source in the sentence
and around it answers for them. Titles of works, what is chanted
or stands on a sign, and a sentence with a citation are left alone.

Fires:
    The plan would “destroy the harbour and every living thing in it”. It was drawn up in May.

Fires:
    The bridge is old. “Nobody in the ministry ever looked at it.” The town has two other bridges.

Silent:
    The plan would “destroy the harbour and every living thing in it”, Tor Lind said.

Silent:
    Elva Marsh sang “The Long Way Home to Halden” in the harbour.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import OwnVoice, cues_in
from factcheck.checks.subject import Subject
from factcheck.document import Span
from factcheck.quotations import Quotation

CODE = "unattributed-quotation"
LEVEL = Level.WARNING
HINT = "Name who said it, where and when."

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "de", "del", "der", "for", "from", "in", "is", "it", "la", "le", "of", "on",
     "or", "the", "to", "with"}
)  # fmt: skip
_OTHER = re.compile(
    r"\b(?:chant\w*|sang|sing\w*|song|shout\w*|yell\w*|banners?|signs?|placards?|slogans?|mottos?|read|reads|reading|"
    r"titled|entitled|called|according|sentence|question|headline|letters?|proverb|saying|phrases?|words?|statement|"
    r"tweet\w*|posted|text|lyrics|caption\w*|replied|put it|puts|T-shirts?|buttons?|hashtag|film|movie|book|novel|"
    r"story|show|series|episode|album|poem|play|essay|article|speech|quot\w+|cit\w+|scene|clause|describ\w+|compliment|"
    r"voice|asks?|asked|cries|cried|refrain|Latin|means|meaning|announcement|mused?|grous\w*|quip\w*|jok(?:ed|es)|sneer\w*|"
    r"snapp\w*|ads?|commercial)\b|@|<tweet",
    re.IGNORECASE,
)
"""Words near a quotation that give it to a work, a sign, a crowd or a document."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?<=[\w,;] )[A-Z]\w|[a-z] [A-Z]\w|\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
"""A name in the sentence may be the speaker's."""
FEWEST = 5
"""Words. Fewer inside a sentence of the article's own may be a term."""
FEWEST_BESIDE = 3
"""Words beside a part of a sentence without which it is a headline."""
GOES_ON = 2
"""Sentences before a quotation in which another one means that the same voice goes on."""
_TO_WHOM = re.compile(
    r"(?<!\bas )\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:assured|offered|promised|told|warned)"
    r"(?:\s+that)?(?:\s+[a-z]+){0,5}?,?\s*$"
    r"|\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:advertised|billed|denounced|hailed|praised|presented|sold)\s+as\s*$"
)
"""Who heard it is told, and not who said it."""
_REACH = 60
_OPENS_SPEECH = re.compile(r"\W*[^\W\d_a-zß-ÿ]")
_SIGNED = re.compile(r"\s*(?:[-–—−]{1,2}\s*\w|\[|\()")


def find(subject: Subject) -> Iterator[Hit]:
    """The quotations, in order of the text."""
    if subject.article is None:
        return
    voice = OwnVoice(subject)
    for at, quotation in enumerate(subject.quotations):
        span = Span(quotation.spans[0].start, quotation.spans[-1].end)
        told = "ccording to" in subject.text[max(0, span.start - 3 * _REACH) : span.start]
        heard = not told and _TO_WHOM.search(subject.text, max(0, span.start - _REACH), span.start) is not None
        if not quotation.is_speech or not quotation.closed or (voice.is_reported(span) and not heard):
            continue
        if not _is_prose(subject, span) or _goes_on(subject, span, subject.quotations[max(0, at - GOES_ON) : at]):
            continue
        if heard or not _spoken_near(subject, quotation, span):
            words = span.slice(subject.text).split()
            opening = " ".join(words[:5]).strip("“”«»„\"'`‘’.,;: ")
            dots = "..." if len(words) > 5 else ""  # noqa: PLR2004
            yield Hit(f"“{opening}{dots}” is quoted, and nobody is named who said it", HINT, span)


def _is_prose(subject: Subject, span: Span) -> bool:
    """True for a sentence or a part of one, not a title, and not signed or cited behind it."""
    sentence = subject.sentence_at(span.start)
    if sentence < 0 or subject.is_heading(sentence) or subject.citations_of(sentence):
        return False
    marks = span.slice(subject.text)
    if marks[0] == "‘" or marks.rstrip("”\"'’")[-1:] == ",":
        return False
    words = [word for word in _WORD.findall(span.slice(subject.text)) if word.lower() not in _SMALL]
    if not words or all(word[0].isupper() for word in words):
        return False
    return not _SIGNED.match(subject.text, span.end) and subject.text[: span.start].rstrip()[-1:] != ":"


def _spoken_near(subject: Subject, quotation: Quotation, span: Span) -> bool:
    """True where the sentences it stands in, or those beside it, have a source or a word of saying."""
    article, text = subject.article, subject.text
    if article is None:
        return False
    first = subject.sentence_at(span.start)
    last = max(subject.sentence_at(span.end - 1), first)
    whole = first < last or _fills(subject, quotation, first)
    around = range(max(0, first - 1), min(len(article.sentences), last + 1 + whole))
    if any(subject.attributions_of(index) for index in around):
        return True
    own = f"{text[article.sentences[first].start : span.start]} {text[span.end : article.sentences[last].end]}"
    opening = _WORD.match(own)
    if _NAME.search(own) or (opening and opening[0] in _names(text)):
        return True
    if not whole and (quotation.words < FEWEST or len(own.split()) < FEWEST_BESIDE):
        return True
    begin = article.sentences[around[0] if whole else first].start
    outside = f"{text[begin : span.start]} {text[span.end : article.sentences[around[-1]].end]}"
    return any(cues_in(outside)) or bool(_OTHER.search(outside))


@lru_cache(maxsize=2)
def _names(text: str) -> frozenset[str]:
    """The words that have their capital inside a sentence too."""
    return frozenset(re.findall(r"[a-z,] ([A-Z][\w’'-]*)", text))


def _goes_on(subject: Subject, span: Span, earlier: Sequence[Quotation]) -> bool:
    """True where one of the sentences right before it quotes a sentence of somebody's too."""
    at = subject.sentence_at(span.start)
    if subject.article is None or at < 1:
        return False
    before = Span(subject.article.sentences[max(0, at - GOES_ON)].start, subject.article.sentences[at - 1].end)
    others = [each for quotation in earlier for each in quotation.spans if each.overlaps(before)]
    return any(_OPENS_SPEECH.match(subject.text, each.start) for each in others)


def _fills(subject: Subject, quotation: Quotation, sentence: int) -> bool:
    """True where a quotation is all of its sentence."""
    article = subject.article
    own = article.sentences[sentence] if article else quotation.spans[0]
    return len(own.slice(subject.text).split()) <= quotation.words + 1
