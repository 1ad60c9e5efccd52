"""Which row of a damaged file is which claim: ids mended, doubled rows told apart, rows that went listed."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.claims.claim import name_all, spell
from factcheck.doctor.choices import Choices
from factcheck.doctor.columns import Sheet
from factcheck.doctor.finding import Code, Finding, Kind
from factcheck.doctor.likeness import Likeness
from factcheck.journal.memory import Memory
from factcheck.row import NAMES, Row
from factcheck.table.naming import id_words, well_formed

LOOKALIKES = str.maketrans("‐‑‒–—−сСхХрРтТВМНК", "------cCxXpPtTBMHK")
"""Autocorrected hyphens, and Cyrillic letters typed for Latin ones."""
SAME_WORDS = 8
"""How many rows with the same words are looked at for one id."""


@dataclass(slots=True, kw_only=True)
class Claims:
    """The file's rows with the ids they are to have; `dropped` are doubles of another row, cell for cell."""

    ids: list[str]
    dropped: set[int]
    added: list[int]
    findings: list[Finding]
    stop: bool = False


def name_rows(sheet: Sheet, memory: Memory, choices: Choices) -> Claims:
    """The id of every row of the file, and what had to be done for it."""
    likeness = Likeness(memory)
    raw = [row.get("claim_id", "") for row in sheet.rows]
    claims = Claims(ids=[_normal(each, likeness.known) for each in raw], dropped=set(), added=[], findings=[])
    if "claim_id" in sheet.absent:
        claims.ids = [likeness.nearest(row) for row in sheet.rows]
    _displaced(sheet, claims, likeness, choices, known=memory.known)
    if claims.stop:
        return claims
    _without_known_id(sheet, claims, likeness)
    _copies(sheet, claims, likeness)
    _doubles(sheet, claims, likeness)
    _new_ids(sheet, claims, memory)
    _say_mended(sheet, claims, raw, likeness)
    return claims


def _normal(cell: str, known: Mapping[str, object]) -> str:
    """The id that a cell spells, however it was typed; the cell itself where that is none that is known."""
    bare = re.sub(r"[\s'\"`“”‘’\u200b\ufeff]", "", cell.translate(LOOKALIKES)).casefold().rstrip(".,;")
    if cell in known:
        return cell
    return bare if bare in known or well_formed(bare) else cell.strip()


def _without_known_id(sheet: Sheet, claims: Claims, likeness: Likeness) -> None:
    """A row whose id nobody knows is the known row with its words, if that stands nowhere else.

    So is a row under an id that was filled over several rows and fits none of them.
    """
    strayed = _strayed(sheet, claims, likeness)
    free = (set(likeness.known) - set(claims.ids)) | strayed
    for at, row in enumerate(sheet.rows):
        if not free or (claims.ids[at] in likeness.known and claims.ids[at] not in strayed):
            continue
        found = likeness.nearest(row, free)
        if found:
            claims.ids[at] = found
            free.discard(found)


def _strayed(sheet: Sheet, claims: Claims, likeness: Likeness) -> set[str]:
    """The known ids that stand in several rows and fit none: their own row is one of the others."""
    several = {each for each, count in Counter(claims.ids).items() if count > 1 and each in likeness.known}
    fitting = {
        own for own, row in zip(claims.ids, sheet.rows, strict=True) if own in several and likeness.fits(row, own)
    }
    return several - fitting


