"""What a check looks at: an article with its rows and evidence, each thing found by place or id without a search."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from factcheck.attribution import Attribution
from factcheck.citations import Citation
from factcheck.claims.article import BRACKETED, Article
from factcheck.claims.claim import Claim
from factcheck.claims.rows import rows_of
from factcheck.dates import DateMention
from factcheck.document import BlockKind, Span, joined
from factcheck.evidence.record import Evidence
from factcheck.outlets import OutletRegistry, load_outlets
from factcheck.quotations import Quotation, find_quotations
from factcheck.row import Row

Key = TypeVar("Key")
Each = TypeVar("Each")


class Earlier(NamedTuple):
    """A verdict that a claim had before, as the journal tells: whose, and the status they gave."""

    claim_id: str
    reviewer: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One article with its rows and evidence. `article` is None where only the table is at hand.

    `rows` are the article's rows of the table, () before there is one; `evidence` the rows of evidence.csv for them,
    `earlier` the verdicts they had before, oldest first. `writer` is who wrote the article where the user says so, ""
    where the article itself may tell (its byline). `outlets` is the registry, with the user's own where there are any.
    All indices are 0-based, all spans code points of `text`.
    """

    article: Article | None = None
    rows: tuple[Row, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    writer: str = ""
    outlets: OutletRegistry = field(default_factory=load_outlets)

    # What the article holds. Each is blank without an article.

    @cached_property
    def text(self) -> str:
        """The article's text, "" without one."""
        return self.article.text if self.article else ""

    @cached_property
    def paragraphs(self) -> Sequence[Span]:
        """The paragraphs of the text."""
        return self.article.document.paragraphs if self.article else ()

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations of the text, in order."""
        return find_quotations(self.text, self.paragraphs)

    @cached_property
    def doubtful_dates(self) -> tuple[DateMention, ...]:
        """The dates of which two readings remain, or that need a day of publication that is not known."""
        return tuple(date for date in self.article.dates if date.doubtful) if self.article else ()

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds the offset, -1 where none does."""
        return _holding(self._sentences, self._sentence_starts, offset)

    def paragraph_at(self, offset: int) -> int:
        """The index into `paragraphs` of the one that holds the offset, -1 where none does."""
        return _holding(self.paragraphs, self._paragraph_starts, offset)

    def paragraph_of(self, sentence: int) -> int:
        """The index of the paragraph that a sentence stands in."""
        return self.paragraph_at(self._sentences[sentence].start)

    def claims_of(self, sentence: int) -> tuple[Claim, ...]:
        """The claims of a sentence, in order."""
        return self._claims.get(sentence, ())

    def dates_in(self, span: Span) -> tuple[DateMention, ...]:
        """The date mentions that begin inside, in order."""
        if self.article is None:
            return ()
        starts = self._date_starts
        return self.article.dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def citations_of(self, sentence: int) -> tuple[Citation, ...]:
        """The citations that vouch for a sentence, in order of the text."""
        return self._citations.get(sentence, ())

    def attributions_of(self, sentence: int) -> tuple[Attribution, ...]:
        """The attributions whose cue stands in a sentence."""
        return self._attributions.get(sentence, ())

    def is_quoted(self, span: Span) -> bool:
        """True where the span lies inside quotation marks."""
        return _covered(self._quoted, self._quoted_starts, span)

    def is_cited(self, span: Span) -> bool:
        """True where the span lies inside the bracket of a citation: it is a reference, no prose."""
        return _covered(self._brackets, self._bracket_starts, span)

    def lines_before(self, offset: int) -> int:
        """How many line breaks of the text stand before the offset."""
        return bisect_left(self._breaks, offset)

    def is_heading(self, sentence: int) -> bool:
        """True for a sentence of a heading."""
        return sentence in self._headings

    # The table's ids, rows and evidence.

    def id_of(self, claim: Claim) -> str:
        """The id that the table has for a claim of the article, "" where no row states it."""
        return self._ids.get(claim.id, "")

    def id_at(self, span: Span) -> str:
        """The id of the first claim that holds the span, else of the first that shares a word of it; "" for neither."""
        claims = self.claims_of(self.sentence_at(span.start))
        holding = (claim for claim in claims if any(own.covers(span) for own in claim.spans))
        sharing = (claim for claim in claims if any(own.overlaps(span) for own in claim.spans))
        found = next(holding, None) or next(sharing, None)
        return self.id_of(found) if found else ""

    def row_of(self, claim_id: str) -> Row | None:
        """The row of that id, None where there is none."""
        return self._rows.get(claim_id)

    def claim_of(self, claim_id: str) -> Claim | None:
        """The claim of the article that the row of that id states, None where the article has it no more."""
        return self._by_id.get(claim_id)

    def evidence_of(self, claim_id: str) -> tuple[Evidence, ...]:
        """The rows of evidence.csv for a claim, in their order."""
        return self._evidence.get(claim_id, ())

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The id in the table of each claim of the article, by the claim's own."""
        if self.article is None:
            return {}
        claims = self.article.claims
        if not self.rows:
            return {claim.id: claim.id for claim in claims}
        placed = {(row.spans, row.verbatim): row.claim_id for row in self.rows}
        worded = {row.verbatim: row.claim_id for row in reversed(self.rows)}  # the article may have changed meanwhile
        ids: dict[str, str] = {}
        for claim, row in zip(claims, rows_of(self.article, ""), strict=True):
            ids[claim.id] = placed.get((row.spans, row.verbatim)) or worded.get(row.verbatim, "")
        return ids

    @cached_property
    def _by_id(self) -> dict[str, Claim]:
        return {self._ids[claim.id]: claim for claim in self.article.claims} if self.article else {}

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row.claim_id: row for row in self.rows}

    @cached_property
    def _evidence(self) -> dict[str, tuple[Evidence, ...]]:
        return _grouped((row.claim_id, row) for row in self.evidence)

    @cached_property
    def _claims(self) -> dict[int, tuple[Claim, ...]]:
        return _grouped((claim.sentence, claim) for claim in self.article.claims) if self.article else {}

    @cached_property
    def _citations(self) -> dict[int, tuple[Citation, ...]]:
        found = self.article.citations if self.article else ()
        return _grouped((sentence, citation) for citation in found for sentence in citation.covers)

    @cached_property
    def _attributions(self) -> dict[int, tuple[Attribution, ...]]:
        return _grouped((found.sentence, found) for found in self.article.attributions) if self.article else {}

    @cached_property
    def _date_starts(self) -> tuple[int, ...]:
        return tuple(date.span.start for date in self.article.dates) if self.article else ()

    @property
    def _sentences(self) -> Sequence[Span]:
        return self.article.sentences if self.article else ()

    @cached_property
    def _sentence_starts(self) -> Sequence[int]:
        return _starts(self._sentences)

    @cached_property
    def _paragraph_starts(self) -> Sequence[int]:
        return _starts(self.paragraphs)

    @cached_property
    def _breaks(self) -> Sequence[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def _quoted(self) -> Sequence[Span]:
        return joined([span for quotation in self.quotations for span in quotation.spans])

    @cached_property
    def _brackets(self) -> Sequence[Span]:
        found = self.article.citations if self.article else ()
        return joined([citation.span for citation in found if citation.form in BRACKETED])

    @cached_property
    def _quoted_starts(self) -> Sequence[int]:
        return _starts(self._quoted)

    @cached_property
    def _bracket_starts(self) -> Sequence[int]:
        return _starts(self._brackets)

    @cached_property
    def _headings(self) -> frozenset[int]:
        blocks = self.article.document.blocks if self.article else ()
        headings = [block.span for block in blocks if block.kind is BlockKind.HEADING]
        starts = _starts(headings)
        return frozenset(at for at, span in enumerate(self._sentences) if _holding(headings, starts, span.start) >= 0)


def _starts(spans: Iterable[Span]) -> Sequence[int]:
    return [span.start for span in spans]


def _holding(spans: Sequence[Span], starts: Sequence[int], offset: int) -> int:
    """The index of the span, of disjoint ones in order, that holds the offset; -1 where none does."""
    at = bisect_right(starts, offset) - 1
    return at if at >= 0 and offset < spans[at].end else -1


def _covered(spans: Sequence[Span], starts: Sequence[int], span: Span) -> bool:
    at = _holding(spans, starts, span.start)
    return at >= 0 and spans[at].covers(span)


def _grouped(pairs: Iterable[tuple[Key, Each]]) -> dict[Key, tuple[Each, ...]]:
    found: defaultdict[Key, list[Each]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return {key: tuple(each) for key, each in found.items()}
