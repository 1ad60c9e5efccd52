"""A source that the article keeps unnamed: "on condition of anonymity"; "people close to the mayor".

The writer knows who it is and the reader does not. Ask for the name, for a second source, for the notes of the talk,
and whether the reason why it stays unnamed can be given.

Fires on the phrases by which newspapers say that a source does not want to be named. Of "analysts" and "it is
believed", where nobody need be behind it, see `vague-source`.

Fires:
    The dam leaks, said an engineer who spoke on condition of anonymity.

Fires:
    The talks failed, according to people familiar with the matter.

Silent:
    The dam leaks, said Tor Lind, an engineer who is familiar with the plans.
"""

import re
from collections.abc import Iterator

from factcheck.checks.finding import Hit, Level
from factcheck.checks.own_voice import SAYING, cues_in
from factcheck.checks.subject import Subject
from factcheck.cues import CueClass
from factcheck.document import Span

CODE = "anonymous-source"
LEVEL = Level.NOTE
HINT = "Ask the writer for the name and for a second source."

_NAMED = r"(?:named|identified|quoted\s+by\s+name)"
_NEAR_TO = re.compile(r"\b(?:close\s+to|familiar\s+with|briefed\s+on|knowledge\s+of)$|\bsources?$")
"""They may only be spoken of: "he met intelligence sources"; somebody has to say what they say."""
_ANONYMOUS = re.compile(
    r"\bon\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+(?:he|she|they|it|his|her|their)\s+(?:name\s+)?(?:not\s+)?(?:be|were|was)\b[^.]{0,20}(?:named|identified|used))"
    rf"|\b(?:asked|asking|asks|requested|requesting|wished|preferred|insisted|wanted)\s+(?:that\s+(?:he|she|they)\s+)?(?:not\s+(?:to\s+)?be\s+{_NAMED}|to\s+remain\s+(?:anonymous|unnamed|unidentified)|anonymity)"
    rf"|\b(?:declined|refused)\s+to\s+(?:be\s+{_NAMED}|give\s+(?:his|her|their)\s+names?|identify\s+(?:himself|herself|themselves))"
    r"|\b(?:asked|asking|requested|on\s+condition)\s+(?:for|that)\s+(?:his|her|their)\s+(?:real\s+|full\s+)?names?\s+(?:(?:to\s+)?(?:not\s+)?be|is\s+not|was\s+not|were\s+not)\s+(?:not\s+)?(?:withheld|used|printed|published|given|changed)"
    r"|\b(?:would|did|do|does|could)\s+not\s+(?:want\s+to\s+|wish\s+to\s+|like\s+to\s+)?be\s+(?:named|identified|quoted\s+by\s+name)\b"
    r"|\b(?:would|did|could)\s+not\s+(?:give|want\s+to\s+give)\s+(?:his|her|their)\s+names?\b|\bnot\s+authori[sz]ed\s+to\s+(?:speak|talk|discuss|comment)\b"
    r"|\b[Oo]ne\s+of\s+(?:them|(?:the|his|her|its|their)\s+[a-z]+s)(?:,\s[a-z][^,.;]{3,40},)?\s+(?:said|says|told)\b"
    r"|\b(?:demand(?:ed|ing)|granted|given|insist(?:ed|ing)\s+on|promised|sought|under\s+(?:the\s+)?condition\s+of)\s+anonymity\b"
    r"|\bspoke\s+anonymously\b|\bspeaking\s+anonymously\b"
    r"|\b(?:people|persons?|officials?|sources?|those|individuals?)\s+(?:who\s+(?:is|are|was|were)\s+)?(?:familiar\s+with|close\s+to|briefed\s+on|with\s+(?:direct\s+)?knowledge\s+of)\b"
    r"|\b(?:an?\s+)?(?:anonymous|unnamed|unidentified)\s+(?:\w+\s+)?(?:sources?|officials?|diplomats?|aides?|executives?|insiders?)\b"
    r"|\b(?:[Dd]iplomatic|[Gg]overnment|[Ii]ndustry|[Ii]ntelligence|[Mm]ilitary|[Pp]olice|[Ss]ecurity|[Ii]nformed|[Ww]ell-placed|[Rr]eliable)\s+sources?\b"
)


def find(subject: Subject) -> Iterator[Hit]:
    """The sources kept unnamed, in order of the text, one a sentence."""
    last = -1
    for match in _ANONYMOUS.finditer(subject.text):
        span = Span(match.start(), match.end())
        index = subject.sentence_at(span.start)
        if index < 0 or index == last or subject.is_quoted(span) or subject.citations_of(index):
            continue
        if _NEAR_TO.search(match[0]) and not _says(subject, index):
            continue
        last = index
        said = re.sub(r"\s+", " ", match[0])
        yield Hit(f"“{said}”: the source is not named", HINT, span)


def _says(subject: Subject, index: int) -> bool:
    """True where the sentence passes on what somebody says."""
    article = subject.article
    words = article.sentences[index].slice(subject.text) if article else ""
    told = any(each.kind is CueClass.SPEECH for each in subject.attributions_of(index))
    return told or "ccording to" in words or any(cue.kind in SAYING for cue in cues_in(words))
