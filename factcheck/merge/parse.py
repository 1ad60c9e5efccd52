"""A new parse joined with the reviewer's table, cell by cell: the tool's last value, the table's, the new one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from factcheck.claims.claim import name_all
from factcheck.merge.matching import match
from factcheck.merge.order import in_order
from factcheck.merge.words import plain_words, row_words
from factcheck.row import CORRECTABLE, Row
from factcheck.table.cells import with_cells
from factcheck.table.naming import give_ids, id_words, well_formed
from factcheck.verdicts import (
    GONE,
    STALE,
    Status,
    default_source_status,
    flags_of,
    has_human,
    has_verdict,
    with_flags,
)

Base = Mapping[str, Mapping[str, str]]
"""What the tool last wrote: claim id -> column -> value."""

PLACES = ("ref", "paragraph", "sentence", "spans")
REFRESHED = (*PLACES, "look_for", "writer_note", "verbatim", "article", "published", "published_basis")
"""The tool's own cells that every parse writes anew; `flags` is joined, the times stay."""
STICKY = (STALE, GONE)


class NoteKind(StrEnum):
    """What the merge has to tell about a row."""

    ADDED = "added"
    STALE = "stale"
    GONE = "gone"
    LEFT = "left"
    BACK = "back"
    DELETED = "deleted"
    KEPT = "kept"
    NAMED = "named"


class Note(NamedTuple):
    """One thing to tell; `before` and `after` are wordings or cells where the message is about a difference."""

    kind: NoteKind
    claim_id: str
    message: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """All rows of the table as they should now stand, and what is to be told."""

    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


def merge_parse(table_rows: Iterable[Row], base: Base, fresh: Sequence[Row], *, article: str) -> Merge:
    """The table after a new parse of `article`; rows of other articles come back as they are, where they are.

    `base` is what the tool last wrote (`journal.base_of`), {} where there is no journal. `fresh` are the rows of the
    new parse in text order, without status, ids as computed from their words.

    - A human cell is never changed. A correctable cell that differs from the tool's last value is the person's.
    - A claim is the row with its words; else the nearest, which keeps its id, and is `stale` if it has a verdict.
    - A row whose claim is gone stays, flagged, if a person typed anything into it; else it leaves.
    - A row that a person deleted stays deleted, unless none of the article's rows stands any more.
    - A row that a person added stays and is given an id.
    """
    before = tuple(table_rows)
    rows = give_ids(before)
    notes = [_named(row.claim_id, row) for was, row in zip(before, rows, strict=True) if was is not row]
    here = [at for at, row in enumerate(rows) if row.article == article]
    old = [_as_written(rows[at], base) for at in here]
    pairs = match(old, fresh, [_by_hand(row, base) for row in old])
    placed = {pair.new: here[pair.old] for pair in pairs}
    unmatched = [at for at in range(len(fresh)) if at not in placed]
    deleted, said = _deleted([fresh[at] for at in unmatched], rows, base, article if old else None)
    new = [at for at, gone in zip(unmatched, deleted, strict=True) if not gone]
    found = set(placed.values())
    lost = [at for at in here if at not in found]
    changed = bool(new) or not all(pair.exact for pair in pairs) or any(_was_there(rows[at], base) for at in lost)
    standing: list[Row | None] = list(rows)
    for at, slot in sorted(placed.items()):
        standing[slot], told = _refreshed(rows[slot], fresh[at], base, changed_draft=changed)
        notes += told
    for slot in lost:
        standing[slot], told = _without_claim(rows[slot], base, fresh)
        notes += told
    taken = {row.claim_id for row in rows} | (base.keys() if old else set())
    added = _new_rows([fresh[at] for at in new], taken)
    notes += [*said, *(Note(NoteKind.ADDED, row.claim_id, f"new: {row.claim}") for row in added)]
    return _with_good_ids(in_order(rows, standing, placed, dict(zip(new, added, strict=True))), base, notes)


def _was_there(row: Row, base: Base) -> bool:
    """True for a row whose claim stood in the draft that the table was last made from."""
    return not _by_hand(row, base) and GONE not in flags_of(row)


def _as_written(row: Row, base: Base) -> Row:
    """The row with the tool's last words, for finding its claim again whatever a person made of them."""
    written = base.get(row.claim_id, {})
    return with_cells(row, {name: written[name] for name in ("verbatim", "claim") if written.get(name)})


def _refreshed(row: Row, new: Row, base: Base, *, changed_draft: bool) -> tuple[Row, list[Note]]:
    """The row with the new parse in it."""
    written = base.get(row.claim_id, {})
    notes = []
    cells = {name: new.cell(name) for name in REFRESHED}
    for name in CORRECTABLE:
        mine, theirs, last = row.cell(name), new.cell(name), written.get(name)
        if mine == last:
            cells[name] = theirs
        elif theirs not in (mine, last):
            message = f"{name} is kept as it stands; the tool would write '{theirs}'"
            notes.append(Note(NoteKind.KEPT, row.claim_id, message, mine, theirs))
    flags = (*(flag for flag in flags_of(row) if flag in STICKY), *flags_of(new))
    merged = with_cells(row, cells | {"flags": row.flags if flags == flags_of(row) else " ".join(dict.fromkeys(flags))})
    if GONE in flags_of(row):
        merged = with_flags(merged, drop=(GONE,))
        notes.append(Note(NoteKind.BACK, row.claim_id, f"back in the article: {new.claim}"))
    return (
        _staled(row, new, written, merged, notes) if _other_words(row, new, written, changed_draft) else (merged, notes)
    )


