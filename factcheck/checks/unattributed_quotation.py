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
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import OwnVoice
from factcheck.checks.subject import Subject
from factcheck.cues import spoken_forms, verb_form
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
NEAR = 3
"""Sentences on either side of a whole one in which its speaker, or the one who asks, may be named; and the words beside
a part of one without which it is a headline."""
_SIGNED = re.compile(r"\s*(?:[-–—−]{1,2}\s*\w|\[|\()")


def find(subject: Subject) -> Iterator[Hit]:
    """The quotations, in order of the text."""
    if subject.article is None:
        return
    voice = OwnVoice(subject)
    for quotation in subject.quotations:
        span = Span(quotation.spans[0].start, quotation.spans[-1].end)
        if not quotation.is_speech or not quotation.closed or voice.is_reported(span):
            continue
        if _is_prose(subject, span) and not _spoken_near(subject, quotation, span):
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
    article = subject.article
    if article is None:
        return False
    first, last = (
        subject.sentence_at(span.start),
        max(subject.sentence_at(span.end - 1), subject.sentence_at(span.start)),
    )
    whole = first < last or _fills(subject, quotation, first)
    far = NEAR if whole else 0
    around = range(max(0, first - max(far, 1)), min(len(article.sentences), last + 1 + far))
    if any(subject.attributions_of(index) for index in around if whole or index >= first):
        return True
    begin = article.sentences[around[0] if whole else first].start
    outside = f"{subject.text[begin : span.start]} {subject.text[span.end : article.sentences[around[-1]].end]}"
    few = quotation.words < FEWEST or len(outside.split()) < NEAR
    if not whole and (few or _NAME.search(outside)):
        return True
    said = {word.lower() for word in _WORD.findall(outside)}
    return not said.isdisjoint(spoken_forms()) or any(verb_form(word) for word in said) or bool(_OTHER.search(outside))


def _fills(subject: Subject, quotation: Quotation, sentence: int) -> bool:
    """True where a quotation is all of its sentence."""
    article = subject.article
    own = article.sentences[sentence] if article else quotation.spans[0]
    return len(own.slice(subject.text).split()) <= quotation.words + 1
