"""Checks about sources: where nobody answers for something, and where two names stand for one."""

import re
from pathlib import Path

import pytest
from check_examples import hits, only

from factcheck.checks import (
    anonymous_source,
    doubtful_speaker,
    figure_without_source,
    one_origin,
    source_spelled_two_ways,
    unattributed_quotation,
    unknown_outlet,
    vague_source,
)
from factcheck.checks.subject import Subject
from factcheck.claims.article import parse
from factcheck.outlets import load_outlets


@pytest.mark.parametrize(
    "text",
    [
        "About 35 percent of the pupils in the region go hungry.",
        "More than 12,000 people were displaced by the flood.",
        "The bridge cost $4.5 billion.",
        "Unemployment stands at 17 percent.",
        "Two million people live behind the dam.",
    ],
)
def test_figure_of_nobody_is_found(text: str) -> None:
    hit = only(figure_without_source, text)
    assert hit.span is not None
    assert re.search(r"\d|Two", hit.span.slice(text))


@pytest.mark.parametrize(
    "text",
    [
        "About 35 percent of the pupils go hungry, the ministry of schools said.",
        "A survey was made in May. About 35 percent of the pupils go hungry.",
        "The bridge cost $4.5 billion (Interfax, August 11).",
        "“The bridge cost $4.5 billion,” said Anna Lind.",
        "Sales rose 8% to $368.5 million in the quarter.",
        "Lind won 43 percent of the vote.",
        "The law sets a limit of 12,000 visitors.",
        "The town has 12 schools and was founded in 1850.",
    ],
)
def test_figure_with_a_source_or_without_need_of_one_is_left_alone(text: str) -> None:
    assert hits(figure_without_source, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plan is “a disgrace to the whole nation and its people”.", "a disgrace to the whole..."),
        ("“We were never told about the leak in the wall.” The dam was closed in May.", "We were never told about..."),
    ],
)
def test_quotation_of_nobody_is_found(text: str, words: str) -> None:
    assert f"“{words}”" in only(unattributed_quotation, text).message


@pytest.mark.parametrize(
    "text",
    [
        "The plan is “a disgrace to the whole nation,” Anna Lind said.",
        "Anna Lind spoke in the hall. “We were never told about the leak,” she said. “Nobody asked us about it.”",
        "As the mayor puts it, the plan is “a disgrace to the whole nation”.",
        "The crowd chanted “Open the gates of the dam” for an hour.",
        "The choir opened with “The Long Way Home to Halden”.",
        "The bank is “too big to fail” and the state pays.",
        "The plan is “a disgrace to the whole nation” (Interfax, August 11).",
    ],
)
def test_quotation_with_a_speaker_or_of_a_work_is_left_alone(text: str) -> None:
    assert hits(unattributed_quotation, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Observers believe that the vote was bought.", "Observers believe"),
        ("It is thought that the minister will resign.", "It is thought that"),
        ("It has been suggested that the fire was set.", "It has been suggested that"),
        ("The mayor is reportedly under investigation.", "reportedly"),
        ("According to experts, the dam is unsafe.", "According to experts"),
        ("Some say the mayor took money.", "Some say"),
        ("The general is believed to have fled.", "is believed to have"),
        ("Senior Norlandish analysts have raised objections to the base.", "Senior Norlandish analysts have raised"),
    ],
)
def test_source_that_nobody_could_call_is_found(text: str, words: str) -> None:
    hit = only(vague_source, text)
    assert hit.message == f"“{words}”: nobody is named who could be asked"


@pytest.mark.parametrize(
    "text",
    [
        "Analysts at Norbank believe that the vote was bought.",
        "Analysts say the dam leaks. “It has for years,” said Anna Lind, an analyst at Norbank.",
        "The general is believed by the police to have fled.",
        "The mayor is reportedly under investigation (Interfax, August 11).",
        "“Experts say nothing about it,” Anna Lind told the council.",
        "Few experts believe that.",
        "According to experts at the bank, the dam is unsafe.",
        "The sources of the river lie in the hills, and some villages are old.",
    ],
)
def test_source_that_is_named_is_left_alone(text: str) -> None:
    assert hits(vague_source, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A source close to the mayor confirmed the plan.",
        "A senior official who asked not to be named said the dam leaks.",
        "The dam leaks, said an engineer who spoke on condition of anonymity.",
        "Diplomatic sources in Halden expect a vote.",
        "The engineer refused to give his name.",
    ],
)
def test_source_kept_unnamed_is_found(text: str) -> None:
    assert only(anonymous_source, text).message.endswith("the source is not named")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lind, who is familiar with the plans, said the dam leaks.",
        "The condition of the wall is bad, and the mayor asked for help.",
        "The letter was unsigned, and its author remains unknown.",
    ],
)
def test_source_with_a_name_is_not_called_anonymous(text: str) -> None:
    assert hits(anonymous_source, text) == []


