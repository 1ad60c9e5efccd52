"""Word files made by hand, part by part, for what no library writes: notes, revisions, damage."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPENING = f'xmlns:w="{W}" xmlns:r="{R}"'
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My Head"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="Citation"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Puces"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def run(text: str, look: str = "") -> str:
    """A run of text; `look` is the inside of its properties."""
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no XML is made a run."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    looks = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{looks}{''.join(each if each.startswith('<') else run(each) for each in inside)}</w:p>"


def footnote(number: int, kind: str = "footnote") -> str:
    """The sign of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def commented(number: int, *inside: str) -> str:
    """Words with a comment on them."""
    words = "".join(each if each.startswith("<") else run(each) for each in inside)
    return (
        f'<w:commentRangeStart w:id="{number}"/>{words}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def notes_part(kind: str, notes: Mapping[int, str]) -> str:
    """The part that holds footnotes or endnotes; a text that is no XML is made a paragraph."""
    # As LibreOffice numbers them; 7.4 mixes up the notes of a file whose numbers begin elsewhere.
    rules = {"separator": 0, "continuationSeparator": 1}
    rule = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, number in rules.items()
    )
    sign = f"<w:r><w:{kind}Ref/></w:r>"
    made = (
        f'<w:{kind} w:id="{number}">{text if text.startswith("<") else para(sign, " ", text)}</w:{kind}>'
        for number, text in notes.items()
    )
    return f"{HEAD}<w:{kind}s {OPENING}>{rule}{''.join(made)}</w:{kind}s>"


def comments_part(comments: Mapping[int, tuple[str, str]]) -> str:
    made = (
        f'<w:comment w:id="{number}" w:author="{escape(who)}" w:initials="x">{_paragraphs(text)}</w:comment>'
        for number, (who, text) in comments.items()
    )
    return f"{HEAD}<w:comments {OPENING}>{''.join(made)}</w:comments>"


def _paragraphs(text: str) -> str:
    return text if text.startswith("<") else para(text)


def word_parts(  # noqa: PLR0913  one parameter a part
    body: str,
    *,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    comments: Mapping[int, tuple[str, str]] | None = None,
    links: Mapping[str, str] | None = None,
    header: str = "",
    core: str = "",
) -> dict[str, str]:
    """The parts of a Word file by name."""
    parts = {"word/document.xml": f"{HEAD}<w:document {OPENING}><w:body>{body}</w:body></w:document>"}
    parts["word/styles.xml"] = f"{HEAD}<w:styles {OPENING}>{STYLES}</w:styles>"
    if footnotes:
        parts["word/footnotes.xml"] = notes_part("footnote", footnotes)
    if endnotes:
        parts["word/endnotes.xml"] = notes_part("endnote", endnotes)
    if comments:
        parts["word/comments.xml"] = comments_part(comments)
    if header:
        parts["word/header.xml"] = f"{HEAD}<w:hdr {OPENING}>{para(header)}</w:hdr>"
    kinds = [name.removeprefix("word/").removesuffix(".xml") for name in parts if name != "word/document.xml"]
    inside = "".join(f'<Relationship Id="p{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    outside = "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for key, url in (links or {}).items()
    )
    parts["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELATIONS}">{inside}{outside}</Relationships>'
    )
    top = f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'
    if core:
        top += f'<Relationship Id="b" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>'
        parts["docProps/core.xml"] = (
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    parts["_rels/.rels"] = f'{HEAD}<Relationships xmlns="{RELATIONS}">{top}</Relationships>'
    return parts


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def word_file(body: str, **parts: Any) -> bytes:
    """A Word file with that body; `parts` as `word_parts` takes them."""
    return zipped(word_parts(body, **parts))
