"""The candidates of a claim and their numbers: what `mark --evidence 2` takes is what the report called 2.

A number is given once. A later look-up refreshes the row of a capture or file that it finds again, and leaves its
number and id; what is new gets the next number, however good it is. A candidate that is not found again stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from factcheck.claims.claim import name_all
from factcheck.evidence.record import COLUMNS, FOUND, NOT_ASKED, Evidence

_NUMBER = re.compile(r"\s*([0-9]{1,6})\s*")

Place = tuple[str, ...]
"""What makes a candidate the same one in a later look-up: the claim and the capture, or the file and its checksum."""


def number_of(row: Evidence) -> int:
    """The row's number, 0 where it has none that can be read."""
    found = _NUMBER.fullmatch(row.rank)
    return int(found[1]) if found else 0


def is_candidate(row: Evidence) -> bool:
    """True where the row holds a page or file to look at: a number, or an outcome that is `found` or blank."""
    named = row.archive_url or row.original_url or row.file or row.title
    return bool(named.strip()) and (number_of(row) > 0 or row.outcome.strip() in ("", FOUND))


def place_of(row: Evidence) -> Place:
    """The identity of a candidate. A file that changed since is another one."""
    if row.archive_url:
        return row.claim_id, row.archive_url
    if row.file:
        return row.claim_id, row.file, row.sha256
    return row.claim_id, row.original_url, row.captured_at, "" if row.original_url else row.title


