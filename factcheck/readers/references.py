"""Notes that the text points to with a mark, `[7]` or `[^note]`: they leave it, and keep the place of their mark."""

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.document import BlockKind, Link, NotePlace, Problem, Span, WriterNote
from factcheck.readers.assembly import Mark, Piece
from factcheck.readers.notes import make_note

MARKER = re.compile(r"\[(?:(?P<numbers>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})|(?P<note>\^[^\]\s]{1,40}))\]")
"""A mark in running text: `[7]`, `[1-3, 5]`, `[^note]`."""
ENTRY = re.compile(r"(?:\[(?P<mark>\^?[^\]\s]{1,40})\]:?|\^?(?P<number>\d{1,3})[.)])\s+(?P<work>\S.*)", re.DOTALL)
"""An entry of a list of references, with its mark."""
LIST_HEADING = re.compile(
    r"(?:references|notes|footnotes|endnotes|sources|bibliography|works cited|literature)\W*", re.IGNORECASE
)
WIDEST = 30
"""A range of more numbers is no list of references."""
_KEY, _LINK = "note:", "link:"


class Reference(NamedTuple):
    """A note as the draft lists it: its mark, its words, the addresses it links to."""

    mark: str
    text: str
    links: tuple[str, ...] = ()


class Referenced(NamedTuple):
    """The pieces without their notes, the notes by mark, and those that nothing in the text points to."""

    pieces: tuple[Piece, ...]
    references: Mapping[str, Reference]
    unplaced: tuple[Reference, ...]


def note_mark(offset: int, mark: str) -> Mark:
    """The place in a piece where the text points to the note of that mark."""
    return Mark(offset, _KEY + mark)


def link_mark(offset: int, mark: str, url: str) -> Mark:
    """The place of a mark that is itself a link, and has no other note: `[7](https://...)`."""
    return Mark(offset, f"{_LINK}{mark} {url}")


def marks_of(match: re.Match[str]) -> Iterator[str]:
    """The mark "7", every number of "1-3, 5", or "^note", of a match of `MARKER`."""
    if match["note"]:
        yield match["note"]
        return
    for piece in re.split(r"\s?[,;]\s?", match["numbers"]):
        first, *rest = (int(number) for number in re.findall(r"\d+", piece))
        last = rest[-1] if rest else first
        yield from map(str, range(first, last + 1) if first <= last < first + WIDEST else (first, last))


def take_references(pieces: Sequence[Piece]) -> Referenced:
    """The notes taken out of the text: `[^note]: ...` anywhere, and what is listed under "References" and the like.

    A list stays where no mark of the text points into it, and a mark stays where no entry answers it.
    """
    entries = dict(_entries(pieces))
    if not entries:
        return Referenced(tuple(pieces), {}, ())
    by_mark = _by_mark(entries)
    used = {
        mark
        for at, piece in enumerate(pieces)
        if at not in entries
        for found in _markers(piece)
        for mark in marks_of(found)
        if mark in by_mark
    }
    if not used and not any(mark.startswith("^") for mark in by_mark):
        return Referenced(tuple(pieces), {}, ())
    listed = any(mark.isdecimal() for mark in used)
    gone = {at for at, entry in entries.items() if entry.mark.startswith("^") or listed}
    kept = (_without_markers(piece, by_mark) for piece in without_empty_lists(pieces, gone))
    unplaced = tuple(entry for at, entry in entries.items() if at in gone and entry.mark not in used)
    return Referenced(tuple(kept), {mark: by_mark[mark] for mark in sorted(used)}, unplaced)


def without_empty_lists(pieces: Sequence[Piece], gone: Collection[int] = ()) -> Iterator[Piece]:
    """The pieces without those of `gone`, and without the headings of lists of which nothing is left then."""
    kept = [piece for at, piece in enumerate(pieces) if at not in gone]
    for piece, after in itertools.zip_longest(kept, kept[1:]):
        empty = after is None or after.kind is BlockKind.HEADING
        if not (empty and LIST_HEADING.fullmatch(piece.text.strip())):
            yield piece


