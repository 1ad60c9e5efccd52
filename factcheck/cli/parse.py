"""factcheck parse"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import click

from factcheck.claims.article import Article, parse
from factcheck.claims.rows import rows_of
from factcheck.cli.options import claims_option, now, tell
from factcheck.document import Document
from factcheck.errors import BadArgument, UnknownArticle
from factcheck.journal import TOOL, base_of, commit
from factcheck.merge import Merge, NoteKind, likely_same_article, merge_parse, rename_article
from factcheck.outlets import load_outlets
from factcheck.readers import read, read_bytes
from factcheck.row import Row
from factcheck.table import ClaimsTable, locked, open_table

STDIN = "stdin"
"""The name of an article that came by standard input and was given none."""
TOLD = {
    NoteKind.STALE: "reworded, verdict to be looked at again",
    NoteKind.GONE: "no longer in the article, kept because somebody worked on it",
    NoteKind.LEFT: "no longer in the article, left the table",
    NoteKind.BACK: "back in the article",
    NoteKind.DELETED: "deleted by hand, not put back",
    NoteKind.KEPT: "corrected by hand, kept",
    NoteKind.NAMED: "added by hand, given an id",
}


@click.command()
@click.argument("source", metavar="ARTICLE|-")
@claims_option
@click.option("--article", metavar="NAME", help="Its name in the table; else its path as seen from the table.")
@click.option("--published", metavar="DATE", help="The day it appeared: 2005-08-17, or 2005-08, or 2005.")
@click.option("--replaces", metavar="OLD", help="It is a new draft of this article of the table.")
@click.option("--new-article", is_flag=True, help="It is no draft of any article of the table, however alike.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON; write no table.")
def command(  # noqa: PLR0913  one parameter an option
    source: str,
    table_path: Path,
    article: str | None,
    published: str | None,
    replaces: str | None,
    *,
    new_article: bool,
    as_json: bool,
) -> None:
    """Break ARTICLE into claims and make or refresh the table.

    ARTICLE is a text, Markdown or HTML file; - reads standard input. What a person typed into the table stays. Dates
    are resolved from the day of publication: give it with --published where the article does not say.
    """
    if replaces and new_article:
        raise BadArgument("--replaces and --new-article contradict each other", "Give one of them.", value=replaces)
    document = _read(source)
    outlets = load_outlets(_beside(table_path))
    tell(outlets.problems, table_path)
    if as_json:
        parsed = parse(document, published=published, outlets=outlets)
        click.echo(json.dumps(parsed.to_dict(), ensure_ascii=False, indent=1))
        return
    name = article or _name(source, table_path)
    given = published or _published(open_table(table_path).rows, replaces or name)
    parsed = parse(document, published=given, outlets=outlets)
    fresh = rows_of(parsed, name)
    with locked(table_path):  # nobody else writes between the reading and the writing
        table = open_table(table_path)
        rows = rename_article(table.rows, replaces, name) if replaces else table.rows
        if not new_article and not replaces:
            _refuse_likely_draft(table, fresh, name, source)
        merged = merge_parse(rows, base_of(table), fresh, article=name)
        written = commit(table, merged.rows, command="parse", who=TOOL, when=now(), why=name)
    tell((*document.problems, *written.problems), table_path)
    _say(parsed, merged, table_path, name, changed=written.sha256 != table.sha256)


def _read(source: str) -> Document:
    if source != "-":
        return read(Path(source))
    return read_bytes(sys.stdin.buffer.read(), name=STDIN)


def _beside(table_path: Path) -> Path | None:
    """The user's own registry of outlets."""
    own = table_path.parent / "outlets.csv"
    return own if own.is_file() else None


def _name(source: str, table_path: Path) -> str:
    if source == "-":
        return STDIN
    try:
        relative = os.path.relpath(source, table_path.parent)
    except ValueError:  # Windows: another drive
        relative = source
    return Path(relative).as_posix()


def _published(rows: tuple[Row, ...], name: str) -> str | None:
    """The date given when the article was parsed before: it need not be given again."""
    given = (row.published for row in rows if row.article == name and row.published_basis == "given" and row.published)
    return next(given, None)


def _refuse_likely_draft(table: ClaimsTable, fresh: tuple[Row, ...], name: str, source: str) -> None:
    other = likely_same_article(table.rows, fresh, name)
    if other is not None:
        raise UnknownArticle(
            f"{name}: most of its sentences stand in the table already, as {other}",
            f"A new draft of it:  factcheck parse {source} --replaces {other}\n"
            f"  Another article:    factcheck parse {source} --new-article",
        )


def _say(parsed: Article, merged: Merge, table_path: Path, name: str, *, changed: bool) -> None:
    """What was done, on stderr; what was found is in the table."""
    checkable = sum(claim.checkable for claim in parsed.claims)
    views = len(parsed.claims) - checkable
    when = parsed.publication.date or "unknown"
    basis = f" ({parsed.publication.basis})" if parsed.publication.basis else ""
    counts = f"{len(parsed.claims)} claims in {len(parsed.sentences)} sentences, {len(parsed.citations)} citations"
    say = [f"{name}: published {when}{basis}", f"{counts}: {checkable} to check, {views} opinions or forecasts"]
    for kind, count in Counter(note.kind for note in merged.notes).items():
        if kind in TOLD:
            say.append(f"{count} {TOLD[kind]}:")
            say += [f"  {note.claim_id}  {note.message}" for note in merged.notes if note.kind is kind]
    if not parsed.publication.date:
        say.append("No date of publication: dates that need it are left open. Give it with --published.")
    say.append(
        f"{table_path}: {'written' if changed else 'nothing changed'}. Next: factcheck report"
        + ("" if table_path == Path("claims.csv") else f" --claims {table_path}")
    )
    click.echo("\n".join(say), err=True)
