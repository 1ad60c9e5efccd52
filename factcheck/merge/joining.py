"""One row out of two copies of it, cell by cell; what belongs together is taken together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.journal import OUTSIDE
from factcheck.merge.conflict import WORDS, Choices, Conflict, Said, Side
from factcheck.merge.copy import Copy, Touch
from factcheck.merge.notes import Note, NoteKind
from factcheck.merge.parse import REFRESHED
from factcheck.merge.words import plain_words
from factcheck.row import CORRECTABLE, NAMES, Row
from factcheck.verdicts import GONE, STALE, flags_of, has_verdict

UNITS = (
    ("source",),
    ("cited", "cited_date"),
    ("claim",),
    ("waiting_on",),
    ("suggested", "disposition"),
    ("event_date",),
    ("said_date",),
    ("kind",),
    ("checkable",),
    ("source_role",),
    ("cue",),
)
"""Cells that are taken from one side together: dates stand in the order of their outlets, a stet is about a wording."""

Cells = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Joining:
    """The row as it stands in both copies, and what is being made of it.

    `was` are the cells of the row both came from, None where there was none. `newer` is the side whose parse of the
    article is the later one. `judged` are the sides whose verdict the row has: both where they agree.
    """

    a: Row
    b: Row
    was: Mapping[str, str] | None
    copies: tuple[Copy, Copy]
    newer: Side
    choices: Choices
    cells: dict[str, str] = field(default_factory=dict)
    judged: tuple[Side, ...] = (Side.A, Side.B)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    reparsed: bool = False

    def row(self, side: Side) -> Row:
        """The row of that copy."""
        return self.a if side is Side.A else self.b

    def copy(self, side: Side) -> Copy:
        """The copy itself."""
        return self.copies[0 if side is Side.A else 1]

    def texts(self, side: Side, columns: Iterable[str]) -> Cells:
        """The copy's cells; a column that it lacks says what it said before."""
        row, known = self.row(side), self.copy(side).columns
        return tuple(row.cell(c) if c in NAMES or c in known else (self.was or {}).get(c, "") for c in columns)

    def before(self, columns: Iterable[str]) -> Cells | None:
        """The cells that both copies came from, None where nothing tells."""
        return None if self.was is None else tuple(self.was.get(column, "") for column in columns)

    def winner(self, columns: Sequence[str]) -> Side | None:
        """The side that alone changed these cells; A where both have the same, None where they contradict."""
        return unanimous(self.texts(Side.A, columns), self.texts(Side.B, columns), self.before(columns))

    def take(self, side: Side, columns: Iterable[str]) -> None:
        """These cells are that copy's."""
        columns = tuple(columns)
        self.cells.update(zip(columns, self.texts(side, columns), strict=True))

    def tell(self, kind: NoteKind, message: str, before: str = "", after: str = "") -> None:
        """One more note about the row."""
        self.notes.append(Note(kind, self.a.claim_id, message, before, after))

    def settle(self, columns: Sequence[str], about: str = "") -> Side:
        """Takes the cells of the side that alone changed them; where both did, the one chosen, A for the time being."""
        side = self.winner(columns)
        if side is None and set(columns) <= set(CORRECTABLE):
            side = self._by_hand(columns)
        if side is None:
            side = self.conflict(about or columns[0], columns)
        elif self.was is None and self.texts(Side.A, columns) != self.texts(Side.B, columns):
            now = "; ".join(filter(None, self.texts(side, columns)))
            self.tell(NoteKind.FILLED, f"{columns[0]} is filled in {self.copy(side).name} only", "", now)
        self.take(side, columns)
        return side

    def _by_hand(self, columns: Sequence[str]) -> Side | None:
        """A person's correction stands against the tool's wording; of two of the tool's the newer is taken."""
        written = {side: self.copy(side).by_tool(self.a.claim_id, columns, self.row(side)) for side in Side}
        if all(written.values()):
            self.reparsed = True
            return self.newer
        if not any(written.values()):
            return None
        side = next(side for side in Side if not written[side])
        mine, theirs = ("; ".join(self.texts(each, columns)) for each in (side, side.other))
        self.tell(NoteKind.KEPT, f"{columns[0]} is kept as corrected; the tool has '{theirs}'", mine, theirs)
        return side

    def conflict(self, about: str, columns: Sequence[str]) -> Side:
        """Lists a conflict; the side chosen, A for the time being."""
        chosen = self.choices.of(self.a.claim_id, about)
        a, b = (said(self.copy(side), self.row(side), columns) for side in Side)
        claim_id, ref = self.a.claim_id, self.a.ref or self.b.ref
        claim = self.a.claim or self.b.claim
        self.conflicts.append(Conflict(claim_id=claim_id, ref=ref, claim=claim, about=about, a=a, b=b, chosen=chosen))
        return chosen or Side.A


def unanimous(a: Cells, b: Cells, was: Cells | None) -> Side | None:
    """The side whose cells are taken without asking: the one that changed them, or is not blank; None for neither."""
    if a == b:
        return Side.A
    if was is None:
        filled = [side for side, cells in ((Side.A, a), (Side.B, b)) if any(cell.strip() for cell in cells)]
        return filled[0] if len(filled) == 1 else None
    if a == was:
        return Side.B
    return Side.A if b == was else None


