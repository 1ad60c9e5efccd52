"""A table whose rows of an article are all gone, while its journal holds what people typed into them."""

from collections.abc import Sequence

from factcheck.cli.options import claims_words, shell_call
from factcheck.errors import TableError
from factcheck.journal import journal_path
from factcheck.merge import worked_on
from factcheck.report.wording import count
from factcheck.table import ClaimsTable


def refuse_emptied(table: ClaimsTable, article: str, again: Sequence[str]) -> None:
    """Nothing, where the table holds the article, or nobody had typed anything into the rows that it held.

    `again` is the call that is being refused, as words. Raises: TableError with the way back.
    """
    if any(row.article == article for row in table.rows):
        return
    typed = worked_on(table, article)
    if not typed:
        return
    words = claims_words(table.path)
    where = shell_call("factcheck", "doctor", *(() if table.rows else ("--rebuild",)), *words)
    if table.rows:
        where = shell_call("factcheck", "doctor", *(w for each in typed for w in ("--restore", each)), *words)
    what = f"holds no claim of {article} any more" if table.sha256 else "is gone"
    name = journal_path(table.path).name
    raise TableError(
        table.path,
        f"it {what}, but {name} holds what was typed for {count(len(typed), 'claim')}",
        f"To have it back:     {where}\n  To begin it anew:    {shell_call(*again, '--new-article')}",
    )
