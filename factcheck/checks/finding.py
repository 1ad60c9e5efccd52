"""What a check looks at, and what it says where it fires."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import ModuleType
from typing import NamedTuple

from factcheck.claims.article import Article
from factcheck.claims.claim import Claim
from factcheck.claims.rows import rows_of
from factcheck.document import Span
from factcheck.evidence.record import Evidence
from factcheck.row import Row


class Level(StrEnum):
    """How much it matters: an error fails the gate, a warning asks to be looked at, a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One article with its rows and evidence. `article` is None where only the table is at hand.

    `rows` are the article's rows of the table, () before there is one; `evidence` the rows of evidence.csv for them.
    """

    article: Article | None = None
    rows: tuple[Row, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        if self.article is None:
            return ()
        standing = {(row.sentence, row.spans): row.claim_id for row in self.rows}
        fresh = rows_of(self.article, "")
        return tuple(standing.get((row.sentence, row.spans), "" if self.rows else row.claim_id) for row in fresh)

    def id_of(self, claim: Claim) -> str:
        """The id that the table has for a claim of the article, "" where no row states it."""
        if self.article is None:
            return ""
        at = next((n for n, each in enumerate(self.article.claims) if each is claim), -1)
        return self._ids[at] if at >= 0 else ""

    def id_at(self, span: Span) -> str:
        """The id of the first claim that holds the span, "" where none does."""
        if self.article is None:
            return ""
        pairs = zip(self.article.claims, self._ids, strict=True)
        return next((name for claim, name in pairs if any(own.covers(span) for own in claim.spans)), "")


class Hit(NamedTuple):
    """One place where a check fires: one sentence that says what is wrong there, and what to do.

    `span` is a range of the article's text, None where it is about the table or the whole; `claim_id` may be left
    blank with a span: then it is the claim that holds it.
    """

    message: str
    hint: str = ""
    span: Span | None = None
    claim_id: str = ""


class Check(NamedTuple):
    """A module of `factcheck.checks`: its code, its level, its manual (the docstring) and the function."""

    code: str
    level: Level
    manual: str
    find: Callable[[Subject], Iterator[Hit]]

    @classmethod
    def of(cls, module: ModuleType) -> "Check":
        """The check that a module defines by `CODE`, `LEVEL`, `find` and its docstring."""
        return cls(module.CODE, module.LEVEL, module.__doc__ or "", module.find)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of `factcheck check`. `start` and `end` are code points of the article's text, `line` the 1-based line
    of its file; None where the finding is about the table or the whole. `claim_id` is "" where no claim is meant.
    """

    code: str
    level: Level
    message: str
    hint: str = ""
    claim_id: str = ""
    start: int | None = None
    end: int | None = None
    line: int | None = None
