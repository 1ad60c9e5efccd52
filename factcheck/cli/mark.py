"""factcheck mark"""

import sys
from pathlib import Path
from typing import NamedTuple

import click

from factcheck.cli.options import article_option, by_option, claims_option, now, tell
from factcheck.errors import BadArgument
from factcheck.journal import commit
from factcheck.row import Row
from factcheck.selection import by_cited, by_source, of_article, opinions, select
from factcheck.table import locked, read_claims
from factcheck.verdicts import Mark, Status, apply_mark, standing


@click.command()
@click.argument("words", nargs=-1, metavar="[REF|ID...] STATUS", required=True)
@by_option
@claims_option
@article_option
@click.option("--cited", metavar="OUTLET", help="Every claim that cites this document, in place of refs.")
@click.option("--source", metavar="NAME", help="Every claim of this source, in place of refs.")
@click.option(
    "--opinions", "views", is_flag=True, help="Every opinion and forecast not yet confirmed, in place of refs."
)
@click.option("--evidence", default="", help="What proves it: link, file or description.")
@click.option("--quote", default="", help="The passage, with page or time.")
@click.option("--note", default="", help="Free text; for 'verified' it may say how, in place of evidence.")
@click.option(
    "--source-status", default="", metavar="S", help="Does the cited document carry it: verified, wrong, cannot_verify."
)
@click.option("--waiting-on", default="", help="Who has the ball.")
@click.option("--suggested", default="", help="Better wording.")
@click.option("--disposition", default="", help="accepted, stet or cut.")
@click.option("--second-reader", default="", metavar="NAME", help="Another person who read it again.")
@click.option("--yes", is_flag=True, help="Mark many at once without being asked.")
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
    is verified, wrong, disputed, needs_change, cannot_verify, not_checkable, cut, in_progress or unverified.

    \b
    factcheck mark 25a verified --by ana --evidence "https://www.interfax.com/..."
    factcheck mark --cited "Delovaya nedelya" verified --by ana --evidence "paper copy, p. 3"
    factcheck mark --opinions not_checkable --by ana
    """  # noqa: D301  \b keeps click from joining the lines
    mark = Mark(
        by=by,
        status=words[-1],
        evidence=evidence,
        quote=quote,
        note=note,
        source_status=source_status,
        waiting_on=waiting_on,
        suggested=suggested,
        disposition=disposition,
        second_reader=second_reader,
        cited_document=bool(cited) and bool(evidence),
    )
    which = Which(words[:-1], cited, source, views, article)
    if which.many and not yes:
        _ask(which.of(read_claims(table_path).rows), words[-1])
    when = now()
    with locked(table_path):  # nobody else writes between the reading and the writing
        table = read_claims(table_path)
        marked = {row.claim_id: apply_mark(row, mark, when=when) for row in which.of(table.rows)}
        rows = [marked.get(row.claim_id, row) for row in table.rows]
        written = commit(table, rows, command="mark", who=by, when=when)
    tell(written.problems, table_path)
    for row in marked.values():
        click.echo(_line(row))
    if not marked:
        click.echo("Nothing to mark.", err=True)


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
                'For example: factcheck mark 16a verified --by ana --evidence "..."',
            )
        rows = of_article(rows, self.article) if self.article else rows
        if self.cited is not None:
            return by_cited(rows, self.cited)
        if self.source is not None:
            return by_source(rows, self.source)
        return opinions(rows) if self.views else select(rows, self.references)


def _ask(chosen: tuple[Row, ...], status: str) -> None:
    """Lists what a bulk mark is about to touch; on a terminal asks, elsewhere refuses without --yes."""
    for row in chosen:
        click.echo(f"{row.ref.removeprefix('s'):>5}  {row.claim}", err=True)
    if not sys.stdin.isatty():
        raise BadArgument(
            f"{len(chosen)} claims would be marked {status}; nothing was written",
            "Add --yes to mark them all.",
            value=status,
        )
    if not click.confirm(f"Mark these {len(chosen)} claims {status}?", err=True):
        raise BadArgument("nothing was written", value=status)


def _line(row: Row) -> str:
    """The echo of a mark: where, what it now stands as, the claim, by whom and on what proof."""
    proof = row.evidence or (row.note.splitlines()[-1] if row.note and row.status == Status.VERIFIED else "")
    tail = f"{row.reviewer}" + (f"; {proof}" if proof else "")
    return f"{row.ref.removeprefix('s')}  {standing(row).words}  {row.claim}  ({tail})"
