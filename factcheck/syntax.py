"""Tokens, parts of speech and heads of a sentence (Universal Dependencies): the only module that knows the parser.

Source: Universal Dependencies v2 (de Marneffe et al. 2021) for `pos` and `dep`, Penn Treebank for `tag`; the weights in
`data/syntax` are described in its MODEL_CARD.md. The parser is given one sentence at a time and never moves a
character: tokens are spans of the article's text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import TYPE_CHECKING, Any

from factcheck.document import Span

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST = 250
"""Tokens. A longer "sentence" (a table, a list without stops) is parsed in pieces of this length."""
BATCH = 128
Progress = Callable[[int, int], None]
"""Told how many sentences are parsed, of how many."""
_ONE = Lock()
"""The model is used by one thread at a time."""
LONGEST_END = 64
"""Code points of a word in which a sign or unit at its end is looked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence. `head` is the index of its head in the sentence, its own at the root.

    `lower` is the text in lower case with straight apostrophes, `relation` is `dep` without its subtype ("nsubj").
    """

    index: int
    span: Span
    text: str
    pos: str
    tag: str
    dep: str
    head: int
    lower: str = field(init=False, repr=False, compare=False)
    relation: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The rules ask for these some twenty times a token: made once.
        object.__setattr__(self, "lower", self.text.lower().replace("’", "'"))
        object.__setattr__(self, "relation", self.dep.partition(":")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A parsed sentence. `children[i]` are the tokens whose head is `i`, in text order."""

    span: Span
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def kids(self, index: int, *deps: str) -> tuple[Token, ...]:
        """The children of a token under one of the relations `deps`, subtypes included; all if none is named."""
        below = self.children[index]
        if not below:
            return ()
        tokens = self.tokens
        if not deps:
            return tuple([tokens[i] for i in below])
        return tuple([t for i in below if (t := tokens[i]).relation in deps or t.dep in deps])

    def subtree(self, index: int, without: Iterable[int] = ()) -> set[int]:
        """The token and all below it, without the branches that begin at `without`."""
        if not self.children[index]:
            return {index}
        children = self.children
        seen = {index, *without}
        found = [index]
        for at in found:  # grows while it is read
            for child in children[at]:
                if child not in seen:
                    seen.add(child)
                    found.append(child)
        return set(found)

    def ancestors(self, index: int) -> Iterator[Token]:
        """The heads above a token, nearest first."""
        at = self.tokens[index]
        while at.head != at.index:
            at = self.tokens[at.head]
            yield at

    @property
    def root(self) -> Token:
        return next((t for t in self.tokens if t.head == t.index), self.tokens[0])


