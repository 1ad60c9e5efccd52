"""factcheck mark"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from factcheck.cli.options import article_option, by_option, claims_option, now, printable, tell
from factcheck.errors import BadArgument
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.evidence.taking import Taken, marked_with, take, told
from factcheck.journal import commit
from factcheck.outlets import outlets_beside
from factcheck.report.wording import count, margin_ref, one_line
from factcheck.row import Row
from factcheck.selection import by_cited, by_source, of_article, opinions, select
from factcheck.table import locked, read_claims
from factcheck.verdicts import Mark, Pile, Standing, Status, apply_mark, read_status, standing

EXAMPLE = 'For example: factcheck mark 16a verified --by ana --evidence "..."'


@click.command()
@click.argument("words", nargs=-1, metavar="[REF|ID...] [STATUS]")
@by_option
@claims_option
@article_option
@click.option("--cited", metavar="OUTLET", help="Every open claim that cites this document, in place of refs.")
@click.option("--source", metavar="NAME", help="Every open claim of this source, in place of refs.")
@click.option(
    "--opinions", "views", is_flag=True, help="Every opinion and forecast not yet confirmed, in place of refs."
)
@click.option(
    "--evidence",
    default="",
    metavar="WHAT|NUMBER",
    help="What proves it: link, file or description. A whole number takes that page or file of what was found for the "
    'claim, as the report numbers them; a number that is meant as text is "p. 2".',
)
@click.option(
    "--quote", default="", help="The passage, with page or time; with --evidence NUMBER it is taken from there."
)
@click.option(
    "--note",
    default="",
    help="Free text; for 'verified' it may say how, in place of evidence. Says why where you overrule somebody.",
)
@click.option(
    "--source-status",
    default="",
    metavar="S",
    help="Does the cited document, else the source, carry it: verified, wrong, cannot_verify.",
)
@click.option("--waiting-on", default="", help="Whom you are waiting for: 'writer, asked 14:05'; 'nobody' blanks it.")
@click.option("--suggested", default="", help="Better wording.")
@click.option(
    "--disposition",
    default="",
    help="What was decided on an objection: accepted (the change goes in), cut, or stet (it stands; --note says why).",
)
@click.option("--second-reader", default="", metavar="NAME", help="Another person, who has read it again.")
@click.option("--yes", is_flag=True, help="With --cited, --source, --opinions: mark them without being asked.")
def command(  # noqa: PLR0913  one parameter an option
    words: tuple[str, ...],
    by: str,
    table_path: Path,
    article: str | None,
    *,
    cited: str | None,
    source: str | None,
    views: bool,
    evidence: str,
    quote: str,
    note: str,
    source_status: str,
    waiting_on: str,
    suggested: str,
    disposition: str,
    second_reader: str,
    yes: bool,
) -> None:
    """Give a verdict on claims, with what proves it.

    REF is as the report prints it: 16a, or 16 for every claim of that sentence; an id or its beginning will do. STATUS
    is verified, wrong, disputed, needs_change, cannot_verify, not_checkable, cut, in_progress or unverified; without
    one the verdict stays, and the options add to it.

    \b
    factcheck mark 25a verified --by ana --evidence "https://www.interfax.com/..."
    factcheck mark 25a verified --by ana --evidence 2
    factcheck mark --cited "Delovaya nedelya" verified --by ana --evidence "paper copy, p. 3"
    factcheck mark --opinions not_checkable --by ana
    factcheck mark 25a --second-reader ben --by ben
    factcheck mark 31b needs_change --by ana --suggested "11 dams" --waiting-on editor
    factcheck mark 31b --disposition stet --by ed --note "the ministry confirms 12"
    """  # noqa: D301  \b keeps click from joining the lines
    said = (evidence, quote, note, source_status, waiting_on, suggested, disposition, second_reader)
    references, status = _split(words, needed=not any(said))
    mark = Mark(
        by=by,
        status=status,
        evidence=evidence,
        quote=quote,
        note=note,
        source_status=source_status,
        waiting_on=waiting_on,
        suggested=suggested,
        disposition=disposition,
        second_reader=second_reader,
        cited_document=True if cited and evidence else None,
    )
    which = Which(references, cited, source, views, article)
    listed = _listed(which.of(read_claims(table_path).rows), status, ask=not yes) if which.many else None
    when = now()
    with locked(table_path):  # nobody else writes between the reading and the writing
        table = read_claims(table_path)
        chosen = [row for row in which.of(table.rows) if listed is None or row.claim_id in listed]
        taken = _taken(chosen, evidence, table_path)
        marks = {claim_id: marked_with(mark, each) for claim_id, each in taken.items()}
        marked = {row.claim_id: apply_mark(row, marks.get(row.claim_id, mark), when=when) for row in chosen}
        rows = [marked.get(row.claim_id, row) for row in table.rows]
        written = commit(table, rows, command="mark", who=by, when=when)
    tell(written.problems, table_path)
    for claim_id, row in marked.items():
        click.echo(_line(row))
        if claim_id in taken:
            click.echo(printable(f"{margin_ref(row)}: took {told(taken[claim_id].candidate)}"), err=True)
    if not marked:
        click.echo("Nothing to mark.", err=True)


def _taken(rows: Sequence[Row], evidence: str, table_path: Path) -> dict[str, Taken]:
    """What each claim takes of what was found for it, by its id; nothing where the evidence is no whole number."""
    if not re.fullmatch(r"\s*[0-9]+\s*", evidence):
        return {}
    found = read_evidence(evidence_path(table_path))
    tell(found.problems, found.path)
    return take(rows, int(evidence), found.rows, outlets_beside(table_path))


def _split(words: tuple[str, ...], *, needed: bool) -> tuple[tuple[str, ...], str]:
    """The references and the status, which may be two words ("needs change"), and blank where it is not `needed`.

    Raises: BadArgument where the last word is no status, naming what was probably meant.
    """
    if not words and needed:
        raise BadArgument("say what: a status, or an option such as --waiting-on", EXAMPLE)
    for length in (2, 1):
        if len(words) >= length and read_status(" ".join(words[-length:]))[1] is None:
            return words[:-length], " ".join(words[-length:])
    if not needed and all(map(_names_claims, words)):
        return words, ""
    problem = read_status(words[-1])[1]
    if problem and not _names_claims(words[-1]):
        raise BadArgument(problem.message.partition(";")[0], problem.hint, value=words[-1])
    first = read_status(words[0])[1] is None
    reason = "the status comes last, after the claims" if first else f"no status after {words[-1]}"
    raise BadArgument(reason, EXAMPLE, value=words[-1])


def _names_claims(word: str) -> bool:
    """True for what looks like a ref or an id."""
    return re.fullmatch(r"s?\d+[a-z]*|c-[a-z]+", word.strip().casefold()) is not None


class Which(NamedTuple):
    """The claims a mark is for: refs or ids, or all of an outlet, a source, or of the views not yet confirmed."""

    references: tuple[str, ...]
    cited: str | None
    source: str | None
    views: bool
    article: str | None

    @property
    def many(self) -> bool:
        """True where the command, not the person, names the claims: they are listed first."""
        return bool(self.cited or self.source or self.views)

    def of(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows meant. Raises: BadArgument where none or several ways are given, and as `factcheck.selection`."""
        if [bool(self.references), self.cited is not None, self.source is not None, self.views].count(True) != 1:
            raise BadArgument(
                "say which claims: refs or ids, or one of --cited, --source, --opinions",
                EXAMPLE,
            )
        rows = of_article(rows, self.article) if self.article else rows
        if self.cited is not None:
            return by_cited(rows, self.cited)
        if self.source is not None:
            return by_source(rows, self.source)
        return opinions(rows) if self.views else select(rows, self.references)


