"""Notes at the foot of a page or the end of the text, told by their size and the number they begin with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.document import NotePlace
from factcheck.readers.pdf.lines import Line
from factcheck.readers.raised import raised
from factcheck.readers.wrapping import ends_sentence

SMALLER = 0.94
"""Parts of the body's size up to which a line at the foot may be a note's; 10 points under 11 make 0.91."""
_LABEL = re.compile(
    r"(?P<label>\d{1,3}|[*∗†‡§¶#]{1,3}|\(\d{1,3}\)|\[\d{1,3}\])[.):]?\s+(?=\S)|(?P<sign>[*∗†‡§¶]{1,3}|\d{1,3})(?=[^\W\d_]|[“\"‘])"
)
_NOTES = re.compile(r"(?:end ?)?notes(?: and (?:references|sources))?|footnotes|references|sources", re.IGNORECASE)
_SEVERAL = re.compile(r"(\d+)\s?[–-]\s?(\d+)|(\d+)|([*∗†‡§¶#]+)")
_MOST = 20
"""Notes that one mark may stand for, as "3–5" does."""


class Note(NamedTuple):
    """A note before it has a place: its label as marks name it, its first page, and its lines without the label."""

    label: str
    page: int
    place: NotePlace
    lines: tuple[Line, ...]


class Noted(NamedTuple):
    """The columns without their notes, and the notes in order."""

    columns: tuple[tuple[Line, ...], ...]
    notes: tuple[Note, ...]


def labels(mark: str) -> tuple[str, ...]:
    """The notes that a mark names: "3", "1, 2", "4–6", "*"."""
    found: list[str] = []
    for first, last, one, sign in _SEVERAL.findall(mark):
        if first:
            found += [str(number) for number in range(int(first), min(int(last), int(first) + _MOST) + 1)]
        else:
            found.append(one or sign)
    return tuple(found)


def take_notes(columns: Sequence[tuple[Line, ...]], body: float) -> Noted:
    """The notes taken out of the columns; a raised mark without a note goes back into its line as it was printed."""
    kept: list[tuple[Line, ...]] = []
    notes: list[Note] = []
    for column in columns:
        marked = {label for line in _of_page(columns, column) for mark in line.marks for label in labels(mark.label)}
        start = _foot(column, body)
        text, foot = column[:start], column[start:]
        found, loose = _gathered(foot, marked, notes)
        kept.append((*text, *loose))
        notes = found
    ends = _endnotes(kept, {note.label for note in notes if note.place is NotePlace.FOOTNOTE})
    known = {(note.label, note.page) for note in notes}
    anywhere = {note.label for note in ends.notes}
    columns = tuple(tuple(_restored(line, known, anywhere) for line in column) for column in ends.columns)
    return Noted(columns, (*notes, *ends.notes))


def _of_page(columns: Sequence[tuple[Line, ...]], column: tuple[Line, ...]) -> Iterable[Line]:
    pages = {line.page for line in column}
    return (line for each in columns for line in each if line.page in pages)


def _foot(column: Sequence[Line], body: float) -> int:
    """Where the small lines begin that end a column; its length where there are none."""
    at = len(column)
    while at and column[at - 1].size <= SMALLER * body:
        at -= 1
    return at


def _gathered(foot: Sequence[Line], marked: set[str], before: Sequence[Note]) -> tuple[list[Note], tuple[Line, ...]]:
    """The notes so far with those of a foot, and its lines that belong to none."""
    notes = list(before)
    loose: list[Line] = []
    open_note = bool(notes) and bool(foot) and notes[-1].page == foot[0].page - 1 and _unfinished(notes[-1])
    for line in foot:
        label, rest = _labelled(line, marked)
        if label and _follows(label, notes, line.page):
            notes.append(Note(label, line.page, NotePlace.FOOTNOTE, (rest,)))
            open_note = True
        elif open_note:
            notes[-1] = notes[-1]._replace(lines=(*notes[-1].lines, line))
        else:
            loose.append(line)
    return notes, tuple(loose)


def _unfinished(note: Note) -> bool:
    return not ends_sentence(note.lines[-1].text)


def _labelled(line: Line, marked: set[str]) -> tuple[str, Line]:
    """The label that a line begins with, "" where it has none, and the line without it.

    A number that is not raised counts only where a mark of the page names it.
    """
    if line.mark:
        return next(iter(labels(line.mark)), ""), replace(line, mark="")
    found = _LABEL.match(line.text)
    if found is None:
        return "", line
    label = next(iter(labels(found["label"] or found["sign"])), "")
    return (label, _without(line, found.end())) if label in marked else ("", line)


def _without(line: Line, count: int) -> Line:
    """The line without its first letters; places in it are moved along."""
    links = tuple(
        replace(link, span=type(link.span)(max(0, link.span.start - count), link.span.end - count))
        for link in line.links
        if link.span.end > count
    )
    marks = tuple(mark._replace(at=mark.at - count) for mark in line.marks if mark.at >= count)
    return replace(line, text=line.text[count:], links=links, marks=marks, cuts=())


def _follows(label: str, notes: Sequence[Note], page: int) -> bool:
    """True where the label may come next: numbers rise by one on a page, or begin again on another."""
    here = [note.label for note in notes if note.page == page]
    if not label.isdecimal() or not here or not here[-1].isdecimal():
        return label not in here
    return int(label) == int(here[-1]) + 1


def _endnotes(columns: Sequence[tuple[Line, ...]], taken: set[str]) -> Noted:
    """The notes under a heading such as "Notes" at the end, where marks of the text name them."""
    lines = [line for column in columns for line in column]
    heads = [at for at, line in enumerate(lines) if _NOTES.fullmatch(line.text.strip(" .:"))]
    if not heads:
        return Noted(tuple(columns), ())
    marked = {label for line in lines[: heads[-1]] for mark in line.marks for label in labels(mark.label)} - taken
    notes: list[Note] = []
    for line in lines[heads[-1] + 1 :]:
        label, rest = _labelled(line, marked)
        expected = str(int(notes[-1].label) + 1) if notes else "1"
        if label == expected:
            notes.append(Note(label, line.page, NotePlace.ENDNOTE, (rest,)))
        elif notes:
            notes[-1] = notes[-1]._replace(lines=(*notes[-1].lines, line))
        else:
            return Noted(tuple(columns), ())
    if not notes:
        return Noted(tuple(columns), ())
    gone = {id(line) for line in lines[heads[-1] :]}
    return Noted(tuple(tuple(line for line in column if id(line) not in gone) for column in columns), tuple(notes))


def _restored(line: Line, known: set[tuple[str, int]], anywhere: set[str]) -> Line:
    """The line with those of its marks back in the text that name no note: exponents, "1st", "CO2"."""
    text, shift = line.text, 0
    marks, links = [], list(line.links)
    for mark in line.marks:
        if any((label, line.page) in known or label in anywhere for label in labels(mark.label)):
            marks.append(mark._replace(at=mark.at + shift))
            continue
        at = mark.at + shift
        text = text[:at] + raised(text[:at], mark.label) + text[at:]
        shift += len(mark.label)
        links = [
            replace(link, span=type(link.span)(link.span.start + len(mark.label), link.span.end + len(mark.label)))
            if link.span.start >= at
            else link
            for link in links
        ]
    if line.mark:
        text = line.mark + text
        return replace(line, text=text, mark="", marks=(), links=())
    return line if not shift else replace(line, text=text, marks=tuple(marks), links=tuple(links), cuts=())
