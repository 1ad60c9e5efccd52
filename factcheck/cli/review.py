"""factcheck review"""

import secrets
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.options import claims_option, now, tell
from factcheck.report.wording import count
from factcheck.table import read_claims

if TYPE_CHECKING:
    from factcheck.checks import Check


@click.command()
@claims_option
@click.option(
    "--by", envvar="FACTCHECK_BY", show_envvar=True, default="", metavar="NAME", help="Who you are; the page asks, too."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port to answer on; any free one else."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--read-only", is_flag=True, help="Show everything, change nothing.")
def command(*, table_path: Path, by: str, port: int, no_browser: bool, read_only: bool) -> None:
    """Open the review page: mark claims where you read them.

    It is served to this machine alone, from the files beside the table; nothing is sent anywhere. The address holds a
    key and is a new one each time: whoever has it may mark. Stop it with Ctrl-C.
    """
    table = read_claims(table_path)
    tell(table.problems, table_path)
    from factcheck.review import (  # noqa: PLC0415 - flask, once the table is good
        Checking,
        address,
        make_app,
        open_socket,
        serve,
    )

    token = secrets.token_urlsafe(24)
    checking = Checking(table_path, lambda: _settings(table_path.parent))
    app = make_app(table_path, clock=now, token=token, read_only=read_only, by=" ".join(by.split()), checking=checking)
    with open_socket(port) as listener:
        url = address(listener, f"/enter/{token}")
        click.echo(url)
        click.echo(f"{table_path}: {count(len(table.rows), 'claim')}. Stop with Ctrl-C.", err=True)
        if not no_browser:
            webbrowser.open(url)
        serve(app, listener)


def _settings(folder: Path) -> "tuple[tuple[Check, ...], str]":
    """The checks that the folder's settings want, and who they say wrote the articles."""
    from factcheck.cli.check_settings import chosen, writer_of  # noqa: PLC0415 - every check takes 0.4 s to import

    return chosen(folder), writer_of(folder, None)
