"""The article that a command is given: read, named as the table names it, and parsed under a bar."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from factcheck.claims.article import Article, parse
from factcheck.cli.asking import Asking, is_address, refuse_other_addresses
from factcheck.document import Document
from factcheck.errors import BadArgument, UnreadableInput
from factcheck.outlets import OutletRegistry
from factcheck.readers import bytes_of, read, read_bytes
from factcheck.row import Row
from factcheck.syntax import Progress

LONG = 200
"""Sentences from which on parsing takes seconds."""
STDIN = "stdin"
"""The name of an article that came by standard input and was given none."""
_HOST = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)+/)")
"""What looks like an address without its scheme, or like a path."""


def read_source(source: str, table_path: Path, asking: Asking | None = None) -> Document:
    """The article at a path, on standard input for `-`, or, where it may be asked for, at an address."""
    refuse_other_addresses(source)
    if is_address(source):
        if asking is None:
            hint = "Parse it first, `factcheck parse URL`, or save its text to a file and give that."
            raise BadArgument(f"{source}: an address, and this command sends nothing", hint, value=source)
        from factcheck.cli.addresses import read_address  # noqa: PLC0415 - requests is not needed for a file

        return read_address(source, table_path.parent, asking)
    _refuse_for_files(source, asking or Asking())
    if source == "-":
        if sys.stdin.isatty():
            click.echo("Paste the article, then end it with Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
        return read_bytes(bytes_of(sys.stdin.buffer), name=STDIN)
    path = Path(source)
    if _HOST.match(source) and not path.exists():
        hint = "Check the spelling and the folder; the address of a page begins with https://."
        raise UnreadableInput(source, "there is no such file", hint)
    if path.exists() and table_path.exists() and path.samefile(table_path):
        hint = "Give the article; the table is what is made of it."
        raise BadArgument(f"{source}: this is the table of claims, not an article", hint, value=source)
    return read(path)


def _refuse_for_files(source: str, asking: Asking) -> None:
    if asking.words:
        hint = "Leave it out, or give the address of a page: https://..."
        raise BadArgument(
            f"{asking.words[0]} is for an article given by its address; {source} is none", hint, value=source
        )


def parse_document(document: Document, published: str | None, outlets: OutletRegistry) -> Article:
    """The article parsed, with a bar on a terminal; an error about the date names the option."""
    try:
        with _bar() as progress:
            return parse(document, published=published, outlets=outlets, progress=progress)
    except BadArgument as error:
        raise BadArgument(f"--published {error.message}", error.hint, value=error.value) from error


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """What draws a bar on stderr where that is a terminal and the text is long."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    with ExitStack() as stack:
        drawn: list[Any] = []

        def progress(done: int, of: int) -> None:
            if of < LONG:
                return
            if not drawn:
                bar = click.progressbar(length=of, label="Reading sentences", file=sys.stderr)
                drawn.append(stack.enter_context(bar))
            drawn[0].update(done - drawn[0].pos)

        yield progress


def name_of(source: str, table_path: Path) -> str:
    """What the table calls an article that was given no name: its address, or its path as seen from the table."""
    if source == "-":
        return STDIN
    if is_address(source):
        return source
    try:
        relative = os.path.relpath(source, table_path.parent)
    except ValueError:  # Windows: another drive
        relative = source
    return Path(relative).as_posix()


def given_date(rows: tuple[Row, ...], name: str) -> str | None:
    """The date given when the article was parsed before: it need not be given again."""
    given = (row.published for row in rows if row.article == name and row.published_basis == "given" and row.published)
    return next(given, None)