def test_two_phrases_of_one_sentence_are_one_anonymous_source() -> None:
    text = "A person familiar with the plan, who spoke on condition of anonymity, said the dam leaks."
    only(anonymous_source, text)


def test_agency_and_its_branch_are_one_origin() -> None:
    text = "The dam leaks (Interfax, August 11; Interfax-Kazakhstan, August 11)."
    hit = only(one_origin, text)
    assert hit.message == "Interfax and Interfax-Kazakhstan are one origin: both are Interfax"


def test_reprint_named_in_the_bracket_is_one_origin() -> None:
    text = "The dam leaks (RIA Novosti, August 11, quoted by Kommersant, August 12)."
    assert "one quotes the other" in only(one_origin, text).message


@pytest.mark.parametrize(
    "text",
    [
        "The dam leaks (Interfax, August 11; Delovaya nedelya, August 12).",
        "The dam leaks (Interfax, August 11). The wall holds (Interfax-Kazakhstan, August 12).",
        "The dam leaks (Interfax, August 11, August 12).",
    ],
)
def test_outlets_of_their_own_are_two_origins(text: str) -> None:
    assert hits(one_origin, text) == []


def test_outlet_in_no_registry_is_found_once() -> None:
    text = "The dam leaks (Halden Harbour Chronicle, August 11). It is old (Halden Harbour Chronicle, August 12)."
    assert "Halden Harbour Chronicle" in only(unknown_outlet, text).message


def test_outlet_that_is_nearly_known_is_suggested() -> None:
    text = "The dam leaks (Kommersannt, August 11)."
    message = only(unknown_outlet, text).message
    assert "did you mean Kommersant?" in message


def test_outlet_of_the_registry_is_known() -> None:
    text = "The dam leaks (Interfax, August 11; Delovaya nedelya, July 22)."
    assert hits(unknown_outlet, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Petrov met Ivanov on Monday. He said the talks had failed.", "Petrov or Ivanov"),
        ("Anna Lind wrote to Maria Berg in May. She said she was tired.", "Anna Lind or Maria Berg"),
    ],
)
def test_pronoun_that_may_be_two_people_is_found(text: str, names: str) -> None:
    assert only(doubtful_speaker, text).message.endswith(f"may be {names}")


@pytest.mark.parametrize(
    "text",
    [
        "Peter Lind met Maria Berg on Monday. She said the talks had failed.",
        "Peter Lind met the council on Monday. He said the talks had failed.",
        "Peter Lind told John Berg the dam leaks. He said it was old.",
        "Peter Lind met John Berg on Monday. Berg said the talks had failed.",
        "Peter Lind met John Berg’s sister on Monday. He said the talks had failed.",
    ],
)
def test_pronoun_that_fits_one_is_left_alone(text: str) -> None:
    assert hits(doubtful_speaker, text) == []


def test_cited_outlet_in_two_spellings_is_found() -> None:
    text = "The dam leaks (Delovaya Nedelya, August 11). The wall holds (Delovaia Nedelya, August 12)."
    hit = only(source_spelled_two_ways, text)
    assert hit.message == "the source “Delovaia” is spelled “Delovaya” before"


def test_name_that_is_no_source_is_left_to_the_other_check() -> None:
    text = "President Nazarbayev opened the dam. Engineers met Nazarbaev."
    assert hits(source_spelled_two_ways, text) == []


def test_outlets_of_ones_own_may_be_one_origin(tmp_path: Path) -> None:
    own = tmp_path / "outlets.csv"
    columns = "name,aliases,kind,country,language,hosts,parent,source"
    rows = "Lake Wire,,agency,KZ,en,,,masthead\nLake Wire North,,agency,KZ,en,,Lake Wire,masthead\n"
    own.write_text(f"{columns}\n{rows}", encoding="utf-8")
    outlets = load_outlets(own)
    text = "The dam leaks (Lake Wire, August 11, 2005; Lake Wire North, August 12, 2005)."
    article = parse(text, published="2005-08-17", outlets=outlets)
    assert list(one_origin.find(Subject(article=article))) == []
    hit = next(one_origin.find(Subject(article=article, outlets=outlets)))
    assert hit.message == "Lake Wire and Lake Wire North are one origin: both are Lake Wire"


def test_bracket_that_passes_on_another_outlet_is_one_origin() -> None:
    hit = only(one_origin, "The dam leaks (Kommersant, citing Interfax, August 11, 2005).")
    assert hit.message == "Kommersant and Interfax are one origin: one quotes the other"
