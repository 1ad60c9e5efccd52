"""A file, bytes or a string to a `Document`: plain text, Markdown, HTML, wikitext, Word and PDF."""

from factcheck.readers.reading import ENDINGS, MAX_BYTES, bytes_of, read, read_bytes, read_text

__all__ = ["ENDINGS", "MAX_BYTES", "bytes_of", "read", "read_bytes", "read_text"]