def _listed(meant: tuple[Row, ...], status: str, *, ask: bool) -> frozenset[str]:
    """The ids that a bulk mark touches, after it has listed them: those still open.

    A verdict that stands is overturned by its ref, never in bulk. On a terminal the person is asked, elsewhere it is
    refused without --yes.
    """
    stands = {row.claim_id: standing(row) for row in meant}
    chosen = [row for row in meant if _unsettled(stands[row.claim_id])]
    for row in meant:
        note = (
            "" if row in chosen else f"  (left as it is: {stands[row.claim_id].words}, {row.reviewer or 'no reviewer'})"
        )
        click.echo(printable(f"{margin_ref(row):>5}  {one_line(row.claim)}{note}"), err=True)
    claims = count(len(chosen), "claim")
    if chosen and ask and not sys.stdin.isatty():
        hint = "Add --yes to mark them. Nothing was written."
        raise BadArgument(f"{claims} would be {f'marked {status}' if status else 'changed'}: see the list", hint)
    if chosen and ask and not click.confirm(f"Mark {claims} {status}?" if status else f"Change {claims}?", err=True):
        raise BadArgument("nothing was written", value=status)
    return frozenset(row.claim_id for row in chosen)


def _unsettled(stands: Standing) -> bool:
    """True for a claim that a bulk mark may touch: open, and not so because what was agreed is yet to be done."""
    return stands.pile is Pile.OPEN and not stands.gone and not stands.agreed


def _line(row: Row) -> str:
    """The echo of a mark: where, what it now stands as, the claim, by whom and on what proof."""
    proof = row.evidence or (row.note.splitlines()[-1] if row.note and row.status == Status.VERIFIED else "")
    tail = f"{row.reviewer}" + (f"; {proof}" if proof else "")
    return printable(f"{margin_ref(row)}  {standing(row).words}  {one_line(row.claim)}  ({one_line(tail)})")
