"""The tables of date words: sorted, without doubles, every class known to a rule."""

import csv
import io
import re
import tomllib
from importlib.resources import files

import pytest

from factcheck.dates.point import Point, Unit, day
from factcheck.dates.yearless import easter

WORDS = files("factcheck").joinpath("data/date_words.csv").read_text(encoding="utf-8")
CLUES = files("factcheck").joinpath("data/date_clues.toml").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(io.StringIO(WORDS)))


def test_date_words_are_sorted_unique_lower_case_and_sourced() -> None:
    words = [row["word"] for row in ROWS]
    assert words == sorted(set(words))
    assert [word for word in words if word != word.lower()] == []
    assert [row["word"] for row in ROWS if not row["source"]] == []


def test_date_word_classes_and_numbers_are_well_formed() -> None:
    assert [row["word"] for row in ROWS if not re.fullmatch(r"[a-z_]+", row["class"])] == []
    assert [row["word"] for row in ROWS if not re.fullmatch(r"-?\d+", row["number"])] == []


def test_date_clues_are_sorted_and_sourced() -> None:
    for name, section in tomllib.loads(CLUES).items():
        assert section["words"] == sorted(set(section["words"])), name
        assert section["source"], name


@pytest.mark.parametrize(("year", "month", "number"), [(1916, 4, 23), (2000, 4, 23), (2005, 3, 27), (2038, 4, 25)])
def test_easter_falls_on_the_sunday_of_the_almanac(year: int, month: int, number: int) -> None:
    assert easter(year) == day(year, month, number)


@pytest.mark.parametrize(
    ("point", "count", "value"),
    [
        (Point(unit=Unit.MONTH, year=2005, number=11), 3, "2006-02"),
        (Point(unit=Unit.SEASON, year=2004, number=4), 1, "2005-SP"),
        (Point(unit=Unit.QUARTER, year=2005, number=1), -1, "2004-Q4"),
        (Point(unit=Unit.WEEK, year=2004, number=53), 1, "2005-W01"),
        (Point(unit=Unit.DAY, year=2004, number=2, day=28), 1, "2004-02-29"),
        (Point(unit=Unit.DECADE, year=1990), -1, "198"),
        (Point(unit=Unit.YEAR, year=1), -1, "BC0001"),
    ],
)
def test_point_moves_by_its_own_unit(point: Point, count: int, value: str) -> None:
    assert point.shifted(count).value == value


@pytest.mark.parametrize(
    ("point", "value", "edtf"),
    [
        (Point(unit=Unit.YEAR, year=-43), "BC0044", "-0043"),
        (Point(unit=Unit.CENTURY, year=-299), "BC02", "-02XX"),
        (Point(unit=Unit.CENTURY, year=0), "00", "00XX"),
        (Point(unit=Unit.DECADE, year=-478), "BC047", "-0478/-0469"),
        (Point(unit=Unit.WEEKEND, year=2005, number=32), "2005-W32-WE", "2005-08-13/2005-08-14"),
        (Point(unit=Unit.HALF, year=2005, number=2), "2005-H2", "2005-07/2005-12"),
    ],
)
def test_point_is_written_in_both_notations(point: Point, value: str, edtf: str) -> None:
    assert (point.value, point.edtf) == (value, edtf)
