"""A cited outlet that stands in no registry.

It may be small or new; it may be misspelled; it may not exist. Look it up, correct the name, or add it to the
`outlets.csv` beside the table, with its host: then look-ups find its pages.

Fires on citations in brackets. An outlet that the registry knows by another spelling is named as a suggestion.

Fires:
    The dam leaks (Norland Harbour Chronicle, August 11, 2005).

Silent:
    The dam leaks (Interfax, August 11, 2005).
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.citations import CitationForm
from factcheck.outlets import OutletRegistry

CODE = "unknown-outlet"
LEVEL = Level.NOTE
HINT = "Check that it exists and is spelled so, or add it to outlets.csv."
_NO_OUTLET = re.compile(r"^\W*(?:[A-Z]{1,3}-[A-Z]|(?:now|then|today|later|formerly|born)\b)|\d\s?[ap]\.?m\b")
"""A party and a state, "(D-Md.)", another name, "(now Volgograd)", and an hour are no outlet."""
LIKE = 0.85
"""How alike a known name must be to be suggested, of 1."""


def find(subject: Subject) -> Iterator[Hit]:
    """The first citation of each such outlet."""
    if subject.article is None:
        return
    told = set[str]()
    for citation in subject.article.citations:
        if citation.form is not CitationForm.PARENTHETICAL or citation.outlet in told:
            continue
        if _NO_OUTLET.search(citation.span.slice(subject.text)):
            continue
        registry = subject.outlets
        if registry.find(citation.outlet) is None:
            told.add(citation.outlet)
            yield Hit(
                f"“{citation.outlet}” is in no registry of outlets{_meant(registry, citation.outlet)}",
                HINT,
                citation.span,
            )


def _meant(registry: OutletRegistry, name: str) -> str:
    known = [spelling for outlet in registry.outlets for spelling in outlet.spellings]
    near = get_close_matches(name, known, n=1, cutoff=LIKE)
    return f"; did you mean {near[0]}?" if near else ""
