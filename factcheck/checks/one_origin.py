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
from factcheck.citations import CitationForm
from factcheck.outlets import Outlet, OutletRegistry

CODE = "one-origin"
LEVEL = Level.WARNING
HINT = "Count them as one, cite the first, and ask for a second origin."

_QUOTES = re.compile(
    r"\b(?i:cit(?:ed|ing)|quot(?:ed|ing)|via|reprint(?:ed|ing|s)?|repost(?:ed|ing|s)?|picked\s+up)\s+(?:by\s+|from\s+|in\s+|the\s+)*"
    r"(?P<other>[A-Z][\w./’'-]*(?:\s[A-Z][\w./’'-]*)*)"
)
_DEPTH = 4
"""Owners of owners that are looked up; a table may name two outlets as each other's."""


def find(subject: Subject) -> Iterator[Hit]:
    """The later citations, in order of the text."""
    article = subject.article
    if article is None:
        return
    registry = subject.outlets
    told = set[tuple[str, str]]()
    for sentence in sorted({each for citation in article.citations for each in citation.covers}):
        cited = subject.citations_of(sentence)
        for one in cited:
            passed_on = _QUOTES.search(one.span.slice(subject.text)) if one.form is CitationForm.PARENTHETICAL else None
            if passed_on and (one.span.slice(subject.text), "") not in told:
                told.add((one.span.slice(subject.text), ""))
                yield Hit(f"{one.outlet} and {passed_on['other']} are one origin: one quotes the other", HINT, one.span)
        for one, other in combinations(cited, 2):
            pair = (one.outlet, other.outlet)
            if one.outlet != other.outlet and pair not in told and (owner := _owner(registry, *pair)):
                told.add(pair)
                yield Hit(f"{one.outlet} and {other.outlet} are one origin: both are {owner}", HINT, other.span)


def _owner(registry: OutletRegistry, one: str, other: str) -> str:
    """The one of two outlets to which the other belongs, "" where they are two."""
    ours, theirs = _owners(registry, one), _owners(registry, other)
    if not ours or not theirs or ours[0] == theirs[0]:
        return ""
    return theirs[0] if theirs[0] in ours else ours[0] if ours[0] in theirs else ""


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
