"""factcheck corpus"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click

from factcheck.cli.corpus_answers import FORMATS, print_answer
from factcheck.cli.options import printable, shell_call, tell
from factcheck.corpus import Columns, Source, Store, Summary, build, find_source, in_pool, in_process, on_cluster
from factcheck.corpus.asking import QUESTIONS, Answer, Asking, Filters, opened
from factcheck.corpus.building import Progress
from factcheck.corpus.pool import Runner
from factcheck.errors import BadArgument
from factcheck.report.wording import count
from factcheck.row import Row
from factcheck.table import read_claims

REPEATED, VERDICTS = "repeated", "verdicts"
ASKED = (*QUESTIONS, REPEATED, VERDICTS)
FILTERED = tuple(name for name in QUESTIONS if name.startswith(("claims", "who")))
INTERRUPTED = 130
"""What shells give for a program that Ctrl-C ended."""
TOLD = 10
"""Articles that could not be read, told by name."""
SHOWN = 50
"""Rows of an answer that are printed as text unless more are asked for."""


@click.command()
@click.argument("place", metavar="FOLDER|LIST|PARQUET|OUT")
@click.option("-o", "--out", metavar="OUT", help="Where the dataset is made: a folder, or an address fsspec knows.")
@click.option("--jobs", type=click.IntRange(1), help="Processes of this machine; else one a core.")
@click.option(
    "--scheduler", metavar="ADDRESS|local", help="Dask in place of a pool: tcp://host:8786, or of this machine."
)
@click.option("--batch", type=click.IntRange(1), default=100, show_default=True, help="Articles a part of the dataset.")
@click.option("--again", is_flag=True, help="Make anew what another version of factcheck made.")
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="Of PARQUET: the article.")
@click.option("--name-column", default="name", show_default=True, metavar="NAME", help="Of PARQUET: its name.")
@click.option(
    "--published-column", default="published", show_default=True, metavar="NAME", help="Of PARQUET or LIST: the day."
)
@click.option(
    "--outlet-column", default="outlet", show_default=True, metavar="NAME", help="Of both: where it appeared."
)
@click.option("--query", type=click.Choice(ASKED), metavar="QUESTION", help=f"Ask OUT: {', '.join(ASKED)}.")
@click.option("--sql", metavar="SELECT", help="Ask OUT in SQL, over the tables claims, problems and articles.")
@click.option("--source", default="", metavar="NAME", help="Only claims of this source.")
@click.option("--cited", default="", metavar="OUTLET", help="Only claims that cite this outlet.")
@click.option("--outlet", default="", metavar="NAME", help="Only claims of articles that appeared there.")
@click.option("--date", default="", metavar="DATE", help="Only claims of events then: 2005, 2005-08.")
@click.option(
    "--verdicts",
    "--claims",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A claims.csv whose verdicts are suggested; may be given several times.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print.")
@click.option("--limit", type=click.IntRange(0), help=f"Rows at most, 0 for all; as text {SHOWN} unless said.")
@click.pass_context
def command(  # noqa: PLR0913  one parameter an option
    ctx: click.Context,
    *,
    place: str,
    out: str | None,
    jobs: int | None,
    scheduler: str | None,
    batch: int,
    again: bool,
    text_column: str,
    name_column: str,
    published_column: str,
    outlet_column: str,
    query: str | None,
    sql: str | None,
    source: str,
    cited: str,
    outlet: str,
    date: str,
    tables: tuple[Path, ...],
    form: str,
    limit: int | None,
) -> None:
    """Break an archive of articles into claims, or ask the claims of an archive.

    FOLDER is read with the folders below it; LIST has a path a line, or is a CSV file with columns path, published and
    outlet; PARQUET is a table of texts. OUT becomes a dataset of Parquet files. What is done already is not done again,
    so the same command goes on after an interruption. Verdicts that other tables gave are only ever suggested.

    \b
    factcheck corpus archive -o claims-of-archive --jobs 8
    factcheck corpus claims-of-archive --query claims-by-source
    factcheck corpus claims-of-archive --query verdicts --claims claims.csv --format csv
    """  # noqa: D301  \b keeps click from joining the lines
    if query or sql is not None:
        _refuse_given(ctx, ("out", "jobs", "scheduler", "batch", "again", *_COLUMN_OPTIONS), "is for making a dataset")
        filters = Filters(source=source, cited=cited, outlet=outlet, date=date)
        most = SHOWN if limit is None and form == "text" else limit or 0
        _ask(place, _Asked(query or "", sql, filters, tables), form, most)
        return
    _refuse_given(ctx, ("source", "cited", "outlet", "date", "tables", "form", "limit"), "goes with --query or --sql")
    if not out:
        hint = "Say where the dataset is made with -o OUT, or what is asked of it with --query."
        raise BadArgument(f"{place}: what is to be done with it?", hint, value=place)
    columns = Columns(text=text_column, name=name_column, published=published_column, outlet=outlet_column)
    _build(find_source(Path(place), columns), out, _runner(jobs, scheduler), batch, again=again)


_COLUMN_OPTIONS = ("text_column", "name_column", "published_column", "outlet_column")


def _refuse_given(ctx: click.Context, names: tuple[str, ...], why: str) -> None:
    for name in names:
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            option = next(each.opts[-1] for each in ctx.command.params if each.name == name)
            raise BadArgument(f"{option} {why}", "Leave it out, or see factcheck corpus --help.", value=option)


def _runner(jobs: int | None, scheduler: str | None) -> Runner:
    # Fewer than the machine has where a container or `taskset` leaves only some to this process.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    jobs = jobs or cores
    if scheduler:
        return on_cluster(scheduler, jobs)
    return in_process if jobs == 1 else in_pool(jobs)


def _build(source: Source, out: str, run: Runner, size: int, *, again: bool) -> None:
    outlets = source.own_outlets()
    tell(outlets.problems if outlets else (), source.place)
    summary = Summary()
    try:
        with _bar() as progress:
            for latest in build(source, out, run, size=size, again=again, progress=progress):
                summary = latest
    except KeyboardInterrupt:
        _tell_summary(summary, out)
        click.echo("Stopped. What was done is kept; the same command goes on from there.", err=True)
        sys.exit(INTERRUPTED)
    _tell_left(source)
    _tell_summary(summary, out)
    if not summary.parsed and not summary.done:
        hint = "What was wrong with each is said above."
        raise BadArgument(f"{source.place}: none of its articles could be read", hint, value=str(source.place))
    following = shell_call("factcheck", "corpus", out, "--query", "claims-by-source")
    click.echo(
        printable(f"{out}: {'written' if summary.parsed + summary.unread else 'nothing to do'}. Next: {following}"),
        err=True,
    )


def _tell_left(source: Source) -> None:
    if source.left.endings:
        kinds = ", ".join(f"{ending} {number:,}" for ending, number in sorted(source.left.endings.items()))
        click.echo(printable(f"{source.place}: not read, being no articles: {kinds}"), err=True)


def _tell_summary(summary: Summary, out: str) -> None:
    tell(summary.trouble[:TOLD], Path(out))
    if summary.unread > TOLD:
        rest = shell_call("factcheck", "corpus", out, "--sql", "SELECT * FROM problems WHERE origin = 'failure'")
        click.echo(printable(f"and {summary.unread - TOLD:,} more: {rest}"), err=True)
    told = {
        "parsed": summary.parsed,
        "done before": summary.done,
        "without claims, being unreadable": summary.unread,
        "changed since, their older claims replaced": summary.changed,
        "tried again, having given nothing before": summary.retried,
        "made anew": summary.again,
        "left out, another of that name came before": summary.twice,
        "of the dataset not in this source, kept": summary.others,
    }
    words = ", ".join(f"{number:,} {what}" for what, number in told.items() if number)
    click.echo(f"{count(summary.found, 'article')}: {words or 'none done'}", err=True)
    if summary.earlier:
        made = f"{summary.earlier:,} of those done were made by another version of factcheck, or with other outlets"
        click.echo(f"{made}, and stay as they are. --again makes them anew.", err=True)
    if summary.parsed:
        found = f"{count(summary.claims, 'claim')} and {count(summary.problems, 'problem')}"
        click.echo(f"{found} written", err=True)


@contextmanager
def _bar() -> Iterator[Progress]:
    """What draws a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _done, _of: None
        return
    with ExitStack() as stack:
        drawn: list[Any] = []

        def progress(done: int, of: int) -> None:
            if not drawn and of:
                bar = click.progressbar(length=of, label="Parsing articles", file=sys.stderr, show_pos=True)
                drawn.append(stack.enter_context(bar))
            if drawn:
                drawn[0].update(done - drawn[0].pos)

        yield progress


