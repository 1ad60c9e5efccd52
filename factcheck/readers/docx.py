"""A Word file to a `Document`: what its reader sees in print, tracked changes read as accepted, notes beside the text.

Nothing in the file is run, fetched or expanded. Comments, footnotes and endnotes become `Document.notes`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from factcheck.document import Block, BlockKind, Document, NotePlace, Problem, Span, Unit, WriterNote
from factcheck.errors import UnreadableInput
from factcheck.readers.assembly import Assembled, assemble, heading_at_top, mark_metadata
from factcheck.readers.docx_body import Body
from factcheck.readers.docx_styles import Styles
from factcheck.readers.headers import find_headers
from factcheck.readers.notes import commented, make_note
from factcheck.readers.package import Package, Relation, W
from factcheck.readers.plain import is_heading
from factcheck.readers.references import placed_notes, take_references, unplaced_problems
from factcheck.readers.struck import left_out

_LONGEST_TEXT = 5 * 1024 * 1024
"""Characters of text read, as of a plain text file; `War and Peace` has 3.2 million."""
_HEADING_2 = 2
_SEVERAL = 2


class _Note(NamedTuple):
    """The words of a note, before it has a place."""

    text: str
    author: str
    links: tuple[str, ...]


def read_docx(data: bytes, *, name: str = "") -> Document:
    """The document of a Word file (.docx, .docm, transitional or strict). `Block.line` counts paragraphs with text.

    Author, title and days of the file's properties are metadata under `core:`; none of them dates the article.

    Raises:
        UnreadableInput: encrypted, damaged, larger than the limits once unpacked, or without text.
    """
    package = Package(data, name or "input")
    part = _main_part(package)
    relations = package.relations(part)
    styles = Styles(_one(package, relations, "styles"))
    body = Body(styles, relations)
    referenced = take_references(body.read(package.xml(part)[0]))
    made = assemble(referenced.pieces)
    if len(made.text) > _LONGEST_TEXT:
        reason = f"holds more text than one article ({len(made.text):,} characters, at most {_LONGEST_TEXT:,} are read)"
        raise UnreadableInput(name or "input", reason, "Split it, or save only the text of the article.")
    if not made.blocks:
        hint = "If Word shows text there, it is a picture: recognise its characters first, then give that file."
        raise UnreadableInput(name or "input", "holds no text", hint)
    notes = (*_notes(package, relations, styles, made), *placed_notes(made.marks, referenced.references))
    found = _document(package, relations, body, made)
    unplaced = unplaced_problems(referenced.unplaced)
    return replace(found, notes=tuple(sorted(notes, key=lambda each: each.span)), problems=found.problems + unplaced)


def _document(package: Package, relations: dict[str, Relation], body: Body, made: Assembled) -> Document:
    core = tuple(_core(package))
    headers = find_headers([block.span.slice(made.text) for block in made.blocks])
    blocks = _with_headings(made.text, mark_metadata(made.blocks, headers))
    problems = (*_problems(package, body, package.place), *_running(package, relations))
    return Document(
        text=made.text,
        blocks=blocks,
        name=package.place,
        title=_title(made.text, blocks) or dict(core).get("core:title", ""),
        links=made.links,
        metadata=core + tuple(pair for at in sorted(headers) for pair in headers[at]),
        problems=problems,
        unit=Unit.PARAGRAPH,
    )


def _main_part(package: Package) -> str:
    """The part that holds the article: the one the package points to, for it need not be word/document.xml."""
    found = [each.target for each in package.relations("").values() if each.kind == "officeDocument"]
    part = next((each for each in found if each in package.names), "word/document.xml")
    root = package.xml(part)
    if root.tag != f"{W}document" or not len(root) or root[0].tag != f"{W}body":
        raise package.damaged(part)
    return part


def _one(package: Package, relations: dict[str, Relation], kind: str) -> Any | None:  # noqa: ANN401 - lxml ships no types
    """The root of the part of that kind, None where there is none."""
    part = next((each.target for each in relations.values() if each.kind == kind and not each.outside), "")
    return package.xml(part) if part in package.names else None


def _core(package: Package) -> Iterator[tuple[str, str]]:
    """The core properties (part 2, section 11), under `core:` and their own name."""
    for each in package.relations("").values():
        if each.kind == "core-properties" and each.target in package.names:
            for item in package.xml(each.target):
                value = " ".join((item.text or "").split())
                if value:
                    yield f"core:{str(item.tag).rpartition('}')[2].lower()}", value


def _title(text: str, blocks: Sequence[Block]) -> str:
    first = next((block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return heading_at_top(text, blocks) or (" ".join(first.span.slice(text).split()) if first else "")


def _with_headings(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks; in a draft without any style for headings, short lines that end like one are headings."""
    if any(block.kind is BlockKind.HEADING for block in blocks) or len(blocks) < _SEVERAL:
        return blocks
    out: list[Block] = []
    prose = False
    for at, block in enumerate(blocks):
        words = block.span.slice(text)
        last = at == len(blocks) - 1
        if block.kind is BlockKind.PARAGRAPH and "\n" not in words and not last and is_heading(words):
            level = _HEADING_2 if prose else 1
            out.append(Block(span=block.span, kind=BlockKind.HEADING, line=block.line, level=level, page=block.page))
        else:
            out.append(block)
        prose = prose or block.kind is not BlockKind.METADATA
    return tuple(out)


