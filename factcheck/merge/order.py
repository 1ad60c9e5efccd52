"""Where the rows of a merged table stand."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcheck.merge.words import ref_key
from factcheck.row import Row


def in_order(
    before: Sequence[Row], merged: Sequence[Row | None], placed: Mapping[int, int], added: Mapping[int, Row]
) -> tuple[Row, ...]:
    """The rows in the order they are written.

    `before` are the table's rows, `merged` what became of each (None: it leaves). `placed` says for a claim of
    the new parse which of them it is, `added` holds the claims that are new; both by place in the text.

    - Every row keeps its slot in the table, except that rows of the article that stood in text order exchange slots
      so that they stand in the order of the new text. Rows that a person sorted stay as sorted.
    - A new row stands directly behind the one before it in the text; the first of an article before the one after
      it; a new article's at the end.
    """
    slots: list[int | None] = list(range(len(before)))
    texts = {slot: at for at, slot in placed.items()}
    matched = sorted(texts)
    if _sorted_by_text([before[slot] for slot in matched]):
        for slot, wanted in zip(matched, sorted(matched, key=texts.__getitem__), strict=True):
            slots[slot] = wanted
    order = [slot for slot in slots if slot is not None]
    behind: dict[int | None, list[Row]] = {}
    ahead: dict[int, list[Row]] = {}
    anchor: int | None = None
    first = next((placed[at] for at in sorted(placed)), None)
    for at in sorted({*placed, *added}):
        if at in placed:
            anchor = placed[at]
        elif anchor is None and first is not None:
            ahead.setdefault(first, []).append(added[at])
        else:
            behind.setdefault(anchor, []).append(added[at])
    out: list[Row] = []
    for slot in order:
        row = merged[slot]
        out += [*ahead.get(slot, ()), *([row] if row is not None else []), *behind.get(slot, ())]
    return (*out, *behind.get(None, ()))


def _sorted_by_text(rows: Sequence[Row]) -> bool:
    places = [ref_key(row.ref) for row in rows if row.ref]
    known = [place for place in places if place is not None]
    return len(known) == len(places) and all(one <= two for one, two in pairwise(known))


def joined_order(one: Sequence[str], other: Sequence[str], was: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of two copies in one order: as in `one`, unless only `other` moved rows since `was`.

    What only the second one has stands behind the row it stands behind there, after what the first one added.
    """
    shared = set(one) & set(other) & set(was if was is not None else one)
    first, second, before = ([each for each in ids if each in shared] for ids in (one, other, was or ()))
    lead, more = (other, one) if was is not None and first == before != second else (one, other)
    known, theirs = set(lead), set(more)
    behind: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for each in more:
        if each in known:
            anchor = each
        else:
            behind.setdefault(anchor, []).append(each)
    out: list[str] = []
    waiting = behind.get(None, [])
    for each in lead:
        if each in theirs:
            out += waiting
            waiting = behind.get(each, [])
        out.append(each)
    return (*out, *waiting)
