"""A file, bytes or a string to a `Document`: plain text, Markdown and HTML."""

from factcheck.readers.reading import MAX_BYTES, read, read_bytes, read_text

__all__ = ["MAX_BYTES", "read", "read_bytes", "read_text"]
