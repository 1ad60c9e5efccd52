"""What is said of words that lie in no claim."""

import pytest
from check_examples import subject_of

from factcheck.checks import choose, run_checks


def said(text: str) -> list[str]:
    return [found.message for found in run_checks(subject_of(text), choose(["uncovered-words"]))]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("The lake lost water. Astana, 2005.", ["“2005” lies in no claim"]),
        (
            "The lake lost water near Astana. Astana, 2005.",
            ["“Astana” lies in no claim", "“2005” lies in no claim"],
        ),
        ("The lake lost water. Lake Toma!", ["“Lake Toma” lies in no claim"]),
    ],
)
def test_name_or_number_left_out_is_told(text: str, messages: list[str]) -> None:
    assert said(text) == messages


@pytest.mark.parametrize(
    "text",
    [
        "The lake lost water. Easily.",
        "The lake lost water. Surprised?",
        "ABSTRACT.\n\nThe lake lost water.",
        "“The lake lost water. Not good, great,” she said.",
        "The lake lost water.",
    ],
)
def test_fragment_that_names_nothing_is_left_alone(text: str) -> None:
    assert said(text) == []
