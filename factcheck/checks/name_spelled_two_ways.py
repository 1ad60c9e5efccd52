"""A name in two spellings.

"Nazarbaev" and "Nazarbayev", "Karshi-Khanabad" and "Karshi Khanabad": a reader may take them for two, and a search
for one misses the other. Settle on the spelling of the house, or on the one that its bearer uses.

Fires on spellings that are readings of one name by the tables of transliteration, on one vowel for another in a long
name, and on a hyphen that comes and goes. Two people with different first names are left alone. Of outlets and of
sources see `source-spelled-two-ways`.

Fires:
    President Nursultan Nazarbayev opened the dam. Engineers told Nazarbaev that it leaks.

Fires:
    The base at Karshi-Khanabad was closed. Two years before, Karshi Khanabad had been opened.

Silent:
    Philip Berg opened the dam. Anna Bergen and the Norlanders thanked Norland and its engineer, Otto Lind.
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.source_names import source_words
from factcheck.checks.spellings import spelled_twice
from factcheck.checks.subject import Subject

CODE = "name-spelled-two-ways"
LEVEL = Level.WARNING
HINT = "Settle on one spelling."


def find(subject: Subject) -> Iterator[Hit]:
    """The second spellings, where they stand first."""
    sources = None
    for first, second, span in spelled_twice(subject.text):
        sources = sources if sources is not None else source_words(subject)
        if first not in sources or second not in sources:
            yield Hit(f"“{second}” is spelled “{first}” before", HINT, span)
