"""The verdicts that claims had before, read from the journal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from factcheck.checks.subject import Earlier
from factcheck.journal import Change, Entry

VERDICT = ("status", "reviewer")
UNDO = "undo"


def earlier_verdicts(entries: Iterable[Entry]) -> tuple[Earlier, ...]:
    """Every verdict that a person gave and that was not taken back, oldest first; the present ones are among them.

    `entries` are those of `journal.history`. What one command did to a claim counts as one verdict.
    """
    cells: defaultdict[str, dict[str, str]] = defaultdict(dict)
    given: dict[tuple[str, int], Earlier] = {}
    commands: dict[str, tuple[int, str, frozenset[str]]] = {}
    for number, (change, undone, void) in enumerate(entries):
        told = {} if undone or void else _verdict_cells(change)
        if not told:
            continue
        claim_id = change.claim_id
        stands = cells[claim_id]
        stands.update(told)
        command, time, columns = commands.get(claim_id, (number, "", frozenset()))
        # One command changes a cell once: a second change in the same second is another command's.
        if change.time != time or columns & told.keys():
            command, columns = number, frozenset()
        commands[claim_id] = (command, change.time, columns | told.keys())
        if change.command != UNDO and stands.get("status") and stands.get("reviewer", "").strip():
            given[claim_id, command] = Earlier(claim_id, stands["reviewer"].strip(), stands["status"])
    return tuple(given.values())


def _verdict_cells(change: Change) -> dict[str, str]:
    """The cells of a verdict that a change leaves, by column."""
    now = change.after if isinstance(change.after, Mapping) else {change.column: change.after or ""}
    return {name: now[name] for name in VERDICT if name in now}
