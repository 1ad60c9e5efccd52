"""Cues: the verbs and nouns that report what somebody said, thinks, decided or did.

Tables: `data/reporting_verbs.csv`, `data/reporting_attitudes.csv` and `data/reporting_nouns.csv`.
"""

import csv
import io
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.syntax import Token


class CueClass(StrEnum):
    """What a cue says its source did with the content."""

    SPEECH = "speech"
    JUDGEMENT = "judgement"
    """Its object, not a clause, is what was talked of: praise, condemn, interpret."""
    THOUGHT = "thought"
    FINDING = "finding"
    """A document shows it: study, poll, report."""
    ATTITUDE = "attitude"
    """Where somebody stands, or what they speak of, with nothing stated: seek to, refuse to, talk about, promote."""
    RELAY = "relay"
    """Another's words are passed on: "quoted S as saying C", "reported, citing S, that C". Who does it is a link."""
    EVENT = "event"
    """A noun of action with the one who acted: decision, withdrawal. No speech, but an assertion of its own."""


class Cue(NamedTuple):
    """An entry of the tables.

    `denies` where the source speaks against the content, `object` where a mere noun can be what was said
    ("denied the charge"; not "said the word").
    """

    lemma: str
    kind: CueClass
    denies: bool
    object: bool = False
    verb: str = ""
    """For a noun: the words that say the same of its owner ("request": "requested"), and in `drops` the preposition
    that then falls away ("support for X": "supports X")."""
    drops: str = ""


class Attitude(NamedTuple):
    """An entry of the attitudes. `takes` names the complements under which it is one.

    "that" a clause, "to" an infinitive, "clause" another one without subject, "object", or a preposition.
    """

    lemma: str
    takes: frozenset[str]


def _table(name: str) -> list[dict[str, str]]:
    text = files("factcheck").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _verbs() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for entry in _table("reporting_verbs"):
        cue = Cue(entry["lemma"], CueClass(entry["class"]), entry["denies"] == "yes", entry["object"] == "yes")
        for form in (entry["lemma"], *entry["forms"].split()):
            found.setdefault(form, cue)
    return found


@cache
def _attitudes() -> dict[str, Attitude]:
    found: dict[str, Attitude] = {}
    for entry in _table("reporting_attitudes"):
        attitude = Attitude(entry["lemma"], frozenset(entry["takes"].split()))
        for form in (entry["lemma"], *entry["forms"].split()):
            found.setdefault(form, attitude)
    return found


@cache
def _nouns() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for entry in _table("reporting_nouns"):
        cue = Cue(
            entry["noun"],
            CueClass(entry["class"]),
            entry["noun"] in {"denial", "doubt", "refusal", "rejection"},
            verb=entry["verb"],
            drops=entry["drops"],
        )
        found[entry["noun"]] = found[entry["plural"]] = cue
    return found


def verb_cue(token: Token) -> Cue | None:
    """The entry of a verb in the tables, None where it reports nothing."""
    return _verbs().get(token.lower) if token.pos == "VERB" else None


def verb_form(word: str) -> Cue | None:
    """The entry of a verb by one of its forms in lower case, for text where parts of speech cannot be told."""
    return _verbs().get(word)


@cache
def spoken_forms() -> tuple[str, ...]:
    """The finite forms, in lower case and sorted, of the verbs of speech: "said", "says", "told"."""
    spoken = (form for form, cue in _verbs().items() if cue.kind is CueClass.SPEECH and form != cue.lemma)
    return tuple(sorted(form for form in spoken if not form.endswith("ing")))


def attitude_form(word: str) -> Attitude | None:
    """The entry of a verb among the attitudes by one of its forms in lower case."""
    return _attitudes().get(word)


def attitude_cue(token: Token) -> Attitude | None:
    """The entry of a verb among the attitudes, None where it is none; a verb may be a cue and an attitude too."""
    return _attitudes().get(token.lower) if token.pos == "VERB" else None


def noun_cue(token: Token) -> Cue | None:
    """The entry of a noun in the tables, None where it reports nothing."""
    return _nouns().get(token.lower) if token.pos == "NOUN" else None
