"""Which words of a sentence are somebody's own, in quotation marks: they are given as they stand."""

from collections.abc import Iterable, Sequence

from factcheck.document import Span
from factcheck.syntax import Tree


class Quoted:
    """The quotations of one sentence, each as its words."""

    def __init__(self, tree: Tree, spans: Sequence[Span]) -> None:
        self.tree = tree
        self.quotations = tuple(
            {t.index for t in tree.tokens if t.pos != "PUNCT" and span.covers(t.span)}
            for span in spans
            if span.overlaps(tree.span)
        )

    def holds(self, words: Iterable[int]) -> bool:
        """True where all of the words, and one at least, stand in one quotation."""
        spoken = {i for i in words if self.tree.tokens[i].pos != "PUNCT"}
        return bool(spoken) and any(spoken <= quotation for quotation in self.quotations)

    def cut_by(self, parts: Iterable[set[int]], whole: set[int]) -> bool:
        """True where one of the parts has some words of a quotation in the whole and not the others."""
        inside = [quotation & whole for quotation in self.quotations]
        conjunctions = {t.index for t in self.tree.tokens if t.pos == "CCONJ"}
        return any(part & words and (words - part) - conjunctions for part in parts for words in inside)
