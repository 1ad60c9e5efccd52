"""The examples in the manual of a check, read and run.

An example stands indented under a line `Fires:` or `Silent:`. It is an article; a first line `published 2005-08-17`
gives its day, `writer Ana Ruiz` its writer. Lines such as `s1a: status=verified; reviewer=ana` put cells into the row
of that ref, `s1a evidence: quote_match=near` is a row of evidence.csv for it, `s1a earlier: ben wrong` a verdict of before.

`hits`, `only` and `each_of` run one check on sentences of an article of PUBLISHED.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import pytest

from factcheck.checks import Finding, Subject, run_checks
from factcheck.checks.finding import Check, Hit
from factcheck.checks.subject import Earlier
from factcheck.claims.article import parse
from factcheck.claims.rows import rows_of
from factcheck.evidence.record import Evidence
from factcheck.table.cells import with_cells

PUBLISHED = "2005-08-17"
_EXAMPLE = re.compile(r"^(Fires|Silent):\n((?:[ ]{4}.*\n|\n)+)", re.MULTILINE)
_SETTING = re.compile(r"(published|writer) (\S.*)")
_CELLS = re.compile(r"(s\d+[a-z]+)( evidence| earlier)?: (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example of a manual: whether the check is to fire on it, and its lines."""

    fires: bool
    text: str


def examples_of(manual: str) -> tuple[Example, ...]:
    """The examples of a manual page, in order."""
    return tuple(
        Example(fires=match[1] == "Fires", text=textwrap.dedent(match[2]).strip("\n"))
        for match in _EXAMPLE.finditer(f"{manual}\n")
    )


def found_in(check: Check, text: str) -> tuple[Finding, ...]:
    """What the check finds in an example."""
    return run_checks(subject_of(text), (check,))


def each_of(sentences: dict[ModuleType, tuple[str, ...]]) -> pytest.MarkDecorator:
    """Runs a test for every sentence of every check."""
    cases = [
        pytest.param(check, text, id=f"{check.CODE}-{n}")
        for check, own in sentences.items()
        for n, text in enumerate(own)
    ]
    return pytest.mark.parametrize(("check", "text"), cases)


def hits(check: ModuleType, text: str, published: str = PUBLISHED) -> list[Hit]:
    """What the module of a check finds in an article of that day, "" for one whose day is not known."""
    setting = f"published {published}\n" if published else ""
    found: Iterator[Hit] = check.find(subject_of(f"{setting}{text}"))
    return list(found)


def only(check: ModuleType, text: str) -> Hit:
    """The one thing that a check finds."""
    found = hits(check, text)
    assert len(found) == 1, found
    return found[0]


@cache
def subject_of(text: str) -> Subject:
    """The article of an example with its rows and evidence as the example says."""
    settings: dict[str, str] = {}
    article: list[str] = []
    typed: list[tuple[str, str, str]] = []
    for line in text.split("\n"):
        if not article and (setting := _SETTING.fullmatch(line)):
            settings[setting[1]] = setting[2]
        elif cells := _CELLS.fullmatch(line):
            typed.append((cells[1], (cells[2] or "").strip(), cells[3]))
        else:
            article.append(line)
    parsed = parse("\n".join(article).strip("\n"), published=settings.get("published"))
    rows = {row.ref: row for row in rows_of(parsed, "draft.txt")} if typed else {}
    evidence: list[Evidence] = []
    earlier: list[Earlier] = []
    for ref, what, said in typed:
        row = rows[ref]
        if what == "evidence":
            evidence.append(_evidence(row.claim_id, said))
        elif what == "earlier":
            who, status = said.split()
            earlier.append(Earlier(row.claim_id, who, status))
        else:
            rows[ref] = with_cells(row, dict(_cells(said)))
    return Subject(
        article=parsed,
        rows=tuple(rows.values()),
        evidence=tuple(evidence),
        earlier=tuple(earlier),
        writer=settings.get("writer", ""),
    )


def _evidence(claim_id: str, said: str) -> Evidence:
    cells = dict(_cells(said))
    return Evidence(
        claim_id=claim_id,
        outcome="found",
        title=cells.get("title", ""),
        passage=cells.get("passage", ""),
        quote_match=cells.get("quote_match", ""),
    )


def _cells(said: str) -> Iterator[tuple[str, str]]:
    for cell in re.split(r"; (?=[a-z_]+=)", said):
        name, _, value = cell.partition("=")
        yield name.strip(), value
