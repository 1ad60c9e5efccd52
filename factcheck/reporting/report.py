"""One report and the words it is made of."""

from dataclasses import dataclass

from factcheck import nominals
from factcheck.cues import CueClass
from factcheck.syntax import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report in a sentence, as token indices. `speaker` is the head of the source, None where it names none."""

    tree: Tree
    speaker: int | None
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    head: int
    kind: CueClass
    denies: bool = False


def report(  # noqa: PLR0913, PLR0917  the parts of a report are what it is made of
    tree: Tree,
    speaker: int | None,
    source: set[int],
    cue: set[int],
    content: set[int],
    head: int,
    kind: CueClass,
    *,
    denies: bool = False,
) -> Report | None:
    content = set(nominals.trimmed(tree, content - cue - source))
    if not content:
        return None
    return Report(
        tree=tree,
        speaker=speaker,
        source=frozenset(source),
        cue=frozenset(cue),
        content=frozenset(content),
        head=head,
        kind=kind,
        denies=denies,
    )


def apposed(tree: Tree, index: int) -> set[int]:
    return (
        set().union(*(tree.subtree(a.index) for a in tree.kids(index, "appos"))) if tree.kids(index, "appos") else set()
    )


def speaker_words(tree: Tree, speaker: int | None) -> set[int]:
    """The words of a source; for "who" also those it stands for."""
    if speaker is None:
        return set()
    words = nominals.phrase(tree, speaker, ()) | apposed(tree, speaker)
    if tree.tokens[speaker].tag in {"WP", "WDT"}:
        clause = next((t for t in tree.ancestors(speaker) if t.dep.startswith("acl")), None)
        if clause is not None and clause.head not in words:
            words |= nominals.phrase(tree, clause.head, (clause.index,))
    return words
