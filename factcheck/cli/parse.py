"""factcheck parse"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from factcheck.checks import Finding, Level, Subject, flagged, run_checks
from factcheck.claims.article import Article
from factcheck.claims.rows import rows_of
from factcheck.cli.articles import (
    STDIN,
    given_date,
    name_of,
    parse_document,
    read_source,
)
from factcheck.cli.asking import Asking, is_address
from factcheck.cli.check_settings import chosen
from factcheck.cli.emptied import refuse_emptied
from factcheck.cli.options import claims_option, claims_words, now, printable, shell_call, tell
from factcheck.errors import BadArgument, UnknownArticle
from factcheck.journal import TOOL, base_of, commit
from factcheck.journal.parses import PARSE, Parse, copy_read
from factcheck.merge import Merge, Note, NoteKind, likely_same_article, merge_parse, plain_words, rename_article
from factcheck.outlets import outlets_beside
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.table import ClaimsTable, locked, open_table
from factcheck.table.cells import clean

TOLD = {
    NoteKind.STALE: "reworded after somebody worked on it, to be looked at again",
    NoteKind.GONE: "no longer in the article, kept because somebody worked on it",
    NoteKind.LEFT: "no longer in the article, left the table",
    NoteKind.BACK: "back in the article",
    NoteKind.DELETED: "deleted by hand, not put back",
    NoteKind.KEPT: "corrected by hand, kept",
    NoteKind.NAMED: "added by hand, given an id",
    NoteKind.LINKED: "split or joined, linked to the claim that holds the earlier verdict",
}
CLAIM_ALONE = frozenset({NoteKind.GONE, NoteKind.LEFT, NoteKind.BACK, NoteKind.DELETED})


@click.command()
@click.argument("source", metavar="ARTICLE|URL|-")
@claims_option
@click.option("--article", metavar="NAME", help="Its name in the table; else its path as seen from the table.")
@click.option(
    "--published", metavar="DATE", help="The day it appeared: 2005-08-17, or 2005-08, or 2005. Kept for the next time."
)
@click.option("--at", metavar="DATE", default="", help="Of an address, the archived copy nearest that day.")
@click.option("--archive", metavar="NAME|URL", default="", help="Of an address, whom to ask, in place of the setting.")
@click.option("--live", is_flag=True, help="Of an address, the page as it is now, not an archived copy.")
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
    at: str,
    archive: str,
    live: bool,
    new_article: bool,
    as_json: bool,
) -> None:
    """Break ARTICLE into claims and make or refresh the table.

    ARTICLE is a text, Markdown, HTML, Word or PDF file; - reads standard input. Of an address (URL) the archived copy
    nearest the day of --at or --published is read, else the newest; parsed again, the same copy, unless --at names a
    day. Only the address and the day are sent, and that is told first. What a person typed into the table stays. Dates
    are resolved from the day of publication: give it with --published where the article does not say.

    \b
    factcheck parse draft.txt --published 2005-08-17
    factcheck parse draft-2.txt --replaces draft.txt
    factcheck parse https://news.example/lake --at 2005-08-17
    """  # noqa: D301  \b keeps click from joining the lines
    if replaces and new_article:
        raise BadArgument("--replaces and --new-article contradict each other", "Give one of them.", value=replaces)
    checks = chosen(table_path.parent)
    name = clean((article or "").strip() or name_of(source, table_path))
    asking = Asking(at=at, archive=archive, live=live)
    if asked := is_address(source):
        day = published or given_date(open_table(table_path).rows, replaces or name) or ""
        asking = replace(asking, published=day, before=copy_read(table_path, name, source))
    document = read_source(source, table_path, asking)
    problems = [replace(problem, place=problem.place or source) for problem in document.problems]
    outlets = outlets_beside(table_path)
    tell((*problems, *outlets.problems), table_path)
    if as_json:
        parsed = parse_document(document, published, outlets)
        click.echo(json.dumps(parsed.to_dict(), ensure_ascii=False, indent=1))
        return
    given = published or given_date(open_table(table_path).rows, replaces or name)
    parsed = parse_document(document, given, outlets)
    findings = run_checks(Subject(article=parsed, outlets=outlets), checks)
    fresh = flagged(rows_of(parsed, name), findings)
    with locked(table_path):  # nobody else writes between the reading and the writing
        table = open_table(table_path)
        rows = rename_article(table.rows, replaces, name) if replaces else table.rows
        if not new_article and not replaces:
            again = ("factcheck", "parse", source, *_named(article), *asking.words, *claims_words(table_path))
            refuse_emptied(table, name, again)
            _refuse_likely_draft(table, fresh, name, again)
            if source == "-" and not article:
                _refuse_other_stdin(table, fresh, again)
        merged = merge_parse(rows, base_of(table), fresh, article=name)
        read = Parse(name, source, source if live else document.meta("archive:url")) if asked else Parse(name)
        written = commit(table, merged.rows, command=PARSE, who=TOOL, when=now(), why=read.why)
    tell(written.problems, table_path)
    _say(parsed, findings, merged, table_path, name=name, changed=written.sha256 != table.sha256)


def _named(article: str | None) -> tuple[str, ...]:
    return ("--article", article) if article else ()


def _refuse_likely_draft(table: ClaimsTable, fresh: tuple[Row, ...], name: str, again: tuple[str, ...]) -> None:
    other = likely_same_article(table.rows, fresh, name)
    if other is not None:
        raise UnknownArticle(
            f"{name}: most of its sentences stand in the table already, as {other}",
            f"If it is a new draft of that:  {shell_call(*again, '--replaces', other)}\n"
            f"  If it is another article:      {shell_call(*again, '--new-article')}",
        )


def _refuse_other_stdin(table: ClaimsTable, fresh: tuple[Row, ...], again: tuple[str, ...]) -> None:
    """Two articles that came by standard input without a name are not taken for drafts of one another."""
    known = {plain_words(row.verbatim) for row in table.rows if row.article == STDIN}
    if known and not any(plain_words(row.verbatim) in known for row in fresh):
        raise UnknownArticle(
            f"{STDIN}: another article stands under this name in the table, and shares no claim with this one",
            f"If it is another article:      {shell_call(*again, '--article', 'NAME')}\n"
            f"  If it is a new draft of that:  {shell_call(*again, '--replaces', STDIN)}",
        )


def _say(
    parsed: Article, findings: Sequence[Finding], merged: Merge, table_path: Path, *, name: str, changed: bool
) -> None:
    """What was done, on stderr; what was found is in the table."""
    checkable = sum(claim.checkable for claim in parsed.claims)
    views = len(parsed.claims) - checkable
    publication = parsed.publication
    basis = f" ({publication.basis})" if publication.basis else ""
    opinions = f"{views:,} " + ("opinion or forecast" if views == 1 else "opinions or forecasts")
    sentences, citations = count(len(parsed.sentences), "sentence"), count(len(parsed.citations), "citation")
    say = [
        f"{name}: published {publication.date}{basis}" if publication.date else f"{name}: publication date not known",
        f"{count(len(parsed.claims), 'claim')} in {sentences}, {citations}: {checkable:,} to check, {opinions}",
    ]
    if findings:
        say.append(_found(findings, table_path))
    for kind, number in Counter(note.kind for note in merged.notes).items():
        if kind in TOLD:
            say.append(f"{number:,} {TOLD[kind]}:")
            say += [f"  {note.claim_id}  {_told(note)}" for note in merged.notes if note.kind is kind]
    if any(note.kind is NoteKind.LEFT for note in merged.notes):
        undo = shell_call("factcheck", "undo", "--by", "NAME", *claims_words(table_path))
        say.append(f"If those should not have left, take this parse back: {undo}")
    if not parsed.claims:
        say.append("No claim was found in it. Is this the text of the article?")
    elif not publication.day_known:
        say.append(_undated(parsed))
    again = shell_call("factcheck", "report", *claims_words(table_path))
    say.append(f"{table_path}: {'written' if changed else 'nothing changed'}. Next: {again}")
    click.echo(printable("\n".join(say)), err=True)


def _told(note: Note) -> str:
    """What is said of one claim under its heading: the claim alone, where the heading says the rest."""
    return note.message.partition(": ")[2] if note.kind in CLAIM_ALONE else note.message


def _found(findings: Sequence[Finding], table_path: Path) -> str:
    """How much the checks would circle, and the command that says where."""
    levels = Counter(finding.level for finding in findings)
    counts = ", ".join(count(n, level.value) for level in Level if (n := levels[level]))
    return f"{counts}: {shell_call('factcheck', 'check', *claims_words(table_path))}"


def _undated(parsed: Article) -> str:
    known = "The day of publication is not known" if parsed.publication.date else "No date of publication was found"
    return f"{known}: dates that need it are left open or marked doubtful (?). Give it with --published."
