"""Numbered citations: markers, `[7]`, `[1-3]`, `[^note]`, with the list that names their works; and the notes."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factcheck.citations.citation import Citation, CitationForm, View
from factcheck.citations.links import day_in, host_of
from factcheck.dates import find_dates
from factcheck.document import BlockKind, NotePlace, Span, WriterNote
from factcheck.readers.references import ENTRY, LIST_HEADING, MARKER, marks_of

ADDRESS = re.compile(r"https?://[^\s<>\])]+")
WORK = re.compile(r"\s*(?P<first>[^.“\"(]{3,80}?)(?:[.,]?\s*(?:[“\"(]|\Z)|\.\s)")
LONGEST_WORK = 30
"""Words of the name of a work with its author, place and day."""
LONGEST_APART = len("[99]")
"""A single longer marker with a space before it is a number of something else ("[538]", a site's name)."""
YEAR = re.compile(r"\b(?:1[5-9]|20)\d{2}\b")
QUOTED = re.compile(r"[“\"][^“”\"]{3,200}[”\"]")
BEFORE, BEHIND = re.compile(r"(?:\A|[.,;:])\s*\Z"), re.compile(r"\s*(?:[.,;:]|\Z)")
INTERVIEW = re.compile(
    r"\b(?:interview(?:ed)?|conversation|telephone|correspondence|e-?mail|press release|transcript)\b", re.IGNORECASE
)


class _Entry(NamedTuple):
    name: str
    date: str
    url: str


def numbered(view: View) -> Iterator[Citation]:
    """One citation for each number of each marker; where the article lists its references, with the work's outlet."""
    entries, listed = _reference_list(view)
    for paragraph in view.document.paragraphs:
        if paragraph in listed:
            continue
        for match in MARKER.finditer(view.text, *paragraph):
            apart = (
                view.text[match.start() - 1].isspace() and len(match[0]) > LONGEST_APART and match[0][1:-1].isdigit()
            )
            if match.start() == paragraph.start or apart:
                continue
            for mark in marks_of(match):
                entry = entries.get(mark)
                yield Citation(
                    span=Span(*match.span()),
                    outlet=(entry and entry.name) or f"[{mark}]",
                    date=entry.date if entry else "",
                    form=CitationForm.NUMBERED,
                    url=entry.url if entry else "",
                )


def noted(view: View, published: str) -> Iterator[Citation]:
    """One citation for each footnote or endnote that names a work: its outlet, date and address.

    It stands at the empty place of the note's mark. A comment is none, nor is a note that only says something. Dates
    without a year are resolved from `published`, EDTF, "" where it is not known.
    """
    for number, note in enumerate((n for n in view.document.notes if n.place is not NotePlace.COMMENT), start=1):
        entry = _entry_of_note(view, note, published)
        if entry is not None:
            mark = note.mark or str(number)
            yield Citation(
                span=Span(note.span.start, note.span.start),
                outlet=entry.name or f"[{mark}]",
                date=entry.date,
                form=CitationForm.NUMBERED,
                url=entry.url,
            )


def _entry_of_note(view: View, note: WriterNote, published: str) -> _Entry | None:
    hosted = (view.outlets.by_host(host_of(url)) for url in note.urls)
    host = next((outlet.name for outlet in hosted if outlet is not None), "")
    plain = ADDRESS.sub("", note.text).strip(" .,;")
    quoted = QUOTED.search(plain) is not None
    listed = _is_short(plain) and YEAR.search(plain) is not None
    names = _outlets_in(view, note.text, bracketed=listed)
    work = bool(note.urls) or ((quoted or _is_short(plain)) and YEAR.search(plain)) or INTERVIEW.search(plain)
    if not names and not work:
        return None
    dates = [each for each in find_dates(plain, (Span(0, len(plain)),), published) if each.edtf]
    # "Latvian Radio, 14 October 2024": what stands before the day.
    bare = plain[: dates[0].span.start].rstrip(" ,.") if dates and dates[0].span.start else plain
    first = WORK.match(bare) if _is_short(plain) or quoted else None
    name = names[0] if names else host or (first["first"].strip() if first else "")
    url = next(iter(note.urls), "")
    return _Entry(name, dates[0].edtf if dates else day_in(url), url)


def _outlets_in(view: View, words: str, *, bracketed: bool) -> list[str]:
    """The outlets that a note names outside the titles it quotes.

    In brackets' manner ("Guardian", "Life") only between marks of their own, as nothing else: no "A Life in Mills".
    """
    bare = QUOTED.sub(lambda title: "." * len(title[0]), words)
    found = [each.span for each in view.outlets.names_in(bare, Span(0, len(bare)))]
    if not found and bracketed:
        listed = (each.span for each in view.outlets.names_in(bare, Span(0, len(bare)), bracketed=True))
        found = [s for s in listed if BEFORE.search(bare[: s.start]) and BEHIND.match(bare, s.end)]
    return [span.slice(words) for span in found]


def _is_short(words: str) -> bool:
    """True for what may name a work, "Lind, A Life in Mills, 1950", and is no sentence about it."""
    return len(words.split()) <= LONGEST_WORK and not re.search(
        r"\b(?:is|was|were|are|has|had|did|says?|said)\b", words
    )


def _reference_list(view: View) -> tuple[Mapping[str, _Entry], frozenset[Span]]:
    """The entries by mark, and their blocks: those below a heading such as "References", and all `[^note]:` lines."""
    entries: dict[str, _Entry] = {}
    listed: set[Span] = set()
    below = False
    for block in view.document.blocks:
        words = block.span.slice(view.text)
        heading = LIST_HEADING.fullmatch(words) is not None
        if heading or block.kind is BlockKind.HEADING:
            below = heading
            continue
        match = ENTRY.match(words)
        if match and (below or (match["mark"] or "").startswith("^")):
            listed.add(block.span)
            mark = match["mark"] or match["number"]
            work = Span(block.span.start + match.start("work"), block.span.end)
            entries.setdefault(mark, _entry(view, work))
    return entries, frozenset(listed)


def _entry(view: View, work: Span) -> _Entry:
    words = work.slice(view.text)
    address = ADDRESS.search(words)
    names = view.outlets.names_in(view.text, work)
    first = WORK.match(ADDRESS.sub("", words))
    name = names[0].span.slice(view.text) if names else (first["first"].strip() if first else "")
    date = next((mention.edtf for mention in view.dates_in(work) if mention.edtf), "")
    return _Entry(name, date, address[0].rstrip(".,;") if address else "")