def _displaced(sheet: Sheet, claims: Claims, likeness: Likeness, choices: Choices, *, known: bool) -> None:
    """Stops where rows stand under another row's id: the column was sorted or filled without the others."""
    wrong: dict[int, str] = {}
    counts = Counter(claims.ids)
    for at, row in enumerate(sheet.rows):
        own = claims.ids[at]
        if counts[own] > 1 or not own:
            continue
        other = likeness.nearest(row) if known and own in likeness.known else ""
        if other and other != own and likeness.fits(row, other) > likeness.fits(row, own):
            if counts[other]:
                wrong[at] = other
            elif not likeness.fits(row, own):  # another id was typed or filled over its own
                claims.ids[at] = other
        elif not known and (hashed := _hashed(row, own)) and counts[hashed]:
            wrong[at] = hashed
    if not wrong:
        return
    if ("", "claim_id") in choices.restore and known:
        for at, other in wrong.items():
            claims.ids[at] = other
        why = f"{len(wrong)} ids put back beside their words"
        done = Finding(code=Code.SORTED_ALONE, kind=Kind.REPAIR, why=why, column="claim_id", chosen=True)
        claims.findings.append(done)
        return
    claims.stop = True
    source = "the journal" if known else "the hash of their words"
    why = f"{len(wrong)} of {len(sheet.rows)} rows stand under another row's id, says {source}: was it sorted alone?"
    settle = ("--restore", "claim_id") if known else ()
    claims.findings.append(Finding(code=Code.SORTED_ALONE, kind=Kind.ASK, why=why, column="claim_id", settle=settle))


def _hashed(row: Mapping[str, str], own: str) -> str:
    """The id that the words of the row give, "" where its own id is one of those they can give."""
    words = id_words(_words_of(row))
    if not words or own in {spell(words, count) for count in range(SAME_WORDS)}:
        return ""
    return spell(words)


def _doubles(sheet: Sheet, claims: Claims, likeness: Likeness) -> None:
    """Of several rows with one id the one that fits it keeps it; a copy goes, any other row is kept under a new id."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, claim_id in enumerate(claims.ids):
        if claim_id and at not in claims.dropped:
            places[claim_id].append(at)
    free = set(likeness.known) - set(claims.ids)
    for claim_id, rows in places.items():
        if len(rows) == 1:
            continue
        owner = max(rows, key=lambda at: _claim_to(sheet.rows[at], claim_id, likeness, at))
        for at in rows:
            if at == owner or at in claims.dropped:
                continue
            other = likeness.nearest(sheet.rows[at], free)
            claims.ids[at] = other
            free.discard(other)
            what = f"its words are those of {other}" if other else "both rows are kept, this one under a new id"
            why = f"{claim_id} stands in row {sheet.numbers[owner]} too, and they differ: {what}"
            claims.findings.append(_at(sheet, at, Code.ID_TWICE, why, other))


def _copies(sheet: Sheet, claims: Claims, likeness: Likeness) -> None:
    """A row that says cell for cell what another says goes, whatever its id; one that has an id of its own stays."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, row in enumerate(sheet.rows):
        places[tuple(cell for name, cell in row.items() if name != "claim_id")].append(at)
    counts = Counter(claims.ids)
    for rows in places.values():
        if len(rows) == 1:
            continue
        owner = max(
            rows, key=lambda at: (claims.ids[at] != "", *_claim_to(sheet.rows[at], claims.ids[at], likeness, at))
        )
        for at in rows:
            own = claims.ids[at]
            known = (
                likeness.fits(sheet.rows[at], own) if own in likeness.known else well_formed(own) and counts[own] == 1
            )
            if at == owner or (own != claims.ids[owner] and known):
                continue
            claims.dropped.add(at)
            why = f"cell for cell the same as row {sheet.numbers[owner]}; one of the two goes"
            claims.findings.append(_at(sheet, at, Code.ROW_TWICE, why, claims.ids[owner]))


def _claim_to(row: Mapping[str, str], claim_id: str, likeness: Likeness, at: int) -> tuple[int, int, int, int]:
    hashed = 0 if _hashed(row, claim_id) else 1
    return likeness.fits(row, claim_id), likeness.agrees(row, claim_id), hashed, -at


