"""The command line: arguments in, one library call, print, exit code. Nothing else in factcheck prints.

Data goes to stdout, talk to stderr. Exit 0 done; 1 open or failing items where a gate was asked for; 2 usage,
unreadable or refused input.
"""

import os
import sys
from importlib import import_module
from typing import IO, Any

import click

from factcheck.errors import FactcheckError

COMMANDS = {
    "parse": ("factcheck.cli.parse", "Break an article into claims: make or refresh the table."),
    "report": ("factcheck.cli.report", "Print the checklist: what is verified and what is open."),
    "check": ("factcheck.cli.check", "Print what an editor would circle in article and table."),
    "explain": ("factcheck.cli.explain", "Print the manual page of a check."),
    "mark": ("factcheck.cli.mark", "Give a verdict on claims, with what proves it."),
    "lookup": ("factcheck.cli.lookup", "Find archived pages, or passages of your own files, for claims."),
    "review": ("factcheck.cli.review", "Open the review page: mark claims where you read them."),
    "log": ("factcheck.cli.log", "Show what was changed, when and by whom."),
    "undo": ("factcheck.cli.undo", "Take the last change back."),
    "merge": ("factcheck.cli.merge", "Join two reviewers' copies of a table."),
    "doctor": ("factcheck.cli.doctor", "Show what a spreadsheet did to the table, and repair it."),
    "export": ("factcheck.cli.export", "Make a review copy of the table: a workbook to fill in."),
    "import": ("factcheck.cli.import_", "Take a filled-in review copy back into the table."),
    "corpus": ("factcheck.cli.corpus", "Break an archive of articles into claims, and ask it."),
}


class Refusal(click.ClickException):
    """A FactcheckError, or what the system would not do, as the line a person reads and an exit code."""

    exit_code = FactcheckError.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        """The message on stderr."""
        from factcheck.cli.options import printable  # noqa: PLC0415  only where something went wrong

        click.echo(f"factcheck: {printable(self.message)}", file=file, err=True)


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

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as click has it
        """As click; whatever the tool or the system refuses becomes a message and an exit code, never a traceback."""
        try:
            return super().invoke(ctx)
        except FactcheckError as error:
            raise Refusal(str(error)) from error
        except BrokenPipeError:  # `factcheck report | head`: whoever read has read enough
            discard_output()
            ctx.exit(0)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise Refusal(f"{place}{error.strerror or error}") from error

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


def discard_output() -> None:
    """Nobody reads stdout any more; what is still to be written there, on the way out too, goes nowhere."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  a device, not a file
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def main() -> None:
    """Runs the command line and exits."""
    for stream in (sys.stdout, sys.stderr):  # a checklist has dashes and curly quotes, whatever the terminal says
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    group(prog_name="factcheck")
