"""What happened to one claim, in words: a line a command, wordings before and after below each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from factcheck.journal import Change, Entry
from factcheck.report.wording import one_line, time_words
from factcheck.row import COLUMNS, HUMAN, Owner

WORDINGS = ("claim", "verbatim")
"""The claim as it stands in the table, and the article's own words."""
VERDICTS = ("status", "source_status")
SILENT = frozenset(column.name for column in COLUMNS if column.owner is Owner.TOOL) | {"reviewer"}
"""Told otherwise, or of no interest to who asks what happened: places, times, the tool's notes to itself."""


class Told(NamedTuple):
    """One command's doing: its head, and what goes below it."""

    head: str
    below: tuple[str, ...]


def story(entries: Iterable[Entry], name: str) -> Iterator[Told]:
    """What each command did to the claim of that name, oldest first; nothing where no cell changed that is read."""
    for (time, who, command), group in groupby(entries, key=_doer):
        members = list(group)
        changes = [entry.change for entry in members]
        said, below = list(_said(changes, who)), tuple(_below(changes))
        if not said and not below:
            continue
        became = " (undone)" if members[0].undone else " (never written)" if members[0].void else ""
        what = f"{'; '.join(said) or 'reworded'}{became}"
        yield Told(f"{time_words(time)}  {one_line(who)}  {command}  {name}  {what}", below)


def _doer(entry: Entry) -> tuple[str, str, str]:
    change = entry.change
    return change.time, change.who, change.command


def _said(changes: Sequence[Change], who: str) -> Iterator[str]:
    """Each change in words, the verdict first; a reviewer who is not who did it is told."""
    columns = {change.column for change in changes}
    for change in sorted(changes, key=lambda change: change.column not in VERDICTS):
        column, before, after = change.column, change.before, change.after
        if not column:
            yield from _row(change)
        elif column == "flags":
            yield from _flags(str(before or "").split(), str(after or "").split())
        elif column == "ref":
            yield f"moved from {_bare(before)} to {_bare(after)}"
        elif column == "second_at" and "second_reader" not in columns:
            yield "the second reading counts no more" if not after else "the second reading counts"
        elif column == "reviewer" and after != who:
            yield f"reviewer {_quoted(after)} (was {_quoted(before)})"
        elif column in VERDICTS:
            word = str(after or "blank").replace("_", " ")
            yield f"{word if column == 'status' else f'source {word}'} (was {_bare(before).replace('_', ' ')})"
        elif column not in SILENT and column not in WORDINGS:
            was = f" (was {_quoted(before)})" if before else ""
            yield f"{column.replace('_', ' ')} {_quoted(after)}{was}"


def _row(change: Change) -> Iterator[str]:
    cells = change.after if change.before is None else change.before
    words = str(cells.get("claim", "")) if isinstance(cells, Mapping) else ""
    yield f"{'row added' if change.before is None else 'row taken out'}, {_quoted(words)}"
    if change.before is None and isinstance(cells, Mapping):  # what a person had typed into a row that came
        typed = {name: cells[name] for name in HUMAN if cells.get(name) and name not in VERDICTS}
        status = str(cells.get("status", ""))
        if typed or status not in ("", "unverified"):
            yield "; ".join([f"status {_quoted(status)}", *(f"{name} {_quoted(cell)}" for name, cell in typed.items())])


def _flags(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    gained, lost = [each for each in after if each not in before], [each for each in before if each not in after]
    if gained:
        yield f"flagged {', '.join(map(one_line, gained))}"
    if lost:
        yield f"no longer flagged {', '.join(map(one_line, lost))}"


def _below(changes: Sequence[Change]) -> Iterator[str]:
    """Wordings before and after; the article's own words are left out where the claim's say as much."""
    reworded = {change.column: change for change in changes if change.column in WORDINGS}
    for column in WORDINGS:
        if column not in reworded or (column == "verbatim" and "claim" in reworded):
            continue
        what = "the claim" if column == "claim" else "the article's words"
        yield f"{what} before: {_quoted(reworded[column].before)}"
        yield f"{' ' * len(what)}  after: {_quoted(reworded[column].after)}"


def _bare(value: object) -> str:
    return one_line(str(value or "")) or "blank"


def _quoted(value: object) -> str:
    words = one_line(str(value or ""))
    return f"“{words}”" if words else "blank"
