"""The wording of a claim: the article's own words, and in [brackets] what was filled in."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pool import BREAKS, SENTENCES

from factcheck.claims.article import Article, parse


def texts(article: str) -> list[str]:
    return [claim.text for claim in parse(article, published="2005-08-17").claims]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def outside_brackets(article: Article, text: str) -> list[str]:
    """The words of a claim that stand in no brackets but the article's own."""
    filled = [each for each in re.findall(r"\[[^\]]*\]", text) if each not in article.text]
    for each in filled:
        text = text.replace(each, " ")
    return words(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from(BREAKS))
def test_every_word_outside_brackets_is_in_the_spans(parts: list[str], between: str) -> None:
    article = parse(between.join(parts), published="2005-08-17")
    for claim in article.claims:
        own = [word for span in claim.spans for word in words(span.slice(article.text))]
        assert set(outside_brackets(article, claim.text)) <= set(own), claim.text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from(BREAKS))
def test_a_claim_begins_with_a_capital_and_ends_with_a_mark(parts: list[str], between: str) -> None:
    article = between.join(parts)
    for text in texts(article):
        first = next(c for c in text if c.isalnum())
        assert not first.islower(), text
        assert re.search(r"[.!?…][”\"’)]?$", text), text
        assert text == " ".join(text.split()), text
        assert text.count("“") == text.count("”") or article.count("“") != article.count("”"), text


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("Anna Berg runs the town. She sold the mill.", "[Anna Berg] sold the mill."),
        ("Anna Berg runs the town. Her mill burned down.", "[Anna Berg’s] mill burned down."),
        ("Anna Berg runs the town. The council met Berg in May.", "The council met [Anna] Berg in May."),
        ("Mr. Okoro chairs the board. He sold the mill.", "[Okoro] sold the mill."),
    ],
)
def test_what_is_filled_in_stands_in_brackets(article: str, expected: str) -> None:
    assert texts(article)[-1] == expected


@pytest.mark.parametrize(
    "article",
    [
        "Peter Blake met Paul Mercer in Rome. He sold the mill.",
        "Anna Berg met Susan Hill in Rome. She sold the mill.",
        "The port closed. He sold the mill.",
    ],
)
def test_no_pronoun_is_filled_in_where_the_article_leaves_it_open(article: str) -> None:
    assert texts(article)[-1].endswith(("He sold the mill.", "She sold the mill."))
    assert "[" not in texts(article)[-1]


def test_quoted_words_are_given_as_they_stand() -> None:
    (_, quoted) = texts("Anna Berg runs the town. “She told him of Berg in May,” said Paul Mercer.")
    assert "“She told him of Berg in May,”" in quoted


def test_a_quotation_over_sentences_is_given_as_it_stands() -> None:
    article = "Anna Berg runs the town. “The port is closed. She met Berg in May. Nobody may enter,” said Paul Mercer."
    assert texts(article)[2] == "[Paul Mercer said:] “She met Berg in May.”"


@pytest.mark.parametrize("verb", ["denied", "rejected", "disputed"])
def test_what_somebody_denied_is_never_worded_as_said(verb: str) -> None:
    for text in texts(
        f"Paul Mercer {verb} the report. “It is false that the dam leaks and the town floods,” he {verb}."
    ):
        assert "said" not in text


def test_a_question_keeps_its_mark() -> None:
    assert texts("Did the minister sell the mine and pay the governor?") == [
        "Did the minister sell the mine?",
        "Did the minister pay the governor?",
    ]


def test_a_relative_clause_reads_without_its_pronoun() -> None:
    assert texts("The bridge, which was built in 1931, carries trams.")[0] == "The bridge was built in 1931."


def test_an_event_noun_reads_as_a_sentence() -> None:
    text = "Iran’s decision to close the base has surprised the army."
    assert "Iran [decided] to close the base." in texts(text)


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("The judge leading the inquiry has resigned.", "The judge [is] leading the inquiry."),
        ("The town where Ann Cole was born has banned the sign.", "[In] the town Ann Cole was born."),
        ("The king ordered the raid in which ten people died.", "In the raid ten people died."),
        ("The mayor, whose brother died in 1990, runs the mill.", "The mayor[’s] brother died in 1990."),
        ("He was freed despite being jailed in 1990.", "He [was] jailed in 1990."),
        ("He protested by burning a flag.", "He [burned] a flag."),
        ("Two men were killed and a woman injured on Friday.", "A woman [was] injured on Friday."),
        (
            "Two people were killed and 60 others wounded in Oslo, officials say.",
            "60 others [were] wounded in Oslo, officials say.",
        ),
        ("The mill, which Norbank bought in May, closed.", "The mill closed."),
        ("Finance Secretary John Poe has warned of cuts.", "John Poe [is] Finance Secretary."),
        ("The museum opened in 1931; it closed in 1944.", "[The museum] closed in 1944."),
        ("Norbank closed in May. Its clients sued in June.", "[Norbank’s] clients sued in June."),
    ],
)
def test_a_clause_cut_out_reads_alone(article: str, expected: str) -> None:
    assert expected in texts(article)


def test_a_quotation_is_not_ended_before_its_end() -> None:
    said = texts("“The army took the bridge in May,” said Paul Mercer.")
    assert not [text for text in said if "May" not in text]


def test_who_is_called_on_is_cut_together_with_what_for() -> None:
    text = "Norland’s support for the council’s call for the army to leave the port has surprised the mayor."
    assert "Norland’s support for the council’s call has surprised the mayor." in texts(text)
