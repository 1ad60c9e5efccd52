"""All citations of an article, in order, each with the sentences it covers."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.citations.authors import author_year
from factcheck.citations.brackets import parenthetical
from factcheck.citations.citation import Citation, CitationForm, Dated, View
from factcheck.citations.links import linked, with_addresses
from factcheck.citations.markers import noted, numbered
from factcheck.citations.narrated import narrated
from factcheck.citations.reach import covered
from factcheck.document import Document, Span
from factcheck.outlets import OutletRegistry

POINTING = frozenset({CitationForm.PARENTHETICAL, CitationForm.NUMBERED, CitationForm.AUTHOR_YEAR})


def find_citations(
    document: Document,
    sentences: Sequence[Span],
    dates: Sequence[Dated],
    outlets: OutletRegistry,
    *,
    published: str = "",
) -> tuple[Citation, ...]:
    """The citations of the prose, in the order of their place; those of its footnotes at the place of their mark.

    `sentences` are those of `factcheck.sentences.split_document`; `dates` any order; `published` is EDTF, for the dates
    of notes. One source gives one entry: where a bracket, link or marker stands in the sentence, a link on the same
    words and a narration of the same outlet are that citation, not another. Source of the rules: EDM, FBIS and
    Wikipedia practice as in the sample table.
    """
    view = View.of(document, sentences, dates, outlets)
    brackets = [*parenthetical(view), *author_year(view)]
    pointing = [*_once(with_addresses(view, iter(brackets))), *numbered(view), *noted(view, published)]
    found = [*pointing, *_apart(view, [*linked(view), *narrated(view)], pointing)]
    placed = [each for each in found if view.sentence_at(each.span.start) >= 0]
    placed.sort(key=lambda each: each.span)
    return tuple(replace(each, covers=covers) for each, covers in zip(placed, covered(view, placed), strict=True))


def _once(citations: Iterable[Citation]) -> Iterator[Citation]:
    """The citations without those in a bracket of which a wider or earlier reading was found."""
    end = -1
    held: Span | None = None
    for each in sorted(citations, key=lambda each: (each.span.start, -each.span.end)):
        if each.span == held or each.span.start >= end:
            held, end = each.span, each.span.end
            yield each


def _apart(view: View, found: Iterable[Citation], pointing: Sequence[Citation]) -> Iterator[Citation]:
    """The links and narrations that no bracket or marker of the same sentence already stands for."""
    ordered = sorted(found, key=lambda each: each.span)
    marked = {view.sentence_at(each.span.start) for each in pointing}
    brackets = sorted({each.span for each in pointing})
    links = [each for each in ordered if each.form is CitationForm.LINKED and not _meets(brackets, each.span)]
    linked_spans = [each.span for each in links]
    yield from links
    for each in ordered:
        narration = each.form is CitationForm.NARRATED
        if narration and view.sentence_at(each.span.start) not in marked and not _meets(linked_spans, each.span):
            yield each


def _meets(spans: Sequence[Span], span: Span) -> bool:
    """True where one of the spans, in order and disjoint, overlaps `span`."""
    after = bisect_left(spans, span)
    return any(other.overlaps(span) for other in spans[max(0, after - 1) : after + 1])
