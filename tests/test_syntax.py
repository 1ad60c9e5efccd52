"""Tokens and trees: spans of the text, one tree a sentence, the same every time."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import parsed

from factcheck.document import Span
from factcheck.syntax import BATCH, LONGEST, Tree, parse_sentences

ARTICLE = "Cole’s sister-in-law paid $4.5 million. “Is it U.S.-led?” asked Reed (Interfax, May 3)."
SENTENCES = (Span(0, 39), Span(40, len(ARTICLE)))


def whole(text: str) -> Tree:
    (tree,) = parse_sentences(text, [Span(0, len(text))])
    return tree


def test_tokens_are_the_words_of_the_text_in_order() -> None:
    for tree in parse_sentences(ARTICLE, SENTENCES):
        assert all(t.text == t.span.slice(ARTICLE) for t in tree.tokens)
        assert all(a.span.end <= b.span.start for a, b in pairwise(tree.tokens))
        left = set(range(*tree.span)) - {i for t in tree.tokens for i in range(*t.span)}
        assert all(ARTICLE[i].isspace() for i in left)


def test_a_bracket_kept_from_the_parser_is_in_no_token() -> None:
    bracket = Span(ARTICLE.index("(Interfax"), len(ARTICLE) - 1)
    trees = parse_sentences(ARTICLE, SENTENCES, [bracket])
    assert not any(t.span.overlaps(bracket) for tree in trees for t in tree.tokens)
    assert trees[1].tokens[-1].text == "."


def test_parsing_twice_gives_the_same_trees() -> None:
    assert parse_sentences(ARTICLE, SENTENCES) == parse_sentences(ARTICLE, SENTENCES)


def test_a_sentence_is_parsed_alike_alone_and_among_others() -> None:
    alone = parse_sentences(ARTICLE, SENTENCES[:1])
    assert alone == parse_sentences(ARTICLE, SENTENCES)[:1]


def test_many_sentences_in_batches_are_parsed_as_each_alone() -> None:
    text = " ".join(
        f"The {noun} that Cole sold in 19{n} sank, and {n} men drowned."
        for n in range(10, 80)
        for noun in ("boat", "ship")
    )
    ends = [i + 1 for i, sign in enumerate(text) if sign == "."]
    sentences = [Span(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    trees = parse_sentences(text, sentences)
    assert len(trees) == 140 > BATCH
    assert [parse_sentences(text, [each])[0] for each in sentences[::9]] == list(trees[::9])


def test_progress_rises_to_the_number_of_sentences() -> None:
    told: list[tuple[int, int]] = []
    parse_sentences(ARTICLE, SENTENCES, progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (2, 2)
    assert {of for _, of in told} == {2}


def test_a_token_knows_its_relation_and_its_word_in_lower_case() -> None:
    _, tree = parsed("Norway’s/NNP/nsubj:pass>sold fleet/NN/obj>sold sold/VBD/root")
    assert [(t.lower, t.relation) for t in tree.tokens] == [("norway's", "nsubj"), ("fleet", "obj"), ("sold", "root")]


def test_a_sentence_without_words_has_no_tokens() -> None:
    assert whole(" \n ").tokens == ()


def test_a_sentence_longer_than_the_limit_is_one_tree() -> None:
    tree = whole("leaking dam " * LONGEST)
    assert len(tree.tokens) == 2 * LONGEST
    assert tree.subtree(tree.root.index) == set(range(2 * LONGEST))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_tree_whose_tokens_slice(text: str) -> None:
    tree = whole(text)
    assert all(t.text == t.span.slice(text) for t in tree.tokens)
    assert sum(t.head == t.index for t in tree.tokens) == bool(tree.tokens)


@pytest.mark.parametrize(
    ("index", "deps", "expected"),
    [(1, (), ["The", "leaking"]), (1, ("det",), ["The"]), (2, ("nsubj",), ["dam"]), (2, ("aux",), [])],
)
def test_kids_are_the_children_under_a_relation(index: int, deps: tuple[str, ...], expected: list[str]) -> None:
    # The dam leaking broke; "nsubj:pass" counts as "nsubj".
    _, tree = parsed("The/DT/det>dam dam/NN/nsubj:pass>broke broke/VBD/root leaking/VBG/acl>dam")
    assert [t.text for t in tree.kids(index, *deps)] == expected


def test_a_subtree_leaves_out_the_branches_named() -> None:
    _, tree = parsed("The/DT/det>dam dam/NN/nsubj>broke broke/VBD/root today/NN/obl>broke")
    assert tree.subtree(2) == {0, 1, 2, 3}
    assert tree.subtree(2, [1]) == {2, 3}
    assert [t.text for t in tree.ancestors(0)] == ["dam", "broke"]
