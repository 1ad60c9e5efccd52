"""The scripts of benchmarks/ start, and the sentences that dates.py compares libraries on say what they mean to say.

No timings here: they are run by hand.
"""

import ast
import datetime as dt
import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"
SCRIPTS = sorted(BENCHMARKS.glob("*.py"))
SENTENCES = tomllib.loads((BENCHMARKS / "date_finders" / "sentences.toml").read_text(encoding="utf-8"))

sys.path.append(str(BENCHMARKS))  # the folder of a script is where it imports from

from date_finders.judging import Article, Given, Wanted, judge, stretch, written  # noqa: E402
from date_finders.libraries import factcheck  # noqa: E402

from factcheck.document import Span  # noqa: E402

NOT_RIGHT = [
    # A month after an old year or a full date: five past years written out make a narrative, one or two do not.
    ("January", "wrong"),
    ("September", "wrong"),
    ("August", "wrong"),
    # "may" points ahead here; it points back as often ("may have lapsed in June").
    ("June", "wrong"),
    # A length after "in" with a future verb is a date; it is left as a length (tests/golden/dates.toml says so, too).
    ("in ten days", "missed"),
    ("in two years", "missed"),
    # A present tense that means the future: "Voters go to the polls on Sunday".
    ("Sunday", "wrong"),
]
"""All that our finder does not get right of the written sentences, in their order."""


def named(path: Path) -> str:
    return path.name


def rows() -> list[Any]:
    return [pytest.param(row, id=row[1][:40]) for group in SENTENCES.values() for row in group]


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_script_documents_its_usage(script: Path) -> None:
    lines = (ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or "").splitlines()
    assert lines
    assert lines[0].endswith(".")
    assert any(line.strip().startswith(f"python benchmarks/{script.name}") for line in lines[1:])


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_script_answers_help_with_its_docstring(script: Path) -> None:
    answer = subprocess.run(
        [sys.executable, str(script), "--help"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200"},
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(f"usage: {script.name}")
    assert f"python benchmarks/{script.name}" in answer.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_script_refuses_an_argument_it_does_not_know(script: Path) -> None:
    answer = subprocess.run([sys.executable, str(script), "--fast"], capture_output=True, check=False, encoding="utf-8")
    assert answer.returncode == 2
    assert "unrecognized arguments: --fast" in answer.stderr


@pytest.mark.parametrize("row", rows())
def test_written_expression_stands_in_its_sentence_once(row: list[Any]) -> None:
    published, text, expressions = row
    assert dt.date.fromisoformat(published).isoformat() == published
    places = [text.find(words) for words, *_ in expressions]
    assert [words for words, *_ in expressions if text.count(words) != 1] == []
    ends = [place + len(words) for place, (words, *_) in zip(places, expressions, strict=True)]
    assert all(end <= place for end, place in zip(ends, places[1:], strict=False)), "in text order, disjoint"
    for words, *values in expressions:
        assert values, words
        assert all(stretch(value).first <= stretch(value).last for value in values)


def test_written_sentences_are_many_and_no_two_alike() -> None:
    texts = [row[1] for group in SENTENCES.values() for row in group]
    assert len(texts) >= 60
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    assert sum(not row[2] for row in SENTENCES["no_date"]) >= 12


def test_our_finder_misses_of_the_written_sentences_what_is_listed_and_nothing_else() -> None:
    judged = [each for article in written() for each in judge(article, factcheck(article.text, article.published))]
    assert [(each.words, each.outcome) for each in judged if each.outcome != "right"] == NOT_RIGHT


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2005-08-10", "2005-08-10", "2005-08-10"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2004-12", "2004-12-01", "2004-12-31"),
        ("2005", "2005-01-01", "2005-12-31"),
        ("2004-Q3", "2004-07-01", "2004-09-30"),
        ("2004-Q4", "2004-10-01", "2004-12-31"),
        ("2005-H2", "2005-07-01", "2005-12-31"),
        ("2005-W31", "2005-08-01", "2005-08-07"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("18XX", "1800-01-01", "1900-12-31"),
        ("1962-WI", "1962-12-01", "1963-03-20"),
    ],
)
def test_value_stands_for_its_days(value: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in stretch(value)] == [first, last]


TEXT = "Sales fell in the third quarter of 2004, rose in August 2005 and stopped on May 3-5."


def outcomes(words: str, values: tuple[str, ...], *given: tuple[str, str, str], whole: bool = False) -> list[str]:
    """What becomes of results, each the words found and the first and last day, where some words are wanted."""
    start = TEXT.index(words)
    wanted = Wanted(Span(start, start + len(words)), tuple(map(stretch, values)), whole)
    found = [
        Given(TEXT.index(part), TEXT.index(part) + len(part), dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        for part, first, last in given
    ]
    return [each.outcome for each in judge(Article(TEXT, dt.date(2005, 8, 17), (wanted,)), found)]


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [
        ("2005-08-17", "2005-08-17", "right"),  # a library that fills in the day
        ("2005-08-01", "2005-09-01", "right"),  # a half-open stretch
        ("2005-09-01", "2005-09-01", "wrong"),
        ("2004-08-17", "2004-08-17", "wrong"),
    ],
)
def test_month_is_right_where_year_and_month_are(first: str, last: str, outcome: str) -> None:
    assert outcomes("August 2005", ("2005-08",), ("in August 2005", first, last)) == [outcome]


def test_day_after_the_wanted_one_is_wrong() -> None:
    assert outcomes("August 2005", ("2005-08-10",), ("August 2005", "2005-08-11", "2005-08-11")) == ["wrong"]


def test_quarter_is_not_right_by_luck() -> None:
    words, value = "third quarter of 2004", ("2004-Q3",)
    assert outcomes(words, value, ("2004", "2004-08-17", "2004-08-17"), whole=True) == ["wrong"]
    assert outcomes(words, value, ("the third quarter of 2004", "2004-07-01", "2004-10-01"), whole=True) == ["right"]
    assert outcomes(words, value, ("the third quarter of 2004", "2004-01-01", "2004-12-31"), whole=True) == ["wrong"]


def test_ends_of_a_range_are_counted_one_by_one() -> None:
    words, values = "May 3-5", ("2005-05-03", "2005-05-05")
    assert outcomes(words, values, (words, "2005-05-03", "2005-05-05")) == ["right", "right"]
    assert outcomes(words, values, ("May 3", "2005-05-03", "2005-05-03")) == ["right", "missed"]
    assert outcomes(words, values, ("May 3", "2006-05-03", "2006-05-03")) == ["wrong", "wrong"]


def test_result_on_no_expression_is_a_false_alarm_and_no_result_a_miss() -> None:
    assert outcomes("August 2005", ("2005-08",), ("May 3", "2005-05-03", "2005-05-03")) == ["missed", "false"]
