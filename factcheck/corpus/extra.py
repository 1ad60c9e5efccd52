"""The libraries of the extra `scale`: a base installation works without them, and says so where they are needed."""

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any

from factcheck.errors import BadArgument

INSTALL = 'pip install "factcheck-toolkit[scale]"'


def needed(library: str) -> Any:  # noqa: ANN401  what it is depends on the name
    """The library, imported.

    Raises: BadArgument where it is not installed, with the command that installs it.
    """
    try:
        return import_module(library)
    except ImportError as error:
        missing = (error.name or library).partition(".")[0]
        message = f"work on a corpus needs {missing}, which is not installed"
        raise BadArgument(message, f"Install it with: {INSTALL}", value=missing) from error


@cache
def own_version() -> str:
    """The version of factcheck that is installed here."""
    return version("factcheck-toolkit")
