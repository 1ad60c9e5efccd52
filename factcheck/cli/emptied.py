"""A table whose rows of an article are all gone, while its journal holds what people typed into them."""

from collections.abc import Mapping, Sequence

from factcheck.cli.options import claims_words, shell_call
from factcheck.errors import TableError
from factcheck.journal import journal_path, remember
from factcheck.report.wording import count
from factcheck.table import ClaimsTable, row_of
from factcheck.verdicts import has_human


def refuse_emptied(table: ClaimsTable, article: str, again: Sequence[str]) -> None:
    """Nothing, where the table holds the article, or nobody had typed anything into the rows that it held.

    `again` is the call that is being refused, as words. Raises: TableError with the way back.
    """
    if any(row.article == article for row in table.rows):
        return
    memory = remember(table)
    gone = {claim_id: deleted.cells for claim_id, deleted in memory.deleted.items()}
    rows: Mapping[str, Mapping[str, str]] = {**memory.state.rows, **gone}
    typed = [
        claim_id
        for claim_id, cells in rows.items()
        if cells.get("article") == article and has_human(row_of(dict(cells), memory.state.columns))
    ]
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
