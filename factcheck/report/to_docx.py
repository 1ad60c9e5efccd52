"""The marked-up article and its checklist as a Word file: each claim a comment on its words, for who never leaves Word.

The file is for reading: nothing of it is taken back into the table.
"""

import io
import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

import docx
from docx.comments import Comment
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Pt

from factcheck.document import Block, BlockKind, Document, Span
from factcheck.report.checklist import Checklist, Entry
from factcheck.report.findings import lines
from factcheck.report.piles import pile_name
from factcheck.report.view import View
from factcheck.report.wording import Fact, Shape, head, margin_ref, one_line, place_words, running
from factcheck.workbook.packing import timeless

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.comments import CT_Comment
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

TOOL = "factcheck"
"""Who signs the comment of a claim that nobody has looked at."""
_STYLES = {
    BlockKind.LIST_ITEM: "List Bullet",
    BlockKind.QUOTE: "Quote",
    BlockKind.CAPTION: "Caption",
    BlockKind.CODE: "macro",
}
_DEEPEST = 9
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (section 2.2)."""
_SMALL = Pt(9)


class Sheet(NamedTuple):
    """One article to set: its checklist, the claims to show, and its text, None where that is not at hand."""

    checklist: Checklist
    view: View
    document: Document | None


def render(sheets: Sequence[Sheet]) -> bytes:
    """The Word file: for each article where things stand, its text with a comment a claim, and the list of claims.

    The same sheets give the same bytes: there is no time in it but those of the verdicts.
    """
    word = docx.Document()
    properties = word.core_properties
    properties.author = properties.last_modified_by = TOOL
    properties.comments = properties.keywords = ""
    properties.title = _printable("; ".join(sheet.checklist.article for sheet in sheets))
    for at, sheet in enumerate(sheets):
        if at:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _set(word, sheet)
    out = io.BytesIO()
    word.save(out)
    return timeless(out.getvalue())


def _set(word: "WordFile", sheet: Sheet) -> None:
    checklist, view = sheet.checklist, sheet.view
    word.add_heading(_printable(f"Checklist: {one_line(checklist.article) or 'article'}"), 0)
    stands = list(head(checklist))
    if view.only:
        stands.append(f"showing {view.shown:,} of {view.total:,}: {one_line(view.only)}")
    for number, line in enumerate(stands):
        word.add_paragraph().add_run(_printable(line)).bold = number == 1
    shown = {id(entry): entry for group in view.groups for passage in group.passages for entry in passage.entries}
    word.add_heading("The article", 1)
    if sheet.document is not None:
        _set_article(word, sheet.document, [entry for entry in shown.values() if not entry.standing.gone])
    else:
        for passage in checklist.passages:
            run = word.add_paragraph().add_run(_printable(running(passage.text)))
            for entry in reversed(passage.entries):
                if id(entry) in shown:
                    _comment(word, (run, run), entry)
    word.add_heading("The claims", 1)
    _list(word, view)
    if checklist.in_no_claim and not view.only:
        word.add_heading("In no claim", 2)
        for loose in checklist.in_no_claim:
            word.add_paragraph(_printable(f"{running(loose.words)} ({place_words(loose)})"), "List Bullet")


def _set_article(word: "WordFile", document: Document, entries: Iterable[Entry]) -> None:
    """The blocks of the article as paragraphs, and over the words of each claim its comment."""
    starts = [block.span.start for block in document.blocks]
    heaps: list[list[tuple[Span, Entry]]] = [[] for _ in document.blocks]
    for entry in entries:
        whole = Span(entry.spans[0].start, entry.spans[-1].end) if entry.spans else Span(0, 0)
        at = bisect_right(starts, whole.start) - 1
        if at >= 0 and whole.start < whole.end:
            within = Span(whole.start, min(whole.end, document.blocks[at].span.end))
            heaps[at].append((within, entry))
    for block, heap in zip(document.blocks, heaps, strict=True):
        runs = dict(_runs(_paragraph(word, block), block, document.text, (span for span, _ in heap)))
        ends = {span.end: run for span, run in runs.items()}
        begins = {span.start: run for span, run in runs.items()}
        # The last one first: each is put right behind its words, before those that stand there.
        heap.sort(key=lambda each: each[0])
        for span, entry in reversed(heap):
            if span.start in begins and span.end in ends:
                _comment(word, (begins[span.start], ends[span.end]), entry)


def _paragraph(word: "WordFile", block: Block) -> "Paragraph":
    """An empty paragraph of the block's kind; the styles are those of python-docx's own template."""
    if block.kind is BlockKind.HEADING:
        return cast("Paragraph", word.add_heading("", min(_DEEPEST, block.level + 1)))
    return word.add_paragraph(style=_STYLES.get(block.kind))


def _runs(paragraph: "Paragraph", block: Block, text: str, claims: Iterable[Span]) -> Iterator[tuple[Span, "Run"]]:
    """The block's words cut wherever a claim begins or ends; line breaks that wrapped its lines are spaces."""
    cuts = {block.span.start, block.span.end}
    for span in claims:
        cuts.update(offset for offset in span if block.span.start < offset < block.span.end)
    places = sorted(cuts)
    for start, end in itertools.pairwise(places):
        run = paragraph.add_run(_printable(Span(start, end).slice(text)).replace("\r", "").replace("\n", " "))
        if block.kind is BlockKind.METADATA:
            run.italic = True
        yield Span(start, end), run