def _other_words(row: Row, new: Row, written: Mapping[str, str], changed_draft: bool) -> bool:  # noqa: FBT001 - private
    """Whether the article now says something else here.

    In a changed draft also what the claim takes from its neighbours counts ("he" is somebody else now); with every
    other claim the same, a difference there is only the tool's better wording.
    """
    if plain_words(written.get("verbatim") or row.verbatim) != row_words(new):
        return True
    if not changed_draft or "claim" not in written:
        return False
    return any(plain_words(written.get(name, "")) != plain_words(new.cell(name)) for name in ("claim", "source"))


def _staled(row: Row, new: Row, written: Mapping[str, str], merged: Row, notes: list[Note]) -> tuple[Row, list[Note]]:
    was = written.get("verbatim") or row.verbatim
    now = new.verbatim
    if plain_words(was) == plain_words(now):
        was, now = written.get("claim", ""), new.claim
        if plain_words(was) == plain_words(now):
            was, now = f"{written.get('source', '')}: {was}", f"{new.source}: {now}"
    if not has_human(row):
        return merged, notes
    message = f"its words changed from '{was}' to '{now}'"
    if not has_verdict(row):
        return merged, [*notes, Note(NoteKind.STALE, row.claim_id, message, was, now)]
    # The second reader's name is a person's cell and stays; without its time the reading counts no more.
    merged = with_cells(with_flags(merged, add=(STALE,)), {"second_at": ""})
    return merged, [*notes, Note(NoteKind.STALE, row.claim_id, message, was, now)]


def _without_claim(row: Row, base: Base, fresh: Sequence[Row]) -> tuple[Row | None, list[Note]]:
    """The row whose claim the new parse does not have: kept, flagged, or None where it leaves."""
    if _by_hand(row, base):
        words = row_words(row)
        same = next((new for new in fresh if words and row_words(new) == words), None)
        moved = {name: same.cell(name) for name in REFRESHED if name != "ref"} if same else {}
        return with_cells(row, moved), []
    written = base.get(row.claim_id, {})
    corrected = any(row.cell(name) != written[name] for name in CORRECTABLE if name in written)
    if not has_human(row) and not corrected:
        return None, [Note(NoteKind.LEFT, row.claim_id, f"no longer in the article: {row.claim}")]
    if GONE in flags_of(row):
        return row, []
    note = Note(NoteKind.GONE, row.claim_id, f"no longer in the article, kept for what was typed: {row.claim}")
    return with_flags(with_cells(row, dict.fromkeys(PLACES, "")), add=(GONE,)), [note]


def _by_hand(row: Row, base: Base) -> bool:
    """True for a row that a person added: the tool never wrote it, or it has no words of the article."""
    written = base.get(row.claim_id, {})
    placed = row.spans.strip() or row.verbatim.strip() or written.get("verbatim")
    return not placed or bool(base and not written)


def _deleted(
    fresh: Sequence[Row], rows: Sequence[Row], base: Base, article: str | None
) -> tuple[list[bool], list[Note]]:
    """For each fresh row whether it is one that a person deleted from the article; None: none of its rows stands."""
    missing = _missing(rows, base, article)
    flags, notes = [], []
    for row in fresh:
        ids = missing.get(row_words(row))
        flags.append(bool(ids))
        if ids:
            notes.append(Note(NoteKind.DELETED, ids.pop(0), f"deleted by hand, and left out: {row.claim}"))
    return flags, notes


def _missing(rows: Sequence[Row], base: Base, article: str | None) -> dict[str, list[str]]:
    """The ids that the tool wrote for an article and that no row has, by their words."""
    standing = {row.claim_id for row in rows}
    missing: dict[str, list[str]] = {}
    for claim_id, cells in base.items():
        if article is not None and claim_id not in standing and cells.get("article") == article:
            missing.setdefault(plain_words(cells.get("verbatim", "")), []).append(claim_id)
    return missing


def _new_rows(fresh: Sequence[Row], taken: Iterable[str]) -> tuple[Row, ...]:
    names = name_all([id_words(row) for row in fresh], taken)
    return tuple(
        replace(
            row,
            claim_id=name,
            status=row.status or Status.UNVERIFIED.value,
            source_status=row.source_status or default_source_status(row).value,
        )
        for row, name in zip(fresh, names, strict=True)
    )


def _with_good_ids(rows: Sequence[Row], base: Base, notes: Sequence[Note]) -> Merge:
    """Rows whose id is none (typed by a person, or mangled) get the one the tool gave them, or a new one."""
    bad = [row for row in rows if not well_formed(row.claim_id) and row.claim_id not in base]
    if not bad:
        return Merge(rows=tuple(rows), notes=tuple(notes))
    names = dict(zip((row.claim_id for row in bad), _good_ids(bad, rows, base), strict=True))
    renamed = [replace(row, claim_id=names.get(row.claim_id, row.claim_id)) for row in rows]
    said = []
    for row in bad:
        now = names[row.claim_id]
        said.append(_named(now, row, f"'{row.claim_id}' is no id; now {now}: {row.claim}"))
    return Merge(rows=tuple(renamed), notes=(*notes, *said))


def _good_ids(bad: Sequence[Row], rows: Sequence[Row], base: Base) -> list[str]:
    taken = {row.claim_id for row in rows} | base.keys()
    names: list[str] = []
    for row in bad:
        own = _missing(rows, base, row.article).get(row_words(row), ()) if row.verbatim.strip() else ()
        free = [each for each in own if each not in names]
        names.append(free[0] if free else name_all([id_words(row)], taken | set(names))[0])
    return names


def _named(claim_id: str, row: Row, message: str = "") -> Note:
    return Note(NoteKind.NAMED, claim_id, message or f"a row added by hand, given an id: {row.claim}")
