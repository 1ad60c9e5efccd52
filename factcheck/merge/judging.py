"""The verdict of a row out of two copies: one person's, on that person's evidence."""

from factcheck.merge.conflict import VERDICT, Side
from factcheck.merge.joining import Joining
from factcheck.merge.notes import NoteKind
from factcheck.row import Row
from factcheck.verdicts import fold, has_verdict, verdicts_differ

CORE = ("status", "source_status", "reviewer")
EVIDENCE = ("evidence", "evidence_quote")
SECOND = ("second_reader", "second_at")
WHOLE = (*CORE, "reviewed_at", *EVIDENCE, *SECOND)


def join_verdict(joining: Joining) -> None:
    """Takes verdict, evidence and second reading.

    - Where both gave a verdict, and not the same, all of it comes from the side chosen.
    - Where one did, evidence that the other typed meanwhile is not put under it without asking; a second reading of
      the verdict before it keeps its name and loses its time.
    """
    changed = [side for side in Side if _judged(joining, side)]
    agree = _agree(joining.a, joining.b)
    if len(changed) > 1 and not agree:
        side = joining.conflict(VERDICT, WHOLE)
        joining.judged = (side,)
        joining.take(side, WHOLE)
    elif len(changed) == 1 and not agree:
        _from_one(joining, changed[0])
    else:
        _from_both(joining)


def _judged(joining: Joining, side: Side) -> bool:
    """Whether a verdict was given in this copy since they parted."""
    was = joining.before(CORE)
    if was is None:
        row = joining.row(side)
        return has_verdict(row) or bool(row.reviewer.strip())
    return joining.texts(side, CORE) != was


def _agree(a: Row, b: Row) -> bool:
    return fold(a.reviewer) == fold(b.reviewer) and not verdicts_differ(a, b)


def _from_one(joining: Joining, side: Side) -> None:
    other = side.other
    joining.judged = (side,)
    joining.take(side, (*CORE, "reviewed_at"))
    if joining.was is None:
        joining.tell(
            NoteKind.FILLED, f"a verdict stands in {joining.copy(side).name} only", "", joining.row(side).status
        )
    joining.take(side, EVIDENCE)
    if _typed_meanwhile(joining, other, EVIDENCE):
        joining.take(joining.conflict("evidence", EVIDENCE), EVIDENCE)
    joining.take(side, SECOND)
    if not _typed_meanwhile(joining, other, SECOND[:1]):
        return
    reader, was = joining.row(side).second_reader, (joining.before(SECOND) or ("",))[0]
    if reader.strip() and reader != was:
        joining.take(joining.conflict("second_reader", SECOND), SECOND)
    else:
        name = joining.row(other).second_reader
        joining.cells |= {"second_reader": name, "second_at": ""}
        joining.tell(NoteKind.VOIDED, f"{name} had read another verdict again", "", name)


def _typed_meanwhile(joining: Joining, side: Side, columns: tuple[str, ...]) -> bool:
    """Whether this copy has something else there than the other one, and not what it had before."""
    mine = joining.texts(side, columns)
    was = joining.before(columns) or tuple("" for _ in columns)
    return mine not in (was, joining.texts(side.other, columns))


def _from_both(joining: Joining) -> None:
    """Both copies have the same verdict, or neither gave a new one."""
    same = max(Side, key=lambda side: joining.texts(side, CORE))  # "verified" before "Verified " and before a blank
    joining.take(joining.winner(CORE) or same, CORE)
    joining.cells["reviewed_at"] = _time(joining, "reviewed_at")
    joining.settle(EVIDENCE)
    reader = joining.settle(SECOND[:1])
    names = {fold(row.second_reader) for row in (joining.a, joining.b)}
    joining.cells["second_at"] = _time(joining, "second_at") if len(names) == 1 else joining.texts(reader, SECOND)[1]


def _time(joining: Joining, column: str) -> str:
    """The time that one side changed; of two the earlier, and blank where one side made it blank."""
    side = joining.winner((column,))
    return joining.texts(side, (column,))[0] if side else min(joining.a.cell(column), joining.b.cell(column))
