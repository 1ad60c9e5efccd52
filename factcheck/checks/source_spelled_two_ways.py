"""A source in two spellings.

"(Delovaya nedelya, July 22)" and "(Delovaia nedelia, August 1)" count as two sources and are one; who looks for the
second in an archive may find nothing. Settle on the spelling that the source itself uses.

Fires where an outlet that is cited, or somebody who is said to have said something, stands in two spellings. Of other
names see `name-spelled-two-ways`.

Fires:
    Nursultan Nazarbayev said the dam leaks. It will be mended, Nazarbaev said.

Silent:
    Nursultan Nazarbayev said the dam leaks. It will be mended, Nazarbayev said.
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.source_names import source_words
from factcheck.checks.spellings import spelled_twice
from factcheck.checks.subject import Subject

CODE = "source-spelled-two-ways"
LEVEL = Level.WARNING
HINT = "Settle on the spelling that the source itself uses."


def find(subject: Subject) -> Iterator[Hit]:
    """The second spellings, where they stand first."""
    sources = None
    for first, second, span in spelled_twice(subject.text):
        sources = sources if sources is not None else source_words(subject)
        if first in sources and second in sources:
            yield Hit(f"the source “{second}” is spelled “{first}” before", HINT, span)
