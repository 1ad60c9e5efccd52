"""How the answer of a dataset is printed: aligned text, CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from itertools import count as naturals
from math import isfinite
from typing import Any

import click

from factcheck.corpus.asking import Answer
from factcheck.report.wording import count, one_line
from factcheck.table.cells import guard

FORMATS = ("text", "csv", "json")
WIDEST = 60
"""Characters of a cell that are printed as text."""


def print_answer(answer: Answer, form: str, most: int) -> None:
    """The answer on stdout, at most `most` rows (0: all); on stderr what was left out."""
    rows = islice(answer.rows, most) if most else answer.rows
    if form == "csv":
        printed = _csv(answer.columns, rows)
    elif form == "json":
        printed = _json(answer.columns, rows)
    else:
        held = list(rows)
        printed = _text(answer.columns, held)
        if not held:
            click.echo("Nothing was found.", err=True)
    for line in printed:
        click.echo(line, nl=False)
    if most and next(answer.rows, None) is not None:
        click.echo(f"The first {count(most, 'row')}; more with --limit N, all with --limit 0.", err=True)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guard(column) for column in columns])
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A list of objects, one a line."""
    before = "[\n"
    names = _apart(columns)
    for row in rows:
        # JSON has no word for NaN and infinity.
        cells = (str(cell) if isinstance(cell, float) and not isfinite(cell) else cell for cell in row)
        made = json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False, default=str)
        yield before + made
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _apart(columns: Sequence[str]) -> list[str]:
    """The names, numbered where SQL gives one to several columns: an object holds each once."""
    names = list[str]()
    for column in columns:
        free = (name for name in chain([column], (f"{column}_{number}" for number in naturals(2))) if name not in names)
        names.append(next(free))
    return names


def _text(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    cells = [tuple(columns), *(tuple(_shown(cell) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [all(isinstance(cell, int | float | None) for cell in column) for column in zip(*rows, strict=True)]
    for row in cells:
        laid = (
            cell.rjust(width) if flush else cell.ljust(width)
            for cell, width, flush in zip(row, widths, right or [False] * len(widths), strict=True)
        )
        yield "  ".join(laid).rstrip() + "\n"


def _shown(cell: Any) -> str:  # noqa: ANN401  whatever SQL gives
    text = one_line("" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell))
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
