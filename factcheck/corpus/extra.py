"""The libraries of the extra `scale`: a base installation works without them, and says so where they are needed."""

from collections.abc import Iterator
from contextlib import contextmanager

from factcheck.errors import BadArgument

LIBRARIES = frozenset(["dask", "datasketch", "distributed", "duckdb", "fsspec", "pyarrow"])
INSTALL = 'pip install "factcheck-toolkit[scale]"'


@contextmanager
def scale() -> Iterator[None]:
    """For work with these libraries, each imported where it is used.

    Raises: BadArgument where one is not installed, with the command that installs it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in LIBRARIES:
            raise
        message = f"work on a corpus needs {missing}, which is not installed"
        hint = f"Install it with: {INSTALL} (from a checkout: pip install '.[scale]')"
        raise BadArgument(message, hint, value=missing) from error
