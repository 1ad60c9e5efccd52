"""One report, and the words of its parts: the source, the verb with its auxiliaries, what follows a verb."""

from dataclasses import dataclass

from factcheck import nominals
from factcheck.cues import CueClass
from factcheck.syntax import Token, Tree


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


def speaker_words(tree: Tree, speaker: int | None, cue: int | None = None) -> set[int]:
    """The words of a source; for "who" also those it stands for. A cue that describes its source is no part of it."""
    if speaker is None:
        return set()
    words = nominals.phrase(tree, speaker, () if cue is None else (cue,)) | apposed(tree, speaker)
    if tree.tokens[speaker].tag in {"WP", "WDT"}:
        clause = next((t for t in tree.ancestors(speaker) if t.dep.startswith("acl")), None)
        if clause is not None and clause.head not in words:
            words |= nominals.phrase(tree, clause.head, (clause.index,))
    return words


def verb_group(tree: Tree, token: Token) -> set[int]:
    """The verb with its auxiliaries, negation and particle."""
    group = {t.index for t in tree.kids(token.index, "aux", "compound:prt")}
    return (
        group
        | {token.index}
        | {t.index for t in tree.kids(token.index, "advmod") if t.lower in {"not", "n't", "reportedly", "never"}}
    )


def following(tree: Tree, token: Token) -> set[int]:
    """What follows a verb in its clause: complements and what hangs on them, not the next predicate or aside."""
    found: set[int] = set()
    for child in tree.kids(token.index):
        if child.index < token.index or child.dep in {"conj", "parataxis", "punct", "cc", "obl:tmod", "obl:unmarked"}:
            continue
        below = tree.subtree(child.index)
        aside = child.dep.startswith("advcl") and tree.tokens[min(below) - 1].text == ","
        if not aside:
            found |= below
    return found


def told(tree: Tree, token: Token) -> set[int]:
    """ "told reporters that C", "was claimed by residents that C": C, where the parser hangs it on the noun before."""
    for child in tree.kids(token.index, "obj", "iobj", "obl"):
        for clause in tree.kids(child.index, "acl"):
            words = tree.subtree(clause.index)
            if tree.tokens[min(words)].lower == "that" and tree.kids(clause.index, "nsubj", "nsubj:pass"):
                own = [t for t in tree.kids(clause.index, "nsubj") if t.lower != "that"]
                return words if own else set()
    return set()
