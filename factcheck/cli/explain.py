"""factcheck explain"""

import click

from factcheck.checks import CHECKS, GROUPS, Check, choose


@click.command()
@click.argument("code", default="")
def command(*, code: str) -> None:
    """Print the manual page of a check, or of every check of a group; without CODE list them all."""
    if code.strip():
        click.echo("\n\n".join(_page(check) for check in choose([code])))
        return
    click.echo("\n\n".join(_listed(group) for group in GROUPS if any(check.group == group for check in CHECKS)))
    click.echo("\nThe manual page of one: factcheck explain CODE")


def _page(check: Check) -> str:
    return f"{check.code} ({check.level}, of the group {check.group})\n\n{check.manual.strip()}"


def _listed(group: str) -> str:
    own = [check for check in CHECKS if check.group == group]
    width = max(len(check.code) for check in CHECKS)
    return "\n".join([group, *(f"  {check.code:{width}}  {check.level:7}  {check.title}" for check in own)])
