"""Attribution: who said what, over whole short articles."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.attribution import UNNAMED, Attribution, Reading, find_attributions
from factcheck.cues import CueClass
from factcheck.document import Span
from factcheck.mending import mend
from factcheck.mentions import Mentions
from factcheck.quotations import find_quotations
from factcheck.sentences import split
from factcheck.syntax import parse_sentences


def read(text: str) -> Reading:
    """The text, its paragraphs parted by blank lines."""
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 2
    numbered = [(s, n) for n, p in enumerate(paragraphs) for s in split(text, p)]
    trees = tuple(mend(tree) for tree in parse_sentences(text, [s for s, _ in numbered]))
    return Reading(
        text=text,
        trees=trees,
        paragraph_of=tuple(n for _, n in numbered),
        quotations=find_quotations(text, paragraphs),
        mentions=Mentions(text, trees),
    )


def attributions(text: str) -> tuple[Attribution, ...]:
    return find_attributions(read(text))


def sources(text: str) -> list[tuple[str, str]]:
    """(who, what) of each attribution, pieces joined by ¦."""
    return [(a.resolved_source, " ¦ ".join(s.slice(text) for s in a.content)) for a in attributions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to the Daily Courier, the mine closed in 2004.", ("Daily Courier", "the mine closed in 2004")),
        ("The mine closed in 2004, according to the Daily Courier.", ("Daily Courier", "The mine closed in 2004")),
        ("“The mine is closed for good,” said Senator Ruth Cole.", ("Ruth Cole", "“The mine is closed for good,”")),
        ("The mine has been described as unsafe.", (UNNAMED, "The mine ¦ as unsafe")),
        ("It was reported that the mine had closed.", (UNNAMED, "It ¦ that the mine had closed")),
        ("Critics of the plan said that the dam was too small.", ("critics of the plan", "that the dam was too small")),
        ("A spokesman for the bank said the loans were safe.", ("spokesman for the bank", "the loans were safe")),
        ("Police say the driver was drunk.", ("police", "the driver was drunk")),
        ("The ministry said in a statement that the road would open.", ("ministry", "that the road would open")),
    ],
)
def test_one_report_has_its_source_and_content(text: str, expected: tuple[str, str]) -> None:
    assert sources(text) == [expected]


def test_a_quotation_over_four_sentences_belongs_to_the_speaker_at_its_end() -> None:
    text = (
        "Paul Mercer is mayor of Halden. “The harbour is closed. No ship may enter. We lost three boats. "
        "The storm took them,” said Mercer."
    )
    quoted = "“The harbour is closed. No ship may enter. We lost three boats. The storm took them,”"
    assert sources(text) == [("Paul Mercer", quoted)]
    assert attributions(text)[0].direct


def test_a_quotation_over_two_paragraphs_belongs_to_one_speaker() -> None:
    text = "“The harbour is closed. No ship may enter.\n\n“We lost three boats,” said Paul Mercer."
    assert sources(text) == [
        ("Paul Mercer", "“The harbour is closed. No ship may enter. ¦ “We lost three boats,”"),
    ]


def test_a_quotation_without_cue_belongs_to_who_spoke_before_it_in_the_paragraph() -> None:
    text = "“The port is closed,” said Paul Mercer. “Nobody knows when it will open.”"
    assert sources(text) == [("Paul Mercer", "“The port is closed,” ¦ “Nobody knows when it will open.”")]


def test_a_quotation_after_a_colon_belongs_to_the_paragraph_before_it() -> None:
    text = "Paul Mercer runs the port. He continued:\n\n“Nobody knows when the harbour will open.”"
    assert sources(text) == [("Paul Mercer", "“Nobody knows when the harbour will open.”")]


def test_a_name_behind_a_dash_signs_the_quotation() -> None:
    text = "“Nobody warned us in time. We lost three boats.” — Anna Berg"
    assert sources(text) == [("Anna Berg", "“Nobody warned us in time. We lost three boats.”")]


def test_a_quotation_in_a_paragraph_of_its_own_names_the_one_who_just_spoke() -> None:
    text = "“The port is closed,” said Paul Mercer.\n\n“Nobody knows when it will open.”"
    found = attributions(text)
    assert [a.source[0].slice(text) for a in found] == ["Paul Mercer", "Paul Mercer"]
    assert found[1].cue == ()


def test_what_a_speaker_thinks_aloud_is_no_report_of_its_own() -> None:
    text = "“I think the dam leaks, and you know that it will break,” said Paul Mercer."
    assert [who for who, _ in sources(text)] == ["Paul Mercer"]


def test_an_attitude_is_nobody_s_statement() -> None:
    found = attributions("Anna Berg refused to sign the contract.")
    assert [(a.resolved_source, a.kind) for a in found] == [("Anna Berg", CueClass.ATTITUDE)]


def test_who_only_did_something_is_not_who_goes_on_speaking() -> None:
    text = "Paul Mercer said the port was closed. Tom Reed declined to comment. He added that ships had left."
    assert sources(text)[-1] == ("Paul Mercer", "that ships had left")


def test_a_mark_left_open_gives_nobody_the_rest_of_the_article() -> None:
    text = "“The harbour is closed for the year, said Paul Mercer.\n\nThe council met on Monday. Ships left the bay."
    end = text.index("\n\n")
    assert all(s.end <= end for a in attributions(text) for s in a.content)


def test_the_same_article_speaks_for_its_paper() -> None:
    text = "The Halden Gazette reported that the mill had burned. The same article said that nobody was hurt."
    assert [who for who, _ in sources(text)] == ["Halden Gazette", "Halden Gazette"]


@pytest.mark.parametrize(
    ("before", "pronoun", "who"),
    [
        ("Mr. Okoro chairs the board.", "He", "Okoro"),
        ("Mrs. Adler runs the clinic.", "She", "Adler"),
        ("Paul Mercer runs the port. Anna Berg runs the town.", "He", "Paul Mercer"),
        ("Paul Mercer runs the port. Anna Berg runs the town.", "She", "Anna Berg"),
    ],
)
def test_a_pronoun_is_the_person_it_fits(before: str, pronoun: str, who: str) -> None:
    assert sources(f"{before} {pronoun} said that the roof leaked.") == [(who, "that the roof leaked")]


def test_a_denial_is_marked_as_one() -> None:
    (found,) = attributions("The minister denied that the bank had failed.")
    assert found.denies


def test_the_author_s_own_voice_is_nobody_s_report() -> None:
    assert attributions("I think that the tax is wrong.") == ()


POOL = [
    "“The dam leaks. It will break,” said Paul Mercer.",
    "Anna Berg denied that the town was in danger.",
    "She said the wall was new.",
    "“Nobody warned us in time.”",
    "According to the Daily Courier, the mine closed.",
    "\n\n",
    "The same article blamed the rain.",
    "The mayor, Tom Reed, told reporters that he would resign.",
    "“It leaks,” he said, “and it stinks.",
    "It was reported that ships had left.",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=8))
def test_source_cue_and_content_are_spans_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts).strip()
    for found in attributions(text):
        for spans in (found.source, found.cue, found.content):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
        assert found.content
        assert not any(a.overlaps(b) for a in found.cue for b in (*found.content, *found.source))
