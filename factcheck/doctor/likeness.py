"""How well a row of the file fits a row that the journal knows: by its words first, then by all that is its own."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from factcheck.journal.memory import Memory
from factcheck.row import HUMAN, NAMES

WORDS = ("verbatim", "claim", "spans")
"""The cells that tell one claim from another."""


@lru_cache(maxsize=65_536)
def bare(cell: str) -> str:
    """The letters and digits that no encoding spoils, the whole cell where it has none of them."""
    return re.sub(r"[^a-z0-9]", "", cell.casefold()) or cell.strip()


class Likeness:
    """Finds the known row that a row of the file is, whatever its id says."""

    def __init__(self, memory: Memory) -> None:
        self.known = {each: cells for each in (*memory.state.rows, *memory.deleted) if (cells := memory.cells(each))}
        self._telling = _telling_cells(self.known)
        self._by_words: dict[tuple[str, str], list[str]] = defaultdict(list)
        for claim_id, cells in self.known.items():
            for name in WORDS:
                if cells.get(name):
                    self._by_words[(name, bare(cells[name]))].append(claim_id)

    def fits(self, row: Mapping[str, str], claim_id: str) -> int:
        """How many of the known row's cells that no other row has stand in this one."""
        telling = self._telling.get(claim_id, {})
        return sum(bare(row.get(name, "")) == cell for name, cell in telling.items())

    def agrees(self, row: Mapping[str, str], claim_id: str) -> int:
        """How many cells are as the journal knows them, blank ones left out."""
        cells = self.known.get(claim_id, {})
        return sum(bool(cell) and row.get(name) == cell for name, cell in cells.items() if name != "claim_id")

    def nearest(self, row: Mapping[str, str], free: AbstractSet[str] | None = None) -> str:
        """The known row with the same words that fits best, among `free` where given; "" where none has them."""
        same = dict.fromkeys(
            each
            for name in WORDS
            if row.get(name)
            for each in self._by_words.get((name, bare(row[name])), ())
            if free is None or each in free
        )
        if not same:
            return ""
        order = {each: at for at, each in enumerate(same)}
        best = max(same, key=lambda each: (self.fits(row, each), self.agrees(row, each), -order[each]))
        words = sum(bare(row.get(name, "")) == bare(self.known[best].get(name, "")) for name in WORDS if row.get(name))
        return best if words or self.fits(row, best) > 1 else ""


def _telling_cells(known: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Of each row the cells that no other row holds in the same column."""
    columns = dict.fromkeys(name for cells in known.values() for name in cells)
    telling: dict[str, dict[str, str]] = {each: {} for each in known}
    for name in columns:
        if name == "claim_id" or (name in HUMAN and name not in NAMES):
            continue
        folded = {each: bare(cells[name]) for each, cells in known.items() if cells.get(name)}
        counts = Counter(folded.values())
        for each, cell in folded.items():
            if counts[cell] == 1:
                telling[each][name] = cell
    return telling
