"""factcheck merge"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from factcheck.cli.merge_strangers import read_as_it_was
from factcheck.cli.options import by_option, now, printable, shell_call, tell
from factcheck.doctor import Code, Kind, admit
from factcheck.errors import BadArgument, TableMoved
from factcheck.evidence.joining import join_evidence
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.journal import OUTSIDE, TOOL, commit, journal_path
from factcheck.merge import (
    Ancestor,
    Choices,
    Conflict,
    Copy,
    Merged,
    NoteKind,
    Said,
    Side,
    ancestor_in,
    copy_of,
    find_ancestor,
    merge_copies,
    tool_step,
)
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.selection import select
from factcheck.table import ClaimsTable, locked, read_claims
from factcheck.table.files import read_bytes, replace_file, sha256

COMMAND = "merge"
TOLD = {
    NoteKind.ADDED: "in one copy only, kept",
    NoteKind.ALONE: "in one copy only, and nothing tells whether the other one deleted it: kept",
    NoteKind.DELETED: "deleted in one copy and not touched in the other: left out",
    NoteKind.LEFT: "no longer in the article, left the table",
    NoteKind.GONE: "no longer in the article, kept because somebody worked on it",
    NoteKind.JOINED: "with a note that both added to: both kept",
    NoteKind.KEPT: "corrected by hand, kept",
    NoteKind.FILLED: "filled in one copy only, taken",
    NoteKind.STALE: "with a verdict on other words, to be looked at again",
    NoteKind.VOIDED: "second reading of another verdict, counts no more",
    NoteKind.REPARSED: "article parsed anew in both",
    NoteKind.COLUMN: "column deleted in one copy, kept",
}
TOLD_BEHIND = ("reviewer", "reviewed_at", "second_at")
NAMED = {"verdict": "the verdict", "row": "whether the row stays", "words": "the article's words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two copies as they were read, and what they came from."""

    tables: tuple[ClaimsTable, ClaimsTable]
    copies: tuple[Copy, Copy]
    base: Ancestor | None

    def merged(self, choices: Choices | None = None) -> Merged:
        """The two as one."""
        return merge_copies(*self.copies, self.base.cells if self.base else None, choices)


