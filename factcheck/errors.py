"""Every exception factcheck raises: misuse, and what the outside world refused.

    FactcheckError
    ├── BadArgument            an argument that is none of what is accepted (a date, a status, a name)
    ├── UnreadableInput        a file that cannot be read: article, settings (missing, binary, empty, too large)
    ├── TableError             claims.csv cannot be used as it stands
    │   ├── DamagedTable       its bytes do not make a table (stray comma, missing column, duplicated id)
    │   └── TableMoved         it changed on disk since it was read
    ├── UnwritableOutput       a file that cannot be written; what stood there still stands
    ├── UnknownReference       a ref or id that names no claim, or several
    ├── UnknownArticle         the table cannot say which article is meant
    └── RefusedVerdict         a mark that the rules of proof do not allow

Problems of the user's article or table that do not stop the work are values (`factcheck.document.Problem`).
Each leaf builds its message, keeps the offending value and says the next action; `str(error)` is what a user reads.
"""

from pathlib import Path


class FactcheckError(Exception):
    """Root of all errors; `message` says what is wrong and where, `hint` what to do next ("" where nothing helps)."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class BadArgument(FactcheckError):
    """An argument that is none of what is accepted; `value` is what was given."""

    def __init__(self, message: str, hint: str = "", *, value: str = "") -> None:
        super().__init__(message, hint)
        self.value = value


class UnreadableInput(FactcheckError):
    """An article that cannot be read; `path` is the name it was given by."""

    def __init__(self, path: Path | str, reason: str, hint: str = "") -> None:
        super().__init__(f"{path}: {reason}", hint)
        self.path = str(path)
        self.reason = reason


class TableError(FactcheckError):
    """The table at `path` cannot be used as it stands; `line` is 1-based in the file, 0 where none applies."""

    def __init__(self, path: Path | str, reason: str, hint: str = "", *, line: int = 0, cell: str = "") -> None:
        place = f"{path}, line {line}" if line else str(path)
        if cell:
            place += f", {cell}"
        super().__init__(f"{place}: {reason}", hint)
        self.path = str(path)
        self.line = line
        self.cell = cell


class DamagedTable(TableError):
    """The bytes of the file do not make a table; nothing was written."""


class TableMoved(TableError):
    """The file changed on disk since it was read; nothing was written."""


class UnwritableOutput(FactcheckError):
    """A file that cannot be written; the old file stands whole."""

    def __init__(self, path: Path | str, reason: str, hint: str = "") -> None:
        super().__init__(f"{path}: cannot be written: {reason}", hint or "The old file is unchanged.")
        self.path = str(path)


class UnknownReference(FactcheckError):
    """A ref, id or beginning of an id that names no claim, or more than one; `reference` is what was typed."""

    def __init__(self, reference: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{reference}: {reason}", hint)
        self.reference = reference


class UnknownArticle(FactcheckError):
    """The table holds several articles, or none of the name given."""


class RefusedVerdict(FactcheckError):
    """A mark that the rules of proof do not allow; nothing was written."""
