"""Quoted words found on a page: what typesetting changes, what an ellipsis and brackets stand for, what differs."""

import random
import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.document import Span
from factcheck.evidence.passages.folding import fold, words_of
from factcheck.evidence.passages.quote import match_quote, quoted
from factcheck.evidence.record import Match


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: “We have signed the pact.”", ("We have signed the pact.",)),
        ('He said: "We have signed the pact."', ("We have signed the pact.",)),
        ("He said: «We have signed the pact».", ("We have signed the pact",)),
        ("Er sagte: „We have signed the pact“.", ("We have signed the pact",)),
        ("Mówił: „We have signed the pact”.", ("We have signed the pact",)),
        ("Han sade: ”We have signed the pact”.", ("We have signed the pact",)),
        ("Er sagte: »We have signed the pact«.", ("We have signed the pact",)),
        ("He said: ‘We have signed the pact’.", ("We have signed the pact",)),
        ("He said: 'We haven't signed the pact'.", ("We haven't signed the pact",)),
        ("“We have signed,” he said, “and will pay.”", ("We have signed,", "and will pay.")),
        ("We have signed the pact,” he said.", ("We have signed the pact,",)),
        ('We have signed the pact," he said.', ("We have signed the pact,",)),
        ("He said: “We have signed the pact.", ("We have signed the pact.",)),
    ],
)
def test_words_in_marks_of_any_kind_are_quoted(text: str, words: tuple[str, ...]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text", ["The workers' union and the owners' club met.", "In the '90s it fell.", "He said so.", "", "““”"]
)
def test_apostrophes_and_plain_words_quote_nothing(text: str) -> None:
    assert quoted(text) == ()


def test_terms_count_only_where_nothing_longer_is_quoted() -> None:
    assert quoted("It fears “color revolutions.”") == ("color revolutions.",)
    assert quoted("The “pact” is, he said, “a burden on all of us”.") == ("a burden on all of us",)


SAME = {
    "curly and straight marks inside": ('he called it "a deal" of sorts', "He called it “a deal” of sorts."),
    "angled and low marks inside": ("he called it «a deal» of sorts", "He called it „a deal“ of sorts."),
    "apostrophes": ("we don't know the minister's mind", "We don’t know the minister’s mind"),
    "final punctuation inside the marks": ("the bases must go,", "he said the bases must go. Then he left"),
    "case of the first letter": ("The bases must go", "he said that the bases must go"),
    "line breaks": ("the bases must go now", "the bases\nmust go\r\n  now"),
    "hyphenation at the end of a line": ("the government will pay", "the govern-\nment will pay"),
    "hyphenation at the end of a line of a compound": ("a well-known cause of it", "a well-\n known cause of it"),
    "soft hyphens": ("the government will pay", "the gov\u00adern\u00adment will pay"),
    "a soft hyphen at the end of a line": ("the government will pay", "the govern\u00ad\nment will pay"),
    "dashes": ("we will - in time - pay", "we will—in time—pay"),
    "kinds of hyphens": ("a long-term plan", "a long‑term plan"),
    "a range of years": ("the plan for 2004-05 holds", "the plan for 2004–05 holds"),
    "non-breaking spaces": ("some 20 percent of it", "some 20\u00a0percent\u202fof it"),
    "zero-width characters": ("the bases must go", "the ba\u200bses\ufeff must\u200d go"),
    "ligatures": ("the first office to offer it", "the ﬁrst oﬃce to oﬀer it"),
    "full-width letters": ("rose to 15 points", "rose to １５ points"),
    "composed letters": ("Erdoğan met him in Cluj", "Erdog\u0306an met him in Cluj"),
    "ё for е": ("всё еще впереди, сказал он", "Все ещё впереди, сказал он"),
    "decomposed й": ("новый договор подписан", unicodedata.normalize("NFD", "новый договор подписан")),
    "commas in numbers": ("1500 workers of the mill", "1,500 workers of the mill"),
    "full stops of abbreviations": ("the US base in Bishkek", "the U.S. base in Bishkek"),
    "reference markers": ("the base is small, and old", "the base is small,[12] and old"),
}


@pytest.mark.parametrize(("quote", "page"), SAME.values(), ids=SAME)
def test_what_typesetting_changes_does_not_count(quote: str, page: str) -> None:
    found = match_quote(quote, f"Before it. {page} After it.")
    assert (found.match, found.difference) == (Match.YES, "")


