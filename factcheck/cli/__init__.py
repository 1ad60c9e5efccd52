"""The command line: arguments in, one library call, print, exit code. Nothing else in factcheck prints.

Data goes to stdout, talk to stderr. Exit 0 done; 1 open or failing items where a gate was asked for; 2 usage,
unreadable or refused input.
"""

import sys
from importlib import import_module

import click

from factcheck.errors import FactcheckError

COMMANDS = {
    "parse": ("factcheck.cli.parse", "Break an article into claims: make or refresh the table."),
    "report": ("factcheck.cli.report", "Print the checklist: what is verified and what is open."),
    "mark": ("factcheck.cli.mark", "Give a verdict on claims, with what proves it."),
    "log": ("factcheck.cli.log", "Show what was changed, when and by whom."),
    "undo": ("factcheck.cli.undo", "Take the last change back."),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are run: `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click, with the nearest command named where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415  only where something was mistyped

            near = get_close_matches(args[0], COMMANDS, n=1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without importing it."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="factcheck-toolkit", prog_name="factcheck")
def group() -> None:
    """Turn an article into a checklist of claims, and keep what was verified.

    Works offline; nothing of a draft leaves the machine.
    """


def main() -> None:
    """Runs the command line; a FactcheckError becomes its message on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):  # a checklist has dashes and curly quotes, whatever the terminal says
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        group(prog_name="factcheck")
    except FactcheckError as error:
        click.echo(f"factcheck: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
