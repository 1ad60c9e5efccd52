"""A PDF to a `Document`: pages to columns, columns to lines, lines to blocks; what was left out is said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from factcheck.document import BlockKind, Document, Problem, Span, WriterNote
from factcheck.errors import UnreadableInput
from factcheck.readers.assembly import Assembled, assemble, heading_at_top, mark_metadata
from factcheck.readers.headers import find_headers
from factcheck.readers.notes import make_note
from factcheck.readers.pdf.columns import parted
from factcheck.readers.pdf.footnotes import Note, labels, take_notes
from factcheck.readers.pdf.hyphens import Vocabulary, join
from factcheck.readers.pdf.lines import Line, body_size, set_lines
from factcheck.readers.pdf.pages import Page, Pages, read_pages
from factcheck.readers.pdf.paragraphs import Shape, blocks, pieces
from factcheck.readers.pdf.running import Running, without_running
from factcheck.readers.pdf.weight import is_bomb

MOST_PAGES = 1000
MOST_LETTERS = 5 * 1024 * 1024
"""Characters of text read, as of a plain text file."""
_UNREADABLE = 0.3
"""Share of letters without a meaning from which on the text is of no use."""
_SHOWN = 6
_LONGEST = 80
_RECOGNISE = (
    "Recognise its characters first (OCR: ocrmypdf, or the “recognise text” of your viewer), then give that file."
)
_NO_TITLES = ("untitled", "microsoft word -", "document", "layout", "slide")


def read_pdf(data: bytes, *, name: str = "") -> Document:
    """The document of a PDF. `Block.page` is the page a block begins on, `Block.line` its line there, in reading order.

    Title, author and days of the file's properties are metadata under `pdf:`; none of them dates the article.

    Raises:
        UnreadableInput: damaged, behind a password, too long, or without text, as scans are.
    """
    place = name or "input"
    if is_bomb(data):
        hint = "Open it in a viewer, print it to a new PDF, and give that file."
        raise UnreadableInput(place, "is a PDF that unpacks to more than is read", hint)
    found = read_pages(data, place=place, most_pages=MOST_PAGES, most_letters=MOST_LETTERS)
    _refuse(found, place)
    pages, running = without_running(found.pages)
    body = body_size(run for page in pages for run in page.runs)
    columns, notes = take_notes(_columns(pages, body), body)
    shape = Shape.of(columns, body)
    vocabulary = Vocabulary.of(line.text for column in columns for line in column)
    made = assemble(pieces(blocks(columns, shape), shape, vocabulary))
    if not made.blocks:
        raise UnreadableInput(place, "holds no text but page numbers and the like", _RECOGNISE)
    placed, loose = _placed(notes, made, vocabulary)
    problems = (*_pages_without_text(found), *_left_out(found.pages, running), *_unplaced(loose), *_unknown(made))
    return _document(made, found, placed, name, tuple(replace(problem, place=name) for problem in problems))


def _document(
    made: Assembled, found: Pages, notes: tuple[WriterNote, ...], name: str, problems: tuple[Problem, ...]
) -> Document:
    about = tuple((f"pdf:{key}", value) for key, value in found.about)
    headers = find_headers([block.span.slice(made.text) for block in made.blocks])
    marked = mark_metadata(made.blocks, headers)
    first = next((block for block in marked if block.kind is BlockKind.HEADING and block.level == 1), None)
    title = " ".join(first.span.slice(made.text).split()) if first else heading_at_top(made.text, marked)
    return Document(
        text=made.text,
        blocks=marked,
        name=name,
        title=title or _own_title(dict(about).get("pdf:title", "")),
        links=made.links,
        notes=notes,
        metadata=about + tuple(pair for at in sorted(headers) for pair in headers[at]),
        problems=problems,
    )


def _own_title(title: str) -> str:
    """The file's own title, "" for a name that a program gave it."""
    lower = title.lower()
    return "" if lower.startswith(_NO_TITLES) or lower.endswith((".doc", ".docx", ".indd", ".pdf", ".odt")) else title


def _refuse(found: Pages, place: str) -> None:
    """Nothing, for a file that holds text to read, and not too much."""
    if found.of > MOST_PAGES:
        reason = f"has {found.of:,} pages; at most {MOST_PAGES:,} are read"
        raise UnreadableInput(place, reason, "Save the pages of the article as a PDF of their own.")
    letters = "".join(run.text for page in found.pages for run in page.runs)
    if len(letters) > MOST_LETTERS:
        reason = f"holds more text than one article (more than {MOST_LETTERS:,} characters)"
        raise UnreadableInput(place, reason, "Save the pages of the article as a PDF of their own.")
    if not any(letter.isalnum() for letter in letters):
        if any(page.pictures for page in found.pages) or letters:
            raise UnreadableInput(place, "shows pictures of pages and holds no text: it is a scan", _RECOGNISE)
        raise UnreadableInput(place, "holds no text: its pages are empty", "Give the file with the article's text.")
    if letters.count("\N{REPLACEMENT CHARACTER}") > _UNREADABLE * len(letters):
        raise UnreadableInput(place, "has fonts that do not say which letters they show", _RECOGNISE)


