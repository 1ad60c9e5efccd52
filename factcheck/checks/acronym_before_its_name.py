"""An acronym that stands in the text before it is spelled out.

"The SCO met in May" and only two paragraphs on "the Shanghai Cooperation Organization (SCO)": most likely a paragraph
was moved. Spell it out where it stands first.

Fires where the article spells it out later. Acronyms that everybody knows, headlines, and those inside quotations are
left alone.

Fires:
    The NHA met in May. It was founded as the Norland Harbour Authority (NHA) in 1950.

Silent:
    The Norland Harbour Authority (NHA) met in May. The NHA was founded in 1950.

Silent:
    The EU met in May. It was founded as the European Union (EU) in 1993.
"""

import re
from collections.abc import Iterator

from factcheck.checks.acronyms import spelled_out, well_known
from factcheck.checks.finding import Hit, Level
from factcheck.checks.subject import Subject
from factcheck.document import Span

CODE = "acronym-before-its-name"
LEVEL = Level.WARNING
HINT = "Spell it out where it stands first."


def find(subject: Subject) -> Iterator[Hit]:
    """The first places of such acronyms."""
    first: dict[str, tuple[Span, str]] = {}
    for short, span, name in spelled_out(subject.text):
        first.setdefault(short, (span, name))
    for short, (place, name) in first.items():
        if short in well_known():
            continue
        used = re.finditer(rf"(?<![\w.-]){re.escape(short)}(?![\w-])", subject.text[: place.start])
        before = next((place for place in (Span(*match.span()) for match in used) if _is_prose(subject, place)), None)
        if before is not None:
            yield Hit(f"{short} stands here before it is spelled out as “{name}”", HINT, before)


def _is_prose(subject: Subject, span: Span) -> bool:
    """True in the article's own running text; its first line may be a headline, where acronyms are not spelled out."""
    sentence = subject.sentence_at(span.start)
    if sentence < 0 or subject.is_heading(sentence) or subject.is_quoted(span) or subject.is_cited(span):
        return False
    return sentence > 0 or subject.text[: span.end + _LINE].find("\n\n", span.end) < 0


_LINE = 120
"""Code points within which a first line that is a headline ends."""
