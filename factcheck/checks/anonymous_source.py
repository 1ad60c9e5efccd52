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
from factcheck.checks.own_voice import SAYING, cues_in, sentences_with
from factcheck.checks.subject import Subject
from factcheck.cues import CueClass
from factcheck.document import Span

CODE = "anonymous-source"
LEVEL = Level.NOTE
HINT = "Ask the writer for the name and for a second source."

_NAMED = r"(?:named|identified|quoted\s+by\s+name)"
_NEAR_TO = re.compile(
    r"\b(?:close\s+to|familiar\s+with|briefed\s+on|knowledge\s+of)$|\b(?:sources?|insiders?)$|^(?:[Ss]ources|[Ii]nsiders)\b|\bfears?\b|\bfeared\b"
)
"""They may only be spoken of: "he met intelligence sources"; somebody has to say what they say."""
_TRIGGER = re.compile(
    r"nonym|[Ss]ources?\b|nsiders?\b|\bname[ds]?\b|dentif|dentity|amiliar\s+with|lose\s+to|riefed|nowledge\s+of|\b(?:background|record|privately|"
    r"private|confidence|reprisals?|retaliation|fear(?:ed|s)?|uthori[sz]ed)\b|authori[sz]ed|\b[Oo]ne\s+of"
)
_ANONYMOUS = re.compile(
    r"\bon\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+(?:he|she|they|it|his|her|their)\s+(?:name\s+)?(?:not\s+)?(?:be|were|was)\b[^.]{0,20}(?:named|identified|used))"
    rf"|\b(?:asked|asking|asks|requested|requesting|wished|preferred|insisted|wanted)\s+(?:that\s+(?:he|she|they)\s+)?(?:not\s+(?:to\s+)?be\s+{_NAMED}|to\s+remain\s+(?:anonymous|unnamed|unidentified)|anonymity)"
    rf"|\b(?:declined|refused)\s+to\s+(?:be\s+{_NAMED}|give\s+(?:his|her|their)\s+names?|identify\s+(?:himself|herself|themselves))"
    r"|\b(?:asked|asking|requested|on\s+condition)\s+(?:for|that)\s+(?:his|her|their)\s+(?:real\s+|full\s+)?names?\s+(?:(?:to\s+)?(?:not\s+)?be|is\s+not|was\s+not|were\s+not)\s+(?:not\s+)?(?:withheld|used|printed|published|given|changed)"
    r"|\b(?:would|did|do|does|could)\s+not\s+(?:want\s+to\s+|wish\s+to\s+|like\s+to\s+)?be\s+(?:named|identified|quoted\s+by\s+name)\b"
    r"|\b(?:would|did|could)\s+not\s+(?:give|want\s+to\s+give)\s+(?:his|her|their)\s+names?\b|\bnot\s+authori[sz]ed\s+to\s+(?:speak|talk|discuss|comment)\b"
    r"|\b[Oo]ne\s+of\s+(?:them|(?:the|his|her|its|their)\s+[a-z]+s)(?:,\s[a-z][^,.;]{3,40},)?\s+(?:said|says|told)\b"
    r"|\b(?:demand(?:ed|ing)|granted|given|insist(?:ed|ing)\s+on|promised|sought|under\s+(?:the\s+)?condition\s+of)\s+anonymity\b"
    r"|\bsp(?:oke|eaking)\s+(?:only\s+)?(?:anonymously|privately|in\s+private|off\s+the\s+record|on\s+background|in\s+confidence)\b|,\s+(?:on\s+background|off\s+the\s+record),"
    r"|\bon\s+(?:the\s+)?(?:understanding|condition|proviso|promise)\s+that\s+(?:neither\s+)?(?:he|she|they|it|his|her|their|we)\b[^.;]{0,40}\b(?:anonym\w+|identified|names?|named|quoted|secret|unnamed|withheld)"
    r"|\b(?:ask\w*|insist\w*|request\w*)\s+that\s+(?:we|he|she|they|his|her|their|the\s+paper|this\s+paper|this\s+newspaper)\b[^.;]{0,40}\b(?:anonymous|confidential|identified|identity|names?|named|secret|unnamed|withheld)\b"
    r"|\b(?:names?|identity)\s+(?:be|is|was|are|were|would\s+be)\s+(?:kept\s+(?:confidential|out|private|secret)|left\s+out)\b"
    r"|\bwhose\s+(?:real\s+|full\s+)?(?:name|identity)\s+(?:is|was|has\s+been|will\s+be|cannot\s+be)\s+(?:being\s+)?(?:changed|concealed|given|known\s+to|not\s+given|protected|withheld)"
    r"|\b(?:names?|identity)\s+(?:has|have)\s+been\s+(?:changed|withheld)\b|\bgave\s+only\s+(?:his|her|their|a)\s+(?:first\s+names?|initials?|nicknames?)\b"
    r"|\b(?:known|identified|named|called)\s+(?:here\s+)?only\s+(?:as|by)\s+(?:his|her|their|an?)\s+(?:first\s+names?|initials?|nicknames?|pseudonym)\b|\bnot\s+(?:his|her|their)\s+real\s+names?\b"
    r"|\b(?:did|do|does|would)\s+not\s+(?:want|wish|like)\s+(?:to\s+(?:see\s+|have\s+|read\s+)?)?(?:his|her|their)\s+names?\s+(?:in\s+(?:print|the\s+paper)|printed|published|used|known|to\s+(?:be|appear))\b"
    r"|\b(?:who|and)\s+(?:feared?|fears)\s+(?:for\s+(?:his|her|their)\s+(?:jobs?|li(?:fe|ves)|safety)|reprisals?|retaliation|being\s+(?:fired|dismissed))\b"
    r"|\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Aa]nother)\s+(?:[a-z-]+\s+){0,2}(?:sources?|insiders?)\b(?!\s+(?:of|trading|for)\b)"
    r"|(?<!\w\s)\b(?:[Ss]ources|[Ii]nsiders)\s+(?:in|at|inside|within|near|on)\s+the\s+[a-z]+"
    r"|\b(?:people|persons?|officials?|(?<!\w\s)[Ss]ources?|sources?|those|individuals?|aides?|advis[eo]rs?|diplomats?|executives?|lawyers?)\s+(?:who\s+(?:is|are|was|were)\s+)?(?:familiar\s+with|close\s+to|briefed\s+on|with\s+(?:direct\s+)?knowledge\s+of)\b"
    r"|\b(?:an?\s+)?(?:anonymous|unnamed|unidentified)\s+(?:\w+\s+)?(?:sources?|officials?|diplomats?|aides?|executives?|insiders?)\b"
    r"|\b(?:[Dd]iplomatic|[Gg]overnment|[Ii]ndustry|[Ii]ntelligence|[Mm]ilitary|[Pp]olice|[Ss]ecurity|[Ii]nformed|[Ww]ell-placed|[Rr]eliable)\s+sources?\b"
)

