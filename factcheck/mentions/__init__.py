"""Who is meant: names in full, surnames, titles and roles, acronyms, "he", "the ministry", "the same article".

The article's own words decide: a name is never completed from outside it. Where two people remain, the one who was
the grammatical subject last is taken and the resolution says it is doubtful.
"""

from factcheck.mentions.names import CALENDAR, TITLES, Name, find_acronyms
from factcheck.mentions.resolving import DOCUMENTS, FIRST, HE, Mentions, Resolved

__all__ = ["CALENDAR", "DOCUMENTS", "FIRST", "HE", "TITLES", "Mentions", "Name", "Resolved", "find_acronyms"]
