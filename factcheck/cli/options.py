"""Options that several commands take, and how they name what they speak of."""

import re
import shlex
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from factcheck.document import Problem
from factcheck.errors import BadArgument

Command = TypeVar("Command", bound=Callable[..., None])

TABLE = Path("claims.csv")
RESERVED = frozenset({"factcheck", "outside"})
"""Names the journal itself uses for what the tool wrote and for what was edited without a command."""


def claims_option(command: Command) -> Command:
    """`--claims FILE`, default claims.csv."""
    return click.option(
        "--claims",
        "table_path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=TABLE,
        show_default=True,
        help="The table of claims.",
    )(command)


def article_option(command: Command) -> Command:
    """`--article NAME`, where a table holds several."""
    return click.option("--article", metavar="NAME", help="Which article, where the table holds several.")(command)


def by_option(command: Command) -> Command:
    """`--by NAME`, or the environment variable FACTCHECK_BY."""
    return click.option(
        "--by",
        envvar="FACTCHECK_BY",
        show_envvar=True,
        metavar="NAME",
        callback=_who,
        help="Who you are; kept with what you do. Always needed.",
    )(command)


def _who(ctx: click.Context, option: click.Parameter, name: str | None) -> str:
    del ctx, option
    who = " ".join((name or "").split())
    if not who:
        raise BadArgument("say who you are: --by NAME", "Or once for all commands: set FACTCHECK_BY to your name.")
    if who.casefold() in RESERVED:
        hint = "Give your own name."
        raise BadArgument(f"--by {who}: the journal uses this name for what no person did", hint, value=who)
    return who


def now() -> datetime:
    """The time a command is run at, UTC: the only clock in factcheck."""
    return datetime.now(UTC)


def tell(problems: Iterable[Problem], place: Path) -> None:
    """Problems of the user's table or article, on stderr, one a line; those that name no place are of `place`."""
    for problem in problems:
        said = f"{problem.place or place}: {problem.message}"
        if problem.hint:
            question = problem.hint[:1].islower()  # "did you mean 'verified'?" goes on where the message stops
            said = f"{said}: {problem.hint}" if question else f"{said.rstrip('.')}. {problem.hint}"
        click.echo(printable(said), err=True)


def printable(text: str) -> str:
    r"""The text with what cannot be seen spelled out, line feeds kept: a cell must not steer the terminal.

    >>> printable("status \x1b[2J")
    'status \\u001b[2J'
    """
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def quoted(cell: str, longest: int) -> str:
    """A cell that is one line already in quotation marks, cut to so many characters; "blank" for a blank one.

    >>> quoted("Ministers met in Astana", 10), quoted("", 10)
    ("'Ministers…'", 'blank')
    """
    return f"'{cell if len(cell) <= longest else cell[: longest - 1] + '…'}'" if cell else "blank"


def shell_call(*words: str | Path) -> str:
    """A command as it can be typed again, words with spaces or signs of the shell in quotes.

    >>> shell_call("factcheck", "parse", "second draft.txt")
    'factcheck parse "second draft.txt"'
    """
    return " ".join(_quoted(str(word)) for word in words)


def _quoted(word: str) -> str:
    if re.fullmatch(r"[\w./:\\@%+=,~-]+", word):
        return word
    return shlex.quote(word) if re.search(r"[\"$`!\\]", word) else f'"{word}"'  # double quotes: cmd.exe knows no others


def claims_words(table_path: Path) -> tuple[str, ...]:
    """`--claims FILE` as words of a command, none for the default."""
    return () if table_path == TABLE else ("--claims", str(table_path))
