"""What a check is, and what it says where it fires."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import NamedTuple

from factcheck.checks.subject import Subject
from factcheck.document import Span

__all__ = ["Check", "Finding", "Hit", "Level", "Subject"]


class Level(StrEnum):
    """How much it matters: an error fails the gate, a warning asks to be looked at, a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


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
    """A module of `factcheck.checks`: its code, its level, its manual (the docstring), the function, and its group."""

    code: str
    level: Level
    manual: str
    find: Callable[[Subject], Iterator[Hit]]
    group: str = ""

    @classmethod
    def of(cls, module: ModuleType, group: str = "") -> "Check":
        """The check that a module defines by `CODE`, `LEVEL`, `find` and its docstring."""
        return cls(module.CODE, module.LEVEL, module.__doc__ or "", module.find, group)

    @property
    def title(self) -> str:
        """The first line of its manual, without the full stop."""
        return self.manual.strip().split("\n", 1)[0].rstrip(".")


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