_ANY_SOURCE = re.compile(
    r"^(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Aa]nother)\s.*\b(?:sources?|insiders?)$", re.DOTALL
)
_SAID = re.compile(
    r"[^.;\n”\"]{0,50}?\b(?:believ\w+|claim\w*|confirm\w*|describ\w+|expect\w*|sa(?:id|ys?)|tells?|told)\b"
)
_SAID_BEFORE = re.compile(r"\b(?:according\s+to|said|says)\s+$", re.IGNORECASE)
_NEAR = 70
"""Code points beside a source in which it says something."""


def find(subject: Subject) -> Iterator[Hit]:
    """The sources kept unnamed, in order of the text, one a sentence."""
    for index, sentence in sentences_with(subject, _TRIGGER):
        if subject.citations_of(index):
            continue
        for match in _ANONYMOUS.finditer(subject.text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if subject.is_quoted(span) or (_NEAR_TO.search(match[0]) and not _says(subject, index, span)):
                continue
            said = re.sub(r"\s+", " ", match[0])
            yield Hit(f"“{said}”: the source is not named", HINT, span)
            break


def _says(subject: Subject, index: int, span: Span) -> bool:
    """True where the sentence passes on what somebody says."""
    article = subject.article
    if _ANY_SOURCE.search(subject.text[span.start : span.end]):
        behind = subject.text[span.end : span.end + _NEAR]
        return bool(_SAID.match(behind) or _SAID_BEFORE.search(subject.text, max(0, span.start - _NEAR), span.start))
    words = article.sentences[index].slice(subject.text) if article else ""
    told = any(each.kind is CueClass.SPEECH for each in subject.attributions_of(index))
    return told or "ccording to" in words or any(cue.kind in SAYING for cue in cues_in(words))
