"""Two citations of one sentence that go back to one origin.

A paper that reprints an agency, or an agency and its own branch, are one witness, not two. If the agency was wrong,
so is the reprint. Ask for a second origin, or cite only the first.

Fires where the outlets cited for a sentence belong to one another by the registry of outlets (`parent`), and where a
bracket says that one outlet quotes the other.

Fires:
    The dam leaks (Interfax, August 11, 2005; Interfax-Kazakhstan, August 12, 2005).

Silent:
    The dam leaks (Interfax, August 11, 2005; Delovaya nedelya, August 12, 2005).
"""

import re
from collections.abc import Iterator
from itertools import combinations

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.citations import Citation, CitationForm
from factcheck.outlets import Outlet, OutletRegistry, load_outlets

CODE = "one-origin"
LEVEL = Level.WARNING
HINT = "Count them as one, and ask for a second origin."

_QUOTES = re.compile(
    r"\b(?:cit(?:ed|ing)|quot(?:ed|ing)|via|reprint(?:ed|s)?|repost(?:ed|s)?|picked\s+up)\b", re.IGNORECASE
)
_DEPTH = 4
"""Owners of owners that are looked up; a table may name two outlets as each other's."""


def find(subject: Subject) -> Iterator[Hit]:
    """The later citations, in order of the text."""
    article = subject.article
    if article is None or len(article.citations) < 2:  # noqa: PLR2004
        return
    registry = load_outlets()
    told = set[tuple[str, str]]()
    for sentence in sorted({each for citation in article.citations for each in citation.covers}):
        for one, other in combinations(subject.citations_of(sentence), 2):
            pair = (one.outlet, other.outlet)
            if one.outlet != other.outlet and pair not in told and (why := _joined(subject, registry, one, other)):
                told.add(pair)
                yield Hit(f"{one.outlet} and {other.outlet} are one origin: {why}", HINT, other.span)


def _joined(subject: Subject, registry: OutletRegistry, one: Citation, other: Citation) -> str:
    """Why the two are one, "" where they are not."""
    if (
        one.span == other.span
        and one.form is CitationForm.PARENTHETICAL
        and _QUOTES.search(one.span.slice(subject.text))
    ):
        return "one quotes the other"
    ours, theirs = _owners(registry, one.outlet), _owners(registry, other.outlet)
    if not ours or not theirs or ours[0] == theirs[0]:
        return ""
    if ours[0] in theirs or theirs[0] in ours:
        return f"both are {theirs[0] if theirs[0] in ours else ours[0]}"
    return ""


def _owners(registry: OutletRegistry, name: str) -> tuple[str, ...]:
    """The name of the outlet in the registry, then its owners upwards; () where it is not known."""
    names: list[str] = []
    outlet: Outlet | None = registry.find(name)
    while outlet is not None and len(names) < _DEPTH and outlet.name not in names:
        names.append(outlet.name)
        if outlet.parent and registry.find(outlet.parent) is None:
            names.append(outlet.parent)
        outlet = registry.find(outlet.parent) if outlet.parent else None
    return tuple(names)