def _comment(word: "WordFile", runs: tuple["Run", "Run"], entry: Entry) -> None:
    """The comment of a claim on the words from the first run to the last: letter, where it stands, who, evidence."""
    row = entry.row
    part = word.part._comments_part  # noqa: SLF001 - no public way: `add_comment` reads all ids anew, writes the clock
    number = next((last.id + 1 for last in part.element.iterchildren(reversed=True)), 0)
    element = cast("CT_Comment", OxmlElement("w:comment"))
    element.id, element.author = number, _printable(one_line(row.reviewer) or TOOL)
    element.initials, element.date = _printable(margin_ref(row)), _time(row.reviewed_at)
    part.element.append(element)
    first, last = runs
    first.mark_comment_range(last, number)
    comment = Comment(element, part)
    sign, pile = pile_name(entry)
    comment.add_paragraph().add_run(_printable(f"{margin_ref(row)}  {sign} {pile}")).bold = True
    for line in (one_line(row.claim), *_told(entry)):
        comment.add_paragraph(_printable(line))


def _time(cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell.strip()) if cell.strip() else None
    except ValueError:  # somebody typed over it
        return None


def _told(entry: Entry) -> Iterator[str]:
    for line in lines(entry, with_role=True, told=()):
        yield " · ".join(_fact(fact) for fact in line.facts)


def _fact(fact: Fact) -> str:
    value = fact.value
    if fact.shape is Shape.QUOTE and not value.startswith(("“", '"')):
        value = f"“{value}”"
    if fact.link and fact.link.href not in value:
        value = f"{value} ({fact.link.href})"
    return f"{fact.label} {value}".strip()


def _list(word: "WordFile", view: View) -> None:
    for group in view.groups:
        entries = [entry for passage in group.passages for entry in passage.entries]
        if not entries:
            continue
        word.add_heading(_printable(one_line(group.title)), 2)
        if group.lead:
            word.add_paragraph(_printable(group.lead))
        for entry in entries:
            sign, pile = pile_name(entry)
            paragraph = word.add_paragraph()
            paragraph.paragraph_format.keep_together = True
            paragraph.add_run(_printable(f"{sign} {margin_ref(entry.row)} ")).bold = True
            paragraph.add_run(_printable(f"({pile}) {one_line(entry.row.claim)}"))
            for line in _told(entry):
                run = paragraph.add_run()
                run.add_break()
                run.add_text(_printable(line))
                run.font.size = _SMALL


def _printable(text: str) -> str:
    r"""The text with what a Word file cannot hold shown as U+FFFD, as long as it was.

    >>> _printable("a\x07b")
    'a\ufffdb'
    """
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
