"""Word lists of the rules: `data/lexicon.csv`, one word a line under the list it belongs to."""

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("factcheck").joinpath("data/lexicon.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in csv.DictReader(io.StringIO(text)):
        found.setdefault(entry["list"], set()).add(entry["word"])
    return {name: frozenset(members) for name, members in found.items()}


def word_list(name: str) -> frozenset[str]:
    """The words of a list, lower case. Raises: KeyError for a list the table does not hold."""
    return _lists()[name]
