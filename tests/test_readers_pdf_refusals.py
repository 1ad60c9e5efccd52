"""PDFs that are no draft, or not all of one: refused or read with a word about it, in bounded time."""

import re
import zlib

import pytest
from fpdf import FPDF
from pdf_making import Made, page, texts, told
from PIL import Image

from factcheck.errors import UnreadableInput
from factcheck.readers import read_bytes
from factcheck.readers.pdf import read_pdf
from factcheck.readers.pdf.reading import MOST_PAGES

WORDS = "Lake Toma lost a third of its water between 1975 and 1994, and engineers who measured it say why."


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableInput) as error:
        read_pdf(data, name="draft.pdf")
    assert error.value.path == "draft.pdf"
    assert error.value.hint
    return str(error.value)


def locked(user: str) -> bytes:
    made = Made()
    made.set_encryption(owner_password="owner", user_password=user)  # noqa: S106 - a test's
    made.add_page()
    return made.paragraph(WORDS).bytes()


def picture(made: FPDF) -> None:
    made.image(Image.new("L", (40, 50), 200), 0, 0, 200)


def test_encrypted_file_that_opens_without_a_password_is_read() -> None:
    assert texts(read_pdf(locked(""))) == [WORDS]


def test_file_behind_a_password_says_what_to_do() -> None:
    assert "is a PDF behind a password\n  Open it with the password, print or export it" in refused(locked("secret"))


@pytest.mark.parametrize("part", [0.02, 0.5])
def test_cut_off_file_is_damaged(part: float) -> None:
    whole = page().paragraph(WORDS).bytes()
    assert "is a damaged PDF: it cannot be opened" in refused(whole[: int(len(whole) * part)])


def test_file_without_its_table_of_places_is_read_all_the_same() -> None:
    whole = page().paragraph(WORDS).bytes()
    assert texts(read_pdf(whole[: whole.rfind(b"xref")])) == [WORDS]


def test_scan_says_what_to_do() -> None:
    made = page()
    picture(made)
    assert "is a scan\n  Recognise its characters first (OCR: ocrmypdf" in refused(made.bytes())


def test_scanned_pages_among_others_are_said_by_number() -> None:
    made = Made()
    for number in range(1, 6):
        made.add_page()
        if number in {2, 4, 5}:
            picture(made)
        else:
            made.paragraph(WORDS)
    read = made.read()
    assert texts(read) == [WORDS, WORDS]
    assert told(read, "page-without-text") == ["pages 2 and 4-5 show pictures only: what stands there was not read"]


FORM = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 7 0 R]>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>>>
/Annots[5 0 R 7 0 R 8 0 R 9 0 R]>>endobj
4 0 obj<</Length 61>>stream
BT /F 12 Tf 50 700 Td (The base closed in 2009 for good.) Tj ET
endstream endobj
5 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(dams)/V(Twelve dams.)/Rect[50 600 300 620]>>endobj
6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
7 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(empty)/Rect[50 500 300 520]>>endobj
8 0 obj<</Type/Annot/Subtype/Text/T(Ana)/Contents(Who says so?)/Rect[50 400 70 420]>>endobj
9 0 obj<</Type/Annot/Subtype/Popup/Contents(Who says so?)/Rect[50 400 70 420]>>endobj
trailer<</Root 1 0 R>>
"""


def test_comments_and_filled_form_fields_are_said_to_be_left_out() -> None:
    document = read_pdf(FORM, name="draft.pdf")
    assert document.text == "The base closed in 2009 for good."
    assert told(document, "left-out") == ["left out, as laid over the text: 1 form field and 1 comment (p. 1)"]


def test_empty_pages_are_no_scan() -> None:
    made = page()
    made.add_page()
    assert "holds no text: its pages are empty" in refused(made.bytes())


def test_empty_page_among_others_is_passed_over() -> None:
    made = page().paragraph(WORDS)
    made.add_page()
    made.add_page()
    read = made.paragraph(WORDS).read()
    assert [block.page for block in read.blocks] == [1, 3]
    assert read.problems == ()


def test_page_numbers_alone_are_no_text() -> None:
    assert "holds no text but page numbers" in refused(page(foot="{page}").bytes())


def test_stream_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    whole = page().paragraph(WORDS).bytes()
    bomb = zlib.compress(zlib.compress(b"q Q\n") + bytes(300_000_000), 9)
    start, end = whole.index(b"stream\n") + 7, whole.index(b"\nendstream")
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(bomb), whole[:start], count=1)
    assert "unpacks to more than is read" in refused(head + bomb + whole[end:])


def test_three_hundred_pages_are_read_to_the_last() -> None:
    made = Made(head="The Lake Review", foot="{page}")
    for number in range(300):
        made.add_page()
        made.paragraph(f"Dam {number + 1} was built in 1975.")
    read = made.read()
    assert texts(read) == [f"Dam {number + 1} was built in 1975." for number in range(300)]
    assert read.blocks[-1].page == 300


def test_book_is_refused_by_its_number_of_pages() -> None:
    made = Made()
    for _ in range(MOST_PAGES + 1):
        made.add_page()
    assert f"has {MOST_PAGES + 1:,} pages; at most {MOST_PAGES:,} are read" in refused(made.bytes())


def test_pdf_is_known_by_its_bytes_whatever_its_name() -> None:
    read = read_bytes(page().paragraph(WORDS).bytes(), name="draft.txt")
    assert texts(read) == [WORDS]
    assert read.name == "draft.txt"