PAGE = (
    "On Tuesday he spoke. “We agree that the old treaty, which was signed in 1992, must end this year,” the envoy said. "
    "“The ministry has agreed to the terms of the lease.”"
)


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("the old treaty ... must end", "the old treaty, which was signed in 1992, must end"),
        ("the old treaty … must end", "the old treaty, which was signed in 1992, must end"),
        ("the old treaty . . . must end", "the old treaty, which was signed in 1992, must end"),
        ("the old treaty [...] must end", "the old treaty, which was signed in 1992, must end"),
        ("the old treaty (…) must end", "the old treaty, which was signed in 1992, must end"),
        ("… the old treaty … must end this year …", "the old treaty, which was signed in 1992, must end this year"),
        ("[that] the old treaty", "the old treaty"),
        ("We agree [that] the old treaty", "We agree that the old treaty"),
        ("We agree [on Tuesday that] the old treaty", "We agree that the old treaty"),
        ("[T]he old treaty", "the old treaty"),
        ("[The Foreign Ministry] has agreed to the terms", "has agreed to the terms"),
        ("has agree[s] to the terms", "has agreed to the terms"),
        (
            "We agree ... must end this year",
            "We agree that the old treaty, which was signed in 1992, must end this year",
        ),
    ],
)
def test_ellipses_and_brackets_stand_for_words_of_the_page(quote: str, held: str) -> None:
    found = match_quote(quote, PAGE)
    assert found.match is Match.YES
    assert found.span is not None
    assert found.span.slice(PAGE) == held


def test_the_nearest_way_through_an_ellipsis_is_taken() -> None:
    page = "The plan failed. Nobody knew. The plan was bold, and it cost us dear. It cost us dear."
    found = match_quote("the plan … cost us dear", page)
    assert found.span is not None
    assert found.span.slice(page).startswith("The plan")
    assert found.match is Match.YES


def test_an_ellipsis_does_not_reach_over_the_whole_page() -> None:
    filler = "Other matters were heard that day. " * 40
    assert (
        match_quote("the old treaty ... has lapsed at last", f"The old treaty. {filler} It has lapsed at last.").match
        is Match.NO
    )


def test_pieces_in_another_order_do_not_match() -> None:
    assert match_quote("must end this year ... the old treaty", PAGE).match is not Match.YES


@pytest.mark.parametrize(
    ("quote", "page", "difference"),
    [
        (
            "the strong growth of trade this year",
            "He praised the steady growth of trade this year.",
            "page: “the [steady] growth of trade …”; article: “the [strong] growth of trade …”",
        ),
        (
            "we will never sign the treaty with them",
            "He said: we will sign the treaty with them.",
            "page: “we will sign the treaty …”; article: “we will [never] sign the treaty …”",
        ),
        (
            "we will sign the treaty with them",
            "He said: we will never sign the treaty with them.",
            "page: “we will [never] sign the treaty …”; article: “we will sign the treaty …”",
        ),
        (
            "the President has signed the law",
            "THEN: the president has signed the law.",
            "page: “the [president] has signed the …”; article: “the [President] has signed the …”",
        ),
        (
            "colour revolutions",
            "It fears color revolutions.",
            "page: “[color] revolutions”; article: “[colour] revolutions”",
        ),
        (
            "мы не подпишем этот договор",
            "Он сказал: мы не подписали этот договор.",
            "page: “мы не [подписали] этот договор”; article: “мы не [подпишем] этот договор”",
        ),
    ],
)
def test_near_match_shows_the_difference(quote: str, page: str, difference: str) -> None:
    found = match_quote(quote, page)
    assert (found.match, found.difference) == (Match.NEAR, difference)


def test_quotation_that_the_page_interrupts_is_near() -> None:
    page = "“We agree on this point,” the envoy said, “and we will sign the treaty.”"
    found = match_quote("We agree on this point, and we will sign the treaty.", page)
    assert found.match is Match.NEAR
    assert found.difference.startswith("page: “… on this point [the envoy said] and we will …”")
    assert found.span == Span(1, len(page) - 2)


