"""Who is meant: names in full, surnames, titles and roles, acronyms, "he", "the ministry", "the same article".

The article's own words decide: a name is never completed from outside it. Where two people remain, the one who was
the grammatical subject last is taken and the resolution says it is doubtful.
"""

from factcheck.mentions.documents import DOCUMENTS, is_outlet
from factcheck.mentions.names import TITLES, Name, find_acronyms
from factcheck.mentions.phrases import CALENDAR
from factcheck.mentions.resolving import FIRST, HE, SECOND, Mentions, Resolved

__all__ = [
    "CALENDAR",
    "DOCUMENTS",
    "FIRST",
    "HE",
    "SECOND",
    "TITLES",
    "Mentions",
    "Name",
    "Resolved",
    "find_acronyms",
    "is_outlet",
]