def _columns(pages: Sequence[Page], body: float) -> tuple[tuple[Line, ...], ...]:
    """The columns of all pages in reading order, their lines numbered page by page."""
    first = [parted(page.runs, body) for page in pages]
    known = tuple(dict.fromkeys(x for each in first for x in each.gutters))
    found: list[tuple[Line, ...]] = []
    for page, alone in zip(pages, first, strict=True):
        number = 0
        for region in (alone if alone.gutters or not known else parted(page.runs, body, known)).regions:
            lines = set_lines(region, page.number, page.links)
            found.append(tuple(replace(line, number=at) for at, line in enumerate(lines, start=number + 1)))
            number += len(lines)
    return tuple(found)


def _placed(
    notes: Sequence[Note], made: Assembled, vocabulary: Vocabulary
) -> tuple[tuple[WriterNote, ...], tuple[Note, ...]]:
    """The notes on the places of their marks, and those that no mark names."""
    places: dict[tuple[str, int], int] = {}
    for mark in made.marks:
        page, _, words = mark.key.partition(":")
        for label in labels(words):
            places.setdefault((label, int(page)), mark.offset)
            places.setdefault((label, 0), mark.offset)
    placed, loose = [], []
    for note in notes:
        at = places.get((note.label, note.page if note.place == "footnote" else 0))
        if at is None:
            loose.append(note)
        else:
            links = [link.url for line in note.lines for link in line.links]
            placed.append(make_note(Span(at, at), _words(note, vocabulary), note.place, links=links))
    return tuple(sorted(placed, key=lambda note: note.span)), tuple(loose)


def _words(note: Note, vocabulary: Vocabulary) -> str:
    text = ""
    for line in note.lines:
        kept, between = join(text, line.text, vocabulary) if text else ("", "")
        text = kept + between + line.text
    return text


def _pages_without_text(found: Pages) -> Iterator[Problem]:
    scanned = [page.number for page in found.pages if not page.runs and page.pictures]
    if scanned:
        verb = "shows" if len(scanned) == 1 else "show"
        message = f"{_numbered(scanned)} {verb} pictures only: what stands there was not read"
        yield Problem(code="page-without-text", message=message, hint=_RECOGNISE)


def _left_out(pages: Sequence[Page], running: Sequence[Running]) -> Iterator[Problem]:
    if running:
        told = [
            f"{f'“{_short(each.words)}”' if each.words else 'page numbers'} ({_numbered(each.pages, short=True)})"
            for each in running[:_SHOWN]
        ]
        more = f", and {len(running) - _SHOWN} more" if len(running) > _SHOWN else ""
        message = f"left out, as printed around the text: {', '.join(told)}{more}"
        yield Problem(code="running-lines", message=message)
    turned = [(page.number, words) for page in pages for words in page.turned]
    if turned:
        words = ", ".join(dict.fromkeys(f"“{_short(each)}”" for _, each in turned[:_SHOWN]))
        message = f"left out, as set at an angle to the text: {words} ({_numbered([n for n, _ in turned], short=True)})"
        yield Problem(code="turned-text", message=message)
    attached = Counter(what for page in pages for what in page.attached)
    if attached:
        said = " and ".join(f"{number:,} {what}{'' if number == 1 else 's'}" for what, number in attached.items())
        where = _numbered((page.number for page in pages if page.attached), short=True)
        hint = "Print the file to a new PDF with them, if they belong to the article."
        yield Problem(code="left-out", message=f"left out, as laid over the text: {said} ({where})", hint=hint)


def _unplaced(notes: Iterable[Note]) -> Iterator[Problem]:
    for note in notes:
        words = _short(" ".join(line.text for line in note.lines))
        message = f"{note.place.value} {note.label} on page {note.page} hangs on no mark and was left out: “{words}”"
        yield Problem(code="note-without-mark", message=message)


def _unknown(made: Assembled) -> Iterator[Problem]:
    number = made.text.count("\N{REPLACEMENT CHARACTER}")
    if number:
        message = f"{number:,} {'letter has' if number == 1 else 'letters have'} no meaning in the file and stand as �"
        yield Problem(code="unknown-letters", message=message, hint="Compare those words with the page.")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _numbered(pages: Iterable[int], *, short: bool = False) -> str:
    """ "page 3", "pages 1-3 and 7"; `short` with "p." and "pp."."""
    ranges: list[str] = []
    numbers = sorted(set(pages))
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        ranges.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    one = len(numbers) == 1
    word = ("p." if one else "pp.") if short else ("page" if one else "pages")
    told = ", ".join(ranges[:-1]) + (" and " if len(ranges) > 1 else "") + ranges[-1]
    return f"{word} {told}"
