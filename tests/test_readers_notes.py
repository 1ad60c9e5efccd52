"""Notes in Markdown and web pages: out of the text, on the sentence they belong to, and what they point to found."""

from datetime import date

import pytest

import factcheck
from factcheck.claims.rows import rows_of
from factcheck.document import Document, NotePlace, Span, WriterNote
from factcheck.evidence.asking.addresses import ArticleAddresses
from factcheck.evidence.asking.questions import Form, plan
from factcheck.outlets import load_outlets
from factcheck.readers import read_bytes
from factcheck.readers.notes import addresses_in, make_note
from factcheck.sentences import split_document
from factcheck.verdicts import Pile, standing

PUBLISHED = "2005-08-17"


def markdown(text: str) -> Document:
    return read_bytes(text.encode(), name="draft.md")


def page(body: str) -> Document:
    return read_bytes(f"<html><body><article>{body}</article></body></html>".encode(), name="draft.html")


def placed(document: Document) -> list[tuple[str, str, str]]:
    """For each note the words right before its place, its mark, its text."""
    return [(document.text[: n.span.start].split()[-1], n.mark, n.text) for n in document.notes]


MARKED = """\
# The base

The base closed on Monday.[^1] Nobody[^long] came.

[^1]: Interfax, *August 11*, 2005,
    https://interfax.ru/a.

    A second paragraph of it.
[^long]: My own notebook.

It rained.
"""


def test_footnotes_of_markdown_leave_the_text_and_keep_their_place() -> None:
    document = markdown(MARKED)
    assert document.text == "The base\n\nThe base closed on Monday. Nobody came.\n\nIt rained."
    assert placed(document) == [
        ("Monday.", "^1", "Interfax, August 11, 2005, https://interfax.ru/a. A second paragraph of it."),
        ("Nobody", "^long", "My own notebook."),
    ]
    assert document.notes[0].urls == ("https://interfax.ru/a",)
    assert [block.line for block in document.blocks] == [1, 3, 11]


def test_numbers_in_brackets_are_answered_by_the_list_below() -> None:
    document = markdown(
        "It closed.[1] It burned [2, 3] down. See [9].\n\n## References\n\n1. Reuters\n2. TASS\n3. A book\n\n## After\n\nMore."
    )
    assert document.text == "It closed. It burned  down. See [9].\n\nAfter\n\nMore."
    assert placed(document) == [("closed.", "1", "Reuters"), ("burned", "2", "TASS"), ("burned", "3", "A book")]


def test_entries_may_carry_their_own_mark() -> None:
    document = page("<p>It closed.[7]</p><p>References</p><p>[7] Reuters, 2005</p><p>[8] Nobody’s</p>")
    assert document.text == "It closed."
    assert placed(document) == [("closed.", "7", "Reuters, 2005")]
    assert [problem.message for problem in document.problems] == [
        "left out: 1 note that nothing in the text points to: [8] “Nobody’s”"
    ]


def test_list_that_nothing_points_into_stays() -> None:
    document = markdown("It closed.\n\n## Sources\n\n1. Ana said so.\n2. Ben said so.")
    assert document.text == "It closed.\n\nSources\n\nAna said so.\n\nBen said so."
    assert document.notes == ()


def test_mark_that_nothing_answers_stays() -> None:
    assert markdown("It closed.[^1] It burned.[2]").text == "It closed.[^1] It burned.[2]"


def test_link_whose_words_are_a_number_is_a_note() -> None:
    document = markdown(
        "It closed[1](https://a.example/1). It burned [\\[2\\]](https://a.example/2).\n\nIn [2004](https://a.example/3)."
    )
    assert document.text == "It closed. It burned .\n\nIn 2004."
    assert [(note.mark, note.urls) for note in document.notes] == [
        ("1", ("https://a.example/1",)),
        ("2", ("https://a.example/2",)),
    ]
    assert [link.url for link in document.links] == ["https://a.example/3"]


def test_links_of_a_line_with_a_mark_keep_their_words() -> None:
    document = markdown(
        "It closed.[^1] See [the survey](https://a.example/s), [^1] and [more](https://a.example/m).\n\n[^1]: So."
    )
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [
        ("the survey", "https://a.example/s"),
        ("more", "https://a.example/m"),
    ]
    assert len(document.notes) == 2


WIKI = """\
<p>The mill opened in 1931.<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1">[1]</a></sup> It
closed<sup class="reference"><a href="https://en.example.org/wiki/Mill#cite_note-2"><span>[</span>2<span>]</span></a></sup>
in 1950.<sup class="reference"><a href="#cite_note-a-1">[1]</a></sup><sup>[<i>citation needed</i>]</sup></p>
<h2 id="References">References</h2>
<ol class="references">
<li id="cite_note-a-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-a_1-0"><sup><i><b>a</b></i></sup></a>
<a href="#cite_ref-a_1-1"><sup><i><b>b</b></i></sup></a></span> <span class="reference-text"><cite>"The Mill".
<a href="https://news.example/1931">Reuters</a>. 5 May 1931.</cite></span></li>
<li id="cite_note-2"><span class="mw-cite-backlink"><b><a href="#cite_ref-2">^</a></b></span> Lind, p. 5.</li>
</ol>
"""


