"""Checks about language that needs proof: records, causes, forecasts, words in marks; and the sample article."""

from pathlib import Path

import pytest
from check_examples import hits, only

import factcheck
from factcheck.checks import (
    anonymous_source,
    figure_without_source,
    forecast_as_fact,
    quoted_fragment,
    record_claim,
    unattributed_quotation,
    uncited_cause,
    vague_source,
)
from factcheck.checks.subject import Subject

SAMPLE = Path(__file__).parent.parent / "seeds" / "edm-2-160.txt"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was the first bridge ever built across the Norr.", "the first bridge ever"),
        ("The harbour is the largest in northern Europe.", "the largest in northern Europe"),
        ("Halden is the only town in the country without a school.", "the only town in the country"),
        ("The river has never flooded.", "has never flooded"),
        ("Norland is the world’s biggest exporter of cod.", "world’s biggest"),
        ("The factory recorded its highest output in history.", "its highest output in history"),
        ("Never before had so many ships called there.", "Never before"),
        ("Exports rose to a record high.", "record high"),
    ],
)
def test_record_is_found(text: str, words: str) -> None:
    hit = only(record_claim, text)
    assert hit.message == f"“{words}” is a record that somebody must have counted"


@pytest.mark.parametrize(
    "text",
    [
        "The first meeting lasted an hour, and the only question was the price.",
        "The harbour is one of the largest in Norland.",
        "The harbour is not the largest in Norland.",
        "The harbour is the largest in Norland, the mayor said.",
        "The harbour is the largest in Norland (Interfax, August 11).",
        "“The harbour is the largest in Norland,” Anna Lind said.",
        "Is the harbour the largest in Norland?",
        "It’s only a matter of time, as never before.",
        "He spoke for the first time and read the record of the meeting.",
    ],
)
def test_words_that_assert_no_record_are_left_alone(text: str) -> None:
    assert hits(record_claim, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Crime fell because of the new lamps.",
        "Exports shrank because the harbour was closed.",
        "The closure of the mine caused the collapse of the town.",
        "The reform has led to higher wages.",
        "The fire was caused by old wires.",
        "The flood is the result of the new dam.",
        "The drought is responsible for the rise in prices.",
    ],
)
def test_cause_of_nobody_is_found(text: str) -> None:
    assert only(uncited_cause, text).message.endswith("asserts a cause")


@pytest.mark.parametrize(
    "text",
    [
        "The road led to the harbour.",
        "The reform could have led to higher wages.",
        "The reform has not led to higher wages.",
        "The reform has led to higher wages, Anna Lind said.",
        "The reform has led to higher wages (Interfax, August 11).",
        "The mayor left because of the rain.",
        "The ship is due to arrive on Monday.",
        "The song caused a stir.",
        "The storm caused the ferry to turn back.",
        "A study found that the reform had led to higher wages.",
    ],
)
def test_motive_course_and_reported_cause_are_left_alone(text: str) -> None:
    assert hits(uncited_cause, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The dam will collapse within ten years.",
        "Prices will double by 2010.",
        "Norland is certain to join the union.",
        "Any other approach will be doomed to failure.",
        "War is inevitable.",
    ],
)
def test_forecast_told_as_fact_is_found(text: str) -> None:
    assert only(forecast_as_fact, text).message.endswith("states a forecast as a fact")


@pytest.mark.parametrize(
    "text",
    [
        "The minister will visit Halden on Friday.",
        "The dam will probably collapse.",
        "The dam will collapse if it rains.",
        "Will the dam collapse?",
        "The bank expects that prices will double.",
        "The dam will collapse, Anna Lind said.",
        "The will of Anna Lind was read on Monday.",
    ],
)
def test_plan_condition_and_reported_forecast_are_left_alone(text: str) -> None:
    assert hits(forecast_as_fact, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The government sent its “peacekeepers” to the border.", "peacekeepers"),
        ("The “experts” of the ministry met in May.", "experts"),
        ("The governor opened the “free” clinic in Halden.", "free"),
        ("The town paid for his “victory” in the vote.", "victory"),
    ],
)
def test_word_in_marks_is_found(text: str, word: str) -> None:
    hit = only(quoted_fragment, text)
    assert hit.message == f"“{word}” is in quotation marks, and nobody is named whose word it is"


@pytest.mark.parametrize(
    "text",
    [
        "The governor called the “free” clinic a success.",
        "Anna Lind said the “free” clinic was closed.",
        "The method is known as “cold welding”.",
        "Visitors saw the film “Old Halden” in the hall.",
        "A “material witness” was heard.",
        "The bank has a “sell” recommendation on the shares.",
        "The governor opened the “free” clinic (Interfax, August 11).",
    ],
)
def test_title_term_and_attributed_word_are_left_alone(text: str) -> None:
    assert hits(quoted_fragment, text) == []


def test_word_in_marks_is_told_once() -> None:
    text = "The governor opened the “free” clinic. The “free” clinic was closed in May."
    only(quoted_fragment, text)


def test_sample_article_gives_a_short_list() -> None:
    subject = Subject(article=factcheck.parse(SAMPLE.read_text(encoding="utf-8"), published="2005-08-17"))
    checks = (
        anonymous_source, figure_without_source, forecast_as_fact, quoted_fragment, record_claim, uncited_cause,
        unattributed_quotation, vague_source,
    )  # fmt: skip
    found = [(check.CODE, hit.span.slice(subject.text)) for check in checks for hit in check.find(subject) if hit.span]
    assert found == [
        ("forecast-as-fact", "will continue to attach"),
        ("forecast-as-fact", "will be doomed"),
        ("uncited-cause", "has resulted in"),
        ("vague-source", "Kazakhstani analysts have raised"),
        ("vague-source", "reportedly"),
    ]
