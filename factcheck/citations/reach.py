"""How far back a citation vouches: to where the voice it closes began, never across a paragraph or another citation."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.citations.citation import Citation, CitationForm, View
from factcheck.cues import spoken_forms
from factcheck.document import Span
from factcheck.sentences import STARTERS

SPEECH = rf"(?:{'|'.join(map(re.escape, (*spoken_forms(), 'believed', 'believes')))})"
CAPITAL = r"[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*"
SPEAKER = re.compile(
    rf"[,”\"’?!]\s*{SPEECH}\s+(?:[a-z]+\s+){{0,3}}(?P<after>{CAPITAL}(?:\s+{CAPITAL}){{0,3}})"
    rf"|(?P<before>{CAPITAL}(?:\s+{CAPITAL}){{0,3}})(?:,[^,]{{1,80}},)?\s+(?:[a-z]+ly\s+|also\s+|has\s+|have\s+)?{SPEECH}\b"
)
PRONOUN = re.compile(r"(?:[“\"‘']?[^“”\".;]{0,90},\s+)?(?:he|she|they)\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"(?:(?:In addition|Moreover|Furthermore|Also|Simultaneously|Likewise|Similarly|Specifically|Thus|Then)\b,?\s+)?"
    r"(?:(?:the|this|that)\s+same\s|(?:the\s+)?(?:latter|former)\b|(?:it|this|that|these|those|such)\b"
    r"|the\s+(?:report|article|paper|newspaper|agency|statement|story|dispatch|study|document|source|commentary)\b)",
    re.IGNORECASE,
)
ANOTHER_VOICE = re.compile(rf"\b[Aa]ccording to\b|\b{SPEECH}\b")
OPEN, CLOSE = "“«„", "”»"
TAIL = re.compile(r"[\s.,;:!?)\]”’»\"']*")


def covered(view: View, citations: Sequence[Citation]) -> Iterator[tuple[int, ...]]:
    """For each citation, in order of place, the indices of the sentences it covers."""
    firsts = _first_of_paragraph(view)
    quoted = _quotation_starts(view)
    previous = -1
    bracket: Span | None = None
    limit = 0
    for citation in citations:
        sentence = view.sentence_at(citation.span.start)
        if citation.span != bracket:
            bracket, limit = citation.span, max(previous + 1, firsts[sentence])
        start = sentence
        if limit <= sentence and _closes(view, citation, sentence):
            start = _begins(view, citation, max(limit, quoted[sentence]), limit)
        if citation.form is CitationForm.PARENTHETICAL:
            previous = max(previous, sentence)
        yield tuple(range(start, sentence + 1))


def _first_of_paragraph(view: View) -> tuple[int, ...]:
    """For each sentence the index of the first sentence of its paragraph."""
    starts = [paragraph.start for paragraph in view.document.paragraphs]
    out: list[int] = []
    for index, sentence in enumerate(view.sentences):
        paragraph = bisect_right(starts, sentence.start)
        same = bool(out) and bisect_right(starts, view.sentences[index - 1].start) == paragraph
        out.append(out[-1] if same else index)
    return tuple(out)


def _quotation_starts(view: View) -> tuple[int, ...]:
    """For each sentence the sentence in which the quotation it begins in was opened; itself where none is open."""
    firsts = _first_of_paragraph(view)
    out: list[int] = []
    opened = -1
    for index, sentence in enumerate(view.sentences):
        if firsts[index] == index:
            opened = -1
        out.append(opened if opened >= 0 else index)
        for character in re.findall(r"[“«„”»\"]", sentence.slice(view.text)):
            opens = character in OPEN or (character == '"' and opened < 0)
            opened = (opened if opened >= 0 else index) if opens else -1
    return tuple(out)


def _closes(view: View, citation: Citation, sentence: int) -> bool:
    """True where the citation stands at the end of its sentence; one in the middle vouches for that sentence alone."""
    end = view.sentences[sentence].end
    tail = TAIL.match(view.text, citation.span.end, end)
    return citation.form is not CitationForm.LINKED and tail is not None and tail.end() == end


def _begins(view: View, citation: Citation, opened: int, limit: int) -> int:
    """The first sentence of the stretch a parenthetical citation closes, not before `limit`.

    `opened` is its own sentence, or that in which the quotation it closes began.
    """
    if citation.form is not CitationForm.PARENTHETICAL:
        return opened
    named = _names_outlet(view, citation, limit)
    if named is not None:
        return min(named, opened)
    return min(_voice_start(view, citation, opened, limit), _shares_date(view, citation, opened, limit))


def _names_outlet(view: View, citation: Citation, limit: int) -> int | None:
    """The first sentence from `limit` on whose running text names the cited outlet, None where none does."""
    known = view.outlets.find(citation.outlet)
    within = Span(view.sentences[limit].start, citation.span.start)
    if known is None:
        at = within.slice(view.text).find(citation.outlet)
        return view.sentence_at(within.start + at) if at >= 0 else None
    spans = (name.span for name in view.names_in(within) if name.outlet is known)
    outside = (span for span in spans if view.text[max(0, span.start - 1)] != "(")
    return next((view.sentence_at(span.start) for span in outside), None)


def _shares_date(view: View, citation: Citation, opened: int, limit: int) -> int:
    """The first sentence from `limit` on that gives the citation's own day; `opened` where none does."""
    within = Span(view.sentences[limit].start, view.sentences[opened].start)
    same = (mention for mention in view.dates_in(within) if citation.date and mention.edtf == citation.date)
    return next((view.sentence_at(mention.span.start) for mention in same), opened)


def _speaker(words: str) -> str:
    """The surname of who is said to speak in a sentence, "" where none is named."""
    found = [(match["after"] or match["before"]).split()[-1] for match in SPEAKER.finditer(words)]
    return next((name for name in reversed(found) if name not in STARTERS), "")


def _voice_start(view: View, citation: Citation, opened: int, limit: int) -> int:
    """The first sentence of the voice that speaks at the citation.

    Back over sentences that name the speaker, and over "he" and "she" as far as one that does; where nobody is named,
    over sentences that take up the one before ("It added", "The same report").
    """
    sentence = view.sentence_at(citation.span.start)
    speaker = _speaker(view.sentences[sentence].slice(view.text))
    begins = at = opened
    while at > limit and not _another_outlet(view, citation, at - 1):
        before = view.sentences[at - 1].slice(view.text)
        if speaker and _speaker(before) not in {"", speaker}:
            break
        named = bool(speaker) and re.search(rf"\b{re.escape(speaker)}\b", before) is not None
        if not named and not _goes_on(view.sentences[at].slice(view.text), before, speaker):
            break
        at -= 1
        if named or not speaker:
            begins = at
    return begins


def _goes_on(words: str, before: str, speaker: str) -> bool:
    """True where a sentence may belong to the voice of the next: "he" where a speaker is known, else taken up by it."""
    if speaker:
        return PRONOUN.match(before) is not None
    return PRONOUN.match(words) is not None or GOES_ON.match(words) is not None


def _another_outlet(view: View, citation: Citation, sentence: int) -> bool:
    """True where the sentence reports what another outlet says."""
    cited = view.outlets.find(citation.outlet)
    others = any(name.outlet is not cited for name in view.names_in(view.sentences[sentence]))
    return others and ANOTHER_VOICE.search(view.sentences[sentence].slice(view.text)) is not None
