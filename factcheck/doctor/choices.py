"""What a person has chosen where the tool does not decide: `--restore` and `--keep`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.errors import UnknownReference
from factcheck.journal.memory import Memory

SHORTEST = 3
"""Letters of an id that must be typed at least, as everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Places to take from the journal, and places to leave as they are.

    A place is a row (its id), a column (its name) or a cell (id and column).
    """

    restore: frozenset[tuple[str, str]] = frozenset()
    keep: frozenset[tuple[str, str]] = frozenset()

    def restores(self, claim_id: str, column: str) -> bool:
        """True where the cell, or the whole of its column, is to be as the journal has it."""
        return (claim_id, column) in self.restore or ("", column) in self.restore

    def keeps(self, claim_id: str, column: str) -> bool:
        """True where the cell, or the whole of its column, is to stay as it is."""
        return (claim_id, column) in self.keep or ("", column) in self.keep


NONE = Choices()


def choose(memory: Memory, columns: Iterable[str], restore: Iterable[str], keep: Iterable[str]) -> Choices:
    """The choices that these words make: `ID`, `REF`, `COLUMN`, `ID.COLUMN` or `REF.COLUMN`.

    Raises: UnknownReference for a word that names nothing.
    """
    known = tuple(dict.fromkeys((*columns, *memory.state.columns)))
    return Choices(
        restore=frozenset(_place(memory, known, word) for word in restore),
        keep=frozenset(_place(memory, known, word) for word in keep),
    )


def _place(memory: Memory, columns: Sequence[str], word: str) -> tuple[str, str]:
    if word.strip() in columns:
        return "", word.strip()
    row, dot, column = word.strip().partition(".")
    if dot and column not in columns:
        raise UnknownReference(word, f"there is no column '{column}'", f"There are: {', '.join(columns)}")
    return _claim_id(memory, word, row), column


def _claim_id(memory: Memory, word: str, row: str) -> str:
    known = dict.fromkeys([*memory.state.rows, *memory.deleted])
    begins = [each for each in known if each.casefold().startswith(row.casefold())]
    if row in known:
        return row
    if len(begins) == 1 and sum(map(str.isalpha, row)) >= SHORTEST:
        return begins[0]
    ref = row.casefold() if row.casefold().startswith("s") else f"s{row.casefold()}"
    named = [each for each in known if (memory.cells(each) or {}).get("ref", "").casefold() == ref]
    if len(named) == 1:
        return named[0]
    hint = "Give an id, a ref or a column as `factcheck doctor` prints it; ID.COLUMN for one cell."
    reason = (
        "several claims are meant" if len(begins) > 1 or len(named) > 1 else "the journal knows no such claim or column"
    )
    raise UnknownReference(word, reason, hint)
