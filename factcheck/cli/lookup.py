"""factcheck lookup"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from factcheck.archive import ArchiveClient, Cache, Limits
from factcheck.cli.addresses import cache_folder
from factcheck.cli.lookup_words import announcement, claim_lines, original_lines, totals
from factcheck.cli.options import article_option, claims_option, now, printable, tell
from factcheck.configuration import archive_named, read_configuration
from factcheck.document import Document
from factcheck.errors import BadArgument, FactcheckError, UnreadableInput
from factcheck.evidence.asking.addresses import ArticleAddresses, public_address
from factcheck.evidence.asking.answers import answer, compare_original
from factcheck.evidence.asking.folder import read_folder
from factcheck.evidence.asking.local import search_files
from factcheck.evidence.asking.questions import Form, Question, Reach, original_question, plan, worth_asking
from factcheck.evidence.asking.run import UNANSWERED, Gathering, Sending, askable, first_requests, pending
from factcheck.evidence.asking.shelf import Answered, Budget, Found, Shelf
from factcheck.evidence.record import Evidence
from factcheck.evidence.table import add_evidence, evidence_path, pages_folder, read_evidence
from factcheck.evidence.warc import store
from factcheck.outlets import outlets_beside
from factcheck.readers import read
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.selection import of_article, select
from factcheck.table import read_claims

INTERRUPTED = 130
"""What shells give for a program that Ctrl-C ended."""
Item = TypeVar("Item")


@click.command()
@click.argument("references", nargs=-1, metavar="[REF|ID...]")
@claims_option
@article_option
@click.option("--archive", "word", default="", metavar="NAME|URL", help="Whom to ask, in place of the setting.")
@click.option(
    "--in", "inside", type=click.Path(path_type=Path), metavar="FILE|FOLDER", help="Search your own texts, offline."
)
@click.option("--dry-run", is_flag=True, help="Print the addresses that would be asked for, and ask nothing.")
@click.option("--original", default="", metavar="URL", help="The article's own page, to compare with the draft.")
@click.option(
    "--most", type=click.IntRange(1, 50), default=5, show_default=True, help="Pages read for each claim and site."
)
@click.option(
    "--days",
    type=click.IntRange(0, 3660),
    default=14,
    show_default=True,
    help="How long after a source's date its page may have been captured, where only the outlet is known.",
)
@click.option("--all", "every", is_flag=True, help="Verified claims, opinions and forecasts, too.")
def command(  # noqa: PLR0913  one parameter an option
    references: tuple[str, ...],
    table_path: Path,
    article: str | None,
    *,
    word: str,
    inside: Path | None,
    dry_run: bool,
    original: str,
    most: int,
    days: int,
    every: bool,
) -> None:
    """Find archived pages, or passages of your own files, for claims.

    Where the article gives an address, its capture nearest the date is fetched; where it names an outlet and a date,
    the outlet's sites are searched around it. What is sent is hosts, addresses and dates, never words of the draft, and
    it is told first. What is found goes to evidence.csv, the pages to the folder evidence; a verdict is yours. Run
    again, it asks what has no answer yet; claims that are named are asked about again.

    \b
    factcheck lookup --dry-run
    factcheck lookup 17 --archive http://127.0.0.1:8080/web
    factcheck lookup --in transcripts
    """  # noqa: D301  \b keeps click from joining the lines
    table = read_claims(table_path)
    tell(table.problems, table_path)
    rows = of_article(table.rows, article)
    chosen = select(rows, references) if references else tuple(row for row in rows if every or worth_asking(row))
    desk = _Desk(table_path, rows, chosen, named=bool(references))
    if inside is not None:
        if word or original or dry_run:
            hint = "Leave out --archive, --original and --dry-run."
            raise BadArgument("--in searches your own files and asks no archive", hint, value=str(inside))
        _search_files(desk, inside, most)
        return
    configuration = read_configuration(table_path.parent)
    archive = archive_named(configuration, word)
    held = desk.evidence()
    budget = Budget(claim=most, question=max(most, Budget().question))
    cache = Cache(cache_folder())
    with ArchiveClient(archive, configuration.limits, clock=now, sleep=time.sleep, cache=cache) as client:
        questions = askable(desk.questions(Reach(after=days), original), archive)
        if not desk.named:
            questions = pending(questions, archive, held)
        _announce(client, configuration.limits, questions, dry=dry_run)
        if dry_run:
            for question in questions:
                for address in first_requests(client, question, budget.captures):
                    click.echo(address)
            return
        run = _Run(desk, Shelf(client, {row.claim_id: row for row in rows}, clock=now, budget=budget))
        run.ask(questions)
    if cache.problem:
        click.echo(printable(f"answers were not kept on disk: {cache.problem}"), err=True)
    run.report()


def _announce(client: ArchiveClient, limits: Limits, questions: Sequence[Question], *, dry: bool) -> None:
    """What will be sent, before anything is."""
    asked = [question for question in questions if question.form is not Form.NOTHING]
    if not asked:
        left = "Nothing is left to ask. Claims that are named are asked about again."
        click.echo("Nothing can be asked." if questions else left, err=True)
        return
    claims = len({need.claim_id for question in asked for need in question.needs if need.claim_id})
    click.echo(
        printable(announcement(client.archive, limits, Sending.of(asked, client.archive), claims, dry=dry)), err=True
    )


def _search_files(desk: "_Desk", inside: Path, most: int) -> None:
    """The writer's own texts in place of an archive."""
    skip = [desk.article] if desk.article else []
    texts, problems = read_folder(inside, skip=skip)
    tell(problems, inside)
    if not texts:
        hint = "Text, Markdown, HTML, Word and PDF files are read; the article itself is left out."
        raise BadArgument(f"{inside}: holds no text to search", hint, value=str(inside))
    with _progress(texts) as files:
        searched = search_files(desk.chosen, files, inside=inside, table=desk.table, most=most, when=now())
        found = [row for group in searched for row in group]
    add_evidence(evidence_path(desk.table), found)
    asked = {row.asked for row in found}
    told = [row for row in desk.found() if row.asked in asked]
    _tell_found(desk, told, f"{count(len(texts), 'file')} searched. ")


