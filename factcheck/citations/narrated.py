"""Narrated citations: an outlet's report pinned by its day, "a 15 February Interfax report", "told AFP on Monday".

An outlet that is only named ("According to Freedom House") is left to attribution: it says whose words they are, not
which document to pull.
"""

import re
from collections.abc import Iterator

from factcheck.citations.citation import Citation, CitationForm, Dated, View, is_day
from factcheck.document import Span
from factcheck.outlets import OutletKind, OutletName

REPORT = (
    r"(?:reports?|articles?|stor(?:y|ies)|dispatch(?:es)?|pieces?|editorials?|interviews?|broadcasts?|commentar(?:y|ies)"
    r"|columns?|op-eds?|bulletins?|telecasts?|programs?|programmes?|items?|accounts?|analys[ie]s|essays?|study|papers?"
    r"|features?|briefings?|issues?|editions?|polls?|surveys?|posts?|reporting)\b"
)
SAID = (
    r"(?:reported|reports|said|says|wrote|writes|quoted|quotes|published|publishes|carried|noted|cited|cites|announced"
    r"|commented|broadcast|aired|ran|revealed|claimed|added|disclosed|relayed|observed|argued|editorialized|posted)\b"
)
AFTER_NAME = re.compile(
    rf"(?:[’']s?)?(?:\s+(?:news\s+agency|agency|newspaper|television|TV|radio|magazine|correspondent|website))?\s+{REPORT}"
)
BETWEEN_NAME_AND_DAY = re.compile(
    rf"(?:[’']s?)?[\s”]+(?:[a-z-]+\s+){{0,2}}(?:{REPORT}|{SAID})(?:\s+[a-z-]+){{0,2}}[\s(,]*\Z"
)
BETWEEN_DAY_AND_NAME = re.compile(r",?\s+(?:the\s+|The\s+)?[\"“]?\Z")
SAYS_AFTER = re.compile(
    rf"[”\"]?(?:\s+(?:news\s+agency|newspaper|agency|television|TV|radio|magazine))?\s+(?:also\s+)?{SAID}"
)
TOLD = re.compile(
    r"\b(?:told|telling|tells|interview\s+with|interview\s+to|writing\s+in|wrote\s+in|published\s+in|by)\s+(?:the\s+)?\Z"
)
BETWEEN_TOLD_AND_DAY = re.compile(
    r"[\s,]+(?:(?:in\s+an\s+interview\s+)?(?:published\s+|aired\s+)?(?:on|of|in|dated)\s+)?\Z"
)
POSSESSIVE = re.compile(r"[’']s\b")
REACH = 60
"""Code points between an outlet and its day."""


def narrated(view: View) -> Iterator[Citation]:
    """The narrated citations that a day pins; the words from the outlet to the day, whichever comes first."""
    for name in view.names:
        sentence = view.sentences[view.sentence_at(name.span.start)]
        found = _day_before(view, name, sentence) or _day_after(view, name, sentence)
        if found:
            span, day = found
            yield Citation(span=span, outlet=name.span.slice(view.text), date=day.edtf, form=CitationForm.NARRATED)


def _day_before(view: View, name: OutletName, sentence: Span) -> tuple[Span, Dated] | None:
    """As in "a 15 February Interfax report", "On Monday, Interfax reported"."""
    days = view.dates_in(Span(max(sentence.start, name.span.start - REACH), name.span.start))
    if not days or not is_day(days[-1].edtf):
        return None
    day = days[-1]
    if not BETWEEN_DAY_AND_NAME.fullmatch(view.text, day.span.end, name.span.start):
        return None
    after = AFTER_NAME.match(view.text, name.span.end, sentence.end)
    if after is None and name.outlet.kind is not OutletKind.THINK_TANK:
        after = SAYS_AFTER.match(view.text, name.span.end, sentence.end)
    return (Span(day.span.start, after.end()), day) if after else None


def _day_after(view: View, name: OutletName, sentence: Span) -> tuple[Span, Dated] | None:
    """As in "an Interfax report of 15 February", "Interfax reported on Monday", "told AFP on Monday"."""
    days = view.dates_in(Span(name.span.end, min(sentence.end, name.span.end + REACH)))
    if not days or not is_day(days[0].edtf):
        return None
    day = days[0]
    if POSSESSIVE.match(view.text, day.span.end):
        return None  # "CNN’s analysis of Thursday’s debate"
    between = Span(name.span.end, day.span.start)
    pinned = BETWEEN_NAME_AND_DAY.fullmatch(view.text, *between)
    if pinned and name.outlet.kind is OutletKind.THINK_TANK and not re.search(REPORT, pinned[0]):
        return None
    told = TOLD.search(view.text, max(sentence.start, name.span.start - REACH), name.span.start)
    if pinned or (told and BETWEEN_TOLD_AND_DAY.fullmatch(view.text, *between)):
        return Span(name.span.start, day.span.end), day
    return None
