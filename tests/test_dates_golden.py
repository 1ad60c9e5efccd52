"""What date expressions mean: the golden table, and each probe of constructs that other tools fail on."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcheck.dates import find_dates
from factcheck.document import Span

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "dates.toml").read_text(encoding="utf-8"))["dates"]
PROBES = Path(__file__).parents[2] / "shared" / "eval" / "data" / "dates_probes.jsonl"


def rows() -> list[Any]:
    return [
        pytest.param(
            row, id=row["id"], marks=[pytest.mark.xfail(strict=True, reason=row["fails"])] if "fails" in row else []
        )
        for row in GOLDEN
    ]


@pytest.mark.parametrize("row", rows())
def test_golden_date_is_found_and_resolved(row: dict[str, Any]) -> None:
    text = row["text"]
    found = find_dates(text, [Span(0, len(text))], row.get("published", "2005-08-17"))
    assert [[date.span.slice(text), date.value, date.edtf] for date in found] == row["want"]


def test_golden_names_are_unique() -> None:
    names = [row["id"] for row in GOLDEN]
    assert len(set(names)) == len(names)


@pytest.mark.skipif(not PROBES.exists(), reason="../shared/eval is not beside this checkout")
def test_probes_of_other_tools_failures_all_pass() -> None:
    failed = []
    for line in PROBES.read_text(encoding="utf-8").splitlines():
        probe = json.loads(line)
        found = find_dates(probe["text"], [Span(0, len(probe["text"]))], probe["dct"])
        inside = [date for date in found if date.span.start < probe["end"] and date.span.end > probe["start"]]
        got = {date.value for date in inside} | {end for date in inside for end in date.edtf.split("/")}
        wanted = [set(want.split("|")) for want in probe["want"]]
        if not all(want & got for want in wanted) or (not wanted and inside):
            failed.append(probe["id"])
    assert failed == []
