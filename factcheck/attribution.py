"""Who said it: source, cue and content, with the speaker resolved to the name the article gives in full."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.cues import CueClass
from factcheck.document import Span, joined
from factcheck.mentions import FIRST, Mentions, Resolved
from factcheck.propositions import token_spans
from factcheck.quotations import Quotation
from factcheck.reporting import Report, beside_quotation, find_reports, introduced_by
from factcheck.syntax import Tree

RECENT = 3
"""Sentences. News sets one sentence a paragraph: "He added" points over the break."""
LONG = 4
"""Words. A quotation without a cue that is shorter is no sentence of the last speaker's."""
SILENT = frozenset({CueClass.EVENT, CueClass.ATTITUDE})
"""Who does these is not speaking: "he added" does not point at them."""
VOICED = frozenset({CueClass.SPEECH, CueClass.THOUGHT, CueClass.JUDGEMENT})
"""What may take a whole quotation for its content."""
UNNAMED = "unspecified"
"""The source where somebody unnamed is said to have said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What somebody is reported to have said, thought, found or done.

    `content` may run over several sentences. `resolved_source` is the name in full without role or title, `UNNAMED`
    where nobody is named, the description where only that is given. `doubtful` where two people could be meant.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool
    resolved_source: str
    role: str
    doubtful: bool
    kind: CueClass
    sentence: int
    head: int
    denies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article read so far: what attribution works on."""

    text: str
    trees: tuple[Tree, ...]
    paragraph_of: tuple[int, ...]
    """For each sentence its paragraph."""
    quotations: tuple[Quotation, ...]
    mentions: Mentions