def test_references_of_wikipedia_hang_on_each_place_that_uses_them() -> None:
    document = page(WIKI)
    assert document.text == "The mill opened in 1931. It closed in 1950.[citation needed]"
    assert placed(document) == [
        ("1931.", "1", '"The Mill". Reuters. 5 May 1931.'),
        ("closed", "2", "Lind, p. 5."),
        ("1950.", "1", '"The Mill". Reuters. 5 May 1931.'),
    ]
    assert document.notes[0].urls == ("https://news.example/1931",)


@pytest.mark.parametrize(
    ("_program", "noted"),
    [
        (
            "a word processor",
            (
                '<p>It closed<a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a>.</p>'
                '<div id="sdendnote1"><p><a class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a>As told.</p></div>'
            ),
        ),
        (
            "Python-Markdown",
            (
                '<p>It closed<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>.</p>'
                '<div class="footnotes"><hr><ol><li id="fn:1"><p>As told. <a href="#fnref:1" class="footnote-backref"'
                ' role="doc-backlink">↩︎</a></p></li></ol></div>'
            ),
        ),
        (
            "Pandoc",
            (
                '<p>It closed<a href="#fn1" class="footnoteRef" id="fnref1"><sup>1</sup></a>.</p><section id="footnotes"><ol>'
                '<li id="fn1"><p>As told.<a href="#fnref1">↩</a></p></li></ol></section>'
            ),
        ),
        (
            "an e-book",
            (
                '<p>It closed<a epub:type="noteref" href="#n1"><sup>*</sup></a>.</p>'
                '<aside id="n1"><p><a href="#r1">*</a> As told.</p></aside>'
            ),
        ),
    ],
)
def test_footnotes_as_programs_write_them(_program: str, noted: str) -> None:
    document = page(noted)
    assert document.text == "It closed."
    assert [(note.text, note.span) for note in document.notes] == [("As told.", Span(9, 9))]


@pytest.mark.parametrize(
    "body",
    [
        '<p>See <a href="#part">2</a>, and x<sup>2</sup>, and <a href="#part">[more]</a>.</p><p id="part">Part two of it all.</p>',
        '<p>See <sup><a href="#h">1</a></sup> here.</p><h2 id="h">The first part</h2><p>Words.</p>',
        '<p>See <sup><a href="#gone">1</a></sup> here.</p>',
        '<p id="p">See <sup><a href="#p">1</a></sup> here.</p>',
    ],
)
def test_link_that_leads_to_no_note_stays_in_the_text(body: str) -> None:
    document = page(body)
    assert document.notes == ()
    assert "See " in document.text
    assert any(mark in document.text for mark in ("2", "1"))


def test_page_of_very_many_notes_takes_time_in_proportion() -> None:
    marks = "".join(f'<span>It closed.<sup><a href="#n{n}">{n % 999}</a></sup></span> ' for n in range(3_000))
    listed = "".join(f'<li id="n{n}">Note {n}.</li>' for n in range(3_000))
    assert len(page(f"<p>{marks}</p><ol>{listed}</ol>").notes) == 3_000


CITED = """\
The base closed on Monday.[^1] “Nobody came to see it at all,” he said.[^2] It rained.[^3] Two died.[^4] It burned.[^5]

[^1]: Interfax, August 11.
[^2]: Interview with the author, 12 August 2005.
[^3]: He was not sure of this himself, and I have asked twice.
[^4]: Lind, Ana. A Life in Mills. Turku, 1950, p. 5.
[^5]: See https://www.reuters.com/2005/a and https://local.example/b.
"""


def test_note_that_names_its_document_is_cited_with_its_date_and_address() -> None:
    article = factcheck.parse(markdown(CITED), published=PUBLISHED)
    assert [(c.outlet, c.date, c.url, c.covers) for c in article.citations] == [
        ("Interfax", "2005-08-11", "", (0,)),
        ("Interview with the author", "2005-08-12", "", (1,)),
        ("Lind, Ana", "1950", "", (3,)),
        ("Reuters", "", "https://www.reuters.com/2005/a", (4,)),
    ]
    rows = rows_of(article, "a")
    assert [(row.cited, row.cited_date, row.writer_note) for row in rows][:1] == [
        ("Interfax", "2005-08-11", "footnote: Interfax, August 11.")
    ]
    assert [row.cited for row in rows if row.sentence == "3"] == [""]


def test_note_is_no_claim_and_no_proof() -> None:
    article = factcheck.parse(markdown(CITED), published=PUBLISHED)
    words = " ".join(claim.text for claim in article.claims)
    assert not any(said in words for said in ("Turku", "Interview", "asked twice"))
    assert article.uncovered == ()
    assert {standing(row).pile for row in rows_of(article, "a")} == {Pile.OPEN}


