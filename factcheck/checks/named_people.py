"""The people whom an article names, each place with the title before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.mentions import TITLES

GIVEN_HE = word_list("given_name_he")
GIVEN_SHE = word_list("given_name_she")
_ORGANISATION = word_list("organisation")
_NO_NAME = word_list("calendar") | _ORGANISATION | word_list("stop")
_PART = r"[^\W\d_a-zß-ÿ][\w’'-]*"
_SHORT = r"(?:[A-Z]|Adm|Capt|Col|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|St)\.(?=\s)"
_RUN = re.compile(
    rf"(?<![\w’'-])(?:{_SHORT}|{_PART})(?:[ \u00a0]\n?(?:{_SHORT}|{_PART}|(?:al|bin|bint|de|der|van|von)(?!\w)))*"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_MINISTRIES = frozenset({
    "agriculture", "commerce", "culture", "defence", "defense", "development", "economy", "education", "emergency",
    "employment", "energy", "environment", "finance", "fisheries", "foreign", "health", "home", "housing", "industry",
    "information", "interior", "justice", "labor", "labour", "mining", "oil", "planning", "science", "security",
    "tourism", "trade", "transport", "transportation", "youth",
})  # fmt: skip
_CALENDAR = word_list("calendar")
_OPENING = frozenset(
    {"After", "And", "As", "At", "Before", "But", "For", "In", "On", "Since", "That", "Then", "When", "While", "With"}
)
_TITLES = TITLES | {"consul", "coroner", "dean", "prosecutor", "sheriff", "treasurer"}
_LONGEST = 4
"""Words of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person at one place of the text. `title` is what stands before the name, "" for none; `given` "" for a surname
    alone. `span` holds title and name.
    """

    span: Span
    title: str
    given: str
    surname: str

    @property
    def name(self) -> str:
        """Given name and surname, the surname where there is no more."""
        return f"{self.given} {self.surname}".strip()


@lru_cache(maxsize=2)
def named_people(text: str) -> tuple[NamedPerson, ...]:
    """The people of a text, in order: those with a title, with a first name we know, and their surnames alone."""
    runs = [(match, *_parted(match[0])) for match in _RUN.finditer(text)]
    surnames = {
        words[-1] for _, title, words in runs if _is_full(words) and (title or words[0].lower() in GIVEN_HE | GIVEN_SHE)
    }
    return tuple(_people(runs, surnames))


def capital_names(text: str, within: Span) -> tuple[NamedPerson, ...]:
    """What could be people in a stretch of the text where no title and no first name tells: runs of capitals."""
    found = ((match, *_parted(match[0])) for match in _RUN.finditer(text, within.start, within.end))
    return tuple(
        NamedPerson(span=Span(*match.span()), title=title, given=" ".join(words[:-1]), surname=words[-1])
        for match, title, words in found
        if len(words) <= _LONGEST and not any(word.lower() in _NO_NAME or word.isupper() for word in words)
    )


def _people(runs: list[tuple[re.Match[str], str, list[str]]], surnames: set[str]) -> Iterator[NamedPerson]:
    for match, title, words in runs:
        known = words and (words[0].lower() in GIVEN_HE | GIVEN_SHE or words[-1] in surnames)
        if not words or len(words) > _LONGEST or not (title or known):
            continue
        if any(word.lower() in _NO_NAME for word in words) or (
            len(words) == 1 and words[0] not in surnames and not title
        ):
            continue
        given = " ".join(words[:-1])
        yield NamedPerson(span=Span(match.start(), match.end()), title=title, given=given, surname=words[-1])


def _parted(run: str) -> tuple[str, list[str]]:
    """The titles in a run of capitals ("Norland Foreign Minister Berg"), the words behind them up to a genitive."""
    words = run.split()
    while len(words) > 2 and (_bare(words[0]) in _CALENDAR or words[0] in _OPENING):  # noqa: PLR2004
        del words[0]  # "On Monday Arne Berg"
    last = max((at for at, word in enumerate(words[:-1]) if _bare(word) in _TITLES), default=-1)
    first = last
    while first > 0 and (_bare(words[first - 1]) in _TITLES or _is_ministry(words[first - 1 : first + 1])):
        first -= 1
    at = last + 1
    name = []
    for word in words[at:]:
        plain = _POSSESSIVE.sub("", word)
        name.append(plain)
        if plain != word:
            break
    return " ".join(words[max(first, 0) : at]), name


def _is_ministry(words: list[str]) -> bool:
    """True for "Transport Minister", the minister is of that, and for "Fire Chief"."""
    if _bare(words[1]) in {"chief", "commissioner"}:
        return _bare(words[0]) in {"fire", "police"}
    return _bare(words[1]) == "minister" and _bare(words[0]) in _MINISTRIES


def _bare(word: str) -> str:
    return word.lower().strip(".")


def _is_full(words: list[str]) -> bool:
    return 1 < len(words) <= _LONGEST and not any(word.lower() in _NO_NAME for word in words)
