"""Each report of a sentence with its speaker resolved, against who has spoken so far."""

from collections.abc import Iterator, Sequence

from factcheck.attribution.record import UNNAMED, Attribution, Reading
from factcheck.cues import CueClass, verb_cue
from factcheck.document import Span
from factcheck.mentions import DOCUMENTS, FIRST, SECOND, Resolved
from factcheck.propositions import token_spans
from factcheck.quotations import Quotation
from factcheck.reporting import TAKEN_UP, Report

RECENT = 3
"""Sentences. News sets one sentence a paragraph: "He added" points over the break."""
SILENT = frozenset({CueClass.EVENT, CueClass.ATTITUDE})
"""Who does these is not speaking: "he added" does not point at them."""


class Voices:
    """The attributions found so far, in the order of their sentences, and who spoke last."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: list[Attribution] = []
        self.last: dict[int, Resolved] = {}
        """The last source of each paragraph: who "it" and "the same article" are."""
        self.quotes_at = quotes_by_sentence(reading)

    def add(self, index: int, report: Report) -> None:
        made = self.made(index, report)
        if made is not None:
            self.found.append(made)
            if made.kind not in SILENT and made.resolved_source not in {"", UNNAMED}:
                self.last[self.reading.paragraph_of[index]] = Resolved(made.resolved_source, made.role, made.doubtful)

    def made(self, index: int, report: Report) -> Attribution | None:
        reading = self.reading
        if self._own_voice(index, report) or self._presents_nothing(index, report):
            return None
        paragraph = reading.paragraph_of[index]
        previous = self.last.get(paragraph) or self._just_spoke(index)
        if report.speaker is None:
            resolved = Resolved(UNNAMED)
        else:
            resolved = self._speaker(index, report, report.speaker, previous)
            own_voice = report.tree.tokens[report.speaker].lower in FIRST
            if not resolved.name:
                pronoun = report.tree.tokens[report.speaker].pos == "PRON"
                resolved = Resolved("" if own_voice else _words(reading.text, report), doubtful=pronoun)
        content = token_spans(report.tree, report.content, reading.text)
        quoted = [q for q in self.quotes_at[index] if any(s.overlaps(c) for s in q.spans for c in content)]
        return Attribution(
            source=token_spans(report.tree, report.source, reading.text),
            cue=token_spans(report.tree, report.cue, reading.text),
            content=content,
            direct=any(q.is_speech for q in quoted) or _all_quoted(report.kind, content, quoted),
            resolved_source=resolved.name,
            role=resolved.role,
            doubtful=resolved.doubtful,
            kind=report.kind,
            sentence=index,
            head=report.head,
            denies=report.denies,
        )

    def _speaker(self, index: int, report: Report, speaker: int, previous: Resolved | None) -> Resolved:
        """Who the source is; in a headline the parser may run the verb into the name: then the source's own words."""
        mentions = self.reading.mentions
        names = [n for n in mentions.by_sentence.get(index, ()) if n.first <= speaker <= n.last]
        if any(n.first <= report.head <= n.last for n in names):
            return mentions.full(_words(self.reading.text, report))
        return mentions.resolve(index, speaker, previous)

    def _own_voice(self, index: int, report: Report) -> bool:
        """ "I think", of the author; inside a quotation also "you know" and "he wants": all of it is the speaker's.

        Only a named speaker's words within a quotation are a report within the report.
        """
        speaker = None if report.speaker is None else report.tree.tokens[report.speaker]
        if not self._quoted(index, report.tree.tokens[report.head].span):
            return speaker is not None and speaker.lower in FIRST | SECOND
        return speaker is None or speaker.pos == "PRON" or report.kind is not CueClass.SPEECH

    def _presents_nothing(self, index: int, report: Report) -> bool:
        """ "They offer the other side": a report where "they" are articles, none where they are shops."""
        if report.kind is not CueClass.FINDING or report.speaker is None:
            return False
        if report.tree.tokens[report.speaker].lower not in TAKEN_UP or verb_cue(report.tree.tokens[report.head]):
            return False
        words = self.reading.mentions.antecedent(index, report.speaker).lower().split()
        return not DOCUMENTS & set(words)

    def _just_spoke(self, index: int) -> Resolved | None:
        """The last source of the paragraph before, where it spoke in one of the three sentences before this one."""
        near = next((f for f in reversed(self.found[-8:]) if f.kind is not CueClass.ATTITUDE), None)
        if near is None or index - near.sentence > RECENT or near.resolved_source in {"", UNNAMED}:
            return None
        return Resolved(near.resolved_source, near.role, near.doubtful)

    def _quoted(self, index: int, span: Span) -> bool:
        return any(s.covers(span) for q in self.quotes_at[index] for s in q.spans)


def _all_quoted(kind: CueClass, content: Sequence[Span], quoted: Sequence[Quotation]) -> bool:
    """ "“It leaks,” said Cole": a short quotation that is all that was said."""
    spans = [s for q in quoted for s in q.spans]
    return kind is CueClass.SPEECH and all(any(s.covers(c) for s in spans) for c in content)


def _words(text: str, report: Report) -> str:
    return " ".join(span.slice(text) for span in token_spans(report.tree, report.source, text))


def quotes_by_sentence(reading: Reading) -> list[list[Quotation]]:
    """For each sentence the quotations that touch it."""
    out: list[list[Quotation]] = [[] for _ in reading.trees]
    for index, quotation in _overlaps([t.span for t in reading.trees], reading.quotations):
        out[index].append(quotation)
    return out


def _overlaps(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[tuple[int, Quotation]]:
    start = 0
    for quotation in quotations:
        while start < len(sentences) and sentences[start].end <= quotation.spans[0].start:
            start += 1
        at = start
        while at < len(sentences) and sentences[at].start < quotation.spans[-1].end:
            if any(sentences[at].overlaps(s) for s in quotation.spans):
                yield at, quotation
            at += 1
