"""One article as a text, a Word file that LibreOffice saved, a page and Markdown: the same claims, the notes on theirs."""

import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

import factcheck
from factcheck.claims.article import Article
from factcheck.claims.rows import rows_of
from factcheck.document import Document
from factcheck.readers import read_bytes

SEED = Path(__file__).parent.parent / "seeds" / "edm-2-160.txt"
PUBLISHED = "2005-08-17"
SOFFICE = shutil.which("soffice")
office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")


class Beside(NamedTuple):
    """A note: the words it stands behind or on, who wrote it ("" for a footnote), what it says."""

    words: str
    who: str
    text: str

    @property
    def line(self) -> str:
        return f"comment by {self.who}: {self.text}" if self.who else f"footnote: {self.text}"


FOOTNOTES = (
    Beside("has come under increased pressure", "", "Asked twice, no answer yet."),
    Beside("NATO’s Partnership for Peace (PfP)", "", "The framework document, https://www.nato.int/pfp.htm."),
    Beside("peacekeeping unit (KAZBAT) in Iraq.", "", "Seen at a parade; no paper at hand."),
    Beside("the potential spread of “color revolutions.”", "", "Keep the quotation marks."),
    Beside("military infrastructure facilities in member countries.", "", "Interfax, August 11, 2005, page 3."),
)
COMMENTS = (
    Beside("a deadline for its military presence", "Ana Lind", "which? See https://www.sectsco.org/a"),
    Beside("peacekeeping unit (KAZBAT)", "Ana Lind", "its full name?"),
    Beside("no tangible signs", "Ben Osei", "says who"),
    Beside("He objects that it undermines Russian and Chinese security.", "Ben Osei", "page missing"),
    Beside("the Russian Air Force at Kant", "Ana Lind", "since when"),
)


@pytest.fixture(scope="module")
def text() -> Document:
    return factcheck.read(SEED)


@pytest.fixture(scope="module")
def plain(text: Document) -> Article:
    return factcheck.parse(text, published=PUBLISHED)


def told(article: Article) -> dict[int, set[str]]:
    """What hangs on the claims of each sentence that has a note; sentences count from 1."""
    out: dict[int, set[str]] = {}
    for row in rows_of(article, "a"):
        if row.writer_note:
            out.setdefault(int(row.sentence), set()).add(row.writer_note)
    return out


