"""What counts as proof, and as a reason."""

import re

from factcheck.row import Row
from factcheck.verdicts.vocabulary import Disposition, is_verdict_word

STET = re.compile(rf"{Disposition.STET}\b(?: by\b[^:]*)?[\s:,;.–—-]*", re.IGNORECASE)
"""What a line begins with that says why something stands: "stet: ...", "stet by ed: ..."."""


def says_how(note: str) -> bool:
    """True where a note says how something was checked: two words at least that are no mere verdict, or a link.

    >>> says_how("called the ministry"), says_how("ok, checked"), says_how("")
    (True, False, False)
    """
    if "://" in note:
        return True
    words = [word for word in re.findall(r"\w+", note.casefold()) if not is_verdict_word(word)]
    return len(words) > 1


def proof_missing(row: Row) -> str:
    """What a verified row lacks as proof, in words; "" where nothing is missing."""
    if not row.reviewer.strip():
        return "no reviewer"
    if not re.search(r"\w", row.evidence) and not says_how(row.note):
        return "no evidence, and no note that says how"
    return ""


def stet_reason(note: str) -> str:
    r"""The last line of a note that begins with "stet" and goes on to say why, "" where there is none.

    >>> stet_reason("asked the survey\nstet by ed, 2026-11-23: the writer was there")
    'stet by ed, 2026-11-23: the writer was there'
    >>> stet_reason("stet"), stet_reason("stet by ed"), stet_reason("stet: ok"), stet_reason("the writer was there")
    ('', '', '', '')
    """
    lines = (line.strip() for line in reversed(note.split("\n")))
    return next((line for line in lines if (said := STET.match(line)) and says_how(line[said.end() :])), "")
