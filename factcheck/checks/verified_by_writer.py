"""A verdict given by the writer of the article.

Nobody checks their own piece: who wrote a mistake believed it. The writer is known from the byline, or from
`writer = "Ana Ruiz"` under `[checks]` in factcheck.toml, or from `--writer`. A reviewer of the writer's first name or
surname alone is taken for the writer; somebody else of that name signs with the full one.

Fires on verified and not checkable, which close a claim; a writer may well answer that something is wrong.

Fires:
    writer Ana Ruiz
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=ana; evidence=Record of the session, page 3

Silent:
    writer Ana Ruiz
    The Senate of Kazakhstan met in Astana in 2005.
    s1a: status=verified; reviewer=Ana Petrova; evidence=Record of the session, page 3
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.verdicts import Status, fold, read_status

CODE = "verified-by-writer"
LEVEL = Level.ERROR
CLOSING = frozenset({Status.VERIFIED, Status.NOT_CHECKABLE})


def find(subject: Subject) -> Iterator[Hit]:
    """The rows, in the table's order."""
    writers = _writers(subject)
    for row in subject.rows if writers else ():
        status, unread = read_status(row.status)
        if status not in CLOSING or unread:
            continue
        writer = next((name for name in writers if _is_called(row.reviewer, name)), "")
        if writer:
            word = status.replace("_", " ")
            said = f"{row.reviewer.strip()} marked it {word}"
            message = (
                f"{said} and wrote the article"
                if fold(row.reviewer) == fold(writer)
                else f"{said}; the article is by {writer}"
            )
            yield Hit(
                message, "Have another person check it; a namesake signs with the full name.", claim_id=row.claim_id
            )


def _writers(subject: Subject) -> tuple[str, ...]:
    """The names of those who wrote the article, as they sign."""
    told = [subject.writer] if subject.writer.strip() else []
    if not told and subject.article:
        told = [value for key, value in subject.article.document.metadata if key == "author"]
    names = (name.strip() for line in told for name in re.split(r"\s*(?:;|,|&|\band\b|\bwith\b)\s*", line))
    return tuple(dict.fromkeys(name for name in names if re.search(r"\w", name)))


def _is_called(reviewer: str, writer: str) -> bool:
    """True where a reviewer's name can be the writer's: the whole of it, the first name or the surname."""
    given, own = (re.findall(r"\w+", fold(name)) for name in (reviewer, writer))
    return bool(given) and (given == own or (len(given) == 1 and given[0] in (own[0], own[-1])))
