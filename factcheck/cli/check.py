"""factcheck check"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from factcheck.checks import Check, Finding, Level, Subject, run_checks
from factcheck.checks.earlier import earlier_verdicts
from factcheck.claims.article import Article
from factcheck.claims.rows import rows_of
from factcheck.cli.articles import given_date, name_of, parse_document, read_source
from factcheck.cli.check_settings import chosen, writer_of
from factcheck.cli.options import article_option, claims_option, claims_words, now, printable, shell_call, tell
from factcheck.document import Document, Problem
from factcheck.errors import BadArgument, FactcheckError, TableError, UnreadableInput
from factcheck.evidence.record import Evidence
from factcheck.evidence.table import evidence_path, read_evidence
from factcheck.journal import history
from factcheck.journal.seen import as_seen
from factcheck.outlets import OutletRegistry, outlets_beside
from factcheck.readers import read
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.selection import of_article
from factcheck.table import ClaimsTable, open_table, read_claims

MADE_BY = ("parse", "check")
"""The commands that take an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """One article with what was found. `place` is its file, `table` the file of its rows, "" where it has none."""

    name: str
    place: str
    table: str
    subject: Subject
    findings: tuple[Finding, ...]

    @property
    def unread(self) -> bool:
        """True where the table has an article whose text is not at hand."""
        return bool(self.name) and self.subject.article is None

    @property
    def has_error(self) -> bool:
        """True where an error was found."""
        return any(finding.level is Level.ERROR for finding in self.findings)


@click.command()
@click.argument("source", metavar="[ARTICLE|-]", default="")
@claims_option
@article_option
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes or groups: dates,numbers.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes or groups.")
@click.option("--published", metavar="DATE", help="The day ARTICLE appeared, where neither it nor the table says.")
@click.option("--writer", metavar="NAME", help="Who wrote the article, where it has no byline.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to print."
)
def command(  # noqa: PLR0913  one parameter an option
    *,
    source: str,
    table_path: Path,
    article: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    published: str | None,
    writer: str | None,
    form: str,
) -> None:
    """Print what a sharp editor would circle: place, level, code, one sentence, what to do.

    Without ARTICLE the articles of the table are checked, and their verdicts; with it that file, and its verdicts where
    the table has it. Exit 1 where an error is found, or an article of the table is not there to be read. Nothing is
    sent anywhere, nothing is written.

    \b
    factcheck check
    factcheck check draft.txt --published 2005-08-17 --ignore language
    factcheck explain uncovered-words
    """  # noqa: D301  \b keeps click from joining the lines
    checks = chosen(table_path.parent, _words(select), _words(ignore))
    writer = writer_of(table_path.parent, writer)
    if source and article:
        raise BadArgument("ARTICLE and --article are two ways to say which", "Give one of them.", value=article)
    if published and not source:
        raise BadArgument("--published is for an ARTICLE; the table keeps the dates of its own", value=published)
    table = open_table(table_path) if source else read_claims(table_path)
    desk = _Desk(table_path, table, checks, writer)
    checked = [desk.file(source, published)] if source else list(desk.articles(article))
    click.echo(_json(checked) if form == "json" else printable(_text(checked, checks)))
    if any(each.unread or each.has_error for each in checked):
        sys.exit(1)


def _words(options: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for option in options for word in re.split(r"[,;\s]+", option) if word)


