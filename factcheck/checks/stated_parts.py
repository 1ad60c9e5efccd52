"""Parts of a whole that a sentence counts in words of its own: lists behind a colon, clauses, opposites, scores."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.checks.figures import Figure, Unit, figure_at

_SPLIT = re.compile(r",\s+(?:and\s+|plus\s+)?|;\s+(?:and\s+)?|\s+and\s+|\s+plus\s+")
_ONE = re.compile(
    r"(?:an?|another|one)\s+(?!(?:dozen|few|half|hundred|lot|million|number|pair|third|quarter|fifth|thousand)\b)[^\W\d]"
)
_LISTED = re.compile(
    r"(?:\s(?!and\b)[^\s,;.:()\d—–]+){0,8}?(?::\s|\s[—–-]+\s|—|\s(?:consist(?:s|ed|ing)|is\smade\sup|was\smade\sup|made\sup|composed)\sof\s)"
)
"""Between a whole and the list of all its parts."""
_LIST_ENDS = re.compile(r"[.;:!?()—–”\"]|\s[–-]\s|,\s(?:who|which|all|where|after|while|but|when)\b|$")
_MAKE_UP = re.compile(
    r"\s(?:(?:together\s)?ma(?:ke|kes|de)\sup|were|are)\s(?:all\s(?:of\s)?)?(?:the|its|their)\s(?:only\s|whole\s)?$"
)
_IN_ALL = re.compile(r"(?:\s[a-z]+)?\s(?:in\s(?:all|total)|altogether)\b")
_CLAUSE = re.compile(
    r"\s(?:had|has|have|is|are|was|were|be|been|[a-z]{3,}(?:ed)|went|came|left|stood|stand|live|work|lie|fell|got|took|did|do|voted|in|for|from|to|with|at|on|by|against|as|only|still|(?:up|down)stairs)\b"
)
_JOINT = re.compile(r"(?:\s[^\s,;.:()—–]+){0,8}?(?:,|;|,?\sand|,?\swhile)\s(?:[^\s,;.:()—–]+\s){0,3}?")
_OVERLAP = re.compile(
    r"\b(?:also|among|both|including|of\s(?:them|whom|which)|some\sof|per|a\s(?:day|week|month|year)|years?|hours?|minutes?|miles?|times?)\b"
)
_OPPOSITE = (
    ("day", "night"), ("upstairs", "downstairs"), ("men", "women"), ("boys", "girls"), ("adults", "children"),
    ("for", "against"), ("above", "below"), ("indoors", "outdoors"), ("won", "lost"), ("male", "female"),
)  # fmt: skip
_NONE_LEFT = re.compile(r"\b(?:abstain\w*|neither|undecided|did\snot\svote|voted\sneither|the\srest|the\sothers)\b")
_RECORD = re.compile(
    r"\bwon\s(?P<won>[\w-]+)\sof\s(?:its|their|the|his|her)\s(?P<all>[\w-]+)\s(?:\w+\s)?(?:games|matches|races|fights|cases),\s"
    r"(?:and\s)?lost\s(?P<lost>[\w-]+)(?:,?\sand\s(?:drew|tied)\s(?P<drawn>[\w-]+))?"
)
_SCORE = re.compile(r"(?:\s[^\s,;.:()\d]+){1,6}?\s(?:by\s)?$")
_MEMBERS = re.compile(
    r"\s(?:[a-z]+\s)?(?:commissioners|council(?:l?ors|men)|deputies|directors|judges|jurors|justices|lawmakers|legislators|members|senators)\b"
)
FEWEST = 2

Sum = tuple[Figure, tuple[Decimal, ...]]
Placed = tuple[Figure, int, int]


def items_of(words: str) -> tuple[Decimal, ...]:
    """The counts of a list, "a driver, two guards and eight passengers"; () where one item counts nothing."""
    counts = []
    for item in _SPLIT.split(words.strip()):
        figure = figure_at(item, 0)
        if figure is not None and figure.unit is Unit.COUNT and not figure.about and not figure.hyphened:
            counts.append(figure.value)
        elif _ONE.match(item):
            counts.append(Decimal(1))
        else:
            return ()
    return tuple(counts) if len(counts) >= FEWEST else ()


def sums_of(text: str, figures: Sequence[Placed]) -> Iterator[Sum]:
    """The wholes of a sentence whose parts make another sum, each with the parts."""
    for at, (whole, start, end) in enumerate(figures):
        if whole.unit is not Unit.COUNT or whole.about or whole.hyphened or whole.value < FEWEST:
            continue
        parts = _listed(text, end) or _made_up(text, start) or _in_all(text, start, end)
        if parts and sum(parts) != whole.value:
            yield whole, parts
        elif not parts and not any(each.value >= whole.value for each, _, _ in figures[:at]):
            yield from _clauses(text, figures, at)
    yield from _won_and_lost(text, figures)


def _listed(text: str, end: int) -> tuple[Decimal, ...]:
    """ "12 dead: a driver, two guards and eight passengers", "a crew of five consists of"."""
    opened = _LISTED.match(text, end)
    if opened is None:
        return ()
    closed = _LIST_ENDS.search(text, opened.end())
    words = text[opened.end() : closed.start() if closed else len(text)]
    return items_of(words) if " and " in words else ()


def _made_up(text: str, start: int) -> tuple[Decimal, ...]:
    """ "Three Turkish firms, two French ones and a Russian one make up the seven"."""
    made = _MAKE_UP.search(text[:start])
    if made is None or "up" not in made[0]:
        return ()
    words = re.split(r"[.;:!?”\"]\s", text[: made.start()])[-1].lstrip('“"')
    return items_of(words[:1].lower() + words[1:])


def _in_all(text: str, start: int, end: int) -> tuple[Decimal, ...]:
    """ "Twelve men and nine women, 20 people in all"."""
    if not _IN_ALL.match(text, end) or text[:start].rstrip()[-1:] not in ",—–(":
        return ()
    words = re.split(r"[.;:!?”\"]\s", text[:start].rstrip(" ,—–("))[-1]
    return items_of(words[:1].lower() + words[1:])


def _clauses(text: str, figures: Sequence[Placed], at: int) -> Iterator[Sum]:
    """Parts each in a clause of its own: more than there are, or opposites that leave some over."""
    whole, _, end = figures[at]
    parts: list[Placed] = []
    for each in figures[at + 1 :]:
        last = parts[-1][2] if parts else end
        between = text[last : each[1]]
        if each[0].unit is not Unit.COUNT or each[0].hyphened or not each[0].value < whole.value:
            break
        joined = (
            _JOINT.fullmatch(between)
            if parts
            else re.fullmatch(r"(?:\s[^\s,;.:()—–\d]+){1,9}?,?\s(?:with\s)?", between)
        )
        if joined is None or not _CLAUSE.match(text, each[2]):
            break
        parts.append(each)
    if (
        len(parts) < FEWEST
        or any(figure.about for figure, _, _ in parts)
        or " and " not in text[parts[-2][2] : parts[-1][1]]
    ):
        return
    words = text[end:]
    counts = tuple(figure.value for figure, _, _ in parts)
    total = sum(counts)
    if _OVERLAP.search(words) and not apart_wholly(text, parts):
        return
    over = total > whole.value and (len(parts) > FEWEST or "," in text[end : parts[0][1]])
    left = total < whole.value and (apart_wholly(text, parts) or _NONE_LEFT.search(text, parts[-1][2]))
    if over or left:
        yield whole, counts


def apart_wholly(text: str, parts: Sequence[Placed]) -> bool:
    """True for two parts that leave no third: by day and by night, for and against."""
    if len(parts) != FEWEST:
        return False
    words = [set(re.findall(r"[a-z]+", text[end : end + 30])[:3]) for _, _, end in parts]
    return any(
        (one in words[0] and other in words[1]) or (other in words[0] and one in words[1]) for one, other in _OPPOSITE
    )


def _won_and_lost(text: str, figures: Sequence[Placed]) -> Iterator[Sum]:
    """ "Won six of its ten games, lost three and drew two"."""
    for match in _RECORD.finditer(text):
        named = {
            name: next((each[0] for each in figures if each[1] == match.start(name)), None)
            for name in match.groupdict()
        }
        won, every, lost, drawn = (named[name] for name in ("won", "all", "lost", "drawn"))
        if won and every and lost:
            counts = tuple(each.value for each in (won, lost, drawn) if each)
            if sum(counts) > every.value or (drawn and sum(counts) != every.value):
                yield every, counts


def members_voting(text: str, house: Placed, first: Placed) -> bool:
    """True where a vote is that of so many members: "its nine members split 6 to 4"."""
    between = text[house[2] : first[1]]
    return _MEMBERS.match(text, house[2]) is not None and _SCORE.fullmatch(between) is not None


def next_parts(text: str, whole: Figure, figures: Sequence[Placed]) -> tuple[Decimal, ...]:
    """The parts of a whole of the sentence before, where they are more than it: "The party holds nine of them"."""
    parts: list[Placed] = []
    for each in figures:
        if each[0].unit is not Unit.COUNT or each[0].about or each[0].hyphened or each[0].value >= whole.value:
            return ()
        if parts and not _JOINT.fullmatch(text[parts[-1][2] : each[1]]):
            return ()
        parts.append(each)
    counts = tuple(figure.value for figure, _, _ in parts)
    if len(parts) < FEWEST or sum(counts) <= whole.value or "," in text[: parts[0][1]]:
        return ()
    taken = re.search(r"\b(?:ha[sd]|have|holds?|held|won|got)\s$", text[: parts[0][1]]) or re.match(
        r"\s(?:of\s(?:them|these|those)|seats)\b", text[parts[0][2] :]
    )
    opens = parts[0][1] == 0 and all(_CLAUSE.match(text, end) for _, _, end in parts)
    rest = re.search(r"\b(?:also|both|among|per|including)\b", text)
    return counts if (taken or opens) and not rest else ()
