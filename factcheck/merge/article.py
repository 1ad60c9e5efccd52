"""Articles under another name, and what the journal holds of one that the table has no row of any more."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcheck.errors import BadArgument, UnknownArticle
from factcheck.journal import remember
from factcheck.merge.words import row_words
from factcheck.row import Row
from factcheck.table import ClaimsTable, row_of
from factcheck.verdicts import has_human

MOSTLY = 0.5
"""The share of a draft's claims that another article must hold word for word to be taken for the same one."""


def likely_same_article(table_rows: Iterable[Row], fresh_rows: Sequence[Row], name: str) -> str | None:
    """The article of the table that the fresh rows are mostly of, where `name` is not in the table yet; else None."""
    known: dict[str, set[str]] = {}
    for row in table_rows:
        if row.article == name:
            return None
        known.setdefault(row.article, set()).add(row_words(row))
    known.pop("", None)
    words = [row_words(row) for row in fresh_rows]
    hits = Counter({article: sum(each in said for each in words) for article, said in known.items()})
    if not hits or not words:
        return None
    best, count = max(sorted(hits.items()), key=lambda pair: pair[1])
    return best if count and count >= MOSTLY * len(words) else None


def worked_on(table: ClaimsTable, article: str) -> tuple[str, ...]:
    """The ids of the article's claims that people typed anything into, as far as the journal knows; those whose rows
    somebody deleted in a spreadsheet are among them.
    """
    memory = remember(table)
    rows = {**memory.state.rows, **{claim_id: gone.cells for claim_id, gone in memory.deleted.items()}}
    return tuple(
        claim_id
        for claim_id, cells in rows.items()
        if cells.get("article") == article and has_human(row_of(dict(cells), memory.state.columns))
    )


def rename_article(rows: Iterable[Row], old: str, new: str) -> tuple[Row, ...]:
    """The rows, those of article `old` now of `new` (`--replaces OLD`).

    Raises: UnknownArticle where the table has no `old`; BadArgument where it has `new` already.
    """
    rows = tuple(rows)
    names = list(dict.fromkeys(row.article for row in rows if row.article))
    if old not in names:
        raise UnknownArticle(f"{old}: no such article in the table", f"It holds: {', '.join(names) or 'none'}.")
    if new in names and new != old:
        hint = "Parse it without --replaces, or give another --article NAME."
        raise BadArgument(f"{new}: the table holds this article already", hint, value=new)
    return tuple(replace(row, article=new) if row.article == old else row for row in rows)
