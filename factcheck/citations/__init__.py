"""Citations of an article: parenthetical, numbered, author-year, linked, narrated, and the sentences each covers."""

from factcheck.citations.citation import Citation, CitationForm, Dated
from factcheck.citations.find import find_citations

__all__ = ["Citation", "CitationForm", "Dated", "find_citations"]
