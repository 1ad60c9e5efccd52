"""A new parse joined with the reviewer's table, cell by cell: the tool's last value, the table's, the new one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from factcheck.claims.claim import name_all
from factcheck.cycles import uncollected
from factcheck.merge.links import find_links, flag_of, is_link
from factcheck.merge.matching import Pair, match, shifts
from factcheck.merge.notes import Base, Note, NoteKind
from factcheck.merge.order import in_order
from factcheck.merge.words import plain_words, row_words, same_words
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

PLACES = ("ref", "paragraph", "sentence", "spans")
REFRESHED = (*PLACES, "look_for", "writer_note", "verbatim", "article", "published", "published_basis")
"""The tool's own cells that every parse writes anew; `flags` is joined, the times stay."""
STICKY = (STALE, GONE)
_refreshed_cells = attrgetter(*REFRESHED)
_correctable_cells = attrgetter(*CORRECTABLE)


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
    - A claim split from a row that a person worked on, or that took one in, is flagged with that row's id (`links`).
    """
    with uncollected():
        return _merged(tuple(table_rows), base, fresh, article)


def _merged(before: tuple[Row, ...], base: Base, fresh: Sequence[Row], article: str) -> Merge:
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
    linked = _linked(old, fresh, pairs, base)
    for at, slot in sorted(placed.items()):
        row, told = _refreshed(rows[slot], fresh[at], base, changed_draft=changed)
        standing[slot] = with_flags(row, add=linked.get(at, ()))
        notes += told
    for slot in lost:
        standing[slot], told = _without_claim(rows[slot], base, fresh)
        notes += told
    taken = {row.claim_id for row in rows} | (base.keys() if old else set())
    added = dict(zip(new, _new_rows([with_flags(fresh[at], add=linked.get(at, ())) for at in new], taken), strict=True))
    notes += _link_notes({at: standing[slot] for at, slot in placed.items()} | added, linked, rows)
    notes += [*said, *(Note(NoteKind.ADDED, row.claim_id, f"new: {row.claim}") for row in added.values())]
    return _with_good_ids(in_order(rows, standing, placed, added), base, notes)


def _linked(old: Sequence[Row], fresh: Sequence[Row], pairs: Sequence[Pair], base: Base) -> dict[int, tuple[str, ...]]:
    """The flags that say which claims come from a row that a person worked on, by the claim's place in the parse.

    Only what is not word for word in both can have been split or joined.
    """
    whole = {pair.old for pair in pairs if pair.exact}
    same = {pair.new: old[pair.old].claim_id for pair in pairs}
    targets = sorted(set(range(len(fresh))) - {pair.new for pair in pairs if pair.exact})
    origins = [row for at, row in enumerate(old) if at not in whole and not _by_hand(row, base) and has_human(row)]
    if not origins or not targets:
        return {}
    flags: dict[int, tuple[str, ...]] = {}
    for new, row in find_links(origins, fresh, targets, shifts(old, fresh, pairs)):
        if same.get(new) != row.claim_id:
            flags[new] = (*flags.get(new, ()), flag_of(row.claim_id))
    return flags


def _link_notes(
    rows: Mapping[int, Row | None], linked: Mapping[int, tuple[str, ...]], before: Sequence[Row]
) -> Iterator[Note]:
    origins = {flag_of(row.claim_id): row for row in before}
    for at, flags in sorted(linked.items()):
        row = rows.get(at)
        if row is None:
            continue
        for origin in map(origins.__getitem__, flags):
            message = f"comes from {origin.claim_id}, which holds what was said of it: {row.claim}"
            yield Note(NoteKind.LINKED, row.claim_id, message, origin.claim, row.claim)


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
    cells = dict(zip(REFRESHED, _refreshed_cells(new), strict=True))
    for name, mine, theirs in zip(CORRECTABLE, _correctable_cells(row), _correctable_cells(new), strict=True):
        if mine == theirs:
            continue
        last = written.get(name)
        if mine == last:
            cells[name] = theirs
        elif theirs != last:
            message = f"{name} is kept as it stands; the tool would write '{theirs}'"
            notes.append(Note(NoteKind.KEPT, row.claim_id, message, mine, theirs))
    before = flags_of(row) if row.flags else ()
    flags = (*(flag for flag in before if flag in STICKY or is_link(flag)), *(flags_of(new) if new.flags else ()))
    merged = with_cells(row, cells | {"flags": row.flags if flags == before else " ".join(dict.fromkeys(flags))})
    if GONE in before:
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
    if not same_words(written.get("verbatim") or row.verbatim, new.verbatim):
        return True
    if not changed_draft or "claim" not in written:
        return False
    return any(not same_words(written.get(name, ""), new.cell(name)) for name in ("claim", "source"))


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
