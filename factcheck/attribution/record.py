"""The record of one attribution, and what attribution works on."""

from dataclasses import dataclass

from factcheck.cues import CueClass
from factcheck.document import Span
from factcheck.mentions import Mentions
from factcheck.quotations import Quotation
from factcheck.syntax import Tree

UNNAMED = "unspecified"
"""The source where somebody unnamed is said to have said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What somebody is reported to have said, thought, found or done.

    `content` may run over several sentences. `resolved_source` is the name in full without role or title, `UNNAMED`
    where nobody is named, the description where only that is given. `doubtful` where two people could be meant. Of a
    chain every link is an attribution of its own; `role` also names who passes the words on ("quoted by Reuters").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool
    resolved_source: str
    role: str
    doubtful: bool
    kind: CueClass
    sentence: int
    head: int
    denies: bool = False
    within: int | None = None
    """The attribution (an index) that reports this one: "Reuters quoted her as saying that he had denied it"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article read so far: what attribution works on."""

    text: str
    trees: tuple[Tree, ...]
    paragraph_of: tuple[int, ...]
    """For each sentence its paragraph."""
    quotations: tuple[Quotation, ...]
    mentions: Mentions


def sentence_of(found: Attribution) -> int:
    """The sentence of its cue, by which the attributions are kept in order."""
    return found.sentence