def test_exact_place_goes_before_one_in_other_capitals() -> None:
    page = "THE BASES MUST GO\n\nHe said: the bases must go."
    found = match_quote("the bases must go", page)
    assert (found.match, found.span) == (Match.YES, Span(28, 45))


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("the bases must go at once", "The harbour was closed for repairs in May."),
        ("the bases must go at once", "At once the price of bread rose, and the bases of the columns cracked."),
        ("one of the most", "It was one of a kind, and of the best."),
        ("euphoria", "It was euphoric."),
        ("color revolutions", "A revolution in color printing."),
        ("Mad Love", "And love came."),
        ("the New Yorker", "The New Order."),
        ("", "Anything."),
        ("…", "Anything."),
        ("the bases must go", ""),
    ],
)
def test_page_that_says_something_else_does_not_match(quote: str, page: str) -> None:
    found = match_quote(quote, page)
    assert (found.match, found.span, found.difference) == (Match.NO, None, "")


def test_part_of_a_word_is_no_match() -> None:
    assert match_quote("the base", "He went to the basement.").match is Match.NO


def test_signs_and_decimals_change_what_is_said() -> None:
    assert match_quote("it rose by 3.5 percent of output", "It rose by 35 percent of output.").match is Match.NEAR
    assert match_quote("it rose by 5% of output", "It rose by 5 of output.").match is Match.NEAR
    assert match_quote("some 10-15 men were there", "Some 1015 men were there.").match is Match.NEAR


WORDS = st.sampled_from(
    ["the", "base", "Base", "harbour-wall", "don’t", "ﬁrst", "всё", "1,500", "U.S.", "€", "agreed", "и", "well"]
)
BETWEEN = st.sampled_from([" ", "\n", "\u00a0", ", ", " — ", ". ", " “", "” ", " \u200b"])


@given(st.lists(st.tuples(WORDS, BETWEEN), min_size=4, max_size=40), st.data())
def test_words_of_the_page_match_where_they_stand(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    page = "".join(word + between for word, between in parts)
    words = fold(page)
    first = data.draw(st.integers(0, len(words.plain) - 1))
    end = data.draw(st.integers(first + 1, len(words.plain)))
    quote = words.span(first, end).slice(page)
    found = match_quote(quote, page)
    assert found.match is Match.YES
    assert found.span is not None
    assert words_of(found.span.slice(page)) == words_of(quote)


@given(st.lists(WORDS, min_size=6, max_size=20), st.data())
def test_ellipsis_for_any_words_of_the_page_matches(words: list[str], data: st.DataObject) -> None:
    page = " ".join(words)
    cut = data.draw(st.integers(1, len(words) - 2))
    upto = data.draw(st.integers(cut + 1, len(words) - 1))
    found = match_quote(f"{' '.join(words[:cut])} … {' '.join(words[upto:])}", page)
    assert found.match is Match.YES


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_texts_are_compared_without_fault(quote: str, page: str) -> None:
    found = match_quote(quote, page)
    assert (found.span is None) == (found.match is Match.NO)
    assert (found.difference != "") == (found.match is Match.NEAR)
    if found.span is not None:
        assert 0 <= found.span.start < found.span.end <= len(page)


@given(st.text(max_size=200))
def test_every_word_has_its_place_in_the_text(text: str) -> None:
    words = fold(text)
    ends = [0, *(end for _, end in words.spans)]
    assert all(before <= start < end for before, (start, end) in zip(ends, words.spans, strict=False))
    assert [words.word_at(at) for at in words.offsets] == list(range(len(words.plain)))
    assert all(" " not in word for word in words.plain)


@given(st.lists(WORDS, min_size=1, max_size=10), BETWEEN)
def test_one_changed_word_of_many_is_near_or_no_match(words: list[str], between: str) -> None:
    page = between.join(["harvest", *words, "orchard", "granary", "mill", "weir", "sluice"])
    quote = " ".join(["harvest", *words, "orchard", "barn", "mill", "weir", "sluice"])
    assume(not between.strip("\n \u00a0"))
    assert match_quote(quote, page).match is Match.NEAR


def test_long_page_is_read_in_bounded_time() -> None:
    draw = random.Random(5)  # noqa: S311
    common = [f"word{n}" for n in range(3000)]
    page = " ".join(draw.choices(common, k=150_000))
    assert len(page) > 1_000_000
    quote = " ".join(draw.choices(common, k=60))
    begin = time.process_time()
    assert match_quote(quote, page).match is Match.NO
    assert match_quote(page[500_000:500_300].partition(" ")[2].rpartition(" ")[0], page).match is Match.YES
    assert match_quote("word1 … word2 … word3", page).match in {Match.YES, Match.NO}
    assert match_quote("the " * 100, "the " * 300_000).match is Match.YES
    assert time.process_time() - begin < 6  # a slow machine under coverage; a second or two by itself
