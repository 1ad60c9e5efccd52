"""A name, number, date or quoted word that lies in no claim.

Every name, number, date and quoted word of the body has to be checked by somebody. One that no claim holds would be
skipped without anybody noticing. Add a row for it to the table, or mark the sentence's claims with it in mind.

Fires where the breaking into claims left words out; the report lists them under "In no claim". A sentence that only
names something, without saying anything of it, is the usual case. Nothing is said of a line that stands by itself (a
heading, a caption, a signature, the time of day) unless it gives a figure, of a reference in square brackets, of a
label in capitals, nor of a few words that only look like a name because a sentence begins with them ("Easily.").

Fires:
    The Senate of Kazakhstan met in Astana in 2005. Astana, 2005.

Silent:
    The Senate of Kazakhstan met in Astana in 2005. Surprised?
"""

import re
from collections.abc import Iterator

from factcheck.checks.figures import figures_in
from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.document import Span

CODE = "uncovered-words"
LEVEL = Level.WARNING
FEW = 4
"""Words of a fragment ("Not a serious candidate.") that names nothing."""
FEWEST = 2
"""Words of a fragment that says something of what it names: "Ted!" calls him."""
_NO_PROSE = re.compile(r"^\[[^\[\]]*\]\W*$|^\W*\d+\W*$|[#@<]\w|\s[A-Z]\.$")
"""A reference in brackets, a number alone, the words of a tag or a post, a name cut off behind an initial."""
_LABEL = re.compile(r"(?:Act|Chapter|Day|Part|Phase|Round|Stage|Step|Week)\s\w+")
"""A heading in the run of the text: "Phase 2." """
_CLOCK = re.compile(r"\d\d?(?::\d\d)?\s?[ap]\.?m\b|\d\d?:\d\d")


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
    if subject.article is None or at < 0:
        return True
    sentence = subject.article.sentences[at].slice(text)
    if _stands_alone(subject, at):
        return _is_figure(subject, span) and not _NO_PROSE.search(sentence)
    if _NO_PROSE.search(sentence) or (len(sentence.split()) < FEWEST and not figures_in(sentence)):
        return False
    if _LABEL.fullmatch(sentence.strip(' .:"“”')) or text[max(0, span.start - 1) : span.start] == "-":
        return False
    if re.search(r"\d", words):
        return True
    if subject.is_quoted(span):
        return False  # half a sentence of somebody who is being quoted at length
    if sentence.isupper() and len(sentence.split()) <= FEW:
        return False
    before = text[subject.article.sentences[at].start : span.start]
    opens = not re.search(r"\w", before) or before.endswith(": ")
    if not opens or any(map(str.isupper, words[1:])) or len(words.split()) > FEW:
        return True
    return re.search(rf"[\w,] {re.escape(words.split()[0])}\b", text) is not None


def _stands_alone(subject: Subject, sentence: int) -> bool:
    """True for a heading, and for a paragraph of one sentence that says nothing: a caption, a signature."""
    article = subject.article
    if article is None or subject.is_heading(sentence):
        return True
    words = article.sentences[sentence].slice(subject.text).strip()
    paragraph = subject.paragraphs[subject.paragraph_of(sentence)]
    says = subject.claims_of(sentence) and words.endswith((".", "!", "?", "”", '"'))
    return not says and paragraph.slice(subject.text).strip() == words


def _is_figure(subject: Subject, span: Span) -> bool:
    """True for a number that is no date, no time of day and no number of the line itself: "Americans: 12"."""
    words = span.slice(subject.text)
    sentence = subject.article.sentences[subject.sentence_at(span.start)] if subject.article else span
    opens = not re.search(r"\w", subject.text[sentence.start : span.start])
    dated = subject.dates_in(Span(max(sentence.start, span.start - len("September ")), span.end))
    return bool(words[:1].isdigit()) and not (opens or dated or _CLOCK.match(words))
