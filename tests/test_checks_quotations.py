"""Quotation marks without a partner, and one quotation in two wordings."""

import pytest
from check_examples import subject_of
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks import choose, run_checks


def marks(text: str) -> list[str]:
    """What is said of the marks."""
    return [found.message for found in run_checks(subject_of(text), choose(["unbalanced-quotation-marks"]))]


def wordings(text: str) -> list[str]:
    """What is said of quotations in two wordings."""
    return [found.message for found in run_checks(subject_of(text), choose(["quotation-in-two-wordings"]))]


OPEN = [
    ("“We will stay, he said. Nobody asked him why.", "opens and does not close: “We will stay, he said. Nobody …"),
    ('He said: "We will stay. Nobody asked.', 'opens and does not close: "We will stay. Nobody asked.'),
    ("Er sagte: „Wir bleiben. Niemand fragte.", "opens and does not close: „Wir bleiben. Niemand fragte."),
    ("Il a dit : « Nous restons. Personne.", "opens and does not close: « Nous restons. Personne."),
    ("“We will stay,” he said. “For good. They left.", "opens and does not close: “For good. They left."),
    ("“We will stay, he said. “They will not.”", "opens and does not close: “We will stay, he said. “They …"),
    ("``We will stay, he said.", "opens and does not close: ``We will stay, he said."),
    ("We will stay,” he said.", "closes what did not open: We will stay,”"),
    ('We will stay," he said.', 'closes what did not open: We will stay,"'),
    ("Nous restons », a-t-il dit. Il parle de « rester ».", "closes what did not open: Nous restons »"),
    ("“We will stay”, he said, and never left” again.", "closes what did not open: … stay”, he said, and never left”"),
]
BALANCED = [
    "“We will stay,” he said.",
    '"We will stay," he said. "For good."',
    "„Wir bleiben“, sagte er.",
    "„Zostajemy”, powiedział.",
    "»Vi bliver,« sagde han. »For altid.«",
    "”Vi stannar”, sade han. ”För alltid.”",
    "«Nous restons», a-t-il dit.",
    "``We will stay,'' he said.",
    "“He called it ‘the end’,” she said.",
    "“He called it “the end” of the road,” she said.",
    'The pipe is 6" wide and 12" long.',
    "“He is taller than me; he’s 6’2”,” the senator said.",
    "It’s the workers’ union ’98.",
    "“We will stay.\n\n“And we will pay,” he said.",
    "“We will stay.\n\nAnd we will pay,” he said.",
    "“We will stay.\n\nThat is all.\n\nAnd we will pay,” he said.",
    '<img src="lake.png" alt=""> He left.',
    "He left.",
]


@pytest.mark.parametrize(("text", "said"), OPEN)
def test_mark_without_a_partner_is_shown_with_the_words_beside_it(text: str, said: str) -> None:
    assert marks(text) == [said]


@pytest.mark.parametrize("text", BALANCED)
def test_marks_that_pair_are_left_alone(text: str) -> None:
    assert marks(text) == []


def test_quotation_that_never_closes_is_told_though_other_paragraphs_follow() -> None:
    text = "“We will stay, he said.\n\nThe town is quiet.\n\nThey called it “a pact”."
    assert marks(text) == ["opens and does not close: “We will stay, he said."]


@pytest.mark.parametrize(
    "text", ['“We will stay," he said. “For good,“ she said.', '"We will stay,” he said. “Good,” she said.']
)
def test_partner_of_another_kind_is_told_once(text: str) -> None:
    (said,) = marks(text)
    assert said.startswith("closed by another mark than opened it: ")


@given(st.text(alphabet="ab .,“”\"«»„'\n", max_size=60))
def test_any_text_is_read_and_every_finding_lies_in_it(text: str) -> None:
    found = run_checks(subject_of(f"{text} x"), choose(["unbalanced-quotation-marks"]))
    assert all(each.start is not None and each.end is not None and each.start < each.end for each in found)


@given(st.lists(st.sampled_from(["“We will stay,” he said.", "Nothing else.", "«Non», dit-il."]), max_size=6))
def test_balanced_sentences_in_a_row_stay_balanced(sentences: list[str]) -> None:
    assert marks(" ".join(["The day began.", *sentences])) == []


# Two wordings

FIRST = "“We will never give up this base at Manas airport,” the general said.\n\n"


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            "“We will not give up this base at Manas airport,” he told them.",
            "quoted above as “We will never give up this”, here as “We will not give up this”",
        ),
        (
            "He had said: “As I told you, we will never give up the base at Manas airport, come what may.”",
            "quoted above as “never give up this base at Manas”, here as “never give up the base at Manas”",
        ),
        (
            "“We will never give up this air base at Manas airport,” he told them.",
            "quoted above as “give up this base at Manas”, here as “give up this air base at Manas”",
        ),
    ],
)
def test_quotation_in_other_words_is_told_with_both(second: str, said: str) -> None:
    assert wordings(FIRST + second) == [said]


@pytest.mark.parametrize(
    "second",
    [
        "“we will never give up this base at Manas airport” became a slogan.",
        "“Never give up this base at Manas airport” became a slogan.",
        "“We will never give up ... at Manas airport” became a slogan.",
        "“We will never give up [the] base at Manas airport” became a slogan.",
        "“WE WILL NEVER GIVE UP THIS BASE AT MANAS AIRPORT” stood on a wall.",
        "“We will never give up this base at Khanabad,” he said of the other one.",
        "“They will gladly sell that harbour on Lake Toma,” she said.",
        "We will not give up this base at Manas airport, he told them.",
        "“Never give up,” he told them.",
    ],
)
def test_same_words_a_part_of_them_and_other_sentences_are_left_alone(second: str) -> None:
    assert wordings(FIRST + second) == []