@cache
def _model() -> Language:
    # One thread: the sums, and so the parses, do not depend on the number of cores.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    import spacy  # noqa: PLC0415  importing spaCy costs 1.8 s: only where text is parsed
    from thinc.api import NumpyOps  # noqa: PLC0415  the same

    with as_file(files("factcheck").joinpath("data/syntax")) as folder:
        nlp = spacy.load(folder)
    # Nearly all time goes into products of matrices. Numpy's BLAS takes half as long as thinc's own: the same trees
    # of 5,322 sentences, in a batch and alone, and the same bits on one thread, two and four.
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            node.ops = ops
    infixes = [*nlp.Defaults.infixes, r"--+|—|…|(?<=[\w.!?])[(\[](?=\w)|(?<=[-—–])[\"“‘]"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    # spaCy looks through the whole word for each sign it takes off its end: 20,000 equals signs cost 80 s.
    ends = nlp.tokenizer.suffix_search
    nlp.tokenizer.suffix_search = lambda word: ends(word[-LONGEST_END:])
    return nlp


def _docs(text: str, sentences: Sequence[Span], without: Sequence[Span]) -> Iterator[tuple[Any, list[int]]]:
    """Bare spaCy documents, one a sentence, with the offset of each token in `text`."""
    from spacy.tokens import Doc  # noqa: PLC0415

    nlp = _model()
    holes = sorted(without)
    at = 0
    for sentence in sentences:
        while at < len(holes) and holes[at].end <= sentence.start:
            at += 1
        kept = []
        for t in nlp.tokenizer(sentence.slice(text)):
            start = sentence.start + t.idx
            if not t.is_space and not _inside(start, holes, at):
                kept.append((start, t.text))
        offsets = [start for start, _ in kept]
        ends = [start + len(word) for start, word in kept]
        spaced = [end < start for end, start in zip(ends, [*offsets[1:], sentence.end], strict=True)] if kept else []
        yield Doc(nlp.vocab, words=[word for _, word in kept], spaces=spaced), offsets


def _inside(offset: int, holes: Sequence[Span], at: int) -> bool:
    while at < len(holes) and holes[at].start <= offset:
        if offset < holes[at].end:
            return True
        at += 1
    return False


def parse_sentences(
    text: str, sentences: Sequence[Span], without: Sequence[Span] = (), progress: Progress | None = None
) -> tuple[Tree, ...]:
    """The trees of the sentences of `text`, in order; a tree of a sentence without words has no tokens.

    What lies in the spans of `without` (citation brackets, note markers) is not shown to the parser. `progress` is
    told how many sentences are parsed, and of how many, time and again, and when all are.
    """
    nlp = _model()
    # In a zone spaCy forgets the words it has met, in place of keeping each as long as the process lives: the same
    # trees of 4,000 texts, 134 MiB from first to last in place of 30 MiB more. Two zones would free each other's words.
    with _ONE, nlp.memory_zone():
        made = list(_docs(text, sentences, without))
        # Pieces of at most LONGEST tokens keep time and memory linear whatever the input.
        pieces = [(n, at, doc) for n, (doc, _) in enumerate(made) for at, doc in _pieces(doc)]
        parsed: dict[int, list[tuple[int, Any]]] = {}
        docs = nlp.pipe((doc for _, _, doc in pieces), batch_size=BATCH)
        for (n, at, _), doc in zip(pieces, docs, strict=True):
            parsed.setdefault(n, []).append((at, doc))
            if progress is not None:
                progress(n, len(made))
        if progress is not None:
            progress(len(made), len(made))
        return tuple(
            _tree(span, offsets, parsed.get(n, []))
            for n, (span, (_, offsets)) in enumerate(zip(sentences, made, strict=True))
        )


def _pieces(doc: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401  spaCy ships no types
    if len(doc) <= LONGEST:
        if len(doc):
            yield 0, doc
        return
    for at in range(0, len(doc), LONGEST):
        yield at, doc[at : at + LONGEST].as_doc()


def _tree(span: Span, offsets: list[int], parsed: list[tuple[int, Any]]) -> Tree:
    tokens: list[Token] = []
    first_root = -1
    for first, doc in parsed:
        names = doc.vocab.strings
        rows = doc.to_array(["POS", "TAG", "DEP"]).tolist()
        heads = doc.to_array("HEAD").astype("int64").tolist()  # offsets, signed
        for at, (word, (pos, tag, relation), far) in enumerate(zip(doc, rows, heads, strict=True), start=first):
            dep, head = names[relation], at + far
            if not far:  # a second root (a later piece, or the parser's own cut) hangs on the first
                dep = "root" if first_root < 0 else "parataxis"
                first_root = first_root if first_root >= 0 else at
                head = first_root
            text, start = word.text, offsets[at]
            tokens.append(Token(at, Span(start, start + len(text)), text, names[pos], names[tag], dep, head))
    return tree_of(span, tokens)


def tree_of(span: Span, tokens: Sequence[Token]) -> Tree:
    """The tree that the heads of the tokens make."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Tree(span=span, tokens=tuple(tokens), children=tuple(map(tuple, children)))