def said(copy: Copy, row: Row, columns: Iterable[str]) -> Said:
    """What a copy has in these columns, by whom and when as far as its journal knows."""
    columns = tuple(columns)
    who, when = last_touch(copy, row.claim_id, columns)
    if "status" in columns and row.reviewer.strip():
        who, when = row.reviewer, row.reviewed_at
    return Said(tuple((column, row.cell(column)) for column in columns if row.cell(column)), who, when)


def last_touch(copy: Copy, claim_id: str, columns: Iterable[str]) -> Touch:
    """Who last changed any of the cells; an edit that no command has seen yet is the last."""
    found = [copy.touched[claim_id, column] for column in columns if (claim_id, column) in copy.touched]
    if not found:
        return copy.touched.get((claim_id, ""), Touch("", ""))
    return max(found, key=lambda touch: (touch.who == OUTSIDE and not touch.when, touch.when, touch.who))


def join_words(joining: Joining) -> Side:
    """Takes the article's own words and their place from one side: the one with the later parse where both have one."""
    side = joining.winner(REFRESHED)
    if side is None:
        claim_id = joining.a.claim_id
        by_hand = all(copy.known and claim_id not in copy.tool for copy in joining.copies)
        if by_hand:
            columns = [name for name in REFRESHED if joining.a.cell(name) != joining.b.cell(name)]
            side = joining.conflict(WORDS, columns)
        else:
            side, joining.reparsed = joining.newer, True
    joining.take(side, REFRESHED)
    return side


def join_note(joining: Joining) -> None:
    """Takes the note; where both copies only added below what stood there, both additions, the earlier first."""
    note = ("note",)
    if joining.winner(note) is None:
        (a,), (b,) = (joining.texts(side, note) for side in Side)
        was = joining.before(note)
        longer = next((x for x, y in ((a, b), (b, a)) if y.strip() and x.startswith(f"{y}\n")), "")
        added = [_added_below(was[0], text) for text in (a, b)] if was is not None else [None]
        if longer:
            joining.cells["note"] = longer
            return
        if was is not None and None not in added:
            parts = zip((_time(joining, side) for side in Side), filter(None, added), strict=True)
            whole = "\n".join(filter(None, (was[0] if was[0].strip() else "", *(text for _, text in sorted(parts)))))
            joining.cells["note"] = whole
            joining.tell(NoteKind.JOINED, "both copies added to the note; both additions are kept", was[0], whole)
            return
    joining.settle(note)


def _time(joining: Joining, side: Side) -> str:
    """When the note was last changed, for sorting; what no command has seen yet comes last."""
    return last_touch(joining.copy(side), joining.a.claim_id, ("note",)).when or "~"


def _added_below(was: str, now: str) -> str | None:
    if not was.strip():
        return now or None
    return now.removeprefix(f"{was}\n") if now.startswith(f"{was}\n") else None


def join_flags(joining: Joining, words: Side) -> None:
    """Takes what either side's checks say; `gone` goes with the article's words, `stale` with verdict and words."""
    was = flags_of(Row(flags=(joining.was or {}).get("flags", "")))
    a, b = flags_of(joining.a), flags_of(joining.b)
    shared = [flag for flag in min(a, b) if flag in a and flag in b]
    kept = [*shared, *sorted(flag for flag in {*a, *b}.difference(shared, was))]
    gone = GONE in flags_of(joining.row(words))
    stale = _stale(joining)
    own = {GONE: gone, STALE: stale}
    flags = [flag for flag in kept if own.get(flag, True)]
    flags += [flag for flag in (STALE, GONE) if own[flag] and flag not in flags]
    as_typed = [row.flags for row in (joining.a, joining.b) if tuple(flags) == flags_of(row)]
    joining.cells["flags"] = max(as_typed, default=" ".join(flags))


def _stale(joining: Joining) -> bool:
    """Whether no copy gave this verdict on the words that the row now has."""
    judged = has_verdict(Row(status=joining.cells["status"], source_status=joining.cells["source_status"]))
    flagged = [STALE in flags_of(joining.row(side)) for side in joining.judged]
    elsewhere = [judged and _other_words(joining, side) for side in joining.judged]
    if not all(flag or other for flag, other in zip(flagged, elsewhere, strict=True)):
        return False
    if not any(flagged):
        was = joining.row(joining.judged[0])
        before, after = was.verbatim, joining.cells["verbatim"]
        if plain_words(before) == plain_words(after):
            before, after = was.claim, joining.cells["claim"]
        joining.tell(NoteKind.STALE, f"the verdict was given on '{before}', not on '{after}'", before, after)
        joining.cells["second_at"] = ""
    return True


def _other_words(joining: Joining, side: Side) -> bool:
    row = joining.row(side)
    return any(plain_words(row.cell(name)) != plain_words(joining.cells[name]) for name in ("verbatim", "claim"))
