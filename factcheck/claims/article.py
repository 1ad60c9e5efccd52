"""An article broken into claims: `parse` joins what the other modules found."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factcheck.attribution import Attribution, Reading, find_attributions
from factcheck.citations import Citation, CitationForm, find_citations
from factcheck.claims.assembly import Assembly
from factcheck.claims.claim import Claim, name_all, span_words
from factcheck.coverage import uncovered
from factcheck.cycles import uncollected
from factcheck.dates import DateMention, find_dates
from factcheck.document import BlockKind, Document, Span
from factcheck.lifedates import find_life_dates
from factcheck.mending import mend
from factcheck.mentions import Mentions
from factcheck.outlets import OutletRegistry, load_outlets
from factcheck.publication import Publication, find_dateline, find_publication
from factcheck.quotations import find_quotations
from factcheck.readers import read_text
from factcheck.sentences import split
from factcheck.syntax import Progress, parse_sentences

BRACKETED = frozenset({CitationForm.PARENTHETICAL, CitationForm.NUMBERED})
"""Citations that stand beside the sentence, not in it: the parser is not shown their brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A parsed article. All spans are half-open ranges of code points of `document.text`, all indices 0-based.

    `uncovered` are the names, numbers, dates and quoted words of the body that lie in no claim.
    """

    document: Document
    publication: Publication
    sentences: tuple[Span, ...]
    dates: tuple[DateMention, ...]
    citations: tuple[Citation, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    uncovered: tuple[Span, ...]

    @property
    def text(self) -> str:
        return self.document.text

    def paragraph_of(self, sentence: int) -> int:
        """The paragraph (an index into `document.paragraphs`) that a sentence stands in."""
        start = self.sentences[sentence].start
        return bisect_right(self.document.paragraphs, start, key=lambda paragraph: paragraph.start) - 1

    def to_dict(self) -> dict[str, Any]:
        """The article as the JSON of the README: text, dates, citations, attributions and claims with their offsets."""
        return {
            "text": self.text,
            "title": self.document.title,
            "published": self.publication.date or None,
            "published_basis": self.publication.basis,
            "paragraphs": [list(span) for span in self.document.paragraphs],
            "sentences": [list(span) for span in self.sentences],
            "dates": [_date(d, self.text) for d in self.dates],
            "citations": [_citation(c) for c in self.citations],
            "attributions": [_attribution(a) for a in self.attributions],
            "claims": [_claim(c) for c in self.claims],
        }


def _date(date: DateMention, text: str) -> dict[str, Any]:
    start, end = date.span
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "type": date.type.value,
        "value": date.value,
        "edtf": date.edtf,
        "basis": date.basis,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    start, end = citation.span
    return {
        "start": start,
        "end": end,
        "outlet": citation.outlet,
        "date": citation.date or None,
        "covers": list(citation.covers),
    }


def _attribution(found: Attribution) -> dict[str, Any]:
    return {
        "source": [list(s) for s in found.source],
        "cue": [list(s) for s in found.cue],
        "content": [list(s) for s in found.content],
        "direct": found.direct,
        "resolved_source": found.resolved_source or None,
        "within": found.within,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "spans": [list(s) for s in claim.spans],
        "text": claim.text,
        "kind": claim.kind.value,
        "checkable": claim.checkable,
        "source": claim.source,
        "source_role": claim.source_role,
        "attribution": claim.attribution,
        "citations": list(claim.citations),
        "date": claim.date or None,
        "date_basis": claim.date_basis,
        "sentence": claim.sentence,
    }


def paragraphs_of(sentences: Sequence[Span], paragraphs: Sequence[Span]) -> tuple[int, ...]:
    """For each sentence the index of its paragraph."""
    out, at = [], 0
    for sentence in sentences:
        while at + 1 < len(paragraphs) and paragraphs[at].end <= sentence.start:
            at += 1
        out.append(at)
    return tuple(out)


def parse(
    article: str | Document,
    *,
    published: str | None = None,
    outlets: OutletRegistry | None = None,
    progress: Progress | None = None,
) -> Article:
    """The article's sentences, dates, citations, attributions and claims.

    `published` is the day, month or year it appeared ("2005-08-17", "2005"); without it the document's own evidence
    decides, and where that is silent no date that needs it is resolved. Never today. `progress` is told how many
    sentences are parsed, and of how many, which is where most of the time goes.

    Raises:
        BadArgument: `published` is no date.
    """
    document = article if isinstance(article, Document) else read_text(article)
    with uncollected():
        return _parsed(document, published or "", outlets if outlets is not None else load_outlets(), progress)


def _parsed(document: Document, published: str, registry: OutletRegistry, progress: Progress | None) -> Article:
    text = document.text
    publication = find_publication(document, published)
    sentences = tuple(s for paragraph in document.paragraphs for s in split(text, paragraph))
    dates = find_dates(text, document.paragraphs, publication.date)
    citations = find_citations(document, sentences, dates, registry, published=publication.date)
    brackets = [c.span for c in citations if c.form in BRACKETED and c.span.start < c.span.end]
    lives = find_life_dates(text, dates)
    brackets += [find_dateline(document).span, *_dates_alone(text, sentences, dates)]
    aside = [*brackets, *(life.bracket for life in lives)]
    trees = tuple(mend(tree) for tree in parse_sentences(text, sentences, aside, progress))
    reading = Reading(
        text=text,
        trees=trees,
        paragraph_of=paragraphs_of(sentences, document.paragraphs),
        quotations=find_quotations(text, document.paragraphs),
        mentions=Mentions(text, trees),
    )
    attributions = find_attributions(reading)
    headings = {b.span for b in document.blocks if b.kind is BlockKind.HEADING}
    assembly = Assembly(
        reading=reading,
        dates=dates,
        citations=citations,
        attributions=attributions,
        lives=lives,
        headings=frozenset(i for i, p in enumerate(document.paragraphs) if p in headings),
    )
    claims, missed = _covering(assembly, document, sentences, brackets)
    return Article(
        document=document,
        publication=publication,
        sentences=sentences,
        dates=dates,
        citations=citations,
        attributions=attributions,
        claims=named(text, claims),
        uncovered=missed,
    )


def _dates_alone(text: str, sentences: Sequence[Span], dates: Sequence[DateMention]) -> list[Span]:
    """The sentences that are a date and nothing else: the day under a headline."""
    starts = [sentence.start for sentence in sentences]
    found = []
    for date in dates:
        at = bisect_right(starts, date.span.start) - 1
        if at < 0 or not sentences[at].covers(date.span):
            continue
        around = text[sentences[at].start : date.span.start] + text[date.span.end : sentences[at].end]
        if not any(character.isalnum() for character in around):
            found.append(sentences[at])
    return found


def _covering(
    assembly: Assembly, document: Document, sentences: Sequence[Span], brackets: Sequence[Span]
) -> tuple[tuple[Claim, ...], tuple[Span, ...]]:
    """The claims, widened where a name, number, date or quoted word of the body lay in none; and what still does."""

    def left_out(claims: Sequence[Claim]) -> tuple[Span, ...]:
        return uncovered(document, sentences, (s for c in claims for s in c.spans), brackets)

    claims = assembly.claims()
    missed = left_out(claims)
    if not missed:
        return claims, ()
    claims = assembly.widened(claims, missed)
    return claims, left_out(claims)


def named(text: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with their ids."""
    made = tuple(claims)
    ids = name_all([span_words(text, claim.spans) for claim in made])
    return tuple(replace(claim, id=name) for claim, name in zip(made, ids, strict=True))
