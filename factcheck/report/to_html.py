"""The checklist as one HTML file: no script, nothing loaded, made to be printed and to be read aloud."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from factcheck.report.checklist import Checklist
from factcheck.report.galley import make_galley
from factcheck.report.view import View
from factcheck.report.wording import one_line


@cache
def templates() -> PackageLoader:
    """Where the galley's templates are; the review page sets the same."""
    return PackageLoader("factcheck.report")


@cache
def style() -> str:
    """The style sheet of the galley, for screen and paper."""
    return files("factcheck.report").joinpath("templates/galley.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Everything put into a template is escaped, and a name that is not given is an error."""
    return Environment(
        loader=templates(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def render(sheets: Sequence[tuple[Checklist, View]]) -> str:
    """The checklists as one page, one `<article>` each, ending in a line feed."""
    title = ", ".join(one_line(checklist.article) for checklist, _ in sheets)
    galleys = [make_galley(*sheet, number=number) for number, sheet in enumerate(sheets, 1)]
    page = _environment().get_template("checklist.html.jinja")
    return page.render(title=title, style=style(), galleys=galleys).rstrip() + "\n"
