"""Articles with planted faults: what the checks find in them, and what they leave alone."""

from functools import cache

import pytest
from planted_faults import PLANTED, Planted, figures, planted

from factcheck.checks import CHECKS

ARTICLES = tuple(sorted(path.name for path in PLANTED.iterdir() if path.suffix in {".md", ".txt"}))
LEAST = 0.9
FEWEST = 40


@cache
def all_planted() -> tuple[Planted, ...]:
    return tuple(planted(PLANTED / name) for name in ARTICLES)


def test_nine_in_ten_faults_are_found_and_nine_in_ten_findings_are_faults() -> None:
    precision, recall = figures(all_planted())
    missed = [f"missed: {mark.article} {mark.codes[0]}: {mark.words}" for each in all_planted() for mark in each.missed]
    false = [f"false alarm: {found.code}: {found.message}" for each in all_planted() for found in each.false_alarms]
    said = "\n".join([f"precision {precision:.2f}, recall {recall:.2f}", *missed, *false])
    assert min(precision, recall) >= LEAST, said


def test_faults_and_near_misses_are_many() -> None:
    marks = [mark for each in all_planted() for mark in each.marks]
    assert min(sum(mark.fault for mark in marks), sum(not mark.fault for mark in marks)) >= FEWEST


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_check_has_a_fault_to_find_and_a_near_miss_to_leave(code: str) -> None:
    marks = [mark for each in all_planted() for mark in each.marks if code in mark.codes]
    assert {mark.fault for mark in marks} == {True, False}
