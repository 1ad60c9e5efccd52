"""What the journal notes of a parse: which article it was, and, of one given by its address, which copy was read."""

import re
import sys
from pathlib import Path
from typing import NamedTuple

from factcheck.journal.history import undoable

PARSE = "parse"
_NOTED = re.compile(r"(?P<article>.*), read from (?P<address>\S+) as (?P<copy>\S+)", re.DOTALL)


class Parse(NamedTuple):
    """The article's name in the table; of one given by its `address` the `copy` read: an archived address, or, where
    the page's own server was asked, the address itself. Both "" for a file.
    """

    article: str
    address: str = ""
    copy: str = ""

    @property
    def why(self) -> str:
        """The words that the journal keeps as the batch's `why`.

        >>> Parse("draft.txt").why
        'draft.txt'
        """
        return f"{self.article}, read from {self.address} as {self.copy}" if self.copy else self.article


def noted(why: str) -> Parse:
    """What the `why` of a parse's batch tells.

    >>> noted(Parse("lake", "http://a.kz/", "http://archive.example/web/20050810090500/http://a.kz/").why).copy
    'http://archive.example/web/20050810090500/http://a.kz/'
    """
    found = _NOTED.fullmatch(why)
    return Parse(found["article"], found["address"], found["copy"]) if found else Parse(why)


def copy_read(table: Path, article: str, address: str) -> str:
    """The copy of the page that the article was last read from, parses that were undone left out; "" for none."""
    parses = (noted(batch.why) for batch in undoable(table, sys.maxsize) if batch.command == PARSE)
    last = next((each for each in parses if each.article == article), None)
    return last.copy if last and last.address == address else ""
