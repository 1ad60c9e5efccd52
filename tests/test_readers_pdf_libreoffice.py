"""The sample article printed to PDF by LibreOffice gives the claims of its text file; and a set page is read as set."""

import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck.claims.article import parse
from factcheck.document import BlockKind
from factcheck.readers import read
from factcheck.readers.pdf import read_pdf

SAMPLE = Path(__file__).parent.parent / "seeds" / "edm-2-160.txt"
SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")

BODY = 'style:parent-style-name="Standard"'
FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="9pt"/>
</style:style></office:styles>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="11pt"/></style:style>
<style:style style:name="D" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-bottom="0.2cm"><style:drop-cap style:lines="3" style:length="1" style:distance="0.1cm"/>
</style:paragraph-properties><style:text-properties fo:font-size="11pt"/></style:style>
<style:style style:name="X" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties><style:columns fo:column-count="2"
 fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="15cm" fo:page-height="20cm" fo:margin="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:header><text:p>The Lake
 Review</text:p></style:header><style:footer><text:p>Page <text:page-number/></text:p></style:footer></style:master-page>
</office:master-styles>
<office:body><office:text><text:section text:style-name="S" text:name="S">{paragraphs}</text:section></office:text>
</office:body></office:document>
"""
NOTE = (
    '<text:span text:style-name="X"><text:note text:id="n{label}" text:note-class="footnote"><text:note-citation'
    ' text:label="{label}">{label}</text:note-citation><text:note-body><text:p text:style-name="Footnote">{words}</text:p>'
    "</text:note-body></text:note></text:span>"
)


def printed(source: Path) -> Path:
    """The PDF that LibreOffice makes of a file."""
    words = ["--headless", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run(
        [str(SOFFICE), *words, "--outdir", str(source.parent), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return source.with_suffix(".pdf")


def set_in_columns(folder: Path, paragraphs: str) -> Path:
    source = folder / "draft.fodt"
    source.write_text(FODT.format(paragraphs=paragraphs), encoding="utf-8")
    return printed(source)


def assert_same_claims(pdf: Path) -> None:
    document, plain = read(pdf), read(SAMPLE)
    assert document.text == plain.text
    assert [block.kind for block in document.blocks] == [block.kind for block in plain.blocks]
    assert [pair for pair in document.metadata if not pair[0].startswith("pdf:")] == list(plain.metadata)
    found, expected = parse(document), parse(plain)
    assert [(claim.id, claim.text, claim.source, claim.date) for claim in found.claims] == [
        (claim.id, claim.text, claim.source, claim.date) for claim in expected.claims
    ]


def test_sample_printed_from_its_text_gives_the_same_claims(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "draft.txt")
    assert_same_claims(printed(tmp_path / "draft.txt"))


def test_sample_set_in_columns_with_running_lines_gives_the_same_claims(tmp_path: Path) -> None:
    paragraphs = [words for words in SAMPLE.read_text(encoding="utf-8").split("\n") if words]
    made = "".join(f'<text:p text:style-name="P">{words}</text:p>' for words in paragraphs)
    pdf = set_in_columns(tmp_path, made)
    assert_same_claims(pdf)
    (problem,) = read(pdf).problems
    assert "“The Lake Review”" in problem.message
    assert "page numbers" in problem.message


def test_drop_cap_footnotes_and_columns_are_read_as_set(tmp_path: Path) -> None:
    level = "The lake lost a third of its water, engineers of the ministry found when they had measured it for a year."
    rest = (
        "No village will be moved, Ana Petrova told the newspaper of the region on the day she came to see the shore."
    )
    first = NOTE.format(label="1", words="Report of the committee, https://lake.example/report, p. 3.")
    second = NOTE.format(label="2", words="Interview with the mayor, who repeated what he had said to the parliament.")
    made = (
        f'<text:p text:style-name="D">{level}{first} {rest}</text:p><text:p text:style-name="P">{rest}{second}</text:p>'
        + f'<text:p text:style-name="P">{level} {rest} {level}</text:p>' * 6
    )
    document = read_pdf(set_in_columns(tmp_path, made).read_bytes())
    assert [block.span.slice(document.text) for block in document.blocks] == [
        f"{level} {rest}",
        rest,
        *[f"{level} {rest} {level}"] * 6,
    ]
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}
    assert [
        (document.text[: note.span.start].endswith(end), note.text[:9])
        for note, end in zip(document.notes, (level, rest), strict=True)
    ] == [
        (True, "Report of"),
        (True, "Interview"),
    ]
    assert document.notes[0].urls == ("https://lake.example/report",)
