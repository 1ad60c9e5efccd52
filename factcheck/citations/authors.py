"""Author-year citations: "(Smith 2004; Jones & Lee, 1999a)", "Smith (2004)"."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.citations.brackets import MONTH, PLACES, round_brackets
from factcheck.citations.citation import Citation, CitationForm, View
from factcheck.document import Span

SURNAME = r"(?:(?:van|von|de|der|den|di|da|du|la|le|al-|el-|O’|O')\s?){0,2}[A-Z][^\W\d_]+(?:[-’'][A-Z]?[^\W\d_]+)*"
AUTHORS = (
    rf"{SURNAME}(?:,?\s+(?:and|&)\s+{SURNAME}|(?:,\s+{SURNAME}){{1,6}},?\s+(?:and|&)\s+{SURNAME}"
    r"|,?\s+et\s+al\.?|\s+and\s+(?:colleagues|others))?"
)
YEARS = r"(?:1[5-9]|20)\d{2}[a-z]?(?:,\s?(?:(?:1[5-9]|20)\d{2}[a-z]?|[b-z]))*"
PAGES = r"(?:[:,]\s*(?:(?:pp?|ch|chap|sec|fig|vol)s?\.?\s*)?[\d–-]+(?:,\s?\d+(?:[–-]\d+)?)*)?"
IN_BRACKET = re.compile(
    rf"(?:(?:see|see also|cf\.?|e\.g\.?,?|also|but see|in|from|after|reviewed (?:in|by))\s+)*"
    rf"(?P<authors>{AUTHORS})(?P<comma>,?)\s+(?P<years>{YEARS}){PAGES}"
)
BEFORE_BRACKET = re.compile(rf"(?P<authors>{AUTHORS})(?P<own>[’']s?)?\s*\Z")
YEAR_BRACKET = re.compile(rf"\((?P<years>{YEARS}){PAGES}\)")
ARGUES = re.compile(
    r"\s*(?:also\s+|have\s+|has\s+|recently\s+)*(?:argu|find|found|show|report|suggest|not(?:e|ic)|claim|conclud|propos|describ"
    r"|demonstrat|estimat|observ|point|stat|writ|wrote|maintain|examin|stud(?:y|i)|review|develop|discuss|provid|us(?:e|ing))"
)
NOT_AUTHORS = re.compile(
    rf"(?:{MONTH}|Spring|Summer|Autumn|Fall|Winter|Windows|Version|Figure|Table|Chapter|Section|Article|Appendix|Since"
    r"|Until|Before|After|About|Circa|In|From|Act|Census|Olympics|Season|Vol|No|Copyright|Born|Died|Early|Late|Mid)\b"
)
LOOKBACK = 120
"""Code points before a year in brackets in which its authors stand."""


class _Found(NamedTuple):
    span: Span
    authors: str
    year: str
    sure: bool


def author_year(view: View) -> Iterator[Citation]:
    """The author-year citations, one for each work and year.

    One surname with a comma or alone before a bracket may be a film or a place ("Titanic (1997)"): it counts where the
    words around it argue or find, or where the article cites in this way elsewhere.
    """
    found = [
        each for bracket in round_brackets(view) for each in (*_in_bracket(view, bracket), *_before(view, bracket))
    ]
    brackets = Counter(each.span for each in found)
    habit = len(brackets) > 1 and any(each.sure for each in found)
    for each in found:
        if each.sure or habit or brackets[each.span] > 1:
            yield Citation(span=each.span, outlet=each.authors, date=each.year, form=CitationForm.AUTHOR_YEAR)


def _in_bracket(view: View, bracket: Span) -> Iterator[_Found]:
    inside = view.text[bracket.start + 1 : bracket.end - 1]
    if not re.search(r"\d{4}", inside):
        return
    groups = [IN_BRACKET.fullmatch(group.strip()) for group in inside.split(";")]
    for match in groups:
        if match is None or NOT_AUTHORS.match(match["authors"]) or match["authors"] in PLACES:
            continue
        several = re.search(r"\s(?:and|&|et)\s", match["authors"]) is not None
        sure = several or len(groups) > 1 or not match["comma"] or match["years"][-1].isalpha()
        yield from (_Found(bracket, match["authors"], year, sure) for year in _years(match["years"]))


def _before(view: View, bracket: Span) -> Iterator[_Found]:
    """The authors of "Smith and Lee (2004) argue"."""
    match = YEAR_BRACKET.fullmatch(view.text, *bracket)
    sentence = view.sentence_at(bracket.start)
    if match is None or sentence < 0:
        return
    start = max(view.sentences[sentence].start, bracket.start - LOOKBACK)
    before = BEFORE_BRACKET.search(view.text, start, bracket.start)
    if before is None or NOT_AUTHORS.match(before["authors"]) or before["authors"] in PLACES:
        return
    several = re.search(r"\s(?:and|&|et)\s", before["authors"]) is not None
    argues = ARGUES.match(view.text, bracket.end) is not None
    sure = several or argues or bool(before["own"]) or match["years"][-1].isalpha()
    yield from (_Found(bracket, before["authors"], year, sure) for year in _years(match["years"]))


def _years(years: str) -> Iterator[str]:
    """The years as EDTF, the letter that tells works of one year apart left off, each once."""
    yield from dict.fromkeys(re.findall(r"\d{4}", years))
