"""When a claimed event happened and when it was said: from the dates its own words hold, never from a citation's."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.attribution import Attribution
from factcheck.cues import CueClass
from factcheck.dates import DateMention, TimexType
from factcheck.document import Span
from factcheck.propositions import Form, Proposition
from factcheck.syntax import Tree

AFTER = frozenset({"after", "since"})
BEFORE = frozenset({"before", "until", "till", "by"})
EARLIER = frozenset({"already", "previously", "earlier", "before"})
RANGE = re.compile(r"\s*(?:-|–|—|to|and|until|till|through)\s*(?:the\s+)?", re.IGNORECASE)
OPENS_RANGE = re.compile(r"\b(?:between|from)\s+(?:the\s+)?\Z", re.IGNORECASE)


class When(NamedTuple):
    """EDTF and how it is known, both "" where the text does not say."""

    edtf: str
    basis: str


NEVER = When("", "")


def event_and_said(
    text: str, proposition: Proposition, dates: Sequence[DateMention], said_by: Attribution | None
) -> tuple[When, When]:
    """When it happened, and when it was said, by the dates among the proposition's words.

    A date that belongs to the cue ("said on Monday that") is when it was said; of the others the one nearest to the
    asserting word counts, as an interval where the text says "after", "until" or "between".
    """
    tree = proposition.tree
    events: list[tuple[int, int]] = []
    said: list[int] = []
    places = _places(proposition, dates)
    for number, at in sorted(places.items()):
        date = dates[number]
        if date.type not in {TimexType.DATE, TimexType.TIME} or not date.edtf:
            continue
        distance, governor = _governor(tree, at, proposition.head)
        in_content = said_by is not None and any(span.covers(date.span) for span in said_by.content)
        of_cue = said_by is not None and said_by.kind is CueClass.SPEECH and governor == said_by.head
        if of_cue and not in_content:
            said.append(number)
        else:
            events.append((distance, number))
    told = When(dates[said[0]].edtf, dates[said[0]].basis) if said else NEVER
    if not events:
        return NEVER, told
    nearest = min(events)[1]
    pair = _range(text, dates, nearest)
    return pair or _bounded(proposition, dates[nearest], places[nearest]), told


def before_last(proposition: Proposition, last: When) -> When:
    """For "had already ratified it": at some time up to the last dated event told before it; else blank."""
    tree, head = proposition.tree, proposition.head
    past_perfect = any(a.lower == "had" for a in tree.kids(head, "aux"))
    earlier = any(a.lower in EARLIER for a in tree.kids(head, "advmod"))
    if not (past_perfect and earlier and last.edtf) or "/" in last.edtf:
        return NEVER
    return When(f"../{last.edtf}", f"before the event of {last.edtf} (past perfect)")


def _places(proposition: Proposition, dates: Sequence[DateMention]) -> dict[int, int]:
    """The dates among the proposition's words, each with its head word: its token that hangs on a word outside it."""
    tokens = proposition.tree.tokens
    inside: dict[int, list[int]] = {}
    for index in proposition.tokens:
        for number in _dates_at(tokens[index].span, dates):
            inside.setdefault(number, []).append(index)
    places = {n: next((i for i in of if tokens[i].head not in of), of[0]) for n, of in inside.items()}
    if proposition.form is Form.CLAUSE:
        # "published in 1890 by Todd": the claim that Todd did shares the verb, and so its date
        for token in proposition.tree.kids(proposition.head, "obl"):
            for number in _dates_at(token.span, dates):
                places.setdefault(number, token.index)
    return places


def _dates_at(span: Span, dates: Sequence[DateMention]) -> Iterator[int]:
    """The dates that share a character with a word: by halving, as a sentence may hold hundreds, in order, disjoint."""
    number = bisect_right(dates, span.start, key=lambda date: date.span.end)
    while number < len(dates) and dates[number].span.start < span.end:
        yield number
        number += 1


def _governor(tree: Tree, at: int, head: int) -> tuple[int, int]:
    """How far above the date its first verb stands, and that verb; one that is not the claim's own counts as far."""
    for distance, above in enumerate(tree.ancestors(at), start=1):
        if above.index == head:
            return distance, head
        if above.pos in {"VERB", "AUX"}:
            return distance + len(tree.tokens), above.index
    return len(tree.tokens), head


def _bounded(proposition: Proposition, date: DateMention, at: int) -> When:
    tree = proposition.tree
    if "/" in date.edtf:
        return When(date.edtf, date.basis)
    for index in (at, *(a.index for a in tree.ancestors(at))):
        words = {c.lower for c in tree.kids(index, "case", "mark") if c.index < at}
        if words & AFTER:
            return When(f"{date.edtf}/..", f"after {date.edtf}: {date.basis}")
        if words & BEFORE and (index == at or "by" not in words):
            return When(f"../{date.edtf}", f"up to {date.edtf}: {date.basis}")
        if tree.tokens[index].pos in {"VERB", "AUX"} or index == proposition.head:
            break
    return When(date.edtf, date.basis)


def _range(text: str, dates: Sequence[DateMention], number: int) -> When | None:
    """ "between 1999 and 2003", "from May to July 2004": both ends."""
    for first, second in ((number, number + 1), (number - 1, number)):
        if first < 0 or second >= len(dates):
            continue
        one, two = dates[first], dates[second]
        joined = RANGE.fullmatch(text[one.span.end : two.span.start])
        opened = OPENS_RANGE.search(text[max(0, one.span.start - 20) : one.span.start])
        dash = joined is not None and joined[0].strip() in {"-", "–", "—"}
        if joined and (opened or dash) and one.edtf and two.edtf and "/" not in one.edtf + two.edtf:
            return When(f"{one.edtf}/{two.edtf}", f"both ends: {two.basis}")
    return None