@click.command()
@click.argument("a", metavar="A", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("b", metavar="B", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the joined table goes: a new file, or A or B itself.",
)
@click.option(
    "--base",
    metavar="C",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The table both came from; else the journals beside A and B tell.",
)
@click.option("--choose", multiple=True, metavar="CLAIM:WHAT=A|B", help="Settles one conflict: 16a:verdict=A.")
@click.option("--prefer", type=click.Choice(list(Side), case_sensitive=False), help="Settles all the others: A or B.")
@by_option
def command(  # noqa: PLR0913  one parameter an option
    a: Path, b: Path, out: Path, base: Path | None, by: str, *, choose: Sequence[str], prefer: str | None
) -> None:
    """Join two reviewers' copies A and B of a table into OUT.

    What one of you changed is taken, what both changed differently is listed, with who and when. Until each conflict
    is chosen nothing is written, and the command exits 1.

    \b
    factcheck merge claims.csv ben/claims.csv -o claims.csv --by ana
    factcheck merge claims.csv ben/claims.csv -o claims.csv --by ana --choose 16a:verdict=B --prefer A
    """  # noqa: D301  \b keeps click from joining the lines
    when = now()
    again = ("factcheck", COMMAND, a, b, "-o", out, *(("--base", base) if base else ()), "--by", by)
    target = _target(a, b, out)
    place = {Side.A: a, Side.B: b, None: out}[target]
    with locked(place):  # nobody else writes it between the reading and the writing
        pair = _pair(a, b, base, when)
        first = pair.merged()
        choices = _choices(choose, first.conflicts, Side(prefer.upper()) if prefer else None)
        merged = pair.merged(choices)
        _list(merged, pair)
        if merged.open:
            _say_open(merged, choose, again)
            click.get_current_context().exit(1)
        written, batches = _write(pair, merged, target, out, (by, when))
    found = join_evidence(out, [path for path in (a, b) if not _same(path, out)])
    tell((*written.problems, *(found.problems if found else ())), out)
    _say(pair, merged, out, batches)
    if found:
        click.echo(printable(f"{found.path}: holds what was found for both"), err=True)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _target(a: Path, b: Path, out: Path) -> Side | None:
    """The copy that OUT is, None where it is a new file. Raises: BadArgument where it is another file."""
    for side, path in ((Side.A, a), (Side.B, b)):
        if _same(path, out):
            return side
    for path in (out, journal_path(out), evidence_path(out)):
        if path.exists():
            hint = "Give a new file after -o, or A or B itself."
            raise BadArgument(
                f"-o {out}: {path.name} stands there already, and is neither A nor B", hint, value=str(out)
            )
    return None


def _pair(a: Path, b: Path, base: Path | None, when: datetime) -> Pair:
    one, other = (_sound(path, when) for path in (a, b))
    for path in (a, b):
        read_evidence(evidence_path(path))  # what is damaged is refused before anything is written
    known = ancestor_in(read_claims(base)) if base else find_ancestor(one, other)
    names = (str(a), str(b) if str(a) != str(b) else f"{b} (B)")
    cells = known.cells if known else None
    read = (read_as_it_was(table, cells, when) if cells else table for table in (one, other))
    copies = tuple(copy_of(t, name=n, when=when, base=cells) for t, n in zip(read, names, strict=True))
    return Pair(tables=(one, other), copies=(copies[0], copies[1]), base=known)


def _sound(path: Path, when: datetime) -> ClaimsTable:
    """The table, unless a spreadsheet damaged it: what it did to the cells would be taken for a person's change."""
    table = read_claims(path)
    tell(table.problems, path)
    broken = [each for each in admit(path).examine(when=when).of(Kind.REPAIR) if each.code is not Code.ROW_ADDED]
    if broken:
        call = shell_call("factcheck", "doctor", "--write", "--claims", path)
        what = f"{path}: {count(len(broken), 'cell')} or rows were damaged by a spreadsheet ({broken[0].why})"
        raise BadArgument(what, f"Mend it first: {call}", value=str(path))
    return table


def _choices(choose: Sequence[str], conflicts: Sequence[Conflict], prefer: Side | None) -> Choices:
    """What was chosen, by claim id. Raises: BadArgument, UnknownReference."""
    rows = {each.claim_id: Row(claim_id=each.claim_id, ref=each.ref, claim=each.claim) for each in conflicts}
    chosen: dict[tuple[str, str], Side] = {}
    for word in choose:
        found = re.fullmatch(r"([^:]+):(.+)=\s*([ABab])\s*", word)
        if not found:
            raise BadArgument(f"--choose {word}: not understood", "For example: --choose 16a:verdict=A", value=word)
        reference, about, side = found.groups()
        meant = select(rows.values(), [reference])
        if len(meant) > 1:
            ids = ", ".join(row.claim_id for row in meant)
            raise BadArgument(f"--choose {word}: several claims are meant", f"Give an id: {ids}", value=word)
        chosen[meant[0].claim_id, about.strip()] = Side(side.upper())
    return Choices(by_conflict=chosen, prefer=prefer)


def _write(
    pair: Pair, merged: Merged, target: Side | None, out: Path, by: tuple[str, datetime]
) -> tuple[ClaimsTable, int]:
    """The written table, and how many commands `undo` must take back."""
    who, when = by
    mine = 1 if target is Side.B else 0
    files = " and ".join(
        f"{copy.name} (sha256 {table.sha256})" for copy, table in zip(pair.copies, pair.tables, strict=True)
    )
    why = f"{files} joined"
    with _begun(pair.tables[mine], out, new=target is None) as table:
        step = tool_step(table.rows, merged.rows, pair.copies[mine], pair.copies[1 - mine])
        parsed = table if step == table.rows else commit(table, step, command=COMMAND, who=TOOL, when=when, why=why)
        written = commit(parsed, merged.rows, command=COMMAND, who=who, when=when, why=why)
    return written, (parsed.sha256 != table.sha256) + (written.sha256 != parsed.sha256)


@contextmanager
def _begun(table: ClaimsTable, out: Path, *, new: bool) -> Iterator[ClaimsTable]:
    """The table to write into; a new OUT begins as a copy of it with its journal, and goes again where that fails."""
    if not new:
        yield table
        return
    data, history = read_bytes(table.path), read_bytes(journal_path(table.path))
    if data is None or sha256(data) != table.sha256:
        raise TableMoved(table.path, "it changed while it was read", "Merge again; nothing was written.")
    try:
        if history is not None:
            replace_file(journal_path(out), history)
        replace_file(out, data)
        yield read_claims(out)
    except BaseException:
        for path in (out, journal_path(out)):
            with suppress(OSError):
                path.unlink()
        raise


def _list(merged: Merged, pair: Pair) -> None:
    """The conflicts, on stdout: what both have, who and when, and the words that choose."""
    for conflict in merged.conflicts:
        name = conflict.ref.removeprefix("s") or conflict.claim_id
        about = NAMED.get(conflict.about, conflict.about)
        lines = [f"{name}  {conflict.claim_id}  {conflict.claim}", f"  {about}:"]
        for side, said, copy in zip(Side, (conflict.a, conflict.b), pair.copies, strict=True):
            other = conflict.b if said is conflict.a else conflict.a
            lines.append(f"    {side} {copy.name}: {_said(said, other)}{_whose(said)}")
        word = f"{_key(conflict, merged.conflicts)}:{conflict.about}"
        if conflict.chosen:
            lines.append(f"    chosen: {conflict.chosen}")
        else:
            calls = (shell_call("--choose", f"{word}={side}") for side in Side)
            lines.append(f"    choose: {'  or  '.join(calls)}")
        click.echo(printable("\n".join(lines)))


def _key(conflict: Conflict, conflicts: Sequence[Conflict]) -> str:
    """How the claim is named in a choice: its ref, its id where another claim has the same ref."""
    same = {each.claim_id for each in conflicts if each.ref == conflict.ref}
    return conflict.ref.removeprefix("s") if conflict.ref and len(same) == 1 else conflict.claim_id


def _said(said: Said, other: Said) -> str:
    """The cells that differ, the status always; who and when stand behind."""
    if not said.cells:
        return "deleted" if other.cells and dict(other.cells).get("status") else "blank"
    return "; ".join(
        f"{column} '{' / '.join(cell.splitlines())}'"
        for column, cell in said.cells
        if column == "status" or (column not in TOLD_BEHIND and (column, cell) not in other.cells)
    )


def _whose(said: Said) -> str:
    who = "edited outside, not yet seen by a command" if said.who == OUTSIDE and not said.when else said.who
    told = ", ".join(part for part in (who, said.when) if part)
    return f"  ({told})" if told else "  (who and when are not known)"


def _say_open(merged: Merged, choose: Sequence[str], again: tuple[str | Path, ...]) -> None:
    chosen = tuple(word for each in choose for word in ("--choose", each))
    call = shell_call(*again, *chosen, "--prefer", "A")
    said = (
        f"{count(len(merged.open), 'conflict')} to choose in; nothing was written. Add a --choose for each, or settle "
    )
    click.echo(printable(f"{said}all the rest at once: {call}"), err=True)


def _say(pair: Pair, merged: Merged, out: Path, batches: int) -> None:
    """What was done, on stderr."""
    lines = [f"what both came from: {pair.base.how if pair.base else 'not known'}"]
    for kind, number in Counter(note.kind for note in merged.notes).items():
        lines.append(f"{number:,} {TOLD[kind]}:")
        lines += [f"  {note.claim_id}  {note.message}".rstrip() for note in merged.notes if note.kind is kind]
    if batches:
        words = (str(batches),) if batches > 1 else ()
        claims = ("--claims", out)
        lines.append(f"To take it back: {shell_call('factcheck', 'undo', *words, '--by', 'NAME', *claims)}")
    rows = count(len(merged.rows), "claim")
    lines.append(f"{out}: {'written' if batches else 'nothing changed'}, {rows}")
    click.echo(printable("\n".join(lines)), err=True)