def wanted(article: Article, notes: tuple[Beside, ...]) -> dict[int, set[str]]:
    """What should, by the words that the notes stand behind or on."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for note in notes:
        start = article.text.index(note.words)
        last = start + len(note.words) - 1
        number = next(n for n, s in enumerate(article.sentences, start=1) if s.start <= last < s.end)
        lines.setdefault(number, []).append((start if note.who else last + 1, note.line))
    return {number: {"\n".join(line for _, line in sorted(heap))} for number, heap in lines.items()}


def same_claims(article: Article, plain: Article) -> None:
    assert [(c.id, c.text, c.kind, c.date, c.sentence) for c in article.claims] == [
        (c.id, c.text, c.kind, c.date, c.sentence) for c in plain.claims
    ]
    assert article.uncovered == ()
    assert "".join(article.text.split()) == "".join(plain.text.split())


def convert(file: Path, kind: str, *more: str) -> Path:
    """The file as LibreOffice saves it."""
    profile, folder = file.parent / "profile", file.parent / kind.partition(":")[0]
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *more]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", folder, file], check=True, capture_output=True, timeout=120
    )
    return folder / f"{file.stem}.{kind.partition(':')[0]}"


def flat_odt(text: Document) -> str:
    """The article with its notes as LibreOffice Writer keeps it, in one file (OpenDocument 1.3 part 3, section 6.3)."""
    body = "".join(f"<text:p>{escape(block.span.slice(text.text), quote=False)}</text:p>" for block in text.blocks)
    for number, note in enumerate((*FOOTNOTES, *COMMENTS)):
        assert body.count(note.words) == 1, note
        if note.who:
            said = f"<dc:creator>{note.who}</dc:creator><text:p>{note.text}</text:p>"
            opening = f'<office:annotation office:name="c{number}">{said}</office:annotation>'
            made = f'{opening}{note.words}<office:annotation-end office:name="c{number}"/>'
        else:
            said = f"<text:note-body><text:p>{note.text}</text:p></text:note-body>"
            sign = f"<text:note-citation>{number + 1}</text:note-citation>"
            made = f'{note.words}<text:note text:id="n{number}" text:note-class="footnote">{sign}{said}</text:note>'
        body = body.replace(note.words, made)
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{names} xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory, text: Document) -> Path:
    """The sample with its footnotes and comments, as somebody wrote it in LibreOffice."""
    made = tmp_path_factory.mktemp("office") / "draft.fodt"
    made.write_text(flat_odt(text), encoding="utf-8")
    return made


@office
def test_word_file_from_libreoffice_gives_the_same_claims_and_each_note_on_its_own(draft: Path, plain: Article) -> None:
    document = factcheck.read(convert(draft, "docx"))
    assert len(document.notes) == 10
    article = factcheck.parse(document, published=PUBLISHED)
    same_claims(article, plain)
    assert told(article) == wanted(article, (*FOOTNOTES, *COMMENTS))


@office
def test_page_from_libreoffice_gives_the_same_claims_and_the_footnotes(draft: Path, plain: Article) -> None:
    page = convert(draft, "html")
    assert "sdfootnote1sym" in page.read_text(encoding="utf-8", errors="replace")
    article = factcheck.parse(factcheck.read(page), published=PUBLISHED)
    same_claims(article, plain)
    assert told(article) == wanted(article, FOOTNOTES)


def test_page_with_its_references_below_gives_the_same_claims_and_the_notes(text: Document, plain: Article) -> None:
    body = "\n".join(f"<p>{escape(block.span.slice(text.text), quote=False)}</p>" for block in text.blocks)
    listed = ""
    for number, note in enumerate(FOOTNOTES, start=1):
        sign = f'<sup id="ref{number}" class="reference"><a href="#note{number}">[{number}]</a></sup>'
        body = body.replace(note.words, note.words + sign)
        listed += f'<li id="note{number}"><a href="#ref{number}">^</a> <span>{note.text}</span></li>\n'
    page = f"<html><body><article>{body}<h2>References</h2><ol>{listed}</ol></article></body></html>"
    article = factcheck.parse(read_bytes(page.encode(), name="draft.html"), published=PUBLISHED)
    same_claims(article, plain)
    assert told(article) == wanted(article, FOOTNOTES)


def in_markdown(text: Document) -> Document:
    body = text.text
    for number, note in enumerate(FOOTNOTES, start=1):
        body = body.replace(note.words, f"{note.words}[^{number}]")
    body += "\n" + "\n".join(f"[^{number}]: {note.text}" for number, note in enumerate(FOOTNOTES, start=1))
    return read_bytes(body.encode(), name="draft.md")


def test_markdown_with_footnotes_gives_the_same_claims_and_the_notes(text: Document, plain: Article) -> None:
    article = factcheck.parse(in_markdown(text), published=PUBLISHED)
    same_claims(article, plain)
    assert told(article) == wanted(article, FOOTNOTES)


def test_footnote_that_names_a_document_is_cited_and_one_that_only_says_something_is_not(
    text: Document, plain: Article
) -> None:
    article = factcheck.parse(in_markdown(text), published=PUBLISHED)
    added = [
        each
        for each in article.citations
        if each.outlet not in {c.outlet for c in plain.citations} or each.span.start == each.span.end
    ]
    assert [(each.outlet, each.date, each.url) for each in added] == [
        ("The framework document", "", "https://www.nato.int/pfp.htm"),
        ("Interfax", "2005-08-11", ""),
    ]
