"""A short article, and the table a desk has made of it: every pile, every remark, a claim gone and one added."""

import re
from dataclasses import replace
from typing import Any

from factcheck.document import Block, BlockKind, Document, Span
from factcheck.report import Checklist, make_checklist
from factcheck.row import Row

ARTICLE = """\
Publication: Lake Weekly Volume: 3 Issue: 12

The Ministry of Water will close 12 dams on Lake Toma by 2007, minister Ana Petrova told reporters. “No village will be moved,” Petrova said (River News, March 5). Engineers have asked for the plans.

However, the plan is a gamble. Lake Toma, which Norland shares, lost a third of its water in 1994. <script>alert(1)</script> is what the ministry's page showed on Monday.
"""
SENTENCES = (
    "The Ministry of Water will close 12 dams on Lake Toma by 2007, minister Ana Petrova told reporters.",
    "“No village will be moved,” Petrova said (River News, March 5).",
    "Engineers have asked for the plans.",
    "However, the plan is a gamble.",
    "Lake Toma, which Norland shares, lost a third of its water in 1994.",
    "<script>alert(1)</script> is what the ministry's page showed on Monday.",
)


def document(text: str = ARTICLE, name: str = "lake.txt") -> Document:
    """The text with a block a paragraph; one that begins with "Publication:" is metadata, one with "# " a heading."""
    blocks = []
    for found in re.finditer(r"\S.*(?:\n.+)*", text):
        kinds = {"Publication:": BlockKind.METADATA, "#": BlockKind.HEADING}
        kind = kinds.get(found.group().split()[0], BlockKind.PARAGRAPH)
        blocks.append(Block(span=Span(*found.span()), kind=kind, line=text.count("\n", 0, found.start()) + 1))
    return Document(text=text, blocks=tuple(blocks), name=name)


def spans_of(text: str, *words: str, after: int = 0) -> tuple[Span, ...]:
    """Where the words first stand, each after the one before."""
    out: list[Span] = []
    for each in words:
        at = text.index(each, out[-1].end if out else after)
        out.append(Span(at, at + len(each)))
    return tuple(out)


def row(ref: str, claim: str, *words: str, **cells: str) -> Row:
    """A row as the tool writes it for the words of the article, with the cells given."""
    number = re.sub(r"\D", "", ref)
    sentence = SENTENCES[int(number) - 1] if words else ""
    spans = spans_of(ARTICLE, *words, after=ARTICLE.index(sentence))
    tool: dict[str, Any] = {
        "claim_id": f"c-{ref}",
        "ref": ref,
        "status": "unverified",
        "claim": claim,
        "kind": "fact",
        "checkable": "yes",
        "verbatim": " [...] ".join(words),
        "article": "lake.txt",
        "published": "2005-03-07",
        "published_basis": "given",
        "paragraph": "1" if int(number) < 4 else "2",
        "sentence": number,
        "spans": " ".join(f"{start}..{end}" for start, end in spans),
    }
    return replace(Row(), **(tool | cells))


ROWS = (
    row(
        "s1a",
        "The Ministry of Water will close 12 dams on Lake Toma by 2007.",
        "The Ministry of Water will close 12 dams on Lake Toma by 2007",
        kind="statement",
        source="Ana Petrova",
        source_role="minister",
        look_for="name number date",
        status="in progress",
        reviewer="ben",
        reviewed_at="2026-11-23T13:40:00Z",
        waiting_on="writer, asked 14:05",
    ),
    row(
        "s1b",
        "Ana Petrova is minister [of water].",
        "minister Ana Petrova",
        look_for="name title",
        status="verified",
        reviewer="ana",
        reviewed_at="2026-11-23T14:02:11Z",
        evidence="https://web.archive.org/web/20050301120000/http://gov.example/water, staff page",
        evidence_quote="A. Petrova, Minister of Water",
        second_reader="ben",
        second_at="2026-11-23T14:20:00Z",
    ),
    row(
        "s2a",
        "Ana Petrova said: “No village will be moved.”",
        "“No village will be moved,” Petrova said",
        kind="statement",
        source="Ana Petrova",
        source_role="minister",
        cited="River News; Toma Post",
        cited_date="2005-03-05",
        said_date="2005-03-05",
        look_for="quote",
    ),
    row(
        "s4a",
        "The plan [to close the dams] is a gamble.",
        "the plan is a gamble",
        kind="opinion",
        checkable="no",
    ),
    row(
        "s5a",
        "Lake Toma lost a third of its water in 1994.",
        "Lake Toma",
        "lost a third of its water in 1994",
        event_date="1994",
        look_for="name number date",
        status="wrong",
        reviewer="ana",
        reviewed_at="2026-11-23T14:10:00Z",
        evidence="Lake survey 1995, p. 3",
        suggested="lost a fifth of its water in 1994",
        note="Called the survey.\nThey sent the page.",
        flags="number-differs",
    ),
    row(
        "s6a",
        "<script>alert(1)</script> is what the ministry's page showed.",
        "<script>alert(1)</script> is what the ministry's page showed on Monday",
        source="unspecified",
        event_date="2005-02-28",
        status="not_checkable",
        reviewer="ben",
        reviewed_at="2026-11-23T13:00:00Z",
    ),
    row("s7a", "Norland is to pay for the dams.", status="wrong", reviewer="ben", flags="gone", note="asked Norland"),
)


def checklist(*rows: Row, at_hand: bool = True) -> Checklist:
    """The checklist of the article, or of the rows alone."""
    article = document()
    sentences = tuple(span for words in SENTENCES for span in spans_of(ARTICLE, words))
    return make_checklist(rows or ROWS, article if at_hand else None, sentences if at_hand else ())
