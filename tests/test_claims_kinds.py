"""Fact, statement, opinion, forecast; and whether a claim can be checked."""

import pytest
from trees import parsed

from factcheck.claims.article import parse
from factcheck.claims.claim import Kind
from factcheck.claims.kinds import judge

KINDS = [
    ("The bridge opened in 1931.", Kind.FACT, True),
    ("Paul Mercer said that the bridge was a disgrace.", Kind.STATEMENT, True),
    ("“We will win the vote in May,” said Paul Mercer.", Kind.STATEMENT, True),
    ("The mine has been described as unsafe.", Kind.STATEMENT, True),
    ("The plan is a terrible mistake.", Kind.OPINION, False),
    ("The council should close the mine.", Kind.OPINION, False),
    ("Sadly, the library burned down.", Kind.OPINION, False),
    ("It may be possible to close the mine.", Kind.OPINION, False),
    ("Will the port reopen?", Kind.OPINION, False),
    ("Who sold the mine?", Kind.OPINION, False),
    ("The approach will be doomed to failure.", Kind.PREDICTION, False),
    ("The council is unlikely to close the mine.", Kind.PREDICTION, False),
    ("The bank will open 30 branches by 2008.", Kind.PREDICTION, True),
]


@pytest.mark.parametrize(("text", "kind", "checkable"), KINDS, ids=[row[0] for row in KINDS])
def test_kind_and_checkable(text: str, kind: Kind, checkable: bool) -> None:  # noqa: FBT001  a column of the table
    (claim,) = parse(text, published="2005-08-17").claims
    assert (claim.kind, claim.checkable) == (kind, checkable)


def test_the_authors_opinion_is_listed() -> None:
    texts = [claim.text for claim in parse("The bridge opened in 1931. The plan is a terrible mistake.").claims]
    assert texts == ["The bridge opened in 1931.", "The plan is a terrible mistake."]


def test_whoever_reports_it_decides_before_the_words_do() -> None:
    _, tree = parsed("It/PRP/nsubj>fail will/MD/aux>fail fail/VB/root ././punct>fail")
    own = judge(tree.tokens, reported=False, quoted=False)
    reported = judge(tree.tokens, reported=True, quoted=False)
    asked = judge(tree.tokens, reported=False, quoted=False, asked=True)
    assert [each.kind for each in (own, reported, asked)] == [Kind.PREDICTION, Kind.STATEMENT, Kind.OPINION]
    assert all(each.reason for each in (own, reported, asked))


def test_a_figure_makes_a_valuation_checkable() -> None:
    _, bare = parsed("Trade/NN/nsubj>worse is/VBZ/cop>worse worse/JJR/root")
    _, figure = parsed("Trade/NN/nsubj>worse is/VBZ/cop>worse 5/CD/nummod>percent percent/NN/obl>worse worse/JJR/root")
    assert not judge(bare.tokens, reported=False, quoted=False).checkable
    assert judge(figure.tokens, reported=False, quoted=False).checkable
