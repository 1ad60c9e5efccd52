"""A PDF to a `Document`: the text in reading order, without what is printed around it on every page."""

from factcheck.readers.pdf.reading import MOST_LETTERS, MOST_PAGES, read_pdf

__all__ = ["MOST_LETTERS", "MOST_PAGES", "read_pdf"]
