"""A name, number, date or quoted word that lies in no claim.

Every name, number, date and quoted word of the body has to be checked by somebody. One that no claim holds would be
skipped without anybody noticing. Add a row for it to the table, or mark the sentence's claims with it in mind.

Fires where the breaking into claims left words out; the report lists them under "In no claim". A sentence that only
names something, without saying anything of it, is the usual case. Nothing is said of a label in capitals, nor of a few
words that only look like a name because a sentence begins with them ("Easily.", "Not at all.").

Fires:
    The Senate of Kazakhstan met in Astana in 2005. Astana, 2005.

Silent:
    The Senate of Kazakhstan met in Astana in 2005. Surprised?
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.document import Span

CODE = "uncovered-words"
LEVEL = Level.WARNING
FEW = 4
"""Words of a fragment ("Not a serious candidate.") that names nothing."""


def find(subject: Subject) -> Iterator[Hit]:
    """The words in no claim, in order of the text."""
    article = subject.article
    if article is None:
        return
    for span in article.uncovered:
        if _names_something(span, subject):
            yield Hit(f"“{span.slice(article.text)}” lies in no claim", "Add a row that states it.", span)


def _names_something(span: Span, subject: Subject) -> bool:
    text, words = subject.text, span.slice(subject.text)
    at = subject.sentence_at(span.start)
    if subject.article is None or at < 0 or re.search(r"\d", words):
        return True
    sentence = subject.article.sentences[at].slice(text)
    if sentence.isupper() and len(sentence.split()) <= FEW:
        return False
    before = text[subject.article.sentences[at].start : span.start]
    opens = not re.search(r"\w", before) or before.endswith(": ")
    if not opens or any(map(str.isupper, words[1:])) or len(words.split()) > FEW:
        return True
    return re.search(rf"[\w,] {re.escape(words.split()[0])}\b", text) is not None
