"""The proposition record, and its words as spans of the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from factcheck.document import Span
from factcheck.syntax import Token, Tree

CLOSING = frozenset({"”", '"', "''", "’", ")", "]"})
STANCES = frozenset(
    {"believing", "considering", "fearing", "hoping", "knowing", "regarding", "seeing", "viewing", "wanting"}
)
"""Participles of what somebody holds now, whatever they will do: "will stay, seeing it as vital"."""


class Form(StrEnum):
    """What in the sentence states the proposition."""

    CLAUSE = "clause"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    APPOSITION = "apposition"
    EVENT = "event"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Words of one sentence that assert one thing. `tokens` are indices into `tree.tokens`, in order.

    `head` is the word that asserts; `carried` the words brought from elsewhere in the sentence (a shared subject, the
    antecedent of a relative clause), in `tokens` too; `silent` the words that only tie it to the sentence ("which");
    `quoted` is true where all of its own words stand in one quotation.
    """

    tree: Tree
    tokens: tuple[int, ...]
    head: int
    form: Form
    carried: tuple[int, ...] = ()
    silent: frozenset[int] = frozenset()
    quoted: bool = False

    @property
    def asks(self) -> bool:
        """True for a question: the main clause of a sentence that ends in its mark, or one coordinated with it."""
        ends = next((t.text for t in reversed(self.tree.tokens) if t.text not in CLOSING), "")
        at = self.tree.tokens[self.head]
        while at.dep == "conj" and at.head != at.index:
            at = self.tree.tokens[at.head]
        return ends == "?" and at.head == at.index

    def spans(self, text: str) -> tuple[Span, ...]:
        """The words as spans; punctuation between two of them belongs to them, at their ends it does not."""
        return token_spans(self.tree, self.tokens, text)


def token_spans(tree: Tree, chosen: Iterable[int], text: str) -> tuple[Span, ...]:
    """Runs of the chosen tokens as spans, joined over punctuation that stands between them alone."""
    wanted = sorted(chosen)
    runs: list[list[int]] = []
    for index in wanted:
        if runs and _touch(tree, runs[-1][-1], index, text):
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = []
    worded = [run for run in runs if any(tree.tokens[i].pos != "PUNCT" for i in run)]
    for run in worded or runs:
        words = [i for i in run if tree.tokens[i].pos != "PUNCT"] or run
        start, end = tree.tokens[words[0]].span.start, tree.tokens[words[-1]].span.end
        spans.append(Span(*_with_marks(tree, start, end, text)))
    return tuple(spans)


def _touch(tree: Tree, left: int, right: int, text: str) -> bool:
    """True where nothing but punctuation stands between two tokens."""
    tokens = tree.tokens
    for at in range(left + 1, right):
        if not _joins(tokens[at]):
            return False
    for at in range(left, right):
        # words the parser was not shown: a citation's bracket, life dates
        start, end = tokens[at].span.end, tokens[at + 1].span.start
        if end - start > 1 and any(c.isalnum() for c in text[start:end]):
            return False
    return True


def _joins(token: Token) -> bool:
    return token.pos == "PUNCT" and token.text not in {";", ":", "--", "—", "("}


def _with_marks(tree: Tree, start: int, end: int, text: str) -> tuple[int, int]:
    """The range with a quotation mark or bracket at its ends whose partner lies inside it."""
    inside = text[start:end]
    first = next((at for at, character in enumerate(inside) if character in '“”"'), 0)
    closes = first > 0 and inside[first] != "“" and not inside[first - 1].isspace()  # "If it falls,” he said, “I"
    closes = closes or inside.count("“") < inside.count("”")
    if closes or (inside.count('"') % 2 and start > 0 and text[start - 1] == '"'):
        before = text.rfind("“" if "”" in inside else '"', tree.span.start, start)
        start = before if before >= 0 and start - before == 1 else start
    inside = text[start:end]
    if inside.count("“") > inside.count("”") or inside.count('"') % 2:
        for at in range(end, min(end + 3, tree.span.end)):
            if text[at] in '”"':
                return start, at + 1
            if text[at] not in ".,!?":
                break
    if inside.count("(") > inside.count(")") and end < tree.span.end and text[end] == ")":
        end += 1
    return start, end
