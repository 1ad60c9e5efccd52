"""A row that a person added: looked up in its article."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.document import Document, Span
from factcheck.row import Row
from factcheck.sentences import split_document

LOOSE = ("['\"‘’‚‛ʼ“”„‟«»]", "[-‐‑‒–—−]")
"""Signs that a person types one for another."""


def anchored(row: Row, number: int, names: Sequence[str], articles: Callable[[str], Document | None]) -> list[Finding]:
    """That the row was added, with the cells that place it in the text, or that it does not stand in it.

    `names` are the table's articles: a row that names none is looked for in all of them.
    """
    said = Finding(
        code=Code.ROW_ADDED,
        kind=Kind.REPAIR,
        why="added by hand: it is given an id",
        claim_id=row.claim_id,
        row=number,
        now=row.claim or row.verbatim,
        after=row.claim_id,
    )
    words = row.verbatim.strip() or row.claim.strip()
    if not words or row.spans.strip() or not (row.article or names):
        return [said]
    wanted = (row.article,) if row.article else tuple(names)
    texts = {name: document for name in wanted if (document := articles(name)) is not None}
    if not texts:
        what = f"{wanted[0]} is not" if len(wanted) == 1 else "the articles are not"
        return [_why(said, f"it is given an id; {what} at hand, so where it stands is not known")]
    places = [(name, span) for name, document in texts.items() if (span := _place(words, document))]
    if not places:
        return [_why(said, f"it is given an id, does not stand in {' or '.join(texts)} in these words")]
    if len(places) > 1:
        found = " and ".join(name for name, _ in places)
        return [_why(said, f"it is given an id, and stands in {found}: type into its article which one is meant")]
    ((name, span),) = places
    document = texts[name]
    cells = _cells(row, name, span, document)
    placed = [
        Finding(
            code=Code.ROW_ADDED,
            kind=Kind.REPAIR,
            why="its place in the text",
            claim_id=row.claim_id,
            row=number,
            column=column,
            after=cell,
        )
        for column, cell in cells.items()
    ]
    return [_why(said, f"it is given an id, and stands in {name}, sentence {cells.get('sentence', '?')}"), *placed]


def _why(said: Finding, why: str) -> Finding:
    return replace(said, why=f"added by hand: {why}")


def _place(words: str, document: Document) -> Span | None:
    """Where the words stand, the first time; quotation marks, dashes and spaces may differ."""
    bare = words.rstrip(".!?… ")
    pattern = "".join(
        r"\s+" if char.isspace() else next((loose for loose in LOOSE if re.fullmatch(loose, char)), re.escape(char))
        for char in re.sub(r"\s+", " ", bare)
    )
    found = re.search(pattern, document.text, re.IGNORECASE) if bare else None
    return Span(*found.span()) if found else None


def _cells(row: Row, name: str, span: Span, document: Document) -> dict[str, str]:
    sentences = split_document(document)
    at = next((number for number, sentence in enumerate(sentences) if sentence.covers(span)), None)
    cells = {"spans": f"{span.start}..{span.end}", "verbatim": span.slice(document.text), "article": name}
    if at is not None:
        paragraph = next(n for n, each in enumerate(document.paragraphs, 1) if each.covers(sentences[at]))
        cells |= {"sentence": str(at + 1), "paragraph": str(paragraph)}
    return {column: cell for column, cell in cells.items() if not row.cell(column).strip()}
