"""The checklist as terminal text, Markdown, HTML or JSON."""

from collections.abc import Sequence

from factcheck.errors import BadArgument
from factcheck.report.checklist import Checklist, make_checklist
from factcheck.report.findings import with_evidence
from factcheck.report.reworded import with_rewordings
from factcheck.report.view import By, make_view
from factcheck.report.waiting import with_waiting

__all__ = [
    "FORMATS",
    "By",
    "Checklist",
    "gate",
    "make_checklist",
    "render",
    "with_evidence",
    "with_rewordings",
    "with_waiting",
]

FORMATS = ("text", "md", "html", "json")


def gate(checklists: Sequence[Checklist]) -> bool:
    """True where every article is cleared: it has claims, none is open, none waits for a decision."""
    return bool(checklists) and all(checklist.cleared for checklist in checklists)


def render(
    checklists: Sequence[Checklist],
    *,
    format: str = "text",  # noqa: A002 - the option's name
    by: str = By.SENTENCE,
    only: str = "",
    width: int = 80,
    colour: bool = False,
) -> str:
    """The checklists in one of `FORMATS`, ending in a line feed; `width` (columns) and `colour` are for text alone.

    `by` is one of `By`, `only` as `factcheck.report.view.make_view` reads it. What is left out never changes the
    counts at the head.

    Raises: BadArgument for a format, order or choice that is none.
    """
    if format not in FORMATS:
        raise BadArgument(f"'{format}' is no format of a report", f"One of: {', '.join(FORMATS)}.", value=format)
    sheets = [(checklist, make_view(checklist, by=by, only=only)) for checklist in checklists]
    if format == "json":
        from factcheck.report.to_json import render as render_json  # noqa: PLC0415 - one format is wanted

        return render_json(sheets)
    if format == "html":
        from factcheck.report.to_html import render as render_html  # noqa: PLC0415 - jinja2

        return render_html(sheets)
    if format == "md":
        from factcheck.report.to_markdown import render as render_markdown  # noqa: PLC0415

        return render_markdown(sheets)
    from factcheck.report.to_text import render as render_text  # noqa: PLC0415

    return render_text(sheets, width=width, colour=colour)