def find_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their cues; those without a cue stand where their words begin."""
    return tuple(sorted(_Attributor(reading).run(), key=lambda a: min((*a.cue, *a.content, *a.source))))


class _Attributor:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: list[Attribution] = []
        self.last: dict[int, Resolved] = {}
        """The last source of each paragraph: who "it" and "the same article" are."""
        self.quotes_at = _quotes_by_sentence(reading)

    def run(self) -> list[Attribution]:
        for index, tree in enumerate(self.reading.trees):
            quoted = [span for q in self.quotes_at[index] if q.is_speech for span in q.spans]
            for report in find_reports(tree, quoted):
                self._add(index, report)
        self._extend_over_quotations()
        self._first_person()
        return self.found

    def _add(self, index: int, report: Report) -> None:
        made = self._made(index, report)
        if made is not None:
            self.found.append(made)
            if made.kind not in SILENT and made.resolved_source not in {"", UNNAMED}:
                self.last[self.reading.paragraph_of[index]] = Resolved(made.resolved_source, made.role, made.doubtful)

    def _made(self, index: int, report: Report) -> Attribution | None:
        reading = self.reading
        if self._own_voice(index, report):
            return None
        paragraph = reading.paragraph_of[index]
        previous = self.last.get(paragraph) or self._just_spoke(index)
        if report.speaker is None:
            resolved = Resolved(UNNAMED)
        else:
            resolved = reading.mentions.resolve(index, report.speaker, previous)
            own_voice = report.tree.tokens[report.speaker].lower in FIRST
            if not resolved.name:
                resolved = Resolved("" if own_voice else _words(reading.text, report))
        content = token_spans(report.tree, report.content, reading.text)
        quoted = [q for q in self.quotes_at[index] if any(s.overlaps(c) for s in q.spans for c in content)]
        return Attribution(
            source=token_spans(report.tree, report.source, reading.text),
            cue=token_spans(report.tree, report.cue, reading.text),
            content=content,
            direct=any(q.is_speech for q in quoted),
            resolved_source=resolved.name,
            role=resolved.role,
            doubtful=resolved.doubtful,
            kind=report.kind,
            sentence=index,
            head=report.head,
            denies=report.denies,
        )

    def _own_voice(self, index: int, report: Report) -> bool:
        """ "I think", of the author; inside a quotation also "you know" and "he wants": all of it is the speaker's.

        Only a named speaker's words within a quotation are a report within the report.
        """
        speaker = None if report.speaker is None else report.tree.tokens[report.speaker]
        if not self._quoted(index, report.tree.tokens[report.head].span):
            return speaker is not None and speaker.lower in FIRST
        return speaker is None or speaker.pos == "PRON" or report.kind is not CueClass.SPEECH

    def _just_spoke(self, index: int) -> Resolved | None:
        """The last source of the paragraph before, where it spoke in one of the three sentences before this one."""
        near = next((f for f in reversed(self.found[-8:]) if f.kind is not CueClass.ATTITUDE), None)
        if near is None or index - near.sentence > RECENT or near.resolved_source in {"", UNNAMED}:
            return None
        return Resolved(near.resolved_source, near.role, near.doubtful)

    def _quoted(self, index: int, span: Span) -> bool:
        return any(s.covers(span) for q in self.quotes_at[index] for s in q.spans)

    # ------------------------------------------------------------ quotations over several sentences
    def _extend_over_quotations(self) -> None:
        """A quotation belongs to one speaker: the content runs over all of it, wherever the cue stands."""
        for quotation in self.reading.quotations:
            if not quotation.is_speech:
                continue
            owner = self._owner(quotation)
            if owner is None:
                owner = self._beside(quotation) or self._introduced(quotation)
            if owner is None:
                self._by_neighbour(quotation)
                continue
            at = self.found.index(owner, bisect_left(self.found, owner.sentence, key=_sentence))
            spans = joined([*owner.content, *(_without(s, owner) for s in quotation.spans)])
            self.found[at] = replace(owner, content=spans, direct=True)

    def _beside(self, quotation: Quotation) -> Attribution | None:
        """A new attribution by the words right beside the quotation, where the parse gave none."""
        trees = self.reading.trees
        first, last = self._touched(quotation)
        sign = self.reading.text[: quotation.spans[-1].end].rstrip("”\"'’ ")[-1:]
        for index in dict.fromkeys((last, last + 1, first)):
            if index >= len(trees) or self.reading.paragraph_of[index] != self.reading.paragraph_of[last]:
                continue
            whole = Span(quotation.spans[0].start, quotation.spans[-1].end)
            report = beside_quotation(trees[index], whole, sign)
            made = self._made(index, report) if report is not None else None
            if made is not None:
                made = replace(made, content=quotation.spans, direct=True)
                insort(self.found, made, key=_sentence)
                return made
        return None

    def _introduced(self, quotation: Quotation) -> Attribution | None:
        """A quotation that opens its sentence after one that ends in a colon: "He said:" belongs to it."""
        trees = self.reading.trees
        index, _ = self._touched(quotation)
        if not index or trees[index].span.start < quotation.spans[0].start - 1:
            return None
        introduction = introduced_by(trees[index - 1])
        made = self._made(index - 1, introduction) if introduction is not None else None
        if made is None:
            return None
        made = replace(made, content=quotation.spans, direct=True, head=-1)
        insort(self.found, made, key=_sentence)
        return made

    def _touched(self, quotation: Quotation) -> tuple[int, int]:
        """The first and the last sentence of a quotation."""
        trees = self.reading.trees
        first = bisect_left(trees, quotation.spans[0].start + 1, key=lambda t: t.span.end)
        last = bisect_left(trees, quotation.spans[-1].end, key=lambda t: t.span.end)
        return min(first, len(trees) - 1), min(last, len(trees) - 1)

    def _owner(self, quotation: Quotation) -> Attribution | None:
        """The attribution whose content holds part of the quotation and whose cue stands outside it."""
        best: Attribution | None = None
        for found in self._near(quotation):
            touches = any(c.overlaps(s) for c in found.content for s in quotation.spans)
            inside = any(s.overlaps(c) for c in found.cue for s in quotation.spans)
            if not touches or inside or found.kind not in VOICED:
                continue
            if best is None or _away(found, quotation) < _away(best, quotation):
                best = found
        return best

    def _near(self, quotation: Quotation, before: int = 0) -> list[Attribution]:
        """The attributions of the sentences the quotation touches and `before` more in front of them."""
        trees = self.reading.trees
        first = max(0, bisect_left(trees, quotation.spans[0].start + 1, key=lambda t: t.span.end) - before)
        last = bisect_left(trees, quotation.spans[-1].end, key=lambda t: t.span.start)
        return self.found[bisect_left(self.found, first, key=_sentence) : bisect_left(self.found, last, key=_sentence)]

    def _by_neighbour(self, quotation: Quotation) -> None:
        """A quotation with no cue of its own: the paragraph's last speaker before it, or the one who just spoke."""
        trees = self.reading.trees
        index = min(bisect_left(trees, quotation.spans[0].start + 1, key=lambda t: t.span.end), len(trees) - 1)
        near = [
            a
            for a in self._near(quotation, 2)
            if a.sentence <= index and a.kind is CueClass.SPEECH and a.resolved_source
        ]
        near = [a for a in near if not any(s.overlaps(c) for c in a.cue for s in quotation.spans)]
        same = [a for a in near if self.reading.paragraph_of[a.sentence] == self.reading.paragraph_of[index]]
        begins = trees[index].span.start >= quotation.spans[0].start - 1 and quotation.words >= LONG
        speaker = ([a for a in same if a.direct] or same or ([a for a in near if a.direct] if begins else []))[-1:]
        if not speaker or not begins:
            return
        if same:
            at = self.found.index(speaker[0], bisect_left(self.found, speaker[0].sentence, key=_sentence))
            self.found[at] = replace(speaker[0], content=joined([*speaker[0].content, *quotation.spans]))
            return
        made = replace(speaker[0], cue=(), content=quotation.spans, direct=True, sentence=index, head=-1)
        insort(self.found, made, key=_sentence)

    # ------------------------------------------------------------ "We were confident", said of oneself without marks
    def _first_person(self) -> None:
        """Unquoted "we" right after "C, said X" with a "we" of its own is still X speaking."""
        at: dict[int, list[Attribution]] = {}
        for found in self.found:
            at.setdefault(found.sentence, []).append(found)
        for index in range(1, len(self.reading.trees)):
            tree = self.reading.trees[index]
            if self.quotes_at[index] or not _speaks(tree) or index in at:
                continue
            if self.reading.paragraph_of[index] != self.reading.paragraph_of[index - 1]:
                continue
            before = [a for a in at.get(index - 1, ()) if a.kind is CueClass.SPEECH and not a.direct]
            before = [
                a
                for a in before
                if any(w in FIRST for c in a.content for w in c.slice(self.reading.text).lower().split())
            ]
            if before and before[-1].resolved_source not in {"", UNNAMED}:
                made = replace(before[-1], source=(), cue=(), content=(tree.span,), sentence=index, head=-1)
                at[index] = [made]
                insort(self.found, made, key=_sentence)


def _sentence(found: Attribution) -> int:
    return found.sentence


def _away(found: Attribution, quotation: Quotation) -> int:
    """Characters between a cue and a quotation."""
    if not found.cue:
        return 0
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    return min(max(start - c.end, c.start - end, 0) for c in found.cue)


def _speaks(tree: Tree) -> bool:
    return any(t.lower in FIRST for t in tree.tokens)


def _without(span: Span, owner: Attribution) -> Span:
    """The quotation; marks stay in it."""
    return (
        span
        if not any(span.covers(c) for c in owner.source)
        else Span(span.start, max(span.start, min(c.start for c in owner.source)))
    )


def _words(text: str, report: Report) -> str:
    return " ".join(span.slice(text) for span in token_spans(report.tree, report.source, text))


def _quotes_by_sentence(reading: Reading) -> list[list[Quotation]]:
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
