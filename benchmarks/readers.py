"""What reading a draft costs beside parsing it: at most a tenth, whatever kind of file it is. Run by hand.

    python benchmarks/readers.py [WORDS]

One text of the script's own sentences, at WORDS words (default 15,000, some 30 pages), written as each kind of file,
with a note on every tenth paragraph where the kind knows notes. Seconds are processor time of this process
(time.process_time), the best of three. `share` is that of reading in the time that parsing the text takes.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable
from html import escape

import docx
from fpdf import FPDF
from parse import make_text

from factcheck.claims.article import parse
from factcheck.readers import read_bytes

LIMIT = 0.10
RUNS = 3
NOTED = 10
QUOTES = str.maketrans("“”‘’–—", "\"\"''--")
"""What the fonts that every PDF reader has do not hold."""


def as_markdown(text: str) -> bytes:
    """Markdown with footnotes."""
    paragraphs = text.split("\n\n")
    for number in range(0, len(paragraphs), NOTED):
        paragraphs[number] += f"[^{number}]"
    notes = (f"[^{number}]: Interfax, August 11, 2005." for number in range(0, len(paragraphs), NOTED))
    return "\n\n".join(["# The bases", *paragraphs, *notes]).encode()


def as_page(text: str) -> bytes:
    """A web page with a list of references."""
    body, listed = [], []
    for number, paragraph in enumerate(text.split("\n\n")):
        sign = ""
        if number % NOTED == 0:
            sign = f'<sup class="reference"><a href="#n{number}">[{number}]</a></sup>'
            listed.append(f'<li id="n{number}">Interfax, August 11, 2005.</li>')
        body.append(f"<p>{escape(paragraph)}{sign}</p>")
    return f"<html><body><article>{''.join(body)}<ol>{''.join(listed)}</ol></article></body></html>".encode()


def as_word_file(text: str) -> bytes:
    """A Word file with comments, its paragraphs in runs of a few words, as Word leaves them after some editing."""
    word = docx.Document()
    for number, paragraph in enumerate(text.split("\n\n")):
        made = word.add_paragraph()
        words = paragraph.split(" ")
        for at in range(0, len(words), 5):
            made.add_run(" ".join(words[at : at + 5]) + " ").bold = at % 10 == 0
        if number % NOTED == 0:
            word.add_comment(made.runs, text="Interfax, August 11, 2005.", author="ana", initials="a")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def as_pdf(text: str) -> bytes:
    """A PDF in two columns, with a running head and page numbers."""

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("Times", "I", 9)
            self.cell(0, 5, f"The bases {self.page_no()}", align="C")
            self.ln(12)
            self.set_font("Times", size=10)

    paper = Paper()
    paper.add_page()
    with paper.text_columns(ncols=2, gutter=8, text_align="J") as columns:
        for paragraph in text.split("\n\n"):
            made = columns.paragraph(bottom_margin=2)
            made.write(paragraph.translate(QUOTES))
            columns.end_paragraph()
    return bytes(paper.output())


KINDS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "md": as_markdown,
    "html": as_page,
    "docx": as_word_file,
    "pdf": as_pdf,
}
"""How a text is written as a file, by the file's extension."""


def seconds(data: bytes, name: str) -> float:
    """The best of a few readings."""
    taken = []
    for _ in range(RUNS):
        begin = time.process_time()
        read_bytes(data, name=name)
        taken.append(time.process_time() - begin)
    return min(taken)


def main() -> None:
    """Prints the table; exit code 1 where a kind takes more than its share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="?", type=int, default=15_000, help="length of the text")
    text = make_text(parser.parse_args().words)
    parse(make_text(200))  # loads the model and the tables
    begin = time.process_time()
    parse(text)
    parsing = time.process_time() - begin
    print(f"{len(text.split()):,} words: parsed in {parsing:.2f} s")
    print(f"{'kind':<8}{'bytes':>12}{'read':>12}{'share':>9}{'notes':>8}")
    shares = []
    for kind, write in KINDS.items():
        data = write(text)
        name = f"draft.{kind}"
        taken, notes = seconds(data, name), len(read_bytes(data, name=name).notes)
        shares.append(taken / parsing)
        print(f"{kind:<8}{len(data):>12,}{taken:>10.3f} s{shares[-1]:>9.3f}{notes:>8,}")
    worst = max(shares)
    print(f"reading takes at most {worst:.3f} of the parse ({'ok' if worst <= LIMIT else 'TOO SLOW'})")
    sys.exit(0 if worst <= LIMIT else 1)


if __name__ == "__main__":
    main()
