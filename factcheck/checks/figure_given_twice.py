"""One thing, given with two figures.

An article that counts the same thing twice, in a heading and in the body or at the top and further down, should count
it alike. Two claims are taken for one and the same where they share nearly all their words and the figure counts the
same thing. Figures of other dates, other places or other people, and a round figure beside the exact one, are left
alone.

Fires:
    The new base at Manas houses 1,200 soldiers. Russia protested.

    Kyrgyz officials were not told. The base at Manas houses 1,500 soldiers, and more will come.

Fires:
    Ana Ruiz, 45, leads the party. She was elected last week.

    The vote was close. Ana Ruiz, 46, had run twice before.

Fires:
    The council has 15 members, most of them farmers. All 17 members of the council voted for the dam.

Silent:
    The base at Manas houses 1,200 soldiers. The base at Khanabad houses 1,500 soldiers.

Silent:
    The base at Manas housed 1,200 soldiers in 2003. The base at Manas housed 1,500 soldiers in 2004.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.checks.ages import ages_in
from factcheck.checks.figures import Figure, Unit, figures_of, within
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.checks.holdings import Holding, holdings_of
from factcheck.checks.same_thing import Told, told_in, votes_in
from factcheck.claims.claim import Claim
from factcheck.document import Span
from factcheck.mentions import CALENDAR

CODE = "figure-given-twice"
LEVEL = Level.WARNING
HINT = "Find out which of the two is right, or say what sets them apart."
ALIKE = 0.55
"""Share of the words of the shorter claim that the other must have as well; of percentages and sums of money, which may
be of anything, of those of the longer."""
MOST = 40
"""Figures of the same thing that a later one is held against, the last ones of the article."""
FEWEST = 3
"""Words in common, the counted noun among them."""
ROUGH = Decimal("0.15")
"""By how much, of itself, a figure that is said to be rough may be off."""
BEFORE, BEHIND = 40, 25
"""Code points beside a figure in which a word sets it apart from other figures: "another 300 soldiers"."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NOUN = re.compile(r"[\s-](?:of\s)?(?:the\s)?(?P<noun>[^\W\d_][\w’'-]+)(?:[\s-](?P<next>[^\W\d_][\w’'-]+))?")
_PLAIN = frozenset({
    "a", "about", "according", "after", "almost", "also", "an", "and", "are", "around", "as", "at", "be", "been",
    "before", "being", "billion", "but", "by", "cent", "did", "do", "does", "dozen", "eight", "five", "for", "four",
    "from", "had", "has", "have", "having", "he", "her", "him", "his", "hundred", "i", "in", "into", "is", "it",
    "its", "just", "least", "less", "million", "more", "most", "nearly", "nine", "not", "of", "on", "one", "only",
    "or", "our", "out", "over", "per", "percent", "reported", "said", "says", "seven", "she", "six", "so", "some",
    "such", "ten", "than", "that", "the", "their", "them", "there", "these", "they", "this", "those", "thousand",
    "three", "to", "told", "trillion", "two", "under", "up", "was", "we", "were", "which", "who", "whom", "whose",
    "will", "with", "would", "you", "your",
})  # fmt: skip
_OTHER = re.compile(
    r"\b(?:another|other|additional|further|more|extra|each|every|per|average|first|second|third|last|next|previous\w*|earlier|"
    r"later|former\w*|initial\w*|original\w*|then|now|remaining|rest|up|down|rose|fell|compared|versus|vs|if|could|"
    r"maximum|minimum|between|quarter|half|both|closed|closing|traded|minutes?|hours?|days?|weeks?|months?|years?|times?|points?)\b",
    re.IGNORECASE,
)


