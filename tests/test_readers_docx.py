"""Word files: what is read of them, in which order, and what hangs beside the text."""

import io
import zipfile
from typing import Any

import pytest
from word_desk import R, W, commented, footnote, para, run, word_file, word_parts, zipped

from factcheck.document import BlockKind, Document, NotePlace
from factcheck.publication import find_publication
from factcheck.readers import read_bytes

BASE, VOTE = "The base at Manas closed on Monday.", "Parliament voted 90 to 10."


def read(body: str, **parts: Any) -> Document:
    return read_bytes(word_file(body, **parts), name="draft.docx")


def shape(document: Document) -> list[tuple[str, int, int, str]]:
    return [(b.kind.value, b.level, b.line, b.span.slice(document.text)) for b in document.blocks]


def notes(document: Document) -> list[tuple[str, str, str, str]]:
    """Where each note stands (the words it is on, else those right before it), its place, author and text."""
    return [
        (
            note.span.slice(document.text) or f"…{document.text[max(0, note.span.start - 7) : note.span.start]}|",
            note.place.value,
            note.author,
            note.text,
        )
        for note in document.notes
    ]


def codes(document: Document) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in document.problems]


def test_blocks_come_in_order_with_the_number_of_their_paragraph() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('Year')}{cell.format('Dead')}</w:tr><w:tr>{cell.format('2004')}{cell.format('12')}</w:tr></w:tbl>"
    document = read(
        para("The base closes", style="Titre")
        + para()
        + para("In Manas", style="Mine")
        + para(BASE)
        + para("a road", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>')
        + para("a school", style="Puces")
        + para("no item", style="Puces", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("We never said that.", style="Citation")
        + table
        + f"<w:sdt><w:sdtContent>{para(VOTE)}</w:sdtContent></w:sdt>"
    )
    assert shape(document) == [
        ("heading", 1, 1, "The base closes"),
        ("heading", 1, 2, "In Manas"),
        ("paragraph", 0, 3, BASE),
        ("list_item", 2, 4, "a road"),
        ("list_item", 1, 5, "a school"),
        ("paragraph", 0, 6, "no item"),
        ("quote", 1, 7, "We never said that."),
        ("cell", 0, 8, "Year"),
        ("cell", 0, 9, "Dead"),
        ("cell", 0, 10, "2004"),
        ("cell", 0, 11, "12"),
        ("paragraph", 0, 12, VOTE),
    ]
    assert document.title == "The base closes"
    assert document.problems == ()


def test_list_bullet_without_its_number_is_still_an_item_of_its_style() -> None:
    document = read(para("first", style="Puces") + para(BASE))
    assert shape(document)[0] == ("list_item", 1, 1, "first")


def test_table_of_contents_gives_no_claims() -> None:
    document = read(para("In Manas\t3", style="TM1") + para("In Manas", style="Titre1") + para(BASE))
    assert document.blocks[0].kind is BlockKind.METADATA
    assert [span.slice(document.text) for span in document.paragraphs] == ["In Manas", BASE]


def test_frame_of_one_cell_holds_paragraphs() -> None:
    document = read(f"<w:tbl><w:tr><w:tc>{para(BASE)}{para(VOTE)}</w:tc></w:tr></w:tbl>")
    assert [kind for kind, *_ in shape(document)] == ["paragraph", "paragraph"]


def test_draft_without_styles_has_its_headline_and_byline_read_as_such() -> None:
    document = read(para("The base closes") + para("By Jane Doe") + para("17 August 2005") + para(BASE) + para(VOTE))
    assert [kind for kind, *_ in shape(document)] == ["heading", "metadata", "heading", "paragraph", "paragraph"]
    assert document.title == "The base closes"
    assert document.meta("author") == "Jane Doe"
    assert find_publication(document).date == "2005-08-17"


def test_tabs_breaks_and_signs_are_text() -> None:
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Arial" w:char="F0E9"/></w:r>'
    )
    assert read(para(inside)).text == "a\tb\nc-deé"


def test_two_line_breaks_end_a_paragraph() -> None:
    inside = f"<w:r><w:t>{BASE}</w:t><w:br/><w:br/><w:t>{VOTE}</w:t></w:r>"
    document = read(para(inside, commented(1, " So it ended.")), comments={1: ("Ana", "when?")})
    assert [text for *_, text in shape(document)] == [BASE, f"{VOTE} So it ended."]
    assert notes(document) == [("So it ended.", "comment", "Ana", "when?")]


def test_text_box_is_read_after_the_paragraph_it_stands_in_and_once() -> None:
    box = "<w:drawing><w:txbxContent>" + para(VOTE) + "</w:txbxContent></w:drawing>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box.replace('drawing', 'pict')}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [text for *_, text in shape(read(para("Before. ", both, BASE)))] == [f"Before. {BASE}", VOTE]


def test_page_of_a_paragraph_is_known_where_word_has_noted_it() -> None:
    second = "<w:r><w:lastRenderedPageBreak/><w:t>Parliament voted.</w:t></w:r>"
    assert [block.page for block in read(para(BASE) + para(second) + para(VOTE)).blocks] == [1, 2, 2]
    assert [block.page for block in read(para(BASE) + para(VOTE)).blocks] == [0, 0]


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = (
        para(
            "The base closed on ",
            f'<w:del w:id="1">{run("Sunday")}</w:del>',
            f'<w:ins w:id="2">{run("Monday")}</w:ins>',
            ".",
        )
        + para(f'<w:moveFrom w:id="3">{run(VOTE)}</w:moveFrom>', properties="<w:rPr><w:moveFrom/></w:rPr>")
        + para("It was", properties='<w:rPr><w:del w:id="5"/></w:rPr>')
        + para(" late.")
        + para(f'<w:moveTo w:id="4">{run(VOTE)}</w:moveTo>')
        + f'<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>{para("1999")}</w:tc><w:tc>{para("7")}</w:tc></w:tr></w:tbl>'
    )
    document = read(body.replace('<w:t xml:space="preserve">Sunday</w:t>', "<w:delText>Sunday</w:delText>"))
    assert [text for *_, text in shape(document)] == ["The base closed on Monday.", "It was late.", VOTE]
    assert codes(document) == [
        ("tracked-changes", "tracked changes read as accepted: 1 insertion, 2 deletions, 1 move"),
    ]
    assert document.problems[0].place == "draft.docx"


def test_hidden_text_headers_and_macros_are_left_out_and_said() -> None:
    body = para(
        BASE,
        run(" Ask Ana.", "<w:vanish/>"),
        run(" Again.", '<w:rStyle w:val="Secret"/>'),
        run(" So.", '<w:vanish w:val="0"/>'),
    )
    document = read(body, header="Draft 3, not to be quoted")
    assert document.text == f"{BASE} So."
    assert codes(document) == [
        ("left-out", "hidden text left out: 16 characters"),
        ("left-out", "headers and footers left out: “Draft 3, not to be quoted”"),
    ]


def test_struck_out_text_is_left_out_and_said() -> None:
    body = para(
        "It lost ",
        run("52", "<w:strike/>"),
        run("62", '<w:strike w:val="0"/>'),
        run(" 5", "<w:dstrike/>"),
        run(" ships."),
    )
    document = read(body)
    assert document.text == "It lost 62 ships."
    assert codes(document) == [("left-out", "struck-out text left out: 4 characters")]


def test_raised_figure_behind_a_figure_stays_raised() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    body = para("It moved 10", run("6", up), run(" tonnes over 40 km"), run("2", up), run(" in 2019."))
    assert read(body).text == "It moved 10⁶ tonnes over 40 km2 in 2019."


def test_field_shows_its_result_and_a_link_its_words() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
    body = para(
        "See ",
        sign("begin"),
        code,
        sign("separate"),
        "the ministry",
        sign("end"),
        " and ",
        f'<w:hyperlink r:id="l1">{run("the vote")}</w:hyperlink>',
        ".",
        '<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>",
    )
    document = read(body, links={"l1": "https://example.org/b"})
    assert document.text == "See the ministry and the vote.7"
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [
        ("the ministry", "https://example.org/a"),
        ("the vote", "https://example.org/b"),
    ]


def test_field_that_is_never_closed_hides_no_other_paragraph() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert [text for *_, text in shape(read(para(BASE, broken, "lost") + para(VOTE)))] == [BASE, VOTE]


def test_notes_hang_on_their_place_and_are_no_text() -> None:
    document = read(
        para("The base closed", footnote(2), " on Monday.", footnote(1, "endnote"))
        + para(commented(0, VOTE), " So it was."),
        footnotes={2: para("Interfax, August 11, ") + para("https://interfax.ru/a.")},
        endnotes={1: "My notebook, p. 4."},
        comments={0: ("Ana Lind", "who counted? See www.parliament.kg/v.")},
    )
    assert document.text == f"The base closed on Monday.\n\n{VOTE} So it was."
    assert notes(document) == [
        ("… closed|", "footnote", "", "Interfax, August 11, https://interfax.ru/a."),
        ("…Monday.|", "endnote", "", "My notebook, p. 4."),
        (VOTE, "comment", "Ana Lind", "who counted? See www.parliament.kg/v."),
    ]
    assert [note.urls for note in document.notes] == [("https://interfax.ru/a",), (), ("http://www.parliament.kg/v",)]


def test_comment_may_run_over_paragraphs_or_stand_at_a_point() -> None:
    body = (
        '<w:commentRangeStart w:id="1"/>'
        + para(BASE)
        + para(VOTE)
        + '<w:commentRangeEnd w:id="1"/>'
        + para(
            '<w:r><w:commentReference w:id="1"/></w:r>', "So it", '<w:r><w:commentReference w:id="2"/></w:r>', " was."
        )
    )
    document = read(body, comments={1: ("Ana", "both"), 2: ("", "here"), 9: ("Ana", "of words since cut out")})
    assert notes(document) == [(f"{BASE}\n\n{VOTE}", "comment", "Ana", "both"), ("…\n\nSo it|", "comment", "", "here")]


def test_comment_on_words_since_deleted_keeps_their_place() -> None:
    body = para("The base ", f"<w:del>{commented(3, run('never'))}</w:del>", "closed.")
    assert notes(read(body, comments={3: ("Ana", "never?")})) == [("…e base |", "comment", "Ana", "never?")]


def test_link_in_a_footnote_is_an_address_of_the_note() -> None:
    linked = '<w:hyperlink r:id="n1"><w:r><w:t>the survey</w:t></w:r></w:hyperlink>'
    data = word_file(para(BASE, footnote(1)), footnotes={1: para("See ", linked)})
    assert read_bytes(data, name="a.docx").notes[0].urls == ()  # the address is in a part that is missing
    field = (
        "<w:fldSimple w:instr='HYPERLINK \"https://survey.example/1\"'><w:r><w:t>the survey</w:t></w:r></w:fldSimple>"
    )
    assert read(para(BASE, footnote(1)), footnotes={1: para("See ", field)}).notes[0].urls == (
        "https://survey.example/1",
    )


def test_address_of_a_link_in_a_footnote_is_in_the_relations_of_the_notes() -> None:
    """Both parts number their relations for themselves: the same id is another address."""
    linked = '<w:hyperlink r:id="l1"><w:r><w:t>the survey</w:t></w:r></w:hyperlink>'
    parts = word_parts(
        para(BASE, footnote(2)), footnotes={2: para("See ", linked)}, links={"l1": "https://article.example/2"}
    )
    parts["word/_rels/footnotes.xml.rels"] = parts["word/_rels/document.xml.rels"].replace("article", "survey")
    (note,) = read_bytes(zipped(parts), name="a.docx").notes
    assert (note.text, note.urls) == ("See the survey", ("https://survey.example/2",))


def test_sign_of_the_writers_own_stays_out_of_the_text() -> None:
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    document = read(para(BASE, custom), footnotes={1: "As told."})
    assert document.text == BASE
    assert document.notes[0].place is NotePlace.FOOTNOTE


def test_properties_of_the_file_are_metadata_and_date_nothing() -> None:
    core = "<dc:creator>Jane Doe</dc:creator><dc:title>Draft</dc:title><dcterms:created>2019-01-02T03:04:05Z</dcterms:created>"
    document = read(para(f"{BASE} It rained.") + para(VOTE), core=core)
    assert document.metadata == (
        ("core:creator", "Jane Doe"),
        ("core:title", "Draft"),
        ("core:created", "2019-01-02T03:04:05Z"),
    )
    assert find_publication(document).date == ""
    assert document.title == "Draft"


def test_strict_file_reads_as_the_usual_one() -> None:
    data = word_file(para("The base closes", style="Titre") + para(BASE, footnote(1)), footnotes={1: "As told."})
    strict = {
        "W": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "R": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {
            name: packed.read(name).decode().replace(W, strict["W"]).replace(R, strict["R"])
            for name in packed.namelist()
        }
    document = read_bytes(zipped(parts), name="draft.docx")
    assert document == read_bytes(data, name="draft.docx")
    assert [note.text for note in document.notes] == ["As told."]


@pytest.mark.parametrize("name", ["draft.txt", "draft", "draft.pdf", "", "draft.docm"])
def test_word_file_is_known_by_its_bytes(name: str) -> None:
    document = read_bytes(word_file(para(BASE)), name=name)
    assert (document.text, document.name) == (BASE, name)
    assert [problem.code for problem in document.problems] == (
        ["other-kind"] if name in {"draft.txt", "draft.pdf"} else []
    )


def test_list_of_references_typed_by_hand_answers_its_marks() -> None:
    body = (
        para("It closed.[1] ", commented(4, "It rained."))
        + para("References", style="Titre1")
        + para("[1] Reuters, 2005")
    )
    document = read(body, comments={4: ("Ana", "when?")})
    assert document.text == "It closed. It rained."
    assert notes(document) == [
        ("…closed.|", "footnote", "", "Reuters, 2005"),
        ("It rained.", "comment", "Ana", "when?"),
    ]
