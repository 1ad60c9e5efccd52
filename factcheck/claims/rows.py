"""The claims of an article as rows of claims.csv: the tool's cells filled, the human ones blank."""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.claims.article import Article, paragraphs_of
from factcheck.claims.claim import Claim
from factcheck.document import WriterNote
from factcheck.row import Row


def rows_of(article: Article, name: str) -> tuple[Row, ...]:
    """One row a claim, in text order. `name` goes into the `article` column; indices in the cells are 1-based."""
    paragraphs = paragraphs_of(article.sentences, article.document.paragraphs)
    refs = _refs(article.claims)
    notes = writer_notes(article)
    return tuple(
        replace(
            _row(article, claim, name, ref, paragraphs[claim.sentence] + 1), writer_note=notes.get(claim.sentence, "")
        )
        for claim, ref in zip(article.claims, refs, strict=True)
    )


def writer_notes(article: Article) -> dict[int, str]:
    """By sentence what the writer and others noted on it: "footnote: ...", "comment by Ana: ...", one a line."""
    found: dict[int, dict[str, None]] = {}
    for note in article.document.notes:
        for sentence in note.sentences(article.sentences, article.text):
            found.setdefault(sentence, {})[_labelled(note)] = None
    return {sentence: "\n".join(lines) for sentence, lines in found.items()}


def _labelled(note: WriterNote) -> str:
    by = f" by {note.author}" if note.author else ""
    hidden = "".join(f" ({url})" for url in note.urls if url not in note.text)
    return f"{note.place.value}{by}: {note.text}{hidden}"


def _refs(claims: Sequence[Claim]) -> list[str]:
    """`s16a`, `s16b` ...: the sentence, counted from 1, and the claim's letter in it."""
    counts: dict[int, int] = {}
    refs = []
    for claim in claims:
        at = counts[claim.sentence] = counts.get(claim.sentence, -1) + 1
        refs.append(f"s{claim.sentence + 1}{letter(at)}")
    return refs


def letter(number: int) -> str:
    """A .. z, aa, ab ...

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def _row(article: Article, claim: Claim, name: str, ref: str, paragraph: int) -> Row:
    cited = [article.citations[n] for n in claim.citations]
    return Row(
        claim_id=claim.id,
        ref=ref,
        source=claim.source or "",
        cited="; ".join(c.outlet for c in cited),
        cited_date="; ".join(c.date for c in cited),
        claim=claim.text,
        event_date=claim.date,
        said_date=claim.said_date,
        look_for=" ".join(claim.look_for),
        kind=claim.kind.value,
        checkable="yes" if claim.checkable else "no",
        source_role=claim.source_role,
        cue=claim.cue,
        verbatim=claim.verbatim(article.text),
        article=name,
        published=article.publication.date,
        published_basis=article.publication.basis,
        paragraph=str(paragraph),
        sentence=str(claim.sentence + 1),
        spans=" ".join(f"{start}..{end}" for start, end in claim.spans),
    )