_HURT = frozenset({
    "dead", "deaths", "died", "had", "have", "hurt", "injured", "killed", "lives", "others", "people", "person",
    "persons", "victims", "was", "were", "wounded",
})  # fmt: skip
_HARM = (
    ("dead", re.compile(r"\b(?:kill\w*|dead|died|deaths?|lives|toll)\b")),
    ("hurt", re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b")),
)
_SHORT = 3
_TIME = re.compile(r"[\s-](?:days?|hours?|minutes?|months?|seasons?|summers?|times|weeks?|winters?|years?)\b")
_HOUR = re.compile(r"^\d\d?(?::\d\d)?\s[ap]\.?m\.?\s*$", re.MULTILINE)
"""A log of a day has an hour over each entry, and its figures rise from one to the next."""
_POLL = re.compile(r"\b(?:[Pp]oll(?!ut)|[Ss]urvey)")
_MILLION = 1_000_000
_ENDING = re.compile(r"(?:ings?|ed|es|s|e)$")
_LISTED = frozenset({
    "case", "example", "fact", "idea", "kind", "lesson", "part", "point", "question", "reason", "sentence", "step",
    "thing", "time", "type", "way",
})  # fmt: skip
"""What an article counts anew each time."""


_THE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[’']s)\s$")
_OF_SIZE = re.compile(
    r"-(member|nation|state|country|seat|man|strong|page|volume|stor(?:e?y|ied)|room|bed|acre|judge|person|party)"
    r"(?:\s(?!and\b|or\b|in\b|of\b|to\b)([a-z]+))\b"
)
_OF_COST = re.compile(
    r"()\s(?!in\b|of\b|for\b|to\b|and\b|or\b|from\b|a\b|an\b|the\b|he\b|she\b|it\b|they\b|that\b|more\b|less\b|per\b|on\b|by\b|at\b|was\b|were\b|is\b|had\b|has\b)([a-z]+)(?=[\s.,;])"
)


class Counted(NamedTuple):
    """A figure, what it counts, and the other words of its claim."""

    figure: Figure
    words: frozenset[str]
    names: frozenset[str]
    when: str
    source: str
    sentence: int


def find(subject: Subject) -> Iterator[Hit]:
    """The later of the two places, in order of the text."""
    if subject.article is None or len(_HOUR.findall(subject.text)) > 1:
        return
    yield from _ages(subject)
    yield from _epithets(subject)
    yield from _holdings(subject)
    yield from _same_thing(subject)
    before: defaultdict[tuple[str, str, str], list[Counted]] = defaultdict(list)
    told: set[Span] = set()
    for noun, counted in _counted(subject):
        figure = counted.figure
        known = before[noun, figure.unit, figure.currency]
        other = next((each for each in known if _is_other_value(each, counted)), None)
        if other and figure.span not in told:
            told.add(figure.span)
            first, second = (each.figure.span.slice(subject.text) for each in (other, counted))
            yield Hit(f"{second} here and {first} above, of what reads as the same", HINT, figure.span)
        known.append(counted)
        del known[:-MOST]


def _counted(subject: Subject) -> Iterator[tuple[str, Counted]]:
    article = subject.article
    if article is None:
        return
    figures = figures_of(subject)
    if _POLL.search(subject.text):  # of one question 45 percent, of the next 50
        figures = tuple(figure for figure in figures if figure.unit is not Unit.PERCENT)
    for claim in article.claims:
        inside = [figure for span in claim.spans for figure in within(figures, span)]
        if len(inside) > 1:
            inside = [figure for figure in inside if not _TIME.match(subject.text, figure.span.end)]
        if len(inside) != 1:
            continue
        told = " ".join(span.slice(subject.text) for span in claim.spans)
        if told.startswith("Among "):  # of one group so many, of the next fewer
            continue
        noun = _counts(subject.text, inside[0], told)
        if noun is not None and not _OTHER.search(_beside(subject.text, inside[0].span, claim)):
            yield noun, _of(claim, inside[0], told)


def _counts(text: str, figure: Figure, told: str) -> str | None:
    """What a figure counts, in one word; "" for shares, sums and bare millions, None where nothing tells."""
    noun = _NOUN.match(text, figure.span.end)
    word = _stem(noun["noun"]) if noun else ""
    if figure.unit is Unit.COUNT and (not noun or noun["noun"] in _HURT or noun["noun"] in _PLAIN):
        for what, pattern in _HARM:
            if pattern.search(told):
                return what
    if figure.unit is not Unit.COUNT:
        return ""
    if not word or noun is None or noun["noun"].lower() in _PLAIN:
        return "" if figure.value >= _MILLION else None
    return None if noun["noun"].lower().removesuffix("s") in _LISTED else word


def _beside(text: str, figure: Span, claim: Claim) -> str:
    """The words of the claim close to a figure."""
    start, end = max(claim.spans[0].start, figure.start - BEFORE), min(claim.spans[-1].end, figure.end + BEHIND)
    return text[start : figure.end] + re.split("[,;.]", text[figure.end : end])[0]


def _of(claim: Claim, figure: Figure, told: str) -> Counted:
    words = [word for word in _WORD.findall(told) if word.lower() not in _PLAIN]
    return Counted(
        figure,
        frozenset(_stem(word) for word in words),
        frozenset(_stem(w) for w in words if w[0].isupper() and not told.startswith(w) and w.lower() not in CALENDAR),
        claim.date,
        claim.source or "",
        claim.sentence,
    )


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    folded = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return _ENDING.sub("", folded) if len(folded) > _SHORT and not folded.endswith("ss") else folded


def _is_other_value(one: Counted, two: Counted) -> bool:
    """True where two figures count the same thing and neither is the other one rounded."""
    told_apart = one.when != two.when and one.when and two.when
    if one.sentence == two.sentence or told_apart or one.source != two.source:
        return False
    if not _of_one_name(one.names, two.names):
        return False
    both = one.words & two.words
    fewer, more = sorted((len(one.words), len(two.words)))
    counts = one.figure.unit is Unit.COUNT
    wholly = not counts and len(both) == fewer and one.names & two.names
    if len(both) < FEWEST - bool(wholly) or len(both) < ALIKE * (fewer if counts else more):
        return False
    return not _agree(one.figure, two.figure)


def _of_one_name(one: frozenset[str], two: frozenset[str]) -> bool:
    """True where the names are the same, or one leaves some out: "Trump", "Donald Trump"."""
    return one == two or (bool(one & two) and (one <= two or two <= one))


def _agree(one: Figure, two: Figure) -> bool:
    apart = abs(one.value - two.value)
    rough = ROUGH * max(one.value, two.value) if one.about or two.about else 0
    return apart <= max(_rounding(one), _rounding(two), rough)


def _rounding(figure: Figure) -> Decimal:
    """Half of the last place that is not 0: a figure of 1,500 may stand for 1,460."""
    exact = figure.value.normalize()
    place = Decimal(1).scaleb(int(exact.as_tuple().exponent)) / 2
    return max(figure.step, place) if len(exact.as_tuple().digits) > 1 else figure.step


def _epithets(subject: Subject) -> Iterator[Hit]:
    """ "The 12-member council" and "the 15-member council", "the $4.5 billion pipe" and "the $5.4 billion pipe"."""
    known: dict[tuple[str, ...], Figure] = {}
    for figure in figures_of(subject):
        start, end = figure.span
        definite = _THE.search(subject.text, max(0, start - len("their ") - 1), start)
        if not definite or not (figure.hyphened or figure.unit is Unit.MONEY):
            continue
        noun = (_OF_SIZE if figure.hyphened else _OF_COST).match(subject.text, end)
        if noun is None:
            continue
        first = known.setdefault(tuple(word.lower() for word in noun.groups()), figure)
        if not _agree(first, figure):
            here, above = (each.span.slice(subject.text) + noun[0] for each in (figure, first))
            yield Hit(f"the {here} is the {above} above", HINT, figure.span)


def _holdings(subject: Subject) -> Iterator[Hit]:
    """ "The council has 15 members" and "all 17 members of the council"."""
    known: defaultdict[tuple[str, str], list[Holding]] = defaultdict(list)
    for each in holdings_of(subject):
        same = known[each.who, each.noun]
        first = next((one for one in same if "" in (one.where, each.where) or one.where == each.where), each)
        same.append(each)
        if not _agree(first.figure, each.figure):
            here, above = (one.figure.span.slice(subject.text) for one in (each, first))
            yield Hit(f"{here} {each.noun} of the {each.who} here and {above} above", HINT, each.figure.span)


def _same_thing(subject: Subject) -> Iterator[Hit]:
    """Two lengths of one trial, two years of one founding, two counts of one vote."""
    known: dict[str, Told] = {}
    for each in told_in(subject.text):
        first = known.setdefault(each.of, each)
        if first.value != each.value and not subject.is_quoted(each.span):
            yield Hit(f"{each.of}: {each.value} here and {first.value} above", HINT, each.span)
    votes = list(votes_in(subject.text))
    if len(votes) == len({subject.sentence_at(span.start) for _, _, span in votes}) == 2:  # noqa: PLR2004
        (ayes, noes, _), (others, against, span) = votes
        if (ayes == others) != (noes == against):
            yield Hit(f"the vote is {others} to {against} here and {ayes} to {noes} above", HINT, span)


def _ages(subject: Subject) -> Iterator[Hit]:
    """Two ages beside one full name."""
    known: dict[str, int] = {}
    for age in ages_in(subject.text):
        if " " not in age.name:
            continue
        years = known.setdefault(age.name, age.years)
        if years != age.years:
            yield Hit(f"{age.name} is {age.years} here and {years} above", HINT, age.span)
