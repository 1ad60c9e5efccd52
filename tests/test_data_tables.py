"""The data tables: one entry a line, sorted, no entry twice, each with its source."""

import csv
import io
import re
import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from factcheck.row import COLUMNS, NAMES, ROW_FIELDS, Row

DATA = Path(__file__).parent.parent / "factcheck" / "data"
TABLES = sorted(DATA.glob("*.csv"))
TEXTS = sorted(path for path in DATA.iterdir() if path.is_file())

SCHEMA = "columns.csv"
"""Describes claims.csv: its order is the file's, and its source is the contract itself."""

LEARNT = "checkable_weights.csv"
"""Written by tools/train_kinds.py, in its own order; CHECKABLE_CARD.md beside it names the data."""
SORTED_TABLES = [path for path in TABLES if path.name not in {SCHEMA, LEARNT}]


KEYS = {"lexicon.csv": 2}
"""How many columns, from the left, make an entry one of a kind where the first alone does not: a list and its word."""


def named(path: Path) -> str:
    return path.name


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    return header, rows


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_file_is_plain_utf8_with_unix_lines(path: Path) -> None:
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf"), "a byte order mark"
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
    lines = data.decode("utf-8").split("\n")
    assert [n for n, line in enumerate(lines, 1) if line != line.rstrip()] == []


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_table_is_rectangular_and_names_its_columns(path: Path) -> None:
    header, rows = read(path)
    assert rows
    assert [name for name in header if not re.fullmatch(r"[a-z][a-z_]*", name)] == []
    assert len(set(header)) == len(header)
    assert [row for row in rows if len(row) != len(header)] == []
    assert [row for row in rows if any(cell != cell.strip() for cell in row)] == []
    assert [row for row in rows if any("\n" in cell for cell in row)] == []


@pytest.mark.parametrize("path", SORTED_TABLES, ids=named)
def test_every_entry_has_its_source(path: Path) -> None:
    header, rows = read(path)
    assert header[-1] == "source"
    assert [row for row in rows if not row[-1]] == []


@pytest.mark.parametrize("path", SORTED_TABLES, ids=named)
def test_entries_are_sorted(path: Path) -> None:
    _, rows = read(path)
    keys = [row[: KEYS.get(path.name, 1)] for row in rows]
    assert keys == sorted(keys, key=lambda key: [(word.casefold(), word) for word in key])


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_no_entry_stands_twice(path: Path) -> None:
    _, rows = read(path)
    keys = [tuple(row[: KEYS.get(path.name, 1)]) for row in rows]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=named)
def test_toml_table_names_a_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert re.search(r"(?im)^\s*(#\s*)?source\b", text)


def test_row_has_the_columns_of_the_schema_in_their_order() -> None:
    assert ROW_FIELDS == NAMES
    assert [field.name for field in fields(Row)] == [*NAMES, "extra"]
    assert [column.name for column in COLUMNS if not column.what.strip()] == []