def _at(sheet: Sheet, at: int, code: Code, why: str, claim_id: str, now: str = "") -> Finding:
    ref = sheet.rows[at].get("ref", "")
    number = sheet.numbers[at]
    return Finding(
        code=code,
        kind=Kind.REPAIR,
        why=why,
        claim_id=claim_id,
        ref=ref,
        column="claim_id",
        row=number,
        now=now,
        after=claim_id,
    )


def _new_ids(sheet: Sheet, claims: Claims, memory: Memory) -> None:
    """An id for every row that has none, or none that the tool could have spelled."""
    unnamed = [
        at
        for at, claim_id in enumerate(claims.ids)
        if at not in claims.dropped and memory.cells(claim_id) is None and not well_formed(claim_id)
    ]
    taken = {*claims.ids, *memory.state.rows, *memory.deleted, *memory.tool}
    words = [id_words(_words_of(sheet.rows[at])) for at in unnamed]
    for at, name in zip(unnamed, name_all(words, taken), strict=True):
        claims.ids[at] = name
    twice = {finding.row for finding in claims.findings if finding.code is Code.ID_TWICE}
    claims.findings[:] = [
        replace(finding, claim_id=claims.ids[sheet.numbers.index(finding.row)])
        if finding.code is Code.ID_TWICE
        else finding
        for finding in claims.findings
    ]
    claims.added = [
        at
        for at, claim_id in enumerate(claims.ids)
        if at not in claims.dropped and memory.cells(claim_id) is None and sheet.numbers[at] not in twice
    ]


def _words_of(row: Mapping[str, str]) -> Row:
    return Row(verbatim=row.get("verbatim", ""), claim=row.get("claim", ""))


def _say_mended(sheet: Sheet, claims: Claims, raw: Sequence[str], likeness: Likeness) -> None:
    said = {finding.row for finding in claims.findings}
    added = set(claims.added)
    for at, claim_id in enumerate(claims.ids):
        if at in claims.dropped or raw[at] == claim_id or sheet.numbers[at] in said:
            continue
        if at in added:
            if raw[at].strip():
                why = "no id of the tool's, and its words are in no known row: a new id"
                claims.findings.append(_at(sheet, at, Code.ID_MANGLED, why, claim_id, now=raw[at]))
            continue
        if not raw[at].strip():
            why = "its words are those of this claim"
            claims.findings.append(_at(sheet, at, Code.ID_BLANK, why, claim_id))
            continue
        by_words = likeness.fits(sheet.rows[at], claim_id) > 0
        why = "its words are those of this claim" if by_words else "spelled as this id but for signs"
        claims.findings.append(_at(sheet, at, Code.ID_MANGLED, why, claim_id, now=raw[at]))


def went(claims: Claims, memory: Memory, choices: Choices) -> list[Finding]:
    """The known rows that the file does not have: they stay deleted, unless they are chosen to come back."""
    standing = set(claims.ids)
    findings = []
    for claim_id in dict.fromkeys([*memory.state.rows, *memory.deleted]):
        if claim_id in standing:
            continue
        cells = memory.cells(claim_id) or {}
        chosen = (claim_id, "") in choices.restore
        findings.append(
            Finding(
                code=Code.ROW_RESTORED if chosen else Code.ROW_DELETED,
                kind=Kind.REPAIR if chosen else Kind.TELL,
                why="brought back" if chosen else "deleted, and stays so",
                claim_id=claim_id,
                ref=cells.get("ref", ""),
                known=cells.get("claim", "") or cells.get("verbatim", ""),
                settle=("--restore", claim_id),
                chosen=chosen,
            )
        )
    return findings


def found_row(cells: Mapping[str, str], claim_id: str, columns: Sequence[str]) -> Row:
    """The row as it stands in the file, under its id; columns that the file lacks are blank."""
    own = {name: cells[name] for name in NAMES if name in cells}
    extra = tuple((name, cells.get(name, "")) for name in columns if name not in NAMES)
    return replace(Row(**own, extra=extra), claim_id=claim_id)
