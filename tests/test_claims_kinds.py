"""Fact, statement, opinion, forecast; and whether a claim can be checked."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from trees import parsed, trees

from factcheck.claims.article import parse
from factcheck.claims.claim import Kind
from factcheck.claims.kinds import bar, judge
from factcheck.claims.kinds.weighing import weigh
from factcheck.document import Span
from factcheck.syntax import Tree, parse_sentences

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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The plan seems a mistake.", "an impression: seems"),
        ("The council must close the mine.", "what ought to be: must"),
        ("We want a better future.", "a stance: want"),
        ("The bridge opened in 1931.", "told in the past tense"),
    ],
)
def test_reason_names_what_weighed_most(text: str, reason: str) -> None:
    words = [token for tree in parse_sentences(text, [Span(0, len(text))]) for token in tree.tokens]
    assert reason in judge(words, reported=False, quoted=False).reason


def test_a_pledge_in_the_first_person_can_be_held_to_and_a_wish_cannot() -> None:
    pledges = parse("We will build new schools in every county this year.").claims
    wishes = parse("We must never forget this.").claims
    assert {(each.kind, each.checkable) for each in pledges} == {(Kind.PREDICTION, True)}
    assert not any(each.checkable for each in wishes)


def test_what_is_told_in_passing_is_sooner_taken_as_fact() -> None:
    _, passing = parsed("The/DT/det>lull lull/NN/root which/WDT/nsubj>ended ended/VBD/acl:relcl>lull")
    _, clause = parsed("The/DT/det>lull lull/NN/nsubj>ended ended/VBD/root")
    assert bar(passing.tokens).odds < bar(clause.tokens).odds


def test_a_valuation_in_the_subject_is_not_what_is_asserted() -> None:
    _, subject = parsed("The/DT/det>plan terrible/JJ/amod>plan plan/NN/nsubj>failed failed/VBD/root")
    _, said = parsed(
        "The/DT/det>plan plan/NN/nsubj>mistake is/VBZ/cop>mistake terrible/JJ/amod>mistake mistake/NN/root"
    )
    assert bar(said.tokens).reason == "a valuation: terrible"
    assert bar(subject.tokens).reason == "a valuation: failed"
    _, fact = parsed("The/DT/det>plan terrible/JJ/amod>plan plan/NN/nsubj>began began/VBD/root")
    assert bar(fact.tokens).reason == ""


def test_what_is_told_of_a_valued_noun_is_not_the_valuation() -> None:
    _, told = parsed("delicate/JJ/amod>policy policy/NN/root based/VBN/acl>policy on/IN/case>trade trade/NN/obl>based")
    _, valued = parsed("policy/NN/root which/WDT/nsubj>bad is/VBZ/cop>bad bad/JJ/acl:relcl>policy")
    assert bar(told.tokens).reason == ""
    assert bar(valued.tokens).reason == "a valuation: bad"


@pytest.mark.parametrize(
    "text",
    [
        "There are no signs that the mine is closing.",
        "There is no road to the mine.",
        "There are two roads to the mine.",
    ],
)
def test_that_something_exists_or_does_not_can_be_checked(text: str) -> None:
    assert [(c.kind, c.checkable) for c in parse(text).claims][:1] == [(Kind.FACT, True)]


def test_that_there_is_no_doubt_is_a_view() -> None:
    _, signs = parsed(
        "There/EX/expl>are are/VBP/root no/DT/det>signs signs/NNS/nsubj>are of/IN/case>it it/PRP/nmod>signs"
    )
    _, doubt = parsed(
        "There/EX/expl>is is/VBZ/root no/DT/det>doubt doubt/NN/nsubj>is about/IN/case>it it/PRP/nmod>doubt"
    )
    _, better = parsed("There/EX/expl>is is/VBZ/root no/DT/det>mine better/JJR/amod>mine mine/NN/nsubj>is")
    assert judge(signs.tokens, reported=False, quoted=False).checkable
    assert not judge(doubt.tokens, reported=False, quoted=False).checkable
    assert not judge(better.tokens, reported=False, quoted=False).checkable


def test_what_was_likely_in_the_past_is_no_forecast() -> None:
    _, past = parsed("The/DT/det>mayor mayor/NN/nsubj>aware was/VBD/cop>aware likely/RB/advmod>aware aware/JJ/root")
    _, ahead = parsed(
        "The/DT/det>mayor mayor/NN/nsubj>likely is/VBZ/cop>likely likely/JJ/root to/TO/mark>go go/VB/xcomp>likely"
    )
    kinds = [judge(tree.tokens, reported=False, quoted=False).kind for tree in (past, ahead)]
    assert kinds[0] is not Kind.PREDICTION
    assert kinds[1] is Kind.PREDICTION


def test_the_sentence_weighs_beside_the_claims_own_words() -> None:
    _, claim = parsed("The/DT/det>bank bank/NN/nsubj>closed closed/VBD/root")
    _, plain = parsed(
        "On/IN/case>May May/NNP/obl>closed 3/CD/nummod>May the/DT/det>bank bank/NN/nsubj>closed closed/VBD/root"
    )
    _, view = parsed(
        "I/PRP/nsubj>think think/VBP/root we/PRP/nsubj>deserve all/RB/advmod>deserve deserve/VBP/ccomp>think more/JJR/obj>deserve"
    )
    odds = [weigh(claim.tokens, around.tokens).odds for around in (view, claim, plain)]
    assert odds == sorted(odds)
    assert odds[0] < odds[1] < odds[2]
    assert weigh(claim.tokens).odds == pytest.approx(odds[1])


def test_the_sentence_weighed_before_leaves_no_trace() -> None:
    _, one = parsed("The/DT/det>bank bank/NN/nsubj>closed closed/VBD/root")
    _, two = parsed("We/PRP/nsubj>deserve deserve/VBP/root more/JJR/obj>deserve")
    first = weigh(one.tokens, one.tokens)
    weigh(one.tokens, two.tokens)
    assert weigh(one.tokens, one.tokens) == first


def test_weights_are_small_and_each_once() -> None:
    text = files("factcheck").joinpath("data/checkable_weights.csv").read_text(encoding="utf-8")
    names = [row[0] for row in csv.reader(text.splitlines())][1:]
    assert len(text) <= 300_000
    assert len(set(names)) == len(names)
    assert names == sorted(names)


@given(trees())
def test_every_claim_has_one_verdict_and_one_line_of_reason(made: Tree) -> None:
    words = made.tokens
    first, again = (judge(words, reported=False, quoted=False) for _ in range(2))
    assert first == again
    assert first.reason
    assert "\n" not in first.reason
