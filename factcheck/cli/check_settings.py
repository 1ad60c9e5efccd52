"""Which checks a command runs: what the folder's settings say, and what is asked for."""

from collections.abc import Sequence
from pathlib import Path

from factcheck.checks import Check, choose
from factcheck.configuration import Configuration, read_configuration
from factcheck.errors import BadArgument


def chosen(folder: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Check, ...]:
    """The checks of the settings in `folder`. `select` takes the place of what they say, `ignore` is added to it.

    Raises: BadArgument for an unknown code, with its place; as `read_configuration`.
    """
    settings = read_configuration(folder)
    _known(select, "--select")
    _known(ignore, "--ignore")
    if select:
        return choose(select, ignore)
    _known(settings.checks.select, _place(settings, "select"))
    _known(settings.checks.ignore, _place(settings, "ignore"))
    return choose(settings.checks.select, (*settings.checks.ignore, *ignore))


def _known(words: Sequence[str], place: str) -> None:
    try:
        choose(words)
    except BadArgument as error:
        raise BadArgument(f"{place}: {error.message}", error.hint, value=error.value) from error


def _place(settings: Configuration, key: str) -> str:
    table = "tool.factcheck.checks" if settings.path.endswith("pyproject.toml") else "checks"
    return f"{settings.path}, {table}.{key}"


def writer_of(folder: Path, given: str | None) -> str:
    """Who wrote the articles: as given, else as the folder's settings say; "" where the byline is to tell."""
    return (given or "").strip() or read_configuration(folder).checks.writer
