"""Parts that do not add up to the total that the sentence states.

"Fifteen members, eight men and six women" leaves one over, and "14 of the 12 members" two too many. Either a part is
missing from the sentence, or one of the figures is wrong. Parts that may overlap are only held against the total one by
one, and rounded figures and those that are said to be rough have their leeway.

Fires:
    The commission has 15 members: eight from the ministry, four from the parliament and two from the courts.

Fires:
    The bomb killed 12 people, including 14 children.

Fires:
    In the survey 55 percent were for the law, 35 percent were against it and 20 percent had no opinion.

Silent:
    The commission has 15 members: eight from the ministry, four from the parliament and three from the courts.

Silent:
    The bomb killed 12 people, including seven women and nine foreigners.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.checks.figures import Figure, Unit, figures_of, within
from factcheck.checks.finding import Hit, Level, Subject
from factcheck.checks.stated_parts import members_voting, next_parts, sums_of

CODE = "parts-do-not-add-up"
LEVEL = Level.WARNING
HINT = "Add them up, and ask the source for the figure that is wrong or missing."
_INCLUDING = re.compile(
    r"(?:\s[^\s,;.:()\d]+){0,12},?\s\(?(?:including|among\sthem|of\s(?:them|whom|which))\s(?:(?:at\sleast|about|some|nearly|the)\s)?"
)
_WHOLE = re.compile(r"(?:\s[^\s,;.:()—–]+){0,8}\s?(?P<sign>:|—|–|--|\(|,)\s?(?:(?:with|of\swhom|including)\s)?")
_OF_THE = re.compile(r"\sof\s(?:the|its|their|his|our|all)\s(?:\w+\s)?")
_OF_ALL = re.compile(
    r"(?:^|[.;:]\s)[“\"]?Of\s(?:(?:the|its|their|his|her|all|our|[\w’'-]+[’']s?)\s(?:other\s|some\s)?)?$"
)
_LISTS = re.compile(r":\s|\bmade\sup\b|\bmakes?\sup\b|\bconsist|\bcomposed\b|[—–]")
_THERE_ARE = re.compile(r"\b(?:has|have|had|holds|counts|numbers|are|were|owns|of)\s$")
_MORE_UNTOLD = re.compile(
    r"\bOf\s(?:[\w’'-]+\s)?#|\b(?:are|has|have|had)\s#[^,]*,\s[\w-]+\sof\b|\bof\s(?:them|these|those)\b"
)
_NONE_LEFT = re.compile(r"\b(?:abstain\w*|neither|undecided|did\snot\svote)\b")
_JOINT = re.compile(r"(?:\s[^\s,;.:()—–]+){0,8}?(?:,|;|,?\sand|,?\splus)\s(?:(?:another|the\sother)\s)?")
_TOTAL = re.compile(
    r"(?:\s[^\s,;.:()—–]+){0,5},?\s(?:for\sa\stotal\sof|(?:which\s)?(?:adds?|adding)\sup\sto|(?:make|making)\sa\stotal\sof|a\stotal\sof|totall?ing)\s"
)
_SHARES_NOUN = re.compile(
    r"\s(?:from|in|at|near|of\sthem|by|for|on|were|was|are|is|have|had|who|to|with|against|voted|abstained|went|came)\b"
)
_COMPARED = re.compile(r"\s(?:[a-z]+\s)?(?:more|less|fewer|higher|lower|up|down|above|below)\b")
_PREPOSITION = re.compile(r"\s(from|in|by|for|on|to|with|against)\b")
_RATE = re.compile(
    r"\b(?:in|under|over|(?<!total )(?<!crew )(?<!jury )(?<!team )(?<!group )of|aged?|top|first|last|past|next)\s$"
)
_APART = ({"men", "women", "children", "boys", "girls", "adults"}, {"killed", "dead", "wounded", "injured", "missing"})
"""Kinds of people of whom nobody is in two."""
_REST = re.compile(
    r"\b(?:undecided|unsure|not\ssure|no\sopinion|do(?:es)?n[’']t\sknow|didn[’']t\sknow|did\snot\sknow|had\sno|other|others|"
    r"neither|rest|abstained|oppos\w+|against|disapprov\w+|unfavou?rabl\w+|disagree\w*|said\sno|not)\b"
)
_TWICE = re.compile(
    r"\b(?:among|both|also|versus|vs|compared|up\sfrom|down\sfrom|from|while|whereas|than|men|women|Democrats|Republicans|respectively)\b"
)
_WON = re.compile(
    r"\b(?:finance[ds]?|fund(?:s|ed)|got|holds?|held|owns?|owned|paid|pays?|polled|received|took|won)\s(?:(?:about|some|nearly)\s)?$"
)
"""Verbs of which the shares are those of one thing."""
_OF_WHAT = r"(?:\sof\s(?:all\s|the\s)?(?:bill|company|costs?|money|price|seats|shares|stock|sum|total|votes?)\b)?"
_OTHER_WHOLE = (
    r"(?:a?bout|after|at|before|by|day|down|election|from|in|later|less|month|more|of|on|quarter|round|then|time|up|"
    r"week|year)s?\b"
)
_NEXT_WON = re.compile(rf"{_OF_WHAT}(?:,|,?\sand)\s(?:(?!{_OTHER_WHOLE})[^\W\d][\w’'&.-]*\s){{1,5}}")
_BEFORE = 160
"""Code points before a sentence in which the cost that is shared stands."""
_PAYING = re.compile(r"\b(?:bill|costs?|price)\b")
_SEATS = re.compile(r"-(?:member|seat|strong)\b")
_TO = re.compile(r"(?:\svotes?)?(?:\s?[-–]\s?|\sto\s|\sagainst\s)")
_FURTHEST = 80
"""Code points between a chamber and its vote."""
ROUGH = 4
"""A total that is said to be rough may be off by a quarter."""
_ALL = 100
_LEEWAY = 2
"""Percentage points by which rounded shares may exceed the whole."""
_CLOSE = 8
_FEWEST = 2
MOST = 12
"""Parts of one whole; a longer run of figures is a table."""


def find(subject: Subject) -> Iterator[Hit]:
    """The sums, sentence by sentence; of each sentence the first."""
    article = subject.article
    if article is None:
        return
    figures = figures_of(subject)
    last: Figure | None = None
    for sentence in article.sentences:
        inside = within(figures, sentence)
        text = sentence.slice(subject.text)
        placed = [(figure, figure.span.start - sentence.start, figure.span.end - sentence.start) for figure in inside]
        if len(inside) >= _FEWEST or (inside and _LISTS.search(text)):
            hit = next(_hits(text, placed, subject.text[max(0, sentence.start - _BEFORE) : sentence.start]), None)
            if hit is None and last and subject.paragraph_at(last.span.start) == subject.paragraph_at(sentence.start):
                counts = next_parts(text, last, placed)
                hit = (_parts(last, counts), inside[0]) if counts else None
            if hit:
                message, figure = hit
                yield Hit(message, HINT, figure.span)
        last = inside[0] if len(inside) == 1 and _has_parts(text, placed[0]) else None


Placed = tuple[Figure, int, int]


def _has_parts(text: str, placed: Placed) -> bool:
    """True for the one count of a sentence that says how many there are."""
    figure, start, end = placed
    plain = figure.unit is Unit.COUNT and not figure.about and not figure.hyphened
    return plain and _THERE_ARE.search(text[:start]) is not None and re.match(r"\s[a-z]", text[end:]) is not None


def _hits(text: str, figures: Sequence[Placed], before: str) -> Iterator[tuple[str, Figure]]:
    for at, each in enumerate(figures[:-1]):
        figure, _, end = each
        following = figures[at + 1]
        between = text[end : following[1]]
        if _greater_part(figure, following[0], between) and not _rated(text, each[1]):
            yield f"{_shown(figure)} of {_shown(following[0])}: a part greater than the whole", figure
        elif not _like(figure, following[0]) or not _is_whole(text, figures, at):
            continue
        elif _INCLUDING.fullmatch(between):
            parts = _list(text, figures[at + 1 : at + 1 + MOST])
            yield from _of_included(text, figure, parts)
        elif whole := _WHOLE.fullmatch(between):
            parts = _list(text, figures[at + 1 : at + 1 + MOST])
            joined = _PREPOSITION.match(text, following[2])
            member = joined and joined[1] in _PREPOSITION.findall(between)  # "42 votes for one, 18 for another"
            if not member and _are_all(text, each, parts, whole["sign"]) and not _adds_up(figure, parts):
                yield _sum(figure, parts), figure
    yield from _more_than_there_are(text, figures)
    yield from _named_total(text, figures)
    for total, counts in sums_of(text, figures):
        yield _parts(total, counts), total
    yield from _votes(text, figures)
    yield from _over_a_hundred(text, figures, before)


def _is_whole(text: str, figures: Sequence[Placed], at: int) -> bool:
    """True for a figure of things that may have parts: no share, no "one in 10", no member of a list itself."""
    figure, start, end = figures[at]
    if figure.unit is Unit.PERCENT or figure.hyphened or _rated(text, start) or _SHARES_NOUN.match(text, end):
        return False
    return at == 0 or not _JOINT.fullmatch(text[figures[at - 1][2] : start])


def _rated(text: str, start: int) -> bool:
    """True for the 10 of "three in 10", the 30 of "under 30"."""
    return _RATE.search(text, max(0, start - _CLOSE), start) is not None


def _greater_part(part: Figure, whole: Figure, between: str) -> bool:
    same = part.unit is whole.unit is Unit.COUNT
    stands = same and part.value > whole.value and not (part.hyphened or whole.hyphened)
    return stands and _OF_THE.fullmatch(between) is not None


def _like(whole: Figure, part: Figure) -> bool:
    return whole.unit is part.unit and whole.currency == part.currency


def _list(text: str, figures: Sequence[Placed]) -> list[Placed]:
    """The figures, from the first on, that a comma or "and" joins."""
    parts = [figures[0]]
    for each in figures[1:MOST]:
        if not _JOINT.fullmatch(text[parts[-1][2] : each[1]]) or not _like(parts[0][0], each[0]):
            break
        parts.append(each)
    return parts


def _of_included(text: str, whole: Figure, parts: Sequence[Placed]) -> Iterator[tuple[str, Figure]]:
    """A part that exceeds the whole; the sum of several where nobody can be in two of them."""
    if whole.about:
        return
    greatest = max(parts, key=lambda each: each[0].value)[0]
    if greatest.value > whole.value:
        yield f"{_shown(greatest)} of {_shown(whole)}: a part greater than the whole", greatest
    elif len(parts) > 1 and _apart(text, parts) and sum(each[0].value for each in parts) > whole.value:
        yield _sum(whole, parts), whole


def _apart(text: str, parts: Sequence[Placed]) -> bool:
    """True where the parts are men and women, or dead and wounded."""
    behind = (text[end : end + 40].replace(" of them", "", 1) for _, _, end in parts)
    nouns = [set(re.findall(r"[a-z]+", words)[:2]) for words in behind]
    return any(all(noun & kinds for noun in nouns) for kinds in _APART)


def _are_all(text: str, whole: Placed, parts: Sequence[Placed], sign: str) -> bool:
    """True where the list gives all parts of one whole: behind a colon, a dash or in brackets, to the end."""
    if len(parts) < _FEWEST or any(figure.hyphened for figure, _, _ in parts):
        return False
    if any(_COMPARED.match(text, end) for _, _, end in parts):
        return False  # "$105 billion more than last year"
    if sign == "," and not (_shares_noun(text, parts) or _apart(text, parts)):
        return False
    left = sum(figure.value for figure, _, _ in parts) < whole[0].value
    if (
        sign == ","
        and left
        and not _apart(text, parts)
        and _MORE_UNTOLD.search(f"{text[: whole[1]]}#{text[whole[2] :]}")
    ):
        return False  # "has 300 workers, 120 in Halden and 90 in Nes"
    last = text[parts[-1][2] :]
    tail = last.partition({"(": ")", ",": ","}.get(sign, "\n"))[0]
    joined = " and " in text[parts[-2][2] : parts[-1][1]] or "," in text[parts[-2][2] : parts[-1][1]]
    return (
        joined
        and len(re.findall(r"[,;]", tail)) == 0
        and not re.search(r"\band\b\s(?:a|an|the|one|several|some|many)\b", tail)
    )


def _shares_noun(text: str, parts: Sequence[Placed]) -> bool:
    return all(_SHARES_NOUN.match(text, end) for _, _, end in parts)


def _adds_up(whole: Figure, parts: Sequence[Placed]) -> bool:
    """True where the parts make the whole, as exactly as the figures are given."""
    figures = [whole, *(figure for figure, _, _ in parts)]
    total = sum(figure.value for figure, _, _ in parts)
    apart = abs(total - whole.value)
    if any(figure.about for figure in figures):
        return apart <= whole.value / ROUGH
    if all(figure.value % 1 == 0 and figure.step < 1 for figure in figures):
        return apart == 0
    return apart == 0 or apart < sum(figure.step for figure in figures) / 2


def _sum(whole: Figure, parts: Sequence[Placed]) -> str:
    total = sum(figure.value for figure, _, _ in parts)
    return f"{' + '.join(_shown(figure) for figure, _, _ in parts)} = {_plain(total)}, not {_shown(whole)}"


def _parts(whole: Figure, counts: Sequence[Decimal]) -> str:
    return f"{' + '.join(map(_plain, counts))} = {_plain(sum(counts))}, not {_shown(whole)}"


def _more_than_there_are(text: str, figures: Sequence[Placed]) -> Iterator[tuple[str, Figure]]:
    """ "Of the 40 houses, 18 burned, 12 were damaged and 15 stand"."""
    for at, (whole, start, end) in enumerate(figures[:-_FEWEST]):
        if not _OF_ALL.search(text[:start]) or not re.match(r"[^,]{1,40},?\s$", text[end : figures[at + 1][1]]):
            continue
        parts = list(_to_the_last(text, [each for each in figures[at + 1 : at + 1 + MOST] if _like(whole, each[0])]))
        apart = not re.search(r"\b(?:also|both|including|among|of\swhom|of\sthem|of\swhich)\b", text[end:])
        total = sum(each[0].value for each in parts)
        left = parts and total < whole.value and _NONE_LEFT.search(text, parts[-1][2])
        if apart and len(parts) > 1 and not whole.about and (total > whole.value or left):
            yield _sum(whole, parts), whole


def _to_the_last(text: str, parts: Sequence[Placed]) -> Iterator[Placed]:
    """The parts up to the one that "and" brings in."""
    for at, each in enumerate(parts):
        yield each
        if at and re.search(r"\band\s(?:another\s)?$", text[parts[at - 1][2] : each[1]]):
            return


def _named_total(text: str, figures: Sequence[Placed]) -> Iterator[tuple[str, Figure]]:
    """ "12 men and nine women, for a total of 20"."""
    for at, each in enumerate(figures[_FEWEST:], _FEWEST):
        if not _TOTAL.fullmatch(text[figures[at - 1][2] : each[1]]):
            continue
        first = next(n for n in range(max(0, at - MOST), at) if len(_list(text, figures[n:at])) == at - n)
        parts = figures[first:at]
        if len(parts) >= _FEWEST and _like(each[0], parts[0][0]) and not _adds_up(each[0], parts):
            yield _sum(each[0], parts), each[0]


def _votes(text: str, figures: Sequence[Placed]) -> Iterator[tuple[str, Figure]]:
    """More votes than a chamber has members: "the 100-member Senate passed it 65-45"."""
    for (house, _, end), (ayes, start, over), (noes, behind, _) in zip(figures, figures[1:], figures[2:], strict=False):
        seats = house.hyphened and _SEATS.match(text, end)
        voting = seats or members_voting(text, (house, 0, end), (ayes, start, over))
        if not (voting and _TO.fullmatch(text[over:behind])):
            continue
        if start - end < _FURTHEST and ayes.value + noes.value > house.value:
            total = _plain(ayes.value + noes.value)
            yield f"{_shown(ayes)} + {_shown(noes)} = {total} votes, of {_shown(house)} members", ayes


def _over_a_hundred(text: str, figures: Sequence[Placed], before: str) -> Iterator[tuple[str, Figure]]:
    """Shares of those who were asked, one answer each, that exceed the whole."""
    shares = [each for each in figures if each[0].unit is Unit.PERCENT]
    total = sum(each[0].value for each in shares)
    if len(shares) <= _FEWEST or total <= _ALL + _LEEWAY:
        return
    if _are_shared(text, shares, before):
        yield f"{' + '.join(_shown(each[0]) for each in shares)} = {_plain(total)} percent", shares[-1][0]
    if len(shares) != len(_list(text, shares)):
        return
    split = re.search(r"\b(?:divided|shared|split)\b[^.;]*:\s$", text[: shares[0][1]])
    if (split or _REST.search(text, shares[-1][2])) and not _TWICE.search(text):
        yield f"{' + '.join(_shown(each[0]) for each in shares)} = {_plain(total)} percent", shares[-1][0]


def _are_shared(text: str, shares: Sequence[Placed], before: str) -> bool:
    """True for "one party won 55 percent, another 32 percent and the Greens 25 percent", each behind its owner."""
    verb = _WON.search(text, 0, shares[0][1])
    if verb is None or (verb[0].startswith(("paid", "pay")) and not _PAYING.search(f"{before} {text}")):
        return False
    return all(_NEXT_WON.fullmatch(text, one[2], other[1]) for one, other in pairwise(shares))


def _shown(figure: Figure) -> str:
    return f"{figure.currency if figure.currency in '$€£¥' else ''}{_plain(figure.value)}"


def _plain(number: object) -> str:
    return f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,}"