def test_addresses_of_notes_are_looked_up_for_the_claims_they_hang_on() -> None:
    document = markdown(CITED)
    article = factcheck.parse(document, published=PUBLISHED)
    addresses = ArticleAddresses(document, load_outlets(), PUBLISHED)
    rows = [row for row in rows_of(article, "a") if row.sentence == "5"]
    asked = plan(rows, addresses, load_outlets())
    assert [(each.form, each.about) for each in asked] == [
        (Form.ADDRESS, "https://www.reuters.com/2005/a"),
        (Form.ADDRESS, "https://local.example/b"),
    ]
    assert all(each.days and each.days.first == date(2005, 8, 17) for each in asked)


SENTENCES = (Span(0, 10), Span(11, 20), Span(22, 30))
TEXT = "It closed. It burned.\nIt rained"


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (0, 0, [0]),
        (5, 5, [0]),
        (10, 10, [0]),  # right behind the full stop
        (11, 11, [0]),  # a space further
        (20, 20, [1]),
        (22, 22, [2]),  # the beginning of a paragraph
        (31, 31, [2]),
        (0, 10, [0]),
        (10, 20, [1]),
        (3, 12, [0, 1]),
        (0, 30, [0, 1, 2]),
    ],
)
def test_note_hangs_on_the_sentence_of_its_place(start: int, end: int, wanted: list[int]) -> None:
    note = WriterNote(span=Span(start, end), text="x", place=NotePlace.COMMENT)
    assert list(note.sentences(SENTENCES, TEXT)) == wanted


def test_note_of_a_document_without_sentences_hangs_on_none() -> None:
    assert list(WriterNote(span=Span(0, 0), text="x", place=NotePlace.FOOTNOTE).sentences((), "")) == []


def test_address_the_note_does_not_show_is_told_with_it() -> None:
    document = page(
        '<p>It closed on Monday.<sup><a href="#n">1</a></sup></p><div id="n"><p>See <a href="https://a.example/s">the survey</a>.</p></div>'
    )
    article = factcheck.parse(document, published=PUBLISHED)
    assert {row.writer_note for row in rows_of(article, "a")} == {"footnote: See the survey. (https://a.example/s)"}


def test_note_is_one_line_and_its_addresses_are_told_once() -> None:
    note = make_note(
        Span(0, 0),
        "See\n a.example,  https://a.example/x.",
        NotePlace.COMMENT,
        author=" Ana\n",
        links=("https://a.example/x", "mailto:a@b.example"),
    )
    assert (note.text, note.author, note.urls) == (
        "See a.example, https://a.example/x.",
        "Ana",
        ("https://a.example/x",),
    )


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("(https://a.example/x_(y))", ("https://a.example/x_(y)",)),
        ("https://a.example/x), “www.b.example/y”;", ("https://a.example/x", "http://www.b.example/y")),
        ("no address, a.b or www. at all", ()),
    ],
)
def test_addresses_are_found_without_the_marks_around_them(text: str, urls: tuple[str, ...]) -> None:
    assert addresses_in(text) == urls


def test_sentences_of_a_note_follow_the_readers() -> None:
    document = markdown("It closed. [^1] It burned.\n\n- a road[^1]\n\n[^1]: So.")
    sentences = split_document(document)
    assert [list(note.sentences(sentences, document.text)) for note in document.notes] == [[0], [2]]


LISTED = """\
The bridge fell.[^1] It was old.[^2] The fee rose.[^3]

[^1]: “The Bridge”. The Guardian. 3 May 2021
[^2]: Helen Marsh. “The Bridge”. The Guardian. 3 May 2021.
[^3]: Latvian Radio, 14 October 2004.
"""


def test_note_in_the_manner_of_a_reference_list_names_its_outlet_without_author_title_and_day() -> None:
    article = factcheck.parse(markdown(LISTED), published=PUBLISHED)
    assert [(c.outlet, c.date) for c in article.citations] == [
        ("The Guardian", "2021-05-03"),
        ("The Guardian", "2021-05-03"),
        ("Latvian Radio", "2004-10-14"),
    ]


def test_day_under_a_headline_is_no_claim() -> None:
    article = factcheck.parse(markdown("# Bridge closed\n\n*August 17, 2005*\n\nRiga built a bridge in 2004.\n"))
    assert [claim.text for claim in article.claims] == ["Bridge closed.", "Riga built a bridge in 2004."]
    assert (article.publication.date, article.uncovered) == ("2005-08-17", ())


def test_heading_that_only_asks_is_no_claim() -> None:
    article = factcheck.parse(markdown("## What it cost\n\nThe bridge cost €5 million.\n"))
    assert [claim.text for claim in article.claims] == ["The bridge cost €5 million."]
