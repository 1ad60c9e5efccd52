"""Words that somebody has struck out by hand: they are left out, as tracked deletions are, and counted.

In print they show, crossed through; read along, "<del>52</del><ins>62</ins> percent" would be 5262 percent.
"""

from collections.abc import Iterator

from factcheck.document import Problem

STRUCK = frozenset(["del", "s", "strike"])
"""HTML's elements for it: `strike` is the old name of `s`."""


def left_out(characters: int, place: str) -> Iterator[Problem]:
    """What says that so many characters were left out; nothing for none."""
    if characters:
        words = f"struck-out text left out: {characters:,} character{'' if characters == 1 else 's'}"
        hint = "Take the line through it away and save, if it belongs to the article."
        yield Problem(code="left-out", message=words, place=place, hint=hint)
