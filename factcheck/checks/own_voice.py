"""Whose words a stretch of the article is: the article's own, or somebody's whom it names or cites."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from re import Match, Pattern

from factcheck.checks.subject import Subject
from factcheck.cues import Cue, CueClass, verb_form
from factcheck.document import Span, joined

SAYING = frozenset({CueClass.SPEECH, CueClass.JUDGEMENT, CueClass.THOUGHT, CueClass.FINDING, CueClass.RELAY})
"""Cues whose source answers for the content; what somebody did or decided the article itself asserts."""
_TOLD = re.compile(
    r"\b[Aa]ccording\s+to\b|,[”\"’']?\s+(?:[^,]{3,60}\s)?(?:reports|reported|said|says)\.?[”\"]?\s*$"
    r"|,[”\"’']?\s+(?:reported|reports|said|says)\s+(?:the\s+)?[A-Z]"
    r"|,\s+(?:[A-Z][\w’'.-]+\s){1,3}(?:added|argued|explained|noted|said|says|wrote),"
)
"""A source in the sentence, whatever the parse made of it: "according to", ", Berg said, " and ", it reports." """
_VERB = re.compile(r"(?<!\bto )(?<!\ba )(?<!\bthe )(?<!\bno )(?<!\bany )\b[^\W\d_][\w’'-]*")


class OwnVoice:
    """The stretches for which somebody other than the writer answers."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        found = subject.article.attributions if subject.article else ()
        self._reported = joined([span for each in found if each.kind in SAYING for span in each.content])

    def holds(self, span: Span) -> bool:
        """True where the article itself says it: unquoted, unreported, in no sentence that is cited."""
        subject = self._subject
        sentence = subject.sentence_at(span.start)
        if sentence < 0 or subject.is_heading(sentence) or subject.citations_of(sentence):
            return False
        if subject.is_quoted(span) or self.is_reported(span) or subject.article is None:
            return False
        return not _TOLD.search(subject.article.sentences[sentence].slice(subject.text))

    def is_reported(self, span: Span) -> bool:
        """True where the span shares a word with what somebody is reported to have said, thought or found."""
        at = bisect_left(self._reported, span.start + 1, key=lambda each: each.end)
        return at < len(self._reported) and self._reported[at].overlaps(span)


def cues_in(words: str) -> Iterator[Cue]:
    """The verbs by which somebody says, thinks or finds something; no infinitive ("to say"), no noun ("a say")."""
    for match in _VERB.finditer(words.lower()):
        if cue := verb_form(match[0]):
            yield cue


def sentences_with(subject: Subject, trigger: Pattern[str]) -> Iterator[tuple[int, Span]]:
    """The sentences in which a trigger stands, each once, in order, with their index.

    The trigger is a plain list of words: to look for it in the whole text costs less than to try a long pattern there.
    """
    if subject.article is None:
        return
    done = 0
    for match in trigger.finditer(subject.text):
        if match.start() < done:
            continue
        index = subject.sentence_at(match.start())
        if index >= 0:
            span = subject.article.sentences[index]
            done = span.end
            yield index, span


def own_matches(subject: Subject, trigger: Pattern[str], pattern: Pattern[str]) -> Iterator[tuple[Match[str], Span]]:
    """Each match of the pattern in the article's own voice, with its span; only in sentences that hold a trigger."""
    voice = None
    for _, sentence in sentences_with(subject, trigger):
        for match in pattern.finditer(subject.text, sentence.start, sentence.end):
            voice = voice or OwnVoice(subject)
            span = Span(match.start(), match.end())
            if voice.holds(span):
                yield match, span
