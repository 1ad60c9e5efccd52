"""The words of a verdict, and how a cell that a person typed is read."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

from factcheck.document import Problem


class Status(StrEnum):
    """May the row stand as worded?"""

    UNVERIFIED = "unverified"
    IN_PROGRESS = "in_progress"
    VERIFIED = "verified"
    NEEDS_CHANGE = "needs_change"
    WRONG = "wrong"
    DISPUTED = "disputed"
    CANNOT_VERIFY = "cannot_verify"
    NOT_CHECKABLE = "not_checkable"
    CUT = "cut"


class SourceStatus(StrEnum):
    """Does the cited document, else the named source, carry it?"""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    WRONG = "wrong"
    CANNOT_VERIFY = "cannot_verify"
    NOT_APPLICABLE = "not_applicable"
    """Written by the tool where the row has neither a source nor a cited document."""


class Disposition(StrEnum):
    """What became of a suggested wording."""

    ACCEPTED = "accepted"
    STET = "stet"
    CUT = "cut"


SUGGESTION_CUTOFF = 70
"""Out of 100 by rapidfuzz: "verfied" and "verifed" reach it, "maybe" and "see note" do not."""

STRAIGHT = str.maketrans("’‘ʼ“”„«»", "'''" + '"' * 5)

Vocabulary = TypeVar("Vocabulary", Status, SourceStatus, Disposition)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text for comparing names and words: NFKD without accents, casefolded, straight quotes, single spaces.

    >>> fold(" Le  Monde ’98")
    "le monde '98"
    """
    plain = unicodedata.normalize("NFKD", text).translate(STRAIGHT)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def _word(cell: str) -> str:
    """A status as typed, brought to the form of the alias table: "Needs_Change." is "needs change"."""
    return fold(cell).replace("_", " ").replace("-", " ").strip(" .!,;:\ufe0f'\"")


@cache
def _aliases(column: str) -> dict[str, str]:
    text = files("factcheck").joinpath("data/status_aliases.csv").read_text(encoding="utf-8")
    return {_word(line["alias"]): line[column] for line in csv.DictReader(io.StringIO(text)) if line[column]}


@lru_cache(maxsize=4096)
def read_status(cell: str) -> tuple[Status, Problem | None]:
    """The status a cell holds, however it was typed; blank is `unverified`.

    A word that is no verdict ("yes?", "verfied") counts as unverified and comes with a problem that suggests one.
    """
    return _read(cell, "status", _aliases("status"), Status.UNVERIFIED)


@lru_cache(maxsize=4096)
def read_source_status(cell: str) -> tuple[SourceStatus, Problem | None]:
    """The same for `source_status`."""
    return _read(cell, "source_status", _aliases("source_status"), SourceStatus.UNVERIFIED)


def read_disposition(cell: str) -> tuple[Disposition | None, Problem | None]:
    """The same for `disposition`; None where the cell is blank or no word of the three."""
    if not cell.strip():
        return None, None
    word, problem = _read(cell, "disposition", {}, Disposition.STET)
    return (None, problem) if problem else (word, None)


def _read(cell: str, column: str, aliases: dict[str, str], default: Vocabulary) -> tuple[Vocabulary, Problem | None]:
    vocabulary = type(default)
    words = {_word(each): each for each in vocabulary}
    word = _word(cell)
    if not word:
        return default, None
    if word in words:
        return vocabulary(words[word]), None
    if word in aliases:
        return vocabulary(aliases[word]), None
    known = words | {alias: vocabulary(meant) for alias, meant in aliases.items()}
    meant = _suggest(word, known)
    hint = f"did you mean '{meant}'?" if meant else "one of: " + " ".join(vocabulary)
    message = f"'{cell.strip()}' is no {column}; it counts as {default if column != 'disposition' else 'blank'}"
    return default, Problem(code=f"unreadable-{column.replace('_', '-')}", message=message, hint=hint)


def _suggest(word: str, known: Mapping[str, str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 35 ms, and most tables hold no misspelt verdict

    bare = " ".join(re.findall(r"\w+", word))
    if bare in known:
        return str(known[bare])
    long = [each for each in sorted(known) if len(each) > 3]  # noqa: PLR2004 - "na" is near to everything short
    best = process.extractOne(bare, long, scorer=fuzz.ratio, score_cutoff=SUGGESTION_CUTOFF)
    return str(known[best[0]]) if best else ""


def is_verdict_word(word: str) -> bool:
    """True for a word that says no more than a verdict does ("ok", "checked", "verified")."""
    return _word(word) in _aliases("status") or _word(word) in {_word(status) for status in Status}
