"""Cues: what reports, what denies, and the tables behind it."""

import csv
from importlib.resources import files

import pytest

from factcheck.cues import CueClass, attitude_cue, attitude_form, noun_cue, spoken_forms, verb_cue, verb_form
from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.syntax import Token


def token(form: str, pos: str) -> Token:
    return Token(0, Span(0, len(form)), form, pos, "", "root", 0)


def table(name: str) -> list[dict[str, str]]:
    text = files("factcheck").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("said", CueClass.SPEECH),
        ("Says", CueClass.SPEECH),
        ("praised", CueClass.JUDGEMENT),
        ("thought", CueClass.THOUGHT),
    ],
)
def test_verb_cue_knows_every_form(form: str, kind: CueClass) -> None:
    cue = verb_cue(token(form, "VERB"))
    assert cue is not None
    assert cue.kind is kind


@pytest.mark.parametrize("form", ["denied", "doubts", "rejecting", "refutes", "disputed"])
def test_a_verb_against_its_content_denies(form: str) -> None:
    cue = verb_cue(token(form, "VERB"))
    assert cue is not None
    assert cue.denies


@pytest.mark.parametrize("form", ["denial", "doubts", "refusal", "rejection"])
def test_a_noun_against_its_content_denies(form: str) -> None:
    cue = noun_cue(token(form, "NOUN"))
    assert cue is not None
    assert cue.denies


def test_the_part_of_speech_decides() -> None:
    assert verb_cue(token("claims", "NOUN")) is None
    assert noun_cue(token("claims", "VERB")) is None
    assert verb_cue(token("walked", "VERB")) is None


def test_an_event_is_no_speech() -> None:
    decision, request = noun_cue(token("decision", "NOUN")), noun_cue(token("request", "NOUN"))
    assert decision is not None
    assert request is not None
    assert (decision.kind, request.kind) == (CueClass.EVENT, CueClass.SPEECH)


@pytest.mark.parametrize(
    ("form", "takes"), [("refusing", "to"), ("sought", "to"), ("Talked", "about"), ("tout", "object")]
)
def test_attitude_cue_knows_every_form_and_what_it_takes(form: str, takes: str) -> None:
    attitude = attitude_cue(token(form, "VERB"))
    assert attitude is not None
    assert takes in attitude.takes


def test_an_attitude_alone_is_no_reporting_verb() -> None:
    assert verb_cue(token("sought", "VERB")) is None
    assert attitude_cue(token("tout", "NOUN")) is None


@pytest.mark.parametrize(
    ("name", "key"), [("reporting_verbs", "lemma"), ("reporting_attitudes", "lemma"), ("reporting_nouns", "noun")]
)
def test_table_is_sorted_each_word_once_with_a_source(name: str, key: str) -> None:
    rows = table(name)
    words = [row[key] for row in rows]
    assert words == sorted(set(words))
    assert all(row["source"] for row in rows)


def test_lexicon_is_sorted_lower_case_and_each_word_once_a_list() -> None:
    rows = [(row["list"], row["word"]) for row in table("lexicon")]
    assert rows == sorted(set(rows))
    assert all(word == word.lower() for _, word in rows)


def test_word_list_refuses_a_list_it_does_not_hold() -> None:
    assert "mr" in word_list("title")
    with pytest.raises(KeyError):
        word_list("no such list")


def test_spoken_forms_are_finite_forms_of_speech_in_order() -> None:
    forms = spoken_forms()
    assert {"said", "says", "told"} <= set(forms)
    assert not {"say", "saying", "believed"} & set(forms)
    assert list(forms) == sorted(set(forms))


def test_a_form_tells_its_verb_without_a_part_of_speech() -> None:
    urged, refused = verb_form("urges"), attitude_form("refuses")
    assert urged is not None
    assert refused is not None
    assert (urged.lemma, refused.lemma) == ("urge", "refuse")
    assert (verb_form("harbour"), attitude_form("harbour")) == (None, None)
