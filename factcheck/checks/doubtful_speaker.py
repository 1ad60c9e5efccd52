"""A "he" or "she" that says something, and two people could be meant.

"Berg met Lind on Monday. He said the dam leaks." Who? The reader guesses, and the checker calls the wrong office.
Put the name in.

Fires where the sentence before names two people whom the word fits and neither of them is speaking there.

Fires:
    Arne Berg met Tomas Lind in Halden on Monday. He said the dam leaks.

Silent:
    Arne Berg met Anna Lind in Halden on Monday. He said the dam leaks.

Silent:
    Arne Berg said that Tomas Lind knows the dam. He said it leaks.
"""

import re
from collections.abc import Iterator

from factcheck.attribution import Attribution
from factcheck.checks.finding import Hit, Level
from factcheck.checks.named_people import GIVEN_HE, GIVEN_SHE, NamedPerson, capital_names, named_people
from factcheck.checks.own_voice import SAYING
from factcheck.checks.subject import Subject
from factcheck.cues import CueClass

CODE = "doubtful-speaker"
LEVEL = Level.WARNING
HINT = "Put the name in."

_UNFIT = {"he": GIVEN_SHE - GIVEN_HE, "she": GIVEN_HE - GIVEN_SHE}
_TITLES = {"he": {"mrs", "ms", "miss", "lady", "queen", "princess"}, "she": {"mr", "sir", "lord", "king", "prince"}}
_VOICED = frozenset({CueClass.SPEECH, CueClass.THOUGHT})
_FEW = 2
"""Words before the pronoun: behind more of them somebody else may have been spoken of."""
_BETWEEN = 3
"""Words between two names that stand in one clause, as one met, told or joined the other."""
_ARTICLE = re.compile(r"\b[Tt]he $")
"""Before a name: a body, or a people, who is no "he"."""
_MET = re.compile(
    r"(?:,\s(?:the|an?|his|her|its)\s[^,.;:()\n]{2,50},)?\s(?:(?:has|have|had|was|is|later|also|then|often)\s)?(?:been\s)?"
    r"(?:accused|asked|called|greeted|hosted|invited|joined|met|phoned|praised|quarrell?ed|received|replaced|saw|spoke|succeeded|talked|thanked|told|visited|"
    r"welcomed|worked|argued|clashed|dined)(?:\sfor\s\w+)?(?:\s(?:with|to|by))?"
    r"\s(?:(?:the|an?|his|her|its)\s[a-z][^,.;:()\n]{2,50},\s)?"
)
"""Between two names, the second with a description before it: "Berg met the head of the council, Lind"."""
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"].*?(?:[”\"]|$)|``.*?(?:''|$)", re.DOTALL)


def find(subject: Subject) -> Iterator[Hit]:
    """The pronouns, in order of the text."""
    if subject.article is None:
        return
    people: tuple[NamedPerson, ...] | None = None
    for each in subject.article.attributions:
        pronoun = each.source[0].slice(subject.text).lower() if len(each.source) == 1 else ""
        if pronoun not in _UNFIT or each.kind not in _VOICED or subject.is_quoted(each.source[0]):
            continue
        people = people if people is not None else named_people(subject.text)
        names = _candidates(subject, each, pronoun, people)
        if len(names) == 2:  # noqa: PLR2004
            yield Hit(f"“{pronoun}” may be {names[0]} or {names[1]}", HINT, each.source[0])


def _candidates(subject: Subject, each: Attribution, pronoun: str, people: tuple[NamedPerson, ...]) -> list[str]:
    """The people of the sentence before whom the pronoun fits; none where the words before it settle who it is."""
    article, at = subject.article, each.sentence
    if article is None or not at or subject.paragraph_of(at) != subject.paragraph_of(at - 1):
        return []
    if any(
        one.kind in SAYING and one.source and not _converses(subject, one) for one in subject.attributions_of(at - 1)
    ):
        return []
    own, before = article.sentences[at], article.sentences[at - 1]
    other = {"he": r"\b(?:she|her)\b", "she": r"\b(?:he|him|his)\b"}[pronoun]
    if re.search(other, subject.text[before.start : own.end]):
        return []
    opening = _WORD.findall(_QUOTED.sub(" ", subject.text[own.start : each.source[0].start]))
    near = capital_names(subject.text, before) if each.doubtful else people
    found = [one for one in near if before.covers(one.span) and not subject.is_quoted(one.span)][:2]
    if len(found) < 2:  # noqa: PLR2004
        found = [one for one in capital_names(subject.text, before) if one.given and not subject.is_quoted(one.span)][
            :2
        ]
        if len(found) < 2 or not _MET.fullmatch(subject.text[found[0].span.end : found[1].span.start]):  # noqa: PLR2004
            return []
    if any(_ARTICLE.search(subject.text, max(0, one.span.start - len(" the ")), one.span.start) for one in found):
        return []
    if len(opening) > _FEW or len({one.surname for one in found}) != len({one.name for one in found}):
        return []
    if len(found) != 2 or not _side_by_side(subject.text, found[0], found[1]):  # noqa: PLR2004
        return []
    fitting = [one for one in found if _fits(one, pronoun, people)]
    return list(dict.fromkeys(one.name for one in fitting)) if len(fitting) == len(found) else []


def _converses(subject: Subject, one: Attribution) -> bool:
    """True for "spoke with", "talked to": they said something, and it is not told what."""
    cue = " ".join(part.slice(subject.text) for part in one.cue).lower()
    return (
        re.match(
            r"(?:(?:was|were|had|has)\s(?:been\s)?)?(?:spoke|talked|met|argued|quarrell?ed|worked|welcomed|praised|invited)\b",
            cue,
        )
        is not None
    )


def _side_by_side(text: str, one: NamedPerson, other: NamedPerson) -> bool:
    """ "Berg met Lind", "Berg and Lind": a few words between them, and neither is the owner of something."""
    between = text[one.span.end : other.span.start]
    owners = any(
        re.search(r"[’']s?$", each.span.slice(text)) or text[each.span.end : each.span.end + 1] in "’'"
        for each in (one, other)
    )
    if owners or _MET.fullmatch(between):
        return not owners
    return not re.search(r"[,;:()—–]|[’']s\b", between) and len(between.split()) <= _BETWEEN


def _fits(person: NamedPerson, pronoun: str, people: tuple[NamedPerson, ...]) -> bool:
    same = [one for one in people if one.surname == person.surname]
    if any(one.given and one.given.split()[0].lower() in _UNFIT[pronoun] for one in same):
        return False
    return not any({word.lower().strip(".") for word in one.title.split()} & _TITLES[pronoun] for one in same)
