"""Numbered citations and footnote markers, `[7]`, `[1-3]`, `[^note]`, and the reference list that names their works."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factcheck.citations.citation import Citation, CitationForm, View
from factcheck.document import BlockKind, Span

MARKER = re.compile(r"\[(?:(?P<numbers>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})|(?P<note>\^[^\]\s]{1,40}))\]")
ENTRY = re.compile(r"(?:\[(?P<mark>\^?[^\]\s]{1,40})\]:?|\^?(?P<number>\d{1,3})[.)])\s+(?P<work>\S.*)", re.DOTALL)
HEADING = re.compile(
    r"(?:references|notes|footnotes|endnotes|sources|bibliography|works cited|literature)\W*", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://[^\s<>\])]+")
WORK = re.compile(r"\s*(?P<first>[^.“\"(]{3,80}?)(?:[.,]?\s*(?:[“\"(]|\Z)|\.\s)")
LONGEST_APART = len("[99]")
"""A single longer marker with a space before it is a number of something else ("[538]", a site's name)."""
WIDEST = 30
"""A range of more numbers is no list of references."""


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
            for mark in _marks(match):
                entry = entries.get(mark)
                yield Citation(
                    span=Span(*match.span()),
                    outlet=(entry and entry.name) or f"[{mark}]",
                    date=entry.date if entry else "",
                    form=CitationForm.NUMBERED,
                    url=entry.url if entry else "",
                )


def _marks(match: re.Match[str]) -> Iterator[str]:
    """The mark "7", every number of "1-3, 5", or "^note"."""
    if match["note"]:
        yield match["note"]
        return
    for piece in re.split(r"\s?[,;]\s?", match["numbers"]):
        first, *rest = (int(number) for number in re.findall(r"\d+", piece))
        last = rest[-1] if rest else first
        yield from map(str, range(first, last + 1) if first <= last < first + WIDEST else (first, last))


def _reference_list(view: View) -> tuple[Mapping[str, _Entry], frozenset[Span]]:
    """The entries by mark, and their blocks: those below a heading such as "References", and all `[^note]:` lines."""
    entries: dict[str, _Entry] = {}
    listed: set[Span] = set()
    below = False
    for block in view.document.blocks:
        words = block.span.slice(view.text)
        heading = HEADING.fullmatch(words) is not None
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