def _notes(package: Package, relations: dict[str, Relation], styles: Styles, made: Assembled) -> tuple[WriterNote, ...]:
    """The notes of the file; one whose sign stands nowhere in the text is left out with its text."""
    places: dict[str, int] = {}
    for mark in made.marks:
        places.setdefault(mark.key, mark.offset)
    found: list[WriterNote] = []
    for place in (NotePlace.FOOTNOTE, NotePlace.ENDNOTE):
        for key, note in _bodies(package, relations, styles, place):
            at = places.get(f"{place.value}:{key}")
            if at is not None:
                found.append(make_note(Span(at, at), note.text, place, links=note.links))
    for key, note in _bodies(package, relations, styles, NotePlace.COMMENT):
        at = places.get(f"start:{key}", places.get(f"comment:{key}"))
        if at is not None:
            span = commented(at, places.get(f"end:{key}", at), made.text)
            found.append(make_note(span, note.text, NotePlace.COMMENT, author=note.author, links=note.links))
    return tuple(each for each in found if each.text)


def _bodies(
    package: Package, relations: dict[str, Relation], styles: Styles, place: NotePlace
) -> Iterator[tuple[str, _Note]]:
    """(id, note) of each footnote, endnote or comment of the file; rules and such, which have a type, are none."""
    part = next((each.target for each in relations.values() if each.kind == f"{place.value}s"), "")
    if part not in package.names:
        return
    targets = package.relations(part)
    for element in package.xml(part).iterchildren(f"{W}{place.value}"):
        if element.get(f"{W}type", "normal") == "normal":
            pieces = Body(styles, targets).read(element)
            links = tuple(link.url for piece in pieces for link in piece.links)
            text = " ".join(piece.text for piece in pieces)
            yield element.get(f"{W}id", ""), _Note(text, element.get(f"{W}author", ""), links)


def _problems(package: Package, body: Body, place: str) -> Iterator[Problem]:
    counts = body.counts
    changes = [(counts["inserted"], "insertion"), (counts["deleted"], "deletion"), (counts["moved"], "move")]
    if said := _counted(changes):
        hint = "Accept or reject them in Word and save, if the draft should be read otherwise."
        yield Problem(
            code="tracked-changes", message=f"tracked changes read as accepted: {said}", place=place, hint=hint
        )
    if said := _counted([(counts["hidden"], "character")]):
        hint = "Show it in Word (Font, Hidden off) and save, if it belongs to the article."
        yield Problem(code="left-out", message=f"hidden text left out: {said}", place=place, hint=hint)
    yield from left_out(counts["struck"], place)
    if said := _counted([(counts["embedded"], "file")]):
        hint = "Open the draft in Word and save it once: that takes the text in."
        yield Problem(
            code="left-out", message=f"a part not yet taken in by Word left out: {said}", place=place, hint=hint
        )
    if any(each.lower().endswith("vbaproject.bin") for each in package.names):
        yield Problem(code="macros", message="it holds macros: they were not run", place=place)


def _counted(numbers: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in numbers if number)


def _running(package: Package, relations: dict[str, Relation]) -> Iterator[Problem]:
    """What was left out at the head and foot of the pages, where it has words."""
    lines: dict[str, None] = {}
    for each in relations.values():
        if each.kind in {"header", "footer"} and each.target in package.names:
            for piece in Body(Styles(None), {}).read(package.xml(each.target)):
                if any(char.isalpha() for char in piece.text):
                    lines[" ".join(piece.text.split())] = None
    if lines:
        quoted = ", ".join(f"“{line}”" for line in lines)
        message = f"headers and footers left out: {quoted}"
        yield Problem(code="left-out", message=message, place=package.place)
