"""Options that several commands take."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from factcheck.document import Problem

Command = TypeVar("Command", bound=Callable[..., None])


def claims_option(command: Command) -> Command:
    """`--claims FILE`, default claims.csv."""
    return click.option(
        "--claims",
        "table_path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("claims.csv"),
        show_default=True,
        help="The table.",
    )(command)


def article_option(command: Command) -> Command:
    """`--article NAME`, where a table holds several."""
    return click.option("--article", metavar="NAME", help="Which article, where the table holds several.")(command)


def by_option(command: Command) -> Command:
    """`--by NAME`, or the environment variable FACTCHECK_BY."""
    return click.option(
        "--by",
        required=True,
        envvar="FACTCHECK_BY",
        show_envvar=True,
        metavar="NAME",
        help="Who you are; kept with what you do.",
    )(command)


def now() -> datetime:
    """The time a command is run at, UTC: the only clock in factcheck."""
    return datetime.now(UTC)


def tell(problems: tuple[Problem, ...], place: Path) -> None:
    """Problems of the user's table or article, on stderr, one a line."""
    for problem in problems:
        where = problem.place or str(place)
        click.echo(f"{where}: {problem.message}" + (f" {problem.hint}" if problem.hint else ""), err=True)
