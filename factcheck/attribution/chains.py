"""Chains: who reports whose report, "Reuters quoted a spokesman as saying that the minister had denied it"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.attribution.record import Attribution
from factcheck.cues import CueClass

WINDOW = 20
"""Attributions, and sentences, on either side among which the one that reports another is looked for."""


def linked(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, each with the one it lies in, and in the role of a speaker who passes the words on."""
    out = [replace(each, within=_around(found, number)) for number, each in enumerate(found)]
    return tuple(replace(each, role=_role(out, each)) for each in out)


def _around(found: Sequence[Attribution], number: int) -> int | None:
    """The attribution with the shortest content that holds the cue of this one; None where none does."""
    one = found[number]
    best, shortest = None, 0
    for at in _nearby(found, number):
        other = found[at]
        if not _reported_in(one, other) and not _passes_on(other, one):
            continue
        length = sum(s.end - s.start for s in other.content)
        if best is None or length < shortest:
            best, shortest = at, length
    return best


def _nearby(found: Sequence[Attribution], number: int) -> Iterator[int]:
    """The other attributions whose cue or content stands where this one does."""
    one = found[number]
    for at in range(max(0, number - WINDOW), min(len(found), number + WINDOW + 1)):
        if at != number and abs(found[at].sentence - one.sentence) <= WINDOW:
            yield at


def _reported_in(one: Attribution, other: Attribution) -> bool:
    """The source and cue of the one lie in what the other reports."""
    if not one.cue or not any(c.covers(one.cue[0]) for c in other.content):
        return False
    return all(any(c.covers(span) for c in other.content) for span in (*one.source, *one.cue))


def _passes_on(other: Attribution, one: Attribution) -> bool:
    """Both links have the same content: "Reuters reported, citing S, that C"."""
    return (
        other.kind is CueClass.RELAY
        and one.kind is not CueClass.RELAY
        and other.sentence == one.sentence
        and set(other.cue) <= set(one.cue)
    )


def _role(found: Sequence[Attribution], one: Attribution) -> str:
    parts = [one.role] if one.role else []
    seen = {id(one)}
    above = found[one.within] if one.within is not None else None
    while above is not None and above.kind is CueClass.RELAY and id(above) not in seen:
        seen.add(id(above))
        parts.append(f"quoted by {above.resolved_source}")
        above = found[above.within] if above.within is not None else None
    return "; ".join(parts)