class _Desk:
    """The table, its journal and its evidence, and what is run on the articles."""

    def __init__(self, path: Path, table: ClaimsTable, checks: tuple[Check, ...], writer: str) -> None:
        self.path, self.table, self.checks, self.writer = path, table, checks, writer
        tell(table.problems, path)
        self.rows = as_seen(table, when=now())
        self.evidence = _evidence(path) if self.rows else ()
        self.earlier = earlier_verdicts(history(path)) if self.rows else ()

    def file(self, source: str, published: str | None) -> _Checked:
        """The article in a file, with its rows where the table has any."""
        name = name_of(source, self.path)
        rows = tuple(row for row in self.rows if row.article == name)
        document = read_source(source, self.path)
        return self._checked(name, source, rows, self._parsed(document, published or given_date(rows, name)))

    def articles(self, wanted: str | None) -> Iterator[_Checked]:
        """The table's articles, or the one that is wanted; one that is not at hand without its text."""
        rows = of_article(self.rows, wanted) if wanted else self.rows
        if not rows:
            again = " or ".join(shell_call("factcheck", each, "ARTICLE", *claims_words(self.path)) for each in MADE_BY)
            raise TableError(self.path, "holds no claims yet: nothing was checked", f"Name the article: {again}")
        names = dict.fromkeys(row.article for row in rows if row.article) or {"": None}
        home = next(iter(names))  # a row added by hand that names no article goes with the first
        for name in names:
            own = tuple(row for row in rows if (row.article or home) == name)
            place = str(self.path.parent / name)
            yield self._checked(name, place, own, self._at_hand(name, place, given_date(own, name)))

    def _at_hand(self, name: str, place: str, published: str | None) -> Article | None:
        if not name:
            return None
        why = "not where the table says it is"
        if Path(place).is_file():
            try:
                return self._parsed(read(place), published)
            except UnreadableInput as error:
                why = error.reason
        message = f"{why}; only what the table says of it is checked"
        tell([Problem(code="article-missing", message=message, place=place)], self.path)
        return None

    def _parsed(self, document: Document, published: str | None) -> Article:
        return parse_document(document, published, self._outlets)

    @cached_property
    def _outlets(self) -> OutletRegistry:
        outlets = outlets_beside(self.path)
        tell(outlets.problems, self.path)
        return outlets

    def _checked(self, name: str, place: str, rows: tuple[Row, ...], article: Article | None) -> _Checked:
        ids = {row.claim_id for row in rows}
        subject = Subject(
            article=article,
            rows=rows,
            evidence=tuple(each for each in self.evidence if each.claim_id in ids),
            earlier=tuple(each for each in self.earlier if each.claim_id in ids),
            writer=self.writer,
            outlets=self._outlets,
        )
        findings = run_checks(subject, self.checks)
        table = str(self.path) if rows else ""
        return _Checked(name=name, place=place, table=table, subject=subject, findings=findings)


def _evidence(table_path: Path) -> tuple[Evidence, ...]:
    """What look-ups found; nothing where it cannot be read."""
    try:
        found = read_evidence(evidence_path(table_path))
    except FactcheckError as error:
        click.echo(printable(f"{error.message}. The checks are without what was found. {error.hint}".strip()), err=True)
        return ()
    tell(found.problems, found.path)
    return found.rows


def _json(checked: Iterable[_Checked]) -> str:
    found = [
        {
            "code": finding.code,
            "level": finding.level.value,
            "message": finding.message,
            "claim_id": finding.claim_id,
            "start": finding.start,
            "end": finding.end,
            "line": finding.line,
            "hint": finding.hint,
            "article": each.name,
        }
        for each in checked
        for finding in each.findings
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _text(checked: Iterable[_Checked], checks: tuple[Check, ...]) -> str:
    """The findings article by article, what to do below each the first time it is said, and the counts."""
    checked = list(checked)
    parts = [part for each in checked if (part := "\n".join(_lines(each)))]
    return "\n\n".join([*parts, _counts(checked, checks)])


def _lines(checked: _Checked) -> Iterator[str]:
    refs = _refs(checked.subject)
    said: set[tuple[str, str]] = set()
    for finding in checked.findings:
        ref = refs.get(finding.claim_id, finding.claim_id)
        about = f"{ref}: " if ref else ""
        yield f"{_place(checked, finding)}: {finding.level} {finding.code} {about}{finding.message}"
        if finding.hint and (finding.code, finding.hint) not in said:
            said.add((finding.code, finding.hint))
            yield f"    {finding.hint}"


def _place(checked: _Checked, finding: Finding) -> str:
    """The file and the line in it, or what its format has in place of lines; the table for what is not in the text."""
    article, start = checked.subject.article, finding.start
    if article is None or start is None:
        return checked.table or checked.place
    place = article.document.place(start)
    if place:
        return f"{checked.place}, {place}"
    return f"{checked.place}:{finding.line}" if finding.line else checked.place


def _refs(subject: Subject) -> dict[str, str]:
    """What a claim is called in the report, by its id."""
    rows = subject.rows or (rows_of(subject.article, "") if subject.article else ())
    return {row.claim_id: row.ref for row in rows if row.ref}


def _counts(checked: list[_Checked], checks: tuple[Check, ...]) -> str:
    levels = Counter(finding.level for each in checked for finding in each.findings)
    articles = [each.subject.article for each in checked]
    sentences = sum(len(article.sentences) for article in articles if article)
    claims = sum(len(_refs(each.subject)) for each in checked)
    where = f"{count(sentences, 'sentence')}, {count(claims, 'claim')}"
    unread = ", ".join(each.name for each in checked if each.unread)
    text = f" Not read, and so not checked: the text of {unread}." if unread else ""
    if not levels:
        looked = where if sentences else f"{count(claims, 'row')} of the table"
        return f"Nothing found by {count(len(checks), 'check')} in {looked}.{text}"
    counts = ", ".join(count(levels[level], level.value) for level in Level if levels[level])
    return f"{counts} in {where}.{text} What a code means: factcheck explain CODE"