@dataclass
class _Desk:
    """The table looked up for: its rows of one article, those chosen, and what lies beside it."""

    table: Path
    rows: tuple[Row, ...]
    chosen: Sequence[Row]
    named: bool

    @property
    def article(self) -> Path | None:
        """Where the article lies, None where it is not at hand."""
        name = next((row.article for row in self.rows if row.article), "")
        path = self.table.parent / name
        return path if name and path.is_file() else None

    @property
    def published(self) -> str:
        return next((row.published for row in self.rows if row.published), "")

    def document(self) -> Document | None:
        """The article, None where it cannot be read: the rows alone decide then."""
        try:
            return read(self.article) if self.article else None
        except UnreadableInput as error:
            click.echo(printable(f"{error.message}; what is asked comes from the table alone"), err=True)
            return None

    def questions(self, reach: Reach, original: str) -> tuple[Question, ...]:
        """What is asked for the chosen claims, and about the article's own page."""
        outlets = outlets_beside(self.table)
        tell(outlets.problems, self.table)
        document = self.document()
        article = ArticleAddresses(document, outlets, self.published) if document else None
        questions = plan(self.chosen, article, outlets, reach)
        page = public_address(original) or (article.own if article and not self.named else "")
        if original and not public_address(original):
            hint = "Give the address of the article's own page. Those of private networks are not sent."
            raise BadArgument(f"--original {original}: no public address of a web page", hint, value=original)
        if not page:
            return questions
        if document is None:
            hint = f"{self.table} names it; --original compares the page with it."
            raise BadArgument("the article is not where the table says it is", hint, value=original)
        return (original_question(page, self.published), *questions)

    def evidence(self) -> tuple[Evidence, ...]:
        """The rows found before, what is wrong with their file told."""
        table = read_evidence(evidence_path(self.table))
        tell(table.problems, table.path)
        return table.rows

    def found(self) -> tuple[Evidence, ...]:
        """The rows as they stand now."""
        return read_evidence(evidence_path(self.table)).rows

    def keep(self, found: Iterable[Found]) -> None:
        """Writes what was found to evidence.csv, and its pages beside it."""
        folder = pages_folder(self.table)
        rows = [
            replace(each.row, file=f"{folder.name}/{store(folder, each.lookup)}") if each.lookup else each.row
            for each in found
        ]
        if rows:
            add_evidence(evidence_path(self.table), rows)


class _Run:
    """The questions of one run, asked in order; after each the rows of all claims that are complete are written."""

    def __init__(self, desk: _Desk, shelf: Shelf) -> None:
        self._desk = desk
        self._shelf = shelf
        self._original: tuple[str, ...] = ()
        self._ended = ""
        self._interrupted = False
        self._answered = self._failed = 0

    def ask(self, questions: Sequence[Question]) -> None:
        """Asks until all is answered, the archive wants no more, or the person stops it."""
        gathering = Gathering(questions)
        ordered = sorted(questions, key=lambda question: question.form is not Form.NOTHING)
        try:
            with _progress(ordered) as asked:
                for question in asked:
                    answered = self._answer(question)
                    self._count(answered)
                    self._desk.keep(gathering.add(answered))
                    if self._ended:
                        break
        except KeyboardInterrupt:
            self._interrupted = True
        self._desk.keep(gathering.rest())

    def report(self) -> None:
        """What came of it; leaves the program where not all could be asked."""
        for line in self._original:
            click.echo(printable(line))
        if self._answered or not (self._ended or self._interrupted):
            _tell_found(self._desk, self._desk.found())
        again = "What was found is kept; the same command goes on from there."
        if self._interrupted:
            click.echo(f"Stopped. {again}", err=True)
            sys.exit(INTERRUPTED)
        if self._ended:
            click.echo(printable(f"{self._shelf.client.archive.name}: {self._ended}. {again}"), err=True)
            sys.exit(FactcheckError.exit_code)
        if self._failed:
            failed = count(self._failed, "question")
            click.echo(f"{failed} got no answer; the same command asks again.", err=True)
            if not self._answered:
                sys.exit(FactcheckError.exit_code)

    def _answer(self, question: Question) -> Answered:
        document = self._desk.document() if question.form is Form.ORIGINAL else None
        if document is None:
            return answer(self._shelf, question)
        answered, differences = compare_original(self._shelf, question, document)
        self._original = tuple(original_lines(answered.found[0].row, differences))
        return answered

    def _count(self, answered: Answered) -> None:
        self._ended = answered.ended
        if answered.question.form is Form.NOTHING:
            return
        if all(found.row.outcome in UNANSWERED for found in answered.found):
            self._failed += 1
        else:
            self._answered += 1


def _tell_found(desk: _Desk, rows: Sequence[Evidence], before: str = "") -> None:
    """One line a claim on stdout, the sums on stderr."""
    for line in claim_lines(desk.chosen, rows):
        click.echo(printable(line))
    click.echo(printable(f"{before}{totals(desk.chosen, rows)}. See {evidence_path(desk.table)}"), err=True)


@contextmanager
def _progress(items: Sequence[Item]) -> Iterator[Iterable[Item]]:
    """The items, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty() or not items:
        yield items
        return
    with click.progressbar(items, file=sys.stderr, label="Looking up") as bar:
        yield bar
