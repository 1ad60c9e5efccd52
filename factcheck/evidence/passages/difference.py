"""A near match in one readable line: what the page has, what the article has, the differing words in brackets."""

from collections.abc import Callable, Sequence

from factcheck.evidence.passages.alignment import Run, Step, runs

CONTEXT = 3
"""Words shown on either side of a difference."""
LONGEST = 240
"""Code points of either side that are shown."""


def difference(steps: Sequence[Step], ours: Callable[[int], str], theirs: Callable[[int, int], str]) -> str:
    """The line. `ours(i)` is word i of the quotation, `theirs(i, j)` the page from word i to word j, inclusive.

    A side that has no words of its own at a difference shows none there.
    """
    stretches = runs(steps)
    numbered = list(enumerate(stretches))
    last = len(stretches) - 1
    page = [_shown(run, run.theirs, lambda part: theirs(part[0], part[-1]), _edge(n, last)) for n, run in numbered]
    article = [_shown(run, run.ours, lambda part: " ".join(map(ours, part)), _edge(n, last)) for n, run in numbered]
    return f"page: {_quoted(page)}; article: {_quoted(article)}"


def _edge(at: int, last: int) -> tuple[int, int]:
    """How many words are shown at the head and at the tail of a stretch: those beside a difference."""
    return (CONTEXT if at > 0 else 0), (CONTEXT if at < last else 0)


def _shown(run: Run, part: Sequence[int], words: Callable[[Sequence[int]], str], edge: tuple[int, int]) -> str:
    if run.skipped:
        return "…"
    if not part:
        return ""
    if not run.same:
        return f"[{words(part)}]"
    head, tail = part[: edge[0]], part[len(part) - min(len(part), edge[1]) :]
    if len(head) + len(tail) >= len(part):
        return words(part)
    return " ".join([*([words(head)] if head else []), "…", *([words(tail)] if tail else [])])


def _quoted(parts: Sequence[str]) -> str:
    line = " ".join(part for part in parts if part)
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{line.replace('… …', '…')}”"
