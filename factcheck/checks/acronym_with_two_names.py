"""An acronym that is spelled out in two ways.

"Asian Development Bank (ADB)" here and "African Development Bank (ADB)" there: one is wrong, or there are two bodies
and the reader cannot tell them apart. Look the name up with the body itself.

A plural, a hyphen, a capital, "and" for "&" and British for American spelling make no difference.

Fires:
    The Norland Harbour Authority (NHA) met in May. The Norland Housing Agency (NHA) did not.

Silent:
    The Norland Harbour Authority (NHA) met in May. The Norland Harbor Authority (NHA) met again in June.
"""

import re
from collections.abc import Iterator

from factcheck.checks.acronyms import spelled_out
from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject

CODE = "acronym-with-two-names"
LEVEL = Level.WARNING
HINT = "Look the name up, and tell two bodies apart."

_BRITISH = (
    ("our", "or"),
    ("isation", "ization"),
    ("centre", "center"),
    ("defence", "defense"),
    ("programme", "program"),
)


def find(subject: Subject) -> Iterator[Hit]:
    """The second names, where they stand."""
    first: dict[str, str] = {}
    for short, span, name in spelled_out(subject.text):
        before = first.setdefault(short, name)
        if _folded(before) != _folded(name):
            yield Hit(f"{short} is “{before}” before and “{name}” here", HINT, span)


def _folded(name: str) -> list[str]:
    plain = re.sub(r"[’']s?\b|[-&]|\b(?:and|the|of|for|in|on)\b", "", name.casefold())
    for british, american in _BRITISH:
        plain = plain.replace(british, american)
    return [word.removesuffix("s") for word in plain.split()]
