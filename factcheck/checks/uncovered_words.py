"""A name, number, date or quoted word that lies in no claim.

Every name, number, date and quoted word of the body has to be checked by somebody. One that no claim holds would be
skipped without anybody noticing. Add a row for it to the table, or mark the sentence's claims with it in mind.

Fires where the breaking into claims left words out; the report lists the same words under "In no claim". A sentence
that only names something, without saying anything of it, is the usual case:

Fires:
    Astana, 2005.

Silent:
    The Senate of Kazakhstan met in Astana in 2005.
"""

from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level, Subject

CODE = "uncovered-words"
LEVEL = Level.WARNING


def find(subject: Subject) -> Iterator[Hit]:
    """The words in no claim, in order of the text."""
    article = subject.article
    if article is None:
        return
    for span in article.uncovered:
        yield Hit(f"“{span.slice(article.text)}” lies in no claim", "Add a row that states it.", span)