def placed_notes(marks: Sequence[Mark], references: Mapping[str, Reference]) -> tuple[WriterNote, ...]:
    """One note for each place that points to it, in the order of the places."""
    return tuple(
        make_note(Span(mark.offset, mark.offset), note.text, NotePlace.FOOTNOTE, links=note.links, mark=note.mark)
        for mark in marks
        if (note := _note_of(mark, references)) is not None and note.text
    )


def _note_of(mark: Mark, references: Mapping[str, Reference]) -> Reference | None:
    if mark.key.startswith(_LINK):
        name, _, url = mark.key.removeprefix(_LINK).partition(" ")
        return Reference(name, url, (url,))
    return references.get(mark.key.removeprefix(_KEY)) if mark.key.startswith(_KEY) else None


def unplaced_problems(unplaced: Sequence[Reference]) -> tuple[Problem, ...]:
    """What to say of notes that nothing points to: they are no part of the text, and hang on no claim."""
    if not unplaced:
        return ()
    what = (
        "1 note that nothing in the text points to" if len(unplaced) == 1 else f"{len(unplaced)} notes without a mark"
    )
    quoted = ", ".join(f"[{each.mark}] “{each.text[:60]}”" for each in unplaced[:5])
    more = ", ..." if len(unplaced) > 5 else ""  # noqa: PLR2004 - as many as are quoted
    return (Problem(code="left-out", message=f"left out: {what}: {quoted}{more}"),)


def _by_mark(entries: Mapping[int, Reference]) -> dict[str, Reference]:
    """The first entry of each mark, with its further paragraphs."""
    found: dict[str, Reference] = {}
    last = ("", -1)
    for at, entry in entries.items():
        if last == (entry.mark, at - 1):
            first = found[entry.mark]
            found[entry.mark] = Reference(first.mark, f"{first.text} {entry.text}", first.links + entry.links)
        elif entry.mark in found:
            continue
        else:
            found[entry.mark] = entry
        last = (entry.mark, at)
    return found


def _entries(pieces: Sequence[Piece]) -> Iterator[tuple[int, Reference]]:
    """The entries by the index of their piece; an item of a numbered list has its number as mark."""
    below = False
    for at, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING or LIST_HEADING.fullmatch(piece.text.strip()):
            below = LIST_HEADING.fullmatch(piece.text.strip()) is not None
            continue
        found = ENTRY.match(piece.text)
        mark = (found["mark"] or found["number"]) if found else ""
        links = tuple(link.url for link in piece.links)
        if found and (below or mark.startswith("^")):
            yield at, Reference(mark, found["work"].strip(), links)
        elif below and piece.number and piece.kind is BlockKind.LIST_ITEM:
            yield at, Reference(str(piece.number), piece.text.strip(), links)


def _markers(piece: Piece) -> Iterator[re.Match[str]]:
    """The marks in a piece that could point to a note: none at its very beginning, none in code."""
    if piece.kind is not BlockKind.CODE:
        start = len(piece.text) - len(piece.text.lstrip())
        yield from (found for found in MARKER.finditer(piece.text) if found.start() > start)


def _without_markers(piece: Piece, entries: Mapping[str, Reference]) -> Piece:
    """The piece without the markers that entries answer, everything in it moved along."""
    cuts: list[Span] = []
    marks: list[Mark] = []
    removed = 0
    for found in _markers(piece):
        answered = [mark for mark in marks_of(found) if mark in entries]
        if answered:
            marks.extend(note_mark(found.start() - removed, mark) for mark in answered)
            cuts.append(Span(*found.span()))
            removed += found.end() - found.start()
    if not cuts:
        return piece

    def moved(offset: int) -> int:
        return offset - sum(min(offset, cut.end) - cut.start for cut in cuts if cut.start < offset)

    starts = [0, *(cut.end for cut in cuts)]
    ends = [*(cut.start for cut in cuts), len(piece.text)]
    links = (Link(span=Span(moved(e.span.start), moved(e.span.end)), url=e.url) for e in piece.links)
    held = (Mark(moved(mark.offset), mark.key) for mark in piece.marks)
    return piece._replace(
        text="".join(piece.text[start:end] for start, end in zip(starts, ends, strict=True)),
        links=tuple(link for link in links if link.span.start < link.span.end),
        marks=tuple(sorted((*held, *marks), key=lambda mark: mark.offset)),
    )