class _Asked(NamedTuple):
    """What the options ask."""

    query: str
    sql: str | None
    filters: Filters
    tables: tuple[Path, ...]


def _ask(place: str, asked: _Asked, form: str, most: int) -> None:
    if asked.query and asked.sql is not None:
        raise BadArgument("--query and --sql are two ways to ask", "Give one of them.", value=asked.query)
    if any(asked.filters) and asked.query not in FILTERED:
        hint = f"They go with --query {', '.join(FILTERED)}."
        raise BadArgument("--source, --cited, --outlet and --date choose claims; this asks for all", hint)
    if bool(asked.tables) != (asked.query == VERDICTS):
        hint = "factcheck corpus OUT --query verdicts --claims claims.csv"
        raise BadArgument("--query verdicts and --claims FILE go together", hint, value=asked.query)
    with opened(Store(place)) as asking:
        answer = _answer(asking, asked, most)
        print_answer(answer if form != "text" else answer.in_words(asked.query), form, most)


def _read(path: Path) -> tuple[Row, ...]:
    table = read_claims(path)
    tell(table.problems, path)
    return table.rows


def _answer(asking: Asking, asked: _Asked, most: int) -> Answer:
    if asked.sql is not None:
        return asking.sql(asked.sql)
    if asked.query == REPEATED:
        from factcheck.corpus.repeats import repeated  # noqa: PLC0415  only where it is asked

        return repeated(asking, most + 1 if most else 0)  # one more tells that there are more
    if asked.query == VERDICTS:
        from factcheck.corpus.suggestions import suggested, verdicts_of  # noqa: PLC0415  the same

        return suggested(asking, verdicts_of([row for path in asked.tables for row in _read(path)]))
    return asking.question(asked.query, asked.filters)
