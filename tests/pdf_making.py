"""PDFs made for tests with fpdf2: columns, running heads, notes, all from words in sight of the assertion."""

from collections.abc import Sequence
from itertools import pairwise

from fpdf import FPDF
from fpdf.enums import Align

from factcheck.document import Document
from factcheck.readers.pdf import read_pdf


class Made(FPDF):
    """A file of one font, 11 points on A4, with what is printed around the text of each page."""

    def __init__(self, *, head: str = "", foot: str = "", size: float = 11) -> None:
        super().__init__()
        self.head_words, self.foot_words, self.body = head, foot, size
        self.set_margin(25)
        self.set_auto_page_break(auto=True, margin=25)
        self.set_font("Times", size=size)

    def header(self) -> None:
        if self.head_words:
            self.set_y(12)
            self.set_font("Times", "I", 9)
            self.cell(0, 5, self.head_words.replace("{page}", str(self.page_no())), align="C")
            self.set_y(25)
            self.set_font("Times", size=self.body)

    def footer(self) -> None:
        if self.foot_words:
            self.set_y(-15)
            self.set_font("Times", size=9)
            self.cell(0, 5, self.foot_words.replace("{page}", str(self.page_no())), align="C")
            self.set_font("Times", size=self.body)

    def paragraph(self, words: str, *, gap: float = 3, size: float = 0, style: str = "") -> "Made":
        self.set_font("Times", style, size or self.body)
        self.multi_cell(0, (size or self.body) * 0.45, words, align="L")
        self.ln(gap)
        self.set_font("Times", size=self.body)
        return self

    def columns(
        self, paragraphs: Sequence[str], number: int = 2, *, indent: float = 0, gap: float = 2, balance: bool = False
    ) -> "Made":
        """The paragraphs in columns, justified; a soft hyphen in a word is where it may be divided."""
        with self.text_columns(ncols=number, gutter=8, text_align="J", line_height=1.15, balance=balance) as columns:
            for words in paragraphs:
                paragraph = columns.paragraph(text_align=Align.J, first_line_indent=indent, bottom_margin=gap)
                paragraph.write(words)
                columns.end_paragraph()
        return self

    def raised(self, *parts: str) -> "Made":
        """A paragraph whose every second part is a raised mark."""
        for at, part in enumerate(parts):
            self.char_vpos = "SUP" if at % 2 else "LINE"
            self.write(5, part)
        self.char_vpos = "LINE"
        self.ln(8)
        return self

    def bytes(self) -> bytes:
        return bytes(self.output())

    def read(self) -> Document:
        document = read_pdf(self.bytes(), name="draft.pdf")
        for block, after in pairwise(document.blocks):
            assert document.text[block.span.end : after.span.start] == "\n\n"
        return document


def page(**around: str) -> Made:
    """A file with its first page begun."""
    made = Made(**around)  # type: ignore[arg-type]
    made.add_page()
    return made


def texts(document: Document) -> list[str]:
    """The words of each block."""
    return [block.span.slice(document.text) for block in document.blocks]


def told(document: Document, code: str) -> list[str]:
    """The messages of the document's problems of one code."""
    return [problem.message for problem in document.problems if problem.code == code]
