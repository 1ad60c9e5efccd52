"""PDF drafts: columns, paragraphs, headings and lists in reading order; what is printed around them left out and said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import Made, page, texts, told

from factcheck.document import BlockKind

LEVEL = "Lake Toma lost a third of its water between 1975 and 1994, and engineers who measured it say why."
DAMS = "Twelve dams were built on the river that feeds it, and the canals took what was left of the summer floods."
VILLAGE = (
    "No village will be moved, the minister told the newspaper of the region on the day she came to see the shore."
)
FISH = "The fishing boats of the cooperative have not left the harbour since the spring in which the pier fell dry."
FOUR = [LEVEL, DAMS, VILLAGE, FISH]


@pytest.mark.parametrize("number", [2, 3])
def test_columns_are_read_one_after_another(number: int) -> None:
    made = page().columns([f"{words} {words}" for words in FOUR * 4], number)
    assert texts(made.read()) == [f"{words} {words}" for words in FOUR * 4]


@pytest.mark.parametrize("number", [4, 5])
def test_columns_as_narrow_as_a_newspaper_sets_them_are_read_one_after_another(number: int) -> None:
    made = page().columns([f"{words} {words}" for words in FOUR * 6], number)
    assert texts(made.read()) == [f"{words} {words}" for words in FOUR * 6]


def test_short_end_of_the_columns_on_a_page_of_its_own_is_read_column_by_column() -> None:
    made = page().columns(FOUR * 3, 2, balance=True)
    made.add_page()
    left, right = 26, 26 + (160 + 8) / 2
    made.text(left, 30, "If it falls dry, she said,")
    made.text(left, 35, "somebody will have to be")
    made.text(right, 30, "able to say when we knew.")
    whole = "If it falls dry, she said, somebody will have to be able to say when we knew."
    assert made.read().text.endswith(f"\n\n{whole}")


def test_rows_of_short_cells_are_no_columns() -> None:
    made = page().paragraph(LEVEL)
    rows = [(f"Canal of Toma {at}", f"Length {at} metres") for at in range(1, 15)]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            made.text(25 + 40 * column, 60 + 6 * at, cell)
    assert " ".join(made.read().text.split()).endswith(" ".join(cell for row in rows for cell in row))


def test_line_of_few_words_spread_over_a_column_is_no_row_of_a_table() -> None:
    made = page()
    rows = [
        ("We", "are", "not"),
        ("talking", "about", "rain"),
        ("from", "1994", "or", "from"),
        ("2013", "and", "2023"),
    ]
    for at, row in enumerate(rows):
        room = 60 - sum(made.get_string_width(word) for word in row)
        x = 26.0
        for word in row:
            made.text(x, 30 + 5 * at, word)
            x += made.get_string_width(word) + room / (len(row) - 1)
    made.text(26, 50, "he said on the shore of the lake.")
    assert texts(made.read()) == [
        "We are not talking about rain from 1994 or from 2013 and 2023 he said on the shore of the lake."
    ]


def test_byline_above_a_first_line_that_stands_in_is_a_block_of_its_own() -> None:
    made = page().columns(["By Helen Marsh", *[f"{words} {words}" for words in FOUR * 3]], 4, indent=4, gap=0)
    read = made.read()
    assert texts(read)[:2] == ["By Helen Marsh", f"{FOUR[0]} {FOUR[0]}"]
    assert read.blocks[0].kind is BlockKind.METADATA


def test_headline_across_columns_comes_first_and_text_below_them_last() -> None:
    made = page().paragraph("Lake Toma shrinks and nobody in the ministry can say", size=20)
    made.columns(FOUR * 4, 2, balance=True)
    made.paragraph(
        "This report was written in Toma, and the figures in it were taken from the yearbook of the ministry."
    )
    read = made.read()
    assert read.blocks[0].kind is BlockKind.HEADING
    assert texts(read)[1:-1] == FOUR * 4
    assert texts(read)[-1].startswith("This report was written")


def test_paragraph_that_goes_on_in_the_next_column_is_one() -> None:
    whole = " ".join(FOUR * 7)
    assert texts(page().columns([whole], 2).read()) == [whole]


def test_paragraph_that_goes_on_over_the_page_is_one() -> None:
    whole = " ".join(FOUR * 20)
    made = page(head="The Lake Review", foot="{page}").paragraph(whole)
    read = made.read()
    assert made.pages_count > 1
    assert texts(read) == [whole]


def test_paragraphs_told_by_their_indent_alone() -> None:
    made = page().columns([f"{words} {words}" for words in FOUR], 2, indent=4, gap=0)
    assert texts(made.read()) == [f"{words} {words}" for words in FOUR]


def test_paragraphs_told_by_their_last_line_alone() -> None:
    short = [f"{words} {words} It ended there." for words in FOUR]
    assert texts(page().columns(short, 2, gap=0).read()) == short


def test_words_divided_at_the_end_of_lines_are_joined() -> None:
    words = "The en\u00adgi\u00adneers of the lake com\u00admit\u00adtee mea\u00adsured the wa\u00adter lev\u00adel and re\u00adport\u00aded it to the re\u00adgion\u00adal par\u00adlia\u00adment."
    plain = words.replace("\u00ad", "")
    assert texts(page().columns([" ".join([words] * 6)], 3).read()) == [" ".join([plain] * 6)]


def test_running_heads_and_page_numbers_are_left_out_and_listed() -> None:
    made = page(head="The Lake Review, March 2005", foot="Page {page}")
    for words in FOUR * 12:
        made.paragraph(words)
    read = made.read()
    assert texts(read) == FOUR * 12
    (message,) = told(read, "running-lines")
    assert "“The Lake Review, March 2005” (pp. 1-" in message
    assert "page numbers (pp. 1-" in message


def test_text_that_begins_alike_on_several_pages_stays() -> None:
    made = Made(foot="{page}")
    for at, lake in enumerate(("Toma", "Nur", "Ora", "Selim", "Kant", "Bel", "Zara", "Issyk")):
        made.add_page()
        made.paragraph("The ministry said no." if at % 3 == 0 else f"Lake {lake} fell.", gap=0)
        made.paragraph(f"Engineers of Lake {lake} say why it fell, and what the canals of {lake} took from it.", gap=0)
    assert made.read().text.count("The ministry said no.") == 3


def test_page_number_of_a_single_page_is_left_out() -> None:
    read = page(foot="7").paragraph(LEVEL).paragraph(DAMS).read()
    assert texts(read) == [LEVEL, DAMS]
    assert told(read, "running-lines") == ["left out, as printed around the text: page numbers (p. 1)"]


def test_chapter_heading_with_the_number_of_its_page_stays() -> None:
    made = Made(foot="{page}")
    for at, words in enumerate(FOUR, start=1):
        made.add_page()
        made.paragraph(f"{at} The lake", size=18).paragraph(words)
    assert [words for words in texts(made.read()) if "The lake" in words] == [f"{at} The lake" for at in range(1, 5)]


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    made = page(head="11/23/26, 10:43 PM The lake", foot="https://toma.example/lake 1/1").paragraph(LEVEL)
    assert texts(made.read()) == [LEVEL]


def test_headings_are_told_by_size_and_weight() -> None:
    made = page().paragraph("Lake Toma shrinks", size=20, style="B").paragraph(LEVEL)
    made.paragraph("What the engineers say", size=14, style="B").paragraph(DAMS)
    made.paragraph("A village", style="B").paragraph(VILLAGE)
    read = made.read()
    found = [(block.span.slice(read.text), block.level) for block in read.blocks if block.kind is BlockKind.HEADING]
    assert found == [("Lake Toma shrinks", 1), ("What the engineers say", 2), ("A village", 3)]
    assert read.title == "Lake Toma shrinks"


def test_items_of_a_list_are_its_blocks() -> None:
    made = page().paragraph(LEVEL)
    for words in ("\u2022 The dams took it.", "\u2022 The canals took it.", "1. The sun took it."):
        made.set_font("Times", size=11)
        made.paragraph(words.encode("cp1252").decode("latin-1"), gap=0)
    read = made.paragraph(DAMS).read()
    items = [block.span.slice(read.text) for block in read.blocks if block.kind is BlockKind.LIST_ITEM]
    assert items == ["The dams took it.", "The canals took it.", "1. The sun took it."]


def test_drop_cap_belongs_to_its_word() -> None:
    made = page()
    made.set_font("Times", size=36)
    made.text(25, 36, "L")
    made.set_font("Times", size=11)
    lines = [
        "ake Toma lost a third of its water between 1975 and 1994, and",
        "engineers who measured it say why. Nobody in the villages",
        "on its shore was asked.",
    ]
    for at, line in enumerate(lines):
        made.text(34 if at < 2 else 25, 29 + 5 * at, line)
    assert texts(made.read()) == ["L" + " ".join(lines)]


def test_byline_and_masthead_are_about_the_article() -> None:
    read = (
        page().paragraph("Lake Toma shrinks", size=20).paragraph("By Ana Ruiz").paragraph(LEVEL).paragraph(DAMS).read()
    )
    assert [block.kind.value for block in read.blocks] == ["heading", "metadata", "paragraph", "paragraph"]
    assert read.meta("author") == "Ana Ruiz"


def test_properties_of_the_file_date_and_sign_nothing() -> None:
    made = page().paragraph(LEVEL)
    made.set_title("Lake Toma shrinks")
    made.set_author("intern-7")
    read = made.read()
    assert (read.meta("pdf:author"), read.meta("author"), read.title) == ("intern-7", "", "Lake Toma shrinks")
    assert read.meta("pdf:creationdate")
    assert not [key for key, _ in read.metadata if not key.startswith("pdf:")]


def test_place_in_the_original_is_kept() -> None:
    made = page(head="The Lake Review", foot="{page}").paragraph(LEVEL)
    made.add_page()
    read = made.paragraph(DAMS).paragraph(VILLAGE).read()  # each takes two lines
    assert [(block.page, block.line) for block in read.blocks] == [(1, 1), (2, 1), (2, 3)]


def test_links_are_spans_of_their_words() -> None:
    made = page()
    made.write(5, "The ministry published ")
    made.write(5, "its yearbook", "https://toma.example/yearbook")
    made.write(5, " in the spring.")
    read = made.read()
    assert [(link.span.slice(read.text), link.url) for link in read.links] == [
        ("its yearbook", "https://toma.example/yearbook")
    ]


def test_text_at_an_angle_is_left_out_and_listed() -> None:
    made = page().paragraph(LEVEL)
    with made.rotation(45, 100, 150):
        made.set_font("Times", size=60)
        made.text(50, 150, "DRAFT")
    read = made.read()
    assert texts(read) == [LEVEL]
    assert told(read, "turned-text") == ["left out, as set at an angle to the text: “DRAFT” (p. 1)"]


def test_last_line_of_a_headline_that_stops_before_the_gutter_belongs_to_it() -> None:
    made = page().paragraph("Lake Toma shrinks and nobody there in the ministry", size=26, gap=0)
    read = made.columns(FOUR * 4, 2, balance=True).read()
    assert texts(read)[0] == "Lake Toma shrinks and nobody there in the ministry"
    assert [block.kind for block in read.blocks].count(BlockKind.HEADING) == 1


def test_page_set_sideways_is_read() -> None:
    made = page()
    with made.rotation(90, 100, 150):
        for at, words in enumerate(FOUR):
            made.text(20, 100 + 6 * at, words)
    assert made.read().text.split() == " ".join(FOUR).split()


def test_table_gives_a_cell_for_each_of_its_cells() -> None:
    made = page().paragraph(LEVEL)
    for at, row in enumerate([("Year", "Level in metres"), ("1975", "40.2"), ("1994", "33.9")]):
        for column, cell in enumerate(row):
            made.text(25 + 60 * column, 60 + 6 * at, cell)
    read = made.read()
    cells = [block.span.slice(read.text) for block in read.blocks if block.kind is BlockKind.CELL]
    assert cells == ["Year", "Level in metres", "1975", "40.2", "1994", "33.9"]


WORDS = st.lists(
    st.sampled_from(
        ["lake", "river", "dams", "minister", "shore", "of", "the", "in", "fell", "rose", "1994", "and", "was"]
    ),
    min_size=30,
    max_size=90,
)


@settings(max_examples=12)
@given(st.lists(WORDS, min_size=2, max_size=5), st.integers(1, 3))
def test_every_word_is_read_once_and_in_its_order(paragraphs: list[list[str]], number: int) -> None:
    set_as = [" ".join(words) + "." for words in paragraphs]
    read = page().columns(set_as, number).read()
    assert read.text.split() == " ".join(set_as).split()


def test_same_bytes_give_the_same_document() -> None:
    data = page(head="The Lake Review", foot="{page}").columns(FOUR * 5, 2)
    assert data.read() == data.read()