def numbered(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The rows, `rank` filled in for candidates that a person added without one.

    Those get the numbers after the highest of their claim, by their address: sorting the file changes none.
    """
    rows = list(rows)
    late = [at for at, row in enumerate(rows) if is_candidate(row) and not number_of(row)]
    highest = _highest(rows) if late else {}
    for at in sorted(late, key=lambda at: place_of(rows[at])):
        claim_id = rows[at].claim_id
        highest[claim_id] = highest.get(claim_id, 0) + 1
        rows[at] = replace(rows[at], rank=str(highest[claim_id]))
    return tuple(rows)


def _highest(rows: Iterable[Evidence]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for row in rows:
        if is_candidate(row):
            highest[row.claim_id] = max(highest.get(row.claim_id, 0), number_of(row))
    return highest


def candidates(rows: Iterable[Evidence], claim_id: str) -> tuple[Evidence, ...]:
    """The claim's pages and files in the order of their numbers, every one with a `rank`."""
    mine = numbered(row for row in rows if row.claim_id == claim_id and is_candidate(row))
    return tuple(sorted(mine, key=lambda row: (number_of(row), place_of(row))))


def searches(rows: Iterable[Evidence], claim_id: str) -> tuple[Evidence, ...]:
    """The claim's rows that are no candidates: what was looked for and not found, or not asked; in the file's order."""
    return tuple(row for row in rows if row.claim_id == claim_id and not is_candidate(row))


def merged(old: Sequence[Evidence], new: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The rows after a look-up: `new` joined with what stood there, ids and numbers given, nothing of a person's lost.

    A candidate found again keeps its place, id and number; its other cells are the new ones, unless a person edited
    the row: then only its blank cells are filled, and those whose letters a spreadsheet lost. A search without result
    is replaced by the later rows of its question (claim and `asked`), the first of which takes over its id; `not_asked`
    by any later row of its claim. All other rows stay. New rows stand behind the last one of their claim.
    """
    standing = numbered(old)
    known = {place_of(row) for row in standing if is_candidate(row)}
    fresh = _given_numbers(_once(new), known, _highest(standing))
    heirs, rest = _heirs(standing, fresh)
    kept = [_joined(row, heirs[at]) if at in heirs else row for at, row in enumerate(standing)]
    return with_ids(_placed([row for row in kept if row is not None], rest))


def _once(new: Sequence[Evidence]) -> Iterator[Evidence]:
    """The rows claim by claim, the candidates first and in their given order; a capture that two questions of a claim
    found stands once.
    """
    by_claim: dict[str, list[Evidence]] = {}
    for row in new:
        by_claim.setdefault(row.claim_id, []).append(row)
    for mine in by_claim.values():
        found = [row for row in mine if is_candidate(row)]
        found.sort(key=lambda row: (number_of(row) == 0, number_of(row)))
        first: dict[Place, Evidence] = {}
        for row in found:
            first.setdefault(place_of(row), row)
        yield from first.values()
        yield from (replace(row, rank="") for row in mine if not is_candidate(row))


def _given_numbers(fresh: Iterable[Evidence], known: set[Place], highest: Mapping[str, int]) -> list[Evidence]:
    """The rows, candidates that are new numbered on from the highest number of their claim."""
    last, out = dict(highest), []
    for row in fresh:
        if is_candidate(row) and place_of(row) not in known:
            last[row.claim_id] = last.get(row.claim_id, 0) + 1
            out.append(replace(row, rank=str(last[row.claim_id])))
        else:
            out.append(row)
    return out


def _heirs(
    standing: Sequence[Evidence], fresh: Sequence[Evidence]
) -> tuple[dict[int, Evidence | None], list[Evidence]]:
    """Which new row takes the place of an old one, by its index (None where that one merely leaves), and the others."""
    heirs: dict[int, Evidence | None] = {}
    there = {place_of(row): at for at, row in reversed(list(enumerate(standing))) if is_candidate(row)}
    waiting = []
    for row in fresh:
        at = there.get(place_of(row)) if is_candidate(row) else None
        if at is None:
            waiting.append(row)
        else:
            heirs[at] = row
    questions, claims = {_question(row) for row in fresh}, {row.claim_id for row in fresh}
    for at, row in enumerate(standing):
        unasked = row.outcome == NOT_ASKED and row.claim_id in claims
        if is_candidate(row) or not (unasked or _question(row) in questions):
            continue
        heir = next((each for each in waiting if _succeeds(each, row, unasked=unasked)), None)
        if heir is not None:
            waiting.remove(heir)
            heirs[at] = heir
        elif not row.is_theirs:
            heirs[at] = None
    return heirs, waiting


def _question(row: Evidence) -> tuple[str, str]:
    return row.claim_id, row.asked


def _succeeds(new: Evidence, old: Evidence, *, unasked: bool) -> bool:
    if old.by_hand and is_candidate(new):
        return False
    return new.claim_id == old.claim_id if unasked else _question(new) == _question(old)


def _joined(old: Evidence, new: Evidence | None) -> Evidence | None:
    """The row that stands where `old` stood; its id, its number and a person's own columns stay with it."""
    if new is None:
        return None
    if old.by_hand:
        cells = [(name, getattr(old, name), getattr(new, name)) for name in COLUMNS if name != "rank"]
        return replace(old, **{name: fresh for name, stood, fresh in cells if not stood or lost_letters(stood, fresh)})
    return replace(new, evidence_id=old.evidence_id, rank=old.rank or new.rank, extra=old.extra or new.extra)


def lost_letters(cell: str, fresh: str) -> bool:
    """True where a spreadsheet wrote question marks for letters that its encoding lacks: nobody typed those."""
    return len(cell) == len(fresh) and all(
        stood == new or (stood == "?" and not new.isascii()) for stood, new in zip(cell, fresh, strict=True)
    )


def _placed(kept: Sequence[Evidence], rest: Iterable[Evidence]) -> tuple[Evidence, ...]:
    last = {row.claim_id: at for at, row in enumerate(kept)}
    behind: dict[int, list[Evidence]] = {}
    for row in rest:
        behind.setdefault(last.get(row.claim_id, len(kept)), []).append(row)
    rows = [each for at, row in enumerate(kept) for each in (row, *behind.get(at, ()))]
    return (*rows, *behind.get(len(kept), ()))


def with_ids(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The rows, those without an id given one: `e-` and eight consonants, as for claims, from what makes the row it."""
    rows = tuple(rows)
    blank = [row for row in rows if not row.evidence_id.strip()]
    if not blank:
        return rows
    taken = {"c" + row.evidence_id[1:] for row in rows if row.evidence_id}
    words = ["\n".join(place_of(row) if is_candidate(row) else ("", *_question(row))) for row in blank]
    names = iter(name_all(words, taken))
    return tuple(row if row.evidence_id.strip() else replace(row, evidence_id="e" + next(names)[1:]) for row in rows)
